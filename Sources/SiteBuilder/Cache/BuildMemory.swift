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
        var records = [[(key: UInt64, record: CacheImage.Record)]](
            repeating: [], count: CacheImage.Section.allCases.count)
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
        state.withLock { state -> [UInt8]? in
            state.isOpen = false
            defer { state.records = Collected().records }
            let isSame = zip(state.records, CacheImage.Section.allCases).allSatisfy { records, section in
                records.count == previous.count(section)
                    && records.allSatisfy { if case .kept = $0.record { true } else { false } }
            }
            guard isOn, !isSame else { return nil }
            return previous.next([
                (base, state.records[0]), (base, state.records[1]), (state.pages, state.records[2]),
            ])
        }
    }

    private func hand(on record: CacheImage.Record, _ section: CacheImage.Section, _ key: UInt64) {
        state.withLock { if $0.isOpen { $0.records[section.rawValue].append((key, record)) } }
    }

    // MARK: Entries

    /// An entry as its reader made it, when its file has the same bytes.
    func entry(_ path: String, hash: ContentHash, fields: Int, file: SourceFile) -> KnownEntry? {
        let key = StableHash.hash(path)
        guard isOn, let range = previous.find(.entries, key, environment: base) else { return nil }
        let found = previous.decode(range) { reader -> KnownEntry? in
            guard reader.text() == path, reader.raw(32) == hash.bytes else { return nil }
            let entry = reader.entry(of: file, fields: fields)
            return KnownEntry(entry: entry, findings: reader.findings { _ in file }, silences: reader.flag())
        }
        if found != nil { hand(on: .kept(range), .entries, key) }
        return found
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
        guard isOn, let range = previous.find(.bodies, key, environment: base) else { return nil }
        let found = previous.decode(range) { reader -> (facts: BodyFacts, isSameWorld: Bool)? in
            guard reader.text() == file.path, reader.raw(32) == hash.bytes else { return nil }
            let knownWorld = reader.word()
            let facts = BodyFacts(&reader, file: file)
            return (facts, knownWorld == world)
        }
        guard let (facts, isSameWorld) = found else { return nil }
        if isSameWorld {
            hand(on: .kept(range), .bodies, key)
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

    /// A page that would come out the same; nil when it has to be rendered.
    ///
    /// - Parameter isCurrent: whether everything that it read is the same.
    func page(
        _ page: PlannedPage, file: (String) -> SourceFile?, contentHash: (String) -> ContentHash?,
        isCurrent: (inout BinaryReader) -> Bool
    ) -> (facts: PageFacts, record: Range<Int>)? {
        guard isOn,
            let range = previous.find(
                .pages, StableHash.hash(page.url), environment: state.withLock { $0.pages })
        else { return nil }
        let facts = previous.decode(range) { reader -> PageFacts? in
            guard reader.text() == page.url, reader.text() == page.template, reader.number() == page.language,
                isCurrent(&reader)
            else { return nil }
            return PageFacts(&reader, file: file, contentHash: contentHash)
        }
        return facts.map { ($0, range) }
    }

    func keep(_ page: PlannedPage, record: Range<Int>) { hand(on: .kept(record), .pages, StableHash.hash(page.url)) }

    func note(_ page: PlannedPage, reads: PageReads, facts: PageFacts) {
        guard isOn else { return }
        var writer = BinaryWriter(capacity: 2048)
        writer.text(page.url)
        writer.text(page.template)
        writer.number(page.language)
        writer.reads(reads)
        writer.page(facts)
        hand(on: .new(writer.take()), .pages, StableHash.hash(page.url))
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
