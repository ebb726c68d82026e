import Foundation

// Renders one page with each engine on one core and prints a table: the best of five series, in microseconds a page.

func microseconds(_ engine: Engine) throws -> (best: Double, output: [UInt8]) {
    var output = try engine.render()
    for _ in 0..<max(10, engine.rounds / 10) { output = try engine.render() }
    var best = Double.infinity
    for _ in 0..<5 {
        let start = ContinuousClock.now
        for _ in 0..<engine.rounds { output = try engine.render() }
        let elapsed = ContinuousClock.now - start
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        best = min(best, seconds / Double(engine.rounds) * 1e6)
    }
    return (best, output)
}

func jinja2(_ folder: URL) throws -> (best: Double, bytes: Int)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", folder.appendingPathComponent("jinja2_page.py").path]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: Engines.plain))
    input.fileHandleForWriting.closeFile()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let parts = text.split(whereSeparator: \.isWhitespace)
    guard process.terminationStatus == 0, parts.count == 2, let best = Double(parts[0]), let bytes = Int(parts[1])
    else { return nil }
    return (best, bytes)
}

let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Pages")
print("| engine | µs a page | times ours | bytes |\n|---|---:|---:|---:|")
let (ours, page) = try microseconds(try Engines.ours(folder: folder))
func row(_ name: String, _ best: Double, _ bytes: Int) {
    print("| \(name) | \(String(format: "%.1f", best)) | \(String(format: "%.0f", best / ours)) | \(bytes) |")
}
row("metropolia", ours, page.count)
for engine in [try Engines.mustache(), try Engines.stencil(folder: folder)] {
    let (best, output) = try microseconds(engine)
    row(engine.name, best, output.count)
}
if let (best, bytes) = try jinja2(folder) {
    row("Jinja2 (CPython)", best, bytes)
} else {
    print("| Jinja2 | skipped: python3 with jinja2 is missing | | |")
}
if ProcessInfo.processInfo.environment["TEMPLATES_LIMIT"] == "1", ours > 15 { exit(1) }
