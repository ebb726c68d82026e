/// Writes the home map: fills, links, labels, in three layers.
///
/// The fills are hidden from assistive technology. The links lie over them all, so that a focus outline is never half
/// covered by a later neighbour; each is a transparent copy of its shape. The labels lie on top and catch no pointer.
struct MapMarkup {
    private let drawing: MapDrawing
    private let links: [MapLink]
    private let prefix: String
    private var out: [UInt8] = []

    init(drawing: MapDrawing, links: [MapLink], prefix: String) {
        self.drawing = drawing
        self.links = links.filter { drawing.boundaries.index(of: $0.key) != nil }
        self.prefix = prefix
    }

    mutating func markup(title: String, description: String) -> [UInt8] {
        out.reserveCapacity(20_000)
        let box = drawing.box
        out.append(text: "<svg class=\"map\" viewBox=\"-8 -8 \(box.width + 16) \(box.height + 16)\" role=\"group\"")
        out.append(attribute: "aria-labelledby", "\(prefix)-t")
        out.append(attribute: "aria-describedby", "\(prefix)-d")
        out.append(text: ">\n<title")
        out.append(attribute: "id", "\(prefix)-t")
        out.append(text: ">")
        out.append(escaped: title)
        out.append(text: "</title><desc")
        out.append(attribute: "id", "\(prefix)-d")
        out.append(text: ">")
        out.append(escaped: description)
        out.append(text: "</desc>\n<g class=\"map-land\" aria-hidden=\"true\">\n")
        land()
        out.append(text: "</g>\n<g class=\"map-links\">\n")
        for link in links { self.link(link) }
        out.append(text: "</g>\n")
        labels()
        out.append(text: "</svg>\n")
        return out
    }

    /// One group for each colour: a class on the path itself would colour its transparent copy too.
    private mutating func land() {
        let shapes = drawing.boundaries.shapes
        for colour in Set(shapes.map(\.facts.colour)).sorted() {
            out.append(text: "<g class=\"c\(colour - 1)\">\n")
            for index in shapes.indices where shapes[index].facts.colour == colour { path(index) }
            out.append(text: "</g>\n")
        }
    }

    private mutating func path(_ index: Int) {
        out.append(text: "<path")
        out.append(attribute: "id", "\(prefix)-\(index)")
        // As an attribute: a rule of the stylesheet for the path would not reach the copy in `use`.
        out.append(text: " vector-effect=\"non-scaling-stroke\" d=\"")
        out += PathData.closed(drawing.polygons(index).flatMap { $0 })
        out.append(text: "\"/>\n")
    }

    private mutating func link(_ link: MapLink) {
        guard let index = drawing.boundaries.index(of: link.key) else { return }
        out.append(text: "<a")
        out.append(attribute: "href", link.href)
        out.append(attribute: "aria-label", link.name)
        out.append(text: "><use")
        out.append(attribute: "href", "#\(prefix)-\(index)")
        out.append(text: "/></a>\n")
    }

    // MARK: - Labels

    /// Names for a map of 640 px and more; below that, the numbers of the list. At 288 px, what a screen of 320 px
    /// leaves, the numbers are 13 px high.
    private mutating func labels() {
        let units = drawing.box.width
        let indices = links.compactMap { drawing.boundaries.index(of: $0.key) }
        let shapes = indices.map { drawing.polygons($0) }
        let poles = indices.map { drawing.pole($0) }
        // Of hundreds of shapes most are too small for a name; a search for free places would only take time.
        let isSmall = links.count <= LabelPlacement.mostBeside
        let area =
            isSmall ? GridBox([GridPoint(0, 0), GridPoint(drawing.box.width, drawing.box.height)]) : GridBox()
        let nameSize = max(1, units * 15 / 800)
        let names = LabelPlacement.place(
            links.map(\.name), shapes: shapes, poles: poles, fontSize: nameSize, area: area)
        let numberSize = max(1, units * 13 / 288)
        let numbers = LabelPlacement.numbers(shapes: shapes, poles: poles, fontSize: numberSize, area: area)
        out.append(
            text: "<g class=\"map-names\" aria-hidden=\"true\" font-size=\"\(nameSize)\" text-anchor=\"middle\">\n")
        for (index, label) in names.enumerated() {
            // A number among names is as large as they are and keeps its place.
            if let label = label ?? (isSmall ? numbers[index] : nil) { text(label, size: nameSize) }
        }
        out.append(text: "</g>\n")
        out.append(
            text: "<g class=\"map-numbers\" aria-hidden=\"true\" font-size=\"\(numberSize)\" text-anchor=\"middle\">\n")
        for case let label? in numbers { text(label, size: numberSize) }
        out.append(text: "</g>\n")
    }

    private mutating func text(_ label: PlacedLabel, size: Int) {
        LabelMarkup.append(label, size: size, leaderClass: "map-leader", to: &out)
    }
}
