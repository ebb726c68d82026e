@testable import Templates

/// Reads JSON into template values, in the order of the text: whole numbers stay whole.
struct JSONData {
    private let bytes: [UInt8]
    private var index = 0

    static func value(_ text: String) -> Value {
        var reader = JSONData(bytes: Array(text.utf8))
        return reader.read()
    }

    static func members(_ text: String) -> [(key: String, value: Value)] {
        guard case .map(let map) = value(text) else { return [] }
        return zip(map.keys, map.values).map { ($0.text ?? "", $1) }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skip() {
        while index < bytes.count, [0x20, 0x0A, 0x09, 0x2C, 0x3A].contains(bytes[index]) { index += 1 }
    }

    private mutating func read() -> Value {
        skip()
        switch bytes[index] {
        case UInt8(ascii: "{"):
            index += 1
            var keys: [Value] = []
            var values: [Value] = []
            skip()
            while bytes[index] != UInt8(ascii: "}") {
                keys.append(read())
                values.append(read())
                skip()
            }
            index += 1
            return .map(MapValue(keys: keys, values: values, frozen: false))
        case UInt8(ascii: "["):
            index += 1
            var items: [Value] = []
            skip()
            while bytes[index] != UInt8(ascii: "]") {
                items.append(read())
                skip()
            }
            index += 1
            return .list(ListValue(items: items, frozen: false))
        case UInt8(ascii: "\""): return .string(string())
        default:
            let start = index
            while index < bytes.count, !"],} \n".utf8.contains(bytes[index]) { index += 1 }
            let word = String(decoding: bytes[start..<index], as: UTF8.self)
            switch word {
            case "null": return .none
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return Int(word).map(Value.integer) ?? .number(Double(word) ?? 0)
            }
        }
    }

    private mutating func string() -> String {
        index += 1
        var out: [UInt8] = []
        while bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 1
                switch bytes[index] {
                case UInt8(ascii: "n"): out.append(0x0A)
                case UInt8(ascii: "t"): out.append(0x09)
                case UInt8(ascii: "r"): out.append(0x0D)
                case UInt8(ascii: "b"): out.append(0x08)
                case UInt8(ascii: "f"): out.append(0x0C)
                case UInt8(ascii: "u"):
                    let digits = String(decoding: bytes[(index + 1)..<(index + 5)], as: UTF8.self)
                    out += UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) } ?? []
                    index += 4
                default: out.append(bytes[index])
                }
            } else {
                out.append(bytes[index])
            }
            index += 1
        }
        index += 1
        return String(decoding: out, as: UTF8.self)
    }
}
