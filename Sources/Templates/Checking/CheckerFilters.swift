import Diagnostics

extension Checker {
    func kind(ofFilterChain expression: Expression, on base: Kind, _ scope: CheckScope) -> Kind {
        guard case .filter(let subject, let name, let span, let arguments) = expression.kind else { return base }
        let inner = subject.map { kind(ofFilterChain: $0, on: base, scope) } ?? base
        return kind(ofFilter: name, span, arguments, on: inner, expression, scope)
    }

    func kind(
        ofFilter name: String, _ span: Span, _ arguments: ArgumentList, on subject: Kind, _ expression: Expression,
        _ scope: CheckScope
    ) -> Kind {
        if let host = filters[name] {
            return call(host.signature, named: name, arguments, span, scope, subject: (subject, expression))
        }
        let given = arguments.positional.map { kind(of: $0, scope) }
        for keyword in arguments.keywords { _ = kind(of: keyword.value, scope) }
        for spread in [arguments.spread, arguments.keywordSpread].compactMap({ $0 }) { _ = kind(of: spread, scope) }
        guard let filter = Filter.named(name, mode: .site) else { return .any }
        if filter == .default { return kindOfDefault(subject, given, arguments, scope) }
        requirePresent(subject, expression, scope)
        let type = subject.type.present
        if type != .any, let wanted = Checker.wanted(by: filter), !wanted.accepts(type) {
            reportWrongType(type, wanted.label, name, expression.span)
            return .any
        }
        if filter == .safe, type != .any, type != .markup {
            report(
                .unsafeHTML,
                Words(
                    pl: "„safe” tylko dla HTML, a to jest: \(type.label.pl)",
                    en: "“safe” is only for HTML, and this is: \(type.label.en)"), span,
                remedy: Words(
                    pl: "jeśli tekst na pewno jest bezpieczny, napisz „| trusted(\"powód\")”",
                    en: "if the text is surely safe, write “| trusted(\"reason\")”"))
        }
        if filter == .trusted { noteTrusted(span) }
        return result(of: filter, type, subject, given, arguments, scope)
    }

    /// `default` takes the possibility of absence away.
    private func kindOfDefault(_ subject: Kind, _ given: [Kind], _ arguments: ArgumentList, _ scope: CheckScope) -> Kind
    {
        let keyword = arguments.keywords.first { $0.name == "default_value" }.map { kind(of: $0.value, scope) }
        let usual = given.first ?? keyword ?? Kind(.string)
        var result = Kind(subject.type == .any ? .any : TypeInfo.join(subject.type.present, usual.type))
        result.present = subject.present
        return result
    }

    // MARK: What a filter takes

    /// A family of types that a filter can be applied to.
    struct Wanted: Sendable {
        let label: Words
        let accepts: @Sendable (TypeInfo) -> Bool
    }

    private static let numbers = Wanted(label: Words(pl: "liczba", en: "a number")) { $0.isNumeric }
    private static let dates = Wanted(label: Words(pl: "data", en: "a date")) { $0 == .date }
    private static let texts = Wanted(label: Words(pl: "tekst", en: "a text")) { $0.isText || $0 == .markup }
    private static let lists = Wanted(label: Words(pl: "lista", en: "a list")) { type in
        switch type {
        case .list, .tuple, .map: true
        default: type.isText
        }
    }
    private static let maps = Wanted(label: Words(pl: "mapa", en: "a map")) { type in
        if case .map = type { return true }
        return false
    }
    private static let counted = Wanted(label: Words(pl: "lista, mapa albo tekst", en: "a list, map or text")) { type in
        switch type {
        case .list, .tuple, .map, .markup: true
        default: type.isText
        }
    }

    private static func wanted(by filter: Filter) -> Wanted? {
        switch filter {
        case .abs, .round, .number, .plural, .filesizeformat: numbers
        case .date: dates
        case .capitalize, .lower, .upper, .title, .center, .trim, .striptags, .wordcount, .indent, .truncate, .replace,
            .wordwrap, .urlize, .slug, .typeset, .excerpt:
            texts
        case .batch, .first, .groupby, .groupBy, .join, .last, .list, .max, .min, .reverse, .slice, .sort, .sum,
            .unique,
            .where, .limit, .offset, .map, .select, .reject, .selectattr, .rejectattr:
            lists
        case .dictsort, .items, .xmlattr: maps
        case .length: counted
        default: nil
        }
    }

    // MARK: What a filter gives

    private func result(
        of filter: Filter, _ type: TypeInfo, _ subject: Kind, _ given: [Kind], _ arguments: ArgumentList,
        _ scope: CheckScope
    ) -> Kind {
        switch filter {
        case .length, .wordcount, .int: return Kind(.integer)
        case .abs: return Kind(type)
        case .round, .float: return Kind(.number)
        case .escape, .forceescape, .safe, .trusted, .tojson, .json, .xmlattr, .urlize: return Kind(.markup)
        case .capitalize, .lower, .upper, .title, .center, .trim, .indent, .truncate, .replace, .wordwrap:
            return Kind(type == .markup ? .markup : .string)
        case .string, .format, .striptags, .urlencode, .filesizeformat, .pprint, .date, .number, .slug, .plural,
            .excerpt, .typeset:
            return Kind(.string)
        case .join: return joined(subject, arguments, scope)
        case .first, .last, .max, .min: return firstKind(filter, subject, arguments)
        case .list, .reverse, .sort, .unique, .limit, .offset: return listKind(filter, subject, arguments)
        case .select, .reject: return Kind(.list(of: subject.item.type)).proven(subject.present)
        case .where, .selectattr, .rejectattr: return chosen(filter, subject, arguments)
        case .map: return mapped(subject, arguments, scope)
        case .sum:
            let attribute = fieldKind(subject, literal(arguments, 0, "attribute"), arguments)
            return Kind(attribute.map { $0.type.present } ?? subject.item.type.present)
        case .groupby, .groupBy:
            let key = fieldKind(subject, literal(arguments, 0, "attribute"), arguments) ?? .any
            return Kind(.list(of: .tuple([key.type, .list(of: subject.item.type)]))).proven(subject.present)
        case .batch, .slice: return Kind(.list(of: .list(of: subject.item.type))).proven(subject.present)
        case .dictsort, .items:
            if case .map(let value) = type { return Kind(.list(of: .tuple([.string, value]))) }
            return .any
        default: return .any
        }
    }

