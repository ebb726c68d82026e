/// Writes rings as the `d` of an SVG path: relative, whole numbers, as short as can be.
///
/// The first command is a small `m`: the pairs that follow it without a letter are then relative lines. After a large
/// `M` they would be absolute ones, and the map a heap of shards. Separators stand only where a number would run into
/// the next.
struct PathData {
    private(set) var bytes: [UInt8] = []
    /// Where the pen stands: the start of the last ring.
    private var pen = GridPoint(0, 0)
    private var command = UInt8(ascii: " ")

    /// The path of closed rings (without closing vertex).
    static func closed(_ rings: [[GridPoint]]) -> [UInt8] {
        var path = PathData()
        for ring in rings {
            guard let first = ring.first else { continue }
            path.move(to: first)
            var current = first
            for point in ring.dropFirst() {
                path.line(from: current, to: point)
                current = point
            }
            path.close()
            path.pen = first
        }
        return path.bytes
    }

    /// The path of open lines.
    static func open(_ lines: [[GridPoint]]) -> [UInt8] {
        var path = PathData()
        for line in lines {
            guard let first = line.first else { continue }
            path.move(to: first)
            var current = first
            for point in line.dropFirst() {
                path.line(from: current, to: point)
                current = point
            }
            path.pen = current
        }
        return path.bytes
    }

    private mutating func move(to point: GridPoint) {
        bytes.append(UInt8(ascii: "m"))
        command = UInt8(ascii: "m")
        number(point.x - pen.x, isFirst: true)
        number(point.y - pen.y, isFirst: false)
        // What follows a relative move without a letter is a relative line.
        command = UInt8(ascii: "l")
    }

    private mutating func line(from: GridPoint, to: GridPoint) {
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        if dx == 0 {
            let isNew = letter("v")
            number(dy, isFirst: isNew)
        } else if dy == 0 {
            let isNew = letter("h")
            number(dx, isFirst: isNew)
        } else {
            let isNew = letter("l")
            number(dx, isFirst: isNew)
            number(dy, isFirst: false)
        }
    }

    /// Writes the letter when it is not the current command; says whether it did.
    private mutating func letter(_ scalar: Unicode.Scalar) -> Bool {
        let byte = UInt8(ascii: scalar)
        guard command != byte else { return false }
        bytes.append(byte)
        command = byte
        return true
    }

    private mutating func close() {
        bytes.append(UInt8(ascii: "z"))
        command = UInt8(ascii: "z")
    }

    private mutating func number(_ value: Int, isFirst: Bool) {
        if !isFirst, value >= 0 { bytes.append(UInt8(ascii: " ")) }
        bytes.append(decimal: value)
    }
}
