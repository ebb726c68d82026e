import Diagnostics

/// The arguments of one call after `*list` and `**map` were spread.
struct CallArguments {
    var positional: [Value] = []
    var keywords: [(name: String, value: Value)] = []

    subscript(name: String) -> Value? { keywords.first { $0.name == name }?.value }

    /// The values in the order of the parameters; what was left out is marked missing.
    func bound(to parameters: [BoundParameter], of name: String) throws(RenderFailure) -> [Value] {
        guard positional.count <= parameters.count else {
            throw RenderFailure(
                .tooManyArguments(name, parameters.count), rule: .wrongArgument)
        }
        var values = [Value](repeating: .missingArgument, count: parameters.count)
        for (place, value) in positional.enumerated() { values[place] = value }
        for keyword in keywords {
            guard let place = parameters.firstIndex(where: { $0.name == keyword.name }), values[place].isMissingArgument
            else { throw CallArguments.unknown(keyword.name, of: name, parameters.map(\.name)) }
            values[place] = keyword.value
        }
        for (place, parameter) in parameters.enumerated() where parameter.isRequired && values[place].isMissingArgument
        {
            throw CallArguments.missing(parameter.name, of: name)
        }
        return values
    }

    static func unknown(_ argument: String, of name: String, _ known: [String]) -> RenderFailure {
        RenderFailure(
            Words(pl: "„\(name)” nie ma argumentu „\(argument)”", en: "“\(name)” has no argument “\(argument)”"),
            remedy: NearMiss.remedy(for: argument, in: known), rule: .wrongArgument)
    }

    static func missing(_ argument: String, of name: String) -> RenderFailure {
        RenderFailure(
            Words(
                pl: "„\(name)” potrzebuje argumentu „\(argument)”",
                en: "“\(name)” needs the argument “\(argument)”"), rule: .wrongArgument)
    }
}
