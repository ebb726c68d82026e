import Content
import Diagnostics
import LanguageRules

extension Planner {
    /// The terms of every taxonomy with their pages.
    mutating func termPages(order: [[[Int]]]) -> (terms: [[[Term]]], pages: [PlannedPage]) {
        var pages: [PlannedPage] = []
        var terms: [[[Term]]] = []
        for (index, taxonomy) in config.taxonomies.enumerated() {
            var byLanguage: [[Term]] = []
            for language in config.languages.indices {
                let found = self.terms(taxonomy, language: language, order: order)
                pages += self.pages(found, taxonomy: index, language: language)
                byLanguage.append(found.map(\.term))
            }
            terms.append(byLanguage)
        }
        checkTermSlugs(terms)
        return (terms, pages)
    }

    private typealias Located = (term: Term, place: Location)

    private mutating func terms(_ taxonomy: TaxonomyConfig, language: Int, order: [[[Int]]]) -> [Located] {
        struct Bearers {
            let name: String
            let place: Location
            var entries: [Int] = []
        }
        var bearers: [String: Bearers] = [:]
        let settings = config.languages[language]
        let given = Dictionary(taxonomy.slugs.map { ($0.term, $0.slug) }, uniquingKeysWith: { $1 })
        for index in bearingEntries(taxonomy, language: language, order: order) {
            for (name, place) in names(taxonomy, entries[index]) {
                let slug = given[name] ?? settings.rules.slug(name)
                guard !slug.isEmpty else {
                    let setting = slugSetting(taxonomy, name, "…")
                    findings.add(
                        Diagnostic(
                            .badSlug,
                            Words(pl: "z „\(name)” nie da się zrobić adresu", en: "“\(name)” makes no address"),
                            at: place,
                            remedy: Words(
                                pl: "użyj liter i cyfr albo nadaj hasłu adres w ustawieniach: \(setting)",
                                en: "use letters and digits, or give the term a slug in the config: \(setting)")))
                    continue
                }
                let first = bearers[slug, default: Bearers(name: name, place: place)]
                if first.name != name {
                    findings.add(otherSpelling(taxonomy, slug, (name, place), (first.name, first.place)))
                }
                if first.entries.last != index { bearers[slug, default: first].entries.append(index) }
            }
        }
        let found = bearers.map { slug, bearers in
            let url = settings.prefix + (taxonomy.url.url(slug: slug, date: nil, word: settings.word) ?? "/")
            return (
                key: settings.rules.sortKey(bearers.name),
                located: (Term(name: bearers.name, slug: slug, url: url, entries: bearers.entries), bearers.place)
            )
        }
        return found.sorted {
            $0.key == $1.key
                ? $0.located.0.slug < $1.located.0.slug : $0.key.lexicographicallyPrecedes($1.key)
        }.map { ($0.located.0, $0.located.1) }
    }

    /// The entries that may bear terms, in the taxonomy's order.
    private func bearingEntries(_ taxonomy: TaxonomyConfig, language: Int, order: [[[Int]]]) -> [Int] {
        let all = taxonomy.collections.flatMap { order[$0][language] }
        return EntryOrder(config, taxonomy, language: language)?.sorted(all, entries: entries) ?? all
    }

    /// The terms that an entry bears, with the place where each is written.
    private func names(_ taxonomy: TaxonomyConfig, _ entry: SiteEntry) -> [(String, Location)] {
        guard let slot = sources.schema(of: entry).slot(of: taxonomy.field) else { return [] }
        let located = entry.entry.values[slot]
        let place = { (span: Span) in entry.location(span.end > 0 ? span : entry.claim) }
        if let text = located.value.string { return [(text, place(located.span))] }
        return (located.value.list ?? []).compactMap { item in item.value.string.map { ($0, place(item.span)) } }
    }

