"""Open the built documentation in a browser: at two widths, light and dark.

    python -m sphinx -W -n docs public-docs
    python -m scripts.look_at_site public-docs          does a page scroll sideways, or log an error?
    python -m scripts.look_at_site public-docs index.html tutorials/ci.html --pictures FOLDER
    python -m scripts.look_at_site public-docs --axe node_modules/axe-core/axe.min.js
                                                        the rules of axe-core too (npm install axe-core)

It needs the extra "dev" and a Chromium that is installed. The exit status is 1 where something is found.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import itertools
import sys
import threading
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from feedkit.fetching.browser_program import browser_path

WIDTHS = {"phone": (360, 740), "desk": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SERIOUS = ("serious", "critical")
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(folder: Path) -> str:
    """Serve the site on this machine until the program ends; its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def faults(page: Page, axe: str | None) -> list[str]:
    """What is wrong with the page that is open."""
    found = []
    beyond = page.evaluate(SIDEWAYS)
    if beyond > 0:
        found.append(f"scrolls sideways by {beyond} pixels")
    if axe:
        page.evaluate(axe)
        result: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        for rule in result["violations"]:
            if rule["impact"] in SERIOUS:
                nodes = "; ".join(node["html"][:120] for node in rule["nodes"][:3])
                found.append(f"axe: {rule['id']} ({rule['impact']}): {rule['help']}: {nodes}")
    return found


def look(page: Page, address: str, name: str, axe: str | None) -> list[str]:
    """Open one page of the site; what is wrong with it, a line each."""
    messages: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            messages.append(f"console: {message.text}")

    page.on("console", hear)
    page.goto(address + name, wait_until="load")
    found = [*faults(page, axe), *messages]
    page.remove_listener("console", hear)
    return found


def look_at_all(site: Path, names: list[str], pictures: Path | None, axe: str | None) -> list[str]:
    """Open each page in each way; what is wrong with it, a line each."""
    address, found = serve(site), []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        for (width, (across, down)), scheme in itertools.product(WIDTHS.items(), SCHEMES):
            context = browser.new_context(viewport={"width": across, "height": down}, color_scheme=scheme)
            page = context.new_page()
            for name in names:
                found += [f"{name} ({width}, {scheme}): {fault}" for fault in look(page, address, name, axe)]
                if pictures:
                    file = f"{name.removesuffix('.html').replace('/', '-')}-{width}-{scheme}.png"
                    page.screenshot(path=pictures / file)
            context.close()
        browser.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("pages", nargs="*", help="by default all, such as tutorials/ci.html")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--axe", type=Path, help="the file axe.min.js of axe-core")
    options = parser.parse_args()
    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    names = options.pages or sorted(
        path.relative_to(options.site).as_posix()
        for path in options.site.rglob("*.html")
        if "_static" not in path.parts
    )
    axe = options.axe.read_text("utf-8") if options.axe else None
    found = look_at_all(options.site, names, options.pictures, axe)
    print("\n".join([*found, f"{len(names)} pages, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
