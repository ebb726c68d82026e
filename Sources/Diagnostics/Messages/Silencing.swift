#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A comment that silences a rule at its place, with the reason that the report repeats.
///
/// ```
/// # metropolia: allow heavy-image – zdjęcie z archiwum, mniejszego nie ma      (front matter, YAML)
/// <!-- metropolia: allow dead-anchor – rozdział wróci w maju -->               (Markdown, templates)
/// {# metropolia: allow duplicate-id – dwa warianty jednej strony #}            (templates)
/// // metropolia: allow operator-owes – stowarzyszenie nie ma faksu             (site-config.json)
/// ```
/// It holds for its own line and the next one; on the line after the opening fence, for the fence too, where findings about
/// the entry as a whole stand.
public struct Silencing: Sendable {
    public let rules: [String]
    public let reason: String
    /// The comment from its mark to the end of the reason.
    public let location: Location
    public let line: Int

    private static let mark = Array("metropolia: allow".utf8)
    private static let openings = ["#", "<!--", "{#", "//", "/*"].map { Array($0.utf8) }
    private static let closings = ["-->", "#}", "-#}", "*/"].map { Array($0.utf8) }

    /// All of them in a file, in order.
    public static func find(in file: SourceFile) -> [Silencing] {
        var found: [Silencing] = []
        var from = 0
        // Built for the few files that hold the mark at all.
        var markdown: MarkdownComments?
        while let start = MarkSearch.first(in: file.bytes, from: from) {
            from = start + mark.count
            if file.path.hasSuffix(".md"), markdown == nil { markdown = MarkdownComments(file.bytes) }
            if let silencing = Silencing(file, markAt: start, in: markdown) { found.append(silencing) }
        }
        return found
    }

    /// Whether a piece of HTML is such a comment and nothing else.
    public static func isComment(_ html: some Collection<UInt8>) -> Bool {
        let text = html.drop { $0 <= 0x20 }
        guard text.starts(with: "<!--".utf8) else { return false }
        return text.dropFirst(4).drop { $0 == 0x20 }.starts(with: mark)
    }

    /// Nil when the words stand in running text, or in code of Markdown.
    private init?(_ file: SourceFile, markAt start: Int, in markdown: MarkdownComments?) {
        let bytes = file.bytes
        var before = start
        while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 || bytes[before - 1] == 0x2D {
            // The hyphens of `<!--` and `{#-` end the opening, they are not skipped.
            if bytes[before - 1] == 0x2D, before >= 4, bytes[(before - 4)..<before].elementsEqual("<!--".utf8) { break }
            before -= 1
        }
        let opening = Silencing.openings.first { bytes[..<before].suffix($0.count).elementsEqual($0) }
        guard let opening, markdown?.allow(opening, at: before - opening.count) != false else { return nil }
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D,
            !Silencing.closings.contains(where: { bytes[end...].starts(with: $0) })
        {
            end += 1
        }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        var rest = bytes[(start + Silencing.mark.count)..<end].drop { $0 == 0x20 || $0 == 0x3A }
        var rules: [String] = []
        while true {
            let name = rest.prefix { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
            guard !name.isEmpty, name.first != 0x2D else { break }
            rules.append(String(decoding: name, as: UTF8.self))
            rest = rest.dropFirst(name.count)
            guard rest.first == 0x2C else { break }
            rest = rest.dropFirst().drop { $0 == 0x20 }
        }
        self.rules = rules
        reason = Silencing.reason(String(decoding: rest, as: UTF8.self))
        let place = Location(file, Span(before - opening.count, end))
        location = place
        line = place.start.line
    }

    /// The text after the dash, without it.
    private static func reason(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        while let first = rest.first, first == " " || first == "-" || first == "–" || first == "—" || first == ":" {
            rest = rest.dropFirst()
        }
        return String(rest)
    }

    /// Whether a finding on a line is meant.
    func covers(_ rule: String, line other: Int) -> Bool {
        rules.contains(rule) && (other == line || other == line + 1 || line == 2 && other == 1)
    }
}

/// A finding that a comment silences.
public struct SilencedFinding: Sendable {
    public let finding: Diagnostic
    public let reason: String

    public init(finding: Diagnostic, reason: String) {
        self.finding = finding
        self.reason = reason
    }
}

extension Rule {
    public static let unusedSilencing = Rule(
        "unused-silencing", .warning,
        why: Words(
            pl: "wyciszenie, które niczego nie wycisza, ukryje kiedyś nowy błąd",
            en: "a silencing that silences nothing will hide a new fault one day"))
    public static let badSilencing = Rule(
        "bad-silencing", .warning,
        why: Words(
            pl: "wyciszać można tylko znaną regułę i tylko z powodem, który przeczyta następca",
            en: "only a known rule can be silenced, and only with a reason that whoever comes next can read"))

