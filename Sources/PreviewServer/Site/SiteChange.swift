/// What differs between two builds, as far as an open page cares.
public enum SiteChange: Sendable, Hashable {
    case nothing
    /// Only stylesheets, and the places where pages name them: pages swap them without a reload.
    case styles(outputs: Int)
    case pages(outputs: Int)
    /// The build has errors; what was served before stays.
    case failed

    /// Compares two sets of outputs. Outputs that share their storage compare at once.
    static func between(_ old: [String: [UInt8]], _ new: [String: [UInt8]]) -> SiteChange {
        var changed = 0
        var onlyStyles = true
        var sheets = 0
        var pages: [(old: [UInt8], new: [UInt8])] = []
        for (path, bytes) in new {
            let before = old[path]
            if let before, before == bytes { continue }
            changed += 1
            let type = ContentType(path: path)
            if type.header.hasPrefix("text/css") {
                sheets += 1
            } else if type.isHTML, let before {
                pages.append((before, bytes))
            } else {
                onlyStyles = false
            }
        }
        // A stylesheet with a hash in its name leaves its old name behind.
        for path in old.keys where new[path] == nil {
            changed += 1
            if ContentType(path: path).header.hasPrefix("text/css") { sheets += 1 } else { onlyStyles = false }
        }
        if changed == 0 { return .nothing }
        guard onlyStyles, sheets > 0, pages.allSatisfy(StylesheetLinks.areAllThatDiffers) else {
            return .pages(outputs: changed)
        }
        return .styles(outputs: changed)
    }
}

/// Finds the `<link … stylesheet …>` elements of a page.
enum StylesheetLinks {
    static func areAllThatDiffers(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        without(left) == without(right)
    }

    /// The page with those elements cut out.
    static func without(_ page: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(page.count)
        var copied = 0
        var index = 0
        while let start = page[index...].firstIndex(of: UInt8(ascii: "<")) {
            guard isLink(page, at: start), let end = page[start...].firstIndex(of: UInt8(ascii: ">")) else {
                index = start + 1
                continue
            }
            index = end + 1
            guard contains(page[start..<end], Array("stylesheet".utf8)) else { continue }
            result.append(contentsOf: page[copied..<start])
            copied = end + 1
        }
        result.append(contentsOf: page[copied...])
        return result
    }

    private static func isLink(_ page: [UInt8], at index: Int) -> Bool {
        guard index + 5 < page.count else { return false }
        let name = page[(index + 1)...(index + 4)].map { $0 | 0x20 }
        return name == Array("link".utf8) && page[index + 5] <= 0x20
    }

    private static func contains(_ text: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
        guard text.count >= word.count else { return false }
        return (text.startIndex...(text.endIndex - word.count)).contains {
            text[$0..<($0 + word.count)].elementsEqual(word)
        }
    }
}
