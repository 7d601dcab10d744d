"""Draw docs/inspect.svg, the picture in README.md, from a real run.

python scripts/inspect_picture.py [FILE]
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

import feedkit
from feedkit.cli.inspect import explain

ROOT = Path(__file__).parents[1]
SOURCE = "examples/blog.html"
ADDRESS = "https://tides.example/posts/"


def picture() -> str:
    """What `feedkit inspect` shows of the example, as SVG."""
    reading = feedkit.read((ROOT / SOURCE).read_bytes(), url=ADDRESS)
    console = Console(record=True, width=80, file=io.StringIO(), highlight=False, legacy_windows=False)
    console.print(Text(f"$ feedkit inspect {SOURCE} --url {ADDRESS}", style="bold"))
    for part in explain(reading):
        console.print(part)
    return console.export_svg(title="feedkit inspect")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "inspect.svg"
    target.write_text(picture(), encoding="utf-8")
