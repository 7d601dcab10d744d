"""Builds a site with each framework and keeps its page as a fixture.

    python scripts/framework_sites/make.py [SITE…]

Needs Node 20 or newer with npm, which installs each framework from its registry; versions are those in the
folders' package.json. A site is the 12 posts of tests/framework_pages/posts.json as that framework writes a
list. Of the page that it builds the fixture has all but styles and the addresses of scripts; of the page that
is nothing without its script, that is a fixture too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "tests" / "framework_pages"
PAGES = {  # folder → fixture → the page that is built
    "astro": {"astro": "dist/index.html"},
    "gatsby": {"gatsby": "public/notes/index.html"},
    "next": {"next-app": "out/journal.html", "next-pages": "out/blog.html"},
    "nuxt": {"nuxt": ".output/public/index.html"},
    "react-client": {"react-client": "dist/index.html"},
    "react-router": {"react-router": "build/client/index.html"},
    "sveltekit": {"sveltekit": "build/blog.html"},
}
SCRIPTED = {"react-client"}
QUIET = {f"{name}_TELEMETRY_DISABLED": "1" for name in ("ASTRO", "GATSBY", "NEXT", "NUXT")}
INSTALL = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]
LEFT_OUT = re.compile(r"<link\b[^>]*>|<style\b.*?</style>|<script\b[^>]*\bsrc=[^>]*></script>", re.S)


def main(sites: list[str]) -> None:
    for site in sites or list(PAGES):
        with tempfile.TemporaryDirectory() as folder:
            build(site, Path(folder) / site)


def build(site: str, folder: Path) -> None:
    """Build a site in a folder and keep its pages."""
    shutil.copytree(HERE / site, folder)
    shutil.copy(FIXTURES / "posts.json", folder)
    for command in (INSTALL, ["npm", "run", "build"]):
        subprocess.run(command, cwd=folder, check=True, env=os.environ | QUIET)
    for fixture, built in PAGES[site].items():
        page = LEFT_OUT.sub("", (folder / built).read_text(encoding="utf-8"))
        (FIXTURES / f"{fixture}.html").write_text(page.strip() + "\n", encoding="utf-8")
    for script in (folder / "dist" / "assets").glob("index-*.js") if site in SCRIPTED else ():
        shutil.copy(script, FIXTURES / f"{site}.js")


if __name__ == "__main__":
    main(sys.argv[1:])
