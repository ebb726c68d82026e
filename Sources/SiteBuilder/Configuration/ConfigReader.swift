import Content
import Diagnostics
import LanguageRules

/// Reads `site-config.json`; every error is located, and all of them are found in one run.
public struct ConfigReader {
    let file: SourceFile
    var findings = Findings()
    private var schemas: SchemaReader

    /// The config, or nil when it cannot be used at all; errors are added to `findings` in both cases.
    public static func read(_ file: SourceFile, baseURL: String? = nil, findings: inout Findings) -> SiteConfig? {
        var reader = ConfigReader(file: file)
        let config = reader.read(baseURLOverride: baseURL)
        findings.add(reader.findings.all)
        return config
    }

    private init(file: SourceFile) {
        self.file = file
        schemas = SchemaReader(file: file, collections: [])
    }

    private func collectionNames(_ object: inout ObjectReader) -> [String] {
        guard case .object(let members)? = object.node("collections")?.value else { return [] }
        return members.map(\.key)
    }

    private mutating func read(baseURLOverride: String?) -> SiteConfig? {
        let node: JSONNode
        do {
            var reader = JSONReader(file: file, allowComments: true)
            node = try reader.read()
        } catch {
            findings.add(error.diagnostics)
            return nil
        }
        guard var object = ObjectReader(node, file: file, what: "site-config.json", findings: &findings) else {
            return nil
        }
        let title = object.requiredString("title", findings: &findings)
        let description = object.string("description", findings: &findings)
        let baseURL = readBaseURL(&object, override: baseURLOverride)
        let language = readLanguage(&object)
        let aliases = SchemaReader.aliases(object.node("fieldNames"), file: file)
        findings.add(aliases.findings.all)
        schemas = SchemaReader(file: file, collections: collectionNames(&object), aliases: aliases.aliases)
        let pages = readPages(&object)
        let collections = readCollections(&object)
        checkReferrers(collections, pages: pages)
        let taxonomies = readTaxonomies(&object, collections: collections, pages: pages)
        let menus = readMenus(&object)
        let others = readLanguages(
            &object, main: language, lists: collections.map(\.name) + taxonomies.map(\.name))
        let map = readMap(&object, collections: collections)
        findings.add(schemas.findings.all)
        let siteOperator = readOperator(&object)
        let declaration = object.string("declaration", findings: &findings).flatMap { url in
            object.node("declaration").map { DeclarationConfig(url: url, span: $0.span) }
        }
        let levels = readLevels(&object)
        checkToolVersion(&object)
        let outputs = readOutputs(&object)
        var rawHTML = false
        if var markdown = object.object("markdown", findings: &findings) {
            rawHTML = markdown.boolean("rawHTML", findings: &findings) ?? false
            markdown.finish(findings: &findings)
        }
        object.finish(findings: &findings)
        guard let title, let baseURL, let pages else { return nil }
        let main = SiteLanguage(
            rules: language, code: language.code, title: title, description: description, prefix: "", paths: [:],
            menus: nil, lists: [:],
            span: object.isWritten("language") ? object.keySpan("language") : nil)
        return SiteConfig(
            file: file, title: title, description: description, baseURL: baseURL, languages: [main] + others,
            collections: collections, pages: pages, taxonomies: taxonomies, menus: menus, map: map,
            siteOperator: siteOperator, declaration: declaration,
            rawHTML: rawHTML, outputs: outputs,
            levels: levels)
    }

    /// A site may name the one version that builds it: another could make other pages of the same sources.
    private mutating func checkToolVersion(_ object: inout ObjectReader) {
        guard let wanted = object.string("metropolia", findings: &findings), wanted != ToolVersion.current else {
            return
        }
        let own = ToolVersion.current
        findings.add(
            Diagnostic(
                .toolVersion,
                Words(
                    pl: "witryna chce metropolii \(wanted), a to jest \(own)",
                    en: "the site asks for metropolia \(wanted), and this is \(own)"),
                at: valueLocation(&object, "metropolia"),
                remedy: Words(
                    pl: "zainstaluj wersję \(wanted); albo, jeśli strony zbudowane tą wersją są w porządku, "
                        + "wpisz \"metropolia\": \"\(own)\"",
                    en: "install version \(wanted); or, when the pages made by this one are right, "
                        + "write \"metropolia\": \"\(own)\"")))
    }

