#!/usr/bin/env python3
"""Reads the feeds, the sitemap and the head of every page of a built site with other programs' readers.

usage: check_files.py SITE

Feeds by feedparser, the sitemap by xmllint against our own schema, JSON-LD and Open Graph beside what the page shows. Each
check prints one line; the status is 1 when one failed. What lacks its tool is skipped, and says so.
"""
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
TYPES = {
    "WebSite": {"name", "url", "inLanguage"},
    "Organization": {"name", "url", "address", "telephone", "email"},
    "AdministrativeArea": {"name", "url", "identifier", "geo", "containedInPlace", "sameAs"},
    "GovernmentOffice": {"name", "areaServed", "address", "telephone", "email", "url"},
    "NewsArticle": {"headline", "datePublished", "dateModified", "description", "inLanguage", "mainEntityOfPage", "publisher"},
    "BreadcrumbList": {"itemListElement"},
}


class Checks:
    def __init__(self):
        self.failed = 0

    def check(self, name: str, wrong: list) -> None:
        self.failed += bool(wrong)
        print(("FAILED  " if wrong else "passed  ") + name + "".join(f"\n    {line}" for line in wrong[:8]), flush=True)


class Page(html.parser.HTMLParser):
    """The head of a page, its JSON-LD, and the text that it shows."""

    def __init__(self, text: str):
        super().__init__()
        self.title, self.metas, self.links, self.data, self.shown, self.crumbs = "", {}, [], [], [], []
        self.times, self.hrefs, self._inside, self._crumbs = set(), set(), [], False
        self.feed(text)
        self.text = " ".join(" ".join(self.shown).split())

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "meta" and (name := values.get("name") or values.get("property")):
            self.metas[name] = values.get("content", "")
        if tag == "link":
            self.links.append(values)
        if tag == "nav":
            self._crumbs = "breadcrumbs" in (values.get("class") or "")
        if tag == "time":
            self.times.add(values.get("datetime"))
        if tag == "a" and values.get("href"):
            self.hrefs.add(values["href"])
        if tag in ("title", "script", "style", "template"):
            self._inside.append((tag, values.get("type")))
        if tag == "li" and self._crumbs:
            self.crumbs.append("")

    def handle_endtag(self, tag):
        if self._inside and self._inside[-1][0] == tag:
            self._inside.pop()
        if tag == "nav":
            self._crumbs = False

    def handle_data(self, data):
        inside = self._inside[-1] if self._inside else None
        if inside and inside[0] == "title" and not self.title:
            self.title = data
        elif inside == ("script", "application/ld+json"):
            self.data.append(data)
        elif inside is None:
            self.shown.append(data)
            if self._crumbs and self.crumbs and data.strip():
                self.crumbs[-1] = (self.crumbs[-1] + data).strip()


def plain(text: str) -> str:
    """Letters and digits only: typography may set other spaces and quotes."""
    return re.sub(r"[^\w]+", "", text)


def feeds(site: pathlib.Path, checks: Checks, pages: dict) -> None:
    paths = sorted(site.rglob("atom.xml"))
    base = base_url(site)
    try:
        import feedparser
    except ImportError:
        print("skipped: feeds by feedparser, because it is not installed (pip install feedparser)")
        return
    wrong = []
    for path in paths:
        feed = feedparser.parse(path.read_bytes())
        if feed.bozo:
            wrong.append(f"{path.name}: bozo, {feed.bozo_exception}")
        ids = [entry.id for entry in feed.entries]
        if len(set(ids)) != len(ids) or not feed.feed.get("updated") or not feed.feed.get("title"):
            wrong.append(f"{path}: ids, updated or title")
        for entry in feed.entries:
            url = urllib.parse.urlparse(entry.link).path
            text = entry.content[0].value
            if re.search(r'(href|src)="(?!https?:|mailto:|tel:)', text):
                wrong.append(f"{entry.link}: an address that is not absolute")
            shown = plain(re.sub(r"<[^>]*>", "", text))[:200]
            if shown and pages and shown not in plain(pages[url].text):
                wrong.append(f"{entry.link}: not the text of the page")
        document = json.loads((path.parent / "feed.json").read_text())
        if [item["id"] for item in document["items"]] != ids or document["version"] != "https://jsonfeed.org/version/1.1":
            wrong.append(f"{path.parent}/feed.json: other entries than Atom's")
        if any(not item["url"].startswith(base) or not item["content_html"] for item in document["items"]):
            wrong.append(f"{path.parent}/feed.json: address or text")
    checks.check(f"{len(paths)} feeds: feedparser finds no fault, both kinds have the same entries, in full", wrong or ([] if paths else ["no feed"]))


def sitemap(site: pathlib.Path, checks: Checks, pages: dict) -> None:
    text = (site / "sitemap.xml").read_text()
    if shutil.which("xmllint"):
        run = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(HERE / "sitemap.xsd"), str(site / "sitemap.xml")], capture_output=True, text=True)
        checks.check("the sitemap is valid by its schema", [] if run.returncode == 0 else run.stderr.splitlines())
        broken = text.replace("<lastmod>2", "<lastmod>x2", 1)
        run = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", str(HERE / "sitemap.xsd"), "-"], input=broken, capture_output=True, text=True)
        checks.check("… and the schema refuses a wrong day", [] if run.returncode != 0 else ["it took it"])
        for name in ("opensearch.xml", *(str(p.relative_to(site)) for p in site.rglob("*.svg"))):
            run = subprocess.run(["xmllint", "--noout", "--nonet", str(site / name)], capture_output=True, text=True)
            if run.returncode:
                checks.check(f"{name} is well-formed", run.stderr.splitlines())
    else:
        print("skipped: the sitemap's schema, because there is no xmllint (apt-get install libxml2-utils)")
    base = base_url(site)
    listed = {urllib.parse.urlparse(url).path for url in re.findall(r"<loc>(.*?)</loc>", text)}
    wanted = {url for url, page in pages.items() if "noindex" not in page.metas.get("robots", "")}
    prefix = urllib.parse.urlparse(base).path.rstrip("/")
    checks.check("the sitemap lists the pages that may be found, no others", sorted(listed ^ {prefix + url for url in wanted}))


