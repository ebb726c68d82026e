/// The languages that the program knows.
public enum Languages {
    /// The codes that `named` answers, in the order in which messages list them.
    public static var codes: [String] { ["pl", "en"] }

    /// The language of a BCP 47 code; only its first part counts, so `pl-PL` is Polish. Nil when there is none.
    public static func named(_ code: String) -> (any Language)? {
        switch code.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first {
        case "pl": Polish()
        case "en": English()
        default: nil
        }
    }
}
