import Content
import Diagnostics
import LanguageRules
import Synchronization
import Templates

/// The fields that are template expressions: compiled and checked once, evaluated for each entry before any page.
///
/// An expression sees `entry` and `site`. Its value is a pure function of all records, since references lead from one
/// to the other: who caches a page must look at the value and not only at the entry's file.
final class ComputedFields: Sendable {
    private struct Place: Hashable {
        let collection: Int
        let slot: Int
    }

    /// For each computed field one expression a language; none where it is wrong.
    private let expressions: [Place: [CompiledExpression]]
    private let sets: [TemplateSet]
    private let sites: [Value]
    private let table = Mutex<RecordTable?>(nil)

    /// - Parameter sites: the global `site` of each language.
    init(_ config: SiteConfig, types: TemplateTypes, sites: [Value], findings: FindingStore) {
        self.sites = sites
        let filters = SiteFilters(config: config)
        sets = config.languages.map { language in
            var environment = TemplateEnvironment(mode: .site, language: language.rules)
            environment.globals = [
                TemplateEnvironment.Global("entry", .any, scope: .page, origin: "the entry"),
                TemplateEnvironment.Global("site", .record(types.site), origin: "the site"),
            ]
            environment.filters = filters.all(language)
            return TemplateSet(sources: [], environment: environment)
        }
        var compiled: [Place: [CompiledExpression]] = [:]
        for collection in 0...config.collections.count {
            for (slot, field) in config.schema(of: collection).fields.enumerated() {
                guard let computed = field.computed else { continue }
                do throws(DiagnosticError) {
                    compiled[Place(collection: collection, slot: slot)] = try ComputedFields.compile(
                        computed, field, sets: sets, entry: types.entries[collection])
                } catch {
                    findings.add(error.diagnostics)
                }
            }
        }
        expressions = compiled
    }

    var isEmpty: Bool { expressions.isEmpty }

    private static func compile(
        _ computed: Field.Computed, _ field: Field, sets: [TemplateSet], entry: RecordType
    ) throws(DiagnosticError) -> [CompiledExpression] {
        var (file, span) = (computed.location.file, Optional(computed.location.span))
        if file.text(computed.location.span) != computed.expression {
            // Escapes of JSON: the expression is read from its own text, on the line where the config has it.
            let line = computed.location.start.line
            file = SourceFile(
                path: file.path, text: String(repeating: "\n", count: line - 1) + computed.expression)
            span = Span(line - 1, file.bytes.count)
        }
        var result: [CompiledExpression] = []
        for set in sets {
            let expression = try set.compile(expression: file, within: span, globals: ["entry": .record(entry)])
            guard ComputedFields.fits(expression.type, field.type) else {
                throw DiagnosticError(
                    Diagnostic(
                        .badSchema,
                        Words(
                            pl:
                                "pole „\(field.name)”: wyrażenie daje „\(expression.type.label.pl)”, a ma być \(field.type.words.pl)",
                            en:
                                "field “\(field.name)”: the expression gives “\(expression.type.label.en)”, expected \(field.type.words.en)"
                        ),
                        at: computed.location,
                        remedy: Words(pl: "zmień „type” albo wyrażenie", en: "change “type” or the expression")))
            }
            result.append(expression)
        }
        return result
    }

    /// Whether what the checker knows of a value allows the declared type.
    private static func fits(_ found: TypeInfo, _ type: FieldType) -> Bool {
        switch (found.present, type) {
        case (.any, _), (_, .any), (.none, _): true
        case (.string, .string), (.string, .text), (.enumeration, .string), (.enumeration, .text): true
        case (.url, .string), (.url, .url), (.string, .url): true
        case (.integer, .integer), (.integer, .number), (.number, .number): true
        case (.boolean, .boolean), (.date, .date): true
        case (.list(let inner), .list(let item)): fits(inner, item.type)
        default: false
        }
    }

    /// The table in which expressions find the records; it exists only after they were made.
    func attach(_ records: RecordTable) { table.withLock { $0 = records } }

    /// The value of a field of an entry, computed when it is first read; absent where the expression is wrong.
    func value(_ index: Int, of entry: SiteEntry, slot: Int, field: Field, fallback: Value) -> Value {
        guard let expression = expressions[Place(collection: entry.collection, slot: slot)]?[entry.language] else {
            return fallback
        }
        let (set, site) = (sets[entry.language], sites[entry.language])
        let note = Diagnostic.Note(
            Words(pl: "we wpisie \(entry.path)", en: "in the entry \(entry.path)"), at: entry.location(entry.claim))
        return .deferred(
            DeferredValue { [self] in
                let records = table.withLock { $0 } ?? .empty
                let value = try set.renderer().evaluate(
                    expression, globals: [.record(RecordIndex(index)), site], records: records, note: note)
                return try ComputedFields.converted(value, field, note: note) ?? fallback
            })
    }

    /// The value as its type says, copied out of the render that made it; nil when it is absent.
    private static func converted(_ value: Value, _ field: Field, note: Diagnostic.Note) throws -> Value? {
        if value.isUndefined || value.isNone { return nil }
        if let found = converted(value, field.type) { return found }
        throw DiagnosticError(
            Diagnostic(
                .badSchema,
                Words(
                    pl: "pole „\(field.name)”: obliczona wartość to nie \(field.type.words.pl)",
                    en: "field “\(field.name)”: the computed value is not \(field.type.words.en)"),
                at: field.computed?.location,
                remedy: Words(pl: "zmień „type” albo wyrażenie", en: "change “type” or the expression"), notes: [note]))
    }

    private static func converted(_ value: Value, _ type: FieldType) -> Value? {
        switch (value, type) {
        case (.deferred(let deferred), _): (try? deferred.value()).flatMap { converted($0, type) }
        case (.list(let list), .list(let item)): copied(list, item.type)
        case (.list(let list), .any): copied(list, .any)
        case (.string, .string), (.string, .text), (.string, .url), (.boolean, .boolean), (.date, .date): value
        case (.integer, .integer), (.number, .number): value
        case (.integer(let number), .number): .number(Double(number))
        case (.runtime, .any), (.function, .any): nil
        case (_, .any): value
        default: nil
        }
    }

    private static func copied(_ list: ListValue, _ type: FieldType) -> Value? {
        let items = list.items.compactMap { converted($0, type) }
        return items.count == list.items.count ? .list(ListValue(items)) : nil
    }

    /// Computes every value, so that what is wrong is found whatever templates read.
    func computeAll(_ records: [ObjectValue], _ sources: SiteSources, findings: FindingStore) {
        guard !isEmpty else { return }
        for (index, entry) in sources.entries.enumerated() {
            for field in sources.schema(of: entry).fields where field.computed != nil {
                guard case .deferred(let deferred)? = records[index][field.name] else { continue }
                do {
                    _ = try deferred.value()
                } catch let error as DiagnosticError {
                    findings.add(error.diagnostics)
                } catch {
                    findings.add(
                        Diagnostic(
                            .wrongValue,
                            Words(
                                pl: "pole „\(field.name)” oblicza się z samego siebie",
                                en: "the field “\(field.name)” is computed from itself"), at: field.computed?.location))
                }
            }
        }
    }
}
