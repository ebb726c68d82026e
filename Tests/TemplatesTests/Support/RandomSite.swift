import Diagnostics
import LanguageRules

@testable import Templates

/// A schema made at random, with entries that keep to it: each optional field is there or not, as the dice say.
struct RandomSite {
    let entry = RecordType("wpisy")
    let target = RecordType("cele")
    let part = RecordType("czesci")
    let environment: TemplateEnvironment
    let records: RecordTable
    /// The entries of `entry` in `records`.
    static let entryCount = 6
    private static let targetCount = 4

    init(_ random: inout Seeded) {
        func scalar(_ random: inout Seeded) -> TypeInfo {
            random.pick([
                .string, .string, .integer, .number, .boolean, .date, .markup, .url, .enumeration(["jeden", "dwa"]),
            ])
        }
        func maybe(_ type: TypeInfo, _ random: inout Seeded) -> TypeInfo { random.chance(55) ? .optional(type) : type }
        part.define((0..<4).map { .init("p\($0)", maybe(scalar(&random), &random)) })
        target.define(
            [.init("title", .string), .init("wpis", .optional(.record(entry)))]
                + (0..<4).map { .init("c\($0)", maybe(scalar(&random), &random)) })
        var fields: [RecordType.Field] = [.init("title", .string), .init("url", .url), .init("content", .markup)]
        for number in 0..<5 { fields.append(.init("e\(number)", maybe(scalar(&random), &random))) }
        fields.append(.init("obiekt", maybe(.record(part), &random)))
        fields.append(.init("cel", maybe(.record(target), &random)))
        fields.append(.init("cele", .list(of: .record(target))))
        fields.append(.init("czesci", .list(of: .record(part))))
        fields.append(.init("lista", maybe(.list(of: scalar(&random)), &random)))
        fields.append(.init("slowa", .list(of: .string)))
        entry.define(fields)
        var environment = TemplateEnvironment(mode: .site, language: Polish())
        environment.globals = [
            .init("wszystkie", .list(of: .record(entry))), .init("entry", .record(entry), scope: .page),
        ]
        self.environment = environment
        var objects: [ObjectValue] = []
        for type in [entry, target] {
            for _ in 0..<(type == entry ? Self.entryCount : Self.targetCount) {
                var values: [Value] = []
                for field in type.fields { values.append(Self.value(of: field.type, entry, &random)) }
                objects.append(ObjectValue(type, values))
            }
        }
        records = RecordTable(objects)
    }

    private static func value(of type: TypeInfo, _ entry: RecordType, _ random: inout Seeded) -> Value {
        switch type {
        case .optional(let inner):
            return random.chance(50) ? .absent : value(of: inner, entry, &random)
        case .integer: return .integer(random.pick([0, 1, -7, 24310]))
        case .number: return .number(random.pick([0, 0.5, -2.25, 1234.5]))
        case .boolean: return .boolean(random.chance(50))
        case .date: return CivilDate(dayNumber: random.below(20_000)).map { Value.date($0) } ?? .none
        case .markup: return .markup(random.pick(["", "<p>Treść &amp; mapa</p>"]))
        case .url: return .string(random.pick(["/a/", "https://example.pl/?a=1&b=2"]))
        case .enumeration(let words): return .string(random.pick(words))
        case .list(let item):
            return .list((0..<random.below(4)).map { _ in value(of: item, entry, &random) })
        case .record(let type) where type == entry: return .record(RecordIndex(random.below(entryCount)))
        case .record(let type) where type.name == "cele":
            return .record(RecordIndex(entryCount + random.below(targetCount)))
        case .record(let type):
            return .object(
                ObjectValue(type, type.fields.map { value(of: $0.type, entry, &random) }))
        default: return .string(random.pick(["", "Skawina", "Łódź & <b>", "2"]))
        }
    }

    func globals(for number: Int) -> [Value] {
        [.list((0..<Self.entryCount).map { .record(RecordIndex($0)) }), .record(RecordIndex(number))]
    }
}