    private mutating func readBaseURL(_ object: inout ObjectReader, override: String?) -> BaseURL? {
        let written = object.requiredString("baseURL", findings: &findings)
        if let override {
            if let base = BaseURL(override) { return base }
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "--base-url „\(override)” nie jest adresem http(s)",
                        en: "--base-url “\(override)” is no http(s) address")))
            return nil
        }
        guard let written else { return nil }
        if let base = BaseURL(written) { return base }
        findings.add(
            Diagnostic(
                .badConfig,
                Words(
                    pl: "„\(written)” nie jest pełnym adresem http(s)", en: "“\(written)” is no full http(s) address"),
                at: valueLocation(&object, "baseURL"),
                remedy: Words(
                    pl: "na przykład https://metropolia.example/", en: "for example https://metropolia.example/")))
        return nil
    }

    private mutating func readLanguage(_ object: inout ObjectReader) -> any Language {
        let code = object.string("language", findings: &findings) ?? "pl"
        if let language = Languages.named(code) { return language }
        findings.add(
            Diagnostic(
                .badConfig, Words(pl: "nieznany język „\(code)”", en: "unknown language “\(code)”"),
                at: valueLocation(&object, "language"), remedy: Words(pl: "znane: pl, en", en: "known: pl, en")))
        return Polish()
    }

    mutating func readSchema(_ object: inout ObjectReader, collection: String) -> Schema {
        let additional = object.boolean("additionalFields", findings: &findings) ?? false
        return schemas.schema(collection: collection, fields: object.node("fields"), additionalFields: additional)
    }

    private mutating func readPages(_ object: inout ObjectReader) -> PagesConfig? {
        guard var pages = object.object("pages", findings: &findings) else {
            findings.add(
                Diagnostic(
                    .badConfig, Words(pl: "brakuje „pages”", en: "“pages” is missing"), at: Location(file, Span(0, 1)),
                    remedy: Words(same: "\"pages\": { \"folder\": \"content\", \"template\": \"strona.html\" }")))
            return nil
        }
        let folder = readFolder("folder", of: &pages)
        let template = pages.requiredString("template", findings: &findings)
        let schema = readSchema(&pages, collection: "pages")
        pages.finish(findings: &findings)
        guard let folder, let template else { return nil }
        return PagesConfig(folder: folder, template: template, schema: schema)
    }

    private mutating func readMenus(_ object: inout ObjectReader) -> [Menu] {
        guard var menus = object.object("menus", findings: &findings) else { return [] }
        return menus.all().map { Menu(name: $0.key, items: readItems($0.value, name: $0.key, depth: 0)) }
    }

    private mutating func readItems(_ node: JSONNode, name: String, depth: Int) -> [MenuItem] {
        guard case .array(let nodes) = node.value, depth < 4 else {
            findings.add(
                ObjectReader.wrongType(
                    node, file: file, name: name, wanted: Words(pl: "lista [ … ]", en: "a list [ … ]")))
            return []
        }
        return nodes.compactMap { node in
            guard var item = ObjectReader(node, file: file, what: name, findings: &findings) else { return nil }
            let label = item.requiredString("label", findings: &findings)
            let url = item.requiredString("url", findings: &findings)
            let children = item.node("children").map { readItems($0, name: "children", depth: depth + 1) } ?? []
            let span = item.node("url")?.span ?? node.span
            item.finish(findings: &findings)
            guard let label, let url else { return nil }
            return MenuItem(label: label, url: url, children: children, span: span)
        }
    }

    private mutating func readLanguages(
        _ object: inout ObjectReader, main: any Language, lists known: [String]
    ) -> [SiteLanguage] {
        guard var languages = object.object("languages", findings: &findings) else { return [] }
        var result: [SiteLanguage] = []
        for member in languages.all() {
            guard let rules = Languages.named(member.key), member.key != main.code else {
                findings.add(
                    Diagnostic(
                        .badConfig,
                        Words(
                            pl: "„\(member.key)” nie jest kolejnym językiem strony",
                            en: "“\(member.key)” is no further language of the site"),
                        at: Location(file, member.keySpan), remedy: Words(pl: "znane: pl, en", en: "known: pl, en")))
                continue
            }
            guard var reader = ObjectReader(member.value, file: file, what: member.key, findings: &findings) else {
                continue
            }
            let title = reader.requiredString("title", findings: &findings)
            let description = reader.string("description", findings: &findings)
            var paths: [String: String] = [:]
            if var words = reader.object("paths", findings: &findings) {
                for word in words.all() {
                    if case .string(let text) = word.value.value, isSegment(text) {
                        paths[word.key] = text
                    } else {
                        findings.add(
                            ObjectReader.wrongType(
                                word.value, file: file, name: word.key,
                                wanted: Words(
                                    pl: "słowo adresu (a–z, cyfry, łączniki)",
                                    en: "a word of an address (a–z, digits, hyphens)")))
                    }
                }
            }
            var menus: [Menu]?
            if reader.node("menus") != nil { menus = readMenus(&reader) }
            let lists = readListTitles(&reader, known: known)
            reader.finish(findings: &findings)
            guard let title else { continue }
            result.append(
                SiteLanguage(
                    rules: rules, code: rules.code, title: title, description: description, prefix: "/" + member.key,
                    paths: paths,
                    menus: menus, lists: lists, span: member.keySpan))
        }
        return result
    }

    private mutating func readListTitles(_ object: inout ObjectReader, known: [String]) -> [String: (
        title: String?, description: String?
    )] {
        guard var lists = object.object("lists", findings: &findings) else { return [:] }
        var result: [String: (title: String?, description: String?)] = [:]
        for member in lists.all() {
            guard known.contains(member.key) else {
                findings.add(
                    Diagnostic(
                        .unknownSetting,
                        Words(
                            pl: "nie ma kolekcji ani taksonomii „\(member.key)”",
                            en: "there is no collection and no taxonomy “\(member.key)”"),
                        at: Location(file, member.keySpan), remedy: NearMiss.remedy(for: member.key, in: known)))
                continue
            }
            guard var reader = ObjectReader(member.value, file: file, what: member.key, findings: &findings) else {
                continue
            }
            result[member.key] = (
                reader.string("title", findings: &findings), reader.string("description", findings: &findings)
            )
            reader.finish(findings: &findings)
        }
        return result
    }

    private mutating func readMap(_ object: inout ObjectReader, collections: [CollectionConfig]) -> MapConfig? {
        let span = object.keySpan("map")
        guard var map = object.object("map", findings: &findings) else { return nil }
        let boundaries = map.requiredString("boundaries", findings: &findings)
        let name = map.requiredString("collection", findings: &findings)
        let key = map.requiredString("key", findings: &findings)
        if let name {
            if let collection = collections.first(where: { $0.name == name }) {
                if let key, collection.schema.slot(of: key) == nil {
                    findings.add(
                        Diagnostic(
                            .badConfig,
                            Words(
                                pl: "kolekcja „\(name)” nie ma pola „\(key)”",
                                en: "the collection “\(name)” has no field “\(key)”"),
                            at: valueLocation(&map, "key"),
                            remedy: NearMiss.remedy(for: key, in: collection.schema.fields.map(\.name))))
                }
            } else {
                findings.add(
                    Diagnostic(
                        .badConfig, Words(pl: "nie ma kolekcji „\(name)”", en: "there is no collection “\(name)”"),
                        at: valueLocation(&map, "collection"),
                        remedy: NearMiss.remedy(for: name, in: collections.map(\.name))))
            }
        }
        map.finish(findings: &findings)
        guard let boundaries, let name, let key else { return nil }
        return MapConfig(boundaries: boundaries, collection: name, key: key, span: span)
    }

    private mutating func readOperator(_ object: inout ObjectReader) -> Operator {
        guard var reader = object.object("operator", findings: &findings) else {
            return Operator(values: Operator.fields.map { _ in nil }, spans: Operator.fields.map { _ in nil })
        }
        let values = Operator.fields.map { reader.string($0, findings: &findings) }
        let spans = Operator.fields.map { reader.isWritten($0) ? reader.keySpan($0) : nil }
        reader.finish(findings: &findings)
        return Operator(values: values, spans: spans)
    }

    private mutating func readLevels(_ object: inout ObjectReader) -> [String: Level?] {
        guard var audit = object.object("audit", findings: &findings) else { return [:] }
        var levels: [String: Level?] = [:]
        for member in audit.all() {
            guard RuleCatalogue.all.contains(where: { $0.name == member.key }) else {
                findings.add(
                    Diagnostic(
                        .unknownSetting,
                        Words(
                            pl: "nie ma reguły „\(member.key)”", en: "there is no rule “\(member.key)”"),
                        at: Location(file, member.keySpan),
                        remedy: NearMiss.remedy(for: member.key, in: RuleCatalogue.all.map(\.name))))
                continue
            }
            guard case .string(let text) = member.value.value,
                text == "off" || Level.allCases.contains(where: { $0.name == text })
            else {
                findings.add(
                    ObjectReader.wrongType(
                        member.value, file: file, name: member.key,
                        wanted: Words(
                            same: "\"error\", \"warning\", \"to-fill-in\", \"off\"")))
                continue
            }
            levels[member.key] = .some(Level.allCases.first { $0.name == text })
        }
        return levels
    }

    func valueLocation(_ object: inout ObjectReader, _ name: String) -> Location {
        Location(file, object.node(name)?.span ?? object.keySpan(name))
    }

    func isPath(_ url: String) -> Bool {
        guard url.hasPrefix("/"), url.hasSuffix("/") else { return false }
        return url.split(separator: "/").allSatisfy { isSegment(String($0)) }
    }

    private func isSegment(_ text: String) -> Bool {
        !text.isEmpty && text != "." && text != ".."
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
            }
    }

    func badPath(_ url: String, at location: Location) -> Diagnostic {
        Diagnostic(
            .badConfig,
            Words(pl: "„\(url)” nie jest adresem na tej stronie", en: "“\(url)” is no address on this site"),
            at: location,
            remedy: Words(
                pl: "adres zaczyna się i kończy znakiem „/” i składa się z a–z, cyfr i łączników",
                en: "an address begins and ends with “/” and consists of a–z, digits and hyphens"))
    }
}
