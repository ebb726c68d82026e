import Diagnostics

extension SchemaReader {
    /// What a field's definition may say, by the names in the config.
    public static let settings = [
        "type", "label", "description", "required", "default", "unique", "shared", "computed", "enum", "items",
        "fields",
        "to", "from", "field", "minimum", "min", "maximum", "max", "minLength", "maxLength", "pattern", "minItems",
        "maxItems",
        "uniqueItems",
    ]

    mutating func checkKeys(of node: JSONNode) {
        for member in node.object ?? [] where !SchemaReader.settings.contains(member.key) {
            report(
                Words(pl: "nieznane ustawienie pola „\(member.key)”", en: "unknown setting of a field “\(member.key)”"),
                member.keySpan, NearMiss.remedy(for: member.key, in: SchemaReader.settings))
        }
    }

    /// Everything of a definition but its type.
    mutating func fill(_ field: inout FieldDraft, from node: JSONNode) {
        field.isRequired = flag("required", node) ?? false
        field.isUnique = flag("unique", node) ?? false
        field.isShared = flag("shared", node) ?? field.isShared
        field.label = text("label", node) ?? field.label
        field.description = text("description", node)
        if let expression = text("computed", node), let span = node["computed"]?.span {
            // The expression stands between the quotes.
            field.computed = Field.Computed(
                expression: expression, location: location(Span(span.start + 1, span.end - 1)))
        }
        fillConstraints(&field, from: node)
        fillDefault(&field, from: node)
    }

    private mutating func fillConstraints(_ field: inout FieldDraft, from node: JSONNode) {
        field.constraints.minimum = number("minimum", node) ?? number("min", node)
        field.constraints.maximum = number("maximum", node) ?? number("max", node)
        field.constraints.minLength = count("minLength", node)
        field.constraints.maxLength = count("maxLength", node)
        field.constraints.minItems = count("minItems", node)
        field.constraints.maxItems = count("maxItems", node)
        field.constraints.hasUniqueItems = flag("uniqueItems", node) ?? false
        if let pattern = text("pattern", node), let span = node["pattern"]?.span {
            if (try? Regex(pattern)) == nil {
                report(
                    Words(pl: "wzorzec nie jest wyrażeniem regularnym", en: "the pattern is no regular expression"),
                    span,
                    Words(
                        pl: "zamknij nawiasy i klamry; znak dosłowny poprzedź \\\\, na przykład \\\\.",
                        en: "close brackets and braces; write \\\\ before a literal sign, for example \\\\."))
            } else {
                field.constraints.pattern = pattern
            }
        }
        refuseUseless(field, node)
        let limits = field.constraints
        if let low = limits.minimum, let high = limits.maximum, low > high { contradiction("minimum", "min", node) }
        if let low = limits.minLength, let high = limits.maxLength, low > high { contradiction("minLength", nil, node) }
        if let low = limits.minItems, let high = limits.maxItems, low > high { contradiction("minItems", nil, node) }
    }

    /// What an expression can give, and where it can stand.
    mutating func checkComputed(_ field: FieldDraft, _ member: JSONMember, isTop: Bool, isKnown: Bool) {
        guard field.computed != nil, let place = member.value.member("computed")?.keySpan else { return }
        if !isTop {
            report(
                Words(
                    pl: "obliczać można tylko pola wprost w kolekcji",
                    en: "only fields directly in a collection can be computed"), place,
                Words(pl: "przenieś pole z grupy albo listy", en: "move the field out of the group or list"))
        } else if isKnown {
            report(
                Words(
                    pl: "pola „\(field.name)” nie można obliczać: potrzebne jest, zanim powstaną strony",
                    en: "the field “\(field.name)” cannot be computed: it is needed before pages are made"), place,
                Words(pl: "nazwij obliczane pole inaczej", en: "give the computed field another name"))
        } else if !field.type.isComputable {
            report(
                Words(
                    pl: "wyrażenie nie może dać wartości typu \(field.type.name)",
                    en: "an expression cannot give a value of the type \(field.type.name)"),
                member.value["type"]?.span ?? place,
                Words(
                    pl: "typy: string text integer number boolean date url any albo lista jednego z nich",
                    en: "types: string text integer number boolean date url any, or a list of one of them"))
        }
    }

