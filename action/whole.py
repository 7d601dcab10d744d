"""Fails where a site would lose a feed: the folder that is uploaded takes the place of all that is published.

CONFIG:  the configuration
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import msgspec

from feedkit.project.build_report import REPORT, FeedReport, Report
from feedkit.project.config import read_config
from feedkit.values.printable import command_data


def main() -> None:
    path = Path(os.environ["CONFIG"])
    output = path.parent / read_config(path).output
    try:
        report = msgspec.json.decode((output / REPORT).read_bytes(), type=Report)
    except FileNotFoundError:
        fail(f"there is no {output / REPORT}")
    lost = [known.name for known in report.feeds if is_lost(known, output)]
    if lost:
        names = ", ".join(lost)
        fail(f"these feeds, which may be on the site, are not in {output} and would be lost: {names}")


def fail(message: str) -> NoReturn:
    sys.exit(f"::error title=feedkit::nothing is published: {command_data(message)}")


def is_lost(known: FeedReport, output: Path) -> bool:
    """Return whether a feed that may have been published has no file; a new one that fails never was."""
    is_new = known.status == "failed" and known.reason != "state" and known.entries is None
    return not is_new and not any((output / file).is_file() for file in known.files.values())


if __name__ == "__main__":
    main()
