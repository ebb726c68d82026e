/// Writes `opensearch.xml` (OpenSearch 1.1), by which a browser can search the site from its address bar.
enum OpenSearchFile {
    static func bytes(_ search: SearchConfig, _ config: SiteConfig) -> [UInt8] {
        let base = config.baseURL
        let name = search.shortName ?? String(config.title.prefix(16))
        let description = config.description ?? config.title
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
            <ShortName>\(XMLText.escaped(name))</ShortName>
            <Description>\(XMLText.escaped(String(description.prefix(1024))))</Description>
            <InputEncoding>UTF-8</InputEncoding>
            <Language>\(config.mainLanguage.code)</Language>
            <Url type="text/html" template="\(XMLText.escaped(base.absolute(search.page)))?q={searchTerms}"/>
            </OpenSearchDescription>

            """.utf8)
    }
}
