import Diagnostics

/// Audits the final HTML of pages, one after the other, in one pass each.
///
/// One value for each thread: it keeps its buffers from page to page.
///
/// ```swift
/// var audit = PageAudit(AuditSettings(siteURL: "https://metropolia.example/"))
/// let report = audit.audit(html, url: "/gminy/skawina/")
/// ```
/// URLs are those before the base path is put in (`BasePath`).
public struct PageAudit {
    let settings: AuditSettings
    let vagueTexts = VagueTexts()
    var urls: URLReader
    var tokenizer: HTMLTokenizer
    var elements = ElementStack()
    var link = OpenLink()
    var ids = HashSet64()
    var labelled = HashSet64(capacity: 64)
    var references: [Reference] = []
    var fields: [Field] = []
    var tables: [Table] = []
    var head = HeadFacts()
    var lastHeading = 0
    var mainHeadings = 0
    /// Whether the next text begins a line on the screen.
    var isLineStart = true
    var findings: [PageFinding] = []
    var rootURLs: [Int] = []
    /// What `<base href>` says: the root-relative URL from which relative addresses start.
    var base: String? {
        didSet { if let base { urls.page = base } }
    }
    var baseTarget: UInt64 = 0
    var summary = PageDraft(url: "")

    /// An attribute that names an id.
    struct Reference {
        let id: UInt64
        let range: Range<Int>
        let isAnchor: Bool
    }

    /// A form field that nothing around it names.
    struct Field {
        let id: UInt64
        let tag: Range<Int>
    }

    /// A table that is open.
    struct Table {
        let tag: Range<Int>
        let isLayout: Bool
        var hasHeader = false
    }

    /// What the page's head and root element say.
    struct HeadFacts {
        var html: Range<Int>?
        var head: Range<Int>?
        var body: Range<Int>?
        var hasLanguage = false
        var hasTitle = false
        var hasDoctype = false
    }

    public init(_ settings: AuditSettings) {
        self.settings = settings
        urls = URLReader(siteURL: settings.siteURL, page: "")
        tokenizer = HTMLTokenizer(UnsafeBufferPointer(start: nil, count: 0), emptyBytes: PageAudit.nothing)
    }

    public mutating func audit(_ html: [UInt8], url: String) -> PageReport {
        html.withUnsafeBufferPointer { audit($0, url: url) }
    }

    public mutating func audit(_ html: UnsafeBufferPointer<UInt8>, url: String) -> PageReport {
        reset(url: url)
        tokenizer = HTMLTokenizer(html, emptyBytes: PageAudit.nothing, attributes: tokenizer.takeAttributes())
        read()
        finish()
        if findings.count > 1 {
            findings.sort { ($0.range.lowerBound, $0.rule.name) < ($1.range.lowerBound, $1.rule.name) }
        }
        return PageReport(findings: findings, summary: PageSummary(summary), rootURLs: rootURLs)
    }

    private mutating func reset(url: String) {
        elements.removeAll()
        link.end()
        ids.removeAll()
        labelled.removeAll()
        references.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        tables.removeAll(keepingCapacity: true)
        head = HeadFacts()
        (lastHeading, mainHeadings, isLineStart) = (0, 0, true)
        findings = []
        base = nil
        urls.page = url
        rootURLs = []
        rootURLs.reserveCapacity(64)
        summary = PageDraft(url: url)
        summary.links.reserveCapacity(64)
        summary.ids.reserveCapacity(32)
    }

    private mutating func read() {
        while true {
            tokenizer.skipLineEnd()
            if let top = elements.open.last, tokenizer.skipEndTag(key: top.key, length: top.nameLength) {
                isLineStart = top.name.beginsLine
                pop(endsAt: tokenizer.start)
                continue
            }
            let token = tokenizer.next()
            if let fault = tokenizer.fault { report(fault) }
            switch token {
            case .text: readText(tokenizer.start..<tokenizer.end)
            case .startTag: readStartTag()
            case .endTag: readEndTag()
            case .doctype:
                if head.hasDoctype { report(HTMLFault(.secondDoctype, tokenizer.start, tokenizer.end)) }
                head.hasDoctype = true
            case .comment: continue
            case .end: return
            }
        }
    }

    /// What a page without a single byte points to.
    private static var nothing: UnsafePointer<UInt8> { (" " as StaticString).utf8Start }

    var tag: Range<Int> { tokenizer.start..<tokenizer.end }

    func text(_ range: Range<Int>) -> String { TextDecoder.text(tokenizer.bytes, range) }

    /// The hash of an id, or of a name of one, as a browser reads it.
    func hash(_ range: Range<Int>) -> UInt64 {
        let bytes = tokenizer.bytes
        guard range.contains(where: { bytes[$0] == UInt8(ascii: "&") }) else {
            return StableHash.hash(bytes + range.lowerBound, count: range.count)
        }
        return TextDecoder.decoded(bytes, range).withUnsafeBufferPointer { StableHash.hash($0) }
    }

    mutating func report(_ rule: Rule, _ range: Range<Int>, _ message: Words, remedy: Words? = nil) {
        findings.append(PageFinding(rule, range, message, remedy: remedy, excerpt: excerpt(range)))
    }

    mutating func report(_ fault: HTMLFault) {
        let range = fault.start..<max(fault.start, fault.end)
        report(.illFormedHTML, range, fault.words(excerpt(range)))
    }

    /// At most 80 bytes, and none of a character that is cut.
    func excerpt(_ range: Range<Int>) -> String {
        let limit = min(tokenizer.count, range.upperBound)
        var end = min(limit, range.lowerBound + 80)
        while end < limit, end > range.lowerBound, tokenizer.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let slice = UnsafeBufferPointer(
            start: tokenizer.bytes + range.lowerBound, count: max(0, end - range.lowerBound))
        return String(decoding: slice, as: UTF8.self)
    }
}
