extension TypographyStyle {
    /// The customs of European English: “…” with ‘…’ inside, a spaced en dash, an em dash for `--` between words.
    public static let english = TypographyStyle(
        quotes: Quotes(primary: ("“", "”"), secondary: ("‘", "’"), single: ("‘", "’")),
        shortWords: "",
        abbreviations: [
            "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof.", "St", "St.", "No.", "no.", "p.", "pp.",
            "Fig.", "fig.", "Art.", "art.", "ch.", "vol.", "ca.", "c.", "tel.",
        ],
        units: [
            "km", "m", "cm", "mm", "µm", "nm", "km²", "m²", "cm²", "mm²", "m³", "cm³", "km2", "m2", "m3", "ha", "kg",
            "g", "mg", "µg", "t", "l", "ml", "dB", "h", "hr", "hrs", "min", "s", "mph", "lb", "oz", "ft", "PLN", "EUR",
            "USD", "GBP", "zł", "€", "$", "£", "%", "‰", "°", "°C", "°F", "million", "billion", "thousand", "kW", "MW",
            "GW", "kWh", "MWh", "GWh", "TWh", "W", "kV", "V", "Hz", "kHz", "MHz", "GHz", "kB", "KB", "MB", "GB", "TB",
            "px", "pt", "am", "pm", "AD", "BC", "January", "February", "March", "April", "May", "June", "July",
            "August", "September", "October", "November", "December",
        ],
        boundUnits: ["zł", "km²", "m²", "m³"],
        centuries: ["century"],
        phoneWords: ["tel", "telephone", "phone", "fax", "mobile"],
        identifierWords: ["NIP", "REGON", "KRS", "ISBN", "ISSN", "IBAN", "VAT", "postcode"],
        joinsWordsByDoubleHyphen: true)
}
