#!/usr/bin/env python3
"""Kills builds at random instants and lets them run into full disks; nothing broken may stay behind.

usage: kills.py TOOL SITE [--kills 200] [--full 50] [--seed 1]

After each kill every file of the output is whole, as the build before or the killed one makes it, and the next build,
with the cache that the killed one left, equals a clean one. The same holds on file systems of 64 KB to 2 MB that fill
up; there a build that does not fit must end with status 74.
"""
import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def tree(folder: pathlib.Path) -> dict[str, bytes]:
    """The output without what belongs to a publish that is not finished."""
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".metropolia-staging" not in p.parts
    }


class Bench:
    def __init__(self, tool: str, source: pathlib.Path, seed: int):
        self.tool, self.chance = tool, random.Random(seed)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="kills-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
        self.root = self.work / "site"
        self.root.mkdir()
        for name in ("content", "templates", "static", "i18n", "site-config.json"):
            path = source / name
            if path.is_dir():
                shutil.copytree(path, self.root / name)
            elif path.exists():
                shutil.copy2(path, self.root / name)

    def command(self, out: pathlib.Path, *more: str) -> list[str]:
        return [self.tool, "build", "--root", str(self.root), "-o", str(out), "--quiet", "--date", "2026-11-22", *more]

    def build(self, out: pathlib.Path, *more: str) -> int:
        run = subprocess.run(self.command(out, *more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=300)
        if run.returncode not in (0, 74):
            sys.exit(f"status {run.returncode}:\n{run.stderr.decode()[-2000:]}")
        return run.returncode

    def edit(self) -> None:
        """Other bytes on many pages: a template, a few bodies, a file more or less."""
        template = self.chance.choice(sorted((self.root / "templates").glob("*.html")))
        template.write_text(template.read_text() + f"<!-- {self.chance.random()} -->")
        bodies = sorted((self.root / "content").rglob("*.md"))
        for path in self.chance.sample(bodies, min(5, len(bodies))):
            path.write_text(path.read_text() + f"\nDopisek {self.chance.randrange(10**6)}.\n")
        (self.root / "static").mkdir(exist_ok=True)
        extra = self.root / "static" / f"plik-{self.chance.randrange(4)}.txt"
        extra.unlink() if extra.exists() else extra.write_text(str(self.chance.random()) * self.chance.randrange(2000))

    def clean(self) -> dict[str, bytes]:
        out = self.work / "clean"
        shutil.rmtree(out, ignore_errors=True)
        if self.build(out, "--no-cache"):
            sys.exit("a clean build failed")
        return tree(out)


def wrong(now: dict[str, bytes], *allowed: dict[str, bytes]) -> list[str]:
    """Files that are neither what one build makes nor what the other does."""
    return [path for path, data in now.items() if all(other.get(path) != data for other in allowed)]


def kills(bench: Bench, count: int) -> None:
    out = bench.root / "public"
    bench.build(out)
    old = bench.clean()
    start = time.monotonic()
    bench.build(out, "--no-cache")
    longest = 1.3 * (time.monotonic() - start)
    hits = 0
    for number in range(count):
        bench.edit()
        new = bench.clean()
        process = subprocess.Popen(bench.command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(bench.chance.uniform(0, longest))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            hits += 1
        process.wait()
        if broken := wrong(tree(out), old, new):
            sys.exit(f"kill {number}: broken files {broken[:5]}")
        bench.build(out)
        if tree(out) != new:
            sys.exit(f"kill {number}: the next build differs from a clean one")
        old = new
    print(f"{count} builds, {hits} of them killed at work: every file whole, every next build equal to a clean one")


def full_disks(bench: Bench, count: int) -> None:
    mount = bench.work / "disk"
    mount.mkdir()
    refused = 0
    for number in range(count):
        size = int(65_536 * 32 ** bench.chance.random())
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", mount], capture_output=True).returncode:
            print("skipped: full file systems, because nothing can be mounted here")
            return
        try:
            out = mount / "public"
            fits = bench.build(out) == 0
            old = tree(out) if fits else {}
            bench.edit()
            new = bench.clean()
            status = bench.build(out)
            refused += status == 74
            if broken := wrong(tree(out) if out.exists() else {}, old, new):
                sys.exit(f"disk {number} of {size} bytes: broken files {broken[:5]}")
            subprocess.run(["mount", "-o", "remount,size=64m", mount], check=True)
            if bench.build(out) != 0 or tree(out) != new:
                sys.exit(f"disk {number} of {size} bytes: the next build differs from a clean one")
        finally:
            subprocess.run(["umount", mount], check=True)
    print(f"{count} file systems of 64 KB to 2 MB, {refused} builds refused with status 74: every file whole")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    bench = Bench(str(pathlib.Path(options.tool).resolve()), options.site.resolve(), options.seed)
    try:
        kills(bench, options.kills)
        full_disks(bench, options.full)
    finally:
        shutil.rmtree(bench.work, ignore_errors=True)


if __name__ == "__main__":
    main()
