import LanguageRules
import Testing

@Suite("Collation")
struct CollationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        /// Each text comes before the next.
        let texts: [String]

        init(_ rule: String, _ texts: String...) {
            self.rule = rule
            self.texts = texts
        }

        var testDescription: String { rule }
    }

    static let polish = [
        Case("a before ą", "a", "ą", "b"),
        Case("c before ć", "c", "ć", "d"),
        Case("e before ę", "e", "ę", "f"),
        Case("l before ł", "l", "ł", "m"),
        Case("n before ń", "n", "ń", "o"),
        Case("o before ó", "o", "ó", "p"),
        Case("s before ś", "s", "ś", "t"),
        Case("z before ź before ż", "z", "ź", "ż"),
        Case("ą is a letter, not an a with a mark", "az", "ąa"),
        Case("ł is a letter", "Lz", "Ła"),
        Case("ó is a letter", "Skoz", "Skóa"),
        Case("ż after all z", "zz", "źa", "źz", "ża"),
        Case("capitals after small letters", "skawina", "Skawina"),
        Case("case counts after letters", "Ala", "alb"),
        Case("case counts after marks", "résume", "Résume", "résumé"),
        Case("capital Polish letters", "ł", "Ł", "m"),
        Case("numbers by value", "wpis 2", "wpis 10"),
        Case("numbers by value within words", "a2b", "a10a"),
        Case("long numbers", "99999999999999999998", "99999999999999999999", "100000000000000000000"),
        Case("numbers before letters", "5", "a"),
        Case("0 before 1", "0", "1"),
        Case("signs before numbers", "-", "5"),
        Case("space before letters", "Wielka Wieś", "Wielkapolska"),
        Case("shorter first", "Skawa", "Skawina"),
        Case("nothing first", "", "a"),
        Case("hyphen after space", "Nowy Sącz", "Nowy-Sącz", "Nowya"),
        Case("marks of other languages", "Muller", "Müller", "Mullera"),
        Case("é between e and ę", "e", "é", "ez", "ę"),
        Case("ß with ss", "ss", "ß", "ssa"),
        Case("æ with ae", "ae", "æ", "aea"),
        Case("Cyrillic after Latin", "ż", "а", "б"),
        Case("Ukrainian order", "г", "ґ", "д", "е", "є", "ж", "и", "і", "ї", "й"),
        Case("superscripts after numbers", "m9", "m²", "ma"),
        Case(
            "gminas", "Igołomia-Wawrzeńczyce", "Skała", "Słomniki", "Świątniki Górne", "Wieliczka", "Zielonki",
            "Żegocina"),
    ]

    @Test("Polish order", arguments: polish)
    func order(_ testCase: Case) {
        let keys = testCase.texts.map(Polish().sortKey)
        for (left, right) in zip(keys, keys.dropFirst()) {
            #expect(left.lexicographicallyPrecedes(right), "\(testCase.rule)")
        }
    }

    static let equal = [
        ("leading zeros do not count", "wpis 007", "wpis 7"),
        ("composed and decomposed ą", "ą", "a\u{328}"),
        ("composed and decomposed ż", "Ż", "Z\u{307}"),
        ("composed and decomposed ó", "Kraków", "Krako\u{301}w"),
        ("order of marks", "ẓ\u{307}", "ż\u{323}"),
        ("soft hyphen", "Skawina", "Skaw\u{AD}ina"),
        ("byte order mark", "Skawina", "\u{FEFF}Skawina"),
        ("decomposed é", "é", "e\u{301}"),
        ("Vietnamese", "ế", "e\u{302}\u{301}"),
    ]

    @Test("texts of the same place", arguments: equal)
    func same(_ rule: String, _ left: String, _ right: String) {
        #expect(Polish().sortKey(left) == Polish().sortKey(right), "\(rule)")
    }

    @Test("in English the Polish letters carry marks")
    func english() {
        let english = English()
        #expect(english.order(["Łza", "Lzb", "Las"]) == [2, 0, 1])
        #expect(english.order(["żaba", "zorro", "źródło"]) == [0, 1, 2])
    }

    @Test("order is stable")
    func stable() {
        #expect(Polish().order(["b", "07", "a", "7", "b"]) == [1, 3, 2, 0, 4])
    }

    static let alphabets = [
        "aAąĄbcCćĆdeęĘfghijkllłŁmnńoóÓpqrsśŚtuvwxyzźŹżŻ -",
        "aąoózźż0123456789 ",
        "aAeEoOzZcCnN\u{301}\u{328}\u{307}\u{308}\u{30C}\u{323}\u{304}",
        "aàáâãäåāăæcçčďđeèéêëěēėfgğhħiíîïıjkķlľļłmnňñņŋoòôõöøőœprŕřsßšştťţŧuùúûüůűūvwŵyýÿzžþð",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÔÕÖØÙÚÛÜÝÞŒŠŽŁŚŻaz",
        "a -–—,;:!?.…'’\"“”„«»()[]{}§@*/\\&#%†•^°©®+±÷×<=>|~−$£€¥ 1²³½ªº",
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐЇЙaz ",
        "ếộữẩỷạảầaeou",
    ]

    @Test(
        "the order is that of ICU", .enabled(if: ICUOracle.isAvailable, Comment(rawValue: ICUOracle.reason)),
        arguments: ["pl", "en"])
    func oracle(_ code: String) throws {
        let language = try #require(Languages.named(code))
        let seed: UInt64 = 1277
        var random = RandomSource(seed: seed)
        var texts = malopolskaGminas
        for alphabet in Self.alphabets {
            let scalars = alphabet.unicodeScalars.map { String($0) }
            texts += (0..<trials(20_000)).map { _ in RandomText.text(scalars, atMost: 6, using: &random) }
        }
        let judged = try ICUOracle.sortKeys(texts, locale: code)
        let keys = texts.map(language.sortKey)
        var differences: [String] = []
        func compare(_ left: Int, _ right: Int) {
            if sign(keys[left], keys[right]) == sign(judged[left], judged[right]) { return }
            differences.append("\(texts[left].debugDescription) \(texts[right].debugDescription)")
        }
        let order = judged.indices.sorted { judged[$0].lexicographicallyPrecedes(judged[$1]) }
        for (left, right) in zip(order, order.dropFirst()) { compare(left, right) }
        for _ in 0..<texts.count {
            compare(.random(in: texts.indices, using: &random), .random(in: texts.indices, using: &random))
        }
        #expect(differences.isEmpty, "seed \(seed), \(differences.count) of \(texts.count): \(differences.prefix(12))")
    }

    private func sign(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left == right ? 0 : (left.lexicographicallyPrecedes(right) ? -1 : 1)
    }
}
