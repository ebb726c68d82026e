import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension PublishingError {
    /// The file system's own refusal (`errno`), in words that an editor understands, with what to do.
    public static func fileSystem(_ operation: FileOperation, path: String, code: Int32) -> PublishingError {
        let cause = SystemError.cause(code)
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

/// The words for an `errno` of the file system.
enum SystemError {
    struct Cause {
        let words: Words
        let remedy: Words?
    }

    static func cause(_ code: Int32) -> Cause {
        switch code {
        case ENOSPC:
            Cause(
                words: Words(pl: "na dysku nie ma już miejsca", en: "no space is left on the disk"),
                remedy: Words(
                    pl: "zwolnij miejsce i uruchom ponownie; opublikowana strona jest cała",
                    en: "free some space and run again; the published site is whole"))
        case EDQUOT:
            Cause(
                words: Words(pl: "przekroczono przydział miejsca na dysku", en: "the disk quota is exceeded"),
                remedy: Words(
                    pl: "zwolnij miejsce i uruchom ponownie; opublikowana strona jest cała",
                    en: "free some space and run again; the published site is whole"))
        case EROFS:
            Cause(
                words: Words(pl: "system plików jest tylko do odczytu", en: "the file system is read-only"),
                remedy: Words(
                    pl: "wskaż folder, do którego wolno pisać (--output)",
                    en: "name a folder that may be written to (--output)"))
        case EACCES, EPERM:
            Cause(
                words: Words(pl: "brak uprawnień", en: "permission denied"),
                remedy: Words(
                    pl: "sprawdź właściciela i prawa folderu (ls -ld)",
                    en: "check the folder's owner and permissions (ls -ld)"))
        case ENOENT:
            Cause(
                words: Words(pl: "nie ma takiego pliku ani folderu", en: "there is no such file or folder"),
                remedy: Words(
                    pl: "znikł w czasie pracy albo ścieżka jest błędna; uruchom ponownie",
                    en: "it vanished during the run, or the path is wrong; run again"))
        case ENOTDIR:
            Cause(
                words: Words(pl: "część ścieżki nie jest folderem", en: "a part of the path is no folder"), remedy: nil)
        case EISDIR:
            Cause(words: Words(pl: "to jest folder", en: "it is a folder"), remedy: nil)
        case ELOOP:
            Cause(
                words: Words(
                    pl: "część ścieżki jest dowiązaniem symbolicznym", en: "a part of the path is a symbolic link"),
                remedy: nil)
        case ENAMETOOLONG:
            Cause(
                words: Words(pl: "nazwa jest za długa", en: "the name is too long"),
                remedy: Words(pl: "skróć slug wpisu", en: "shorten the entry's slug"))
        case EMFILE, ENFILE:
            Cause(
                words: Words(pl: "otwarto za dużo plików naraz", en: "too many files are open"),
                remedy: Words(pl: "podnieś limit (ulimit -n)", en: "raise the limit (ulimit -n)"))
        case EIO:
            Cause(words: Words(pl: "błąd wejścia-wyjścia dysku", en: "an input/output error of the disk"), remedy: nil)
        default:
            Cause(words: Words(same: "errno \(code)"), remedy: nil)
        }
    }
}
