import Diagnostics

/// A finding that only the whole site can tell, placed in one page or file of it.
public struct SiteFinding: Sendable {
    public let rule: Rule
    /// The root-relative URL of the page or file.
    public let url: String
    /// The byte range in its final bytes.
    public let range: Range<Int>
    /// For a dead anchor: the page that was meant.
    let target: String?
    let otherURLs: [String]
    let nearby: URLIndex?

    /// The message; the bytes say what the link was.
    ///
    /// - Parameter bytes: of the page or file, the same that were audited (rendering is pure: render it again).
    public func message(in bytes: [UInt8]) -> (message: Words, remedy: Words?) {
        let link = text(in: bytes)
        switch rule {
        case .deadLink:
            let known = nearby?.nearest(to: link)
            return (
                Words(pl: "odnośnik prowadzi donikąd: \(link)", en: "the link leads nowhere: \(link)"),
                known.map { Words(pl: "czy chodziło o \($0)?", en: "did you mean \($0)?") }
                    ?? Words(
                        pl: "popraw adres albo dodaj brakującą stronę", en: "mend the address or add the missing page")
            )
        case .deadAnchor:
            let page = target ?? link
            return (
                Words(
                    pl: "na stronie \(page) nie ma celu odnośnika \(link)",
                    en: "the page \(page) has no target for the link \(link)"),
                Words(
                    pl: "popraw odnośnik albo nagłówek, do którego prowadzi",
                    en: "mend the link or the heading it leads to")
            )
        case .duplicateTitle:
            let others = otherURLs.joined(separator: ", ")
            return (
                Words(
                    pl: "ten sam tytuł „\(link)” mają strony: \(others)",
                    en: "the same title “\(link)” stands on: \(others)"),
                Words(pl: "nadaj jednej z nich inny tytuł (title)", en: "give one of them another title")
            )
        case .thirdPartyRequest: return LinkUse.foreign(link)
        case .mixedContent: return LinkUse.insecure(link)
        case .declarationNotLinked:
            return (
                Words(
                    pl: "ze strony \(url) nie prowadzi odnośnik do deklaracji dostępności (\(target ?? ""))",
                    en: "the page \(url) has no link to the accessibility declaration (\(target ?? ""))"),
                Words(pl: "dodaj go do stopki w szablonie", en: "add it to the footer in the template")
            )
        default:
            return (
                Words(pl: "do strony \(url) nie prowadzi żaden odnośnik", en: "no link leads to the page \(url)"),
                Words(pl: "dodaj ją do menu albo do listy", en: "add it to a menu or a list")
            )
        }
    }

    private func text(in bytes: [UInt8]) -> String {
        let range = range.clamped(to: 0..<bytes.count)
        return bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { TextDecoder.text($0, range) } ?? ""
        }
    }
}
