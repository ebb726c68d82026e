"""Renders every case with Jinja2 and prints one JSON list of {"id", "out"} or {"id", "error"}."""
import json
import sys
import warnings

import jinja2

warnings.simplefilter("ignore")


def environment(options, templates):
    return jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        autoescape="noescape" not in options,
        trim_blocks="trim" in options,
        lstrip_blocks="lstrip" in options,
        undefined=jinja2.StrictUndefined if "strict" in options else jinja2.Undefined,
    )


def render(options, templates, data):
    try:
        return {"out": environment(options, templates).get_template("main").render(**json.loads(data))}
    except Exception as error:
        return {"error": type(error).__name__ + ": " + str(error)}


if __name__ == "__main__":
    results = []
    for line in sys.stdin:
        case = json.loads(line)
        results.append({"id": case["id"], **render(case["options"], case["templates"], case["data"])})
    json.dump(results, sys.stdout)
