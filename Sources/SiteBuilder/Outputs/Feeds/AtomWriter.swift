/// Writes a feed as Atom (RFC 4287): full text, permalinks as ids.
enum AtomWriter {
    static func bytes(_ feed: Feed, url: String, base: BaseURL) -> [UInt8] {
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(feed.language)">
            <id>\(XMLText.escaped(base.absolute(url)))</id>
            <title>\(XMLText.escaped(feed.title))</title>

            """
        if let subtitle = feed.subtitle { xml += "<subtitle>\(XMLText.escaped(subtitle))</subtitle>\n" }
        xml += """
            <updated>\(Feed.time(feed.updated))</updated>
            <link rel="self" type="application/atom+xml" href="\(XMLText.escaped(base.absolute(url)))"/>
            <link rel="alternate" type="text/html" href="\(XMLText.escaped(base.absolute(feed.home)))"/>
            <author><name>\(XMLText.escaped(feed.author))</name></author>

            """
        for item in feed.items { xml += entry(item) }
        return Array((xml + "</feed>\n").utf8)
    }

    private static func entry(_ item: Feed.Item) -> String {
        var xml = """
            <entry>
            <id>\(XMLText.escaped(item.url))</id>
            <title>\(XMLText.escaped(item.title))</title>
            <link rel="alternate" type="text/html" href="\(XMLText.escaped(item.url))"/>
            <published>\(Feed.time(item.published))</published>
            <updated>\(Feed.time(item.updated))</updated>

            """
        if let summary = item.summary { xml += "<summary>\(XMLText.escaped(summary))</summary>\n" }
        return xml + "<content type=\"html\">\(XMLText.escaped(item.html))</content>\n</entry>\n"
    }
}
