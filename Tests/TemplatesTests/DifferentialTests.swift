import Diagnostics
import Foundation
import Testing

@testable import Templates

/// Renders the same templates over the same data here and with Jinja2, and compares the bytes.
@Suite("Against Jinja2", .enabled(if: Jinja2.isThere, "skipped: python3 with jinja2 is missing"))
struct DifferentialTests {
    @Test("every pair gives the bytes of Jinja2, or an error where Jinja2 gives one")
    func pairs() throws {
        let cases = try DifferentialCase.all()
        let expected = try Jinja2.render(cases)
        #expect(cases.count >= 400)
        var wrong: [String] = []
        for pair in cases {
            guard let reference = expected[pair.id] else {
                wrong.append("\(pair.id): no answer from Jinja2")
                continue
            }
            if let deviation = Deviations.reason(for: pair.id, pair.templates["main"] ?? "") {
                if pair.render() == reference {
                    wrong.append("\(pair.id): listed as a deviation (\(deviation)) but equal")
                }
            } else if let difference = pair.difference(from: reference) {
                wrong.append(difference)
            }
        }
        #expect(
            wrong.isEmpty,
            Comment(rawValue: "\(wrong.count) of \(cases.count) differ\n" + wrong.joined(separator: "\n")))
    }

    /// A run of the generator in Python; the ids of the pairs are its seeds.
    private static let chunk = 750
    private static let chunks = getenv("METROPOLIA_LONG") == nil ? 2 : 20

    @Test("templates made at random give the bytes of Jinja2", arguments: 0..<chunks)
    func random(chunk: Int) throws {
        let pairs = try Jinja2.generated(first: chunk * Self.chunk, count: Self.chunk)
        #expect(pairs.count > Self.chunk * 9 / 10)
        #expect(pairs.count { $0.1.isText } > Self.chunk * 4 / 10)
        let wrong = pairs.compactMap { $0.0.difference(from: $0.1) }
        #expect(
            wrong.isEmpty,
            Comment(rawValue: "\(wrong.count) of \(pairs.count) differ\n" + wrong.prefix(20).joined(separator: "\n")))
    }
}

/// What a pair gives.
enum Outcome: Equatable {
    case text(String)
    case failure(String)

    var isText: Bool {
        if case .text = self { return true }
        return false
    }

    static func == (left: Outcome, right: Outcome) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.failure, .failure): true
        default: false
        }
    }
}

/// The pairs where we mean to differ, each with its reason.
enum Deviations {
    private static let reasons: [(template: String, reason: String)] = [
        (
            "{{ (5).__class__ is defined }}|{{ 2.0.is_integer() }} {{ 2.5.is_integer() }}",
            "Python's hidden attributes are the way out of the sandbox"
        )
    ]

    static func reason(for id: String, _ template: String) -> String? {
        reasons.first { template == $0.template }?.reason
    }
}

struct DifferentialCase {
    let id: String
    let templates: [String: String]
    let data: String
    let options: Set<String>

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/Differential")

    static func all() throws -> [DifferentialCase] {
        try lines("expressions.txt", modes: [[], ["noescape"]])
            + lines("statements.txt", modes: [[], ["trim", "lstrip", "noescape"]])
            + sections("templates.txt") + lines("more.txt", modes: [[], ["noescape"]])
            + lines("ugly.txt", modes: [[], ["noescape"]])
    }

    /// Nil when ours is the same: the bytes, or an error where Jinja2 has one.
    func difference(from reference: Outcome) -> String? {
        let ours = render()
        if ours == reference { return nil }
        let shown = templates.count == 1 ? templates["main"] ?? "" : "\(templates)"
        return "\(id) \(options.sorted())\n   template: \(shown)\n   ours:  \(ours)\n   jinja: \(reference)"
    }

    func render() -> Outcome {
        do throws(DiagnosticError) {
            return .text(try Rendering.oracle(templates, data: data, options: options))
        } catch {
            return .failure(error.diagnostics.map(\.message.en).joined(separator: "; "))
        }
    }

