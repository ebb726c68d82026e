#!/usr/bin/env python3
"""Serves the site by a real nginx with the lines that `metropolia headers` prints, and looks at it with curl's eyes and
through Chromium.

usage: nginx_site.py --tool .build/debug/metropolia [--base-path /metropolia]

The site is built anew with --precompress for http://127.0.0.1:PORT/. Each check prints one line; the status is 1 when one
failed. Without nginx, its brotli module or the browser it is skipped, and says so.
"""
import argparse
import gzip
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MODULE = pathlib.Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


class Checks:
    def __init__(self):
        self.failed = 0

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        self.failed += not passed
        print(("passed  " if passed else "FAILED  ") + name + ("" if passed else f": {seen}"), flush=True)


class Nginx:
    def __init__(self, folder: pathlib.Path, root: pathlib.Path, snippet: str, port: int):
        self.folder = folder
        (folder / "nginx.conf").write_text(f"""
load_module {MODULE};
worker_processes 1;
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
{snippet}
  }}
}}
""")
        self.process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def get(url: str, **headers: str):
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def headers(base: str, site: pathlib.Path, checks: Checks) -> None:
    status, head, body = get(base + "/")
    checks.check("the home page: 200, UTF-8", status == 200 and head["Content-Type"] == "text/html; charset=utf-8", head.items())
    checks.check("the policy is a header", "default-src 'self'" in (head["Content-Security-Policy"] or "") and "frame-ancestors" in head["Content-Security-Policy"])
    checks.check("nosniff and a referrer policy", head["X-Content-Type-Options"] == "nosniff" and bool(head["Referrer-Policy"]))
    checks.check("a page is asked for again", "must-revalidate" in head["Cache-Control"] and head["ETag"], head["Cache-Control"])
    checks.check("… and is not sent again when it is the same", get(base + "/", If_None_Match=head["ETag"])[0] == 304)
    hashed = [path for path in site.rglob("*.css")] + [path for path in site.rglob("*.js")]
    for path in hashed:
        status, head, _ = get(f"{base}/{path.relative_to(site).as_posix()}")
        checks.check(f"{path.name} is kept for ever", status == 200 and "immutable" in head["Cache-Control"] and head["X-Content-Type-Options"] == "nosniff", (status, head["Cache-Control"]))
    checks.check("an icon under its own name is not", "immutable" not in get(base + "/favicon.svg")[1]["Cache-Control"])
    status, head, packed = get(base + "/", Accept_Encoding="br, gzip")
    checks.check("brotli is sent where it is understood", head["Content-Encoding"] == "br" and packed == (site / "index.html.br").read_bytes(), head["Content-Encoding"])
    if brotli := shutil.which("brotli"):
        whole = subprocess.run([brotli, "-dc"], input=packed, capture_output=True).stdout
        checks.check("… and is the same page", whole == body)
    status, head, packed = get(base + "/", Accept_Encoding="gzip")
    checks.check("gzip is sent to others, and is the same page", head["Content-Encoding"] == "gzip" and gzip.decompress(packed) == body)
    for path in ("/.metropolia-manifest.json", "/.git/config", "/gminy/.htaccess", "/_headers", "/_redirects"):
        checks.check(f"{path} is denied", get(base + path)[0] in (403, 404), get(base + path)[0])
    (site / ".hidden").write_text("x")
    checks.check("a dotfile that is there is denied", get(base + "/.hidden")[0] == 404)
    (site / ".well-known").mkdir(exist_ok=True)
    (site / ".well-known/proof.txt").write_text("x")
    checks.check(".well-known is not", get(base + "/.well-known/proof.txt")[0] == 200)
    for path in ("/brak", "/a/b/c", "/gminy/brak/"):
        status, head, body = get(base + path)
        checks.check(f"{path}: 404 with the site's own page and policy", status == 404 and b"<h1" in body and "default-src" in (head["Content-Security-Policy"] or ""), (status, body[:80]))
    status, head, _ = get(base + "/gminy")
    checks.check("a folder without its slash leads on, without the port of a proxy", status == 301 and head["Location"].endswith("/gminy/"), head["Location"])
    checks.check("the manifest has its type", get(base + "/manifest.webmanifest")[1]["Content-Type"].startswith("application/manifest+json"))
    checks.check("the feed has its type", get(base + "/aktualnosci/atom.xml")[1]["Content-Type"].startswith("application/atom+xml"))


