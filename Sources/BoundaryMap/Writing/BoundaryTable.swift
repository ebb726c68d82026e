import Diagnostics

/// The table that `map info` prints.
public struct BoundaryTable: Sendable {
    public let text: String
    /// The defects that do not keep the files from being a map.
    public let warnings: [Diagnostic]

    /// Reads the files as an import would, and lists what is in them.
    ///
    /// Errors: as for an import.
    public static func make(
        _ files: [BoundaryFile], options: BoundaryImport.Options = BoundaryImport.Options(),
        language: MessageLanguage = .pl
    ) throws(DiagnosticError) -> BoundaryTable {
        let full = try FullCoverage.read(files, options: options)
        let tolerance = options.tolerance ?? full.usualTolerance
        let coarse = try Generalisation.make(
            full.coverage, tolerance: tolerance * 1000,
            frame: BoundaryImport.keptFrame(full.coverage, tolerance: tolerance))
        let facts = full.facts(coarse: coarse)
        var table = BoundaryTableText(language: language)
        table.write(full, facts)
        return BoundaryTable(text: table.text, warnings: full.warnings)
    }
}

private struct BoundaryTableText {
    let language: MessageLanguage
    private(set) var text = ""

    init(language: MessageLanguage) { self.language = language }

    mutating func write(_ full: FullCoverage, _ facts: [BoundaryFacts]) {
        let report = full.report
        let total = facts.reduce(0) { $0 + $1.area }
        line("granice", "boundaries", String(report.features))
        line("wierzchołki", "vertices", String(report.sourceVertices))
        line("łuki", "arcs", String(report.arcs))
        line("węzły", "junctions", String(report.junctions))
        line("pary sąsiadów", "neighbour pairs", String(report.neighbourPairs))
        line("powierzchnia", "area", number(total, 2) + " km²")
        line("dociągnięte punkty", "snapped points", "\(report.snappedPoints) (≤ \(number(report.largestSnap, 2)) m)")
        line("wstawione narożniki", "inserted corners", String(report.insertedCorners))
        line("usterki", "defects", String(full.warnings.count))
        text += "\n"
        let widest = full.coverage.shapes.map { $0.name.unicodeScalars.count }.max() ?? 0
        let head =
            language == .pl
            ? ["klucz", "nazwa", "km²", "granica km", "części", "sąsiedzi"]
            : ["key", "name", "km²", "border km", "parts", "neighbours"]
        row(head, widest)
        for (shape, facts) in zip(full.coverage.shapes, facts) {
            let neighbours = facts.neighbours.map { "\($0.name) \(number($0.length / 1000, 1))" }
            row(
                [
                    shape.key, shape.name, number(facts.area, 2), number(facts.perimeter, 1),
                    String(shape.polygons.count), neighbours.isEmpty ? "–" : neighbours.joined(separator: ", "),
                ], widest)
        }
    }

    private func number(_ value: Double, _ digits: Int) -> String {
        language == .pl ? decimalComma(value, digits) : decimal(value, digits)
    }

    private mutating func line(_ pl: String, _ en: String, _ value: String) {
        text += padded(language == .pl ? pl : en, 20) + value + "\n"
    }

    private mutating func row(_ cells: [String], _ widest: Int) {
        text += padded(cells[0], 9) + padded(cells[1], max(8, widest + 2))
        text += aligned(cells[2], 9) + aligned(cells[3], 12) + aligned(cells[4], 8) + "  " + cells[5] + "\n"
    }

    private func padded(_ cell: String, _ width: Int) -> String {
        cell + String(repeating: " ", count: max(1, width - cell.unicodeScalars.count))
    }

    private func aligned(_ cell: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - cell.unicodeScalars.count)) + cell
    }
}
