import Diagnostics
import Foundation
import LanguageRules
import Mustache
import Stencil
import Templates

/// An engine with the page compiled, ready to render.
struct Engine {
    let name: String
    let rounds: Int
    let render: () throws -> [UInt8]
}

enum Engines {
    /// Ours, as a site uses it: typed records, slots, one buffer.
    static func ours(folder: URL) throws -> Engine {
        let fact = RecordType(
            "fact", [.init("name", .string), .init("value", .string), .init("source", .optional(.string))])
        let gmina = RecordType(
            "gminy",
            [
                .init("title", .string), .init("url", .url), .init("facts", .list(of: .record(fact))),
                .init("content", .markup),
                .init("tags", .list(of: .string)),
            ])
        let item = RecordType("menu", [.init("label", .string), .init("url", .url), .init("current", .boolean)])
        let menus = RecordType("menus", [.init("main", .list(of: .record(item)))])
        let site = RecordType("site", [.init("title", .string)])
        let page = RecordType("page", [.init("url", .url)])
        var environment = TemplateEnvironment(mode: .site, language: Polish())
        environment.globals = [
            .init("site", .record(site)), .init("menus", .record(menus)), .init("gminy", .list(of: .record(gmina))),
            .init("entry", .record(gmina), scope: .page), .init("page", .record(page), scope: .page),
        ]
        let files = try ["layout.html", "page.html"].map { name in
            SourceFile(
                path: "templates/\(name)", bytes: Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
        let set = TemplateSet(files: files, environment: environment)
        let report = set.check([TemplatePage("page.html")])
        for finding in set.diagnostics + report.diagnostics { print(TextWriter(language: .en).text(finding)) }
        var records = PageData.gminy.map { entry in
            ObjectValue(gmina, [.string(entry.title), .string(entry.url), .list([]), .markup(""), .list([])])
        }
        records.append(
            ObjectValue(
                gmina,
                [
                    .string(PageData.title), .string(PageData.url),
                    .list(
                        PageData.facts.map {
                            .object(
                                ObjectValue(
                                    fact,
                                    [
                                        .string($0.name), .string($0.value),
                                        $0.source.isEmpty ? .absent : .string($0.source),
                                    ]))
                        }),
                    .markup(PageData.body), .list(PageData.tags.map(Value.string)),
                ]))
        let table = RecordTable(records)
        let globals: [Value] = [
            .object(ObjectValue(site, [.string(PageData.site)])),
            .object(
                ObjectValue(
                    menus,
                    [
                        .list(
                            PageData.menu.map {
                                .object(ObjectValue(item, [.string($0.label), .string($0.url), .boolean($0.current)]))
                            })
                    ])),
            .list((0..<PageData.gminy.count).map { .record(RecordIndex($0)) }), .record(RecordIndex(records.count - 1)),
            .object(ObjectValue(page, [.string(PageData.url)])),
        ]
        let renderer = set.renderer()
        var buffer: [UInt8] = []
        return Engine(name: "metropolia", rounds: 20_000) {
            buffer.removeAll(keepingCapacity: true)
            try renderer.render("page.html", globals: globals, records: table, into: &buffer)
            return buffer
        }
    }

    static var plain: [String: Any] {
        [
            "site": ["title": PageData.site], "page": ["url": PageData.url],
            "menus": [
                "main": PageData.menu.map {
                    ["label": $0.label, "url": $0.url, "current": $0.current] as [String: Any]
                }
            ],
            "gminy": PageData.gminy.map { ["title": $0.title, "url": $0.url] },
            "entry": [
                "title": PageData.title, "url": PageData.url, "content": PageData.body, "tags": PageData.tags,
                "facts": PageData.facts.map { ["name": $0.name, "value": $0.value, "source": $0.source] },
            ] as [String: Any],
        ]
    }

    /// Stencil has no automatic escaping: its page prints values as they are.
    static func stencil(folder: URL) throws -> Engine {
        var templates: [String: String] = [:]
        for name in ["layout.html", "page.html"] {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            templates[name] = text.replacingOccurrences(of: "{%-", with: "{%").replacingOccurrences(
                of: "not loop.last", with: "not forloop.last")
        }
        let environment = Stencil.Environment(loader: DictionaryLoader(templates: templates))
        let data = plain
        return Engine(name: "Stencil 0.15.1", rounds: 100) {
            Array(try environment.renderTemplate(name: "page.html", context: data).utf8)
        }
    }

    /// Mustache has neither inheritance in this form nor `loop.last`: one template, the commas in the data.
    static func mustache() throws -> Engine {
        let text = """
            <!doctype html>
            <html lang="pl">
            <head>
            <meta charset="utf-8">
            <title>{{entry.title}} – {{site.title}}</title>
            <link rel="canonical" href="{{page.url}}">
            </head>
            <body>
            <nav><ul>{{#menus.main}}
            <li><a href="{{url}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a></li>{{/menus.main}}
            </ul></nav>
            <main>
            <h1>{{entry.title}}</h1>
            <dl>{{#entry.facts}}
            <dt>{{name}}</dt><dd>{{value}}{{#source}} <small>{{source}}</small>{{/source}}</dd>{{/entry.facts}}
            </dl>
            {{{entry.content}}}
            <p>{{#entry.tags}}<a href="/tagi/{{.}}/">{{.}}</a>, {{/entry.tags}}</p>
            </main>
            <footer><ul>{{#gminy}}
            <li><a href="{{url}}">{{title}}</a></li>{{/gminy}}
            </ul><p>{{site.title}}</p></footer>
            </body>
            </html>
            """
        let template = try MustacheTemplate(string: text)
        let data = plain
        return Engine(name: "swift-mustache 2.1.1", rounds: 500) { Array(template.render(data).utf8) }
    }
}
