@testable import BoundaryMap

/// A repeatable source of numbers (SplitMix64, Steele, Lea and Flood, 2014).
struct Dice {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// 0 ..< limit.
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// −extent ... extent.
    mutating func around(_ extent: Int) -> Int { below(2 * extent + 1) - extent }

    mutating func shuffle<T>(_ items: inout [T]) {
        guard items.count > 1 else { return }
        for index in (1..<items.count).reversed() { items.swapAt(index, below(index + 1)) }
    }
}

/// A random partition of a piece of land: cells of a crooked grid, each given to a shape or to nobody.
///
/// Random labels give enclaves, exclaves, holes, pinch points, corners where four meet, and pairs that meet in several
/// stretches; the edges between cells wind as rivers do, but stay near their own line, so the input is always valid.
struct MadeUpCoverage {
    struct Ring {
        let shape: Int
        /// Without the closing point; the inside on the left.
        var points: [GridPoint]
    }

    let size: Int
    let labels: [[Int]]
    /// Rings of every shape, traced cell border by cell border.
    private(set) var rings: [Ring] = []
    private let corners: [[GridPoint]]
    private var paths: [Step: [GridPoint]] = [:]
    static let cell = 2_000_000
    static let originX = 480_000_000
    static let originY = 240_000_000

    struct Step: Hashable {
        let column: Int
        let row: Int
        let isHorizontal: Bool
    }

    /// - Parameter smoothness: how often a cell takes its neighbour's label; more gives larger shapes.
    init(seed: Int, size: Int = 5, shapes: Int = 5, subdivision: Int = 6, smoothness: Int = 55) {
        var dice = Dice(seed: seed)
        self.size = size
        var labels = [[Int]](repeating: [Int](repeating: -1, count: size), count: size)
        for row in 0..<size {
            for column in 0..<size {
                let near = [row > 0 ? labels[row - 1][column] : nil, column > 0 ? labels[row][column - 1] : nil]
                    .compactMap { $0 }
                if !near.isEmpty, dice.below(100) < smoothness {
                    labels[row][column] = near[dice.below(near.count)]
                } else {
                    labels[row][column] = dice.below(shapes + 1) - 1
                }
            }
        }
        self.labels = labels
        let quarter = MadeUpCoverage.cell / 5
        corners = (0...size).map { row in
            (0...size).map { column in
                GridPoint(
                    MadeUpCoverage.originX + column * MadeUpCoverage.cell + dice.around(quarter),
                    MadeUpCoverage.originY + row * MadeUpCoverage.cell + dice.around(quarter))
            }
        }
        for row in 0...size {
            for column in 0...size {
                if column < size {
                    paths[Step(column: column, row: row, isHorizontal: true)] = MadeUpCoverage.wind(
                        corners[row][column], corners[row][column + 1], subdivision, &dice)
                }
                if row < size {
                    paths[Step(column: column, row: row, isHorizontal: false)] = MadeUpCoverage.wind(
                        corners[row][column], corners[row + 1][column], subdivision, &dice)
                }
            }
        }
        trace()
    }

    var shapeNumbers: [Int] { Set(rings.map(\.shape)).sorted() }

    static func key(_ shape: Int) -> String { "12\(10000 + shape)" }

    /// A winding line with both ends, inside the narrow diamond around its chord.
    private static func wind(_ a: GridPoint, _ b: GridPoint, _ pieces: Int, _ dice: inout Dice) -> [GridPoint] {
        let count = 1 + dice.below(pieces)
        var line = [a]
        for piece in 1..<max(1, count) {
            let x = a.x + (b.x - a.x) * piece / count
            let y = a.y + (b.y - a.y) * piece / count
            // At most a seventh of the way to the nearer end, across the chord.
            let room = min(piece, count - piece) * 100 / count
            let offset = dice.around(room)
            line.append(GridPoint(x - (b.y - a.y) * offset / 700, y + (b.x - a.x) * offset / 700))
        }
        line.append(b)
        return line
    }

