/// Reads a number as Jinja2 writes it: `42`, `1_000`, `0x1F`, `0b101`, `0o17`, `1.5`, `2e-3`.
struct NumberReader {
    let bytes: [UInt8]
    let end: Int

    /// The number at `start` and the place after it; nil in place of a number that does not fit.
    func read(at start: Int, allowsFraction: Bool) -> (Token.Kind?, Int) {
        if allowsFraction, let stop = fractionEnd(from: start) {
            let text = digits(start, stop)
            return (Double(text).map(Token.Kind.number), stop)
        }
        if bytes[start] == 0x30, start + 1 < end {
            let radix: Int? =
                switch bytes[start + 1] | 0x20 {
                case UInt8(ascii: "b"): 2
                case UInt8(ascii: "o"): 8
                case UInt8(ascii: "x"): 16
                default: nil
                }
            if let radix {
                let stop = run(from: start + 2) { (Ascii.hexValue($0).map(Int.init) ?? 99) < radix }
                if stop > start + 2 {
                    return (Int(digits(start + 2, stop), radix: radix).map(Token.Kind.integer), stop)
                }
            }
            let stop = run(from: start) { $0 == 0x30 }
            return (.integer(0), stop)
        }
        let stop = run(from: start, where: Ascii.isDigit)
        return (Int(digits(start, stop)).map(Token.Kind.integer), stop)
    }

    private func digits(_ start: Int, _ stop: Int) -> String {
        String(decoding: bytes[start..<stop].filter { $0 != 0x5F }, as: UTF8.self)
    }

    /// The end of a run of digits with single underscores between them.
    private func run(from start: Int, where isDigit: (UInt8) -> Bool) -> Int {
        var index = start
        while index < end {
            if isDigit(bytes[index]) {
                index += 1
            } else if bytes[index] == 0x5F, index + 1 < end, isDigit(bytes[index + 1]) {
                index += 1
            } else {
                break
            }
        }
        return index
    }

    private func fractionEnd(from start: Int) -> Int? {
        let whole = run(from: start, where: Ascii.isDigit)
        var stop = whole
        if stop + 1 < end, bytes[stop] == UInt8(ascii: "."), Ascii.isDigit(bytes[stop + 1]) {
            stop = run(from: stop + 1, where: Ascii.isDigit)
        }
        if stop + 1 < end, bytes[stop] | 0x20 == UInt8(ascii: "e") {
            var exponent = stop + 1
            if bytes[exponent] == Ascii.plus || bytes[exponent] == Ascii.minus { exponent += 1 }
            if exponent < end, Ascii.isDigit(bytes[exponent]) {
                return run(from: exponent, where: Ascii.isDigit)
            }
        }
        return stop > whole ? stop : nil
    }
}
