import Diagnostics

/// What can be wrong with a JSON text, each with its message and remedy.
enum JSONFault {
    case byteOrderMark
    case empty
    case value(String)
    case word(String)
    case typographicQuote(String)
    case singleQuote
    case comment
    case unclosedComment
    case trailingComma
    case doubledComma
    case missingComma(String)
    case missingColon(String)
    case key(String)
    case wrongBracket(written: String, due: String)
    case unclosed(String)
    case trailing(String)
    case unclosedString
    case controlCharacter(UInt8)
    case escape(String)
    case unicodeEscape
    case loneSurrogate(String)
    case leadingZero
    case plusSign
    case digitsMissing
    case numberOutOfRange
    case tooDeep(Int)
    case duplicateKey(String)

    var rule: Rule {
        switch self {
        case .byteOrderMark: .badEncoding
        case .tooDeep: .tooDeep
        case .duplicateKey: .duplicateKey
        default: .badJSON
        }
    }

    var message: Words {
        switch self {
        case .byteOrderMark:
            Words(pl: "plik JSON zaczyna się znacznikiem BOM", en: "the JSON file begins with a byte-order mark")
        case .empty:
            Words(pl: "plik JSON jest pusty", en: "the JSON file is empty")
        case .value(let found):
            Words(pl: "zamiast wartości stoi „\(found)”", en: "“\(found)” stands where a value is due")
        case .word(let word):
            Words(pl: "JSON nie zna słowa „\(word)”", en: "JSON has no word “\(word)”")
        case .typographicQuote(let quote):
            Words(
                pl: "cudzysłów drukarski \(quote) zamiast prostego \"",
                en: "a typographic quote \(quote) where \" is due")
        case .singleQuote:
            Words(pl: "apostrof ' zamiast cudzysłowu \"", en: "a single quote ' where \" is due")
        case .comment:
            Words(pl: "komentarz w pliku, w którym nie są dozwolone", en: "a comment in a file that allows none")
        case .unclosedComment:
            Words(pl: "komentarz /* nie ma końca", en: "the comment /* has no end")
        case .trailingComma:
            Words(pl: "przecinek po ostatnim elemencie", en: "a comma after the last item")
        case .doubledComma:
            Words(pl: "przecinek, przed którym nic nie stoi", en: "a comma with nothing before it")
        case .missingComma(let found):
            Words(pl: "brakuje przecinka przed „\(found)”", en: "a comma is missing before “\(found)”")
        case .missingColon(let found):
            Words(
                pl: found.isEmpty ? "po kluczu brakuje dwukropka" : "po kluczu zamiast dwukropka stoi „\(found)”",
                en: found.isEmpty ? "no colon after the key" : "“\(found)” stands where a colon is due")
        case .key(let found):
            Words(pl: "zamiast klucza w cudzysłowie stoi „\(found)”", en: "“\(found)” stands where a quoted key is due")
        case .wrongBracket(let written, let due):
            Words(
                pl: "nawias „\(written)” zamyka to, co otwarto nawiasem do „\(due)”",
                en: "“\(written)” closes what “\(due)” should close")
        case .unclosed(let due):
            Words(pl: "plik urywa się: brakuje „\(due)”", en: "the file breaks off: “\(due)” is missing")
        case .trailing(let found):
            Words(pl: "po końcu danych stoi jeszcze „\(found)”", en: "“\(found)” stands after the end of the data")
        case .unclosedString:
            Words(pl: "tekst w cudzysłowie nie ma końca", en: "the string has no closing quote")
        case .controlCharacter(let byte):
            Words(
                pl: "znak sterujący \(JSONFault.codePoint(byte)) w tekście",
                en: "the control character \(JSONFault.codePoint(byte)) in a string")
        case .escape(let found):
            Words(pl: "nieznany znak po ukośniku: \\\(found)", en: "unknown escape \\\(found)")
        case .unicodeEscape:
            Words(
                pl: "po \\u muszą stać cztery cyfry szesnastkowe", en: "\\u must be followed by four hexadecimal digits"
            )
        case .loneSurrogate(let written):
            Words(pl: "\(written) to połowa znaku bez drugiej połowy", en: "\(written) is one half of a surrogate pair")
        case .leadingZero:
            Words(pl: "liczba zaczyna się zerem", en: "the number has a leading zero")
        case .plusSign:
            Words(pl: "liczba ma znak +", en: "the number has a plus sign")
        case .digitsMissing:
            Words(pl: "w liczbie brakuje cyfr", en: "the number lacks digits")
        case .numberOutOfRange:
            Words(pl: "liczba jest zbyt wielka", en: "the number is out of range")
        case .tooDeep(let limit):
            Words(pl: "zagnieżdżenie jest za głębokie (granica: \(limit))", en: "nesting deeper than \(limit) levels")
        case .duplicateKey(let key):
            Words(pl: "klucz „\(key)” stoi drugi raz", en: "the key “\(key)” stands twice")
        }
    }

