import Content
import Diagnostics
import LanguageRules

/// What a site's schemas give to others: JSON Schema for editors, a config for a web form, a skeleton for a new entry.
public struct SiteSchemas: Sendable {
    private let config: SiteConfig
    private let tree: FileTree

    /// Errors: a site or config that cannot be read.
    public init(root: String, config path: String) throws(DiagnosticError) {
        var findings = Findings()
        do throws(FileFailure) {
            tree = try FileTree(root: root)
        } catch {
            throw DiagnosticError(error.diagnostic)
        }
        guard let file = tree.source(path, findings: &findings),
            let config = ConfigReader.read(file, findings: &findings)
        else { throw DiagnosticError(findings.all) }
        guard !findings.contains(atLeast: .error) else { throw DiagnosticError(findings.all) }
        self.config = config
    }

    /// The names of the collections, and `pages`.
    public var collections: [String] { config.collections.map(\.name) + ["pages"] }

    /// The JSON Schema (2020-12) of `site-config.json` itself; it needs no site.
    public static var configSchema: String {
        ConfigSchemaWriter(ruleNames: RuleCatalogue.all.map(\.name), languages: Languages.codes).text()
    }

    /// The JSON Schema (2020-12) of a collection's front matter.
    public func jsonSchema(of collection: String) throws(DiagnosticError) -> String {
        EntrySchemaWriter(try schema(collection)).text()
    }

    /// The `config.yml` of a web form.
    public func formConfig(_ product: CMSWriter.Product) -> String {
        let collections = config.collections.filter { !$0.isData }.map { collection in
            CMSWriter.Collection(
                schema: collection.schema, label: collection.label ?? collection.name, folder: collection.folder,
                isDated: collection.url?.needsDate == true)
        }
        return CMSWriter(
            product, collections: collections, language: config.mainLanguage.code, siteURL: config.baseURL.absolute("/")
        ).text()
    }

    /// Writes a new entry's skeleton; refuses to overwrite.
    ///
    /// - Returns: the path that was made, relative to the site's root.
    public func newEntry(in collection: String, title: String, date: CivilDate, language: MessageLanguage)
        throws(DiagnosticError) -> String
    {
        let schema = try schema(collection)
        let settings = config.collections.first { $0.name == collection }
        if let settings, settings.isData {
            throw DiagnosticError(
                Diagnostic(
                    .badAlias,
                    Words(
                        pl: "„\(collection)” to dane: wpis jest wierszem pliku",
                        en: "“\(collection)” is data: an entry is a row of a file"),
                    remedy: Words(pl: "dopisz wiersz w \(settings.folder)", en: "add a row to \(settings.folder)")))
        }
        let name = EntrySkeleton.fileName(
            title: title, language: config.mainLanguage.rules, date: settings?.url?.needsDate == true ? date : nil)
        let path = (settings?.folder ?? config.pages.folder) + "/" + name
        guard name != ".md", !name.hasSuffix("-.md") else {
            throw DiagnosticError(
                Diagnostic(
                    .badAlias,
                    Words(pl: "z „\(title)” nie da się zrobić nazwy pliku", en: "“\(title)” makes no file name")))
        }
        guard !tree.exists(path) else {
            throw DiagnosticError(
                Diagnostic(
                    .fileUnwritable, Words(pl: "plik \(path) już jest", en: "the file \(path) exists already"),
                    remedy: Words(pl: "wybierz inną nazwę", en: "choose another name")))
        }
        do throws(FileFailure) {
            try DiskFile.write(
                tree.absolute(path), Array(EntrySkeleton(schema, language: language).text(title: title).utf8))
        } catch {
            throw DiagnosticError(error.diagnostic)
        }
        return path
    }

    private func schema(_ name: String) throws(DiagnosticError) -> Schema {
        if name == "pages" { return config.pages.schema }
        if let collection = config.collections.first(where: { $0.name == name }) { return collection.schema }
        throw DiagnosticError(
            Diagnostic(
                .unknownSetting, Words(pl: "nie ma kolekcji „\(name)”", en: "there is no collection “\(name)”"),
                remedy: NearMiss.remedy(for: name, in: collections)
                    ?? Words(
                        pl: "są: \(collections.joined(separator: ", "))",
                        en: "there are: \(collections.joined(separator: ", "))")))
    }
}
