/// Where the name of a shape stands on a map.
struct PlacedLabel: Sendable, Equatable {
    /// The name in one line, or in two.
    var lines: [String]
    /// The middle of the text, in grid units.
    var centre: GridPoint
    /// The size of the text box.
    var width: Int
    var height: Int
    /// Where a leader line begins (in the shape) and ends (at the text), when the name stands outside.
    var leader: Leader?

    struct Leader: Sendable, Equatable {
        let from: GridPoint
        let to: GridPoint
    }

    var box: GridBox {
        GridBox([
            GridPoint(centre.x - width / 2, centre.y - height / 2),
            GridPoint(centre.x - width / 2 + width, centre.y - height / 2 + height),
        ])
    }
}

/// Places names: inside the shape where the whole text box fits, the roomiest place nearest to the pole first; else
/// beside the map with a leader line; else not at all, and the shape's number stands in.
struct LabelPlacement {
    /// Rings of each shape's polygons, in grid units.
    private let shapes: [[[[GridPoint]]]]
    /// The bounding box of each shape.
    private let boxes: [GridBox]
    private let fontSize: Int
    private let area: GridBox
    /// Up to so many shapes, names may stand beside the map.
    static let mostBeside = 60
    private var taken: [GridBox] = []
    private var leaders: [PlacedLabel.Leader] = []

    /// - Parameter area: how far labels may go.
    init(shapes: [[[[GridPoint]]]], fontSize: Int, area: GridBox) {
        self.shapes = shapes
        boxes = shapes.map { GridBox($0.joined().joined()) }
        self.fontSize = fontSize
        self.area = area
    }

    /// A label for each shape, or nil where no name can stand. Labels never overlap one another.
    ///
    /// - Parameter poles: the inner point of each shape that is farthest from its border.
    static func place(
        _ names: [String], shapes: [[[[GridPoint]]]], poles: [GridPoint], fontSize: Int, area: GridBox
    ) -> [PlacedLabel?] {
        var placement = LabelPlacement(shapes: shapes, fontSize: fontSize, area: area)
        var labels = names.indices.map { placement.inside(names[$0], $0, poles[$0]) }
        placement.taken = labels.compactMap { $0?.box }
        // An empty area asks for no search beside the map.
        for index in names.indices where labels[index] == nil && !area.isEmpty {
            labels[index] = placement.outside(names[index], poles[index])
        }
        return labels
    }

    /// The numbers of the shapes, each as near to its pole as its box allows; nil where another number stands already.
    static func numbers(
        shapes: [[[[GridPoint]]]], poles: [GridPoint], fontSize: Int, area: GridBox
    ) -> [PlacedLabel?] {
        let placement = LabelPlacement(shapes: shapes, fontSize: fontSize, area: area)
        var taken: [GridBox] = []
        return shapes.indices.map { index in
            let text = String(index + 1)
            var label = placement.label([text])
            label.centre = poles[index]
            label = placement.inside(text, index, poles[index]) ?? label
            guard !taken.contains(where: { $0.meets(label.box) }) else { return nil }
            taken.append(label.box)
            return label
        }
    }

    /// The text in each way of writing it: one line, or two where it can be broken evenly.
    private func versions(_ name: String) -> [PlacedLabel] {
        var versions = [label([name])]
        let scalars = Array(name.unicodeScalars)
        var best: (uneven: Int, at: Int)?
        for (index, scalar) in scalars.enumerated() where scalar == " " || scalar == "-" {
            let uneven = abs(2 * index - scalars.count)
            if best.map({ uneven < $0.uneven }) ?? true { best = (uneven, index) }
        }
        guard let best else { return versions }
        let isHyphen = scalars[best.at] == "-"
        let first = String(String.UnicodeScalarView(scalars[..<(isHyphen ? best.at + 1 : best.at)]))
        let second = String(String.UnicodeScalarView(scalars[(best.at + 1)...]))
        if !first.isEmpty, !second.isEmpty { versions.append(label([first, second])) }
        return versions
    }

    private func label(_ lines: [String]) -> PlacedLabel {
        let widest = lines.map { TextWidth.thousandths($0) }.max() ?? 0
        return PlacedLabel(
            lines: lines, centre: GridPoint(0, 0), width: widest * fontSize / 1000,
            height: lines.count == 1 ? fontSize : fontSize * 21 / 10)
    }

    // MARK: - Inside

    private func inside(_ name: String, _ shape: Int, _ pole: GridPoint) -> PlacedLabel? {
        var best: (label: PlacedLabel, score: Double)?
        for (order, version) in versions(name).enumerated() {
            for polygon in shapes[shape] {
                guard let shell = polygon.first else { continue }
                let box = GridBox(shell)
                guard box.width > version.width, box.height > version.height else { continue }
                for candidate in candidates(box, pole) {
                    // Room counts up to half a line; a broken name and a far place cost a little.
                    let cost = candidate.away / 8 + Double(order * fontSize) / 5
                    let most = Double(fontSize) / 2
                    // The places come from the nearest on: no later one can be better.
                    if let best, most - cost <= best.score { break }
                    var label = version
                    label.centre = candidate.point
                    guard let room = clearance(label.box, polygon) else { continue }
                    let score = min(room, most) - cost
                    if best.map({ score > $0.score }) ?? true { best = (label, score) }
                }
            }
        }
        return best?.label
    }

