/// The weights of one step in the order of texts, as in the Unicode Collation Algorithm (UTS #10).
struct CollationElement {
    /// 0 for a mark, which counts only after all letters; below 256 one byte of the key; else four bytes.
    var primary: UInt32
    var secondary: UInt8 = Weight.common
    var tertiary: UInt8 = Weight.common

    /// A mark of its own.
    static func mark(_ weight: UInt8) -> CollationElement { CollationElement(primary: 0, secondary: weight) }
}

/// Weights below the first level. 0 and 1 are kept for the ends of levels.
enum Weight {
    static let common: UInt8 = 2
    /// æ beside ae, ß beside ss: less than any mark.
    static let variant: UInt8 = 3
    static let longS: UInt8 = 4
    static let firstMark: UInt8 = 5

    /// … beside ..., a no-break space of fixed width beside a space.
    static let compatible: UInt8 = 3
    static let capital: UInt8 = 4
    static let noBreak: UInt8 = 5
    static let raised: UInt8 = 6
}

/// First bytes of primary weights that are no single characters.
enum PrimaryLead {
    /// A number: its length in digits, then the digits.
    static let number: UInt8 = 0xC0
    /// Signs without a place of their own, by code point.
    static let otherSign: UInt8 = 0xB0
    /// Letters of other scripts, by code point.
    static let otherLetter: UInt8 = 0xFB

    static func primary(_ lead: UInt8, _ value: UInt32) -> UInt32 { UInt32(lead) << 24 | value & 0xFF_FFFF }
}
