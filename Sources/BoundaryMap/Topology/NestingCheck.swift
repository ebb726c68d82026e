/// Checks that each connected part of a drawing lies where its outer side says: an enclave in the hole cut for it, an
/// island in no other shape.
enum NestingCheck {
    static func mismatches(
        arcs: [[GridPoint]], left: [Int32], right: [Int32], fans: FaceFans
    ) -> [FaceMismatch] {
        let component = components(arcs)
        var corner: [Int: (point: GridPoint, arc: Int, index: Int)] = [:]
        for (number, arc) in arcs.enumerated() {
            for (index, point) in arc.enumerated() {
                if let known = corner[component[number]], known.point <= point { continue }
                corner[component[number]] = (point, number, index)
            }
        }
        let rows = RowIndex(arcs)
        var found: [FaceMismatch] = []
        for (root, place) in corner {
            let outer = outerLabel(place.point, arcs[place.arc], place.index, left[place.arc], right[place.arc], fans)
            var odd: Set<Int32> = []
            rows.visit(y: place.point.y) { arc, index in
                guard component[arc] != root else { return }
                let (a, b) = (arcs[arc][index], arcs[arc][index + 1])
                guard (a.y > place.point.y) != (b.y > place.point.y) else { return }
                // Crossed by the ray to the west when the point lies to the east of the segment.
                let isEast = (turn(a, b, place.point) < 0) == (b.y > a.y)
                guard isEast else { return }
                for label in [left[arc], right[arc]] where label >= 0 {
                    if odd.remove(label) == nil { odd.insert(label) }
                }
            }
            let expected: Set<Int32> = outer >= 0 ? [outer] : []
            if odd != expected {
                let other = odd.subtracting(expected).min() ?? -1
                let own = fans.fan(at: place.point)?.first?.left ?? max(left[place.arc], right[place.arc])
                found.append(FaceMismatch(first: Int(own), second: Int(other), at: place.point))
            }
        }
        return found.sorted { $0.at < $1.at }
    }

    /// The shape to the west of a component's smallest point.
    private static func outerLabel(
        _ point: GridPoint, _ arc: [GridPoint], _ index: Int, _ left: Int32, _ right: Int32, _ fans: FaceFans
    ) -> Int32 {
        if let fan = fans.fan(at: point), let first = fan.first { return first.right }
        return turn(arc[index - 1], point, arc[index + 1]) > 0 ? right : left
    }

    /// For each arc a number that it shares with the arcs it hangs together with.
    private static func components(_ arcs: [[GridPoint]]) -> [Int] {
        var parent = Array(arcs.indices)
        func root(_ number: Int) -> Int {
            var current = number
            while parent[current] != current {
                parent[current] = parent[parent[current]]
                current = parent[current]
            }
            return current
        }
        var firstAt: [GridPoint: Int] = [:]
        for (number, arc) in arcs.enumerated() {
            for end in [arc[0], arc[arc.count - 1]] {
                if let other = firstAt[end] { parent[root(number)] = root(other) } else { firstAt[end] = number }
            }
        }
        return arcs.indices.map(root)
    }

    /// Segments filed by rows of y.
    private struct RowIndex {
        private var starts: [Int32]
        private var segments: [(arc: Int32, index: Int32)] = []
        private let bottom: Int
        private let height: Int

        init(_ arcs: [[GridPoint]]) {
            var box = GridBox()
            var count = 0
            var extent = 0
            for arc in arcs {
                box.add(arc[0])
                for index in 1..<arc.count {
                    box.add(arc[index])
                    extent += abs(arc[index].y - arc[index - 1].y)
                }
                count += arc.count
            }
            bottom = box.isEmpty ? 0 : box.minY
            // A few segments to a row, and a few rows to a segment.
            height = max(1, box.height / max(64, count / 4), extent / max(1, count))
            starts = [Int32](repeating: 0, count: box.height / height + 2)
            file(arcs)
        }

        private mutating func file(_ arcs: [[GridPoint]]) {
            for arc in arcs {
                for index in 1..<arc.count { for row in rows(arc, index) { starts[row + 1] += 1 } }
            }
            for row in 1..<starts.count { starts[row] += starts[row - 1] }
            var next = starts
            segments = Array(repeating: (0, 0), count: Int(starts[starts.count - 1]))
            for (number, arc) in arcs.enumerated() {
                for index in 1..<arc.count {
                    for row in rows(arc, index) {
                        segments[Int(next[row])] = (Int32(number), Int32(index - 1))
                        next[row] += 1
                    }
                }
            }
        }

        @inline(__always)
        private func rows(_ arc: [GridPoint], _ index: Int) -> ClosedRange<Int> {
            let low = (min(arc[index - 1].y, arc[index].y) - bottom) / height
            return low...((max(arc[index - 1].y, arc[index].y) - bottom) / height)
        }

        func visit(y: Int, _ body: (Int, Int) -> Void) {
            let row = (y - bottom) / height
            for entry in segments[Int(starts[row])..<Int(starts[row + 1])] { body(Int(entry.arc), Int(entry.index)) }
        }
    }
}
