#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How long each stage of a build took; measured always, printed by `--timings`.
public struct Timings: Sendable {
    public struct Stage: Sendable {
        public let name: String
        /// Milliseconds on the clock.
        public let wall: Double
        /// Milliseconds of all threads, user and system.
        public let cpu: Double
        public let files: Int
        public let bytes: Int
    }

    public private(set) var stages: [Stage] = []
    private var wallBefore: Double
    private var cpuBefore: Double

    public init() {
        wallBefore = Timings.wallNow
        cpuBefore = Timings.cpuNow
    }

    /// Closes the stage that began with the previous call.
    mutating func finish(_ name: String, files: Int = 0, bytes: Int = 0) {
        let wall = Timings.wallNow
        let cpu = Timings.cpuNow
        stages.append(Stage(name: name, wall: wall - wallBefore, cpu: cpu - cpuBefore, files: files, bytes: bytes))
        wallBefore = wall
        cpuBefore = cpu
    }

    /// A table for people: stage, files, kilobytes, wall and CPU in milliseconds, and the peak memory of the process.
    public var table: String {
        var rows = [["stage", "files", "kB", "wall ms", "cpu ms"]]
        for stage in stages {
            rows.append([
                stage.name, String(stage.files), String(stage.bytes / 1000), Timings.tenths(stage.wall),
                Timings.tenths(stage.cpu),
            ])
        }
        rows.append([
            "total", "", "", Timings.tenths(stages.reduce(0) { $0 + $1.wall }),
            Timings.tenths(stages.reduce(0) { $0 + $1.cpu }),
        ])
        let widths = rows[0].indices.map { column in rows.map { $0[column].utf8.count }.max() ?? 0 }
        var text = ""
        for row in rows {
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.utf8.count)
                text += column == 0 ? cell + padding : "  " + padding + cell
            }
            text += "\n"
        }
        return text + "peak memory \(Timings.peakMemory / 1000) kB\n"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths) % 10)"
    }

    private static var wallNow: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }

    private static var usage: rusage {
        var usage = rusage()
        #if canImport(Glibc)
            _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            _ = getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage
    }

    private static var cpuNow: Double {
        let usage = usage
        func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000 }
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }

    /// Bytes; Linux counts in kibibytes, Darwin in bytes.
    private static var peakMemory: Int {
        #if canImport(Glibc)
            return Int(usage.ru_maxrss) * 1024
        #else
            return Int(usage.ru_maxrss)
        #endif
    }
}
