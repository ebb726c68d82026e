#!/usr/bin/env python3
"""Prints LCP and CLS of the main pages on a slow phone: 150 ms and 1.6 Mbit/s, a CPU four times slower, an empty cache.

usage: vitals.py SITE [--runs 3]

The best of the runs is printed: a busy machine only makes them worse. Aim: LCP 1.2 s, CLS below 0.01.
"""
import argparse
import pathlib

from built_site import BuiltSite, Server
from check_site import launch, missing_tool

OBSERVE = """() => {
  window.__lcp = 0; window.__cls = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) window.__lcp = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => { for (const e of list.getEntries()) window.__cls += e.value; }).observe({ type: 'layout-shift', buffered: true });
}"""


def measure(browser, url: str) -> tuple[float, float, int]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8})
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(f"({OBSERVE})()")
    page.goto(url, wait_until="load")
    page.wait_for_timeout(800)
    result = page.evaluate("[window.__lcp, window.__cls]")
    context.close()
    return result[0] / 1000, result[1], int(sum(sizes))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if reason := missing_tool():
        print(f"skipped: the vitals, because {reason}")
        return
    from playwright.sync_api import sync_playwright

    site = BuiltSite(options.site.resolve())
    server = Server(site.folder, compresses=True)
    gmina = max((url for url in site.urls if url.startswith("/gminy/") and url != "/gminy/"), key=lambda url: len(site.text[url]))
    print(f"{'page':<40} {'LCP s':>6} {'CLS':>7} {'bytes':>7}")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for url in ("/", gmina, "/gminy/", "/miejscowosci/", "/zit/", "/szukaj/"):
            best = min(measure(browser, server.base + url) for _ in range(options.runs))
            print(f"{url:<40} {best[0]:>6.2f} {best[1]:>7.4f} {best[2]:>7}")
        browser.close()


if __name__ == "__main__":
    main()
