import Diagnostics
import LanguageRules
import Templates

// A libFuzzer target over lexer, parser, compiler, checker and renderer.
//
// The first byte chooses mode and options; the rest is up to three templates, `main`, `b` and `c`, with a zero byte
// between them. Nothing may crash or hang; errors are expected and must have a place.

private let limits: RenderLimits = {
    var limits = RenderLimits()
    limits.depth = 40
    limits.work = 60_000
    limits.output = 1 << 18
    limits.listLength = 2_000
    return limits
}()

private let gmina: RecordType = {
    let type = RecordType("gminy")
    type.define([
        .init("title", .string), .init("url", .url), .init("content", .markup), .init("n", .optional(.integer)),
        .init("tags", .list(of: .string)), .init("next", .optional(.record(type))), .init("day", .optional(.date)),
    ])
    return type
}()

private let records = RecordTable([
    ObjectValue(
        gmina,
        [
            .string("Świątniki"), .string("/a/"), .markup("<p>x</p>"), .integer(7),
            .list([.string("a"), .string("ż")]),
            .record(RecordIndex(0)), .absent,
        ])
])

private let items: Value = .list([.integer(1), .string("<b>"), .number(2.5), .none, .list([.string("x")])])

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplates(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let data, count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data, count: min(count, 4096)))
    let flags = bytes[0]
    let isSite = flags & 1 != 0
    var environment = TemplateEnvironment(
        mode: isSite ? .site : .oracle, language: Polish(), autoescape: flags & 2 == 0)
    environment.trimBlocks = flags & 4 != 0
    environment.lstripBlocks = flags & 8 != 0
    environment.strictUndefined = flags & 16 != 0
    environment.globals = [
        .init("entry", .record(gmina)), .init("items", .list(of: .any)), .init("x", .string), .init("n", .integer),
        .init("f", .function(Signature([Parameter("a", .string)], returns: .markup))),
    ]
    let parts = bytes.dropFirst().split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    let sources = zip(["main", "b", "c"], parts).map { name, part in
        TemplateSet.Source(name: name, file: SourceFile(path: name, bytes: Array(part)))
    }
    let set = TemplateSet(sources: sources, environment: environment)
    for diagnostic in set.diagnostics where diagnostic.location == nil { fail("an error without a place") }
    if isSite {
        let report = set.check([TemplatePage("main")])
        for diagnostic in report.diagnostics { _ = TextWriter(language: .pl).text(diagnostic) }
    }
    let function = HostFunction("f", Signature([Parameter("a", .string)], returns: .markup)) { call in
        .markup(call[0].text ?? "")
    }
    var output: [UInt8] = []
    do throws(DiagnosticError) {
        try set.renderer(limits: limits).render(
            "main", globals: [.record(RecordIndex(0)), items, .string("ź<"), .integer(3), .function(function)],
            records: records, into: &output)
    } catch {
        if !output.isEmpty { fail("output of a page that failed") }
    }
    return 0
}

private func fail(_ message: String) {
    preconditionFailure(message)
}
