#!/usr/bin/env python3
"""Says where the CPU time of a clean build goes: samples it with perf and adds the samples up by the part at work.

usage: profile.py [--pages 10000] [--folder /dev/shm] [--tool .build/release/metropolia] [--rate 4000]

A sample belongs to the innermost function of its stack that a part is known by. cmark-gfm and libyaml keep no frame
pointers: their samples are known by the library, or by the names in its archive where it is linked in. Wants Debian's
linux-perf, binutils and `swift demangle`.
"""
import argparse
import collections
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

# What a function's name holds, and the part it is at work for; the first line that fits counts.
PARTS = [
    ("CCryptoBoringSSL", "SHA-256"), ("ContentHash", "SHA-256"),
    ("Publication.stage", "writing outputs"), ("StagingArea", "writing outputs"),
    ("PageAudit", "audit of pages"), ("PageWorker.audit", "audit of pages"),
    ("Typesetter", "typography"), ("BlockScanner", "typography"),
    ("LinkMap", "links and their places"), ("SourceMap", "links and their places"),
    ("InlineCursor", "links and their places"),
    ("YAMLReader", "front matter: YAML"), ("Session.", "front matter: YAML"),
    ("FileTree.read", "reading sources"), ("SourceFile.bytes", "reading sources"),
    ("EntryReader", "front matter: types"), ("ValueReader", "front matter: types"),
    ("closure #2 in SiteLoader.readEntries", "front matter: types"),
    ("csupport_markdown_parse", "cmark-gfm"), ("TreeWriter", "HTML from the tree"),
    ("MarkdownRenderer", "HTML from the tree"),
    ("EntryRecords.all", "values for templates"), ("SiteWorld.globals", "values for templates"),
    ("SiteWorld.init", "values for templates"),
    ("htmlText", "the body as a value"), ("EntryRecords.deferred", "the body as a value"),
    ("closure #2 in EntryRecords.own", "the body as a value"),
    ("Machine.", "templates"), ("Renderer.render", "templates"),
    ("GeneratedFiles", "sitemap, feeds, files"), ("FileOutputs", "sitemap, feeds, files"),
    ("SiteChecks", "audit of the site"), ("Findings.silence", "silencing comments"),
    ("BuildRun.commit", "commit"), ("Planner", "plan"), ("SiteLoader", "loading, the rest"),
    ("SiteRenderer", "rendering, the rest"),
]
ARENA = {"memory_calloc", "memory_realloc", "memory_free", "take", "csupport_arena_calloc", "csupport_arena_realloc"}


def stacks(data: pathlib.Path) -> list[list[tuple[str, str]]]:
    """The samples: function and library of each frame, innermost first."""
    command = ["perf", "script", "-i", str(data), "-F", "ip,sym,dso", "--no-inline"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    samples = []
    for block in text.split("\n\n"):
        frames = []
        for line in block.strip().splitlines():
            _, _, rest = line.strip().partition(" ")
            function, _, library = rest.rpartition(" (")
            frames.append((function.split("+0x")[0], library.rstrip(")")))
        if frames:
            samples.append(frames)
    names = sorted({function for frames in samples for function, _ in frames})
    plain = subprocess.run(
        ["swift", "demangle", "--simplified"], input="\n".join(names), capture_output=True, text=True, check=True
    ).stdout.split("\n")
    known = dict(zip(names, plain))
    return [[(known[function], library) for function, library in frames] for frames in samples]


def functions(*archives: str) -> set[str]:
    """The functions that static libraries define; none of those that are not installed."""
    names = set()
    for archive in archives:
        path = subprocess.run(["cc", f"-print-file-name={archive}"], capture_output=True, text=True).stdout.strip()
        listing = subprocess.run(["nm", "--defined-only", path], capture_output=True, text=True).stdout
        names |= {line.split()[2] for line in listing.splitlines() if line.split()[1:2] in (["T"], ["t"])}
    return names


CMARK = functions("libcmark-gfm.a", "libcmark-gfm-extensions.a")
YAML = functions("libyaml.a")


def part(frames: list[tuple[str, str]]) -> str:
    if frames[0][0] in ARENA or any("libcmark" in library or name in CMARK for name, library in frames[:4]):
        return "cmark-gfm"
    if any("libyaml" in library or name in YAML for name, library in frames[:4]):
        return "front matter: YAML"
    for function, _ in frames:
        for mark, name in PARTS:
            if mark in function:
                return name
    return "unknown, threads, start and end"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--folder", default="/dev/shm")
    parser.add_argument("--tool", default=str(HERE.parent.parent / ".build/release/metropolia"))
    parser.add_argument("--rate", type=int, default=4000)
    options = parser.parse_args()
    if not shutil.which("perf"):
        sys.exit("skipped: there is no perf (apt-get install linux-perf)")
    work = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-profile-", dir=options.folder))
    try:
        subprocess.run([sys.executable, HERE / "generate.py", str(options.pages), work], check=True)
        data = work / "perf.data"
        subprocess.run(
            ["perf", "record", "-q", "-F", str(options.rate), "-e", "cpu-clock", "--call-graph=fp", "-o", data,
             options.tool, "build", "--no-cache", "--quiet", "--date", "2026-11-22", "-o", "out"],
            cwd=work / "metropolia", check=True)
        samples = stacks(data)
    finally:
        shutil.rmtree(work)
    parts = collections.Counter(part(frames) for frames in samples)
    libraries = collections.Counter(
        "kernel" if "kernel" in frames[0][1] else pathlib.Path(frames[0][1]).name for frames in samples)
    for title, counts in (("part", parts), ("library", libraries)):
        print(f"| {title} | % of CPU |\n|---|---:|")
        for name, count in counts.most_common():
            if count * 1000 >= len(samples):
                print(f"| {name} | {count * 100 / len(samples):.1f} |")
    print(f"{len(samples)} samples, {options.pages} pages")


if __name__ == "__main__":
    main()
