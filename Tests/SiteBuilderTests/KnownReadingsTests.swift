import Diagnostics
import Publishing
import Testing

@testable import SiteBuilder

@Suite("What an earlier build read, as the cache keeps it")
struct KnownReadingsTests {
    private static func reading(_ number: Int) -> SourceLedger.Reading {
        SourceLedger.Reading(
            hash: ContentHash(of: [UInt8(truncatingIfNeeded: number)]),
            stamp: SourceLedger.Stamp(
                size: number, modified: -number, changed: number &* 1_000_000_007, inode: UInt64(number) << 40,
                device: .max - UInt64(number)),
            isSettled: number % 3 != 0)
    }

    private static func paths(_ count: Int) -> [String] {
        (0..<count).map { ["content/wpisy/\($0).md", "content/źródło \($0)", "a\($0 % 7)/b\($0)/c", "\($0)"][$0 % 4] }
    }

    @Test("Every file is found with what was noted of it, and no other", arguments: [0, 1, 2, 3, 50, 1000])
    func answers(count: Int) throws {
        let paths = KnownReadingsTests.paths(count)
        let noted = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($1, KnownReadingsTests.reading($0)) })
        let known = try #require(KnownReadings(KnownReadings(noted).bytes))
        #expect(known.count == count && known.isEmpty == (count == 0))
        for (path, reading) in noted {
            #expect(known[path] == reading)
            let index = try #require(known.index(of: path))
            #expect(known.path(index) == path)
            #expect(known.isUntouched(index, reading.stamp) == reading.isSettled)
            #expect(!known.isUntouched(index, KnownReadingsTests.reading(count + 1).stamp))
        }
        for other in ["", "content", "content/wpisy/", "content/wpisy/0.mdx", "zzz", "\u{10FFFF}"] {
            #expect(known[other] == nil)
        }
        #expect((0..<count).map(known.path).elementsEqual(paths.sorted { $0.precedesByBytes($1) }))
    }

    @Test("A later reading takes the place of the earlier one, and what is not known stays away")
    func replacing() throws {
        let paths = KnownReadingsTests.paths(20)
        let noted = Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($1, KnownReadingsTests.reading($0)) })
        let known = KnownReadings(noted)
        let later = known.replacing([paths[7]: KnownReadingsTests.reading(100), "inny": KnownReadingsTests.reading(1)])
        #expect(later.count == 20 && later["inny"] == nil)
        for path in paths {
            #expect(later[path] == (path == paths[7] ? KnownReadingsTests.reading(100) : noted[path]))
        }
        #expect(known[paths[7]] == noted[paths[7]])
        #expect(KnownReadings(later.bytes) != nil)
    }

    @Test("Damaged bytes are refused or read without a crash")
    func damage() {
        var numbers = SystemRandomNumberGenerator()
        let paths = KnownReadingsTests.paths(9)
        let bytes = KnownReadings(
            Dictionary(uniqueKeysWithValues: paths.enumerated().map { ($1, KnownReadingsTests.reading($0)) })
        ).bytes
        for length in 0..<bytes.count { read(Array(bytes[..<length])) }
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= UInt8.random(in: 1...255, using: &numbers)
            read(damaged)
        }
        for word in [UInt64.max, 1 << 63, 1 << 32, 10] {
            var writer = BinaryWriter()
            writer.word(word)
            read(writer.bytes + bytes.dropFirst(8))
        }
    }

    private func read(_ bytes: [UInt8]) {
        guard let known = KnownReadings(bytes) else { return }
        for index in 0..<known.count {
            _ = known[known.path(index)]
            _ = known.isUntouched(index, KnownReadingsTests.reading(1).stamp)
        }
        _ = known.index(of: "content/wpisy/4.md")
    }
}
