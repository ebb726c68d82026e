import BoundaryMap
import Diagnostics
import Templates

/// The global `map` of one language: what a page asks for is drawn once, and only that.
struct MapValues {
    private let map: SiteMap
    private let sources: SiteSources
    private let plan: Plan
    private let types: TemplateTypes
    private let language: Int
    private let drawing: SiteDrawing

    init(
        map: SiteMap, drawing: SiteDrawing, sources: SiteSources, plan: Plan, types: TemplateTypes, language: Int
    ) {
        self.map = map
        self.drawing = drawing
        self.sources = sources
        self.plan = plan
        self.types = types
        self.language = language
    }

    private var words: [String: String] { sources.words[language].words }

    /// The object with its functions, in the order of `TemplateTypes.map`.
    var value: Value {
        let places = self.places
        let entryType = TypeInfo.record(types.entries[map.collection])
        let (drawing, language) = (self.drawing, self.language)
        let links = self.links
        let title = words["map_title"] ?? sources.config.languages[language].title
        let description = words["map_description"] ?? ""
        return .object(
            ObjectValue(
                types.map,
                [
                    constant("svg") { () throws(HostFailure) in
                        try drawing.piece("svg \(language)") {
                            $0.svg(links: links, title: title, description: description)
                        }
                    },
                    constant("outline") { () throws(HostFailure) in try drawing.piece("outline") { $0.outline() } },
                    function("locator", entryType, .markup, places) { place throws(HostFailure) in
                        try drawing.piece("locator \(language) \(place.key)") {
                            $0.locator(place.key, title: place.locatorTitle) ?? []
                        }
                    },
                    silhouette(entryType, places),
                    function("neighbours", entryType, .list(of: .record(types.neighbour)), places) { place in
                        place.neighbours
                    },
                    function("area", entryType, .number, places) { place in .number(place.area) },
                    function("box", entryType, .string, places) { place in .string(place.box) },
                ], origin: SiteWorld.Part.map.origin(language: language)))
    }

    /// A hash of everything that the functions give in one language: the boundaries, its words, and the entries on the
    /// map with their titles and addresses.
    static func fingerprint(_ map: SiteMap, _ sources: SiteSources, _ plan: Plan, words: UIWords) -> UInt64 {
        var hash = map.file.bytes.withUnsafeBufferPointer { StableHash.hash($0) }
        func add(_ text: String) { hash = StableHash.join(hash, StableHash.hash(text)) }
        for (word, text) in words.words.sorted(by: { $0.key < $1.key }) {
            add(word)
            add(text)
        }
        for (key, original) in map.entryByKey.sorted(by: { $0.key < $1.key }) {
            add(key)
            for index in [original] + plan.translations[original] {
                add(sources.entries[index].path)
                add(sources.entries[index].title)
                add(plan.entryURLs[index] ?? "")
                hash = StableHash.join(hash, UInt64(sources.entries[index].language))
            }
        }
        for index in plan.order[map.collection][0] { add(sources.entries[index].path) }
        return hash
    }

    private var fact: UInt64 { SiteWorld.mapKey(language: sources.config.languages[language].code) }

    /// What the functions know of one entry.
    private struct Place: Sendable {
        let key: String
        let locatorTitle: String
        let neighbours: Value
        let area: Double
        let box: String
    }

    /// By record index: the entry of the main language and all its translations.
    private var places: [Int32: Place] {
        var places: [Int32: Place] = [:]
        for shape in map.boundaries.shapes {
            guard let original = map.entryByKey[shape.key] else { continue }
            let place = self.place(shape, original: original)
            for index in [original] + plan.translations[original] { places[Int32(truncatingIfNeeded: index)] = place }
        }
        return places
    }

