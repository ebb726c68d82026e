import Diagnostics

/// What can be wrong with the YAML of a front matter, each with its message and remedy.
enum YAMLFault {
    case alias
    case anchor
    case tag
    case directive
    case secondDocument
    case complexKey
    case notMapping
    case duplicateKey(String)
    case tooDeep(Int)
    case controlCharacter
    case tab
    case colonInValue(suggestion: String?)
    case missingColon
    case missingSpace
    case unclosedQuote
    case unclosedBracket(String)
    case missingComma
    case indicator(String)
    case indentation
    case escape
    case textAfterQuote
    case listHere
    case itemAmongFields
    case missingKey
    case byteOrderMark
    case quoteInQuotes
    case syntax(String)

    var rule: Rule {
        switch self {
        case .alias, .anchor, .tag, .directive, .secondDocument, .complexKey: .yamlFeature
        case .duplicateKey: .duplicateKey
        case .tooDeep: .tooDeep
        case .tab: .tabIndentation
        case .controlCharacter: .controlCharacter
        default: .badYAML
        }
    }

    func error(_ file: SourceFile, _ span: Span, notes: [Diagnostic.Note] = []) -> DiagnosticError {
        DiagnosticError(Diagnostic(rule, message, at: Location(file, span), remedy: remedy, notes: notes))
    }

    var message: Words {
        switch self {
        case .alias:
            Words(pl: "odsyłacz YAML (*nazwa) nie jest obsługiwany", en: "a YAML alias (*name) is not supported")
        case .anchor:
            Words(pl: "kotwica YAML (&nazwa) nie jest obsługiwana", en: "a YAML anchor (&name) is not supported")
        case .tag: Words(pl: "znacznik YAML (!typ) nie jest obsługiwany", en: "a YAML tag (!type) is not supported")
        case .directive:
            Words(pl: "dyrektywa YAML (%) nie jest obsługiwana", en: "a YAML directive (%) is not supported")
        case .secondDocument:
            Words(pl: "drugi dokument YAML w jednym pliku", en: "a second YAML document in one file")
        case .complexKey: Words(pl: "klucz nie jest zwykłym tekstem", en: "the key is no plain text")
        case .notMapping:
            Words(
                pl: "zamiast par „pole: wartość” stoi coś innego",
                en: "something else stands where “field: value” is due")
        case .duplicateKey(let key): Words(pl: "pole „\(key)” stoi drugi raz", en: "the field “\(key)” stands twice")
        case .tooDeep(let limit):
            Words(pl: "zagnieżdżenie jest za głębokie (granica: \(limit))", en: "nesting deeper than \(limit) levels")
        case .controlCharacter: Words(pl: "znak sterujący w danych", en: "a control character in the data")
        case .tab: Words(pl: "tabulator we wcięciu", en: "a tab in the indentation")
        case .colonInValue:
            Words(pl: "drugi dwukropek w wierszu bez cudzysłowu", en: "a second colon on the line, without quotes")
        case .missingColon: Words(pl: "po nazwie pola brakuje dwukropka", en: "no colon after the field's name")
        case .missingSpace: Words(pl: "po dwukropku brakuje spacji", en: "no space after the colon")
        case .unclosedQuote: Words(pl: "cudzysłów nie ma końca", en: "the quote is never closed")
        case .unclosedBracket(let bracket):
            Words(
                pl: "nawias nie ma końca: brakuje „\(bracket)”",
                en: "the bracket is never closed: “\(bracket)” is missing")
        case .missingComma:
            Words(pl: "brakuje przecinka albo nawiasu zamykającego", en: "a comma or the closing bracket is missing")
        case .indicator(let character):
            Words(
                pl: "wartość nie może zaczynać się znakiem \(character) bez cudzysłowu",
                en: "a value cannot begin with \(character) unless it is quoted")
        case .indentation:
            Words(
                pl: "wcięcie nie zgadza się z wierszami powyżej", en: "the indentation does not match the lines above")
        case .escape: Words(pl: "nieznany znak po ukośniku \\", en: "unknown escape after \\")
        case .textAfterQuote:
            Words(pl: "po cudzysłowie zamykającym stoi jeszcze tekst", en: "text stands after the closing quote")
        case .listHere: Words(pl: "lista nie może zaczynać się w tym miejscu", en: "a list cannot begin here")
        case .itemAmongFields: Words(pl: "element listy stoi między polami", en: "a list item stands among the fields")
        case .missingKey: Words(pl: "przed dwukropkiem brakuje nazwy pola", en: "no field's name before the colon")
        case .byteOrderMark:
            Words(pl: "niewidoczny znak U+FEFF przed nazwą pola", en: "an invisible character U+FEFF before the field")
        case .quoteInQuotes:
            Words(
                pl: "cudzysłów \" w środku wartości kończy ją przed czasem",
                en: "the quote \" inside the value ends it too early")
        case .syntax(let problem): Words(pl: "błąd składni YAML (\(problem))", en: "bad YAML (\(problem))")
        }
    }

