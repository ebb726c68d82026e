import Foundation

/// tinycss2 and Python's XML parser in one process.
enum Oracle {
    static let isThere = (try? run(["-c", "import tinycss2"], input: ""))?.status == 0
    static let reason = "skipped: the oracle of minified texts, because python3 has no tinycss2 (pip install tinycss2)"

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

    /// One verdict for each pair.
    static func verdicts(_ kind: String, _ pairs: [(before: String, after: String)]) throws -> [String] {
        let lines = try pairs.map { pair in
            String(
                decoding: try JSONSerialization.data(withJSONObject: [
                    "kind": kind, "before": pair.before, "after": pair.after,
                ]), as: UTF8.self)
        }
        let script = folder.appendingPathComponent("oracle.py").path
        let result = try run([script], input: lines.joined(separator: "\n") + "\n")
        return result.output.split(separator: "\n").map(String.init)
    }

    static func run(_ arguments: [String], input: String) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("assets-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// SplitMix64: the same texts from the same seed on every machine.
struct RandomSource: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

let isLong = ProcessInfo.processInfo.environment["METROPOLIA_LONG"] == "1"
