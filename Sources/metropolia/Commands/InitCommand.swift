import ArgumentParser
import Diagnostics
import SiteBuilder

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Makes a new site in a new or empty folder: five made-up communes to start from."
    )

    @Argument(help: "The folder of the new site.", completion: .directory)
    var folder: String

    @OptionGroup var messages: MessageOptions

    func run() throws {
        let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard !name.isEmpty else { throw ValidationError("The folder has no name.") }
        try printingErrors(messages) { () throws(DiagnosticError) in
            let count = try NewSite.make(in: name).count
            let typed = InitCommand.shellWord(name)
            return Words(
                pl: """
                    Nowa witryna w \(name)/: pliki \(count). Co dalej, mówi \(name)/README.md.
                        cd \(typed) && metropolia serve
                    """,
                en: """
                    A new site in \(name)/: files \(count). \(name)/README.md says what to do next.
                        cd \(typed) && metropolia serve
                    """
            ).text(in: messages.language)
        }
    }

    /// The text as one word of a shell's command: in quotes unless nothing in it means anything to a shell.
    static func shellWord(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789._/-".unicodeScalars.contains($0)
        }
        return plain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
