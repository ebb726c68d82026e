/// A letter and the marks that follow it, until the next letter comes.
struct LetterCluster {
    private let weights: CollationWeights
    private var elements: [CollationElement] = []
    private var marks: [Unicode.Scalar] = []

    init(weights: CollationWeights) { self.weights = weights }

    mutating func begin(_ elements: [CollationElement], _ marks: [Unicode.Scalar]) {
        self.elements = elements
        self.marks = marks
    }

    mutating func add(mark: Unicode.Scalar) { marks.append(mark) }

    mutating func flush(into writer: inout KeyWriter) {
        orderMarks()
        joinMark()
        for element in elements { writer.append(element) }
        for mark in marks { writer.append(.mark(weights.mark(mark))) }
        elements.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
    }

    /// Canonical order (UAX #15): by combining class, marks of the same class as they came.
    private mutating func orderMarks() {
        guard marks.count > 1 else { return }
        marks = marks.enumerated().sorted { left, right in
            let classes = (LetterCluster.combiningClass(left.element), LetterCluster.combiningClass(right.element))
            return classes.0 != classes.1 ? classes.0 < classes.1 : left.offset < right.offset
        }.map(\.element)
    }

    /// A mark joins the letter although others stand between them, unless one of these has its class (UTS #10, S2.1).
    private mutating func joinMark() {
        guard elements.count == 1 else { return }
        for (index, mark) in marks.enumerated() {
            let isBlocked =
                index > 0
                && LetterCluster.combiningClass(marks[index - 1]) == LetterCluster.combiningClass(mark)
            if !isBlocked, let joined = weights.contraction(elements[0].primary, mark) {
                elements[0].primary = joined
                marks.remove(at: index)
                return
            }
        }
    }

    private static func combiningClass(_ mark: Unicode.Scalar) -> UInt8 {
        mark.properties.canonicalCombiningClass.rawValue
    }
}
