#!/usr/bin/env python3
"""Attacks what `make dist` made: the self-contained binary and its packages.

usage: dist.py [--binary .build/dist/release/metropolia] [--rebuild] [--chroot]

With --rebuild the last commit is built again in another folder and compared, which takes many minutes.
With --chroot (needs root and debootstrap) the .deb is installed into a clean Debian 12 and used there.
Each check prints one line; the status is 1 when one of them failed.
"""
import argparse
import filecmp
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LIMIT = 25_000_000
# What every Debian has; all else has to be inside.
SYSTEM = {"ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libc.so.6", "libm.so.6"}


class Checks:
    def __init__(self):
        self.failed = 0
        self.passed = 0

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        print(("passed  " if passed else "FAILED  ") + name + ("" if passed else f": {seen}"), flush=True)
        self.failed += not passed
        self.passed += passed


def run(*command: object, **more) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)


def binary_itself(binary: pathlib.Path, checks: Checks) -> None:
    needed = set(re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", binary).stdout))
    checks.check("it needs nothing but the C library", needed <= SYSTEM, needed)
    size = binary.stat().st_size
    checks.check(f"at most {LIMIT} bytes ({size})", size <= LIMIT)
    sections = run("readelf", "-SW", binary).stdout
    checks.check("no tables for unwinding, no hashes of the compiler", ".eh_frame" not in sections and ".swift_modhash" not in sections)
    checks.check("stripped", ".symtab" not in sections)
    strings = run("strings", binary).stdout
    # Swift's own library carries the paths of those who built it; they are the same in every build.
    places = [line for line in strings.splitlines() if str(ROOT) in line or str(pathlib.Path.home()) + "/" in line]
    checks.check("no path of the machine that built it", not places, places[:5])
    best = min(timed(binary) for _ in range(20))
    print(f"        start: {best * 1000:.1f} ms at best of 20 (--version)")
    checks.check("it runs in an empty environment", run(binary, "--version", env={}).stdout.strip().count(".") == 2)


def timed(binary: pathlib.Path) -> float:
    start = time.perf_counter()
    subprocess.run([binary, "--version"], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def threads(binary: pathlib.Path, folder: pathlib.Path, checks: Checks) -> None:
    """cmark-gfm loses `~~` and autolinks on several threads, silently, unless the cure is in the static link too."""
    site = folder / "threads"
    run(binary, "init", site, check=True)
    count, lines = 2000, 6
    for number in range(count):
        body = "".join(
            f"Raz ~~skreślone {number}.{line}~~ i https://przyklad.pl/{number}/{line}?a=1 oraz www.przyklad.pl, "
            f"ktos{line}@przyklad.pl i ~~jeszcze~~.\n\n" for line in range(lines))
        (site / f"content/aktualnosci/2025-01-{number % 28 + 1:02}-wpis-{number}.md").write_text(
            f"---\ntitle: Wpis {number}\ndescription: Opis {number}.\n---\n{body}")
    outputs = []
    for jobs, rounds in ((1, 1), (2, 4), (8, 2)):
        for number in range(rounds):
            done = run(binary, "build", "--root", site, "-o", "public", "--no-cache" if knows(binary, "--no-cache") else "--quiet",
                       "--jobs", jobs, "--date", "2026-11-26")
            if done.returncode != 0:
                return checks.check("the site of the thread test builds", False, done.stderr[-500:])
            outputs.append(digest(site / "public"))
            shutil.rmtree(site / "public")
            shutil.rmtree(site / ".metropolia", ignore_errors=True)
    checks.check(f"{count} documents with ~~ and bare URLs: the same bytes on 1, 2 (4 times) and 8 (twice) threads", len({*(found for found, _, _ in outputs)}) == 1)
    wanted = count * lines * 2
    checks.check(f"each of {wanted} deletions and {wanted} bare URLs was found", outputs[0][1:] == (wanted, wanted), outputs[0][1:])


def knows(binary: pathlib.Path, option: str) -> bool:
    return option in run(binary, "build", "--help").stdout


def digest(folder: pathlib.Path) -> tuple[str, int, int]:
    total, deletions, links = hashlib.sha256(), 0, 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            total.update(str(path.relative_to(folder)).encode() + b"\0" + data)
            if "wpis-" in str(path) and path.suffix == ".html":
                deletions += data.count(b"<del>")
                links += len(re.findall(rb'href="https?://(?:www\.)?przyklad\.pl', data))
    return total.hexdigest(), deletions, links


def packages(binary: pathlib.Path, folder: pathlib.Path, checks: Checks) -> pathlib.Path | None:
    made = []
    for name in ("first", "second"):
        target = folder / name
        done = run(ROOT / "Distribution/package", binary, target, cwd=ROOT)
        if done.returncode != 0:
            checks.check("the packages are made", False, done.stderr)
            return None
        made.append(sorted(path for path in target.iterdir()))
    same = [filecmp.cmp(one, other, shallow=False) for one, other in zip(*made)]
    checks.check(f"packed twice: the same bytes ({', '.join(path.name for path in made[0])})", all(same) and len(same) == 3, made)
    archive = next(path for path in made[0] if path.name.endswith(".tar.gz"))
    checks.check("the checksum is right", run("sha256sum", "--check", f"{archive.name}.sha256", cwd=archive.parent).returncode == 0)
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        names = {pathlib.PurePath(member.name).name for member in members if member.isfile()}
        checks.check("the archive has the binary, completions for three shells, the manual and the licences",
                     {"metropolia", "metropolia.bash", "_metropolia", "metropolia.fish", "metropolia.1", "LICENSE", "copyright"} <= names, names)
        checks.check("everything in it is root's, sorted, of one date", len({(member.uid, member.gid, member.mtime) for member in members}) == 1
                     and [member.name for member in members] == sorted(member.name for member in members))
        tar.extractall(folder / "unpacked", filter="data")
    unpacked = next((folder / "unpacked").iterdir())
    completions(unpacked, checks)
    manual = (unpacked / "metropolia.1").read_text()
    commands = re.findall(r"^  ([a-z]+) ", run(binary, "--help").stdout, re.M)
    checks.check("the manual tells of every command", len(commands) > 8 and all(re.search(rf"^\.SS {name}", manual, re.M) for name in commands if name not in ("help", "See")), commands)
    if not shutil.which("groff"):
        print("skipped: the manual's form, because groff is missing (.ci/install test-dist)")
    else:
        done = run("groff", "-man", "-Tutf8", "-ww", "-z", unpacked / "metropolia.1")
        checks.check("groff takes the manual without a warning", done.returncode == 0 and not done.stderr, done.stderr[:400])
    package = next(path for path in made[0] if path.suffix == ".deb")
    if shutil.which("lintian"):
        done = run("lintian", "--fail-on", "error", package)
        checks.check("lintian finds no error in the .deb", done.returncode == 0, done.stdout)
    else:
        print("skipped: the form of the .deb, because lintian is missing (.ci/install test-dist)")
    return package


# Each prints what its shell offers after `metropolia bu`, `metropolia build --preco` and `metropolia build --format `.
SHELLS = {
    "bash": ("metropolia.bash", r"""
        source "$1"
        offered() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMPREPLY=()
            COMP_POINT=${#COMP_LINE}
            $(complete -p metropolia | sed -E 's/.*-F ([^ ]+).*/\1/') metropolia "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[@]}"
        }
        offered metropolia bu; offered metropolia build --preco; offered metropolia build --format ''"""),
    "fish": ("metropolia.fish", """
        source $argv[1]
        complete -C 'metropolia bu'; complete -C 'metropolia build --preco'; complete -C 'metropolia build --format '"""),
    # Zsh completes only at a prompt, so a second one is typed into.
    "zsh": ("_metropolia", r"""
        zmodload zsh/zpty
        zpty -b prompt 'TERM=dumb zsh -f -i'
        zpty -w prompt "fpath=(${1:h} \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word; echo rea''dy"
        zpty -r prompt out '*ready*'
        for typed shown in 'metropolia bu' 'build ' 'metropolia build --preco' '--precompress ' 'metropolia build --format ' 'sarif'; do
            zpty -w -n prompt $'\x15'"$typed"$'\t'
            zpty -r prompt out "*$shown*"
            print -r -- "$out"
        done"""),
}


def completions(unpacked: pathlib.Path, checks: Checks) -> None:
    """Each shell loads its file and offers what the program knows."""
    for shell, (file, script) in SHELLS.items():
        if not shutil.which(shell):
            print(f"skipped: completions for {shell}, which is missing (.ci/install test-dist)")
            continue
        path = unpacked / "completions" / file
        quiet = {"bash": ["--norc", "-c", script, "bash"], "fish": ["--no-config", "-c", script], "zsh": ["-f", "-c", script, "zsh"]}[shell]
        try:
            environment = {**os.environ, "PATH": f"{unpacked}:{os.environ['PATH']}"}
            done = run(shell, *quiet, path, timeout=60, env=environment)
            offered, wrong = done.stdout, done.stderr
        except subprocess.TimeoutExpired as end:
            offered, wrong = (end.stdout or b"").decode(), "no answer in 60 s"
        wished = ("build", "--precompress", "sarif")
        checks.check(f"{shell} loads its completions and offers {', '.join(wished)}", all(word in offered for word in wished) and not wrong, (offered[-400:], wrong[-400:]))


def quick_start(packed: pathlib.Path, folder: pathlib.Path, checks: Checks) -> None:
    """The commands of docs/quick-start.md as they stand, in order; only the place of the program is another."""
    place = folder / "quick-start"
    programs = place / "bin"
    programs.mkdir(parents=True)
    for path in packed.iterdir():
        shutil.copy(path, place)
    text = (ROOT / "docs/quick-start.md").read_text()
    lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines() if line != "metropolia serve"]
    script = "\n".join(lines).replace("sudo install", "install").replace("/usr/local/bin/", f"{programs}/")
    done = run("sh", "-euc", script, cwd=place, env={"PATH": f"{programs}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    entry = next((place / "strona/content/aktualnosci").glob("*otwieramy-sciezke-rowerowa.md"), None) if (place / "strona").exists() else None
    checks.check(f"the {len(lines)} commands of docs/quick-start.md do what it says", len(lines) > 6 and done.returncode == 0 and entry is not None
                 and (place / "strona/public/index.html").exists(), done.stdout + done.stderr[-800:])


def rebuilt(binary: pathlib.Path, folder: pathlib.Path, checks: Checks) -> None:
    """The commit once more, from nothing, in a folder of another name."""
    other = folder / "another-folder-of-another-length"
    run("git", "clone", "--quiet", ROOT, other, check=True)
    start = time.monotonic()
    done = run(other / "Distribution/build", cwd=other)
    second = other / ".build/dist/release/metropolia"
    passed = done.returncode == 0 and filecmp.cmp(binary, second, shallow=False)
    checks.check(f"built from nothing in another folder ({time.monotonic() - start:.0f} s): the same bytes", passed, done.stderr[-600:])


def chroot(package: pathlib.Path, folder: pathlib.Path, checks: Checks) -> None:
    base = folder / "debian"
    print("        debootstrap …", flush=True)
    source = os.environ.get("METROPOLIA_CHROOT")
    if source:
        subprocess.run(["cp", "-a", source, base], check=True)
    else:
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(base), "http://deb.debian.org/debian"], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(package, base / "root/metropolia.deb")
    inside = lambda *words, **more: run("chroot", base, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", *words, **more)
    present = [name for name in ("swift", "clang", "gcc", "cc", "ld", "python3") if inside("sh", "-c", f"command -v {name}").returncode == 0]
    checks.check("the chroot has neither Swift nor a compiler", not present, present)
    done = inside("dpkg", "--install", "/root/metropolia.deb")
    checks.check("dpkg installs the .deb, every dependency is there", done.returncode == 0, done.stdout + done.stderr)
    done = inside("metropolia", "init", "/srv/strona", "--messages", "pl")
    print("        " + done.stdout.strip().replace("\n", "\n        "))
    checks.check("metropolia init", done.returncode == 0 and "/srv/strona" in done.stdout, done.stderr)
    for command in ("check", "build"):
        done = inside("metropolia", command, "--root", "/srv/strona", "--date", "2026-11-26", "--messages", "pl", "--quiet" if command == "check" else "--all")
        tail = done.stderr.strip().splitlines()[-2:]
        print("        " + "\n        ".join(tail))
        checks.check(f"metropolia {command}", done.returncode == 0, done.stderr[-600:])
    checks.check("the pages are there", (base / "srv/strona/public/gminy/kamienny-brod/index.html").exists())
    server = subprocess.Popen(["chroot", str(base), "/usr/bin/metropolia", "serve", "--root", "/srv/strona", "--port", "0", "--messages", "en", "--date", "2026-11-26"],
                              stderr=subprocess.PIPE, text=True)
    try:
        address = next(found[0] for line in server.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        with urllib.request.urlopen(address + "gminy/", timeout=20) as answer:
            checks.check(f"metropolia serve answers at {address}", answer.status == 200 and "Kamienny Bród" in answer.read().decode())
    finally:
        server.terminate()
        status = server.wait(timeout=20)
        checks.check("it ends with status 0", status == 0, status)
    done = inside("dpkg", "--purge", "metropolia")
    checks.check("it is removed without a trace", done.returncode == 0 and not (base / "usr/bin/metropolia").exists(), done.stderr)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default=str(ROOT / ".build/dist/release/metropolia"))
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--chroot", action="store_true")
    options = parser.parse_args()
    binary = pathlib.Path(options.binary).resolve()
    if not binary.exists():
        sys.exit(f"There is no {binary}: make dist")
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="metropolia-dist-") as name:
        folder = pathlib.Path(name)
        binary_itself(binary, checks)
        threads(binary, folder, checks)
        package = packages(binary, folder, checks)
        if package:
            quick_start(package.parent, folder, checks)
        if options.rebuild:
            rebuilt(binary, folder, checks)
        if options.chroot and package:
            chroot(package, folder, checks)
    print(f"distribution: {checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
