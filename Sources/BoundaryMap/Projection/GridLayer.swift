import Diagnostics

/// The rings of all files together, projected onto the millimetre grid.
struct GridLayer {
    let layers: [SourceLayer]
    var features: [Origin] = []
    var rings: [SourceRing] = []
    var points: [GridPoint] = []
    /// The number of each layer's first vertex among `points`.
    var firstVertex: [Int] = []
    var warnings: [Diagnostic] = []

    /// A boundary and the file it came from.
    struct Origin {
        let key: String
        let name: String
        let layer: Int
        let span: Span
    }

    /// Which source vertex a number belongs to.
    private func source(of vertex: Int) -> (layer: SourceLayer, index: Int) {
        var found = 0
        while found + 1 < firstVertex.count, firstVertex[found + 1] <= vertex { found += 1 }
        return (layers[found], vertex - firstVertex[found])
    }

    /// The place of a vertex in its file.
    func location(ofVertex vertex: Int) -> Location {
        let (layer, index) = source(of: vertex)
        guard index < layer.offsets.count else { return Location(layer.file, Span(0, 0)) }
        let start = Int(layer.offsets[index])
        return Location(layer.file, Span(start, start + 1))
    }

    func location(ofFeature feature: Int) -> Location {
        Location(layers[features[feature].layer].file, features[feature].span)
    }

    /// “Kraków (1261011)”.
    func label(_ feature: Int) -> String { "\(features[feature].name) (\(features[feature].key))" }

    /// “Kraków (1261011), ring 2, vertex 17 (19.937300 E, 50.061700 N)”; rings and vertices are counted from 1.
    func place(ring: Int, vertex: Int) -> Words {
        let ring = rings[ring]
        let who = label(ring.feature)
        let number = vertex - ring.start + 1
        let part = ring.polygon + 1
        let hole = ring.index
        let at = degrees(points[vertex])
        return Words(
            pl: "\(who), część \(part), \(hole == 0 ? "pierścień zewnętrzny" : "dziura \(hole)"), "
                + "wierzchołek \(number) (\(at))",
            en: "\(who), part \(part), \(hole == 0 ? "outer ring" : "hole \(hole)"), vertex \(number) (\(at))")
    }

    /// “19.937300 E, 50.061700 N”.
    func degrees(_ point: GridPoint) -> String {
        let place = TransverseMercator.poland.unproject(
            east: Double(point.x) / 1000, north: Double(point.y) / 1000)
        return "\(decimal(place.longitude, 6)) E, \(decimal(place.latitude, 6)) N"
    }
}
