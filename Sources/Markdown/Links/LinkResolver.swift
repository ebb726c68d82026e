import Diagnostics

/// Maps what an author wrote in a link or an image to the address that the page carries.
///
/// The renderer asks for each link and image in the order of the text; it has refused `javascript:` and its like
/// before. A resolver that must remember something is a class.
///
/// ```swift
/// struct Verbatim: LinkResolver {
///     func resolve(link: AuthoredLink) -> ResolvedLink { ResolvedLink(url: link.href) }
///     func resolve(image: AuthoredLink) -> ResolvedImage { ResolvedImage(url: image.href) }
/// }
/// ```
public protocol LinkResolver {
    func resolve(link: AuthoredLink) -> ResolvedLink
    func resolve(image: AuthoredLink) -> ResolvedImage
}

/// A link or an image as its author wrote it.
public struct AuthoredLink: Sendable {
    /// The destination, with escapes and entities decoded: `../gminy/skawina.md#kontakt`.
    public let href: String
    /// The title in quotes after the destination; empty when there is none.
    public let title: String
    /// The path of the file in which it stands.
    public let path: String

    public init(href: String, title: String, path: String) {
        self.href = href
        self.title = title
        self.path = path
    }

    /// How a link or an image is written.
    public enum Kind: UInt8, Sendable {
        /// `[text](destination)` and `![alt](destination)`.
        case inline
        /// `[text][label]`, `[label][]`, `[label]`.
        case reference
        /// `<https://…>`, `<a@b.pl>`.
        case angle
        /// `https://…`, `www.…`, `a@b.pl` in running text.
        case bare
    }
}

/// Why a link or an image is wrong. The renderer knows the place: the destination where it stands in the construct itself
/// (`[x](here)`, `<here>`, a bare URL), else the construct.
public struct LinkFault: Sendable {
    public let rule: Rule
    public let message: Words
    public let remedy: Words?

    public init(_ rule: Rule, _ message: Words, remedy: Words?) {
        self.rule = rule
        self.message = message
        self.remedy = remedy
    }
}

/// Where a link leads.
public struct ResolvedLink: Sendable {
    /// Goes into `href` (escaped there).
    public var url: String
    /// Further attributes in this order, escaped by the renderer: `rel`, `hreflang`, `class`, `download`, `type`.
    public var attributes: [(name: String, value: String)]
    /// Why the link is wrong; the text then stands without a link.
    public var fault: LinkFault?

    public init(
        url: String, attributes: [(name: String, value: String)] = [], fault: LinkFault? = nil
    ) {
        self.url = url
        self.attributes = attributes
        self.fault = fault
    }

    /// A hash of all that it says: a text is rendered again when an answer that it got has another one.
    public var fingerprint: UInt64 {
        StableHash.join(StableHash.hash(url), ResolvedLink.fingerprint(attributes, fault))
    }

    static func fingerprint(_ attributes: [(name: String, value: String)], _ fault: LinkFault?) -> UInt64 {
        var hash = UInt64(attributes.count)
        for (name, value) in attributes {
            hash = StableHash.join(StableHash.join(hash, StableHash.hash(name)), StableHash.hash(value))
        }
        guard let fault else { return hash }
        for text in [
            fault.rule.name, fault.message.en, fault.message.pl, fault.remedy?.en ?? "", fault.remedy?.pl ?? "",
        ] {
            hash = StableHash.join(hash, StableHash.hash(text))
        }
        return hash
    }
}

/// What an image tag needs.
public struct ResolvedImage: Sendable {
    /// Goes into `src` (escaped there).
    public var url: String
    /// In pixels, when known: the page does not jump while it loads.
    public var width: Int?
    public var height: Int?
    /// Further attributes in this order, escaped by the renderer: `srcset`, `sizes`.
    public var attributes: [(name: String, value: String)]
    /// Why the image is wrong; its alternative text then stands in its place.
    public var fault: LinkFault?

    public init(
        url: String, width: Int? = nil, height: Int? = nil, attributes: [(name: String, value: String)] = [],
        fault: LinkFault? = nil
    ) {
        self.url = url
        self.width = width
        self.height = height
        self.attributes = attributes
        self.fault = fault
    }

    /// A hash of all that it says.
    public var fingerprint: UInt64 {
        let hash = StableHash.join(StableHash.hash(url), ResolvedLink.fingerprint(attributes, fault))
        return StableHash.join(hash, UInt64(truncatingIfNeeded: (width ?? -1) &* 1_000_003 &+ (height ?? -1)))
    }
}
