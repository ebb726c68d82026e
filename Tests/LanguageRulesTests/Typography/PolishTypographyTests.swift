import LanguageRules
import Testing

@Suite("Polish typography")
struct PolishTypographyTests {
    typealias Case = TypographyCase

    static let quotes = [
        Case("straight double quotes", "\"Rejs\" to film", "„Rejs” to film"),
        Case("quotes within a sentence", "Film \"Rejs\" jest", "Film „Rejs” jest"),
        Case("quotes before a comma", "\"Rejs\", film", "„Rejs”, film"),
        Case("quotes in brackets", "(\"Rejs\")", "(„Rejs”)"),
        Case("quotes around brackets", "\"(nie) rób\"", "„(nie) rób”"),
        Case("full stop within quotes", "\"Tak.\" Nie", "„Tak.” Nie"),
        Case("question within quotes", "\"Tak?\" zapytał", "„Tak?” zapytał"),
        Case("inflected word behind quotes", "\"AK\"-owiec", "„AK”-owiec"),
        Case("nested straight quotes", "\"Film \"Rejs\" jest\"", "„Film »Rejs« jest”"),
        Case("nested quotes at the start", "\"\"Rejs\" jest\"", "„»Rejs« jest”"),
        Case("nested quotes at the end", "\"Oto \"Rejs\"\"", "„Oto »Rejs«”"),
        Case("third level", "\"a1 \"b1 \"c1\" d1\" e1\"", "„a1 »b1 „c1” d1« e1”"),
        Case("nested single quotes", "\"Film 'Rejs' jest\"", "„Film »Rejs« jest”"),
        Case("single quotes alone", "słowo 'dom' znaczy", "słowo ‚dom’ znaczy"),
        Case("typographic quotes stay", untouched: "„Rejs” to film"),
        Case("English quotes become Polish", "“Rejs” to film", "„Rejs” to film"),
        Case("German quotes become Polish", "„Rejs“ to film", "„Rejs” to film"),
        Case("low quote closed by a straight one", "„Rejs\" to film", "„Rejs” to film"),
        Case("nested typographic quotes", "„Film „Rejs” jest”", "„Film »Rejs« jest”"),
        Case("nested English quotes", "„Film “Rejs” jest”", "„Film »Rejs« jest”"),
        Case("guillemets inside stay", untouched: "„Film »Rejs« jest”"),
        Case("French guillemets inside turn", "„Film «Rejs» jest”", "„Film »Rejs« jest”"),
        Case("guillemets outside stay", untouched: "»Rejs« to film"),
        Case("quotes within outer guillemets", "»film \"Rejs\" jest«", "»film „Rejs” jest«"),
        Case("inches stay", untouched: "monitor 17\" i·mysz"),
        Case("feet and inches stay", untouched: "wzrost 5'10\""),
        Case("a lone quote stays", untouched: "to \"jest bez końca"),
        Case("quote before an ellipsis", "\"...i poszedł\"", "„…i·poszedł”"),
        Case("quote after an ellipsis", "\"szedł...\"", "„szedł…”"),
        Case("two quotations", "\"a1\" i \"b1\"", "„a1” i·„b1”"),
        Case("quote after a dash", "wiersz –\"tak\"", "wiersz –„tak”"),
        Case("quotes over a line", "\"jeden\ndwa\"", "„jeden\ndwa”"),
    ]

    static let apostrophes = [
        Case("apostrophe in a name", "O'Neill", "O’Neill"),
        Case("apostrophe before a Polish ending", "Harry'ego i Mike'a", "Harry’ego i·Mike’a"),
        Case("apostrophe after a silent letter", "Moore'owi", "Moore’owi"),
        Case("left quote as apostrophe within a word stays", untouched: "O’Neill"),
        Case("apostrophe before a year", "lata '80 minęły", "lata ’80 minęły"),
        Case("apostrophe at a word's end", "Dumas' dom", "Dumas’ dom"),
        Case("apostrophe beside quotes", "\"O'Neill\"", "„O’Neill”"),
        Case("minutes of arc stay", untouched: "50°03'45"),
    ]

