/// The elements that are open at a place of a page, and what being inside them means.
struct ElementStack {
    struct Element {
        let name: ElementName
        let key: UInt64
        let nameLength: Int
        /// The range of its start tag.
        let start: Int
        let end: Int
        let isHidden: Bool
    }

    private(set) var open: [Element] = []
    private(set) var paragraphs = 0
    private(set) var codes = 0
    private(set) var pictures = 0
    private(set) var labels = 0
    private(set) var hidden = 0

    mutating func removeAll() {
        open.removeAll(keepingCapacity: true)
        (paragraphs, codes, pictures, labels, hidden) = (0, 0, 0, 0, 0)
    }

    @inline(__always)
    mutating func push(_ element: Element) {
        open.append(element)
        count(element, by: 1)
    }

    @inline(__always)
    mutating func pop() -> Element? {
        guard let element = open.popLast() else { return nil }
        count(element, by: -1)
        return element
    }

    /// How far from the top the nearest of the elements stands; nil when a boundary comes first.
    func depth(of wanted: (ElementName) -> Bool, before isBoundary: (ElementName) -> Bool) -> Int? {
        var index = open.count - 1
        while index >= 0 {
            if wanted(open[index].name) { return open.count - 1 - index }
            if isBoundary(open[index].name) { return nil }
            index -= 1
        }
        return nil
    }

    @inline(__always)
    private mutating func count(_ element: Element, by step: Int) {
        switch element.name {
        case .p: paragraphs += step
        case .code, .pre, .kbd, .samp, .variable: codes += step
        case .svg, .math: pictures += step
        case .label: labels += step
        default: break
        }
        if element.isHidden { hidden += step }
    }
}
