import Diagnostics
import LanguageRules

/// Reads content files into entries by a schema; one reader a thread, for many files.
///
/// ```swift
/// var reader = EntryReader(schema: gminy, language: Languages.named("pl"), languages: ["en"])
/// let entry = reader.read(file, path: "skawina.md")    // nil when the front matter cannot be read
/// let wrong = reader.takeFindings()
/// ```
public struct EntryReader {
    public let schema: Schema
    let rules: any Language
    let languages: [String]
    private var frontMatter = FrontMatterReader()
    var findings: [Diagnostic] = []

    /// - Parameter languages: the codes that count as a language suffix of a file's name.
    public init(schema: Schema, language: any Language, languages: [String] = []) {
        self.schema = schema
        rules = language
        self.languages = languages
    }

    /// What was wrong in the files read since the last call.
    public mutating func takeFindings() -> [Diagnostic] {
        defer { findings = [] }
        return findings
    }

    /// The entry of a file; nil, and a finding, when its front matter cannot be read at all.
    ///
    /// A value that does not fit its field is `.absent`, and a finding.
    /// - Parameter path: the path below the collection's folder.
    public mutating func read(_ file: SourceFile, path: String) -> Entry? {
        let name = EntryName(path: path, languages: languages, language: rules)
        defer { checkLanguageSuffix(of: path, file) }
        let split: FrontMatterSplit
        do throws(DiagnosticError) {
            split = try frontMatter.read(file)
        } catch {
            findings += error.diagnostics
            return nil
        }
        return entry(file, name, frontMatter.tree, root: 0, body: split.body, head: split.fence)
    }

    /// The entry of a mapping in a tree; of an empty tree an entry without fields.
    mutating func entry(
        _ file: SourceFile, _ name: EntryName, _ tree: DataTree, root: Int, body: Range<Int>, head: Span
    ) -> Entry {
        var reader = ValueReader(file: file, tree: tree)
        // What a translation leaves out it takes from the main language's file: `TranslationJoin` looks for it there.
        let isTranslation = name.language != nil
        var values: [LocatedValue]
        var others: [NamedValue] = []
        if tree.nodes.isEmpty {
            values = [LocatedValue](repeating: .absent, count: schema.fields.count)
            reader.complete(&values, schema.table, missingAt: head, isTranslation: isTranslation)
        } else {
            (values, others) = reader.fields(
                of: root, schema.table, additionalFields: schema.additionalFields, missingAt: head,
                isTranslation: isTranslation)
        }
        if !reader.findings.isEmpty { findings += reader.findings.all }
        var entry = Entry(
            file: file, name: name, slug: name.slug, values: values, others: others, body: body, head: head
        )
        applyName(to: &entry)
        return entry
    }

    // MARK: - Names and days

    /// `skawina.de.md` on a site without German, `skawina.EN.md`: no translation, though it looks like one.
    private mutating func checkLanguageSuffix(of path: String, _ file: SourceFile) {
        // Nearly every path has the one dot of `.md`.
        guard path.utf8.lazy.filter({ $0 == UInt8(ascii: ".") }).count > 1 else { return }
        let parts = path.split(separator: "/").last?.split(separator: ".") ?? []
        guard parts.count > 2, let suffix = parts.dropLast().last.map(String.init), !languages.contains(suffix),
            suffix != rules.code, EntryReader.languageCodes.contains(suffix.lowercased())
        else { return }
        let code = suffix.lowercased()
        let isKnown = languages.contains(code) || code == rules.code
        findings.append(
            Diagnostic(
                .badFileName,
                Words(
                    pl: "„.\(suffix)” w nazwie pliku nie oznacza języka tej strony",
                    en: "“.\(suffix)” in the file's name is no language of this site"),
                at: Location(file, Span(0, 0)),
                remedy: isKnown
                    ? Words(
                        pl: "wpisz kod małymi literami: .\(code).md", en: "write the code in small letters: .\(code).md"
                    )
                    : Words(
                        pl: "dodaj język w ustawieniach („languages”) albo usuń „.\(suffix)” z nazwy",
                        en: "add the language to “languages” in the config, or take “.\(suffix)” out of the name"),
                level: .warning))
    }

    /// The languages that Polish sites translate into (ISO 639-1, and `ua`, as many write for `uk`).
    private static let languageCodes: Set = [
        "pl", "en", "de", "fr", "es", "it", "pt", "nl", "uk", "ua", "ru", "be", "lt", "lv", "cs", "cz", "sk", "hu",
    ]

    private mutating func applyName(to entry: inout Entry) {
        applySlug(to: &entry)
        if let day = entry.name.impossibleDate {
            findings.append(
                Diagnostic(
                    .badFileName,
                    Words(
                        pl: "nie ma takiego dnia: \(day) w nazwie pliku",
                        en: "there is no such day: \(day) in the file's name"),
                    at: entry.location(entry.head), remedy: Words(pl: "popraw nazwę pliku", en: "mend the file's name"))
            )
        }
        guard let day = entry.name.date else { return }
        let slot = KnownField.date.slot
        guard let written = entry.date else {
            entry.values[slot] = LocatedValue(.date(day), Span(0, 0))
            return
        }
        guard written != day else { return }
        findings.append(
            Diagnostic(
                .dateMismatch,
                Words(
                    pl: "data \(written.iso) jest inna niż w nazwie pliku (\(day.iso))",
                    en: "the date \(written.iso) differs from the one in the file's name (\(day.iso))"),
                at: entry.location(entry.values[slot].span),
                remedy: Words(pl: "zostaw jedną z nich", en: "keep one of them")))
    }

    private mutating func applySlug(to entry: inout Entry) {
        let slot = KnownField.slug.slot
        if let slug = entry.values[slot].value.string {
            if EntryName.isSlug(slug) {
                entry.slug = slug
                return
            }
            let meant = rules.slug(slug)
            findings.append(
                Diagnostic(
                    .badSlug,
                    Words(pl: "„\(slug)” nie może stać w adresie", en: "“\(slug)” cannot stand in a URL"),
                    at: entry.location(entry.values[slot].span),
                    remedy: meant.isEmpty
                        ? Words(pl: "użyj liter a–z, cyfr i minusów", en: "use letters a–z, digits and hyphens")
                        : Words(pl: "czy chodziło o \(meant)?", en: "did you mean \(meant)?")))
        } else if entry.slug.isEmpty, !entry.name.isFolder {
            findings.append(
                Diagnostic(
                    .badFileName,
                    Words(pl: "z nazwy pliku nie da się zrobić adresu", en: "the file's name makes no URL"),
                    at: entry.location(entry.head),
                    remedy: Words(pl: "nazwij plik literami i cyframi", en: "name the file with letters and digits")))
        }
    }
}
