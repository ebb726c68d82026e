import ArgumentParser
import Diagnostics
import PreviewServer
import SiteBuilder

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Shows the site in a browser and builds it again on every change.")

    @OptionGroup var common: CommonOptions

    @Option(help: "The wished port; a free one is taken when it is busy.")
    var port = 8080

    @Option(help: "The address to listen on; any but the default lets other machines see the preview.")
    var host = "127.0.0.1"

    @Option(name: .customLong("allow-host"), help: "A further name by which a browser may call the preview.")
    var allowHost: [String] = []

    @Flag(help: "Finds changes by comparing files, where the system does not report them.")
    var poll = false

    @Flag(help: "Opens the preview in the browser.")
    var open = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port: a whole number from 0 to 65535.") }
    }

    func run() throws {
        var options = try common.buildOptions()
        options.failLevel = common.messages.failOn?.level ?? .error
        options.plainAssets = true
        let layout = SiteOverview.layout(options)
        let scope = WatchScope(root: options.root, roots: layout.sources, ignored: [options.output, ".metropolia"])
        let language = common.messages.language
        let printer = PreviewPrinter(
            printer: FindingPrinter(options: common.messages), quiet: common.quiet, opens: open)
        do {
            let preview = try Preview(
                source: SitePreview(options: options, language: language),
                options: PreviewOptions(
                    host: host, port: port, allowedHosts: allowHost, polls: poll, scope: scope, language: language)
            ) { printer.print($0, language: language) }
            try preview.runUntilStopped()
        } catch {
            Terminal.complain(error.words.text(in: language) + "\n")
            throw ExitCode(74)
        }
        // The shell's prompt begins on a line of its own, not after “^C”.
        if !common.quiet { Terminal.complain("\n") }
    }
}
