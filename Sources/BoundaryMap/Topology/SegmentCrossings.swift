/// One straight piece of an arc.
struct ArcSegment {
    let a: GridPoint
    let b: GridPoint
    let arc: Int32
    /// The piece runs from this vertex of the arc to the next.
    let index: Int32
}

/// Finds the pairs of segments that cross or touch where a planar map does not allow it.
///
/// The segments are split in halves along their longer extent, those on the seam going to both sides, until a handful
/// is left to compare pair by pair; every decision is an exact integer predicate. Work is bounded: when too many
/// segments lie over one another to be told apart (an outline made to be hostile), the search gives up and says so.
struct SegmentCrossings {
    struct Pair: Hashable {
        let first: Int32
        let second: Int32
    }

    private(set) var pairs: Set<Pair> = []
    private(set) var isTangled = false
    private let segments: [ArcSegment]
    private var budget: Int
    private static let mostPairs = 200
    private static let handful = 16

    static func find(_ segments: [ArcSegment]) -> SegmentCrossings {
        var search = SegmentCrossings(segments: segments)
        search.split(segments.indices.map { Int32($0) })
        return search
    }

    private init(segments: [ArcSegment]) {
        self.segments = segments
        budget = 400 * segments.count + 2_000_000
    }

    private mutating func split(_ numbers: [Int32]) {
        if numbers.count <= SegmentCrossings.handful { return compare(numbers) }
        if pairs.count >= SegmentCrossings.mostPairs || isTangled { return }
        var box = GridBox()
        var sumX = 0
        var sumY = 0
        for number in numbers {
            let segment = segments[Int(number)]
            box.add(segment.a)
            box.add(segment.b)
            sumX += segment.a.x + segment.b.x
            sumY += segment.a.y + segment.b.y
        }
        let middle = GridPoint(sumX / (2 * numbers.count), sumY / (2 * numbers.count))
        let isWide = box.width >= box.height
        for alongX in [isWide, !isWide] {
            let (low, high) = halves(numbers, middle, alongX: alongX)
            budget -= numbers.count
            guard low.count + high.count < numbers.count * 8 / 5, low.count < numbers.count,
                high.count < numbers.count
            else { continue }
            split(low)
            split(high)
            return
        }
        compare(numbers)
    }

    private func halves(_ numbers: [Int32], _ middle: GridPoint, alongX: Bool) -> ([Int32], [Int32]) {
        var low: [Int32] = []
        var high: [Int32] = []
        low.reserveCapacity(numbers.count * 3 / 5)
        high.reserveCapacity(numbers.count * 3 / 5)
        for number in numbers {
            let segment = segments[Int(number)]
            let (a, b, seam) =
                alongX ? (segment.a.x, segment.b.x, middle.x) : (segment.a.y, segment.b.y, middle.y)
            if a <= seam || b <= seam { low.append(number) }
            if a > seam || b > seam || a == seam || b == seam { high.append(number) }
        }
        return (low, high)
    }

    private mutating func compare(_ numbers: [Int32]) {
        for (place, first) in numbers.enumerated() {
            let one = segments[Int(first)]
            budget -= numbers.count - place
            if budget < 0 {
                isTangled = true
                return
            }
            for second in numbers[(place + 1)...] {
                let other = segments[Int(second)]
                guard contact(one.a, one.b, other.a, other.b) != .none else { continue }
                pairs.insert(Pair(first: min(first, second), second: max(first, second)))
                if pairs.count >= SegmentCrossings.mostPairs { return }
            }
        }
    }
}
