import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a content file's front matter and body lie.
struct FrontMatterSplit {
    /// The lines between the fences, without them; empty when there is no front matter.
    let yaml: Range<Int>
    /// Everything after the closing fence's line.
    let body: Range<Int>
    /// The opening fence: the place of errors about what is missing. Empty at the start when there is none.
    let fence: Span

    /// Finds the fences. The file must be UTF-8 already.
    init(_ file: SourceFile) throws(DiagnosticError) {
        let bytes = file.bytes
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = FrontMatterSplit.line(bytes, from: start)
        if bytes[first].contains(0x0D), bytes[first].starts(with: [0x2D, 0x2D, 0x2D]) {
            try FrontMatterFault.refuseCarriageReturn(file, first)
        }
        guard FrontMatterSplit.isFence(bytes, first) else {
            try FrontMatterFault.refuseOtherOpening(file, from: start)
            yaml = start..<start
            body = start..<bytes.count
            fence = Span(start, start)
            return
        }
        fence = Span(start, start + 3)
        let from = FrontMatterSplit.next(bytes, first)
        var line = FrontMatterSplit.line(bytes, from: from)
        while line.lowerBound < bytes.count {
            if FrontMatterSplit.isFence(bytes, line) {
                yaml = from..<line.lowerBound
                try FrontMatterFault.refuseCarriageReturn(file, yaml)
                body = FrontMatterSplit.next(bytes, line)..<bytes.count
                return
            }
            line = FrontMatterSplit.line(bytes, from: FrontMatterSplit.next(bytes, line))
        }
        throw FrontMatterFault.unclosed(file, fence: fence, from: from)
    }

    /// The line that begins at `start`, without its line end.
    static func line(_ bytes: [UInt8], from start: Int) -> Range<Int> {
        var end = bytes.withUnsafeBufferPointer { buffer -> Int in
            guard start < buffer.count, let base = buffer.baseAddress,
                let found = memchr(base + start, 0x0A, buffer.count - start)
            else { return buffer.count }
            return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        }
        if end > start, end < bytes.count, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The offset of the line after `line`.
    static func next(_ bytes: [UInt8], _ line: Range<Int>) -> Int {
        var index = line.upperBound
        if index < bytes.count, bytes[index] == 0x0D { index += 1 }
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        return index
    }

    /// Three hyphens at the line's start, and after them nothing but blanks.
    static func isFence(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        guard line.count >= 3, bytes[line.lowerBound] == UInt8(ascii: "-"),
            bytes[line.lowerBound + 1] == UInt8(ascii: "-"), bytes[line.lowerBound + 2] == UInt8(ascii: "-")
        else { return false }
        for index in line.dropFirst(3) where bytes[index] != 0x20 && bytes[index] != 0x09 && bytes[index] != 0x0D {
            return false
        }
        return true
    }
}
