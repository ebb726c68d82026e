#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the lines of a body begin, counted as the parser counts them: `\n`, `\r\n` and a lone `\r` each end a line.
struct LineTable {
    private var starts: [Int] = []
    private var source = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    var count: Int { starts.count }

    /// Reads another body; the memory is used again.
    mutating func read(_ source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        guard let base = source.baseAddress else { return }
        guard memchr(base, Int32(UInt8(ascii: "\r")), source.count) == nil else {
            readWithCarriageReturns()
            return
        }
        var at = 0
        while let found = memchr(base + at, Int32(UInt8(ascii: "\n")), source.count - at) {
            at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
            starts.append(at)
        }
    }

    private mutating func readWithCarriageReturns() {
        for index in 0..<source.count {
            let byte = source[index]
            let next = index + 1 < source.count ? source[index + 1] : 0
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && next != UInt8(ascii: "\n") {
                starts.append(index + 1)
            }
        }
    }

    /// The bytes of a 1-based line, without its end; the nearest line's when there is no such line.
    func range(_ line: Int) -> Range<Int> {
        let index = min(max(line - 1, 0), starts.count - 1)
        let start = starts[index]
        guard index + 1 < starts.count else { return start..<source.count }
        var end = starts[index + 1] - 1
        if source[end] == UInt8(ascii: "\n"), end > start, source[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }
}
