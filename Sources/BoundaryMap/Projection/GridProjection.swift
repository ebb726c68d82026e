import Diagnostics

/// Puts the layers of all files onto one millimetre grid of EPSG:2180, and refuses what cannot lie in Poland.
struct GridProjection {
    /// The system that the caller names; nil finds it in each file.
    let requested: CoordinateSystem?
    private var grid: GridLayer
    private var findings: [Diagnostic] = []

    static func project(
        _ layers: [SourceLayer], as requested: CoordinateSystem?
    ) throws(DiagnosticError) -> GridLayer {
        var projection = GridProjection(requested: requested, grid: GridLayer(layers: layers))
        for number in layers.indices { projection.add(layers[number], number: number) }
        if !projection.findings.isEmpty { throw DiagnosticError(projection.findings) }
        return projection.grid
    }

    private init(requested: CoordinateSystem?, grid: GridLayer) {
        self.requested = requested
        self.grid = grid
        for layer in grid.layers { self.grid.warnings += layer.warnings }
    }

    private mutating func add(_ layer: SourceLayer, number: Int) {
        let firstFeature = grid.features.count
        let firstVertex = grid.points.count
        grid.firstVertex.append(firstVertex)
        for feature in layer.features {
            guard let key = feature.key, !key.isEmpty else {
                findings.append(missingKey(feature, layer))
                grid.features.append(GridLayer.Origin(key: "", name: "", layer: number, span: feature.span))
                continue
            }
            grid.features.append(
                GridLayer.Origin(key: key, name: feature.name ?? key, layer: number, span: feature.span))
        }
        for ring in layer.rings {
            grid.rings.append(
                SourceRing(
                    feature: ring.feature + firstFeature, polygon: ring.polygon, index: ring.index,
                    start: ring.start + firstVertex, end: ring.end + firstVertex))
        }
        guard let system = system(of: layer) else {
            grid.points += [GridPoint](repeating: GridPoint(0, 0), count: layer.x.count)
            return
        }
        switch system {
        case .degrees: addDegrees(layer)
        case .poland1992: addMetres(layer)
        }
    }

    /// What the caller says, else what the file says, else what the numbers look like.
    private mutating func system(of layer: SourceLayer) -> CoordinateSystem? {
        if let requested { return requested }
        if let declared = layer.declared {
            if let system = declared.system { return system }
            findings.append(
                Diagnostic(
                    .mapCoordinates,
                    Words(
                        pl: "nieobsługiwany układ współrzędnych „\(declared.name)”",
                        en: "unsupported coordinate system “\(declared.name)”"),
                    at: Location(layer.file, declared.span),
                    remedy: Words(
                        pl: "przelicz plik na EPSG:4326 albo EPSG:2180, albo podaj --crs, jeśli nazwa jest błędna",
                        en: "convert the file to EPSG:4326 or EPSG:2180, or give --crs when the name is wrong")))
            return nil
        }
        // By the most of them: a single wild number is a fault of its own.
        var large = 0
        for index in layer.x.indices where abs(layer.x[index]) > 180 || abs(layer.y[index]) > 180 { large += 1 }
        return 2 * large > layer.x.count ? .poland1992 : .degrees
    }

    // MARK: - Degrees

    private mutating func addDegrees(_ layer: SourceLayer) {
        let mercator = TransverseMercator.poland
        grid.points.reserveCapacity(grid.points.count + layer.x.count)
        var firstOutside: Int?
        for index in layer.x.indices {
            let (longitude, latitude) = (layer.x[index], layer.y[index])
            guard longitude > 13.8, longitude < 24.5, latitude > 48.8, latitude < 55.2 else {
                if firstOutside == nil { firstOutside = index }
                grid.points.append(GridPoint(0, 0))
                continue
            }
            let place = mercator.project(longitude: longitude, latitude: latitude)
            grid.points.append(
                GridPoint(Int((place.east * 1000).rounded()), Int((place.north * 1000).rounded())))
        }
        guard let index = firstOutside else { return }
        let (longitude, latitude) = (layer.x[index], layer.y[index])
        let isSwapped = longitude > 48.8 && longitude < 55.2 && latitude > 13.8 && latitude < 24.5
        outside(
            layer, index,
            remedy: isSwapped
                ? Words(
                    pl: "szerokość i długość są zamienione miejscami: w GeoJSON długość (wschód) stoi pierwsza",
                    en: "latitude and longitude are swapped: GeoJSON has the longitude (east) first")
                : Words(
                    pl: "Polska leży między 14° a 24,2° E oraz 49° a 55° N; inny układ poda --crs",
                    en: "Poland lies between 14° and 24.2° E, 49° and 55° N; --crs names another system"))
    }

