#!/usr/bin/env python3
"""Looks at `metropolia serve` through a real browser: Debian's Chromium, driven by Playwright (pip install playwright).

usage: serve.py [--tool .build/release/metropolia] [--chromium /usr/bin/chromium]

A small site of its own, with `default-src 'self'` as its policy, is served from a temporary folder. Each step prints one
line; the status is 1 when one of them failed, 0 when all passed or when the browser is missing (which is said).
"""
import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CONFIG = """{ "title": "Proba", "baseURL": "https://proba.example/", "language": "pl",
  "pages": { "folder": "content", "template": "strona.html" }, "collections": {} }"""
TEMPLATE = """<!DOCTYPE html>
<html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<title>{{ page.title }} – {{ site.title }}</title>
<meta name="description" content="Strona do próby podglądu: {{ page.title }}.">
<link rel="canonical" href="{{ page.canonical }}">
<link rel="stylesheet" href="/style.css"></head>
<body><main id="tresc"><h1>{{ entry.title }}</h1>{{ entry.content }}</main></body></html>
"""
STYLE = "main { background: rgb(1, 2, 3); min-height: 4000px; color: #fff; }\n"


def entry(title: str, text: str, more: str = "") -> str:
    return f"---\ntitle: {title}\n{more}---\n\n{text}\n"


class Site:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.write("site-config.json", CONFIG)
        self.write("templates/strona.html", TEMPLATE)
        self.write("static/style.css", STYLE)
        self.write("content/index.md", entry("Początek", "Pierwsza treść."))
        self.write("content/szkic.md", entry("Niegotowe", "Jeszcze nie.", "draft: true\n"))

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class Served:
    """`metropolia serve` on a free port; ended by its process id."""

    def __init__(self, tool: str, folder: pathlib.Path, port: int = 0):
        command = [tool, "serve", "--port", str(port), "--messages", "pl", "--drafts", "--date", "2026-11-22"]
        self.process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        self.lines: list[str] = []
        self.url = self._url()

    def _url(self) -> str:
        for line in self.process.stderr:
            self.lines.append(line)
            found = re.search(r"http://[0-9.]+:\d+/", line)
            if found:
                os.set_blocking(self.process.stderr.fileno(), False)
                return found[0]
        sys.exit("metropolia serve ended:\n" + "".join(self.lines))

    def end(self, number: int) -> tuple[int, float]:
        """Status and seconds."""
        start = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=20), time.monotonic() - start


class Steps:
    def __init__(self):
        self.failed = 0

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        print(("passed  " if passed else "FAILED  ") + name + ("" if passed else f": {seen}"), flush=True)
        self.failed += not passed


