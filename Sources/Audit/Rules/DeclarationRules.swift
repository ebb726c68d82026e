import Diagnostics

extension Rule {
    public static let declarationMissingID = Rule(
        "declaration-missing-id",
        why: Words(
            pl: "Warunki techniczne 2.0 z 31.07.2024 wymagają w deklaracji 14 identyfikatorów a11y-…, każdego raz.",
            en: "The technical conditions 2.0 of 31 July 2024 require 14 ids a11y-… in the declaration, each once."))
    public static let declarationDuplicateID = Rule(
        "declaration-duplicate-id",
        why: Words(
            pl: "Każdy identyfikator a11y-… może stać w deklaracji najwyżej raz.",
            en: "Each id a11y-… may stand in the declaration once at most."))
    public static let declarationMissingHeading = Rule(
        "declaration-missing-heading",
        why: Words(
            pl: "Nagłówki deklaracji ustalają warunki techniczne 2.0.",
            en: "The technical conditions 2.0 lay down the declaration's headings."))
    public static let declarationDate = Rule(
        "declaration-date",
        why: Words(
            pl: "Daty deklaracji czyta program: stoją w <time datetime=\"RRRR-MM-DD\">.",
            en: "A program reads the declaration's dates: they stand in <time datetime=\"YYYY-MM-DD\">."))
    public static let declarationReview = Rule(
        "declaration-review", .warning,
        why: Words(
            pl: "Deklarację przegląda się co roku do 31 marca.", en: "A declaration is reviewed every year by 31 March."
        ))
    public static let declarationStatus = Rule(
        "declaration-status",
        why: Words(
            pl: "Stan zgodności musi się zgadzać z listą niedostępnych treści.",
            en: "The status must agree with the list of inaccessible content."))
    public static let declarationToFillIn = Rule(
        "declaration-to-fill-in", .toFillIn,
        why: Words(
            pl: "Tych danych wymaga ustawa, a zna je tylko operator.",
            en: "The law requires these facts, and only the operator knows them."))
    public static let declarationNotLinked = Rule(
        "declaration-not-linked",
        why: Words(pl: "Deklaracja musi być dostępna z każdej strony.", en: "Every page must lead to the declaration."))

    /// The rules of the accessibility declaration (*deklaracja dostępności*).
    public static let declarationRules: [Rule] = [
        .declarationMissingID, .declarationDuplicateID, .declarationMissingHeading, .declarationDate,
        .declarationReview,
        .declarationStatus, .declarationToFillIn, .declarationNotLinked,
    ]
}
