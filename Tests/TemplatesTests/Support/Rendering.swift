import Diagnostics
import LanguageRules

@testable import Templates

/// Renders templates for tests.
enum Rendering {
    /// Oracle mode: the JSON object's members are the variables.
    static func oracle(
        _ templates: [String: String], data: String = "{}", options: Set<String> = [],
        limits: RenderLimits = RenderLimits()
    )
        throws(DiagnosticError)
        -> String
    {
        let members = JSONData.members(data)
        var environment = TemplateEnvironment(
            mode: .oracle, language: English(), autoescape: !options.contains("noescape"))
        environment.trimBlocks = options.contains("trim")
        environment.lstripBlocks = options.contains("lstrip")
        environment.strictUndefined = options.contains("strict")
        environment.globals = members.map { TemplateEnvironment.Global($0.key, .any, scope: .page) }
        let sources = templates.sorted { $0.key < $1.key }.map { name, text in
            TemplateSet.Source(name: name, file: SourceFile(path: "templates/\(name)", text: text))
        }
        let set = TemplateSet(sources: sources, environment: environment)
        if !set.diagnostics.isEmpty { throw DiagnosticError(set.diagnostics) }
        var bytes: [UInt8] = []
        try set.renderer(limits: limits).render("main", globals: members.map(\.value), into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
