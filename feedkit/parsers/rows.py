"""Reads entries from the objects of a program: mappings, dataclasses and the like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from feedkit.parsers.data import read_rows
from feedkit.parsers.data.mapping import mapped_fields
from feedkit.parsers.reading import Reading, without_fields
from feedkit.recipes import checked_recipe
from feedkit.values.logins import page_address
from feedkit.values.zones import checked_zone, must_be_aware


def read(
    rows: Iterable[object],
    *,
    url: str | None,
    timezone: str,
    reference: datetime | None,
    map: Mapping[str, Any] | None,
) -> Reading:
    """Read entries out of objects; see `feedkit.parse_rows` for arguments and errors."""
    must_be_aware("reference", reference)
    plain = [_plain(row, number) for number, row in enumerate(rows, 1)]
    recipe = checked_recipe({"map": map}) if map else None
    reading = read_rows(
        plain,
        url=page_address(url),
        zone=checked_zone(timezone),
        reference=reference,
        mapped=mapped_fields(recipe, plain),
    )
    return without_fields(reading, recipe.switched_off) if recipe else reading


def _plain(row: object, number: int) -> object:
    """Return a row as a mapping of plain values; datetimes stay."""
    try:
        return msgspec.to_builtins(row, builtin_types=(datetime, date), str_keys=True)
    except (TypeError, msgspec.MsgspecError) as error:
        raise TypeError(f"row {number}: wanted a mapping or a dataclass of plain values: {error}") from error
