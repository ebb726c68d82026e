/// Where the lines of a body lie, counted as the parser counts them: `\n`, `\r\n` and a lone `\r` each end a line.
struct LineTable {
    /// First byte of each line.
    private var starts: [Int] = []
    /// The byte after the last one of each line, its line end left out.
    private var ends: [Int] = []

    init() {}

    init(_ source: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                starts.append(start)
                ends.append(index)
                if byte == UInt8(ascii: "\r"), index + 1 < source.count, source[index + 1] == UInt8(ascii: "\n") {
                    index += 1
                }
                start = index + 1
            }
            index += 1
        }
        starts.append(start)
        ends.append(source.count)
    }

    var count: Int { starts.count }

    /// The bytes of a 1-based line, without its end; the last line's when there is no such line.
    func range(_ line: Int) -> Range<Int> {
        let index = min(max(line - 1, 0), starts.count - 1)
        return starts[index]..<ends[index]
    }
}
