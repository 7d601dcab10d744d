"""Brings documents of a standard that link their objects into rows: JSON:API, Contentful, results of SPARQL.

What an entry links to, such as its author, stands elsewhere in the document. It is put in the place of the
link, so that paths stay those of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedkit.parsers.data.columns import Row
from feedkit.parsers.data.names import fields_of, plain_name

Index = dict[tuple[str, str], Row]
PEOPLE = ("user", "person", "people", "author", "profile")  # in the type of an object


def with_links(document: object) -> object:
    """Return a document with what its entries link to; any other document as it is."""
    if not isinstance(document, Mapping):
        return document
    if isinstance(included := document.get("included"), list) and "data" in document:
        return {**document, "data": _each(document["data"], _jsonapi, _jsonapi_index(included))}
    if isinstance(includes := document.get("includes"), Mapping) and "items" in document:
        return {**document, "items": _each(document["items"], _contentful, _contentful_index(includes))}
    head, results = document.get("head"), document.get("results")
    if (
        isinstance(head, Mapping)
        and isinstance(results, Mapping)
        and isinstance(results.get("bindings"), list)
    ):
        return {**document, "results": {**results, "bindings": list(map(_binding, results["bindings"]))}}
    return document


def _each(rows: object, link: Callable[[Row, Index], Row], index: Index) -> object:
    if isinstance(rows, list):
        return [_each(row, link, index) for row in rows]
    return link(rows, index) if isinstance(rows, Mapping) else rows


# --- JSON:API 1.1, section 7.2.4: compound documents ---


def _jsonapi_index(included: list[object]) -> Index:
    return {(str(one.get("type")), str(one.get("id"))): one for one in included if isinstance(one, Mapping)}


def _jsonapi(row: Row, index: Index) -> Row:
    """Return a row with the attributes of the objects that it is related to, in place of their names."""
    relationships = row.get("relationships")
    if not isinstance(relationships, Mapping):
        return row
    related: dict[str, object] = {}
    for name, relationship in relationships.items():
        data = relationship.get("data") if isinstance(relationship, Mapping) else None
        links = [one for one in (data if isinstance(data, list) else [data]) if isinstance(one, Mapping)]
        found = [index[key] for one in links if (key := (str(one.get("type")), str(one.get("id")))) in index]
        if found:
            related[_relation(name, found[0])] = [one.get("attributes", {}) for one in found]
    return {**row, "relationships": related}


def _relation(name: str, target: Row) -> str:
    """Return the name of a relation: "author" if its name says nothing and it leads to a person."""
    is_person = any(word in str(target.get("type")) for word in PEOPLE)
    is_known = any(field in ("authors", "tags", "image") for field, _ in fields_of(plain_name(name)))
    return "author" if is_person and not is_known else name


# --- Contentful's delivery API ---


def _contentful_index(includes: Row) -> Index:
    targets = [one for found in includes.values() if isinstance(found, list) for one in found]
    return {
        ("", _link_id(one)): one["fields"] for one in targets if isinstance(one, Mapping) and "fields" in one
    }


def _contentful(row: Row, index: Index) -> Row:
    fields = row.get("fields")
    if not isinstance(fields, Mapping):
        return row
    return {**row, "fields": {name: _target(value, index) for name, value in fields.items()}}


def _target(value: object, index: Index) -> object:
    if isinstance(value, list):
        return [_target(one, index) for one in value]
    return index.get(("", _link_id(value)), value) if isinstance(value, Mapping) else value


def _link_id(value: Row) -> str:
    about = value.get("sys")
    return str(about.get("id")) if isinstance(about, Mapping) else ""


# --- SPARQL 1.1 Query Results JSON Format ---


def _binding(row: object) -> object:
    """Return the values of variables; the address of the one that has a label is the row's."""
    if not isinstance(row, Mapping):
        return row
    values = {name: one.get("value") for name, one in row.items() if isinstance(one, Mapping)}
    named = (name for name in values if f"{name}Label" in values and row[name].get("type") == "uri")
    name = next(named, None)
    return values if name is None else {"uri": values[name], **values}
