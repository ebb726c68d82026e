import Diagnostics

/// Deals with what an interrupted run left in the staging area: a committed publish is finished, any other discarded.
struct Recovery {
    enum Outcome {
        case nothingLeft
        case discarded
        case completed

        func diagnostic(label: String, process: Int?) -> Diagnostic? {
            let who = process.map { Words(pl: " (proces \($0))", en: " (process \($0))") } ?? Words(same: "")
            let what: Words
            switch self {
            case .nothingLeft: return nil
            case .discarded:
                what = Words(
                    pl: " nie doszedł do publikacji; to, co przygotował, odrzucono",
                    en: " did not get as far as publishing; what it had prepared was discarded")
            case .completed:
                what = Words(
                    pl: " został przerwany w czasie publikacji; dokończono ją",
                    en: " was interrupted while publishing; that was completed")
            }
            return Diagnostic(
                .interruptedPublish,
                Words(
                    pl: "poprzedni przebieg\(who.pl) do folderu „\(label)”",
                    en: "an earlier run\(who.en) into “\(label)”")
                    + what)
        }
    }

    let root: Int32
    let area: Int32
    let label: String
    let checkpoint: Checkpoint?

    func run() throws(PublishingError) -> Outcome {
        let names = try FileSystem.names(in: area, label: label)
        var outcome = Outcome.nothingLeft
        if names.contains(StagingArea.journalName) {
            try complete()
            outcome = .completed
        } else if names != [BuildLock.fileName] {
            outcome = .discarded
        }
        try FileSystem.empty(area, keeping: [BuildLock.fileName], label: label)
        return outcome
    }

    private func complete() throws(PublishingError) {
        let journalPath = label + "/" + StagingArea.folderName + "/" + StagingArea.journalName
        let journal = try FileSystem.readFile(StagingArea.journalName, in: area, label: journalPath) ?? []
        let new = try Manifest.read(journal, path: journalPath)
        let bytes = try FileSystem.readFile(Manifest.fileName, in: root, label: label + "/" + Manifest.fileName)
        let old =
            try bytes.map { bytes throws(PublishingError) in
                try Manifest.read(bytes, path: label + "/" + Manifest.fileName)
            } ?? Manifest()
        let staging = try StagingArea(in: root, label: label)
        let merge = Merge(root: root, staging: staging, old: old, new: new, isResumed: true, checkpoint: checkpoint)
        for kind in OutputKind.allCases { try merge.move(new.entries.lazy.map(\.path), kind: kind) }
        try merge.finish(durable: false)
    }
}