    /// The pole and the points of a lattice over a box, the nearest first.
    private func candidates(_ box: GridBox, _ pole: GridPoint) -> [(point: GridPoint, away: Double)] {
        var points = [(point: pole, away: 0.0)]
        let steps = 14
        for row in 1..<steps {
            for column in 1..<steps {
                let point = GridPoint(box.minX + box.width * column / steps, box.minY + box.height * row / steps)
                points.append((point, point.distance(to: pole)))
            }
        }
        return points.sorted { $0.away != $1.away ? $0.away < $1.away : $0.point < $1.point }
    }

    /// How far the nearest border is from the box; nil when it cuts the box or the box lies outside.
    private func clearance(_ box: GridBox, _ polygon: [[GridPoint]]) -> Double? {
        var nearest = Double.infinity
        let middle = GridPoint((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
        var isInside = false
        for ring in polygon {
            guard var previous = ring.last else { continue }
            for corner in ring {
                let gapX = max(0, max(box.minX - max(previous.x, corner.x), min(previous.x, corner.x) - box.maxX))
                let gapY = max(0, max(box.minY - max(previous.y, corner.y), min(previous.y, corner.y) - box.maxY))
                if gapX == 0, gapY == 0, cuts(previous, corner, box) { return nil }
                nearest = min(nearest, Double(max(gapX, gapY)))
                if (previous.y > middle.y) != (corner.y > middle.y),
                    (turn(previous, corner, middle) > 0) == (corner.y > previous.y)
                {
                    isInside.toggle()
                }
                previous = corner
            }
        }
        return isInside ? nearest : nil
    }

    /// Whether a segment has a point in the box.
    @inline(__always)
    private func cuts(_ a: GridPoint, _ b: GridPoint, _ box: GridBox) -> Bool {
        if max(a.x, b.x) < box.minX || min(a.x, b.x) > box.maxX || max(a.y, b.y) < box.minY
            || min(a.y, b.y) > box.maxY
        {
            return false
        }
        return crosses(a, b, box)
    }

    private func crosses(_ a: GridPoint, _ b: GridPoint, _ box: GridBox) -> Bool {
        if box.holds(a) || box.holds(b) { return true }
        let corners = [
            GridPoint(box.minX, box.minY), GridPoint(box.maxX, box.minY), GridPoint(box.maxX, box.maxY),
            GridPoint(box.minX, box.maxY),
        ]
        for index in corners.indices where contact(a, b, corners[index], corners[(index + 1) % 4]) != .none {
            return true
        }
        return false
    }

    // MARK: - Outside

    /// The free place beside the map that is nearest to the shape.
    private mutating func outside(_ name: String, _ pole: GridPoint) -> PlacedLabel? {
        var places: [PlacedLabel] = []
        for version in versions(name) {
            let steps = 48
            for row in 0...steps {
                for column in 0...steps {
                    var label = version
                    label.centre = GridPoint(
                        area.minX + version.width / 2 + (area.width - version.width) * column / steps,
                        area.minY + version.height / 2 + (area.height - version.height) * row / steps)
                    label.leader = PlacedLabel.Leader(from: pole, to: attachment(label.box, pole))
                    places.append(label)
                }
            }
        }
        let distances = places.map { $0.leader.map { $0.from.squaredDistance(to: $0.to) } ?? 0 }
        let order = places.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
        guard let first = order.first(where: { isFree(places[$0]) }), let leader = places[first].leader else {
            return nil
        }
        taken.append(places[first].box)
        leaders.append(leader)
        return places[first]
    }

    /// The point of a box nearest to another point.
    private func attachment(_ box: GridBox, _ point: GridPoint) -> GridPoint {
        GridPoint(min(max(point.x, box.minX), box.maxX), min(max(point.y, box.minY), box.maxY))
    }

    /// Whether the text box is clear of land and of other labels, and the leader of these.
    private func isFree(_ label: PlacedLabel) -> Bool {
        let margin = fontSize / 4
        let box = label.box
        let wide = GridBox([
            GridPoint(box.minX - margin, box.minY - margin), GridPoint(box.maxX + margin, box.maxY + margin),
        ])
        for other in taken {
            if other.meets(wide) { return false }
            if let leader = label.leader, cuts(leader.from, leader.to, other) { return false }
        }
        for leader in leaders where cuts(leader.from, leader.to, wide) { return false }
        for shape in shapes.indices where boxes[shape].meets(wide) {
            for polygon in shapes[shape] where touches(wide, polygon) { return false }
        }
        return true
    }

    private func touches(_ box: GridBox, _ polygon: [[GridPoint]]) -> Bool {
        guard let shell = polygon.first else { return false }
        for ring in polygon {
            guard var previous = ring.last else { continue }
            for corner in ring {
                if cuts(previous, corner, box) { return true }
                previous = corner
            }
        }
        return pointPosition(GridPoint(box.minX, box.minY), in: shell) != .outside
    }
}
