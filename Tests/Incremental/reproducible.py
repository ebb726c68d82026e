#!/usr/bin/env python3
"""Builds sites from two checkouts under different circumstances and compares every byte of the output, manifest included.

usage: reproducible.py TOOL SITE… [--seed N]

The two checkouts lie at paths of different depth, one with spaces and letters beyond ASCII, on different file systems
where there are two; their files are created in different orders, and bear different times; one is built by 1 thread
under LC_ALL=C in UTC, the other by 2 threads under LC_ALL=pl_PL.UTF-8 in Tokyo. A third build, by 7 threads, has a
cache to begin with and repeats itself from it. Findings must be the same, too.
"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

NOT_THE_SITE = {".build", ".git", ".metropolia", ".venv", "public", "dist", "Sources", "Tests", "Benchmarks", "docs"}


def files(site: pathlib.Path) -> list[pathlib.Path]:
    found = []
    for folder, names, plain in os.walk(site):
        here = pathlib.Path(folder).relative_to(site)
        if here == pathlib.Path("."):
            names[:] = [name for name in names if name not in NOT_THE_SITE]
        found += [here / name for name in plain]
    return found


def check_out(site: pathlib.Path, target: pathlib.Path, chance: random.Random, age: int) -> None:
    """Copies a site file by file in an order of its own: folders list their files in the order of creation, or not."""
    order = sorted(files(site))
    chance.shuffle(order)
    for path in order:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / path, target / path)
        time = 1_600_000_000 + chance.randrange(age)
        os.utime(target / path, (time, time))


def polish_locale(folder: pathlib.Path) -> dict[str, str] | None:
    """Makes the locale pl_PL.UTF-8 in a folder of its own, unless the system has it; nil without its sources."""
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower().replace("-", "")
    if "pl_pl.utf8" in known.split():
        return {}
    command = ["localedef", "--no-archive", "-i", "pl_PL", "-f", "UTF-8", str(folder / "pl_PL.UTF-8")]
    try:
        # Status 1 means warnings.
        if subprocess.run(command, capture_output=True).returncode <= 1:
            return {"LOCPATH": str(folder)}
    except FileNotFoundError:
        pass
    return None


def build(tool: str, root: pathlib.Path, jobs: int, cache: bool, environment: dict[str, str]) -> tuple[int, str]:
    command = [tool, "build", "--root", str(root), "--date", "2026-11-22", "--jobs", str(jobs), "--messages", "pl"]
    run = subprocess.run(
        command + ([] if cache else ["--no-cache"]), capture_output=True, cwd="/",
        env={"PATH": os.environ["PATH"], **environment})
    lines = (run.stdout + run.stderr).decode(errors="replace").splitlines()
    # What was new in the output is no finding.
    return run.returncode, "\n".join(line for line in lines if not line.startswith("Opublikowano"))


def tree(folder: pathlib.Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> str | None:
    for path in sorted(one.keys() | other.keys()):
        if one.get(path) != other.get(path):
            where = "missing" if path not in one or path not in other else "differs"
            return f"{path} {where}"
    return None


def compare(tool: str, site: pathlib.Path, chance: random.Random, locale: dict[str, str] | None) -> str | None:
    ram = pathlib.Path("/dev/shm")
    first = pathlib.Path(tempfile.mkdtemp(prefix="m-", dir=ram if os.access(ram, os.W_OK) else None))
    second = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-zażółć gęślą-"))
    try:
        one, two = first, second / "inny folder" / "wśród innych" / "witryna"
        check_out(site, one, chance, 10)
        check_out(site, two, chance, 200_000_000)
        plain = {"LC_ALL": "C", "TZ": "UTC", "HOME": "/nonexistent"}
        polish = {"LC_ALL": "pl_PL.UTF-8", "TZ": "Asia/Tokyo", "HOME": str(second), **(locale or {})}
        expected = build(tool, one, 1, False, plain)
        output = tree(one / "public")
        if expected[0] != 0 or ".metropolia-manifest.json" not in output:
            return f"the site itself does not build: {expected[1][-2000:]}"
        for name, jobs, cache in (("2 threads", 2, False), ("7 threads, new cache", 7, True), ("again", 7, True)):
            if found := build(tool, two, jobs, cache, polish):
                if found != expected:
                    return f"{name}: status and findings {found} instead of {expected}"
            if fault := difference(output, tree(two / "public")):
                return f"{name}: {fault}"
            if name == "7 threads, new cache":
                # What a cache alone could give back has to be put where it was.
                (two / "public" / "index.html").unlink()
        return None
    finally:
        shutil.rmtree(first, ignore_errors=True)
        shutil.rmtree(second, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("sites", nargs="+", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    locales = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-locale-"))
    failures = 0
    try:
        locale = polish_locale(locales)
        if locale is None:
            print("skipped: the locale pl_PL.UTF-8 is not here and cannot be made (no localedef); C.UTF-8 stands for it")
        for site in options.sites:
            fault = compare(os.path.abspath(options.tool), site.resolve(), random.Random(options.seed), locale)
            failures += fault is not None
            print(f"{site}: {fault or 'the same bytes'} (seed {options.seed})", flush=True)
    finally:
        shutil.rmtree(locales, ignore_errors=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
