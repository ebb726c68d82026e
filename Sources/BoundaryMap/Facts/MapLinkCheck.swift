import Diagnostics

/// An entry of the collection that the map links to.
public struct MapEntry: Sendable {
    public let key: String
    public let name: String
    /// What the entry itself says its area is, in square kilometres.
    public let area: Double?
    /// The value of the key in the entry.
    public let keyLocation: Location?
    public let nameLocation: Location?
    public let areaLocation: Location?

    public init(
        key: String, name: String, area: Double? = nil, keyLocation: Location? = nil, nameLocation: Location? = nil,
        areaLocation: Location? = nil
    ) {
        self.key = key
        self.name = name
        self.area = area
        self.keyLocation = keyLocation
        self.nameLocation = nameLocation
        self.areaLocation = areaLocation
    }
}

extension Boundaries {
    /// What does not fit between boundaries and entries.
    ///
    /// Errors: a boundary without an entry, an entry without a boundary, names that differ. Warning: an entry whose
    /// area is more than 2 % off that of its boundary.
    public func check(_ entries: [MapEntry]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        let keys = Set(entries.map(\.key))
        for (shape, place) in zip(shapes, locations) where !keys.contains(shape.key) {
            let near = entries.first { $0.name == shape.name }
            found.append(
                Diagnostic(
                    .boundaryWithoutEntry,
                    Words(
                        pl: "granica „\(shape.name)” (\(shape.key)) nie ma wpisu",
                        en: "the boundary “\(shape.name)” (\(shape.key)) has no entry"),
                    at: place,
                    remedy: near.map { entry in
                        Words(
                            pl: "wpis „\(entry.name)” ma klucz \(entry.key): popraw go na \(shape.key)",
                            en: "the entry “\(entry.name)” has the key \(entry.key): change it to \(shape.key)")
                    }
                        ?? Words(
                            pl: "dodaj wpis z tym kluczem albo usuń granicę z pliku",
                            en: "add an entry with this key, or remove the boundary from the file")))
        }
        for entry in entries {
            guard let shape = self[entry.key] else {
                found.append(withoutBoundary(entry))
                continue
            }
            if shape.name != entry.name { found.append(otherName(entry, shape)) }
            if let area = entry.area, abs(area - shape.facts.area) > 0.02 * shape.facts.area {
                found.append(otherArea(entry, area, shape))
            }
        }
        return found
    }

    private func withoutBoundary(_ entry: MapEntry) -> Diagnostic {
        let named = shapes.first { $0.name == entry.name }
        return Diagnostic(
            .entryWithoutBoundary,
            Words(
                pl: "wpis „\(entry.name)” ma klucz \(entry.key), którego nie ma na mapie",
                en: "the entry “\(entry.name)” has the key \(entry.key), which is not on the map"),
            at: entry.keyLocation,
            remedy: named.map { Words(pl: "czy chodziło o „\($0.key)”?", en: "did you mean “\($0.key)”?") }
                ?? NearMiss.remedy(for: entry.key, in: shapes.map(\.key)))
    }

    private func otherName(_ entry: MapEntry, _ shape: Boundary) -> Diagnostic {
        Diagnostic(
            .boundaryName,
            Words(
                pl: "wpis nazywa się „\(entry.name)”, a granica z kluczem \(shape.key) „\(shape.name)”",
                en: "the entry is called “\(entry.name)”, the boundary with the key \(shape.key) “\(shape.name)”"),
            at: entry.nameLocation ?? entry.keyLocation,
            remedy: Words(
                pl: "popraw nazwę albo klucz", en: "mend the name or the key"))
    }

    private func otherArea(_ entry: MapEntry, _ area: Double, _ shape: Boundary) -> Diagnostic {
        let percent = abs(area - shape.facts.area) / shape.facts.area * 100
        return Diagnostic(
            .areaDiffers,
            Words(
                pl:
                    "powierzchnia \(decimalComma(area, 2)) km² różni się o \(decimalComma(percent, 1)) % "
                    + "od powierzchni konturu „\(shape.name)” (\(decimalComma(shape.facts.area, 2)) km²)",
                en: "the area \(decimal(area, 2)) km² is \(decimal(percent, 1)) % off the area of the shape "
                    + "“\(shape.name)” (\(decimal(shape.facts.area, 2)) km²)"),
            at: entry.areaLocation ?? entry.keyLocation)
    }
}
