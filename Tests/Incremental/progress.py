#!/usr/bin/env python3
"""Looks at the line that says on a terminal how far a long build has come.

usage: progress.py TOOL

Builds made-up sites, each twice as large as the last, until a build takes longer than two seconds: only then the line
must appear, count the pages, and be gone in the end. Without a terminal, with --quiet, or with a machine's format it
must never appear.
"""
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def on_terminal(command: list[str], cwd: pathlib.Path, term: str = "xterm") -> tuple[str, float]:
    """What a command writes to a terminal, and its seconds."""
    leader, follower = pty.openpty()
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=follower, stderr=follower, close_fds=True,
        env={**os.environ, "TERM": term, "NO_COLOR": "1"})
    os.close(follower)
    text = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    seconds = time.monotonic() - start
    os.close(leader)
    if process.wait() != 0:
        sys.exit(f"✘ {' '.join(command)}: {text.decode()[-2000:]}")
    return text.decode(), seconds


def main() -> None:
    tool = os.path.abspath(sys.argv[1])
    work = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-progress-"))
    faults = []
    try:
        pages, seconds, text = 500, 0.0, ""
        command = [tool, "build", "--no-cache", "--date", "2026-11-22", "--messages", "pl", "--jobs", "1", "-o", "out"]
        site = work / "metropolia"
        while seconds < 2:
            pages *= 2
            shutil.rmtree(work)
            work.mkdir()
            subprocess.run([sys.executable, ROOT / "Benchmarks/Build/generate.py", str(pages), work], check=True)
            text, seconds = on_terminal(command, site)
            if seconds < 1 and "\r\x1b[K" in text:
                faults.append(f"a line within {seconds:.2f} s")
        counts = [(int(a), int(b)) for a, b in re.findall(r"\rstrony: (\d+) z (\d+)…\x1b\[K", text)]
        if not counts or counts != sorted(counts) or any(done > total or total < pages for done, total in counts):
            faults.append(f"the line does not count: {text[:400]!r}")
        if "…\x1b[K" in text[text.rfind("\r\x1b[K"):]:
            faults.append(f"the line was not taken away: {text[-400:]!r}")
        silent = [command + ["--quiet"], command + ["--format", "json"]]
        for words in silent:
            if "…\x1b[K" in on_terminal(words, site)[0]:
                faults.append(f"a line with {words[-1]}")
        if "\x1b" in on_terminal(command, site, term="dumb")[0]:
            faults.append("a line on a dumb terminal")
        piped = subprocess.run(command, cwd=site, capture_output=True)
        if b"\r" in piped.stderr + piped.stdout or b"\x1b" in piped.stderr + piped.stdout:
            faults.append("a line without a terminal")
        for fault in faults:
            print("✘", fault)
        if not faults:
            print(f"progress: {len(counts)} states of the line in {seconds:.1f} s and {pages} pages, none elsewhere")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
