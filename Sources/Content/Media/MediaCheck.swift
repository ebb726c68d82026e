import Diagnostics

/// Looks up the files and images that fields name, and completes their values with size, type, width and height.
///
/// It reads no disk itself: the caller says what stands at a path.
///
/// ```swift
/// var check = MediaCheck { path, entry in files.media(path, beside: entry) }
/// check.run(&collections)
/// findings.add(check.findings)
/// ```
public struct MediaCheck {
    /// What stands at a path that an entry names.
    public enum Lookup: Sendable {
        case found(MediaFacts)
        /// With the path that was most likely meant.
        case missing(near: String?)
        /// The path leads out of the site's folders, by `..` or by a symbolic link.
        case outside
        case folder
        case unreadable
    }

    public private(set) var findings: [Diagnostic] = []

    /// Whether the value in hand was taken from the main language's entry, where it is checked.
    private var isInherited = false
    private let lookup: (String, Entry) -> Lookup

    public init(_ lookup: @escaping (String, Entry) -> Lookup) {
        self.lookup = lookup
    }

    /// Completes the values of all entries in place.
    public mutating func run(_ collections: inout [EntryCollection]) {
        for number in collections.indices {
            let fields = collections[number].schema.fields
            let slots = fields.indices.filter { MediaCheck.holdsMedia(fields[$0].type) }
            for entry in collections[number].entries.indices {
                for slot in slots where !collections[number].entries[entry].values[slot].value.isAbsent {
                    let owner = collections[number].entries[entry]
                    isInherited = owner.language != nil && owner.values[slot].span.end == 0
                    resolve(&collections[number].entries[entry].values[slot], fields[slot].type, owner)
                }
            }
        }
    }

    private static func holdsMedia(_ type: FieldType) -> Bool {
        switch type {
        case .image, .file: true
        case .list(let item): holdsMedia(item.type)
        case .object(let table): table.fields.contains { holdsMedia($0.type) }
        default: false
        }
    }

    private mutating func resolve(_ located: inout LocatedValue, _ type: FieldType, _ entry: Entry) {
        switch (type, located.value) {
        case (_, .image(var media)):
            complete(&media, entry, isImage: true)
            located.value = .image(media)
        case (_, .file(var media)):
            complete(&media, entry, isImage: false)
            located.value = .file(media)
        case (.list(let item), .list(var items)):
            for index in items.indices { resolve(&items[index], item.type, entry) }
            located.value = .list(items)
        case (.object(let table), .object(var values)):
            for slot in values.indices { resolve(&values[slot], table.fields[slot].type, entry) }
            located.value = .object(values)
        default:
            break
        }
    }

    private mutating func complete(_ media: inout MediaValue, _ entry: Entry, isImage: Bool) {
        let place = entry.location(media.pathSpan)
        let count = findings.count
        // A translation that takes the file from its main entry says nothing twice.
        defer { if isInherited { findings.removeLast(findings.count - count) } }
        switch lookup(media.path, entry) {
        case .found(let facts):
            if isImage, !facts.type.hasPrefix("image/") {
                findings.append(
                    Diagnostic(
                        .wrongValue,
                        Words(pl: "plik „\(media.path)” nie jest obrazem", en: "the file “\(media.path)” is no image"),
                        at: place,
                        remedy: Words(
                            pl: "obrazy to PNG, JPEG, GIF, WebP, AVIF i SVG",
                            en: "images are PNG, JPEG, GIF, WebP, AVIF and SVG")))
                return
            }
            media.facts = facts
        case .missing(let near):
            findings.append(MediaCheck.missing(media.path, near: near, at: place))
        case .outside:
            findings.append(
                Diagnostic(
                    .missingFile,
                    Words(
                        pl: "ścieżka „\(media.path)” wychodzi poza stronę",
                        en: "the path “\(media.path)” leads out of the site"),
                    at: place,
                    remedy: Words(pl: "zapisz plik obok wpisu", en: "store the file beside the entry")))
        case .folder:
            findings.append(
                Diagnostic(
                    .missingFile, Words(pl: "„\(media.path)” to folder", en: "“\(media.path)” is a folder"), at: place,
                    remedy: Words(pl: "podaj nazwę pliku", en: "write a file's name")))
        case .unreadable:
            findings.append(
                Diagnostic(
                    .missingFile,
                    Words(
                        pl: "pliku „\(media.path)” nie da się odczytać", en: "the file “\(media.path)” cannot be read"),
                    at: place, remedy: Words(pl: "sprawdź prawa dostępu", en: "check its permissions")))
        }
    }

    /// The finding for a path at which nothing stands; of use for images in Markdown too.
    public static func missing(_ path: String, near: String?, at place: Location) -> Diagnostic {
        Diagnostic(
            .missingFile, Words(pl: "nie ma pliku „\(path)”", en: "there is no file “\(path)”"), at: place,
            remedy: near.map { Words(pl: "czy chodziło o „\($0)”?", en: "did you mean “\($0)”?") }
                ?? Words(
                    pl: "zapisz plik obok wpisu albo popraw nazwę",
                    en: "store the file beside the entry, or mend the name"))
    }
}
