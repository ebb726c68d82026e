import Content
import Diagnostics
import LanguageRules

extension ConfigReader {
    mutating func readOutputs(_ object: inout ObjectReader) -> OutputsConfig {
        var outputs = OutputsConfig()
        outputs.manifest = readManifest(&object)
        outputs.security = readSecurity(&object)
        outputs.search = readSearch(&object)
        if let policy = readPolicy(&object) { outputs.policy = policy }
        return outputs
    }

    mutating func readFeed(_ collection: inout ObjectReader) -> FeedConfig? {
        let span = collection.keySpan("feed")
        guard var feed = collection.object("feed", findings: &findings) else { return nil }
        let title = feed.string("title", findings: &findings)
        let limit = feed.integer("limit", in: 1...1000, findings: &findings) ?? 20
        feed.finish(findings: &findings)
        return FeedConfig(title: title, limit: limit, span: span)
    }

    private mutating func readManifest(_ object: inout ObjectReader) -> ManifestConfig? {
        guard var manifest = object.object("manifest", findings: &findings) else { return nil }
        let icons = (manifest.array("icons", findings: &findings) ?? []).compactMap { node in
            string(node, name: "icons").map { (url: $0, span: node.span) }
        }
        let config = ManifestConfig(
            shortName: manifest.string("shortName", findings: &findings),
            themeColor: manifest.string("themeColor", findings: &findings),
            backgroundColor: manifest.string("backgroundColor", findings: &findings), icons: icons)
        manifest.finish(findings: &findings)
        return config
    }

    private mutating func string(_ node: JSONNode, name: String) -> String? {
        if case .string(let text) = node.value { return text }
        findings.add(
            ObjectReader.wrongType(
                node, file: file, name: name, wanted: Words(pl: "tekst w cudzysłowie", en: "a text in quotes")))
        return nil
    }

    private mutating func readSecurity(_ object: inout ObjectReader) -> SecurityConfig? {
        guard var security = object.object("security", findings: &findings) else { return nil }
        let contact = security.string("contact", findings: &findings)
        let contactSpan = security.node("contact")?.span ?? security.keySpan("contact")
        if let contact, !isContact(contact) {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "„\(contact)” nie jest adresem dla zgłoszeń", en: "“\(contact)” is no address for reports"),
                    at: Location(file, contactSpan),
                    remedy: Words(
                        pl: "napisz mailto:osoba@urzad.pl, tel:+48… albo https://…",
                        en: "write mailto:person@office.pl, tel:+48… or https://…")))
        }
        let expires = readDay("expires", of: &security)
        if contact != nil, !security.isWritten("expires") {
            findings.add(
                Diagnostic(
                    .badConfig, Words(pl: "brakuje „expires”", en: "“expires” is missing"),
                    at: Location(file, security.keySpan("expires")),
                    remedy: Words(
                        pl: "dopisz dzień, do którego ktoś na pewno odbiera zgłoszenia: \"expires\": \"RRRR-MM-DD\"",
                        en: "add the day until which reports are surely read: \"expires\": \"YYYY-MM-DD\"")))
        }
        let config = SecurityConfig(
            contact: contact.flatMap { isContact($0) ? $0 : nil }, contactSpan: contactSpan, expires: expires,
            expiresSpan: security.node("expires")?.span ?? security.keySpan("expires"),
            policy: security.string("policy", findings: &findings))
        security.finish(findings: &findings)
        return config
    }

    private func isContact(_ text: String) -> Bool {
        ["mailto:", "https://", "tel:"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    private mutating func readDay(_ name: String, of object: inout ObjectReader) -> CivilDate? {
        guard let text = object.string(name, findings: &findings) else { return nil }
        if let day = CivilDate(iso: text) { return day }
        findings.add(
            Diagnostic(
                .badConfig, Words(pl: "„\(text)” nie jest dniem", en: "“\(text)” is no day"),
                at: valueLocation(&object, name), remedy: Words(pl: "napisz RRRR-MM-DD", en: "write YYYY-MM-DD")))
        return nil
    }

    private mutating func readSearch(_ object: inout ObjectReader) -> SearchConfig? {
        let span = object.keySpan("search")
        guard var search = object.object("search", findings: &findings) else { return nil }
        let page = search.requiredString("page", findings: &findings)
        let shortName = search.string("shortName", findings: &findings)
        let places = search.string("places", findings: &findings)
        if let page, !isPath(page) { findings.add(badPath(page, at: valueLocation(&search, "page"))) }
        if let shortName, shortName.count > 16 {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "„\(shortName)” ma \(shortName.count) znaków, a OpenSearch pozwala na 16",
                        en: "“\(shortName)” has \(shortName.count) characters, and OpenSearch allows 16"),
                    at: valueLocation(&search, "shortName")))
        }
        search.finish(findings: &findings)
        guard let page, isPath(page) else { return nil }
        return SearchConfig(page: page, shortName: shortName, places: places, span: span)
    }

    private mutating func readPolicy(_ object: inout ObjectReader) -> String? {
        guard let policy = object.string("contentSecurityPolicy", findings: &findings) else { return nil }
        // It stands in a header and in quotes of configuration files.
        guard
            policy.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
        else {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "„contentSecurityPolicy” może zawierać tylko znaki ASCII bez cudzysłowów podwójnych",
                        en: "“contentSecurityPolicy” may hold ASCII characters only, and no double quotes"),
                    at: valueLocation(&object, "contentSecurityPolicy")))
            return nil
        }
        return policy
    }
}
