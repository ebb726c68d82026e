import Assets
import Diagnostics
import Templates

/// The filters by which templates name files of `static/`.
///
/// ```jinja
/// <link rel="stylesheet" href="{{ "/style.css" | asset }}" integrity="{{ "/style.css" | integrity }}">
/// ```
struct AssetFilters {
    let assets: SiteAssets

    var all: [HostFunction] {
        let assets = assets
        let path = [Parameter("path", .string)]
        return [
            HostFunction("asset", Signature(path, returns: .url), reads: .noted) { call throws(HostFailure) in
                AssetFilters.note(&call)
                return .string(try AssetFilters.asset(call[0], filter: "asset", assets).name)
            },
            HostFunction("integrity", Signature(path, returns: .string), reads: .noted) { call throws(HostFailure) in
                AssetFilters.note(&call)
                let asset = try AssetFilters.asset(call[0], filter: "integrity", assets)
                // A preview swaps style sheets under a page that is open: nothing may bind it to the old bytes.
                return .string(assets.isPlain ? "" : Integrity.value(of: asset.bytes))
            },
        ]
    }

    private static func url(_ value: Value) -> String {
        let path = value.text ?? ""
        return SitePath.percentEncoded(SitePath.percentDecoded(path) ?? path)
    }

    private static func note(_ call: inout HostCall) { call.trace.noteFact(SiteAssets.fact(of: url(call[0]))) }

    private static func asset(_ value: Value, filter: String, _ assets: SiteAssets) throws(HostFailure) -> (
        name: String, bytes: [UInt8]
    ) {
        let path = value.text ?? ""
        let url = url(value)
        do throws(FileFailure) {
            if let name = try assets.name(of: url), let asset = try assets.asset(url) { return (name, asset.bytes) }
        } catch {
            throw HostFailure(error.diagnostic.message, remedy: error.diagnostic.remedy, rule: .fileUnreadable)
        }
        throw HostFailure(
            Words(
                pl: "filtr \(filter): w static/ nie ma pliku „\(path)”",
                en: "filter \(filter): there is no file “\(path)” in static/"),
            remedy: remedy(for: url, assets), rule: .missingAsset)
    }

    private static func remedy(for url: String, _ assets: SiteAssets) -> Words {
        if let best = assets.contains("/" + url) ? "/" + url : near(url, assets) {
            return Words(pl: "czy chodziło o „\(best)”?", en: "did you mean “\(best)”?")
        }
        return Words(
            pl: "adres zaczyna się od „/” i jest ścieżką wewnątrz static/, na przykład „/style.css”",
            en: "the address begins with “/” and is a path inside static/, for example “/style.css”")
    }

    /// A file of the same name in another folder, else the one whose path is nearest.
    private static func near(_ url: String, _ assets: SiteAssets) -> String? {
        let name = SitePath.name(of: url)
        return assets.urls.first { SitePath.name(of: $0) == name } ?? NearMiss.best(for: url, in: assets.urls)
    }
}
