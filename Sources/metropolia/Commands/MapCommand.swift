import ArgumentParser
import BoundaryMap
import Diagnostics
import SiteBuilder

struct MapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "Imports boundaries, prints their facts, draws a map.",
        subcommands: [MapImportCommand.self, MapInfoCommand.self, MapSVGCommand.self])
}

/// What the map commands share: reading files with their companions, and printing what is wrong with them.
struct MapInput {
    let options: MessageOptions

    /// Throws status 74 when a file cannot be read.
    func files(_ paths: [String]) throws -> [BoundaryFile] {
        try paths.map { path in
            var companions: [String: SourceFile] = [:]
            if BoundaryFile.hasCompanions(path: path) {
                let stem = path.dropLast(4)
                for name in BoundaryFile.companionExtensions {
                    for spelling in [name, name.uppercased()] where companions[name] == nil {
                        companions[name] = try? SourceFile(
                            path: "\(stem).\(spelling)", bytes: DiskFile.read("\(stem).\(spelling)"))
                    }
                }
            }
            return BoundaryFile(SourceFile(path: path, bytes: try read(path)), companions: companions)
        }
    }

    private func read(_ path: String) throws -> [UInt8] {
        do {
            return try DiskFile.read(path)
        } catch {
            fail(error)
            throw ExitCode(74)
        }
    }

    func fail(_ error: FileFailure) {
        Terminal.complain(TextWriter(language: options.language, colour: Terminal.wantsColour).text(error.diagnostic))
    }

    /// Prints the findings of a run; throws status 1 for an error.
    func report(_ diagnostics: [Diagnostic]) throws {
        var findings = Findings()
        findings.add(diagnostics)
        let printer = FindingPrinter(options: options)
        printer.print(findings)
        try printer.fail(on: findings)
    }
}

struct MapImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Computes the generalised boundaries that a site keeps, with the facts of the full ones.")

    @Argument(help: "GeoJSON, TopoJSON or Shapefile, in degrees or EPSG:2180 metres.")
    var files: [String]

    @Option(name: .shortAndLong, help: "The TopoJSON file to write.")
    var output: String

    @Option(help: "The property that holds each boundary's key.")
    var key: String?

    @Option(help: "The property that holds each boundary's name.")
    var name: String?

    @Option(help: "The coordinate system: auto, EPSG:4326, EPSG:2180.")
    var crs = "auto"

    @Option(help: "Metres within which corners of neighbours count as one.")
    var snap = 0.25

    @Option(help: "Metres that a kept line may stray from the original (5, or less for a map narrower than 40 km).")
    var tolerance: Double?

    @Option(help: "Whom to name beside the map; else whom the file names, else the Polish register.")
    var credit: String?

    @Flag(help: "Prints findings only.")
    var quiet = false

    @OptionGroup var messages: MessageOptions

    func validate() throws {
        guard crs == "auto" || CoordinateSystem(rawValue: crs) != nil else {
            throw ValidationError("--crs: auto, \(CoordinateSystem.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard snap.isFinite, (0...100).contains(snap) else { throw ValidationError("--snap: metres, from 0 to 100.") }
        if let tolerance, !(0.01...10_000).contains(tolerance) {
            throw ValidationError("--tolerance: metres, from 0.01 to 10000.")
        }
    }

    func run() throws {
        let input = MapInput(options: messages)
        var options = BoundaryImport.Options()
        options.attributes = AttributeNames(key: key, name: name)
        options.system = CoordinateSystem(rawValue: crs)
        options.snap = snap
        options.tolerance = tolerance
        options.credit = credit
        let result: BoundaryImport
        do {
            result = try BoundaryImport.run(try input.files(files), options: options)
        } catch let error as DiagnosticError {
            try input.report(error.diagnostics)
            throw ExitCode(1)
        }
        try input.report(result.warnings)
        do {
            try DiskFile.write(output, result.topoJSON)
        } catch {
            input.fail(error)
            throw ExitCode(74)
        }
        if !quiet { Terminal.complain(summary(result).text(in: messages.language) + "\n") }
    }

    private func summary(_ result: BoundaryImport) -> Words {
        let report = result.report
        let deviation = Double(Int(report.deviation * 100 + 0.5)) / 100
        return Words(
            pl: "\(output): granice \(report.features), wierzchołki \(report.sourceVertices) → \(report.keptVertices), "
                + "łuki \(report.arcs), węzły \(report.junctions), pary sąsiadów \(report.neighbourPairs), "
                + "odchylenie do \(deviation) m, bajty \(result.topoJSON.count)",
            en: "\(output): boundaries \(report.features), vertices \(report.sourceVertices) → \(report.keptVertices), "
                + "arcs \(report.arcs), junctions \(report.junctions), neighbour pairs \(report.neighbourPairs), "
                + "deviation up to \(deviation) m, bytes \(result.topoJSON.count)")
    }
}

struct MapInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Prints what is in boundary files: shapes, borders, neighbours, areas, defects.")

    @Argument(help: "GeoJSON, TopoJSON or Shapefile.")
    var files: [String]

    @OptionGroup var messages: MessageOptions

    func run() throws {
        let input = MapInput(options: messages)
        let table: BoundaryTable
        do {
            table = try BoundaryTable.make(try input.files(files), language: messages.language)
        } catch let error as DiagnosticError {
            try input.report(error.diagnostics)
            throw ExitCode(1)
        }
        Terminal.print(table.text)
        try input.report(table.warnings)
    }
}

struct MapSVGCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svg", abstract: "Writes a stand-alone map for print, slides and other programs.")

    @Argument(help: "GeoJSON, TopoJSON or Shapefile.")
    var files: [String]

    @Option(name: .shortAndLong, help: "The SVG file to write.")
    var output: String

    @Option(help: "Pixels.")
    var width = 800

    @Option(help: "Pixels that a line may stray.")
    var tolerance = 0.5

    @OptionGroup var messages: MessageOptions

    func validate() throws {
        guard (16...20_000).contains(width) else { throw ValidationError("--width: pixels, from 16 to 20000.") }
        guard tolerance.isFinite, (0.01...100).contains(tolerance) else {
            throw ValidationError("--tolerance: pixels, from 0.01 to 100.")
        }
    }

    func run() throws {
        let input = MapInput(options: messages)
        let map: StandaloneMap
        do {
            map = try StandaloneMap.make(try input.files(files), width: width, tolerance: tolerance)
        } catch let error as DiagnosticError {
            try input.report(error.diagnostics)
            throw ExitCode(1)
        }
        try input.report(map.warnings)
        do throws(FileFailure) {
            try DiskFile.write(output, map.bytes)
        } catch {
            input.fail(error)
            throw ExitCode(74)
        }
    }
}
