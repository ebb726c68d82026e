/// `loop`: where a `{% for %}` stands.
/// `@unchecked Sendable`: see `RuntimeObject`.
final class LoopObject: RuntimeObject, @unchecked Sendable {
    let items: [Value]
    var index = -1
    let nesting: Int
    /// The closure of a `recursive` loop.
    let recursion: Macro?
    var lastChanged: [Value]?

    init(items: [Value], nesting: Int, recursion: Macro?) {
        self.items = items
        self.nesting = nesting
        self.recursion = recursion
        super.init(.loop)
    }

    func value(of field: LoopField) -> Value {
        switch field {
        case .index: .integer(index + 1)
        case .index0: .integer(index)
        case .revindex: .integer(items.count - index)
        case .revindex0: .integer(items.count - index - 1)
        case .first: .boolean(index == 0)
        case .last: .boolean(index == items.count - 1)
        case .length: .integer(items.count)
        case .depth: .integer(nesting + 1)
        case .depth0: .integer(nesting)
        case .previtem: index > 0 ? items[index - 1] : .undefined(Undefined(.noItem))
        case .nextitem: index + 1 < items.count ? items[index + 1] : .undefined(Undefined(.noItem))
        }
    }
}

/// The fields of `loop`.
enum LoopField: String, CaseIterable, Sendable {
    case index
    case index0
    case revindex
    case revindex0
    case first
    case last
    case length
    case depth
    case depth0
    case previtem
    case nextitem

    /// 1-based, since 0 in an instruction means “no field of a loop”.
    var number: UInt8 { UInt8((LoopField.allCases.firstIndex(of: self) ?? 0) + 1) }

    private static let table = LoopField.allCases

    static func numbered(_ number: UInt8) -> LoopField? {
        number > 0 && Int(number) <= table.count ? table[Int(number) - 1] : nil
    }
}
