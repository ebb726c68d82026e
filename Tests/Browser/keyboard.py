"""A walk with the Tab key alone: everything is reached once, in order, and each stop shows where one is."""
import io

from PIL import Image

# Focusable, visible, and not inside a closed <details>.
STOPS = """[...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
  .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && (!e.closest('details:not([open])') || e.matches('summary')))"""

NAME = "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || document.activeElement.tagName).trim().replace(/\\s+/g, ' ').slice(0, 40)"

BOX = """(() => { const e = document.activeElement, b = e.getBoundingClientRect(), m = 7;
  return { x: Math.max(0, b.left - m), y: Math.max(0, b.top - m), right: Math.min(innerWidth, b.right + m), bottom: Math.min(innerHeight, b.bottom + m), w: b.width, h: b.height }; })()"""


def _light(pixel) -> float:
    def linear(value):
        value /= 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(pixel[0]) + 0.7152 * linear(pixel[1]) + 0.0722 * linear(pixel[2])


def changed_pixels(before: bytes, after: bytes) -> int:
    """How many pixels change by a contrast of 3:1 or more."""
    images = [Image.open(io.BytesIO(data)).convert("RGB") for data in (before, after)]
    pairs = list(zip(*(image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata() for image in images)))
    seen: dict[tuple, bool] = {}
    count = 0
    for pair in pairs:
        if pair[0] == pair[1]:
            continue
        if pair not in seen:
            light = sorted((_light(pair[0]), _light(pair[1])))
            seen[pair] = (light[1] + 0.05) / (light[0] + 0.05) >= 3
        count += seen[pair]
    return count


def walk(page, url: str) -> list[str]:
    found: list[str] = []
    page.goto(url, wait_until="networkidle")
    page.keyboard.press("Tab")
    if not page.evaluate("document.activeElement.matches('a.skip') && document.activeElement.getBoundingClientRect().top >= 0"):
        found.append("the first stop is not a visible skip link")
    else:
        page.keyboard.press("Enter")
        if page.evaluate("document.activeElement.tagName") != "MAIN":
            found.append("the skip link does not move the focus into main")
    page.goto("about:blank")
    page.goto(url, wait_until="networkidle")
    expected = page.evaluate(f"({STOPS}).map((e, i) => {{ e.__stop = i; return i }}).length")
    reached: list[int] = []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement === document.body ? null : document.activeElement.__stop ?? -1")
        if stop is None or stop in reached:
            break
        reached.append(stop)
        name, box = page.evaluate(NAME), page.evaluate(BOX)
        clip = {"x": box["x"], "y": box["y"], "width": box["right"] - box["x"], "height": box["bottom"] - box["y"]}
        if clip["width"] <= 0 or clip["height"] <= 0:
            found.append(f"out of sight: {name}")
            continue
        focused = page.screenshot(clip=clip)
        page.evaluate("document.activeElement.blur()")
        plain = page.screenshot(clip=clip)
        needed = 2 * min(box["w"] + box["h"], clip["width"] + clip["height"])
        if (count := changed_pixels(plain, focused)) < needed:
            found.append(f"focus changes {count} pixels by 3:1, {needed:.0f} needed: {name}")
    if sorted(reached) != list(range(expected)):
        found.append(f"{len(reached)} stops of {expected}; never reached: {sorted(set(range(expected)) - set(reached))[:5]}")
    if reached != sorted(reached):
        found.append("the order of the stops is not that of the page")
    return found
