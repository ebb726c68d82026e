#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What an `errno` of the system means, in words that an editor understands, with what to do.
public struct SystemCause: Sendable {
    public let words: Words
    public let remedy: Words?

    private init(words: Words, remedy: Words?) {
        self.words = words
        self.remedy = remedy
    }

    /// The cause behind a code; one without words of its own keeps the system's, which are English, and the number.
    public init(_ code: Int32) {
        switch code {
        case ENOSPC:
            self.init(
                words: Words(pl: "na dysku nie ma już miejsca", en: "no space is left on the disk"),
                remedy: Words(
                    pl: "zwolnij miejsce i uruchom ponownie; opublikowana strona jest cała",
                    en: "free some space and run again; the published site is whole"))
        case EDQUOT:
            self.init(
                words: Words(pl: "przekroczono przydział miejsca na dysku", en: "the disk quota is exceeded"),
                remedy: Words(
                    pl: "zwolnij miejsce i uruchom ponownie; opublikowana strona jest cała",
                    en: "free some space and run again; the published site is whole"))
        case EROFS:
            self.init(
                words: Words(pl: "system plików jest tylko do odczytu", en: "the file system is read-only"),
                remedy: Words(
                    pl: "wskaż folder, do którego wolno pisać (--output)",
                    en: "name a folder that may be written to (--output)"))
        case EACCES, EPERM:
            self.init(
                words: Words(pl: "brak uprawnień", en: "permission denied"),
                remedy: Words(
                    pl: "sprawdź właściciela i prawa folderu (ls -ld)",
                    en: "check the folder's owner and permissions (ls -ld)"))
        case ENOENT:
            self.init(
                words: Words(pl: "nie ma takiego pliku ani folderu", en: "there is no such file or folder"),
                remedy: Words(
                    pl: "znikł w czasie pracy albo ścieżka jest błędna; uruchom ponownie",
                    en: "it vanished during the run, or the path is wrong; run again"))
        case ENOTDIR:
            self.init(
                words: Words(pl: "część ścieżki nie jest folderem", en: "a part of the path is no folder"), remedy: nil)
        case EISDIR:
            self.init(words: Words(pl: "to jest folder", en: "it is a folder"), remedy: nil)
        case ELOOP:
            self.init(
                words: Words(
                    pl: "część ścieżki jest dowiązaniem symbolicznym", en: "a part of the path is a symbolic link"),
                remedy: nil)
        case ENAMETOOLONG:
            self.init(
                words: Words(pl: "nazwa jest za długa", en: "the name is too long"),
                remedy: Words(pl: "skróć slug wpisu", en: "shorten the entry's slug"))
        case EMFILE, ENFILE:
            self.init(
                words: Words(pl: "otwarto za dużo plików naraz", en: "too many files are open"),
                remedy: Words(pl: "podnieś limit (ulimit -n)", en: "raise the limit (ulimit -n)"))
        case EIO:
            self.init(
                words: Words(pl: "błąd wejścia-wyjścia dysku", en: "an input/output error of the disk"), remedy: nil)
        case EADDRINUSE:
            self.init(
                words: Words(pl: "ten adres i port są już zajęte", en: "the address and port are in use already"),
                remedy: nil)
        case EADDRNOTAVAIL:
            self.init(
                words: Words(pl: "ten komputer nie ma takiego adresu", en: "this machine has no such address"),
                remedy: nil)
        default:
            let system = String(cString: strerror(code))
            self.init(
                words: Words(pl: "błąd systemu nr \(code) (\(system))", en: "system error \(code) (\(system))"),
                remedy: nil)
        }
    }
}
