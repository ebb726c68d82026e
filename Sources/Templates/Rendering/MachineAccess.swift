import Diagnostics

extension Machine {
    /// `subject.name`
    mutating func attribute(_ subject: Value, _ step: Instruction) throws(RenderFailure) -> Value {
        switch subject {
        case .record(let index):
            guard let object = records[index] else { return .undefined(Undefined(.attribute, step.a)) }
            guard let slot = slot(of: step.a, in: object.type, cache: step.b) else {
                trace.noteField(index, slot: -1)
                return .undefined(Undefined(.attribute, step.a))
            }
            trace.noteField(index, slot: slot)
            return try resolved(object.fields[slot])
        case .object(let object):
            guard let slot = slot(of: step.a, in: object.type, cache: step.b) else {
                return .undefined(Undefined(.attribute, step.a))
            }
            if let origin = object.origin { trace.notePart(origin, slot: slot) }
            return try resolved(object.fields[slot])
        case .runtime(let object) where object.kind == .loop && step.flag != 0:
            guard let field = LoopField.numbered(step.flag) else { return .none }
            return unsafeDowncast(object, to: LoopObject.self).value(of: field)
        default: return try attribute(subject, named: symbols.name(step.a), symbol: step.a)
        }
    }

    @inline(__always)
    func resolved(_ value: Value) throws(RenderFailure) -> Value {
        if case .deferred(let deferred) = value { return try resolve(deferred) }
        return value
    }

    func resolve(_ deferred: DeferredValue) throws(RenderFailure) -> Value {
        do {
            return try deferred.value()
        } catch {
            let failure = HostFailure(error)
            throw RenderFailure(
                failure.message, remedy: failure.remedy, rule: failure.rule ?? .templateRuntime, notes: failure.notes)
        }
    }

    /// A field or method by name, as filters such as `map(attribute=…)` and rare instructions look it up.
    mutating func attribute(_ subject: Value, named name: String, symbol: Int32) throws(RenderFailure) -> Value {
        switch subject {
        case .record(let index):
            guard let object = records[index] else { break }
            let found = object.type.slot(of: name)
            trace.noteField(index, slot: found ?? -1)
            guard let slot = found else { break }
            return try resolved(object.fields[slot])
        case .object(let object):
            guard let slot = object.type.slot(of: name) else { break }
            if let origin = object.origin { trace.notePart(origin, slot: slot) }
            return try resolved(object.fields[slot])
        case .map(let map):
            if MapMethod(rawValue: name) != nil { return .runtime(BoundMethod(subject, name)) }
            if let value = map[name] { return try resolved(value) }
        case .deferred(let deferred): return try attribute(try resolve(deferred), named: name, symbol: symbol)
        case .undefined(let undefined): throw undefinedFailure(undefined)
        case .runtime(let object): return attribute(of: object, name, symbol)
        case .string, .markup:
            if TextMethod(rawValue: name) != nil { return .runtime(BoundMethod(subject, name)) }
        case .list(let list):
            if list.face == .group, name == "grouper" || name == "list" { return list.items[name == "list" ? 1 : 0] }
            if ListMethod(rawValue: name) != nil { return .runtime(BoundMethod(subject, name)) }
        case .date(let day):
            switch name {
            case "year": return .integer(day.civil?.year ?? 0)
            case "month": return .integer(day.civil?.month ?? 0)
            case "day": return .integer(day.civil?.day ?? 0)
            default: break
            }
        default: break
        }
        return .undefined(Undefined(.attribute, symbol))
    }

