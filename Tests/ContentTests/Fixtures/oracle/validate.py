"""Validates front matter against JSON Schemas: one line "valid PATH" or "invalid PATH" for each pair of arguments.

usage: validate.py SCHEMA ENTRY [SCHEMA ENTRY ...] | --list FILE (a line "SCHEMA<tab>ENTRY" for each pair)

YAML is read by the core schema of YAML 1.2, as editors do: `NO` and 2025-12-31 are texts.
"""
import json
import re
import sys

import jsonschema
import yaml


class Core(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+.0123456789"),
]:
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile("(?:" + pattern + ")$"), first)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 0) if node.value[:2] in ("0x", "0o") else int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value.replace(".inf", "inf").replace(".nan", "nan")))

if sys.argv[1] == "--list":
    with open(sys.argv[2], encoding="utf-8") as file:
        pairs = [line.rstrip("\n").split("\t") for line in file]
else:
    pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))

validators = {}
for schema, entry in pairs:
    if schema not in validators:
        with open(schema, encoding="utf-8") as file:
            content = json.load(file)
        jsonschema.Draft202012Validator.check_schema(content)
        validators[schema] = jsonschema.Draft202012Validator(content)
    with open(entry, "rb") as file:
        text = file.read().decode("utf-8-sig")
    parts = re.split(r"^---[ \t]*\r?$\n?", text, maxsplit=2, flags=re.MULTILINE)
    fields = (yaml.load(parts[1], Core) if len(parts) == 3 else None) or {}
    errors = list(validators[schema].iter_errors(fields))
    print("invalid" if errors else "valid", entry, *[e.message[:80] for e in errors[:1]])
