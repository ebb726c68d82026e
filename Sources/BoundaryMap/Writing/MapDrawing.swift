import Diagnostics

/// A shape's page, as the caller's entries have it.
public struct MapLink: Sendable, Equatable {
    public let key: String
    public let href: String
    public let name: String

    public init(key: String, href: String, name: String) {
        self.key = key
        self.href = href
        self.name = name
    }
}

/// Draws boundaries as inline SVG: once per build, for as many pages as like.
///
/// Classes, for the stylesheet (no style is inline, and none is needed to be safe under a strict policy):
/// - `map` the home map; inside it `map-land` the fills in groups `c0`, `c1`, `c2` …, `map-links` the transparent
///   shapes that are links, `map-names` the names (legible from 640 CSS px up), `map-numbers` the numbers of the list
///   (for less), `map-leader` the line from a shape to a name beside it;
/// - `locator` the small map of one shape's place; inside it `locator-land`, `locator-borders`, `locator-here`;
/// - `silhouette` one shape on its own; `outline` the outer border of all.
///
/// ```swift
/// let drawing = try MapDrawing(boundaries)
/// drawing.svg(links: links, title: "Mapa gmin", description: "…")
/// ```
public struct MapDrawing: Sendable {
    public let boundaries: Boundaries
    /// CSS pixels.
    public let width: Int
    let general: Generalisation
    /// The extent in units.
    let box: GridBox
    private let locatorMap: LocatorMap

    /// - Parameters:
    ///   - width: CSS pixels at which the tolerance holds.
    ///   - tolerance: CSS pixels that a line may stray before it is rounded to a quarter of a pixel; with that, and
    ///     with what the kept lines stray, it never strays more than 1.2 times as far from the original.
    ///
    /// Errors: boundaries kept too coarsely for this width.
    public init(_ boundaries: Boundaries, width: Int = 800, tolerance: Double = 0.5) throws(DiagnosticError) {
        self.boundaries = boundaries
        self.width = width
        general = try MapScale(width: width, tolerance: tolerance).draw(
            boundaries.coverage, strayed: boundaries.deviation)
        box = GridBox(general.coverage.arcs.joined())
        locatorMap = try LocatorMap(boundaries, finer: general.kept)
    }

    /// The interactive map.
    ///
    /// - Parameters:
    ///   - links: in the order of the list beside the map; a shape without one is drawn and is no link.
    ///   - title: the accessible name of the map.
    ///   - prefix: sets ids of two maps on one page apart.
    /// - Returns: an `svg` element, UTF-8.
    public func svg(links: [MapLink], title: String, description: String, prefix: String = "mapa") -> [UInt8] {
        var writer = MapMarkup(drawing: self, links: links, prefix: prefix)
        return writer.markup(title: title, description: description)
    }

    /// The small map that shows where a shape lies; nil for an unknown key.
    ///
    /// - Parameter title: its text alternative, such as “Położenie gminy Skawina w Metropolii Krakowskiej”.
    public func locator(_ key: String, title: String, prefix: String = "lokalizator") -> [UInt8]? {
        boundaries.index(of: key).map { locatorMap.markup($0, title: title, prefix: prefix) }
    }

    /// One shape on its own, hidden from assistive technology; nil for an unknown key.
    public func silhouette(_ key: String, size: SilhouetteSize = .large) -> [UInt8]? {
        guard let index = boundaries.index(of: key) else { return nil }
        return Silhouette.markup(boundaries, shape: index, size: size, finer: size == .small ? general.kept : nil)
    }

    /// The outer border of all shapes as one, hidden from assistive technology.
    public func outline() -> [UInt8] { locatorMap.outline() }

    /// The inner point farthest from the border, in units.
    func pole(_ shape: Int) -> GridPoint {
        let label = boundaries.shapes[shape].facts.label
        let place = TransverseMercator.poland.project(longitude: label.longitude, latitude: label.latitude)
        return general.frame.round(
            GridPoint(Int((place.east * 1000).rounded()), Int((place.north * 1000).rounded())))
    }

    /// Rings of each shape's polygons, in units.
    func polygons(_ shape: Int) -> [[[GridPoint]]] {
        general.coverage.shapes[shape].polygons.map { $0.map { general.coverage.corners($0) } }
    }
}

/// How large a silhouette is shown: how much detail it needs.
public enum SilhouetteSize: Int, Sendable {
    case small = 96
    case large = 480
}
