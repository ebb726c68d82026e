import Diagnostics
import Synchronization

/// Findings that several threads add to.
final class FindingStore: Sendable {
    private let findings = Mutex(Findings())

    func add(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        findings.withLock { $0.add(diagnostics) }
    }

    func add(_ diagnostic: Diagnostic) { findings.withLock { $0.add(diagnostic) } }

    var all: [Diagnostic] { findings.withLock { $0.all } }
}
