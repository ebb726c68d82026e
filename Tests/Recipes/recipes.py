#!/usr/bin/env python3
"""Runs every step of .github/workflows/site.yml and .gitlab-ci.yml on fresh clones, in order, as the code hosts would.

usage: recipes.py [--tool .build/release/metropolia] [--log FILE] [--write-docs]

Stand-ins replace only what belongs to the hosts: checkout, cache, artifacts, and `gh`. The program comes as an archive with
a checksum, from a folder, as a release would. Each check prints one line; the status is 1 when one of them failed. With --write-docs the
logs of this run replace those of docs/ci.md.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

try:
    import yaml
except ImportError:
    print("skipped: the recipes, because PyYAML is missing (.ci/install test)")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOON = 1795694400  # 2026-11-26 12:00 in Warsaw
DAY = 86_400


class Checks:
    def __init__(self):
        self.failed = 0
        self.passed = 0

    def check(self, name: str, passed: bool, seen: object = "") -> None:
        print(("passed  " if passed else "FAILED  ") + name + ("" if passed else f": {seen}"), flush=True)
        self.failed += not passed
        self.passed += passed


def git(folder: pathlib.Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout.strip()


def read(path: str) -> dict:
    return yaml.safe_load((ROOT / path).read_text())


class Hosting:
    """A bare repository, a folder of releases, and the clones that jobs get."""

    def __init__(self, top: pathlib.Path, tool: pathlib.Path, starter: bool = False):
        self.top = top
        self.tool = tool
        self.origin = top / "origin.git"
        self.jobs = 0
        self.now = NOON
        work = self.work = top / "editor"
        if starter:
            # A site of its own takes the recipes along, and nothing else of this repository.
            subprocess.run([tool, "init", str(work)], check=True, capture_output=True)
            subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(work)], check=True)
            git(work, "remote", "add", "origin", str(self.origin))
            names = [".ci/site", ".ci/metropolia.sha256", ".github/workflows/site.yml", ".gitlab-ci.yml"]
        else:
            # The working tree as it stands, so that the recipes are tested before they are committed.
            subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(work)], check=True)
            names = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard"], check=True, capture_output=True, text=True).stdout.split("\n")
        (work / "static/.well-known").mkdir(parents=True, exist_ok=True)
        (work / "static/.well-known/proba.txt").write_text("Próba.\n")
        for name in filter(None, names):
            if (ROOT / name).is_file():
                (work / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, work / name)
        version = subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout.strip()
        machine = os.uname().machine
        self.archive = f"metropolia-{version}-linux-{machine}.tar.gz"
        releases = top / "releases" / f"v{version}"
        releases.mkdir(parents=True)
        with tarfile.open(releases / self.archive, "w:gz") as tar:
            tar.add(tool, self.archive.removesuffix(".tar.gz") + "/metropolia")
        self.releases = (top / "releases").as_uri()
        self.sum = hashlib.sha256((releases / self.archive).read_bytes()).hexdigest()
        with (work / ".ci/metropolia.sha256").open("a") as sums:
            sums.write(f"{self.sum}  {self.archive}\n")
        for key, value in {"user.name": "Edytor", "user.email": "e@example.invalid", "commit.gpgsign": "false"}.items():
            git(work, "config", key, value)
        git(work, "checkout", "--quiet", "-B", "main")
        self.commit("Start")
        subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin)], check=True)
        git(work, "remote", "set-url", "origin", str(self.origin))
        git(work, "push", "--quiet", "origin", "main")

    def commit(self, message: str) -> str:
        git(self.work, "add", "--all")
        git(self.work, "commit", "--quiet", "--allow-empty", "-m", message)
        return git(self.work, "rev-parse", "HEAD")

    def propose(self, branch: str, changes: dict[str, str | None]) -> str:
        """A branch with one commit on top of main, pushed; the editor's folder is back on main afterwards."""
        git(self.work, "checkout", "--quiet", "-B", branch, "main")
        for name, text in changes.items():
            path = self.work / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        commit = self.commit(branch)
        git(self.work, "push", "--quiet", "--force", "origin", branch)
        git(self.work, "checkout", "--quiet", "main")
        return commit

    def clone(self, commit: str, depth: int) -> pathlib.Path:
        self.jobs += 1
        folder = self.top / f"job-{self.jobs}"
        subprocess.run(["git", "clone", "--quiet", "--no-checkout", str(self.origin), str(folder)], check=True)
        git(folder, "checkout", "--quiet", "--detach", commit)
        if depth == 1:
            # A shallow clone knows its own commit and nothing else.
            shutil.rmtree(folder)
            folder.mkdir()
            git(folder, "init", "--quiet")
            git(folder, "remote", "add", "origin", self.origin.as_uri())
            git(folder, "fetch", "--quiet", "--depth=1", "origin", commit)
            git(folder, "checkout", "--quiet", "--detach", commit)
        return folder

    def pages(self, path: str = "") -> set[str]:
        try:
            tree = git(self.origin, "ls-tree", "-r", "-z", "--name-only", f"gh-pages:{path}").split("\0")
        except subprocess.CalledProcessError:
            return set()
        return set(filter(None, tree))

    def page(self, path: str) -> str:
        return git(self.origin, "show", f"gh-pages:{path}")


