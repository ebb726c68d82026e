import Foundation

/// ICU's collation through Python's PyICU, as a judge of our sort keys.
enum ICUOracle {
    static let reason = "skipped: ICU is not there to compare with, because /usr/bin/python3 cannot import icu"

    static let isAvailable = (try? run("import icu", input: "")) != nil

    /// ICU's sort keys, numbers by value, for texts without line breaks.
    static func sortKeys(_ texts: [String], locale: String) throws -> [[UInt8]] {
        let program = """
            import icu, sys
            collator = icu.Collator.createInstance(icu.Locale('\(locale)'))
            on = icu.UCollAttributeValue.ON
            collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, on)
            collator.setAttribute(icu.UCollAttribute.NORMALIZATION_MODE, on)
            for line in sys.stdin.buffer.read().decode('utf-8').split('\\n')[:-1]:
                print(collator.getSortKey(line).hex())
            """
        let output = try run(program, input: texts.map { $0 + "\n" }.joined())
        return output.split(separator: "\n", omittingEmptySubsequences: false).prefix(texts.count).map { line in
            let digits = Array(line.utf8).map { UInt8($0 > 0x60 ? $0 - 0x57 : $0 - 0x30) }
            return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        }
    }

    private struct Failed: Error {}

    private static func run(_ program: String, input: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("icu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let inputFile = folder.appendingPathComponent("input")
        try Data(input.utf8).write(to: inputFile)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", program]
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return String(decoding: data, as: UTF8.self)
    }
}
