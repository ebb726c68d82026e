/// A link from one output of the site to another, or into one.
public struct PageLink: Hashable, Sendable {
    public enum Kind: UInt8, Sendable {
        /// A reader can follow it: `a`, `area`, `form`, a redirect.
        case navigation
        /// The page needs it: an image, a style sheet, a script.
        case resource
        /// A statement about a page: canonical, alternate, Open Graph, JSON-LD.
        case statement
    }

    /// `StableHash` of the root-relative path, decoded, without query and fragment.
    public let target: UInt64
    /// `StableHash` of the decoded fragment; 0 when there is none.
    public let fragment: UInt64
    /// Where the attribute's value, or the URL in a file, begins.
    public let start: UInt32
    /// In bytes; 65535 stands for “or more”.
    public let length: UInt16
    public let kind: Kind

    init(target: UInt64, fragment: UInt64, range: Range<Int>, kind: Kind) {
        self.target = target
        self.fragment = fragment
        start = UInt32(truncatingIfNeeded: range.lowerBound)
        length = UInt16(min(range.count, 0xFFFF))
        self.kind = kind
    }

    init(target: UInt64, fragment: UInt64, start: UInt32, length: UInt16, kind: Kind) {
        self.target = target
        self.fragment = fragment
        self.start = start
        self.length = length
        self.kind = kind
    }

    public var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}
