/// What an output folder holds, looked at without touching it: no lock is taken, nothing is made or mended.
public final class OutputView: Sendable {
    /// What is published: path, hash and size of each output.
    public let published: Manifest
    /// Of the bytes of the manifest.
    public let manifestHash: UInt64
    private let root: Descriptor

    /// Nil where a publish would have to make or mend something first, or to wait: without a manifest, while another run
    /// is at work, after one that was interrupted.
    public init?(_ path: String) {
        do throws(PublishingError) {
            let root = try FileSystem.openFolder(path, label: path)
            guard try FileSystem.kind(StagingArea.folderName, in: root.number) == .missing,
                let bytes = try FileSystem.readFile(Manifest.fileName, in: root.number, label: path)
            else { return nil }
            published = try Manifest.read(bytes, path: path)
            manifestHash = Manifest.hash(bytes)
            self.root = root
        } catch { return nil }
    }

    /// Whether outputs that are in use lie where they should, with their sizes.
    ///
    /// - Parameter part: of `published.entries`, so that several threads can share the work.
    public func areInPlace(_ part: Range<Int>) -> Bool {
        published.entries[part].allSatisfy { $0.retiredOn != nil || $0.isInPlace(in: root.number) }
    }
}

extension Manifest.Entry {
    /// Whether its file lies where it should, with its size.
    func isInPlace(in root: Int32) -> Bool {
        let kind = try? path.withCString { path throws(PublishingError) in try FileSystem.kind(path, in: root) }
        return kind == .file(size: size)
    }
}
