import Content
import Diagnostics
import Publishing
import Synchronization

/// What earlier builds know of a site's parts, and what this one will hand on.
///
/// A part is taken over when everything that made it is the same, by content; in doubt it is made again. Whatever asks
/// nobody here is made in every build.
final class BuildMemory: Sendable {
    /// Off: nothing is taken over and nothing noted.
    let isOn: Bool
    private let previous: CacheImage
    /// Of the program and the config, by which files are read and texts rendered.
    private let base: UInt64
    private let state = Mutex(Collected())

    private struct Collected {
        var records = [[CacheImage.Keyed]](repeating: [], count: CacheImage.Section.allCases.count)
        var pages: UInt64 = 0
        /// False when what is noted from now on reaches no image.
        var isOpen = true
    }

    /// - Parameters:
    ///   - previous: what the last build handed on; nil switches the memory off.
    ///   - program: the build of this program.
    ///   - config: of the bytes of the config and of the options that change what it says.
    init(_ previous: CacheImage?, program: UInt64, config: UInt64) {
        isOn = previous != nil
        self.previous = previous ?? CacheImage()
        base = StableHash.join(program, config)
    }

    static let off = BuildMemory(nil, program: 0, config: 0)

    /// The image for the next build; nil when the last one will do. Nothing is noted any more.
    func next() -> [UInt8]? {
        take { sections in
            let isSame = zip(sections, CacheImage.Section.allCases).allSatisfy { section, name in
                section.records.count == previous.count(name) && section.records.allSatisfy(\.record.isKept)
            }
            return isSame ? nil : previous.next(sections)
        }
    }

    /// What this build has noted beyond the image that it began with, as one that lies over it.
    func nextOver() -> [UInt8]? { take { previous.nextOver($0) } }

    /// Of the image over which `nextOver` lies.
    var baseIdentity: UInt64 { previous.base?.identity ?? previous.identity }

    private func take(_ image: ([(environment: UInt64, records: [CacheImage.Keyed])]) -> [UInt8]?) -> [UInt8]? {
        guard isOn else { return nil }
        return state.withLock { state in
            state.isOpen = false
            defer { state.records = Collected().records }
            return image(
                zip(CacheImage.Section.allCases, state.records).map { section, records in
                    (section == .pages || section == .reads ? state.pages : base, records)
                })
        }
    }

    private func hand(on record: CacheImage.Record, _ section: CacheImage.Section, _ key: UInt64) {
        state.withLock { if $0.isOpen { $0.records[section.rawValue].append((key, record)) } }
    }

    // MARK: Entries

    /// An entry as its reader made it, when its file has the same bytes.
    func entry(_ path: String, hash: ContentHash, fields: Int, file: SourceFile) -> KnownEntry? {
        let key = StableHash.hash(path)
        guard isOn, let place = previous.find(.entries, key, environment: base) else { return nil }
        let found = previous.decode(place) { reader -> KnownEntry? in
            guard reader.text() == path, reader.raw(32) == hash.bytes else { return nil }
            return reader.known(of: file, fields: fields)
        }
        if found != nil { hand(on: .kept(place), .entries, key) }
        return found
    }

    /// An entry as its reader made it of the bytes that its file had in the last build.
    func earlierEntry(_ path: String, fields: Int, file: SourceFile) -> KnownEntry? {
        guard isOn, let place = previous.find(.entries, StableHash.hash(path), environment: base) else { return nil }
        return previous.decode(place) { reader in
            guard reader.text() == path, reader.raw(32).count == 32 else { return nil }
            return reader.known(of: file, fields: fields)
        }
    }

    /// Whether an entry differs from the one of its file in an image by its body alone.
    func isSameHead(_ entry: Entry, in image: CacheImage) -> Bool {
        let key = StableHash.hash(entry.file.path)
        guard let range = image.find(.entries, key, environment: base) else { return false }
        let known = image.decode(range) { reader -> [UInt8]? in
            guard reader.text() == entry.file.path, reader.raw(32).count == 32 else { return nil }
            return BuildMemory.head(reader.entry(of: entry.file, fields: entry.values.count))
        }
        return known == BuildMemory.head(entry)
    }

