import Assets
import Diagnostics

/// Writes what goes into a `server { … }` of nginx; it stays the same from build to build.
public enum NginxSnippet {
    /// - Parameter precompressed: the site is built with `--precompress`.
    public static func text(_ options: BuildOptions, precompressed: Bool) -> (text: String?, findings: Findings) {
        var findings = Findings()
        guard let sources = SiteLoader.load(options, findings: &findings) else { return (nil, findings) }
        return (text(HostHeaders(sources.config), precompressed: precompressed), findings)
    }

    static func text(_ headers: HostHeaders, precompressed: Bool) -> String {
        let path = headers.basePath
        var text = """
            # For a server { … } whose root is the output folder\(path.isEmpty ? "" : ", published below \(path)/").
            charset utf-8;
            index index.html;
            error_page 404 \(path)/404.html;
            absolute_redirect off;

            """
        if precompressed {
            text += """
                gzip_static on;
                # Needs the module ngx_http_brotli_static_module (Debian: libnginx-mod-http-brotli-static).
                brotli_static on;

                """
        }
        text += location("~ /\\.(?!well-known(/|$))", ["return 404;"])
        text += location("~ ^\(path)/_(headers|redirects)$", ["return 404;"])
        text += location(
            "~ \"\\.[0-9a-f]{\(AssetName.digits)}\\.[A-Za-z0-9]+$\"",
            ["try_files $uri =404;"] + lines(headers, cache: HostHeaders.forEver))
        text += location(
            "~ \\.webmanifest$",
            ["default_type application/manifest+json;", "types { }"] + lines(headers, cache: HostHeaders.asking))
        text += location(
            "~ /atom\\.xml$",
            ["default_type application/atom+xml;", "types { }"] + lines(headers, cache: HostHeaders.asking))
        text += location("\(path)/", ["try_files $uri $uri/ =404;"] + lines(headers, cache: HostHeaders.asking))
        return text
    }

    private static func location(_ match: String, _ lines: [String]) -> String {
        "location \(match) {\n" + lines.map { "    \($0)\n" }.joined() + "}\n"
    }

    /// nginx drops the headers of the outer level where an inner one adds any, so each location has them all.
    private static func lines(_ headers: HostHeaders, cache: String) -> [String] {
        (headers.all + [("Cache-Control", cache)]).map { "add_header \($0.name) \"\($0.value)\" always;" }
    }
}
