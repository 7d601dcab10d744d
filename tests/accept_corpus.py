"""What feedkit gets right on real pages: ../shared/corpus compared with its labels, and the table of it.

    python -m tests.accept_corpus             write the lines of pages that are new or better than before
    python -m tests.accept_corpus NAME…       write the lines of these pages, also where they are worse

tests/corpus.tsv has a line for each page: the stage that it reaches, then for each field how many are right
of those that the label gives. The stage is where a page fails first:

    refused      no entries are found
    other list   fewer than half of the entries are found
    items        an entry is missing, or one is given that is none
    titles       a title is wrong
    dates        a date is wrong or missing, or given where the page shows none
    whole        nothing of this: a feed that one would publish as it is

Pages that list no entries reach `none` where none are found, and else stay at `false list`.
The pages are read without a reference time, as their labels give no date for "3 days ago".
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import feedkit
from feedkit import Entry, NoEntriesError

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
TABLE = Path(__file__).with_name("corpus.tsv")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
STAGES = ("false list", "refused", "other list", "items", "titles", "dates", "whole", "none")  # the best last
MIN_SHARE_OF_SUMMARY = 0.8  # of the words of a labelled summary: the others may be cut off
MAX_SUMMARY_WORDS = 120  # that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one page reaches. The fields are columns of the table: pairs are (right, labelled)."""

    page: str
    stage: str
    entries: tuple[int, int] = (0, 0)
    extra: int = 0  # entries that the label does not list
    titles: tuple[int, int] = (0, 0)
    dates: tuple[int, int] = (0, 0)  # the day
    times: tuple[int, int] = (0, 0)  # the time of day, where the label gives one
    false_dates: int = 0  # wrong, or given where the page shows none
    authors: tuple[int, int] = (0, 0)
    summaries: tuple[int, int] = (0, 0)

    def falls(self, before: Line) -> list[str]:
        """Describe in what the page is worse than its line before; an empty list where it is not."""
        return [
            f"{name} {_cell(getattr(self, name))}, before {_cell(getattr(before, name))}"
            for name, worth in self._worth(before.stage)
            if worth < before._worth_of(name)
        ]

    def _worth(self, stage: str) -> Iterator[tuple[str, int]]:
        """What can be compared with a line of that stage: a page that was refused had nothing false."""
        for name in COLUMNS:
            if name in ("extra", "false_dates") and self.stage != stage:
                continue
            yield name, self._worth_of(name)

    def _worth_of(self, name: str) -> int:
        value = getattr(self, name)
        if isinstance(value, str):
            return STAGES.index(value)
        return int(value[0] if isinstance(value, tuple) else -value)


COLUMNS = [field.name for field in fields(Line)][1:]


# --- one page ---


def read_page(folder: Path) -> Line:
    """Read one page of the corpus and compare it with its label."""
    label = json.loads((folder / "expected.json").read_text("utf-8"))
    try:
        feed = feedkit.parse((folder / "page.html").read_bytes(), url=label["page_url"])
        found = feedkit.finish(feed, now=NOW).entries
    except NoEntriesError:
        found = ()
    return compare(folder.name, label["entries"], found)


def compare(page: str, labels: list[dict[str, Any]], found: Iterable[Entry]) -> Line:
    """Compare the entries found on a page with the labelled ones."""
    found = list(found)
    if not labels:
        return Line(page=page, stage="false list" if found else "none", extra=len(found))
    pairs = list(_pairs(labels, found))
    dates = [_date_is_right(label["date"], entry.published) for label, entry in pairs if label["date"]]
    counts: dict[str, Any] = {
        "entries": (len(pairs), len(labels)),
        "extra": len(found) - len(pairs),
        "titles": (sum(_fold(one["title"]) == _fold(entry.title) for one, entry in pairs), len(labels)),
        "dates": (sum(map(bool, dates)), sum(bool(one["date"]) for one in labels)),
        "times": (
            sum(_time_is_right(one["date"], entry.published) for one, entry in pairs),
            sum(_has_time(one["date"]) for one in labels),
        ),
        "false_dates": dates.count(False) + sum(_is_invented(*pair) for pair in pairs),
        "authors": (
            sum(_same_people(one["author"], entry) for one, entry in pairs),
            sum(bool(one["author"]) for one in labels),
        ),
        "summaries": (
            sum(_same_summary(one["summary"], entry) for one, entry in pairs),
            sum(bool(one["summary"]) for one in labels),
        ),
    }
    return Line(page=page, stage=_stage(len(found), **counts), **counts)


def _stage(
    found: int,
    *,
    entries: tuple[int, int],
    extra: int,
    titles: tuple[int, int],
    dates: tuple[int, int],
    false_dates: int,
    **_: object,
) -> str:
    right, labelled = entries
    if not found:
        return "refused"
    if 2 * right < labelled:
        return "other list"
    if right < labelled or extra:
        return "items"
    if titles[0] < titles[1]:
        return "titles"
    return "dates" if dates[0] < dates[1] or false_dates else "whole"