def environment(hosting: Hosting) -> dict[str, str]:
    path = f"{hosting.top}/stand-ins:/usr/local/bin:/usr/bin:/bin"
    return {"PATH": path, "HOME": str(hosting.top), "SOURCE_DATE_EPOCH": str(hosting.now), "GIT_CONFIG_NOSYSTEM": "1"}


def shell(script: str, folder: pathlib.Path, variables: dict[str, str], dash: bool = False) -> tuple[int, str, float]:
    start = time.monotonic()
    command = ["sh", "-e", "-c", script] if dash else ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, time.monotonic() - start


# MARK: GitHub


class Expressions:
    """As much of GitHub's expression language as the workflow uses; anything else is an error."""

    def __init__(self, contexts: dict):
        self.contexts = contexts

    def value(self, text: str, failed: bool = False):
        code = re.sub(r"'((?:[^']|'')*)'", lambda found: repr(found[1].replace("''", "'")), text)
        code = code.replace("&&", " and ").replace("||", " or ").replace("!=", " NE ")
        code = re.sub(r"!(?=[\w(])", " not ", code).replace(" NE ", "!=")
        code = re.sub(r"\b(github|vars|env)((?:\.[\w]+)+)(?![\w(])(?=(?:[^']*'[^']*')*[^']*$)", r"look('\1\2')", code)
        functions = {"look": self.look, "always": lambda: True, "format": lambda shape, *words: re.sub(r"\{(\d)\}", lambda found: str(words[int(found[1])]), shape)}
        return eval(code, {"__builtins__": {}}, functions)

    def look(self, path: str):
        value = self.contexts
        for part in path.split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return value

    def text(self, text: object) -> str:
        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda found: str(self.value(found[1])), str(text))


class Workflow:
    def __init__(self, hosting: Hosting):
        self.hosting = hosting
        self.recipe = read(".github/workflows/site.yml")
        self.caches: dict[str, pathlib.Path] = {}
        self.stores = pathlib.Path(tempfile.mkdtemp(prefix="caches-", dir=hosting.top))
        self.runs = 0

    def run(self, event: str, commit: str, *, number: int = 0, action: str = "", cached: bool = True, fork: bool = False) -> dict[str, "Job"]:
        self.runs += 1
        github = {
            "event_name": event, "repository": "metropolia/strona", "server_url": "https://github.example", "run_id": str(self.runs),
            "ref": "refs/heads/main", "base_ref": "main", "token": "none",
            "event": {"number": number, "action": action, "pull_request": {"head": {"repo": {"full_name": "ktos/strona" if fork else "metropolia/strona"}}}},
        }
        contexts = {"github": github, "vars": {"METROPOLIA_RELEASES": self.hosting.releases, "SITE_URL": "https://metropolia.github.example/strona/"}}
        expressions = Expressions(contexts)
        jobs = {}
        for name, job in self.recipe["jobs"].items():
            if expressions.value(job["if"]):
                jobs[name] = Job(self, name, job, expressions, commit, cached)
        return jobs


