/// Finds brackets without a partner.
enum CSSBrackets {
    static func faults(_ bytes: [UInt8], _ tokens: [CSSToken]) -> [StyleSheet.Fault] {
        var open: [(closing: UInt8, range: Range<Int>)] = []
        var faults: [StyleSheet.Fault] = []
        for token in tokens {
            switch token.kind {
            case .function: open.append((UInt8(ascii: ")"), token.range))
            case .other where token.range.count == 1:
                let byte = bytes[token.range.lowerBound]
                switch byte {
                case UInt8(ascii: "("): open.append((UInt8(ascii: ")"), token.range))
                case UInt8(ascii: "["): open.append((UInt8(ascii: "]"), token.range))
                case UInt8(ascii: "{"): open.append((UInt8(ascii: "}"), token.range))
                case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                    if open.last?.closing == byte {
                        open.removeLast()
                    } else {
                        faults.append(StyleSheet.Fault(kind: .strayBracket, range: token.range))
                    }
                default: break
                }
            default: break
            }
        }
        return faults + open.map { StyleSheet.Fault(kind: .openBracket, range: $0.range) }
    }
}
