#!/usr/bin/env python3
"""Publishes a site by the scripts of Hosting/ and reads it through a real nginx and a real Caddy on loopback.

usage: hosting.py [--tool .build/release/metropolia] [--publishes 50]

Each check prints one line; the status is 1 when one of them failed. What is missing (nginx, caddy, rsync, rclone) is said.
"""
import argparse
import hashlib
import http.client
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATE = "2026-11-26"


class Checks:
    def __init__(self):
        self.failed = 0
        self.passed = 0

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        print(("passed  " if passed else "FAILED  ") + name + ("" if passed else f": {seen}"), flush=True)
        self.failed += not passed
        self.passed += passed


def run(*command: object, status: int = 0, **more) -> subprocess.CompletedProcess:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != status:
        raise SystemExit(f"{command}: status {done.returncode}, not {status}\n{done.stdout}{done.stderr}")
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """The starter, in as many versions as wished."""

    def __init__(self, tool: pathlib.Path, folder: pathlib.Path):
        self.tool = tool
        self.folder = folder
        run(tool, "init", folder)
        self.style = (folder / "static/style.css").read_text()
        (folder / "static/.well-known").mkdir()
        (folder / "static/.well-known/security.txt").write_text("Contact: mailto:a@example.invalid\n")
        # What each stylesheet that was ever published holds, by its address.
        self.sheets: dict[str, str] = {}

    def version(self, number: int) -> pathlib.Path:
        """Another stylesheet, another text, and one page that only this version has."""
        (self.folder / "static/style.css").write_text(self.style + f".v{number} {{ color: red; }}\n" * (number % 40 + 1))
        for page in (self.folder / "content").glob("tylko-*.md"):
            page.unlink()
        (self.folder / f"content/tylko-{number}.md").write_text(
            f"---\ntitle: Tylko w wersji {number}\ndescription: Ta strona jest tylko w wersji {number}.\n---\n"
            + f"Wersja {number}. Wróć na [początek](index.md).\n\n" + "Tekst. " * (500 + 97 * number % 5000) + "\n")
        home = self.folder / "content/o-nas.md"
        text = home.read_text().split("\n## Wersja")[0]
        home.write_text(text + f"\n## Wersja\n\nNumer {number}: [zobacz](tylko-{number}.md).\n")
        run(self.tool, "build", "--root", self.folder, "--date", DATE, "--precompress", "--quiet", "--messages", "en")
        public = self.folder / "public"
        for sheet in public.glob("*.css"):
            self.sheets["/" + sheet.name] = hashlib.sha256(sheet.read_bytes()).hexdigest()
        return public


def fetch(port: int, path: str, headers: dict | None = None, method: str = "GET", name: str = "metropolia.example"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, headers={"Host": name, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


class Server:
    """A server started from the project's own configuration, with another port and folder."""

    def __init__(self, name: str, folder: pathlib.Path, site: pathlib.Path):
        self.port = free_port()
        folder.mkdir()
        if name == "nginx":
            text = (ROOT / "Hosting/nginx.conf").read_text()
            text = text.replace("listen 80;", f"listen 127.0.0.1:{self.port};").replace("    listen [::]:80;\n", "")
            text = text.replace("/srv/metropolia/current", str(site))
            assert str(self.port) in text and str(site) in text
            modules = "".join(f"load_module {path};\n" for path in sorted(pathlib.Path("/usr/lib/nginx/modules").glob("*brotli_static*.so")))
            if not modules:
                text = text.replace("    brotli_static on;\n", "")
            (folder / "site.conf").write_text(text)
            user = "user root;\n" if os.geteuid() == 0 else ""
            (folder / "nginx.conf").write_text(
                f"{modules}{user}worker_processes 2;\npid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\n"
                "events { worker_connections 512; }\nhttp {\n    include /etc/nginx/mime.types;\n    access_log off;\n"
                f"    client_body_temp_path {folder}/body;\n    proxy_temp_path {folder}/proxy;\n    fastcgi_temp_path {folder}/fastcgi;\n"
                f"    uwsgi_temp_path {folder}/uwsgi;\n    scgi_temp_path {folder}/scgi;\n    include {folder}/site.conf;\n}}\n")
            command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
            self.brotli = bool(modules)
        else:
            text = (ROOT / "Hosting/Caddyfile").read_text()
            text = text.replace("\nmetropolia.example {", f"\nhttp://metropolia.example:{self.port} {{\n\tbind 127.0.0.1", 1)
            text = text.replace("/srv/metropolia/current", str(site))
            assert str(self.port) in text and str(site) in text
            (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
            command = ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
            self.brotli = True
        self.log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)})
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                fetch(self.port, "/")
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        raise SystemExit(f"{name} did not start:\n" + (folder / "log").read_text())

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()


