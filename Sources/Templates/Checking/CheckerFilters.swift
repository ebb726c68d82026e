import Diagnostics
import LanguageRules

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
        checkArguments(of: filter, arguments, scope)
        checkItems(of: filter, subject, arguments, span)
        return result(of: filter, type, subject, given, arguments, scope)
    }

    // MARK: Arguments

    /// Checks what stands in a filter's brackets: it must be there, and of the kind that the filter takes.
    private func checkArguments(of filter: Filter, _ arguments: ArgumentList, _ scope: CheckScope) {
        guard !filter.isVariadic else { return }
        for (place, parameter) in filter.parameters.enumerated() {
            guard let expression = literal(arguments, place, parameter.name) else { continue }
            let found = kind(of: expression, scope)
            // These two compare with it or put it in place of something: nothing is a value to them.
            if filter != .where, parameter.name != "default" { requirePresent(found, expression, scope) }
            guard let wanted = Checker.wanted(by: filter, parameter.name) else { continue }
            let type = found.type.present
            if type == .none, !parameter.isRequired { continue }
            guard type.fits(wanted), !(type == .markup && wanted == .integer) else {
                reportWrongType(type, wanted.label, filter.name, expression.span)
                continue
            }
            checkWord(expression, wanted, filter)
        }
    }

    /// A word that must be one of a few.
    private func checkWord(_ expression: Expression, _ wanted: TypeInfo, _ filter: Filter) {
        guard case .enumeration(let words) = wanted, case .literal(.string(let word)) = expression.kind,
            !words.contains(word)
        else { return }
        report(
            .wrongArgument,
            Words(
                pl: "„\(filter.name)” nie zna słowa „\(word)”", en: "“\(filter.name)” does not know the word “\(word)”"),
            expression.span,
            remedy: Words(
                pl: "są: \(words.joined(separator: ", "))", en: "there are: \(words.joined(separator: ", "))"))
    }

    private static func wanted(by filter: Filter, _ parameter: String) -> TypeInfo? {
        switch (filter, parameter) {
        case (.batch, "linecount"), (.slice, "slices"), (.center, "width"), (.truncate, "length"),
            (.truncate, "leeway"), (.wordwrap, "width"), (.limit, "count"), (.offset, "count"), (.number, "digits"),
            (.round, "precision"), (.int, "base"), (.replace, "count"), (.excerpt, "length"):
            .integer
        case (.trim, "chars"), (.truncate, "end"), (.excerpt, "end"), (.attr, "name"), (.wordwrap, "wrapstring"),
            (.trusted, "reason"):
            .string
        case (.round, "method"): .enumeration(["common", "ceil", "floor"])
        case (.date, "style"): .enumeration(DateStyle.allCases.map(\.rawValue))
        case (.dictsort, "by"): .enumeration(["key", "value"])
        default: nil
        }
    }

    // MARK: Items

    /// Checks the items of a list, or the field of theirs that is named, for filters that add, order or join them.
    private func checkItems(of filter: Filter, _ subject: Kind, _ arguments: ArgumentList, _ span: Span) {
        let place: Int
        switch filter {
        case .sum, .groupby: place = 0
        case .join, .min, .max, .unique: place = 1
        case .sort: place = 2
        default: return
        }
        guard !subject.type.isAny else { return }
        let attribute = literal(arguments, place, "attribute")
        let found: Kind
        if let attribute {
            // Several names are checked where the result is made.
            if case .literal(.string(let names)) = attribute.kind, names.contains(",") { return }
            found = fieldKind(subject, attribute, arguments) ?? .any
        } else {
            found = subject.item
        }
        let shown = attribute?.span ?? span
        if found.type.isOptional, [.sum, .join, .min, .max].contains(filter) {
            reportAbsentItems(filter, attribute, shown)
        }
        switch filter {
        case .sum:
            let type = found.type.present
            guard literal(arguments, 1, "start") == nil, type != .any, type != .boolean, !type.isNumeric else { return }
            reportWrongType(type, Words(pl: "lista liczb", en: "a list of numbers"), filter.name, shown)
        case .min, .max, .sort, .groupby:
            guard !found.type.hasOrder else { return }
            reportWrongType(
                found.type.present, Words(pl: "wartości, które mają porządek", en: "values that have an order"),
                filter.name, shown)
        case .unique:
            switch found.type.present {
            case .list, .map:
                reportWrongType(
                    found.type.present, Words(pl: "tekst, liczba, data albo wpis", en: "a text, number, date or entry"),
                    filter.name, shown)
            default: break
            }
        default: break
        }
    }

    private func reportAbsentItems(_ filter: Filter, _ attribute: Expression?, _ span: Span) {
        var name = ""
        if let attribute, case .literal(.string(let path)) = attribute.kind { name = path }
        report(
            .missingGuard,
            name.isEmpty
                ? Words(
                    pl: "„\(filter.name)”: pozycje listy mogą nie mieć wartości",
                    en: "“\(filter.name)”: items of the list may have no value")
                : Words(
                    pl: "„\(filter.name)”: pole „\(name)” może nie mieć wartości",
                    en: "“\(filter.name)”: the field “\(name)” may have no value"), span,
            remedy: name.isEmpty
                ? Words(pl: "wybierz te, które ją mają: „| select”", en: "choose those that have one: “| select”")
                : Words(
                    pl: "wybierz te, które ją mają: „| selectattr(\"\(name)\")”",
                    en: "choose those that have one: “| selectattr(\"\(name)\")”"))
    }

    /// `default` takes the possibility of absence away.
    private func kindOfDefault(_ subject: Kind, _ given: [Kind], _ arguments: ArgumentList, _ scope: CheckScope) -> Kind
    {
        let keyword = arguments.keywords.first { $0.name == "default_value" }.map { kind(of: $0.value, scope) }
        let usual = given.first ?? keyword ?? Kind(.string)
        let known = subject.type.present
        let joined = known == .any ? .any : TypeInfo.join(known, usual.type)
        // Of unlike values the one that is usually there counts: a list with a text in its place is no text.
        var result = Kind(joined == .any && usual.type != .any ? known : joined)
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
        case .select, .reject: return selected(filter, subject, arguments, scope)
        case .where, .selectattr, .rejectattr: return chosen(filter, subject, arguments, scope)
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

    /// A choice of the items themselves proves that they are there.
    private func selected(_ filter: Filter, _ subject: Kind, _ arguments: ArgumentList, _ scope: CheckScope) -> Kind {
        checkTest(arguments, from: 0, on: subject.item, scope)
        let test = arguments.positional.first.flatMap { first -> String? in
            if case .literal(.string(let name)) = first.kind { return name }
            return ""
        }
        let item = subject.item.type
        let type = Checker.proves(filter == .select, test) ? item.present : item
        return Kind(.list(of: type)).proven(subject.present)
    }

    /// Checks that a test which `select` and its kin name can order the values.
    private func checkTest(_ arguments: ArgumentList, from place: Int, on subject: Kind, _ scope: CheckScope) {
        guard arguments.positional.count > place + 1,
            case .literal(.string(let name)) = arguments.positional[place].kind,
            let test = TemplateTest.named(name), TemplateTest.ordering.contains(test)
        else { return }
        let other = arguments.positional[place + 1]
        let found = kind(of: other, scope)
        requirePresent(found, other, scope)
        checkOrder(subject.type.present, found.type.present, other.span)
    }

    /// Whether what passes a test has a value: `select` keeps what passes, `reject` what does not.
    private static func proves(_ keeps: Bool, _ test: String?) -> Bool {
        guard let test else { return keeps }
        return keeps
            ? !["undefined", "none", "ne", "!=", "empty", "sameas", "false", "callable", ""].contains(test)
            : ["undefined", "none", "empty"].contains(test)
    }

    /// A choice by a field proves that the field is there.
    private func chosen(_ filter: Filter, _ subject: Kind, _ arguments: ArgumentList, _ scope: CheckScope) -> Kind {
        let attribute = literal(arguments, 0, "attribute")
        let field = fieldKind(subject, attribute, arguments)
        if filter != .where, let field { checkTest(arguments, from: 1, on: field, scope) }
        var result = Kind(.list(of: subject.item.type)).proven(subject.present)
        guard let attribute, case .literal(.string(let path)) = attribute.kind else { return result }
        var test: String?
        if arguments.positional.count > 1 {
            test = ""
            if case .literal(.string(let name)) = arguments.positional[1].kind { test = name }
        }
        let proves: Bool
        switch filter {
        case .where: proves = true
        default: proves = Checker.proves(filter == .selectattr, test)
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
