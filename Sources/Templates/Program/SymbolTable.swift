/// The names of variables, fields and blocks of a template set, numbered.
///
/// The declared globals come first, so that a global's number is its slot.
struct SymbolTable: Sendable {
    private(set) var names: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(of name: String) -> Int32 {
        if let known = numbers[name] { return known }
        let number = Int32(names.count)
        names.append(name)
        numbers[name] = number
        return number
    }

    func known(_ name: String) -> Int32? { numbers[name] }

    func name(_ number: Int32) -> String {
        number >= 0 && Int(number) < names.count ? names[Int(number)] : ""
    }
}
