import Diagnostics

extension Rule {
    /// Raw HTML in a body, when the config does not allow it.
    public static let rawHTML = Rule(
        "raw-html",
        why: Words(
            pl: "surowy HTML omija kontrolę dostępności i bezpieczeństwa, którą daje Markdown",
            en: "raw HTML goes around the checks of accessibility and safety that Markdown gives"))

    /// A link or image that would run code or carry its content in its address.
    public static let unsafeLink = Rule(
        "unsafe-link",
        why: Words(
            pl:
                "adres `javascript:`, `vbscript:`, `data:` lub `file:` uruchamia cudzy kod albo nie działa",
            en: "a `javascript:`, `vbscript:`, `data:` or `file:` address can run foreign code or works for nobody else"
        ))

    /// A heading of level 1 in a body.
    public static let topHeadingInBody = Rule(
        "heading-level-one", .warning,
        why: Words(
            pl: "nagłówkiem poziomu 1 jest tytuł strony; drugi zaciera jej budowę",
            en: "the level 1 heading is the page's title; a second one blurs its structure"))

    /// Blocks nested beyond the limit.
    public static let markdownTooDeep = Rule(
        "markdown-too-deep",
        why: Words(
            pl: "setki zagnieżdżonych cytatów lub list to pomyłka albo atak, nie treść",
            en: "hundreds of nested quotes or lists are a slip or an attack, not content"))

    /// More marks in one paragraph than the limit.
    public static let markdownTooComplex = Rule(
        "markdown-too-complex",
        why: Words(
            pl: "tysiące znaków specjalnych w jednym akapicie potrafią zatrzymać budowanie na minuty",
            en: "thousands of marks in one paragraph can stop a build for minutes"))

    /// A body beyond the limit of bytes.
    public static let markdownTooLarge = Rule(
        "markdown-too-large",
        why: Words(
            pl: "tak długiej strony nikt nie przeczyta ani nie otworzy na telefonie",
            en: "nobody reads a page of that length or opens it on a phone"))

    /// A table beyond the limit of cells.
    public static let tableTooLarge = Rule(
        "table-too-large",
        why: Words(
            pl: "krótkie wiersze tabeli są uzupełniane pustymi komórkami, więc mały plik może dać ogromną stronę",
            en: "short rows are filled up with empty cells, so a small file can make a huge page"))

    /// A footnote reference without its note.
    public static let unknownFootnote = Rule(
        "unknown-footnote",
        why: Words(
            pl: "odsyłacz bez przypisu zostaje w tekście jako `[^…]`",
            en: "a reference without its note stays in the text as `[^…]`"))

    /// A note that no reference leads to.
    public static let unusedFootnote = Rule(
        "unused-footnote", .warning,
        why: Words(
            pl: "przypis bez odsyłacza znika ze strony bez śladu",
            en: "a note without a reference vanishes from the page without a trace"))

    /// Invisible characters that a word processor left.
    public static let textDebris = Rule(
        "text-debris", .warning,
        why: Words(
            pl: "niewidoczne znaki wklejone z edytora psują wyszukiwanie i czytanie na głos",
            en: "invisible characters pasted from a word processor break search and reading aloud"))

    /// A NUL byte in a body.
    public static let markdownNulByte = Rule(
        "markdown-nul-byte",
        why: Words(
            pl: "bajt NUL nie należy do tekstu; zwykle plik jest uszkodzony lub w UTF-16",
            en: "a NUL byte is no part of a text; usually the file is damaged or UTF-16"))

    /// cmark-gfm in a version whose inner working differs from what we rely on.
    public static let markdownLibrary = Rule(
        "markdown-library",
        why: Words(
            pl: "program polega na działaniu cmark-gfm 0.29.0.gfm.6",
            en: "the program relies on the working of cmark-gfm 0.29.0.gfm.6"))

    public static let markdownRules: [Rule] = [
        rawHTML, unsafeLink, topHeadingInBody, markdownTooDeep, markdownTooComplex, markdownTooLarge, tableTooLarge,
        unknownFootnote, unusedFootnote, textDebris, markdownNulByte, markdownLibrary,
    ]
}