def browser(base: str, site: pathlib.Path, checks: Checks) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("skipped: the console of a browser, because playwright is not installed (.ci/install browser)")
        return
    if not os.access(CHROMIUM, os.X_OK):
        print(f"skipped: the console of a browser, because there is no {CHROMIUM} (apt-get install chromium)")
        return
    urls = sorted("/" + path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: "ABORTED" in (request.failure or "") or said.append(f"{page.url}: {request.url} {request.failure}"))
        styled = 0
        for url in urls:
            if 'http-equiv="refresh"' in (site / (url.lstrip("/") + ("index.html" if url.endswith("/") else ""))).read_text():
                continue
            page.goto(base + url, wait_until="load")
            styled += page.evaluate("[...document.styleSheets].every(s => s.cssRules.length > 0) && document.styleSheets.length > 0")
        # The page of status 404 is asked for by its own name above; Chromium notes a status of 404 in the console itself.
        checks.check(f"{len(urls)} pages: the console stays empty under the policy, each style sheet passes its integrity", not said and styled > 0, said[:5])
        page.goto(base + "/")
        page.route("**/*.css", lambda route: route.fulfill(status=200, content_type="text/css", body="body{color:red}"))
        said.clear()
        page.reload()
        refused = page.evaluate("document.styleSheets.length") == 0 or any("integrity" in text for text in said)
        checks.check("a style sheet with other bytes is refused by its integrity", refused, said)
        page.unroute("**/*.css")
        page.goto(base + "/szukaj/", wait_until="networkidle")
        page.route("**/*.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body="window.planted = 1"))
        page.reload()
        checks.check("… and so is a script", page.evaluate("window.planted") is None)
        page.unroute("**/*.js")
        page.goto(base + "/")
        said.clear()
        page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'window.inline = 1'; document.head.append(s); }")
        checks.check("an inline script is refused by the policy", page.evaluate("window.inline") is None)
        chromium.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=str(ROOT / ".build/debug/metropolia"))
    parser.add_argument("--base-path", default="")
    options = parser.parse_args()
    for missing, name in ((shutil.which("nginx") is None, "there is no nginx (apt-get install nginx-light)"),
                          (not MODULE.exists(), "nginx has no brotli (apt-get install libnginx-mod-http-brotli-static)")):
        if missing:
            print(f"skipped: the site behind a real nginx, because {name}")
            return
    folder = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-nginx-"))
    # Workers of nginx may run as another user.
    folder.chmod(0o755)
    port, checks = free_port(), Checks()
    base = f"http://127.0.0.1:{port}{options.base_path}"
    try:
        common = ["--root", str(ROOT), "--base-url", base + "/", "--date", "2026-11-22"]
        root = folder / "root"
        site = pathlib.Path(str(root) + options.base_path)
        site.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([options.tool, "build", "--quiet", "--precompress", "-o", str(site), *common], check=True, capture_output=True)
        root.chmod(0o755)
        snippet = subprocess.run([options.tool, "headers", "--precompressed", *common], check=True, capture_output=True, text=True).stdout
        server = Nginx(folder, root, snippet, port)
        for _ in range(100):
            try:
                get(base + "/")
                break
            except OSError:
                if server.process.poll() is not None:
                    sys.exit("nginx ended: " + server.process.stderr.read().decode())
                time.sleep(0.05)
        try:
            headers(base, site, checks)
            browser(base, site, checks)
        finally:
            server.end()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
