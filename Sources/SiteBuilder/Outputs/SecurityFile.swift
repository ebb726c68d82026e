import Diagnostics
import LanguageRules

/// Writes `.well-known/security.txt` (RFC 9116), only where the operator has said whom to write to.
enum SecurityFile {
    static let url = "/.well-known/security.txt"
    /// Days before the end at which a build begins to warn.
    static let warningDays = 30

    static func bytes(_ security: SecurityConfig, _ config: SiteConfig) -> [UInt8]? {
        guard let contact = security.contact, let expires = security.expires else { return nil }
        var text = "Contact: \(contact)\nExpires: \(expires.iso)T22:59:59Z\n"
        text += "Preferred-Languages: \(config.languages.map(\.code).joined(separator: ", "))\n"
        text += "Canonical: \(config.baseURL.absolute(url))\n"
        if let policy = security.policy { text += "Policy: \(policy)\n" }
        return Array(text.utf8)
    }

    /// A duty of the operator while there is no contact; a warning when the file runs out.
    static func findings(_ security: SecurityConfig, _ config: SiteConfig, today: CivilDate) -> [Diagnostic] {
        guard security.contact != nil else {
            return [
                Diagnostic(
                    .operatorOwes,
                    Words(
                        pl: "operator witryny nie podał: kontakt w sprawach bezpieczeństwa (security.txt)",
                        en: "the operator has not given: a contact for security reports (security.txt)"),
                    at: Location(config.file, security.contactSpan),
                    remedy: Words(
                        pl: "wpisz „contact” (mailto:… albo https://…) w „security” w \(config.file.path)",
                        en: "fill in “contact” (mailto:… or https://…) under “security” in \(config.file.path)"))
            ]
        }
        guard let expires = security.expires, expires.dayNumber - today.dayNumber < warningDays else { return [] }
        let days = expires.dayNumber - today.dayNumber
        return [
            Diagnostic(
                .securityExpires,
                days < 0
                    ? Words(
                        pl: "security.txt stracił ważność \(expires.iso)", en: "security.txt expired on \(expires.iso)")
                    : Words(
                        pl: "security.txt traci ważność \(expires.iso), za \(days) dni",
                        en: "security.txt expires on \(expires.iso), in \(days) days"),
                at: Location(config.file, security.expiresSpan),
                remedy: Words(
                    pl: "sprawdź, czy kontakt działa, i przesuń „expires” o mniej niż rok",
                    en: "check that the contact works, and move “expires” by less than a year"))
        ]
    }
}
