/// Writes a placed label: its leader line, and a text for each of its lines.
enum LabelMarkup {
    static func append(_ label: PlacedLabel, size: Int, leaderClass: String, to out: inout [UInt8]) {
        if let leader = label.leader {
            out.append(text: "<path")
            out.append(attribute: "class", leaderClass)
            out.append(text: " d=\"")
            out += PathData.open([[leader.from, leader.to]])
            out.append(text: "\"/>")
        }
        // The middle of a line of small letters lies about a third of the size above its base line.
        let base = label.lines.count == 1 ? size * 35 / 100 : -size * 20 / 100
        for (line, words) in label.lines.enumerated() {
            out.append(text: "<text x=\"\(label.centre.x)\" y=\"\(label.centre.y + base + line * size * 11 / 10)\">")
            out.append(escaped: words)
            out.append(text: "</text>")
        }
        out.append(text: "\n")
    }
}
