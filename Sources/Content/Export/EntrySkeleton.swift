import Diagnostics
import LanguageRules

/// A new entry's file: every field of the schema with a word on it, required ones ready to be filled in.
public struct EntrySkeleton {
    private let schema: Schema
    private let language: MessageLanguage

    public init(_ schema: Schema, language: MessageLanguage) {
        self.schema = schema
        self.language = language
    }

    /// The file's name: the slug of the title, after the day when the collection is dated.
    public static func fileName(title: String, language: any Language, date: CivilDate?) -> String {
        let slug = EntryName.isSlug(title) ? title : language.slug(title)
        return (date.map { $0.iso + "-" } ?? "") + slug + ".md"
    }

    /// The file's text.
    public func text(title: String) -> String {
        var output = "---\n"
        for field in schema.fields where field.isWritten {
            if field.name == KnownField.title.rawValue {
                output += field.key + ": " + YAMLText.quoted(title) + "\n"
            } else {
                write(field, into: &output)
            }
        }
        return output + "---\n\n"
    }

    private func write(_ field: Field, into output: inout String) {
        let note = field.isRequired ? Words(pl: "wymagane", en: "required").text(in: language) : nil
        let words = [field.label, field.description, expectation(field.type), note].compactMap(\.self)
        output += "# " + words.joined(separator: "; ") + "\n"
        let lines = lines(field, indent: "")
        for line in lines { output += (field.isRequired ? "" : "# ") + line + "\n" }
    }

    private func expectation(_ type: FieldType) -> String {
        if case .enum(let values) = type { return values.joined(separator: " | ") }
        if case .reference(let target) = type {
            return type.words.text(in: language) + " (\(target))"
        }
        return type.words.text(in: language)
    }

    /// The lines of an empty value.
    private func lines(_ field: Field, indent: String) -> [String] {
        switch field.type {
        case .object(let table):
            return [indent + field.key + ":"] + table.fields.flatMap { lines($0, indent: indent + "  ") }
        case .list(let item):
            if case .object(let table) = item.type {
                var inner = table.fields.flatMap { lines($0, indent: indent + "    ") }
                if !inner.isEmpty { inner[0] = indent + "  - " + inner[0].drop { $0 == " " } }
                return [indent + field.key + ":"] + inner
            }
            return [indent + field.key + ":", indent + "  -"]
        case .image:
            return [indent + field.key + ":", indent + "  plik:", indent + "  opis:"]
        default:
            let example = example(field)
            return [indent + field.key + (example.isEmpty ? ":" : ": " + example)]
        }
    }

    private func example(_ field: Field) -> String {
        switch field.defaultValue {
        case .string(let text): YAMLText.quoted(text)
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .date(let date): date.iso
        default: ""
        }
    }
}
