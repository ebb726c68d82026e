import ArgumentParser
import CSupport
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
            CleanCommand.self, ServeCommand.self, HeadersCommand.self,
        ])

    static func main() {
        csupport_prepare_heaps()
        main(arguments)
    }

    /// The words after the program's name. Swift reads them from `/proc`, which a chroot or a small container may lack.
    private static var arguments: [String]? {
        let count = csupport_argument_count()
        guard count > 0 else { return nil }
        return (1..<max(count, 1)).compactMap { csupport_argument($0).map { String(cString: $0) } }
    }
}
