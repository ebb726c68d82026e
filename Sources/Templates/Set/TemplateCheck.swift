import Diagnostics

/// A template with the types that one kind of page gives it.
///
/// ```swift
/// TemplatePage("gmina.html", globals: ["entry": .record(gmina)])
/// ```
public struct TemplatePage: Sendable {
    public let template: String
    /// The types of globals that differ from the environment's.
    public let globals: [String: TypeInfo]
    /// Where the template is named: in the config or in front matter.
    public let location: Location?

    public init(_ template: String, globals: [String: TypeInfo] = [:], location: Location? = nil) {
        self.template = template
        self.globals = globals
        self.location = location
    }
}

/// What the checker found over all pages of a site.
public struct TemplateReport: Sendable {
    /// Errors and warnings of all templates, those of `TemplateSet.diagnostics` not repeated.
    public let diagnostics: [Diagnostic]
    /// The places where `trusted` lets a plain text in as HTML; `check` counts them.
    public let trusted: [Location]
}

extension TemplateSet {
    /// Checks each page's template against the types that it is given, through includes, parents and macros.
    ///
    /// Call it once with all pages: what none of them uses is reported as unused.
    /// - Parameter named: templates that the config or an entry names though no page is made with them today.
    public func check(_ pages: [TemplatePage], named: [String] = []) -> TemplateReport {
        let broken = Set(zip(names, syntax).filter { $0.1 == nil }.map(\.0))
        let checker = Checker(environment: environment, trees: trees)
        for page in pages where !broken.contains(page.template) {
            checker.check(page.template, globals: page.globals, at: page.location)
        }
        let findings = checker.findings.filter { finding in
            // A template that could not be read has its own message already.
            finding.rule != .missingTemplate || !broken.contains { finding.message.en.contains("“\($0)”") }
        }
        // While something is wrong, what is unused is a guess.
        let hasErrors = !diagnostics.isEmpty || findings.contains { $0.level == .error }
        let unused = hasErrors ? [] : checker.unused(besides: named)
        return TemplateReport(diagnostics: findings + unused, trusted: checker.trusted)
    }

    /// Checks one template, as `check(_:)` does, without the warnings about what is unused.
    public func check(template: String, globals: [String: TypeInfo] = [:]) -> [Diagnostic] {
        check([TemplatePage(template, globals: globals)]).diagnostics.filter { $0.level == .error }
    }
}
