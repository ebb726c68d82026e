import ArgumentParser
import Diagnostics
import SiteBuilder

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders one template with one JSON object to standard output, by the rules of Jinja2.")

    @Argument(help: "The template: a path, or its name below --templates.")
    var template: String

    @Option(help: "A JSON object whose members are the template's variables.")
    var data: String?

    @Option(help: "The folder in which templates find each other; default: the template's own.")
    var templates: String?

    @Flag(name: .customLong("strict-undefined"), help: "Every use of an undefined variable is an error.")
    var strictUndefined = false

    @Flag(inversion: .prefixedNo, help: "Escapes what is printed for HTML.")
    var autoescape = true

    @Flag(name: .customLong("trim-blocks"), help: "Drops the first line end after a tag.")
    var trimBlocks = false

    @Flag(name: .customLong("lstrip-blocks"), help: "Drops the white space before a tag that begins its line.")
    var lstripBlocks = false

    @OptionGroup var messages: MessageOptions

    func run() throws {
        var run = TemplateRun(template: template)
        run.folder = templates
        run.data = data
        run.strictUndefined = strictUndefined
        run.autoescape = autoescape
        run.trimBlocks = trimBlocks
        run.lstripBlocks = lstripBlocks
        do {
            Terminal.write(try run.output())
        } catch {
            var findings = Findings()
            findings.add(error.diagnostics)
            FindingPrinter(options: messages).print(findings)
            throw error.exitCode
        }
    }
}
