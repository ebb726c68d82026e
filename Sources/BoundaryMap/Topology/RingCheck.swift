import Diagnostics

/// Turns source rings into a `RingSet`: closes the case of each ring on its own, with a message that names the place.
///
/// Errors: an unclosed ring, fewer than four points, no area, a hole outside its shell, a key that comes twice. Mended
/// and said: spikes, wrong winding. Repeated points are dropped silently, since they change nothing.
struct RingCheck {
    private let grid: GridLayer
    private var set: RingSet
    private var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []
    private var reversed: [(count: Int, first: Int)]
    /// More faults than this in one run help nobody.
    private static let limit = 100

    static func check(_ grid: GridLayer) throws(DiagnosticError) -> (RingSet, [Diagnostic]) {
        var check = RingCheck(grid)
        check.keys()
        for ring in grid.rings.indices where check.errors.count < limit { check.add(ring) }
        check.holes()
        check.sayReversed()
        if !check.errors.isEmpty { throw DiagnosticError(check.errors) }
        return (check.set, check.warnings)
    }

    private init(_ grid: GridLayer) {
        self.grid = grid
        reversed = Array(repeating: (0, 0), count: grid.layers.count)
        var table = KeyTable(capacity: grid.points.count)
        var numbers = [Int32](repeating: 0, count: grid.points.count)
        var points: [GridPoint] = []
        points.reserveCapacity(grid.points.count)
        for index in grid.points.indices {
            let (number, isNew) = table.number(of: grid.points[index].packed)
            if isNew { points.append(grid.points[index]) }
            numbers[index] = Int32(number)
        }
        set = RingSet(points: points, featureCount: grid.features.count)
        set.vertices.reserveCapacity(grid.points.count)
        set.origins.reserveCapacity(grid.points.count)
        self.numbers = numbers
    }

    private let numbers: [Int32]

    private mutating func keys() {
        var seen: [String: Int] = [:]
        for (feature, origin) in grid.features.enumerated() {
            if let first = seen.updateValue(feature, forKey: origin.key) {
                seen[origin.key] = first
                errors.append(
                    Diagnostic(
                        .mapKey,
                        Words(
                            pl: "klucz \(origin.key) („\(origin.name)”) występuje drugi raz",
                            en: "the key \(origin.key) (“\(origin.name)”) comes a second time"),
                        at: grid.location(ofFeature: feature),
                        remedy: Words(
                            pl: "każda granica musi mieć własny klucz; części jednej gminy połącz w MultiPolygon",
                            en: "each boundary needs its own key; join the parts of one into a MultiPolygon"),
                        notes: [
                            Diagnostic.Note(
                                Words(
                                    pl: "pierwszy raz: „\(grid.features[first].name)”",
                                    en: "first: “\(grid.features[first].name)”"),
                                at: grid.location(ofFeature: first))
                        ]))
            }
        }
    }

    private mutating func add(_ number: Int) {
        let source = grid.rings[number]
        let count = source.end - source.start
        guard count >= 4 else {
            return fault(
                number, max(source.start, min(source.start, grid.points.count - 1)),
                Words(
                    pl: "pierścień ma mniej niż 4 punkty (\(count))",
                    en: "the ring has fewer than 4 points (\(count))"),
                Words(
                    pl: "pierścień to co najmniej trójkąt, z pierwszym punktem powtórzonym na końcu",
                    en: "a ring is at least a triangle, with its first point repeated at the end"))
        }
        guard numbers[source.start] == numbers[source.end - 1] else {
            let gap = grid.points[source.start].distance(to: grid.points[source.end - 1]) / 1000
            return fault(
                number, source.end - 1,
                Words(
                    pl: "pierścień się nie zamyka: koniec leży \(decimalComma(gap, 2)) m od początku",
                    en: "the ring does not close: its end lies \(decimal(gap, 2)) m from its start"),
                Words(pl: "powtórz pierwszy punkt na końcu", en: "repeat the first point at the end"))
        }
        var spikes: [Int32] = []
        let range = source.start..<(source.end - 1)
        let ring = RingSet.Ring(
            feature: source.feature, polygon: source.polygon, index: source.index, source: number, start: 0, end: 0)
        let isKept = set.append(
            ring, vertices: numbers[range], origins: range.lazy.map { Int32($0) }, mended: { spikes.append($0) })
        guard isKept, doubledArea(set.corners(set.rings[set.rings.count - 1])) != 0 else {
            return fault(
                number, source.start,
                Words(pl: "pierścień nie ma pola (wszystkie punkty leżą na linii)", en: "the ring has no area"),
                Words(pl: "usuń ten pierścień ze źródła", en: "remove this ring at its source"))
        }
        for spike in spikes.prefix(3) {
            warnings.append(
                Diagnostic(
                    .mapMended,
                    grid.place(ring: number, vertex: Int(spike))
                        + Words(pl: ": usunięto kolec (tam i z powrotem)", en: ": removed a spike (out and back)"),
                    at: grid.location(ofVertex: Int(spike))))
        }
        orient(set.rings.count - 1)
    }