    static let dashes = [
        Case("years", "2004-2020", "2004–2020"),
        Case("pages", "s. 5-7", "s.·5–7"),
        Case("hours", "7:30-15:30", "7:30–15:30"),
        Case("hours with full stops", "8.00-16.00", "8.00–16.00"),
        Case("hours over midnight", "w godz. 22-6", "w·godz.·22–6"),
        Case("days of a month", "22-24 listopada", "22–24·listopada"),
        Case("dates", "22.11-24.11.2026", "22.11–24.11.2026"),
        Case("percent", "10-15%", "10–15%"),
        Case("decimals", "1,5-2,5 km", "1,5–2,5·km"),
        Case("range in brackets", "(2021-2027)", "(2021–2027)"),
        Case("range before a full stop", "w latach 2021-2027.", "w·latach 2021–2027."),
        Case("Roman numerals", "klasy I-III, lata IV-X", "klasy I–III, lata IV–X"),
        Case("capitals that are no numerals", untouched: "płyty CD-DVD, X-lander"),
        Case("hyphen between words", "Kraków - Skawina", "Kraków – Skawina"),
        Case("double hyphen between words", "tak -- nie", "tak – nie"),
        Case("triple hyphen between words", "tak --- nie", "tak — nie"),
        Case("em dash of the author's stays", untouched: "tak — nie"),
        Case("dash over a line", "tak -\nnie", "tak –\nnie"),
        Case("spaced numbers", "5 - 3", "5 – 3"),
        Case("hyphenated name", untouched: "Igołomia-Wawrzeńczyce"),
        Case("compound adjective", untouched: "polsko-czeski"),
        Case("number with an ending", untouched: "5-letni, 20-lecie"),
        Case("letter and number", untouched: "COVID-19, A-4"),
        Case("ISO date", untouched: "2026-11-22"),
        Case("ISO month", untouched: "2026-11"),
        Case("ISO date and time", untouched: "2026-11-22T10:00:00"),
        Case("postal code before a town", untouched: "32-050 Skawina"),
        Case("postal code without a leading zero", untouched: "31-513 Kraków"),
        Case("postal code alone", untouched: "31-513"),
        Case("range that looks like a postal code", "50-100 osób", "50–100 osób"),
        Case("telephone with hyphens", untouched: "12-422-33-44"),
        Case("NIP", untouched: "676-10-12-345"),
        Case("identifier of two parts", untouched: "NIP 6761-234"),
        Case("telephone of two parts", untouched: "tel.·4223-344"),
        Case("minus", untouched: "temperatura -5 stopni"),
        Case("flag of a program", untouched: "opcja --strict jest"),
        Case("code of leading zeros", untouched: "0123-4567"),
        Case("version", untouched: "wersja 72.1-3"),
        Case("file name", untouched: "plan-2024-2025.pdf"),
        Case("thematic break", untouched: "a1 - - b1"),
        Case("hyphen at the start", untouched: "- punkt"),
        Case("hyphen at the end", untouched: "punkt -"),
    ]

    static let ellipses = [
        Case("three dots", "no...", "no…"),
        Case("three dots before a word", "...i wtedy", "…i·wtedy"),
        Case("omission in brackets", "tekst [...] dalej", "tekst […] dalej"),
        Case("between words", "no...tak", "no…tak"),
        Case("two dots stay", untouched: "no.."),
        Case("a line to fill in stays", untouched: "podpis ........"),
        Case("relative path stays", untouched: "../plik i .../plik"),
        Case("ellipsis and question mark", "co...?", "co…?"),
    ]

