#!/usr/bin/env python3
"""Walks the built site through Debian's Chromium (by Playwright), and its main pages through Firefox; prints pages × checks.

usage: check_site.py SITE [--screens FOLDER] [--long] [--only WORD] [--jobs 2]

SITE is the folder that `metropolia build` wrote. Without --long each kind of page is looked at twice at most; with it, every
page. The last line counts checks; the status is 1 when one failed, 0 when all passed or a tool is missing (which is said).
"""
import argparse
import concurrent.futures
import importlib.util
import os
import pathlib
import sys
import time

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
COLUMNS = ["axe-light-320", "axe-light-1280", "axe-dark-320", "axe-dark-1280", "structure", "reflow", "zoom-400", "text-200", "spacing",
           "targets", "old-phone", "no-script", "weight"]


def missing_tool() -> str | None:
    for module, name in (("playwright", "playwright"), ("brotli", "brotli"), ("PIL", "pillow"), ("pytest_playwright_axe", "pytest-playwright-axe")):
        if importlib.util.find_spec(module) is None:
            return f"{name} is not installed (.ci/install browser)"
    return None if os.access(CHROMIUM, os.X_OK) else f"there is no {CHROMIUM} (apt-get install chromium)"


def axe_source() -> str:
    folder = importlib.util.find_spec("pytest_playwright_axe").submodule_search_locations[0]
    return (pathlib.Path(folder) / "resources/axe.min.js").read_text()


