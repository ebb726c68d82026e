import Diagnostics
import Glibc
import LanguageRules

@_spi(Fuzzing) @testable import Content

// Reads 10 000 entries of the site's own shape, once only parsing their front matter, once with everything that is checked:
// types, constraints, references, translations, unique values. Prints the ratios of the CPU times: to parsing by libyaml, as
// the bound of 2 was set when libyaml read every entry, and to parsing as a build does it now, which takes a third of that.

/// The whole file; the process ends where it cannot be read.
func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else {
        print("cannot read \(path): run it from the repository's root")
        exit(74)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return bytes }
        bytes += buffer[..<count]
    }
}

/// Milliseconds of CPU that `work` takes.
func time(_ work: () -> Void) -> Double {
    let start = clock()
    work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1000
}

let root = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "."
let config = SourceFile(path: "site-config.json", bytes: bytes(root + "/site-config.json"))
var json = JSONReader(file: config, allowComments: true)
let collections = try json.read()["collections"]
let names = collections?.object?.map(\.key) ?? []
var schemas = SchemaReader(file: config, collections: names)
let gminy = schemas.schema(collection: "gminy", fields: collections?["gminy"]?["fields"], additionalFields: false)
let partnerzy = schemas.schema(
    collection: "partnerzy", fields: collections?["partnerzy"]?["fields"], additionalFields: false)

/// Copies of the shipped entries, each with a number of its own in its name.
func copies(_ folder: String, _ samples: [String], count: Int) -> [SourceFile] {
    let texts = samples.map { bytes("\(root)/content/\(folder)/\($0).md") }
    return (0..<count).map { number in
        SourceFile(
            path: "content/\(folder)/\(samples[number % samples.count])-\(number).md",
            bytes: texts[number % texts.count])
    }
}

let files =
    copies("gminy", ["skawina", "krakow", "zabierzow", "wieliczka"], count: 8000)
    + copies("partnerzy", ["politechnika-krakowska", "siepraw"], count: 2000)

func parse() {
    var reader = FrontMatterReader()
    var nodes = 0
    for file in files {
        do { _ = try reader.read(file) } catch { exit(1) }
        nodes += reader.tree.nodes.count
    }
    precondition(nodes > 0)
}

/// Only parsing, as libyaml does it.
func parseByLibrary() {
    var tree = DataTree()
    var nodes = 0
    for file in files {
        do {
            try FrontMatterReader.checkText(file)
            try YAMLReader.readByLibrary(file, FrontMatterSplit(file).yaml, into: &tree)
        } catch { exit(1) }
        nodes += tree.nodes.count
    }
    precondition(nodes > 0)
}

func check() {
    var all: [EntryCollection] = []
    var findings = 0
    for (schema, part) in [(gminy, files.prefix(8000)), (partnerzy, files.suffix(2000))] {
        var reader = EntryReader(schema: schema, language: Polish(), languages: ["pl", "en"])
        var entries: [Entry] = []
        entries.reserveCapacity(part.count)
        for file in part {
            let name = String(file.path.split(separator: "/").last ?? "")
            if let entry = reader.read(file, path: name) { entries.append(entry) }
        }
        findings += reader.takeFindings().count
        var collection = EntryCollection(name: schema.collection, schema: schema, entries: entries)
        findings += TranslationJoin(&collection).findings.count
        all.append(collection)
    }
    var references = ReferenceCheck(all) { _ in true }
    references.run(&all)
    findings += references.findings.count
    for collection in all { findings += UniqueCheck.findings(collection, slugIsUnique: true).count }
    // Copies share their codes: what matters is that they were compared.
    precondition(findings > 0)
}

var (parsing, library, checking): ([Double], [Double], [Double]) = ([], [], [])
for _ in 0..<7 {
    parsing.append(time(parse))
    library.append(time(parseByLibrary))
    checking.append(time(check))
}
let (parsed, byLibrary, checked) = (parsing.sorted()[3], library.sorted()[3], checking.sorted()[3])
print(
    "10 000 entries, median of 7, CPU: parsing \(Int(parsed)) ms, by libyaml \(Int(byLibrary)) ms, "
        + "parsing and checking all \(Int(checked)) ms")
print("ratio to libyaml \(Double(Int(checked / byLibrary * 100)) / 100)")
print("ratio to our own parsing \(Double(Int(checked / parsed * 100)) / 100)")
