"""axe in a second engine: Firefox, driven by WebDriver BiDi over its own websocket (no geckodriver)."""
import json
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

import page_checks


class Firefox:
    def __init__(self):
        import websocket

        self.profile = tempfile.TemporaryDirectory(prefix="metropolia-firefox-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--profile", self.profile.name, "--remote-debugging-port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.count = 0
        deadline = time.monotonic() + 90
        while True:
            try:
                self.socket = websocket.create_connection(f"ws://127.0.0.1:{port}/session", timeout=60, suppress_origin=True)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)
        self.send("session.new", capabilities={})
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters):
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.count:
                if answer["type"] != "success":
                    raise RuntimeError(f"{method}: {answer}")
                return answer["result"]

    def evaluate(self, expression: str):
        result = self.send("script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True)
        return result["result"].get("value")

    def check(self, url: str, axe_source: str) -> list[str]:
        found = []
        self.send("browsingContext.navigate", context=self.tab, url=url, wait="complete")
        self.evaluate(axe_source)
        for width in (320, 1280):
            self.send("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": 800}, devicePixelRatio=1)
            tags = json.dumps(page_checks.AXE_TAGS)
            text = self.evaluate(
                f"axe.run({{ runOnly: {{ type: 'tag', values: {tags} }} }}).then(r => JSON.stringify([document.documentElement.scrollWidth,"
                " r.violations.map(v => v.id + ': ' + v.nodes[0].target.join(' '))]))")
            scroll, violations = json.loads(text)
            found += [f"{width}: {violation}" for violation in violations]
            if scroll > width:
                found.append(f"{width}: the page is {scroll} px wide")
        return found

    def close(self) -> None:
        self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.profile.cleanup()


def is_missing() -> str | None:
    if not shutil.which("firefox-esr"):
        return "firefox-esr is not installed"
    try:
        import websocket  # noqa: F401
    except ImportError:
        return "websocket-client is not installed"
    return None