    var remedy: Words? {
        switch self {
        case .byteOrderMark:
            Words(pl: "zapisz plik jako UTF-8 bez BOM", en: "save the file as UTF-8 without a byte-order mark")
        case .empty:
            Words(pl: "wpisz w nim co najmniej {}", en: "write at least {} into it")
        case .value:
            Words(
                pl: "wpisz tekst w cudzysłowie, liczbę, true, false, null, listę […] albo obiekt {…}",
                en: "write a quoted string, a number, true, false, null, an array […] or an object {…}")
        case .word(let word): JSONFault.remedy(forWord: word)
        case .typographicQuote, .singleQuote:
            Words(pl: "wpisz prosty cudzysłów \"", en: "write a straight double quote \"")
        case .comment:
            Words(pl: "usuń komentarz", en: "remove the comment")
        case .unclosedComment:
            Words(pl: "zakończ komentarz znakami */", en: "end the comment with */")
        case .trailingComma, .doubledComma:
            Words(pl: "usuń przecinek", en: "remove the comma")
        case .missingComma:
            Words(pl: "wstaw przecinek między elementami", en: "put a comma between the items")
        case .missingColon:
            Words(pl: "wpisz \"klucz\": wartość", en: "write \"key\": value")
        case .key:
            Words(pl: "ujmij klucz w prosty cudzysłów: \"klucz\": wartość", en: "quote the key: \"key\": value")
        case .wrongBracket(_, let due):
            Words(pl: "zamknij znakiem „\(due)”", en: "close with “\(due)”")
        case .unclosed(let due):
            Words(pl: "dopisz „\(due)” na końcu", en: "add “\(due)” at the end")
        case .trailing:
            Words(
                pl: "plik JSON zawiera jedną wartość; usuń resztę", en: "a JSON file holds one value; remove the rest")
        case .unclosedString:
            Words(
                pl: "zamknij tekst cudzysłowem \" w tym samym wierszu; nowy wiersz to \\n",
                en: "close the string with \" on the same line; a line break is \\n")
        case .controlCharacter(let byte):
            byte == 0x09
                ? Words(pl: "wpisz \\t zamiast tabulatora", en: "write \\t for a tab")
                : Words(
                    pl: "usuń go albo wpisz \\u\(JSONFault.hex(byte))",
                    en: "remove it or write \\u\(JSONFault.hex(byte))")
        case .escape:
            Words(
                pl: "dozwolone są \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX; sam ukośnik to \\\\",
                en: "allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX; a backslash itself is \\\\")
        case .unicodeEscape:
            Words(pl: "na przykład \\u0142 to „ł”", en: "for example \\u0142 is “ł”")
        case .loneSurrogate:
            Words(
                pl: "wpisz sam znak w UTF-8 albo obie połowy: \\uD83D\\uDE00",
                en: "write the character itself in UTF-8, or both halves: \\uD83D\\uDE00")
        case .leadingZero:
            Words(
                pl: "usuń zera albo, jeśli to kod, ujmij go w cudzysłów",
                en: "remove the zeros or, if it is a code, quote it")
        case .plusSign:
            Words(pl: "usuń znak +", en: "remove the +")
        case .digitsMissing:
            Words(pl: "wpisz liczbę jak 0.5, -2 albo 1e6", en: "write a number like 0.5, -2 or 1e6")
        case .numberOutOfRange:
            Words(pl: "liczba musi mieścić się w ±1.7e308", en: "a number must lie within ±1.7e308")
        case .tooDeep:
            Words(
                pl: "uprość dane albo sprawdź, czy nawiasy się zamykają", en: "flatten the data, or check the brackets")
        case .duplicateKey:
            Words(pl: "zostaw jeden z nich", en: "keep one of them")
        }
    }

    private static func remedy(forWord word: String) -> Words {
        switch word.lowercased() {
        case "nan", "infinity", "inf":
            Words(
                pl: "JSON ma tylko zwykłe liczby; brak wartości to null",
                en: "JSON has only finite numbers; no value is null")
        case "tak", "yes", "on", "prawda", "true":
            Words(pl: "czy chodziło o true?", en: "did you mean true?")
        case "nie", "no", "off", "fałsz", "false":
            Words(pl: "czy chodziło o false?", en: "did you mean false?")
        case "none", "nil", "undefined", "null", "brak":
            Words(pl: "czy chodziło o null?", en: "did you mean null?")
        default:
            Words(pl: "ujmij tekst w cudzysłów: \"\(word)\"", en: "quote the text: \"\(word)\"")
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }

    private static func codePoint(_ byte: UInt8) -> String { "U+" + hex(byte) }
}
