/// Writes the page that stands at an old address and leads to the new one, without JavaScript.
enum RedirectPage {
    static func bytes(to url: String, title: String, language: String, base: BaseURL) -> [UInt8] {
        let target = XMLText.escaped(url)
        let name = XMLText.escaped(title)
        let sentence = language == "pl" ? "Ta strona ma nowy adres" : "This page has a new address"
        return Array(
            """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(name)</title>
            <meta name="description" content="\(sentence): \(name)">
            <meta name="robots" content="noindex">
            <link rel="canonical" href="\(XMLText.escaped(base.absolute(url)))">
            <meta http-equiv="refresh" content="0; url=\(target)">
            </head>
            <body>
            <main>
            <h1>\(sentence)</h1>
            <p><a href="\(target)">\(name)</a></p>
            </main>
            </body>
            </html>

            """.utf8)
    }
}
