"""Do what tutorials and how-to pages say, as a new user would: with a new environment and an empty folder.

    python -m scripts.run_docs              all of them
    python -m scripts.run_docs PAGE…        such as docs/tutorials/ci.md

feedkit is installed from this checkout, without any extra; what a page needs besides, it installs itself.
Prints of each page how long the installation and the page took, and what was not as it says. The exit status
is 1 then.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.doc_pages import PAGES, ROOT, RUN_ELSEWHERE, PageRun, blocks

SECTIONS = ("docs/installation.md", "docs/tutorials/", "docs/how-to/")


def do(name: str) -> str:
    """Do one page; what was not as it says."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        environment = Path(folder) / "environment"
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        commands = environment / ("Scripts" if os.name == "nt" else "bin")
        pip = [commands / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        is_installation = name == "docs/installation.md"
        if not is_installation:
            subprocess.run([*pip, ROOT], check=True)
        installed = time.monotonic()
        page = PageRun(name, Path(folder) / "page", path=commands, installs=True, checkout=is_installation)
        page.run()
        done = time.monotonic()
    print(
        f"{name}: installed in {installed - began:.0f} s, done in {done - installed:.0f} s, "
        f"{len(page.outputs)} commands and programs",
        flush=True,
    )
    return page.report()


def has_commands(name: str) -> bool:
    return any(block.language in ("console", "python") for block in blocks((ROOT / name).read_text("utf-8")))


def main() -> int:
    names = sys.argv[1:] or [
        name
        for name in PAGES
        if name.startswith(SECTIONS) and name not in RUN_ELSEWHERE and has_commands(name)
    ]
    reports = [report for name in names if (report := do(name))]
    print(*reports, sep="\n\n")
    print(f"{len(names)} pages, {len(reports)} not as they say")
    return 1 if reports else 0


if __name__ == "__main__":
    sys.exit(main())
