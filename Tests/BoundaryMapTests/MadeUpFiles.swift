import Diagnostics

@testable import BoundaryMap

/// How a made-up coverage is written, so that the same land comes in many disguises.
struct Disguise {
    var shufflesFeatures = false
    var rotatesRings = false
    var reversesRings = false
    var files = 1
    /// Millimetres by which each shape's own corners are off.
    var jitter = 0
    /// Every second shape is written with this many millimetres as its smallest step.
    var coarseStep = 1
}

extension MadeUpCoverage {
    /// GeoJSON in metres of EPSG:2180.
    func geoJSON(seed: Int = 0, _ disguise: Disguise = Disguise()) -> [BoundaryFile] {
        var dice = Dice(seed: seed &+ 77)
        var shapes = shapeNumbers
        if disguise.shufflesFeatures { dice.shuffle(&shapes) }
        var texts = [[String]](repeating: [], count: disguise.files)
        for (index, shape) in shapes.enumerated() {
            texts[index % disguise.files].append(feature(shape, disguise, &dice))
        }
        return texts.enumerated().filter { !$0.element.isEmpty }.map { index, features in
            let text = #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",\n") + "]}\n"
            return BoundaryFile(SourceFile(path: "made-up-\(index).geojson", text: text))
        }
    }

    private func feature(_ shape: Int, _ disguise: Disguise, _ dice: inout Dice) -> String {
        let own = rings.filter { $0.shape == shape }
        let shells = own.filter { doubledArea($0.points) > 0 }
        let holes = own.filter { doubledArea($0.points) < 0 }
        var polygons = shells.map { [$0.points] }
        for hole in holes {
            // The smallest shell with the hole's edge in it.
            let inside = shells.indices.filter { holds(shells[$0].points, hole.points) }
            let owner = inside.min { doubledArea(shells[$0].points) < doubledArea(shells[$1].points) }
            polygons[owner ?? 0].append(hole.points)
        }
        let step = shape.isMultiple(of: 2) ? disguise.coarseStep : 1
        let written = polygons.map { rings in
            "[" + rings.map { ring($0, shape, disguise, step, &dice) }.joined(separator: ",") + "]"
        }
        let key = MadeUpCoverage.key(shape)
        return #"{"type":"Feature","properties":{"teryt":"\#(key)","name":"Gmina \#(shape)"},"#
            + #""geometry":{"type":"MultiPolygon","coordinates":[\#(written.joined(separator: ","))]}}"#
    }

    private func holds(_ shell: [GridPoint], _ hole: [GridPoint]) -> Bool {
        for corner in hole {
            switch pointPosition(corner, in: shell) {
            case .inside: return true
            case .outside: return false
            case .border: continue
            }
        }
        return true
    }

    private func ring(
        _ points: [GridPoint], _ shape: Int, _ disguise: Disguise, _ step: Int, _ dice: inout Dice
    ) -> String {
        var points = points.map { point in
            // A shape has its own idea of a corner, but only one.
            var own = Dice(seed: point.x &* 31 &+ point.y &* 17 &+ shape)
            return GridPoint(
                (point.x + own.around(disguise.jitter)) / step * step,
                (point.y + own.around(disguise.jitter)) / step * step)
        }
        if disguise.rotatesRings {
            let first = dice.below(points.count)
            points = Array(points[first...] + points[..<first])
        }
        if disguise.reversesRings, dice.below(2) == 0 { points.reverse() }
        points.append(points[0])
        return "[" + points.map { "[\(metres($0.x)),\(metres($0.y))]" }.joined(separator: ",") + "]"
    }

    private func metres(_ millimetres: Int) -> String { decimal(Double(millimetres) / 1000, 3) }
}
