/// The media type of an output, by the extension of its name.
struct ContentType {
    /// As it stands in the header, with `charset=utf-8` where the type is a text.
    let header: String
    let isHTML: Bool

    init(path: String) {
        let type = ContentType.byExtension[ContentType.fileExtension(path)] ?? "application/octet-stream"
        isHTML = type == "text/html"
        let isText = type.hasPrefix("text/") || type.hasSuffix("xml") || type.hasSuffix("json")
        header = isText ? type + "; charset=utf-8" : type
    }

    static func fileExtension(_ path: String) -> String {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    private static let byExtension: [String: String] = [
        "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "css": "text/css",
        "js": "text/javascript", "mjs": "text/javascript", "json": "application/json", "map": "application/json",
        "geojson": "application/geo+json", "topojson": "application/json", "jsonld": "application/ld+json",
        "webmanifest": "application/manifest+json", "xml": "application/xml", "xsl": "text/xml",
        "rss": "application/rss+xml", "atom": "application/atom+xml", "txt": "text/plain", "md": "text/markdown",
        "csv": "text/csv", "ics": "text/calendar", "vtt": "text/vtt", "vcf": "text/vcard",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "bmp": "image/bmp", "tif": "image/tiff",
        "tiff": "image/tiff", "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
        "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
        "wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
        "ogv": "video/ogg", "mov": "video/quicktime", "pdf": "application/pdf", "zip": "application/zip",
        "gz": "application/gzip", "wasm": "application/wasm", "epub": "application/epub+zip", "rtf": "application/rtf",
        "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "odp": "application/vnd.oasis.opendocument.presentation",
    ]
}
