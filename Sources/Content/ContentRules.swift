import Diagnostics

extension Rule {
    public static let badEncoding = Rule(
        "bad-encoding",
        why: Words(
            pl: "tekst w innym kodowaniu traci polskie litery, a przeglądarka pokazuje krzaki",
            en: "text in another encoding loses its letters, and browsers show garbage"))
    public static let badJSON = Rule(
        "bad-json",
        why: Words(
            pl: "plik JSON musi być zgodny z RFC 8259, inaczej każdy program przeczyta go inaczej",
            en: "a JSON file must follow RFC 8259, else each program reads it in its own way"))
    public static let duplicateKey = Rule(
        "duplicate-key",
        why: Words(
            pl: "z dwóch wartości pod jednym kluczem jedna zginęłaby po cichu",
            en: "of two values under one key one would be lost without a word"))
    public static let tooDeep = Rule(
        "too-deep",
        why: Words(
            pl: "tak głębokie zagnieżdżenie to pomyłka albo próba zablokowania programu",
            en: "nesting this deep is a mistake, or an attempt to stall the program"))

    public static let tooLong = Rule(
        "too-long",
        why: Words(
            pl: "metryczka opisuje wpis; tak długa to pomyłka i spowalnia każdą budowę",
            en: "front matter describes the entry; one this long is a mistake and slows every build"))
    public static let badYAML = Rule(
        "bad-yaml",
        why: Words(
            pl: "błąd składni sprawia, że pola wpisu nie dadzą się odczytać",
            en: "with bad syntax the entry's fields cannot be read"))
    public static let yamlFeature = Rule(
        "yaml-feature",
        why: Words(
            pl: "kotwice, znaczniki i dodatkowe dokumenty działają w każdym programie inaczej",
            en: "anchors, tags and further documents work differently in each program"))
    public static let tabIndentation = Rule(
        "tab-indentation",
        why: Words(
            pl: "YAML nie pozwala wcinać tabulatorem, bo jego szerokość jest różna",
            en: "YAML forbids tabs as indentation, since their width differs"))
    public static let controlCharacter = Rule(
        "control-character",
        why: Words(
            pl: "znak sterujący psuje stronę i zwykle znaczy, że plik nie jest tekstem",
            en: "a control character breaks the page, and mostly means that the file is no text"))
    public static let emptyFile = Rule(
        "empty-file",
        why: Words(
            pl: "pusty plik to zwykle nieudany zapis",
            en: "an empty file is mostly a failed save"))
    public static let unclosedFrontMatter = Rule(
        "unclosed-front-matter",
        why: Words(
            pl: "bez końca metryczki nie wiadomo, gdzie zaczyna się treść",
            en: "without the closing fence nobody knows where the text begins"))
    public static let misplacedFrontMatter = Rule(
        "misplaced-front-matter",
        why: Words(
            pl: "pola poza metryczką trafiłyby na stronę jako zwykły tekst",
            en: "fields outside the front matter would be printed as text"))
    public static let foreignFrontMatter = Rule(
        "foreign-front-matter",
        why: Words(
            pl: "metryczka ma jeden format, YAML, żeby każdy edytor i formularz ją rozumiał",
            en: "front matter has one format, YAML, so that every editor and form understands it"))
    public static let unknownField = Rule(
        "unknown-field",
        why: Words(
            pl: "pole z literówką byłoby po cichu pominięte",
            en: "a misspelt field would be left out without a word"))
    public static let missingField = Rule(
        "missing-field",
        why: Words(
            pl: "szablony liczą na to pole",
            en: "templates rely on this field"))
    public static let wrongType = Rule(
        "wrong-type",
        why: Words(
            pl: "wartość innego rodzaju pokaże się źle albo wcale",
            en: "a value of another kind shows wrongly or not at all"))
    public static let wrongValue = Rule(
        "wrong-value",
        why: Words(
            pl: "schemat dopuszcza tylko niektóre wartości",
            en: "the schema allows only some values"))
    public static let wrongCheckDigit = Rule(
        "wrong-check-digit",
        why: Words(
            pl: "numer z błędną cyfrą kontrolną to literówka",
            en: "a number with a wrong check digit is a misprint"))
    public static let typographicQuotes = Rule(
        "typographic-quotes",
        why: Words(
            pl: "cudzysłów drukarski nie ogranicza wartości, lecz jest jej częścią",
            en: "a typographic quote does not delimit a value, it is part of it"))
    public static let hiddenText = Rule(
        "hidden-text",
        why: Words(
            pl: "co stoi po # w wierszu bez cudzysłowu, tego program nie czyta",
            en: "what stands after # on a line without quotes is not read"))
    public static let computedField = Rule(
        "computed-field",
        why: Words(
            pl: "wartość wpisana ręcznie przeczyłaby obliczonej",
            en: "a value written by hand would contradict the computed one"))
    public static let missingDescription = Rule(
        "missing-description",
        why: Words(
            pl: "kto obrazu nie widzi, zna tylko jego opis",
            en: "who does not see the image knows only its description"))
    public static let danglingReference = Rule(
        "dangling-reference",
        why: Words(
            pl: "odwołanie donikąd to pusty odnośnik na stronie",
            en: "a reference to nowhere is an empty link on the page"))
    public static let ambiguousReference = Rule(
        "ambiguous-reference",
        why: Words(
            pl: "odwołanie musi wskazywać jeden wpis",
            en: "a reference must mean one entry"))
    public static let unpublishedReference = Rule(
        "unpublished-reference",
        why: Words(
            pl: "odnośnik do strony, której nie ma, jest martwy",
            en: "a link to a page that is not there is dead"))
    public static let duplicateSlug = Rule(
        "duplicate-slug",
        why: Words(
            pl: "dwa wpisy nie mogą stać pod jednym adresem",
            en: "two entries cannot stand at one URL"))
    public static let duplicateValue = Rule(
        "duplicate-value",
        why: Words(
            pl: "wartość ma wskazywać jeden wpis",
            en: "the value is to point out one entry"))
    public static let badSlug = Rule(
        "bad-slug",
        why: Words(
            pl: "adres ma tylko litery a–z, cyfry i minusy, żeby dał się przepisać",
            en: "a URL has only letters a–z, digits and hyphens, so that it can be typed"))
    public static let badFileName = Rule(
        "bad-file-name",
        why: Words(
            pl: "z nazwy pliku powstaje adres strony",
            en: "the file's name makes the page's URL"))
    public static let dateMismatch = Rule(
        "date-mismatch", .warning,
        why: Words(
            pl: "dwie różne daty jednego wpisu mylą czytelnika i porządek listy",
            en: "two different dates of one entry mislead the reader and the order of lists"))
    public static let reservedField = Rule(
        "reserved-field",
        why: Words(
            pl: "pole o zajętej nazwie zasłoniłoby to, czego używają szablony",
            en: "a field of a taken name would hide what templates use"))
    public static let badSchema = Rule(
        "bad-schema",
        why: Words(
            pl: "błąd w opisie pól dotyczy wszystkich wpisów kolekcji",
            en: "a fault in the fields' definition concerns all entries of the collection"))
    public static let badTable = Rule(
        "bad-table",
        why: Words(
            pl: "z pliku danych o innej budowie nie da się zrobić wpisów",
            en: "a data file of another shape makes no entries"))
    public static let missingFile = Rule(
        "missing-file",
        why: Words(
            pl: "na stronie zostałoby puste miejsce albo martwy odnośnik",
            en: "the page would have a gap or a dead link"))
    public static let heavyImage = Rule(
        "heavy-image", .warning,
        why: Words(
            pl: "ciężkie zdjęcie długo się ładuje i zużywa pakiet danych w telefonie",
            en: "a heavy photo loads slowly and uses up mobile data"))
    public static let largeImage = Rule(
        "large-image", .warning,
        why: Words(
            pl: "więcej pikseli niż ekran pokaże to tylko dłuższe ładowanie",
            en: "more pixels than a screen shows only load longer"))
    public static let imagePosition = Rule(
        "image-position", .warning,
        why: Words(
            pl: "położenie w zdjęciu może być czyimś adresem domowym",
            en: "the position in a photo may be somebody's home"))
    public static let awkwardFileName = Rule(
        "awkward-file-name", .warning,
        why: Words(
            pl: "spacje i wielkie litery w nazwie psują adresy na niektórych serwerach",
            en: "spaces and capitals in a name break addresses on some servers"))
    /// The rules of this module, for the catalogue.
    public static let contentRules: [Rule] = [
        .badEncoding, .badJSON, .duplicateKey, .tooDeep, .tooLong, .badYAML, .yamlFeature, .tabIndentation,
        .controlCharacter,
        .emptyFile, .unclosedFrontMatter, .misplacedFrontMatter, .foreignFrontMatter, .unknownField, .missingField,
        .wrongType, .wrongValue, .wrongCheckDigit, .typographicQuotes, .hiddenText, .computedField, .missingDescription,
        .danglingReference, .ambiguousReference, .unpublishedReference, .duplicateSlug, .duplicateValue, .badSlug,
        .badFileName, .dateMismatch, .reservedField, .badSchema,
        .badTable, .missingFile, .heavyImage, .largeImage, .imagePosition, .awkwardFileName,
    ]
}
