#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The projection of Polish maps, EPSG:2180 (PL-1992): transverse Mercator on the GRS 80 ellipsoid, central meridian
/// 19° E, scale 0.9993, false easting 500 000 m, false northing −5 300 000 m.
///
/// Krüger's series in the third flattening n to the fourth power, with its coefficients as in Karney, “Transverse
/// Mercator with an accuracy of a few nanometers” (2011), equations 35 and 36; within 0.001 mm of the exact projection
/// everywhere in Poland. ETRS89 and WGS 84 differ by less than a metre, which no map here can show: both are read as
/// is.
struct TransverseMercator: Sendable {
    static let poland = TransverseMercator()

    private let eccentricity: Double
    private let radius: Double
    private let alpha: [Double]
    private let beta: [Double]
    private let centralMeridian = 19.0 * Double.pi / 180
    private let scale = 0.9993
    private let falseEasting = 500_000.0
    private let falseNorthing = -5_300_000.0

    private init() {
        let flattening = 1 / 298.257222101
        let n = flattening / (2 - flattening)
        let (n2, n3, n4) = (n * n, n * n * n, n * n * n * n)
        eccentricity = (flattening * (2 - flattening)).squareRoot()
        radius = 6_378_137.0 / (1 + n) * (1 + n2 / 4 + n4 / 64)
        alpha = [
            n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
            13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
            61 * n3 / 240 - 103 * n4 / 140,
            49561 * n4 / 161_280,
        ]
        beta = [
            n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360,
            n2 / 48 + n3 / 15 - 437 * n4 / 1440,
            17 * n3 / 480 - 37 * n4 / 840,
            4397 * n4 / 161_280,
        ]
    }

    /// Degrees to metres.
    func project(longitude: Double, latitude: Double) -> (east: Double, north: Double) {
        let (xi, eta) = sphere(longitude, latitude)
        let sums = series(alpha, xi, eta)
        return (
            falseEasting + scale * radius * (eta + sums.eta), falseNorthing + scale * radius * (xi + sums.xi)
        )
    }

    /// Metres to degrees.
    func unproject(east: Double, north: Double) -> (longitude: Double, latitude: Double) {
        let xi = (north - falseNorthing) / (scale * radius)
        let eta = (east - falseEasting) / (scale * radius)
        let sums = series(beta, xi, eta)
        let xiPrime = xi - sums.xi
        let etaPrime = eta - sums.eta
        let sine = sinh(etaPrime)
        let cosine = cos(xiPrime)
        let conformal = sin(xiPrime) / (sine * sine + cosine * cosine).squareRoot()
        let tangent = latitudeTangent(fromConformal: conformal)
        let longitude = centralMeridian + atan2(sine, cosine)
        return (longitude * 180 / .pi, atan(tangent) * 180 / .pi)
    }

    /// How much longer a short line is on the plane than on the ellipsoid; areas are larger by its square.
    func pointScale(longitude: Double, latitude: Double) -> Double {
        let phi = latitude * .pi / 180
        let lambda = longitude * .pi / 180 - centralMeridian
        let tangent = tan(phi)
        let conformal = conformalTangent(tangent)
        let xi = atan2(conformal, cos(lambda))
        let eta = asinh(sin(lambda) / (conformal * conformal + cos(lambda) * cos(lambda)).squareRoot())
        var p = 1.0
        var q = 0.0
        for (index, coefficient) in alpha.enumerated() {
            let order = 2 * Double(index + 1)
            p += order * coefficient * cos(order * xi) * cosh(order * eta)
            q += order * coefficient * sin(order * xi) * sinh(order * eta)
        }
        let e2 = eccentricity * eccentricity
        let sine = sin(phi)
        let sphere =
            (1 - e2 * sine * sine).squareRoot() * (1 + tangent * tangent).squareRoot()
            / (conformal * conformal + cos(lambda) * cos(lambda)).squareRoot()
        return scale * radius / 6_378_137.0 * (p * p + q * q).squareRoot() * sphere
    }

    /// The point on the sphere of Gauss and Krüger: Karney's ξ′ and η′.
    private func sphere(_ longitude: Double, _ latitude: Double) -> (xi: Double, eta: Double) {
        let lambda = longitude * .pi / 180 - centralMeridian
        let conformal = conformalTangent(tan(latitude * .pi / 180))
        let cosine = cos(lambda)
        let xi = atan2(conformal, cosine)
        let eta = asinh(sin(lambda) / (conformal * conformal + cosine * cosine).squareRoot())
        return (xi, eta)
    }

    /// Karney's equations 7–9: the tangent of the conformal latitude from that of the latitude.
    private func conformalTangent(_ tangent: Double) -> Double {
        let sine = tangent / (1 + tangent * tangent).squareRoot()
        let sigma = sinh(eccentricity * atanh(eccentricity * sine))
        return tangent * (1 + sigma * sigma).squareRoot() - sigma * (1 + tangent * tangent).squareRoot()
    }

    /// Karney's equations 19–21: Newton's method, which needs two steps here.
    private func latitudeTangent(fromConformal target: Double) -> Double {
        let e2 = eccentricity * eccentricity
        var tangent = target
        for _ in 0..<5 {
            let current = conformalTangent(tangent)
            let step =
                (target - current) / (1 + current * current).squareRoot() * (1 + (1 - e2) * tangent * tangent)
                / ((1 - e2) * (1 + tangent * tangent).squareRoot())
            tangent += step
            if abs(step) < 1e-15 * max(1, abs(tangent)) { break }
        }
        return tangent
    }

    /// Σ cⱼ sin 2jξ cosh 2jη and Σ cⱼ cos 2jξ sinh 2jη, the multiples of the angle by addition theorems: four sines of
    /// the C library instead of sixteen for each of half a million vertices.
    private func series(_ coefficients: [Double], _ xi: Double, _ eta: Double) -> (xi: Double, eta: Double) {
        let (sine, cosine) = (sin(2 * xi), cos(2 * xi))
        let (hyperbolicSine, hyperbolicCosine) = (sinh(2 * eta), cosh(2 * eta))
        var (s, c, sh, ch) = (sine, cosine, hyperbolicSine, hyperbolicCosine)
        var sumXi = 0.0
        var sumEta = 0.0
        for coefficient in coefficients {
            sumXi += coefficient * s * ch
            sumEta += coefficient * c * sh
            (s, c) = (s * cosine + c * sine, c * cosine - s * sine)
            (sh, ch) = (sh * hyperbolicCosine + ch * hyperbolicSine, ch * hyperbolicCosine + sh * hyperbolicSine)
        }
        return (sumXi, sumEta)
    }
}