    private func literal(_ arguments: ArgumentList, _ place: Int, _ name: String) -> Expression? {
        if place < arguments.positional.count { return arguments.positional[place] }
        return arguments.keywords.first { $0.name == name }?.value
    }

    /// The kind of a field of a list's items that a filter names; nil when it names none.
    private func fieldKind(_ subject: Kind, _ attribute: Expression?, _ arguments: ArgumentList) -> Kind? {
        guard let attribute, case .literal(.string(let path)) = attribute.kind else { return nil }
        var current = subject.item
        for name in path.split(separator: ".").map(String.init) where Int(name) == nil {
            guard case .record(let type) = current.type.present else {
                if current.type.isAny { return .any }
                return .any
            }
            guard let field = type.field(name) else {
                if !type.isOpen { reportUnknownField(name, type, attribute.span) }
                return .any
            }
            var next = Kind(current.present.contains(name) ? field.type.present : field.type)
            for part in current.present where part.hasPrefix(name + ".") {
                next.present.insert(String(part.dropFirst(name.count + 1)))
            }
            current = next
        }
        return current
    }

    private func joined(_ subject: Kind, _ arguments: ArgumentList, _ scope: CheckScope) -> Kind {
        let item = fieldKind(subject, literal(arguments, 1, "attribute"), arguments) ?? subject.item
        switch item.type.present {
        case .any, .integer, .number, .date, .markup, .string, .url, .enumeration: break
        default:
            if let span = arguments.all.first?.span ?? template.map({ _ in Span(0, 0) }) {
                reportWrongType(item.type.present, Words(pl: "lista tekstów", en: "a list of texts"), "join", span)
            }
        }
        return Kind(item.type.present == .markup ? .markup : .string)
    }

    private func firstKind(_ filter: Filter, _ subject: Kind, _ arguments: ArgumentList) -> Kind {
        if filter == .max || filter == .min { _ = fieldKind(subject, literal(arguments, 1, "attribute"), arguments) }
        if case .tuple(let parts) = subject.type.present, let part = filter == .last ? parts.last : parts.first {
            return Kind(part)
        }
        var item = subject.item
        item.type = item.type.orAbsent
        return item
    }

    private func listKind(_ filter: Filter, _ subject: Kind, _ arguments: ArgumentList) -> Kind {
        if filter == .sort, let attribute = literal(arguments, 2, "attribute"),
            case .literal(.string(let names)) = attribute.kind
        {
            for name in names.split(separator: ",") {
                let single = Expression(.literal(.string(String(name))), attribute.span, depth: 1)
                _ = fieldKind(subject, single, arguments)
            }
        }
        if filter == .unique { _ = fieldKind(subject, literal(arguments, 1, "attribute"), arguments) }
        if filter == .reverse, subject.type.present.isText { return Kind(.string) }
        return Kind(.list(of: subject.item.type)).proven(subject.present)
    }

    /// A choice by a field proves that the field is there.
    private func chosen(_ filter: Filter, _ subject: Kind, _ arguments: ArgumentList) -> Kind {
        let attribute = literal(arguments, 0, "attribute")
        _ = fieldKind(subject, attribute, arguments)
        var result = Kind(.list(of: subject.item.type)).proven(subject.present)
        guard let attribute, case .literal(.string(let path)) = attribute.kind else { return result }
        var test: String?
        if arguments.positional.count > 1, case .literal(.string(let name)) = arguments.positional[1].kind {
            test = name
        }
        let proves: Bool
        switch filter {
        case .where: proves = true
        case .selectattr: proves = test.map { !["undefined", "none", "ne", "!="].contains($0) } ?? true
        default: proves = test.map { ["undefined", "none", "empty"].contains($0) } ?? false
        }
        guard proves else { return result }
        var part = ""
        for piece in path.split(separator: ".") {
            part += part.isEmpty ? String(piece) : "." + piece
            result.present.insert(part)
        }
        return result
    }

    private func mapped(_ subject: Kind, _ arguments: ArgumentList, _ scope: CheckScope) -> Kind {
        if let attribute = arguments.keywords.first(where: { $0.name == "attribute" })?.value {
            var field = fieldKind(subject, attribute, arguments) ?? .any
            if arguments.keywords.contains(where: { $0.name == "default" }) { field.type = field.type.present }
            var result = Kind(.list(of: field.type))
            result.present = field.present
            return result
        }
        guard let first = arguments.positional.first, case .literal(.string(let name)) = first.kind else {
            return Kind(.list(of: .any))
        }
        guard filters[name] != nil || Filter.named(name, mode: .site) != nil else {
            report(
                .unknownFilter, Words(pl: "nieznany filtr „\(name)”", en: "unknown filter “\(name)”"), first.span,
                remedy: NearMiss.remedy(for: name, in: Filter.names(mode: .site) + filters.keys.sorted()))
            return Kind(.list(of: .any))
        }
        var rest = arguments
        rest.positional.removeFirst()
        let item = kind(ofFilter: name, first.span, rest, on: subject.item, first, scope)
        return Kind(.list(of: item.type))
    }
}
