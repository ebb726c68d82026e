/// Paths inside the source tree: joining, folders, names, percent-encoding.
enum SitePath {
    /// The folder of a path, without a trailing slash; empty for a bare name.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(path[..<slash])
    }

    static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// The lower-case extension without its dot; empty when there is none.
    static func fileExtension(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    /// A relative path seen from a folder, with `.` and `..` resolved; nil when it leaves the root.
    static func joined(_ folder: String, _ relative: String) -> String? {
        if !relative.isEmpty, isPlain(folder), isPlain(relative) {
            return folder.isEmpty ? relative : folder + "/" + relative
        }
        var segments = folder.split(separator: "/").map(String.init)
        for segment in relative.split(separator: "/", omittingEmptySubsequences: true) {
            switch segment {
            case ".": continue
            case "..":
                if segments.isEmpty { return nil }
                segments.removeLast()
            default: segments.append(String(segment))
            }
        }
        return segments.joined(separator: "/")
    }

    /// A relative path as it is seen from a file, with `.` and `..` resolved; nil when it leaves the root.
    static func seen(from file: String, _ relative: String) -> String? {
        let plain: String? = file.withBytes { file in
            relative.withBytes { relative in
                let folder = file[..<(file.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)]
                guard !relative.isEmpty, folder.first != UInt8(ascii: "/"), isPlain(folder.dropLast()),
                    isPlain(relative[...])
                else { return nil }
                return String(unsafeUninitializedCapacity: folder.count + relative.count) { bytes in
                    _ = bytes[..<folder.count].update(fromContentsOf: folder)
                    _ = bytes[folder.count...].update(fromContentsOf: relative)
                    return folder.count + relative.count
                }
            }
        }
        return plain ?? joined(folder(of: file), relative)
    }

    /// Whether a path is written without empty segments, `.` or `..`: nearly all are.
    private static func isPlain(_ path: String) -> Bool {
        path.withBytes { isPlain($0[...]) }
    }

    private static func isPlain(_ path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var hasBegun = path.isEmpty
        for byte in path {
            // A name may begin with a dot; whoever splits the path sees what it is.
            if !hasBegun, byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
            hasBegun = byte != UInt8(ascii: "/")
        }
        return hasBegun
    }

    /// A path seen from a folder that it lies in; the folder itself, being a file, is its name.
    static func below(_ folder: String, _ path: String) -> String {
        path == folder ? name(of: path) : String(Substring(path.utf8.dropFirst(folder.utf8.count + 1)))
    }

    /// True when `path` is `folder` or lies below it.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        folder.isEmpty || path == folder || path.hasPrefix(folder + "/")
    }

    /// RFC 3986 percent-decoding, once; nil when the result is no UTF-8 or a sequence is broken.
    static func percentDecoded(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// A path as part of a URL: bytes that RFC 3986 does not allow in a path are percent-encoded.
    static func percentEncoded(_ path: String) -> String {
        guard !path.utf8.allSatisfy(isPathByte) else { return path }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            if isPathByte(byte) {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func hasEmptySegment(_ path: String) -> Bool {
        var wasSlash = false
        for byte in path.utf8 {
            let isSlash = byte == UInt8(ascii: "/")
            if isSlash, wasSlash { return true }
            wasSlash = isSlash
        }
        return false
    }

    /// The file of the output at which a URL is served: `/a/` → `a/index.html`, `/a.css` → `a.css`.
    static func output(of url: String) -> String {
        let path = percentDecoded(url) ?? url
        // Nearly every URL: one slash at the start, none in a row.
        if path.utf8.first == UInt8(ascii: "/"), !hasEmptySegment(path) {
            return String(path.dropFirst()) + (path.utf8.last == UInt8(ascii: "/") ? "index.html" : "")
        }
        return (path.hasSuffix("/") ? path + "index.html" : path).split(separator: "/").joined(separator: "/")
    }
}
