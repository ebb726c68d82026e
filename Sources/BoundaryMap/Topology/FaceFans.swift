/// The arcs that leave each junction, in order of their direction, with the shapes on either side.
struct FaceFans {
    struct Spoke {
        let direction: GridPoint
        let left: Int32
        let right: Int32

        /// East half first, from just above south: so the smallest point of a component sees all its spokes in one
        /// half.
        var isEast: Bool { direction.x > 0 || (direction.x == 0 && direction.y > 0) }

        static func precedes(_ one: Spoke, _ other: Spoke) -> Bool {
            if one.isEast != other.isEast { return one.isEast }
            return one.direction.x * other.direction.y - one.direction.y * other.direction.x > 0
        }
    }

    private var spokes: [GridPoint: [Spoke]] = [:]

    init(arcs: [[GridPoint]], left: [Int32], right: [Int32]) {
        for (number, arc) in arcs.enumerated() where arc.count >= 2 {
            let last = arc.count - 1
            add(from: arc[0], to: arc[1], left: left[number], right: right[number])
            add(from: arc[last], to: arc[last - 1], left: right[number], right: left[number])
        }
        for point in spokes.keys { spokes[point]?.sort(by: Spoke.precedes) }
    }

    private mutating func add(from: GridPoint, to: GridPoint, left: Int32, right: Int32) {
        let direction = GridPoint(to.x - from.x, to.y - from.y)
        spokes[from, default: []].append(Spoke(direction: direction, left: left, right: right))
    }

    func fan(at point: GridPoint) -> [Spoke]? { spokes[point] }

    /// Sectors whose two borders name different owners.
    mutating func mismatches() -> [FaceMismatch] {
        var found: [FaceMismatch] = []
        for (point, fan) in spokes {
            for (index, spoke) in fan.enumerated() {
                let next = fan[index + 1 < fan.count ? index + 1 : 0]
                if spoke.left != next.right {
                    found.append(FaceMismatch(first: Int(spoke.left), second: Int(next.right), at: point))
                }
            }
        }
        return found.sorted { $0.at < $1.at }
    }
}