    var remedy: Words? {
        switch self {
        case .alias:
            Words(pl: "wpisz wartość wprost albo ujmij tekst w cudzysłów", en: "write the value out, or quote the text")
        case .anchor: Words(pl: "usuń kotwicę albo ujmij tekst w cudzysłów", en: "remove the anchor, or quote the text")
        case .tag:
            Words(
                pl: "usuń znacznik albo ujmij tekst w cudzysłów; typ wynika ze schematu",
                en: "remove the tag, or quote the text; the schema gives the type")
        case .directive: Words(pl: "usuń ten wiersz", en: "remove this line")
        case .secondDocument:
            Words(
                pl: "zostaw jeden zbiór pól; usuń „...” i dalsze „---”",
                en: "keep one set of fields; remove “...” and further “---”")
        case .complexKey: Words(pl: "wpisz „pole: wartość”", en: "write “field: value”")
        case .notMapping:
            Words(
                pl: "każdy wiersz to „pole: wartość”, na przykład „title: Skawina”",
                en: "each line is “field: value”, for example “title: Skawina”")
        case .duplicateKey: Words(pl: "zostaw jedno z nich", en: "keep one of them")
        case .tooDeep: Words(pl: "uprość dane albo sprawdź nawiasy", en: "flatten the data, or check the brackets")
        case .controlCharacter: Words(pl: "usuń ten niewidoczny znak", en: "remove this invisible character")
        case .tab: Words(pl: "wcinaj spacjami (po dwie na poziom)", en: "indent with spaces (two a level)")
        case .colonInValue(let suggestion?):
            Words(pl: "ujmij wartość w cudzysłów: \(suggestion)", en: "quote the value: \(suggestion)")
        case .colonInValue(nil): Words(pl: "ujmij wartość w cudzysłów", en: "quote the value")
        case .missingColon:
            Words(
                pl: "wpisz „pole: wartość” ze spacją po dwukropku",
                en: "write “field: value”, with a space after the colon")
        case .missingSpace:
            Words(
                pl: "wpisz „pole: wartość” ze spacją po dwukropku",
                en: "write “field: value”, with a space after the colon")
        case .unclosedQuote:
            Words(
                pl: "dopisz cudzysłów zamykający; cudzysłów wewnątrz tekstu w \"…\" to \\\"",
                en: "add the closing quote; a quote inside \"…\" is \\\"")
        case .unclosedBracket(let bracket): Words(pl: "dopisz „\(bracket)”", en: "add “\(bracket)”")
        case .missingComma:
            Words(pl: "elementy w nawiasach rozdziela przecinek", en: "items in brackets are separated by commas")
        case .indicator: Words(pl: "ujmij wartość w cudzysłów \"…\"", en: "put the value into quotes \"…\"")
        case .indentation:
            Words(
                pl: "pola jednego poziomu zaczynają się w tej samej kolumnie",
                en: "fields of one level begin in the same column")
        case .escape:
            Words(
                pl: "w \"…\" sam ukośnik to \\\\; w '…' ukośnik jest zwykłym znakiem",
                en: "in \"…\" a backslash is \\\\; in '…' it is an ordinary character")
        case .textAfterQuote:
            Words(
                pl: "ujmij w cudzysłów całą wartość albo usuń cudzysłowy",
                en: "quote the whole value, or remove the quotes")
        case .listHere:
            Words(pl: "zacznij listę w nowym wierszu: „- element”", en: "begin the list on a new line: “- item”")
        case .itemAmongFields:
            Words(
                pl: "wpisz nad listą nazwę pola: „atuty:”, a elementy pod nią",
                en: "write the field's name above the list, “atuty:”, and the items below it")
        case .missingKey:
            Words(pl: "wpisz „pole: wartość”", en: "write “field: value”")
        case .byteOrderMark: Words(pl: "skasuj ten wiersz i wpisz go od nowa", en: "delete this line and type it anew")
        case .quoteInQuotes:
            Words(
                pl: "w środku użyj „…” albo \\\"; można też ująć całość w '…'",
                en: "inside use “…” or \\\"; or put the whole into '…'")
        case .syntax: Words(pl: "sprawdź ten wiersz i wiersz nad nim", en: "check this line and the one above")
        }
    }