    /// Two texts that claim one address: a term spelt in two ways, or two terms that differ in signs no slug has.
    private func otherSpelling(
        _ taxonomy: TaxonomyConfig, _ slug: String, _ name: (text: String, place: Location),
        _ first: (text: String, place: Location)
    ) -> Diagnostic {
        let notes = [Diagnostic.Note(Words(pl: "tamto hasło", en: "the other term"), at: first.place)]
        guard signs(name.text) != signs(first.text) else {
            return Diagnostic(
                .termSpelling,
                Words(
                    pl: "hasło „\(name.text)” to gdzie indziej „\(first.text)”",
                    en: "the term “\(name.text)” is “\(first.text)” elsewhere"),
                at: name.place, remedy: Words(pl: "pisz je wszędzie jednakowo", en: "spell it alike everywhere"),
                notes: notes)
        }
        // The one with more signs is the one that its letters name badly.
        let odd = signs(name.text).count >= signs(first.text).count ? name.text : first.text
        let setting = slugSetting(taxonomy, odd, slug + "-2")
        return Diagnostic(
            .termSpelling,
            Words(
                pl: "hasła „\(name.text)” i „\(first.text)” mają jeden adres (\(slug))",
                en: "the terms “\(name.text)” and “\(first.text)” have one slug (\(slug))"),
            at: name.place,
            remedy: Words(
                pl:
                    "jeśli to dwa hasła, nadaj jednemu adres w ustawieniach: \(setting); jeśli jedno, pisz je jednakowo",
                en: "if they are two terms, give one a slug in the config: \(setting); if one, spell it alike"),
            notes: notes)
    }

    /// What a slug leaves out of a text and readers do not: `+`, `#`, letters of other scripts. Not case, marks, spaces.
    private func signs(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .mathSymbol, .currencySymbol, .otherSymbol: true
            case .otherPunctuation: ["#", "&", "@", "*", "%", "!", "?", "/", "\\"].contains(scalar)
            default: false
            }
        }
    }

    private func slugSetting(_ taxonomy: TaxonomyConfig, _ term: String, _ slug: String) -> String {
        "\"taxonomies\": { \"\(taxonomy.name)\": { \"slugs\": { \"\(term)\": \"\(slug)\" } } }"
    }

    /// A slug for a term that no entry bears is most likely misspelt.
    mutating func checkTermSlugs(_ terms: [[[Term]]]) {
        for (taxonomy, byLanguage) in zip(config.taxonomies, terms) {
            let known = Set(byLanguage.joined().map(\.name))
            for given in taxonomy.slugs where !known.contains(given.term) {
                findings.add(
                    Diagnostic(
                        .termSpelling,
                        Words(
                            pl: "żaden wpis nie ma hasła „\(given.term)”", en: "no entry has the term “\(given.term)”"),
                        at: Location(config.file, given.span),
                        remedy: NearMiss.remedy(for: given.term, in: known.sorted())
                            ?? Words(pl: "usuń je z „slugs”", en: "remove it from “slugs”"), level: .warning))
            }
        }
    }

    private mutating func pages(_ terms: [Located], taxonomy index: Int, language: Int) -> [PlannedPage] {
        let (taxonomy, settings) = (config.taxonomies[index], config.languages[language])
        var pages: [PlannedPage] = []
        for (number, located) in terms.enumerated() {
            let size = taxonomy.pageSize ?? max(located.term.entries.count, 1)
            let total = max(1, (located.term.entries.count + size - 1) / size)
            for page in 1...total {
                let url = PageNumber.url(of: located.term.url, number: page, language: settings.code)
                guard claim(url, by: located.place) else { continue }
                pages.append(
                    PlannedPage(
                        url: url, kind: .term(taxonomy: index, term: number, number: page, total: total),
                        template: taxonomy.template, language: language, claim: located.place))
            }
        }
        guard let list = taxonomy.list, language == 0 || !terms.isEmpty else { return pages }
        let place = Location(config.file, list.span)
        let url = settings.translated(list.url)
        guard claim(url, by: place) else { return pages }
        pages.append(
            PlannedPage(
                url: url, kind: .terms(taxonomy: index), template: list.template, language: language, claim: place))
        return pages
    }
}
