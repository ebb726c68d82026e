import Diagnostics

/// The methods of a text.
enum TextMethod: String, CaseIterable, Sendable {
    case capitalize, casefold, center, count, endswith, expandtabs, find, format, index, isalnum, isalpha, isascii
    case isdecimal, isdigit, islower, isnumeric, isspace, istitle, isupper, join, ljust, lower, lstrip, partition
    case removeprefix, removesuffix, replace, rfind, rindex, rjust, rpartition, rsplit, rstrip, split, splitlines
    case startswith, strip, swapcase, title, upper, zfill

    var parameters: [BoundParameter] {
        switch self {
        case .center, .ljust, .rjust: [BoundParameter("width", required: true), BoundParameter("fillchar")]
        case .count, .find, .index, .rfind, .rindex:
            [BoundParameter("sub", required: true), BoundParameter("start"), BoundParameter("end")]
        case .startswith, .endswith:
            [BoundParameter("prefix", required: true), BoundParameter("start"), BoundParameter("end")]
        case .join: [BoundParameter("iterable", required: true)]
        case .lstrip, .rstrip, .strip: [BoundParameter("chars")]
        case .partition, .rpartition: [BoundParameter("sep", required: true)]
        case .removeprefix: [BoundParameter("prefix", required: true)]
        case .removesuffix: [BoundParameter("suffix", required: true)]
        case .replace:
            [BoundParameter("old", required: true), BoundParameter("new", required: true), BoundParameter("count")]
        case .split, .rsplit: [BoundParameter("sep"), BoundParameter("maxsplit")]
        case .splitlines: [BoundParameter("keepends")]
        case .expandtabs: [BoundParameter("tabsize")]
        case .zfill: [BoundParameter("width", required: true)]
        default: []
        }
    }
}

extension TextMethod {
    /// The type of a parameter; optional where `none` may be given.
    func wanted(_ parameter: String) -> TypeInfo {
        switch (self, parameter) {
        case (.startswith, "prefix"), (.endswith, "prefix"), (.join, _), (.splitlines, _): .any
        case (_, "start"), (_, "end"): .optional(.integer)
        case (_, "width"), (_, "count"), (_, "maxsplit"), (_, "tabsize"): .integer
        case (.split, "sep"), (.rsplit, "sep"), (_, "chars"): .optional(.string)
        default: .string
        }
    }
}

extension Machine {
    /// Calls a method of a text, list, map or number; nil when it has none of that name.
    mutating func method(_ name: String, of subject: Value, _ arguments: CallArguments) throws(RenderFailure) -> Value?
    {
        switch subject {
        case .string(let text):
            guard let method = TextMethod(rawValue: name) else { return nil }
            return try textMethod(method, text, isMarkup: false, arguments)
        case .markup(let text):
            guard let method = TextMethod(rawValue: name) else { return nil }
            return try textMethod(method, text, isMarkup: true, arguments)
        case .list(let list):
            guard let method = ListMethod(rawValue: name) else { return nil }
            return try listMethod(method, list, arguments)
        case .map(let map):
            guard let method = MapMethod(rawValue: name) else { return nil }
            return try mapMethod(method, map, arguments)
        case .number(let number) where name == "is_integer": return .boolean(number.rounded() == number)
        case .runtime(let object) where object.kind == .loop:
            return try loopMethod(name, unsafeDowncast(object, to: LoopObject.self), arguments)
        case .runtime(let object) where object.kind == .cycler:
            return cyclerMethod(name, unsafeDowncast(object, to: Cycler.self))
        default: return nil
        }
    }

    private func loopMethod(_ name: String, _ loop: LoopObject, _ arguments: CallArguments) throws(RenderFailure)
        -> Value?
    {
        switch name {
        case "cycle":
            guard !arguments.positional.isEmpty else {
                throw RenderFailure(Words(pl: "„loop.cycle” potrzebuje wartości", en: "“loop.cycle” needs values"))
            }
            return arguments.positional[loop.index % arguments.positional.count]
        case "changed":
            let before = loop.lastChanged
            loop.lastChanged = arguments.positional
            guard let before, before.count == arguments.positional.count else { return .boolean(true) }
            for (old, new) in zip(before, arguments.positional) where try !isEqual(old, new) { return .boolean(true) }
            return .boolean(false)
        default: return nil
        }
    }

