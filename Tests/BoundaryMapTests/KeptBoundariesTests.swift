import Content
import Diagnostics
import Testing

@testable import BoundaryMap

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file that the site keeps, and what is drawn from it.
@Suite struct KeptBoundariesTests {
    let boundaries: Boundaries

    init() throws { boundaries = try Boundaries(file: SharedData.kept()) }

    static func links(_ boundaries: Boundaries) -> [MapLink] {
        boundaries.shapes.map { MapLink(key: $0.key, href: "/gminy/\($0.key)/", name: $0.name) }
    }

    @Test("facts are those of the full outlines")
    func facts() {
        #expect(boundaries.shapes.count == 15)
        #expect(abs((boundaries.area("1261011") ?? 0) - 326.85) < 0.005)
        #expect(boundaries.neighbours("1261011").count == 12)
        #expect(boundaries.credit == "Granice gmin: Państwowy Rejestr Granic (GUGiK)")
        #expect(boundaries.area("0000000") == nil)
        #expect(boundaries.neighbours("0000000").isEmpty)
        for shape in boundaries.shapes {
            for neighbour in shape.facts.neighbours {
                let back = boundaries.neighbours(neighbour.key).first { $0.key == shape.key }
                #expect(back?.length == neighbour.length, "\(shape.name) – \(neighbour.name)")
                #expect(boundaries[neighbour.key]?.facts.colour != shape.facts.colour)
            }
            let box = shape.facts.bounds
            #expect(box.west < shape.facts.label.longitude && shape.facts.label.longitude < box.east)
            #expect(box.south < shape.facts.label.latitude && shape.facts.label.latitude < box.north)
            #expect((0.05...1).contains(shape.facts.compactness))
        }
    }

