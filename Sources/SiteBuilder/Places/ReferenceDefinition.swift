import Diagnostics

/// Finds where a link by reference has its address: `[gminy][g]` in the text, `[g]: /gminy/` somewhere in the body.
enum ReferenceDefinition {
    /// - Parameters:
    ///   - link: from the first bracket to the last.
    ///   - body: where definitions may stand.
    /// - Returns: the address in the first definition of the label; nil when the link has none.
    static func destination(of link: Range<Int>, in bytes: [UInt8], _ body: Range<Int>) -> Span? {
        guard let label = label(bytes[link]) else { return nil }
        var start = body.lowerBound
        while start < body.upperBound {
            let end = bytes[start..<body.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? body.upperBound
            if let found = destination(label, in: bytes[start..<end]) { return found }
            start = end + 1
        }
        return nil
    }

    /// `g` of `[gminy][g]`, `[g][]` and `[g]`.
    private static func label(_ link: ArraySlice<UInt8>) -> String? {
        var text = link
        if text.suffix(2).elementsEqual("[]".utf8) { text = text.dropLast(2) }
        guard text.last == UInt8(ascii: "]"), let open = text.lastIndex(of: UInt8(ascii: "[")) else { return nil }
        return key(text[(open + 1)...].dropLast())
    }

    /// Labels are compared without regard to case and to how much white space they hold (GFM §6.6).
    private static func key(_ label: ArraySlice<UInt8>) -> String {
        String(decoding: label, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The address of a line `[label]: address`.
    private static func destination(_ label: String, in line: ArraySlice<UInt8>) -> Span? {
        let open = line.drop { $0 == 0x20 || $0 == UInt8(ascii: ">") }
        guard open.first == UInt8(ascii: "["), let close = open.firstRange(of: Array("]:".utf8)),
            key(open[(open.startIndex + 1)..<close.lowerBound]) == label
        else { return nil }
        var address = open[close.upperBound...].drop { $0 == 0x20 || $0 == 0x09 }
        if address.first == UInt8(ascii: "<") {
            address = address.dropFirst().prefix { $0 != UInt8(ascii: ">") }
        } else {
            address = address.prefix { $0 > 0x20 }
        }
        return address.isEmpty ? nil : Span(address.startIndex, address.endIndex)
    }
}
