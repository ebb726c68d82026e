/// What the first bytes of an image file say: its kind, its size as shown, and whether it tells where it was taken.
///
/// Reads PNG, JPEG, GIF, WebP, AVIF and SVG. Only headers are read, never pixels; whatever the bytes are, the reading
/// ends and touches each byte a bounded number of times.
public struct ImageHeader: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case png
        case jpeg
        case gif
        case webp
        case avif
        case svg

        /// The media type.
        public var type: String { self == .svg ? "image/svg+xml" : "image/" + rawValue }
    }

    public var kind: Kind
    /// Pixels after the orientation is applied; 0 when an SVG gives no size.
    public var width: Int
    public var height: Int
    /// Whether the EXIF data holds a GPS position.
    public var hasPosition = false

    init(kind: Kind, width: Int, height: Int) {
        self.kind = kind
        self.width = width
        self.height = height
    }

    /// Nil when the bytes are no image of these kinds, or break off before its size.
    ///
    /// - Parameter bytes: the file, or its first 256 KB at least.
    public init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        let found: ImageHeader? =
            if reader.starts([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                PNGHeader.read(reader)
            } else if reader.starts([0xFF, 0xD8, 0xFF]) {
                JPEGHeader.read(reader)
            } else if reader.has("GIF87a", at: 0) || reader.has("GIF89a", at: 0) {
                GIFHeader.read(reader)
            } else if reader.has("RIFF", at: 0), reader.has("WEBP", at: 8) {
                WebPHeader.read(reader)
            } else if reader.has("ftyp", at: 4) {
                AVIFHeader.read(reader)
            } else {
                SVGHeader.read(bytes)
            }
        guard let found else { return nil }
        self = found
    }

    /// Applies EXIF data: a quarter turn swaps width and height.
    mutating func apply(_ exif: EXIFData) {
        if exif.isTurned { swap(&width, &height) }
        hasPosition = exif.hasPosition
    }
}

/// Reads whole numbers at offsets, nil past the end.
struct ByteReader {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func byte(_ at: Int) -> Int? { at >= 0 && at < bytes.count ? Int(bytes[at]) : nil }

    func big16(_ at: Int) -> Int? {
        guard at >= 0, at + 2 <= bytes.count else { return nil }
        return Int(bytes[at]) << 8 | Int(bytes[at + 1])
    }

    func big32(_ at: Int) -> Int? {
        guard let high = big16(at), let low = big16(at + 2) else { return nil }
        return high << 16 | low
    }

    func little16(_ at: Int) -> Int? {
        guard at >= 0, at + 2 <= bytes.count else { return nil }
        return Int(bytes[at + 1]) << 8 | Int(bytes[at])
    }

    func little24(_ at: Int) -> Int? {
        guard let low = little16(at), let high = byte(at + 2) else { return nil }
        return high << 16 | low
    }

    func little32(_ at: Int) -> Int? {
        guard let low = little16(at), let high = little16(at + 2) else { return nil }
        return high << 16 | low
    }

    func starts(_ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

    func has(_ text: StaticString, at: Int) -> Bool {
        guard at >= 0, at + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[at + offset] != text.utf8Start[offset] { return false }
        return true
    }
}
