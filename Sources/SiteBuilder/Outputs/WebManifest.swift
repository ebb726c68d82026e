import Diagnostics

/// Writes `manifest.webmanifest` (W3C Web Application Manifest): name, colours and icon of the site on a home screen.
enum WebManifest {
    static func bytes(_ manifest: ManifestConfig, _ config: SiteConfig, _ assets: SiteAssets) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.member("name", config.title)
            json.member("short_name", manifest.shortName ?? config.title)
            if let description = config.description { json.member("description", description) }
            json.member("lang", config.mainLanguage.code)
            json.member("dir", "ltr")
            json.member("start_url", config.baseURL.based("/"))
            json.member("scope", config.baseURL.based("/"))
            json.member("display", "browser")
            if let colour = manifest.themeColor { json.member("theme_color", colour) }
            if let colour = manifest.backgroundColor { json.member("background_color", colour) }
            json.key("icons")
            json.array { json in
                for icon in manifest.icons { write(icon.url, config, assets, to: &json) }
            }
        }
        return Array((json.text + "\n").utf8)
    }

    private static func write(_ url: String, _ config: SiteConfig, _ assets: SiteAssets, to json: inout JSONText) {
        guard let source = assets.source(of: url), let bytes = try? assets.asset(url)?.bytes else { return }
        let facts = PublishedMedia.facts(source, bytes)
        json.object { json in
            json.member("src", config.baseURL.based(url))
            json.member("type", facts.type)
            if facts.type == "image/svg+xml" {
                json.member("sizes", "any")
            } else if let width = facts.width, let height = facts.height {
                json.member("sizes", "\(width)x\(height)")
            }
        }
    }

    /// An icon that is not there.
    static func findings(_ manifest: ManifestConfig, _ config: SiteConfig, _ assets: SiteAssets) -> [Diagnostic] {
        manifest.icons.filter { !assets.contains($0.url) }.map { icon in
            Diagnostic(
                .missingAsset,
                Words(pl: "w static/ nie ma pliku „\(icon.url)”", en: "there is no file “\(icon.url)” in static/"),
                at: Location(config.file, icon.span), remedy: NearMiss.remedy(for: icon.url, in: assets.urls))
        }
    }
}
