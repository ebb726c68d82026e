import CSupport
import Diagnostics

extension Machine {
    /// Writes a value as the place in the HTML asks.
    mutating func write(_ value: Value, _ context: EscapeContext) throws(RenderFailure) {
        if context == .text {
            try writeText(value)
        } else {
            try writeMarked(value, context)
        }
        if out.count > limits.output { try checkSize(out.count) }
    }

    private mutating func writeText(_ value: Value) throws(RenderFailure) {
        switch value {
        case .string(let text):
            if autoescape { Escaping.append(text, to: &out) } else { Escaping.appendRaw(text, to: &out) }
        case .markup(let text): Escaping.appendRaw(text, to: &out)
        case .integer(let number): NumberText.append(number, to: &out)
        case .deferred(let deferred): try writeText(try resolve(deferred))
        case .undefined(let undefined): try writeUndefined(undefined)
        default:
            if policy == .guarded { try refusePrinting(value) }
            let text = try text(of: value)
            let isPlain: Bool
            switch value {
            case .number, .date, .boolean, .none: isPlain = true
            case .runtime(let object): isPlain = object.kind == .module || object.kind == .joiner
            default: isPlain = false
            }
            if autoescape, !isPlain { Escaping.append(text, to: &out) } else { Escaping.appendRaw(text, to: &out) }
        }
    }

    private func writeUndefined(_ undefined: Undefined) throws(RenderFailure) {
        if policy == .lenient || undefined.kind == .conditional { return }
        throw undefinedFailure(undefined)
    }

    /// What the site never prints, since a reader could make nothing of it.
    private func refusePrinting(_ value: Value) throws(RenderFailure) {
        let what: Words
        switch value {
        case .number, .date: return
        case .none: what = Words(pl: "brak wartości", en: "the absence of a value")
        case .boolean: what = Words(pl: "wartość logiczna", en: "a truth value")
        case .runtime(let object) where object.kind == .module: return
        default: what = kindName(value)
        }
        throw RenderFailure(
            Words(pl: "tego się nie drukuje: \(what.pl)", en: "this is not printed: \(what.en)"),
            remedy: Words(
                pl: "wybierz pole, zamień na tekst filtrem albo sprawdź wartość przez „if”",
                en: "choose a field, make a text with a filter, or test the value with “if”"))
    }

    /// What filters made of a body: with `flag` 1 it stays on the stack, else it is written.
    ///
    /// Jinja2 takes it for HTML again, whatever the filters did; on a site a plain text is escaped, for a filter such
    /// as `striptags` gives back the very marks that were escaped before.
    mutating func finishBody(flag: UInt8) throws(RenderFailure) {
        let value = try resolved(stack.pop())
        let isSite = set.options.mode == .site
        if flag == 1 {
            if isSite { return stack.push(value) }
            let text = try text(of: value)
            return stack.push(autoescape ? .markup(text) : .string(text))
        }
        guard let text = value.text else {
            let kind = kindName(value)
            throw RenderFailure(
                Words(
                    pl: "filtr bloku ma dać tekst, a daje: \(kind.pl)",
                    en: "the filter of a block must give a text, not \(kind.en)"), rule: .wrongType)
        }
        if isSite, autoescape, !value.isMarkup {
            Escaping.append(text, to: &out)
        } else {
            Escaping.appendRaw(text, to: &out)
        }
        try checkSize(out.count)
    }

    /// Takes back what was written since `start`: the text of a macro, a block or a capture.
    mutating func takeOutput(since start: Int) throws(RenderFailure) -> String {
        try charge(1 + (out.count - start) >> 2)
        let text = String(decoding: out[start...], as: UTF8.self)
        out.removeSubrange(start...)
        outputTrace?.take(text, since: start)
        return text
    }

    mutating func endCapture() throws(RenderFailure) -> Value {
        let start = captureStarts.popLast() ?? out.count
        let text = try takeOutput(since: start)
        return autoescape ? .markup(text) : .string(text)
    }

    private mutating func writeMarked(_ value: Value, _ context: EscapeContext) throws(RenderFailure) {
        if case .undefined(let undefined) = value { return try writeUndefined(undefined) }
        if policy == .guarded { try refusePrintingInTag(value) }
        let text = try text(of: value)
        let isMarkup: Bool
        if case .markup = value { isMarkup = true } else { isMarkup = false }
        switch context {
        case .text, .comment: Escaping.append(text, to: &out)
        case .attribute: Escaping.append(text, to: &out, keepsReferences: isMarkup)
        case .urlStart:
            Escaping.append(URLSafety.neutralised(text, isMarkup: isMarkup), to: &out, keepsReferences: isMarkup)
        case .urlList:
            Escaping.append(URLSafety.neutralisedList(text, isMarkup: isMarkup), to: &out, keepsReferences: isMarkup)
        case .json:
            guard isMarkup else {
                throw RenderFailure(
                    Words(
                        pl: "w skrypcie JSON może stać tylko wynik filtra „json”",
                        en: "in a JSON script only the result of the filter “json” may stand"),
                    remedy: Words(pl: "dopisz „| json”", en: "add “| json”"))
            }
            Escaping.appendRaw(text, to: &out)
        }
    }

    private func refusePrintingInTag(_ value: Value) throws(RenderFailure) {
        switch value {
        case .string, .markup, .integer, .deferred: return
        default: try refusePrinting(value)
        }
    }
}
