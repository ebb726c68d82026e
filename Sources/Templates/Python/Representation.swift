import Diagnostics

/// What a value prints as: Python's `str` and `repr`.
extension Machine {
    func text(of value: Value) throws(RenderFailure) -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .undefined(let undefined):
            if policy == .lenient || undefined.kind == .conditional { return "" }
            throw undefinedFailure(undefined)
        case .deferred(let deferred): return try text(of: try resolve(deferred))
        case .integer(let number): return String(number)
        default:
            var out: [UInt8] = []
            try append(representation: value, to: &out, depth: 0)
            return String(decoding: out, as: UTF8.self)
        }
    }

    func representation(of value: Value) throws(RenderFailure) -> String {
        var out: [UInt8] = []
        try append(representation: value, to: &out, depth: 0)
        return String(decoding: out, as: UTF8.self)
    }

    private func append(representation value: Value, to out: inout [UInt8], depth: Int) throws(RenderFailure) {
        guard depth < 60 else {
            out.append(contentsOf: "...".utf8)
            return
        }
        try charge(2)
        try checkSize(out.count)
        switch value {
        case .none: out.append(contentsOf: "None".utf8)
        case .boolean(let flag): out.append(contentsOf: (flag ? "True" : "False").utf8)
        case .integer(let number): NumberText.append(number, to: &out)
        case .number(let number):
            try charge(8)
            out.append(contentsOf: NumberText.text(number).utf8)
        case .string(let text):
            try charge(reading: text)
            Machine.appendQuoted(text, to: &out)
        case .markup(let text):
            try charge(reading: text)
            out.append(contentsOf: "Markup(".utf8)
            Machine.appendQuoted(text, to: &out)
            out.append(contentsOf: ")".utf8)
        case .date(let day): out.append(contentsOf: day.iso.utf8)
        case .list(let list): try append(list, to: &out, depth: depth)
        case .map(let map):
            out.append(Ascii.openBrace)
            for place in map.keys.indices {
                if place > 0 { out.append(contentsOf: ", ".utf8) }
                try append(representation: map.keys[place], to: &out, depth: depth + 1)
                out.append(contentsOf: ": ".utf8)
                try append(representation: map.values[place], to: &out, depth: depth + 1)
            }
            out.append(Ascii.closeBrace)
        case .undefined: out.append(contentsOf: "Undefined".utf8)
        case .record(let index):
            out.append(contentsOf: "<\(records[index]?.type.name ?? "record")>".utf8)
        case .object(let object): out.append(contentsOf: "<\(object.type.name)>".utf8)
        case .function(let function): out.append(contentsOf: "<function \(function.name)>".utf8)
        case .deferred(let deferred):
            try append(representation: try resolve(deferred), to: &out, depth: depth + 1)
        case .runtime(let object): try append(object, to: &out, depth: depth)
        }
    }

    private func append(_ list: ListValue, to out: inout [UInt8], depth: Int) throws(RenderFailure) {
        if list.face == .range, let bounds = list.bounds {
            let step = bounds.step == 1 ? "" : ", \(bounds.step)"
            out.append(contentsOf: "range(\(bounds.start), \(bounds.stop)\(step))".utf8)
            return
        }
        let (open, close): (String, String) =
            switch list.face {
            case .tuple, .group: ("(", list.items.count == 1 ? ",)" : ")")
            case .keys: ("dict_keys([", "])")
            case .values: ("dict_values([", "])")
            case .items: ("dict_items([", "])")
            case .list, .range: ("[", "]")
            }
        out.append(contentsOf: open.utf8)
        for (place, item) in list.items.enumerated() {
            if place > 0 { out.append(contentsOf: ", ".utf8) }
            try append(representation: item, to: &out, depth: depth + 1)
        }
        out.append(contentsOf: close.utf8)
    }

    private func append(_ object: RuntimeObject, to out: inout [UInt8], depth: Int) throws(RenderFailure) {
        switch object.kind {
        case .module: out.append(contentsOf: unsafeDowncast(object, to: Module.self).body.utf8)
        case .macro:
            let name = unsafeDowncast(object, to: Macro.self).name
            out.append(contentsOf: "<Macro ".utf8)
            if name.isEmpty { out.append(contentsOf: "anonymous".utf8) } else { Machine.appendQuoted(name, to: &out) }
            out.append(contentsOf: ">".utf8)
        case .namespace:
            out.append(contentsOf: "<Namespace ".utf8)
            try append(
                representation: .map(unsafeDowncast(object, to: Namespace.self).members), to: &out, depth: depth + 1)
            out.append(contentsOf: ">".utf8)
        case .loop:
            let loop = unsafeDowncast(object, to: LoopObject.self)
            out.append(contentsOf: "<LoopContext \(loop.index + 1)/\(loop.items.count)>".utf8)
        default: out.append(contentsOf: "<\(object.kind)>".utf8)
        }
    }

    /// Appends a text in Python's quotes.
    static func appendQuoted(_ text: String, to out: inout [UInt8]) {
        let quote =
            text.utf8.contains(Ascii.apostrophe) && !text.utf8.contains(Ascii.quote) ? Ascii.quote : Ascii.apostrophe
        out.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: out.append(contentsOf: "\\n".utf8)
            case 0x0D: out.append(contentsOf: "\\r".utf8)
            case 0x09: out.append(contentsOf: "\\t".utf8)
            case UInt32(Ascii.backslash): out.append(contentsOf: "\\\\".utf8)
            case UInt32(quote):
                out.append(Ascii.backslash)
                out.append(quote)
            default:
                if isPrintable(scalar) {
                    out.append(contentsOf: String(scalar).utf8)
                } else {
                    appendHexadecimal(scalar.value, to: &out)
                }
            }
        }
        out.append(quote)
    }

    private static func appendHexadecimal(_ value: UInt32, to out: inout [UInt8]) {
        let (letter, width): (String, Int) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        let digits = String(value, radix: 16)
        out.append(contentsOf: "\\\(letter)\(String(repeating: "0", count: width - digits.count))\(digits)".utf8)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x20 { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    // MARK: Messages

    func undefinedFailure(_ undefined: Undefined) -> RenderFailure {
        let name = symbols.name(undefined.symbol)
        let message: Words
        switch undefined.kind {
        case .variable:
            message = Words(pl: "zmienna „\(name)” nie ma wartości", en: "the variable “\(name)” has no value")
        case .attribute where !name.isEmpty:
            message = Words(pl: "nie ma pola „\(name)”", en: "there is no field “\(name)”")
        case .parameter where !name.isEmpty:
            message = Words(
                pl: "makru nie podano argumentu „\(name)”", en: "the argument “\(name)” was not given to the macro")
        case .caller:
            message = Words(pl: "makra nie wywołano przez „call”", en: "the macro was not called by a “call” block")
        case .parentBlock:
            message = Words(
                pl: "blok „\(name)” nie ma w szablonie nadrzędnym odpowiednika dla „super()”",
                en: "the block “\(name)” has no parent for “super()”")
        default: message = Words(pl: "wartości tu nie ma", en: "there is no value here")
        }
        return RenderFailure(
            message,
            remedy: Words(
                pl: "sprawdź ją przez „if” albo podaj „| default(…)”", en: "test it with “if” or give “| default(…)”"),
            rule: .undefinedValue)
    }

    func kindName(_ value: Value) -> Words {
        switch value {
        case .undefined: Words(pl: "brak wartości", en: "an undefined value")
        case .none: Words(pl: "„none”", en: "“none”")
        case .boolean: Words(pl: "wartość logiczna", en: "a truth value")
        case .integer: Words(pl: "liczba całkowita", en: "a whole number")
        case .number: Words(pl: "liczba", en: "a number")
        case .string: Words(pl: "tekst", en: "a text")
        case .markup: Words(pl: "HTML", en: "HTML")
        case .date: Words(pl: "data", en: "a date")
        case .list: Words(pl: "lista", en: "a list")
        case .map: Words(pl: "mapa", en: "a map")
        case .record(let index):
            Words(
                pl: "wpis „\(records[index]?.type.name ?? "")”", en: "an entry of “\(records[index]?.type.name ?? "")”")
        case .object(let object): Words(pl: "obiekt „\(object.type.name)”", en: "an object “\(object.type.name)”")
        case .function: Words(pl: "funkcja", en: "a function")
        case .deferred: Words(pl: "pole obliczane", en: "a computed field")
        case .runtime(let object):
            switch object.kind {
            case .macro: Words(pl: "makro", en: "a macro")
            case .loop: Words(pl: "pętla", en: "a loop")
            case .module: Words(pl: "zaimportowany szablon", en: "an imported template")
            case .namespace: Words(pl: "przestrzeń nazw", en: "a namespace")
            default: Words(pl: "funkcja szablonu", en: "a template's function")
            }
        }
    }
}
