import Crypto
import Diagnostics

/// The SHA-256 of an output's bytes.
public struct ContentHash: Hashable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    public init(of bytes: UnsafeRawBufferPointer) {
        var function = SHA256()
        function.update(bufferPointer: bytes)
        words = function.finalize().withUnsafeBytes { digest in
            (
                digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                digest.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                digest.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    public init(of bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { ContentHash(of: $0) }
    }

    /// A hash of 64 bits in the place of the digest, for bytes that this run alone compares: a quarter of its cost.
    public init(forThisRun bytes: [UInt8]) {
        words = (bytes.withUnsafeBufferPointer { StableHash.hash($0) }, UInt64(bytes.count), 0, 0)
    }

    /// Reads 64 hexadecimal digits in lower case and nothing else.
    public init?(hex text: String) {
        var text = text
        guard let hash = text.withUTF8({ ContentHash(hex: $0) }) else { return nil }
        self = hash
    }

    init?(hex digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 64, let first = ContentHash.word(digits, at: 0),
            let second = ContentHash.word(digits, at: 16), let third = ContentHash.word(digits, at: 32),
            let fourth = ContentHash.word(digits, at: 48)
        else { return nil }
        words = (first, second, third, fourth)
    }

    /// Takes the 32 bytes of a digest; nil for another number of bytes.
    public init?(bytes: [UInt8]) {
        guard let hash = bytes.withUnsafeBytes({ ContentHash(digest: $0) }) else { return nil }
        self = hash
    }

    /// Takes the 32 bytes of a digest; nil for another number of bytes.
    public init?(digest: UnsafeRawBufferPointer) {
        guard digest.count == 32 else { return nil }
        words = (
            digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
            digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
            digest.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
            digest.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        )
    }

    /// The first eight bytes of the digest, for tables: the same on every machine.
    public var short: UInt64 { words.0.littleEndian }

    /// The 32 bytes of the digest.
    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// 64 hexadecimal digits, lower case.
    public var hex: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        appendHex(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    func appendHex(to output: inout [UInt8]) {
        func append(_ word: UInt64) {
            let bytes = word.littleEndian
            for half in [UInt32(truncatingIfNeeded: bytes), UInt32(truncatingIfNeeded: bytes >> 32)] {
                withUnsafeBytes(of: ContentHash.digits(half).littleEndian) { output.append(contentsOf: $0) }
            }
        }
        append(words.0)
        append(words.1)
        append(words.2)
        append(words.3)
    }

    /// The digits of four bytes, eight at a step; the first byte, and its high digit, lowest.
    private static func digits(_ bytes: UInt32) -> UInt64 {
        var lanes = UInt64(bytes)
        lanes = (lanes | lanes << 16) & 0x0000_FFFF_0000_FFFF
        lanes = (lanes | lanes << 8) & 0x00FF_00FF_00FF_00FF
        let values = lanes >> 4 & 0x000F_000F_000F_000F | (lanes & 0x000F_000F_000F_000F) << 8
        // One in each lane whose digit is a letter.
        let letters = (values &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return values &+ 0x3030_3030_3030_3030 &+ letters &* UInt64(UInt8(ascii: "a") - UInt8(ascii: "0") - 10)
    }

    /// The four bytes of eight digits; nil for anything but digits in lower case.
    private static func bytes(_ digits: UInt64) -> UInt32? {
        let letters = digits >> 6 & 0x0101_0101_0101_0101
        let values = (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ letters &* 9
        var lanes = (values << 4 | values >> 8) & 0x00FF_00FF_00FF_00FF
        lanes = (lanes | lanes >> 8) & 0x0000_FFFF_0000_FFFF
        let bytes = UInt32(truncatingIfNeeded: lanes | lanes >> 16)
        return ContentHash.digits(bytes) == digits ? bytes : nil
    }

    /// The eight bytes that sixteen digits stand for, in memory order.
    private static func word(_ digits: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64? {
        func half(_ place: Int) -> UInt32? {
            let raw = UnsafeRawBufferPointer(digits)
            return bytes(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
        }
        guard let first = half(start), let second = half(start + 8) else { return nil }
        return UInt64(littleEndian: UInt64(first) | UInt64(second) << 32)
    }

    public static func == (left: ContentHash, right: ContentHash) -> Bool {
        left.words == right.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
