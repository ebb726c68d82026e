/// What decides how a template's text is cut.
struct SyntaxOptions: Sendable {
    /// Drop the first line end after a tag.
    var trimBlocks = false
    /// Drop the white space from the start of the line to a tag.
    var lstripBlocks = false
}
