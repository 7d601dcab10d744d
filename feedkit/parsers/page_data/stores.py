"""Stores, whose objects refer to each other by their keys: those of Apollo, Relay, normalizr and JSON-LD."""

from __future__ import annotations

from feedkit.parsers.data.columns import Row
from feedkit.parsers.data.names import TIERS, plain_name

ROOTS = ("ROOT_QUERY", "client:root")  # of Apollo, of Relay
MAX_DEPTH = 4  # objects around a store


def store_of(document: object) -> Row:
    """Return the objects of the store in a document by their keys; none if it has no store."""
    level = [document]
    for _ in range(MAX_DEPTH):
        objects = [one for one in level if isinstance(one, dict)]
        for one in objects:
            if any(root in one for root in ROOTS):
                return one
            if isinstance(graph := one.get("@graph"), list):  # of JSON-LD
                return {
                    str(thing["@id"]): thing for thing in graph if isinstance(thing, dict) and "@id" in thing
                }
            if isinstance(tables := one.get("entities"), dict):  # as normalizr has them
                rows = [table.items() for table in tables.values() if isinstance(table, dict)]
                return {str(key): row for table in rows for key, row in table if isinstance(row, dict)}
        level = [inner for one in objects for inner in one.values()]
    return {}


def with_references(row: Row, store: Row) -> Row:
    """Return an object of a store with the objects that it refers to, and its names without arguments."""
    target = _referred(row, store)
    return _with_inner(target if isinstance(target, dict) else row, store, 0)


def _with_inner(row: Row, store: Row, depth: int) -> Row:
    found: dict[str, object] = {}
    for key, value in row.items():
        name = key.partition("(")[0]
        one = _referred(value, store)
        if one is value and isinstance(value, dict) and depth < 1:
            one = _with_inner(value, store, depth + 1)
        elif isinstance(one, str) and plain_name(name) in TIERS["authors"]:
            one = store.get(one, one)
        found[name] = one
    return found


def _referred(value: object, store: Row) -> object:
    """The objects that a reference or a list of them stands for; any other value as it is."""
    if isinstance(value, list):
        return [_referred(one, store) for one in value] if value and isinstance(value[0], dict) else value
    if not isinstance(value, dict):
        return value
    if isinstance(several := value.get("__refs"), list):  # Relay's
        return [store.get(str(one)) for one in several]
    if len(value) == 1 and "@id" in value:
        return store.get(str(value["@id"]), value)
    key = value.get("__ref", value.get("id") if value.get("type") == "id" else None)
    return value if key is None else store.get(str(key), value)