    /// Shells run counter-clockwise and holes clockwise from here on, so that the inside is always on the left.
    private mutating func orient(_ number: Int) {
        let ring = set.rings[number]
        let isShell = ring.index == 0
        guard (doubledArea(set.corners(ring)) > 0) != isShell else { return }
        set.vertices[ring.start..<ring.end].reverse()
        set.origins[ring.start..<ring.end].reverse()
        let layer = grid.features[ring.feature].layer
        // Only GeoJSON says which way a ring runs.
        guard grid.layers[layer].format == .geoJSON else { return }
        if reversed[layer].count == 0 { reversed[layer].first = ring.source }
        reversed[layer].count += 1
    }

    private mutating func sayReversed() {
        for found in reversed where found.count > 0 {
            let source = grid.rings[found.first]
            let name = grid.label(source.feature)
            warnings.append(
                Diagnostic(
                    .mapMended,
                    Words(
                        pl: "odwrócono kierunek pierścieni: \(found.count), pierwszy: \(name); według RFC 7946 "
                            + "zewnętrzne biegną przeciwnie do ruchu wskazówek zegara, dziury zgodnie z nim",
                        en: "reversed rings: \(found.count), first: \(name); by RFC 7946 outer rings run "
                            + "counter-clockwise, holes clockwise"),
                    at: grid.location(ofVertex: min(source.start, grid.points.count - 1))))
        }
    }

    /// Each hole must lie in the shell of its polygon. A budget keeps a hostile file from taking minutes; what it
    /// leaves out, the check of the whole coverage finds.
    private mutating func holes() {
        var budget = 200_000_000
        var shell: RingSet.Ring?
        for ring in set.rings {
            if ring.index == 0 { shell = ring }
            guard ring.index > 0, let shell, shell.feature == ring.feature, shell.polygon == ring.polygon,
                budget > 0
            else { continue }
            let outer = set.corners(shell)
            let box = GridBox(outer)
            let inside = set.corners(ring).first { corner in
                guard box.holds(corner) else { return true }
                budget -= outer.count
                return pointPosition(corner, in: outer) != .border
            }
            guard let inside, !box.holds(inside) || pointPosition(inside, in: outer) == .outside else { continue }
            fault(
                ring.source, Int(set.origins[ring.start]),
                Words(
                    pl: "dziura leży poza swoim pierścieniem zewnętrznym", en: "the hole lies outside its outer ring"),
                Words(
                    pl: "jeśli to osobna część granicy, zapisz ją jako wielokąt w MultiPolygon; jeśli dziura, "
                        + "przenieś ją do części, w której leży",
                    en:
                        "a separate part is a polygon of its own in a MultiPolygon; a hole belongs to the part in which it "
                        + "lies"))
        }
    }

    private mutating func fault(_ ring: Int, _ vertex: Int, _ what: Words, _ remedy: Words) {
        let place =
            vertex < grid.points.count
            ? grid.place(ring: ring, vertex: vertex) : Words(same: grid.label(grid.rings[ring].feature))
        let location =
            vertex < grid.points.count
            ? grid.location(ofVertex: vertex) : grid.location(ofFeature: grid.rings[ring].feature)
        errors.append(Diagnostic(.mapRing, place + Words(same: ": ") + what, at: location, remedy: remedy))
    }
}
