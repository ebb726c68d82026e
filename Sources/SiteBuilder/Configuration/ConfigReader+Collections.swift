import Content
import Diagnostics

extension ConfigReader {
    mutating func readCollections(_ object: inout ObjectReader) -> [CollectionConfig] {
        guard var collections = object.object("collections", findings: &findings) else { return [] }
        var result: [CollectionConfig] = []
        for member in collections.all() {
            guard var reader = ObjectReader(member.value, file: file, what: member.key, findings: &findings) else {
                continue
            }
            if let collection = readCollection(member, &reader) {
                refuseSharedFolder(
                    collection, result, at: valueLocation(&reader, collection.isData ? "data" : "folder"))
                result.append(collection)
            }
        }
        return result
    }

    private mutating func readCollection(_ member: JSONMember, _ reader: inout ObjectReader) -> CollectionConfig? {
        checkName(member)
        let isData = reader.isWritten("data")
        let folder = readFolder(isData ? "data" : "folder", of: &reader)
        if isData, reader.isWritten("folder") {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "kolekcja ma „folder” albo „data”, nie oba",
                        en: "a collection has “folder” or “data”, not both"),
                    at: valueLocation(&reader, "folder"),
                    remedy: Words(
                        pl: "„folder” to wpisy w Markdownie, „data” to wiersze plików yml, json, csv",
                        en: "“folder” holds entries in Markdown, “data” rows of yml, json, csv files")))
        }
        // Rows of data need no page; with one of the two settings they are to have one.
        let hasPages = !isData || reader.isWritten("url") || reader.isWritten("template")
        let url = hasPages ? readPattern(&reader) : nil
        let template = hasPages ? reader.requiredString("template", findings: &findings) : nil
        let written = reader.string("sort", findings: &findings)
        let sort = written.map(SortOrder.init) ?? (isData ? .asWritten : SortOrder("title"))
        let label = reader.string("label", findings: &findings)
        let list = readList(&reader)
        let feed = readFeed(&reader)
        let schema = readSchema(&reader, collection: member.key)
        if written != nil { check(sort, schema, &reader) }
        // Settings that the other kind of collection has are known here too.
        _ = (reader.node("url"), reader.node("template"), reader.node("folder"), reader.node("data"))
        reader.finish(findings: &findings)
        guard let folder, !hasPages || url != nil && template != nil else { return nil }
        return CollectionConfig(
            name: member.key, label: label, folder: folder, isData: isData, url: url, template: template, sort: sort,
            list: list, feed: feed, schema: schema, span: member.keySpan)
    }

    /// Templates write `collections.NAME`.
    private mutating func checkName(_ member: JSONMember) {
        if member.key == "pages" {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "nazwa „pages” jest zajęta: to strony spoza kolekcji",
                        en: "the name “pages” is taken: these are the pages outside of collections"),
                    at: Location(file, member.keySpan),
                    remedy: Words(pl: "nazwij kolekcję inaczej", en: "choose another name")))
        } else if !SchemaReader.isIdentifier(member.key) {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "„\(member.key)” nie może być nazwą w szablonach",
                        en: "“\(member.key)” cannot be a name in templates"),
                    at: Location(file, member.keySpan),
                    remedy: Words(pl: "użyj liter a–z, cyfr i _", en: "use letters a–z, digits and _")))
        }
    }

    private mutating func check(_ sort: SortOrder, _ schema: Schema, _ reader: inout ObjectReader) {
        if let slot = schema.slot(of: sort.field), !schema.fields[slot].isWritten {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "„sort”: pole „\(sort.field)” powstaje dopiero po uporządkowaniu",
                        en: "“sort”: the field “\(sort.field)” is made only after sorting"),
                    at: valueLocation(&reader, "sort"),
                    remedy: Words(pl: "porządkuj po polu wpisanym we wpisach", en: "sort by a field that entries write")
                ))
        }
        guard schema.slot(of: sort.field) == nil, !schema.additionalFields else { return }
        findings.add(
            Diagnostic(
                .badConfig,
                Words(
                    pl: "„sort”: kolekcja nie ma pola „\(sort.field)”",
                    en: "“sort”: the collection has no field “\(sort.field)”"),
                at: valueLocation(&reader, "sort"),
                remedy: NearMiss.remedy(for: sort.field, in: schema.fields.map(\.name))))
    }

    /// A file belongs to one collection only; a folder within another's is no conflict, the longer path wins.
    private mutating func refuseSharedFolder(
        _ collection: CollectionConfig, _ others: [CollectionConfig], at location: Location
    ) {
        guard let other = others.first(where: { $0.folder == collection.folder }) else { return }
        findings.add(
            Diagnostic(
                .badConfig,
                Words(
                    pl: "kolekcje „\(other.name)” i „\(collection.name)” mają ten sam folder \(collection.folder)",
                    en: "the collections “\(other.name)” and “\(collection.name)” share the folder \(collection.folder)"
                ),
                at: location,
                remedy: Words(pl: "daj każdej kolekcji własny folder", en: "give each collection a folder of its own"),
                notes: [
                    Diagnostic.Note(
                        Words(pl: "tamta kolekcja", en: "the other collection"), at: Location(file, other.span))
                ]))
    }

    /// A path inside the site without a trailing slash.
    mutating func readFolder(_ name: String, of reader: inout ObjectReader) -> String? {
        guard let written = reader.requiredString(name, findings: &findings) else { return nil }
        let folder = written.hasSuffix("/") ? String(written.dropLast()) : written
        let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        if !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), !folder.contains("\\") { return folder }
        findings.add(
            Diagnostic(
                .badConfig,
                Words(pl: "„\(written)” nie jest folderem tej witryny", en: "“\(written)” is no folder of this site"),
                at: valueLocation(&reader, name),
                remedy: Words(
                    pl: "ścieżkę pisze się od folderu witryny, bez „..” i „/” na początku, na przykład content/wpisy",
                    en:
                        "write the path from the site's folder, without “..” and a leading “/”, for example content/wpisy"
                )))
        return nil
    }

    mutating func readPattern(_ reader: inout ObjectReader) -> URLPattern? {
        guard let text = reader.requiredString("url", findings: &findings) else { return nil }
        if let pattern = URLPattern(text) { return pattern }
        findings.add(
            Diagnostic(
                .badConfig,
                Words(pl: "„\(text)” nie jest wzorem adresu", en: "“\(text)” is no pattern of an address"),
                at: valueLocation(&reader, "url"),
                remedy: Words(
                    pl: "wzór zaczyna się i kończy znakiem „/” i zawiera :slug, na przykład /wpisy/:year/:slug/",
                    en: "a pattern begins and ends with “/” and has :slug, for example /wpisy/:year/:slug/")))
        return nil
    }

    mutating func readList(_ reader: inout ObjectReader, pages: Bool = true) -> ListConfig? {
        let span = reader.keySpan("list")
        guard var list = reader.object("list", findings: &findings) else { return nil }
        let url = list.requiredString("url", findings: &findings)
        let template = list.requiredString("template", findings: &findings)
        let title = list.string("title", findings: &findings)
        let description = list.string("description", findings: &findings)
        let pageSize = pages ? list.integer("pageSize", in: 1...10_000, findings: &findings) : nil
        if let url, !isPath(url) {
            findings.add(badPath(url, at: valueLocation(&list, "url")))
            return nil
        }
        list.finish(findings: &findings)
        guard let url, let template else { return nil }
        return ListConfig(
            url: url, template: template, title: title, description: description, pageSize: pageSize, span: span)
    }

    // MARK: Referrers

    /// A list of referrers must have somebody who can refer.
    mutating func checkReferrers(_ collections: [CollectionConfig], pages: PagesConfig?) {
        for collection in collections {
            for field in collection.schema.fields {
                guard case .referrers(let source, let name) = field.type else { continue }
                guard let from = collections.first(where: { $0.name == source }) else { continue }
                check(field, of: collection, from: from, by: name)
            }
        }
        for field in pages?.schema.fields ?? [] {
            guard case .referrers = field.type, let place = field.location else { continue }
            findings.add(
                Diagnostic(
                    .badSchema,
                    Words(
                        pl: "do stron spoza kolekcji nikt nie może się odwołać",
                        en: "nobody can refer to pages outside of collections"), at: place,
                    remedy: Words(pl: "usuń pole „\(field.name)”", en: "remove the field “\(field.name)”")))
        }
    }

    private mutating func check(
        _ field: Field, of collection: CollectionConfig, from: CollectionConfig, by name: String?
    ) {
        guard let place = field.location else { return }
        let able = from.schema.fields.filter { $0.type.refers(to: collection.name) }.map(\.name)
        if name.map(able.contains) ?? !able.isEmpty { return }
        let message =
            name.map {
                Words(
                    pl: "pole „\($0)” kolekcji „\(from.name)” nie odwołuje się do „\(collection.name)”",
                    en: "the field “\($0)” of the collection “\(from.name)” does not refer to “\(collection.name)”")
            }
            ?? Words(
                pl: "żadne pole kolekcji „\(from.name)” nie odwołuje się do „\(collection.name)”",
                en: "no field of the collection “\(from.name)” refers to “\(collection.name)”")
        let example = "{ \"type\": \"reference\", \"to\": \"\(collection.name)\" }"
        let all = able.joined(separator: ", ")
        findings.add(
            Diagnostic(
                .badSchema, message, at: place,
                remedy: able.isEmpty
                    ? Words(
                        pl: "dodaj do „\(from.name)” pole \(example)", en: "add a field \(example) to “\(from.name)”")
                    : Words(pl: "odwołują się: \(all)", en: "these refer: \(all)")))
    }

    // MARK: Taxonomies

    mutating func readTaxonomies(
        _ object: inout ObjectReader, collections: [CollectionConfig], pages: PagesConfig?
    ) -> [TaxonomyConfig] {
        guard var taxonomies = object.object("taxonomies", findings: &findings) else { return [] }
        let schemas = collections.map(\.schema) + (pages.map { [$0.schema] } ?? [])
        return taxonomies.all().compactMap { member in
            guard var reader = ObjectReader(member.value, file: file, what: member.key, findings: &findings) else {
                return nil
            }
            checkName(member)
            let field = reader.string("field", findings: &findings) ?? member.key
            let bearers = bearers(
                of: field, schemas,
                at: reader.isWritten("field") ? valueLocation(&reader, "field") : Location(file, member.keySpan))
            let url = readPattern(&reader)
            if let url, url.needsDate {
                findings.add(
                    Diagnostic(
                        .badConfig,
                        Words(pl: "hasło taksonomii nie ma daty", en: "a taxonomy's term has no date"),
                        at: valueLocation(&reader, "url"),
                        remedy: Words(
                            pl: "wzór na przykład /\(member.key)/:slug/", en: "a pattern such as /\(member.key)/:slug/")
                    ))
            }
            let template = reader.requiredString("template", findings: &findings)
            let pageSize = reader.integer("pageSize", in: 1...10_000, findings: &findings)
            let sort = reader.string("sort", findings: &findings).map(SortOrder.init)
            if let sort, let first = bearers.first { check(sort, schemas[first], &reader) }
            let label = reader.string("label", findings: &findings)
            let list = readList(&reader, pages: false)
            let slugs = readTermSlugs(&reader)
            reader.finish(findings: &findings)
            guard let url, let template, !bearers.isEmpty else { return nil }
            return TaxonomyConfig(
                name: member.key, label: label, field: field, url: url, slugs: slugs, template: template,
                pageSize: pageSize,
                sort: sort, list: list, collections: bearers, span: member.keySpan)
        }
    }

    /// `"slugs": { "C++": "cpp" }`
    private mutating func readTermSlugs(_ taxonomy: inout ObjectReader) -> [TermSlug] {
        guard var reader = taxonomy.object("slugs", findings: &findings) else { return [] }
        return reader.all().compactMap { member in
            if let slug = member.value.string, EntryName.isSlug(slug) {
                return TermSlug(term: member.key, slug: slug, span: member.keySpan)
            }
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "hasło „\(member.key)” nie może mieć takiego adresu",
                        en: "the term “\(member.key)” cannot have this slug"),
                    at: Location(file, member.value.span),
                    remedy: Words(
                        pl: "użyj liter a–z, cyfr i minusów, na przykład \"c-plus-plus\"",
                        en: "use letters a–z, digits and hyphens, such as \"c-plus-plus\"")))
            return nil
        }
    }

    /// The collections whose schema has the field with a type that can be a term.
    private mutating func bearers(of name: String, _ schemas: [Schema], at location: Location) -> [Int] {
        let having = schemas.indices.filter { schemas[$0].slot(of: name) != nil }
        let able = having.filter { index in
            schemas[index].slot(of: name).map {
                schemas[index].fields[$0].type.isTerm && schemas[index].fields[$0].isWritten
            } ?? false
        }
        if having.isEmpty {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(pl: "żadna kolekcja nie ma pola „\(name)”", en: "no collection has a field “\(name)”"),
                    at: location,
                    remedy: NearMiss.remedy(for: name, in: schemas.flatMap { $0.fields.map(\.name) })
                        ?? Words(
                            pl:
                                "dodaj w „fields” kolekcji: \"\(name)\": { \"type\": \"list\", \"items\": { \"type\": \"string\" } }",
                            en:
                                "add to a collection's “fields”: \"\(name)\": { \"type\": \"list\", \"items\": { \"type\": \"string\" } }"
                        )))
        } else if able.isEmpty {
            findings.add(
                Diagnostic(
                    .badConfig,
                    Words(
                        pl: "pole „\(name)” nie jest tekstem ani listą tekstów, więc nie ma haseł",
                        en: "the field “\(name)” is no text and no list of texts, so it has no terms"), at: location,
                    remedy: Words(
                        pl: "typ pola: string, enum albo list jednego z nich",
                        en: "the field's type: string, enum, or a list of one of them")))
        }
        return able
    }
}