    static let shortWords = [
        Case("after a", "pies a kot", "pies a·kot"),
        Case("after i", "pies i kot", "pies i·kot"),
        Case("after o", "mowa o kocie", "mowa o·kocie"),
        Case("after u", "dom u kota", "dom u·kota"),
        Case("after w", "dom w lesie", "dom w·lesie"),
        Case("after z", "kot z lasu", "kot z·lasu"),
        Case("capitals at the start", "W Krakowie", "W·Krakowie"),
        Case("capital A", "A jednak", "A·jednak"),
        Case("capital I", "I tak", "I·tak"),
        Case("capital O", "O nas", "O·nas"),
        Case("capital U", "U nas", "U·nas"),
        Case("capital Z", "Z dala", "Z·dala"),
        Case("after a bracket", "(w lesie)", "(w·lesie)"),
        Case("after a square bracket", "[w lesie]", "[w·lesie]"),
        Case("after a quote", "„w lesie”", "„w·lesie”"),
        Case("after a straight quote", "\"w lesie\"", "„w·lesie”"),
        Case("before a quote", "w „Rejsie”", "w·„Rejsie”"),
        Case("before a bracket", "w (ciemnym) lesie", "w·(ciemnym) lesie"),
        Case("before a number", "o 5 zł", "o·5·zł"),
        Case("two in a row", "i w Krakowie", "i·w·Krakowie"),
        Case("over a line", "dom w\nlesie", "dom w·lesie"),
        Case("behind a no-break space", "dom·w lesie", "dom·w·lesie"),
        Case("not after e", untouched: "raz e dwa"),
        Case("not after two letters", untouched: "pod we mgle"),
        Case("not the end of a word", untouched: "mowa kota"),
        Case("not before a dash", "tak w – nie", "tak w – nie"),
        Case("not at the end", untouched: "dom w "),
        Case("no double glue", untouched: "dom w·lesie"),
        Case("before a minus", "o -5 stopni", "o·-5 stopni"),
        Case("before a telephone", "z +48 12", "z·+48·12"),
    ]

    static let numbers = [
        Case("kilometres", "5 km", "5·km"),
        Case("square kilometres", "10,5 km²", "10,5·km²"),
        Case("square metres in ASCII", "40 m2", "40·m2"),
        Case("per cent with a space", "5 %", "5·%"),
        Case("degrees", "20 °C", "20·°C"),
        Case("złoty", "277,22 zł", "277,22·zł"),
        Case("złoty behind thousands", "5 tys. zł", "5·tys.·zł"),
        Case("złoty behind millions", "1,5 mln zł", "1,5·mln·zł"),
        Case("square kilometres behind a word", "tysiąc km² lasu", "tysiąc·km² lasu"),
        Case("year", "w 2026 r. było", "w·2026·r. było"),
        Case("year at the end", "2026 r.", "2026·r."),
        Case("day and month", "22 listopada 2026", "22·listopada 2026"),
        Case("century", "w XX w. było", "w·XX·w. było"),
        Case("century of a range", "XIX-XX w.", "XIX–XX·w."),
        Case("w is a word, not a century", "rok 2026 w lesie", "rok 2026 w·lesie"),
        Case("unit before a comma", "5 km, 6 kg.", "5·km, 6·kg."),
        Case("unit before a slash", "50 km/h", "50·km/h"),
        Case("unit before a bracket", "(5 km)", "(5·km)"),
        Case("a word that begins like a unit", untouched: "5 kmiotków, 3 młyny"),
        Case("compound of a unit", untouched: "5 kg-owy"),
        Case("not a number but a road", untouched: "A4 km"),
        Case("thousands", "1 277,22 zł", "1·277,22·zł"),
        Case("millions", "2 345 678 osób", "2·345·678 osób"),
        Case("a year is no group", untouched: "rok 2024 300 osób"),
        Case("digits that are no groups", untouched: "pokoje 12 13 14"),
        Case("section sign", "§ 5", "§·5"),
        Case("range before a unit", "5–7 km", "5–7·km"),
        Case("number over a line", "5\nkm", "5·km"),
        Case("hour", "15 min", "15·min"),
        Case("euro sign", "100 €", "100·€"),
    ]

