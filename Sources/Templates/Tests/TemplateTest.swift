import Diagnostics

/// What may follow `is`.
enum TemplateTest: Int32, CaseIterable, Sendable {
    case boolean, callable, defined, divisibleby, eq, escaped, even, `false`, filter, float, ge, gt, `in`, integer
    case iterable, le, lower, lt, mapping, ne, none, number, odd, sameas, sequence, string, test, `true`, undefined
    case upper, date, empty

    private static let numbers = allCases

    private static let spellings: [String: TemplateTest] = {
        var result: [String: TemplateTest] = [
            "==": .eq, "equalto": .eq, "!=": .ne, "<": .lt, "lessthan": .lt, "<=": .le, ">": .gt, "greaterthan": .gt,
            ">=": .ge,
        ]
        for test in allCases { result[test.name] = test }
        return result
    }()

    /// The tests that mean nothing without a value.
    static let presuming: Set<TemplateTest> = [
        .lower, .upper, .even, .odd, .divisibleby, .lt, .le, .gt, .ge, .in,
    ]

    /// Those that ask how two values are ordered.
    static let ordering: Set<TemplateTest> = [.lt, .le, .gt, .ge]

    static let names = spellings.keys.sorted()

    var name: String { String(describing: self) }

    static func named(_ name: String) -> TemplateTest? { spellings[name] }

    static func numbered(_ number: Int32) -> TemplateTest { numbers[Int(number)] }

    var parameters: [BoundParameter] {
        switch self {
        case .divisibleby: [BoundParameter("num", required: true)]
        case .eq, .ne, .lt, .le, .gt, .ge, .sameas: [BoundParameter("other", required: true)]
        case .in: [BoundParameter("seq", required: true)]
        default: []
        }
    }
}

extension Machine {
    mutating func check(_ test: TemplateTest, _ subject: Value, _ arguments: [Value]) throws(RenderFailure) -> Bool {
        let subject = try resolved(subject)
        // On a site a test of what an entry leaves out is false, and what is left out is none.
        if policy == .guarded, subject.isUndefined {
            if test == .none { return true }
            if TemplateTest.presuming.contains(test) { return false }
        }
        if [.lower, .upper, .filter, .test].contains(test), let text = subject.text { try charge(reading: text) }
        switch test {
        case .defined: return !subject.isUndefined
        case .undefined: return subject.isUndefined
        case .none: return subject.isNone
        case .boolean: if case .boolean = subject { return true } else { return false }
        case .true: if case .boolean(true) = subject { return true } else { return false }
        case .false: if case .boolean(false) = subject { return true } else { return false }
        case .integer: if case .integer = subject { return true } else { return false }
        case .float: if case .number = subject { return true } else { return false }
        case .date: if case .date = subject { return true } else { return false }
        case .number: return subject.realNumber != nil
        case .string: return subject.text != nil
        case .mapping: if case .map = subject { return true } else { return false }
        case .sequence: return isSequence(subject)
        case .iterable: return isIterable(subject)
        case .callable: return isCallable(subject)
        case .escaped: return subject.isMarkup
        case .empty: return try !truth(subject)
        case .lower: return LetterCase.isLower(try text(of: subject))
        case .upper: return LetterCase.isUpper(try text(of: subject))
        case .even, .odd, .divisibleby: return try checkDivision(test, subject, arguments)
        case .eq: return try compare(.equal, subject, arguments[0])
        case .ne: return try compare(.notEqual, subject, arguments[0])
        case .lt: return try compare(.less, subject, arguments[0])
        case .le: return try compare(.lessOrEqual, subject, arguments[0])
        case .gt: return try compare(.greater, subject, arguments[0])
        case .ge: return try compare(.greaterOrEqual, subject, arguments[0])
        case .in: return try compare(.isIn, subject, arguments[0])
        case .sameas: return isSame(subject, arguments[0])
        case .filter:
            try checkKey(subject)
            guard let name = subject.text else { return false }
            return Filter.named(name, mode: set.options.mode) != nil || set.hostFilter(named: name) != nil
        case .test:
            try checkKey(subject)
            return subject.text.map { TemplateTest.named($0) != nil } ?? false
        }
    }

    private mutating func checkDivision(_ test: TemplateTest, _ subject: Value, _ arguments: [Value])
        throws(RenderFailure) -> Bool
    {
        let divisor = test == .divisibleby ? arguments[0] : .integer(2)
        let remainder = try arithmetic(.remainder, subject, divisor)
        // A text takes `%` for its format, and is then neither odd nor even.
        if remainder.text != nil { return false }
        guard let rest = remainder.realNumber else { throw wrongArgument(test.name, subject) }
        return test == .odd ? rest == 1 : rest == 0
    }

    private func isSequence(_ value: Value) -> Bool {
        switch value {
        case .list(let list): ![.keys, .values, .items].contains(list.face)
        case .map, .string, .markup: true
        case .undefined: policy == .lenient
        default: false
        }
    }

    private func isIterable(_ value: Value) -> Bool {
        switch value {
        case .list, .map, .string, .markup: true
        case .undefined: policy == .lenient
        case .runtime(let object): object.kind == .loop
        default: false
        }
    }

    private func isCallable(_ value: Value) -> Bool {
        switch value {
        case .function: true
        case .runtime(let object): [.macro, .method, .builtin, .joiner, .block, .loop].contains(object.kind)
        // Jinja2's undefined is callable, and raises only when it is called.
        case .undefined: true
        default: false
        }
    }

    private func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.none, .none): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.list(let left), .list(let right)): left === right
        case (.map(let left), .map(let right)): left === right
        case (.object(let left), .object(let right)): left === right
        case (.record(let left), .record(let right)): left == right
        case (.runtime(let left), .runtime(let right)): left === right
        case (.string(let left), .string(let right)), (.markup(let left), .markup(let right)): left.isSame(as: right)
        default: false
        }
    }
}
