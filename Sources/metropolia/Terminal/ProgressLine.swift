import Diagnostics
import SiteBuilder

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line on the terminal that says how far a build has come, while it lasts longer than a second.
///
/// It is written over and over in its place and taken away in the end, so that it never stands among the findings.
struct ProgressLine {
    private let thread: pthread_t
    /// Closing it ends the thread at once.
    private let bell: Int32

    /// Milliseconds before the line appears, and between two of its states.
    private static let patience: Int32 = 1000
    private static let pace: Int32 = 100

    /// Nil where nobody would see it: standard error is no terminal, or a dumb one.
    static func start(_ progress: BuildProgress, language: MessageLanguage) -> ProgressLine? {
        guard isatty(STDERR_FILENO) == 1, Terminal.environment("TERM") != "dumb" else { return nil }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let watch = Unmanaged.passRetained(Watch(progress: progress, language: language, bell: ends[0]))
        var thread = pthread_t()
        let failed = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, watch.toOpaque())
        guard failed == 0 else {
            watch.release()
            for end in ends { close(end) }
            return nil
        }
        return ProgressLine(thread: thread, bell: ends[1])
    }

    /// Takes the line away.
    func finish() {
        close(bell)
        pthread_join(thread, nil)
    }

    private final class Watch: Sendable {
        let progress: BuildProgress
        let language: MessageLanguage
        let bell: Int32

        init(progress: BuildProgress, language: MessageLanguage, bell: Int32) {
            self.progress = progress
            self.language = language
            self.bell = bell
        }

        func run() {
            var rest = ProgressLine.patience
            var shown = ""
            while waits(rest) {
                rest = ProgressLine.pace
                let text = progress.words.text(in: language)
                guard text != shown else { continue }
                // Back to the line's start, and away with what stood there (ECMA-48, EL).
                Terminal.complain("\r" + text + "…\u{1B}[K")
                shown = text
            }
            if !shown.isEmpty { Terminal.complain("\r\u{1B}[K") }
            close(bell)
        }

        /// False when the build is over.
        private func waits(_ milliseconds: Int32) -> Bool {
            var end = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
            let count = poll(&end, 1, milliseconds)
            return count == 0 || count < 0 && errno == EINTR
        }
    }
}
