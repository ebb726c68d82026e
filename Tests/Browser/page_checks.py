"""The checks of one page in Chromium. Each returns a list of complaints; an empty list means that it passed."""
import re

import brotli

import old_css

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIMIT, HOME_LIMIT, REQUESTS = 60_000, 90_000, 8

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`the page is ${document.documentElement.scrollWidth} px wide in ${document.documentElement.clientWidth}`] : []"

# Text that spills out of a box that hides it, and boxes that reach over the right edge without a scroll region of their own.
CLIPPED = """() => {
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);
    if (element.closest('svg') || style.display === 'inline') continue;
    if (/hidden|clip/.test(style.overflowX + style.overflowY) && element.clientHeight
        && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1))
      found.push('cut: ' + element.tagName + '.' + element.className);
  }
  for (const text of document.querySelectorAll('main :is(p, h1, h2, h3, li, dt, dd, a, text)')) {
    const box = text.getBoundingClientRect();
    if (box.width && box.right > document.documentElement.clientWidth + 1 && !text.closest('.table-scroll, pre, .map'))
      found.push('beyond the edge: ' + text.textContent.trim().slice(0, 40));
  }
  return found;
}"""

# 24 px in both directions, or a link inside a sentence, or spaced so that circles of 24 px do not meet (WCAG 2.5.8).
TARGETS = """() => {
  const all = [...document.querySelectorAll('a[href], button, summary, input, select')].filter(e => e.getClientRects().length);
  const boxes = new Map(all.map(e => [e, e.getBoundingClientRect()]));
  const centre = b => [b.left + b.width / 2, b.top + b.height / 2];
  const found = [];
  for (const element of all) {
    const box = boxes.get(element);
    if (box.width >= 24 && box.height >= 24 || element.matches('.skip')) continue;
    const parent = element.parentElement;
    const inSentence = getComputedStyle(element).display.startsWith('inline') && !element.closest('nav')
      && parent.textContent.trim().length > element.textContent.trim().length;
    if (inSentence || element.closest('svg')) continue;
    const [x, y] = centre(box);
    const close = all.some(other => {
      if (other === element || other.contains(element) || element.contains(other)) return false;
      const b = boxes.get(other), dx = Math.max(b.left - x, 0, x - b.right), dy = Math.max(b.top - y, 0, y - b.bottom);
      return Math.hypot(dx, dy) < 12;
    });
    if (close) found.push(`${Math.round(box.width)}×${Math.round(box.height)}: ${element.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""

STRUCTURE = """() => {
  const found = [], all = s => [...document.querySelectorAll(s)];
  if (all('h1').length !== 1) found.push(`${all('h1').length} h1`);
  if (all('main').length !== 1) found.push(`${all('main').length} main`);
  if (!/^(pl|en)$/.test(document.documentElement.lang)) found.push('lang: ' + document.documentElement.lang);
  for (const nav of all('nav')) if (!nav.getAttribute('aria-label') && !nav.getAttribute('aria-labelledby')) found.push('a nav without a name');
  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) found.push(`h${level} is followed by h${next}: ${heading.textContent.trim().slice(0, 40)}`);
    level = next;
  }
  if (!/ – |Metropoli/.test(document.title)) found.push('title: ' + document.title);
  const trail = document.querySelector('.breadcrumbs');
  const data = all('script[type="application/ld+json"]').flatMap(s => { const value = JSON.parse(s.textContent); return value['@graph'] || [value]; })
    .find(v => v['@type'] === 'BreadcrumbList');
  if (trail && !data) found.push('breadcrumbs without BreadcrumbList');
  if (trail && data) {
    // A space that no line may break at is for the eye only.
    const seen = [...trail.querySelectorAll('li')].map(li => li.textContent.trim().replace(/\u00a0/g, ' ')).join(' > ');
    const said = data.itemListElement.map(i => i.name).join(' > ');
    if (seen !== said) found.push(`breadcrumbs: ${seen} but JSON-LD: ${said}`);
  }
  const office = all('script[type="application/ld+json"]').flatMap(s => { const value = JSON.parse(s.textContent); return value['@graph'] || [value]; })
    .find(v => v['@type'] === 'GovernmentOffice');
  const box = document.querySelector('.contact address');
  if (office && !box) found.push('GovernmentOffice without a contact box');
  if (office && box) {
    const digits = text => text.replace(/\\D/g, '').slice(-9);
    const hrefs = [...box.querySelectorAll('a')].map(a => a.getAttribute('href'));
    if (office.telephone && !hrefs.some(h => h.startsWith('tel:+48') && digits(h) === digits(office.telephone))) found.push('telephone: ' + office.telephone);
    if (office.email && !hrefs.includes('mailto:' + office.email)) found.push('email: ' + office.email);
    if (office.url && /^https?:/.test(office.url) && !hrefs.includes(office.url) && !office.url.startsWith(location.origin)) found.push('url: ' + office.url);
    if (typeof office.address === 'string' && !box.textContent.includes(office.address)) found.push('address: ' + office.address);
  }
  return found;
}"""

SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
ADD_STYLE = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }"


def axe(page, source: str, rules: list[str] | None = None) -> list[str]:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(source)
    run = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    result = page.evaluate("run => axe.run({ runOnly: run, resultTypes: ['violations'] })", run)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in result["violations"] for node in violation["nodes"][:2]
    ]


def reflow(page) -> list[str]:
    page.set_viewport_size({"width": 320, "height": 800})
    return page.evaluate(SIDEWAYS) + page.evaluate(CLIPPED)


def zoom(page) -> list[str]:
    """400 % of 1280×1024 leaves 320×256 CSS pixels; what sticks may take a third of that."""
    page.set_viewport_size({"width": 320, "height": 256})
    sticky = page.evaluate("""() => [...document.querySelectorAll('body *')].filter(e => /fixed|sticky/.test(getComputedStyle(e).position)
      && e.getBoundingClientRect().height > innerHeight / 3).map(e => 'sticks: ' + e.className)""")
    return page.evaluate(SIDEWAYS) + sticky


def large_text(browser, url: str) -> list[str]:
    """In a browser whose reader asked for letters twice as large (`launch(letters=32)`)."""
    found = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url)
    if page.evaluate("getComputedStyle(document.documentElement).fontSize") != "32px":
        found.append("the site does not follow the reader's size of letters")
    for width in (640, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {text}" for text in page.evaluate(SIDEWAYS) + page.evaluate(CLIPPED)]
    page.close()
    return found


def spacing(page) -> list[str]:
    found = []
    page.evaluate(ADD_STYLE, SPACING)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {text}" for text in page.evaluate(SIDEWAYS) + page.evaluate(CLIPPED)]
    page.evaluate("document.adoptedStyleSheets = []")
    return found


def targets(page) -> list[str]:
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {text}" for text in page.evaluate(TARGETS)]
    return found


class Load:
    """What one visit with an empty cache asked for and left behind."""

    def __init__(self, page):
        self.requests, self.bodies, self.complaints = [], {}, []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("response", lambda response: self.bodies.update({response.url: response}))
        page.on("console", lambda message: message.type == "error" and self.complaints.append("console: " + message.text))
        page.on("pageerror", lambda error: self.complaints.append("script: " + str(error)))

    def check(self, page, base: str) -> tuple[list[str], int]:
        size = 0
        for response in list(self.bodies.values()):
            body = response.body() if response.status < 300 else b""
            is_text = re.search("html|css|javascript|json|svg|xml", response.headers.get("content-type", ""))
            size += len(brotli.compress(body, quality=5)) if is_text else len(body)
        found = list(self.complaints)
        limit = HOME_LIMIT if page.url in (base + "/", base + "/en/") else LIMIT
        if size > limit:
            found.append(f"{size} bytes over the wire, {limit} allowed")
        if len(self.requests) > REQUESTS:
            found.append(f"{len(self.requests)} requests, {REQUESTS} allowed")
        found += [f"third party: {url}" for url in self.requests if not url.startswith(base)]
        if page.context.cookies():
            found.append("a cookie")
        if page.evaluate("localStorage.length + sessionStorage.length"):
            found.append("something in the storage")
        return found, size


def old_phone(browser, url: str, axe_source: str) -> list[str]:
    """The page with a stylesheet that lacks whatever came after 2020."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()

    def older(route):
        response = route.fetch()
        text = response.text()
        if route.request.resource_type == "document":
            text = re.sub(r' integrity="[^"]*"', "", text)
        else:
            text = old_css.strip(text)
        route.fulfill(response=response, body=text)

    page.route(lambda address: address.endswith("/") or address.endswith(".html") or ".css" in address, older)
    page.goto(url)
    found = page.evaluate(SIDEWAYS) + page.evaluate(CLIPPED) + axe(page, axe_source, ["color-contrast"])
    found += page.evaluate("""() => {
      const found = [], wrap = document.querySelector('main .wrap'), h1 = document.querySelector('h1');
      if (getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)') found.push('no ground');
      if (wrap && parseFloat(getComputedStyle(wrap).paddingLeft) < 8) found.push('text touches the edge');
      if (h1 && parseFloat(getComputedStyle(h1).fontSize) < 18) found.push('h1 is small');
      return found;
    }""")
    context.close()
    return found


def without_script(browser, url: str) -> list[str]:
    """Every word and link that stands there with scripts stands there without them."""
    texts, links = [], []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto(url)
        texts.append(set(page.evaluate("[...document.body.querySelectorAll('form, [role=status]')].forEach(e => e.remove()), document.body.innerText").split()))
        links.append(set(page.evaluate("[...document.links].map(a => a.href)")))
        context.close()
    found = []
    if missing := texts[0] - texts[1]:
        found.append("words only with scripts: " + " ".join(sorted(missing)[:10]))
    if missing := links[0] - links[1]:
        found.append("links only with scripts: " + " ".join(sorted(missing)[:10]))
    return found
