"""What the other steps must know of a configuration: its folders, as outputs, and a list of its files.

CONFIG:   the configuration
PUBLISH:  "commit", "pages" or "none"

Each line of the list, $RUNNER_TEMP/feedkit-files, is a file, a tab, and the name of its feed, which is empty
for the lists of all feeds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from feedkit.errors import ConfigError
from feedkit.project.build_report import REPORT
from feedkit.project.config import Config, read_config
from feedkit.project.index_page import INDEX, OPML
from feedkit.values.logins import without_logins
from feedkit.values.printable import command_data

PUBLISH = ("commit", "pages", "none")


def main() -> None:
    path, publish = Path(os.environ["CONFIG"]), os.environ["PUBLISH"]
    if publish not in PUBLISH:
        fail(f"publish: wanted one of {', '.join(PUBLISH)}, found {publish!r}")
    try:
        config = read_config(path)
    except FileNotFoundError:
        fail(f"{path}: there is no such file: feedkit init writes one")
    except (ConfigError, OSError) as error:
        fail(f"{path}: {error}")
    folders = {"output": path.parent / config.output, "cache": path.parent / config.cache}
    if publish == "pages":
        check_pages(config, path, folders["output"])
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.writelines(f"{name}={folder.as_posix()}\n" for name, folder in folders.items())
    files = Path(os.environ["RUNNER_TEMP"], "feedkit-files")
    files.write_text("".join(lines(config, folders["output"].resolve())), encoding="utf-8")


def check_pages(config: Config, path: Path, output: Path) -> None:
    """Each build begins with the feeds of last time: those on the site, and no older ones."""
    if config.base_url is None:
        fail(
            f"{path}: base_url: wanted the address of the site, where the feeds of last time are, found none"
        )
    if any((output / feed.file(kind)).is_file() for feed in config.feeds for kind in feed.to):
        fail(
            f"{output}: wanted no feeds in the repository, as those of last time are on the site, found "
            f"some: git rm -r {output.as_posix()}"
        )


def lines(config: Config, output: Path) -> list[str]:
    feeds = [(feed.file(kind), feed.name) for feed in config.feeds for kind in feed.to]
    return [f"{output / file}\t{name}\n" for file, name in [*feeds, (REPORT, ""), (INDEX, ""), (OPML, "")]]


def fail(message: str) -> NoReturn:
    sys.exit(f"::error title=feedkit::{command_data(without_logins(message))}")


if __name__ == "__main__":
    main()
