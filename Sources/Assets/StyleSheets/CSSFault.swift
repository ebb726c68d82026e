import Diagnostics

/// What makes a style sheet broken: browsers then leave out more than its author thinks.
public enum CSSFault: Hashable, Sendable {
    case openComment
    case openString
    case openURL
    case badURL
    case openBracket
    case strayBracket

    public var message: Words {
        switch self {
        case .openComment:
            Words(pl: "komentarz nie ma końca „*/”", en: "the comment has no end “*/”")
        case .openString:
            Words(pl: "tekst w cudzysłowie nie kończy się w tym wierszu", en: "the string does not end on its line")
        case .openURL: Words(pl: "adres url(…) nie ma końca „)”", en: "the address url(…) has no end “)”")
        case .badURL:
            Words(
                pl: "adres bez cudzysłowu nie może zawierać spacji, cudzysłowów ani nawiasów",
                en: "an address without quotes may hold no space, quote or bracket")
        case .openBracket: Words(pl: "nawias nie został zamknięty", en: "the bracket is never closed")
        case .strayBracket: Words(pl: "ten nawias niczego nie zamyka", en: "this bracket closes nothing")
        }
    }

    public var remedy: Words {
        switch self {
        case .openComment: Words(pl: "dopisz „*/”", en: "add “*/”")
        case .openString: Words(pl: "dopisz drugi cudzysłów", en: "add the second quote")
        case .openURL: Words(pl: "dopisz „)”", en: "add “)”")
        case .badURL: Words(pl: "weź adres w cudzysłów: url(\"…\")", en: "put the address in quotes: url(\"…\")")
        case .openBracket: Words(pl: "dopisz brakujący nawias", en: "add the missing bracket")
        case .strayBracket:
            Words(pl: "usuń go albo dopisz nawias otwierający", en: "remove it, or add the opening bracket")
        }
    }
}
