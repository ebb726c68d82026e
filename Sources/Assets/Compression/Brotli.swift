import CBrotli

/// Compresses as RFC 7932 says, as small as the library can.
public enum Brotli {
    /// Nil when the library refuses, which it does only without memory.
    public static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        let bound = BrotliEncoderMaxCompressedSize(bytes.count)
        guard bound > 0 else { return nil }
        var size = bound
        var isDone = false
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            isDone =
                BrotliEncoderCompress(
                    BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &size,
                    buffer.baseAddress) == BROTLI_TRUE
            count = isDone ? size : 0
        }
        return isDone ? output : nil
    }
}
