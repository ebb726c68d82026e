import CSupport

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The page's bytes while they are written: one growing buffer that a renderer keeps for its next page.
///
/// Raw memory rather than an array, since appending is most of what a renderer does and the capacity is known to
/// suffice nearly always.
final class HTMLSink {
    private(set) var count = 0
    private var capacity: Int
    private var base: UnsafeMutablePointer<UInt8>

    init(capacity: Int = 64 * 1024) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    func removeAll() {
        count = 0
        guard capacity > 4 * 1024 * 1024 else { return }
        base.deallocate()
        capacity = 64 * 1024
        base = .allocate(capacity: capacity)
    }

    /// A copy of what was written.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// What was written from `start` on; valid until the next append.
    func view(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + start, count: count - start)
    }

    @inline(__always)
    func append(_ text: StaticString) {
        append(text.utf8Start, text.utf8CodeUnitCount)
    }

    @inline(__always)
    func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        reserve(length)
        memcpy(base + count, bytes, length)
        count += length
    }

    @inline(__always)
    func append(byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    /// With a name of its own: a literal would else be taken for a `String`, which costs more to look into.
    func append(text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { append(start, bytes.count) }
        }
    }

    func append(_ number: Int) {
        if number < 0 { append(byte: UInt8(ascii: "-")) }
        let magnitude = number.magnitude
        if magnitude >= 10 { append(Int(magnitude / 10)) }
        append(byte: UInt8(ascii: "0") + UInt8(magnitude % 10))
    }

    /// Text with `&`, `<`, `>` and `"` escaped: right in an element and in an attribute in double quotes.
    func appendEscaped(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
        var from = 0
        while true {
            let special = csupport_find_html_special_text(bytes, length, from)
            append(bytes + from, special - from)
            guard special < length else { return }
            switch bytes[special] {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            default: append("&quot;")
            }
            from = special + 1
        }
    }

    func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { appendEscaped(start, bytes.count) }
        }
    }

    /// A URL as an attribute's value: bytes that no URL may hold are percent-encoded, the rest is escaped.
    func appendURL(_ url: String) {
        var url = url
        url.withUTF8 { bytes in
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "&"): append("&amp;")
                case UInt8(ascii: "'"): append("&#39;")
                case 0..<0x21, 0x7F...0xFF, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
                    UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"),
                    UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
                    append(byte: UInt8(ascii: "%"))
                    append(byte: hexDigit(byte >> 4))
                    append(byte: hexDigit(byte & 15))
                default: append(byte: byte)
                }
            }
        }
    }

    /// Takes back what was written since `start`. Its bytes stay where they are until something else is written there.
    func takeBack(to start: Int) { count = start }

    /// Appends bytes from elsewhere, or those that were just taken back from this place.
    func appendAgain(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        if start == base + count { count += bytes.count } else { append(start, bytes.count) }
    }

    /// Puts text before what was written since `start`.
    func insert(_ text: [UInt8], at start: Int) {
        reserve(text.count)
        memmove(base + start + text.count, base + start, count - start)
        text.withUnsafeBufferPointer { bytes in
            if let first = bytes.baseAddress { memcpy(base + start, first, bytes.count) }
        }
        count += text.count
    }

    private func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    @inline(__always)
    private func reserve(_ more: Int) {
        if count + more > capacity { grow(count + more) }
    }

    private func grow(_ needed: Int) {
        let larger = max(capacity * 2, needed)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        memcpy(fresh, base, count)
        base.deallocate()
        base = fresh
        capacity = larger
    }
}
