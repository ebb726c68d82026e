/// One finding: the rule, what is wrong, where, and how to mend it.
public struct Diagnostic: Sendable {
    public let rule: Rule
    public var level: Level
    public let message: Words
    /// Where it is; nil only when no file is to blame (an output folder, a missing command).
    public let location: Location?
    /// What to do, in one sentence.
    public let remedy: Words?
    /// Further places that belong to it: the other entry with the same URL, the chain of includes.
    public let notes: [Note]

    public struct Note: Sendable {
        public let message: Words
        public let location: Location?

        public init(_ message: Words, at location: Location? = nil) {
            self.message = message
            self.location = location
        }
    }

    public init(
        _ rule: Rule, _ message: Words, at location: Location? = nil, remedy: Words? = nil, notes: [Note] = [],
        level: Level? = nil
    ) {
        self.rule = rule
        self.level = level ?? rule.level
        self.message = message
        self.location = location
        self.remedy = remedy
        self.notes = notes
    }
}

extension Diagnostic {
    /// Orders findings that differ in their notes only.
    fileprivate var noteKey: String {
        notes.map { "\($0.location?.file.path ?? "")\0\($0.location?.span.start ?? 0)\0\($0.message.en)" }
            .joined(separator: "\0")
    }
}

/// An error that carries one or more diagnostics, for places that cannot go on.
public struct DiagnosticError: Error, Sendable {
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
    public init(_ diagnostic: Diagnostic) { self.diagnostics = [diagnostic] }
}

/// The findings of one run: collected in any order, sorted and de-duplicated when read.
public struct Findings: Sendable {
    public private(set) var all: [Diagnostic] = []
    /// What comments in the files silence, with their reasons; these findings count for nothing.
    public private(set) var silenced: [SilencedFinding] = []

    public init() {}

    public mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }
    public mutating func add(_ diagnostics: some Sequence<Diagnostic>) { all.append(contentsOf: diagnostics) }
    /// Most files and pages have none, and appending nothing would still take memory.
    public mutating func add(_ diagnostics: [Diagnostic]) {
        if !diagnostics.isEmpty { all.append(contentsOf: diagnostics) }
    }

    mutating func replaceAll(_ diagnostics: [Diagnostic]) { all = diagnostics }
    public mutating func add(silenced findings: some Sequence<SilencedFinding>) {
        silenced.append(contentsOf: findings)
    }

    /// The silenced findings by file and place, each once.
    public func sortedSilenced() -> [SilencedFinding] {
        var rest = Findings()
        rest.add(silenced.map(\.finding))
        var reasons: [SortKey: String] = [:]
        for one in silenced { reasons[SortKey(one.finding)] = one.reason }
        return rest.sorted().map { SilencedFinding(finding: $0, reason: reasons[SortKey($0)] ?? "") }
    }

    public var isEmpty: Bool { all.isEmpty }
    public var count: Int { all.count }

    public func count(_ level: Level) -> Int { sorted().filter { $0.level == level }.count }

    public func contains(atLeast level: Level) -> Bool { all.contains { $0.level >= level } }

    /// By file, place, level, rule and message; the same finding stands once.
    public func sorted() -> [Diagnostic] {
        // Of a finding that several pages share, the same one is kept whichever thread found it first.
        let keyed = all.map { (SortKey($0), $0) }.sorted {
            $0.0 == $1.0 ? $0.1.noteKey < $1.1.noteKey : $0.0 < $1.0
        }
        var result: [Diagnostic] = []
        result.reserveCapacity(keyed.count)
        var previous: SortKey?
        for (key, diagnostic) in keyed where key != previous {
            result.append(diagnostic)
            previous = key
        }
        return result
    }

    /// Sets the level of each rule that the config names; `nil` as a level turns the rule off.
    public mutating func apply(levels: [String: Level?]) {
        all = all.compactMap { diagnostic in
            guard let level = levels[diagnostic.rule.name] else { return diagnostic }
            guard let level else { return nil }
            var changed = diagnostic
            changed.level = level
            return changed
        }
    }

    private struct SortKey: Comparable, Hashable {
        let path: String
        let start: Int
        let end: Int
        let level: Int
        let rule: String
        let message: String

        init(_ diagnostic: Diagnostic) {
            path = diagnostic.location?.file.path ?? ""
            start = diagnostic.location?.span.start ?? 0
            end = diagnostic.location?.span.end ?? 0
            level = -diagnostic.level.rawValue
            rule = diagnostic.rule.name
            message = diagnostic.message.en
        }

        static func < (left: SortKey, right: SortKey) -> Bool {
            if left.path != right.path { return left.path < right.path }
            return (left.start, left.end, left.level, left.rule, left.message)
                < (right.start, right.end, right.level, right.rule, right.message)
        }
    }
}
