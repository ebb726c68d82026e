import Diagnostics

/// Joins the translations of a collection (`skawina.en.md`) with the entries of the main language beside them.
///
/// A translation takes from its main entry what is the same in every language (numbers, dates, codes, references; a
/// field's `shared` overrides it) and leaves out, and only then is checked for what is required.
public struct TranslationJoin {
    public private(set) var findings: [Diagnostic] = []
    /// For each entry the index of its main entry: itself, or nil for a translation that stands alone.
    public private(set) var mains: [Int?] = []

    /// Completes the translations of the collection in place.
    public init(_ collection: inout EntryCollection) {
        guard collection.entries.contains(where: { $0.language != nil }) else {
            mains = Array(collection.entries.indices)
            return
        }
        struct Key: Hashable {
            let folder: String
            let slug: String
        }
        var byName: [Key: Int] = [:]
        for (number, entry) in collection.entries.enumerated() where entry.language == nil {
            byName[Key(folder: entry.name.folder, slug: entry.sharedName)] = number
        }
        let fields = collection.schema.fields
        for number in collection.entries.indices {
            let entry = collection.entries[number]
            guard entry.language != nil else {
                mains.append(number)
                continue
            }
            let main = byName[Key(folder: entry.name.folder, slug: entry.sharedName)]
            mains.append(main)
            complete(&collection.entries[number], main.map { collection.entries[$0] }, fields)
        }
    }

    private mutating func complete(_ entry: inout Entry, _ main: Entry?, _ fields: [Field]) {
        for slot in fields.indices where entry.values[slot].value.isAbsent {
            let field = fields[slot]
            let span = entry.values[slot].span
            entry.values[slot] = LocatedValue(field.defaultValue, Span(0, 0))
            if field.isShared, let value = main?.values[slot].value, !value.isAbsent {
                entry.values[slot].value = value
                continue
            }
            guard field.isRequired, span != ValueReader.refused else { continue }
            findings.append(
                ValueReader.missing(
                    field, name: field.key, entry.file, span.end > 0 ? span : entry.head, isEmpty: span.end > 0))
        }
    }
}
