/// A coarser grid on which a map is drawn or kept: how millimetres become its units, exactly, in integers.
struct GridFrame: Sendable, Equatable {
    /// The millimetre point that becomes 0, 0.
    var originX: Int
    var originY: Int
    /// Millimetres × `numerator` ÷ `denominator` = units.
    var numerator: Int
    var denominator: Int
    /// Screens count y downwards: then `originY` is the northern edge.
    var isFlipped: Bool

    /// The nearest grid point, halves upwards.
    func round(_ point: GridPoint) -> GridPoint {
        let dx = point.x - originX
        let dy = isFlipped ? originY - point.y : point.y - originY
        return GridPoint(scale(dx), scale(dy))
    }

    private func scale(_ length: Int) -> Int {
        floorDivide(2 * length * numerator + denominator, 2 * denominator)
    }

    /// Back to millimetres, as exactly as a double goes.
    func millimetres(_ point: GridPoint) -> (x: Double, y: Double) {
        millimetres(x: Double(point.x), y: Double(point.y))
    }

    /// The same for a place between the grid points.
    func millimetres(x: Double, y: Double) -> (x: Double, y: Double) {
        (Double(originX) + x * unit, Double(originY) + (isFlipped ? -y : y) * unit)
    }

    /// The length of a unit in millimetres.
    var unit: Double { Double(denominator) / Double(numerator) }

    /// The same frame with units half as long.
    var finer: GridFrame {
        var frame = self
        if denominator.isMultiple(of: 2) { frame.denominator /= 2 } else { frame.numerator *= 2 }
        return frame
    }
}
