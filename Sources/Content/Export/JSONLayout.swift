/// Lays JSON out for people: two spaces a level, a line for each member; short arrays of scalars stay on one line.
public enum JSONLayout {
    /// The same JSON, indented, with a final newline. The text must be well-formed.
    public static func indented(_ json: String) -> String {
        let bytes = Array(json.utf8)
        var output: [UInt8] = []
        var level = 0
        var at = 0
        func newLine(_ level: Int) {
            output.append(0x0A)
            output.append(contentsOf: repeatElement(0x20, count: level * 2))
        }
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let end = stringEnd(bytes, at)
                output += bytes[at..<end]
                at = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if let end = shortEnd(bytes, at) {
                    append(bytes[at..<end], to: &output)
                    at = end
                    continue
                }
                output.append(bytes[at])
                level += 1
                newLine(level)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                newLine(level)
                output.append(bytes[at])
            case UInt8(ascii: ","):
                output.append(bytes[at])
                newLine(level)
            case UInt8(ascii: ":"):
                output += [bytes[at], 0x20]
            case 0x20, 0x0A, 0x0D, 0x09:
                break
            default:
                output.append(bytes[at])
            }
            at += 1
        }
        output.append(0x0A)
        return String(decoding: output, as: UTF8.self)
    }

    private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(at + 1, bytes.count)
    }

    /// The end of a container without containers in it that fits a line, or nil.
    private static func shortEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        var at = start + 1
        while at < bytes.count, at - start < 72 {
            switch bytes[at] {
            case UInt8(ascii: "\""): at = stringEnd(bytes, at)
            case UInt8(ascii: "{"), UInt8(ascii: "["): return nil
            case UInt8(ascii: "}"), UInt8(ascii: "]"): return at + 1
            default: at += 1
            }
        }
        return nil
    }

    /// A short container on one line, with a blank after each comma and colon.
    private static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let text = Array(bytes)
        var at = 0
        while at < text.count {
            if text[at] == UInt8(ascii: "\"") {
                let end = stringEnd(text, at)
                output += text[at..<end]
                at = end
                continue
            }
            if text[at] != 0x20 { output.append(text[at]) }
            if text[at] == UInt8(ascii: ",") || text[at] == UInt8(ascii: ":") { output.append(0x20) }
            at += 1
        }
    }
}
