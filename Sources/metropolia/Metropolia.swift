import ArgumentParser
import SiteBuilder

/// The command line: parsing and printing only; everything else is `SiteBuilder`'s.
@main
struct Metropolia: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metropolia",
        abstract: "A static site generator with typed content, checked templates and an accessible map.",
        version: ToolVersion.current,
        subcommands: [
            BuildCommand.self, CheckCommand.self, MapCommand.self, RenderCommand.self, InspectCommand.self,
            InitCommand.self, NewCommand.self, SchemaCommand.self, SummaryCommand.self,
            CleanCommand.self, ServeCommand.self,
        ])
}
