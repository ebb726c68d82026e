/// Writes a script without indentation, empty lines and lines that are comments; every other line stays as it is.
///
/// No line of JavaScript means something else without the white space before it, except inside of template literals and
/// of strings that go on in the next line. A script with a backquote, a block comment or a backslash at a line's end is
/// therefore left alone.
public enum ScriptMinifier {
    public static func minified(_ bytes: [UInt8]) -> [UInt8] {
        guard isPlain(bytes) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for line in bytes.split(separator: 0x0A) {
            let code = line.drop { $0 == 0x20 || $0 == 0x09 }
            if code.isEmpty || code.first == 0x0D || code.starts(with: "//".utf8) && !isKept(code) { continue }
            output += code
            output.append(0x0A)
        }
        return output
    }

    /// Licences, and the address of a source map.
    private static func isKept(_ comment: ArraySlice<UInt8>) -> Bool {
        comment.starts(with: "//!".utf8) || comment.starts(with: "//#".utf8)
    }

    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        guard !bytes.contains(UInt8(ascii: "`")), bytes.firstRange(of: Array("/*".utf8)) == nil else { return false }
        return bytes.firstRange(of: Array("\\\n".utf8)) == nil && bytes.firstRange(of: Array("\\\r".utf8)) == nil
    }
}
