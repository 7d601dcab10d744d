"""examples/blogs-without-feeds: every feed holds what a reader sees on its page."""

from __future__ import annotations

import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import feedkit
from feedkit.cli import main
from feedkit.project.config import read_config

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "blogs-without-feeds"
SEEN = tomllib.loads((ROOT / "tests" / "data" / "blogs_without_feeds.toml").read_text("utf-8"))
FORMATS = {"atom": "atom.xml", "rss": "rss.xml", "json": "feed.json"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of a copy."""
    folder = copy(tmp_path_factory.mktemp("example"))
    done = CliRunner().invoke(main, ["build", "-c", str(folder / "feedkit.toml")])
    assert done.exit_code == 0, done.output
    return folder / "public"


def copy(folder: Path) -> Path:
    return Path(
        shutil.copytree(EXAMPLE, folder / "copy", ignore=shutil.ignore_patterns("public", ".feedkit-cache"))
    )


def test_every_feed_is_in_the_table_and_every_file_is_a_source() -> None:
    config = read_config(EXAMPLE / "feedkit.toml")
    assert [feed.name for feed in config.feeds] == list(SEEN)
    sources = {feed.source or (feed.command or ())[-1] for feed in config.feeds}
    assert sources == {path.name for path in EXAMPLE.glob("[!.]*.*") if path.name != "feedkit.toml"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", SEEN)
def test_a_feed_is_valid_and_has_the_titles_and_dates_that_the_page_has(
    built: Path, name: str, format: str
) -> None:
    document = (built / name / FORMATS[format]).read_bytes()
    report = feedkit.check(document)
    assert report.valid
    assert {finding.rule for finding in report.findings if finding.level != "info"} == {"no-self-link"}
    entries = feedkit.parse(document).entries
    assert [(entry.published, entry.title) for entry in entries] == wanted(SEEN[name])


def wanted(lines: str) -> list[tuple[datetime, str]]:
    found = []
    for line in lines.strip().splitlines():
        date, title = line.split(" ", 1)
        moment = datetime.fromisoformat(date)
        found.append((moment if moment.tzinfo else moment.replace(tzinfo=UTC), title))
    return found


def test_a_trial_writes_no_feed(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    done = CliRunner().invoke(main, ["build", "-c", str(folder / "feedkit.toml"), "--dry-run"])
    assert done.exit_code == 0, done.output
    assert not (folder / "public").exists()
