#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a manifest that has exactly the form in which it is written: one pass, no tree.
///
/// Anything else (a reformatted or damaged file) gives nil, and the JSON reader decides.
struct ManifestScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    static func entries(_ bytes: [UInt8]) -> [Manifest.Entry]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = ManifestScanner(buffer)
            return scanner.entries()
        }
    }

    private mutating func entries() -> [Manifest.Entry]? {
        guard take(Manifest.head) else { return nil }
        var entries: [Manifest.Entry] = []
        entries.reserveCapacity(bytes.count / 120)
        while !take(Manifest.tail) {
            guard take(entries.isEmpty ? "\n" : ",\n"), let entry = entry() else { return nil }
            entries.append(entry)
        }
        return index == bytes.count ? entries : nil
    }

    private mutating func entry() -> Manifest.Entry? {
        guard take(Manifest.pathMember) else { return nil }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") { return nil }
            index &+= 1
        }
        let path = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        guard take(Manifest.hashMember), index + 64 <= bytes.count,
            let hash = ContentHash(hex: UnsafeBufferPointer(rebasing: bytes[index..<index + 64]))
        else { return nil }
        index += 64
        guard take(Manifest.sizeMember), let size = number() else { return nil }
        var retiredOn: Int?
        if take(Manifest.retiredMember) {
            guard let day = number() else { return nil }
            retiredOn = day
        }
        guard take("}") else { return nil }
        return Manifest.Entry(path: path, hash: hash, size: size, retiredOn: retiredOn)
    }

    private mutating func number() -> Int? {
        let start = index
        var value = 0
        while index < bytes.count, index - start < 18, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        return index > start ? value : nil
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index + length <= bytes.count, let start = bytes.baseAddress,
            memcmp(start + index, text.utf8Start, length) == 0
        else { return false }
        index += length
        return true
    }
}
