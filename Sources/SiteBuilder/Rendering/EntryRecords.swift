import Content
import Diagnostics
import LanguageRules
import Markdown
import Templates

/// Makes the record of each entry: its fields as template values, in the order of its type's slots.
final class EntryRecords: Sendable {
    let sources: SiteSources
    let plan: Plan
    let types: TemplateTypes
    let documents: Row<EntryDocument>
    let renderers: MarkdownRenderers
    let links: LinkMap
    let findings: FindingStore
    let computed: ComputedFields
    /// Each entry's place in the order of its collection.
    let ranks: [Int]
    /// What each collection's records are made of.
    private let shapes: [Shape]

    /// The fields of a collection's schema that stand in its records behind the values that every entry has.
    private struct Shape: Sendable {
        let type: RecordType
        let fields: [(slot: Int, field: Field, info: TypeInfo)]
    }

    init(
        sources: SiteSources, plan: Plan, types: TemplateTypes, documents: Row<EntryDocument>,
        renderers: MarkdownRenderers, links: LinkMap, findings: FindingStore, computed: ComputedFields
    ) {
        self.sources = sources
        self.plan = plan
        self.types = types
        self.documents = documents
        self.renderers = renderers
        self.links = links
        self.findings = findings
        self.computed = computed
        ranks = plan.ranks(count: sources.entries.count)
        shapes = types.entries.enumerated().map { collection, type in
            let fields = type.fields
            let own = Set(fields.prefix(EntryRecords.ownCount).map(\.name))
            let others = sources.config.schema(of: collection).fields.enumerated().filter { !own.contains($1.name) }
            return Shape(
                type: type,
                fields: others.enumerated().map { place, other in
                    (other.offset, other.element, fields[EntryRecords.ownCount + place].type)
                })
        }
    }

    /// How many values `own` gives.
    private static let ownCount = 15

    func all(jobs: Int) -> [ObjectValue] {
        let records = Slots<ObjectValue>(count: sources.entries.count)
        Workers.forEach(
            count: sources.entries.count, jobs: jobs, state: { 0 },
            body: { index, _ in records[index] = self.record(index) })
        return records.all.compactMap { $0 }
    }

    /// The same, each made when it is asked for.
    func later() -> Row<ObjectValue> { Row(count: sources.entries.count) { self.record($0) } }

    private func record(_ index: Int) -> ObjectValue {
        let entry = sources.entries[index]
        let type = shapes[entry.collection].type
        var values = own(index, entry)
        values.reserveCapacity(values.count + shapes[entry.collection].fields.count)
        let conversion = self.conversion(for: entry)
        for (slot, field, info) in shapes[entry.collection].fields {
            if case .referrers(let collection, let name) = field.type {
                values.append(referrers(index, from: collection, field: name))
                continue
            }
            if field.computed != nil {
                let fallback = LocatedValue(field.defaultValue, Span(0, 0))
                values.append(
                    computed.value(
                        index, of: entry, slot: slot, field: field,
                        fallback: conversion.value(fallback, type: field.type, as: info)))
                continue
            }
            values.append(conversion.value(entry.entry.values[slot], type: field.type, as: info))
        }
        guard !entry.entry.others.isEmpty else { return ObjectValue(type, values) }
        // Fields that no schema names differ from entry to entry: such an entry has a type of its own.
        var fields = type.fields
        for other in entry.entry.others {
            fields.append(RecordType.Field(other.name, .any, origin: "front matter"))
            values.append(conversion.plain(other.value.value))
        }
        return ObjectValue(RecordType(type.name, fields), values)
    }

    /// The entries that refer to this one and appear, in the order of their collection.
    private func referrers(_ index: Int, from collection: String, field: String?) -> Value {
        let found = sources.referrers(to: index, from: collection, field: field).filter { plan.appears[$0] }
        let ordered = found.sorted { ranks[$0] < ranks[$1] }
        return .list(ordered.map { .record(RecordIndex($0)) })
    }

    private func own(_ index: Int, _ entry: SiteEntry) -> [Value] {
        let reference = { (other: Int?) in other.map { Value.record(RecordIndex($0)) } ?? .absent }
        let body = EntryBody(
            documents[index], by: renderers, language: entry.language, links: links, heading: types.heading)
        return [
            plan.entryURLs[index].map(Value.string) ?? .absent,
            body.deferred(.content), body.deferred(.toc), body.deferred(.summary), body.deferred(.readingTime),
            reference(plan.neighbours[index].previous), reference(plan.neighbours[index].next), translations(index),
            .string(entry.path), .string(sources.config.languages[entry.language].code), .string(entry.slug),
            .string(entry.title), entry.date.map { .date($0) } ?? .absent, entry.updated.map { .date($0) } ?? .absent,
            .boolean(entry.isDraft),
        ]
    }

    private func translations(_ index: Int) -> Value {
        .list(
            plan.translations[index].compactMap { other in
                guard let url = plan.entryURLs[other] else { return nil }
                let entry = sources.entries[other]
                return .object(
                    ObjectValue(
                        types.translation,
                        [
                            .string(url), .string(sources.config.languages[entry.language].code), .string(entry.title),
                        ]))
            })
    }

    private func conversion(for entry: SiteEntry) -> EntryValues {
        EntryValues(
            objects: types.objects,
            record: { [self] collection, reference in
                sources.entryIndex(collection: collection, reference: reference)
                    .flatMap { plan.appears[$0] ? RecordIndex($0) : nil }
            },
            fileURL: { [self] in plan.fileURLs[$0] },
            markdown: { [self] located in
                // Rendered at once and not when it is read, so that its errors are found whatever templates print.
                let (html, found) = MarkdownField.html(
                    located.value.string ?? "", written: located.span, in: entry.entry.file, by: renderers,
                    language: entry.language, links: links)
                findings.add(found)
                return .markup(html)
            })
    }
}
