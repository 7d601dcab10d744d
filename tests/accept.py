"""The cases in tests/cases: read, convert, and accept what comes out.

    python -m tests.accept [NAME…]      write the feeds of these cases, or of all, as their expected feeds
    python -m tests.accept --check      exit with 1 if any expected feed differs from what comes out

Feeds are only accepted where the entries are those that case.toml lists, which are written by hand.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import feedkit
from feedkit import Entry, Feed, NoEntriesError, writers
from feedkit.formats import FormatName
from feedkit.parsers import Reading

FOLDER = Path(__file__).parent / "cases"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FORMATS: dict[FormatName, str] = {"atom": "feed.atom", "rss": "feed.rss", "json": "feed.json"}


@dataclass(frozen=True)
class Case:
    """One folder: a source, what is expected of it, and the feeds that come of it.

    case.toml:  `about` says what is special; `url`, `timezone` and `format` are those of feedkit.parse;
                `[[entries]]` hold the fields that matter, in the feed's order, authors always;
                `problems` are those of a source that has some that cannot be used;
                `map` is a recipe's;
                `error` stands in for entries
    """

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def about(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "case.toml").read_text("utf-8"))

    @property
    def source(self) -> Path:
        """The file, whose suffix may tell what it is, or the folder of posts."""
        (path,) = self.folder.glob("source*")
        return path

    @cached_property
    def feed(self) -> Feed:
        return self.read()

    @cached_property
    def problems(self) -> list[str]:
        return list(map(str, self.reading().problems))

    def read(self, reference: datetime | None = None) -> Feed:
        return feedkit.finish(self.reading(reference).feed, now=NOW)

    def reading(self, reference: datetime | None = None) -> Reading:
        """The feed; with a reference, of a page that was fetched then."""
        options = {name: self.about[name] for name in ("url", "timezone", "format") if name in self.about}
        recipe = {"map": self.about["map"]} if "map" in self.about else None
        return feedkit.read(self.source, recipe=recipe, now=reference, **options)

    def differences(self) -> list[str]:
        """Where the entries are not those that case.toml lists."""
        try:
            wanted, found = self.about["entries"], self.feed.entries
        except NoEntriesError as error:
            return [str(error)]
        if len(wanted) != len(found):
            return [f"{len(wanted)} entries wanted, found {[entry.title for entry in found]}"]
        told, expected = self.problems, self.about.get("problems", [])
        problems = [f"problems {expected!r} wanted, found {told!r}"] if told != expected else []
        return problems + [
            f"{one['title']}: {name} {value!r} wanted, found {_field(two, name)!r}"
            for one, two in zip(wanted, found, strict=True)
            for name, value in ({"authors": []} | one).items()
            if _field(two, name) != value
        ]

    def outputs(self) -> dict[Path, bytes]:
        return {self.folder / file: writers.write(self.feed, name) for name, file in FORMATS.items()}


def _field(entry: Entry, name: str) -> object:
    value = getattr(entry, name)
    if name == "authors":
        return [person.name for person in value]
    return list(value) if isinstance(value, tuple) else value


def cases(names: tuple[str, ...] = ()) -> list[Case]:
    """All cases, or those of the names."""
    found = [Case(path.parent) for path in sorted(FOLDER.glob("*/case.toml"))]
    return [case for case in found if not names or case.name in names]


def main(*arguments: str) -> int:
    check = "--check" in arguments
    failed = False
    for case in cases(tuple(name for name in arguments if name != "--check")):
        if "error" in case.about:
            continue
        wrong = case.differences()
        for path, data in case.outputs().items() if not wrong else ():
            if check and not (path.exists() and path.read_bytes() == data):
                wrong.append(f"{path.name} is another")
            elif not check:
                path.write_bytes(data)
        for line in wrong:
            print(f"{case.name}: {line}")
        failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
