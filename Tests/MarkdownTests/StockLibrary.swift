import CSupport
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The unchanged cmark-gfm as an oracle: a second copy of the library in its own linker namespace, so that what it does
/// to its process-global tables stays away from the copy under test. One caller at a time.
final class StockLibrary: Sendable {
    private typealias NewParser = @convention(c) (Int32) -> OpaquePointer?
    private typealias Feed = @convention(c) (OpaquePointer, UnsafePointer<UInt8>?, Int) -> Void
    private typealias Finish = @convention(c) (OpaquePointer) -> OpaquePointer?
    private typealias Free = @convention(c) (OpaquePointer) -> Void
    private typealias Find = @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
    private typealias Attach = @convention(c) (OpaquePointer, OpaquePointer) -> Int32
    private typealias Extensions = @convention(c) (OpaquePointer) -> OpaquePointer?
    private typealias HTML = @convention(c) (OpaquePointer, Int32, OpaquePointer?) -> UnsafeMutablePointer<CChar>?
    private typealias Register = @convention(c) () -> Void

    private struct Functions: @unchecked Sendable {  // pointers to code and to extensions that nothing changes
        let newParser: NewParser
        let feed: Feed
        let finish: Finish
        let freeParser: Free
        let freeNode: Free
        let attach: Attach
        let html: HTML
        let extensions: [OpaquePointer]
    }

    private let functions: Mutex<Functions>

    /// Nil where the library cannot be loaded a second time (no glibc, no shared library).
    static let shared: StockLibrary? = StockLibrary()

    private init?() {
        #if canImport(Glibc)
            typealias Open = @convention(c) (Int, UnsafePointer<CChar>, Int32) -> UnsafeMutableRawPointer?
            guard let openSymbol = dlsym(nil, "dlmopen") else { return nil }
            let open = unsafeBitCast(openSymbol, to: Open.self)
            let newNamespace = -1
            guard let handle = open(newNamespace, "libcmark-gfm-extensions.so", RTLD_NOW) else { return nil }
            func symbol<T>(_ name: String, _ type: T.Type) -> T? {
                dlsym(handle, name).map { unsafeBitCast($0, to: T.self) }
            }
            guard let register = symbol("cmark_gfm_core_extensions_ensure_registered", Register.self),
                let find = symbol("cmark_find_syntax_extension", Find.self),
                let newParser = symbol("cmark_parser_new", NewParser.self),
                let feed = symbol("cmark_parser_feed", Feed.self),
                let finish = symbol("cmark_parser_finish", Finish.self),
                let freeParser = symbol("cmark_parser_free", Free.self),
                let freeNode = symbol("cmark_node_free", Free.self),
                let attach = symbol("cmark_parser_attach_syntax_extension", Attach.self),
                let html = symbol("cmark_render_html", HTML.self)
            else { return nil }
            register()
            let names = ["table", "strikethrough", "autolink", "tasklist"]
            let extensions = names.compactMap { name in name.withCString { find($0) } }
            guard extensions.count == 4 else { return nil }
            functions = Mutex(
                Functions(
                    newParser: newParser, feed: feed, finish: finish, freeParser: freeParser, freeNode: freeNode,
                    attach: attach, html: html, extensions: extensions))
        #else
            return nil
        #endif
    }

    /// The library's HTML with all extensions, footnotes and raw HTML.
    func html(_ bytes: [UInt8]) -> String {
        functions.withLock { library in
            let footnotes: Int32 = 1 << 13
            let unsafe: Int32 = 1 << 17
            guard let parser = library.newParser(footnotes) else { return "" }
            for one in library.extensions { _ = library.attach(parser, one) }
            bytes.withUnsafeBufferPointer { library.feed(parser, $0.baseAddress, $0.count) }
            guard let tree = library.finish(parser) else { return "" }
            let html = library.html(tree, footnotes | unsafe, nil)
            defer {
                library.freeNode(tree)
                library.freeParser(parser)
            }
            return html.map { String(cString: $0) } ?? ""
        }
    }
}

/// The library's HTML of a document that our own driver parsed.
func libraryHTML(_ bytes: [UInt8]) -> String {
    let parser = csupport_markdown_new()
    defer { csupport_markdown_free(parser) }
    var limits = csupport_markdown_limits(
        memory: 1 << 28, depth: 1000, table_cells: 1_000_000, table_columns: 1000, marks: 1_000_000)
    let status = bytes.withUnsafeBufferPointer {
        csupport_markdown_parse(parser, $0.baseAddress, $0.count, &limits)
    }
    guard status == CSUPPORT_PARSED, let html = csupport_markdown_library_html(parser) else {
        return "failed: \(status)"
    }
    return String(cString: html)
}
