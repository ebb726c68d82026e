import Diagnostics
import LanguageRules
import Templates

/// Renders one template with one JSON object, by the rules of Jinja2.
public struct TemplateRun: Sendable {
    /// The template's path: below `folder`, or on its own.
    public var template: String
    /// The folder in which templates find each other; nil takes the template's own.
    public var folder: String?
    public var data: String?
    public var strictUndefined = false
    public var autoescape = true
    public var trimBlocks = false
    public var lstripBlocks = false

    public init(template: String) { self.template = template }

    /// The rendered bytes.
    ///
    /// Errors: files that cannot be read, wrong JSON, a wrong template; each with its place.
    public func output() throws(DiagnosticError) -> [UInt8] {
        let (name, files) = try read()
        var environment = TemplateEnvironment(mode: .oracle, language: English(), autoescape: autoescape)
        environment.strictUndefined = strictUndefined
        environment.trimBlocks = trimBlocks
        environment.lstripBlocks = lstripBlocks
        let members = try readData()
        environment.globals = members.map { TemplateEnvironment.Global($0.name, .any, scope: .page) }
        let set = TemplateSet(sources: files, environment: environment)
        // A template that nobody asked for may be wrong.
        let wrong = set.diagnostics.filter { $0.location?.file.path == files.first { $0.name == name }?.file.path }
        guard wrong.isEmpty else { throw DiagnosticError(wrong) }
        var output: [UInt8] = []
        try set.renderer().render(name, globals: members.map(\.value), into: &output)
        return output
    }

    private func readData() throws(DiagnosticError) -> [(name: String, value: Value)] {
        guard let data else { return [] }
        return try JSONTemplateData.members(of: try source(data))
    }

    private func source(_ path: String) throws(DiagnosticError) -> SourceFile {
        do throws(FileFailure) {
            return SourceFile(path: path, bytes: try DiskFile.read(path))
        } catch {
            throw DiagnosticError(error.diagnostic)
        }
    }

    private func read() throws(DiagnosticError) -> (name: String, sources: [TemplateSet.Source]) {
        let root = folder ?? (SitePath.folder(of: template).isEmpty ? "." : SitePath.folder(of: template))
        let name = folder == nil ? SitePath.name(of: template) : template
        var findings = Findings()
        let tree: FileTree
        do throws(FileFailure) {
            tree = try FileTree(root: root)
        } catch {
            throw DiagnosticError(error.diagnostic)
        }
        var sources: [TemplateSet.Source] = []
        for path in tree.files(under: ".", findings: &findings) {
            let own = String(path.dropFirst(2))
            // Beside a template there may lie anything.
            guard own == name || folder != nil || !SitePath.fileExtension(of: own).isEmpty else { continue }
            guard let bytes = try? tree.read(path), String(validating: bytes, as: UTF8.self) != nil else { continue }
            sources.append(TemplateSet.Source(name: own, file: SourceFile(path: root + "/" + own, bytes: bytes)))
        }
        guard sources.contains(where: { $0.name == name }) else {
            _ = try source(root + "/" + name)
            throw DiagnosticError(
                Diagnostic(
                    .missingTemplate, Words(pl: "nie ma szablonu „\(name)”", en: "there is no template “\(name)”"),
                    remedy: NearMiss.remedy(for: name, in: sources.map(\.name))))
        }
        return (name, sources)
    }
}
