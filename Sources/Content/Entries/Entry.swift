import Diagnostics
import LanguageRules

/// One piece of content: its file, its name, and its values by the schema of its collection.
public struct Entry: Sendable {
    public let file: SourceFile
    public let name: EntryName
    /// The part of the URL: from the field `slug`, else from the file's name; empty for the page of a folder itself.
    public var slug: String
    /// One value a field, by slot of the schema.
    public var values: [LocatedValue]
    /// Fields that the schema does not know, where it allows them, in the file's order.
    public var others: [NamedValue]
    /// The bytes of the file after the front matter.
    public var body: Range<Int>
    /// The opening fence: the place of findings about the entry as a whole.
    public let head: Span
    /// The number, from 1, of an entry that is one of several in a data file.
    public var item: Int?

    public init(
        file: SourceFile, name: EntryName, slug: String, values: [LocatedValue], others: [NamedValue],
        body: Range<Int>, head: Span
    ) {
        self.file = file
        self.name = name
        self.slug = slug
        self.values = values
        self.others = others
        self.body = body
        self.head = head
    }

    public var language: String? { name.language }

    /// What an entry and its translations have in common, below their folder.
    var sharedName: String { item == nil ? name.slug : slug }

    /// The value of a field that every collection has.
    public subscript(field: KnownField) -> FieldValue { values[field.slot].value }

    public var title: String? { self[.title].string }
    public var date: CivilDate? { self[.date].date }
    public var isDraft: Bool { self[.draft].boolean ?? false }

    /// Whether the entry is published on a day, and if not, why.
    public func standing(on day: CivilDate, drafts: Bool = false, future: Bool = false) -> EntryStanding {
        if isDraft, !drafts { return .draft }
        if !future, let from = self[.publishDate].date ?? date, from > day { return .future(from) }
        if let until = self[.expiryDate].date, until < day { return .expired(until) }
        return .published
    }

    public func location(_ span: Span) -> Location { Location(file, span) }
}

/// Whether an entry is published, or why it is left out.
public enum EntryStanding: Hashable, Sendable {
    case published
    case draft
    /// With the day on which it appears.
    case future(CivilDate)
    /// With the last day on which it was shown.
    case expired(CivilDate)
}
