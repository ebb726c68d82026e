import Diagnostics

/// What the operator of the site still owes: contact data that the config names and leaves empty.
enum OperatorDuties {
    static func findings(_ config: SiteConfig) -> [Diagnostic] {
        Operator.fields.indices.compactMap { index in
            guard config.siteOperator.values[index] == nil, let span = config.siteOperator.spans[index] else {
                return nil
            }
            let name = Operator.fields[index]
            return Diagnostic(
                .operatorOwes,
                Words(
                    pl: "operator witryny nie podał: \(words(name).pl)",
                    en: "the operator has not given: \(words(name).en)"),
                at: Location(config.file, span),
                remedy: Words(
                    pl: "wpisz „\(name)” w „operator” w \(config.file.path)",
                    en: "fill in “\(name)” under “operator” in \(config.file.path)"))
        }
    }

    private static func words(_ field: String) -> Words {
        switch field {
        case "name": Words(pl: "nazwa", en: "name")
        case "address": Words(pl: "adres siedziby", en: "address of the office")
        case "phone": Words(pl: "telefon", en: "phone")
        case "email": Words(pl: "adres e-mail", en: "e-mail address")
        case "nip": Words(same: "NIP")
        case "regon": Words(same: "REGON")
        case "krs": Words(pl: "numer KRS", en: "KRS number")
        case "bip": Words(pl: "adres BIP", en: "address of the public information bulletin (BIP)")
        case "dataProtection": Words(pl: "kontakt w sprawach danych osobowych", en: "data protection contact")
        default: Words(pl: "kontakt w sprawach dostępności", en: "accessibility contact")
        }
    }
}
