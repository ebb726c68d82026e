import Diagnostics

extension Machine {
    /// Applies a filter whose arguments are in the order of its parameters, cut after the last that was given.
    mutating func apply(_ filter: Filter, _ subject: Value, _ given: [Value]) throws(RenderFailure) -> Value {
        let subject = try resolved(subject)
        try charge(1)
        try charge(reading: given)
        var arguments = FilterArguments(values: given)
        switch filter {
        case .default: return try applyDefault(subject, arguments)
        case .escape: return try escaped(subject)
        case .forceescape:
            let text = try text(of: subject)
            try charge(text.utf8.count)
            return .markup(Escaping.escaped(text))
        case .safe, .trusted: return .markup(try text(of: subject))
        case .string: return subject.isMarkup ? subject : .string(try text(of: subject))
        case .abs, .float, .int, .round, .filesizeformat, .number, .plural:
            return try applyToNumber(filter, subject, arguments)
        case .length:
            return .integer(try length(of: subject))
        case .batch, .first, .groupby, .groupBy, .items, .join, .last, .list, .max, .min, .reverse, .slice, .sort, .sum,
            .unique, .dictsort, .where, .limit, .offset:
            return try applyToSequence(filter, subject, arguments)
        case .attr: return try attributeOnly(of: subject, try textArgument("attr", arguments[0]))
        case .format, .map, .select, .reject, .selectattr, .rejectattr:
            return try apply(filter, subject, spread: CallArguments(positional: given))
        case .tojson, .json, .pprint, .xmlattr, .urlencode: return try applyWriter(filter, subject, arguments)
        case .date: return try formatDate(subject, arguments)
        default: return try applyToText(filter, subject, &arguments)
        }
    }

    /// Applies a filter whose arguments only the run can bind.
    mutating func apply(_ filter: Filter, _ subject: Value, spread arguments: CallArguments)
        throws(RenderFailure) -> Value
    {
        let subject = try resolved(subject)
        switch filter {
        case .format: return try formatFilter(subject, arguments)
        case .map: return try mapItems(subject, arguments)
        case .select: return try choose(subject, arguments, keeps: true, byAttribute: false)
        case .reject: return try choose(subject, arguments, keeps: false, byAttribute: false)
        case .selectattr: return try choose(subject, arguments, keeps: true, byAttribute: true)
        case .rejectattr: return try choose(subject, arguments, keeps: false, byAttribute: true)
        default: return try apply(filter, subject, try arguments.bound(to: filter.parameters, of: filter.name))
        }
    }

    private func applyDefault(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let usual = arguments[0].given ?? .string("")
        if subject.isUndefined { return usual }
        if let flag = arguments[1].given, try truth(flag), try !truth(subject) { return usual }
        return subject
    }

    private func escaped(_ subject: Value) throws(RenderFailure) -> Value {
        if subject.isMarkup { return subject }
        let text = try text(of: subject)
        try charge(text.utf8.count)
        return .markup(Escaping.escaped(text))
    }

    func length(of value: Value) throws(RenderFailure) -> Int {
        switch value {
        case .list(let list): return list.items.count
        case .map(let map): return map.count
        case .string(let text), .markup(let text):
            try charge(1 + text.utf8.count >> 3)
            return text.scalarCount
        case .undefined(let undefined):
            if policy == .lenient || undefined.kind == .conditional { return 0 }
            throw undefinedFailure(undefined)
        case .runtime(let object) where object.kind == .loop:
            return unsafeDowncast(object, to: LoopObject.self).items.count
        default: throw wrongArgument("length", value)
        }
    }

    /// `| attr("name")`: fields and methods, never the keys of a map.
    private mutating func attributeOnly(of subject: Value, _ name: String) throws(RenderFailure) -> Value {
        let symbol = symbols.known(name) ?? -1
        if case .map = subject, MapMethod(rawValue: name) == nil { return .undefined(Undefined(.attribute, symbol)) }
        return try attribute(subject, named: name, symbol: symbol)
    }
}

/// Arguments by place; what lies beyond the last given one is missing.
struct FilterArguments {
    let values: [Value]

    subscript(place: Int) -> Value { place < values.count ? values[place] : .missingArgument }
}
