import Audit

/// Under which names each file of `static/` is published: by its hash where a page or a style sheet names it so, under
/// its own name where something links to that, or where nothing links to it at all.
struct AssetUse {
    private let assets: SiteAssets
    private let targets: LinkTargets
    /// Own URLs that style sheets name; they then carry the hash.
    private let named: Set<String>
    /// Own URLs that a circle of style sheets keeps.
    private let kept: Set<String>

    /// - Parameter targets: what pages, drawings and feeds lead to.
    init(_ assets: SiteAssets, _ targets: LinkTargets) throws(FileFailure) {
        self.assets = assets
        self.targets = targets
        var named: Set<String> = []
        var kept: Set<String> = []
        for url in assets.urls where SitePath.fileExtension(of: url) == "css" {
            guard let asset = try assets.asset(url) else { continue }
            named.formUnion(asset.names)
            kept.formUnion(asset.circles)
        }
        self.named = named
        self.kept = kept
    }

    func isUnderHash(_ asset: SiteAssets.Asset) -> Bool {
        !assets.isPlain && (targets.contains(asset.hashedURL) || named.contains(asset.url))
    }

    func isUnderOwnName(_ asset: SiteAssets.Asset) -> Bool {
        !isUnderHash(asset) || targets.contains(asset.url) || kept.contains(asset.url)
    }

    /// Nothing on the site leads to the file, under neither name.
    func isUnused(_ asset: SiteAssets.Asset) -> Bool {
        !isUnderHash(asset) && !targets.contains(asset.url) && !named.contains(asset.url) && !kept.contains(asset.url)
    }
}
