import Diagnostics

extension PageAudit {
    mutating func readTitle(isPicture: Bool) {
        let range = tokenizer.rawText()
        if isPicture {
            if link.isOpen, elements.hidden == 0 { link.append(tokenizer.bytes, range) }
            return
        }
        guard !head.hasTitle else { return }
        head.hasTitle = true
        summary.title = text(range)
        summary.titleRange = range
        if summary.title.isEmpty { head.hasTitle = false }
    }

    mutating func readScript() {
        let start = tag
        let hasSource = tokenizer.has(.src)
        let type = tokenizer.value(of: .type)
        let isData = type.map { isDataType($0) } ?? false
        let isLinkedData = type.map { tokenizer.isEqual($0, "application/ld+json") } ?? false
        let content = tokenizer.rawText()
        if isLinkedData { readOwnURLs(content) }
        if !hasSource, !isData, !content.isEmpty {
            report(
                .inlineScript, start, Words(pl: "skrypt zapisany w stronie", en: "a script inside the page"),
                remedy: PageAudit.toScriptFile)
        }
    }

    mutating func readStyle() {
        let start = tag
        _ = tokenizer.rawText()
        report(
            .inlineStyle, start,
            Words(pl: "style zapisane w stronie (<style>)", en: "styles inside the page (<style>)"),
            remedy: PageAudit.toStyleSheet)
    }

    mutating func readMeta() {
        guard let content = tokenizer.value(of: .content) else { return }
        if let property = tokenizer.value(of: .property) {
            if tokenizer.starts(property, "og:") { readStatement(content) }
        } else if let name = tokenizer.value(of: .name) {
            if tokenizer.isEqual(name, "description") {
                readDescription(content)
            } else if tokenizer.isEqual(name, "robots") {
                summary.isNoIndex = text(content).lowercased().contains("noindex")
            } else if tokenizer.starts(name, "twitter:") {
                readStatement(content)
            }
        } else if let kind = tokenizer.value(of: .httpEquiv), tokenizer.isEqual(kind, "refresh") {
            readRefresh(content)
        }
    }

    /// Own absolute URLs in JSON-LD.
    private mutating func readOwnURLs(_ range: Range<Int>) {
        guard !settings.siteURL.isEmpty else { return }
        for found in OwnURLs.find(in: tokenizer.bytes, range, siteURL: urls) { readStatement(found) }
    }

    private mutating func readStatement(_ range: Range<Int>) {
        guard case .site(let target, let fragment, true) = urls.read(tokenizer.bytes, range) else {
            return
        }
        summary.links.append(PageLink(target: target, fragment: fragment, range: range, kind: .statement))
    }

    private mutating func readDescription(_ range: Range<Int>) {
        let description = text(range)
        guard !description.isEmpty else { return }
        summary.description = description
        let length = description.unicodeScalars.count
        if length > settings.longestDescription {
            report(
                .longDescription, range,
                Words(
                    pl: "opis strony ma \(length) znaków (najwyżej \(settings.longestDescription))",
                    en: "the page's description has \(length) characters (at most \(settings.longestDescription))"),
                remedy: Words(pl: "skróć pole description albo summary", en: "shorten the field description or summary")
            )
        }
    }

    /// `0; url=/gminy/`
    private mutating func readRefresh(_ content: Range<Int>) {
        summary.isRedirect = true
        var index = content.lowerBound
        while index < content.upperBound {
            if tokenizer.starts(index..<content.upperBound, "url=") {
                var start = index + 4
                var end = content.upperBound
                if start < end, tokenizer.bytes[start] == UInt8(ascii: "'") {
                    start += 1
                    if end > start, tokenizer.bytes[end - 1] == UInt8(ascii: "'") { end -= 1 }
                }
                return follow(start..<end, .navigation)
            }
            index += 1
        }
    }

    private func isDataType(_ range: Range<Int>) -> Bool {
        let scripts: [StaticString] = [
            "", "module", "text/javascript", "application/javascript", "importmap", "speculationrules",
        ]
        return !scripts.contains { tokenizer.isEqual(range, $0) }
    }
}
