import Foundation

/// A fixture file of cases: “=== title” starts one, “--- name” starts a part.
struct Section {
    let title: String
    let parts: [(name: String, text: String)]

    subscript(name: String) -> String? { parts.first { $0.name == name }?.text }

    /// The parts that are templates.
    var templates: [String: String] {
        var result: [String: String] = [:]
        for part in parts where part.name.hasSuffix(".html") { result[part.name] = part.text }
        return result
    }

    static func read(_ path: String) throws -> [Section] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/" + path)
        var sections: [Section] = []
        var title: String?
        var parts: [(name: String, lines: [String])] = []
        func flush() {
            guard let title else { return }
            sections.append(
                Section(title: title, parts: parts.map { ($0.name, $0.lines.joined(separator: "\n")) }))
        }
        var lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        for line in lines {
            if line.hasPrefix("=== ") {
                flush()
                title = String(line.dropFirst(4))
                parts = []
            } else if line.hasPrefix("--- ") {
                parts.append((String(line.dropFirst(4)), []))
            } else if !parts.isEmpty {
                parts[parts.count - 1].lines.append(line)
            }
        }
        flush()
        return sections
    }
}
