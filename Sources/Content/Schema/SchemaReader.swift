import Diagnostics

/// Reads the `fields` of collections from the site's config into schemas.
///
/// It never stops at the first fault: what it cannot read it leaves out, and says so in `findings`.
///
/// ```swift
/// var reader = SchemaReader(file: config, collections: ["gminy", "partnerzy"])
/// let gminy = reader.schema(collection: "gminy", fields: node["fields"], additionalFields: false)
/// ```
public struct SchemaReader: Sendable {
    public private(set) var findings = Findings()

    private let file: SourceFile
    /// The names that a reference may point to; nil leaves them unchecked.
    private let collections: [String]?
    private let aliases: [KnownField: String]

    /// - Parameters:
    ///   - collections: the names that a `reference` may point to; nil leaves them unchecked.
    ///   - aliases: what editors of this site write for known fields, `[.title: "tytul"]`.
    public init(file: SourceFile, collections: [String]?, aliases: [KnownField: String] = [:]) {
        self.file = file
        self.collections = collections
        self.aliases = aliases
    }

    /// One schema of the config, with its faults added to `findings`.
    public static func read(
        collection: String = "", fields: JSONNode?, additionalFields: Bool, aliases: [String: String] = [:],
        file: SourceFile, collections: [String]? = nil, findings: inout Findings
    ) -> Schema {
        var known: [KnownField: String] = [:]
        for (name, alias) in aliases { KnownField(rawValue: name).map { known[$0] = alias } }
        var reader = SchemaReader(file: file, collections: collections, aliases: known)
        let schema = reader.schema(collection: collection, fields: fields, additionalFields: additionalFields)
        findings.add(reader.findings.all)
        return schema
    }

    /// The aliases of known fields from a config object `{"title": "tytul"}`, with every fault located.
    public static func aliases(_ node: JSONNode?, file: SourceFile) -> (
        aliases: [KnownField: String], findings: Findings
    ) {
        var aliases: [KnownField: String] = [:]
        var findings = Findings()
        for member in node?.object ?? [] {
            guard let known = KnownField(rawValue: member.key) else {
                findings.add(
                    Diagnostic(
                        .badSchema,
                        Words(pl: "nie ma pola „\(member.key)”", en: "there is no field “\(member.key)”"),
                        at: Location(file, member.keySpan),
                        remedy: NearMiss.remedy(for: member.key, in: KnownField.allCases.map(\.rawValue))))
                continue
            }
            guard let name = member.value.string, SchemaReader.isIdentifier(name) else {
                findings.add(
                    Diagnostic(
                        .badSchema,
                        Words(
                            pl: "nazwa pola to litery a–z, cyfry i _", en: "a field's name is letters a–z, digits and _"
                        ),
                        at: Location(file, member.value.span),
                        remedy: Words(pl: "na przykład \"title\": \"tytul\"", en: "for example \"title\": \"tytul\"")))
                continue
            }
            if let other = aliases.first(where: { $0.value == name })?.key {
                findings.add(
                    Diagnostic(
                        .badSchema,
                        Words(
                            pl: "„\(name)” to już nazwa pola „\(other.rawValue)”",
                            en: "“\(name)” is the name of the field “\(other.rawValue)” already"),
                        at: Location(file, member.value.span),
                        remedy: Words(pl: "nazwij pole inaczej", en: "choose another name")))
                continue
            }
            aliases[known] = name
        }
        return (aliases, findings)
    }

    /// The schema of one collection; `fields` nil or an empty object leaves the known fields.
    public mutating func schema(collection: String, fields: JSONNode?, additionalFields: Bool) -> Schema {
        var result = KnownField.allCases.map { known in
            var field = FieldDraft(name: known.rawValue, key: aliases[known], type: known.type)
            field.label = known.label
            field.isShared = field.isShared || known.isShared
            return Field(field)
        }
        for field in read(fields, isTop: true) {
            if let known = KnownField(rawValue: field.name) {
                result[known.slot] = field
            } else {
                result.append(field)
            }
        }
        return Schema(collection: collection, table: FieldTable(result), additionalFields: additionalFields)
    }

    // MARK: - Fields

    private mutating func read(_ node: JSONNode?, isTop: Bool) -> [Field] {
        guard let node, !node.isNull else { return [] }
        guard let members = node.object else {
            report(
                Words(pl: "„fields” ma być obiektem", en: "“fields” must be an object"), node.span,
                Words(same: "\"fields\": { \"nazwa\": { \"type\": \"string\" } }"))
            return []
        }
        var fields: [Field] = []
        for member in members {
            guard nameIsFree(member, isTop: isTop) else { continue }
            if let field = field(member, isTop: isTop) { fields.append(field) }
        }
        return fields
    }

