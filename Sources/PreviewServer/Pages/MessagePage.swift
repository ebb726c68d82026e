import Diagnostics

/// The server's own pages that say one thing.
enum MessagePage {
    /// Shown for every address while there has been no site yet.
    static func failure(_ messages: BuildMessages) -> [UInt8] {
        page(
            title: messages.title, language: nil,
            body: "<pre class=\"podglad-text\">\(HTMLText.escaped(messages.text))</pre>")
    }

    /// Shown when the site has no `404.html` of its own.
    static func notFound(basePath: String, language: MessageLanguage) -> [UInt8] {
        let title = Words(pl: "Nie ma takiej strony", en: "There is no such page").text(in: language)
        let home = Words(pl: "Strona główna", en: "Home page").text(in: language)
        let editor = Words(pl: "Lista wpisów", en: "List of entries").text(in: language)
        return page(
            title: title, language: language,
            body:
                "<p><a href=\"\(HTMLText.escaped(basePath))\">\(home)</a> · <a href=\"\(PreviewPath.editor)\">\(editor)</a></p>"
        )
    }

    static func inspection(page address: String, text: String, language: MessageLanguage) -> [UInt8] {
        let title = Words(pl: "Co widzi szablon: \(address)", en: "What the template sees: \(address)").text(
            in: language)
        let back = Words(pl: "Lista wpisów", en: "List of entries").text(in: language)
        return page(
            title: title, language: language,
            body:
                "<p><a href=\"\(PreviewPath.editor)\">\(back)</a></p><pre class=\"podglad-text\">\(HTMLText.escaped(text))</pre>"
        )
    }

    static func page(title: String, language: MessageLanguage?, body: String) -> [UInt8] {
        let title = HTMLText.escaped(title)
        return Array(
            """
            <!DOCTYPE html>
            <html lang="\((language ?? .pl).rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>\(title)</title>
            <link rel="stylesheet" href="\(PreviewPath.styles)">
            </head>
            <body class="podglad-page">
            <main>
            <h1>\(title)</h1>
            \(body)
            </main>
            </body>
            </html>

            """.utf8)
    }
}
