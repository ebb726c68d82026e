import Diagnostics

/// Writes the `config.yml` of a web form for editors (Decap CMS, or Sveltia, which reads the same): the same fields,
/// labels, choices and relations as the schemas.
public struct CMSWriter {
    public enum Product: String, CaseIterable, Sendable {
        case decap
        case sveltia
    }

    /// A collection as the form shows it.
    public struct Collection: Sendable {
        public let schema: Schema
        public let label: String
        public let folder: String
        /// Whether file names begin with the day.
        public let isDated: Bool

        public init(schema: Schema, label: String, folder: String, isDated: Bool) {
            self.schema = schema
            self.label = label
            self.folder = folder
            self.isDated = isDated
        }
    }

    private let product: Product
    private let collections: [Collection]
    /// The BCP 47 code of the form's own words.
    private let language: String
    private let siteURL: String

    public init(_ product: Product, collections: [Collection], language: String, siteURL: String) {
        self.product = product
        self.collections = collections
        self.language = language
        self.siteURL = siteURL
    }

    /// The file's text.
    public func text() -> String {
        var yaml = YAMLText()
        yaml.comment(
            "Written by `metropolia schema --cms \(product.rawValue)`; change the schema in site-config.json instead.")
        yaml.mapping("backend") { yaml in
            yaml.member("name", "git-gateway")
            yaml.member("branch", "main")
        }
        yaml.member("locale", language)
        yaml.member("site_url", siteURL)
        yaml.member("media_folder", "static/media")
        yaml.member("public_folder", "/media")
        yaml.mapping("slug") { yaml in
            yaml.member("encoding", "ascii")
            yaml.member("clean_accents", true)
            yaml.member("sanitize_replacement", "-")
        }
        yaml.list("collections", collections) { yaml, collection in write(collection, into: &yaml) }
        return yaml.text
    }

    private func write(_ collection: Collection, into yaml: inout YAMLText) {
        yaml.member("name", collection.schema.collection)
        yaml.member("label", collection.label)
        yaml.member("folder", collection.folder)
        yaml.member("create", true)
        yaml.member("extension", "md")
        yaml.member("format", "frontmatter")
        yaml.member("slug", collection.isDated ? "{{year}}-{{month}}-{{day}}-{{slug}}" : "{{slug}}")
        yaml.member("identifier_field", collection.schema.fields[KnownField.title.slot].key)
        let fields = collection.schema.fields.filter(\.isWritten)
        yaml.list("fields", fields.map { Optional($0) } + [nil]) { yaml, field in
            if let field { write(field, into: &yaml) } else { body(into: &yaml) }
        }
    }

    private func body(into yaml: inout YAMLText) {
        yaml.member("name", "body")
        yaml.member("label", language == "pl" ? "Treść" : "Text")
        yaml.member("widget", "markdown")
        yaml.member("required", false)
    }

    // MARK: - Fields

    private func write(_ field: Field, into yaml: inout YAMLText) {
        yaml.member("name", field.key)
        yaml.member("label", field.label ?? field.key)
        if let hint = field.description { yaml.member("hint", hint) }
        yaml.member("required", field.isRequired)
        defaultValue(field, into: &yaml)
        widget(field, into: &yaml)
    }

    private func defaultValue(_ field: Field, into yaml: inout YAMLText) {
        switch field.defaultValue {
        case .string(let text): yaml.member("default", text)
        case .integer(let number): yaml.member("default", number)
        case .boolean(let flag): yaml.member("default", flag)
        case .number(let number): yaml.raw("default", ScalarReading.text(number))
        case .date(let date): yaml.member("default", date.iso)
        default: break
        }
    }

    private func widget(_ field: Field, into yaml: inout YAMLText) {
        switch field.type {
        case .integer, .year: number("int", field, into: &yaml)
        case .number: number("float", field, into: &yaml)
        case .boolean: yaml.member("widget", "boolean")
        case .date: date(into: &yaml)
        case .text: yaml.member("widget", "text")
        case .markdown: yaml.member("widget", "markdown")
        case .color: yaml.member("widget", "color")
        case .any: yaml.member("widget", "text")
        case .enum(let values):
            yaml.member("widget", "select")
            yaml.scalars("options", values)
        case .list(let item): list(field, item, into: &yaml)
        case .object(let table):
            yaml.member("widget", "object")
            yaml.list("fields", table.fields) { yaml, field in write(field, into: &yaml) }
        case .reference(let target): relation(target, isMany: false, into: &yaml)
        case .image: image(into: &yaml)
        case .file: yaml.member("widget", "file")
        default:
            yaml.member("widget", "string")
            pattern(field, into: &yaml)
        }
    }