    /// A constraint that means nothing for the type would seem to hold and would not.
    private mutating func refuseUseless(_ field: FieldDraft, _ node: JSONNode) {
        let (numbers, texts, lists) = SchemaReader.families(field.type)
        let useless: [(keys: [String], isUseful: Bool)] = [
            (["enum"], field.type.name == "enum"), (["items"], field.type.name == "list"),
            (["fields"], field.type.name == "object"), (["to"], field.type.name == "reference"),
            (["from", "field"], field.type.name == "referrers"),
            (["required", "unique", "shared"], field.isWritten),
            (["default"], field.isWritten || field.computed != nil),
            (["minimum", "min", "maximum", "max"], numbers && field.isWritten),
            (["minLength", "maxLength", "pattern"], texts && field.isWritten),
            (["minItems", "maxItems", "uniqueItems"], lists && field.isWritten),
        ]
        for (keys, isUseful) in useless where !isUseful {
            for key in keys {
                guard let member = node.member(key) else { continue }
                let kind =
                    field.computed == nil
                    ? Words(pl: "typu \(field.type.name)", en: "the type \(field.type.name)")
                    : Words(pl: "pola obliczanego", en: "a computed field")
                report(
                    Words(
                        pl: "„\(key)” nic nie znaczy dla \(kind.pl)", en: "“\(key)” means nothing for \(kind.en)"),
                    member.keySpan,
                    Words(pl: "usuń to ustawienie", en: "remove this setting"))
            }
        }
    }

    private static func families(_ type: FieldType) -> (numbers: Bool, texts: Bool, lists: Bool) {
        switch type {
        case .integer, .number, .year, .money, .duration: (true, false, false)
        case .string, .text, .markdown, .url, .email, .phone: (false, true, false)
        case .list: (false, false, true)
        default: (false, false, false)
        }
    }

    private mutating func contradiction(_ key: String, _ other: String?, _ node: JSONNode) {
        let member = node.member(key) ?? other.flatMap { node.member($0) }
        report(
            Words(pl: "dolna granica jest większa od górnej", en: "the lower bound is above the upper one"),
            member?.value.span ?? node.span,
            Words(pl: "zamień granice albo usuń jedną", en: "swap the bounds, or remove one"))
    }

    private mutating func fillDefault(_ field: inout FieldDraft, from node: JSONNode) {
        guard let written = node["default"] else { return }
        var tree = DataTree()
        tree.add(written)
        var reader = ValueReader(file: configFile, tree: tree)
        field.defaultValue = reader.value(0, of: Field(field)).value
        collect(reader.findings.all)
        if field.isRequired {
            report(
                Words(
                    pl: "pole wymagane nie potrzebuje wartości domyślnej",
                    en: "a required field has no use for a default"), written.span,
                Words(pl: "usuń „required” albo „default”", en: "remove “required” or “default”"))
        }
    }

    // MARK: - Settings

    private mutating func flag(_ key: String, _ node: JSONNode) -> Bool? {
        guard let value = node[key] else { return nil }
        if let flag = value.boolean { return flag }
        report(
            Words(pl: "„\(key)” to true albo false", en: "“\(key)” is true or false"), value.span,
            Words(pl: "wpisz true albo false, bez cudzysłowu", en: "write true or false, without quotes"))
        return nil
    }

    mutating func text(_ key: String, _ node: JSONNode) -> String? {
        guard let value = node[key] else { return nil }
        if let text = value.string { return text }
        report(
            Words(pl: "„\(key)” ma być tekstem", en: "“\(key)” must be a string"), value.span,
            Words(pl: "ujmij wartość w cudzysłów", en: "put the value in quotes"))
        return nil
    }

    private mutating func number(_ key: String, _ node: JSONNode) -> Double? {
        guard let value = node[key] else { return nil }
        if let number = value.number { return number.double }
        report(
            Words(pl: "„\(key)” ma być liczbą", en: "“\(key)” must be a number"), value.span,
            Words(
                pl: "wpisz liczbę bez cudzysłowu, na przykład 5.5", en: "write a number without quotes, for example 5.5"
            ))
        return nil
    }

    private mutating func count(_ key: String, _ node: JSONNode) -> Int? {
        guard let value = node[key] else { return nil }
        if let count = value.integer, count >= 0 { return count }
        report(
            Words(pl: "„\(key)” ma być liczbą całkowitą od 0", en: "“\(key)” must be a whole number from 0"),
            value.span,
            Words(pl: "wpisz liczbę bez cudzysłowu, na przykład 3", en: "write a number without quotes, for example 3"))
        return nil
    }
}
