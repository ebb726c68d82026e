#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension String {
    /// Calls with the bytes, which stay where they are: `withUTF8` would first need a copy of a string that is no variable,
    /// and count its reference.
    @inlinable public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        var native = self
        return native.withUTF8(body)
    }

    /// The same bytes; `==` on strings would also take two Unicode spellings of one name for equal.
    public func hasSameBytes(as other: String) -> Bool {
        withBytes { left in
            other.withBytes { right in
                guard left.count == right.count, let one = left.baseAddress, let two = right.baseAddress else {
                    return left.count == right.count
                }
                return memcmp(one, two, left.count) == 0
            }
        }
    }

    /// Whether the bytes come first in dictionary order: the order of paths, the same in every locale.
    public func precedesByBytes(_ other: String) -> Bool {
        withBytes { left in
            other.withBytes { right in
                guard let one = left.baseAddress, let two = right.baseAddress else { return left.count < right.count }
                let order = memcmp(one, two, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
        }
    }
}
