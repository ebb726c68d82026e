import Diagnostics

extension Rule {
    static let badEncoding = Rule(
        "bad-encoding",
        why: Words(
            pl: "tekst w innym kodowaniu traci polskie litery, a przeglądarka pokazuje krzaki",
            en: "text in another encoding loses its letters, and browsers show garbage"))
    static let badJSON = Rule(
        "bad-json",
        why: Words(
            pl: "plik JSON musi być zgodny z RFC 8259, inaczej każdy program przeczyta go inaczej",
            en: "a JSON file must follow RFC 8259, else each program reads it in its own way"))
    static let duplicateKey = Rule(
        "duplicate-key",
        why: Words(
            pl: "z dwóch wartości pod jednym kluczem jedna zginęłaby po cichu",
            en: "of two values under one key one would be lost without a word"))
    static let tooDeep = Rule(
        "too-deep",
        why: Words(
            pl: "tak głębokie zagnieżdżenie to pomyłka albo próba zablokowania programu",
            en: "nesting this deep is a mistake, or an attempt to stall the program"))

    /// The rules of this module, for the catalogue.
    public static let contentRules: [Rule] = [.badEncoding, .badJSON, .duplicateKey, .tooDeep]
}
