import Diagnostics

/// A place where a page is no well-formed HTML.
struct HTMLFault {
    enum Kind {
        case strayLess, unfinishedTag, unfinishedValue, unfinishedComment, badAttributeName, repeatedAttribute
        case noSpaceAfterValue, endTagWithAttributes, unclosed, strayEnd, voidEnd, selfClosing, nestedLink
        case missingDoctype, secondDoctype
    }

    let kind: Kind
    let start: Int
    let end: Int

    init(_ kind: Kind, _ start: Int, _ end: Int) {
        self.kind = kind
        self.start = start
        self.end = end
    }

    /// - Parameter text: what stands there.
    func words(_ text: String) -> Words {
        switch kind {
        case .strayLess:
            Words(
                pl: "znak „<” poza znacznikiem; w tekście pisze się &lt;",
                en: "a “<” outside a tag; in text it is written &lt;")
        case .unfinishedTag: Words(pl: "znacznik \(text) nie ma końca „>”", en: "the tag \(text) has no closing “>”")
        case .unfinishedValue:
            Words(
                pl: "wartość atrybutu \(text) nie ma cudzysłowu na końcu",
                en: "the attribute value \(text) has no closing quote")
        case .unfinishedComment: Words(pl: "komentarz nie ma końca „-->”", en: "a comment has no closing “-->”")
        case .badAttributeName:
            Words(pl: "znak \(text) w nazwie atrybutu", en: "the character \(text) in the name of an attribute")
        case .repeatedAttribute:
            Words(
                pl: "atrybut \(text) stoi dwa razy w jednym znaczniku",
                en: "the attribute \(text) stands twice in one tag")
        case .noSpaceAfterValue: Words(pl: "brak odstępu między atrybutami", en: "no space between attributes")
        case .endTagWithAttributes:
            Words(pl: "znacznik końcowy \(text) ma atrybuty", en: "the end tag \(text) has attributes")
        case .unclosed: Words(pl: "element \(text) nie jest zamknięty", en: "the element \(text) is not closed")
        case .strayEnd:
            Words(pl: "znacznik końcowy \(text) niczego nie zamyka", en: "the end tag \(text) closes nothing")
        case .voidEnd:
            Words(
                pl: "element bez treści ma znacznik końcowy \(text)",
                en: "an element without content has the end tag \(text)")
        case .selfClosing: Words(pl: "„/>” nie zamyka elementu \(text)", en: "“/>” does not close the element \(text)")
        case .nestedLink: Words(pl: "odnośnik w odnośniku", en: "a link inside a link")
        case .missingDoctype:
            Words(pl: "strona nie zaczyna się od <!DOCTYPE html>", en: "the page does not begin with <!DOCTYPE html>")
        case .secondDoctype: Words(pl: "drugi <!DOCTYPE> na stronie", en: "a second <!DOCTYPE> in the page")
        }
    }
}
