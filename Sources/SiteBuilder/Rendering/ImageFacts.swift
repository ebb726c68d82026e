import Content
import Diagnostics

/// Dimensions and types of the pictures among the site's files, by source path and by URL.
struct ImageFacts: Sendable {
    private let bySource: [String: MediaFacts]
    private let byURL: [String: MediaFacts]

    /// Reads the headers of all pictures that will be published.
    static func read(_ sources: SiteSources, _ plan: Plan, findings: inout Findings) -> ImageFacts {
        var bySource: [String: MediaFacts] = [:]
        var byURL: [String: MediaFacts] = [:]
        // Looks at every value of every entry: only when there is something to say about a file.
        lazy var places = mediaPlaces(sources)
        for file in plan.files where !PublishedMedia.isImage(file.source) {
            guard SitePath.isInside(file.source, sources.config.pages.folder) else { continue }
            findings.add(
                MediaAdvice.findings(path: file.source, size: 0, header: nil, at: place(of: file.source, places)))
        }
        for file in plan.files where PublishedMedia.isImage(file.source) {
            let bytes: [UInt8]
            do {
                bytes = try sources.tree.read(file.source)
            } catch {
                findings.add(error.diagnostic)
                continue
            }
            let facts = PublishedMedia.facts(file.source, bytes)
            bySource[file.source] = facts
            byURL[file.url] = facts
            findings.add(
                MediaAdvice.findings(
                    path: file.source, size: bytes.count, header: ImageHeader(bytes),
                    at: place(of: file.source, places)))
        }
        return ImageFacts(bySource: bySource, byURL: byURL)
    }

    /// Where a field names the file first, since a comment can silence a warning there; else the file itself.
    private static func place(of path: String, _ places: [String: Location]) -> Location {
        places[path] ?? Location(SourceFile(path: path, bytes: []), Span(0, 0))
    }

    private static func mediaPlaces(_ sources: SiteSources) -> [String: Location] {
        var places: [String: Location] = [:]
        for entry in sources.entries where entry.entry.language == nil {
            for located in entry.entry.values { collect(located.value, entry, &places) }
        }
        return places
    }

    private static func collect(_ value: FieldValue, _ entry: SiteEntry, _ places: inout [String: Location]) {
        switch value {
        case .image(let media), .file(let media):
            guard let path = media.facts?.path, places[path] == nil else { return }
            places[path] = entry.location(media.pathSpan)
        case .list(let items), .object(let items):
            for item in items { collect(item.value, entry, &places) }
        default: break
        }
    }

    /// Appends all that is known here to a record of the cache.
    func encode(into writer: inout BinaryWriter) {
        writer.list(bySource.sorted { $0.key < $1.key }) { writer, item in
            writer.text(item.key)
            writer.mediaFacts(item.value)
        }
    }

    /// Reads what `encode` wrote.
    ///
    /// - Parameter files: with the URLs of the pictures.
    init(_ reader: inout BinaryReader, files: [PlannedFile]) {
        bySource = Dictionary(
            reader.list { ($0.text(), $0.mediaFacts()) }, uniquingKeysWith: { first, _ in first })
        let bySource = bySource
        byURL = Dictionary(
            files.compactMap { file in bySource[file.source].map { (file.url, $0) } },
            uniquingKeysWith: { $1 })
    }

    private init(bySource: [String: MediaFacts], byURL: [String: MediaFacts]) {
        self.bySource = bySource
        self.byURL = byURL
    }

    /// Of all that is known here.
    var fingerprint: UInt64 {
        var hash: UInt64 = 0
        for (path, facts) in bySource.sorted(by: { $0.key < $1.key }) + byURL.sorted(by: { $0.key < $1.key }) {
            for part in [path, facts.path, facts.type, "\(facts.size) \(facts.width ?? -1) \(facts.height ?? -1)"] {
                hash = StableHash.join(hash, StableHash.hash(part))
            }
        }
        return hash
    }

    func facts(ofSource path: String) -> MediaFacts? { bySource[path] }
    func facts(ofURL url: String) -> MediaFacts? { byURL[url] }
}

/// What a published file is, from its first bytes and its name.
enum PublishedMedia {
    private static let images: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]

    private static let types: [String: String] = [
        "pdf": "application/pdf", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "csv": "text/csv", "txt": "text/plain", "zip": "application/zip", "mp3": "audio/mpeg", "mp4": "video/mp4",
        "webm": "video/webm", "ics": "text/calendar", "json": "application/json", "xml": "application/xml",
    ]

    static func isImage(_ path: String) -> Bool { images.contains(SitePath.fileExtension(of: path)) }

    static func facts(_ path: String, _ bytes: [UInt8]) -> MediaFacts {
        if isImage(path), let header = ImageHeader(bytes) {
            return MediaFacts(
                path: path, size: bytes.count, type: header.kind.type, width: header.width, height: header.height)
        }
        let type = types[SitePath.fileExtension(of: path)] ?? "application/octet-stream"
        return MediaFacts(path: path, size: bytes.count, type: type)
    }
}