def _pairs(labels: list[dict[str, Any]], found: list[Entry]) -> Iterator[tuple[dict[str, Any], Entry]]:
    """Each label with the entry of its address; of several, with the one that has its title."""
    left: dict[str, list[Entry]] = {}
    for entry in found:
        left.setdefault(_address(entry.url or entry.id), []).append(entry)
    for label in labels:
        if same := left.get(_address(label["url"])):
            same.sort(key=lambda entry: _fold(entry.title) != _fold(label["title"]))
            yield label, same.pop(0)


def _address(url: str | None) -> str:
    """An address without what servers make no difference of."""
    parts = urlsplit(url or "")
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"(/index)?(\.html?)?/?$", "", unquote(parts.path))
    return "\n".join((host, path, unquote(parts.query), unquote(parts.fragment)))


def _fold(text: str | None) -> str:
    visible = re.sub("[\u00ad\u200b-\u200f\ufeff]", "", normalize("NFKC", text or ""))
    return " ".join(visible.split()).lower()


def _words(text: str | None) -> list[str]:
    """Words; of languages that have no blanks between them, letters."""
    return re.findall(r"[\u3040-\u9fff\uac00-\ud7af]|[^\W\u3040-\u9fff\uac00-\ud7af]+", _fold(text))


# --- fields ---


def _date_is_right(label: str, found: datetime | None) -> bool | None:
    """Whether the day is right, or the instant in another zone; None where no date was found."""
    if found is None:
        return None
    wanted = datetime.fromisoformat(label)
    return found.date() == wanted.date() or (wanted.tzinfo is not None and found == wanted)


def _has_time(label: str | None) -> bool:
    return label is not None and "T" in label


def _time_is_right(label: str | None, found: datetime | None) -> bool:
    if label is None or found is None or not _has_time(label):
        return False
    wanted, found = datetime.fromisoformat(label), found.replace(second=0, microsecond=0)
    wanted = wanted.replace(second=0, microsecond=0)
    return found == wanted if wanted.tzinfo else found.replace(tzinfo=None) == wanted


def _is_invented(label: dict[str, Any], entry: Entry) -> bool:
    """Return whether the entry has a date that neither the page shows nor the entry's address names."""
    if label["date"] or not entry.published:
        return False
    numbers = "".join(number.zfill(2) for number in re.findall(r"\d+", unquote(label["url"])))
    return f"{entry.published:%Y%m%d}" not in numbers


def _same_people(label: str | None, entry: Entry) -> bool:
    found = " ".join(person.name for person in entry.authors)
    return bool(label) and Counter(_words(label)) - Counter(["and"]) == Counter(_words(found)) - Counter(
        ["and"]
    )


def _same_summary(label: str | None, entry: Entry) -> bool:
    found = entry.summary or re.sub(r"<[^>]+>", " ", entry.content or "")
    wanted = Counter(_words(label)[:MAX_SUMMARY_WORDS])
    return bool(label) and (wanted & Counter(_words(found))).total() >= MIN_SHARE_OF_SUMMARY * wanted.total()


# --- the table ---


def read_corpus() -> dict[str, Line]:
    """Read all pages of the corpus."""
    return {path.parent.name: read_page(path.parent) for path in sorted(CORPUS.glob("*/expected.json"))}


def read_table(text: str) -> dict[str, Line]:
    """Read the lines of the table, by page."""
    head, *rows = (row.split("\t") for row in text.splitlines())
    return {
        row[0]: Line(**{name: _value(cell) for name, cell in zip(head, row, strict=True)}) for row in rows
    }


def write_table(lines: Iterable[Line]) -> str:
    """Write the table, sorted by page."""
    rows = [
        (line.page, *(_cell(getattr(line, name)) for name in COLUMNS))
        for line in sorted(lines, key=lambda line: line.page)
    ]
    return "".join("\t".join(row) + "\n" for row in (("page", *COLUMNS), *rows))


def accepted(before: dict[str, Line], now: dict[str, Line], names: Iterable[str]) -> dict[str, Line]:
    """Return the new table: a page that is worse keeps its line unless it is named."""
    return {
        name: before[name] if name in before and line.falls(before[name]) and name not in names else line
        for name, line in now.items()
    }


def fallen(before: dict[str, Line], now: dict[str, Line]) -> list[str]:
    """Describe the pages that are worse than their lines."""
    falls = {name: now[name].falls(line) for name, line in before.items() if name in now}
    return [f"{name}: {'; '.join(words)}" for name, words in falls.items() if words]


def _cell(value: object) -> str:
    return "{}/{}".format(*value) if isinstance(value, tuple) else str(value)


def _value(cell: str) -> Any:
    if re.fullmatch(r"\d+/\d+", cell):
        right, _, labelled = cell.partition("/")
        return int(right), int(labelled)
    return int(cell) if cell.isdecimal() else cell


def main(*names: str) -> int:
    now = read_corpus()
    if not now:
        print(f"there are no labelled pages, as {CORPUS} is missing")
        return 1
    if unknown := [name for name in names if name not in now]:
        print(f"the corpus has no page {', '.join(unknown)}")
        return 1
    before = read_table(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    table = accepted(before, now, names)
    TABLE.write_text(write_table(table.values()), "utf-8")
    worse = fallen(table, now)
    for line in worse:
        print(line)
    changed = sum(table.get(name) != before.get(name) for name in table.keys() | before.keys())
    print(f"{changed} lines changed; {len(worse)} pages are worse and keep their lines")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
