import Diagnostics

/// Reads the `coordinates` of a GeoJSON polygon straight into flat arrays, whatever its depth turns out to be.
///
/// The `type` of a geometry may stand after its coordinates, so the depth is found, and judged by the caller.
struct CoordinateScan {
    /// 3 for a Polygon, 4 for a MultiPolygon, 0 when there is no position at all.
    private(set) var depth = 0
    /// Where each ring ends in the layer's coordinates, and the number of its polygon.
    private(set) var rings: [(end: Int, polygon: Int)] = []
    private var polygon = 0

    /// Takes the value in hand, which must be an array.
    mutating func read(_ cursor: inout JSONCursor, into layer: inout SourceLayer) throws(DiagnosticError) {
        guard cursor.token == .arrayStart else {
            throw cursor.fault(
                "współrzędne („coordinates”) muszą być listą", "the coordinates must be an array")
        }
        var open = 0
        repeat {
            switch cursor.token {
            case .arrayStart:
                open += 1
                try cursor.advance()
                if cursor.token == .number { try position(&cursor, at: &open, into: &layer) }
            case .arrayEnd:
                close(open, layer.x.count)
                open -= 1
                try cursor.advance()
            default:
                throw cursor.fault(
                    "we współrzędnych mogą stać tylko liczby i listy liczb",
                    "coordinates hold only numbers and arrays of numbers")
            }
        } while open > 0
    }

    /// Reads `x, y` and steps over a height and whatever follows it.
    @inline(__always)
    private mutating func position(
        _ cursor: inout JSONCursor, at open: inout Int, into layer: inout SourceLayer
    ) throws(DiagnosticError) {
        let start = cursor.span.start
        if depth == 0 { depth = open }
        guard open == depth else {
            throw cursor.fault(
                "współrzędne są zagnieżdżone nierówno", "the coordinates are nested unevenly")
        }
        let x = cursor.double
        try cursor.advance()
        guard cursor.token == .number else {
            throw cursor.fault(
                "wierzchołek musi mieć dwie liczby, a ma jedną", "a vertex needs two numbers and has one")
        }
        layer.x.append(x)
        layer.y.append(cursor.double)
        layer.offsets.append(UInt32(truncatingIfNeeded: start))
        repeat { try cursor.advance() } while cursor.token == .number
        guard cursor.token == .arrayEnd else {
            throw cursor.fault(
                "we współrzędnych wierzchołka mogą stać tylko liczby", "a vertex holds only numbers")
        }
        open -= 1
        try cursor.advance()
    }

    private mutating func close(_ open: Int, _ end: Int) {
        if depth == 0 || open == depth - 1 {
            rings.append((end, polygon))
        } else if open == depth - 2 {
            polygon += 1
        }
    }
}
