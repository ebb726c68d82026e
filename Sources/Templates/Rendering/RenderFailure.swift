import Diagnostics

/// An error while a page is rendered: what is wrong, where, and the chain of templates that led there.
struct RenderFailure: Error {
    let rule: Rule
    let message: Words
    let remedy: Words?
    private(set) var location: Location?
    private(set) var notes: [Diagnostic.Note]

    init(_ message: Words, remedy: Words? = nil, rule: Rule = .templateRuntime, notes: [Diagnostic.Note] = []) {
        self.rule = rule
        self.message = message
        self.remedy = remedy
        self.notes = notes
    }

    private static let longestChain = 12

    /// The failure as the instruction at `span` passes it on.
    func passing(_ opcode: Opcode, _ file: SourceFile, _ span: Span) -> RenderFailure {
        var result = self
        if location == nil {
            result.location = Location(file, span)
        } else if result.notes.count < RenderFailure.longestChain, let words = RenderFailure.words(for: opcode) {
            result.notes.append(Diagnostic.Note(words, at: Location(file, span)))
        }
        return result
    }

    private static func words(for opcode: Opcode) -> Words? {
        switch opcode {
        case .include: Words(pl: "dołączony tutaj", en: "included here")
        case .importModule: Words(pl: "zaimportowany tutaj", en: "imported here")
        case .extends: Words(pl: "rozszerzany tutaj", en: "extended here")
        case .block, .superBlock: Words(pl: "w bloku, który stoi tutaj", en: "in the block that stands here")
        case .call, .callMethod: Words(pl: "wywołane tutaj", en: "called here")
        case .loopRecursive: Words(pl: "w pętli, która stoi tutaj", en: "in the loop that stands here")
        default: nil
        }
    }

    func diagnostic(note: Diagnostic.Note?) -> Diagnostic {
        Diagnostic(rule, message, at: location, remedy: remedy, notes: notes + [note].compactMap { $0 })
    }
}
