/// Finds the known name that a writer most likely meant.
///
/// Distance by Damerau–Levenshtein (optimal string alignment: insertions, deletions, substitutions and swaps of
/// neighbours cost 1), after case and Polish diacritics are folded; a candidate counts as near when the distance is at
/// most a third of the longer name, and at least 1.
///
/// ```swift
/// NearMiss.best(for: "ludnsc", in: ["ludnosc", "title"])    // "ludnosc"
/// ```
public enum NearMiss {
    public static func best(for name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = folded(name)
        var best: (distance: Int, name: String)?
        for candidate in candidates where candidate != name {
            let other = folded(candidate)
            let allowed = max(1, max(wanted.count, other.count) / 3)
            guard abs(wanted.count - other.count) <= allowed, !other.isEmpty, !wanted.isEmpty else { continue }
            let found = distance(wanted, other)
            guard found <= allowed, found < max(wanted.count, other.count) else { continue }
            if let known = best, (known.distance, known.name) <= (found, candidate) { continue }
            best = (found, candidate)
        }
        return best?.name
    }

    /// “did you mean …?”, or nil when nothing is near.
    public static func remedy(for name: String, in candidates: some Sequence<String>) -> Words? {
        guard let best = best(for: name, in: candidates) else { return nil }
        return Words(pl: "czy chodziło o „\(best)”?", en: "did you mean “\(best)”?")
    }

    private static func folded(_ text: String) -> [UInt32] {
        text.lowercased().unicodeScalars.map { scalar in
            switch scalar {
            case "ą": UInt32(UInt8(ascii: "a"))
            case "ć": UInt32(UInt8(ascii: "c"))
            case "ę": UInt32(UInt8(ascii: "e"))
            case "ł": UInt32(UInt8(ascii: "l"))
            case "ń": UInt32(UInt8(ascii: "n"))
            case "ó": UInt32(UInt8(ascii: "o"))
            case "ś": UInt32(UInt8(ascii: "s"))
            case "ź", "ż": UInt32(UInt8(ascii: "z"))
            case "-": UInt32(UInt8(ascii: "_"))
            default: scalar.value
            }
        }
    }

    private static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
        var beforePrevious = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [Int](repeating: row, count: right.count + 1)
            for column in 1...right.count {
                let same = left[row - 1] == right[column - 1]
                var cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforePrevious[column - 2] + 1)
                }
                current[column] = cost
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