    private func cyclerMethod(_ name: String, _ cycler: Cycler) -> Value? {
        switch name {
        case "next":
            let current = cycler.items[cycler.position]
            cycler.position = (cycler.position + 1) % cycler.items.count
            return current
        case "reset":
            cycler.position = 0
            return Value.none
        default: return nil
        }
    }

    private mutating func textMethod(
        _ method: TextMethod, _ text: String, isMarkup: Bool, _ arguments: CallArguments
    ) throws(RenderFailure) -> Value {
        try charge(reading: text)
        try charge(reading: arguments.positional)
        if method == .format { return try formatBraces(text, isMarkup: isMarkup, arguments) }
        let bound = try arguments.bound(to: method.parameters, of: method.rawValue)
        func wrap(_ text: String) -> Value { isMarkup ? .markup(text) : .string(text) }
        /// Markup escapes what is put into it.
        func inserted(_ value: Value) throws(RenderFailure) -> String {
            guard let text = value.text else { throw wrongArgument(method.rawValue, value) }
            return isMarkup && !value.isMarkup ? Escaping.escaped(text) : text
        }
        switch method {
        case .capitalize: return wrap(LetterCase.capitalized(text))
        case .casefold: return wrap(LetterCase.folded(text))
        case .lower: return wrap(LetterCase.lowered(text))
        case .upper: return wrap(text.uppercased())
        case .title: return wrap(LetterCase.titled(text))
        case .swapcase: return wrap(LetterCase.swapped(text))
        case .center, .ljust, .rjust:
            return wrap(
                try padded(
                    method, text, bound[0],
                    try bound[1].given.map { (value: Value) throws(RenderFailure) in try inserted(value) } ?? " "))
        case .zfill: return wrap(try zeroFilled(text, try wholeArgument(method.rawValue, bound[0])))
        case .strip: return wrap(text.stripped(try letters(bound[0])))
        case .lstrip: return wrap(text.stripped(try letters(bound[0]), end: false))
        case .rstrip: return wrap(text.stripped(try letters(bound[0]), start: false))
        case .count, .find, .index, .rfind, .rindex: return try search(method, text, bound)
        case .startswith, .endswith: return .boolean(try hasEdge(method, text, bound))
        case .join:
            var parts: [String] = []
            var length = 0
            for item in try items(of: bound[0]) {
                let part = try inserted(item)
                length += part.utf8.count + text.utf8.count
                try checkSize(length)
                try charge(1 + (part.utf8.count + text.utf8.count) >> 3)
                parts.append(part)
            }
            return wrap(parts.joined(separator: text))
        case .partition, .rpartition: return try partition(method, text, bound[0], wrap)
        case .removeprefix:
            let part = Array(try textArgument(method.rawValue, bound[0]).utf8)
            return wrap(text.utf8.starts(with: part) ? String(bytes: text.utf8.dropFirst(part.count)) : text)
        case .removesuffix:
            let part = Array(try textArgument(method.rawValue, bound[0]).utf8)
            let bytes = Array(text.utf8)
            let has = !part.isEmpty && bytes.count >= part.count && bytes.suffix(part.count).elementsEqual(part)
            return wrap(has ? String(bytes: bytes.dropLast(part.count)) : text)
        case .replace:
            let limit =
                try bound[2].given.map { (value: Value) throws(RenderFailure) in
                    try wholeArgument(method.rawValue, value)
                } ?? -1
            return wrap(try replaced(text, try textArgument("replace", bound[0]), try inserted(bound[1]), limit: limit))
        case .split, .rsplit: return try split(method, text, bound, wrap)
        case .splitlines:
            return splitLines(
                text,
                keepsEnds: try bound[0].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? false,
                wrap)
        case .expandtabs:
            return wrap(
                try expandedTabs(
                    text,
                    try bound[0].given.map { (value: Value) throws(RenderFailure) in
                        try wholeArgument(method.rawValue, value)
                    } ?? 8))
        case .isalnum: return all(text) { LetterCase.isLetter($0) || LetterCase.isNumeric($0) }
        case .isalpha: return all(text, LetterCase.isLetter)
        case .isascii: return .boolean(text.utf8.allSatisfy { $0 < 0x80 })
        case .isdecimal: return all(text, LetterCase.isDecimal)
        case .isdigit: return all(text, LetterCase.isDigit)
        case .isnumeric: return all(text, LetterCase.isNumeric)
        case .isspace: return all(text, Whitespace.isSpace)
        case .islower: return .boolean(LetterCase.isLower(text))
        case .isupper: return .boolean(LetterCase.isUpper(text))
        case .istitle: return .boolean(LetterCase.isTitle(text))
        case .format: return .none
        }
    }