    // MARK: - Metres

    private mutating func addMetres(_ layer: SourceLayer) {
        let swaps = northIsFirst(layer)
        if swaps {
            grid.warnings.append(
                Diagnostic(
                    .mapReferenceSystem,
                    Words(
                        pl: "współrzędne EPSG:2180 stoją w kolejności północ, wschód: zamieniono",
                        en: "the EPSG:2180 coordinates stand in the order north, east: swapped"),
                    at: Location(layer.file, layer.features.first?.span ?? Span(0, 0))))
        }
        var firstOutside: Int?
        for index in layer.x.indices {
            let (east, north) = swaps ? (layer.y[index], layer.x[index]) : (layer.x[index], layer.y[index])
            guard isInside(east, north) else {
                if firstOutside == nil { firstOutside = index }
                grid.points.append(GridPoint(0, 0))
                continue
            }
            grid.points.append(GridPoint(Int((east * 1000).rounded()), Int((north * 1000).rounded())))
        }
        if let index = firstOutside {
            outside(
                layer, index,
                remedy: Words(
                    pl: "w EPSG:2180 Polska leży między 140 a 900 km na wschód i 120 a 800 km na północ",
                    en: "in EPSG:2180 Poland lies between 140 and 900 km east, 120 and 800 km north"))
        }
    }

    private func isInside(_ east: Double, _ north: Double) -> Bool {
        east > 130_000 && east < 910_000 && north > 90_000 && north < 850_000
    }

    /// The official order of EPSG:2180 is north first, but most programs write east first. The ranges overlap, so the
    /// voivodeship in the keys decides; without one, the order that lies in Poland, and east first when both do.
    private func northIsFirst(_ layer: SourceLayer) -> Bool {
        var votes = 0
        var straight = 0
        var swapped = 0
        for ring in layer.rings where ring.start < ring.end {
            let (x, y) = (layer.x[ring.start], layer.y[ring.start])
            straight += isInside(x, y) ? 1 : 0
            swapped += isInside(y, x) ? 1 : 0
            guard let key = layer.features[ring.feature].key, isInside(x, y), isInside(y, x) else { continue }
            let east = TransverseMercator.poland.unproject(east: x, north: y)
            let north = TransverseMercator.poland.unproject(east: y, north: x)
            let fitsEast = Voivodeships.holds(code: key, longitude: east.longitude, latitude: east.latitude)
            let fitsNorth = Voivodeships.holds(code: key, longitude: north.longitude, latitude: north.latitude)
            votes += (fitsNorth == true ? 1 : 0) - (fitsEast == true ? 1 : 0)
        }
        return votes == 0 ? swapped > straight : votes > 0
    }

    // MARK: - Messages

    private mutating func outside(_ layer: SourceLayer, _ index: Int, remedy: Words) {
        let feature = layer.rings.first { $0.start <= index && index < $0.end }?.feature ?? 0
        let name = layer.features[feature].name ?? layer.features[feature].key ?? "?"
        let offset = index < layer.offsets.count ? Int(layer.offsets[index]) : 0
        let (x, y) = (layer.x[index], layer.y[index])
        guard x.isFinite, y.isFinite else {
            findings.append(
                Diagnostic(
                    .mapCoordinates,
                    Words(
                        pl: "„\(name)”: współrzędna nie jest liczbą (NaN albo nieskończoność)",
                        en: "“\(name)”: a coordinate is no number (NaN or infinity)"),
                    at: Location(layer.file, Span(offset, offset + 1))))
            return
        }
        findings.append(
            Diagnostic(
                .mapCoordinates,
                Words(
                    pl: "„\(name)”: wierzchołek \(written(x)), \(written(y)) leży poza Polską",
                    en: "“\(name)”: the vertex \(written(x)), \(written(y)) lies outside Poland"),
                at: Location(layer.file, Span(offset, offset + 1)), remedy: remedy))
    }

    private func written(_ coordinate: Double) -> String {
        abs(coordinate) < 1e12 ? decimal(coordinate, 6) : "\(coordinate)"
    }

    private func missingKey(_ feature: SourceFeature, _ layer: SourceLayer) -> Diagnostic {
        let listed = feature.attributes.prefix(12).joined(separator: ", ")
        return Diagnostic(
            .mapKey,
            Words(
                pl: "granica „\(feature.name ?? "?")” nie ma klucza",
                en: "the boundary “\(feature.name ?? "?")” has no key"),
            at: Location(layer.file, feature.span),
            remedy: Words(
                pl: "podaj --key z nazwą atrybutu; są tu: \(listed.isEmpty ? "żadne" : listed)",
                en: "name the attribute with --key; here are: \(listed.isEmpty ? "none" : listed)"))
    }
}
