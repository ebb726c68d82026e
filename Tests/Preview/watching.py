#!/usr/bin/env python3
"""Changes the real site under a running `metropolia serve` in the ways of editors and of git, and compares what is served
afterwards, address by address, with what a preview started anew serves (which is a clean build).

usage: watching.py [--tool .build/release/metropolia] [--root .] [--poll] [--files 2000]

Prints one line for each step; the status is 1 when one failed.
"""
import argparse
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCES = ["content", "templates", "static", "i18n", "site-config.json"]
DATE = "2026-11-22"
# What the preview adds to a page, which differs from one run to the next.
OWN_SCRIPT = re.compile(rb'data-token="[^"]*" data-version="\d+"')


class Preview:
    """`metropolia serve` on a free port; ended by its process id."""

    def __init__(self, tool: str, folder: pathlib.Path, polls: bool = False):
        command = [tool, "serve", "--port", "0", "--date", DATE] + (["--poll"] if polls else [])
        # A file takes whatever it prints; a pipe that nobody reads would stop it when it is full.
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(command, cwd=folder, stderr=self.log)
        self.url = self.listens()

    def listens(self) -> str:
        while self.process.poll() is None:
            self.log.seek(0)
            if found := re.search(r"http://[0-9.]+:\d+/", self.log.read()):
                return found[0]
            time.sleep(0.01)
        sys.exit("metropolia serve ended before it listened")

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(self.url + urllib.parse.quote(path), timeout=60) as answer:
                return answer.status, OWN_SCRIPT.sub(b"", answer.read())
        except urllib.error.HTTPError as error:
            return error.code, OWN_SCRIPT.sub(b"", error.read())
        except urllib.error.URLError as error:
            self.log.seek(0)
            sys.exit(f"metropolia serve does not answer ({error}); its status is {self.process.poll()}:\n{self.log.read()}")

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        status = self.process.wait(timeout=20)
        self.log.close()
        return status


class Walk:
    def __init__(self, tool: str, folder: pathlib.Path, polls: bool):
        self.tool, self.folder = tool, folder
        self.served = Preview(tool, folder, polls)
        self.failed = 0
        self.addresses: set[str] = set()

    def report(self, name: str, passed: bool, seen: object = "") -> None:
        print(("passed  " if passed else "FAILED  ") + name + (f" ({seen})" if seen else ""), flush=True)
        self.failed += not passed

    def known(self) -> list[str]:
        """All addresses that any step has had, so that what should be gone is asked for too."""
        output = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-clean-", dir=self.folder.parent))
        command = [self.tool, "build", "--quiet", "--no-cache", "--date", DATE, "--output", str(output)]
        built = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        if built.returncode:
            sys.exit("the changed site does not build:\n" + built.stderr)
        for path in output.rglob("*"):
            name = path.relative_to(output).as_posix()
            if path.is_file() and name != ".metropolia-manifest.json":
                self.addresses.add(name.removesuffix("index.html"))
        shutil.rmtree(output)
        return sorted(self.addresses)

    def equals_clean(self, name: str, within: float = 60) -> None:
        clean = Preview(self.tool, self.folder)
        try:
            expected = {path: clean.get(path) for path in self.known() + ["_podglad/client.js"]}
        finally:
            clean.end()
        start = time.monotonic()
        open_ones = list(expected)
        while open_ones and time.monotonic() - start < within:
            open_ones = [path for path in open_ones if self.served.get(path) != expected[path]]
            time.sleep(0.05 if open_ones else 0)
        # Once more from the top: what became right must have stayed so.
        wrong = [path for path in expected if self.served.get(path) != expected[path]]
        self.report(name, not wrong, f"{len(wrong)} differ: {wrong[:5]}" if wrong else f"{len(expected)} addresses")

    def last_good_stays(self, name: str, path: str = "") -> None:
        before = self.good[path]
        time.sleep(1)
        self.report(name, self.served.get(path) == before)

    def remember(self, path: str = "") -> None:
        self.good = {path: self.served.get(path)}


