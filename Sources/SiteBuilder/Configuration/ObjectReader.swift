import Content
import Diagnostics

/// Reads the members of one JSON object by name and complains about those that nobody asked for.
struct ObjectReader {
    let file: SourceFile
    let span: Span
    private let members: [JSONMember]
    private var known: [String] = []

    /// Nil, with a finding, when the node is no object.
    init?(_ node: JSONNode, file: SourceFile, what: String, findings: inout Findings) {
        guard case .object(let members) = node.value else {
            findings.add(
                ObjectReader.wrongType(
                    node, file: file, name: what, wanted: Words(pl: "obiekt { … }", en: "an object { … }")))
            return nil
        }
        self.file = file
        span = node.span
        self.members = members
    }

    /// The member, or nil when it is absent or `null`.
    mutating func node(_ name: String) -> JSONNode? {
        if !known.contains(name) { known.append(name) }
        guard let member = members.first(where: { $0.key == name }) else { return nil }
        if case .null = member.value.value { return nil }
        return member.value
    }

    /// Whether the member is written, be it as `null`.
    func isWritten(_ name: String) -> Bool { members.contains { $0.key == name } }

    /// The span of the member's key, else of the object's opening bracket.
    func keySpan(_ name: String) -> Span {
        members.first { $0.key == name }?.keySpan ?? Span(span.start, span.start + 1)
    }

    mutating func string(_ name: String, findings: inout Findings) -> String? {
        guard let node = node(name) else { return nil }
        guard case .string(let text) = node.value else {
            findings.add(
                ObjectReader.wrongType(
                    node, file: file, name: name, wanted: Words(pl: "tekst w cudzysłowie", en: "a text in quotes")))
            return nil
        }
        return text.isEmpty ? nil : text
    }

    mutating func requiredString(_ name: String, findings: inout Findings) -> String? {
        let before = findings.all.count
        if let text = string(name, findings: &findings) { return text }
        if findings.all.count == before {
            findings.add(
                Diagnostic(
                    .badConfig, Words(pl: "brakuje „\(name)”", en: "“\(name)” is missing"),
                    at: Location(file, keySpan(name)),
                    remedy: Words(pl: "dopisz \"\(name)\": \"…\"", en: "add \"\(name)\": \"…\"")))
        }
        return nil
    }

    mutating func boolean(_ name: String, findings: inout Findings) -> Bool? {
        guard let node = node(name) else { return nil }
        guard case .boolean(let value) = node.value else {
            findings.add(ObjectReader.wrongType(node, file: file, name: name, wanted: Words(same: "true / false")))
            return nil
        }
        return value
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>, findings: inout Findings) -> Int? {
        guard let node = node(name) else { return nil }
        guard case .number(let number) = node.value, let value = number.integer, range.contains(value) else {
            findings.add(
                ObjectReader.wrongType(
                    node, file: file, name: name,
                    wanted: Words(
                        pl: "liczba całkowita od \(range.lowerBound) do \(range.upperBound)",
                        en: "a whole number from \(range.lowerBound) to \(range.upperBound)")))
            return nil
        }
        return value
    }

    mutating func object(_ name: String, findings: inout Findings) -> ObjectReader? {
        guard let node = node(name) else { return nil }
        return ObjectReader(node, file: file, what: name, findings: &findings)
    }

    mutating func array(_ name: String, findings: inout Findings) -> [JSONNode]? {
        guard let node = node(name) else { return nil }
        guard case .array(let items) = node.value else {
            findings.add(
                ObjectReader.wrongType(
                    node, file: file, name: name, wanted: Words(pl: "lista [ … ]", en: "a list [ … ]")))
            return nil
        }
        return items
    }

    /// All members, for objects whose keys are names chosen by the site.
    mutating func all() -> [JSONMember] {
        known.append(contentsOf: members.map(\.key))
        return members
    }

    /// Reports every member that was not read.
    func finish(findings: inout Findings) {
        for member in members where !known.contains(member.key) && member.key != "$schema" {
            findings.add(
                Diagnostic(
                    .unknownSetting,
                    Words(
                        pl: "nieznane ustawienie „\(member.key)”", en: "unknown setting “\(member.key)”"),
                    at: Location(file, member.keySpan),
                    remedy: NearMiss.remedy(for: member.key, in: known)
                        ?? Words(
                            pl: "znane tutaj: \(known.joined(separator: ", "))",
                            en: "known here: \(known.joined(separator: ", "))")))
        }
    }

    static func wrongType(_ node: JSONNode, file: SourceFile, name: String, wanted: Words) -> Diagnostic {
        Diagnostic(
            .badConfig, Words(pl: "„\(name)”: oczekiwano: ", en: "“\(name)”: expected ") + wanted,
            at: Location(file, node.span), remedy: Words(pl: "wpisz tu: ", en: "write here: ") + wanted)
    }
}
