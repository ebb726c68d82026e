import Diagnostics

/// A function or filter that the site gives to templates.
///
/// ```swift
/// HostFunction("slugify", Signature([Parameter("text", .string)], returns: .string)) { call in
///     .string(language.slug(call[0].text ?? ""))
/// }
/// ```
public final class HostFunction: Sendable {
    public typealias Body = @Sendable (inout HostCall) throws(HostFailure) -> Value

    /// What the function reads beside its arguments: a page is rendered again when that has changed.
    public enum Reads: Sendable {
        /// Nobody knows, so a page that calls it is rendered in every build.
        case unknown
        /// Nothing but its arguments, and fields through `HostCall.field`.
        case arguments
        /// What it notes in the trace while it runs (`ReadTrace.noteFact`).
        case noted
    }

    public let name: String
    public let signature: Signature
    public let reads: Reads
    public let body: Body

    public init(_ name: String, _ signature: Signature, reads: Reads = .unknown, _ body: @escaping Body) {
        self.name = name
        self.signature = signature
        self.reads = reads
        self.body = body
    }
}

/// One call of a host function: its arguments in the order of the signature, absent ones undefined.
public struct HostCall {
    public let arguments: [Value]
    /// Arguments beyond the declared ones, when the signature takes them.
    public let rest: [Value]
    public let records: RecordTable
    /// Where the function notes what it read on behalf of the template.
    public var trace: ReadTrace

    public subscript(index: Int) -> Value { index < arguments.count ? arguments[index] : .absent }

    /// A field of a record or object, noted in the trace; nil when there is no such field or value.
    public mutating func field(_ name: String, of value: Value) throws(HostFailure) -> Value? {
        let object: ObjectValue
        var record: RecordIndex?
        switch value {
        case .object(let found): object = found
        case .record(let index):
            guard let found = records[index] else { return nil }
            object = found
            record = index
        default: return nil
        }
        guard let slot = object.type.slot(of: name) else { return nil }
        if let record { trace.noteField(record, slot: slot) }
        if let origin = object.origin { trace.notePart(origin, slot: slot) }
        guard case .deferred(let deferred) = object.fields[slot] else { return object.fields[slot] }
        do {
            return try deferred.value()
        } catch {
            throw HostFailure(error)
        }
    }
}

/// Why a host function could not give a value; the renderer adds the place in the template.
public struct HostFailure: Error, Sendable {
    public let message: Words
    public let remedy: Words?
    public let notes: [Diagnostic.Note]
    public let rule: Rule?

    public init(_ message: Words, remedy: Words? = nil, notes: [Diagnostic.Note] = [], rule: Rule? = nil) {
        self.message = message
        self.remedy = remedy
        self.notes = notes
        self.rule = rule
    }

    /// Keeps what a nested render or a reader has already said.
    public init(_ error: any Error) {
        switch error {
        case let failure as HostFailure: self = failure
        case let error as DiagnosticError:
            let first = error.diagnostics.first
            let text = first?.message ?? Words(pl: "błąd bez opisu", en: "an error without a description")
            var notes = first?.notes ?? []
            if let location = first?.location {
                notes.insert(Diagnostic.Note(Words(pl: "stało się to tu", en: "it happened here"), at: location), at: 0)
            }
            self.init(text, remedy: first?.remedy, notes: notes, rule: first?.rule)
        case is DeferredCycle:
            self.init(
                Words(
                    pl: "wartość pola zależy od samej siebie",
                    en: "the value of the field depends on itself"),
                remedy: Words(
                    pl: "usuń odwołanie, które wraca do tego samego wpisu",
                    en: "remove the reference that comes back to the same entry"))
        default:
            self.init(Words(same: String(describing: error)))
        }
    }
}