def answers(name: str, server: Server, public: pathlib.Path, checks: Checks) -> None:
    """What the configuration promises."""
    port = server.port
    say = lambda what, passed, seen="": checks.check(f"{name}: {what}", passed, seen)
    status, headers, body = fetch(port, "/")
    say("the home page, whole, as UTF-8", status == 200 and body == (public / "index.html").read_bytes()
        and headers["content-type"].lower() == "text/html; charset=utf-8", (status, headers))
    say("its policy", "default-src 'self'" in headers.get("content-security-policy", ""), headers)
    say("nosniff", headers.get("x-content-type-options") == "nosniff", headers)
    say("a page is asked for again", headers.get("cache-control") == "no-cache" and "etag" in headers, headers)
    say("304 when it has not changed", fetch(port, "/", {"If-None-Match": headers.get("etag", "")})[0] == 304)
    sheet = re.search(rb'href="(/[^"]*\.css)"', body)[1].decode()
    status, headers, style = fetch(port, sheet)
    say("a hashed asset may be kept for a year", status == 200 and "immutable" in headers.get("cache-control", "")
        and "text/css" in headers["content-type"], (status, headers))
    for path in ("/gminy", "/gminy/kamienny-brod"):
        status, headers, _ = fetch(port, path)
        say(f"{path} leads to {path}/ on the same host", status in (301, 308) and headers.get("location") == path + "/", (status, headers))
    own = (public / "404.html").read_bytes()
    for path in ("/nie-ma/", "/nie-ma.html", "/gminy/nie-ma/", "/404.html", "/.metropolia-manifest.json", "/.git/config", "/a/.hidden", "/../etc/passwd", "/%2e%2e/retired"):
        status, headers, body = fetch(port, path)
        passed = status in (400, 404) and (body == own or status == 400) and "root:" not in body.decode("utf-8", "replace")
        if status == 404:
            passed = passed and "default-src" in headers.get("content-security-policy", "")
        say(f"{path}: our page with status 404", passed, (status, body[:80]))
    # The old name of an asset may come back, so that it is not there must not be kept for a year.
    status, headers, _ = fetch(port, "/style.0123456789abcdef.css")
    say("a hashed name that is not there: 404, and nobody keeps it", status == 404 and headers.get("cache-control") == "no-cache", (status, headers))
    status, _, body = fetch(port, "/.well-known/security.txt")
    say(".well-known goes out", status == 200 and b"Contact" in body, status)
    if server.brotli:
        status, headers, body = fetch(port, "/", {"Accept-Encoding": "br, gzip"})
        say(".br for who understands it", headers.get("content-encoding") == "br" and body == (public / "index.html.br").read_bytes(), headers)
    status, headers, body = fetch(port, "/", {"Accept-Encoding": "gzip"})
    say(".gz for who understands only that", headers.get("content-encoding") == "gzip" and body == (public / "index.html.gz").read_bytes(), headers)
    say("HEAD has no body", fetch(port, "/", method="HEAD")[2] == b"")