    // MARK: - libyaml's problems

    /// The finding for a problem that libyaml reports: found at `at`, in something that began at `opened`.
    static func diagnose(
        _ file: SourceFile, problem: String, at: Int, context: String, opened: Int?, limit: Int
    ) -> DiagnosticError {
        let place = min(at, max(0, limit - 1))
        let here = Span(place, min(place + 1, limit))
        if let tab = tabInIndentation(file.bytes, at: place) ?? opened.flatMap({ tabInIndentation(file.bytes, at: $0) })
        {
            return YAMLFault.tab.error(file, Span(tab, tab + 1))
        }
        if let mark = byteOrderMark(file.bytes, at: place) {
            return YAMLFault.byteOrderMark.error(file, Span(mark, mark + 3))
        }
        if context.contains("quoted scalar"),
            problem.contains("end of stream") || problem.contains("document indicator")
        {
            let quote = opened ?? place
            // `"Gmina „Skawina""`: the second of two quotes opens nothing, the first has closed the value.
            let isSecond = quote > 1 && file.bytes[quote - 1] == file.bytes[quote] && file.bytes[quote - 2] != 0x20
            return (isSecond ? YAMLFault.quoteInQuotes : .unclosedQuote).error(file, Span(quote, quote + 1))
        }
        if context.contains("alias") || context.contains("anchor") {
            let start = opened ?? place
            let character = UTF8Sequence.character(file.bytes, at: start)
            return YAMLFault.indicator(character).error(file, Span(start, start + 1))
        }
        if problem.contains("mapping values are not allowed") {
            if isFirstColon(file.bytes, at: place) { return YAMLFault.indentation.error(file, here) }
            return YAMLFault.colonInValue(suggestion: quotedLine(file, at: place)).error(file, here)
        }
        if problem.contains("cannot start any token") {
            let character = UTF8Sequence.character(file.bytes, at: place)
            if character == "\t" { return YAMLFault.tab.error(file, here) }
            return YAMLFault.indicator(character).error(file, here)
        }
        if problem.contains("could not find expected ':'") {
            return missingColon(file, at: place, opened: opened, limit)
        }
        if problem.contains("expected ',' or ']'") { return bracket("]", file, here, opened, limit) }
        if problem.contains("expected ',' or '}'") { return bracket("}", file, here, opened, limit) }
        if problem.contains("block sequence entries are not allowed") { return YAMLFault.listHere.error(file, here) }
        if problem.contains("escape") || context.contains("escape") || problem.contains("hexdecimal") {
            return YAMLFault.escape.error(file, here)
        }
        if problem.contains("did not find expected key") || problem.contains("'-' indicator") {
            return unexpected(file, here)
        }
        if problem.contains("document start") {
            if let percent = directive(file.bytes, before: place) {
                return YAMLFault.directive.error(file, Span(percent, percent + 1))
            }
            let isSecond = followsDocumentEnd(file, at: place)
            return (isSecond ? YAMLFault.secondDocument : .indentation).error(file, here)
        }
        if problem.contains("tab") { return YAMLFault.tab.error(file, here) }
        if context.contains("tag") || context.contains("directive") {
            return (context.contains("tag") ? YAMLFault.tag : .directive).error(file, here)
        }
        return YAMLFault.syntax(problem).error(file, here)
    }

    private static func bracket(
        _ bracket: String, _ file: SourceFile, _ here: Span, _ opened: Int?, _ limit: Int
    ) -> DiagnosticError {
        var line = here.start
        while line > 0, file.bytes[line - 1] != 0x0A { line -= 1 }
        if let opened, here.end >= limit || line > opened && isKeyLine(file.bytes, at: line) {
            return YAMLFault.unclosedBracket(bracket).error(file, Span(opened, opened + 1))
        }
        return YAMLFault.missingComma.error(file, here)
    }

