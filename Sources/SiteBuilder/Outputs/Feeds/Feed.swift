import Audit
import Diagnostics
import LanguageRules

/// The newest entries of a collection in one language, as its feeds carry them.
struct Feed: Sendable {
    struct Item: Sendable {
        let url: String
        let title: String
        let summary: String?
        /// With absolute addresses.
        let html: String
        let published: CivilDate
        let updated: CivilDate
    }

    let title: String
    let subtitle: String?
    let language: String
    /// The page that lists the entries.
    let home: String
    let author: String
    let items: [Item]
    /// The newest change of an entry; the day of the build when there is none.
    let updated: CivilDate

    /// A civil date as RFC 3339 wants it: noon in Greenwich is the same day in Warsaw, in winter and in summer.
    static func time(_ day: CivilDate) -> String { day.iso + "T12:00:00Z" }
}

/// Where the feeds of a collection stand.
struct FeedPlace: Hashable, Sendable {
    let collection: Int
    let language: Int
    let title: String
    let atomURL: String
    let jsonURL: String

    /// Every feed of a site: of each collection that has the setting, in each language that has entries of it.
    static func all(_ config: SiteConfig, _ plan: Plan) -> [FeedPlace] {
        var places: [FeedPlace] = []
        for (index, collection) in config.collections.enumerated() {
            guard let feed = collection.feed else { continue }
            for (language, settings) in config.languages.enumerated() {
                if language > 0, plan.order[index][language].isEmpty { continue }
                let folder = settings.translated(collection.list?.url ?? "/" + collection.name + "/")
                let list = settings.lists[collection.name]?.title ?? collection.list?.title
                let name = (language == 0 ? feed.title : nil) ?? list ?? collection.label ?? collection.name
                places.append(
                    FeedPlace(
                        collection: index, language: language, title: settings.title + ": " + name,
                        atomURL: folder + "atom.xml", jsonURL: folder + "feed.json"))
            }
        }
        return places
    }
}

/// Gathers what a feed carries.
struct FeedReader: Sendable {
    let world: SiteWorld

    /// The feed, and a warning for each entry that has no day and so no place in it.
    func feed(_ place: FeedPlace) -> (feed: Feed, findings: [Diagnostic]) {
        let config = world.sources.config
        let collection = config.collections[place.collection]
        let (newest, findings) = newest(place)
        let items = newest.map { item($0.index, published: $0.published, updated: $0.updated) }
        let language = config.languages[place.language]
        let feed = Feed(
            title: place.title,
            subtitle: language.lists[collection.name]?.description
                ?? (place.language == 0 ? collection.list?.description : nil),
            language: language.code,
            home: language.translated(collection.list?.url ?? "/"), author: author(config, language), items: items,
            updated: items.map(\.updated).max() ?? world.date)
        return (feed, findings)
    }

    /// The entries that the feed carries, newest first, and a warning for each that has no day.
    func newest(_ place: FeedPlace) -> (
        entries: [(index: Int, published: CivilDate, updated: CivilDate)], findings: [Diagnostic]
    ) {
        var findings: [Diagnostic] = []
        var dated: [(index: Int, published: CivilDate, updated: CivilDate)] = []
        for index in world.plan.order[place.collection][place.language] {
            let entry = world.sources.entries[index]
            guard world.plan.entryURLs[index] != nil else { continue }
            guard let day = entry.date ?? entry.updated else {
                findings.append(FeedReader.undated(entry))
                continue
            }
            dated.append((index, day, max(day, entry.updated ?? day)))
        }
        // The order of the collection may be another; where two have one day, it decides.
        let limit = world.sources.config.collections[place.collection].feed?.limit ?? 20
        let newest = dated.enumerated().sorted {
            $0.element.published != $1.element.published
                ? $0.element.published > $1.element.published : $0.offset < $1.offset
        }.prefix(limit).map(\.element)
        return (newest, findings)
    }

    private func author(_ config: SiteConfig, _ language: SiteLanguage) -> String {
        Operator.fields.firstIndex(of: "name").flatMap { config.siteOperator.values[$0] } ?? language.title
    }

    private func item(_ index: Int, published: CivilDate, updated: CivilDate) -> Feed.Item {
        let entry = world.sources.entries[index]
        let url = world.plan.entryURLs[index] ?? "/"
        let base = world.sources.config.baseURL
        let rendered = world.documents[index].rendered(
            by: world.renderers, language: entry.language, links: world.links)
        world.documents[index].release()
        let html = AbsoluteLinks(siteURL: base.absolute("/"), page: url).html(rendered.html)
        return Feed.Item(
            url: base.absolute(url), title: entry.title, summary: entry.description,
            html: String(decoding: html, as: UTF8.self), published: published, updated: updated)
    }

    private static func undated(_ entry: SiteEntry) -> Diagnostic {
        Diagnostic(
            .undatedFeedEntry,
            Words(
                pl: "wpis bez daty nie trafi do kanału wiadomości",
                en: "an entry without a date has no place in the feed"), at: entry.location(entry.claim),
            remedy: Words(pl: "dopisz „date: RRRR-MM-DD”", en: "add “date: YYYY-MM-DD”"))
    }
}

extension SiteEntry {
    /// The description in the front matter.
    var description: String? { entry[.description].string }
}
