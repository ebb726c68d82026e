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
        guard bytes.count == 32 else { return nil }
        words = bytes.withUnsafeBytes { digest in
            (
                digest.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                digest.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                digest.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
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
            var rest = word.littleEndian
            for _ in 0..<8 {
                output.append(ContentHash.digit(UInt8(truncatingIfNeeded: rest >> 4) & 15))
                output.append(ContentHash.digit(UInt8(truncatingIfNeeded: rest) & 15))
                rest >>= 8
            }
        }
        append(words.0)
        append(words.1)
        append(words.2)
        append(words.3)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The eight bytes that sixteen digits stand for, in memory order.
    private static func word(_ digits: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64? {
        var word: UInt64 = 0
        var isSound = true
        for index in 0..<16 {
            let digit = digits[start &+ index]
            let isNumber = digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9")
            isSound = isSound && (isNumber || digit >= UInt8(ascii: "a") && digit <= UInt8(ascii: "f"))
            // The high digit of a byte comes first.
            let value = UInt64(digit & 15) &+ (isNumber ? 0 : 9)
            word |= value &<< UInt64(truncatingIfNeeded: 4 &* (index ^ 1))
        }
        return isSound ? UInt64(littleEndian: word) : nil
    }

    public static func == (left: ContentHash, right: ContentHash) -> Bool {
        left.words == right.words
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