    private mutating func nameIsFree(_ member: JSONMember, isTop: Bool) -> Bool {
        let name = member.key
        guard SchemaReader.isIdentifier(name) else {
            report(
                Words(
                    pl: "„\(name)” nie może być nazwą pola w szablonie",
                    en: "“\(name)” cannot be a field's name in a template"),
                member.keySpan,
                Words(pl: "użyj liter a–z, cyfr i _", en: "use letters a–z, digits and _"))
            return false
        }
        if isTop, let reserved = Schema.reservedNames.first(where: { $0.name == name }) {
            findings.add(
                Diagnostic(
                    .reservedField,
                    Words(
                        pl: "nazwa „\(name)” jest zajęta: w szablonach to \(reserved.meaning)",
                        en: "the name “\(name)” is taken: in templates it is \(reserved.meaningEN)"),
                    at: Location(file, member.keySpan),
                    remedy: Words(pl: "nazwij pole inaczej", en: "choose another name")))
            return false
        }
        if isTop, let known = aliases.first(where: { $0.value == name })?.key {
            report(
                Words(
                    pl: "„\(name)” to już nazwa pola „\(known.rawValue)”",
                    en: "“\(name)” is the name of the field “\(known.rawValue)” already"),
                member.keySpan, Words(pl: "nazwij pole inaczej", en: "choose another name"))
            return false
        }
        return true
    }

    private mutating func field(_ member: JSONMember, isTop: Bool) -> Field? {
        let known = isTop ? KnownField(rawValue: member.key) : nil
        guard member.value.object != nil else {
            report(
                Words(pl: "opis pola ma być obiektem", en: "a field's definition must be an object"), member.value.span,
                Words(pl: "na przykład { \"type\": \"string\" }", en: "for example { \"type\": \"string\" }"))
            return nil
        }
        checkKeys(of: member.value)
        guard let type = type(of: member, known: known, isTop: isTop) else { return nil }
        var field = FieldDraft(name: member.key, key: known.flatMap { aliases[$0] }, type: type)
        field.label = known?.label
        field.location = location(member.keySpan)
        field.isShared = field.isShared || known?.isShared == true
        fill(&field, from: member.value)
        checkComputed(field, member, isTop: isTop, isKnown: known != nil)
        // What was refused changes nothing.
        if known != nil { field.computed = nil }
        if !field.isWritten { field.isRequired = false }
        return Field(field)
    }

    /// Nil when the type cannot be read, which is then reported.
    private mutating func type(of member: JSONMember, known: KnownField?, isTop: Bool) -> FieldType? {
        let node = member.value
        guard let written = node["type"] else {
            if let known { return known.type }
            report(
                Words(pl: "pole „\(member.key)” nie ma typu", en: "the field “\(member.key)” has no type"),
                member.keySpan,
                Words(pl: "dodaj \"type\": \"string\" albo inny typ", en: "add \"type\": \"string\" or another type"))
            return nil
        }
        guard let name = written.string else {
            report(
                Words(pl: "typ pola ma być tekstem", en: "a field's type must be a string"), written.span,
                Words(pl: "na przykład \"type\": \"string\"", en: "for example \"type\": \"string\""))
            return nil
        }
        if let known, name != known.type.name {
            report(
                Words(
                    pl: "pole „\(known.rawValue)” ma zawsze typ \(known.type.name)",
                    en: "the field “\(known.rawValue)” always has the type \(known.type.name)"), written.span,
                Words(pl: "usuń \"type\" albo nazwij pole inaczej", en: "remove \"type\", or choose another name"))
            return nil
        }
        if let known { return known.type }
        if let simple = FieldType.simple.first(where: { $0.name == name }) { return simple }
        switch name {
        case "enum": return choices(node, member)
        case "list": return list(node, member)
        case "object": return object(node, member)
        case "reference": return reference(node, member)
        case "referrers": return referrers(node, member, isTop: isTop)
        default:
            report(
                Words(pl: "nie ma typu „\(name)”", en: "there is no type “\(name)”"), written.span,
                SchemaReader.remedy(forType: name))
            return nil
        }
    }

    private mutating func choices(_ node: JSONNode, _ member: JSONMember) -> FieldType? {
        guard let items = node["enum"]?.array, !items.isEmpty else {
            report(
                Words(pl: "typ enum wymaga listy wartości", en: "the type enum needs a list of values"),
                node["enum"]?.span ?? member.keySpan,
                Words(pl: "dodaj \"enum\": [\"pierwsza\", \"druga\"]", en: "add \"enum\": [\"first\", \"second\"]"))
            return nil
        }
        var values: [String] = []
        for item in items {
            guard let value = item.string, !value.isEmpty else {
                report(
                    Words(pl: "wartość enum ma być tekstem", en: "an enum value must be a string"), item.span,
                    Words(
                        pl: "ujmij ją w cudzysłów; pustej nie trzeba",
                        en: "put it in quotes; an empty one is not needed"))
                continue
            }
            if values.contains(value) {
                report(
                    Words(pl: "wartość „\(value)” stoi drugi raz", en: "the value “\(value)” stands twice"), item.span,
                    Words(pl: "zostaw jedną", en: "keep one"))
            }
            values.append(value)
        }
        return .enum(values)
    }

