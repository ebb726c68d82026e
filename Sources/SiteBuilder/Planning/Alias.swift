import Diagnostics

/// An old address of an entry, as its author wrote it.
enum Alias {
    /// The root-relative URL, percent-encoded; a page's ends in `/`.
    case url(String)
    case fault(Words, Words)

    /// - Parameter target: the address that the old one leads to.
    init(_ written: String, target: String) {
        guard written.hasPrefix("/"), !written.hasPrefix("//"), !written.contains("?"), !written.contains("#") else {
            self = .fault(
                Words(
                    pl: "„\(written)” nie jest adresem na tej stronie", en: "“\(written)” is no address on this site"),
                Words(
                    pl: "stary adres pisze się bez nazwy serwera, na przykład /stary/adres/",
                    en: "write the old address without the host, for example /old/address/"))
            return
        }
        guard let path = SitePath.percentDecoded(written), Alias.isPath(path) else {
            self = .fault(
                Words(
                    pl: "pod adresem „\(written)” nic nie może stać",
                    en: "nothing can stand at the address “\(written)”"),
                Words(
                    pl: "adres to człony między ukośnikami, bez „..”, pustych członów i znaków sterujących",
                    en: "an address is parts between slashes, without “..”, empty parts and control characters"))
            return
        }
        if let file = Alias.ownFiles.first(where: { path == $0 || path == $0 + "/" }) {
            self = .fault(
                Words(pl: "\(file) to plik, który program tworzy sam", en: "\(file) is a file that the program makes"),
                Words(pl: "usuń ten adres z „aliases”", en: "remove this address from “aliases”"))
            return
        }
        let isFile = !path.hasSuffix("/") && !SitePath.fileExtension(of: path).isEmpty
        let url = SitePath.percentEncoded(isFile || path.hasSuffix("/") ? path : path + "/")
        guard URLKey.folded(url) != URLKey.folded(target) else {
            self = .fault(
                Words(pl: "„\(written)” to obecny adres tego wpisu", en: "“\(written)” is the entry's present address"),
                Words(
                    pl: "w „aliases” wpisz tylko dawne adresy", en: "write only former addresses into “aliases”"))
            return
        }
        self = .url(url)
    }

    /// Files of every build, whose addresses no page may take.
    private static let ownFiles = [
        "/robots.txt", "/sitemap.xml", "/_headers", "/_redirects", "/.metropolia-manifest.json",
    ]

    /// Whether a file system and a server can serve the path as it stands.
    private static func isPath(_ path: String) -> Bool {
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (place, segment) in segments.enumerated() {
            let isLast = place == segments.count - 1
            if segment.isEmpty ? !isLast : segment == "." || segment == ".." || segment.utf8.count > 255 {
                return false
            }
        }
        return path.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control && scalar != "\\"
        }
    }
}
