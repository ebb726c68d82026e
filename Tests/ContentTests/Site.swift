import Diagnostics
import LanguageRules
import Testing

@testable import Content

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Schemas and entries made from text, as the tests need them.
enum Site {
    static let polish: any Language = Languages.named("pl") ?? English()

    /// A schema from the JSON of `fields`; a fault in it fails the test.
    static func schema(
        _ fields: String, collection: String = "gminy", collections: [String] = ["gminy", "partnerzy"],
        additionalFields: Bool = false
    ) throws -> Schema {
        let file = SourceFile(path: "site-config.json", text: fields)
        var json = JSONReader(file: file, allowComments: true)
        var reader = SchemaReader(file: file, collections: collections)
        let schema = try reader.schema(collection: collection, fields: json.read(), additionalFields: additionalFields)
        #expect(reader.findings.all.map(\.message.en) == [])
        return schema
    }

    /// The entry of a text and what is wrong with it.
    static func read(
        _ text: String, _ schema: Schema, path: String = "skawina.md"
    ) -> (entry: Entry?, findings: [Diagnostic]) {
        var reader = EntryReader(schema: schema, language: polish, languages: ["en"])
        let entry = reader.read(SourceFile(path: "content/gminy/" + path, text: text), path: path)
        return (entry, reader.takeFindings())
    }

    /// The bytes of a file below the repository's root.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// The names in a folder, in byte order.
    static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// The repository's root, from this file's place in it.
    static let root: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()
}