    private mutating func list(_ node: JSONNode, _ member: JSONMember) -> FieldType? {
        guard let items = node["items"] else {
            report(
                Words(pl: "typ list wymaga opisu elementów", en: "the type list needs a definition of its items"),
                member.keySpan,
                Words(pl: "dodaj \"items\": { \"type\": \"string\" }", en: "add \"items\": { \"type\": \"string\" }"))
            return nil
        }
        let item = JSONMember(key: member.key, keySpan: member.keySpan, value: items)
        return field(item, isTop: false).map { .list($0) }
    }

    private mutating func object(_ node: JSONNode, _ member: JSONMember) -> FieldType? {
        guard let fields = node["fields"] else {
            report(
                Words(pl: "typ object wymaga pól", en: "the type object needs fields"), member.keySpan,
                Words(pl: "dodaj \"fields\": { … }", en: "add \"fields\": { … }"))
            return nil
        }
        return .object(FieldTable(read(fields, isTop: false)))
    }

    private mutating func reference(_ node: JSONNode, _ member: JSONMember) -> FieldType? {
        collection(under: "to", of: node, member, type: "reference").map { .reference(to: $0) }
    }

    private mutating func referrers(_ node: JSONNode, _ member: JSONMember, isTop: Bool) -> FieldType? {
        guard isTop else {
            report(
                Words(
                    pl: "typ referrers stoi tylko wprost w polach kolekcji",
                    en: "the type referrers stands only directly among a collection's fields"), member.keySpan,
                Words(pl: "przenieś pole z grupy albo listy", en: "move the field out of the group or list"))
            return nil
        }
        guard let source = collection(under: "from", of: node, member, type: "referrers") else { return nil }
        return .referrers(from: source, field: text("field", node))
    }

    /// The collection that a setting names; nil, and a finding, when there is none.
    private mutating func collection(
        under key: String, of node: JSONNode, _ member: JSONMember, type: String
    ) -> String? {
        guard let target = node[key]?.string else {
            report(
                Words(pl: "typ \(type) wymaga kolekcji", en: "the type \(type) needs a collection"),
                node[key]?.span ?? member.keySpan,
                Words(pl: "dodaj \"\(key)\": \"kolekcja\"", en: "add \"\(key)\": \"collection\""))
            return nil
        }
        guard let collections, !collections.contains(target) else { return target }
        let all = collections.joined(separator: ", ")
        report(
            Words(pl: "nie ma kolekcji „\(target)”", en: "there is no collection “\(target)”"),
            node[key]?.span ?? member.keySpan,
            NearMiss.remedy(for: target, in: collections)
                ?? (all.isEmpty ? nil : Words(pl: "są: \(all)", en: "there are: \(all)")))
        return nil
    }

    // MARK: - Findings

    mutating func report(_ message: Words, _ span: Span, _ remedy: Words? = nil) {
        findings.add(Diagnostic(.badSchema, message, at: Location(file, span), remedy: remedy))
    }

    mutating func collect(_ diagnostics: [Diagnostic]) { findings.add(diagnostics) }

    func location(_ span: Span) -> Location { Location(file, span) }

    var configFile: SourceFile { file }

    /// Whether templates can write the name after a dot.
    public static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, (first | 0x20) &- UInt8(ascii: "a") < 26 || first == UInt8(ascii: "_") else {
            return false
        }
        return name.utf8.allSatisfy {
            ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
        }
    }

    private static func remedy(forType name: String) -> Words? {
        let synonyms = [
            "int": "integer", "float": "number", "double": "number", "bool": "boolean", "array": "list",
            "select": "enum",
            "choice": "enum", "relation": "reference", "datetime": "date", "str": "string", "photo": "image",
            "link": "url", "object[]": "list", "map": "object", "colour": "color", "tel": "phone",
        ]
        if let meant = synonyms[name.lowercased()] {
            return Words(pl: "czy chodziło o „\(meant)”?", en: "did you mean “\(meant)”?")
        }
        return NearMiss.remedy(for: name, in: FieldType.names)
            ?? Words(
                pl: "typy: \(FieldType.names.joined(separator: " "))",
                en: "types: \(FieldType.names.joined(separator: " "))")
    }
}
