/// What pasting from a word processor left in a text, and the typesetter took out.
public struct Debris: Hashable, Sendable {
    /// U+00AD.
    public internal(set) var softHyphens = 0
    /// U+200B.
    public internal(set) var zeroWidthSpaces = 0
    /// U+FEFF.
    public internal(set) var byteOrderMarks = 0
    /// Runs of spaces with a no-break space among them, each counted once.
    public internal(set) var doubledNoBreakSpaces = 0

    public init() {}

    public var isEmpty: Bool { self == Debris() }
}
