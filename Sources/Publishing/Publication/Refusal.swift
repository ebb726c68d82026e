import Diagnostics

/// The refusals that concern one output.
enum Refusal {
    static func twice(_ path: String) -> PublishingError {
        PublishingError(
            .output,
            Diagnostic(
                .duplicateOutput,
                Words(
                    pl: "dwie treści chcą zająć ścieżkę „\(path)” (albo jedna plik, druga folder o tej nazwie)",
                    en: "two contents want the path “\(path)” (or one a file and one a folder of that name)"),
                remedy: Words(
                    pl: "zmień slug albo alias jednej z nich", en: "change the slug or the alias of one of them")))
    }

    static func foreign(_ path: String, in folder: String, isLink: Bool) -> PublishingError {
        let what =
            isLink
            ? Words(
                pl: "stoi dowiązanie symboliczne, którego program nie utworzył",
                en: "stands a symbolic link that the program did not make")
            : Words(
                pl: "stoi plik lub folder, którego program nie zapisał",
                en: "stands a file or folder that the program did not write")
        return PublishingError(
            .output,
            Diagnostic(
                .foreignFile,
                Words(pl: "w miejscu „\(folder)/\(path)” ", en: "in the place of “\(folder)/\(path)” ") + what,
                remedy: Words(
                    pl: "przenieś go (na przykład do folderu static) albo usuń, albo zmień slug wpisu",
                    en: "move it (for example into the static folder), delete it, or change the entry's slug")))
    }
}
