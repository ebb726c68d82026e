import Content
import Diagnostics
import LanguageRules

/// The order of a collection: by one field, texts as the language orders them, entries without the field last, ties by
/// the file's path.
struct EntryOrder {
    let by: SortOrder
    let rules: any Language
    let schema: Schema

    /// Whether entries that are in order still are when one of them changes.
    func keeps(_ indices: [Int], changed index: Int, entries: Row<SiteEntry>) -> Bool {
        guard let place = indices.firstIndex(of: index) else { return true }
        let near = Array(indices[max(0, place - 1)...min(indices.count - 1, place + 1)])
        return sorted(near, entries: entries) == near
    }

    func sorted(_ indices: [Int], entries: Row<SiteEntry>) -> [Int] {
        let keyed = indices.map { index in
            let entry = entries[index]
            return Keyed(index: index, collection: entry.collection, key: key(entry))
        }
        return keyed.sorted { left, right in
            switch (left.key, right.key) {
            case (.missing, .missing): break
            case (.missing, _): return false
            case (_, .missing): return true
            case (.number(let one), .number(let other)):
                if one != other { return by.descending ? other < one : one < other }
            default:
                if left.key != right.key { return by.descending ? right.key < left.key : left.key < right.key }
            }
            // The entries of a collection are numbered in the order of their paths, rows of one file in theirs.
            if left.collection == right.collection { return left.index < right.index }
            return entries[left.index].path.precedesByBytes(entries[right.index].path)
        }.map(\.index)
    }

    /// What comparing needs of an entry, side by side in memory.
    private struct Keyed {
        let index: Int
        let collection: Int
        let key: Key
    }

    private enum Key: Comparable {
        case number(Double)
        case text([UInt8])
        case missing

        static func < (left: Key, right: Key) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.text(let left), .text(let right)): left.lexicographicallyPrecedes(right)
            case (.number, .text): true
            default: false
            }
        }
    }

    private func key(_ entry: SiteEntry) -> Key {
        switch by.field {
        case "title": return .text(rules.sortKey(entry.title))
        case "date": return entry.date.map { .number(Double($0.dayNumber)) } ?? .missing
        case "updated": return entry.updated.map { .number(Double($0.dayNumber)) } ?? .missing
        default:
            guard let slot = schema.slot(of: by.field) else { return other(entry) }
            return key(entry.entry.values[slot].value)
        }
    }

    /// A field that no schema names.
    private func other(_ entry: SiteEntry) -> Key {
        entry.entry.others.first { $0.name == by.field }.map { key($0.value.value) } ?? .missing
    }

    private func key(_ value: FieldValue) -> Key {
        switch value {
        case .integer(let number): .number(Double(number))
        case .number(let number): .number(number)
        case .boolean(let flag): .number(flag ? 1 : 0)
        case .date(let day): .number(Double(day.dayNumber))
        case .string(let text): .text(rules.sortKey(text))
        default: .missing
        }
    }
}

extension EntryOrder {
    /// The order of a collection, or of the pages that belong to none.
    init(_ config: SiteConfig, collection: Int, language: Int) {
        by = collection < config.collections.count ? config.collections[collection].sort : SortOrder("title")
        rules = config.languages[language].rules
        schema = config.schema(of: collection)
    }

    /// The order of a term's entries; nil where it is that of their collections.
    init?(_ config: SiteConfig, _ taxonomy: TaxonomyConfig, language: Int) {
        guard let sort = taxonomy.sort else { return nil }
        by = sort
        rules = config.languages[language].rules
        schema = taxonomy.collections.first.map { config.schema(of: $0) } ?? config.pages.schema
    }
}
