import Assets
import Diagnostics

/// What is wrong with the files of `static/`, one by one.
enum AssetFindings {
    /// Faults of a style sheet, with their places.
    static func styleSheet(_ path: String, _ bytes: [UInt8]) -> [Diagnostic] {
        let faults = StyleSheet(bytes).faults
        guard !faults.isEmpty else { return [] }
        let file = SourceFile(path: path, bytes: bytes)
        return faults.map { fault in
            Diagnostic(
                .brokenStyleSheet, fault.kind.message,
                at: Location(file, Span(fault.range.lowerBound, fault.range.upperBound)), remedy: fault.kind.remedy)
        }
    }

    static func circle(_ path: String, _ targets: [String]) -> Diagnostic {
        Diagnostic(
            .importCircle,
            Words(
                pl: "arkusz wczytuje się w kółko przez \(targets.joined(separator: ", "))",
                en: "the style sheet imports itself by way of \(targets.joined(separator: ", "))"),
            at: place(path), remedy: Words(pl: "usuń jedno z @import", en: "remove one of the @imports"))
    }

    static func unused(_ path: String) -> Diagnostic {
        Diagnostic(
            .unusedAsset,
            Words(
                pl: "do pliku \(path) nic na stronie nie prowadzi", en: "nothing on the site leads to \(path)"),
            at: place(path),
            remedy: Words(
                pl: "usuń go albo odwołaj się do niego w szablonie: {{ \"/…\" | asset }}",
                en: "delete it, or name it in a template: {{ \"/…\" | asset }}"))
    }

    static func looksHashed(_ path: String) -> Diagnostic {
        Diagnostic(
            .looksHashed,
            Words(
                pl: "nazwa \(path) wygląda jak nazwa ze skrótem treści",
                en: "the name \(path) looks like one with a hash of the bytes"), at: place(path),
            remedy: Words(
                pl:
                    "zmień nazwę: przed rozszerzeniem nie mogą stać same cyfry i litery a–f w liczbie \(AssetName.digits)",
                en: "rename it: no word of \(AssetName.digits) digits and letters a–f before the extension"))
    }

    private static func place(_ path: String) -> Location {
        Location(SourceFile(path: path, bytes: []), Span(0, 0))
    }

    /// Files that hosts, browsers and search engines ask for by themselves, or that no page can name.
    static func isKnownByName(_ url: String) -> Bool {
        if url.hasPrefix("/.well-known/") { return true }
        let name = SitePath.name(of: url)
        if SitePath.folder(of: url).isEmpty, name.hasPrefix("favicon.") || name.hasPrefix("apple-touch-icon") {
            return true
        }
        switch SitePath.fileExtension(of: url) {
        case "css", "js", "mjs", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf",
            "otf", "mp3", "mp4", "webm", "pdf", "docx", "odt", "xlsx", "ods", "zip":
            return false
        default: return true
        }
    }
}
