import Diagnostics

/// Writes a feed as JSON Feed 1.1 (jsonfeed.org).
enum JSONFeedWriter {
    static func bytes(_ feed: Feed, url: String, base: BaseURL) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.member("version", "https://jsonfeed.org/version/1.1")
            json.member("title", feed.title)
            if let subtitle = feed.subtitle { json.member("description", subtitle) }
            json.member("home_page_url", base.absolute(feed.home))
            json.member("feed_url", base.absolute(url))
            json.member("language", feed.language)
            json.key("authors")
            json.array { json in json.object { $0.member("name", feed.author) } }
            json.key("items")
            json.array { json in for item in feed.items { write(item, to: &json) } }
        }
        return Array((json.text + "\n").utf8)
    }

    private static func write(_ item: Feed.Item, to json: inout JSONText) {
        json.object { json in
            json.member("id", item.url)
            json.member("url", item.url)
            json.member("title", item.title)
            if let summary = item.summary { json.member("summary", summary) }
            json.member("content_html", item.html)
            json.member("date_published", Feed.time(item.published))
            json.member("date_modified", Feed.time(item.updated))
        }
    }
}
