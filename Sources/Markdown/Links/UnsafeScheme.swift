/// The schemes that no link or image of a site may have.
enum UnsafeScheme {
    private static let names: [StaticString] = ["javascript", "vbscript", "data", "file"]

    /// The unsafe scheme of an address, as browsers read it: white space and control characters before it, and tabs and
    /// line ends within it, count for nothing (WHATWG URL, “basic URL parser”).
    static func of(_ address: String) -> String? {
        guard address.utf8.contains(UInt8(ascii: ":")) else { return nil }
        var letters: [UInt8] = []
        for byte in address.utf8 {
            switch byte {
            case UInt8(ascii: ":"): return names.first { matches($0, letters) }.map { "\($0)" }
            case 0x09, 0x0A, 0x0D: continue
            case 0...0x20 where letters.isEmpty: continue
            default: letters.append(byte | 0x20)
            }
            if letters.count > 10 { return nil }
        }
        return nil
    }

    private static func matches(_ name: StaticString, _ letters: [UInt8]) -> Bool {
        name.withUTF8Buffer { $0.elementsEqual(letters) }
    }
}
