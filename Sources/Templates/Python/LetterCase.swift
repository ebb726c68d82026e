/// Upper, lower and title case as Python has them.
enum LetterCase {
    static func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let rest = String(text.unicodeScalars.dropFirst())
        return first.properties.titlecaseMapping + rest.lowercased()
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
