"""Takes out of a stylesheet what a phone of 2020 (Chrome 80, iOS 13.4) does not know, as its parser would."""
import re

UNKNOWN_SELECTORS = re.compile(r":has\(|:focus-visible|:is\(|:where\(|:user-valid|::marker|:not\([^)]*,")
UNKNOWN_PROPERTIES = re.compile(
    r"^(inset(-\w+)*|aspect-ratio|gap|row-gap|accent-color|text-decoration-thickness|text-underline-offset"
    r"|text-wrap|hyphenate-\w+|content-visibility|scrollbar-\w+|color-scheme|translate|rotate|scale"
    r"|(margin|padding)-(inline|block)(-\w+)?)$")
UNKNOWN_VALUES = re.compile(r"clamp\(|color-mix\(|light-dark\(|oklch\(|lab\(|\b\d+d?[vs]v[hw]\b|\bdvh\b|anywhere|/ \"")
UNKNOWN_MEDIA = re.compile(r"[<>]=?|forced-colors|prefers-contrast")


def strip(css: str) -> str:
    return _rules(re.sub(r"/\*.*?\*/", "", css, flags=re.S))


def _rules(css: str) -> str:
    result, place = [], 0
    while (start := css.find("{", place)) >= 0:
        head = css[place:start].strip()
        depth, end = 1, start + 1
        while end < len(css) and depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body = css[start + 1:end - 1]
        if head.startswith("@media"):
            if not UNKNOWN_MEDIA.search(head):
                result.append(f"{head} {{\n{_rules(body)}}}\n")
        elif head.startswith("@"):
            result.append(f"{head} {{{body}}}\n")
        elif not UNKNOWN_SELECTORS.search(head):
            result.append(f"{head} {{ {'; '.join(_known(body))} }}\n")
        place = end
    return "".join(result)


def _known(body: str) -> list[str]:
    kept = []
    for declaration in body.split(";"):
        name, colon, value = declaration.strip().partition(":")
        # A custom property takes any value: only its use fails.
        if colon and not UNKNOWN_PROPERTIES.match(name.strip()) and (name.startswith("--") or not UNKNOWN_VALUES.search(value)):
            kept.append(f"{name.strip()}: {value.strip()}")
    return kept
