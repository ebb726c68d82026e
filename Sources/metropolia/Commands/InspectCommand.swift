import ArgumentParser
import Diagnostics
import SiteBuilder

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Prints what a template sees on a page: every variable with its type and value.")

    @Argument(help: "A URL (/gminy/skawina/), an entry's path or its slug.")
    var page: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let language = common.messages.language
        let (text, findings) = PageInspection.text(page, options: try common.buildOptions(), language: language)
        guard let text else {
            let printer = FindingPrinter(options: common.messages)
            printer.print(findings)
            throw ExitCode(1)
        }
        Terminal.print(text)
    }
}
