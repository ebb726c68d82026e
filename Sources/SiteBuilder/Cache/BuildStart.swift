import Diagnostics
import LanguageRules

/// What a build begins with: what earlier ones noted of the disk and know of the site's parts.
struct BuildStart: Sendable {
    let ledger: SourceLedger
    /// Nil when nothing is to be remembered.
    let image: CacheImage?
    /// The build of this program.
    let program: UInt64
    /// Templates that wait for the next build of the same process.
    var shelf: TemplateShelf?

    /// Without a past and without a future.
    static var anew: BuildStart { BuildStart(ledger: SourceLedger(isKept: false), image: nil, program: 0) }

    func memory(config: SourceFile, options: BuildOptions) -> BuildMemory {
        let bytes = config.bytes.withUnsafeBufferPointer { StableHash.hash($0) }
        // Whatever an option may change of the config; the day and what appears on it are read page by page.
        var options = options
        if let anyDay = CivilDate(dayNumber: 0) { options.date = anyDay }
        options.drafts = false
        options.future = false
        options.failLevel = .error
        return BuildMemory(image, program: program, config: StableHash.join(bytes, RunRecord.key(options)))
    }
}
