import Diagnostics

extension ValueReader {
    /// A file: a path, or `{plik, opis}`. An image: `{plik, opis}` or `{plik, dekoracja: true}` (`file`, `alt`,
    /// `decorative`), since who does not see it knows only its description.
    mutating func media(_ index: Int, _ type: FieldType) -> FieldValue {
        if tree.isScalar(index) {
            let value = media(path: index, text: nil, isDecorative: false, type)
            if case .image = value { reportBareImage(index) }
            return value
        }
        guard tree.nodes[index].kind == .mapping else {
            wrongType(
                index, type,
                remedy: Words(pl: "wpisz jedną ścieżkę zamiast listy", en: "write one path instead of a list"))
            return .absent
        }
        var path: Int?
        var text: Int?
        var decorative: Int?
        var key = index + 1
        while key < tree.nodes[index].next {
            switch tree.string(key) {
            case "plik", "file", "src": path = key + 1
            case "opis", "alt", "text": text = key + 1
            case "dekoracja", "decorative": decorative = key + 1
            case let other: unknownPart(other, key, of: ["plik", "opis", "dekoracja", "file", "alt", "decorative"])
            }
            key = tree.nodes[key + 1].next
        }
        guard let path, !tree.isAbsent(path), tree.isScalar(path) else {
            report(
                .missingField,
                Words(
                    pl: "pole „\(name())”: brakuje ścieżki pliku", en: "field “\(name())”: the file's path is missing"),
                tree.nodes[index].span, Words(pl: "dopisz „plik: …”", en: "add “plik: …” (or “file: …”)"))
            return .absent
        }
        let isDecorative = decorative.map { flag($0) } ?? false
        let description = text.flatMap { tree.isAbsent($0) || !tree.isScalar($0) ? nil : tree.string($0) }
        if case .image = type { checkDescription(description, isDecorative, index, text: text) }
        return media(path: path, text: description, isDecorative: isDecorative, type)
    }

    private mutating func media(path: Int, text: String?, isDecorative: Bool, _ type: FieldType) -> FieldValue {
        let written = tree.string(path)
        let span = tree.nodes[path].span
        if let fault = MediaPath.fault(written) {
            report(
                .wrongValue,
                Words(pl: "pole „\(name())”: \(fault.message.pl)", en: "field “\(name())”: \(fault.message.en)"), span,
                fault.remedy)
            return .absent
        }
        let value = MediaValue(path: written, pathSpan: span, text: text, isDecorative: isDecorative)
        if case .image = type { return .image(value) }
        return .file(value)
    }

    private mutating func reportBareImage(_ path: Int) {
        let file = "plik: \(tree.string(path))"
        report(
            .missingDescription,
            Words(pl: "pole „\(name())”: obraz nie ma opisu", en: "field “\(name())”: the image has no description"),
            tree.nodes[path].span,
            Words(
                pl: "wpisz { \(file), opis: co na nim widać }, a przy ozdobie { \(file), dekoracja: true }",
                en: "write { \(file), opis: what it shows }, or for decoration { \(file), dekoracja: true }"))
    }

    private mutating func checkDescription(_ description: String?, _ isDecorative: Bool, _ index: Int, text: Int?) {
        if description == nil, !isDecorative {
            report(
                .missingDescription,
                Words(
                    pl: "pole „\(name())”: obraz nie ma opisu", en: "field “\(name())”: the image has no description"),
                tree.nodes[index].span,
                Words(
                    pl: "dopisz „opis: …” (co na nim widać) albo „dekoracja: true”",
                    en: "add “opis: …” (what it shows; or “alt:”), or “dekoracja: true” (or “decorative:”)"))
        } else if description != nil, isDecorative, let text {
            report(
                .wrongValue,
                Words(
                    pl: "pole „\(name())”: dekoracja nie ma opisu",
                    en: "field “\(name())”: decoration has no description"),
                tree.nodes[text].span,
                Words(pl: "usuń „opis” albo „dekoracja”", en: "remove the description or the mark"))
        }
    }

    private mutating func flag(_ index: Int) -> Bool {
        if tree.isAbsent(index) { return false }
        guard tree.isScalar(index),
            case .value(.boolean(let flag)) = ScalarReading.read(tree.string(index), .boolean, isPlain: true)
        else {
            wrongType(index, .boolean, remedy: nil)
            return false
        }
        return flag
    }

    private mutating func unknownPart(_ name: String, _ key: Int, of known: [String]) {
        let all = known.joined(separator: ", ")
        report(
            .unknownField, Words(pl: "nieznane pole „\(self.name(name))”", en: "unknown field “\(self.name(name))”"),
            tree.nodes[key].span,
            NearMiss.remedy(for: name, in: known) ?? Words(pl: "pola: \(all)", en: "the fields are: \(all)"))
    }

    /// `{lat, lon}` or a list of two numbers, latitude first.
    mutating func coordinates(_ index: Int) -> FieldValue {
        var latitude: Int?
        var longitude: Int?
        if tree.nodes[index].kind == .list {
            let items = tree.items(index)
            if items.count == 2 { (latitude, longitude) = (items[0], items[1]) }
        } else {
            var key = index + 1
            while key < tree.nodes[index].next {
                switch tree.string(key) {
                case "lat", "latitude", "szerokosc": latitude = key + 1
                case "lon", "lng", "longitude", "dlugosc": longitude = key + 1
                case let other: unknownPart(other, key, of: ["lat", "lon"])
                }
                key = tree.nodes[key + 1].next
            }
        }
        guard let latitude, let longitude, tree.isScalar(latitude), tree.isScalar(longitude) else {
            wrongType(index, .coordinates, remedy: ScalarReading.coordinatesRemedy)
            return .absent
        }
        switch ScalarReading.coordinates(tree.string(latitude) + ", " + tree.string(longitude)) {
        case .value(let value): return value
        case .wrong(let remedy): wrongType(index, .coordinates, remedy: remedy)
        case .fault(let rule, let message, let remedy): report(rule, message, tree.nodes[index].span, remedy)
        }
        return .absent
    }
}

/// What a path to a file beside an entry may look like.
enum MediaPath {
    static func fault(_ path: String) -> (message: Words, remedy: Words)? {
        if path.contains("://") || path.hasPrefix("//") || path.hasPrefix("data:") {
            return (
                Words(pl: "plik z innego serwera", en: "a file on another server"),
                Words(
                    pl: "zapisz plik obok wpisu i podaj jego nazwę",
                    en: "store the file beside the entry and write its name")
            )
        }
        if path.utf8.contains(UInt8(ascii: "\\")) {
            let suggestion = String(
                decoding: path.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
            return (
                Words(pl: "ukośnik \\ w ścieżce", en: "a backslash in the path"),
                Words(pl: "wpisz \(suggestion)", en: "write \(suggestion)")
            )
        }
        if path.utf8.count > 1 && path.utf8.dropFirst().first == UInt8(ascii: ":") {
            return (
                Words(pl: "ścieżka z dysku komputera", en: "a path on somebody's disk"),
                Words(
                    pl: "zapisz plik obok wpisu i podaj jego nazwę",
                    en: "store the file beside the entry and write its name")
            )
        }
        return nil
    }
}
