/// PNG (W3C, third edition): the size stands in IHDR, EXIF in eXIf.
enum PNGHeader {
    static func read(_ reader: ByteReader) -> ImageHeader? {
        guard reader.has("IHDR", at: 12), let width = reader.big32(16), let height = reader.big32(20), width > 0,
            height > 0
        else { return nil }
        var header = ImageHeader(kind: .png, width: width, height: height)
        var at = 8
        while let length = reader.big32(at), !reader.has("IEND", at: at + 4) {
            if reader.has("eXIf", at: at + 4) {
                header.apply(EXIFData(reader, start: at + 8, end: min(at + 8 + length, reader.count)))
                break
            }
            at += 12 + length
        }
        return header
    }
}

/// JPEG (ITU-T T.81, annex B): segments until the frame header; EXIF in APP1.
enum JPEGHeader {
    static func read(_ reader: ByteReader) -> ImageHeader? {
        var exif: EXIFData?
        var at = 2
        while let marker = reader.big16(at) {
            // Fill bytes may stand before a marker.
            if marker == 0xFFFF {
                at += 1
                continue
            }
            guard marker >> 8 == 0xFF, let length = reader.big16(at + 2), length >= 2 else { return nil }
            switch marker & 0xFF {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = reader.big16(at + 5), let width = reader.big16(at + 7), width > 0, height > 0 else {
                    return nil
                }
                var header = ImageHeader(kind: .jpeg, width: width, height: height)
                if let exif { header.apply(exif) }
                return header
            case 0xE1 where reader.has("Exif\0\0", at: at + 4):
                exif = EXIFData(reader, start: at + 10, end: min(at + 2 + length, reader.count))
            case 0xDA, 0xD9:
                return nil
            default:
                break
            }
            at += 2 + length
        }
        return nil
    }
}

/// GIF 87a and 89a: the size of the logical screen.
enum GIFHeader {
    static func read(_ reader: ByteReader) -> ImageHeader? {
        guard let width = reader.little16(6), let height = reader.little16(8), width > 0, height > 0 else { return nil }
        return ImageHeader(kind: .gif, width: width, height: height)
    }
}

/// WebP (RFC 9649): the canvas of VP8X, or the frame of VP8 or VP8L.
enum WebPHeader {
    static func read(_ reader: ByteReader) -> ImageHeader? {
        if reader.has("VP8X", at: 12) { return extended(reader) }
        if reader.has("VP8L", at: 12) {
            guard reader.byte(20) == 0x2F, let bits = reader.little32(21) else { return nil }
            return ImageHeader(kind: .webp, width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
        }
        guard reader.has("VP8 ", at: 12), reader.byte(23) == 0x9D, reader.byte(24) == 0x01, reader.byte(25) == 0x2A,
            let width = reader.little16(26), let height = reader.little16(28), width & 0x3FFF > 0, height & 0x3FFF > 0
        else { return nil }
        return ImageHeader(kind: .webp, width: width & 0x3FFF, height: height & 0x3FFF)
    }

    private static func extended(_ reader: ByteReader) -> ImageHeader? {
        guard let width = reader.little24(24), let height = reader.little24(27) else { return nil }
        var header = ImageHeader(kind: .webp, width: width + 1, height: height + 1)
        var at = 12
        while let length = reader.little32(at + 4) {
            if reader.has("EXIF", at: at) {
                // Some writers keep JPEG's prefix.
                let start = at + 8 + (reader.has("Exif\0\0", at: at + 8) ? 6 : 0)
                header.apply(EXIFData(reader, start: start, end: min(at + 8 + length, reader.count)))
                break
            }
            at += 8 + length + length % 2
        }
        return header
    }
}