    func label(_ column: Int, _ row: Int) -> Int {
        column >= 0 && row >= 0 && column < size && row < size ? labels[row][column] : -1
    }

    // MARK: - Tracing

    private struct Edge: Hashable {
        let from: GridPoint
        let to: GridPoint
    }

    /// Chains the directed cell borders of each shape; where two ways go on, it turns as far right as it can, so that a
    /// ring never crosses itself at a pinch point.
    private mutating func trace() {
        for shape in Set(labels.joined()).sorted() where shape >= 0 {
            var leaving: [GridPoint: [(to: GridPoint, line: [GridPoint])]] = [:]
            for row in 0..<size {
                for column in 0..<size where labels[row][column] == shape {
                    for line in border(column, row, shape) {
                        leaving[line[0], default: []].append((line[line.count - 1], line))
                    }
                }
            }
            while let start = leaving.keys.min() {
                guard let first = leaving[start]?.popLast() else { break }
                if leaving[start]?.isEmpty == true { leaving[start] = nil }
                var points = Array(first.line.dropLast())
                var before = first.line[first.line.count - 2]
                var here = first.to
                while here != start {
                    guard var ways = leaving[here], !ways.isEmpty else { break }
                    let choice = ways.indices.min {
                        MadeUpCoverage.bearing(before, here, ways[$0].line[1])
                            < MadeUpCoverage.bearing(before, here, ways[$1].line[1])
                    }
                    let way = ways.remove(at: choice ?? 0)
                    leaving[here] = ways.isEmpty ? nil : ways
                    points += way.line.dropLast()
                    before = way.line[way.line.count - 2]
                    here = way.to
                }
                rings.append(Ring(shape: shape, points: points))
            }
        }
    }

    /// 0 for the sharpest right turn, larger to the left.
    private static func bearing(_ before: GridPoint, _ here: GridPoint, _ next: GridPoint) -> Double {
        let back = (Double(before.x - here.x), Double(before.y - here.y))
        let on = (Double(next.x - here.x), Double(next.y - here.y))
        let cross = back.0 * on.1 - back.1 * on.0
        let dot = back.0 * on.0 + back.1 * on.1
        // Counter-clockwise angle from the way back, by a monotone stand-in for the arc tangent.
        let length = (back.0 * back.0 + back.1 * back.1).squareRoot() * (on.0 * on.0 + on.1 * on.1).squareRoot()
        let cosine = dot / length
        return cross >= 0 ? 1 - cosine : 3 + cosine
    }

    /// The borders of a cell against other shapes, counter-clockwise.
    private func border(_ column: Int, _ row: Int, _ shape: Int) -> [[GridPoint]] {
        var lines: [[GridPoint]] = []
        func add(_ other: (Int, Int), _ step: Step, isReversed: Bool) {
            guard label(other.0, other.1) != shape, let path = paths[step] else { return }
            lines.append(isReversed ? path.reversed() : path)
        }
        add((column, row - 1), Step(column: column, row: row, isHorizontal: true), isReversed: false)
        add((column + 1, row), Step(column: column + 1, row: row, isHorizontal: false), isReversed: false)
        add((column, row + 1), Step(column: column, row: row + 1, isHorizontal: true), isReversed: true)
        add((column - 1, row), Step(column: column, row: row, isHorizontal: false), isReversed: true)
        return lines
    }

    /// Pairs of shapes that have a cell border in common.
    var neighbourPairs: Set<String> {
        var pairs: Set<String> = []
        for row in 0..<size {
            for column in 0..<size {
                for other in [label(column + 1, row), label(column, row + 1)] {
                    let one = labels[row][column]
                    guard one >= 0, other >= 0, one != other else { continue }
                    pairs.insert("\(min(one, other))-\(max(one, other))")
                }
            }
        }
        return pairs
    }
}
