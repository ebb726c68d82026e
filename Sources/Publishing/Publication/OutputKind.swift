/// What an output is; it decides when it moves into place.
///
/// Assets come first, since pages name them; feeds and the sitemap last, since they name pages.
public enum OutputKind: UInt8, CaseIterable, Sendable {
    case asset
    case page
    case feed

    /// The folder of the staging area in which outputs of this kind wait.
    var folderName: String {
        switch self {
        case .asset: "assets"
        case .page: "pages"
        case .feed: "feeds"
        }
    }
}
