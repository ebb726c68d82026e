import Diagnostics

/// Turns what is wrong with a coverage into messages that name boundaries and places.
struct CoverageMessages {
    private let grid: GridLayer
    private let rings: RingSet
    private(set) var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []
    private static let limit = 20

    init(grid: GridLayer, rings: RingSet) {
        self.grid = grid
        self.rings = rings
    }

    /// Edges that two rings run in the same direction.
    mutating func conflicts(_ edges: EdgeTable) {
        var said: Set<FeaturePair> = []
        for conflict in edges.conflicts where errors.count < CoverageMessages.limit {
            let pair = FeaturePair(rings.rings[conflict.first].feature, rings.rings[conflict.second].feature)
            guard said.insert(pair).inserted else { continue }
            let point = rings.points[Int(rings.vertices[conflict.vertex])]
            overlap(pair.first, pair.second, at: point, vertex: Int(rings.origins[conflict.vertex]))
        }
    }

    /// Boundaries whose parts had a border in common: one message, since a register may have hundreds.
    mutating func joined(_ joined: [Dissolve.Joined]) {
        guard let first = joined.first else { return }
        let (who, at) = (grid.label(first.feature), grid.degrees(first.at))
        warnings.append(
            Diagnostic(
                .mapMended,
                Words(
                    pl: "złączono części, które mają wspólną granicę: \(joined.count), pierwsza: \(who) (\(at))",
                    en: "joined parts that have a border in common: \(joined.count), first: \(who) (\(at))"),
                at: location(of: first.at, in: first.feature) ?? grid.location(ofFeature: first.feature)))
    }

    /// Shapes smaller than the snapping tolerance.
    mutating func vanished(_ coverage: Coverage, tolerance: Double) {
        for shape in coverage.shapes where shape.polygons.isEmpty {
            guard let feature = feature(shape.key) else { continue }
            errors.append(
                Diagnostic(
                    .mapRing,
                    Words(
                        pl: "\(grid.label(feature)): granica jest mniejsza niż --snap \(decimalComma(tolerance, 2)) m",
                        en: "\(grid.label(feature)): the boundary is smaller than --snap \(decimal(tolerance, 2)) m"),
                    at: grid.location(ofFeature: feature),
                    remedy: Words(pl: "podaj mniejsze --snap", en: "give a smaller --snap")))
        }
    }

    mutating func faults(_ faults: [CoverageFault], in coverage: Coverage) {
        let sides = coverage.sides()
        var said: Set<FeaturePair> = []
        for fault in faults where errors.count < CoverageMessages.limit {
            switch fault {
            case .crossing(let one, let other):
                let first = owners(one, sides, coverage)
                let second = owners(other, sides, coverage)
                let common = first.first { second.contains($0) }
                if let common {
                    guard said.insert(FeaturePair(common, common)).inserted else { continue }
                    crossing(common, one, other)
                } else if let a = first.first, let b = second.first {
                    guard said.insert(FeaturePair(a, b)).inserted else { continue }
                    overlap(a, b, at: meeting(of: one, other), near: one.a, vertex: nil)
                }
            case .overlap(let first, let second, let point):
                let (a, b) = (feature(first, coverage), feature(second, coverage))
                if let a, let b, a != b {
                    guard said.insert(FeaturePair(a, b)).inserted else { continue }
                    overlap(a, b, at: point, vertex: nil)
                } else if let one = a ?? b {
                    guard said.insert(FeaturePair(one, one)).inserted else { continue }
                    misplaced(one, at: point)
                }
            case .nested(let inner, let outer, let point):
                let (a, b) = (feature(inner, coverage), feature(outer, coverage))
                if let a, let b, a != b {
                    guard said.insert(FeaturePair(a, b)).inserted else { continue }
                    nested(a, in: b, at: point)
                } else if let one = a ?? b {
                    guard said.insert(FeaturePair(one, one)).inserted else { continue }
                    misplaced(one, at: point)
                }
            case .tangled: tangled()
            case .repeatedPoint, .collapsed: continue
            }
        }
    }

