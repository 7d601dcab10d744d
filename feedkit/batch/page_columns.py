"""The columns of a batch of pages become pages."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import types

from feedkit.batch.entry_columns import TIME
from feedkit.batch.page_rows import Page

REQUIRED = ("url", "html")
COLUMNS = (*REQUIRED, "content_type", "fetched")


def pages_of(batch: pa.RecordBatch | pa.Table) -> list[Page]:
    """Return the pages of a batch.

    Raises:
        TypeError: a column has the wrong type.
        ValueError: a column is missing.
    """
    names = checked_columns(batch.schema)
    columns = {name: _values(batch, name) for name in names}
    return [Page(**dict(zip(names, values, strict=True))) for values in zip(*columns.values(), strict=True)]


def checked_columns(schema: pa.Schema) -> tuple[str, ...]:
    """Return the names of the columns that pages are read from; see `pages_of` for the errors."""
    missing = [name for name in REQUIRED if name not in schema.names]
    if missing:
        found = ", ".join(schema.names) or "none"
        raise ValueError(f"wanted the columns {' and '.join(REQUIRED)}, found {found}")
    names = tuple(name for name in COLUMNS if name in schema.names)
    for name in names:
        _check_type(name, schema.field(name).type)
    return names


def _check_type(name: str, kind: pa.DataType) -> None:
    inner = kind.value_type if isinstance(kind, pa.DictionaryType) else kind
    if types.is_null(inner):
        return
    if name == "fetched":
        wanted, fits = "a timestamp", types.is_timestamp(inner)
    elif name == "html":
        wanted, fits = "binary or text", _is_text(inner) or _is_binary(inner)
    else:
        wanted, fits = "text", _is_text(inner)
    if not fits:
        raise TypeError(f"column {name}: wanted {wanted}, found {kind}")


def _is_text(kind: pa.DataType) -> bool:
    return types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)


def _is_binary(kind: pa.DataType) -> bool:
    return types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind)


def _values(batch: pa.RecordBatch | pa.Table, name: str) -> list[object]:
    column = batch.column(name)
    return (column.cast(TIME, safe=False) if name == "fetched" else column).to_pylist()
