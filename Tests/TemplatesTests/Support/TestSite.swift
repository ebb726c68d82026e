import Diagnostics
import LanguageRules

@testable import Templates

/// A small site with the shapes of the real one: entries that refer to each other, optional fields, functions.
struct TestSite {
    let gmina = RecordType("gminy")
    let partner = RecordType("partnerzy")
    let ludnosc = RecordType(
        "ludnosc",
        [.init("liczba", .optional(.integer)), .init("rok", .optional(.integer)), .init("zrodlo", .optional(.string))])
    let image = RecordType("image", [.init("url", .url), .init("width", .integer), .init("alt", .optional(.string))])
    let item = RecordType("menu")
    let site: RecordType
    let page = RecordType("page", [.init("url", .url), .init("content", .any, insteadUse: "entry.content")])
    let map: RecordType
    var environment: TemplateEnvironment

    init(trims: Bool = false) {
        let operatorType = RecordType("operator", [.init("name", .string), .init("phone", .optional(.string))])
        site = RecordType(
            "site",
            [
                .init("title", .string), .init("baseURL", .url), .init("operator", .record(operatorType)),
                .init("date", .date),
            ])
        item.define([
            .init("label", .string), .init("url", .url), .init("current", .boolean),
            .init("children", .list(of: .record(item))),
        ])
        let menus = RecordType("menus", [.init("main", .list(of: .record(item)))])
        partner.define([
            .init("title", .string), .init("url", .url), .init("www", .optional(.url)),
            .init("rodzaj", .optional(.enumeration(["uczelnia", "samorząd"]))),
            .init("gminy", .list(of: .record(gmina))),
        ])
        gmina.define([
            .init("title", .string, origin: "front matter"), .init("url", .url), .init("content", .markup),
            .init("ludnosc", .optional(.record(ludnosc)), origin: "front matter"), .init("atuty", .list(of: .string)),
            .init("herb", .optional(.record(image))), .init("partnerzy", .list(of: .record(partner))),
            .init("updated", .optional(.date)), .init("stolica", .boolean), .init("next", .optional(.record(gmina))),
        ])
        map = RecordType(
            "map",
            [.init("locator", .function(Signature([Parameter("entry", .record(gmina))], returns: .markup)))])
        let collections = RecordType(
            "collections", [.init("gminy", .list(of: .record(gmina))), .init("partnerzy", .list(of: .record(partner)))])
        environment = TemplateEnvironment(mode: .site, language: Polish())
        environment.trimBlocks = trims
        environment.lstripBlocks = trims
        environment.globals = [
            .init("site", .record(site), origin: "site-config.json"), .init("menus", .record(menus)),
            .init("collections", .record(collections)), .init("map", .record(map)),
            .init("t", .function(Signature([Parameter("word", .string)], returns: .string))),
            .init("entry", .record(gmina), scope: .page, origin: "content"), .init("page", .record(page), scope: .page),
        ]
        environment.filters = [
            HostFunction("url", Signature([Parameter("path", .string)], returns: .url)) { call in
                .string("/base" + (call[0].text ?? ""))
            },
            HostFunction("absolute_url", Signature([Parameter("path", .string)], returns: .url)) { call in
                .string("https://metropolia.example" + (call[0].text ?? ""))
            },
            HostFunction("asset", Signature([Parameter("name", .string)], returns: .url)) { call in
                .string("/assets/" + (call[0].text ?? "") + "?v=1")
            },
            HostFunction("markdown", Signature([Parameter("text", .string)], returns: .markup)) { call in
                .markup("<p>" + Escaping.escaped(call[0].text ?? "") + "</p>")
            },
        ]
    }

    func set(_ templates: [String: String]) -> TemplateSet {
        TemplateSet(
            sources: templates.sorted { $0.key < $1.key }.map { name, text in
                TemplateSet.Source(name: name, file: SourceFile(path: "templates/\(name)", text: text))
            }, environment: environment)
    }

