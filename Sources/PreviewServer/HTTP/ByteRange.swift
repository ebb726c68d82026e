/// One range of a `Range` header (RFC 9110, 14.1.2), clipped to what there is.
enum ByteRange: Equatable {
    /// No range, several ranges or one that is not understood: the whole is sent.
    case whole
    case part(Range<Int>)
    /// It lies beyond the end: 416.
    case beyond

    init(_ header: String, length: Int) {
        self = ByteRange.parsed(header, length: length) ?? .whole
    }

    private static func parsed(_ header: String, length: Int) -> ByteRange? {
        let unit = "bytes="
        guard header.hasPrefix(unit), let spec = String(header.utf8.dropFirst(unit.utf8.count)) else { return nil }
        let parts = spec.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let first = number(parts[0])
        let last = number(parts[1])
        switch (parts[0].isEmpty, parts[1].isEmpty) {
        case (true, true): return nil
        case (true, false):
            guard let last else { return nil }
            return last == 0 || length == 0 ? .beyond : .part(max(0, length - last)..<length)
        case (false, true):
            guard let first else { return nil }
            return first < length ? .part(first..<length) : .beyond
        case (false, false):
            guard let first, let last, first <= last else { return nil }
            return first < length ? .part(first..<min(last, length - 1) + 1) : .beyond
        }
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
