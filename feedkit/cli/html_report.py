"""A reading as one page for a browser: what the source shows, marked, beside what became of it.

The page is whole in itself: it holds no script, loads nothing, and forbids both, as what it shows may come
from anyone.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path

from feedkit import writers
from feedkit.cli.phrasing import counted, day, readable
from feedkit.errors import InvalidFeedError
from feedkit.formats import DEFAULT, DEFAULTS, FORMATS, FormatName
from feedkit.model import Entry, Feed, Tag
from feedkit.parsers.reading import Reading, Run, Shown
from feedkit.values.printable import printable

STYLE = Path(__file__).with_name("report.css").read_text("utf-8")
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
LEGEND = ("title", "published", "updated", "authors", "summary", "url")

CELLS = {
    "entry": "narrow",
    "list": "narrow",
    "entries": "narrow",
    "date": "narrow",
    "authors": "",
    "tags": "",
}
MAX_LINES = 12  # outside of lists, that are shown unfolded

Line = tuple[Run, ...]


def html_report(reading: Reading, finished: Feed) -> str:
    """The page.

    Args:
        reading: what was read.
        finished: its feed as it is written.
    """
    title = reading.feed.title or "(no title)"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(f'feedkit: {title}')}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{_header(reading)}<main>\n"
        f'<div class="page">\n{_page(reading.shown())}</div>\n'
        f'<div class="found">\n{"".join(_found(reading))}{_documents(finished)}</div>\n'
        "</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    """Any text as text, in content and in attributes."""
    return escape(printable(text))


def _link(url: str, text: str) -> str:
    """A link to the web; what is none stays text."""
    if not url.startswith(("http://", "https://")):
        return _text(text)
    return f'<a href="{_text(url)}" rel="noopener noreferrer">{_text(text)}</a>'


def _header(reading: Reading) -> str:
    feed = reading.feed
    location = f" in {reading.where}" if reading.where else ""
    lines = [_text(f"{counted(len(feed.entries))}{location}, read as {reading.format}")]
    if feed.url:
        lines.insert(0, _link(feed.url, readable(feed.url)))
    if reading.confidence is not None:
        lines.append(_text(f"Confidence {reading.confidence:.2f}: {'; '.join(reading.reasons)}"))
    if reading.doubts:
        lines.append(_text(f"But {'; '.join(reading.doubts)}"))
    rows = "".join(f"<p>{line}</p>\n" for line in lines)
    return f'<header>\n<h1 dir="auto">{_text(feed.title or "(no title)")}</h1>\n{rows}</header>\n'


# --- the source ---


def _page(shown: Shown) -> str:
    if not shown:
        return "<h2>The source</h2>\n<p>The positions of fields are known for HTML pages only.</p>\n"
    there = {name for line in shown for run in line for name in run.fields}
    kinds = "".join(f'<span><mark class="{name}">{name}</mark></span>' for name in LEGEND if name in there)
    return f'<h2>What the page shows</h2>\n<p class="legend">{kinds}</p>\n{"".join(_blocks(shown))}'


def _blocks(shown: Shown) -> Iterator[str]:
    """The lines of one entry, or of one other list, together in a box."""
    seen: set[int] = set()
    for (entry, rival), group in groupby(shown, key=_owner):
        lines = list(group)
        inner = "".join(map(_line, lines))
        if entry:
            anchor = f' id="shown-{entry}"' if entry not in seen else ""
            seen.add(entry)
            number = f'<a class="number" href="#entry-{entry}">{entry}</a>'
            yield f'<div class="entry"{anchor}>{number}\n{inner}</div>\n'
        elif rival:
            label = f'<a class="label" href="#list-{rival}">other list {rival}, not taken</a>'
            yield f'<div class="rival">{label}\n{inner}</div>\n'
        elif len(lines) > MAX_LINES and not any(run.entry for line in lines for run in line):
            yield f'<details class="apart"><summary>{len(lines)} other lines</summary>\n{inner}</details>\n'
        else:
            yield f'<div class="apart">\n{inner}</div>\n'


def _owner(line: Line) -> tuple[int, int]:
    """The entry, or the other list, that a whole line belongs to; 0 for none or several."""
    owners = {(run.entry, run.rival) for run in line if run.text.strip()}
    return owners.pop() if len(owners) == 1 else (0, 0)


def _line(line: Line) -> str:
    several = len({run.entry for run in line if run.text.strip()}) > 1
    return f'<p class="line" dir="auto">{"".join(_run(run, several) for run in line)}</p>\n'


def _run(run: Run, several: bool) -> str:
    """A run with its mark; in a line of several entries with its entry's number too."""
    text = _text(run.text)
    if run.fields and run.text.strip():
        name = ", ".join(run.fields)
        classes = " ".join(run.fields)
        text = f'<mark class="{classes}" title="{name} of entry {run.entry}">{text}</mark>'
    if several and run.entry and run.text.strip():
        return f'<span class="one"><sup>{run.entry}</sup>{text}</span>'
    return text


