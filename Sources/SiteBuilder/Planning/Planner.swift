import Content
import Diagnostics
import LanguageRules

/// Decides every URL and output of a build, and reports whatever makes two of them clash.
struct Planner {
    let sources: SiteSources
    private let options: BuildOptions
    var findings = Findings()
    private var claims: [String: Location] = [:]

    static func plan(_ sources: SiteSources, options: BuildOptions, findings: inout Findings) -> Plan {
        var planner = Planner(sources: sources, options: options)
        let plan = planner.plan()
        findings.add(planner.findings.all)
        return plan
    }

    private init(sources: SiteSources, options: BuildOptions) {
        self.sources = sources
        self.options = options
    }

    var config: SiteConfig { sources.config }
    var entries: Row<SiteEntry> { sources.entries }

    private mutating func plan() -> Plan {
        claims.reserveCapacity(entries.count + sources.contentFiles.count + sources.staticFiles.count)
        var leftOut: [LeftOut] = []
        var isOut: [Bool] = []
        for entry in entries {
            let reason = Planner.reasonToLeaveOut(entry, options)
            if let reason { leftOut.append(LeftOut(path: entry.path, title: entry.title, reason: reason)) }
            isOut.append(reason != nil)
        }
        let originals = findOriginals()
        let order = sortedOrder(isOut: isOut, originals: originals)
        let urls = entryURLs(isOut: isOut)
        var pages = entryPages(urls: urls)
        pages += listPages(order: order)
        let (terms, termPages) = termPages(order: order)
        pages += termPages
        pages += notFoundPages()
        pages += redirects(urls: urls)
        let files = plannedFiles(urls: urls)
        pages.sort { $0.url.precedesByBytes($1.url) }
        var entryByPath: [String: Int] = [:]
        entryByPath.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() where entry.entry.item == nil { entryByPath[entry.path] = index }
        return Plan(
            pages: pages, files: files, order: order, entryURLs: urls, appears: isOut.map { !$0 }, terms: terms,
            neighbours: Planner.neighbours(order: order, count: entries.count),
            translations: translations(originals: originals, isOut: isOut), entryByPath: entryByPath,
            fileURLs: Planner.fileURLs(files, config),
            leftOut: leftOut)
    }

    static func fileURLs(_ files: [PlannedFile], _ config: SiteConfig) -> [String: String] {
        let beside = files.lazy.filter { SitePath.isInside($0.source, config.pages.folder) }
        return Dictionary(beside.map { ($0.source, $0.url) }, uniquingKeysWith: { $1 })
    }

    // MARK: What appears

    static func reasonToLeaveOut(_ entry: SiteEntry, _ options: BuildOptions) -> LeftOut.Reason? {
        switch entry.entry.standing(on: options.date, drafts: options.drafts, future: options.future) {
        case .published: nil
        case .draft: .draft
        case .future(let day): .future(day)
        case .expired(let day): .expired(day)
        }
    }

    private func sortedOrder(isOut: [Bool], originals: [Int?]) -> [[[Int]]] {
        var order = [[[Int]]](
            repeating: Array(repeating: [], count: config.languages.count), count: config.collections.count + 1)
        for (index, entry) in entries.enumerated() where !isOut[index] {
            order[entry.collection][entry.language].append(index)
        }
        shareData(&order, originals: originals, isOut: isOut)
        for (collection, languages) in order.enumerated() {
            for language in languages.indices {
                order[collection][language] = EntryOrder(config, collection: collection, language: language)
                    .sorted(languages[language], entries: entries)
            }
        }
        return order
    }

    /// Data without pages are the same in every language, but for the rows that one translates.
    private func shareData(_ order: inout [[[Int]]], originals: [Int?], isOut: [Bool]) {
        for (collection, settings) in config.collections.enumerated() where settings.isData && settings.url == nil {
            for language in config.languages.indices.dropFirst() {
                let own = order[collection][language]
                let translated = Set(own.compactMap { originals[$0] })
                order[collection][language] = own + order[collection][0].filter { !translated.contains($0) }
            }
        }
    }

    static func neighbours(order: [[[Int]]], count: Int) -> [(previous: Int?, next: Int?)] {
        var result = [(previous: Int?, next: Int?)](repeating: (nil, nil), count: count)
        for collection in order.dropLast() {
            for row in collection {
                for (place, index) in row.enumerated() {
                    result[index] = (place > 0 ? row[place - 1] : nil, place + 1 < row.count ? row[place + 1] : nil)
                }
            }
        }
        return result
    }

    // MARK: Languages