    private func attribute(of object: RuntimeObject, _ name: String, _ symbol: Int32) -> Value {
        let unknown = Value.undefined(Undefined(.attribute, symbol))
        switch object.kind {
        case .namespace: return unsafeDowncast(object, to: Namespace.self).members[name] ?? unknown
        case .module:
            let module = unsafeDowncast(object, to: Module.self)
            return module.exported.contains(symbol) ? module.context.value(symbol) : unknown
        case .loop:
            if let field = LoopField(rawValue: name) {
                return unsafeDowncast(object, to: LoopObject.self).value(of: field)
            }
            return ["cycle", "changed"].contains(name) ? .runtime(BoundMethod(.runtime(object), name)) : unknown
        case .cycler:
            let cycler = unsafeDowncast(object, to: Cycler.self)
            if name == "current", !cycler.items.isEmpty { return cycler.items[cycler.position] }
            return ["next", "reset"].contains(name) ? .runtime(BoundMethod(.runtime(object), name)) : unknown
        case .selfReference:
            let context = unsafeDowncast(object, to: SelfReference.self).context
            guard context.blocks.chain(symbol) != nil else { return unknown }
            return .runtime(BlockReference(symbol: symbol, level: 0, context: context))
        case .block:
            let block = unsafeDowncast(object, to: BlockReference.self)
            guard name == "super" else { return unknown }
            return superReference(block.symbol, block.level, block.context)
        case .macro:
            let macro = unsafeDowncast(object, to: Macro.self)
            let unit = macro.program.units[macro.unit]
            switch name {
            case "name": return macro.name.isEmpty ? .none : .string(macro.name)
            case "arguments":
                return .list(ListValue(unit.parameters.map { .string($0.name) }, face: .tuple))
            case "catch_kwargs": return .boolean(unit.kwargsSlot >= 0)
            case "catch_varargs": return .boolean(unit.varargsSlot >= 0)
            case "caller": return .boolean(unit.callerSlot >= 0)
            default: return unknown
            }
        default: return unknown
        }
    }

    /// `subject[key]`
    mutating func item(of subject: Value, _ key: Value) throws(RenderFailure) -> Value {
        let unknown = Value.undefined(Undefined(.item))
        switch subject {
        case .undefined(let undefined): throw undefinedFailure(undefined)
        case .deferred(let deferred): return try item(of: try resolve(deferred), key)
        case .map(let map):
            try charge(reading: key)
            if let value = map[key] { return try resolved(value) }
        case .list(let list):
            note(list)
            if let index = key.wholeNumber, ![.keys, .values, .items].contains(list.face) {
                let place = index < 0 ? index + list.items.count : index
                guard place >= 0, place < list.items.count else { return unknown }
                return try resolved(list.items[place])
            }
        case .string(let text), .markup(let text):
            if let index = key.wholeNumber {
                try charge(reading: text)
                guard let letter = TextSlicing.scalar(at: index, of: text) else { return unknown }
                if case .markup = subject { return .markup(letter) }
                return .string(letter)
            }
        default: break
        }
        if case .undefined(let undefined) = key {
            if policy == .strict { throw undefinedFailure(undefined) }
            return unknown
        }
        guard let name = key.text else { return unknown }
        if case .map = subject, MapMethod(rawValue: name) == nil { return unknown }
        return try attribute(subject, named: name, symbol: symbols.known(name) ?? -1)
    }

    mutating func slice(flag: UInt8) throws(RenderFailure) {
        var parts: [Value?] = [nil, nil, nil]
        for bit in (0..<3).reversed() where flag & (1 << UInt8(bit)) != 0 { parts[bit] = stack.pop() }
        let subject = try resolved(stack.pop())
        var bounds: [Int?] = []
        for part in parts {
            guard let part, !part.isNone else {
                bounds.append(nil)
                continue
            }
            guard let number = part.wholeNumber else {
                throw RenderFailure(
                    Words(
                        pl: "granica wycinka musi być liczbą całkowitą",
                        en: "the bound of a slice must be a whole number"))
            }
            bounds.append(number)
        }
        if bounds[2] == 0 {
            throw RenderFailure(Words(pl: "krok wycinka nie może być zerem", en: "the step of a slice cannot be zero"))
        }
        switch subject {
        case .list(let list) where ![.keys, .values, .items].contains(list.face):
            note(list)
            try charge(list.items.count)
            if let range = list.bounds {
                stack.push(try sliced(range, list.items.count, bounds))
                return
            }
            let places = TextSlicing.places(list.items.count, bounds[0], bounds[1], bounds[2])
            let face: ListValue.Face = list.face == .tuple ? .tuple : .list
            stack.push(.list(ListValue(items: places.map { list.items[$0] }, face: face, frozen: false)))
        case .string(let text):
            try charge(reading: text)
            stack.push(.string(TextSlicing.slice(text, bounds[0], bounds[1], bounds[2])))
        case .markup(let text):
            try charge(reading: text)
            stack.push(.markup(TextSlicing.slice(text, bounds[0], bounds[1], bounds[2])))
        case .undefined(let undefined): throw undefinedFailure(undefined)
        default:
            let kind = kindName(subject)
            throw RenderFailure(
                Words(pl: "\(kind.pl) nie ma wycinków", en: "\(kind.en) has no slices"), rule: .wrongType)
        }
    }

