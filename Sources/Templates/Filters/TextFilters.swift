import Diagnostics
import LanguageRules

extension Machine {
    mutating func applyToText(_ filter: Filter, _ subject: Value, _ arguments: inout FilterArguments)
        throws(RenderFailure) -> Value
    {
        switch filter {
        case .truncate where subject.text == nil: return try kept(subject, arguments)
        case .indent, .wordwrap:
            if case .undefined(let undefined) = subject { throw undefinedFailure(undefined) }
            guard subject.text != nil else { throw wrongArgument(filter.name, subject) }
        default: break
        }
        let text = try text(of: subject)
        try charge(Machine.price(of: filter) * text.utf8.count)
        let isMarkup = subject.isMarkup
        func wrap(_ text: String) -> Value { isMarkup ? .markup(text) : .string(text) }
        switch filter {
        case .capitalize: return wrap(LetterCase.capitalized(text))
        case .lower: return wrap(LetterCase.lowered(text))
        case .upper: return wrap(text.uppercased())
        case .title:
            // Jinja2's own loses the mark of HTML on the way.
            return isMarkup && set.options.mode == .site ? .markup(titled(text)) : .string(titled(text))
        case .center:
            return wrap(try pad(text, try number(arguments[0]) ?? 80, " ", .center))
        case .trim:
            return wrap(
                text.stripped(
                    try arguments[0].given.flatMap { (value: Value) throws(RenderFailure) in
                        value.isNone ? nil : try textArgument("trim", value)
                    }))
        case .striptags: return .string(HTMLText.stripped(text))
        case .wordcount: return .integer(wordCount(text))
        case .indent: return try indented(text, isMarkup: isMarkup, arguments)
        case .truncate: return try truncated(text, isMarkup: isMarkup, arguments)
        case .replace: return try replace(subject, text, arguments)
        case .wordwrap: return try wrapped(text, isMarkup: isMarkup, arguments)
        case .urlize: return try urlized(text, isMarkup: isMarkup, arguments)
        case .slug: return .string(set.language.slug(HTMLText.plain(text, isMarkup: isMarkup)))
        case .typeset: return .string(set.language.typeset(HTMLText.plain(text, isMarkup: isMarkup)))
        case .excerpt: return .string(try excerpt(text, isMarkup: isMarkup, arguments))
        default: return subject
        }
    }

    /// The steps that a filter takes for a letter.
    private static func price(of filter: Filter) -> Int {
        switch filter {
        case .wordwrap, .urlize, .slug, .typeset: 8
        case .striptags, .excerpt, .indent, .title: 2
        default: 1
        }
    }

    private func number(_ value: Value) throws(RenderFailure) -> Int? {
        guard let value = value.given, !value.isNone else { return nil }
        return try wholeArgument("width", value)
    }

