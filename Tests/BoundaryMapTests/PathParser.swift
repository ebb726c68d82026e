@testable import BoundaryMap

/// Reads the `d` of a path as the SVG specification says, as far as relative `m l h v z` and absolute `M L` go.
enum PathParser {
    static func rings(_ d: String) -> [[GridPoint]] {
        var rings: [[GridPoint]] = []
        var ring: [GridPoint] = []
        var (here, start) = (GridPoint(0, 0), GridPoint(0, 0))
        let bytes = Array(d.utf8)
        var at = 0
        var command = UInt8(ascii: "?")
        func number() -> Int {
            while at < bytes.count, bytes[at] == 0x20 || bytes[at] == UInt8(ascii: ",") { at += 1 }
            var sign = 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "-") {
                sign = -1
                at += 1
            }
            var value = 0
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                value = value * 10 + Int(bytes[at] - 0x30)
                at += 1
            }
            return sign * value
        }
        while at < bytes.count {
            if bytes[at] == 0x20 {
                at += 1
                continue
            }
            if bytes[at] >= 0x41 {
                command = bytes[at]
                at += 1
                if command == UInt8(ascii: "z") {
                    rings.append(ring)
                    ring = []
                    here = start
                    continue
                }
            }
            switch command {
            case UInt8(ascii: "m"), UInt8(ascii: "M"):
                let (x, y) = (number(), number())
                here = command == UInt8(ascii: "m") ? GridPoint(here.x + x, here.y + y) : GridPoint(x, y)
                start = here
                if !ring.isEmpty { rings.append(ring) }
                ring = [here]
                command = command == UInt8(ascii: "m") ? UInt8(ascii: "l") : UInt8(ascii: "L")
            case UInt8(ascii: "l"):
                let (x, y) = (number(), number())
                here = GridPoint(here.x + x, here.y + y)
                ring.append(here)
            case UInt8(ascii: "L"):
                here = GridPoint(number(), number())
                ring.append(here)
            case UInt8(ascii: "h"):
                here = GridPoint(here.x + number(), here.y)
                ring.append(here)
            case UInt8(ascii: "v"):
                here = GridPoint(here.x, here.y + number())
                ring.append(here)
            default:
                return []
            }
        }
        if !ring.isEmpty { rings.append(ring) }
        return rings
    }
}