def launch(playwright, letters: int = 16):
    """Chromium, for a reader who set this size of letters (in px)."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", f"--blink-settings=defaultFontSize={letters}"])


def look_at(base: str, urls: list[str], screens: str, pictures: set[str]) -> dict:
    """All checks of some pages, in a process and a browser of their own."""
    import page_checks
    from playwright.sync_api import sync_playwright

    axe, results = axe_source(), {}
    with sync_playwright() as playwright:
        browser, large = launch(playwright), launch(playwright, letters=32)
        for url in urls:
            result, size = {}, 0
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme, locale="pl-PL", reduced_motion="reduce")
                page = context.new_page()
                load = page_checks.Load(page)
                page.goto(base + url, wait_until="networkidle" if "szukaj" in url else "load")
                if scheme == "light":
                    result["weight"], size = load.check(page, base)
                    result["structure"] = page.evaluate(page_checks.STRUCTURE)
                result[f"axe-{scheme}-320"] = page_checks.axe(page, axe)
                if url in pictures:
                    picture(page, screens, url, 320 if scheme == "light" else "dark-320")
                page.set_viewport_size({"width": 1280, "height": 900})
                result[f"axe-{scheme}-1280"] = page_checks.axe(page, axe)
                if url in pictures:
                    picture(page, screens, url, 1280 if scheme == "light" else "dark-1280")
                if scheme == "light":
                    if url in pictures:
                        page.set_viewport_size({"width": 768, "height": 1024})
                        picture(page, screens, url, 768)
                    for column, check in (("reflow", page_checks.reflow), ("zoom-400", page_checks.zoom),
                                          ("spacing", page_checks.spacing), ("targets", page_checks.targets)):
                        result[column] = check(page)
                context.close()
            result["text-200"] = page_checks.large_text(large, base + url)
            result["old-phone"] = page_checks.old_phone(browser, base + url, axe)
            result["no-script"] = page_checks.without_script(browser, base + url)
            results[url] = (result, size)
        browser.close()
        large.close()
    return results


def picture(page, screens: str, url: str, name) -> None:
    page.screenshot(path=f"{screens}/{url.strip('/').replace('/', '_') or 'home'}-{name}.png", full_page=True)


def once(base: str, site, screens: pathlib.Path, is_long: bool) -> dict[str, list[str] | str]:
    """The checks that look at one page or at all of them together. A text instead of a list says why one was skipped."""
    import shutil

    import keyboard
    import map_checks
    import site_checks
    from playwright.sync_api import sync_playwright

    results: dict[str, list[str] | str] = {"languages": site_checks.languages(site), "wrong address": site_checks.wrong_address(base),
                                               "old addresses": site_checks.old_addresses(site)}
    gminas = [url for url in site.sample() if url.startswith("/gminy/") and url != "/gminy/"]
    with sync_playwright() as playwright:
        browser = launch(playwright)
        walks = site.kinds() if is_long else ["/", *gminas[:1], "/gminy/", "/szukaj/", "/404.html"]
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            for url in walks if scheme == "light" or is_long else walks[:2]:
                results[f"keyboard {url} {scheme}"] = keyboard.walk(page, base + url)
            context.close()
        context = browser.new_context(viewport={"width": 320, "height": 640})
        page = context.new_page()
        results["keyboard / 320"] = keyboard.walk(page, base + "/")
        context.close()
        for home in ("/", "/en/"):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(base + home)
            results[f"map {home} names"] = map_checks.names(context, page)
            results[f"map {home} labels"] = map_checks.labels(page)
            results[f"map {home} way past it"] = map_checks.no_trap(page)
            context.close()
        context = browser.new_context(viewport={"width": 1280, "height": 900}, forced_colors="active")
        page = context.new_page()
        for url in ("/", gminas[0], "/gminy-wedlug-powierzchni/"):
            page.goto(base + url)
            if url == "/":
                results["map in forced colours"] = map_checks.forced_colours(page)
            picture(page, str(screens), url, "forced")
        context.close()
        if shutil.which("pdfinfo"):
            page = browser.new_page()
            every = [url for url in site.urls if url.startswith("/gminy/") and url != "/gminy/"]
            for url in ["/kontakt/", *(every if is_long else gminas)]:
                page.goto(base + url)
                results[f"paper {url}"] = site_checks.paper(page, url, screens)
        else:
            results["paper"] = "pdfinfo is not installed (apt-get install poppler-utils)"
        browser.close()
    files = [*site.folder.rglob("*.html"), *site.folder.rglob("*.css"), *site.folder.rglob("*.svg")]
    complaints, reason = site_checks.valid(site, files)
    results["markup"] = reason if reason else complaints
    complaints, reason = site_checks.linked(site)
    results["links"] = reason if reason else complaints
    return results


def second_engine(base: str, urls: list[str]) -> dict[str, list[str] | str]:
    import firefox

    if reason := firefox.is_missing():
        return {"firefox": reason}
    engine = firefox.Firefox()
    try:
        axe = axe_source()
        return {f"firefox {url}": engine.check(base + url, axe) for url in urls}
    finally:
        engine.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--screens", type=pathlib.Path, default=pathlib.Path(".build/browser"))
    parser.add_argument("--long", action="store_true", default=os.environ.get("METROPOLIA_LONG") == "1")
    parser.add_argument("--only", default="", help="pages whose address holds this word, and nothing else")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    if reason := missing_tool():
        print(f"skipped: the browser checks, because {reason}")
        return
    from built_site import BuiltSite, Server

    start = time.monotonic()
    site = BuiltSite(options.site.resolve())
    server = Server(site.folder)
    options.screens.mkdir(parents=True, exist_ok=True)
    urls = [url for url in (site.urls if options.long else site.sample()) if options.only in url]
    pictures = set(site.sample())
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        # The long job first; the pages are dealt out in small hands, so that both processes end together.
        others = [] if options.only else [
            pool.submit(once, server.base, site, options.screens, options.long),
            pool.submit(second_engine, server.base, site.kinds() if options.long else main_kinds(site)),
        ]
        hands = [pool.submit(look_at, server.base, urls[i:i + 4], str(options.screens), pictures) for i in range(0, len(urls), 4)]
        pages = {url: result for hand in hands for url, result in hand.result().items()}
        single = {name: result for other in others for name, result in other.result().items()}
    sys.exit(report(pages, single, options.screens, time.monotonic() - start))


def main_kinds(site) -> list[str]:
    wanted = ("/", "/gminy/", "/partnerzy/", "/szukaj/", "/deklaracja-dostepnosci/", "/historia/", "/zit/")
    return [url for url in site.kinds() if url in wanted or url.startswith(("/gminy/", "/aktualnosci/"))]


def report(pages: dict, single: dict, screens: pathlib.Path, seconds: float) -> int:
    width = max(map(len, pages))
    print(" " * width + "  " + " ".join(COLUMNS) + "  bytes")
    passed, failures, skipped = 0, [], []
    for url, (result, size) in sorted(pages.items()):
        cells = []
        for column in COLUMNS:
            complaints = result[column]
            passed += not complaints
            failures += [f"{url} {column}: {text}" for text in complaints[:5]]
            cells.append(("ok" if not complaints else f"{len(complaints)} !").center(len(column)))
        print(f"{url:<{width}}  {' '.join(cells)}  {size:>6}")
    print()
    for name, result in single.items():
        if isinstance(result, str):
            skipped.append(f"skipped: {name}, because {result}")
            continue
        passed += not result
        failures += [f"{name}: {text}" for text in result[:8]]
        print(f"{'ok' if not result else f'{len(result)} !':>4}  {name}")
    print("\n".join(skipped))
    for failure in failures:
        print("✘ " + failure)
    failed = sum(1 for result, _ in pages.values() for column in COLUMNS if result[column]) + sum(
        1 for result in single.values() if result and not isinstance(result, str))
    print(f"pictures: {screens}")
    print(f"browser: {passed} passed, {failed} failed in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    main()