    private func all(_ text: String, _ test: (Unicode.Scalar) -> Bool) -> Value {
        .boolean(!text.isEmpty && text.unicodeScalars.allSatisfy(test))
    }

    private func letters(_ value: Value) throws(RenderFailure) -> String? {
        guard let value = value.given, !value.isNone else { return nil }
        guard let text = value.text else { throw wrongArgument("strip", value) }
        return text
    }

    func wrongArgument(_ name: String, _ value: Value) -> RenderFailure {
        if case .undefined(let undefined) = value { return undefinedFailure(undefined) }
        let kind = kindName(value)
        return RenderFailure(
            Words(pl: "„\(name)” nie przyjmuje: \(kind.pl)", en: "“\(name)” does not take \(kind.en)"),
            rule: .wrongArgument)
    }

    func wholeArgument(_ name: String, _ value: Value) throws(RenderFailure) -> Int {
        guard let number = value.wholeNumber else { throw wrongArgument(name, value) }
        return number
    }

    func textArgument(_ name: String, _ value: Value) throws(RenderFailure) -> String {
        guard let text = value.text else { throw wrongArgument(name, value) }
        return text
    }

    private func padded(_ method: TextMethod, _ text: String, _ width: Value, _ fill: String) throws(RenderFailure)
        -> String
    {
        let width = try wholeArgument(method.rawValue, width)
        guard fill.scalarCount == 1 else {
            throw RenderFailure(Words(pl: "wypełniać można jednym znakiem", en: "the fill must be one letter"))
        }
        return try pad(text, width, fill, method)
    }

    func pad(_ text: String, _ width: Int, _ fill: String, _ method: TextMethod) throws(RenderFailure) -> String {
        let length = text.scalarCount
        let missing = width - length
        guard missing > 0 else { return text }
        try checkSize(width)
        try charge(width >> 1)
        let left: Int
        switch method {
        case .ljust: left = 0
        case .rjust: left = missing
        default: left = missing / 2 + (missing & width & 1)
        }
        return String(repeating: fill, count: left) + text + String(repeating: fill, count: missing - left)
    }

    private func zeroFilled(_ text: String, _ width: Int) throws(RenderFailure) -> String {
        let missing = width - text.scalarCount
        guard missing > 0 else { return text }
        try checkSize(width)
        try charge(width >> 1)
        let zeros = String(repeating: "0", count: missing)
        if let first = text.utf8.first, first == Ascii.minus || first == Ascii.plus {
            return String(text.unicodeScalars.prefix(1)) + zeros + String(text.unicodeScalars.dropFirst())
        }
        return zeros + text
    }

