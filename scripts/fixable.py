"""Which labelled pages that are read wrongly come out right with one --like, or with two lines of recipe.

    python -m scripts.fixable FOLDER           prints the section of docs/accuracy.md
    python -m scripts.fixable FOLDER --write   replaces it
    python -m scripts.fixable FOLDER --pages   names each page, with what made it right

FOLDER holds one folder a page (page.html, site.json, expected.json), and score.py, which says what is right.
What is tried is what a person would try who sees the page and what came of it: the title or the link of an
entry that is missing, or of the first or the last one; CSS of the elements that hold the entries; then a line
for the field that is still wrong. On pages that are right already, --like with any entry must change nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import feedkit
from benchmarks.accuracy import score_of
from feedkit.errors import FeedkitError
from feedkit.parsers.html.drafting import selectors_of, short_names
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.soup import Soup
from feedkit.parsers.likeness import comparable_address, folded
from feedkit.values.decoding import source_text

DOCUMENT = Path(__file__).parents[1] / "docs" / "accuracy.md"
HEADING = "## What a word of the reader fixes"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
MAX_TRIES = 60  # of first lines, and of second lines for each
MAX_LEVELS = 8  # of elements around an entry's link
MAX_SELECTORS = 6  # of one level
MAX_LINES = 24  # of one field
MAX_FIRST_LINES = 3  # the best, to which a second one is added
STAGES = ("refused", "other list", "items", "titles", "dates", "whole")
DATE_SETTINGS: tuple[dict[str, Any], ...] = (
    {"year": "newest-first"},
    {"year": "heading"},
    {"year": "url"},
    {"order": "dmy"},
    {"order": "mdy"},
)

Steering = dict[str, Any]  # arguments of feedkit.parse: recipe, or like


@dataclass(frozen=True)
class Labelled:
    """One page, and what is right."""

    name: str
    content: bytes
    site: dict[str, Any]
    wanted: dict[str, Any]
    folder: Path

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The entries that are right."""
        found: list[dict[str, Any]] = self.wanted["entries"]
        return found

    def read(self, **steering: Any) -> tuple[int, int, list[Any]]:
        """Return how far a reading is right (a stage, and how many entries it has), and its entries."""
        try:
            feed = feedkit.parse(self.content, url=self.site["page_url"], now=None, **steering)
        except FeedkitError:
            return 0, 0, []
        entries = feedkit.finish(feed, now=NOW).entries
        rows = [
            {
                "url": one.url or one.id,
                "title": one.title,
                "date": one.published.isoformat() if one.published else None,
                "author": None,
                "summary": None,
            }
            for one in entries
        ]
        row = scores(self.folder)(self.site, self.wanted, {"entries": rows})
        return STAGES.index(_stage(row)), row["hit"] - abs(row["got"] - row["exp"]), list(entries)


@cache
def scores(folder: Path) -> Any:
    """Return what scores a page, as score.py of the folder has it."""
    return score_of(folder)


def _stage(row: dict[str, Any]) -> str:
    """Return where a page fails first, as score.py says."""
    if not row["got"]:
        return "refused"
    if row["hit"] * 2 < row["exp"]:
        return "other list"
    if not row["hit"] == row["exp"] == row["got"]:
        return "items"
    if row["title"] < row["hit"]:
        return "titles"
    return "dates" if row["date_ok"] < row["date_exp"] or row["invented"] else "whole"


WHOLE = STAGES.index("whole")
HOW = ("none needed", "--like", "one line", "two lines", "nothing")


def fixed_by(page: Labelled) -> tuple[str, Steering]:
    """Return what makes a page right: "--like", "one line", "two lines" or "nothing", and how."""
    stage, _, entries = page.read()
    if stage == WHOLE:
        return "none needed", {}
    for like in _likes(page, entries):
        if page.read(like=[like])[0] == WHOLE:
            return "--like", {"like": [like]}
    tried: list[tuple[tuple[int, int], Steering, list[Any]]] = [((stage, 0), {}, entries)]
    for recipe in islice(_first_lines(page, entries), MAX_TRIES):
        stage, count, found = page.read(recipe=recipe)
        if stage == WHOLE:
            return "one line", recipe
        tried.append(((stage, count), recipe, found))
    tried.sort(key=lambda one: one[0], reverse=True)
    for _, recipe, _found in tried[:MAX_FIRST_LINES]:
        for line in islice(_second_lines(page, recipe), MAX_TRIES):
            both = recipe | line
            if page.read(recipe=both)[0] == WHOLE:
                return ("two lines" if recipe else "one line"), both
    return "nothing", tried[0][1]