def base_url(site: pathlib.Path) -> str:
    return re.search(r"Sitemap: (\S+)sitemap.xml", (site / "robots.txt").read_text())[1]


def heads(site: pathlib.Path, checks: Checks, pages: dict) -> None:
    base, wrong, count = base_url(site), {name: [] for name in ("head", "json", "equal", "types")}, 0
    name = pages["/"].metas["og:site_name"]
    for url, page in pages.items():
        canonical = [link["href"] for link in page.links if link.get("rel") == "canonical"]
        if url != "/404.html" and (canonical != [base + url.lstrip("/")] or page.metas.get("og:url") != canonical[0]):
            wrong["head"].append(f"{url}: canonical {canonical}")
        site_name = page.metas["og:site_name"]
        if not page.title.startswith(site_name if url in ("/", "/en/") else page.metas["og:title"]) or site_name not in page.title:
            wrong["head"].append(f"{url}: title {page.title}")
        if page.metas.get("og:description") != page.metas.get("description"):
            wrong["head"].append(f"{url}: two descriptions")
        image = urllib.parse.urlparse(page.metas.get("og:image", "")).path.removeprefix(urllib.parse.urlparse(base).path.rstrip("/"))
        if not (site / image.lstrip("/")).is_file() or (site / image.lstrip("/")).stat().st_size > 60 * 1024:
            wrong["head"].append(f"{url}: the card {image}")
        for text in page.data:
            count += 1
            try:
                data = json.loads(text)
            except ValueError as reason:
                wrong["json"].append(f"{url}: {reason}")
                continue
            kind = data["@type"]
            extra = set(data) - TYPES.get(kind, set()) - {"@context", "@type"}
            if data.get("@context") != "https://schema.org" or kind not in TYPES or extra:
                wrong["types"].append(f"{url}: {kind} {extra}")
            wrong["equal"] += [f"{url}: {line}" for line in unequal(kind, data, page, base, name)]
    checks.check(f"{len(pages)} heads: title, canonical, description, card", wrong["head"])
    checks.check(f"{count} pieces of JSON-LD are JSON", wrong["json"])
    checks.check("… of types and properties that we know", wrong["types"])
    checks.check("… and say what the page shows", wrong["equal"])
    kinds = {json.loads(text)["@type"] for page in pages.values() for text in page.data}
    checks.check("every type stands somewhere", sorted(set(TYPES) - kinds))


def unequal(kind: str, data: dict, page: Page, base: str, name: str) -> list[str]:
    """Values that the page does not show."""
    shown, text = plain(page.text), []
    if kind == "BreadcrumbList":
        labels = [item["name"] for item in data["itemListElement"]]
        return [] if [plain(l) for l in labels] == [plain(c) for c in page.crumbs] else [f"breadcrumbs {labels} / {page.crumbs}"]
    for key in ("name", "headline", "description", "address"):
        if isinstance(data.get(key), str) and plain(data[key]) not in shown:
            text.append(f"{key}: {data[key]}")
    if "telephone" in data and not any(plain(href).endswith(plain(data["telephone"])[-9:]) for href in page.hrefs):
        text.append(f"telephone: {data['telephone']}")
    if "email" in data and "mailto:" + data["email"] not in page.hrefs:
        text.append(f"email: {data['email']}")
    for key in ("datePublished",):
        if key in data and data[key] not in page.times:
            text.append(f"{key}: {data[key]}")
    if "sameAs" in data and data["sameAs"] not in page.hrefs:
        text.append(f"sameAs: {data['sameAs']}")
    if kind == "AdministrativeArea":
        south, west, north, east = map(float, data["geo"]["box"].split())
        if not (49 < south < north < 51 and 19 < west < east < 21) or plain(data["identifier"]) not in shown:
            text.append(f"geo or identifier: {data['geo']}")
    if kind in ("AdministrativeArea", "NewsArticle"):
        canonical = [link["href"] for link in page.links if link.get("rel") == "canonical"]
        if data.get("url", data.get("mainEntityOfPage")) not in canonical:
            text.append("url")
    return text


def versions(checks: Checks, pages: dict, base: str) -> None:
    """hreflang: each version names all others, and is named by them."""
    prefix, wrong = urllib.parse.urlparse(base).path.rstrip("/"), []
    own = {url: {link["hreflang"]: urllib.parse.urlparse(link["href"]).path.removeprefix(prefix) for link in page.links if link.get("hreflang")} for url, page in pages.items()}
    for url, links in own.items():
        if links and url not in links.values():
            wrong.append(f"{url} does not name itself")
        wrong += [f"{url} → {other} and not back" for other in links.values() if other not in own or own[other] != links]
    checks.check(f"{sum(map(bool, own.values()))} pages with other languages: each names the other", wrong)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    site = pathlib.Path(sys.argv[1])
    pages = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text()
        if 'http-equiv="refresh"' not in text:
            pages["/" + path.relative_to(site).as_posix().removesuffix("index.html")] = Page(text)
    checks = Checks()
    feeds(site, checks, pages)
    sitemap(site, checks, pages)
    heads(site, checks, pages)
    versions(checks, pages, base_url(site))
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