    /// Everything that reading and checking `main.html` finds, as it is printed.
    func findings(_ templates: [String: String], language: MessageLanguage = .en, entry: RecordType? = nil) -> String {
        let set = set(templates)
        var findings = Findings()
        findings.add(set.diagnostics)
        var types: [String: TypeInfo] = [:]
        if let entry { types["entry"] = .record(entry) }
        findings.add(set.check([TemplatePage("main.html", globals: types)]).diagnostics)
        return TextWriter(language: language).text(findings)
    }

    /// Skawina and Wieliczka, each other's neighbours, with one partner.
    var records: RecordTable {
        func index(_ number: Int) -> Value { .record(RecordIndex(number)) }
        let day = CivilDate(iso: "2026-03-05").map(Value.date) ?? .absent
        return RecordTable([
            ObjectValue(
                gmina,
                [
                    .string("Skawina"), .string("/gminy/skawina/"), .markup("<p>Treść &amp; mapa</p>"),
                    .object(ObjectValue(ludnosc, [.integer(24310), .integer(2024), .absent])),
                    .list([.string("zamek"), .string("Skawinka <rzeka>")]), .absent, .list([index(2)]), day,
                    .boolean(false), index(1),
                ]),
            ObjectValue(
                gmina,
                [
                    .string("Żabno"), .string("/gminy/zabno/"), .markup(""), .absent, .list([]), .absent, .list([]),
                    .absent, .boolean(true), index(0),
                ]),
            ObjectValue(
                partner,
                [.string("Politechnika"), .string("/partnerzy/pk/"), .absent, .string("uczelnia"), .list([index(0)])]),
        ])
    }

    var globals: [Value] {
        let operatorType: RecordType = {
            if case .record(let type) = site.field("operator")?.type { return type }
            return RecordType("operator", [])
        }()
        let day = CivilDate(iso: "2026-11-22").map(Value.date) ?? .absent
        let children = Value.list([])
        let items: [Value] = [
            .object(ObjectValue(item, [.string("Gminy"), .string("/gminy/"), .boolean(true), children])),
            .object(ObjectValue(item, [.string("Partnerzy & my"), .string("/partnerzy/"), .boolean(false), children])),
        ]
        func type(_ name: String) -> RecordType {
            for global in environment.globals where global.name == name {
                if case .record(let type) = global.type { return type }
            }
            return RecordType(name, [])
        }
        return [
            .object(
                ObjectValue(
                    site,
                    [
                        .string("Metropolia"), .string("https://metropolia.example/"),
                        .object(ObjectValue(operatorType, [.string("Stowarzyszenie"), .absent])), day,
                    ])),
            .object(ObjectValue(type("menus"), [.list(items)])),
            .object(
                ObjectValue(
                    type("collections"),
                    [
                        .list(ListValue([.record(RecordIndex(0)), .record(RecordIndex(1))], origin: 7)),
                        .list(ListValue([.record(RecordIndex(2))], origin: 8)),
                    ])),
            .object(
                ObjectValue(
                    map,
                    [
                        .function(
                            HostFunction("locator", Signature([Parameter("entry", .any)], returns: .markup)) {
                                call throws(HostFailure) in
                                let title = try call.field("title", of: call[0])?.text ?? ""
                                return .markup("<svg>\(title)</svg>")
                            })
                    ])),
            .function(
                HostFunction("t", Signature([Parameter("word", .string)], returns: .string)) { call in
                    .string((call[0].text ?? "").uppercased())
                }),
            .record(RecordIndex(0)),
            .object(ObjectValue(page, [.string("/gminy/skawina/"), .absent])),
        ]
    }

    func render(_ templates: [String: String]) throws(DiagnosticError) -> String {
        let set = set(templates)
        if !set.diagnostics.isEmpty { throw DiagnosticError(set.diagnostics) }
        var bytes: [UInt8] = []
        try set.renderer().render("main.html", globals: globals, records: records, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
