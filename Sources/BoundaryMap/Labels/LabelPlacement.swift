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
    private let fontSize: Int
    private let area: GridBox
    private var taken: [GridBox] = []
    private var leaders: [PlacedLabel.Leader] = []

    /// - Parameter area: how far labels may go.
    init(shapes: [[[[GridPoint]]]], fontSize: Int, area: GridBox) {
        self.shapes = shapes
        self.fontSize = fontSize
        self.area = area
    }

    /// A label for each shape, or nil where no name can stand. Labels never overlap one another.
    static func place(
        _ names: [String], shapes: [[[[GridPoint]]]], fontSize: Int, area: GridBox
    ) -> [PlacedLabel?] {
        var placement = LabelPlacement(shapes: shapes, fontSize: fontSize, area: area)
        let poles = shapes.map { Pole.find($0) }
        var labels = names.indices.map { placement.inside(names[$0], $0, poles[$0]) }
        placement.taken = labels.compactMap { $0?.box }
        // An empty area asks for no search beside the map.
        for index in names.indices where labels[index] == nil && !area.isEmpty {
            labels[index] = placement.outside(names[index], poles[index])
        }
        return labels
    }

    /// The numbers of all shapes, each as near to its pole as its box allows.
    static func numbers(_ count: Int, shapes: [[[[GridPoint]]]], fontSize: Int, area: GridBox) -> [PlacedLabel] {
        let placement = LabelPlacement(shapes: shapes, fontSize: fontSize, area: area)
        return (0..<count).map { index in
            let pole = Pole.find(shapes[index])
            let text = String(index + 1)
            if let label = placement.inside(text, index, pole) { return label }
            var label = placement.label([text])
            label.centre = GridPoint(Int(pole.x.rounded()), Int(pole.y.rounded()))
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

    private func inside(_ name: String, _ shape: Int, _ pole: Pole) -> PlacedLabel? {
        let middle = GridPoint(Int(pole.x.rounded()), Int(pole.y.rounded()))
        var best: (label: PlacedLabel, score: Double)?
        for (order, version) in versions(name).enumerated() {
            for polygon in shapes[shape] {
                guard let shell = polygon.first else { continue }
                let box = GridBox(shell)
                guard box.width > version.width, box.height > version.height else { continue }
                for candidate in candidates(box, middle) {
                    var label = version
                    label.centre = candidate
                    guard let room = clearance(label.box, polygon) else { continue }
                    let away = candidate.distance(to: middle)
                    // Room counts up to half a line; a broken name and a far place cost a little.
                    let score = min(room, Double(fontSize) / 2) - away / 8 - Double(order * fontSize) / 5
                    if best.map({ score > $0.score }) ?? true { best = (label, score) }
                    // No place can be better than the pole with room to spare.
                    if order == 0, away == 0, room >= Double(fontSize) / 2 { return label }
                }
            }
        }
        return best?.label
    }

    private func candidates(_ box: GridBox, _ middle: GridPoint) -> [GridPoint] {
        var points = [middle]
        let steps = 14
        for row in 1..<steps {
            for column in 1..<steps {
                points.append(
                    GridPoint(box.minX + box.width * column / steps, box.minY + box.height * row / steps))
            }
        }
        return points
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
    private func cuts(_ a: GridPoint, _ b: GridPoint, _ box: GridBox) -> Bool {
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
    private mutating func outside(_ name: String, _ pole: Pole) -> PlacedLabel? {
        let from = GridPoint(Int(pole.x.rounded()), Int(pole.y.rounded()))
        var best: (label: PlacedLabel, distance: Double)?
        for version in versions(name) {
            let steps = 48
            for row in 0...steps {
                for column in 0...steps {
                    var label = version
                    label.centre = GridPoint(
                        area.minX + version.width / 2 + (area.width - version.width) * column / steps,
                        area.minY + version.height / 2 + (area.height - version.height) * row / steps)
                    let end = attachment(label.box, from)
                    let distance = from.distance(to: end)
                    guard best.map({ distance < $0.distance }) ?? true, isFree(label.box, from, end) else { continue }
                    label.leader = PlacedLabel.Leader(from: from, to: end)
                    best = (label, distance)
                }
            }
        }
        guard let label = best?.label, let leader = label.leader else { return nil }
        taken.append(label.box)
        leaders.append(leader)
        return label
    }

    /// The point of a box nearest to another point.
    private func attachment(_ box: GridBox, _ point: GridPoint) -> GridPoint {
        GridPoint(min(max(point.x, box.minX), box.maxX), min(max(point.y, box.minY), box.maxY))
    }

    private func isFree(_ box: GridBox, _ from: GridPoint, _ to: GridPoint) -> Bool {
        let margin = fontSize / 4
        let wide = GridBox([
            GridPoint(box.minX - margin, box.minY - margin), GridPoint(box.maxX + margin, box.maxY + margin),
        ])
        for other in taken {
            let isApart =
                other.minX > wide.maxX || other.maxX < wide.minX || other.minY > wide.maxY || other.maxY < wide.minY
            if !isApart || cuts(from, to, other) { return false }
        }
        for leader in leaders where cuts(leader.from, leader.to, wide) { return false }
        for shape in shapes {
            for polygon in shape where touches(wide, polygon) { return false }
        }
        return true
    }

    private func touches(_ box: GridBox, _ polygon: [[GridPoint]]) -> Bool {
        guard let shell = polygon.first else { return false }
        let outline = GridBox(shell)
        if outline.minX > box.maxX || outline.maxX < box.minX || outline.minY > box.maxY || outline.maxY < box.minY {
            return false
        }
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
