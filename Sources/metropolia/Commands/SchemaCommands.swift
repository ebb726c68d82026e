import ArgumentParser
import Content
import Diagnostics
import LanguageRules
import SiteBuilder

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Makes a new entry with every field of its collection, and prints its path.")

    @Argument(help: "The collection.")
    var collection: String

    @Argument(help: "The title or slug.")
    var title: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let language = common.messages.language
        try printingErrors(common.messages) { () throws(DiagnosticError) in
            let schemas = try SiteSchemas(root: common.root, config: common.config)
            return try schemas.newEntry(
                in: collection, title: title, date: try buildDay(), language: language)
        }
    }

    private func buildDay() throws(DiagnosticError) -> CivilDate {
        do {
            return try common.buildOptions().date
        } catch {
            throw DiagnosticError([])
        }
    }
}

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Writes the JSON Schema of a collection's front matter or of the config, or a web form's config.")

    @Argument(help: "The collection; without one, all schemas in one object.")
    var collection: String?

    @Option(help: "Writes the config of a web form: decap, sveltia.")
    var cms: FormProduct?

    @Flag(name: .customLong("config"), help: "Writes the JSON Schema of site-config.json itself.")
    var ofConfig = false

    @Option(help: "The site's folder.")
    var root = "."

    @OptionGroup var messages: MessageOptions

    func validate() throws {
        guard [collection != nil, cms != nil, ofConfig].count(where: { $0 }) <= 1 else {
            throw ValidationError("One of: a collection, --cms, --config.")
        }
    }

    func run() throws {
        try printingErrors(messages) { () throws(DiagnosticError) in
            if ofConfig { return SiteSchemas.configSchema }
            let schemas = try SiteSchemas(root: root, config: "site-config.json")
            if let cms { return schemas.formConfig(cms.product) }
            if let collection { return try schemas.jsonSchema(of: collection) }
            var members: [String] = []
            for name in schemas.collections {
                members.append("\"\(name)\": " + (try schemas.jsonSchema(of: name)))
            }
            return "{" + members.joined(separator: ",") + "}\n"
        }
    }
}

enum FormProduct: String, ExpressibleByArgument, CaseIterable {
    case decap
    case sveltia

    var product: CMSWriter.Product { self == .decap ? .decap : .sveltia }
}

/// Prints what `work` gives, or its findings with status 1 (74 when the file system refused).
func printingErrors(_ options: MessageOptions, _ work: () throws(DiagnosticError) -> String) throws {
    do throws(DiagnosticError) {
        let text = try work()
        Terminal.print(text.hasSuffix("\n") ? text : text + "\n")
    } catch {
        var findings = Findings()
        findings.add(error.diagnostics)
        FindingPrinter(options: options).print(findings)
        throw error.exitCode
    }
}

extension DiagnosticError {
    /// 74 when the file system refused, else 1.
    var exitCode: ExitCode {
        ExitCode(diagnostics.contains { ["file-unreadable", "file-unwritable"].contains($0.rule.name) } ? 74 : 1)
    }
}
