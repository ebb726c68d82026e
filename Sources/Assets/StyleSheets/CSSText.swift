/// Reads and writes the escapes of names, strings and addresses in style sheets.
enum CSSText {
    /// What a name, or the inside of a string or address, stands for (CSS Syntax §4.3.7).
    static func unescaped(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                continue
            }
            guard let first = rest.first else { break }
            if CSSTokenizer.isNewline(first) {
                // An escaped newline in a string is nothing.
                rest.removeFirst()
                if first == 0x0D, rest.first == 0x0A { rest.removeFirst() }
                continue
            }
            guard hexValue(first) != nil else {
                rest.removeFirst()
                output.append(first)
                continue
            }
            var code: UInt32 = 0
            var count = 0
            while count < 6, let next = rest.first, let value = hexValue(next) {
                code = code << 4 | UInt32(value)
                rest.removeFirst()
                count += 1
            }
            if rest.first == 0x0D, rest.dropFirst().first == 0x0A {
                rest.removeFirst(2)
            } else if let space = rest.first, CSSTokenizer.isSpace(space) {
                rest.removeFirst()
            }
            output.append(contentsOf: String(code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        }
        return output
    }

    /// An address as it may stand in `url(…)` and in a string of either quote: what could end it is percent-encoded.
    static func address(_ url: String) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in url.utf8 {
            switch byte {
            case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "\\"):
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        return output
    }

    /// Whether the bytes are this lower-case ASCII word, in any case.
    static func equals(_ bytes: some Sequence<UInt8>, _ word: String) -> Bool {
        bytes.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(word.utf8)
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
