import Diagnostics

extension Rule {
    public static let outputFolderRefused = Rule(
        "output-folder-refused",
        why: Words(
            pl:
                "Program usuwa ze swojego folderu wynikowego strony, których już nie ma; zły folder oznacza utratę plików.",
            en: "The program deletes pages that are gone from its output folder; a wrong folder would lose files."))

    public static let foreignFile = Rule(
        "foreign-file",
        why: Words(
            pl: "Pliku, którego program nie zapisał, nie wolno mu zastąpić.",
            en: "A file that the program did not write is not its to replace."))

    public static let unsafeOutputPath = Rule(
        "unsafe-output-path",
        why: Words(
            pl: "Nazwa spoza zwykłych ścieżek może wyjść poza folder wynikowy albo znaczyć co innego na serwerze.",
            en: "A name that is no plain path may leave the output folder or mean something else on a server."))

    public static let duplicateOutput = Rule(
        "duplicate-output",
        why: Words(
            pl: "Dwie treści pod jednym adresem: jedna z nich by znikła.",
            en: "Two contents at one address: one of them would be lost."))

    public static let outputFolderBusy = Rule(
        "output-folder-busy",
        why: Words(
            pl: "Dwa przebiegi piszące do jednego folderu zostawiłyby mieszankę obu.",
            en: "Two runs that write into one folder would leave a mixture of both."))

    public static let damagedManifest = Rule(
        "damaged-manifest",
        why: Words(
            pl: "Bez spisu program nie wie, które pliki są jego.",
            en: "Without its list the program does not know which files are its own."))

    public static let fileSystemRefused = Rule(
        "file-system-refused",
        why: Words(
            pl: "System plików odmówił; poprzednia strona zostaje nietknięta.",
            en: "The file system refused; the earlier site stays as it was."))

    public static let interruptedPublish = Rule(
        "interrupted-publish", .warning,
        why: Words(
            pl: "Poprzedni przebieg nie dobiegł końca; ten go dokończył albo odrzucił.",
            en: "An earlier run did not end; this one has completed or discarded it."))

    public static let vanishedPage = Rule(
        "vanished-page", .warning,
        why: Words(
            pl: "Do starego adresu prowadzą zakładki, wyszukiwarki i inne strony.",
            en: "Bookmarks, search engines and other sites still lead to the old address."))

    /// Every rule that publishing can break.
    public static let publishingRules: [Rule] = [
        .outputFolderRefused, .foreignFile, .unsafeOutputPath, .duplicateOutput, .outputFolderBusy, .damagedManifest,
        .fileSystemRefused, .interruptedPublish, .vanishedPage,
    ]
}
