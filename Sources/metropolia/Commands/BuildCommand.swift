import ArgumentParser
import Diagnostics
import Publishing
import SiteBuilder

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Builds the site and publishes it into the output folder, all or nothing.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Waits until the disk has it all: whole even after a power cut.")
    var durable = false

    @Option(help: "Writes which URLs were added, changed and deleted.")
    var changes: String?

    @Option(name: .customLong("keep-assets"), help: "Keeps hashed assets of earlier publishes for so many days.")
    var keepAssets: Int?

    @Flag(help: "Builds for a look at a proposed change: site.preview is true, and search engines are kept out.")
    var preview = false

    @Flag(help: "Writes .gz and .br beside each text file, for servers that send them as they are.")
    var precompress = false

    @Flag(name: .customLong("no-cache"), help: "Builds everything anew, and leaves nothing for the next build.")
    var noCache = false

    @Flag(help: "Prints a table of the stages with their times.")
    var timings = false

    func run() throws {
        let printer = FindingPrinter(options: common.messages)
        var options = try common.buildOptions()
        options.durable = durable
        options.usesCache = !noCache
        options.changesFile = changes
        options.preview = preview
        options.keepAssetsDays = keepAssets
        options.precompress = precompress
        options.failLevel = common.messages.failOn?.level ?? .error
        let (progress, line) = common.startProgress()
        let report = SiteBuild.publish(options, progress: progress)
        line?.finish()
        defer { report.leaveToSystem() }
        printer.print(report.findings, leftOut: report.leftOut, quiet: common.quiet)
        if timings { Terminal.complain(report.timings.table) }
        let language = common.messages.language
        if let failure = report.failure {
            Terminal.complain(TextWriter(language: language, colour: Terminal.wantsColour).text(failure.diagnostic))
            throw ExitCode(failure.exitStatus)
        }
        if !common.quiet {
            if let summary = printer.summary(report.findings) { Terminal.complain(summary.text(in: language) + "\n") }
            if let done = report.summary { Terminal.complain(done.text(in: language) + "\n") }
        }
        try printer.fail(on: report.findings)
    }
}
