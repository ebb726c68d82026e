import Diagnostics
import SiteBuilder
import Testing

/// Data files as typed collections, and references walked backwards.
@Suite("Data collections and referrers")
struct DataCollectionTests {
    static func config(_ collections: String) -> String {
        TemporarySite.minimalConfig.replacing("\"collections\": {", with: "\"collections\": { \(collections),")
    }

    static let stops =
        "\"przystanki\": { \"data\": \"content/dane/przystanki.csv\", \"fields\": { \"nazwa\": { \"type\": \"string\", \"required\": true }, \"strefa\": { \"type\": \"integer\", \"minimum\": 1 }, \"gmina\": { \"type\": \"reference\", \"to\": \"gminy\" }, \"linie\": { \"type\": \"list\", \"items\": { \"type\": \"string\" } } } }"

    static let list =
        "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>{% for p in collections.przystanki %}<p>{{ p.nazwa }}/{{ p.strefa or 0 }}/{% if p.gmina %}{{ p.gmina.title }}{% endif %}/{% if p.linie %}{{ p.linie | join('+') }}{% endif %}</p>{% endfor %}{{ entry.content }}{% endblock %}"

    @Test("Rows of a CSV file are typed entries without pages, in the file's order, and the file is not published")
    func rows() throws {
        let site = try TemporarySite([
            "site-config.json": DataCollectionTests.config(DataCollectionTests.stops),
            "content/dane/przystanki.csv": "nazwa;strefa;gmina;linie\nRynek;2;skawina;A|B\n\"Aleja; Południowa\";1;;\n",
            "templates/strona.html": DataCollectionTests.list,
        ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let home = site.read("public/index.html") ?? ""
        #expect(home.contains("<p>Rynek/2/Skawina/A+B</p><p>Aleja; Południowa/1//</p>"), "\(home)")
        #expect(site.read("public/dane/przystanki.csv") == nil)
    }

    @Test(
        "YAML and JSON give the same rows, from a folder too",
        arguments: [
            (
                "content/dane/przystanki.yml",
                "- nazwa: Rynek\n  strefa: 2\n  gmina: skawina\n  linie: [A, B]\n- nazwa: Aleja\n"
            ),
            (
                "content/dane/przystanki.json",
                "[{\"nazwa\":\"Rynek\",\"strefa\":2,\"gmina\":\"skawina\",\"linie\":[\"A\",\"B\"]},{\"nazwa\":\"Aleja\"}]"
            ),
        ])
    func formats(_ path: String, _ text: String) throws {
        for data in [path, "content/dane"] {
            let site = try TemporarySite([
                "site-config.json": DataCollectionTests.config(
                    DataCollectionTests.stops.replacing("content/dane/przystanki.csv", with: data)),
                path: text, "templates/strona.html": DataCollectionTests.list,
            ])
            let report = site.publish()
            #expect(report.isPublished, "\(report.text())")
            let home = site.read("public/index.html") ?? ""
            #expect(home.contains("<p>Rynek/2/Skawina/A+B</p><p>Aleja/0//</p>"), "\(home)")
        }
    }

    @Test("Rows have pages when the collection has an address and a template")
    func pages() throws {
        let site = try TemporarySite([
            "site-config.json": DataCollectionTests.config(
                "\"projekty\": { \"data\": \"content/projekty.yml\", \"url\": \"/projekty/:slug/\", \"template\": \"gmina.html\", \"fields\": {} }"
            ),
            "content/projekty.yml":
                "- title: Kładka pieszo-rowerowa\n  description: Opis kładki.\n- title: Park\n  slug: park-kulturowy\n  description: Opis parku.\n",
            "content/o-nas.md":
                "---\ntitle: O nas\ndescription: Opis nas.\n---\n[x](/projekty/park-kulturowy/) [y](/projekty/kladka-pieszo-rowerowa/)\n",
        ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        #expect(site.read("public/projekty/kladka-pieszo-rowerowa/index.html")?.contains("<h1>Kładka") == true)
        #expect(site.read("public/projekty/park-kulturowy/index.html") != nil)
    }

    struct Wrong: Sendable {
        let collection: String
        let path: String
        let text: String
        let says: String
    }

    @Test(
        "What is wrong in data has its row and its cell",
        arguments: [
            Wrong(
                collection: stops, path: "content/dane/przystanki.csv", text: "nazwa,strefa\nRynek,zero\n",
                says: "content/dane/przystanki.csv:2:7: błąd: pole „strefa”"),
            Wrong(
                collection: stops, path: "content/dane/przystanki.csv", text: "nazwa,strefa\nRynek,0\n",
                says: "content/dane/przystanki.csv:2:7: błąd"),
            Wrong(
                collection: stops, path: "content/dane/przystanki.csv", text: "nazwa,gmina\nRynek,skawna\n",
                says: "content/dane/przystanki.csv:2:7: błąd: w kolekcji „gminy” nie ma wpisu „skawna”"),
            Wrong(
                collection: stops, path: "content/dane/przystanki.csv", text: "nazwa,streffa\nRynek,1\n",
                says: "czy chodziło o „strefa”?"),
            Wrong(
                collection: stops, path: "content/dane/przystanki.csv", text: "nazwa,strefa\n,1\n",
                says: "content/dane/przystanki.csv:2:1: błąd: wymagane pole „nazwa” jest puste"),
            Wrong(
                collection: stops, path: "content/dane/przystanki.csv", text: "slug,nazwa\na,A\na,B\n",
                says: "nazwa w adresie „a” należy już do innego wpisu"),
            Wrong(
                collection: stops, path: "content/dane/inny.csv", text: "nazwa\nA\n",
                says: "ostrzeżenie: kolekcja „przystanki” jest pusta: nie ma content/dane/przystanki.csv"),
            Wrong(
                collection: stops.replacing("\"data\"", with: "\"folder\""), path: "content/a.txt", text: "",
                says: "brakuje „url”"),
            Wrong(
                collection: stops.replacing(
                    "\"data\": \"content/dane/przystanki.csv\"",
                    with: "\"data\": \"content/d\", \"folder\": \"content/e\""), path: "content/a.txt", text: "",
                says: "„folder” albo „data”, nie oba"),
            Wrong(
                collection: stops.replacing("content/dane/przystanki.csv", with: "../dane.csv"), path: "content/a.txt",
                text: "", says: "nie jest folderem tej witryny"),
            Wrong(
                collection: stops.replacing("content/dane/przystanki.csv", with: "content/gminy"),
                path: "content/a.txt", text: "", says: "mają ten sam folder content/gminy"),
            Wrong(
                collection: stops.replacing("\"przystanki\"", with: "\"przystanki-mpk\""), path: "content/a.txt",
                text: "", says: "nie może być nazwą w szablonach"),
            Wrong(
                collection: stops.replacing("\"przystanki\"", with: "\"pages\""), path: "content/a.txt", text: "",
                says: "nazwa „pages” jest zajęta"),
        ])
    func wrong(_ input: Wrong) throws {
        let site = try TemporarySite([
            "site-config.json": DataCollectionTests.config(input.collection), input.path: input.text,
        ])
        let text = site.check().text()
        #expect(text.contains(input.says), "\(text)")
    }

    static let partners =
        "\"partnerzy\": { \"folder\": \"content/partnerzy\", \"url\": \"/partnerzy/:slug/\", \"template\": \"gmina.html\", \"fields\": { \"gminy\": { \"type\": \"list\", \"items\": { \"type\": \"reference\", \"to\": \"gminy\" } }, \"siedziba\": { \"type\": \"reference\", \"to\": \"gminy\" } } }"

    @Test("A gmina knows the partners that name it, once each, in their order; drafts are left out")
    func referrers() throws {
        let config = DataCollectionTests.config(DataCollectionTests.partners).replacing(
            "\"ludnosc\":",
            with:
                "\"partnerzy\": { \"type\": \"referrers\", \"from\": \"partnerzy\" }, \"tutaj\": { \"type\": \"referrers\", \"from\": \"partnerzy\", \"field\": \"siedziba\" }, \"ludnosc\":"
        )
        let partner = { (title: String, more: String) in
            "---\ntitle: \(title)\ndescription: Opis \(title).\n\(more)---\nTekst \(title).\n"
        }
        let site = try TemporarySite([
            "site-config.json": config,
            "content/partnerzy/a.md": partner("Żak", "gminy: [skawina]\nsiedziba: skawina\n"),
            "content/partnerzy/b.md": partner("Łan", "gminy: [skawina, skawina]\n"),
            "content/partnerzy/c.md": partner("Inny", ""),
            "content/partnerzy/d.md": partner("Szkic", "draft: true\ngminy: [skawina]\n"),
            "content/o-nas.md":
                "---\ntitle: O nas\ndescription: Opis nas.\n---\n[a](partnerzy/a.md) [b](partnerzy/b.md) [c](partnerzy/c.md)\n",
            "templates/strona.html":
                "{% extends \"baza.html\" %}{% block tresc %}<h1>{{ entry.title }}</h1>{{ entry.content }}{% for g in collections.gminy %}{{ g.partnerzy | map(attribute='title') | join('+') }}/{% for p in g.tutaj %}{{ p.title }}{% endfor %}{% endfor %}{% endblock %}",
        ])
        let report = site.publish()
        #expect(report.isPublished, "\(report.text())")
        let home = site.read("public/index.html") ?? ""
        #expect(home.contains("Łan+Żak/Żak"), "\(home)")
    }

    @Test(
        "Referrers that cannot be are errors in the config; an editor may not write them",
        arguments: [
            ("{ \"type\": \"referrers\", \"from\": \"partnrzy\" }", "", "czy chodziło o „partnerzy”?"),
            ("{ \"type\": \"referrers\" }", "", "typ referrers wymaga kolekcji"),
            (
                "{ \"type\": \"referrers\", \"from\": \"osoby\" }", "",
                "żadne pole kolekcji „osoby” nie odwołuje się do „gminy”"
            ),
            (
                "{ \"type\": \"referrers\", \"from\": \"partnerzy\", \"field\": \"title\" }", "",
                "odwołują się: gminy, siedziba"
            ),
            (
                "{ \"type\": \"referrers\", \"from\": \"partnerzy\", \"required\": true }", "",
                "„required” nic nie znaczy dla typu referrers"
            ),
            (
                "{ \"type\": \"list\", \"items\": { \"type\": \"referrers\", \"from\": \"partnerzy\" } }", "",
                "stoi tylko wprost w polach kolekcji"
            ),
            (
                "{ \"type\": \"referrers\", \"from\": \"partnerzy\" }", "partnerzy: [a]\n",
                "pole „partnerzy” oblicza program"
            ),
            ("{ \"type\": \"string\", \"enum\": [\"a\"] }", "", "„enum” nic nie znaczy dla typu string"),
            ("{ \"type\": \"string\", \"to\": \"gminy\" }", "", "„to” nic nie znaczy dla typu string"),
        ])
    func wrongReferrers(_ definition: String, _ written: String, _ says: String) throws {
        let site = try TemporarySite([
            "site-config.json": DataCollectionTests.config(DataCollectionTests.partners).replacing(
                "\"ludnosc\":", with: "\"partnerzy\": \(definition), \"ludnosc\":"),
            "content/partnerzy/a.md": "---\ntitle: Żak\ndescription: Opis.\n---\nT\n",
            "content/gminy/b.md": "---\ntitle: B\ndescription: Opis B.\n\(written)---\nT\n",
        ])
        let text = site.check().text()
        #expect(text.contains(says), "\(text)")
    }
}