/// Writes templates as a designer might, guards and forgotten guards alike.
struct RandomTemplate {
    typealias Variable = (name: String, type: TypeInfo)

    var random: Seeded
    private var names = 0
    private(set) var macros: [(name: String, required: Int, optional: Int)] = []

    init(_ random: Seeded) { self.random = random }

    mutating func template(_ site: RandomSite) -> String {
        var scope: [Variable] = [("entry", .record(site.entry)), ("wszystkie", .list(of: .record(site.entry)))]
        var text = ""
        if random.chance(35) { text += macro() }
        for _ in 0..<(2 + random.below(4)) { text += statement(&scope, 0) }
        return text
    }

    private mutating func name() -> String {
        names += 1
        return "v\(names)"
    }

    /// A path from a variable, through fields.
    private mutating func path(_ scope: [Variable]) -> Variable {
        var found = random.pick(scope)
        while case .record(let type) = found.type.present, random.chance(found.name == "entry" ? 95 : 75) {
            let field = random.pick(type.fields)
            found = (found.name + "." + field.name, field.type)
        }
        return found
    }

    private mutating func path(_ scope: [Variable], where accepts: (TypeInfo) -> Bool) -> Variable? {
        for _ in 0..<30 {
            let found = path(scope)
            if accepts(found.type) { return found }
        }
        return nil
    }

    private mutating func guarded(_ found: Variable) -> String {
        let parts = found.name.split(separator: ".")
        let chain = (2...max(2, parts.count)).map { parts.prefix($0).joined(separator: ".") }.joined(separator: " and ")
        return random.pick([
            found.name, found.name, chain, chain, "\(found.name) is defined", "\(found.name) is not none",
            "\(found.name) is not undefined", "not not \(found.name)", "\(found.name) != none",
        ])
    }

    /// The value with filters that fit it, mostly.
    private mutating func shown(_ found: Variable) -> String {
        let any = ["| default(\"-\")", "| string", "| e", "| length", "| first", "| default(none)"]
        let filters: [String]
        switch found.type.present {
        case .string, .url, .enumeration:
            filters = [
                "", "", "| upper", "| truncate(5)", "| replace(\"a\", \"b\")", "| trim | title", "| slug",
                "| default(\"-\")", "| length", ".upper()", "[0] | default(\"\")", "| first | default(\"\")", "[:3]",
                " ~ \"!\"", "| wordcount", ".split(\",\") | join(\"/\")", "| list | join", "| excerpt(4)", "* 2",
                "| int", "| float", ".startswith(\"a\") | string", "| sort | join", "| center(9)", ".replace(\"a\", 1)",
            ]
        case .integer, .number:
            filters = [
                "", "| number", "+ 1", "* 2", "| round(1)", "| abs", "| plural(\"a\", \"b\", \"c\")", "| string",
                "| default(0)", "// 2", "** 2", "| int", "- 0.5", "> 1", "| filesizeformat", "| number(2)", "% 7",
            ]
        case .date: filters = ["| date", "", "| date(\"short\")", ".year", "| date(\"iso\")", "| string"]
        case .markup: filters = ["", "| striptags", "| excerpt(20)", "| length", "| safe", "| truncate(5)", "| upper"]
        case .boolean: filters = ["| string", "and 1 or 2", "| int", ""]
        case .list(let item):
            if case .record(let type) = item.present {
                let field = random.pick(type.fields).name
                filters = [
                    "| length", "| map(attribute=\"\(field)\") | join(\" \")",
                    "| selectattr(\"\(field)\") | map(attribute=\"\(field)\") | join(\" \")",
                    "| map(attribute=\"\(field)\", default=\"-\") | join(\" \")",
                    "| sum(attribute=\"\(field)\")", "| selectattr(\"\(field)\") | sum(attribute=\"\(field)\")",
                    "| map(attribute=\"\(field)\") | select | join",
                    "| map(attribute=\"\(field)\") | select(\"defined\") | max | default(\"-\")",
                    "| rejectattr(\"\(field)\", \"undefined\") | map(attribute=\"\(field)\") | min | default(\"-\")",
                    "| sort(attribute=\"\(field)\") | length", "| groupby(\"\(field)\") | length",
                    "| group_by(\"\(field)\") | length", "| unique(attribute=\"\(field)\") | list | length",
                    "| where(\"\(field)\") | length",
                    "| where(\"\(field)\", \"jeden\") | map(attribute=\"\(field)\") | join",
                    "| map(attribute=\"\(field)\") | map(\"upper\") | join", "| limit(2) | length", "| sort | length",
                    "| selectattr(\"\(field)\", \"gt\", 1) | map(attribute=\"\(field)\") | join(\" \")",
                    "| selectattr(\"\(field)\", \"ne\", \"jeden\") | map(attribute=\"\(field)\") | join(\" \")",
                    "| join(\" \", attribute=\"\(field)\")", "| map(attribute=\"\(field)\") | unique | join(\"\")",
                    "| map(attribute=\"\(field)\") | first | default(\"-\")", "| batch(2) | length",
                ]
            } else {
                filters = [
                    "| join(\", \")", "| length", "| first | default(\"-\")", "| last", "| sort | join(\" \")",
                    "| map(\"upper\") | join", "| sum", "| max | default(\"-\")", "| unique | join(\" \")", "[0]",
                    "| reverse | join", "| select | join", "| reject(\"none\") | join",
                    "| batch(2) | map(\"join\") | join",
                    "| map(\"length\") | sum", "| map(\"string\") | join(\"+\")", "[0] | default(\"-\")", "[:2] | join",
                    "| map(\"truncate\", 3) | join",
                ]
            }
        default: filters = any + ["", ".title"]
        }
        let filter = random.chance(6) ? random.pick(any) : random.pick(filters)
        return filter.hasPrefix("|") || filter.isEmpty || filter.hasPrefix(".") || filter.hasPrefix("[")
            ? "\(found.name) \(filter)".replacing(" .", with: ".").replacing(" [", with: "[")
            : "\(found.name) \(filter)"
    }

