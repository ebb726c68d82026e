import ArgumentParser
import SiteBuilder

struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Removes the cache, never the output.")

    @Option(help: "The site's folder.")
    var root = "."

    func run() throws {
        do {
            try BuildCache.remove(root: root)
        } catch {
            Terminal.complain(error.diagnostic.message.text(in: Terminal.messageLanguage) + "\n")
            throw ExitCode(74)
        }
    }
}
