/// Upper, lower and title case as Python has them.
enum LetterCase {
    static func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let lower = lowered(text)
        return first.properties.titlecaseMapping
            + String(lower.unicodeScalars.dropFirst(first.properties.lowercaseMapping.unicodeScalars.count))
    }

    /// Python's `str.lower`: a sigma at the end of a word has a form of its own.
    static func lowered(_ text: String) -> String {
        guard text.unicodeScalars.contains("\u{3A3}") else { return text.lowercased() }
        let scalars = Array(text.unicodeScalars)
        func isCased(_ places: some Sequence<Int>) -> Bool {
            for place in places where !scalars[place].properties.isCaseIgnorable {
                return scalars[place].properties.isCased
            }
            return false
        }
        var result = ""
        for (place, scalar) in scalars.enumerated() {
            if scalar == "\u{3A3}", isCased((0..<place).reversed()), !isCased((place + 1)..<scalars.count) {
                result.unicodeScalars.append("\u{3C2}")
            } else {
                result += scalar.properties.lowercaseMapping
            }
        }
        return result
    }

    /// Python's `str.casefold`: what is left when neither case nor ligatures count.
    static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x131: result.unicodeScalars.append(scalar)
            // Cherokee folds to its capitals.
            case 0x13A0...0x13FD, 0xAB70...0xABBF: result += scalar.properties.uppercaseMapping
            default: result += scalar.properties.lowercaseMapping.uppercased().lowercased()
            }
        }
        return result
    }

    /// Python's `str.title`: each run of letters starts large.
    static func titled(_ text: String) -> String {
        var result = ""
        var isInside = false
        for scalar in text.unicodeScalars {
            let isCased = scalar.properties.isCased
            if isCased {
                result += isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
            } else {
                result.unicodeScalars.append(scalar)
            }
            isInside = isCased
        }
        return result
    }

    static func swapped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.isLowercase {
                result += scalar.properties.uppercaseMapping
            } else if scalar.properties.isUppercase {
                result += scalar.properties.lowercaseMapping
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    static func isUpper(_ text: String) -> Bool {
        let cased = text.unicodeScalars.filter { $0.properties.isCased }
        return !cased.isEmpty && cased.allSatisfy { $0.properties.isUppercase }
    }

    static func isLower(_ text: String) -> Bool {
        let cased = text.unicodeScalars.filter { $0.properties.isCased }
        return !cased.isEmpty && cased.allSatisfy { $0.properties.isLowercase }
    }

    static func isTitle(_ text: String) -> Bool {
        var isInside = false
        var hasCased = false
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            if properties.isUppercase || properties.generalCategory == .titlecaseLetter {
                if isInside { return false }
                isInside = true
                hasCased = true
            } else if properties.isLowercase {
                if !isInside { return false }
                hasCased = true
            } else {
                isInside = false
            }
        }
        return hasCased
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    static func isDecimal(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .decimalNumber }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.numericType {
        case .decimal, .digit: true
        default: false
        }
    }

    static func isNumeric(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }
}
