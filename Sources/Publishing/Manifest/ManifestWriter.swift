import Diagnostics

extension Manifest {
    /// The manifest as JSON, one output a line: a version control system shows a change as the lines it is.
    var json: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 + entries.count * 160)
        bytes.append(contentsOf: Manifest.head.bytes)
        for (index, entry) in entries.enumerated() {
            bytes.append(contentsOf: (index == 0 ? "\n" : ",\n").utf8)
            bytes.append(contentsOf: Manifest.pathMember.bytes)
            JSONText.escape(entry.path, into: &bytes)
            bytes.append(contentsOf: Manifest.hashMember.bytes)
            entry.hash.appendHex(to: &bytes)
            bytes.append(contentsOf: Manifest.sizeMember.bytes)
            bytes.append(contentsOf: String(entry.size).utf8)
            if let day = entry.retiredOn {
                bytes.append(contentsOf: Manifest.retiredMember.bytes)
                bytes.append(contentsOf: String(day).utf8)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(contentsOf: Manifest.tail.bytes)
        return bytes
    }

    static let head: StaticString = "{\n\"generator\": \"metropolia\",\n\"version\": 1,\n\"outputs\": ["
    static let pathMember: StaticString = "{\"path\": \""
    static let hashMember: StaticString = "\", \"sha256\": \""
    static let sizeMember: StaticString = "\", \"size\": "
    static let retiredMember: StaticString = ", \"retiredOn\": "
    static let tail: StaticString = "\n]\n}\n"
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