    /// The main language's entry of each translation (its own index for an original).
    private mutating func findOriginals() -> [Int?] {
        guard config.languages.count > 1 else { return Array(entries.indices) }
        var byPath: [String: Int] = [:]
        // Rows of one data file are told apart by their slug.
        let key = { (path: String, entry: SiteEntry) in entry.entry.item == nil ? path : path + "#" + entry.slug }
        for (index, entry) in entries.enumerated() where entry.language == 0 {
            byPath[key(entry.path, entry)] = index
        }
        return entries.enumerated().map { index, entry in
            guard entry.language > 0 else { return index }
            let code = config.languages[entry.language].code
            let original = byPath[key(SitePath.original(of: entry.path, code: code), entry)]
            if original == nil {
                findings.add(
                    Diagnostic(
                        .missingOriginal,
                        Words(
                            pl: "tłumaczenie \(entry.path) nie ma wpisu w głównym języku",
                            en: "the translation \(entry.path) has no entry in the main language"),
                        at: entry.location(entry.claim),
                        remedy: Words(
                            pl:
                                "obok musi leżeć \(SitePath.original(of: entry.path, code: config.languages[entry.language].code))",
                            en:
                                "\(SitePath.original(of: entry.path, code: config.languages[entry.language].code)) must lie beside it"
                        )))
            }
            return original
        }
    }

    private func translations(originals: [Int?], isOut: [Bool]) -> [[Int]] {
        guard config.languages.count > 1 else { return Array(repeating: [], count: entries.count) }
        var groups: [Int: [Int]] = [:]
        for (index, original) in originals.enumerated() where !isOut[index] {
            if let original { groups[original, default: []].append(index) }
        }
        return originals.enumerated().map { index, original in
            guard let original, let group = groups[original] else { return [] }
            return group.filter { $0 != index }.sorted { entries[$0].language < entries[$1].language }
        }
    }

    // MARK: URLs

    private mutating func entryURLs(isOut: [Bool]) -> [String?] {
        entries.enumerated().map { index, entry in
            guard entry.hasPage else { return nil }
            let language = config.languages[entry.language]
            let url: String
            if entry.collection < config.collections.count {
                guard let pattern = config.collections[entry.collection].url else { return nil }
                guard let found = pattern.url(slug: entry.slug, date: entry.date, word: language.word) else {
                    findings.add(
                        Diagnostic(
                            .missingDate,
                            Words(
                                pl: "adres tej kolekcji (\(pattern.text)) wymaga daty, a wpis jej nie ma",
                                en:
                                    "this collection's address (\(pattern.text)) needs a date, and the entry has none"
                            ),
                            at: entry.location(entry.claim),
                            remedy: Words(
                                pl: "dopisz „date: RRRR-MM-DD” albo zacznij nazwę pliku od daty",
                                en: "add “date: YYYY-MM-DD”, or begin the file's name with the date")))
                    return nil
                }
                url = language.prefix + found
            } else {
                url = language.translated(pageURL(entry))
            }
            return isOut[index] ? nil : url
        }
    }

    private func pageURL(_ entry: SiteEntry) -> String {
        let words = entry.entry.name.folder.split(separator: "/") + (entry.slug.isEmpty ? [] : [Substring(entry.slug)])
        return "/" + words.map { $0 + "/" }.joined()
    }

    mutating func claim(_ url: String, by location: Location) -> Bool {
        let key = URLKey.folded(url)
        if let other = claims[key] {
            findings.add(
                Diagnostic(
                    .duplicateURL,
                    Words(
                        pl: "adres \(url) zajmują dwa źródła: \(location.file.path) i \(other.file.path)",
                        en: "two sources claim the address \(url): \(location.file.path) and \(other.file.path)"),
                    at: location,
                    remedy: Words(pl: "nadaj jednemu z nich inny „slug”", en: "give one of them another “slug”"),
                    notes: [Diagnostic.Note(Words(pl: "drugie źródło", en: "the other source"), at: other)]))
            return false
        }
        claims[key] = location
        return true
    }

    private mutating func entryPages(urls: [String?]) -> [PlannedPage] {
        var pages: [PlannedPage] = []
        for (index, entry) in entries.enumerated() {
            guard let url = urls[index] else { continue }
            let location = entry.location(entry.claim)
            guard claim(url, by: location) else { continue }
            pages.append(
                PlannedPage(
                    url: url, kind: .entry(index), template: entry.template, language: entry.language, claim: location))
        }
        return pages
    }