    private static func text(_ name: String) throws -> [String] {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).components(separatedBy: "\n")
    }

    private static func lines(_ file: String, modes: [Set<String>]) throws -> [DifferentialCase] {
        var data = "{}"
        var cases: [DifferentialCase] = []
        for (place, line) in try text(file).enumerated() {
            if line.hasPrefix("#data ") {
                data = String(line.dropFirst(6))
            } else if !line.isEmpty, !line.hasPrefix("# ") {
                let template = line.replacingOccurrences(of: "⏎", with: "\n").replacingOccurrences(of: "⇥", with: "\t")
                for mode in modes {
                    let id = "\(file):\(place + 1) \(mode.sorted().joined(separator: " "))"
                    cases.append(DifferentialCase(id: id, templates: ["main": template], data: data, options: mode))
                }
            }
        }
        return cases
    }

    private static func sections(_ file: String) throws -> [DifferentialCase] {
        var data = "{}"
        var cases: [DifferentialCase] = []
        var title: String?
        var options: Set<String> = []
        var templates: [String: [String]] = [:]
        var name = ""
        func flush() {
            guard let title else { return }
            let texts = templates.mapValues { $0.joined(separator: "\n") }
            cases.append(DifferentialCase(id: "\(file): \(title)", templates: texts, data: data, options: options))
        }
        for line in try text(file) {
            if line.hasPrefix("#data ") {
                data = String(line.dropFirst(6))
            } else if line.hasPrefix("=== ") {
                flush()
                let parts = line.dropFirst(4).components(separatedBy: " | ")
                title = parts[0]
                options = Set(parts.dropFirst().flatMap { $0.split(separator: " ").map(String.init) })
                templates = [:]
            } else if line.hasPrefix("--- ") {
                name = String(line.dropFirst(4))
                templates[name] = []
            } else if title != nil {
                templates[name]?.append(line)
            }
        }
        flush()
        return cases
    }
}

/// Jinja2 in one Python process.
enum Jinja2 {
    static let isThere: Bool = (try? run(["-c", "import jinja2"], input: Data()))?.status == 0

    static func render(_ cases: [DifferentialCase]) throws -> [String: Outcome] {
        var input = Data()
        for pair in cases {
            let object: [String: Any] = [
                "id": pair.id, "templates": pair.templates, "data": pair.data, "options": pair.options.sorted(),
            ]
            input += try JSONSerialization.data(withJSONObject: object)
            input += Data("\n".utf8)
        }
        let script = DifferentialCase.folder.appendingPathComponent("reference.py").path
        let result = try run([script], input: input)
        let list = try JSONSerialization.jsonObject(with: result.output) as? [[String: String]] ?? []
        var outcomes: [String: Outcome] = [:]
        for entry in list {
            outcomes[entry["id"] ?? ""] = entry["out"].map(Outcome.text) ?? .failure(entry["error"] ?? "")
        }
        return outcomes
    }

    /// What `generate.py` makes of so many seeds, with Jinja2's answers.
    static func generated(first: Int, count: Int) throws -> [(DifferentialCase, Outcome)] {
        let script = DifferentialCase.folder.appendingPathComponent("generate.py").path
        let result = try run([script, "\(first)", "\(count)"], input: Data())
        let list = try JSONSerialization.jsonObject(with: result.output) as? [[String: Any]] ?? []
        return list.map { entry in
            let pair = DifferentialCase(
                id: entry["id"] as? String ?? "", templates: entry["templates"] as? [String: String] ?? [:],
                data: entry["data"] as? String ?? "{}", options: Set(entry["options"] as? [String] ?? []))
            return (
                pair, (entry["out"] as? String).map(Outcome.text) ?? .failure(entry["error"] as? String ?? "")
            )
        }
    }

    private static func run(_ arguments: [String], input: Data) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        // A file in place of a pipe: a full pipe on both sides would wait for ever.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString).jsonl")
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, bytes)
    }
}
