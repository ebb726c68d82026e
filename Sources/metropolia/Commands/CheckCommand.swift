import ArgumentParser
import Diagnostics
import Publishing
import SiteBuilder

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Checks everything that a build checks, and writes nothing.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Warnings fail too.")
    var strict = false

    func run() throws {
        let printer = FindingPrinter(options: common.messages, strict: strict)
        let options = try common.buildOptions()
        let (progress, line) = common.startProgress()
        let report = SiteBuild.check(options, progress: progress)
        line?.finish()
        printer.print(report.findings, leftOut: report.leftOut, quiet: common.quiet)
        let language = common.messages.language
        if let failure = report.failure {
            Terminal.complain(TextWriter(language: language, colour: Terminal.wantsColour).text(failure.diagnostic))
            throw ExitCode(failure.exitStatus)
        }
        if !common.quiet, common.messages.format == .text {
            let clean = Words(pl: "Bez uwag.", en: "Nothing to say.")
            Terminal.complain((printer.summary(report.findings) ?? clean).text(in: language) + "\n")
            if let trusted = report.trustedSummary { Terminal.complain(trusted.text(in: language) + "\n") }
        }
        try printer.fail(on: report.findings)
    }
}
