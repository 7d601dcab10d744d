"""How addresses are made of the values in rows: "https://mill.example/posts/{slug}/"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from urllib.parse import unquote

from feedkit.parsers.data.columns import Path, Row, value_at
from feedkit.parsers.data.names import TIERS, plain_name
from feedkit.sources.answer_lists import MAX_VALUES, path_text, text_of_scalar, values_in

MIN_ROWS = 2  # whose addresses show how all are made
MAX_DATES = 4  # in one row, whose parts addresses may have
PART = re.compile(r"([/?&=])")
SEPARATORS = "-_."
BRACE = re.compile(r"[{}]")
DATE_PARTS = ("%Y", "%m", "%d", "%Y-%m-%d", "%Y%m%d")
ISO = re.compile(r"\d{4}-\d\d-\d\d")


def template_of(rows: Sequence[Row], addresses: Sequence[str]) -> str | None:
    """Return the text with paths in braces that makes each address out of its row; None if none makes all.

    Args:
        rows: with the values.
        addresses: absolute ones, one for each row.
    """
    if len(set(addresses)) < MIN_ROWS or BRACE.search("".join(addresses)):
        return None
    return _around_one_value(rows, addresses) or _of_several_values(rows, addresses)


def _around_one_value(rows: Sequence[Row], addresses: Sequence[str]) -> str | None:
    """Return the template whose only value stands in all addresses between the same texts."""
    first = unquote(addresses[0])
    for path, text in _ranked(rows[0]):
        before, found, after = first.rpartition(text)
        if not found or "//" not in before or before + after != unquote(before + after):
            continue
        values = [text_of_scalar(value_at(row, path)) for row in rows]
        if all(
            value and before + value + after == unquote(address)
            for value, address in zip(values, addresses, strict=True)
        ):
            return f"{before}{{{path_text(path)}}}{after}"
    return None


def _of_several_values(rows: Sequence[Row], addresses: Sequence[str]) -> str | None:
    """Return the template that makes each part of the addresses, in turn, out of values."""
    split = [PART.split(address) for address in addresses]
    if len({len(parts) for parts in split}) > 1:
        return None
    made: list[str] = []
    for column in zip(*split, strict=True):
        if len(set(column)) == 1:
            made.append(column[0])
            continue
        common = list(_explanations(unquote(column[0]), rows[0]))
        for part, row in zip(column[1:], rows[1:], strict=True):
            known = set(_explanations(unquote(part), row))
            common = [one for one in common if one in known]
        if not common:
            return None
        made.append(common[0])
    return "".join(made)


def _ranked(row: Row) -> list[tuple[Path, str]]:
    """The values of a row that may be in its address, slugs and ids first."""

    def rank(one: tuple[Path, str]) -> tuple[int, int]:
        name = plain_name(str(one[0][-1]))
        kind = next((n for n, field in enumerate(("slug", "url", "id")) if name in TIERS[field]), 3)
        return kind, len(one[0])

    values = ((path, text_of_scalar(value)) for path, value in islice(values_in(row), MAX_VALUES))
    usable = (
        one
        for one in values
        if one[1].strip() and "\n" not in one[1] and ":" not in (path_text(one[0]) or ":")
    )
    return sorted(usable, key=rank)


def _explanations(part: str, row: Row) -> Iterator[str]:
    """Yield the texts with paths in braces that make a part of an address out of a row."""
    values = _ranked(row)
    for path, text in values:
        before, found, after = part.partition(text)
        if found and not BRACE.search(before + after):
            yield f"{before}{{{path_text(path)}}}{after}"
    for path, text in islice(((p, t) for p, t in values if ISO.match(t)), MAX_DATES):
        with suppress(ValueError):
            day = date.fromisoformat(text[:10])
            yield from (f"{{{path_text(path)}:{kind}}}" for kind in DATE_PARTS if day.strftime(kind) == part)
    yield from _joined(part, values)


def _joined(part: str, values: Sequence[tuple[Path, str]]) -> Iterator[str]:
    """Yield two values with a sign between them: "{id}-{slug}"."""
    texts: dict[str, Path] = {}
    for path, text in values:
        texts.setdefault(text, path)
    for at, sign in enumerate(part):
        if sign in SEPARATORS and part[:at] in texts and part[at + 1 :] in texts:
            yield f"{{{path_text(texts[part[:at]])}}}{sign}{{{path_text(texts[part[at + 1 :]])}}}"
