import Testing

@testable import BoundaryMap

/// The vectors were computed with PROJ (pyproj); the series must agree to a millimetre.
@Suite struct ProjectionTests {
    struct Vector: Sendable {
        let longitude: Double
        let latitude: Double
        let east: Double
        let north: Double
        var scale: Double?
    }

    static let vectors = [
        Vector(longitude: 19.9373, latitude: 50.0617, east: 567066.8850, north: 244247.1422, scale: 0.99935526),
        Vector(longitude: 19.5, latitude: 50.0, east: 535822.7049, north: 237088.1874),
        Vector(longitude: 20.4, latitude: 50.05, east: 600197.9902, north: 243464.5576),
        Vector(longitude: 19, latitude: 50, east: 500000.0000, north: 236968.4486, scale: 0.9993),
        Vector(longitude: 19.0238, latitude: 50.2649, east: 501695.7769, north: 266413.3487),
        Vector(longitude: 18.6466, latitude: 54.352, east: 477037.5994, north: 720936.5209),
        Vector(longitude: 14.5528, latitude: 53.4285, east: 204684.7038, north: 627375.0235),
        Vector(longitude: 24.1, latitude: 50.8, east: 859197.9009, north: 338298.9485),
    ]

    @Test("degrees become EPSG:2180 metres within a millimetre", arguments: vectors)
    func forward(vector: Vector) {
        let place = TransverseMercator.poland.project(longitude: vector.longitude, latitude: vector.latitude)
        #expect(abs(place.east - vector.east) < 0.001)
        #expect(abs(place.north - vector.north) < 0.001)
    }

    @Test("metres become the same degrees again", arguments: vectors)
    func backward(vector: Vector) {
        let place = TransverseMercator.poland.unproject(east: vector.east, north: vector.north)
        #expect(abs(place.longitude - vector.longitude) < 2e-9)
        #expect(abs(place.latitude - vector.latitude) < 2e-9)
    }

    @Test("the scale of the plane is that of PROJ", arguments: vectors.filter { $0.scale != nil })
    func scale(vector: Vector) {
        let scale = TransverseMercator.poland.pointScale(longitude: vector.longitude, latitude: vector.latitude)
        #expect(abs(scale - (vector.scale ?? 0)) < 1e-8)
    }
}
