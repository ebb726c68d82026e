/// A file of the site that `metropolia init` makes; the text is part of the binary.
public struct StarterFile: Sendable {
    /// Relative to the new site's root.
    public let path: String
    public let text: String
}
