import Diagnostics

extension PageAudit {
    /// What only the whole page can tell.
    mutating func finish() {
        close(elements.open.count, endsAt: tokenizer.count)
        checkReferences()
        checkFields()
        let html = head.html ?? 0..<0
        let top = head.head ?? html
        if !head.hasDoctype { report(HTMLFault(.missingDoctype, 0, 0)) }
        if !head.hasLanguage {
            report(
                .missingLang, html,
                Words(pl: "strona nie mówi, w jakim jest języku", en: "the page does not say its language"),
                remedy: Words(pl: "w szablonie: <html lang=\"pl\">", en: "in the template: <html lang=\"en\">"))
        }
        if !head.hasTitle {
            report(
                .missingTitle, top, Words(pl: "strona bez tytułu", en: "a page without a title"),
                remedy: Words(
                    pl: "dopisz pole title i <title> w szablonie",
                    en: "add the field title, and <title> in the template"))
        }
        if summary.isRedirect { return }
        if summary.description == nil, !summary.isNoIndex {
            report(
                .missingDescription, top,
                Words(pl: "strona bez opisu (description)", en: "a page without a description"),
                remedy: Words(
                    pl: "dopisz w nagłówku wpisu: description: …", en: "add to the front matter: description: …"))
        }
        if mainHeadings == 0 {
            report(
                .missingH1, head.body ?? html, Words(pl: "strona bez nagłówka h1", en: "a page without an h1"),
                remedy: Words(
                    pl: "w szablonie: <h1>{{ entry.title }}</h1>", en: "in the template: <h1>{{ entry.title }}</h1>"))
        }
    }

    private mutating func checkReferences() {
        for reference in references where !ids.contains(reference.id) {
            let name = text(reference.range)
            if reference.isAnchor {
                report(
                    .deadAnchor, reference.range,
                    Words(pl: "na stronie nie ma celu „\(name)”", en: "the page has no target “\(name)”"),
                    remedy: Words(
                        pl: "popraw odnośnik albo nagłówek, do którego prowadzi",
                        en: "mend the link or the heading it leads to"))
            } else {
                report(
                    .missingReference, reference.range,
                    Words(
                        pl: "na stronie nie ma elementu o id „\(name)”",
                        en: "the page has no element with the id “\(name)”"))
            }
        }
    }

    private mutating func checkFields() {
        for field in fields where field.id == 0 || !labelled.contains(field.id) {
            report(
                .fieldWithoutLabel, field.tag,
                Words(pl: "pole formularza bez etykiety", en: "a form field without a label"),
                remedy: Words(pl: "dodaj <label for=\"id pola\">", en: "add <label for=\"the field's id\">"))
        }
    }
}