    /// The rules of this module.
    public static let silencingRules: [Rule] = [.unusedSilencing, .badSilencing]
}

extension Findings {
    /// Takes out the findings that comments in the files silence, and reports comments that silence nothing.
    ///
    /// - Parameters:
    ///   - files: every file that may hold such a comment.
    ///   - known: the rules that there are.
    ///   - mayBeSilenced: a rule without which the site could not be built right stays.
    ///   - isWhole: whether everything was checked, so that a comment without a finding is known to be unused.
    public mutating func silence(
        in files: [SourceFile], known: [Rule], mayBeSilenced: (Rule) -> Bool, isWhole: Bool
    ) {
        var byPath: [String: [Silencing]] = [:]
        for file in files {
            let found = Silencing.find(in: file)
            if !found.isEmpty { byPath[file.path] = found }
        }
        guard !byPath.isEmpty else { return }
        let isUsed = takeSilenced(byPath, mayBeSilenced: mayBeSilenced)
        for (path, silencings) in byPath.sorted(by: { $0.key < $1.key }) {
            for (number, silencing) in silencings.enumerated() {
                let used = isUsed[path]?[number] ?? []
                check(silencing, used: used, known: known, mayBeSilenced: mayBeSilenced, isWhole: isWhole)
            }
        }
    }

    /// For each file and comment the rules that it has silenced.
    private mutating func takeSilenced(
        _ byPath: [String: [Silencing]], mayBeSilenced: (Rule) -> Bool
    ) -> [String: [Int: Set<String>]] {
        var used: [String: [Int: Set<String>]] = [:]
        var kept: [Diagnostic] = []
        for finding in all {
            guard let location = finding.location, let silencings = byPath[location.file.path],
                finding.level < .error || mayBeSilenced(finding.rule)
            else {
                kept.append(finding)
                continue
            }
            let line = location.start.line
            let number = silencings.firstIndex { !$0.reason.isEmpty && $0.covers(finding.rule.name, line: line) }
            guard let number else {
                kept.append(finding)
                continue
            }
            used[location.file.path, default: [:]][number, default: []].insert(finding.rule.name)
            add(silenced: [SilencedFinding(finding: finding, reason: silencings[number].reason)])
        }
        replaceAll(kept)
        return used
    }

    private mutating func check(
        _ silencing: Silencing, used: Set<String>, known: [Rule], mayBeSilenced: (Rule) -> Bool, isWhole: Bool
    ) {
        guard !silencing.rules.isEmpty, !silencing.reason.isEmpty else {
            add(
                Diagnostic(
                    .badSilencing,
                    silencing.rules.isEmpty
                        ? Words(pl: "wyciszenie nie nazywa reguły", en: "the silencing names no rule")
                        : Words(pl: "wyciszenie nie podaje powodu", en: "the silencing gives no reason"),
                    at: silencing.location,
                    remedy: Words(
                        pl: "pisz: metropolia: allow reguła – powód", en: "write: metropolia: allow rule – reason")))
            return
        }
        for name in silencing.rules where !used.contains(name) {
            guard let rule = known.first(where: { $0.name == name }) else {
                add(
                    Diagnostic(
                        .badSilencing, Words(pl: "nie ma reguły „\(name)”", en: "there is no rule “\(name)”"),
                        at: silencing.location, remedy: NearMiss.remedy(for: name, in: known.map(\.name))))
                continue
            }
            if rule.level == .error, !mayBeSilenced(rule) {
                add(
                    Diagnostic(
                        .badSilencing,
                        Words(pl: "reguły „\(name)” nie można wyciszyć", en: "the rule “\(name)” cannot be silenced"),
                        at: silencing.location,
                        remedy: Words(
                            pl: "bez tej poprawki strona powstałaby inna, niż zapisano; popraw błąd",
                            en: "without the correction another site than the written one would be made; mend the error"
                        )))
            } else if isWhole {
                add(
                    Diagnostic(
                        .unusedSilencing,
                        Words(
                            pl: "wyciszenie „\(name)” niczego tu nie wycisza",
                            en: "silencing “\(name)” silences nothing here"),
                        at: silencing.location,
                        remedy: Words(
                            pl: "usuń je; wyciszenie działa w swoim wierszu i w następnym",
                            en: "remove it; a silencing holds for its own line and the next")))
            }
        }
    }
}

/// Finding the mark of a silencing in bytes, at the speed of `memchr`: colons are rare in text.
private enum MarkSearch {
    static let before = Array("metropolia".utf8)
    static let after = Array(": allow".utf8)

    /// The offset of the next mark.
    static func first(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var from = start
            while from < bytes.count, let found = memchr(base + from, 0x3A, bytes.count - from) {
                let colon = base.distance(to: UnsafeRawPointer(found))
                from = colon + 1
                guard colon >= before.count, bytes.count - colon >= after.count,
                    bytes[(colon - before.count)..<colon].elementsEqual(before),
                    bytes[colon..<(colon + after.count)].elementsEqual(after)
                else { continue }
                return colon - before.count
            }
            return nil
        }
    }
}
