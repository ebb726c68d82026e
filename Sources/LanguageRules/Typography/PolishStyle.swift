extension TypographyStyle {
    /// The customs of Polish print (PWN): „…” with »…« inside, a spaced en dash, no one-letter word at a line's end.
    public static let polish = TypographyStyle(
        quotes: Quotes(primary: ("„", "”"), secondary: ("»", "«"), single: ("‚", "’")),
        shortWords: "aiouwz",
        abbreviations: [
            "ul.", "al.", "pl.", "os.", "im.", "św.", "ks.", "bp", "abp", "dr", "dr.", "prof.", "mgr", "inż.", "hab.",
            "gen.", "płk", "ppłk", "mjr", "kpt.", "mec.", "nr", "s.", "str.", "art.", "ust.", "pkt",
            "lit.",
            "poz.", "par.", "rozdz.", "rys.", "tab.", "ryc.", "zob.", "por.", "godz.", "tel.", "fax", "kom.",
            "ok.", "tzw.", "np.", "woj.", "pow.", "gm.", "kl.", "lok.",
        ],
        units: [
            "km", "m", "cm", "mm", "dm", "µm", "nm", "km²", "m²", "cm²", "mm²", "dm²", "m³", "cm³", "dm³", "mm³", "km2",
            "m2", "cm2", "m3", "cm3", "dm3", "ha", "ar", "ary", "arów", "kg", "g", "dag", "mg", "µg", "t", "l", "ml",
            "hl", "dl", "dB", "h", "godz.", "godz", "min", "min.", "s", "sek.", "sek", "zł", "gr", "PLN", "EUR", "USD",
            "GBP", "CHF", "euro", "€", "$", "£", "tys.", "tys", "mln", "mld", "bln", "proc.", "%", "‰", "°", "°C", "°F",
            "szt.", "egz.", "os.", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "W", "kV", "V", "Hz", "kHz", "MHz",
            "GHz", "kB", "KB", "MB", "GB", "TB", "Mb", "Gb", "px", "pkt", "pkt.", "pt", "J", "kJ", "MJ", "GJ", "kcal",
            "hPa", "kPa", "MPa", "r.", "r", "w.", "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca",
            "sierpnia", "września", "października", "listopada", "grudnia",
        ],
        boundUnits: ["zł", "km²", "m²", "cm²", "m³", "cm³"],
        centuries: ["w."],
        phoneWords: ["tel", "telefon", "telefonu", "fax", "faks", "kom", "komórka", "infolinia", "infolinii"],
        identifierWords: [
            "NIP", "REGON", "KRS", "PESEL", "ISBN", "ISSN", "TERYT", "EAN", "IBAN", "kod", "konto", "rachunek",
        ],
        joinsWordsByDoubleHyphen: false)
}
