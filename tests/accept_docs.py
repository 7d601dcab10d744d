"""Write into pages of the documentation what their commands and programs print.

python -m tests.accept_docs docs/tutorials/ci.md …     look at the diff before you commit it
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.doc_pages import PROGRAM, ROOT, PageRun, agrees, command_folder


def accept(name: str) -> int:
    """Write the page anew; how many outputs were others."""
    with tempfile.TemporaryDirectory() as folder:
        page = PageRun(name, Path(folder) / "page", path=command_folder(Path(folder) / "bin"))
        page.run()
    path = ROOT / name
    text, end, count = path.read_text("utf-8"), 0, 0
    for _, what, wanted, printed in page.outputs:
        if what == PROGRAM and not wanted and "```text\n```" not in text[end:]:
            if printed:
                print(f"{name}: a program prints this, and has no text block:\n{printed}")
            continue
        before, after = ("```text\n", "```") if what == PROGRAM else (f"$ {what}\n", "")
        start = text.index(before + wanted + after, end) + len(before)
        shown = wanted if agrees(wanted, printed) else printed
        text = text[:start] + shown + text[start + len(wanted) :]
        end, count = start + len(shown), count + (shown is not wanted)
    path.write_text(text, "utf-8")
    return count


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(f"{argument}: {accept(argument)} outputs written")
