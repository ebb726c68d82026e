import Diagnostics

/// Says which entries of a collection share what must be theirs alone: a `unique` field, or the slug.
public enum UniqueCheck {
    /// - Parameter slugIsUnique: whether two entries with one slug (and language) are an error: their URL holds no more
    ///   than the slug.
    public static func findings(_ collection: EntryCollection, slugIsUnique: Bool) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        if slugIsUnique { findings += repeatedSlugs(collection) }
        for (slot, field) in collection.schema.fields.enumerated() where field.isUnique {
            findings += repeatedValues(collection, slot, field)
        }
        return findings
    }

    private static func repeatedSlugs(_ collection: EntryCollection) -> [Diagnostic] {
        struct Key: Hashable {
            let folder: String
            let slug: String
            let language: String?
        }
        var first: [Key: Entry] = [:]
        var findings: [Diagnostic] = []
        for entry in collection.entries {
            let key = Key(folder: entry.name.folder, slug: entry.slug, language: entry.language)
            guard let other = first[key] else {
                first[key] = entry
                continue
            }
            let slugSpan = entry.values[KnownField.slug.slot].span
            findings.append(
                Diagnostic(
                    .duplicateSlug,
                    Words(
                        pl: "nazwa w adresie „\(entry.slug)” należy już do innego wpisu",
                        en: "the slug “\(entry.slug)” belongs to another entry"),
                    at: entry.location(slugSpan.end > 0 ? slugSpan : entry.head),
                    remedy: Words(
                        pl: "zmień nazwę pliku albo dopisz pole „slug”", en: "rename the file, or add the field “slug”"),
                    notes: [
                        Diagnostic.Note(Words(pl: "tamten wpis", en: "the other entry"), at: other.location(other.head))
                    ]))
        }
        return findings
    }

    private static func repeatedValues(_ collection: EntryCollection, _ slot: Int, _ field: Field) -> [Diagnostic] {
        var first: [FieldValue: Entry] = [:]
        var findings: [Diagnostic] = []
        // A translation repeats the values of its main entry.
        for entry in collection.entries where entry.language == nil {
            let located = entry.values[slot]
            guard !located.value.isAbsent else { continue }
            guard let other = first[located.value] else {
                first[located.value] = entry
                continue
            }
            findings.append(
                Diagnostic(
                    .duplicateValue,
                    Words(
                        pl: "wartość pola „\(field.key)” powtarza się, a ma być jedna na kolekcję",
                        en: "the value of “\(field.key)” is repeated, and must be unique in the collection"),
                    at: entry.location(located.span.end > 0 ? located.span : entry.head),
                    remedy: Words(pl: "popraw jeden z wpisów", en: "mend one of the entries"),
                    notes: [
                        Diagnostic.Note(
                            Words(pl: "ta sama wartość", en: "the same value"),
                            at: other.location(other.values[slot].span.end > 0 ? other.values[slot].span : other.head))
                    ]))
        }
        return findings
    }
}
