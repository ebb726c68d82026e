#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension String {
    /// The same bytes; `==` on strings would also take two Unicode spellings of one name for equal.
    public func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Whether the bytes come first in dictionary order: the order of paths, the same in every locale.
    public func precedesByBytes(_ other: String) -> Bool {
        var (left, right) = (self, other)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let one = left.baseAddress, let two = right.baseAddress else { return left.count < right.count }
                let order = memcmp(one, two, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
        }
    }
}