    /// Each word starts large; words start after white space, a hyphen or an opening bracket.
    private func titled(_ text: String) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        func close() {
            guard let first = word.first else { return }
            result += first.properties.uppercaseMapping + LetterCase.lowered(String(word.dropFirst()))
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if Whitespace.isSpace(scalar) || ["-", "(", "{", "[", "<"].contains(scalar) {
                close()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        close()
        return result
    }

    /// Runs of letters, digits and underscores, as `\w+` finds them.
    private func wordCount(_ text: String) -> Int {
        var count = 0
        var isInside = false
        for scalar in text.unicodeScalars {
            let isWord = LetterCase.isLetter(scalar) || LetterCase.isNumeric(scalar) || scalar == "_"
            if isWord, !isInside { count += 1 }
            isInside = isWord
        }
        return count
    }

    private func indented(_ text: String, isMarkup: Bool, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let indent: String
        if let width = arguments[0].given {
            if let text = width.text {
                indent = text
            } else {
                let count = try wholeArgument("indent", width)
                try checkSize(count)
                indent = String(repeating: " ", count: Swift.max(0, count))
            }
        } else {
            indent = "    "
        }
        let first = try flag(arguments[1])
        let blank = try flag(arguments[2])
        let lines = TextLines.split(text + "\n")
        let (growth, overflow) = lines.count.multipliedReportingOverflow(by: indent.utf8.count)
        try checkSize(overflow ? Int.max : growth + text.utf8.count)
        try charge(growth >> 3)
        var result = ""
        for (place, line) in lines.enumerated() {
            if place > 0 { result += "\n" }
            if place == 0 ? first : blank || !line.isEmpty { result += indent }
            result += line
        }
        return isMarkup ? .markup(result) : .string(result)
    }

    /// `truncate` of what is no text: kept when it is short enough.
    private func kept(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let bounds = try truncation(arguments)
        guard try length(of: subject) <= bounds.length + bounds.leeway else { throw wrongArgument("truncate", subject) }
        return subject
    }

    private func truncation(_ arguments: FilterArguments) throws(RenderFailure) -> (length: Int, leeway: Int) {
        let length = try arguments[0].given.map { (value: Value) throws(RenderFailure) in
            try wholeArgument("truncate", value)
        }
        let leeway = try number(arguments[3])
        let end = try arguments[2].given.map { (value: Value) throws(RenderFailure) in try self.length(of: value) }
        guard length ?? 255 >= end ?? 3, leeway ?? 5 >= 0 else {
            throw RenderFailure(
                Words(
                    pl: "„truncate” potrzebuje długości nie mniejszej niż zakończenie",
                    en: "“truncate” needs a length of at least that of its ending"), rule: .wrongArgument)
        }
        return (length ?? 255, Swift.min(leeway ?? 5, Int.max - (length ?? 255)))
    }

    private func truncated(_ text: String, isMarkup: Bool, _ arguments: FilterArguments) throws(RenderFailure) -> Value
    {
        func wrap(_ text: String) -> Value { isMarkup ? .markup(text) : .string(text) }
        let (length, leeway) = try truncation(arguments)
        if text.scalarCount <= length + leeway { return wrap(text) }
        let killsWords = try flag(arguments[1])
        let end = arguments[2].given ?? .string("...")
        let ending = try textArgument("truncate", end)
        var cut = TextSlicing.slice(text, 0, length - ending.scalarCount, nil)
        if !killsWords {
            let bytes = Array(cut.utf8)
            if let space = bytes.lastIndex(of: Ascii.space) { cut = String(bytes: bytes[..<space]) }
        }
        // Of a text and markup the sum is markup, with the text escaped.
        switch (isMarkup, end.isMarkup) {
        case (true, false): return .markup(cut + Escaping.escaped(ending))
        case (false, true): return .markup(Escaping.escaped(cut) + ending)
        default: return wrap(cut + ending)
        }
    }

    private mutating func replace(_ subject: Value, _ text: String, _ arguments: FilterArguments)
        throws(RenderFailure) -> Value
    {
        let old = arguments[0]
        let new = arguments[1]
        let limit =
            try arguments[2].given.flatMap { (value: Value) throws(RenderFailure) in
                value.isNone ? nil : try wholeArgument("replace", value)
            } ?? -1
        var source = text
        var isMarkup = subject.isMarkup
        if autoescape, old.isMarkup || new.isMarkup, !isMarkup {
            source = Escaping.escaped(text)
            isMarkup = true
        }
        if !autoescape { isMarkup = false }
        let oldText = try self.text(of: old)
        let newText = try self.text(of: new)
        // Of markup only what is put in is escaped, not what is sought (MarkupSafe).
        let result = try replaced(
            source, oldText, isMarkup && !new.isMarkup ? Escaping.escaped(newText) : newText, limit: limit)
        return isMarkup ? .markup(result) : .string(result)
    }

    /// The first words of a text, its tags taken out, up to a length in letters; the end of a sentence is preferred.
    private func excerpt(_ text: String, isMarkup: Bool, _ arguments: FilterArguments) throws(RenderFailure) -> String {
        let length = try number(arguments[0]) ?? 160
        let end =
            try arguments[1].given.map { (value: Value) throws(RenderFailure) in try textArgument("excerpt", value) }
            ?? "…"
        let plain = HTMLText.plain(text, isMarkup: isMarkup).words.joined(separator: " ")
        if plain.scalarCount <= length { return plain }
        let cut = TextSlicing.slice(plain, 0, Swift.max(0, length), nil)
        let bytes = Array(cut.utf8)
        if let stop = bytes.lastIndex(where: { [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains($0) }
        ),
            stop > bytes.count / 2, stop + 1 < bytes.count, bytes[stop + 1] == Ascii.space
        {
            return String(bytes: bytes[...stop])
        }
        let space = bytes.lastIndex(of: Ascii.space) ?? bytes.count
        let words = String(bytes: bytes[..<space])
        return words.stripped(",;:–-", start: false).stripped(start: false) + end
    }

    func formatDate(_ subject: Value, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        guard case .date(let day) = subject, let civil = day.civil else { throw wrongArgument("date", subject) }
        let name =
            try arguments[0].given.map { (value: Value) throws(RenderFailure) in try textArgument("date", value) }
            ?? "long"
        guard let style = DateStyle(rawValue: name) else {
            throw RenderFailure(
                Words(pl: "nieznany zapis daty „\(name)”", en: "unknown style of dates “\(name)”"),
                remedy: Words(
                    pl: "są: \(DateStyle.allCases.map(\.rawValue).joined(separator: ", "))",
                    en: "there are: \(DateStyle.allCases.map(\.rawValue).joined(separator: ", "))"),
                rule: .wrongArgument)
        }
        return .string(set.language.date(civil, style: style))
    }
}