    /// The last line before `at` that begins with %.
    static func directive(_ bytes: [UInt8], before at: Int) -> Int? {
        (1..<max(1, at)).last { bytes[$0] == UInt8(ascii: "%") && bytes[$0 - 1] == 0x0A }
    }

    /// Whether the line above `at` is the end of a document, `...`.
    private static func followsDocumentEnd(_ file: SourceFile, at: Int) -> Bool {
        let line = file.position(at: at).line
        return line > 1 && file.lineText(line - 1).hasPrefix("...")
    }

    /// Whether a line of the form `key: …` begins at `at`.
    private static func isKeyLine(_ bytes: [UInt8], at: Int) -> Bool {
        guard at == 0 || bytes[at - 1] == 0x0A else { return false }
        var index = at
        while index < bytes.count, bytes[index] != 0x0A {
            if bytes[index] == UInt8(ascii: ":") { return index > at }
            index += 1
        }
        return false
    }

    private static func missingColon(_ file: SourceFile, at: Int, opened: Int?, _ limit: Int) -> DiagnosticError {
        let start = opened ?? at
        var end = start
        while end < limit, file.bytes[end] != 0x0A, file.bytes[end] != 0x0D { end += 1 }
        return YAMLFault.missingColon.error(file, Span(start, max(end, start + 1)))
    }

    /// “did not find expected key”: text after a closing quote, or a line that is indented otherwise.
    private static func unexpected(_ file: SourceFile, _ here: Span) -> DiagnosticError {
        var before = here.start
        while before > 0, file.bytes[before - 1] == 0x20 { before -= 1 }
        if before > 0, file.bytes[before - 1] == UInt8(ascii: "\"") || file.bytes[before - 1] == UInt8(ascii: "'") {
            return YAMLFault.textAfterQuote.error(file, here)
        }
        let next = here.end < file.bytes.count ? file.bytes[here.end] : 0x20
        if file.bytes[here.start] == UInt8(ascii: "-"), next == 0x20 || next == 0x0A {
            return YAMLFault.itemAmongFields.error(file, here)
        }
        if file.bytes[here.start] == UInt8(ascii: ":") { return YAMLFault.missingKey.error(file, here) }
        return YAMLFault.indentation.error(file, here)
    }

    /// The offset of a byte-order mark that begins the line of `at`.
    private static func byteOrderMark(_ bytes: [UInt8], at: Int) -> Int? {
        var index = min(at, bytes.count)
        while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        return bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]) ? index : nil
    }

    /// The offset of a tab among the blanks that begin the line of `at`.
    private static func tabInIndentation(_ bytes: [UInt8], at: Int) -> Int? {
        var index = min(at, bytes.count)
        while index > 0, bytes[index - 1] != 0x0A { index -= 1 }
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 {
            if bytes[index] == 0x09 { return index }
            index += 1
        }
        return nil
    }

    /// Whether no colon stands before this one on its line: then the line is a field that is indented otherwise.
    private static func isFirstColon(_ bytes: [UInt8], at: Int) -> Bool {
        var index = at
        while index > 0, bytes[index - 1] != 0x0A {
            index -= 1
            if bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "-") { return false }
        }
        return index < at && bytes[index] == 0x20
    }

    /// The line of `at` with its value in quotes: `Gmina: "opis: x"`; nil when the line has another shape.
    private static func quotedLine(_ file: SourceFile, at: Int) -> String? {
        let line = file.lineText(file.position(at: at).line)
        let bytes = Array(line.utf8)
        guard bytes.count < 120, let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 2 < bytes.count,
            bytes[colon + 1] == 0x20, !bytes.contains(UInt8(ascii: "\"")), !bytes.contains(UInt8(ascii: "\\"))
        else { return nil }
        let content = bytes.drop { $0 == 0x20 }
        if content.starts(with: [UInt8(ascii: "-"), 0x20]) {
            return "- \"" + String(decoding: content.dropFirst(2).drop { $0 == 0x20 }, as: UTF8.self) + "\""
        }
        let key = String(decoding: bytes[...colon].drop { $0 == 0x20 }, as: UTF8.self)
        let value = String(decoding: bytes[(colon + 1)...].drop { $0 == 0x20 }, as: UTF8.self)
        return "\(key) \"\(value)\""
    }
}