    /// The part of a text between optional bounds, and how many code points stand before it.
    private func window(_ text: String, _ start: Value, _ end: Value) throws(RenderFailure) -> (String, Int)? {
        let start = start.given.flatMap { $0.isNone ? nil : $0 }
        let end = end.given.flatMap { $0.isNone ? nil : $0 }
        if start == nil, end == nil { return (text, 0) }
        let count = text.scalarCount
        var first = try start.map { (value: Value) throws(RenderFailure) in try wholeArgument("find", value) } ?? 0
        var last = try end.map { (value: Value) throws(RenderFailure) in try wholeArgument("find", value) } ?? count
        if first < 0 { first = max(0, first + count) }
        if last < 0 { last = max(0, last + count) }
        last = min(last, count)
        guard first <= last else { return nil }
        return (TextSlicing.slice(text, first, last, nil), first)
    }

    private func search(_ method: TextMethod, _ text: String, _ bound: [Value]) throws(RenderFailure) -> Value {
        let part = Array(try textArgument(method.rawValue, bound[0]).utf8)
        guard let (window, offset) = try window(text, bound[1], bound[2]) else {
            return .integer(method == .count ? 0 : -1)
        }
        let bytes = Array(window.utf8)
        if method == .count {
            return .integer(part.isEmpty ? window.scalarCount + 1 : TextSearch.count(of: part, in: bytes))
        }
        let isLast = method == .rfind || method == .rindex
        guard let place = isLast ? TextSearch.last(of: part, in: bytes) : TextSearch.first(of: part, in: bytes) else {
            if method == .find || method == .rfind { return .integer(-1) }
            throw RenderFailure(Words(pl: "tego tekstu tam nie ma", en: "the text is not found there"))
        }
        return .integer(offset + bytes[..<place].count { $0 & 0xC0 != 0x80 })
    }

    private mutating func hasEdge(_ method: TextMethod, _ text: String, _ bound: [Value]) throws(RenderFailure) -> Bool
    {
        guard let (window, _) = try window(text, bound[1], bound[2]) else { return false }
        let bytes = Array(window.utf8)
        let parts: [Value]
        if case .list(let list) = bound[0], list.face == .tuple { parts = list.items } else { parts = [bound[0]] }
        for part in parts {
            let text = try textArgument(method.rawValue, part)
            try charge(1 + text.utf8.count >> 2)
            let part = Array(text.utf8)
            if method == .startswith ? bytes.starts(with: part) : bytes.suffix(part.count).elementsEqual(part) {
                return true
            }
        }
        return false
    }

    private func partition(_ method: TextMethod, _ text: String, _ separator: Value, _ wrap: (String) -> Value)
        throws(RenderFailure) -> Value
    {
        let part = Array(try textArgument(method.rawValue, separator).utf8)
        guard !part.isEmpty else { throw RenderFailure(Words(pl: "pusty separator", en: "an empty separator")) }
        let bytes = Array(text.utf8)
        let place = method == .partition ? TextSearch.first(of: part, in: bytes) : TextSearch.last(of: part, in: bytes)
        let parts: [Value]
        if let place {
            parts = [
                wrap(String(bytes: bytes[..<place])), wrap(String(bytes: part)),
                wrap(String(bytes: bytes[(place + part.count)...])),
            ]
        } else {
            parts = method == .partition ? [wrap(text), wrap(""), wrap("")] : [wrap(""), wrap(""), wrap(text)]
        }
        return .list(ListValue(parts, face: .tuple))
    }

    mutating func replaced(_ text: String, _ old: String, _ new: String, limit: Int) throws(RenderFailure) -> String {
        let bytes = Array(text.utf8)
        let old = Array(old.utf8)
        let new = Array(new.utf8)
        try charge(1 + (bytes.count + old.count) >> 1)
        let places = old.isEmpty ? bytes.count + 1 : TextSearch.count(of: old, in: bytes)
        let (growth, overflow) = places.multipliedReportingOverflow(by: new.count)
        try checkSize(overflow ? Int.max : bytes.count + growth)
        try charge(places + growth >> 3)
        return String(bytes: TextSearch.replace(bytes, old, new, limit: limit))
    }

