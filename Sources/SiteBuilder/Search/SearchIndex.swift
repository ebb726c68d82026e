import Content
import Diagnostics
import LanguageRules

/// Writes the index that the search script reads: pages with their titles and places, and which words stand on which.
///
/// ```json
/// {"p":[["Zabierzów","/gminy/zabierzow/","Gminy","Balice|Rząska"]],"h":"0dolinA","t":"0krakowA4owskA"}
/// ```
/// `h` holds the words of descriptions and headings, `t` those of the text: in order, each as the number of letters that
/// it shares with the one before, its other letters, and in capitals the numbers of its pages as differences.
struct SearchIndex {
    let pages: [SearchPage]

    var bytes: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.key("p")
            json.array { json in for page in pages { write(page, to: &json) } }
            json.member("h", Self.words(pages.map(\.head)))
            json.member("t", Self.words(pages.map { $0.text.subtracting($0.head) }))
        }
        return Array((json.text + "\n").utf8)
    }

    private func write(_ page: SearchPage, to json: inout JSONText) {
        json.array { json in
            json.item(page.title)
            json.item(page.url)
            json.item(page.kind)
            if !page.places.isEmpty { json.item(page.places.joined(separator: "|")) }
        }
    }

    /// The words of all pages with the numbers of the pages that have them.
    static func words(_ pages: [Set<String>]) -> String {
        var numbers: [String: [Int]] = [:]
        for (number, words) in pages.enumerated() { for word in words { numbers[word, default: []].append(number) } }
        var output: [UInt8] = []
        var last: [UInt8] = []
        for word in numbers.keys.sorted() {
            guard let found = numbers[word] else { continue }
            let letters = Array(word.utf8)
            let shared = min(9, zip(letters, last).prefix { $0 == $1 }.count)
            output.append(UInt8(ascii: "0") + UInt8(shared))
            output += letters[shared...]
            var before = -1
            for number in found {
                append(number - before - 1, to: &output)
                before = number
            }
            last = letters
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A number in capitals: Q…Z are digits of ten that others follow, A…P the last one, of sixteen.
    private static func append(_ number: Int, to output: inout [UInt8]) {
        var rest = number
        while rest > 15 {
            output.append(UInt8(ascii: "Q") + UInt8(rest % 10))
            rest /= 10
        }
        output.append(UInt8(ascii: "A") + UInt8(rest))
    }
}

/// Gathers the pages that the search can find: those of one language.
struct SearchReader: Sendable {
    let world: SiteWorld
    /// The number of the language.
    let language: Int

    private var config: SiteConfig { world.sources.config }

    /// Every page of the search: the one that the config names, and its translations, each with its language.
    static func pages(_ world: SiteWorld, _ search: SearchConfig) -> [(url: String, language: Int)] {
        let main = world.plan.pages.first { $0.url == search.page }
        var pages = [(url: search.page, language: main?.language ?? 0)]
        guard case .entry(let index)? = main?.kind else { return pages }
        for other in world.plan.translations[index] where other != index {
            guard let url = world.plan.entryURLs[other] else { continue }
            pages.append((url, world.sources.entries[other].language))
        }
        return pages
    }

    /// What the search finds of a page of the language; nil for one that it does not find.
    func page(_ page: PlannedPage, _ search: SearchConfig) -> SearchPage? {
        self.page(page, search, SearchWords(language: config.languages[language].rules))
    }

    /// What a collection is called in the language.
    private func label(_ collection: Int) -> String {
        let settings = config.collections[collection]
        return config.languages[language].lists[settings.name]?.title ?? settings.label ?? ""
    }

    private func page(_ page: PlannedPage, _ search: SearchConfig, _ words: SearchWords) -> SearchPage? {
        let url = config.baseURL.based(page.url)
        switch page.kind {
        case .entry(let index): return entry(index, url, search, words)
        case .list(let collection, 1, _):
            let settings = config.collections[collection]
            var found = SearchPage(url: url, title: world.title(of: page), kind: "")
            let own = config.languages[language].lists[settings.name]?.description
            found.head = words.stems(own ?? settings.list?.description ?? "")
            return found
        case .term(_, _, 1, _), .terms: return SearchPage(url: url, title: world.title(of: page), kind: "")
        case .list, .term, .notFound, .redirect: return nil
        }
    }

    private func entry(_ index: Int, _ url: String, _ search: SearchConfig, _ words: SearchWords) -> SearchPage? {
        let entry = world.sources.entries[index]
        guard !entry.noIndex else { return nil }
        let schema = world.sources.schema(of: entry)
        let slot = search.places.flatMap { schema.slot(of: $0) }
        var places = slot.map { SearchWords.texts(entry.entry.values[$0].value) } ?? []
        let isPage = entry.collection >= config.collections.count
        // A short address is often the name by which people know the page: /zit/.
        let title = Set(words.language.slug(entry.title).split(separator: "-"))
        if isPage, !title.isSuperset(of: entry.slug.split(separator: "-")) {
            places.append(entry.slug.replacing("-", with: " "))
        }
        let kind = isPage ? "" : label(entry.collection)
        var page = SearchPage(
            url: url, title: entry.title, kind: kind,
            places: places.map { $0.replacing("|", with: " ") }.filter { $0 != entry.title })
        let (bytes, body) = world.documents[index].written
        let (headings, text) = words.read(bytes[body])
        page.head = words.stems([headings, entry.description ?? "", kind].joined(separator: " "))
        page.text = words.stems(text)
        for (number, value) in entry.entry.values.enumerated() where number != slot {
            let texts = SearchWords.texts(value.value)
            for text in texts { page.text.formUnion(words.stems(text)) }
            // Fields are labelled in the main language: “kontakt Skawina” finds a gmina that has one.
            if language == 0, !texts.isEmpty { page.text.formUnion(words.stems(schema.fields[number].label ?? "")) }
        }
        return page
    }
}
