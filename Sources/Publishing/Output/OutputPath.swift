import Diagnostics

/// The rules for the path of an output: relative, with `/`, of plain components.
public enum OutputPath {
    /// Why a path is refused, or nil when it is safe: no `..`, no `.`, not absolute, no empty component, no control
    /// character, no backslash, no `%` escape of a dot or a slash (servers decode them), no component over 255 bytes,
    /// valid nowhere but inside the output folder, and not one of the program's own files or git's.
    public static func refusal(_ path: String) -> Words? {
        path.withBytes { refusal($0) }
    }

    static func check(_ path: String) throws(PublishingError) {
        guard let words = refusal(path) else { return }
        throw PublishingError(
            .output,
            Diagnostic(
                .unsafeOutputPath,
                Words(
                    pl: "„\(printable(path))” nie może być ścieżką pliku: ",
                    en: "“\(printable(path))” cannot be the path of a file: ") + words,
                remedy: Words(
                    pl: "popraw slug, alias albo nazwę pliku, z których powstała ta ścieżka",
                    en: "mend the slug, the alias or the file name that this path was made from")))
    }

    /// `gminy/skawina/index.html` is reached as `/gminy/skawina/`; other files by their path.
    public static func url(of path: String) -> String {
        if path == "index.html" { return "/" }
        return "/" + (path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path)
    }

    private static func printable(_ path: String) -> String {
        String(
            String.UnicodeScalarView(path.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
    }

    private static func refusal(_ bytes: UnsafeBufferPointer<UInt8>) -> Words? {
        if isPlain(bytes) { return nil }
        if bytes.isEmpty { return Words(pl: "jest pusta", en: "it is empty") }
        if bytes[0] == UInt8(ascii: "/") { return Words(pl: "zaczyna się od „/”", en: "it begins with “/”") }
        if bytes.count > 4000 { return Words(pl: "jest za długa", en: "it is too long") }
        var start = 0
        for index in 0...bytes.count {
            if index == bytes.count || bytes[index] == UInt8(ascii: "/") {
                if let words = refusal(
                    component: UnsafeBufferPointer(rebasing: bytes[start..<index]), isFirst: start == 0)
                {
                    return words
                }
                start = index + 1
                continue
            }
            if let words = refusal(byte: bytes[index]) { return words }
            if bytes[index] == UInt8(ascii: "%"), let words = refusal(escape: bytes, at: index) { return words }
        }
        return nil
    }

    /// Whether nothing in a path calls for a second look: almost all are so, and each publish reads all of them.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 255 else { return false }
        var before = UInt8(ascii: "/")
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "."): if before == UInt8(ascii: "/") { return false }
            case ..<0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "%"): return false
            default: break
            }
            before = byte
        }
        return before != UInt8(ascii: "/")
    }

    private static func refusal(byte: UInt8) -> Words? {
        switch byte {
        case 0: Words(pl: "zawiera znak NUL", en: "it holds a NUL character")
        case 1..<0x20, 0x7F: Words(pl: "zawiera znak sterujący", en: "it holds a control character")
        case UInt8(ascii: "\\"): Words(pl: "zawiera „\\”", en: "it holds “\\”")
        default: nil
        }
    }

    /// `%2e`, `%2f`, `%5c`, `%00` and `%25` turn into something else when a server decodes them.
    private static func refusal(escape bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Words? {
        guard index + 2 < bytes.count else { return nil }
        let pair = (bytes[index + 1], bytes[index + 2] | 0x20)
        let isHostile =
            switch pair {
            case (UInt8(ascii: "2"), UInt8(ascii: "e")), (UInt8(ascii: "2"), UInt8(ascii: "f")),
                (UInt8(ascii: "5"), UInt8(ascii: "c")), (UInt8(ascii: "0"), UInt8(ascii: "0")),
                (UInt8(ascii: "2"), UInt8(ascii: "5")):
                true
            default: false
            }
        return isHostile
            ? Words(
                pl: "zawiera zakodowany znak (%2e, %2f, %5c, %25, %00)",
                en: "it holds an encoded character (%2e, %2f, %5c, %25, %00)")
            : nil
    }

    private static func refusal(component: UnsafeBufferPointer<UInt8>, isFirst: Bool) -> Words? {
        if component.isEmpty { return Words(pl: "ma pusty człon (//)", en: "it has an empty component (//)") }
        if component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) {
            return Words(pl: "zawiera człon „.” albo „..”", en: "it has a component “.” or “..”")
        }
        if component.count > 255 {
            return Words(pl: "ma człon dłuższy niż 255 bajtów", en: "it has a component of over 255 bytes")
        }
        guard component[0] == UInt8(ascii: ".") else { return nil }
        if isFirst, component.starts(with: ".metropolia".utf8) {
            return Words(
                pl: "nazwy „.metropolia…” program zachowuje dla siebie",
                en: "the names “.metropolia…” belong to the program")
        }
        if component.count == 4, zip(component, ".git".utf8).allSatisfy({ $0.0 | 0x20 == $0.1 | 0x20 }) {
            return Words(pl: "folder .git należy do gita", en: "the folder .git belongs to git")
        }
        return nil
    }
}
