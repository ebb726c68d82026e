import Diagnostics

extension Machine {
    /// `map(attribute="x")` or `map("filter", …)`.
    mutating func mapItems(_ subject: Value, _ arguments: CallArguments) throws(RenderFailure) -> Value {
        // As in Jinja2, what is false has no items, even where it could not be walked over.
        guard try truth(subject) else { return made([]) }
        let values = try counted(subject)
        var result: [Value] = []
        result.reserveCapacity(values.count)
        if arguments.positional.isEmpty, let attribute = arguments["attribute"] {
            for keyword in arguments.keywords where keyword.name != "attribute" && keyword.name != "default" {
                throw CallArguments.unknown(keyword.name, of: "map", ["attribute", "default"])
            }
            let path = try AttributePath(attribute)
            let usual = arguments["default"].flatMap { $0.isNone ? nil : $0 }
            for value in values { result.append(try follow(path, value, usual: usual)) }
            return made(result)
        }
        guard let name = arguments.positional.first?.text else {
            throw RenderFailure(
                Words(
                    pl: "„map” potrzebuje nazwy filtra lub „attribute”",
                    en: "“map” needs the name of a filter or “attribute”"),
                rule: .wrongArgument)
        }
        var rest = arguments
        rest.positional.removeFirst()
        if let host = set.hostFilter(named: name) {
            for value in values { result.append(try call(set.hostFilters[host], rest, subject: value)) }
            return made(result)
        }
        guard let filter = Filter.named(name, mode: set.options.mode) else { throw unknownFilter(name) }
        try charge(8 * values.count)
        for value in values { result.append(try apply(filter, value, spread: rest)) }
        return made(result)
    }

    func unknownFilter(_ name: String) -> RenderFailure {
        RenderFailure(
            Words(pl: "nieznany filtr „\(name)”", en: "unknown filter “\(name)”"),
            remedy: NearMiss.remedy(for: name, in: Filter.names(mode: set.options.mode)), rule: .unknownFilter)
    }

    /// `select`, `reject`, `selectattr`, `rejectattr`.
    mutating func choose(_ subject: Value, _ arguments: CallArguments, keeps: Bool, byAttribute: Bool)
        throws(RenderFailure) -> Value
    {
        guard try truth(subject) else { return made([]) }
        var rest = arguments
        var path: AttributePath?
        if byAttribute {
            guard let attribute = rest.positional.first else {
                throw RenderFailure(
                    Words(pl: "brakuje nazwy pola", en: "the name of the field is missing"), rule: .wrongArgument)
            }
            path = try AttributePath(attribute)
            rest.positional.removeFirst()
        }
        var test: TemplateTest?
        var bound: [Value] = []
        if let first = rest.positional.first {
            let name = try textArgument("select", first)
            guard let found = TemplateTest.named(name) else {
                throw RenderFailure(
                    Words(pl: "nieznany test „\(name)”", en: "unknown test “\(name)”"),
                    remedy: NearMiss.remedy(for: name, in: TemplateTest.names), rule: .unknownTest)
            }
            test = found
            rest.positional.removeFirst()
            bound = try rest.bound(to: found.parameters, of: name)
        }
        let values = try counted(subject)
        var result: [Value] = []
        for value in values {
            let tested: Value
            if let path { tested = try follow(path, value) } else { tested = try resolved(value) }
            let holds: Bool
            if let test { holds = try check(test, tested, bound) } else { holds = try truth(tested) }
            if holds == keeps { result.append(value) }
        }
        return made(result)
    }
}
