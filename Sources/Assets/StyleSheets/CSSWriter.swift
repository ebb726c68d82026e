/// Writes a style sheet again: all of it, or without what no browser reads.
///
/// Only comments and white space go, and only where the tokens on both sides stay what they are. The value of a custom
/// property is kept byte for byte, since scripts may read it; so are comments that begin with `/*!` (licences).
struct CSSWriter {
    let bytes: [UInt8]
    let tokens: [CSSToken]
    /// New addresses by the place of the old ones.
    let replacements: [Int: (range: Range<Int>, text: [UInt8])]
    private var output: [UInt8] = []
    /// White space, or a comment that parts two tokens, waits until it is known whether it is needed.
    private var isSpacePending = false
    private var isCommentPending = false
    /// The last token that was written is `{`, `}`, `;` or `,`, or the colon after a property's name.
    private var isTight = true
    /// How many blocks are open: a declaration stands in one.
    private var depth = 0

    init(bytes: [UInt8], tokens: [CSSToken], replacements: [Int: (range: Range<Int>, text: [UInt8])]) {
        self.bytes = bytes
        self.tokens = tokens
        self.replacements = replacements
    }

    mutating func copied() -> [UInt8] {
        for token in tokens { append(token) }
        return output
    }

    mutating func minified() -> [UInt8] {
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.kind == .whitespace {
                isSpacePending = true
            } else if token.kind == .comment {
                if isLicence(token) { write(token) } else { isCommentPending = true }
            } else if let end = endOfCustomProperty(index) {
                for part in tokens[index..<end] { append(part) }
                (isSpacePending, isCommentPending, isTight) = (false, false, false)
                index = end
                continue
            } else {
                write(token)
                if isPropertyColon(index) { isTight = true }
            }
            index += 1
        }
        return output
    }

    private mutating func write(_ token: CSSToken) {
        let isSeparator = isSeparator(token)
        if !isTight, !isSeparator {
            if isSpacePending {
                output.append(UInt8(ascii: " "))
            } else if isCommentPending {
                // Nothing else parts the two tokens.
                output.append(contentsOf: Array("/**/".utf8))
            }
        }
        isSpacePending = false
        isCommentPending = false
        append(token)
        isTight = isSeparator
        if isSeparator, bytes[token.range.lowerBound] == UInt8(ascii: "{") { depth += 1 }
        if isSeparator, bytes[token.range.lowerBound] == UInt8(ascii: "}") { depth -= 1 }
    }

    private mutating func append(_ token: CSSToken) {
        for start in token.range where replacements[start] != nil {
            guard let (range, text) = replacements[start] else { continue }
            output.append(contentsOf: bytes[token.range.lowerBound..<range.lowerBound])
            output.append(contentsOf: text)
            output.append(contentsOf: bytes[range.upperBound..<token.range.upperBound])
            return
        }
        output.append(contentsOf: bytes[token.range])
    }

    private func isSeparator(_ token: CSSToken) -> Bool {
        guard token.kind == .other, token.range.count == 1 else { return false }
        switch bytes[token.range.lowerBound] {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","): return true
        default: return false
        }
    }

    private func isLicence(_ token: CSSToken) -> Bool {
        token.range.count > 2 && bytes[token.range.lowerBound + 2] == UInt8(ascii: "!")
    }

    private func isByte(_ index: Int, _ byte: UInt8) -> Bool {
        tokens.indices.contains(index) && tokens[index].range.count == 1
            && bytes[tokens[index].range.lowerBound] == byte
    }

    /// Whether the token is the colon of a declaration: only a name stands between it and `{` or `;`.
    private func isPropertyColon(_ index: Int) -> Bool {
        guard depth > 0, isByte(index, UInt8(ascii: ":")) else { return false }
        guard let name = before(index), tokens[name].kind == .ident, let start = before(name) else { return false }
        guard beginsDeclaration(after: start) else { return false }
        // `a {b: hover}` cannot be told from `&b :hover` in a nested rule; a declaration ends before any `{`.
        return !opensBlock(after: index)
    }

    /// A declaration begins after an opened block, after another one, and after a nested rule.
    private func beginsDeclaration(after index: Int) -> Bool {
        isByte(index, UInt8(ascii: "{")) || isByte(index, UInt8(ascii: ";")) || isByte(index, UInt8(ascii: "}"))
    }

    private func opensBlock(after index: Int) -> Bool {
        for next in tokens.indices[(index + 1)...] {
            if isByte(next, UInt8(ascii: "{")) { return true }
            if isByte(next, UInt8(ascii: ";")) || isByte(next, UInt8(ascii: "}")) { return false }
        }
        return false
    }

    /// The last token before this one that is neither white space nor a comment.
    private func before(_ index: Int) -> Int? {
        tokens.indices[..<index].last { tokens[$0].kind != .whitespace && tokens[$0].kind != .comment }
    }

    /// For a custom property's name in a declaration: the index after its value.
    private func endOfCustomProperty(_ index: Int) -> Int? {
        let token = tokens[index]
        guard depth > 0, token.kind == .ident, token.range.count > 2,
            bytes[token.range.lowerBound] == UInt8(ascii: "-"),
            bytes[token.range.lowerBound + 1] == UInt8(ascii: "-")
        else { return nil }
        guard let start = before(index), beginsDeclaration(after: start) else { return nil }
        let rest = tokens.indices[(index + 1)...].drop {
            tokens[$0].kind == .whitespace || tokens[$0].kind == .comment
        }
        guard let colon = rest.first, isByte(colon, UInt8(ascii: ":")) else { return nil }
        var depth = 0
        for next in tokens.indices[(colon + 1)...] {
            if tokens[next].kind == .function { depth += 1 }
            guard tokens[next].kind == .other, tokens[next].range.count == 1 else { continue }
            switch bytes[tokens[next].range.lowerBound] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "}"):
                if depth == 0 { return next }
                depth -= 1
            case UInt8(ascii: ";") where depth == 0: return next
            default: break
            }
        }
        return tokens.count
    }
}
