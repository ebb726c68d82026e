import CSupport
import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Splits a content file into front matter and body and reads the front matter as a located tree.
///
/// One reader serves many files, one after another: it keeps its buffers. It knows no schema; `EntryReader` does.
struct FrontMatterReader {
    /// The last file's fields: node 0 is a mapping, or there is no node when there are no fields.
    private(set) var tree = DataTree()

    /// Bytes beyond which a front matter is refused: no entry needs more, and the reading stays short.
    static let limit = 1 << 20

    /// Reads the front matter into `tree`.
    mutating func read(_ file: SourceFile) throws(DiagnosticError) -> FrontMatterSplit {
        tree.removeAll()
        try FrontMatterReader.checkText(file)
        let split = try FrontMatterSplit(file)
        guard !split.yaml.isEmpty else { return split }
        guard split.yaml.count <= FrontMatterReader.limit else { throw FrontMatterFault.tooLong(file, split) }
        try YAMLReader.read(file, split.yaml, into: &tree)
        guard let root = tree.nodes.first, root.kind != .mapping else { return split }
        if root.kind == .plain, tree.isAbsent(0) {
            tree.removeAll()
            return split
        }
        throw FrontMatterReader.notMapping(file, root, tree)
    }

    /// Refuses what is no text: an empty file, UTF-16 or an 8-bit encoding, a NUL.
    static func checkText(_ file: SourceFile) throws(DiagnosticError) {
        guard !file.bytes.isEmpty else {
            throw DiagnosticError(
                Diagnostic(
                    .emptyFile, Words(pl: "plik jest pusty", en: "the file is empty"), at: Location(file, Span(0, 0)),
                    remedy: Words(
                        pl: "wpisz pola między wierszami --- i treść pod nimi albo usuń plik",
                        en: "write fields between lines of --- and text below them, or delete the file")))
        }
        let (fault, nul) = file.bytes.withUnsafeBufferPointer { (textFault($0), nulOffset($0)) }
        if let fault { throw DiagnosticError(EncodingGuess.diagnostic(file, at: fault)) }
        if let nul {
            throw DiagnosticError(
                Diagnostic(
                    .controlCharacter,
                    Words(pl: "bajt zerowy (NUL) na pozycji \(nul)", en: "a NUL byte at offset \(nul)"),
                    at: Location(file, Span(nul, nul + 1)),
                    remedy: Words(
                        pl: "usuń go; jeśli to nie jest plik tekstowy, przenieś go z folderu treści",
                        en: "remove it; if this is no text file, move it out of the content folder")))
        }
    }

    private static func nulOffset(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress, let found = memchr(base, 0, bytes.count) else { return nil }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    /// The first byte that is no UTF-8.
    private static func textFault(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let length = csupport_utf8_length(bytes.baseAddress, bytes.count)
        return length < bytes.count ? length : nil
    }

    private static func notMapping(_ file: SourceFile, _ root: DataTree.Node, _ tree: DataTree) -> DiagnosticError {
        var end = root.span.start
        while end < root.span.end, file.bytes[end] != 0x0A, file.bytes[end] != 0x0D { end += 1 }
        let span = Span(root.span.start, end)
        guard root.kind == .plain, let colon = file.bytes[span.start..<span.end].firstIndex(of: UInt8(ascii: ":"))
        else {
            return YAMLFault.notMapping.error(file, span)
        }
        return YAMLFault.missingSpace.error(file, Span(colon, colon + 1))
    }
}
