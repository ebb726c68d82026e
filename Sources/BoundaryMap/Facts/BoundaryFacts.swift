/// What the full boundary of one shape says; nothing here depends on how coarsely the map is drawn.
public struct BoundaryFacts: Sendable, Equatable {
    /// Square kilometres on the ellipsoid: the plane's area divided by the square of the projection's scale.
    public var area: Double
    /// Kilometres along all its borders, corrected likewise.
    public var perimeter: Double
    /// 4π · area ÷ perimeter² (Polsby and Popper, 1991): 1 for a circle, near 0 for a ragged outline.
    public var compactness: Double
    /// The outermost coordinates, in degrees.
    public var bounds: DegreeBox
    /// The pole of inaccessibility: the point inside that is farthest from any border, in degrees.
    public var label: DegreePoint
    /// Those with a common stretch of border, the longest first.
    public var neighbours: [BorderNeighbour]
    /// Keys of those that it meets in single points only.
    public var touches: [String]
    /// 1, 2, 3 …: no two neighbours have the same.
    public var colour: Int
}

/// A neighbour, and the length of the common border in metres.
public struct BorderNeighbour: Sendable, Equatable {
    public let key: String
    public let name: String
    public let length: Double

    public init(key: String, name: String, length: Double) {
        self.key = key
        self.name = name
        self.length = length
    }
}

/// A place in degrees, WGS 84.
public struct DegreePoint: Sendable, Equatable {
    public let longitude: Double
    public let latitude: Double

    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// The outermost degrees of a shape.
public struct DegreeBox: Sendable, Equatable {
    public let west: Double
    public let south: Double
    public let east: Double
    public let north: Double

    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }
}
