#!/usr/bin/env python3
"""Edits sites at random and compares each incremental build with a clean one.

usage: random_edits.py TOOL SITE… [--scripts 50] [--steps 8] [--seed N] [--keep]

A script is a series of edits to a copy of a site. After each edit the site is built twice: with the cache that the
steps before have left, and with --no-cache into another folder. Both must end with the same status, print the same
findings, and leave the same bytes. A failing script prints its seed; run it again with --seed N --scripts 1.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

WORDS = "zażółć gęślą jaźń rower rzeka most plan szkoła tramwaj las park ratusz woda".split()


class Site:
    def __init__(self, root: pathlib.Path, chance: random.Random):
        self.root, self.chance = root, chance
        self.options: dict[str, str] = {"--date": "2026-11-22"}
        self.flags: list[str] = []

    def files(self, *patterns: str) -> list[pathlib.Path]:
        found = [p for pattern in patterns for p in self.root.glob(pattern) if p.is_file()]
        return sorted(p for p in found if not {".metropolia", "one", "two"} & set(p.relative_to(self.root).parts))

    def pick(self, *patterns: str) -> pathlib.Path | None:
        files = self.files(*patterns)
        return self.chance.choice(files) if files else None

    def words(self, count: int) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(count))

    def entry(self) -> pathlib.Path | None:
        return self.pick("content/**/*.md")

    # Edits. Each returns what it did, or None when the site has nothing to do it to.

    def body(self):
        if path := self.entry():
            text = path.read_text()
            extra = self.chance.choice([
                f"\n{self.words(6)}.\n", f"\n## {self.words(2).capitalize()}\n\n{self.words(4)}.\n",
                f"\n- {self.words(2)}\n- {self.words(2)}\n", f"\n[{self.words(2)}](/nie-ma-{self.chance.randrange(9)}/)\n",
                f"\n[^9]\n\n[^9]: {self.words(3)}\n", f"\n{self.words(1)} ~~{self.words(1)}~~ https://x.pl/a\n",
                f"\n<!-- metropolia: allow dead-link – {self.words(2)} -->\n[{self.words(1)}](/nie-ma-{self.chance.randrange(9)}/)\n",
            ])
            path.write_text(text + extra)
            return f"body of {path.name}: {extra!r}"

    def link(self):
        source, target = self.entry(), self.entry()
        if source and target:
            relative = os.path.relpath(target, source.parent)
            source.write_text(source.read_text() + f"\n[{self.words(2)} x]({relative})\n")
            return f"link from {source.name} to {relative}"

    def shorten(self):
        if path := self.entry():
            lines = path.read_text().split("\n")
            if lines.count("---") >= 2 and len(lines) > lines.index("---", 1) + 3:
                del lines[self.chance.randrange(lines.index("---", 1) + 1, len(lines))]
                path.write_text("\n".join(lines))
                return f"a line less in {path.name}"

    def title(self):
        if path := self.entry():
            new = f'title: "{self.words(2).capitalize()} {self.chance.randrange(99)}"'
            path.write_text(re.sub(r"(?m)^(title|tytul):.*$", new, path.read_text(), count=1))
            return f"title of {path.name}: {new}"

    def field(self):
        if path := self.entry():
            line = self.chance.choice([
                "draft: true", "noindex: true", "weight: 3", "date: 2026-11-20", "date: 2027-01-01", "updated: 2026-02-03",
                "expiryDate: 2026-11-22", f'description: "{self.words(5)}"', f'aliases: ["/stary-{self.chance.randrange(5)}/"]',
                f"slug: nowy-{self.chance.randrange(5)}", "nieznane: 1", "# komentarz", "publishDate: 2026-11-25",
            ])
            text = path.read_text()
            key = line.split(":")[0]
            text = re.sub(rf"(?m)^{re.escape(key)}:.*\n", "", text) if ":" in line else text
            path.write_text(text.replace("---\n", f"---\n{line}\n", 1))
            return f"{line} in {path.name}"

    def drop_field(self):
        if path := self.entry():
            lines = path.read_text().split("\n")
            if lines.count("---") >= 2:
                fields = [i for i in range(1, lines.index("---", 1)) if re.match(r"\w+: \S", lines[i])]
                if fields:
                    line = lines.pop(self.chance.choice(fields))
                    path.write_text("\n".join(lines))
                    return f"without {line!r} in {path.name}"

    def add(self):
        if near := self.entry():
            path = near.parent / f"nowy-{self.chance.randrange(30)}.md"
            if near.name == "index.md":
                path.write_text(f"---\ntitle: {self.words(2)}\ndescription: {self.words(4)}\n---\n{self.words(5)}\n")
            else:
                text = re.sub(r"(?m)^title:.*$", f"title: {self.words(2)} {self.chance.randrange(99)}", near.read_text())
                path.write_text(text)
            return f"new {path.relative_to(self.root)} like {near.name}"

    def translation(self):
        if near := self.entry():
            if near.name.count(".") == 1:
                path = near.with_name(near.name[:-3] + ".en.md")
                path.write_text(re.sub(r"(?m)^title:.*$", f"title: English {self.chance.randrange(99)}", near.read_text()))
                return f"translation {path.name}"

    def delete(self):
        if path := self.entry():
            path.unlink()
            return f"deleted {path.relative_to(self.root)}"

    def rename(self):
        if path := self.entry():
            new = path.with_name(f"inny-{self.chance.randrange(30)}.md")
            if not new.exists():
                path.rename(new)
                return f"renamed {path.name} to {new.name}"

    def move(self):
        path, other = self.entry(), self.entry()
        if path and other and not (other.parent / path.name).exists():
            path.rename(other.parent / path.name)
            return f"moved {path.name} to {other.parent.name}"

    def swap(self):
        one, two = self.entry(), self.entry()
        if one and two and one != two:
            a, b = one.read_bytes(), two.read_bytes()
            one.write_bytes(b)
            two.write_bytes(a)
            return f"swapped {one.name} and {two.name}"

    def template(self):
        if path := self.pick("templates/**/*.html"):
            text = path.read_text()
            edits = [lambda t: t + f"<!-- {self.words(1)} -->", lambda t: t.replace("</main>", f"<p>{self.words(2)}</p></main>"),
                     lambda t: t.replace("{{ entry.title }}", "{{ entry.title | upper }}"),
                     lambda t: t.replace("{{ entry.content }}", "{{ entry.summary }} {{ entry.content }}"),
                     lambda t: t.replace("</main>", "{{ site.date | date(\"short\") }}</main>")]
            new = self.chance.choice(edits)(text)
            if new != text:
                path.write_text(new)
                return f"template {path.name}"

    def config(self):
        path = self.root / "site-config.json"
        text = path.read_text()
        new = self.chance.choice([
            lambda t: re.sub(r'"title": "[^"]*"', f'"title": "{self.words(2)}"', t, count=1),
            lambda t: re.sub(r'"label": "[^"]*"', f'"label": "{self.words(1)}"', t, count=1),
            lambda t: re.sub(r'"sort": "-?title"', '"sort": "weight"', t, count=1), lambda t: t + "\n",
        ])(text)
        if new != text:
            path.write_text(new)
            return "config"

    def word(self):
        if path := self.pick("i18n/*.yml"):
            lines = path.read_text().split("\n")
            places = [i for i, line in enumerate(lines) if re.match(r"\w+: \w", line)]
            if places:
                place = self.chance.choice(places)
                key = lines[place].split(":")[0]
                lines[place] = f'{key}: "{self.words(2)}"'
                path.write_text("\n".join(lines))
                return f"word {key} in {path.name}"

    def map(self):
        if path := self.pick("content/mapa/*.topojson"):
            text = path.read_text()
            new = text.replace(" ", "", 1) if " " in text else text + "\n"
            path.write_text(new)
            return "map"

    def asset(self):
        if path := self.pick("static/**/*.css", "static/**/*.svg", "static/**/*.txt", "content/**/*.svg", "content/**/*.png"):
            if path.suffix == ".css":
                path.write_text(path.read_text() + f"\n/* {self.words(1)} */")
            elif path.suffix == ".svg":
                path.write_text(path.read_text() + "\n")
            else:
                path.write_bytes(path.read_bytes() + b"\n")
            return f"asset {path.name}"

    def add_asset(self):
        path = self.root / "static" / f"plik-{self.chance.randrange(5)}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(self.words(3))
        return f"new asset {path.name}"

    def move_asset(self):
        if path := self.pick("static/**/*"):
            new = path.with_name("x" + path.name)
            path.rename(new)
            return f"asset {path.name} renamed"

    def touch(self):
        for path in self.files("content/**/*.md", "templates/**/*")[:: self.chance.randrange(1, 4)]:
            os.utime(path)
        return "touched"

    def same_second(self):
        """A change of the same length, with the old times put back."""
        if path := self.entry():
            status = path.stat()
            text = path.read_text()
            letters = [i for i, c in enumerate(text) if c in "aeo" and i > len(text) // 2]
            if letters:
                place = self.chance.choice(letters)
                path.write_text(text[:place] + self.chance.choice("iuy") + text[place + 1 :])
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
                return f"one letter of {path.name}, times put back"

    def damage(self):
        files = [p for p in (self.root / ".metropolia").glob("*") if p.is_file()]
        if files:
            path = self.chance.choice(files)
            data = bytearray(path.read_bytes())
            kind = self.chance.randrange(4)
            if kind == 0 and data:
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            elif kind == 1:
                del data[self.chance.randrange(len(data) + 1) :]
            elif kind == 2:
                data += bytes(self.chance.randrange(256) for _ in range(9))
            if kind == 3:
                path.unlink()
            else:
                path.write_bytes(bytes(data))
            return f"damaged cache: {path.name}"

    def output(self):
        """Somebody deletes or shortens a file of the output by hand."""
        if (self.root / "one").is_dir():
            files = sorted(p for p in (self.root / "one").rglob("*") if p.is_file() and not p.name.startswith("."))
            if files:
                path = self.chance.choice(files)
                path.unlink()
                return f"output {path.name} deleted by hand"

    def day(self):
        self.options["--date"] = self.chance.choice(["2026-11-22", "2026-11-23", "2026-11-26", "2027-01-02"])
        return f"date {self.options['--date']}"

    def flag(self):
        choice = self.chance.choice(["-D", "-F", "--base-url", "--precompress"])
        if choice == "--base-url":
            self.options.pop(choice, None) if choice in self.options else self.options.update({choice: "https://y.pl/pod/"})
        elif choice in self.flags:
            self.flags.remove(choice)
        else:
            self.flags.append(choice)
        return f"{choice} switched"

    def nothing(self):
        return "nothing"

    EDITS = [body, body, body, link, shorten, title, title, field, field, drop_field, add, translation, delete, rename, move,
             swap, template, config, word, map, asset, add_asset, move_asset, touch, same_second, damage, output, day, flag,
             nothing]

    def edit(self) -> str:
        while True:
            edit = self.chance.choice(self.EDITS)
            # Most edits that break a site are undone at once, or the rest of the script would only test errors.
            if done := edit(self):
                return done


def build(tool: str, site: Site, out: str, *more: str) -> tuple[int, str]:
    command = [tool, "build", "--root", str(site.root), "-o", out, "--format", "json", "--all", "--quiet", *site.flags, *more]
    for name, value in site.options.items():
        command += [name, value]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "no end within 120 s", ""
    return run.returncode, re.sub(r"\b(one|two)\b", "OUT", run.stdout + run.stderr)


def without_vanished(text: str) -> str:
    """What vanishes is said of the output folder and not of the sources: the other folder may be a step behind."""
    try:
        findings = json.loads(text)["findings"]
    except (ValueError, KeyError):
        return text
    return json.dumps([finding for finding in findings if finding["rule"] != "vanished-page"], indent=1, ensure_ascii=False)


def tree(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def script(tool: str, source: pathlib.Path, seed: int, steps: int, keep: bool) -> str | None:
    work = pathlib.Path(tempfile.mkdtemp(prefix="edits-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    root = work / "site"
    root.mkdir()
    for name in ("content", "templates", "static", "i18n", "site-config.json", "data"):
        path = source / name
        if path.is_dir():
            shutil.copytree(path, root / name)
        elif path.exists():
            shutil.copy2(path, root / name)
    site = Site(root, random.Random(seed))
    done: list[str] = []
    build(tool, site, "one")
    try:
        for _ in range(steps):
            before = work / "before"
            shutil.rmtree(before, ignore_errors=True)
            shutil.copytree(root, before, ignore=shutil.ignore_patterns("one", "two", ".metropolia"), symlinks=True)
            done.append(site.edit())
            with_cache = build(tool, site, "one")
            clean = build(tool, site, "two", "--no-cache")
            fault = None
            if with_cache[0] != clean[0]:
                fault = f"status {with_cache[0]} and {clean[0]}"
            elif without_vanished(with_cache[1]) != without_vanished(clean[1]):
                fault = f"findings differ:\n--- incremental\n{with_cache[1][-3000:]}\n--- clean\n{clean[1][-3000:]}"
            elif clean[0] == 0:
                one, two = tree(root / "one"), tree(root / "two")
                wrong = [p for p in sorted(one.keys() | two.keys()) if one.get(p) != two.get(p)]
                if wrong:
                    fault = f"outputs differ: {wrong[:8]}"
            if fault:
                if keep:
                    print("kept in", work)
                return f"seed {seed}, {source.name}: {fault}\nafter: " + "\n       ".join(done)
            if clean[0] != 0 and site.chance.random() < 0.8:
                done[-1] += "   (refused, undone)"
                site.options.pop("--base-url", None)
                for path in list(root.iterdir()):
                    if path.name not in ("one", "two", ".metropolia"):
                        shutil.rmtree(path) if path.is_dir() else path.unlink()
                shutil.copytree(before, root, dirs_exist_ok=True, symlinks=True)
        return None
    finally:
        if not keep:
            shutil.rmtree(work, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("sites", nargs="+", type=pathlib.Path)
    parser.add_argument("--scripts", type=int, default=50)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    failures = 0
    for number in range(options.scripts):
        seed = options.seed + number
        source = options.sites[seed % len(options.sites)]
        if fault := script(options.tool, source.resolve(), seed, options.steps, options.keep):
            failures += 1
            print(fault, flush=True)
            if failures == 3:
                break
    print(f"{number + 1} scripts of {options.steps} edits, seeds {options.seed}…{options.seed + number}: {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
