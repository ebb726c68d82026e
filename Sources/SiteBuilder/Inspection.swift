import Diagnostics
import Templates

/// Answers “what can I print here?”: every variable that a template sees on a page, with type, value and origin.
public enum Inspection {
    /// Finds the page of a URL, of an entry's path or of a slug, and describes its variables.
    ///
    /// The description is nil, with a finding, when there is no such page.
    public static func text(_ wanted: String, options: BuildOptions, language: MessageLanguage) -> (
        text: String?, findings: Findings
    ) {
        var findings = Findings()
        guard let sources = SiteLoader.load(options, findings: &findings) else { return (nil, findings) }
        let plan = Planner.plan(sources, options: options, findings: &findings)
        let store = FindingStore()
        let images = ImageFacts.read(sources, plan, findings: &findings)
        let world = SiteWorld(sources: sources, plan: plan, images: images, date: options.date, findings: store)
        findings.add(store.all)
        guard let page = page(wanted, world) else {
            var result = Findings()
            result.add(
                Diagnostic(
                    .unknownPage,
                    Words(pl: "nie ma strony ani wpisu „\(wanted)”", en: "there is no page and no entry “\(wanted)”"),
                    remedy: NearMiss.remedy(for: wanted, in: plan.pages.map(\.url))))
            return (nil, result)
        }
        var writer = InspectionWriter(world: world, language: language)
        writer.page(page)
        return (writer.text, findings)
    }

    private static func page(_ wanted: String, _ world: SiteWorld) -> PlannedPage? {
        let pages = world.plan.pages.filter { if case .redirect = $0.kind { false } else { true } }
            .sorted { ($0.language, $0.url) < ($1.language, $1.url) }
        if let page = pages.first(where: { $0.url == wanted || $0.url == "/" + wanted + "/" }) { return page }
        return pages.first { page in
            guard case .entry(let index) = page.kind else { return false }
            let entry = world.sources.entries[index]
            return entry.path == wanted || entry.path.hasSuffix("/" + wanted) || entry.slug == wanted
        }
    }
}

/// Writes the variables of one page as a table: name, type, value, origin.
private struct InspectionWriter {
    let world: SiteWorld
    let language: MessageLanguage
    private(set) var text = ""

    init(world: SiteWorld, language: MessageLanguage) {
        self.world = world
        self.language = language
    }

    mutating func page(_ page: PlannedPage) {
        text += "\(page.url)  templates/\(page.template)\n"
        for (name, value) in zip(TemplateTypes.globalNames, world.globals(of: page)) {
            write(name, value, type: nil, origin: "", depth: 0)
        }
    }

    private mutating func write(_ name: String, _ value: Value, type: TypeInfo?, origin: String, depth: Int) {
        let value = resolved(value)
        let label = type.map { $0.label.text(in: language) } ?? ""
        var line = String(repeating: "  ", count: depth) + name
        if !label.isEmpty { line += ": " + label }
        if let shown = scalar(value) { line += " = " + shown }
        if !origin.isEmpty { line += "  (\(origin))" }
        text += line + "\n"
        guard depth < 2 else { return }
        switch value {
        case .object(let object): fields(of: object, depth: depth)
        case .record(let index):
            guard depth == 0, let object = world.records[index] else { return }
            fields(of: object, depth: depth)
        default: break
        }
    }

    private mutating func fields(of object: ObjectValue, depth: Int) {
        for (field, value) in zip(object.type.fields, object.fields) where field.insteadUse == nil {
            write(field.name, value, type: field.type, origin: field.origin, depth: depth + 1)
        }
    }

    private func resolved(_ value: Value) -> Value {
        guard case .deferred(let deferred) = value else { return value }
        return (try? deferred.value()) ?? .absent
    }

    private func scalar(_ value: Value) -> String? {
        switch value {
        case .undefined, .none: language == .pl ? "brak" : "absent"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): quoted(text)
        case .markup(let text): "HTML, \(text.utf8.count) B"
        case .date(let day): day.iso
        case .list(let list): "[\(list.items.count)]"
        case .map(let map): "{\(map.count)}"
        case .record(let index): world.records[index].flatMap { $0["url"]?.text } ?? ""
        default: nil
        }
    }

    private func quoted(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "“" + (line.count > 70 ? line.prefix(69) + "…" : line) + "”"
    }
}
