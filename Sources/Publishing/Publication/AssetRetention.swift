/// How long assets of earlier publishes stay for readers whose browser still holds an older page.
struct AssetRetention: Sendable {
    let days: Int
    /// Days since 1970-01-01.
    let today: Int

    /// The entry to keep in the next manifest, or nil when the file goes.
    func retained(_ entry: Manifest.Entry) -> Manifest.Entry? {
        let since = entry.retiredOn ?? today
        guard AssetRetention.isFingerprinted(entry.path), today - since < days else { return nil }
        var kept = entry
        kept.retiredOn = since
        return kept
    }

    /// Whether the file's name carries a hash of its content (`site.3f9a2c1b.css`): eight or more hexadecimal digits
    /// between dots or hyphens. Only such a file can never be mistaken for a newer one.
    static func isFingerprinted(_ path: String) -> Bool {
        let name = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
        var digits = 0
        var others = 0
        var isAfterFirst = false
        for byte in name {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "-"):
                if isAfterFirst, digits >= 8, others == 0 { return true }
                (digits, others, isAfterFirst) = (0, 0, true)
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): digits += 1
            default: others += 1
            }
        }
        return false
    }
}

extension BidirectionalCollection {
    /// The longest end whose elements all satisfy the condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, condition(self[index(before: start)]) { formIndex(before: &start) }
        return self[start...]
    }
}