    private mutating func print(_ scope: [Variable]) -> String {
        let found = path(scope)
        let value = shown(found)
        let isSafe = found.name.split(separator: ".").count < 3 && !found.type.isOptional
        if isSafe || random.chance(12) { return "{{ \(value) }}" }
        let condition = guarded(found)
        switch random.below(6) {
        case 0: return "{{ \(value) if \(condition) else \"-\" }}"
        case 1: return "{{ \(value) if \(condition) }}"
        case 2: return "{% if not (\(condition)) %}-{% else %}{{ \(value) }}{% endif %}"
        case 3: return "{% if \(condition) and entry.title %}{{ \(value) }}{% endif %}"
        case 4: return "{% if entry.title == \"\" %}-{% elif \(condition) %}{{ \(value) }}{% endif %}"
        default: return "{% if \(condition) %}{{ \(value) }}{% endif %}"
        }
    }

    private mutating func body(_ scope: [Variable], _ depth: Int) -> String {
        var inner = scope
        return (0..<(1 + random.below(2))).map { _ in statement(&inner, depth + 1) }.joined()
    }

    private mutating func statement(_ scope: inout [Variable], _ depth: Int) -> String {
        switch depth > 2 ? 0 : random.below(16) {
        case 0...5: return print(scope)
        case 6:
            let found = path(scope)
            let otherwise = random.chance(40) ? "{% else %}" + body(scope, depth) : ""
            return "{% if \(guarded(found)) %}{{ \(shown(found)) }}\(body(scope, depth))\(otherwise){% endif %}"
        case 7, 8: return loop(scope, depth)
        case 9:
            let found = path(scope)
            let name = name()
            // Of two unlike values the checker knows nothing more.
            let isAlike: Bool =
                switch found.type.present {
                case .string, .url, .enumeration: true
                default: false
                }
            let value = !isAlike || random.chance(50) ? found.name : "\(found.name) if \(guarded(found)) else \"x\""
            scope.append((name, value == found.name ? found.type : .string))
            if random.chance(30) {
                return "{% if entry.title %}{% set \(name) = \(value) %}{% endif %}"
            }
            return "{% set \(name) = \(value) %}" + print([scope[scope.count - 1]])
        case 10:
            let found = path(scope)
            let name = name()
            return "{% with \(name) = \(found.name) %}\(body(scope + [(name, found.type)], depth)){% endwith %}"
        case 11:
            let name = name()
            defer { scope.append((name, .markup)) }
            return "{% set \(name) %}\(body(scope, depth)){% endset %}"
        case 12:
            return
                "{% filter \(random.pick(["upper", "trim", "replace(\"a\", \"b\")"])) %}\(body(scope, depth)){% endfilter %}"
        case 13: return call(scope)
        case 14:
            let name = name()
            return
                "{% set \(name) = namespace(n=0) %}{% for x in wszystkie %}{% set \(name).n = \(name).n + 1 %}{% endfor %}{{ \(name).n }}"
        default: return call(scope) + print(scope)
        }
    }

    private mutating func loop(_ scope: [Variable], _ depth: Int) -> String {
        let found = path(scope) { if case .list = $0.present { true } else { false } }
        guard let found, case .list(let item) = found.type.present else { return print(scope) }
        let name = name()
        var iterable = found.name
        var test = ""
        var inner = scope + [(name: name, type: item)]
        if case .record(let type) = item.present {
            let field = random.pick(type.fields)
            switch random.below(7) {
            case 0: iterable += " | selectattr(\"\(field.name)\")"
            case 1: test = " if \(name).\(field.name)"
            case 2: iterable += " | sort(attribute=\"\(field.name)\")"
            case 3: iterable += " | sort(attribute=\"title\") | limit(2)"
            case 4:
                let key = self.name()
                iterable += " | \(random.pick(["groupby", "group_by"]))(\"\(field.name)\")"
                inner = scope + [(key, field.type), (name, found.type.present)]
                let show = print([(key, field.type)])
                let lead = found.type.isOptional ? "{% if \(found.name) %}" : ""
                return
                    "\(lead){% for \(key), \(name) in \(iterable) %}\(show)\(print([(name, found.type.present)])){% endfor %}\(lead.isEmpty ? "" : "{% endif %}")"
            default: break
            }
            if test.isEmpty, random.chance(50) {
                inner = [(name, item)]
            }
        }
        let otherwise = random.chance(30) ? "{% else %}" + print(scope) : ""
        let shown =
            "{% for \(name) in \(iterable)\(test) %}{{ loop.index }}\(body(inner, depth))\(otherwise){% endfor %}"
        return found.type.isOptional || found.name.split(separator: ".").count > 2
            ? "{% if \(guarded(found)) %}\(shown){% endif %}" : shown
    }

    private mutating func macro() -> String {
        let name = "m\(macros.count)"
        let usesCaller = random.chance(20)
        macros.append((name, 1, 1))
        let first = random.pick([
            "{{ a }}", "{% if a %}{{ a }}{% endif %}", "{{ a | default(\"-\") }}", "{{ a | upper }}",
        ])
        let second = random.pick([
            "", "{{ b }}", "{% if b %}{{ b }}{% endif %}", "{{ b if b }}", "{{ b | default(\"?\", true) }}",
        ])
        let usual = random.pick(["none", "\"x\"", "0", "a"])
        return
            "{% macro \(name)(a, b=\(usual)) %}\(first)\(second)\(usesCaller ? "{{ caller() if caller }}" : ""){% endmacro %}"
    }

    private mutating func call(_ scope: [Variable]) -> String {
        guard let macro = macros.last else { return print(scope) }
        let first = path(scope)
        let second = random.chance(40) ? ", \(random.chance(50) ? "b=" : "")\(path(scope).name)" : ""
        let text = "{{ \(macro.name)(\(first.name)\(second)) }}"
        return first.type.isOptional && random.chance(60) ? "{% if \(guarded(first)) %}\(text){% endif %}" : text
    }
}
