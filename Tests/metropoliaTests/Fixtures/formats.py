"""Reads what `metropolia check` prints for machines, with other people's readers of these formats.

usage: formats.py sarif FILE | gitlab FILE | github FILE

Prints one line a finding: `level rule path:line:column`.
"""
import json
import re
import subprocess
import sys
import urllib.parse


def sarif(path):
    import sarif_pydantic

    with open(path, encoding="utf-8") as file:
        log = sarif_pydantic.Sarif.model_validate_json(file.read())
    assert log.version == "2.1.0" and len(log.runs) == 1
    rules = {rule.id for rule in log.runs[0].tool.driver.rules}
    for result in log.runs[0].results:
        assert result.rule_id in rules and result.message.text
        place = result.locations[0].physical_location
        uri = place.artifact_location.uri
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), uri  # RFC 3986, no scheme
        print(result.level.value, result.rule_id, f"{urllib.parse.unquote(uri, errors='strict')}:{place.region.start_line}:{place.region.start_column}")
    # sarif-tools counts them by severity.
    table = subprocess.run([sys.executable, "-m", "sarif", "summary", path], capture_output=True, text=True, check=True)
    counts = dict(re.findall(r"^(error|warning|note): (\d+)", table.stdout, re.MULTILINE))
    print("summary", counts.get("error", "0"), counts.get("warning", "0"), counts.get("note", "0"))


def gitlab(path):
    # GitLab's “Code Quality report format”: required members, the five severities, distinct fingerprints.
    with open(path, encoding="utf-8") as file:
        issues = json.load(file)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue["description"] and issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith(("/", "./"))
        print(issue["severity"], issue["check_name"], f'{issue["location"]["path"]}:{issue["location"]["lines"]["begin"]}')


def github(path):
    # “Workflow commands for GitHub Actions”: ::level key=value,…::message, escaped with %25 %0D %0A %3A %2C.
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)\n", line)
            assert match, line
            pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
            path = pairs["file"]
            for escape, sign in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]:
                path = path.replace(escape, sign)
            print(match[1], pairs["title"], f'{path}:{pairs["line"]}:{pairs["col"]}')


{"sarif": sarif, "gitlab": gitlab, "github": github}[sys.argv[1]](sys.argv[2])
