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
    public static let unsafePlace = Rule(
        "unsafe-place",
        why: Words(
            pl: "w tym miejscu żadna zamiana znaków nie chroni przed wstrzyknięciem kodu",
            en: "in this place no escaping protects against injected code"))
    public static let unsafeHTML = Rule(
        "unsafe-html",
        why: Words(
            pl: "zwykły tekst uznany za HTML wpuszcza na stronę cudzy kod",
            en: "a plain text that is taken for HTML lets foreign code onto the page"))
    public static let unknownField = Rule(
        "unknown-template-field",
        why: Words(pl: "pole, którego nie ma, to zwykle literówka", en: "a field that does not exist is a misspelling"))
    public static let unknownVariable = Rule(
        "unknown-variable",
        why: Words(
            pl: "zmienna, której nie ma, to zwykle literówka", en: "a variable that does not exist is a misspelling"))
    public static let usedBeforeSet = Rule(
        "used-before-set",
        why: Words(
            pl: "zmienna bez wartości zostawia na stronie puste miejsce",
            en: "a variable without a value leaves a blank place on the page"))
    public static let unknownBlock = Rule(
        "unknown-block",
        why: Words(
            pl: "blok, którego szablon nadrzędny nie ma, nigdy się nie pokaże",
            en: "a block that the parent does not have is never shown"))
    public static let inheritanceCycle = Rule(
        "inheritance-cycle",
        why: Words(
            pl: "szablony, które rozszerzają się w kółko, nie mają początku",
            en: "templates that extend each other in a ring have no beginning"))
    public static let missingGuard = Rule(
        "missing-guard",
        why: Words(
            pl: "pole, którego wpis może nie mieć, zostawiłoby na stronie puste miejsce",
            en: "a field that an entry may lack would leave a blank place on the page"))
    public static let wrongType = Rule(
        "wrong-type",
        why: Words(
            pl: "wartość innego rodzaju da na stronie coś innego, niż autor myślał",
            en: "a value of another kind makes something else of the page than its author thought"))
    public static let unprintable = Rule(
        "unprintable",
        why: Words(
            pl: "wartości logicznej, listy ani obiektu czytelnik nie zrozumie",
            en: "no reader understands a truth value, a list or an object"))
    public static let unusedTemplate = Rule(
        "unused-template", .warning,
        why: Words(
            pl: "szablon, którego nic nie używa, myli tego, kto go poprawia",
            en: "a template that nothing uses misleads whoever mends it"))
    public static let unusedBlock = Rule(
        "unused-block", .warning,
        why: Words(
            pl: "treść bloku, której nikt nie zobaczy, myli tego, kto ją poprawia",
            en: "content of a block that nobody sees misleads whoever mends it"))
    public static let unusedMacro = Rule(
        "unused-macro", .warning,
        why: Words(
            pl: "makro, którego nic nie wywołuje, myli tego, kto je poprawia",
            en: "a macro that nothing calls misleads whoever mends it"))

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

    /// All rules about templates.
    public static let templateRules: [Rule] = [
        .templateSyntax, .unknownTag, .unknownFilter, .unknownTest, .wrongArgument, .missingTemplate, .missingBlock,
        .undefinedValue, .unsafePlace, .unsafeHTML, .unknownField, .unknownVariable, .usedBeforeSet, .unknownBlock,
        .inheritanceCycle, .missingGuard, .wrongType, .unprintable, .unusedTemplate, .unusedBlock, .unusedMacro,
        .templateRuntime, .templateLimit,
    ]
}
