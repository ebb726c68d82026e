"""The audit's share of a clean build's CPU time, from samples of the stack (`perf`, with frame pointers)."""
import pathlib
import shutil
import subprocess

# Mangled names of the module that audits, and of what joins its findings over the whole site.
AUDIT = ("$s5Audit", "SiteChecks")


def share(command: list[str], site: pathlib.Path, out: pathlib.Path, work: pathlib.Path) -> str:
    if not shutil.which("perf"):
        return "audit: not measured, because perf is not installed (apt-get install linux-perf)"
    shutil.rmtree(out, ignore_errors=True)
    data = work / "perf.data"
    recorded = subprocess.run(
        ["perf", "record", "-q", "--call-graph", "fp", "-F", "499", "-o", data, *command], cwd=site, capture_output=True, text=True, check=False)
    if recorded.returncode:
        return f"audit: not measured, because perf says: {recorded.stderr.strip()[-120:]}"
    script = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym"], capture_output=True, text=True, check=True)
    stacks = [stack for stack in script.stdout.split("\n\n") if stack.strip()]
    audited = sum(any(name in line for line in stack.splitlines() for name in AUDIT) for stack in stacks)
    return f"audit: {100 * audited / len(stacks):.1f} % of the CPU samples of a clean build ({audited} of {len(stacks)}; the bound is 15 %)"
