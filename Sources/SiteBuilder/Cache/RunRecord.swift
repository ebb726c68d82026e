import Diagnostics
import LanguageRules
import Publishing

/// A build that was published: what it asked the disk, and what it said.
///
/// When the options are the same and the disk gives the same answers, the next build would say and write the same: it
/// has nothing to do but to look whether the output is still there.
struct RunRecord: Sendable {
    /// Of the options that reach the output.
    let key: UInt64
    private(set) var readings: KnownReadings
    let lists: [(folder: String, hash: UInt64)]
    let presences: [(path: String, isPresent: Bool)]
    let findings: [Diagnostic]
    let silenced: [SilencedFinding]
    let leftOut: [LeftOut]
    let pageCount: Int
    let fileCount: Int
    let basePath: String
    /// As `Publication.manifestHash`.
    private(set) var outputs: UInt64
    /// The identity of the image in which the outline of the site lies; 0 when there is none.
    private(set) var image: UInt64
    /// What the output folder must keep away from, relative to the root.
    let folders: [String]

    /// The options that reach the output, all but those that only say where it goes and how.
    static func key(_ options: BuildOptions) -> UInt64 {
        var options = options
        options.root = ""
        options.output = ""
        options.jobs = 1
        options.durable = false
        options.changesFile = nil
        options.keepAssetsDays = nil
        options.usesCache = true
        return StableHash.hash(String(describing: options))
    }

    func encoded() -> [UInt8] {
        var writer = BinaryWriter(capacity: readings.bytes.count + 4096)
        writer.word(key)
        writer.data(readings.bytes)
        writer.list(lists) { writer, item in
            writer.text(item.folder)
            writer.word(item.hash)
        }
        writer.list(presences) { writer, item in
            writer.text(item.path)
            writer.flag(item.isPresent)
        }
        writer.findings(findings)
        writer.list(silenced) { $0.silenced($1) }
        writer.list(leftOut) { $0.leftOut($1) }
        writer.number(pageCount)
        writer.number(fileCount)
        writer.text(basePath)
        writer.word(outputs)
        writer.word(image)
        writer.list(folders) { $0.text($1) }
        return writer.take()
    }

    /// Nil when the bytes are not what `encoded` writes.
    init?(_ bytes: [UInt8], file: (String) -> SourceFile) {
        let record: RunRecord? = bytes.withUnsafeBytes { buffer in
            var reader = BinaryReader(buffer)
            let record = RunRecord(&reader, file: file)
            return reader.isSound && reader.isAtEnd ? record : nil
        }
        guard let record else { return nil }
        self = record
    }

    private init(_ reader: inout BinaryReader, file: (String) -> SourceFile) {
        key = reader.word()
        let readings = KnownReadings(reader.data())
        if readings == nil { reader.fail() }
        self.readings = readings ?? KnownReadings()
        lists = reader.list { ($0.text(), $0.word()) }
        presences = reader.list { ($0.text(), $0.flag()) }
        findings = reader.findings(file: file)
        silenced = reader.list { $0.silenced(file: file) }.compactMap { $0 }
        leftOut = reader.list { $0.leftOut() }
        pageCount = reader.number()
        fileCount = reader.number()
        basePath = reader.text()
        outputs = reader.word()
        image = reader.word()
        folders = reader.list { $0.text() }
    }

    init(
        key: UInt64, notes: SourceLedger.Notes, report: BuildReport, basePath: String, outputs: UInt64, image: UInt64,
        folders: [String]
    ) {
        self.key = key
        readings = KnownReadings(notes.readings)
        lists = notes.lists.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
        presences = notes.presences.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
        findings = report.findings.all
        silenced = report.findings.silenced
        leftOut = report.leftOut
        pageCount = report.pageCount
        fileCount = report.fileCount
        self.basePath = basePath
        self.outputs = outputs
        self.image = image
        self.folders = folders
    }

    /// The same run with later readings of the same files.
    func with(_ notes: SourceLedger.Notes, image: UInt64? = nil, outputs: UInt64) -> RunRecord {
        var record = self
        record.readings = readings.replacing(notes.readings)
        record.image = image ?? self.image
        record.outputs = outputs
        return record
    }

    /// The files that have other bytes now; nil when the disk gives other answers than these, or one cannot be read.
    func changes(_ tree: FileTree, jobs: Int) -> [String]? {
        var findings = Findings()
        for (folder, hash) in lists {
            guard tree.listHash(under: folder, findings: &findings) == hash, findings.isEmpty else { return nil }
        }
        for (path, isPresent) in presences where tree.exists(path) != isPresent { return nil }
        let readings = readings
        let chunk = 64
        let changed = Slots<[String]>(count: (readings.count + chunk - 1) / chunk)
        Workers.forEach(
            count: (readings.count + chunk - 1) / chunk, jobs: jobs, state: { 0 },
            body: { index, _ in
                changed[index] = (index * chunk..<min(readings.count, (index + 1) * chunk)).compactMap {
                    if tree.isUntouched($0, of: readings) { return nil }
                    let path = readings.path($0)
                    return (try? tree.readHashed(path))?.hash == readings.reading($0).hash ? nil : path
                }
            })
        guard tree.ledger.notes.isWhole else { return nil }
        tree.ledger.takeOverKnown()
        return changed.all.flatMap { $0 ?? [] }
    }

    /// Whether a build asked the disk nothing but what is noted here.
    func holds(_ notes: SourceLedger.Notes) -> Bool {
        notes.readings.keys.allSatisfy { readings.index(of: $0) != nil } && notes.lists.count == lists.count
            && notes.presences.count == presences.count
    }
}

extension BinaryWriter {
    fileprivate mutating func silenced(_ one: SilencedFinding) {
        findings([one.finding])
        text(one.reason)
    }

    fileprivate mutating func leftOut(_ one: LeftOut) {
        text(one.path)
        flag(one.title != nil)
        text(one.title ?? "")
        switch one.reason {
        case .draft: byte(0)
        case .future(let day):
            byte(1)
            number(day.dayNumber)
        case .expired(let day):
            byte(2)
            number(day.dayNumber)
        case .orphan: byte(3)
        case .unusedFile: byte(4)
        case .unusedTemplate: byte(5)
        case .unusedData: byte(6)
        }
    }
}

extension BinaryReader {
    fileprivate mutating func silenced(file: (String) -> SourceFile) -> SilencedFinding? {
        let finding = findings(file: file).first
        let reason = text()
        if finding == nil { fail() }
        return finding.map { SilencedFinding(finding: $0, reason: reason) }
    }

    fileprivate mutating func leftOut() -> LeftOut {
        let path = text()
        let hasTitle = flag()
        let title = text()
        return LeftOut(path: path, title: hasTitle ? title : nil, reason: reason())
    }

    private mutating func reason() -> LeftOut.Reason {
        switch byte() {
        case 0: return .draft
        case 1: return day().map(LeftOut.Reason.future) ?? .draft
        case 2: return day().map(LeftOut.Reason.expired) ?? .draft
        case 3: return .orphan
        case 4: return .unusedFile
        case 5: return .unusedTemplate
        case 6: return .unusedData
        default:
            fail()
            return .draft
        }
    }

    private mutating func day() -> CivilDate? {
        let number = number()
        let day = (-(1 << 30)..<1 << 30).contains(number) ? CivilDate(dayNumber: number) : nil
        if day == nil { fail() }
        return day
    }
}
