import Diagnostics

extension PublishingError {
    /// The file system's own refusal (`errno`), in words that an editor understands, with what to do.
    public static func fileSystem(_ operation: FileOperation, path: String, code: Int32) -> PublishingError {
        let cause = SystemCause(code)
        return PublishingError(
            .fileSystem,
            Diagnostic(
                .fileSystemRefused,
                operation.words + Words(pl: " „\(path)”: ", en: " “\(path)”: ") + cause.words,
                remedy: cause.remedy))
    }

    /// The same refusal, when the publish was past its commit point: some files are new by then.
    var afterCommitPoint: PublishingError {
        let note = Diagnostic.Note(
            Words(
                pl:
                    "publikacja była już zatwierdzona: każdy plik jest cały, stary albo nowy, a następny przebieg ją dokończy",
                en: "the publish was committed: each file is whole, old or new, and the next run completes it"))
        let told = Diagnostic(
            diagnostic.rule, diagnostic.message, at: diagnostic.location, remedy: diagnostic.remedy,
            notes: diagnostic.notes + [note], level: diagnostic.level)
        return PublishingError(reason, told)
    }
}