def _likes(page: Labelled, found: Sequence[Any]) -> Iterator[str]:
    """Yield the titles and links that a person would give: of entries that are missing, then of any."""
    known = {folded(entry.title or "") for entry in found}
    missing = [one for one in page.entries if folded(one["title"] or "") not in known]
    chosen = [*missing[:3], *missing[-1:], page.entries[0], page.entries[-1]]
    for one in {id(one): one for one in chosen}.values():
        yield from (text for text in (one["title"], one["url"]) if text)


# --- recipes ---


def _first_lines(page: Labelled, found: Sequence[Any]) -> Iterator[Steering]:
    """Yield recipes of one line: CSS of elements around the entries' links or titles, then fields alone."""
    tree = Page(source_text(page.content).text, page.site["page_url"], show_hidden=True)
    soup = Soup(tree)
    seen = set()
    for nodes in _columns(page, tree):
        for css in islice(selectors_of(nodes, soup), MAX_SELECTORS):
            if css not in seen:
                seen.add(css)
                yield {"entry": css}
    if len(found) == len(page.entries):
        yield from _second_lines(page, {})


def _columns(page: Labelled, tree: Page) -> Iterator[list[Node]]:
    """Yield elements for all entries, one each: their links or titles, and what is around them alone."""
    holders = [_holders(one, tree) for one in page.entries]
    if not all(holders):
        return
    for starts in _alike(holders):
        own = [{node.index for node in row} for row in holders]
        paths = [_path(start, own, number) for number, start in enumerate(starts)]
        for level in range(MAX_LEVELS):
            yield _distinct([path[min(level, len(path) - 1)] for path in paths])
        yield _distinct([path[-1] for path in paths])


def _alike(holders: Sequence[Sequence[Node]]) -> Iterator[list[Node]]:
    """Yield one element for each entry: one with a name that all have, then the first, then the last."""
    names = Counter(name for row in holders for name in {name for node in row for name in short_names(node)})
    for name, count in sorted(names.items(), key=lambda one: -len(one[0])):
        if count == len(holders):
            yield [next(node for node in row if name in short_names(node)) for row in holders]
            break
    yield [row[0] for row in holders]
    yield [row[-1] for row in holders]


def _distinct(nodes: Sequence[Node]) -> list[Node]:
    return sorted({node.index: node for node in nodes}.values(), key=lambda node: node.index)


def _path(start: Node, own: Sequence[set[int]], number: int) -> list[Node]:
    """Return an element and those around it that hold no other entry."""
    others = {index for other, indices in enumerate(own) if other != number for index in indices}
    others -= own[number]
    path = [start]
    for around in start.ancestors():
        if any(around.index <= index < around.end for index in others):
            break
        path.append(around)
    return path


def _holders(wanted: dict[str, Any], tree: Page) -> list[Node]:
    """Return the elements that lead to an entry's address; else those that show its title."""
    base = tree.head.base
    address = comparable_address(wanted["url"], base) if wanted["url"] else None
    links = [
        node
        for node in tree.nodes
        if node.attrs and "href" in node.attrs and comparable_address(node.get("href"), base) == address
    ]
    titled = [node for node in links if folded(tree.text(node.index, node.end))]
    if links:
        return titled or links
    title = folded(wanted["title"] or "")
    texts = [node for node in tree.nodes if node.tag == TEXT and folded(node.text) == title]
    return [node.parent for node in texts if node.parent is not None]


def _second_lines(page: Labelled, recipe: Steering) -> Iterator[Steering]:
    """Yield lines for what is still wrong: how far entries go, their titles, their dates."""
    if recipe:
        yield from ({"grow": True}, {"grow": False})
    stage, _, _ = page.read(recipe=recipe) if recipe else page.read()
    tree = Page(source_text(page.content).text, page.site["page_url"])
    if stage <= STAGES.index("titles"):
        titles = {folded(one["title"] or "") for one in page.entries}
        names = _names(tree, lambda node: folded(tree.text(node.index, node.end)) in titles)
        yield from ({"title": css} for css in islice(names, MAX_LINES))
    if not any(one["date"] for one in page.entries):
        yield {"published": False}
        return
    for css in islice(_names(tree, lambda node: _is_date(node, tree)), MAX_LINES):
        yield {"published": css}
    for css in islice(_names(tree, lambda node: _is_date(node, tree)), MAX_LINES):
        yield from ({"published": {"css": css, **setting}} for setting in DATE_SETTINGS)


def _is_date(node: Node, tree: Page) -> bool:
    return node.end - node.index < 8 and len(tree.text(node.index, node.end)) < 60 and node.tag not in ("a",)