    /// A slice of a range is a range.
    private func sliced(_ range: (start: Int, stop: Int, step: Int), _ count: Int, _ bounds: [Int?])
        throws(RenderFailure) -> Value
    {
        let (start, stop, step) = TextSlicing.indices(count, bounds[0], bounds[1], bounds[2])
        func place(_ index: Int) throws(RenderFailure) -> Int {
            let (distance, tooFar) = index.multipliedReportingOverflow(by: range.step)
            let (place, tooBig) = range.start.addingReportingOverflow(distance)
            if tooFar || tooBig { throw self.tooBig() }
            return place
        }
        let first = try place(start)
        let last = try place(stop)
        let (stride, overflow) = step.multipliedReportingOverflow(by: range.step)
        if overflow { throw tooBig() }
        let items = Swift.stride(from: first, to: last, by: stride).map { Value.integer($0) }
        return .list(ListValue(rangeItems: items, bounds: (first, last, stride)))
    }

    @inline(__always)
    mutating func note(_ list: ListValue) {
        if let origin = list.origin { trace.noteList(Int(origin)) }
    }

    mutating func unpack(_ count: Int) throws(RenderFailure) {
        let items = try items(of: stack.pop())
        guard items.count == count else {
            throw RenderFailure(
                Words(
                    pl: "wartość ma \(items.count) części, a zmiennych jest \(count)",
                    en: "the value has \(items.count) parts, and there are \(count) variables"))
        }
        for item in items.reversed() { stack.push(item) }
    }

    mutating func setField(_ symbol: Int32) throws(RenderFailure) {
        let target = stack.pop()
        let value = stack.pop()
        guard case .runtime(let object) = target, object.kind == .namespace else {
            throw RenderFailure(
                Words(
                    pl: "przypisać można tylko do pola obiektu z „namespace()”",
                    en: "only a field of an object made by “namespace()” can be assigned"))
        }
        try checkDepth(value)
        unsafeDowncast(object, to: Namespace.self).members.set(.string(symbols.name(symbol)), value)
    }

    /// Values nest at most this deep, since freeing them recurses.
    func checkDepth(_ value: Value) throws(RenderFailure) {
        if value.depth > 200 {
            throw RenderFailure(
                Words(pl: "listy i mapy są zagnieżdżone zbyt głęboko", en: "lists and maps nest too deep"),
                rule: .templateLimit)
        }
    }

    mutating func makeMap(_ count: Int) throws(RenderFailure) -> Value {
        try charge(4 + 4 * count)
        let flat = stack.popLast(count * 2)
        var keys: [Value] = []
        var values: [Value] = []
        for place in 0..<count {
            keys.append(flat[place * 2])
            values.append(flat[place * 2 + 1])
        }
        for key in keys { try checkKey(key) }
        let map = Value.map(MapValue(keys: keys, values: values, frozen: false))
        try checkDepth(map)
        return map
    }

    func checkKey(_ key: Value) throws(RenderFailure) {
        try charge(reading: key)
        switch key {
        case .list(let list) where [.tuple, .group].contains(list.face): for item in list.items { try checkKey(item) }
        case .list(let list) where [.range, .values].contains(list.face): return
        case .undefined(let undefined) where policy == .strict: throw undefinedFailure(undefined)
        case .list, .map:
            throw RenderFailure(
                Words(pl: "lista ani mapa nie może być kluczem", en: "a list or map cannot be a key"))
        default: return
        }
    }

    /// Counts the reading of a key; an error for one that has too many parts.
    func charge(reading key: Value) throws(RenderFailure) {
        switch key {
        case .string(let text), .markup(let text): try charge(1 + text.utf8.count >> 4)
        case .list(let list):
            var parts = 0
            try count(list, &parts)
            try charge(parts)
        default: try charge(1)
        }
    }

    private func count(_ list: ListValue, _ parts: inout Int) throws(RenderFailure) {
        parts += list.items.count
        guard parts <= MapKey.longest else {
            throw RenderFailure(
                Words(
                    pl: "klucz może mieć najwyżej \(MapKey.longest) części",
                    en: "a key may have at most \(MapKey.longest) parts"), rule: .templateLimit)
        }
        for case .list(let inner) in list.items { try count(inner, &parts) }
    }
}