    static let abbreviations = [
        Case("ul.", "ul. Krótka", "ul.·Krótka"),
        Case("al.", "al. Róż", "al.·Róż"),
        Case("pl.", "pl. Nowy", "pl.·Nowy"),
        Case("os.", "os. Widok", "os.·Widok"),
        Case("im.", "szkoła im. Jana", "szkoła im.·Jana"),
        Case("św.", "kościół św. Anny", "kościół św.·Anny"),
        Case("dr", "dr Anna", "dr·Anna"),
        Case("nr", "nr 5", "nr·5"),
        Case("s.", "s. 15", "s.·15"),
        Case("prof. and dr and hab.", "prof. dr hab. Jan", "prof.·dr·hab.·Jan"),
        Case("capital at the start of a sentence", "Ul. Krótka", "Ul.·Krótka"),
        Case("capital with a diacritic", "Św. Anna", "Św.·Anna"),
        Case("in capitals", "UL. KRÓTKA", "UL.·KRÓTKA"),
        Case("art. and ust.", "art. 5 ust. 2 pkt 1", "art.·5 ust.·2·pkt·1"),
        Case("behind a bracket", "(ul. Krótka)", "(ul.·Krótka)"),
        Case("the end of a longer word", untouched: "modul. Krótka"),
        Case("the end of a name", untouched: "www.skawina.pl. Następne"),
        Case("a word without the full stop", untouched: "os Widok"),
        Case("godz.", "godz. 8.00", "godz.·8.00"),
    ]

    static let phones = [
        Case("international", "+48 12 422 33 44", "+48·12·422·33·44"),
        Case("mobile", "+48 600 100 200", "+48·600·100·200"),
        Case("area code in brackets", "+48 (12) 422 33 44", "+48·(12)·422·33·44"),
        Case("area code in brackets alone", "(12) 422 33 44", "(12)·422·33·44"),
        Case("behind tel.", "tel. 12 616 12 34", "tel.·12·616·12·34"),
        Case("behind tel.: of odd groups", "tel.: 6161 234", "tel.: 6161·234"),
        Case("landline without a word", "12 422 33 44", "12·422·33·44"),
        Case("mobile without a word", "600 100 200", "600·100·200"),
        Case("two telephones", "12 422 33 44, 12 422 33 45", "12·422·33·44, 12·422·33·45"),
    ]

    static let debris = [
        Case("soft hyphen", "Skaw\u{AD}ina", "Skawina"),
        Case("zero-width space", "Skaw\u{200B}ina", "Skawina"),
        Case("byte order mark", "\u{FEFF}Skawina", "Skawina"),
        Case("doubled no-break space", "a1··b1", "a1·b1"),
        Case("no-break space beside a space", "a1· b1", "a1 b1"),
        Case("debris hides no short word", "dom w\u{200B} lesie", "dom w·lesie"),
        Case("debris hides no unit", "5 \u{AD}km", "5·km"),
        Case("two plain spaces stay", untouched: "a1  b1"),
        Case("joiner of emoji stays", untouched: "👩\u{200D}🚒"),
    ]

    static let code = [
        Case("URL", untouched: "https://a.pl/x-1-2?q='a'&b=\"c\""),
        Case("URL in quotes", "\"https://a.pl/1-2\"", "„https://a.pl/1-2”"),
        Case("URL before an ellipsis", "https://a.pl/b...", "https://a.pl/b…"),
        Case("address without a scheme", untouched: "www.a.pl/o'b"),
        Case("e-mail", untouched: "o'neill@a.pl"),
        Case("path", untouched: "/etc/o'b/1...2"),
        Case("Windows path", untouched: "C:\\o'b"),
        Case("call", untouched: "print('x')"),
        Case("call in brackets", untouched: "(print('x'))"),
        Case("call before a full stop", untouched: "print(\"x\")."),
        Case("index", untouched: "d['k'] i·e[\"k\"]"),
        Case("assignment", untouched: "a='5'"),
        Case("markup", untouched: "<a href='x'>"),
        Case("name with an underscore", untouched: "a_'b"),
        Case("hash tag", untouched: "#o'b"),
        Case("code behind quotes", "\"a_b\" to nazwa", "„a_b” to nazwa"),
    ]

    static let all =
        quotes + apostrophes + dashes + ellipses + shortWords + numbers + abbreviations + phones + debris + code

    @Test("a text is set", arguments: all)
    func typeset(_ testCase: Case) {
        #expect(Polish().typeset(testCase.text) == testCase.expected, "\(testCase.rule)")
    }

    @Test("a set text stays", arguments: all)
    func idempotent(_ testCase: Case) {
        #expect(Polish().typeset(testCase.expected) == testCase.expected, "\(testCase.rule)")
    }
}