def walk(page, site: Site, served: Served, steps: Steps) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(served.url)
    steps.check("the page is there", page.locator("h1").inner_text() == "Początek")

    page.evaluate("window.scrollTo(0, 1500); window.mark = 1")
    site.write("content/index.md", entry("Początek", "Druga treść."))
    page.get_by_text("Druga treść.").wait_for(timeout=5000)
    steps.check("an edit changes the page", page.evaluate("window.mark") is None)
    page.wait_for_timeout(300)
    steps.check("the scroll position stays", abs(page.evaluate("scrollY") - 1500) < 5, page.evaluate("scrollY"))

    page.evaluate("window.mark = 2")
    site.write("static/style.css", STYLE.replace("1, 2, 3", "4, 5, 6"))
    colour = "getComputedStyle(document.querySelector('main')).backgroundColor"
    swapped = becomes(page, f"{colour} === 'rgb(4, 5, 6)'")
    steps.check("a stylesheet is swapped without a reload", swapped and page.evaluate("window.mark") == 2)
    page.wait_for_timeout(200)
    steps.check("the old stylesheet is gone", page.locator("link[rel=stylesheet]").count() == 1)

    site.write("templates/strona.html", TEMPLATE.replace("{{ entry.title }}", "{{ entry.tilte }}"))
    overlay = page.locator("#podglad-errors .podglad-text")
    overlay.wait_for(timeout=5000)
    text = overlay.inner_text()
    steps.check("a broken template shows its place", "templates/strona.html:8:" in text and "^" in text, text)
    steps.check("… and a remedy", any(line.strip().startswith("= ") for line in text.splitlines()), text)
    steps.check("… in the words of the terminal", text.splitlines()[0] in terminal(served), text)
    steps.check("the last good page stays behind it", page.get_by_text("Druga treść.").count() == 1)
    second = page.context.new_page()
    second.goto(served.url)
    second.locator("#podglad-errors .podglad-text").wait_for(timeout=5000)
    steps.check("a page that is opened now shows it too", True)
    second.close()
    page.screenshot(path=str(site.folder / "overlay.png"))
    box = page.locator("#podglad-errors .podglad-overlay")
    steps.check("the overlay has its looks under the page's policy", box.evaluate("e => getComputedStyle(e).position") == "fixed")

    site.write("templates/strona.html", TEMPLATE)
    page.locator("#podglad-errors").wait_for(state="detached", timeout=5000)
    steps.check("mended: the message goes by itself", True)

    page.goto(served.url + "szkic/")
    steps.check("a draft carries its badge", page.locator(".podglad-badge").inner_text().startswith("Szkic"))
    page.goto(served.url + "_podglad/")
    table = page.locator("table").inner_text()
    steps.check("the editor's page lists the draft", "szkic" in table and "Niegotowe" in table, table)
    page.locator("table a", has_text="inspect").first.click()
    steps.check("inspect shows the page's variables", "entry" in page.locator("pre").inner_text())
    page.goto(served.url + "nie-ma-takiej/")
    steps.check("an unknown address says so", "Nie ma takiej strony" in page.inner_text("body"))
    steps.check("nothing was refused by the policy", not refused, refused)


def becomes(page, condition: str, seconds: float = 5) -> bool:
    """Asked from outside again and again: the page's policy forbids it to evaluate a string itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if page.evaluate(condition):
                return True
        except Exception as reason:  # the page is just being loaded anew
            if "context was destroyed" not in str(reason):
                raise
        time.sleep(0.02)
    return False


def terminal(served: Served) -> str:
    time.sleep(0.2)
    while line := served.process.stderr.readline():
        served.lines.append(line)
    return "".join(served.lines)


def ends(tool: str, folder: pathlib.Path, steps: Steps) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        status, seconds = Served(tool, folder).end(number)
        steps.check(f"{number.name} ends it with status 0 within a second", status == 0 and seconds < 1, (status, seconds))
    out = folder / "public"
    subprocess.run([tool, "build", "--date", "2026-11-22"], cwd=folder, check=True, capture_output=True)
    pages = "".join(path.read_text() for path in out.rglob("*.html"))
    steps.check("a build holds nothing of the preview", "podglad" not in pages and not (out / "szkic").exists())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=str(ROOT / ".build/release/metropolia"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    tool = str(pathlib.Path(options.tool).resolve())
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("skipped: the browser test, because Playwright is not installed (pip install playwright)")
        return
    if not os.access(options.chromium, os.X_OK):
        print(f"skipped: the browser test, because there is no {options.chromium} (apt-get install chromium)")
        return
    folder = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-browser-"))
    steps = Steps()
    try:
        site = Site(folder)
        served = Served(tool, folder)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            page = browser.new_context(locale="pl-PL").new_page()
            try:
                walk(page, site, served, steps)
                restart(page, tool, folder, served, steps)
            finally:
                browser.close()
                if served.process.poll() is None:
                    served.end(signal.SIGTERM)
        ends(tool, folder, steps)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if steps.failed else 0)


def restart(page, tool: str, folder: pathlib.Path, served: Served, steps: Steps) -> None:
    """A server that is started anew on the same port is found again by the pages that are still open."""
    page.goto(served.url)
    page.evaluate("window.mark = 3")
    port = int(served.url.rsplit(":", 1)[1].strip("/"))
    status, _ = served.end(signal.SIGINT)
    steps.check("Ctrl-C with an open page: status 0", status == 0, status)
    again = Served(tool, folder, port)
    try:
        found = becomes(page, "window.mark === undefined", seconds=15)
        steps.check("an open page finds the server again", found and page.locator("h1").inner_text() == "Początek")
    finally:
        again.end(signal.SIGTERM)


if __name__ == "__main__":
    main()
