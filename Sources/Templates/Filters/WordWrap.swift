import Diagnostics

extension Machine {
    /// Wraps each line of a text at a width, as Python's `textwrap` does; what joins the lines decides whether the
    /// result is markup. On a site HTML stays HTML.
    func wrapped(_ text: String, isMarkup: Bool, _ arguments: FilterArguments) throws(RenderFailure) -> Value {
        let width =
            try arguments[0].given.map { (value: Value) throws(RenderFailure) in try wholeArgument("wordwrap", value) }
            ?? 79
        let breaksWords =
            try arguments[1].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? true
        let glue = arguments[2].given.flatMap { $0.isNone ? nil : $0 } ?? .string("\n")
        let staysMarkup = isMarkup && set.options.mode == .site
        let plainGlue = try textArgument("wordwrap", glue)
        let glueText = staysMarkup && !glue.isMarkup ? Escaping.escaped(plainGlue) : plainGlue
        let breaksHyphens =
            try arguments[3].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? true
        let wrapper = TextWrapper(width: width, breaksWords: breaksWords, breaksHyphens: breaksHyphens)
        let lines = TextLines.split(text)
        guard width > 0 || lines.isEmpty else { throw wrongArgument("wordwrap", .integer(width)) }
        var parts: [String] = []
        var size = 0
        for line in lines {
            var pieces = wrapper.wrap(line)
            if glue.isMarkup, !staysMarkup { pieces = pieces.map(Escaping.escaped) }
            let part = pieces.joined(separator: glueText)
            size += part.utf8.count + glueText.utf8.count
            try checkSize(size)
            parts.append(part)
        }
        let result = parts.joined(separator: glueText)
        return glue.isMarkup || staysMarkup ? .markup(result) : .string(result)
    }
}

/// Breaks one line into several (the greedy algorithm of Python's `textwrap`).
struct TextWrapper {
    let width: Int
    let breaksWords: Bool
    let breaksHyphens: Bool

    func wrap(_ line: String) -> [String] {
        var chunks = Array(split(Array(line.unicodeScalars)).reversed())
        var lines: [[ArraySlice<Unicode.Scalar>]] = []
        while !chunks.isEmpty {
            var current: [ArraySlice<Unicode.Scalar>] = []
            var length = 0
            if !lines.isEmpty, let last = chunks.last, isBlank(last) { chunks.removeLast() }
            while let chunk = chunks.last, length + chunk.count <= width {
                current.append(chunk)
                length += chunk.count
                chunks.removeLast()
            }
            if let chunk = chunks.last, chunk.count > width {
                breakLong(chunk, &chunks, &current, length)
                length = current.reduce(0) { $0 + $1.count }
            }
            if let last = current.last, isBlank(last) { current.removeLast() }
            if !current.isEmpty { lines.append(current) }
        }
        return lines.map { line in
            var view = String.UnicodeScalarView()
            for chunk in line { view.append(contentsOf: chunk) }
            return String(view)
        }
    }

    private func isBlank(_ chunk: ArraySlice<Unicode.Scalar>) -> Bool { chunk.allSatisfy(Whitespace.isSpace) }

    private func breakLong(
        _ chunk: ArraySlice<Unicode.Scalar>, _ chunks: inout [ArraySlice<Unicode.Scalar>],
        _ current: inout [ArraySlice<Unicode.Scalar>],
        _ length: Int
    ) {
        let space = width - length
        if breaksWords {
            var end = chunk.startIndex + space
            if breaksHyphens, chunk.count > space, let hyphen = chunk[..<end].lastIndex(of: "-"),
                hyphen > chunk.startIndex, chunk[..<hyphen].contains(where: { $0 != "-" })
            {
                end = hyphen + 1
            }
            current.append(chunk[..<end])
            chunks[chunks.count - 1] = chunk[end...]
        } else if current.isEmpty {
            current.append(chunk)
            chunks.removeLast()
        }
    }

    /// Words and the white space between them; words with hyphens may break after one, dashes stand alone.
    private func split(_ scalars: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        var chunks: [ArraySlice<Unicode.Scalar>] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let isSpace = isBreak(scalars[index])
            while index < scalars.count, isBreak(scalars[index]) == isSpace { index += 1 }
            let chunk = scalars[start..<index]
            if isSpace || !breaksHyphens { chunks.append(chunk) } else { chunks += parts(of: Array(chunk)) }
        }
        return chunks
    }

    /// Only ASCII white space breaks a line: a no-break space does not.
    private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
    }

    private func parts(of word: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        var parts: [ArraySlice<Unicode.Scalar>] = []
        var start = 0
        while start < word.count {
            var end = start + 1
            if let dash = dashEnd(word, at: start) {
                end = dash
            } else {
                while end < word.count, dashEnd(word, at: end) == nil {
                    end += 1
                    if word[end - 1] == "-", mayBreak(word, after: end) { break }
                }
            }
            parts.append(word[start..<end])
            start = end
        }
        return parts
    }

    /// Where a dash of several hyphens between words ends, if one starts at `place`.
    private func dashEnd(_ word: [Unicode.Scalar], at place: Int) -> Int? {
        guard place > 0, word[place] == "-" else { return nil }
        let before = word[place - 1]
        guard isWord(before) || ["!", "\"", "'", "&", ".", ",", "?"].contains(before) else { return nil }
        var end = place
        while end < word.count, word[end] == "-" { end += 1 }
        return end - place >= 2 && end < word.count && isWord(word[end]) ? end : nil
    }

    /// Whether two letters stand on both sides of the hyphen before `place`; one of them may be a hyphen.
    private func mayBreak(_ word: [Unicode.Scalar], after place: Int) -> Bool {
        func isLetter(_ place: Int) -> Bool {
            word.indices.contains(place) && isWord(word[place]) && !LetterCase.isDecimal(word[place])
        }
        func isHyphen(_ place: Int) -> Bool { word.indices.contains(place) && word[place] == "-" }
        let isAfterWord =
            isLetter(place - 2) && (isLetter(place - 3) || isHyphen(place - 3) && isLetter(place - 4))
        return isAfterWord && isLetter(place) && (isLetter(place + 1) || isHyphen(place + 1) && isLetter(place + 2))
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        LetterCase.isLetter(scalar) || LetterCase.isNumeric(scalar) || scalar == "_"
    }
}