    /// An entry as bytes, without the end of its body.
    private static func head(_ entry: Entry) -> [UInt8] {
        var entry = entry
        entry.body = entry.body.lowerBound..<entry.body.lowerBound
        var writer = BinaryWriter(capacity: 512)
        writer.entry(entry)
        return writer.take()
    }

    /// Hands on an entry; one whose findings lie in other files too is read again each time.
    func note(_ known: KnownEntry, hash: ContentHash) {
        let path = known.entry.file.path
        guard isOn, known.findings.allSatisfy({ $0.paths.allSatisfy { $0 == path } }) else { return }
        var writer = BinaryWriter(capacity: 512)
        writer.text(path)
        writer.raw(hash.bytes)
        writer.entry(known.entry)
        writer.findings(known.findings)
        writer.flag(known.silences)
        hand(on: .new(writer.take()), .entries, StableHash.hash(path))
    }

    // MARK: Bodies

    /// What is known of a body whose file has the same bytes and whose links lead to the same places.
    ///
    /// - Parameters:
    ///   - world: a hash of everything that links can lead to.
    ///   - answer: asks what a link leads to now.
    func body(
        _ file: SourceFile, hash: ContentHash, world: UInt64, answer: (AskedLink) -> UInt64
    ) -> BodyFacts? {
        let key = StableHash.hash(file.path)
        guard isOn, let place = previous.find(.bodies, key, environment: base) else { return nil }
        let found = previous.decode(place) { reader -> (facts: BodyFacts, isSameWorld: Bool)? in
            guard reader.text() == file.path, reader.raw(32) == hash.bytes else { return nil }
            let knownWorld = reader.word()
            let facts = BodyFacts(&reader, file: file)
            return (facts, knownWorld == world)
        }
        guard let (facts, isSameWorld) = found else { return nil }
        if isSameWorld {
            hand(on: .kept(place), .bodies, key)
            return facts
        }
        guard facts.links.allSatisfy({ answer($0) == $0.answer }) else { return nil }
        note(facts, of: file, hash: hash, world: world)
        return facts
    }

    func note(_ facts: BodyFacts, of file: SourceFile, hash: ContentHash, world: UInt64) {
        guard isOn, facts.findings.allSatisfy({ $0.paths.allSatisfy { $0 == file.path } }) else { return }
        var writer = BinaryWriter(capacity: 128)
        writer.text(file.path)
        writer.raw(hash.bytes)
        writer.word(world)
        writer.body(facts)
        hand(on: .new(writer.take()), .bodies, StableHash.hash(file.path))
    }

    // MARK: Pages

    /// Sets what all pages depend on: templates, audit.
    func beginPages(environment: UInt64) {
        state.withLock { $0.pages = StableHash.join(base, environment) }
    }

    /// Where the two records of a page lie.
    struct PagePlace {
        fileprivate let reads: CacheImage.Place
        fileprivate let facts: CacheImage.Place
    }

    /// A page that would come out the same; nil when it has to be rendered.
    ///
    /// - Parameter isCurrent: whether everything that it read is the same.
    func page(
        _ page: PlannedPage, file: (String) -> SourceFile?, contentHash: (String) -> ContentHash?,
        isCurrent: (inout BinaryReader) -> Bool
    ) -> (facts: PageFacts, place: PagePlace)? {
        guard let reads = place(of: page, .reads),
            previous.decode(reads, { $0.isPage(page) && isCurrent(&$0) ? true : nil }) != nil,
            let place = place(of: page, .pages),
            let facts = previous.decode(
                place, { PageFacts(&$0, file: file, contentHash: contentHash) })
        else { return nil }
        return (facts, PagePlace(reads: reads, facts: place))
    }

    private func place(of page: PlannedPage, _ section: CacheImage.Section) -> CacheImage.Place? {
        guard isOn else { return nil }
        return previous.find(section, StableHash.hash(page.url), environment: state.withLock { $0.pages })
    }