    /// Shapes beside a piece, as feature numbers of the grid.
    private func owners(_ segment: ArcSegment, _ sides: (left: [Int32], right: [Int32]), _ coverage: Coverage) -> [Int]
    {
        [sides.left[Int(segment.arc)], sides.right[Int(segment.arc)]].filter { $0 >= 0 }
            .compactMap { feature(coverage.shapes[Int($0)].key) }
    }

    /// The feature of a shape's number, nil for −1.
    private func feature(_ shape: Int, _ coverage: Coverage) -> Int? {
        shape >= 0 ? feature(coverage.shapes[shape].key) : nil
    }

    private func feature(_ key: String) -> Int? { grid.features.firstIndex { $0.key == key } }

    /// The source vertex nearest to being at a point, among one feature's.
    private func vertex(at point: GridPoint, in feature: Int) -> (ring: Int, vertex: Int)? {
        for ring in rings.rings where ring.feature == feature {
            for index in ring.start..<ring.end where rings.points[Int(rings.vertices[index])] == point {
                return (ring.source, Int(rings.origins[index]))
            }
        }
        return nil
    }

    private func location(of point: GridPoint, in feature: Int) -> Location? {
        vertex(at: point, in: feature).map { grid.location(ofVertex: $0.vertex) }
    }

    private mutating func crossing(_ feature: Int, _ one: ArcSegment, _ other: ArcSegment) {
        let found = vertex(at: one.a, in: feature) ?? vertex(at: one.b, in: feature)
        let place =
            found.map { grid.place(ring: $0.ring, vertex: $0.vertex) } ?? Words(same: grid.label(feature))
        let far = grid.degrees(other.a)
        errors.append(
            Diagnostic(
                .mapRing,
                place
                    + Words(
                        pl: ": granica przecina samą siebie, drugi odcinek zaczyna się w \(far)",
                        en: ": the boundary crosses itself, the other piece begins at \(far)"),
                at: found.map { grid.location(ofVertex: $0.vertex) } ?? grid.location(ofFeature: feature),
                remedy: Words(
                    pl: "popraw wielokąt w źródle (np. „Napraw geometrie” w QGIS)",
                    en: "mend the polygon at its source (“Fix geometries” in QGIS)")))
    }

    /// Where two pieces cross, to the millimetre.
    private func meeting(of one: ArcSegment, _ other: ArcSegment) -> GridPoint {
        let (dx, dy) = (one.b.x - one.a.x, one.b.y - one.a.y)
        let across = dx * (other.b.y - other.a.y) - dy * (other.b.x - other.a.x)
        guard across != 0 else { return one.a }
        let along = Double(turn(other.a, other.b, one.a)) / Double(across)
        return GridPoint(one.a.x + Int(Double(dx) * along), one.a.y + Int(Double(dy) * along))
    }

    /// - Parameter near: a vertex of the source beside the place, to point at in the file.
    private mutating func overlap(
        _ first: Int, _ second: Int, at point: GridPoint, near: GridPoint? = nil, vertex: Int?
    ) {
        let place =
            vertex.map { grid.location(ofVertex: $0) } ?? location(of: near ?? point, in: first)
            ?? location(of: near ?? point, in: second)
        let isSame = first == second
        errors.append(
            Diagnostic(
                isSame ? .mapRing : .mapOverlap,
                isSame
                    ? Words(
                        pl: "\(grid.label(first)): części granicy nachodzą na siebie (\(grid.degrees(point)))",
                        en: "\(grid.label(first)): parts of the boundary overlap (\(grid.degrees(point)))")
                    : Words(
                        pl: "\(grid.label(first)) i \(grid.label(second)) nachodzą na siebie (\(grid.degrees(point)))",
                        en: "\(grid.label(first)) and \(grid.label(second)) overlap (\(grid.degrees(point)))"),
                at: place ?? grid.location(ofFeature: first),
                remedy: isSame
                    ? joinParts
                    : Words(
                        pl:
                            "jeśli to ułamki metra, podaj większe --snap; jeśli więcej, odejmij w źródle jedną od drugiej "
                            + "(„Różnica” w QGIS)",
                        en:
                            "for fractions of a metre give a larger --snap; for more, subtract one from the other at the "
                            + "source (“Difference” in QGIS)"),
                notes: isSame
                    ? []
                    : [
                        Diagnostic.Note(
                            Words(pl: "druga granica: \(grid.label(second))", en: "the other: \(grid.label(second))"),
                            at: grid.location(ofFeature: second))
                    ]))
    }

