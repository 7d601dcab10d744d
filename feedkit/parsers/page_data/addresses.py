"""Which value of a row is the address of its page: a whole one, or what the page's own links end in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from feedkit.parsers.data.columns import API, Path
from feedkit.parsers.data.names import ENTITIES, TIERS, plain_name
from feedkit.values.urls import absolute_url, split_url

MAX_ROWS_SEARCHED = 40
MAX_VALUES_SEARCHED = 400  # in one row
MAX_DEPTH = 5  # steps to an address in a row
MAX_ENDINGS = 4  # of one address: "c", "b/c", "a/b/c"…
MIN_SHARE = 0.5  # of the rows, whose values a column must have
MIN_SHARE_OF_ADDRESSES = 0.7  # of the addresses in a column, that must differ
MIN_LINKED = 2  # addresses of a column that the page links to, where they are fewer than that share
MIN_ID_LENGTH = 3  # characters of a value that is no slug by name
FILE = re.compile(
    r"\.(?:avif|css|gif|ico|jpe?g|js|json|m3u8|m4a|mp3|mp4|pdf|png|svg|webm|webp|xml)(?:[?#]|$)", re.I
)
ADDRESS = re.compile(r"(?:https?:/)?/[^\s{}]+")
MAIN_PAGE = "mainentityofpage"
CLOSING = re.compile(r"(?:/|\.(?:html?|php|aspx?))$")
MAX_CLOSING_LENGTH = 5  # characters: ".html"
SEVERAL_WORDS = re.compile(r"\w[-_]\w|\d")
PHRASE = re.compile(r"[^\W\d_]{2,}[-_][^\W\d_]{2,}")  # of letters, as slugs of titles are
MAX_SEGMENTS = 6  # of an address in parts: ["blog", "2025", "my-post"]
BOUNDARY = re.compile(r"[/=]")
ROUTES = frozenset("fullpath pagepath path pathname relativeurl route to urlpath".split())
OTHER_THINGS = ENTITIES - {"content", "data"}


class Pattern(NamedTuple):
    """What stands around a slug in an address: "https://mill.example/blog/" and "/"."""

    before: str
    after: str


class Links:
    """The addresses that a page links to and how they end, worked out when first asked for."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._addresses = addresses

    @cached_property
    def whole(self) -> AbstractSet[str]:
        """The addresses, without fragments."""
        return {address.partition("#")[0]: None for address in self._addresses}.keys()

    @cached_property
    def _by_ending(self) -> dict[str, list[Pattern]]:
        found: dict[str, list[Pattern]] = {}
        for address in self.whole:
            closing = CLOSING.search(address, max(len(address) - MAX_CLOSING_LENGTH, 0))
            core = address[: closing.start()] if closing else address
            host_ends = core.find("/", core.find("//") + 2)
            starts = [boundary.end() for boundary in BOUNDARY.finditer(core, max(host_ends, 0))]
            for start in starts[-MAX_ENDINGS:]:
                pattern = Pattern(core[:start], address[len(core) :])
                found.setdefault(unquote(core[start:]), []).append(pattern)
        return found

    def pattern(self, values: Iterable[str]) -> tuple[Pattern | None, int]:
        """Return what stands around most of some values in the links, and around how many."""
        counts: Counter[Pattern] = Counter()
        for value in dict.fromkeys(values):
            counts.update(self._by_ending.get(value, ()))
        return counts.most_common(1)[0] if counts else (None, 0)


def address_path(rows: Sequence[Mapping[str, object]], links: Links, base: str | None) -> Path | None:
    """Return the path in rows of the addresses of their pages; None where no value is one.

    Addresses are those that the page links to; else those on the page's own site, the nearest to the row.
    """
    best: tuple[tuple[float, bool, int, int], Path] | None = None
    for path, values in _columns(rows, base).items():
        if len(values) < MIN_SHARE * min(len(rows), MAX_ROWS_SEARCHED):
            continue
        if len(set(values)) < MIN_SHARE_OF_ADDRESSES * len(values):
            continue
        linked = len(links.whole & set(values))
        own = all(_is_on(base, value) for value in values)
        enough = linked >= min(MIN_LINKED, MIN_SHARE * len(values))
        rank = (linked / len(values) if enough else 0.0, own, _named(path), -len(path))
        if (rank[2] or rank[0]) and (best is None or rank > best[0]):
            best = rank, path
    return best[1] if best else None


