"""The built site: its pages, a sample of each kind of page, and a server with the headers that a real one would send."""
import functools
import http.server
import io
import pathlib
import re
import socketserver
import threading

POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'none'"


class BuiltSite:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.text: dict[str, str] = {}
        for path in sorted(folder.rglob("*.html")):
            text = path.read_text()
            if 'http-equiv="refresh"' in text:
                continue
            name = path.relative_to(folder).as_posix()
            self.text["/" + name.removesuffix("index.html")] = text

    @property
    def urls(self) -> list[str]:
        return sorted(self.text)

    def sample(self) -> list[str]:
        """Every page that is the only one of its folder; of a folder of many, the longest page and the shortest."""
        kinds: dict[str, list[str]] = {}
        for url in self.urls:
            parent = re.sub(r"/\d+/", "/N/", re.sub(r"[^/]+/?$", "", url))
            kinds.setdefault(parent if parent not in ("/", "/en/") else url, []).append(url)
        chosen: set[str] = set()
        for urls in kinds.values():
            by_size = sorted(urls, key=lambda url: len(self.text[url]))
            chosen |= {by_size[0], by_size[-1]}
        return sorted(chosen)

    def kinds(self) -> list[str]:
        """One page of each kind, the longest."""
        chosen = {}
        for url in self.sample():
            kind = re.sub(r"\d+", "N", re.sub(r"[^/]+/?$", "", url))
            kind = kind if kind not in ("/", "/en/") else url
            if kind not in chosen or len(self.text[url]) > len(self.text[chosen[kind]]):
                chosen[kind] = url
        return sorted(chosen.values())


class Handler(http.server.SimpleHTTPRequestHandler):
    """Static files, by brotli where asked to; an address without one gets 404.html with its status."""

    compresses = False
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json", ".html": "text/html; charset=utf-8",
    }

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=60")
        super().end_headers()

    def send_head(self):
        path = pathlib.Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        accepts = "br" in self.headers.get("Accept-Encoding", "")
        if not (self.compresses and accepts and path.suffix in (".html", ".css", ".js", ".svg", ".json") and path.is_file()):
            return super().send_head()
        import brotli

        body = brotli.compress(path.read_bytes(), quality=5)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def send_error(self, code, message=None, explain=None):
        missing = pathlib.Path(self.directory) / "404.html"
        if code != 404 or not missing.is_file():
            return super().send_error(code, message, explain)
        body = missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server:
    """Serves a folder on a free port of 127.0.0.1 until the process ends."""

    def __init__(self, folder: pathlib.Path, compresses: bool = False):
        class Threaded(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True

        handler = type("ThisHandler", (Handler,), {"compresses": compresses})
        self.server = Threaded(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
