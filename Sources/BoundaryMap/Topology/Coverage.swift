/// Boundaries as arcs: every stretch of border stands once and is shared by its users.
struct Coverage: Sendable {
    /// The vertices of each arc, both ends included; a closed arc repeats its first point.
    ///
    /// An arc runs from its smaller end (a closed one begins at its smallest point and turns to the smaller neighbour),
    /// and the arcs are sorted, so that the same map gives the same list whatever the order of the input.
    var arcs: [[GridPoint]]
    /// Sorted by key.
    var shapes: [CoverageShape]

    /// For each arc the shapes on its left and right, −1 for none.
    func sides() -> (left: [Int32], right: [Int32]) {
        var left = [Int32](repeating: -1, count: arcs.count)
        var right = left
        for (number, shape) in shapes.enumerated() {
            for polygon in shape.polygons {
                for ring in polygon {
                    for reference in ring {
                        if reference >= 0 {
                            left[reference] = Int32(number)
                        } else {
                            right[~reference] = Int32(number)
                        }
                    }
                }
            }
        }
        return (left, right)
    }

    /// The corners of a ring, without the closing vertex.
    func corners(_ ring: [Int]) -> [GridPoint] {
        var corners: [GridPoint] = []
        for reference in ring {
            let arc = arcs[reference >= 0 ? reference : ~reference]
            if reference >= 0 {
                corners.append(contentsOf: arc.dropLast())
            } else {
                corners.append(contentsOf: arc.dropFirst().reversed())
            }
        }
        return corners
    }

    var vertexCount: Int { arcs.reduce(0) { $0 + $1.count } }

    /// Points where arcs meet: ends of arcs that are not closed on themselves alone.
    func junctions() -> Set<GridPoint> {
        var ends: [GridPoint: Int] = [:]
        for arc in arcs {
            guard let first = arc.first, let last = arc.last else { continue }
            ends[first, default: 0] += 1
            ends[last, default: 0] += 1
        }
        var result: Set<GridPoint> = []
        for (point, count) in ends where count != 2 { result.insert(point) }
        for arc in arcs where arc.first != arc.last {
            for end in [arc.first, arc.last] { if let end { result.insert(end) } }
        }
        return result
    }
}

/// One boundary: polygons of rings of arc numbers, the shell first; `~number` is the arc run backwards, as in TopoJSON.
struct CoverageShape: Sendable {
    var key: String
    var name: String
    var polygons: [[[Int]]]
}
