#!/usr/bin/env python3
"""Types the queries of queries.txt into the search of a built site, in Debian's Chromium, and looks at what it answers.

usage: search.py SITE [--queries FILE] [--verbose]

Each query must find its page among the first three. Then: weight over the wire, keyboard, announcements, no JavaScript. One
line a check; the status is 1 when one failed, 0 when all passed or a tool is missing (which is said).
"""
import argparse
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser"))
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
LIMIT, SCRIPT_LIMIT = 25 * 1024, 4 * 1024


class Checks:
    def __init__(self):
        self.failed = 0

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        self.failed += not passed
        print(("passed  " if passed else "FAILED  ") + name + ("" if passed else f": {seen}"), flush=True)


def cases(path: pathlib.Path) -> list[tuple[str, str]]:
    lines = [line for line in path.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


def answers(page, query: str) -> list[str]:
    page.fill("#szukaj-pole", query)
    return page.eval_on_selector_all("[role=option]", "options => options.map(o => o.getAttribute('href'))")


def keyboard(page, checks: Checks) -> None:
    answers(page, "skawina")
    field = page.locator("#szukaj-pole")
    checks.check("the field is a combobox that says it is open", field.get_attribute("role") == "combobox" and field.get_attribute("aria-expanded") == "true")
    said = page.locator(".search [role=status]").inner_text()
    checks.check("the number of results is announced", re.fullmatch(r"\D+\d+", said) is not None, said)
    field.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    checks.check("arrow down marks the first result", active and page.locator("#" + active).get_attribute("aria-selected") == "true", active)
    field.press("ArrowUp")
    checks.check("arrow up leads back to the field", field.get_attribute("aria-activedescendant") in ("", None))
    field.press("ArrowUp")
    last = page.locator("[role=option]").last.get_attribute("id")
    checks.check("… and on to the last result", field.get_attribute("aria-activedescendant") == last)
    field.press("Escape")
    checks.check("Escape empties the field and the list", field.input_value() == "" and page.locator("[role=option]").count() == 0)
    for text, name in (("qqqqxxxx", "a word of no page says that nothing fits"), ("<img src=x>\"' ((", "signs of all sorts break nothing"), ("ą", "one letter")):
        answers(page, text)
        checks.check(name, page.locator(".search [role=status]").inner_text() != "")
    answers(page, "niepołomice")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/gminy/niepolomice/")
    checks.check("Enter opens the marked result", True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("site")
    parser.add_argument("--queries", default=str(HERE / "queries.txt"))
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    site, checks = pathlib.Path(options.site), Checks()
    if importlib.util.find_spec("playwright") is None:
        print("skipped: the search in a browser, because playwright is not installed (.ci/install browser)")
        return
    if not os.access(CHROMIUM, os.X_OK):
        print(f"skipped: the search in a browser, because there is no {CHROMIUM} (apt-get install chromium)")
        return
    weigh(site, checks)
    from built_site import BuiltSite, Server
    from playwright.sync_api import sync_playwright

    base = Server(site).base
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 320, "height": 800})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(base + "/szukaj/")
        page.wait_for_selector("#szukaj-pole")
        known, tried, missed = set(BuiltSite(site).urls), 0, []
        for query, wanted in cases(pathlib.Path(options.queries)):
            if wanted not in known:
                missed.append(f"{query}: the site has no {wanted}")
                continue
            found = answers(page, query)
            tried += 1
            if options.verbose:
                print(f"{query:<30} {found[:3]}")
            if wanted not in found[:3]:
                missed.append(f"{query} → {found[:4]}, not {wanted}")
        checks.check(f"{tried} queries find their page among the first three", tried >= 60 and not missed, "\n    ".join(["", *missed]))
        keyboard(page, checks)
        page.goto(base + "/szukaj/?q=Rz%C4%85ska")
        page.wait_for_selector("[role=option]")
        first = page.locator("[role=option]").first
        checks.check("a query in the address is answered at once, by the village's name", first.inner_text().startswith("Rząska") and first.get_attribute("href") == "/gminy/zabierzow/", first.inner_text())
        english(page, base, site, checks)
        checks.check("nothing is said in the console", not said, said)
        quiet = browser.new_context(java_script_enabled=False).new_page()
        quiet.goto(base + "/szukaj/")
        lists = quiet.locator("main a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        checks.check("without JavaScript there is no field, but a list of pages and places from A to Z",
                     quiet.locator("main input").count() == 0 and len([u for u in lists if u.endswith("#miejscowosci")]) > 100 and len(lists) > 150, len(lists))
        browser.close()
    sys.exit(1 if checks.failed else 0)


ENGLISH = [
    ("Rząska", "zabierzow"), ("rzaska", "zabierzow"), ("salt mine", "wieliczka"), ("airport", "zabierzow"), ("wieliczka", "wieliczka"),
    ("Wielczka", "wieliczka"), ("niepolomice", "niepolomice"), ("swiatniki", "swiatniki-gorne"), ("Kraków", "krakow"), ("UNESCO", "krakow"),
    ("Tyniec", "krakow"), ("Mników", "liszki"),
]


def english(page, base: str, site: pathlib.Path, checks: Checks) -> None:
    """The pages in English have a search of their own, which leads to no page in Polish."""
    if not (site / "en/search/index.json").exists():
        return checks.check("the English pages have a search", False, "no en/search/index.json")
    page.goto(base + "/en/search/")
    page.wait_for_selector("#szukaj-pole")
    missed = []
    for query, slug in ENGLISH:
        found = answers(page, query)
        if f"/en/municipalities/{slug}/" not in found[:3] or any(not url.startswith("/en/") for url in found):
            missed.append(f"{query} → {found[:4]}")
    answers(page, "salt mine")
    first = page.locator("[role=option]").first.inner_text()
    checks.check("a place that only looks like a word of the query does not stand for the page", first.startswith("Wieliczka"), first)
    checks.check(f"{len(ENGLISH)} queries in English find their page among the first three, and none in Polish", not missed, missed)


def weigh(site: pathlib.Path, checks: Checks) -> None:
    """Bytes over the wire, by the files that --precompress would write."""
    scripts = sorted(site.glob("szukaj.*.js"))
    size = sum(path.stat().st_size for path in scripts)
    checks.check(f"the script has {size} bytes, at most {SCRIPT_LIMIT}", len(scripts) == 1 and size <= SCRIPT_LIMIT, size)
    for index in [site / "szukaj/index.json", site / "en/search/index.json"]:
        packed = sum(wire(path) for path in [*scripts, index])
        checks.check(f"{index.relative_to(site)} and script are {packed} bytes over the wire, at most {LIMIT}", packed <= LIMIT, packed)


def wire(path: pathlib.Path) -> int:
    if shutil.which("brotli"):
        return len(subprocess.run(["brotli", "-q", "11", "-c", str(path)], capture_output=True, check=True).stdout)
    import brotli

    return len(brotli.compress(path.read_bytes(), quality=11))


if __name__ == "__main__":
    main()
