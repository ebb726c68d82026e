extension Coverage {
    /// The same coverage with its arcs turned, sorted and numbered by their coordinates alone, so that equal maps are
    /// equal lists however they came about.
    func canonical() -> Coverage {
        var ends: [GridPoint: Int] = [:]
        for arc in arcs {
            ends[arc[0], default: 0] += 1
            ends[arc[arc.count - 1], default: 0] += 1
        }
        var turned = arcs
        var isTurned = [Bool](repeating: false, count: arcs.count)
        for number in arcs.indices {
            let isAlone = arcs[number][0] == arcs[number][arcs[number].count - 1] && ends[arcs[number][0]] == 2
            if isAlone { turned[number] = Coverage.fromSmallest(turned[number]) }
            guard !Coverage.isForward(turned[number]) else { continue }
            turned[number].reverse()
            isTurned[number] = true
        }
        let order = turned.indices.sorted { left, right in
            turned[left][0] != turned[right][0]
                ? turned[left][0] < turned[right][0] : turned[left][1] < turned[right][1]
        }
        var place = [Int](repeating: 0, count: arcs.count)
        for (new, old) in order.enumerated() { place[old] = new }
        func renamed(_ reference: Int) -> Int {
            let old = reference >= 0 ? reference : ~reference
            return (reference >= 0) == isTurned[old] ? ~place[old] : place[old]
        }
        let shapes = self.shapes.map { shape in
            var shape = shape
            shape.polygons = shape.polygons.map { polygon in
                let rings = polygon.map { Coverage.rotated($0.map(renamed)) }
                return Array(rings.prefix(1)) + rings.dropFirst().sorted { Coverage.precedes($0, $1) }
            }
            shape.polygons.sort { Coverage.precedes($0[0], $1[0]) }
            return shape
        }
        return Coverage(arcs: order.map { turned[$0] }, shapes: shapes.sorted { $0.key < $1.key })
    }

    /// From the smaller end; a closed arc towards the smaller neighbour of its end.
    private static func isForward(_ arc: [GridPoint]) -> Bool {
        let last = arc.count - 1
        return arc[0] == arc[last] ? arc[1] <= arc[last - 1] : arc[0] < arc[last]
    }

    private static func fromSmallest(_ arc: [GridPoint]) -> [GridPoint] {
        var smallest = 0
        for index in arc.indices where arc[index] < arc[smallest] { smallest = index }
        guard smallest > 0, smallest < arc.count - 1 else { return arc }
        return Array(arc[smallest..<(arc.count - 1)] + arc[...smallest])
    }

    /// The ring begins with its smallest arc.
    private static func rotated(_ ring: [Int]) -> [Int] {
        var first = 0
        for index in ring.indices where order(ring[index]) < order(ring[first]) { first = index }
        return Array(ring[first...] + ring[..<first])
    }

    private static func order(_ reference: Int) -> Int { reference >= 0 ? reference * 2 : ~reference * 2 + 1 }

    private static func precedes(_ left: [Int], _ right: [Int]) -> Bool {
        left.lexicographicallyPrecedes(right) { order($0) < order($1) }
    }
}
