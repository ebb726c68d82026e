import Content
import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What `build --changes` wrote.
struct PublishedChanges {
    struct Addresses {
        /// In code marks.
        var pages: [String] = []
        var others: [String] = []
    }

    let added: Addresses
    let changed: Addresses
    let deleted: Addresses

    var isEmpty: Bool {
        [added, changed, deleted].allSatisfy { $0.pages.isEmpty && $0.others.isEmpty }
    }

    /// Nil when there is no such file.
    init?(reading path: String) throws(DiagnosticError) {
        guard access(path, F_OK) == 0 else { return nil }
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try DiskFile.read(path)
        } catch {
            throw DiagnosticError(error.diagnostic)
        }
        let file = SourceFile(path: path, bytes: bytes)
        var reader = JSONReader(file: file)
        let node = try reader.read()
        var findings = Findings()
        var lists: [Addresses] = []
        if var object = ObjectReader(node, file: file, what: path, findings: &findings) {
            for name in ["added", "changed", "deleted"] {
                lists.append(PublishedChanges.addresses(object.array(name, findings: &findings) ?? []))
            }
        }
        guard lists.count == 3, !findings.contains(atLeast: .error) else { throw DiagnosticError(findings.all) }
        (added, changed, deleted) = (lists[0], lists[1], lists[2])
    }

    private static func addresses(_ nodes: [JSONNode]) -> Addresses {
        var addresses = Addresses()
        for case let url? in nodes.map(\.string) {
            let shown = "`\(url.filter { $0 != "`" && !$0.isNewline })`"
            if url.hasSuffix("/") || url.hasSuffix(".html") {
                addresses.pages.append(shown)
            } else {
                addresses.others.append(shown)
            }
        }
        return addresses
    }
}
