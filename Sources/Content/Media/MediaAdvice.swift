import Diagnostics

/// Warnings about a published file that is there and still does harm: too heavy, too large, tells a place, or has a
/// name that breaks in addresses.
public enum MediaAdvice {
    /// Bytes of a photo beyond which it is worth shrinking.
    public static let heavyBytes = 500 * 1024
    /// Pixels beyond which no screen shows more.
    public static let largePixels = 2560

    /// - Parameters:
    ///   - path: the file's path from the site's root.
    ///   - place: where the file is named; nil reports the file alone.
    public static func findings(
        path: String, size: Int, header: ImageHeader?, at place: @autoclosure () -> Location?
    ) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        if let header, header.kind != .svg {
            if size > heavyBytes {
                let kilobytes = (size + 512) / 1024
                findings.append(
                    Diagnostic(
                        .heavyImage,
                        Words(
                            pl: "obraz „\(path)” waży \(kilobytes) KB", en: "the image “\(path)” weighs \(kilobytes) KB"
                        ),
                        at: place(),
                        remedy: Words(
                            pl: "zmniejsz go do 500 KB: zapisz jako WebP albo AVIF, jakość 75",
                            en: "bring it to 500 KB: save it as WebP or AVIF, quality 75")))
            }
            if max(header.width, header.height) > largePixels {
                findings.append(
                    Diagnostic(
                        .largeImage,
                        Words(
                            pl: "obraz „\(path)” ma \(header.width) × \(header.height) px",
                            en: "the image “\(path)” has \(header.width) × \(header.height) px"), at: place(),
                        remedy: Words(
                            pl: "przeskaluj dłuższy bok do \(largePixels) px",
                            en: "scale its longer side to \(largePixels) px")))
            }
        }
        if header?.hasPosition == true {
            findings.append(
                Diagnostic(
                    .imagePosition,
                    Words(
                        pl: "obraz „\(path)” zdradza miejsce, w którym go zrobiono (GPS w EXIF)",
                        en: "the image “\(path)” tells where it was taken (GPS in EXIF)"), at: place(),
                    remedy: Words(pl: "usuń dane EXIF przed zapisaniem", en: "remove the EXIF data before saving it")))
        }
        if let name = path.split(separator: "/").last.map(String.init), let better = betterName(name) {
            findings.append(
                Diagnostic(
                    .awkwardFileName,
                    Words(
                        pl: "nazwa pliku „\(name)” ma spację, wielką literę albo polski znak",
                        en: "the file name “\(name)” has a space, a capital or a letter beyond a–z"), at: place(),
                    remedy: Words(pl: "nazwij go \(better)", en: "name it \(better)")))
        }
        return findings
    }

    /// The name in lower case, without diacritics, with hyphens for blanks; nil when it is so already.
    static func betterName(_ name: String) -> String? {
        let folded: [Unicode.Scalar: String] = [
            "ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
        ]
        var better = ""
        for scalar in name.lowercased().unicodeScalars {
            if let plain = folded[scalar] {
                better += plain
            } else if scalar == " " || scalar == "\u{A0}" {
                better += "-"
            } else {
                better.unicodeScalars.append(scalar)
            }
        }
        return better == name ? nil : better
    }
}
