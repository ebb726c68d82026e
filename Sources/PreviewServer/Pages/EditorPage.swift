import Diagnostics

/// The editor's page: every entry with its state, what is still to be filled in, messages, and the last build's timings.
struct EditorPage {
    let site: ServedSite
    let entries: [PreviewEntry]
    let language: MessageLanguage

    var bytes: [UInt8] {
        MessagePage.page(title: word(Words(pl: "Podgląd witryny", en: "Site preview")), language: language, body: body)
    }

    private var body: String {
        var text = "<p>" + link(site.basePath, word(Words(pl: "Strona główna", en: "Home page"))) + "</p>"
        text += section(Words(pl: "Uwagi", en: "Messages"), messages)
        text += section(Words(pl: "Do uzupełnienia", en: "To fill in"), toFillIn)
        text += section(Words(pl: "Wpisy (\(entries.count))", en: "Entries (\(entries.count))"), table)
        return text + section(Words(pl: "Czasy ostatniej budowy", en: "Timings of the last build"), timings)
    }

    private var messages: String {
        let messages = BuildMessages(site.build, language: language)
        guard messages.text.isEmpty else {
            return "<pre class=\"podglad-text\">\(HTMLText.escaped(messages.text))</pre>"
        }
        return "<p>" + word(Words(pl: "Bez uwag.", en: "Nothing to say.")) + "</p>"
    }

    /// Fields of entries, and findings of the level to-fill-in without an entry (the operator's data).
    private var toFillIn: String {
        var items = entries.filter { !$0.toFillIn.isEmpty }.map { entry in
            HTMLText.escaped(entry.sourcePath) + ": " + HTMLText.escaped(entry.toFillIn.joined(separator: ", "))
        }
        items += site.build.findings.sorted().filter { $0.level == .toFillIn }.map {
            HTMLText.escaped(word($0.message))
        }
        guard !items.isEmpty else {
            return "<p>" + word(Words(pl: "Niczego nie brakuje.", en: "Nothing is missing.")) + "</p>"
        }
        return "<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
    }

    private var timings: String {
        "<pre class=\"podglad-text\">\(HTMLText.escaped(site.build.timings))</pre>"
    }

    private var table: String {
        let columns = [
            Words(pl: "Tytuł", en: "Title"), Words(pl: "Kolekcja", en: "Collection"), Words(pl: "Stan", en: "State"),
            Words(pl: "Data", en: "Date"), Words(pl: "Plik", en: "File"),
            Words(pl: "Szablon widzi", en: "Template sees"),
        ]
        var text =
            "<div class=\"podglad-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(word(Words(pl: "Wpisy", en: "Entries")))\">"
        text +=
            "<table><thead><tr>" + columns.map { "<th scope=\"col\">\(word($0))</th>" }.joined()
            + "</tr></thead><tbody>"
        for entry in entries { text += row(entry) }
        return text + "</tbody></table></div>"
    }

    private func row(_ entry: PreviewEntry) -> String {
        let title = entry.url.map { link($0, entry.title) } ?? HTMLText.escaped(entry.title)
        let inspect =
            entry.url.map { link(PreviewPath.inspect + "?page=" + EditorPage.encoded(page(of: $0)), "inspect") } ?? ""
        var cells = "<td>\(title)</td><td>\(HTMLText.escaped(entry.collection))</td>"
        cells += "<td>\(HTMLText.escaped(state(entry)))</td><td>\(HTMLText.escaped(entry.date ?? ""))</td>"
        cells += "<td>\(HTMLText.escaped(entry.sourcePath))</td><td>\(inspect)</td>"
        return "<tr>\(cells)</tr>"
    }

    /// The address without the base path, as `inspect` names pages.
    private func page(of url: String) -> String {
        guard url.hasPrefix(site.basePath) else { return url }
        return "/" + (String(url.utf8.dropFirst(site.basePath.utf8.count)) ?? "")
    }

    private func state(_ entry: PreviewEntry) -> String {
        switch entry.state {
        case .published: word(Words(pl: "opublikowany", en: "published"))
        case .draft: word(Words(pl: "szkic", en: "draft"))
        case .future(let day): word(Words(pl: "od \(day)", en: "from \(day)"))
        case .expired(let day): word(Words(pl: "wygasł \(day)", en: "expired \(day)"))
        }
    }

    private func section(_ title: Words, _ content: String) -> String {
        "<section><h2>\(HTMLText.escaped(word(title)))</h2>\(content)</section>\n"
    }

    private func link(_ url: String, _ label: String) -> String {
        "<a href=\"\(HTMLText.escaped(url))\">\(HTMLText.escaped(label))</a>"
    }

    private func word(_ words: Words) -> String { words.text(in: language) }

    /// Percent-encoded for a query; letters, digits, `-._~/` stay.
    private static func encoded(_ text: String) -> String {
        text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { part in
                String(RequestTarget.path(of: [String(decoding: part, as: UTF8.self)]).dropFirst().dropLast())
            }
            .joined(separator: "/")
    }
}
