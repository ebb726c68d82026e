import Crypto

/// The name of an asset that carries a hash of its bytes: `/css/style.css` → `/css/style.3f9a2c1bd0.css`.
///
/// Such a file can be kept by browsers for ever, since other bytes would have another name.
public enum AssetName {
    /// Hexadecimal digits of the hash; the headers for hosts look for exactly so many.
    public static let digits = 10

    /// - Parameters:
    ///   - url: a root-relative URL of a file.
    ///   - bytes: what will be published there.
    public static func hashed(_ url: String, _ bytes: [UInt8]) -> String {
        let hash = hexDigits(SHA256.hash(data: bytes), count: digits)
        let slash = url.utf8.lastIndex(of: UInt8(ascii: "/")) ?? url.startIndex
        guard let dot = url.utf8.lastIndex(of: UInt8(ascii: ".")), dot > slash, dot > url.utf8.index(after: slash)
        else { return url + "." + hash }
        return url[..<dot] + "." + hash + url[dot...]
    }

    /// Whether a name looks as if it carried a hash of ours, which servers would then keep for ever.
    public static func looksHashed(_ url: String) -> Bool {
        let name = url.utf8.suffix(from: url.utf8.lastIndex(of: UInt8(ascii: "/")) ?? url.startIndex)
        let parts = name.split(separator: UInt8(ascii: "."))
        guard parts.count >= 3 else { return false }
        let hash = parts[parts.count - 2]
        return hash.count == digits
            && hash.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func hexDigits(_ digest: SHA256.Digest, count: Int) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        let bytes = digest.prefix((count + 1) / 2).flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
