import CSupport

/// Indexing and slicing by code point, as Python counts.
enum TextSlicing {
    static func scalar(at index: Int, of text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        let place = index < 0 ? index + scalars.count : index
        guard place >= 0, place < scalars.count else { return nil }
        return String(scalars[place])
    }

    static func slice(_ text: String, _ start: Int?, _ stop: Int?, _ step: Int?) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for place in places(scalars.count, start, stop, step) { result.append(scalars[place]) }
        return String(result)
    }

    /// The first place, the place after the last, and the step of `[start:stop:step]`, as Python's `slice.indices`.
    static func indices(_ count: Int, _ start: Int?, _ stop: Int?, _ step: Int?) -> (start: Int, stop: Int, step: Int) {
        let step = step ?? 1
        let low = step > 0 ? 0 : -1
        let high = step > 0 ? count : count - 1
        func clamped(_ bound: Int) -> Int { min(max(bound < 0 ? max(bound, -count - 1) + count : bound, low), high) }
        return (start.map(clamped) ?? (step > 0 ? low : high), stop.map(clamped) ?? (step > 0 ? high : low), step)
    }

    /// The places that `[start:stop:step]` takes of so many items.
    static func places(_ count: Int, _ start: Int?, _ stop: Int?, _ step: Int?) -> [Int] {
        let step = step ?? 1
        guard step != 0, count > 0 else { return [] }
        func clamped(_ bound: Int, _ low: Int, _ high: Int) -> Int {
            let place = bound < 0 ? (bound < -count ? -1 : bound + count) : bound
            return min(max(place, low), high)
        }
        if step > 0 {
            let first = start.map { clamped($0, 0, count) } ?? 0
            let last = stop.map { clamped($0, 0, count) } ?? count
            guard first < last else { return [] }
            return Array(Swift.stride(from: first, to: last, by: min(step, count)))
        }
        let first = start.map { clamped($0, -1, count - 1) } ?? count - 1
        let last = stop.map { clamped($0, -1, count - 1) } ?? -1
        guard first > last else { return [] }
        return Array(Swift.stride(from: first, to: last, by: max(step, -count)))
    }
}

/// Searching in texts byte by byte.
enum TextSearch {
    /// The byte offset of the first place of `part` at or after `from`.
    static func first(of part: String, in text: String, from: Int = 0) -> Int? {
        first(of: Array(part.utf8), in: Array(text.utf8), from: from)
    }

    static func first(of part: [UInt8], in text: [UInt8], from: Int = 0) -> Int? {
        guard part.count + from <= text.count else { return nil }
        if part.isEmpty { return from }
        let place = csupport_find(text, text.count, from, part, part.count)
        return place < text.count ? place : nil
    }

    static func last(of part: [UInt8], in text: [UInt8]) -> Int? {
        // Forward in the mirror, since searching forward takes time in proportion to the text.
        first(of: part.reversed(), in: text.reversed()).map { text.count - part.count - $0 }
    }

    static func count(of part: [UInt8], in text: [UInt8]) -> Int {
        var found = 0
        var index = 0
        while let place = first(of: part, in: text, from: index) {
            found += 1
            index = place + part.count
        }
        return found
    }

    static func replace(_ text: [UInt8], _ old: [UInt8], _ new: [UInt8], limit: Int) -> [UInt8] {
        if old.isEmpty { return interleave(text, new, limit: limit) }
        var out: [UInt8] = []
        var index = 0
        var done = 0
        while limit < 0 || done < limit, let place = first(of: old, in: text, from: index) {
            out += text[index..<place]
            out += new
            index = place + old.count
            done += 1
        }
        out += text[index...]
        return out
    }

    /// Python puts the new text before each letter and at the end when the old one is empty.
    private static func interleave(_ text: [UInt8], _ new: [UInt8], limit: Int) -> [UInt8] {
        var out: [UInt8] = []
        var done = 0
        for byte in text {
            if byte & 0xC0 != 0x80, limit < 0 || done < limit {
                out += new
                done += 1
            }
            out.append(byte)
        }
        if limit < 0 || done < limit { out += new }
        return out
    }
}

extension String {
    init(bytes: some Collection<UInt8>) { self = String(decoding: bytes, as: UTF8.self) }

    /// The number of code points.
    var scalarCount: Int { unicodeScalars.count }

    /// Without white space, or without the given letters, at the chosen ends.
    func stripped(_ letters: String? = nil, start: Bool = true, end: Bool = true) -> String {
        let scalars = Array(unicodeScalars)
        let set = letters.map { Set($0.unicodeScalars) }
        func isDropped(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? Whitespace.isSpace(scalar) }
        var first = 0
        var last = scalars.count
        if start { while first < last, isDropped(scalars[first]) { first += 1 } }
        if end { while last > first, isDropped(scalars[last - 1]) { last -= 1 } }
        if first == 0, last == scalars.count { return self }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[first..<last])
        return String(view)
    }

    /// The parts between runs of white space.
    var words: [String] {
        unicodeScalars.split(whereSeparator: Whitespace.isSpace).map { String($0) }
    }
}
