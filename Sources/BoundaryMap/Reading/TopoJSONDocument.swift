import Content
import Diagnostics

/// What a TopoJSON file says, before anything is made of it.
struct TopoJSONDocument {
    /// One polygon geometry with its properties.
    struct Geometry {
        var isPolygonal = false
        var polygons: [[[Int]]] = []
        var id: String?
        var properties: JSONNode?
        var span: Span
    }

    let file: SourceFile
    var geometries: [Geometry] = []
    /// Positions of all arcs in turn: absolute, in the file's units, the transform applied.
    var x: [Double] = []
    var y: [Double] = []
    var offsets: [UInt32] = []
    /// Where each arc ends.
    var arcEnds: [Int] = []
    var transform: (scaleX: Double, scaleY: Double, x: Double, y: Double)?
    var credit: String?
    var referenceSystem: SourceLayer.Declared?
    /// The first geometry that is no area, and how many there are: they were left out.
    var leftOut: (first: Span, type: String, count: Int)?
    /// The member that `map import` writes.
    var own: JSONNode?

    func arcRange(_ number: Int) -> Range<Int> { (number == 0 ? 0 : arcEnds[number - 1])..<arcEnds[number] }
}
