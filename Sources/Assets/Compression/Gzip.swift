import CZlib

/// Compresses as RFC 1952 says, without name and time: the same bytes give the same bytes.
public enum Gzip {
    /// Nil when zlib refuses, which it does only without memory.
    public static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        // 15 bits of window; 16 more ask for gzip's header, which zlib writes with a time of 0.
        guard czlib_deflate_init(&stream, 9, 15 + 16) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var input = bytes
        let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        guard !output.isEmpty else { return nil }
        return withoutSystem(output)
    }

    /// Byte 9 names the operating system: 255 says that it is unknown, on every machine.
    private static func withoutSystem(_ gzip: [UInt8]) -> [UInt8] {
        var gzip = gzip
        gzip[9] = 255
        return gzip
    }
}
