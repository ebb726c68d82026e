import Diagnostics

/// One word of a template, with its place in the file.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        /// Text outside of tags, line ends already `\n`.
        case text([UInt8])
        case printStart
        case printEnd
        case tagStart
        case tagEnd
        case name(String)
        case string(String)
        case integer(Int)
        case number(Double)
        case sign(Sign)
        case end
    }

    enum Sign: String, Sendable, Equatable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case floorDivide = "//"
        case remainder = "%"
        case power = "**"
        case tilde = "~"
        case openBracket = "["
        case closeBracket = "]"
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBrace = "{"
        case closeBrace = "}"
        case equal = "=="
        case notEqual = "!="
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        case assign = "="
        case dot = "."
        case colon = ":"
        case pipe = "|"
        case comma = ","
        case semicolon = ";"
    }

    let kind: Kind
    let span: Span
}
