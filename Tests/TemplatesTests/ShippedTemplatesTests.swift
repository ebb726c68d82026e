import Diagnostics
import Foundation
import LanguageRules
import Testing

@testable import Templates

/// The site's own templates, with nothing known of their values: they must read, and put no value in an unsafe place.
@Suite("The shipped templates")
struct ShippedTemplatesTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("templates")
    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    /// The names of the functions that the program gives to a site, filters among them, as its code declares them.
    static func siteFunctions() throws -> Set<String> {
        let sources = folder.deletingLastPathComponent().appendingPathComponent("Sources/SiteBuilder")
        var names: Set<String> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where path.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            for part in text.components(separatedBy: "HostFunction(").dropFirst() {
                let rest = part.drop { $0.isWhitespace }
                if rest.first == "\"" { names.insert(String(rest.dropFirst().prefix { $0 != "\"" })) }
            }
        }
        return names
    }

    @Test("they compile without a finding", .enabled(if: isThere, "skipped: the folder templates is missing"))
    func compile() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".html")
        }
        .sorted().map { name in
            SourceFile(
                path: "templates/\(name)", bytes: Array(try Data(contentsOf: Self.folder.appendingPathComponent(name))))
        }
        var environment = TemplateEnvironment(mode: .site, language: Polish())
        environment.globals = [
            "site", "menus", "collections", "map", "t", "taxonomies", "entry", "page", "pagination", "term",
        ].map { TemplateEnvironment.Global($0, .any) }
        // The filter “markdown” is named where Markdown is rendered.
        let filters = try Self.siteFunctions().union(["markdown"])
        #expect(filters.isSuperset(of: ["url", "asset", "file_note"]))
        environment.filters = filters.sorted().map { name in
            HostFunction(name, Signature([Parameter("value", .any)], rest: .any, returns: .any)) { call in call[0] }
        }
        let set = TemplateSet(files: files, environment: environment)
        let pages = files.map { TemplatePage(String($0.path.dropFirst("templates/".count))) }
        let found = set.diagnostics + set.check(pages).diagnostics.filter { $0.level == .error }
        #expect(
            found.isEmpty, Comment(rawValue: found.map { TextWriter(language: .en).text($0) }.joined(separator: "\n")))
    }
}
