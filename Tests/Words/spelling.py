#!/usr/bin/env python3
"""Reads the Polish words of the built site with hunspell (Debian: hunspell, hunspell-pl).

usage: spelling.py SITE

Words that the dictionary lacks must stand in nazwy.txt beside this file, which holds names only: people, places, plants,
titles, abbreviations. A line there that no page uses any more is reported too. Text in another language (lang="en") is not
read. The last line counts pages; the status is 1 when one failed, 0 when all passed or hunspell is missing (which is said).
"""
import html.parser
import os
import pathlib
import re
import shutil
import subprocess
import sys

NAMES = pathlib.Path(__file__).parent / "nazwy.txt"
SILENT = {"script", "style", "code", "svg"}
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "col", "area", "base", "embed", "track"}


class PolishText(html.parser.HTMLParser):
    """The visible text whose nearest lang is pl, the title and the description included; addresses left out."""

    def __init__(self):
        super().__init__()
        self.languages = [""]
        self.silent = 0
        self.text: list[str] = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "meta" and values.get("name") == "description" and self.languages[-1] == "pl":
            self.text.append(values.get("content") or "")
        if self.languages[-1] == "pl":
            self.text += [values[name] or "" for name in ("alt", "aria-label", "title") if name in values]
        if tag not in VOID:
            self.languages.append(values.get("lang") or self.languages[-1])
            self.silent += tag in SILENT

    def handle_endtag(self, tag):
        if tag not in VOID and len(self.languages) > 1:
            self.languages.pop()
            self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent and self.languages[-1] == "pl":
            self.text.append(data)


def words(text: str) -> set[str]:
    text = re.sub(r"\S+@\S+|https?://\S+|(?:[\w-]+\.)+(?:pl|eu|com|org|gov)\b\S*", " ", text.replace("\u00ad", ""))
    return {word.strip("-’'") for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)} - {""}


def unknown(candidates: set[str]) -> set[str]:
    """A word with hyphens is known when the whole or each of its parts is."""
    names = set(NAMES.read_text().split("\n"))

    def ask(some: set[str]) -> set[str]:
        result = subprocess.run(
            ["hunspell", "-d", "pl_PL", "-i", "utf-8", "-l"], input="\n".join(sorted(some)), capture_output=True, text=True, check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"})
        return set(result.stdout.split("\n")) - {""} - names

    parts = {part for word in candidates - names for part in re.split("[-’']", word) if len(part) > 1}
    bad_parts = ask(parts)
    return {word for word in candidates - names if set(re.split("[-’']", word)) & bad_parts}


def main() -> None:
    if not shutil.which("hunspell"):
        print("skipped: the spelling, because hunspell is not installed (.ci/install browser)")
        return
    if "pl_PL" not in subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False).stderr:
        print("skipped: the spelling, because hunspell has no Polish dictionary (apt-get install hunspell-pl)")
        return
    pages: dict[str, set[str]] = {}
    folder = pathlib.Path(sys.argv[1])
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text()
        if 'http-equiv="refresh"' not in text:
            reader = PolishText()
            reader.feed(text)
            pages["/" + path.relative_to(folder).as_posix().removesuffix("index.html")] = words(" ".join(reader.text))
    every = set().union(*pages.values())
    bad = unknown(every)
    failed = 0
    for url, found in pages.items():
        if misspelt := sorted(found & bad):
            failed += 1
            print(f"✘ {url}: {', '.join(misspelt)}")
    parts = {part for word in every for part in re.split("[-’']", word)} | every
    idle = [name for name in NAMES.read_text().split("\n") if name and name not in parts]
    if idle:
        print("names that no page uses any more: " + ", ".join(idle))
    failed += bool(idle)
    print(f"spelling: {len(pages) + 1 - failed} passed, {failed} failed ({len(every)} words)")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
