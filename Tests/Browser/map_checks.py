"""The map of the home page: the same links as the list before it, named for a screen reader, legible, lit on focus."""


def names(context, page) -> list[str]:
    """The names of the map's links as the accessibility tree tells them, and those of the list."""
    found = []
    client = context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    spoken = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "link" and node.get("name")]
    listed = page.evaluate("[...document.querySelectorAll('.atlas .gmina-list a')].map(a => a.textContent.trim())")
    if len(listed) != 15:
        found.append(f"{len(listed)} gminas in the list")
    places = [[i for i, name in enumerate(spoken) if name == gmina] for gmina in listed]
    if any(len(place) < 2 for place in places):
        found.append("not named like the list: " + ", ".join(g for g, p in zip(listed, places) if len(p) < 2))
    hrefs = page.evaluate("""() => ['.atlas .gmina-list a', '.atlas-map svg a'].map(s =>
      [...document.querySelectorAll(s)].map(a => typeof a.href === 'string' ? new URL(a.href).pathname : a.href.baseVal))""")
    if hrefs[0] != hrefs[1]:
        found.append("the list and the map lead to different pages, or in another order")
    return found


def labels(page) -> list[str]:
    """Words on the map are at least 12 px high, or not there at all."""
    found = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        small = page.evaluate("""() => [...document.querySelectorAll('.atlas-map text')].filter(t => t.getClientRects().length)
          .map(t => [t.textContent.trim(), parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a]).filter(([, size]) => size < 12)""")
        found += [f"{width}: {name} is {size:.1f} px" for name, size in small]
    return found


def no_trap(page) -> list[str]:
    """The link before the map leads past it."""
    page.evaluate("document.querySelector('.skip-map').focus()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    is_past = page.evaluate("""() => {
      const map = document.querySelector('.atlas-map');
      return !!(map.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) && !map.contains(document.activeElement);
    }""")
    return [] if is_past else ["the link past the map does not lead past it"]


def forced_colours(page) -> list[str]:
    """With the reader's own colours the shapes keep borders that differ from their fill."""
    return page.evaluate("""() => [...document.querySelectorAll('.map-land path')].filter(p => {
      const style = getComputedStyle(p);
      return style.stroke === style.fill || style.stroke === 'none';
    }).map(p => 'a shape without a border')""")