class Job:
    def __init__(self, workflow: Workflow, name: str, job: dict, expressions: Expressions, commit: str, cached: bool):
        hosting = workflow.hosting
        self.steps: dict[str, tuple[int, str, float]] = {}
        self.failed = False
        folder = hosting.top / f"job-{hosting.jobs + 1}"
        variables = environment(hosting)
        for source in (workflow.recipe.get("env", {}), job.get("env", {})):
            variables |= {key: expressions.text(value) for key, value in source.items()}
        summary, extra = hosting.top / "summary.md", hosting.top / "env"
        summary.write_text("")
        extra.write_text("")
        variables |= {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ENV": str(extra), "CI": "true"}
        saved = []
        self.seconds = 0.0
        for step in job["steps"]:
            if "if" in step and not expressions.value(step["if"]):
                continue
            if self.failed and "always()" not in str(step.get("if", "")):
                continue
            action = step.get("uses", "").split("@")[0]
            if action == "actions/checkout":
                hosting.clone(commit, step.get("with", {}).get("fetch-depth", 1))
            elif action == "actions/cache":
                settings = {key: expressions.text(value) for key, value in step["with"].items()}
                saved.append(settings)
                keys = [settings["key"], *settings.get("restore-keys", "").split()]
                found = next((store for key in keys for own, store in reversed(workflow.caches.items()) if own.startswith(key)), None)
                if found and cached:
                    for path in settings["path"].split():
                        if (found / path).exists():
                            shutil.copytree(found / path, folder / path, symlinks=True)
            elif action:
                raise SystemExit(f"there is no stand-in for {action}")
            else:
                own = variables | {key: expressions.text(value) for key, value in step.get("env", {}).items()}
                status, output, seconds = shell(expressions.text(step["run"]), folder, own)
                self.steps[step["name"]] = (status, output, seconds)
                self.seconds += seconds
                self.failed = self.failed or status != 0
                for line in extra.read_text().splitlines():
                    key, _, value = line.partition("=")
                    variables[key] = value
        if not self.failed:
            for settings in saved:
                store = workflow.stores / settings["key"]
                for path in settings["path"].split():
                    if (folder / path).exists():
                        shutil.copytree(folder / path, store / path, symlinks=True)
                workflow.caches[settings["key"]] = store
        self.summary = summary.read_text()
        self.name = name

    def show(self) -> str:
        lines = []
        for name, (status, output, seconds) in self.steps.items():
            lines.append(f"── {name} ({seconds:.1f} s, status {status})")
            lines += ["   " + line for line in output.rstrip().splitlines()[-14:]]
        return "\n".join(lines)

    def told(self) -> str:
        """The log as docs/ci.md shows it: long lists are cut, and of what is to be filled in stands only how much it is."""
        lines = []
        for name, (status, output, seconds) in self.steps.items():
            lines.append(f"── {name} (status {status}, {seconds:.1f} s)")
            printed = self.summary if name == "Summary" else output
            owed = sum(line.startswith("::notice") for line in printed.splitlines())
            kept = [line for line in printed.rstrip().splitlines() if not line.startswith("::notice")]
            if name.startswith("Build"):
                kept = kept[-2:]
            if owed:
                kept.append(f"(and {owed} × ::notice: what the operator still has to fill in)")
            lines += [("   " + line).rstrip() for line in shortened(kept)]
        lines.append(f"── from checkout to the end: {self.seconds:.1f} s")
        return "\n".join(lines)


def shortened(lines: list[str]) -> list[str]:
    """Lists with three points at most."""
    kept: list[str] = []
    points = 0
    for line in lines:
        points = points + 1 if line.startswith("- ") else 0
        if points <= 3:
            kept.append(line)
        elif points == 4:
            kept.append("- …")
    return kept


def write_docs(told: dict[str, str]) -> None:
    """Puts each log into the first block below its heading."""
    path = ROOT / "docs/ci.md"
    text = path.read_text()
    for heading, log in told.items():
        text, count = re.subn(rf"(^## {heading}\n(?:(?!^## ).*\n)*?```\n)(?:(?!```).*\n)*", lambda found: found[1] + log + "\n", text, count=1, flags=re.M)
        if not count:
            raise SystemExit(f"docs/ci.md has no block below “{heading}”")
    path.write_text(text)


# MARK: GitLab


class Pipeline:
    def __init__(self, hosting: Hosting):
        self.hosting = hosting
        self.recipe = read(".gitlab-ci.yml")
        self.cache: pathlib.Path | None = None

    def run(self, source: str, commit: str, number: int = 0, base: str = "", cached: bool = True, parallel: bool = False) -> dict[str, dict]:
        variables = environment(self.hosting) | {
            "CI_PIPELINE_SOURCE": source, "CI_DEFAULT_BRANCH": "main", "CI_PAGES_URL": "https://metropolia.gitlab.example/strona",
            "CI_API_V4_URL": "https://gitlab.example/api/v4", "CI_PROJECT_ID": "7", "CI": "true",
        }
        if source == "merge_request_event":
            variables |= {"CI_MERGE_REQUEST_IID": str(number), "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        else:
            variables["CI_COMMIT_BRANCH"] = "main"
        if parallel:
            variables["PARALLEL_PAGES"] = "true"
        for key, value in self.recipe["variables"].items():
            variables[key] = expand(str(value), variables)
        variables["METROPOLIA_RELEASES"] = self.hosting.releases
        if not self.rules(self.recipe["workflow"], variables):
            return {}
        results: dict[str, dict] = {}
        artifacts: dict[str, pathlib.Path] = {}
        for stage in self.recipe["stages"]:
            for name, job in self.recipe.items():
                if not isinstance(job, dict) or job.get("stage") != stage or not self.rules(job, variables):
                    continue
                if any(result["status"] for other, result in results.items() if other in job.get("needs", results)):
                    continue
                results[name] = self.job(name, job, variables, commit, artifacts, cached)
        return results

    def rules(self, job: dict, variables: dict) -> bool:
        if "rules" not in job:
            return True
        for rule in job["rules"]:
            code = rule["if"].replace("&&", " and ").replace("||", " or ")
            if eval(re.sub(r"\$(\w+)", lambda found: repr(variables.get(found[1], "")), code), {"__builtins__": {}}):
                return True
        return False

    def job(self, name: str, job: dict, variables: dict, commit: str, artifacts: dict, cached: bool) -> dict:
        folder = self.hosting.clone(commit, 0)
        variables = dict(variables)
        for key, value in job.get("variables", {}).items():
            variables[key] = expand(str(value), variables)
        cache = job.get("cache", {})
        if cached and self.cache and "pull" in cache.get("policy", "pull-push"):
            for path in cache.get("paths", []):
                if (self.cache / path).exists():
                    shutil.copytree(self.cache / path, folder / path, symlinks=True)
        for need in job.get("needs", []):
            shutil.copytree(artifacts[need], folder, dirs_exist_ok=True)
        output, seconds, status = "", 0.0, 0
        for line in [*self.recipe["default"]["before_script"], *job["script"]]:
            status, text, took = shell(line, folder, variables)
            output += f"$ {line}\n{text}"
            seconds += took
            if status:
                break
        for line in job.get("after_script", []):
            output += f"$ {line}\n" + shell(line, folder, variables)[1]
        if status == 0 and "push" in cache.get("policy", "pull-push") and cache:
            self.cache = self.hosting.top / "gitlab-cache"
            shutil.rmtree(self.cache, ignore_errors=True)
            for path in cache["paths"]:
                if (folder / path).exists():
                    shutil.copytree(folder / path, self.cache / path, symlinks=True)
        kept = self.hosting.top / f"artifacts-{self.hosting.jobs}"
        kept.mkdir()
        wished = job.get("artifacts", {})
        if status == 0 or wished.get("when") == "always":
            for path in [*wished.get("paths", []), *wished.get("reports", {}).values()]:
                if (folder / path).is_dir():
                    shutil.copytree(folder / path, kept / path)
                elif (folder / path).exists():
                    shutil.copy(folder / path, kept / path)
            for path in wished.get("exclude", []):
                (kept / path).unlink(missing_ok=True)
        artifacts[name] = kept
        return {"status": status, "output": output, "seconds": seconds, "artifacts": kept}


def expand(text: str, variables: dict[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda found: variables.get(found[1], ""), text)


# MARK: The proposals


NEWS = "content/aktualnosci/2024-11-20-proba-przepisu.md"
RIGHT = """---
title: Próba przepisu
description: Wpis, na którym sprawdzamy drogę od zmiany do strony.
---
Treść próbnego wpisu, z odnośnikiem do [Skawiny](../gminy/skawina.md).
"""
TOMORROW = RIGHT.replace("title: Próba przepisu", "title: Jutrzejszy wpis\npublishDate: 2026-11-27")
WRONG = RIGHT.replace("description:", "opsi:")


def validated(checks: Checks) -> None:
    tool = shutil.which("check-jsonschema") or str(ROOT / ".venv/bin/check-jsonschema")
    if not os.access(tool, os.X_OK):
        return print("skipped: the recipes' schemas, because check-jsonschema is missing (.ci/install test)")
    for schema, path in (("vendor.github-workflows", ".github/workflows/site.yml"), ("vendor.gitlab-ci", ".gitlab-ci.yml")):
        done = subprocess.run([tool, "--builtin-schema", schema, str(ROOT / path)], capture_output=True, text=True)
        checks.check(f"{path} is what {schema} wants", done.returncode == 0, done.stdout)


def github(hosting: Hosting, checks: Checks, logs: dict[str, str], told: dict[str, str]) -> None:
    workflow = Workflow(hosting)
    main = git(hosting.work, "rev-parse", "main")
    say = lambda name, passed, seen="": checks.check(f"GitHub: {name}", passed, seen)

    job = workflow.run("push", main, cached=False)["publish"]
    say("push, no cache: every step passes", not job.failed and set(job.steps) == {"Get metropolia", "Check", "Build", "Publish", "Summary"}, job.show())
    say("the program came by its checksum", "by its checksum" in job.steps["Get metropolia"][1], job.show())
    pages = hosting.pages()
    say("the site is on its branch, hidden files as they should be", {"index.html", ".nojekyll", "gminy/skawina/index.html"} <= pages and ".well-known/proba.txt" in pages and ".metropolia-manifest.json" not in pages, sorted(pages)[:10])
    say("its addresses lie below the host's folder", 'href="/strona/gminy/' in hosting.page("index.html"))
    logs["push"] = job.show()

    (hosting.work / NEWS).write_text(RIGHT)
    commit = hosting.commit("Wpis")
    git(hosting.work, "push", "--quiet", "origin", "main")
    job = workflow.run("push", commit)["publish"]
    say("a new entry, with the cache: published", not job.failed and "aktualnosci/2024/proba-przepisu/index.html" in hosting.pages(), job.show())
    say("the program came from the cache", "from the cache" in job.steps["Get metropolia"][1], job.show())
    print(f"        GitHub: from checkout to published, with the cache: {job.seconds:.1f} s")
    say("the summary names the new page and nothing else as new", "Nowe strony: 1" in job.summary and "proba-przepisu" in job.summary, job.summary)
    logs["content"] = job.show()
    told["A change of content"] = job.told()
    before = hosting.pages()

    job = workflow.run("schedule", commit)["publish"]
    say("the nightly run publishes", not job.failed and hosting.pages() == before and "Żadna strona się nie zmienia" in job.summary, job.show() + job.summary)

    tomorrow, until = "content/aktualnosci/2024-11-23-od-jutra.md", "content/aktualnosci/2024-11-24-do-dzisiaj.md"
    (hosting.work / tomorrow).write_text(TOMORROW)
    (hosting.work / until).write_text(RIGHT.replace("title: Próba przepisu", "title: Dzisiejszy wpis\nexpiryDate: 2026-11-26"))
    dated = hosting.commit("Terminy")
    git(hosting.work, "push", "--quiet", "origin", "main")
    there = lambda: {name for name in ("od-jutra", "do-dzisiaj") if f"aktualnosci/2024/{name}/index.html" in hosting.pages()}
    job = workflow.run("push", dated)["publish"]
    say("of two dated entries the one that ends today is published", not job.failed and there() == {"do-dzisiaj"}, job.show())
    hosting.now += DAY
    job = workflow.run("schedule", dated)["publish"]
    say("the next night the one that begins comes and the other goes", not job.failed and there() == {"od-jutra"} and "Nowe strony: 1" in job.summary, job.show() + job.summary)
    hosting.now -= DAY
    git(hosting.work, "reset", "--quiet", "--hard", commit)
    git(hosting.work, "push", "--quiet", "--force", "origin", "main")
    job = workflow.run("push", commit)["publish"]
    say("taken back, both are gone", not job.failed and hosting.pages() == before, job.show())

    wrong = hosting.propose("wrong", {NEWS: WRONG})
    jobs = workflow.run("pull_request", wrong, number=5, action="opened")
    job = jobs["preview"]
    annotation = next((line for line in job.steps["Check"][1].splitlines() if line.startswith("::error")), "")
    say("a wrong entry: only the preview job runs, and fails at the check", set(jobs) == {"preview"} and job.failed and job.steps["Check"][0] == 1 and "Publish the preview" not in job.steps, job.show())
    say("an annotation on its line", f"file={NEWS},line=3,col=1" in annotation and "unknown-field" in annotation, annotation)
    say("nothing of it is published", hosting.pages() == before)
    say("the summary says so", "nic nie opublikowano" in job.summary and "unknown-field" in job.summary, job.summary)
    logs["wrong"] = job.show()
    logs["wrong-summary"] = job.summary
    told["A wrong entry"] = job.told()

    right = hosting.propose("right", {
        NEWS: RIGHT.replace("Treść", "Nowa treść"), "content/gminy/skawina.md": (hosting.work / "content/gminy/skawina.md").read_text() + "\nNowe zdanie.\n",
        "content/aktualnosci/2024-11-21-jutro.md": TOMORROW, "content/aktualnosci/2024-11-22-szkic.md": RIGHT.replace("title: Próba przepisu", "title: Szkic\ndraft: true")})
    job = workflow.run("pull_request", right, number=6, action="opened")["preview"]
    say("a right proposal passes", not job.failed and "Publish the preview" in job.steps and "Comment" in job.steps, job.show())
    page = hosting.page("podglad/6/index.html") if not job.failed else ""
    say("its preview lies below the sub-path", 'href="/strona/podglad/6/gminy/' in page, page[:300])
    shown = [name for name in hosting.pages("podglad/6") if name.endswith(".html")]
    texts = {name: hosting.page("podglad/6/" + name) for name in shown}
    silent = [name for name, text in texts.items() if 'name="robots" content="noindex"' not in text]
    # Who comes by an old address sees the banner where it leads to.
    silent += [name for name, text in texts.items() if 'class="preview"' not in text and 'http-equiv="refresh"' not in text]
    say(f"each of its {len(shown)} pages says so and asks not to be indexed", len(shown) > 100 and not silent, silent[:5])
    say("the public pages do neither", not any(mark in hosting.page("gminy/skawina/index.html") for mark in ("noindex", 'class="preview"')))
    say("drafts and what is to come are in it", {"aktualnosci/2024/szkic/index.html", "aktualnosci/2024/jutro/index.html"} <= hosting.pages("podglad/6"))
    say("the public site has not changed", {name for name in hosting.pages() if not name.startswith("podglad/")} == before)
    say("the summary: new pages, changed pages, what appears tomorrow",
        all(text in job.summary for text in ("Nowe strony: 2", "Zmienione strony", "/strona/podglad/6/gminy/skawina/", "Jutro (2026-11-27) pojawi się: 1", "Jutrzejszy wpis", "Do uzupełnienia")), job.summary)
    say("the reviewer gets it as a comment", (hosting.top / "comment.md").read_text().endswith(job.summary) or job.summary.endswith((hosting.top / "comment.md").read_text()), job.summary)
    logs["right"] = job.show()
    logs["right-summary"] = job.summary
    told["A right one"] = job.told()

    job = workflow.run("pull_request", right, number=7, action="synchronize", fork=True)["preview"]
    say("a proposal from a fork is checked and built, and writes nothing", not job.failed and "Publish the preview" not in job.steps and not hosting.pages("podglad/7"), job.show())
    workflow.run("pull_request", wrong, number=8, action="opened")
    job = workflow.run("push", commit)["publish"]
    say("publishing the site leaves open previews alone", not job.failed and bool(hosting.pages("podglad/6")), job.show())
    jobs = workflow.run("pull_request", right, number=6, action="closed")
    say("closing the proposal takes its preview away", set(jobs) == {"remove-preview"} and not jobs["remove-preview"].failed and not hosting.pages("podglad/6") and "index.html" in hosting.pages(), jobs["remove-preview"].show())

    (hosting.work / ".ci/metropolia.sha256").write_text(f"{'0' * 64}  {hosting.archive}\n")
    forged = hosting.commit("Forged")
    git(hosting.work, "push", "--quiet", "origin", "HEAD:forged")
    before = hosting.pages()
    job = workflow.run("push", forged, cached=False)["publish"]
    say("an archive with another checksum is refused", job.failed and job.steps["Get metropolia"][0] == 1 and "Build" not in job.steps and hosting.pages() == before, job.show())
    git(hosting.work, "reset", "--quiet", "--hard", commit)
    without_checksum(hosting, commit, say)


def without_checksum(hosting: Hosting, commit: str, say) -> None:
    """The program is built from the sources; the compiler's place takes a script that counts how often it is asked."""
    asked = hosting.top / "asked"
    swift = hosting.top / "stand-ins/swift"
    swift.write_text(f'#!/bin/sh\necho "$*" >> {asked}\n[ -f Package.swift ] && mkdir -p .build/release && cp {hosting.tool} .build/release/metropolia\n')
    swift.chmod(0o755)
    (hosting.work / ".ci/metropolia.sha256").write_text("")
    unknown = hosting.commit("No checksum")
    git(hosting.work, "push", "--quiet", "origin", "HEAD:unknown")
    workflow = Workflow(hosting)
    times = lambda: len(asked.read_text().splitlines()) if asked.exists() else 0
    job = workflow.run("push", unknown, cached=False)["publish"]
    say("without a checksum the program is built, and publishes", not job.failed and times() == 1 and "building the program" in job.steps["Get metropolia"][1], job.show())
    job = workflow.run("push", unknown)["publish"]
    say("it stays in the cache", not job.failed and times() == 1 and "from the cache" in job.steps["Get metropolia"][1], job.show())
    version = hosting.work / "Sources/SiteBuilder/ToolVersion.swift"
    version.write_text(version.read_text() + "// Another.\n")
    job = workflow.run("push", pushed(hosting, "Sources", "unknown"))["publish"]
    say("it is built again when a source changes", not job.failed and times() == 2, job.show())
    config = hosting.work / "site-config.json"
    config.write_text(re.sub(r'("metropolia": )"[^"]*"', r'\1"0.0.9"', config.read_text()))
    before = hosting.pages()
    job = workflow.run("push", pushed(hosting, "Pin", "unknown"))["publish"]
    say("a site that pins another version is not published, and says what to do",
        job.failed and job.steps["Check"][0] == 1 and "title=tool-version" in job.steps["Check"][1] and "0.0.9" in job.summary and hosting.pages() == before, job.show())
    swift.unlink()
    git(hosting.work, "reset", "--quiet", "--hard", commit)


def pushed(hosting: Hosting, message: str, branch: str) -> str:
    commit = hosting.commit(message)
    git(hosting.work, "push", "--quiet", "--force", "origin", f"HEAD:{branch}")
    return commit


def of_its_own(hosting: Hosting, checks: Checks) -> None:
    """A site that `metropolia init` made, with the recipes beside it."""
    main = git(hosting.work, "rev-parse", "main")
    job = Workflow(hosting).run("push", main, cached=False)["publish"]
    checks.check("a site of its own: published by the same workflow", not job.failed and "gminy/kamienny-brod/index.html" in hosting.pages(), job.show())
    jobs = Pipeline(hosting).run("push", main, cached=False)
    checks.check("a site of its own: published by the same pipeline", {name: job["status"] for name, job in jobs.items()} == {"check": 0, "pages": 0}, jobs)
    (hosting.work / ".ci/metropolia.sha256").write_text("")
    job = Workflow(hosting).run("push", pushed(hosting, "No checksum", "unknown"), cached=False)["publish"]
    printed = job.steps["Get metropolia"][1]
    checks.check("a site of its own: without a checksum it says what is missing", job.failed and "no sources" in printed and ".sha256" in printed, job.show())


def own_register(tool: pathlib.Path, top: pathlib.Path, checks: Checks) -> None:
    """The ten lines of a new site's README, taken at their word: each command in them is run as it stands."""
    site = top / "register"
    subprocess.run([tool, "init", str(site)], check=True, capture_output=True)
    lines = [line for line in (site / "README.md").read_text().splitlines() if re.match(r"\d+\. ", line)]
    communes = {"0101011": ("Pierwsza", "miejska", 19.0), "0101022": ("Druga Wieś", "wiejska", 19.1)}
    shapes = [
        {"type": "Feature", "properties": {"JPT_KOD_JE": key, "JPT_NAZWA_": name},
         "geometry": {"type": "Polygon", "coordinates": [[[x, 50.0], [x + 0.1, 50.0], [x + 0.1, 50.1], [x, 50.1], [x, 50.0]]]}}
        for key, (name, _, x) in communes.items()]
    (site / "granice.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    variables = {**os.environ, "PATH": f"{top}/bin:{os.environ['PATH']}", "SOURCE_DATE_EPOCH": str(NOON)}
    (top / "bin").mkdir(exist_ok=True)
    shutil.copy(tool, top / "bin/metropolia")
    failed = []
    for line in lines:
        if line.startswith("4."):
            for folder in re.findall(r"`(content/\w+/)`", line):
                for path in (site / folder).iterdir():
                    path.unlink()
        for command in re.findall(r"`(metropolia (?!serve)[^`]*)`", line):
            for name in [name for name, _, _ in communes.values()] if "Nazwa gminy" in command else [""]:
                done = subprocess.run(["sh", "-c", command.replace("Nazwa gminy", name)], cwd=site, env=variables, capture_output=True, text=True)
                if done.returncode:
                    failed.append((command, done.stdout, done.stderr[:800]))
        if line.startswith("5."):
            for path in (site / "content/gminy").iterdir():
                text = path.read_text()
                for key, (name, status, _) in communes.items():
                    if f'"{name}"' in text:
                        values = {"teryt": key, "status": status}
                        for field in re.findall(r"`(\w+)`", line):
                            text = re.sub(rf"^{field}:", f"{field}: {values[field]}", text, flags=re.M)
                path.write_text(text)
    pages = {path.parent.name for path in (site / "public/gminy").glob("*/index.html")} if (site / "public").exists() else set()
    checks.check("the ten lines of a new site's README put one's own register in", len(lines) == 10 and not failed and pages == {"pierwsza", "druga-wies"}, failed or pages)
    made_up = [str(path) for path in (site / "public").rglob("*.html") if re.search("Kamienn|Lipow|Olszyn|Sosnow", path.read_text())]
    checks.check("nothing of the made-up communes is left", bool(pages) and not made_up, made_up)


def gitlab(hosting: Hosting, checks: Checks, logs: dict[str, str]) -> None:
    pipeline = Pipeline(hosting)
    main = git(hosting.work, "rev-parse", "main")
    say = lambda name, passed, seen="": checks.check(f"GitLab: {name}", passed, seen)
    jobs = pipeline.run("push", main, cached=False)
    say("push, no cache: check and pages pass", {name: job["status"] for name, job in jobs.items()} == {"check": 0, "pages": 0}, jobs)
    public = jobs["pages"]["artifacts"] / "public"
    say("the site is the artifact, without the manifest", (public / "gminy/skawina/index.html").exists() and (public / ".well-known/proba.txt").exists() and not (public / ".metropolia-manifest.json").exists())
    say("the report of findings is JSON", isinstance(json.loads((jobs["check"]["artifacts"] / "quality.json").read_text()), list))
    jobs = pipeline.run("schedule", main)
    say("the nightly run, with the cache: nothing changes", "Żadna strona się nie zmienia" in jobs["pages"]["output"] and "from the cache" in jobs["pages"]["output"], jobs)
    seconds = sum(job["seconds"] for job in jobs.values())
    print(f"        GitLab: both jobs, with the cache: {seconds:.1f} s")
    wrong = git(hosting.origin, "rev-parse", "wrong")
    jobs = pipeline.run("merge_request_event", wrong, number=5, base=main)
    found = json.loads((jobs["check"]["artifacts"] / "quality.json").read_text())
    errors = [item for item in found if item["severity"] == "critical"]
    say("a wrong entry: status 1, and nothing after it runs", set(jobs) == {"check"} and jobs["check"]["status"] == 1, jobs)
    say("an annotation on its line", [(item["location"]["path"], item["location"]["lines"]["begin"]) for item in errors] == [(NEWS, 3)] or (NEWS, 3) in [(item["location"]["path"], item["location"]["lines"]["begin"]) for item in errors], errors)
    logs["gitlab-wrong"] = jobs["check"]["output"]
    right = git(hosting.origin, "rev-parse", "right")
    jobs = pipeline.run("merge_request_event", right, number=6, base=main, parallel=True)
    say("a right proposal passes", {name: job["status"] for name, job in jobs.items()} == {"check": 0, "preview": 0, "publish-preview": 0}, jobs)
    preview = jobs["publish-preview"]["artifacts"] / "podglad" if "publish-preview" in jobs else pathlib.Path("/nowhere")
    page = (preview / "index.html").read_text() if (preview / "index.html").exists() else ""
    say("its preview lies below the sub-path and says so", 'href="/strona/podglad-6/gminy/' in page and 'class="preview"' in page, page[:200])
    summary = jobs["preview"]["artifacts"] / "summary.md"
    say("the summary is an artifact", "Jutro (2026-11-27) pojawi się: 1" in summary.read_text())
    jobs = pipeline.run("merge_request_event", right, number=6, base=main)
    say("without PARALLEL_PAGES the preview is not published", set(jobs) == {"check", "preview"}, list(jobs))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", default=str(ROOT / ".build/release/metropolia"))
    parser.add_argument("--log", help="writes all logs into this file")
    parser.add_argument("--write-docs", action="store_true", help="puts the logs into docs/ci.md")
    options = parser.parse_args()
    checks = Checks()
    logs: dict[str, str] = {}
    told: dict[str, str] = {}
    validated(checks)
    with tempfile.TemporaryDirectory(prefix="metropolia-recipes-") as name:
        top = pathlib.Path(name)
        (top / "stand-ins").mkdir()
        comment = top / "stand-ins/gh"
        comment.write_text('#!/bin/sh\nfor word; do file=$word; done\ncp "$file" "$HOME/comment.md"\n')
        comment.chmod(0o755)
        hosting = Hosting(top, pathlib.Path(options.tool).resolve())
        github(hosting, checks, logs, told)
        gitlab(hosting, checks, logs)
        (top / "own").mkdir()
        shutil.copytree(top / "stand-ins", top / "own/stand-ins")
        of_its_own(Hosting(top / "own", pathlib.Path(options.tool).resolve(), starter=True), checks)
        own_register(pathlib.Path(options.tool).resolve(), top, checks)
        if options.log:
            text = "\n\n".join(f"### {key}\n{value.replace(name, '')}" for key, value in logs.items())
            pathlib.Path(options.log).write_text(text)
        if options.write_docs and not checks.failed:
            write_docs(told)
    print(f"recipes: {checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