    private var joinParts: Words {
        Words(
            pl: "złącz części tej granicy w źródle („Agreguj” w QGIS)",
            en: "join the parts of this boundary at the source (“Dissolve” in QGIS)")
    }

    private mutating func nested(_ inner: Int, in outer: Int, at point: GridPoint) {
        let (one, other) = (grid.label(inner), grid.label(outer))
        errors.append(
            Diagnostic(
                .mapOverlap,
                Words(
                    pl: "\(one) leży wewnątrz \(other), gdzie nie ma na nią dziury (\(grid.degrees(point)))",
                    en: "\(one) lies inside \(other), which has no hole for it (\(grid.degrees(point)))"),
                at: location(of: point, in: inner) ?? grid.location(ofFeature: inner),
                remedy: Words(
                    pl: "wytnij w \(other) dziurę o tym zarysie („Różnica” w QGIS)",
                    en: "cut a hole of that outline into \(other) (“Difference” in QGIS)"),
                notes: [
                    Diagnostic.Note(
                        Words(pl: "granica wokół: \(other)", en: "the boundary around it: \(other)"),
                        at: grid.location(ofFeature: outer))
                ]))
    }

    private mutating func misplaced(_ feature: Int, at point: GridPoint) {
        errors.append(
            Diagnostic(
                .mapRing,
                Words(
                    pl:
                        "\(grid.label(feature)): część granicy albo dziura leży w złym miejscu "
                        + "(\(grid.degrees(point)))",
                    en: "\(grid.label(feature)): a part or a hole lies where it cannot (\(grid.degrees(point)))"),
                at: location(of: point, in: feature) ?? grid.location(ofFeature: feature), remedy: joinParts))
    }

    mutating func tangled() {
        errors.append(
            Diagnostic(
                .mapRing,
                Words(
                    pl: "zarys jest zbyt splątany, żeby go sprawdzić: zbyt wiele odcinków leży na sobie",
                    en: "the outline is too tangled to be checked: too many pieces lie over one another"),
                at: grid.features.isEmpty ? nil : grid.location(ofFeature: 0)))
    }

    // MARK: - Warnings

    /// Borders that run within two metres of each other without being one.
    mutating func nearBorders(_ rings: RingSet, _ edges: EdgeTable) {
        for near in NearBorders.find(rings, edges: edges) {
            let (first, second) = (grid.label(near.pair.first), grid.label(near.pair.second))
            let gap = near.distance / 1000
            warnings.append(
                Diagnostic(
                    .mapNearBorder,
                    Words(
                        pl:
                            "granice \(first) i \(second) prawie się stykają na długości "
                            + "\(decimalComma(near.length / 1000, 0)) m: "
                            + "odstęp do \(decimalComma(gap, 2)) m (\(grid.degrees(near.place)))",
                        en:
                            "the borders of \(first) and \(second) almost meet along "
                            + "\(decimal(near.length / 1000, 0)) m: "
                            + "up to \(decimal(gap, 2)) m apart (\(grid.degrees(near.place)))"),
                    at: location(of: near.place, in: near.pair.first) ?? grid.location(ofFeature: near.pair.first),
                    remedy: Words(
                        pl: "podaj --snap \(decimal((gap * 10).rounded(.up) / 10, 1)), jeśli mają być jedną granicą",
                        en: "give --snap \(decimal((gap * 10).rounded(.up) / 10, 1)) if they are one border")))
        }
    }

    mutating func snapping(_ report: Snapping.Report, tolerance: Double) {
        guard report.isTooDense else { return }
        warnings.append(
            Diagnostic(
                .mapMended,
                Words(
                    pl: "wierzchołki leżą zbyt gęsto na --snap \(decimalComma(tolerance, 2)): złączono tylko część",
                    en: "the vertices are too dense for --snap \(decimal(tolerance, 2)): only some were joined"),
                at: grid.features.isEmpty ? nil : grid.location(ofFeature: 0)))
    }
}
