import Diagnostics

extension Rule {
    static let fileUnreadable = Rule(
        "file-unreadable",
        why: Words(
            pl: "Strona zbudowana bez jednego z plików byłaby niepełna, a nikt by tego nie zauważył.",
            en: "A site built without one of its files would be incomplete, and nobody would notice."))
    static let fileUnwritable = Rule(
        "file-unwritable",
        why: Words(
            pl: "Bez zapisu praca przepada.", en: "What cannot be written is lost."))
    static let linkLeavesSite = Rule(
        "link-leaves-site",
        why: Words(
            pl: "Dowiązanie poza folder witryny opublikowałoby obce pliki.",
            en: "A link out of the site's folder would publish foreign files."))
    static let notAFile = Rule(
        "not-a-file",
        why: Words(
            pl: "Urządzeń, kolejek i gniazd nie da się opublikować.",
            en: "Devices, pipes and sockets cannot be published."))
    static let folderTooDeep = Rule(
        "folder-too-deep",
        why: Words(
            pl: "Tak głęboki folder jest pomyłką (na przykład kopią w kopii).",
            en: "A folder that deep is a mistake (a copy within a copy, for example)."))
    static let badConfig = Rule(
        "bad-config",
        why: Words(
            pl: "Z ustawień, które można rozumieć na dwa sposoby, powstałaby nie ta strona.",
            en: "Settings that can be read in two ways would make the wrong site."))
    static let toolVersion = Rule(
        "tool-version",
        why: Words(
            pl: "Inna wersja programu może z tych samych plików zrobić inne strony.",
            en: "Another version of the program may make other pages of the same files."))
    static let folderNotEmpty = Rule(
        "folder-not-empty",
        why: Words(
            pl: "Nowa witryna nie może nadpisać niczyich plików.", en: "A new site must overwrite nobody's files."))
    static let unknownSetting = Rule(
        "unknown-setting",
        why: Words(
            pl: "Nieznane ustawienie nie działa, a wygląda, jakby działało.",
            en: "An unknown setting does nothing but looks as if it did."))
    static let missingFolder = Rule(
        "missing-folder", .warning,
        why: Words(
            pl: "Kolekcja, której folderu nie ma, znika ze strony bez słowa.",
            en: "A collection whose folder is not there vanishes from the site without a word."))
    static let entryExtension = Rule(
        "entry-extension",
        why: Words(
            pl: "Plik, który nie jest wpisem, trafia na stronę tak, jak leży: z metryczką, także szkic.",
            en: "A file that is no entry is published as it lies: with its front matter, a draft too."))
    static let termSpelling = Rule(
        "term-spelling",
        why: Words(
            pl: "Dwie pisownie jednego hasła zrobiłyby z niego dwie strony pod jednym adresem.",
            en: "Two spellings of one term would make two pages of it at one address."))
    static let duplicateURL = Rule(
        "duplicate-url",
        why: Words(
            pl: "Pod jednym adresem może stać tylko jedna strona; druga zniknęłaby bez śladu.",
            en: "One address can hold one page only; the other would vanish without a trace."))
    static let badAlias = Rule(
        "bad-alias",
        why: Words(
            pl: "Stary adres, którego nie da się wpisać w przeglądarkę, donikąd by nie zaprowadził.",
            en: "An old address that cannot be typed into a browser would lead nowhere."))
    static let missingDate = Rule(
        "missing-date",
        why: Words(
            pl: "Adresy i kolejność wpisów tej kolekcji zależą od daty.",
            en: "Addresses and order in this collection depend on the date."))
    static let entryWithoutTitle = Rule(
        "missing-page-title",
        why: Words(
            pl: "Tytuł jest nazwą strony w przeglądarce, w wyszukiwarkach i w menu.",
            en: "The title is the page's name in browsers, search engines and menus."))
    static let unknownLanguage = Rule(
        "unknown-language",
        why: Words(
            pl: "Plik w języku, którego strona nie ma, nigdzie by się nie ukazał.",
            en: "A file in a language that the site does not have would appear nowhere."))
    static let sourceChanged = Rule(
        "source-changed",
        why: Words(
            pl: "Strona złożona z dwóch stanów plików nie odpowiada żadnemu z nich.",
            en: "A site made of two states of its files matches neither of them."))
    static let missingOriginal = Rule(
        "missing-original",
        why: Words(
            pl: "Tłumaczenie dzieli adres i pola z wpisem w głównym języku.",
            en: "A translation shares address and fields with the entry in the main language."))
    static let missingImage = Rule(
        "missing-image",
        why: Words(
            pl: "W tym miejscu czytelnik zobaczyłby pusty obrazek.", en: "Readers would see a broken picture here."))
    static let unknownWord = Rule(
        "unknown-word",
        why: Words(
            pl: "Słowo, którego nie ma w tabeli języka, nie może się ukazać.",
            en: "A word that the language's table lacks cannot be shown."))
    static let unknownPage = Rule(
        "unknown-page",
        why: Words(pl: "Można obejrzeć tylko stronę, która powstaje.", en: "Only a page that is made can be inspected.")
    )
    static let operatorOwes = Rule(
        "operator-owes", .toFillIn,
        why: Words(
            pl: "Tych danych brakuje mieszkańcom, a nie wolno ich zmyślać.",
            en: "Residents need these data, and they must not be made up."))
    static let undatedFeedEntry = Rule(
        "undated-feed-entry", .warning,
        why: Words(
            pl: "Czytnik kanału porządkuje wpisy według dnia; wpisu bez daty nikt by w nim nie zobaczył.",
            en: "Feed readers order entries by day; nobody would see an entry without one."))
    static let securityExpires = Rule(
        "security-txt-expires", .warning,
        why: Words(
            pl: "Po dniu „Expires” badacze bezpieczeństwa nie mogą już ufać temu kontaktowi (RFC 9116).",
            en: "After the day of “Expires” researchers can no longer trust the contact (RFC 9116)."))
    static let draftDate = Rule(
        "left-out", .warning,
        why: Words(
            pl: "Wpis nie ukaże się, dopóki nie zmieni się stan lub data.",
            en: "The entry does not appear until its state or the date changes."))

    /// Every rule of this module.
    public static let siteRules: [Rule] = [
        .fileUnreadable, .fileUnwritable, .linkLeavesSite, .notAFile, .folderTooDeep, .badConfig, .unknownSetting,
        .folderNotEmpty, .toolVersion, .missingFolder, .entryExtension, .termSpelling, .duplicateURL, .badAlias,
        .missingDate, .entryWithoutTitle, .unknownLanguage, .missingOriginal, .missingImage, .unknownWord,
        .badWordTable, .unknownPage, .sourceChanged, .operatorOwes, .draftDate,
        .undatedFeedEntry, .securityExpires,
    ]
}