# --- what became of it ---


def _found(reading: Reading) -> Iterator[str]:
    feed, linked = reading.feed, bool(reading.shown())
    yield _table("Entries", _columns(feed.entries, linked))
    fields = {
        "field": [_text(one.field) for one in reading.fields],
        "where": [_text(one.where) for one in reading.fields],
        "entries": [str(one.entries) for one in reading.fields],
    }
    yield _table("Where each field was found", fields)
    problems = {
        "where": [_text(one.where or "the feed") for one in reading.problems],
        "why": [_text(one.message) for one in reading.problems],
    }
    yield _table("Left out, and why", problems)
    rivals = {
        "list": [f'<span id="list-{number}">{number}</span>' for number, _ in enumerate(reading.rivals, 1)],
        "entries": [str(one.entries) for one in reading.rivals],
        "where": [_text(one.where) for one in reading.rivals],
        "first title": [_text(one.sample) for one in reading.rivals],
        "why not": [_text(one.reason) for one in reading.rivals],
    }
    yield _table("Other lists, not taken", rivals)


def _columns(entries: Sequence[Entry], linked: bool) -> dict[str, list[str]]:
    """Return the entries in columns, `linked` to where they stand on the page, if that is known."""
    numbers = range(1, len(entries) + 1)
    numbered = [f'<a href="#shown-{n}">{n}</a>' if linked else str(n) for n in numbers]
    return {
        "entry": [f'<span id="entry-{n}">{text}</span>' for n, text in zip(numbers, numbered, strict=True)],
        "date": [_text(day(entry.published or entry.updated)) for entry in entries],
        "title": [_title(entry) for entry in entries],
        "authors": [_text(", ".join(person.name for person in entry.authors)) for entry in entries],
        "tags": [_text(", ".join(map(_name, entry.tags))) for entry in entries],
    }


def _title(entry: Entry) -> str:
    address = f'<small><bdi dir="ltr">{_text(readable(entry.url))}</bdi></small>' if entry.url else ""
    return _link(entry.url or "", entry.title or "(no title)") + address


def _name(tag: str | Tag) -> str:
    return tag if isinstance(tag, str) else tag.name


def _table(title: str, columns: dict[str, list[str]]) -> str:
    """A table of cells in HTML; columns with nothing in them are left out, and so is a table of none."""
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    if not filled:
        return ""
    head = "".join(f"<th>{name}</th>" for name in filled)
    cells = {name: f'<td class="{CELLS.get(name, "wide")}" dir="auto">' for name in filled}
    rows = "".join(
        "<tr>"
        + "".join(f"{cells[name]}{cell}</td>" for name, cell in zip(filled, row, strict=True))
        + "</tr>\n"
        for row in zip(*filled.values(), strict=True)
    )
    return (
        f'<section>\n<h2>{title}</h2>\n<div class="scroll"><table>\n<tr>{head}</tr>\n{rows}</table></div>\n'
        "</section>\n"
    )


def _documents(feed: Feed) -> str:
    """The feed in each format, or why there is none."""
    parts = "".join(_document(feed, name) for name in DEFAULTS)
    return f"<section>\n<h2>The feed</h2>\n{parts}</section>\n"


def _document(feed: Feed, name: FormatName) -> str:
    try:
        written = writers.write(feed, name).decode()
    except InvalidFeedError as error:
        written = str(error)
    opened = " open" if name == DEFAULT else ""
    return f"<details{opened}><summary>{FORMATS[name].label}</summary><pre>{_text(written)}</pre></details>\n"
