import Diagnostics

extension ValueReader {
    /// Whether the value keeps the constraints; a finding for each that it breaks.
    mutating func satisfies(_ value: FieldValue, _ constraints: Constraints, _ span: Span) -> Bool {
        switch value {
        case .integer(let number): return bounds(Double(number), constraints, span)
        case .number(let number): return bounds(number, constraints, span)
        case .duration(let seconds): return bounds(Double(seconds), constraints, span)
        case .money(let money): return bounds(Double(money.hundredths) / 100, constraints, span)
        case .string(let text): return length(text, constraints, span)
        case .list(let items): return count(items, constraints, span)
        default: return true
        }
    }

    private mutating func bounds(_ number: Double, _ limits: Constraints, _ span: Span) -> Bool {
        if let minimum = limits.minimum, number < minimum {
            let bound = ScalarReading.text(minimum)
            return broken(
                Words(pl: "wartość jest mniejsza niż \(bound)", en: "the value is below \(bound)"), span,
                Words(pl: "najmniejsza dozwolona wartość to \(bound)", en: "the least that is allowed is \(bound)"))
        }
        if let maximum = limits.maximum, number > maximum {
            let bound = ScalarReading.text(maximum)
            return broken(
                Words(pl: "wartość jest większa niż \(bound)", en: "the value is above \(bound)"), span,
                Words(pl: "największa dozwolona wartość to \(bound)", en: "the most that is allowed is \(bound)"))
        }
        return true
    }

    private mutating func length(_ text: String, _ limits: Constraints, _ span: Span) -> Bool {
        if limits.minLength != nil || limits.maxLength != nil {
            let length = text.unicodeScalars.count
            if let minimum = limits.minLength, length < minimum {
                return broken(
                    Words(pl: "tekst jest za krótki: \(length) zn.", en: "the text is too short: \(length) characters"),
                    span, Words(pl: "napisz co najmniej \(minimum) zn.", en: "write at least \(minimum) characters"))
            }
            if let maximum = limits.maxLength, length > maximum {
                return broken(
                    Words(pl: "tekst jest za długi: \(length) zn.", en: "the text is too long: \(length) characters"),
                    span, Words(pl: "skróć go do \(maximum) zn.", en: "cut it to \(maximum) characters"))
            }
        }
        if let pattern = limits.pattern, !matches(text, pattern) {
            return broken(
                Words(
                    pl: "tekst nie pasuje do wzorca \(pattern)", en: "the text does not match the pattern \(pattern)"),
                span, Words(pl: "popraw go według wzorca", en: "change it to match the pattern"))
        }
        return true
    }

    private mutating func count(_ items: [LocatedValue], _ limits: Constraints, _ span: Span) -> Bool {
        if let minimum = limits.minItems, items.count < minimum {
            return broken(
                Words(pl: "lista jest za krótka: \(items.count)", en: "the list is too short: \(items.count)"), span,
                Words(pl: "potrzeba co najmniej: \(minimum)", en: "at least \(minimum) items are needed"))
        }
        if let maximum = limits.maxItems, items.count > maximum {
            return broken(
                Words(pl: "lista jest za długa: \(items.count)", en: "the list is too long: \(items.count)"), span,
                Words(pl: "może mieć najwyżej: \(maximum)", en: "at most \(maximum) items are allowed"))
        }
        guard limits.hasUniqueItems else { return true }
        var seen: Set<FieldValue> = []
        for item in items where !seen.insert(item.value).inserted {
            return broken(
                Words(pl: "ta wartość stoi na liście drugi raz", en: "this value stands in the list twice"), item.span,
                Words(pl: "zostaw jedną", en: "keep one"))
        }
        return true
    }

    private mutating func broken(_ message: Words, _ span: Span, _ remedy: Words) -> Bool {
        report(
            .wrongValue, Words(pl: "pole „\(name())”: \(message.pl)", en: "field “\(name())”: \(message.en)"), span,
            remedy)
        return false
    }
}