    private mutating func listPages(order: [[[Int]]]) -> [PlannedPage] {
        var pages: [PlannedPage] = []
        for (index, collection) in config.collections.enumerated() {
            guard let list = collection.list else { continue }
            for (language, settings) in config.languages.enumerated() {
                let count = order[index][language].count
                if language > 0, count == 0 { continue }
                let size = list.pageSize ?? max(count, 1)
                let total = max(1, (count + size - 1) / size)
                for number in 1...total {
                    let url = PageNumber.url(of: settings.translated(list.url), number: number, language: settings.code)
                    let location = Location(config.file, list.span)
                    guard claim(url, by: location) else { continue }
                    pages.append(
                        PlannedPage(
                            url: url, kind: .list(collection: index, number: number, total: total),
                            template: list.template,
                            language: language, claim: location))
                }
            }
        }
        return pages
    }

    private mutating func notFoundPages() -> [PlannedPage] {
        guard let template = sources.templateFiles.first(where: { $0.path == "templates/404.html" }) else { return [] }
        let location = Location(template, Span(0, 0))
        guard claim("/404.html", by: location) else { return [] }
        return [PlannedPage(url: "/404.html", kind: .notFound, template: "404.html", language: 0, claim: location)]
    }

    private mutating func redirects(urls: [String?]) -> [PlannedPage] {
        var pages: [PlannedPage] = []
        for (index, entry) in entries.enumerated() {
            guard let target = urls[index] else { continue }
            for alias in entry.aliases {
                let location = entry.location(alias.span)
                let url: String
                switch Alias(alias.url, target: target) {
                case .url(let read): url = read
                case .fault(let message, let remedy):
                    findings.add(Diagnostic(.badAlias, message, at: location, remedy: remedy))
                    continue
                }
                guard claim(url, by: location) else { continue }
                pages.append(
                    PlannedPage(
                        url: url, kind: .redirect(to: target, title: entry.title), template: "",
                        language: entry.language,
                        claim: location))
            }
        }
        return pages
    }

    // MARK: Files

    private mutating func plannedFiles(urls: [String?]) -> [PlannedFile] {
        var files: [PlannedFile] = []
        for path in sources.staticFiles {
            add(path, url: "/" + SitePath.below("static", path), to: &files)
        }
        var bundles: [String: String] = [:]
        for (index, entry) in entries.enumerated() where entry.entry.name.isFolder && entry.language == 0 {
            let folder = SitePath.folder(of: entry.path)
            if folder != config.pages.folder, let url = urls[index] { bundles[folder] = url }
            if folder != config.pages.folder, urls[index] == nil { bundles[folder] = "" }
        }
        for path in sources.contentFiles {
            var folder = SitePath.folder(of: path)
            while !folder.isEmpty, bundles[folder] == nil { folder = SitePath.folder(of: folder) }
            if folder.isEmpty {
                add(path, url: "/" + SitePath.below(config.pages.folder, path), to: &files)
            } else if let url = bundles[folder], !url.isEmpty {
                // A draft's pictures are left out with it.
                add(path, url: url + SitePath.below(folder, path), to: &files)
            }
        }
        return files
    }

    private mutating func add(_ path: String, url: some StringProtocol, to files: inout [PlannedFile]) {
        let encoded = SitePath.percentEncoded(String(url))
        guard claim(encoded, by: Location(SourceFile(path: path, bytes: []), Span(0, 0))) else { return }
        files.append(PlannedFile(source: path, url: encoded))
    }
}

/// The address of the further pages of a list.
enum PageNumber {
    static func url(of list: String, number: Int, language: String) -> String {
        number == 1 ? list : list + (language == "pl" ? "strona/" : "page/") + "\(number)/"
    }
}

/// The form of a URL in which two that a file system or a server may take for one are equal: lower case, composed.
enum URLKey {
    static func folded(_ url: String) -> String {
        // Nearly every URL is its own key.
        if url.utf8.last == UInt8(ascii: "/"), url.utf8.allSatisfy({ isPlain($0) }) { return url }
        let decoded = SitePath.percentDecoded(url) ?? url
        let whole = decoded.hasSuffix("/index.html") ? String(decoded.dropLast(10)) : decoded
        // Swift compares strings by canonical equivalence, so composed and decomposed letters are equal already.
        return whole.lowercased()
    }

    /// A character that stands for itself alone: no capital, no escape, nothing beyond ASCII.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte < 0x80 && byte != UInt8(ascii: "%") && !(0x41...0x5A).contains(byte)
    }
}

extension SitePath {
    /// `gminy/skawina.en.md` → `gminy/skawina.md`.
    static func original(of path: String, code: String) -> String {
        let suffix = "." + code + ".md"
        return path.hasSuffix(suffix) ? String(path.dropLast(suffix.utf8.count)) + ".md" : path
    }
}
