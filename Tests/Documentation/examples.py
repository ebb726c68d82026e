#!/usr/bin/env python3
"""Holds each example of the config in docs/ against site-config.schema.json, where examples may leave out what is required.

An example is a block of JSON whose members stand somewhere in the config; a block in braces of its own is something else.
Prints one line for each file; the status is 1 when an example has a setting that the config does not know.
"""
import copy
import json
import pathlib
import re
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: the examples of the config, because jsonschema is missing (.ci/install test)")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BLOCK = re.compile(r"^```json\n(.*?)^```", re.S | re.M)


def without_required(node):
    if isinstance(node, dict):
        members = {key: without_required(value) for key, value in node.items() if not (key == "required" and isinstance(value, list))}
        # A choice between what is required, such as `folder` or `data`, is none any more.
        return {key: value for key, value in members.items() if not (key in ("oneOf", "anyOf") and not any(value))}
    return [without_required(item) for item in node] if isinstance(node, list) else node


def places(schema: dict, name: str) -> list[dict]:
    """Where a member of that name may stand: a setting of its name, else a collection, a taxonomy or a field so called."""
    named = [part["properties"][name] for part in [schema, *schema["$defs"].values()] if name in part.get("properties", {})]
    return named or [{"$ref": f"#/$defs/{part}"} for part in ("collection", "taxonomy", "field")]


def fault(schema: dict, name: str, value) -> str | None:
    faults = []
    for place in places(schema, name):
        whole = copy.copy(place) | {"$defs": schema["$defs"]}
        errors = sorted(jsonschema.Draft202012Validator(whole).iter_errors(value), key=str)
        if not errors:
            return None
        faults.append(errors[0].message)
    return f"“{name}”: {' / '.join(faults)[:300]}"


def main() -> None:
    schema = without_required(json.loads((ROOT / "site-config.schema.json").read_text()))
    failed = checked = 0
    for path in sorted(ROOT.glob("docs/*.md")):
        text = path.read_text()
        faults = []
        count = 0
        for block in BLOCK.finditer(text):
            body = block[1].strip().replace('"…": "…", ', "")
            if body.startswith("{"):
                continue
            line = text[:block.start()].count("\n") + 2
            try:
                members = json.loads("{" + body + "}")
            except ValueError as reason:
                faults.append(f"{path.name}:{line}: {reason}")
                continue
            count += 1
            faults += [f"{path.name}:{line}: {found}" for name, value in members.items() if (found := fault(schema, name, value))]
        if count or faults:
            print(("FAILED  " if faults else "passed  ") + f"{path.name}: {count} examples of the config" + "".join(f"\n        {one}" for one in faults))
        failed += bool(faults)
        checked += count
    # A search that finds nothing proves nothing.
    if checked < 10:
        sys.exit(f"only {checked} examples were found")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