    private func place(_ shape: Boundary, original: Int) -> Place {
        let name = sources.entries[version(of: original) ?? original].title
        let title = (words["locator_title"] ?? "{name}").replacing("{name}", with: name)
        let neighbours = shape.facts.neighbours.compactMap { neighbour -> Value? in
            guard let other = map.entryByKey[neighbour.key], let index = version(of: other) else { return nil }
            return .object(
                ObjectValue(
                    types.neighbour,
                    [
                        .record(RecordIndex(index)), .integer(Int(neighbour.length.rounded())),
                    ]))
        }
        return Place(
            key: shape.key, locatorTitle: title, neighbours: .list(neighbours), area: shape.facts.area,
            box: MapValues.box(shape.facts.bounds))
    }

    /// South-west and north-east corner as schema.org's `GeoShape` writes them, to 11 metres.
    private static func box(_ bounds: DegreeBox) -> String {
        [bounds.south, bounds.west, bounds.north, bounds.east].map { degrees in
            let units = Int((degrees * 10_000).rounded())
            let rest = String(abs(units) % 10_000)
            let sign = units < 0 ? "-" : ""
            return "\(sign)\(abs(units) / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
        }.joined(separator: " ")
    }

    /// The entry in this language, else in the main one, when it appears.
    private func version(of original: Int) -> Int? {
        let all = [original] + plan.translations[original]
        let own = all.first { sources.entries[$0].language == language && plan.entryURLs[$0] != nil }
        return own ?? (plan.entryURLs[original] == nil ? nil : original)
    }

    /// In the order of the collection's list.
    private var links: [MapLink] {
        var keys: [Int: String] = [:]
        for (key, index) in map.entryByKey { keys[index] = key }
        let main = plan.order[map.collection][0]
        let rules = sources.config.languages[language].rules
        let found = main.compactMap { original -> MapLink? in
            guard let key = keys[original], let index = version(of: original), let url = plan.entryURLs[index] else {
                return nil
            }
            return MapLink(key: key, href: url, name: sources.entries[index].title)
        }
        let order = rules.order(found.map(\.name))
        return order.map { found[$0] }
    }

    private func constant(_ name: String, _ draw: @escaping @Sendable () throws(HostFailure) -> Value) -> Value {
        let fact = fact
        return .function(
            HostFunction(name, Signature([], returns: .markup), reads: .noted) { call throws(HostFailure) in
                call.trace.noteFact(fact)
                return try draw()
            })
    }

    private func function(
        _ name: String, _ entry: TypeInfo, _ result: TypeInfo, _ places: [Int32: Place],
        _ read: @escaping @Sendable (Place) throws(HostFailure) -> Value
    ) -> Value {
        let fact = fact
        return .function(
            HostFunction(name, Signature([Parameter("entry", entry)], returns: result), reads: .noted) {
                call throws(HostFailure) in
                call.trace.noteFact(fact)
                return try read(try MapValues.place(of: call[0], in: places, function: name))
            })
    }

    private func silhouette(_ entry: TypeInfo, _ places: [Int32: Place]) -> Value {
        let signature = MapValues.silhouetteSignature(entry)
        let (drawing, fact) = (self.drawing, fact)
        return .function(
            HostFunction("silhouette", signature, reads: .noted) { call throws(HostFailure) in
                call.trace.noteFact(fact)
                let place = try MapValues.place(of: call[0], in: places, function: "silhouette")
                let size: SilhouetteSize = call[1].text == "small" ? .small : .large
                return try drawing.piece("silhouette \(size) \(place.key)") {
                    $0.silhouette(place.key, size: size) ?? []
                }
            })
    }

    static func silhouetteSignature(_ entry: TypeInfo) -> Signature {
        Signature(
            [Parameter("entry", entry), Parameter("size", .enumeration(["large", "small"]), required: false)],
            returns: .markup)
    }

    private static func place(of value: Value, in places: [Int32: Place], function: String) throws(HostFailure) -> Place
    {
        if case .record(let index) = value, let place = places[index.number] { return place }
        throw HostFailure(
            Words(
                pl: "map.\(function)(): ten wpis nie ma granicy na mapie",
                en: "map.\(function)(): this entry has no boundary on the map"),
            remedy: Words(
                pl: "podaj wpis kolekcji, którą wskazuje „map” w site-config.json",
                en: "give an entry of the collection that “map” in site-config.json names"))
    }
}
