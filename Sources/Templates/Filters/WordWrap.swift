import Diagnostics

extension Machine {
    /// Wraps each line of a text at a width, as Python's `textwrap` does.
    func wrapped(_ text: String, _ arguments: FilterArguments) throws(RenderFailure) -> String {
        let width =
            try arguments[0].given.map { (value: Value) throws(RenderFailure) in try wholeArgument("wordwrap", value) }
            ?? 79
        guard width > 0 else { throw wrongArgument("wordwrap", .integer(width)) }
        let breaksWords =
            try arguments[1].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? true
        let glue =
            try arguments[2].given.flatMap { (value: Value) throws(RenderFailure) in
                value.isNone ? nil : try textArgument("wordwrap", value)
            } ?? "\n"
        let breaksHyphens =
            try arguments[3].given.map { (value: Value) throws(RenderFailure) in try truth(value) } ?? true
        let wrapper = TextWrapper(width: width, breaksWords: breaksWords, breaksHyphens: breaksHyphens)
        let lines = TextLines.split(text).map { wrapper.wrap($0).joined(separator: glue) }
        return lines.joined(separator: glue)
    }
}

/// Breaks one line into several (the greedy algorithm of Python's `textwrap`).
struct TextWrapper {
    let width: Int
    let breaksWords: Bool
    let breaksHyphens: Bool

    func wrap(_ line: String) -> [String] {
        var chunks = Array(split(Array(line.unicodeScalars)).reversed())
        var lines: [[[Unicode.Scalar]]] = []
        while !chunks.isEmpty {
            var current: [[Unicode.Scalar]] = []
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

    private func isBlank(_ chunk: [Unicode.Scalar]) -> Bool { chunk.allSatisfy(Whitespace.isSpace) }

    private func breakLong(
        _ chunk: [Unicode.Scalar], _ chunks: inout [[Unicode.Scalar]], _ current: inout [[Unicode.Scalar]],
        _ length: Int
    ) {
        let space = width - length
        if breaksWords {
            var end = Swift.max(1, space)
            if breaksHyphens, chunk.count > end, let hyphen = chunk[..<end].lastIndex(of: "-"), hyphen > 0,
                chunk[..<hyphen].contains(where: { $0 != "-" })
            {
                end = hyphen + 1
            }
            current.append(Array(chunk[..<end]))
            chunks[chunks.count - 1] = Array(chunk[end...])
        } else if current.isEmpty {
            current.append(chunk)
            chunks.removeLast()
        }
    }

    /// Words and the white space between them; words with hyphens may break after one.
    private func split(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var chunks: [[Unicode.Scalar]] = []
        var index = 0
        while index < scalars.count {
            let start = index
            let isSpace = isBreak(scalars[index])
            while index < scalars.count, isBreak(scalars[index]) == isSpace { index += 1 }
            let chunk = Array(scalars[start..<index])
            if isSpace || !breaksHyphens { chunks.append(chunk) } else { chunks += hyphenated(chunk) }
        }
        return chunks
    }

    /// Only ASCII white space breaks a line: a no-break space does not.
    private func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 && Whitespace.isSpace(scalar) }

    private func hyphenated(_ word: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var parts: [[Unicode.Scalar]] = []
        var start = 0
        var index = 0
        while index < word.count {
            guard word[index] == "-" else {
                index += 1
                continue
            }
            let before = index > start && LetterCase.isLetter(word[index - 1])
            let beforeThat = index >= 2 && (LetterCase.isLetter(word[index - 2]) || word[index - 2] == "-")
            let after =
                index + 2 < word.count && LetterCase.isLetter(word[index + 1])
                && (LetterCase.isLetter(word[index + 2]) || word[index + 2] == "-")
            if before, beforeThat, after {
                parts.append(Array(word[start...index]))
                start = index + 1
            }
            index += 1
        }
        if start < word.count { parts.append(Array(word[start...])) }
        return parts
    }
}
