import Crypto

/// The value of the `integrity` attribute (W3C Subresource Integrity): SHA-384 in base64.
public enum Integrity {
    public static func value(of bytes: [UInt8]) -> String { "sha384-" + base64(Array(SHA384.hash(data: bytes))) }

    /// RFC 4648 §4, with padding.
    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            var word = 0
            for offset in 0..<3 { word = word << 8 | (offset < rest ? Int(bytes[index + offset]) : 0) }
            for place in 0..<4 {
                output.append(place <= rest ? alphabet[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
            index += 3
        }
        return String(decoding: output, as: UTF8.self)
    }
}