    private func number(_ kind: String, _ field: Field, into yaml: inout YAMLText) {
        yaml.member("widget", "number")
        yaml.member("value_type", kind)
        if let minimum = field.constraints.minimum { yaml.raw("min", ScalarReading.text(minimum)) }
        if let maximum = field.constraints.maximum { yaml.raw("max", ScalarReading.text(maximum)) }
    }

    private func date(into yaml: inout YAMLText) {
        yaml.member("widget", "datetime")
        if product == .sveltia {
            yaml.member("type", "date")
        } else {
            yaml.member("date_format", "YYYY-MM-DD")
            yaml.member("time_format", false)
        }
        yaml.member("format", "YYYY-MM-DD")
    }

    private func list(_ field: Field, _ item: Field, into yaml: inout YAMLText) {
        switch item.type {
        case .reference(let target):
            relation(target, isMany: true, into: &yaml)
        case .enum(let values):
            yaml.member("widget", "select")
            yaml.member("multiple", true)
            yaml.scalars("options", values)
        case .object(let table):
            yaml.member("widget", "list")
            yaml.list("fields", table.fields) { yaml, field in write(field, into: &yaml) }
        default:
            yaml.member("widget", "list")
            yaml.mapping("field") { yaml in
                yaml.member("name", item.key)
                yaml.member("label", item.label ?? field.label ?? item.key)
                widget(item, into: &yaml)
            }
        }
        if let count = field.constraints.minItems { yaml.member("min", count) }
        if let count = field.constraints.maxItems { yaml.member("max", count) }
    }

    private func relation(_ target: String, isMany: Bool, into yaml: inout YAMLText) {
        let title =
            collections.first { $0.schema.collection == target }?.schema.fields[KnownField.title.slot].key ?? "title"
        yaml.member("widget", "relation")
        yaml.member("collection", target)
        yaml.member("multiple", isMany)
        yaml.scalars("search_fields", [title])
        yaml.member("value_field", "{{slug}}")
        yaml.scalars("display_fields", [title])
    }

    /// An image with its description, as `{plik, opis}`.
    private func image(into yaml: inout YAMLText) {
        yaml.member("widget", "object")
        yaml.list("fields", ["plik", "opis", "dekoracja"]) { yaml, name in
            yaml.member("name", name)
            switch name {
            case "plik":
                yaml.member("label", language == "pl" ? "Plik" : "File")
                yaml.member("widget", "image")
            case "opis":
                yaml.member("label", language == "pl" ? "Opis dla niewidomych" : "Description for the blind")
                yaml.member("widget", "string")
            default:
                yaml.member("label", language == "pl" ? "Tylko ozdoba" : "Decoration only")
                yaml.member("widget", "boolean")
            }
            yaml.member("required", false)
        }
    }

    private func pattern(_ field: Field, into yaml: inout YAMLText) {
        if let pattern = field.constraints.pattern ?? CMSWriter.shape(field.type) {
            let words = language == "pl" ? field.type.words.pl : field.type.words.en
            yaml.scalars("pattern", [pattern, words])
        }
    }

    private static func shape(_ type: FieldType) -> String? {
        switch type {
        case .time: "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
        case .url: "^(https?://|/)\\S+$"
        case .email: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"
        case .phone: "^[+(0-9][-0-9 ()/.+]*$"
        case .teryt: "^[0-9]{7}$"
        case .postcode: "^[0-9]{2}-[0-9]{3}$"
        case .nip: "^(PL)?([ -]*[0-9]){10}$"
        case .regon: "^([0-9]{9}|[0-9]{14})$"
        case .krs: "^[0-9]{10}$"
        case .money: "^-?[0-9]+(\\.[0-9]{1,2})?( [A-Z]{3})?$"
        case .coordinates: "^-?[0-9.]+, *-?[0-9.]+$"
        default: nil
        }
    }
}
