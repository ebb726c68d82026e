@_spi(Fuzzing) import Content
import Diagnostics
import LanguageRules

/// Feeds libFuzzer's bytes to the readers of untrusted text: front matter, JSON (two ways), data files, image headers.
///
/// What must hold: no crash, no hang, every finding's span lies in the file, the tokenizer and the tree agree on what is
/// JSON, an entry's body ends where the file ends, and the quick reader of YAML gives libyaml's tree or none.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzContent(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    readEntry(bytes)
    // The readers of whole files refuse both before any YAML is read.
    if String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) {
        precondition(YAMLReader.agrees(on: bytes))
    }
    readJSON(bytes)
    readTable(bytes)
    if let header = ImageHeader(bytes) { precondition(header.width >= 0 && header.height >= 0) }
    return 0
}

private func readEntry(_ bytes: [UInt8]) {
    let file = SourceFile(path: "a.md", bytes: bytes)
    var reader = EntryReader(
        schema: .known(collection: "x", additionalFields: true), language: Polish(), languages: ["en"])
    if let entry = reader.read(file, path: "a.md") { precondition(entry.body.upperBound == bytes.count) }
    check(reader.takeFindings(), bytes.count)
}

private func readTable(_ bytes: [UInt8]) {
    for path in ["a.csv", "a.yml"] {
        var reader = EntryReader(schema: .known(collection: "x"), language: Polish())
        _ = reader.readData(SourceFile(path: path, bytes: bytes), path: path)
        check(reader.takeFindings(), bytes.count)
    }
}

private func readJSON(_ bytes: [UInt8]) {
    let file = SourceFile(path: "a.json", bytes: bytes)
    var isWellFormed = true
    var tokens = JSONTokenizer(file: file)
    do {
        while try tokens.next() != .end {
            precondition(tokens.span.start < tokens.span.end && tokens.span.end <= bytes.count)
        }
    } catch {
        isWellFormed = false
        check(error.diagnostics, bytes.count)
    }
    var reader = JSONReader(file: file)
    do {
        _ = try reader.read()
        precondition(isWellFormed)
    } catch {
        // Only the tree refuses a repeated key.
        precondition(!isWellFormed || error.diagnostics[0].rule.name == "duplicate-key")
        check(error.diagnostics, bytes.count)
    }
}

private func check(_ findings: [Diagnostic], _ count: Int) {
    for finding in findings {
        guard let span = finding.location?.span else { preconditionFailure("a finding without a place") }
        precondition(span.start >= 0 && span.start <= span.end && span.end <= max(1, count))
        precondition(!finding.message.pl.isEmpty && !finding.message.en.isEmpty)
    }
}
