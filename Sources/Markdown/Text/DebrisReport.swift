import Diagnostics
import LanguageRules

/// Tells the author of invisible characters that the typesetter took out: the first place of each kind, and how many.
enum DebrisReport {
    static func findings(_ debris: Debris, in source: UnsafeBufferPointer<UInt8>, _ places: SourceMap) -> [Diagnostic] {
        let noBreakSpace: [UInt8] = [0xC2, 0xA0]
        let kinds: [(count: Int, bytes: [UInt8], name: Words)] = [
            (debris.softHyphens, [0xC2, 0xAD], Words(pl: "miękki łącznik (U+00AD)", en: "soft hyphen (U+00AD)")),
            (
                debris.zeroWidthSpaces, [0xE2, 0x80, 0x8B],
                Words(pl: "spacja zerowej szerokości (U+200B)", en: "zero-width space (U+200B)")
            ),
            (
                debris.byteOrderMarks, [0xEF, 0xBB, 0xBF],
                Words(pl: "znacznik BOM w tekście (U+FEFF)", en: "byte-order mark in the text (U+FEFF)")
            ),
            (
                debris.doubledNoBreakSpaces, noBreakSpace,
                Words(pl: "kilka spacji, w tym nierozdzielająca (U+00A0)", en: "doubled no-break space (U+00A0)")
            ),
        ]
        return kinds.filter { $0.count > 0 }.map { kind in
            let place =
                kind.bytes == noBreakSpace
                ? firstDoubledSpace(in: source)
                : first(kind.bytes, in: source, from: 0).map { $0..<$0 + kind.bytes.count }
            return Diagnostic(
                .textDebris, kind.name + Words(same: kind.count > 1 ? " ×\(kind.count)" : ""),
                at: places.location(place ?? 0..<0),
                remedy: Words(
                    pl: "na stronie go nie ma; usuń go też z pliku",
                    en: "the page is free of it; delete it from the file too"))
        }
    }

    private static func first(_ bytes: [UInt8], in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start + bytes.count <= source.count else { return nil }
        return (start...(source.count - bytes.count)).first { offset in
            bytes.indices.allSatisfy { source[offset + $0] == bytes[$0] }
        }
    }

    private static func firstDoubledSpace(in source: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var at = 0
        while let found = first([0xC2, 0xA0], in: source, from: at) {
            let after = found + 2
            let isDoubled =
                found > 0 && source[found - 1] == UInt8(ascii: " ")
                || after < source.count && source[after] == UInt8(ascii: " ")
                || after + 1 < source.count && source[after] == 0xC2 && source[after + 1] == 0xA0
            if isDoubled { return found..<after }
            at = after
        }
        return nil
    }
}
