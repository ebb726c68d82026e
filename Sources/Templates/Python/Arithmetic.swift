import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Machine {
    func negate(_ value: Value) throws(RenderFailure) -> Value {
        switch value {
        case .number(let number): return .number(-number)
        case .undefined(let undefined): throw undefinedFailure(undefined)
        default:
            guard let number = value.wholeNumber else { throw unfit("-", value, value) }
            let (result, overflow) = (0).subtractingReportingOverflow(number)
            if overflow { throw tooBig() }
            return .integer(result)
        }
    }

    func positive(_ value: Value) throws(RenderFailure) -> Value {
        if case .number = value { return value }
        if case .undefined(let undefined) = value { throw undefinedFailure(undefined) }
        guard let number = value.wholeNumber else { throw unfit("+", value, value) }
        return .integer(number)
    }

    func tooBig() -> RenderFailure {
        RenderFailure(Words(pl: "liczba nie mieści się w 64 bitach", en: "the number does not fit into 64 bits"))
    }

    private func unfit(_ sign: String, _ left: Value, _ right: Value) -> RenderFailure {
        if case .undefined(let undefined) = left { return undefinedFailure(undefined) }
        if case .undefined(let undefined) = right { return undefinedFailure(undefined) }
        let first = kindName(left)
        let second = kindName(right)
        return RenderFailure(
            Words(
                pl: "„\(sign)” nie działa tak: \(first.pl) i \(second.pl)",
                en: "“\(sign)” does not work with \(first.en) and \(second.en)"))
    }

    private func zeroDivision() -> RenderFailure {
        RenderFailure(Words(pl: "dzielenie przez zero", en: "division by zero"))
    }

    mutating func arithmetic(_ operation: Opcode, _ left: Value, _ right: Value) throws(RenderFailure) -> Value {
        if case .deferred(let deferred) = left { return try arithmetic(operation, try resolve(deferred), right) }
        if case .deferred(let deferred) = right { return try arithmetic(operation, left, try resolve(deferred)) }
        if let first = left.wholeNumber, let second = right.wholeNumber {
            return try whole(operation, first, second)
        }
        if let first = left.realNumber, let second = right.realNumber { return try real(operation, first, second) }
        switch operation {
        case .add: return try joined(left, right)
        case .multiply: return try repeated(left, right)
        case .remainder:
            if let text = left.text { return try formatPercent(left, text, right) }
            throw unfit("%", left, right)
        case .subtract:
            if case .date(let first) = left, case .date(let second) = right {
                return .integer(Int(first.number) - Int(second.number))
            }
            throw unfit("-", left, right)
        default: throw unfit(sign(of: operation), left, right)
        }
    }

    private func sign(of operation: Opcode) -> String {
        switch operation {
        case .divide: "/"
        case .floorDivide: "//"
        case .power: "**"
        default: "-"
        }
    }

    private func whole(_ operation: Opcode, _ left: Int, _ right: Int) throws(RenderFailure) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .divide:
            if right == 0 { throw zeroDivision() }
            return .number(Double(left) / Double(right))
        case .floorDivide, .remainder:
            if right == 0 { throw zeroDivision() }
            if right == -1 {
                result = operation == .remainder ? (0, false) : (0).subtractingReportingOverflow(left)
            } else {
                let remainder = left % right
                let isMixed = remainder != 0 && (remainder < 0) != (right < 0)
                result =
                    operation == .remainder
                    ? (isMixed ? remainder + right : remainder, false) : (left / right - (isMixed ? 1 : 0), false)
            }
        default: return try power(left, right)
        }
        if result.overflow { throw tooBig() }
        return .integer(result.partialValue)
    }

    private func power(_ base: Int, _ exponent: Int) throws(RenderFailure) -> Value {
        if exponent < 0 {
            if base == 0 { throw zeroDivision() }
            return .number(pow(Double(base), Double(exponent)))
        }
        var result = 1
        if base == 0 || base == 1 { return .integer(exponent == 0 ? 1 : base) }
        if base == -1 { return .integer(exponent.isMultiple(of: 2) ? 1 : -1) }
        if exponent > 64 { throw tooBig() }
        for _ in 0..<exponent {
            let (next, overflow) = result.multipliedReportingOverflow(by: base)
            if overflow { throw tooBig() }
            result = next
        }
        return .integer(result)
    }

    private func real(_ operation: Opcode, _ left: Double, _ right: Double) throws(RenderFailure) -> Value {
        switch operation {
        case .add: return .number(left + right)
        case .subtract: return .number(left - right)
        case .multiply: return .number(left * right)
        case .divide:
            if right == 0 { throw zeroDivision() }
            return .number(left / right)
        case .floorDivide, .remainder:
            if right == 0 { throw zeroDivision() }
            var remainder = fmod(left, right)
            var quotient = (left - remainder) / right
            if remainder != 0 {
                if (right < 0) != (remainder < 0) {
                    remainder += right
                    quotient -= 1
                }
            } else {
                remainder = right < 0 ? -0.0 : 0.0
            }
            if operation == .remainder { return .number(remainder) }
            let floored = quotient.rounded(.down)
            return .number(
                quotient - floored > 0.5
                    ? floored + 1 : quotient == 0 ? (left / right).sign == .minus ? -0.0 : 0.0 : floored)
        default:
            if left == 0, right < 0 { throw zeroDivision() }
            let result = pow(left, right)
            if left < 0, result.isNaN {
                throw RenderFailure(
                    Words(pl: "potęga ułamkowa liczby ujemnej", en: "a fractional power of a negative number"))
            }
            return .number(result)
        }
    }

    /// `+` of texts and lists.
    private mutating func joined(_ left: Value, _ right: Value) throws(RenderFailure) -> Value {
        switch (left, right) {
        case (.string(let first), .string(let second)):
            try checkSize(first.utf8.count + second.utf8.count)
            try charge(1 + (first.utf8.count + second.utf8.count) >> 4)
            return .string(first + second)
        case (.markup(let first), .markup(let second)):
            try checkSize(first.utf8.count + second.utf8.count)
            try charge(1 + (first.utf8.count + second.utf8.count) >> 4)
            return .markup(first + second)
        case (.markup(let first), .string(let second)):
            try checkSize(first.utf8.count + second.utf8.count)
            try charge(1 + (first.utf8.count + second.utf8.count) >> 2)
            return .markup(first + Escaping.escaped(second))
        case (.string(let first), .markup(let second)):
            try checkSize(first.utf8.count + second.utf8.count)
            try charge(1 + (first.utf8.count + second.utf8.count) >> 2)
            return .markup(Escaping.escaped(first) + second)
        case (.list(let first), .list(let second)) where first.face == second.face && first.face != .range:
            try checkLength(first.items.count + second.items.count)
            note(first)
            note(second)
            try charge(4 + (first.items.count + second.items.count) >> 1)
            return .list(ListValue(items: first.items + second.items, face: first.face, frozen: false))
        default: throw unfit("+", left, right)
        }
    }

    /// `*` of a text or list and a number.
    private mutating func repeated(_ left: Value, _ right: Value) throws(RenderFailure) -> Value {
        if left.wholeNumber != nil, right.wholeNumber == nil { return try repeated(right, left) }
        guard let count = right.wholeNumber else { throw unfit("*", left, right) }
        let times = max(0, count)
        switch left {
        case .string(let text):
            try checkProduct(text.utf8.count, times)
            return .string(String(repeating: text, count: text.isEmpty ? 0 : times))
        case .markup(let text):
            try checkProduct(text.utf8.count, times)
            return .markup(String(repeating: text, count: text.isEmpty ? 0 : times))
        case .list(let list) where list.face == .list || list.face == .tuple:
            let (length, overflow) = list.items.count.multipliedReportingOverflow(by: times)
            try checkLength(overflow ? Int.max : length)
            try charge(4 + length)
            var items: [Value] = []
            items.reserveCapacity(length)
            if !list.items.isEmpty { for _ in 0..<times { items += list.items } }
            return .list(ListValue(items: items, face: list.face, frozen: false))
        default: throw unfit("*", left, right)
        }
    }

    private mutating func checkProduct(_ length: Int, _ times: Int) throws(RenderFailure) {
        let (product, overflow) = length.multipliedReportingOverflow(by: times)
        try checkSize(overflow ? Int.max : product)
        // A letter is repeated one by one.
        try charge(1 + product >> 4 + times >> 1)
    }

    /// `~`: markup when a part is markup and escaping is on, as `markup_join` has it.
    mutating func concatenate(_ parts: [Value], isPlain: Bool = false) throws(RenderFailure) -> Value {
        var isMarkup = false
        if autoescape, !isPlain {
            for part in parts { if case .markup = part { isMarkup = true } }
        }
        var out: [UInt8] = []
        for part in parts {
            if case .deferred(let deferred) = part {
                return try concatenate(
                    try parts.map { (part: Value) throws(RenderFailure) in
                        if case .deferred(let other) = part {
                            return try resolve(other === deferred ? deferred : other)
                        }
                        return part
                    })
            }
            if policy == .guarded, part.isNone {
                throw RenderFailure(
                    Words(pl: "nie da się dołączyć braku wartości", en: "the absence of a value cannot be joined"))
            }
            let text = try text(of: part)
            if isMarkup, !part.isMarkup {
                Escaping.append(text, to: &out)
            } else {
                Escaping.appendRaw(text, to: &out)
            }
            try checkSize(out.count)
        }
        try charge(1 + out.count >> 4)
        let text = String(decoding: out, as: UTF8.self)
        return isMarkup ? .markup(text) : .string(text)
    }
}

extension Value {
    var isMarkup: Bool {
        if case .markup = self { return true }
        return false
    }
}
