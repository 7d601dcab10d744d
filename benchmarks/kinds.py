"""Made-up pages of kinds that the corpus has few of: courts, forums, shops, jobs, timetables, manuals.

`kinds.toml` has the markup of each kind, learnt from pages of that kind, with made-up words. Each is put into
several surroundings: alone, or with menus, side columns of news, footers and pagers that vary with its name.
A third of the kinds is held back: nobody looks at what of them is read wrongly, so their share says what a
change is worth.

    python -m benchmarks.kinds
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from zlib import crc32

import feedkit
from feedkit import NoEntriesError

KINDS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
VARIANTS = 4  # of each kind: alone, and in three surroundings
HELD_BACK = 3  # one in so many kinds
FIRST_DAY, FIRST_SIDE_DAY = date(2026, 11, 12), date(2026, 11, 18)
MIN_SIDE = 3  # news beside a list


def main() -> None:
    """Print how many pages are read right, and those of the kinds that are not held back that are not."""
    counts: Counter[str] = Counter()
    for page in pages():
        group = f"{'held back' if page.is_held_back else 'open'}, {'lists' if page.entries else 'nothing'}"
        is_right = is_read_right(page)
        counts[group] += 1
        counts[f"{group}, right"] += is_right
        if not is_right and not page.is_held_back:
            print(page.name)
    for group, count in sorted(counts.items()):
        print(f"{group}: {count}")


def is_read_right(page: KindPage) -> bool:
    """Return whether the entries that are found are those of the page."""
    try:
        found = feedkit.parse(page.html, url=page.url).entries
    except NoEntriesError:
        found = ()
    return sorted(entry.url or "" for entry in found) == sorted(page.entries)


@dataclass(frozen=True, slots=True)
class KindPage:
    """A page of one kind, and the addresses of its entries; none where it lists nothing."""

    name: str
    is_held_back: bool
    html: str
    url: str
    entries: tuple[str, ...]


def pages() -> Iterator[KindPage]:
    """Every page of every kind."""
    for kind in KINDS["list"]:
        items = _items(kind)
        body, base = _body(kind, items), kind["page"]
        entries = tuple(urljoin(base, item["url"]) for item in items)
        title = kind.get("title") or KINDS["headings"][kind["titles"]]
        yield from _pages(kind, title, body, base, entries)
    for kind in KINDS["nothing"]:
        yield from _pages(kind, kind["title"], kind["body"], "https://town.example/page", ())


def _pages(
    kind: dict[str, Any], title: str, body: str, url: str, entries: tuple[str, ...]
) -> Iterator[KindPage]:
    """A page of each variant."""
    held_back = crc32(kind["name"].encode()) % HELD_BACK == 0
    for variant in range(VARIANTS):
        html = _surrounded(title, body, f"{kind['name']} {variant}" if variant else "")
        yield KindPage(f"{kind['name']} {variant}", held_back, html, url, entries)


def _items(kind: dict[str, Any], first: date = FIRST_DAY, start: int = 0) -> list[dict[str, Any]]:
    """What the rows of a list are filled in with, the newest first."""
    items: list[dict[str, Any]] = []
    people, texts, titles = KINDS["people"], KINDS["texts"], KINDS["titles"][kind["titles"]]
    step, day = kind.get("step", 5), first
    for number in range(kind.get("count", 10)):
        title = titles[(start + number) % len(titles)]
        item = {
            "number": number + 1,
            "title": escape(title),
            "day": day,
            "id": 48211 - 17 * number,
            "slug": "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split()),
            "hash": f"{crc32(title.encode()):08x}"[:7],
            "person": people[(start + 3 * number) % len(people)],
            "text": texts[(start + number) % len(texts)],
            "topic": ("Roads", "Culture", "Schools", "Health")[number % 4],
            "few": number % 4,
            "small": (37 * number + 11) % 90 + 2,
            "large": (731 * number + 95) % 4000 + 60,
            "hour": 9 + number % 9,
            "price": f"{13 * number % 80 + 9}.{7 * number % 10}0",
        }
        item["picture"] = f"/img/{item['slug']}.jpg"
        item["url"] = kind["address"].format(**item)
        items.append(item)
        day -= timedelta(days=1 + (7 * number + step) % (2 * step))
    return items


def _body(kind: dict[str, Any], items: Sequence[dict[str, Any]]) -> str:
    """The list itself."""
    row = kind["row"]
    if "group" not in kind:
        rows = "".join(row.format(**item) for item in items)
    else:
        rows = ""
        for group, members in groupby(items, lambda item: format(item["day"], kind["group"])):
            first, *others = members
            inner = "".join(row.format(**item) for item in (first, *others))
            heading = kind["heading"].format(group=group, **first)
            rows += heading + kind.get("around_group", "{}").replace("{}", inner)
    return str(kind.get("around", "{}").replace("{}", rows))


def _surrounded(title: str, body: str, seed: str) -> str:
    """A page around a body; without a seed there is nothing else on it."""

    def pick(what: str) -> str:
        options: list[str] = KINDS["surroundings"][what]
        return options[crc32(f"{seed} {what}".encode()) % len(options)]

    main = f"<h1>{title}</h1>{body}"
    if seed:
        main = f"{pick('intro')}{main}{pick('pager')}"
        main = pick("columns").replace("{main}", main).replace("{side}", _side(pick))
        main = f"{pick('menu')}{main}{pick('foot')}"
    return f'<html lang="en"><head><title>{title}</title></head><body>{main}</body></html>'


def _side(pick: Callable[[str], str]) -> str:
    """What stands beside a list: news, more often than not with dates, and other boxes."""
    markup, box, other = pick("side_row"), pick("box"), pick("other_box")
    count = MIN_SIDE + crc32(markup.encode()) % MIN_SIDE
    kind = {"titles": pick("side_titles"), "address": pick("side_address"), "count": count}
    rows = "".join(markup.format(**item) for item in _items(kind, FIRST_SIDE_DAY, start=7))
    news = box.format(heading=pick("box_heading"), body=f"<ul>{rows}</ul>" if markup[:3] == "<li" else rows)
    return (box.format(heading="Sections", body=other) if other else "") + news


if __name__ == "__main__":
    main()
