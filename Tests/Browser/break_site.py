#!/usr/bin/env python3
"""Breaks copies of the built site on purpose, one fault each, and expects the check that guards against it to complain.

usage: break_site.py SITE [WORD]      with WORD only the faults whose name holds it

A check that stays silent over its own fault proves nothing: such a one is printed, and the status is 1.
"""
import pathlib
import re
import shutil
import sys
import tempfile

import check_site
import keyboard
import map_checks
import site_checks
from built_site import BuiltSite, Server

GMINA = "gminy/krakow/index.html"


def style(rule: str):
    def change(folder: pathlib.Path) -> None:
        for path in folder.glob("**/*.css"):
            path.write_text(path.read_text() + rule)

    return change


def text(file: str, old: str, new: str):
    def change(folder: pathlib.Path) -> None:
        path = folder / file
        before = path.read_text()
        after = re.sub(old, new, before, count=1, flags=re.S)
        assert after != before, f"nothing to break: {old} in {file}"
        path.write_text(after)

    return change


def script(folder: pathlib.Path) -> None:
    (folder / "fault.js").write_text("document.querySelector('main').insertAdjacentHTML('beforeend', '<p>Tylko ze skryptem: objaśnienie</p>')")
    text(GMINA, "</body>", '<script src="/fault.js"></script></body>')(folder)


# Fault, the column of the table that must complain, the change.
PAGES = [
    ("pale small print", "axe-light-320", style(".overline, .fact dt, .note { color: #c9c4ba !important }")),
    ("dark text in the dark", "axe-dark-1280", style("@media (prefers-color-scheme: dark) { .prose p { color: #333 !important } }")),
    ("a picture without words", "axe-light-1280", text(GMINA, "<main[^>]*>", r'\g<0><img src="/apple-touch-icon.png">')),
    ("a heading too deep", "structure", text(GMINA, "<h2 (.*?)</h2>", r"<h4 \1</h4>")),
    ("a crumb that JSON-LD does not know", "structure", text(GMINA, 'aria-current="page">Kraków</span>', 'aria-current="page">Cracow</span>')),
    ("a box too wide", "reflow", style(".facts { min-width: 400px }")),
    ("a head that covers the zoomed page", "zoom-400", style(".site-header { position: sticky; top: 0; height: 200px }")),
    ("a width for small letters", "text-200", style(".page-head, .gmina-name { width: 45rem }")),
    ("a height for tight lines", "spacing", style(".breadcrumbs ol { height: 1.6rem; overflow: hidden }")),
    ("crowded links", "targets", style(".footer-menu a, .villages a { padding: 0; font-size: 9px; line-height: 10px } .footer-menu li { margin: 0; line-height: 10px }")),
    ("a ground of new colours only", "old-phone", style("body { background: none; background-color: transparent }")),
    ("words that need a script", "no-script", script),
    ("a third party", "weight", text(GMINA, "</main>", '<img alt="" src="https://example.com/a.png"></main>')),
]


def page_fault(site: BuiltSite, column: str) -> list[str]:
    with tempfile.TemporaryDirectory() as pictures:
        result = check_site.look_at(Server(site.folder).base, ["/gminy/krakow/"], pictures, set())
    return result["/gminy/krakow/"][0][column]


def with_page(check, url: str, **settings):
    def run(site: BuiltSite) -> list[str]:
        from playwright.sync_api import sync_playwright

        base = Server(site.folder).base
        with sync_playwright() as playwright:
            browser = check_site.launch(playwright)
            context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
            page = context.new_page()
            page.goto(base + url)
            found = check(context, page, base + url)
            browser.close()
        return found

    return run


def paper(_, page, url: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return site_checks.paper(page, url, pathlib.Path(folder))


walk = with_page(lambda _, page, url: keyboard.walk(page, url), "/kontakt/")

WHOLE = [
    ("a focus that nobody sees", style("a:focus { outline: 0 !important; background: none !important; color: inherit !important }"), walk),
    ("a focus in a pale ring", style("a:focus { outline-color: #e8e2d4 !important; background: none !important; color: inherit !important }"), walk),
    ("a link out of the order", text("kontakt/index.html", '<a class="skip"', '<a href="/" tabindex="3">x</a><a class="skip"'), walk),
    ("a link that Tab does not reach", text("kontakt/index.html", '<a class="brand"', '<a tabindex="-1" class="brand"'), walk),
    ("two gminas changed over in the list", text("index.html", r"(<ol class=\"gmina-list\">\s*)(<li>.*?</li>)(\s*)(<li>.*?</li>)", r"\1\4\3\2"),
     with_page(lambda context, page, _: map_checks.names(context, page), "/")),
    ("tiny words on the map", style(".map-names, .map-numbers { display: inline !important } .map text { font-size: 8px !important }"),
     with_page(lambda _, page, __: map_checks.labels(page), "/")),
    ("no way past the map", text("index.html", 'href="#po-mapie"', 'href="#gminy"'), with_page(lambda _, page, __: map_checks.no_trap(page), "/")),
    ("a language that does not answer", text("en/index.html", '<link rel="alternate" hreflang="pl"[^>]*>', ""), lambda site: site_checks.languages(site)),
    ("a page for wrong addresses that is indexed", text("404.html", "noindex", "index"), lambda site: site_checks.wrong_address(Server(site.folder).base)),
    ("an old address forgotten", lambda folder: shutil.rmtree(folder / "zasady-dostepnosci"), lambda site: site_checks.old_addresses(site)),
    ("posters on paper", style("@media print { .prose p { font-size: 40pt !important } }"), with_page(paper, "/gminy/krakow/")),
    ("the menu on paper", style("@media print { .site-header nav, .menu-narrow { display: block !important } }"), with_page(paper, "/gminy/krakow/")),
    ("markup of 1996", text("kontakt/index.html", "</main>", "<center>x</center></main>"),
     lambda site: site_checks.valid(site, [site.folder / "kontakt/index.html"])[0]),
    ("a dead anchor", text("kontakt/index.html", 'href="/gminy/"', 'href="/gminy/#nie-ma"'), lambda site: site_checks.linked(site)[0]),
]


def main() -> None:
    if reason := check_site.missing_tool():
        print(f"skipped: the faults on purpose, because {reason}")
        return
    source = pathlib.Path(sys.argv[1])
    silent = []
    faults = [(name, change, lambda site, column=column: page_fault(site, column), column) for name, column, change in PAGES]
    faults += [(name, change, check, "") for name, change, check in WHOLE]
    faults = [fault for fault in faults if sys.argv[2:] == [] or sys.argv[2] in fault[0]]
    for name, change, check, column in faults:
        with tempfile.TemporaryDirectory(prefix="metropolia-fault-") as copy:
            folder = pathlib.Path(copy) / "site"
            shutil.copytree(source, folder)
            for path in folder.rglob("*.html"):
                path.write_text(re.sub(r' integrity="[^"]*"', "", path.read_text()))
            change(folder)
            found = check(BuiltSite(folder))
        silent += [] if found else [name]
        print(f"{'noticed' if found else 'SILENT '}  {name}{f' ({column})' if column else ''}{': ' + found[0][:90] if found else ''}", flush=True)
    print(f"browser: {len(faults) - len(silent)} passed, {len(silent)} failed (faults on purpose)")
    sys.exit(1 if silent else 0)


if __name__ == "__main__":
    main()