    /// What the last build noted of a page.
    enum EarlierPage {
        /// Nothing: it is made in every build, or its record is damaged.
        case unknown
        /// - Parameters:
        ///   - isReached: whether it read one of the slots that were asked about.
        ///   - title: as `PageSummary.titleKey`.
        case known(isReached: Bool, title: UInt64)
    }

    /// Whether a page read something of some records.
    ///
    /// - Parameter slots: of each record, by its key.
    func earlierPage(_ page: PlannedPage, reading slots: [UInt64: UInt64]) -> EarlierPage {
        guard let place = place(of: page, .reads) else { return .unknown }
        return previous.decode(place) { reader in
            guard reader.isPage(page) else { return .unknown }
            let isReached = PageReads.read(&reader, anyOf: slots)
            return .known(isReached: isReached, title: reader.word())
        } ?? .unknown
    }

    /// What was kept of a page; nil when there is nothing, or it has findings.
    func earlierFacts(_ page: PlannedPage) -> PageFacts? {
        guard case .known = earlierPage(page, reading: [:]), let place = place(of: page, .pages) else { return nil }
        return previous.decode(place) { PageFacts(&$0, file: { _ in nil }, contentHash: { _ in nil }) }
    }

    func keep(_ page: PlannedPage, _ place: PagePlace) {
        let key = StableHash.hash(page.url)
        hand(on: .kept(place.reads), .reads, key)
        hand(on: .kept(place.facts), .pages, key)
    }

    func note(_ page: PlannedPage, reads: PageReads, facts: PageFacts) {
        guard isOn else { return }
        let key = StableHash.hash(page.url)
        var writer = BinaryWriter(capacity: 1024)
        writer.text(page.url)
        writer.text(page.template)
        writer.number(page.language)
        writer.reads(reads)
        writer.word(facts.summary.titleKey)
        hand(on: .new(writer.take()), .reads, key)
        writer = BinaryWriter(capacity: 2048)
        writer.page(facts)
        hand(on: .new(writer.take()), .pages, key)
    }

    // MARK: The outline

    /// Keeps the outline of the site, with its entries as they were used.
    func note(_ outline: [UInt8], joined: [(key: UInt64, record: [UInt8])]) {
        hand(on: .new(outline), .outline, 0)
        state.withLock { state in
            guard state.isOpen else { return }
            state.records[CacheImage.Section.joined.rawValue] += joined.map { ($0.key, .new($0.record)) }
        }
    }

    func note(joined record: [UInt8], key: UInt64) { hand(on: .new(record), .joined, key) }

    func outline<Result>(_ read: (inout BinaryReader) -> Result?) -> Result? {
        guard isOn, let place = previous.find(.outline, 0, environment: base) else { return nil }
        return previous.decode(place, read)
    }

    /// An entry as the last build used it.
    func joined(_ key: UInt64, _ read: (inout BinaryReader) -> Entry?) -> Entry? {
        guard isOn, let place = previous.find(.joined, key, environment: base) else { return nil }
        return previous.decode(place, read)
    }
}

extension BinaryReader {
    fileprivate mutating func known(of file: SourceFile, fields: Int) -> KnownEntry {
        let entry = entry(of: file, fields: fields)
        return KnownEntry(entry: entry, findings: findings { _ in file }, silences: flag())
    }

    /// Whether the record is of this page, made with the same template.
    fileprivate mutating func isPage(_ page: PlannedPage) -> Bool {
        text() == page.url && text() == page.template && number() == page.language
    }
}

/// An entry as its reader made it, with what was found in its file.
struct KnownEntry: Sendable {
    let entry: Entry
    let findings: [Diagnostic]
    /// Whether the file holds comments that silence a rule.
    let silences: Bool
}

extension Diagnostic {
    /// The files in which it points at something.
    var paths: [String] { files.map(\.path) }

    /// Has their bytes in memory.
    func loadFiles() { for file in files { _ = file.bytes } }

    private var files: [SourceFile] { ([location] + notes.map(\.location)).compactMap { $0?.file } }
}
