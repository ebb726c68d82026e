/// A token of a style sheet (CSS Syntax Module Level 3, §4), as far as assets need it told apart.
struct CSSToken: Hashable {
    enum Kind: Hashable {
        case whitespace
        case comment
        /// With its quotes.
        case string
        /// `url(` … `)` without quotes, whole.
        case url
        /// A name and its opening bracket.
        case function
        case atKeyword
        case ident
        /// A hash, a number, or one other character.
        case other
    }

    let kind: Kind
    let range: Range<Int>
}
