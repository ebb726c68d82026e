import Diagnostics
import Templates

/// A page that was rendered again for its messages, with an account of who wrote what.
struct TracedPage {
    let page: PlannedPage
    let html: [UInt8]
    let trace: OutputTrace
    /// Every text that the render could have printed.
    let texts: [PrintedText]
    private let world: SiteWorld
    private let renderer: Renderer
    private let globals: [Value]

    init?(_ page: PlannedPage, world: SiteWorld, renderer: Renderer) {
        globals = world.globals(of: page)
        guard let made = try? renderer.tracedRender(page.template, globals: globals, records: world.records) else {
            return nil
        }
        (html, trace) = made
        let reads = renderer.trace.fields
        texts = PrintedTexts(world: world, page: page, reads: reads, globals: globals).all
        for read in reads where read.slot <= EntryFields.readingTime {
            world.documents[Int(read.record.number)].release()
        }
        self.page = page
        self.world = world
        self.renderer = renderer
    }

    /// The page as it would be with another text in one place; nil when no page comes of it.
    func html(with text: String, instead printed: PrintedText) -> [UInt8]? {
        var globals = globals
        var records = world.records
        switch printed.holder {
        case .record(let index, let slot):
            guard let record = records[RecordIndex(index)] else { return nil }
            var fields = record.fields
            fields[slot] = fields[slot].present.replacing(printed.path[...], with: text)
            var all = records.records
            all[index] = ObjectValue(record.type, fields)
            records = RecordTable(all)
        case .global(let slot): globals[slot] = globals[slot].replacing(printed.path[...], with: text)
        case .word(let key):
            guard let slot = TemplateTypes.globalNames.firstIndex(of: "t") else { return nil }
            var words = world.sources.words[page.language].words
            words[key] = text
            globals[slot] = SiteWorld.translateFunction(
                words, code: world.sources.config.languages[page.language].code)
        }
        var output: [UInt8] = []
        do {
            try renderer.render(page.template, globals: globals, records: records, into: &output)
            return output
        } catch {
            return nil
        }
    }
}