class Load:
    """Readers who fetch pages and their stylesheets without a pause, and note all that is wrong."""

    def __init__(self, port: int, sheets: dict[str, str], readers: int = 8):
        self.port = port
        self.sheets = sheets
        self.done = threading.Event()
        self.wrong: list[str] = []
        self.requests = 0
        self.seen: set[bytes] = set()
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.read, args=(number,)) for number in range(readers)]
        for thread in self.threads:
            thread.start()

    def read(self, number: int) -> None:
        pages = ["/", "/o-nas/", "/gminy/", "/gminy/kamienny-brod/", "/aktualnosci/", "/mapa-strony/"]
        step = number
        while not self.done.is_set():
            step += 1
            try:
                self.visit(pages[step % len(pages)], wait=step % 3 == 0)
            except (OSError, http.client.HTTPException) as reason:
                self.note(f"{pages[step % len(pages)]}: {reason!r}")

    def visit(self, page: str, wait: bool) -> None:
        status, _, body = fetch(self.port, page)
        found = re.search(rb'href="(/[^"]*\.css)"', body)
        if status != 200 or not body.rstrip().endswith(b"</html>") or not found:
            return self.note(f"{page}: status {status}, {len(body)} bytes, ends {body[-20:]!r}")
        # A slow reader asks for the stylesheet when the next version may be out already.
        if wait:
            time.sleep(0.3)
        sheet = found[1].decode()
        status, _, style = fetch(self.port, sheet)
        whole = hashlib.sha256(style).hexdigest() == self.sheets.get(sheet)
        if status != 200 or not whole:
            return self.note(f"{page}: its stylesheet {sheet}: status {status}, {len(style)} bytes, whole: {whole}")
        with self.lock:
            self.requests += 2
            self.seen.add(found[1])

    def note(self, text: str) -> None:
        with self.lock:
            self.requests += 1
            self.wrong.append(text)

    def end(self) -> None:
        self.done.set()
        for thread in self.threads:
            thread.join()


