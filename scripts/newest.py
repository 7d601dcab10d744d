"""Print all that feedkit needs without upper bounds, as pip reads it: what is newest, to see what will break.

A weekly job does this: `python scripts/newest.py > newest.txt`, `pip install -r newest.txt`,
`pip install --no-deps -e .`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def newest() -> list[str]:
    """The requirements of the package, its extras and its tests, each once; "==" becomes ">="."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    bounded = [*project["dependencies"], *(needed for extra in extras for needed in extra)]
    return sorted({_floating(requirement) for requirement in bounded})


def _floating(requirement: str) -> str:
    return re.sub(r",?<[^,;]+", "", requirement).replace("==", ">=")


if __name__ == "__main__":
    print(*newest(), sep="\n")