    @Test("a file that is imported again keeps whom it names, unless somebody else is named")
    func credit() throws {
        var options = BoundaryImport.Options()
        options.credit = "Granice zmyślone"
        let first = try BoundaryImport.run([file(feature("1", "A", polygon(square())))], options: options)
        let kept = BoundaryFile(SourceFile(path: "a.topojson", bytes: first.topoJSON))
        #expect(try BoundaryImport.run([kept]).topoJSON == first.topoJSON)
        options.credit = "Urząd"
        #expect(try BoundaryImport.run([kept], options: options).boundaries.credit == "Urząd")
        #expect(
            try BoundaryImport.run([file(feature("1", "A", polygon(square())))]).boundaries.credit.contains("GUGiK"))
    }

    @Test(
        "a kept file that is damaged, or says that it strays less than not at all, is refused",
        arguments: [
            (#""deviation":"#, #""deviation":-"#), (#""tolerance":"#, #""tolerance":-"#), (#""area":"#, #""aria":"#),
            (#""area":"#, #""area":1e99,"x":"#), (#""perimeter":"#, #""perimeter":-"#),
            (#""label":["#, #""label":[1e300,50],"x":["#), (#""label":["#, #""label":[20,-1e300],"x":["#),
            (#""label":["#, #""label":[-170,50],"x":["#), (#""bounds":["#, #""bounds":[1e99,2,3,4],"x":["#),
            (#""neighbours":{"#, #""neighbours":{"1261011":1e300},"x":{"#),
            (#""colour":"#, #""colour":1e300,"x":"#),
        ])
    func damaged(change: (String, String)) throws {
        let kept = try SharedData.kept()
        let text = String(decoding: kept.bytes, as: UTF8.self).replacing(change.0, with: change.1)
        let found = messages([file(text, path: "a.topojson")])
        #expect(found.count == 1 && found[0].contains("[map-format] the boundary file is damaged"), "\(found)")
        #expect(throws: DiagnosticError.self) { try Boundaries(file: SourceFile(path: "a.topojson", text: text)) }
    }

    @Test("label points lie in their shapes, also when a drawing counts downwards")
    func labelPoints() throws {
        for seed in 0..<seedCount / 10 {
            let full = try FullCoverage.read(MadeUpCoverage(seed: seed).geoJSON(), options: .init())
            let general = try MapScale(width: 800, tolerance: 0.5).draw(full.coverage)
            for (shape, facts) in zip(full.coverage.shapes, full.facts(coarse: general)) {
                let place = TransverseMercator.poland.project(
                    longitude: facts.label.longitude, latitude: facts.label.latitude)
                let point = GridPoint(Int(place.east * 1000), Int(place.north * 1000))
                let rings = shape.polygons.joined().map { full.coverage.corners($0) }
                let around = rings.filter { pointPosition(point, in: $0) == .inside }.count
                #expect(around % 2 == 1, "seed \(seed), \(shape.name)")
            }
        }
    }

    @Test("a map of any width is kept fine enough for a page", arguments: [0.0005, 0.005, 0.05, 0.3, 3])
    func narrow(side: Double) throws {
        // A coast of a thousand corners around a point; a degree is some 71.5 km wide here.
        var dice = Dice(seed: Int(side * 10_000))
        let corners = (0..<1000).map { number -> String in
            let angle = Double(number) * 2 * Double.pi / 1000
            let radius = side / 2 * (0.9 + Double(dice.below(1000)) / 10_000)
            return "[\(20 + radius * cos(angle)),\(51 + radius * sin(angle))]"
        }
        let ring = "[" + (corners + [corners[0]]).joined(separator: ",") + "]"
        let result = try BoundaryImport.run([file(feature("1", "A", polygon(ring)))])
        let width = Double(GridBox(result.boundaries.coverage.arcs.joined()).width) / 1000
        #expect(result.boundaries.deviation <= min(5, max(width / 8000, 0.01) + 0.01))
        // No page is wider than this, and none is refused.
        for pixels in [320, 800, 1600] { _ = try MapDrawing(result.boundaries, width: pixels) }
        let kept = BoundaryFile(SourceFile(path: "a.topojson", bytes: result.topoJSON))
        #expect(try BoundaryImport.run([kept]).topoJSON == result.topoJSON)
    }

    @Test("the kept lines and the drawing are valid by the pairwise oracle")
    func valid() throws {
        let drawing = try MapDrawing(boundaries)
        let oracle = Oracle(drawing.general.coverage)
        #expect(oracle.faults().isEmpty)
        // Screens count downwards, so the signs are turned; the sums agree all the same.
        let areas = oracle.doubledAreas()
        #expect(areas.sum == areas.outer)
        var pairs: Set<String> = []
        for shape in boundaries.shapes {
            for neighbour in shape.facts.neighbours {
                pairs.insert(min(shape.key, neighbour.key) + "-" + max(shape.key, neighbour.key))
            }
        }
        #expect(oracle.neighbourPairs() == pairs)
    }

    @Test("a drawing strays at most 1.2 tolerances from the original, and is refused where the kept lines forbid it")
    func bound() throws {
        let extent = Double(GridBox(boundaries.coverage.arcs.joined()).width)
        for width in [320, 800, 1600] {
            let drawing = try MapDrawing(boundaries, width: width)
            let pixel = extent / Double(width)
            #expect(drawing.general.deviation + boundaries.deviation * 1000 <= 0.6 * pixel, "\(width)")
        }
        do throws(DiagnosticError) {
            _ = try MapDrawing(boundaries, width: 20_000)
            Issue.record("drawn")
        } catch {
            #expect(error.diagnostics.map(\.rule.name) == ["map-tolerance"])
            #expect(error.diagnostics[0].message.en.hasSuffix("a map 20000 px wide promises at most 1.74 m"))
        }
    }

    @Test("paths stay within their budget, begin with a small m, and parse back to the drawing's integers")
    func paths() throws {
        let drawing = try MapDrawing(boundaries)
        let svg = String(
            decoding: drawing.svg(links: KeptBoundariesTests.links(boundaries), title: "Mapa", description: "Opis"),
            as: UTF8.self)
        #expect(svg.utf8.count <= 19_000)
        var total = 0
        for shape in boundaries.shapes.indices {
            let rings = drawing.polygons(shape).flatMap { $0 }
            let data = String(decoding: PathData.closed(rings), as: UTF8.self)
            #expect(data.hasPrefix("m"))
            #expect(svg.contains(" d=\"\(data)\""))
            #expect(PathParser.rings(data) == rings)
            total += data.utf8.count
        }
        #expect(total <= 14_500)
    }

    @Test("three layers: hidden fills, named links in the given order, hidden labels; classes only")
    func layers() throws {
        let links = Array(KeptBoundariesTests.links(boundaries).reversed())
        let drawing = try MapDrawing(boundaries)
        let svg = String(
            decoding: drawing.svg(links: links, title: "Mapa <gmin>", description: "A & B", prefix: "m2"), as: UTF8.self
        )
        #expect(svg.hasPrefix("<svg class=\"map\" viewBox=\"-8 -8 "))
        #expect(svg.contains("role=\"group\" aria-labelledby=\"m2-t\" aria-describedby=\"m2-d\""))
        #expect(svg.contains("<title id=\"m2-t\">Mapa &lt;gmin&gt;</title><desc id=\"m2-d\">A &amp; B</desc>"))
        #expect(svg.contains("<g class=\"map-land\" aria-hidden=\"true\">"))
        #expect(svg.contains("<g class=\"map-names\" aria-hidden=\"true\""))
        #expect(!svg.contains("style"))
        #expect(svg.ranges(of: "<a href=").count == 15)
        #expect(svg.ranges(of: "vector-effect=\"non-scaling-stroke\"").count == 15)
        #expect(svg.ranges(of: "<g class=\"c").count == 3)
        let hrefs = svg.split(separator: "<a href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(hrefs == links.map(\.href))
        for index in boundaries.shapes.indices {
            #expect(svg.ranges(of: "id=\"m2-\(index)\"").count == 1)
            #expect(svg.ranges(of: "href=\"#m2-\(index)\"").count == 1)
        }
    }

    @Test("no two labels overlap; a name inside its shape is inside with its whole box")
    func labels() throws {
        let drawing = try MapDrawing(boundaries)
        let shapes = boundaries.shapes.indices.map { drawing.polygons($0) }
        let area = GridBox([GridPoint(0, 0), GridPoint(drawing.box.width, drawing.box.height)])
        let labels = LabelPlacement.place(
            boundaries.shapes.map(\.name), shapes: shapes, poles: boundaries.shapes.indices.map { drawing.pole($0) },
            fontSize: 60, area: area)
        #expect(labels.allSatisfy { $0 != nil })
        for (index, one) in labels.enumerated() {
            guard let one else { continue }
            for other in labels[(index + 1)...].compactMap({ $0 }) {
                let isApart =
                    one.box.maxX < other.box.minX || other.box.maxX < one.box.minX || one.box.maxY < other.box.minY
                    || other.box.maxY < one.box.minY
                #expect(isApart, "\(one.lines) \(other.lines)")
            }
            let corners = [
                GridPoint(one.box.minX, one.box.minY), GridPoint(one.box.maxX, one.box.minY),
                GridPoint(one.box.maxX, one.box.maxY), GridPoint(one.box.minX, one.box.maxY),
            ]
            for corner in corners {
                let holders = shapes.indices.filter { shape in
                    shapes[shape].contains { pointPosition(corner, in: $0[0]) == .inside }
                }
                #expect(holders == (one.leader == nil ? [index] : []), "\(one.lines)")
            }
        }
    }

    @Test("locators, silhouettes and the outline")
    func small() throws {
        let drawing = try MapDrawing(boundaries)
        for shape in boundaries.shapes {
            let locator = try #require(drawing.locator(shape.key, title: "Położenie: \(shape.name)", prefix: "l"))
            let text = String(decoding: locator, as: UTF8.self)
            #expect(text.contains("role=\"img\" aria-labelledby=\"l-t\""))
            #expect(text.contains("<title id=\"l-t\">Położenie: \(shape.name)</title>"))
            for name in ["locator-land", "locator-here", "locator-borders"] {
                #expect(text.ranges(of: "class=\"\(name)\"").count == 1)
            }
            let silhouette = try #require(drawing.silhouette(shape.key))
            #expect(String(decoding: silhouette, as: UTF8.self).contains("aria-hidden=\"true\""))
            let tiny = try #require(drawing.silhouette(shape.key, size: .small))
            #expect(tiny.count < silhouette.count)
        }
        #expect(drawing.locator("?", title: "") == nil)
        #expect(drawing.silhouette("?") == nil)
        let outline = String(decoding: drawing.outline(), as: UTF8.self)
        let data = try #require(outline.split(separator: " d=\"").last?.prefix { $0 != "\"" })
        #expect(PathParser.rings(String(data)).count == 1)
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let rule: String
        let from: String
        let to: String
        let message: String
        var testDescription: String { rule }
    }

    static let damages = [
        Damage(
            rule: "another program's file", from: "\"metropolia\":", to: "\"other\":",
            message: "this is no boundary file made by “metropolia map import”"),
        Damage(
            rule: "a fact is gone", from: "\"compactness\":0.", to: "\"x\":0.",
            message: "the boundary file is damaged (area, perimeter, compactness, colour, bounds, label, neighbours, "
                + "touches)"),
        Damage(
            rule: "a neighbour that is not there", from: "\"neighbours\":{\"1206072\"",
            to: "\"neighbours\":{\"9999999\"",
            message: "the boundary file is damaged (9999999)"),
        Damage(
            rule: "an arc that is not there", from: "\"arcs\":[[0,4", to: "\"arcs\":[[0,4000",
            message: "a geometry uses arc 4000, which does not exist (there are 42)"),
        Damage(
            rule: "a string for a number", from: "\"area\":84.2153", to: "\"area\":\"84\"",
            message: "the boundary file is damaged (area, perimeter, compactness, colour, bounds, label, neighbours, "
                + "touches)"),
    ]

    @Test("a damaged file is refused", arguments: damages)
    func damaged(_ damage: Damage) throws {
        let text = String(decoding: try SharedData.kept().bytes, as: UTF8.self)
        let changed = text.replacing(damage.from, with: damage.to, maxReplacements: 1)
        #expect(changed != text)
        do throws(DiagnosticError) {
            _ = try Boundaries(file: SourceFile(path: "granice.topojson", text: changed))
            Issue.record("read")
        } catch {
            #expect(error.diagnostics.map(\.message.en) == [damage.message])
        }
    }

    @Test("entries and boundaries that do not fit are errors")
    func linkCheck() {
        var entries = boundaries.shapes.map { MapEntry(key: $0.key, name: $0.name, area: $0.facts.area) }
        #expect(boundaries.check(entries).isEmpty)
        entries[0] = MapEntry(key: "1206013", name: "Czernichów")
        entries[1] = MapEntry(key: entries[1].key, name: "Igołomia")
        entries[2] = MapEntry(key: entries[2].key, name: entries[2].name, area: 85)
        let found = boundaries.check(entries)
        #expect(
            found.map(\.rule.name) == [
                "boundary-without-entry", "entry-without-boundary", "boundary-name", "area-differs",
            ])
        #expect(found.map(\.level) == [.error, .error, .error, .warning])
        #expect(found[0].message.en == "the boundary “Czernichów” (1206012) has no entry")
        #expect(found[0].location?.start.line == 8)
        #expect(found[1].remedy?.en == "did you mean “1206012”?")
        #expect(found[3].message.pl.hasPrefix("powierzchnia 85,00 km² różni się o 2,5 %"))
    }

    @Test("other programs' view: the file read as plain TopoJSON is the same map")
    func plain() throws {
        let result = try BoundaryImport.run([BoundaryFile(SharedData.kept())])
        #expect(result.report.neighbourPairs == 27)
        #expect(result.report.arcs == 42)
        #expect(try result.topoJSON == SharedData.kept().bytes)
        let table = try BoundaryTable.make([BoundaryFile(SharedData.kept())], language: .en)
        #expect(table.text.contains("neighbour pairs     27\n"))
        #expect(table.text.contains("  326.85       125.0       1  Wieliczka 28.1, Zielonki 17.8"))
        let map = try StandaloneMap.make([BoundaryFile(SharedData.kept())], width: 400)
        let svg = String(decoding: map.bytes, as: UTF8.self)
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"248\""))
        #expect(svg.ranges(of: "data-key=").count == 15)
    }
}
