import Diagnostics

/// Says which entries bear a code that something else does not know: a TERYT code that is not among the map's.
public enum CodeCheck {
    /// - Parameters:
    ///   - field: the field that bears the code.
    ///   - known: the codes that there are.
    public static func findings(_ collection: EntryCollection, field: String, known: Set<String>) -> [Diagnostic] {
        guard let slot = collection.schema.slot(of: field) else { return [] }
        return collection.entries.compactMap { entry in
            let located = entry.values[slot]
            guard entry.language == nil, let code = located.value.string, !known.contains(code) else { return nil }
            let span = located.span.end > 0 ? located.span : entry.head
            return Diagnostic(
                .unknownCode,
                Words(pl: "kodu \(code) nie ma na mapie", en: "the code \(code) is not on the map"),
                at: entry.location(span),
                remedy: NearMiss.remedy(for: code, in: known.sorted())
                    ?? Words(
                        pl: "sprawdź kod w rejestrze TERYT albo granice w pliku mapy",
                        en: "check the code in the TERYT register, or the boundaries in the map's file"))
        }
    }
}