def git(folder: pathlib.Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def edited(text: str, words: str) -> str:
    return text.rstrip("\n") + f"\n\n{words}\n"


def saves(walk: Walk) -> None:
    page = sorted((walk.folder / "content/gminy").glob("*.md"))[0]
    page.write_text(edited(page.read_text(), "Zapisane na miejscu."))
    walk.equals_clean("saved in place")
    other = page.with_name(f".{page.name}.swp")
    other.write_text(edited(page.read_text(), "Zapisane obok i przemianowane."))
    other.rename(page)
    walk.equals_clean("saved beside and renamed over")
    page.rename(page.with_name(page.name + "~"))
    page.write_text(edited(page.with_name(page.name + "~").read_text(), "Zapisane jak w vimie."))
    page.with_name(page.name + "~").unlink()
    walk.equals_clean("the old file renamed away, a new one written, the old one deleted")
    for turn in range(30):
        page.write_text(edited(page.read_text(), f"Seria {turn}."))
        time.sleep(0.01)
    walk.equals_clean("thirty saves in a row")


def folders(walk: Walk) -> None:
    content = walk.folder / "content"
    git(walk.folder, "add", "-A")
    git(walk.folder, "commit", "-q", "-m", "edits")
    name = "aktualnosci"
    walk.remember()
    (content / name).rename(content / "inna-nazwa")
    walk.last_good_stays("a folder renamed: the last good site stays")
    (content / "inna-nazwa").rename(content / name)
    walk.equals_clean("and renamed back")
    post = sorted((content / name).glob("*.md"))[0]
    post.write_text(edited(post.read_text(), "Po zmianie nazwy folderu."))
    walk.equals_clean("a file in it saved")
    shutil.rmtree(content / name)
    time.sleep(0.3)
    git(walk.folder, "checkout", "-q", "--", ".")
    walk.equals_clean("the folder deleted and brought back by git")
    shutil.rmtree(content)
    time.sleep(0.3)
    git(walk.folder, "checkout", "-q", "--", ".")
    walk.equals_clean("all of content/ deleted and brought back")
    shutil.copytree(walk.folder / "templates", walk.folder / "templates.new")
    shutil.rmtree(walk.folder / "templates")
    (walk.folder / "templates.new").rename(walk.folder / "templates")
    walk.equals_clean("templates/ replaced by another folder of that name")


def checkout(walk: Walk, count: int) -> None:
    content = walk.folder / "content/aktualnosci"
    sample = sorted(content.glob("*.md"))[0].read_text()
    git(walk.folder, "checkout", "-q", "-b", "many")
    for index in range(count):
        text = re.sub(r"(?m)^title:.*$", f"title: Wiadomość próbna numer {index}", sample, count=1)
        text = re.sub(r"(?m)^description:.*$", f"description: Próba numer {index} pod podglądem.", text, count=1)
        day = f"20{10 + index % 10}-{1 + index % 12:02}-{1 + index % 28:02}"
        (content / f"{day}-probna-{index:04}.md").write_text(text)
    git(walk.folder, "add", "-A")
    git(walk.folder, "commit", "-q", "-m", "many")
    walk.equals_clean(f"{count} entries added", within=180)
    git(walk.folder, "checkout", "-q", "-")
    walk.equals_clean("git checkout of the branch without them", within=180)
    git(walk.folder, "checkout", "-q", "many")
    walk.equals_clean("and of the branch with them", within=180)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=str(ROOT / ".build/release/metropolia"))
    parser.add_argument("--root", default=str(ROOT))
    parser.add_argument("--poll", action="store_true")
    parser.add_argument("--files", type=int, default=2000)
    options = parser.parse_args()
    base = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-watching-"))
    folder = base / "site"
    folder.mkdir()
    try:
        for name in SOURCES:
            source = pathlib.Path(options.root) / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
        git(folder, "init", "-q", "-b", "one")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "site")
        walk = Walk(str(pathlib.Path(options.tool).resolve()), folder, options.poll)
        try:
            walk.equals_clean("nothing changed")
            saves(walk)
            folders(walk)
            checkout(walk, options.files)
        finally:
            start = time.monotonic()
            status = walk.served.end(signal.SIGINT)
        seconds = time.monotonic() - start
        walk.report("Ctrl-C ends it with status 0", status == 0, f"status {status}, {seconds:.2f} s")
    finally:
        shutil.rmtree(base, ignore_errors=True)
    sys.exit(1 if walk.failed else 0)


if __name__ == "__main__":
    main()
