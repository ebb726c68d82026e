import Diagnostics

extension PageAudit {
    mutating func readURL(_ name: AttributeName, _ range: Range<Int>, of element: ElementName) {
        let use: LinkUse =
            element == .link && name == .href && relationIsStatement ? .statement : LinkUse.of(name, in: element)
        if use == .statement, let relation = tokenizer.value(of: .rel), tokenizer.isEqual(relation, "canonical") {
            summary.canonical = text(range)
        }
        if use != .none { follow(range, use) }
    }

    /// Whether a `<link>` says something about the page instead of loading something for it.
    private var relationIsStatement: Bool {
        guard let relation = tokenizer.value(of: .rel) else { return false }
        let statements: [StaticString] = [
            "canonical", "alternate", "prev", "next", "author", "license", "help", "search", "me", "privacy-policy",
        ]
        return statements.contains { tokenizer.isEqual(relation, $0) }
    }

    /// Candidates of a `srcset`: a URL, then a width or density, parted by commas.
    mutating func readSourceSet(_ range: Range<Int>) {
        let bytes = tokenizer.bytes
        var index = range.lowerBound
        while index < range.upperBound {
            while index < range.upperBound, HTMLTokenizer.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: ",") {
                index += 1
            }
            let start = index
            while index < range.upperBound, !HTMLTokenizer.isSpace(bytes[index]) { index += 1 }
            var end = index
            while end > start, bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
            if end > start { follow(start..<end, .resource) }
            if end == index {
                while index < range.upperBound, bytes[index] != UInt8(ascii: ",") { index += 1 }
            }
        }
    }

    /// Reads one URL: a link for the audit of the site, or a finding here.
    mutating func follow(_ given: Range<Int>, _ use: LinkUse) {
        let range = trimmed(given)
        let bytes = tokenizer.bytes
        if !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "/"),
            range.count == 1 || bytes[range.lowerBound + 1] != UInt8(ascii: "/")
        {
            rootURLs.append(range.lowerBound)
        }
        switch urls.read(bytes, range) {
        case .samePage(let fragment) where base != nil && base != summary.url:
            // With `<base>` a mere fragment leads to that page.
            summary.links.append(PageLink(target: baseTarget, fragment: fragment, range: range, kind: use.kind))
        case .site(let target, let fragment, let isAbsolute):
            summary.links.append(PageLink(target: target, fragment: fragment, range: range, kind: use.kind))
            if isAbsolute, use != .statement { reportAbsolute(range) }
        case .samePage(let fragment):
            if fragment != 0 { references.append(Reference(id: fragment, range: range, isAnchor: true)) }
        case .insecure: if use == .resource { reportInsecure(range) }
        case .foreign: if use == .resource { reportForeign(range) }
        case .script:
            report(
                .inlineScript, range,
                Words(pl: "skrypt w adresie (javascript:)", en: "a script in an address (javascript:)"),
                remedy: PageAudit.toScriptFile)
        case .empty:
            if use != .form {
                report(
                    .deadLink, tag, Words(pl: "odnośnik bez adresu", en: "a link without an address"),
                    remedy: Words(pl: "wpisz adres albo usuń odnośnik", en: "write the address or remove the link"))
            }
        case .ownHost, .other: break
        }
    }

    /// `<base href>`: what relative addresses in the page start from.
    mutating func readBase() {
        guard base == nil, let given = tokenizer.value(of: .href) else { return }
        let range = trimmed(given)
        guard !range.isEmpty else { return }
        switch urls.read(tokenizer.bytes, range) {
        case .site(let target, _, let isAbsolute):
            baseTarget = target
            let path = isAbsolute ? urls.afterSiteURL(tokenizer.bytes, range).map { text($0) } ?? "/" : text(range)
            if isAbsolute {
                base = path.hasPrefix("/") ? path : "/" + path
                return
            }
            if path.hasPrefix("/") {
                rootURLs.append(range.lowerBound)
                base = path
            } else {
                base = summary.url.prefix(through: summary.url.lastIndex(of: "/") ?? summary.url.startIndex) + path
            }
        case .foreign, .insecure, .ownHost: reportForeign(range)
        default: break
        }
    }

    mutating func readLinkTag() {
        guard tokenizer.has(.href) else { return }
        link.begin(tag: tag)
        readLabelInLink()
        if let target = tokenizer.value(of: .target), !target.isEmpty {
            let own: [StaticString] = ["_self", "_parent", "_top"]
            if !own.contains(where: { tokenizer.isEqual(target, $0) }) { link.newWindow = target }
        }
    }

    /// `aria-label` names a link; `title` only what has no other name.
    mutating func readLabelInLink() {
        if let label = tokenizer.value(of: .ariaLabel), !label.isEmpty {
            if tokenizer.element == .a {
                link.setLabel(tokenizer.bytes, label)
            } else {
                link.append(tokenizer.bytes, label)
            }
        }
        if tokenizer.has(.ariaLabelledby) { link.hasReferredLabel = true }
        if tokenizer.element == .a, let title = tokenizer.value(of: .title), !title.isEmpty, link.label.isEmpty {
            link.title = title
        }
    }

    mutating func finishLink() {
        link.end()
        if link.hasReferredLabel { return announceNewWindow() }
        if let text = link.plainText(tokenizer.bytes), !vagueTexts.mayContain(tokenizer.bytes, text) {
            return announceNewWindow()
        }
        var name = link.name(tokenizer.bytes)
        if name.isEmpty || name == [0x20] {
            if let title = link.title, !title.isEmpty { return announceNewWindow() }
            report(
                .emptyLinkText, link.tag, Words(pl: "odnośnik bez tekstu", en: "a link without text"),
                remedy: Words(
                    pl: "wpisz tekst w nawiasach [ ] albo opis obrazu, który jest odnośnikiem",
                    en: "write a text in the brackets [ ], or a text for the picture that is the link"))
            return
        }
        if name.last == 0x20 { name.removeLast() }
        if vagueTexts.contains(name) {
            let text = String(decoding: name, as: UTF8.self)
            report(
                .vagueLinkText, link.contentStart..<max(link.contentStart, tokenizer.start),
                Words(
                    pl: "tekst odnośnika „\(text)” nie mówi, dokąd prowadzi",
                    en: "the link text “\(text)” does not say where it leads"),
                remedy: Words(
                    pl: "zrób odnośnik z nazwy tego, do czego prowadzi",
                    en: "make the name of what it leads to the link"))
        }
        announceNewWindow()
    }

    private mutating func announceNewWindow() {
        guard let target = link.newWindow else { return }
        var said = String(decoding: link.text(tokenizer.bytes) + link.label, as: UTF8.self)
        if let title = link.title { said += " " + text(title).lowercased() }
        let notices = ["now", "new tab", "new window", "zewnętrzn"]
        let isAnnounced =
            notices.dropFirst().contains { said.contains($0) }
            || ["nowym oknie", "nowej karcie", "nowej zakładce", "nowe okno", "nowa karta"].contains {
                said.contains($0)
            }
        if isAnnounced { return }
        report(
            .newWindowUnannounced, target,
            Words(
                pl: "odnośnik otwiera nowe okno i nie mówi o tym", en: "the link opens a new window and does not say so"
            ),
            remedy: Words(
                pl: "usuń target albo dopisz w tekście „(otwiera się w nowej karcie)”",
                en: "remove target, or add “(opens in a new tab)” to the text"))
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, HTMLTokenizer.isSpace(tokenizer.bytes[start]) { start += 1 }
        while end > start, HTMLTokenizer.isSpace(tokenizer.bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private mutating func reportAbsolute(_ range: Range<Int>) {
        let rest = urls.afterSiteURL(tokenizer.bytes, range).map { text($0) } ?? ""
        let path = rest.hasPrefix("/") ? rest : "/" + rest
        report(
            .absoluteOwnURL, range,
            Words(
                pl: "pełny adres własnej strony: \(text(range))",
                en: "the full address of a page of this site: \(text(range))"),
            remedy: Words(pl: "wpisz: \(path)", en: "write: \(path)"))
    }

    private mutating func reportInsecure(_ range: Range<Int>) {
        let (message, remedy) = LinkUse.insecure(text(range))
        report(.mixedContent, range, message, remedy: remedy)
    }

    private mutating func reportForeign(_ range: Range<Int>) {
        let (message, remedy) = LinkUse.foreign(text(range))
        report(.thirdPartyRequest, range, message, remedy: remedy)
    }
}

/// What a URL in an attribute is for.
enum LinkUse {
    case navigation, form, resource, statement, none

    static func of(_ name: AttributeName, in element: ElementName) -> LinkUse {
        switch element {
        case .a, .area: name == .href || name == .xlinkHref ? .navigation : .none
        case .form: name == .action ? .form : .none
        case .button: name == .formaction ? .form : .none
        case .input: name == .formaction ? .form : name == .src ? .resource : .none
        case .object: name == .data ? .resource : .none
        case .base: .none
        default: name == .action || name == .formaction || name == .data ? .none : .resource
        }
    }

    static func insecure(_ address: String) -> (message: Words, remedy: Words) {
        (Words(pl: "zasób przez http: \(address)", en: "a resource over http: \(address)"), ownCopy)
    }

    static func foreign(_ address: String) -> (message: Words, remedy: Words) {
        (
            Words(pl: "zasób z obcego serwera: \(address)", en: "a resource from a foreign server: \(address)"),
            ownCopy
        )
    }

    private static let ownCopy = Words(
        pl: "zapisz plik w witrynie i wskaż go od „/”", en: "keep the file in the site and name it from “/”")

    var kind: PageLink.Kind {
        switch self {
        case .navigation, .form: .navigation
        case .resource: .resource
        case .statement, .none: .statement
        }
    }
}
