import ArgumentParser
import Diagnostics
import SiteBuilder

struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "Says in Markdown what a change does: pages, what appears tomorrow, errors, what is to be filled in.")

    @Option(help: "What build --changes wrote; when the file is not there, nothing was published.", completion: .file())
    var changes: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = try common.buildOptions()
        options.failLevel = common.messages.failOn?.level ?? .error
        try printingErrors(common.messages) { () throws(DiagnosticError) in
            try ChangeSummary(options: options, changesFile: changes, language: common.messages.language).markdown()
        }
    }
}
