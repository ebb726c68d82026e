import Diagnostics

@testable import BoundaryMap

/// Writes a Shapefile as ESRI's description says, byte by byte.
struct ShapefileBuilder {
    var type = 5
    var records: [(attributes: [[UInt8]], rings: [[(Double, Double)]])] = []
    /// Records that the table marks as deleted.
    var deleted: Set<Int> = []
    /// C for text, N for a number, M for a memo …
    var fieldTypes = "CC"
    var fieldNames = ["JPT_KOD_JE", "JPT_NAZWA_"]
    var fieldLengths = [8, 30]
    var projection: String?
    var codePage: String?
    /// The table's own mark of its encoding.
    var mark: UInt8 = 0

    func shp() -> [UInt8] {
        var body: [UInt8] = []
        for (number, record) in records.enumerated() {
            let points = record.rings.flatMap { $0 }
            var content = little32(type) + [UInt8](repeating: 0, count: 32)
            content += little32(record.rings.count) + little32(points.count)
            var start = 0
            for ring in record.rings {
                content += little32(start)
                start += ring.count
            }
            for (x, y) in points { content += double(x) + double(y) }
            // Heights and measures follow the points.
            if type != 5 { content += [UInt8](repeating: 0, count: (type == 15 ? 2 : 1) * (16 + 8 * points.count)) }
            body += big32(number + 1) + big32(content.count / 2) + content
        }
        var head = big32(9994) + [UInt8](repeating: 0, count: 20) + big32((100 + body.count) / 2)
        head += little32(1000) + little32(type) + [UInt8](repeating: 0, count: 64)
        return head + body
    }

    func dbf() -> [UInt8] {
        let recordLength = 1 + fieldLengths.reduce(0, +)
        let headerLength = 33 + 32 * fieldNames.count
        var out: [UInt8] = [3, 126, 1, 1] + little32(records.count)
        out += [
            UInt8(headerLength & 255), UInt8(headerLength >> 8), UInt8(recordLength & 255), UInt8(recordLength >> 8),
        ]
        out += [UInt8](repeating: 0, count: 17) + [mark, 0, 0]
        for ((name, length), type) in zip(zip(fieldNames, fieldLengths), fieldTypes.utf8) {
            out += Array(name.utf8) + [UInt8](repeating: 0, count: 11 - name.utf8.count) + [type]
            out += [0, 0, 0, 0, UInt8(length)] + [UInt8](repeating: 0, count: 15)
        }
        out.append(0x0D)
        for (number, record) in records.enumerated() {
            out.append(deleted.contains(number) ? 0x2A : 0x20)
            for (value, length) in zip(record.attributes, fieldLengths) {
                out += value + [UInt8](repeating: 0x20, count: length - value.count)
            }
        }
        return out + [0x1A]
    }

    func file(path: String = "gminy.shp") -> BoundaryFile {
        var companions = ["dbf": SourceFile(path: "gminy.dbf", bytes: dbf())]
        if let projection { companions["prj"] = SourceFile(path: "gminy.prj", text: projection) }
        if let codePage { companions["cpg"] = SourceFile(path: "gminy.cpg", text: codePage) }
        return BoundaryFile(SourceFile(path: path, bytes: shp()), companions: companions)
    }

    private func little32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    private func big32(_ value: Int) -> [UInt8] { little32(value).reversed() }
    private func double(_ value: Double) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
    }
}
