import Diagnostics

extension Rule {
    public static let deadLink = Rule(
        "dead-link",
        why: Words(
            pl: "Odnośnik do strony, której nie ma, to ślepa uliczka.",
            en: "A link to a page that does not exist is a dead end."))
    public static let deadAnchor = Rule(
        "dead-anchor",
        why: Words(
            pl: "Bez celu w stronie przeglądarka pokazuje jej początek.",
            en: "Without its target the browser shows the top of the page."))
    public static let duplicateID = Rule(
        "duplicate-id",
        why: Words(
            pl: "Odnośniki i etykiety trafiają tylko w pierwszy z elementów o tym samym id.",
            en: "Links and labels reach only the first of the elements with one id."))
    public static let missingAlt = Rule(
        "missing-alt",
        why: Words(
            pl: "Kto nie widzi obrazu, słyszy zamiast niego nazwę pliku (WCAG 1.1.1).",
            en: "Who cannot see the picture hears a file name instead (WCAG 1.1.1)."))
    public static let emptyAlt = Rule(
        "empty-alt",
        why: Words(
            pl: "Pusty opis ukrywa obraz przed czytnikiem; że to ozdoba, trzeba powiedzieć wprost.",
            en: "An empty text hides the picture from a screen reader; that it is decoration must be said outright."))
    public static let emptyLinkText = Rule(
        "empty-link-text",
        why: Words(
            pl: "Czytnik ekranu odczyta w tym miejscu adres (WCAG 2.4.4).",
            en: "A screen reader reads out the address there (WCAG 2.4.4)."))
    public static let vagueLinkText = Rule(
        "vague-link-text", .warning,
        why: Words(
            pl: "Na liście odnośników „kliknij tutaj” nic nie znaczy (WCAG 2.4.4).",
            en: "In a list of links “click here” means nothing (WCAG 2.4.4)."))
    public static let headingSkipped = Rule(
        "heading-skipped",
        why: Words(
            pl: "Poziomy nagłówków są spisem treści strony; pominięty poziom go łamie.",
            en: "Heading levels are the page's outline; a skipped level breaks it."))
    public static let severalH1 = Rule(
        "several-h1", why: Words(pl: "Strona ma jeden tytuł.", en: "A page has one title."))
    public static let missingH1 = Rule(
        "missing-h1",
        why: Words(
            pl: "Bez nagłówka h1 nie wiadomo, o czym jest strona.",
            en: "Without an h1 nobody knows what the page is about."))
    public static let missingLang = Rule(
        "missing-lang",
        why: Words(
            pl: "Bez języka czytnik ekranu czyta polski tekst po angielsku (WCAG 3.1.1).",
            en: "Without a language a screen reader guesses the pronunciation (WCAG 3.1.1)."))
    public static let tableWithoutHeaders = Rule(
        "table-without-headers",
        why: Words(
            pl: "Bez komórek nagłówkowych nie wiadomo, czego dotyczy liczba (WCAG 1.3.1).",
            en: "Without header cells nobody knows what a number is about (WCAG 1.3.1)."))
    public static let fieldWithoutLabel = Rule(
        "field-without-label",
        why: Words(
            pl: "Pole bez etykiety nie ma nazwy (WCAG 3.3.2).", en: "A field without a label has no name (WCAG 3.3.2).")
    )
    public static let newWindowUnannounced = Rule(
        "new-window-unannounced", .warning,
        why: Words(
            pl: "W nowym oknie nie działa „wstecz”; trzeba o nim uprzedzić (WCAG 3.2.5).",
            en: "“Back” does not work in a new window; say so beforehand (WCAG 3.2.5)."))
    public static let mixedContent = Rule(
        "mixed-content",
        why: Words(
            pl: "Przeglądarka nie wczyta zasobu http:// na stronie https://.",
            en: "A browser does not load http:// resources on an https:// page."))
    public static let thirdPartyRequest = Rule(
        "third-party-request",
        why: Words(
            pl: "Wczytanie zasobu z obcego serwera mówi mu, kto czyta stronę; CSP tego zabrania.",
            en: "A resource from a foreign server tells it who reads the page; the CSP forbids it."))
    public static let missingTitle = Rule(
        "missing-title",
        why: Words(
            pl: "Tytuł to nazwa karty, zakładki i wyniku wyszukiwania (WCAG 2.4.2).",
            en: "The title names the tab, the bookmark and the search result (WCAG 2.4.2)."))
    public static let missingDescription = Rule(
        "missing-description", .warning,
        why: Words(
            pl: "Bez opisu wyszukiwarka pokazuje przypadkowe zdanie.",
            en: "Without a description a search engine shows a sentence of its choice."))
    public static let duplicateTitle = Rule(
        "duplicate-title", .warning,
        why: Words(
            pl: "Dwóch kart o jednym tytule nie da się odróżnić.", en: "Two tabs with one title cannot be told apart."))
    public static let longDescription = Rule(
        "long-description", .warning,
        why: Words(pl: "Wyszukiwarki ucinają dłuższy opis.", en: "Search engines cut a longer description."))
    public static let imageWithoutSize = Rule(
        "image-without-size", .warning,
        why: Words(
            pl: "Bez wymiarów tekst skacze, gdy obraz się wczyta.",
            en: "Without its size the text jumps when the picture arrives."))
    public static let illFormedHTML = Rule(
        "ill-formed-html",
        why: Words(pl: "Każda przeglądarka naprawia błędy po swojemu.", en: "Each browser mends errors in its own way.")
    )
    public static let absoluteOwnURL = Rule(
        "absolute-own-url", .warning,
        why: Words(
            pl: "Pełny adres własnej strony omija podgląd i psuje się przy zmianie domeny.",
            en: "The full address of a page of one's own escapes the preview and breaks with a change of domain."))
    public static let markdownShowsThrough = Rule(
        "markdown-shows-through",
        why: Words(
            pl: "Czytelnik widzi znaki, które miały być formatowaniem.",
            en: "Readers see signs that were meant as formatting."))
    public static let missingReference = Rule(
        "missing-reference",
        why: Words(
            pl: "Atrybut wskazuje element, którego nie ma; czytnik ekranu go pominie.",
            en: "The attribute names an element that does not exist; a screen reader ignores it."))
    public static let inlineStyle = Rule(
        "inline-style",
        why: Words(
            pl: "CSP default-src 'self' blokuje style zapisane w stronie.",
            en: "The CSP default-src 'self' blocks styles inside the page."))
    public static let inlineScript = Rule(
        "inline-script",
        why: Words(
            pl: "CSP default-src 'self' blokuje skrypty zapisane w stronie.",
            en: "The CSP default-src 'self' blocks scripts inside the page."))
    public static let orphanPage = Rule(
        "orphan-page", .warning,
        why: Words(
            pl: "Do strony, do której nic nie prowadzi, nikt nie trafi.",
            en: "Nobody finds a page that nothing leads to."))

    /// Every rule over final HTML, feeds and style sheets; the accessibility declaration's own rules stand beside it.
    public static let auditRules: [Rule] =
        [
            .deadLink, .deadAnchor, .duplicateID, .missingAlt, .emptyAlt, .emptyLinkText, .vagueLinkText,
            .headingSkipped,
            .severalH1, .missingH1, .missingLang, .tableWithoutHeaders, .fieldWithoutLabel, .newWindowUnannounced,
            .mixedContent, .thirdPartyRequest, .missingTitle, .missingDescription, .duplicateTitle, .longDescription,
            .imageWithoutSize, .illFormedHTML, .absoluteOwnURL, .markdownShowsThrough, .missingReference, .inlineStyle,
            .inlineScript, .orphanPage,
        ] + declarationRules
}