    private func split(_ method: TextMethod, _ text: String, _ bound: [Value], _ wrap: (String) -> Value)
        throws(RenderFailure) -> Value
    {
        let limit =
            try bound[1].given.map { (value: Value) throws(RenderFailure) in try wholeArgument(method.rawValue, value) }
            ?? -1
        let parts: [String]
        if let separator = bound[0].given, !separator.isNone {
            let part = Array(try textArgument(method.rawValue, separator).utf8)
            guard !part.isEmpty else { throw RenderFailure(Words(pl: "pusty separator", en: "an empty separator")) }
            parts = pieces(Array(text.utf8), part, limit, fromEnd: method == .rsplit)
        } else {
            parts = blankSeparated(text, limit, fromEnd: method == .rsplit)
        }
        try checkLength(parts.count)
        return .list(ListValue(items: parts.map(wrap), frozen: false))
    }

    private func pieces(_ bytes: [UInt8], _ separator: [UInt8], _ limit: Int, fromEnd: Bool) -> [String] {
        guard fromEnd else { return pieces(bytes, separator, limit).map { String(bytes: $0) } }
        // The same in the mirror.
        return pieces(bytes.reversed(), separator.reversed(), limit).reversed().map { String(bytes: $0.reversed()) }
    }

    private func pieces(_ bytes: [UInt8], _ separator: [UInt8], _ limit: Int) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var index = 0
        while limit < 0 || parts.count < limit, let place = TextSearch.first(of: separator, in: bytes, from: index) {
            parts.append(bytes[index..<place])
            index = place + separator.count
        }
        parts.append(bytes[index...])
        return parts
    }

    private func blankSeparated(_ text: String, _ limit: Int, fromEnd: Bool) -> [String] {
        if limit < 0 { return text.words }
        let scalars = Array(text.unicodeScalars)
        func string(_ slice: ArraySlice<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: slice)
            return String(view)
        }
        var parts: [String] = []
        if fromEnd {
            var end = scalars.count
            while true {
                while end > 0, Whitespace.isSpace(scalars[end - 1]) { end -= 1 }
                if end == 0 { break }
                if parts.count == limit {
                    parts.append(string(scalars[..<end]))
                    break
                }
                var start = end
                while start > 0, !Whitespace.isSpace(scalars[start - 1]) { start -= 1 }
                parts.append(string(scalars[start..<end]))
                end = start
            }
            return parts.reversed()
        }
        var index = 0
        while true {
            while index < scalars.count, Whitespace.isSpace(scalars[index]) { index += 1 }
            if index == scalars.count { break }
            if parts.count == limit {
                parts.append(string(scalars[index...]))
                break
            }
            let start = index
            while index < scalars.count, !Whitespace.isSpace(scalars[index]) { index += 1 }
            parts.append(string(scalars[start..<index]))
        }
        return parts
    }

    private func splitLines(_ text: String, keepsEnds: Bool, _ wrap: (String) -> Value) -> Value {
        .list(ListValue(items: TextLines.split(text, keepsEnds: keepsEnds).map(wrap), frozen: false))
    }

    private func expandedTabs(_ text: String, _ size: Int) throws(RenderFailure) -> String {
        try checkSize(max(0, min(size, limits.output + 1)))
        var result = String.UnicodeScalarView()
        var column = 0
        var length = 0
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                guard size > 0 else { continue }
                let fill = size - column % size
                length += fill
                try checkSize(length)
                try charge(fill)
                for _ in 0..<fill { result.append(" ") }
                column += fill
            } else {
                result.append(scalar)
                length += 1
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return String(result)
    }
}

/// The lines of a text at the line ends that Python knows.
enum TextLines {
    static func split(_ text: String, keepsEnds: Bool = false) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if wasReturn, scalar == "\n" {
                if keepsEnds, let last = lines.popLast() { lines.append(last + "\n") }
                wasReturn = false
                continue
            }
            wasReturn = scalar == "\r"
            switch scalar.value {
            case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029:
                if keepsEnds { line.append(scalar) }
                lines.append(String(line))
                line = String.UnicodeScalarView()
            default: line.append(scalar)
            }
        }
        if !line.isEmpty { lines.append(String(line)) }
        return lines
    }
}
