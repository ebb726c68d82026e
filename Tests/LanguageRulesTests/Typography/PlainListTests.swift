import Testing

@testable import LanguageRules

@Suite("A list of plain values")
struct PlainListTests {
    @Test("holds what an array holds, whatever is appended, changed and forgotten", arguments: [21, 22] as [UInt64])
    func likeAnArray(seed: UInt64) {
        var generator = RandomSource(seed: seed)
        var list = PlainList<Int>()
        var array: [Int] = []
        for step in 0..<2_000 {
            switch Int.random(in: 0..<5, using: &generator) {
            case 0:
                let more = (0..<Int.random(in: 0..<40, using: &generator)).map { $0 * step }
                more.withUnsafeBufferPointer { if let start = $0.baseAddress { list.append(start, count: $0.count) } }
                array += more
            case 1:
                let count = Int.random(in: 0...array.count, using: &generator)
                list.shrink(to: count)
                array.removeLast(array.count - count)
            case 2 where !array.isEmpty:
                let index = Int.random(in: array.indices, using: &generator)
                list[index] = step
                array[index] = step
            case 3:
                let room = list.reserve(array.count + 3)
                for place in 0..<3 { room[array.count + place] = -1 }
            default:
                list.append(step)
                array.append(step)
            }
            #expect(list.elements.elementsEqual(array), "seed \(seed), step \(step)")
            #expect(list.first == array.first && list.last == array.last && list.isEmpty == array.isEmpty)
        }
    }
}
