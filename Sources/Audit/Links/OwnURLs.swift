/// Finds the site's own absolute URLs in text of any kind: JSON-LD, feeds, the sitemap.
enum OwnURLs {
    /// - Returns: ranges that begin with the site's base URL and end before a quote, a bracket or white space.
    static func find(in bytes: UnsafePointer<UInt8>, _ range: Range<Int>, siteURL: URLReader) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "h"), siteURL.afterSiteURL(bytes, index..<range.upperBound) != nil else {
                index += 1
                continue
            }
            let end = end(bytes, index, range)
            found.append(index..<end)
            index = end
        }
        return found
    }

    private static func end(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ range: Range<Int>) -> Int {
        var index = start
        while index < range.upperBound {
            switch bytes[index] {
            case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: ")"),
                UInt8(ascii: "\\"):
                return index
            case UInt8(ascii: "&"):
                // `&amp;` belongs to a URL, `&quot;` and `&lt;` end it.
                let isAmpersand = index + 4 < range.upperBound && bytes[index + 1] == 0x61 && bytes[index + 2] == 0x6D
                if !isAmpersand { return index }
            default: break
            }
            index += 1
        }
        return index
    }
}