def _columns(rows: Sequence[Mapping[str, object]], base: str | None) -> dict[Path, list[str]]:
    """The absolute addresses at each path of some rows."""
    found: dict[Path, list[str]] = {}
    for row in islice(rows, MAX_ROWS_SEARCHED):
        for path, text in islice(_texts(row, ()), MAX_VALUES_SEARCHED):
            if ADDRESS.fullmatch(text) and not FILE.search(text) and not API.search(text):
                address = absolute_url(text, base)
                if address:
                    found.setdefault(path, []).append(address.partition("#")[0])
    return found


def _texts(value: Mapping[str, object], path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the texts in an object with their paths, without those of other things: pictures, people."""
    for key, one in value.items():
        if isinstance(one, str):
            if plain_name(key) not in OTHER_THINGS:
                yield (*path, key), one
        elif isinstance(one, dict) and len(path) < MAX_DEPTH - 1 and plain_name(key) not in OTHER_THINGS:
            yield from _texts(one, (*path, key))


def _named(path: Path) -> int:
    """Return 2 for a path that ends in a name of addresses, 1 for one of JSON-LD's names of pages, else 0.

    A slug may be only the end of an address.
    """
    name = plain_name(str(path[-1]))
    return 2 if name in TIERS["url"] or name in ROUTES else int(path[-1] == "@id" or name == MAIN_PAGE)


def _is_on(base: str | None, address: str) -> bool:
    return split_url(address).hostname == split_url(base or "").hostname


def ending_path(
    rows: Sequence[Mapping[str, object]], slugs: Sequence[Path], links: Links
) -> tuple[Path, Pattern] | None:
    """Return the path in rows of what the page's links end in, and what stands around it there.

    Two links that end in slugs say how all addresses are made, or one that ends in a slug of several words:
    another page may be called "news" too. Of values that are no slugs by their names two must be phrases, or
    half of the rows must be linked, such as numbers.
    """
    found: tuple[int, Path, Pattern] | None = None
    columns: dict[Path, list[str]] = {}
    for row in islice(rows, MAX_ROWS_SEARCHED):
        for path, value in islice(_scalars(row, ()), MAX_VALUES_SEARCHED):
            columns.setdefault(path, []).append(value)
    for path, values in columns.items():
        if len(set(values)) < len(values):
            continue
        pattern, count = links.pattern(value for value in values if len(value) >= MIN_ID_LENGTH)
        if path in slugs:
            enough = count > 1 or (count == 1 and links.pattern(filter(SEVERAL_WORDS.search, values))[1] == 1)
        else:
            enough = count >= max(2, MIN_SHARE * min(len(rows), MAX_ROWS_SEARCHED)) or (
                links.pattern(filter(PHRASE.search, values))[1] > 1
            )
        if pattern and enough and (found is None or count > found[0]):
            found = count, path, pattern
    return found[1:] if found else None


def _scalars(value: Mapping[str, object], path: Path) -> Iterator[tuple[Path, str]]:
    """Yield what may end an address in an object: short texts without blanks, whole numbers, segments."""
    for key, one in value.items():
        text = ending(one)
        if text:
            yield (*path, key), text
        elif isinstance(one, dict) and len(path) < 2 and plain_name(key) not in OTHER_THINGS:
            yield from _scalars(one, (*path, key))


def ending(value: object) -> str:
    """Return a value as links end in it; "" for what is no part of an address."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if (
        isinstance(value, list)
        and 0 < len(value) <= MAX_SEGMENTS
        and all(isinstance(one, str) for one in value)
    ):
        value = "/".join(value)
    if not isinstance(value, str) or not 0 < len(value) < 300 or any(sign in value for sign in " \n<>"):
        return ""
    return value.strip("/")
