import Testing

@testable import BoundaryMap

@Suite struct MapColouringTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let adjacency: [[Int]]
        let colours: Int
        var testDescription: String { rule }
    }

    static let cases = [
        Case(rule: "nothing", adjacency: [], colours: 0),
        Case(rule: "an island", adjacency: [[]], colours: 1),
        Case(rule: "two neighbours", adjacency: [[1], [0]], colours: 2),
        Case(rule: "a ring of four needs two", adjacency: [[1, 3], [0, 2], [1, 3], [0, 2]], colours: 2),
        Case(rule: "a ring of five needs three", adjacency: [[1, 4], [0, 2], [1, 3], [2, 4], [0, 3]], colours: 3),
        Case(
            rule: "a hub in a ring of five needs four",
            adjacency: [[1, 4, 5], [0, 2, 5], [1, 3, 5], [2, 4, 5], [0, 3, 5], [0, 1, 2, 3, 4]], colours: 4),
        Case(
            rule: "exclaves can make all five neighbours of all",
            adjacency: (0..<5).map { node in (0..<5).filter { $0 != node } }, colours: 5),
    ]

    @Test("as few colours as the map needs", arguments: cases)
    func colours(_ one: Case) {
        let colours = MapColouring.colours(of: one.adjacency)
        #expect(Set(colours).count == one.colours)
        #expect((colours.max() ?? 0) == one.colours)
        for (node, neighbours) in one.adjacency.enumerated() {
            for neighbour in neighbours { #expect(colours[node] != colours[neighbour]) }
        }
    }

    @Test("a map of a thousand ends")
    func large() {
        // A grid with one diagonal: three colours.
        let side = 32
        let adjacency = (0..<side * side).map { node -> [Int] in
            let (x, y) = (node % side, node / side)
            let steps = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1)]
            return steps.map { (x + $0.0, y + $0.1) }
                .filter { $0.0 >= 0 && $0.1 >= 0 && $0.0 < side && $0.1 < side }.map { $0.1 * side + $0.0 }
        }
        #expect(Set(MapColouring.colours(of: adjacency)).count <= 4)
    }
}

@Suite struct PoleTests {
    @Test("the middle of a square; the wide end of a club; the larger of two parts")
    func poles() {
        let square = [GridPoint(0, 0), GridPoint(1000, 0), GridPoint(1000, 1000), GridPoint(0, 1000)]
        let middle = Pole.find([[square]])
        #expect(abs(middle.x - 500) < 10 && abs(middle.y - 500) < 10 && abs(middle.radius - 500) < 10)
        let hole = [GridPoint(100, 100), GridPoint(100, 900), GridPoint(600, 900), GridPoint(600, 100)]
        #expect(Pole.find([[square, hole]]).x > 700)
        let large = square.map { GridPoint($0.x * 3 + 5000, $0.y * 3) }
        #expect(Pole.find([[square], [large]]).x > 5000)
    }

    @Test("flat and empty rings end the search")
    func degenerate() {
        #expect(Pole.find([]).radius == 0)
        #expect(Pole.find([[[]]]).radius == 0)
        #expect(Pole.find([[[GridPoint(0, 0), GridPoint(1000, 0), GridPoint(500, 0)]]]).radius == 0)
        #expect(Pole.find([[[GridPoint(5, 5), GridPoint(5, 5), GridPoint(5, 5)]]]).radius == 0)
        let needle = [GridPoint(0, 0), GridPoint(1_000_000, 1), GridPoint(0, 2)]
        #expect(Pole.find([[needle]]).radius < 2)
    }
}

@Suite struct PathDataTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let rings: [[GridPoint]]
        let d: String
        var testDescription: String { rule }
    }

    private static func ring(_ pairs: (Int, Int)...) -> [GridPoint] { pairs.map { GridPoint($0.0, $0.1) } }

    static let cases = [
        Case(rule: "nothing", rings: [], d: ""),
        Case(rule: "relative lines without a letter", rings: [ring((5, 6), (7, 9), (2, 10))], d: "m5 6 2 3-5 1z"),
        Case(rule: "straight lines are short", rings: [ring((0, 0), (9, 0), (9, 9), (3, 4))], d: "m0 0h9v9l-6-5z"),
        Case(
            rule: "a second ring is relative to the first one's start",
            rings: [ring((5, 5), (9, 6), (6, 9)), ring((1, 2), (3, 4), (2, 6))], d: "m5 5 4 1-3 3zm-4-3 2 2-1 2z"),
    ]

    @Test("paths are short and exact", arguments: cases)
    func path(_ one: Case) {
        let d = String(decoding: PathData.closed(one.rings), as: UTF8.self)
        #expect(d == one.d)
        #expect(PathParser.rings(d) == one.rings)
    }
}

@Suite struct NumberTests {
    @Test(
        "fixed decimals",
        arguments: [
            (0.0, 2, "0.00"), (1.005, 1, "1.0"), (-2.5, 0, "-3"), (1234.5678, 3, "1234.568"), (-0.04, 1, "0.0"),
            (.nan, 1, "0"),
        ])
    func decimals(value: Double, digits: Int, text: String) { #expect(decimal(value, digits) == text) }
}
