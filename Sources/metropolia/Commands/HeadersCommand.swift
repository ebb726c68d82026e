import ArgumentParser
import Diagnostics
import SiteBuilder

struct HeadersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "headers",
        abstract: "Prints the lines for nginx that give the site its headers, caching, and 404 page.",
        discussion: "Hosts that read _headers and _redirects find both in the output folder of every build.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "The site is built with --precompress: nginx sends the packed files.")
    var precompressed = false

    func run() throws {
        let printer = FindingPrinter(options: common.messages)
        let (text, findings) = NginxSnippet.text(try common.buildOptions(), precompressed: precompressed)
        guard let text else {
            printer.print(findings)
            throw ExitCode(1)
        }
        Terminal.print(text)
    }
}
