import Diagnostics
import SiteBuilder
import Testing

/// Declarations that cannot work: each is an error with its place, a reason and a remedy in both languages.
@Suite("Wrong declarations in the config")
struct ConfigAttackTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        let from: String
        let to: String
        let pl: String
        let en: String
        var testDescription: String { to }

        init(_ from: String, _ to: String, pl: String, en: String) {
            self.from = from
            self.to = to
            self.pl = pl
            self.en = en
        }

        /// A field in place of `ludnosc`.
        static func field(_ definition: String, pl: String, en: String) -> Attack {
            Attack("\"ludnosc\": { \"type\": \"integer\" }", "\"ludnosc\": " + definition, pl: pl, en: en)
        }
    }

    static let attacks: [Attack] = [
        .field("{ \"type\": \"int\" }", pl: "nie ma typu „int”", en: "did you mean “integer”?"),
        .field("{ \"type\": \"liczba\" }", pl: "typy: string text", en: "there is no type “liczba”"),
        .field("{ \"type\": 5 }", pl: "typ pola ma być tekstem", en: "a field's type must be a string"),
        .field("{ }", pl: "pole „ludnosc” nie ma typu", en: "has no type"),
        .field("\"integer\"", pl: "opis pola ma być obiektem", en: "a field's definition must be an object"),
        .field("{ \"type\": \"enum\" }", pl: "typ enum wymaga listy wartości", en: "needs a list of values"),
        .field(
            "{ \"type\": \"enum\", \"enum\": [] }", pl: "typ enum wymaga listy wartości", en: "needs a list of values"),
        .field("{ \"type\": \"enum\", \"enum\": [1] }", pl: "wartość enum ma być tekstem", en: "put it in quotes"),
        .field("{ \"type\": \"enum\", \"enum\": [\"a\", \"a\"] }", pl: "stoi drugi raz", en: "stands twice"),
        .field("{ \"type\": \"reference\" }", pl: "typ reference wymaga kolekcji", en: "needs a collection"),
        .field(
            "{ \"type\": \"reference\", \"to\": \"gmin\" }", pl: "nie ma kolekcji „gmin”", en: "did you mean “gminy”?"),
        .field("{ \"type\": \"list\" }", pl: "wymaga opisu elementów", en: "needs a definition of its items"),
        .field("{ \"type\": \"object\" }", pl: "typ object wymaga pól", en: "the type object needs fields"),
        .field("{ \"type\": \"object\", \"fields\": [] }", pl: "ma być obiektem", en: "must be an object"),
        .field(
            "{ \"type\": \"object\", \"fields\": { \"a b\": { \"type\": \"string\" } } }",
            pl: "nie może być nazwą pola", en: "cannot be a field's name"),
        .field(
            "{ \"type\": \"integer\", \"minimum\": 9, \"maximum\": 1 }", pl: "dolna granica jest większa od górnej",
            en: "the lower bound is above the upper one"),
        .field(
            "{ \"type\": \"string\", \"minLength\": 9, \"maxLength\": 1 }", pl: "zamień granice albo usuń jedną",
            en: "swap the bounds, or remove one"),
        .field(
            "{ \"type\": \"list\", \"items\": { \"type\": \"string\" }, \"minItems\": 3, \"maxItems\": 2 }",
            pl: "dolna granica", en: "the lower bound"),
        .field(
            "{ \"type\": \"string\", \"pattern\": \"(\" }", pl: "wzorzec nie jest wyrażeniem regularnym",
            en: "the pattern is no regular expression"),
        .field("{ \"type\": \"integer\", \"minLength\": 1 }", pl: "nic nie znaczy", en: "means nothing"),
        .field("{ \"type\": \"integer\", \"minimum\": \"1\" }", pl: "ma być liczbą", en: "must be a number"),
        .field("{ \"type\": \"integer\", \"required\": \"true\" }", pl: "to true albo false", en: "is true or false"),
        .field("{ \"type\": \"integer\", \"requierd\": true }", pl: "czy chodziło o „required”?", en: "“required”?"),
        .field("{ \"type\": \"integer\", \"default\": \"x\" }", pl: "ma być liczba całkowita", en: "a whole number"),
        .field(
            "{ \"type\": \"integer\", \"default\": 1, \"required\": true }", pl: "nie potrzebuje wartości domyślnej",
            en: "has no use for a default"),
        Attack("\"ludnosc\":", "\"url\":", pl: "nazwa „url” jest zajęta", en: "the name “url” is taken"),
        Attack("\"ludnosc\":", "\"next\":", pl: "następny wpis", en: "the entry after"),
        Attack(
            "\"ludnosc\":", "\"ludność\":", pl: "nie może być nazwą pola w szablonie",
            en: "use letters a–z, digits and _"
        ),
        Attack(
            "\"ludnosc\": { \"type\": \"integer\" }", "\"title\": { \"type\": \"integer\" }",
            pl: "ma zawsze typ string", en: "always has the type string"),
        Attack("/gminy/:slug/", "/gminy/", pl: "zawiera :slug", en: "has :slug"),
        Attack("/gminy/:slug/", "gminy/:slug", pl: "nie jest wzorem adresu", en: "is no pattern of an address"),
        Attack("/gminy/:slug/", "/gminy/:nazwa/", pl: "nie jest wzorem adresu", en: "is no pattern of an address"),
        Attack("/wpisy/:year/:slug/", "/gminy/../:slug/", pl: "nie jest wzorem", en: "is no pattern"),
        Attack("\"content/wpisy\"", "\"content/gminy\"", pl: "mają ten sam folder", en: "share the folder"),
        Attack(
            "\"content/wpisy\"", "\"/content/wpisy\"", pl: "nie jest folderem tej witryny",
            en: "is no folder of this site"),
        Attack("\"content/wpisy\"", "\"content/../..\"", pl: "nie jest folderem tej witryny", en: "is no folder"),
        Attack("\"content/wpisy\"", "7", pl: "tekst w cudzysłowie", en: "a text in quotes"),
        Attack(
            "\"sort\": \"title\"", "\"sort\": \"titel\"", pl: "czy chodziło o „title”?", en: "did you mean “title”?"),
        Attack("\"sort\": \"title\"", "\"sotr\": \"title\"", pl: "czy chodziło o „sort”?", en: "did you mean “sort”?"),
        Attack("\"language\": \"pl\"", "\"language\": \"de\"", pl: "nieznany język „de”", en: "known: pl, en"),
        Attack(
            "\"language\": \"pl\"", "\"languages\": { \"de\": { \"title\": \"x\" } }",
            pl: "„de” nie jest kolejnym językiem",
            en: "is no further language"),
        Attack(
            "\"language\": \"pl\"", "\"languages\": { \"en\": { } }", pl: "brakuje „title”", en: "“title” is missing"),
        Attack(
            "\"language\": \"pl\"", "\"languages\": { \"en\": { \"title\": \"x\", \"lists\": { \"gmniy\": {} } } }",
            pl: "czy chodziło o „gminy”?", en: "there is no collection and no taxonomy “gmniy”"),
        Attack(
            "\"language\": \"pl\"",
            "\"languages\": { \"en\": { \"title\": \"x\", \"paths\": { \"gminy\": \"Ł/x\" } } }",
            pl: "słowo adresu", en: "a word of an address"),
        Attack(
            "\"language\": \"pl\"", "\"fieldNames\": { \"titel\": \"tytul\" }", pl: "czy chodziło o „title”?",
            en: "there is no field “titel”"),
        Attack(
            "\"language\": \"pl\"", "\"fieldNames\": { \"title\": \"nazwa\", \"description\": \"nazwa\" }",
            pl: "to już nazwa pola „title”", en: "is the name of the field “title” already"),
        Attack(
            "\"language\": \"pl\"", "\"audit\": { \"dead-lnik\": \"error\" }", pl: "czy chodziło o „dead-link”?",
            en: "there is no rule “dead-lnik”"),
        Attack(
            "\"language\": \"pl\"", "\"audit\": { \"dead-link\": \"fatal\" }", pl: "\"off\"", en: "write here: "),
        Attack(
            "\"language\": \"pl\"",
            "\"map\": { \"boundaries\": \"a.json\", \"collection\": \"gmina\", \"key\": \"teryt\" }",
            pl: "nie ma kolekcji „gmina”", en: "did you mean “gminy”?"),
        Attack(
            "\"language\": \"pl\"",
            "\"map\": { \"boundaries\": \"a.json\", \"collection\": \"gminy\", \"key\": \"tertyt\" }",
            pl: "nie ma pola „tertyt”", en: "did you mean “teryt”?"),
        Attack("\"label\": \"Gminy\", ", "", pl: "brakuje „label”", en: "add \"label\": \"…\""),
        Attack("\"title\": \"Próba\",", "", pl: "brakuje „title”", en: "“title” is missing"),
        Attack("\"title\": \"Próba\"", "\"title\": 5", pl: "tekst w cudzysłowie", en: "a text in quotes"),
        Attack("https://proba.example/", "ftp://proba.example/", pl: "nie jest pełnym adresem", en: "no full http(s)"),
        Attack("https://proba.example/", "https://proba.example/?a", pl: "nie jest pełnym adresem", en: "no full"),
        Attack("\"baseURL\"", "\"baseUrl\"", pl: "czy chodziło o „baseURL”?", en: "did you mean “baseURL”?"),
        Attack("\"title\": \"Próba\",", "\"title\": \"Próba\", \"title\": \"Druga\",", pl: "title", en: "title"),
        Attack("\"Próba\",", "\"Próba\"", pl: "przecinka", en: "comma"),
    ]

    @Test("each is found, with place, caret and remedy", arguments: attacks)
    func found(_ attack: Attack) throws {
        let config = TemporarySite.minimalConfig.replacing(attack.from, with: attack.to)
        #expect(config != TemporarySite.minimalConfig)
        let report = try TemporarySite(["site-config.json": config]).check()
        #expect(report.findings.contains(atLeast: .error))
        #expect(report.text(.pl).contains(attack.pl), "\(report.text(.pl))")
        #expect(report.text(.en).contains(attack.en), "\(report.text(.en))")
        for finding in report.findings.all where finding.location?.file.path == "site-config.json" {
            #expect(finding.remedy != nil, "no remedy: \(TextWriter().text(finding))")
            #expect(TextWriter().text(finding).contains("^"), "no caret: \(TextWriter().text(finding))")
        }
    }

    @Test("A language of the site without its table of words, where another has one")
    func words() throws {
        let site = try TemporarySite([
            "site-config.json": TemporarySite.minimalConfig.replacing(
                "\"menus\":", with: "\"languages\": { \"en\": { \"title\": \"Trial\" } }, \"menus\":"),
            "i18n/pl.yml": "menu: Menu\n",
        ])
        let text = site.check().text()
        #expect(text.contains("język „en” nie ma tabeli słów i18n/en.yml"), "\(text)")
        #expect(text.contains("site-config.json:"))
    }

    @Test("A schema nested 200 objects deep is read, or refused with a place; it never ends the program")
    func deep() throws {
        let open = String(repeating: "{ \"type\": \"object\", \"fields\": { \"a\": ", count: 200)
        let definition = open + "{ \"type\": \"string\" }" + String(repeating: " } }", count: 200)
        let config = TemporarySite.minimalConfig.replacing("{ \"type\": \"integer\" }", with: definition)
        let report = try TemporarySite(["site-config.json": config]).check()
        #expect(report.findings.all.allSatisfy { $0.location != nil })
    }
}
