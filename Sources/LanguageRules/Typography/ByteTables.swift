/// What a byte starts, for the scan that looks for places to mend.
enum ByteKind {
    static let plain: UInt8 = 0
    static let space: UInt8 = 1
    static let doubleQuote: UInt8 = 2
    static let singleQuote: UInt8 = 3
    static let hyphen: UInt8 = 4
    static let dot: UInt8 = 5
    /// Lead byte of U+0080…U+00BF: no-break space, guillemets, soft hyphen.
    static let leadC2: UInt8 = 6
    /// Lead byte of U+2000…U+2FFF: typographic quotes, zero-width space.
    static let leadE2: UInt8 = 7
    /// Lead byte of U+F000…U+FFFF: byte order mark.
    static let leadEF: UInt8 = 8
    static let markup: UInt8 = 9
    static let placeholder: UInt8 = 10
}

/// Bytes that never occur in UTF-8 and stand for what is not text.
enum Placeholder {
    /// A hard line break, and what lies before and behind the block.
    static let edge: UInt8 = 0xFE
    /// A code span or another opaque inline thing: a word.
    static let opaque: UInt8 = 0xFF
    /// Bytes of `edge` on either side of a block, so that the scan may look around without asking for the bounds.
    static let margin = 16
}

/// What a byte beside a space may mean.
enum SpaceNeighbour {
    static let shortWord: UInt16 = 1 << 0
    static let digit: UInt16 = 1 << 1
    static let abbreviationEnd: UInt16 = 1 << 2
    static let romanNumeral: UInt16 = 1 << 3
    static let closesAreaCode: UInt16 = 1 << 4
    static let sectionSign: UInt16 = 1 << 5
    /// All that makes the byte before a space worth a look.
    static let before: UInt16 = 0b0011_1111

    static let boundUnitFirst: UInt16 = 1 << 6
    static let boundUnitSecond: UInt16 = 1 << 7
    static let letter: UInt16 = 1 << 8
}

/// The tables of a style and its options: 256 entries each.
final class ByteTables: Sendable {
    // Pointers are not Sendable by themselves; these are written before anyone else can see them, and never after.
    nonisolated(unsafe) let kinds: UnsafePointer<UInt8>
    nonisolated(unsafe) let neighbours: UnsafePointer<UInt16>
    /// By the last byte but one of an abbreviation, the `bit` of each last byte that may follow.
    nonisolated(unsafe) let abbreviationEnds: UnsafePointer<UInt64>

    init(_ style: TypographyStyle, _ options: TypographyOptions, escapesHTML: Bool) {
        kinds = ByteTables.allocate(ByteTables.kinds(options, escapesHTML: escapesHTML))
        neighbours = ByteTables.allocate(ByteTables.neighbours(style, options))
        abbreviationEnds = ByteTables.allocate(ByteTables.abbreviationEnds(style.abbreviations))
    }

    deinit {
        kinds.deallocate()
        neighbours.deallocate()
        abbreviationEnds.deallocate()
    }

    /// A byte's bit in a word: four bytes share each.
    @inline(__always)
    static func bit(of byte: UInt8) -> UInt64 { 1 &<< UInt64(byte & 63) }

    private static func abbreviationEnds(_ abbreviations: WordSet) -> [UInt64] {
        var ends = [UInt64](repeating: 0, count: 256)
        for word in abbreviations.words {
            guard let last = word.last else { continue }
            // Anything may stand before a word of one byte.
            let before = word.count > 1 ? Int(word[word.count - 2])...Int(word[word.count - 2]) : 0...255
            for byte in before { ends[byte] |= bit(of: last) }
        }
        return ends
    }

    private static func allocate<Entry>(_ table: [Entry]) -> UnsafePointer<Entry> {
        let memory = UnsafeMutablePointer<Entry>.allocate(capacity: table.count)
        for (index, entry) in table.enumerated() { (memory + index).initialize(to: entry) }
        return UnsafePointer(memory)
    }

    private static func kinds(_ options: TypographyOptions, escapesHTML: Bool) -> [UInt8] {
        var kinds = [UInt8](repeating: ByteKind.plain, count: 256)
        func set(_ bytes: [UInt8], _ kind: UInt8, if isOn: Bool) {
            if isOn { for byte in bytes { kinds[Int(byte)] = kind } }
        }
        let spaces: TypographyOptions = [.shortWords, .units, .abbreviations, .phoneNumbers, .debris]
        let hasSpaces = !options.isDisjoint(with: spaces)
        set([0x20, 0x0A, 0x09, 0x0D], ByteKind.space, if: hasSpaces)
        set([UInt8(ascii: "\"")], ByteKind.doubleQuote, if: options.contains(.quotes) || escapesHTML)
        set([UInt8(ascii: "'")], ByteKind.singleQuote, if: !options.isDisjoint(with: [.quotes, .apostrophes]))
        set([UInt8(ascii: "-")], ByteKind.hyphen, if: options.contains(.dashes))
        set([UInt8(ascii: ".")], ByteKind.dot, if: options.contains(.ellipses))
        set([0xC2], ByteKind.leadC2, if: hasSpaces || options.contains(.quotes))
        set([0xE2], ByteKind.leadE2, if: !options.isDisjoint(with: [.quotes, .debris]))
        set([0xEF], ByteKind.leadEF, if: options.contains(.debris))
        set(Array("&<>".utf8), ByteKind.markup, if: escapesHTML)
        set([Placeholder.edge, Placeholder.opaque], ByteKind.placeholder, if: true)
        return kinds
    }

    private static func neighbours(_ style: TypographyStyle, _ options: TypographyOptions) -> [UInt16] {
        var neighbours = [UInt16](repeating: 0, count: 256)
        func add(_ bytes: some Sequence<UInt8>, _ meaning: UInt16, if isOn: Bool) {
            if isOn { for byte in bytes { neighbours[Int(byte)] |= meaning } }
        }
        let hasNumbers = !options.isDisjoint(with: [.units, .phoneNumbers])
        add(style.shortWords, SpaceNeighbour.shortWord, if: options.contains(.shortWords))
        add("0123456789".utf8, SpaceNeighbour.digit, if: hasNumbers)
        add(style.abbreviations.lastBytes, SpaceNeighbour.abbreviationEnd, if: options.contains(.abbreviations))
        add("IVXLCDM".utf8, SpaceNeighbour.romanNumeral, if: options.contains(.units))
        add(")".utf8, SpaceNeighbour.closesAreaCode, if: options.contains(.phoneNumbers))
        add([0xA7], SpaceNeighbour.sectionSign, if: options.contains(.units))
        add(style.boundUnits.bytes(at: 0), SpaceNeighbour.boundUnitFirst, if: options.contains(.units))
        add(style.boundUnits.bytes(at: 1), SpaceNeighbour.boundUnitSecond, if: options.contains(.units))
        add(UInt8(ascii: "a")...UInt8(ascii: "z"), SpaceNeighbour.letter, if: true)
        add(UInt8(ascii: "A")...UInt8(ascii: "Z"), SpaceNeighbour.letter, if: true)
        return neighbours
    }
}