def _names(tree: Page, test: Any) -> Iterator[str]:
    """Yield the selectors of the elements that pass a test, the commonest first."""
    counted: Counter[str] = Counter()
    for node in tree.nodes:
        if node.tag != TEXT and node.parent is not None and test(node):
            counted.update(short_names(node))
    yield from (css for css, _ in counted.most_common())


# --- like, on pages that are right ---


def changed_by_like(page: Labelled) -> list[str]:
    """Return the ways to write an example that do not find the list of a page that is right."""
    entries = page.entries
    first, last = entries[0], entries[-1]
    ways = {
        "title": last["title"],
        "other white space": "\n ".join((first["title"] or "").split()),
        "part of a title": " ".join((last["title"] or "").split()[:4]),
        "absolute link": first["url"],
        "relative link": _relative(last["url"], page.site["page_url"]),
    }
    return [name for name, like in ways.items() if like and page.read(like=[like])[0] != WHOLE]


def _relative(url: str | None, base: str) -> str | None:
    """Return the path of an address on the same host."""
    site = "/".join(base.split("/")[:3])
    return url.removeprefix(site) if url and url.startswith(f"{site}/") else url


# --- the section ---


def pages_of(folder: Path) -> list[Labelled]:
    """Return the labelled pages of a folder that list entries, without those whose label is disputed."""
    found = []
    for file in sorted(folder.glob("*/site.json")):
        site = json.loads(file.read_text("utf-8"))
        wanted = json.loads((file.parent / "expected.json").read_text("utf-8"))
        if wanted["entries"]:
            content = (file.parent / "page.html").read_bytes()
            found.append(Labelled(file.parent.name, content, site, wanted, folder))
    return found


@dataclass(frozen=True)
class Tried:
    """What became of one page: what fixed it, and the ways to write an example that lose its list."""

    name: str
    kind: str
    is_disputed: bool
    stage: str
    how: str
    what: Steering
    lost: Sequence[str]


def tried(page: Labelled) -> Tried:
    """Try everything on one page."""
    stage = STAGES[page.read()[0]]
    how, what = fixed_by(page)
    lost = changed_by_like(page) if how == "none needed" else []
    is_disputed = bool(page.site.get("debatable"))
    return Tried(page.name, str(page.site.get("kind")), is_disputed, stage, how, what, lost)


def section(rows: Sequence[Tried]) -> str:
    """Return the section of docs/accuracy.md."""
    lines = [
        HEADING,
        "",
        "`python -m scripts.fixable FOLDER --write` makes this section. On each labelled page that is",
        "read wrongly it tries what a person would: `--like` with the title or the link of one entry,",
        "then a recipe of one line, then of two.",
        "",
        f"| pages | in all | {' | '.join(HOW)} |",
        "|---" * (len(HOW) + 2) + "|",
    ]
    for name, is_disputed in (("labelled", False), ("whose label is disputed", True)):
        chosen = [row for row in rows if row.is_disputed == is_disputed]
        counts = Counter(row.how for row in chosen)
        lines.append(f"| {name} | {len(chosen)} | {' | '.join(str(counts[how]) for how in HOW)} |")
    right = [row for row in rows if row.how == "none needed"]
    lost = Counter(way for row in right for way in row.lost)
    unchanged = sum(not row.lost for row in right)
    lines += [
        "",
        f"On {unchanged} of the {len(right)} pages that are right, `--like` with one of their entries",
        "changes nothing, however it is written: its title, with other white space, or a part of it, its",
        "link, absolute or relative." + "".join(f" Lost by {way}: {count}." for way, count in lost.items()),
    ]
    left = [row for row in rows if row.how == "nothing"]
    if left:
        names = "; ".join(f"{row.kind.split(',')[0]} ({row.stage})" for row in left)
        lines += ["", f"Nothing of this fixes, with what is wrong first: {names}."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Try every page."""
    only = next(
        (one.removeprefix("--only=").split(",") for one in sys.argv if one.startswith("--only=")), None
    )
    pages = [page for page in pages_of(Path(sys.argv[1])) if only is None or page.name in only]
    rows = []
    with ProcessPoolExecutor(2) as pool:
        for row in pool.map(tried, pages):
            rows.append(row)
            if "--pages" in sys.argv and (row.how != "none needed" or row.lost):
                print(f"{row.name:28} {row.how:12} {row.what} {', '.join(row.lost)}", flush=True)
    made = section(rows)
    print(made)
    if "--write" in sys.argv:
        before, _, rest = DOCUMENT.read_text("utf-8").partition(f"{HEADING}\n")
        after = rest[rest.index("\n## ") + 1 :] if "\n## " in rest else ""
        DOCUMENT.write_text(before.rstrip() + "\n\n" + made + (f"\n{after}" if after else ""), "utf-8")


if __name__ == "__main__":
    main()
