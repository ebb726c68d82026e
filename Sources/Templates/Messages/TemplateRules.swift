import Diagnostics

extension Rule {
    public static let templateSyntax = Rule(
        "template-syntax",
        why: Words(
            pl: "szablon, którego nie da się przeczytać, nie da żadnej strony",
            en: "a template that cannot be read makes no page"))
    public static let unknownTag = Rule(
        "unknown-tag",
        why: Words(
            pl: "znacznik, którego nie ma, to zwykle literówka", en: "a tag that does not exist is a misspelling"))
    public static let unknownFilter = Rule(
        "unknown-filter",
        why: Words(
            pl: "filtr, którego nie ma, to zwykle literówka", en: "a filter that does not exist is a misspelling"))
    public static let unknownTest = Rule(
        "unknown-test",
        why: Words(pl: "test, którego nie ma, to zwykle literówka", en: "a test that does not exist is a misspelling"))
    public static let wrongArgument = Rule(
        "wrong-argument",
        why: Words(
            pl: "wywołanie z argumentami, których nikt nie czeka, robi coś innego, niż autor myślał",
            en: "a call with arguments that nobody expects does something else than its author thought"))
    public static let missingTemplate = Rule(
        "missing-template",
        why: Words(
            pl: "strona, której szablonu brakuje, nie powstanie", en: "a page whose template is missing is never made"))
    public static let missingBlock = Rule(
        "missing-block",
        why: Words(
            pl: "blok wymagany przez szablon nadrzędny musi mieć treść",
            en: "a block that the parent requires must have content"))
    public static let undefinedValue = Rule(
        "undefined-value",
        why: Words(
            pl: "puste miejsce na stronie to błąd, którego nikt nie zauważy",
            en: "a blank place on a page is a mistake that nobody notices"))
    public static let templateRuntime = Rule(
        "template-runtime",
        why: Words(
            pl: "błąd w czasie składania strony zostawiłby ją niepełną",
            en: "an error while a page is rendered would leave it incomplete"))
    public static let templateLimit = Rule(
        "template-limit",
        why: Words(
            pl: "szablon, który się nie kończy, zatrzymałby całą budowę",
            en: "a template without an end would halt the whole build"))

    /// Every rule of this module.
    public static let templateRules: [Rule] = [
        .templateSyntax, .unknownTag, .unknownFilter, .unknownTest, .wrongArgument, .missingTemplate, .missingBlock,
        .undefinedValue, .templateRuntime, .templateLimit,
    ]
}
