import Diagnostics

/// The attributes of a Shapefile: a dBASE III table (`.dbf`), its encoding named by a `.cpg` file or the table's own
/// mark.
struct AttributeTable {
    /// One column of the table that holds text.
    struct Field {
        let name: String
        let offset: Int
        let length: Int
    }

    /// How the texts are written.
    enum Encoding: Equatable {
        case utf8
        case singleByte(SingleByteEncoding)
        /// UTF-8 where the bytes are that, else Windows-1250.
        case unknown
        /// The same, although the `.cpg` file names another one.
        case unsupported(String)
    }

    /// Character, numeric, float, date, logical: the types whose bytes are text. A memo field holds only the number of a
    /// block in another file.
    private static let textTypes: [UInt8] = Array("CNFDL".utf8)

    let fields: [Field]
    let count: Int
    private let reader: ByteReader
    private let headerLength: Int
    private let recordLength: Int
    private let encoding: Encoding

    static func read(_ file: SourceFile, codePage: SourceFile?) throws(DiagnosticError) -> AttributeTable {
        let reader = ByteReader(bytes: file.bytes)
        func fault(_ pl: String, _ en: String) -> DiagnosticError {
            DiagnosticError(
                Diagnostic(.mapFormat, Words(pl: pl, en: en), at: ShapefileReader.place(file)))
        }
        guard let count = reader.little32(4), let headerLength = reader.little16(8),
            let recordLength = reader.little16(10), let mark = reader.byte(29)
        else { throw fault("tabela .dbf jest ucięta", "the .dbf table is truncated") }
        guard count >= 0, headerLength >= 33, recordLength >= 1 else {
            throw fault("to nie jest tabela dBASE", "this is no dBASE table")
        }
        guard headerLength + count * recordLength <= file.bytes.count else {
            throw fault(
                "tabela .dbf jest ucięta: \(count) rekordów po \(recordLength) bajtów się w niej nie mieści",
                "the .dbf table is truncated: \(count) records of \(recordLength) bytes do not fit")
        }
        var fields: [Field] = []
        var at = 32
        var offset = 1
        while at + 32 <= headerLength, let first = reader.byte(at), first != 0x0D {
            let length = Int(file.bytes[at + 16])
            let name = file.bytes[at..<at + 11].prefix { $0 != 0 }
            guard offset + length <= recordLength else {
                throw fault("pole tabeli .dbf wystaje poza rekord", "a field of the .dbf table exceeds its record")
            }
            if textTypes.contains(file.bytes[at + 11]) {
                fields.append(Field(name: String(decoding: name, as: UTF8.self), offset: offset, length: length))
            }
            offset += length
            at += 32
        }
        return AttributeTable(
            fields: fields, count: count, reader: reader, headerLength: headerLength, recordLength: recordLength,
            encoding: encoding(codePage, mark: mark))
    }

    private static func encoding(_ codePage: SourceFile?, mark: UInt8) -> Encoding {
        if let codePage {
            let written = String(decoding: codePage.bytes.prefix(40), as: UTF8.self)
            let name = written.lowercased().filter { $0.isLetter || $0.isNumber }
            if name.contains("utf8") || name == "65001" { return .utf8 }
            if name.contains("88592") || name.contains("latin2") || name == "28592" { return .singleByte(.latin2) }
            if name.contains("1250") { return .singleByte(.windows1250) }
            if !name.isEmpty { return .unsupported(String(written.filter { !$0.isNewline })) }
        }
        // 0xC8: Windows, Eastern Europe.
        return mark == 0xC8 ? .singleByte(.windows1250) : .unknown
    }

    /// Whether the table still holds a record that somebody deleted: dBASE only marks it, with an asterisk.
    func isDeleted(_ record: Int) -> Bool { reader.byte(headerLength + record * recordLength) == UInt8(ascii: "*") }

    /// The encoding that the `.cpg` file names, when it is one that is not read here and a text depends on it.
    var unsupportedEncoding: String? {
        guard case .unsupported(let name) = encoding else { return nil }
        return reader.bytes[headerLength...].contains { $0 >= 0x80 } ? name : nil
    }

    /// The value of a field in a record, without the padding; nil when the field is empty.
    func value(_ field: Field, record: Int) -> String? {
        let start = headerLength + record * recordLength + field.offset
        let padded = reader.bytes[start..<start + field.length].prefix { $0 != 0 }
        guard let first = padded.firstIndex(where: { $0 != 0x20 }),
            let last = padded.lastIndex(where: { $0 != 0x20 })
        else { return nil }
        let bytes = padded[first...last]
        switch encoding {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .singleByte(let encoding): return encoding.decode(bytes)
        case .unknown, .unsupported:
            return String(validating: bytes, as: UTF8.self) ?? SingleByteEncoding.windows1250.decode(bytes)
        }
    }

    /// The first of these fields that the table has and that is not empty in a record.
    func value(of names: [String], record: Int) -> String? {
        for name in names {
            if let field = fields.first(where: { $0.name == name }), let value = value(field, record: record) {
                return value
            }
        }
        return nil
    }
}
