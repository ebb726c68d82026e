/// The three levels of a sort key as they grow, in memory that the maker of the key owns.
struct KeyWriter {
    private let primary: UnsafeMutablePointer<UInt8>
    private let secondary: UnsafeMutablePointer<UInt8>
    private let tertiary: UnsafeMutablePointer<UInt8>
    private var primaryCount = 0
    private var secondaryCount = 0
    private var tertiaryCount = 0

    init(
        primary: UnsafeMutablePointer<UInt8>, secondary: UnsafeMutablePointer<UInt8>,
        tertiary: UnsafeMutablePointer<UInt8>
    ) {
        self.primary = primary
        self.secondary = secondary
        self.tertiary = tertiary
    }

    @inline(__always)
    mutating func append(packed: UInt32) {
        primary[primaryCount] = UInt8(truncatingIfNeeded: packed)
        primaryCount += 1
        append(UInt8(truncatingIfNeeded: packed >> 8), UInt8(truncatingIfNeeded: packed >> 16))
        let mark = UInt8(truncatingIfNeeded: packed >> 24)
        if mark != 0 { append(mark, Weight.common) }
    }

    mutating func append(_ element: CollationElement) {
        if element.primary >= 256 {
            for shift in stride(from: 24, through: 0, by: -8) {
                primary[primaryCount] = UInt8(truncatingIfNeeded: element.primary >> UInt32(shift))
                primaryCount += 1
            }
        } else if element.primary > 0 {
            primary[primaryCount] = UInt8(element.primary)
            primaryCount += 1
        }
        append(element.secondary, element.tertiary)
    }

    /// Writes the number whose ASCII digits begin at `start`; returns where they end.
    ///
    /// Its length without leading zeros comes first, so numbers compare by value; 0 is a number of no digits.
    mutating func number(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end].isASCIIDigit { end += 1 }
        guard end > start else { return end }
        var first = start
        while first < end, bytes[first] == UInt8(ascii: "0") { first += 1 }
        append(primary: PrimaryLead.number)
        let length = end - first
        if length < 250 {
            append(primary: UInt8(length))
        } else {
            append(primary: 250)
            for shift in stride(from: 24, through: 0, by: -8) { append(primary: UInt8(length >> shift & 0xFF)) }
        }
        for index in first..<end { append(primary: bytes[index]) }
        append(Weight.common, Weight.common)
        return end
    }

    /// The levels one after another, without the common weights at their ends.
    func key() -> [UInt8] {
        let secondaryCount = KeyWriter.trimmed(secondary, secondaryCount)
        let tertiaryCount = KeyWriter.trimmed(tertiary, tertiaryCount)
        let count = primaryCount + 2 + secondaryCount + tertiaryCount
        return Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
            guard var target = buffer.baseAddress else { return }
            target.update(from: primary, count: primaryCount)
            target += primaryCount
            target.pointee = 1
            (target + 1).update(from: secondary, count: secondaryCount)
            target += 1 + secondaryCount
            target.pointee = 1
            (target + 1).update(from: tertiary, count: tertiaryCount)
            initializedCount = count
        }
    }

    private static func trimmed(_ level: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        var count = count
        while count > 0, level[count - 1] == Weight.common { count -= 1 }
        return count
    }

    @inline(__always)
    private mutating func append(primary weight: UInt8) {
        primary[primaryCount] = weight
        primaryCount += 1
    }

    @inline(__always)
    private mutating func append(_ secondaryWeight: UInt8, _ tertiaryWeight: UInt8) {
        secondary[secondaryCount] = secondaryWeight
        secondaryCount += 1
        tertiary[tertiaryCount] = tertiaryWeight
        tertiaryCount += 1
    }
}
