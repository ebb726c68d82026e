import Diagnostics

/// The small map of a page: the land, the borders, and one shape marked.
///
/// Drawn once for all pages: only the marked shape differs. One path holds the outer border, one every inner border
/// once.
struct LocatorMap: Sendable {
    private static let width = 320
    private let general: Generalisation
    private let box: GridBox
    private let land: [UInt8]
    private let borders: [UInt8]

    /// - Parameter finer: what a larger drawing of these boundaries kept.
    init(_ boundaries: Boundaries, finer: [[Int]]) throws(DiagnosticError) {
        let general = try MapScale(width: LocatorMap.width, tolerance: 0.5).draw(
            boundaries.coverage, from: finer, strayed: boundaries.deviation)
        self.general = general
        box = GridBox(general.coverage.arcs.joined())
        let sides = general.coverage.sides()
        let inner = general.coverage.arcs.indices.filter { sides.left[$0] >= 0 && sides.right[$0] >= 0 }
        borders = PathData.open(inner.map { general.coverage.arcs[$0] })
        land = PathData.closed(OuterBorder.rings(of: general.coverage))
    }

    func markup(_ shape: Int, title: String, prefix: String) -> [UInt8] {
        var out: [UInt8] = []
        out.append(text: "<svg class=\"locator\" viewBox=\"-8 -8 \(box.width + 16) \(box.height + 16)\" role=\"img\"")
        out.append(attribute: "aria-labelledby", "\(prefix)-t")
        out.append(text: ">\n<title")
        out.append(attribute: "id", "\(prefix)-t")
        out.append(text: ">")
        out.append(escaped: title)
        out.append(text: "</title>\n")
        path("locator-land", land, &out)
        let here = general.coverage.shapes[shape].polygons.flatMap { $0 }.map { general.coverage.corners($0) }
        path("locator-here", PathData.closed(here), &out)
        path("locator-borders", borders, &out)
        out.append(text: "</svg>\n")
        return out
    }

    func outline() -> [UInt8] {
        var out: [UInt8] = []
        out.append(
            text: "<svg class=\"outline\" viewBox=\"-8 -8 \(box.width + 16) \(box.height + 16)\" aria-hidden=\"true\" "
                + "focusable=\"false\">")
        path(nil, land, &out)
        out.append(text: "</svg>\n")
        return out
    }

    private func path(_ name: String?, _ data: [UInt8], _ out: inout [UInt8]) {
        out.append(text: "<path")
        if let name { out.append(attribute: "class", name) }
        out.append(text: " vector-effect=\"non-scaling-stroke\" d=\"")
        out += data
        out.append(text: "\"/>\n")
    }
}

/// The border of the union of all shapes.
enum OuterBorder {
    /// Rings without closing vertex, chained from the arcs that have a shape on one side only.
    static func rings(of coverage: Coverage) -> [[GridPoint]] {
        let sides = coverage.sides()
        var leaving: [GridPoint: [Int]] = [:]
        var used: Set<Int> = []
        for number in coverage.arcs.indices.reversed() where (sides.left[number] < 0) != (sides.right[number] < 0) {
            // With the land on its left.
            let reference = sides.left[number] >= 0 ? number : ~number
            leaving[start(coverage, reference), default: []].append(reference)
        }
        var rings: [[GridPoint]] = []
        for number in coverage.arcs.indices where (sides.left[number] < 0) != (sides.right[number] < 0) {
            var reference = sides.left[number] >= 0 ? number : ~number
            guard used.insert(number).inserted else { continue }
            var ring = [reference]
            while let next = leaving[end(coverage, reference)]?.popLast() {
                let arc = next >= 0 ? next : ~next
                guard used.insert(arc).inserted else { continue }
                ring.append(next)
                reference = next
            }
            rings.append(coverage.corners(ring))
        }
        return rings
    }

    private static func start(_ coverage: Coverage, _ reference: Int) -> GridPoint {
        let arc = coverage.arcs[reference >= 0 ? reference : ~reference]
        return reference >= 0 ? arc[0] : arc[arc.count - 1]
    }

    private static func end(_ coverage: Coverage, _ reference: Int) -> GridPoint { start(coverage, ~reference) }
}
