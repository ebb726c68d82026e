/// The two facts of EXIF data that matter to a page: the orientation, and whether a position is in it (EXIF 2.32,
/// TIFF 6).
struct EXIFData {
    /// Whether the picture is shown a quarter turn from how it is stored (orientations 5…8).
    private(set) var isTurned = false
    private(set) var hasPosition = false

    /// Reads the TIFF structure that begins at `start` and ends before `end`.
    init(_ reader: ByteReader, start: Int, end: Int) {
        let isLittle = reader.has("II", at: start)
        guard isLittle || reader.has("MM", at: start), end <= reader.count else { return }
        func two(_ at: Int) -> Int? { at + 2 <= end ? (isLittle ? reader.little16(at) : reader.big16(at)) : nil }
        func four(_ at: Int) -> Int? { at + 4 <= end ? (isLittle ? reader.little32(at) : reader.big32(at)) : nil }
        guard two(start + 2) == 42, let offset = four(start + 4), let count = two(start + offset) else { return }
        for entry in 0..<count {
            let at = start + offset + 2 + entry * 12
            guard let tag = two(at) else { return }
            switch tag {
            case 0x0112: isTurned = two(at + 8).map { (5...8).contains($0) } ?? false
            case 0x8825: if let gps = four(at + 8) { hasPosition = EXIFData.holdsLatitude(start + gps, two) }
            default: break
            }
        }
    }

    /// Whether the GPS directory has a latitude (tag 2).
    private static func holdsLatitude(_ directory: Int, _ two: (Int) -> Int?) -> Bool {
        guard let count = two(directory) else { return false }
        for entry in 0..<count {
            guard let tag = two(directory + 2 + entry * 12) else { return false }
            if tag == 2 { return true }
        }
        return false
    }
}
