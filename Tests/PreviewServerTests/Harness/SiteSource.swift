import Diagnostics
import LanguageRules
import SiteBuilder

@testable import PreviewServer

/// A real site, built as `metropolia serve` builds it.
struct SiteSource: PreviewSource {
    let options: BuildOptions

    init(_ folder: TemporaryFolder) throws {
        folder.write(
            "site-config.json",
            """
            { "title": "Proba", "baseURL": "https://proba.example/", "language": "pl", "collections": {},
              "pages": { "folder": "content", "template": "strona.html" } }
            """)
        folder.write(
            "templates/strona.html",
            """
            <!DOCTYPE html>
            <html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{{ page.title }} – {{ site.title }}</title><meta name="description" content="Próba: {{ page.title }}.">
            <link rel="canonical" href="{{ page.canonical }}"></head>
            <body><main><h1>{{ entry.title }}</h1>{{ entry.content }}</main></body></html>
            """)
        folder.write("content/index.md", "---\ntitle: Początek\n---\n\nTreść.\n")
        options = BuildOptions(root: folder.path, date: CivilDate(iso: "2026-11-22")!)
    }

    func build(_ changes: ChangedPaths) -> PreviewBuild {
        let (report, outputs) = SiteBuild.inMemory(options)
        return PreviewBuild(outputs: outputs, findings: report.findings, timings: report.timings.table)
    }

    func inspect(page: String) -> String? { PageInspection.text(page, options: options, language: .en).text }
}