def publishing(server: Server, site: Site, target: str, folder: pathlib.Path, count: int, environment: dict, checks: Checks) -> None:
    load = Load(server.port, site.sheets)
    longest = 0.0
    try:
        for number in range(2, count + 2):
            public = site.version(number)
            start = time.monotonic()
            run(ROOT / "Hosting/publish", public, target, env=environment)
            longest = max(longest, time.monotonic() - start)
    finally:
        load.end()
    print(f"        {load.requests} requests during {count} publishes, {len(load.seen)} stylesheets seen, longest publish {longest:.2f} s")
    checks.check(f"{count} publishes under load: no error, no truncated page, no page without its stylesheet", not load.wrong, load.wrong[:5])
    checks.check("the readers saw the versions change", len(load.seen) > count // 3, len(load.seen))
    last = count + 1
    checks.check("the new page is there, the old one gone", fetch(server.port, f"/tylko-{last}/")[0] == 200 and fetch(server.port, f"/tylko-{last - 1}/")[0] == 404)
    old = [line.split("\t")[1] for line in (folder / "retired").read_text().splitlines()]
    checks.check("stylesheets of old versions stay", len(old) >= count - 1 and all(fetch(server.port, "/" + name)[0] == 200 for name in old[:5]), old[:3])
    # Two weeks later.
    lines = [line for line in (folder / "retired").read_text().splitlines() if line.endswith(".css")]
    aged = [f"{int(day) - (14 if index % 2 else 13)}\t{name}" for index, (day, name) in enumerate(line.split("\t") for line in lines)]
    (folder / "retired").write_text("\n".join(aged) + "\n")
    run(ROOT / "Hosting/publish", site.version(last + 1), target, env=environment)
    kept = {index: fetch(server.port, "/" + line.split("\t")[1])[0] for index, line in enumerate(lines)}
    checks.check("13 days: still there; 14 days: gone", all(status == (404 if index % 2 else 200) for index, status in kept.items()), kept)


def refusals(site: Site, folder: pathlib.Path, target: str, environment: dict, checks: Checks) -> None:
    script = ROOT / "Hosting/publish"
    empty = folder.parent / "nothing"
    empty.mkdir()
    before = sorted(path.name for path in folder.iterdir())
    for what, words in {"a folder that is no build": [empty, target], "a path that is not full": [site.folder / "public", "here"],
                        "the root": [site.folder / "public", "/"], "no target": [site.folder / "public"], "days that are none": ["--keep-assets", "x", site.folder / "public", target]}.items():
        run(script, *words, status=64, env=environment)
        checks.check(f"refused: {what}", True)
    (folder / "publishing").mkdir()
    run(script, site.folder / "public", target, status=75, env=environment)
    checks.check("refused: while another publish is at work", (folder / "publishing").is_dir())
    os.utime(folder / "publishing", (time.time() - 4000, time.time() - 4000))
    run(script, site.folder / "public", target, env=environment)
    checks.check("the lock of a publish that died an hour ago is taken over", not (folder / "publishing").exists())
    checks.check("nothing else lies about", sorted(path.name for path in folder.iterdir()) == before, sorted(folder.iterdir()))


def bucket(site: Site, folder: pathlib.Path, checks: Checks) -> None:
    if not shutil.which("rclone"):
        return print("skipped: the object store, because there is no rclone")
    store = folder / "bucket"
    environment = {**os.environ, "RCLONE_CONFIG": str(folder / "rclone.conf"), "RCLONE_CONFIG_STORE_TYPE": "local"}
    script = ROOT / "Hosting/publish-to-bucket"
    target = f"store:{store}"
    public = site.version(900)
    first = next(path for path in public.glob("style.*.css")).name
    run(script, public, target, env=environment)
    files = lambda top: {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}
    wished = {name: data for name, data in files(public).items() if name != ".metropolia-manifest.json"}
    there = files(store)
    there.pop(".retired")
    checks.check("rclone: the store holds the site, .well-known too, the manifest not", there == wished, set(there) ^ set(wished))
    public = site.version(901)
    run(script, public, target, env=environment)
    checks.check("rclone: old pages go, old stylesheets stay", not (store / "tylko-900").exists() and (store / first).exists() and (store / "tylko-901/index.html").exists())
    day = int(time.time()) // 86400
    (store / ".retired").write_text(f"{day - 13}\t{first}\n")
    run(script, public, target, env=environment)
    checks.check("rclone: 13 days: still there", (store / first).exists())
    (store / ".retired").write_text(f"{day - 14}\t{first}\n")
    run(script, public, target, env=environment)
    checks.check("rclone: 14 days: gone", not (store / first).exists() and (store / "index.html").exists())
    run(script, folder / "nothing", target, status=64, env=environment)
    run(script, public, "nowhere", status=64, env=environment)
    checks.check("rclone: wrong usage is refused", True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=str(ROOT / ".build/release/metropolia"))
    parser.add_argument("--publishes", type=int, default=50)
    options = parser.parse_args()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    missing = [name for name in ("rsync", "nginx", "caddy") if not shutil.which(name)]
    if missing:
        return print(f"skipped: publishing to a server, because there is no {', '.join(missing)} (.ci/install hosting)")
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="metropolia-hosting-") as name:
        top = pathlib.Path(name)
        top.chmod(0o755)
        site = Site(pathlib.Path(options.tool).resolve(), top / "site")
        # A stand-in for ssh: the words after the host's name are run by a shell, as sshd does.
        (top / "bin").mkdir()
        stand_in = top / "bin/ssh"
        stand_in.write_text('#!/bin/bash\nwhile [ "$1" = -o ]; do shift 2; done\nif [ "$1" = -l ]; then set -- "$2@$3" "${@:4}"; fi\n[ "$1" = editor@server ] || exit 255\nshift\nexec sh -c "$*"\n')
        stand_in.chmod(0o755)
        environment = {**os.environ, "PATH": f"{top}/bin:{os.environ['PATH']}"}
        folder = top / "srv/metropolia"
        public = site.version(1)
        run(ROOT / "Hosting/publish", public, str(folder))
        servers = {kind: Server(kind, top / kind, folder / "current") for kind in ("nginx", "caddy")}
        try:
            for kind, server in servers.items():
                answers(kind, server, public, checks)
            target = f"editor@server:{folder}"
            publishing(servers["nginx"], site, target, folder, options.publishes, environment, checks)
            refusals(site, folder, target, environment, checks)
        finally:
            for server in servers.values():
                server.end()
        bucket(site, top, checks)
    print(f"hosting: {checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
