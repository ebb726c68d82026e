"""Times Jinja2 on the page that the other engines render; prints microseconds a page and bytes."""
import json
import pathlib
import sys
import time

import jinja2

folder = pathlib.Path(__file__).parent
data = json.loads(sys.stdin.read())
environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
data["entry"]["content"] = jinja2.utils.markupsafe.Markup(data["entry"]["content"])
template = environment.get_template("page.html")
for _ in range(200):
    text = template.render(**data)
best = float("inf")
for _ in range(5):
    start = time.perf_counter()
    for _ in range(500):
        text = template.render(**data)
    best = min(best, (time.perf_counter() - start) / 500)
if len(sys.argv) > 1:
    pathlib.Path(sys.argv[1]).write_text(text, encoding="utf-8")
print(f"{best * 1e6:.1f} {len(text.encode())}")
