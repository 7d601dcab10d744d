"""Recipes, which say where the entries of a page are and how to read their fields.

`entry` is enough: fields that a recipe does not mention are found as on any other page. Without `entry` the
list is found as well, and the recipe says only how its fields are read.

    entry = "article.post"                                 # CSS
    title = ["h2", "h3"]                                   # the first that finds something in an entry
    summary = "{.place}, with {.who}"                      # CSS in a text
    tags = false                                           # no entry has any
    url = "h2 a@href"                                      # CSS@ATTRIBUTE
    authors = "substring-after(.//p[1], 'by ')"            # XPath 1.0
    published = { css = ".day", date_format = "%d.%m.%Y" }
    updated = { css = ".changed", year = "heading" }       # "3 May" below the heading "2026"
    language = { constant = "en" }

For data (JSON, CSV, YAML…) `map` gives the path of each field:

    [map]
    entries = "data.posts"                                 # the list, when there are several
    title = "fields.name"                                  # a path of names
    url = "https://example.org/{fields.slug}/"             # a text with paths in it
    published = { path = "day", date_format = "%d.%m.%Y" }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from feedkit import config_errors
from feedkit.errors import RecipeError
from feedkit.recipes.override_checks import DATE_FIELDS, check_column, check_override
from feedkit.recipes.overrides import TEMPLATE_PART, Column, DateOverride, Override, expanded
from feedkit.recipes.selectors import check_selector
from feedkit.values.toml_text import toml

__all__ = [
    "DATE_FIELDS",
    "FIELDS",
    "LIST_KEY",
    "TEMPLATE_PART",
    "Column",
    "DateOverride",
    "Override",
    "Recipe",
    "check_selector",
    "checked_recipe",
    "expanded",
    "read_recipe",
    "schema",
    "to_toml",
    "with_map",
]

MISSING_ENTRY = 'recipe.entry: it is missing; wanted CSS that finds the entries, such as "article"'
MAP_FORM = ("true or false or text or a table", "text, a table, or false")
ANY_FORM = ("true or false or text or a table or a list", "text, a table, a list of them, or false")
NOT_TRUE = "wanted false for a field that no entry has, or where it is, found true"
# Names that other tools and people use for the keys. For any other, the nearest spelling is suggested.
SYNONYMS = {
    "entries": "rows items list records data results",
    "path": "key column field name css",
    "entry": "item items list_item entries article selector",
    "title": "headline name heading",
    "url": "link href address permalink",
    "published": "date pubdate pub_date published_at datetime time created",
    "updated": "modified changed date_modified",
    "summary": "description excerpt teaser",
    "content": "body text html full_text",
    "authors": "author by creator byline",
    "tags": "tag categories category keywords labels",
    "image": "picture thumbnail img photo",
    "enclosures": "enclosure audio media attachments",
    "id": "guid uid",
    "language": "lang",
    "css": "select path query",
    "attr": "attribute extract",
    "regex": "pattern match regexp re",
    "date_format": "format strptime time_format",
    "order": "day_first dayfirst month_first",
    "year": "year_from default_year",
    "constant": "value static default fixed",
    "template": "text_format pattern_text concat",
    "replace": "substitute gsub sub",
    "remove": "exclude strip drop ignore",
}

FORMS = (
    'Where it is: CSS within the entry, "CSS@ATTRIBUTE", XPath 1.0 from the entry on (".//h2/a"), a text '
    'with such in braces ("{h2} in {.place}"), a table, or a list of them, of which in each entry the first '
    "counts that finds something; false where no entry is to have it."
)
Text = Annotated[str | Override | tuple[str | Override, ...] | bool | None, Meta(description=FORMS)]
Date = Annotated[str | DateOverride | tuple[str | DateOverride, ...] | bool | None, Meta(description=FORMS)]


class Recipe(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """Where the entries of a page are, and how fields are read that would be found wrongly.

    A field is CSS within the entry, "CSS@ATTRIBUTE", XPath 1.0 (".//h2/a"), a text with such in braces
    ("{h2} in {.place}"), an `Override`, or a list of them, of which in each entry the first counts that finds
    something; or false, where no entry is to have it.

    Args:
        entry: CSS or XPath that finds the entries; by default they are found as on any other page.
        map: for data instead of pages: the name of a field, or "entries" for the list of them all, and where
            it is, as a path, as a text with paths in braces, or as a `Column`; or false. What it does not
            name is found by the names that the data uses.
        grow: whether an entry covers what follows the element that `entry` finds, up to the next one, and
            what is around it and only its own. By default only a heading, `<dt>`, link or `<time>` does.
        title: the title of an entry.
        url: the address of an entry's own page.
        published: when an entry was published.
        updated: when an entry was changed last.
        summary: a short text about an entry; all that is found is taken.
        content: the whole text of an entry; all that is found is taken.
        authors: who wrote an entry; all that is found is taken.
        tags: words that an entry is filed under; all that is found is taken.
        image: the address of an entry's picture.
        enclosures: addresses of media files; all that is found is taken.
        id: what tells an entry apart for good; by default its address.
        language: the language of an entry, a tag such as "de" (BCP 47).
    """

    entry: Annotated[str, Meta(min_length=1)] = ""
    map: dict[str, str | Column | bool] | None = None
    grow: bool | None = None
    title: Text = None
    url: Text = None
    published: Date = None
    updated: Date = None
    summary: Text = None
    content: Text = None
    authors: Text = None
    tags: Text = None
    image: Text = None
    enclosures: Text = None
    id: Text = None
    language: Text = None

    def with_field(self, field: str, value: str) -> Recipe:
        """Return the recipe with one more field."""
        return msgspec.structs.replace(self, **{field: value})

    def overrides(self) -> dict[str, tuple[DateOverride, ...]]:
        """Return the fields that the recipe overrides, in order: in long form, and of those the first counts.

        A field that is switched off has none.
        """
        given = {name: getattr(self, name) for name in FIELDS}
        return {name: _alternatives(value) for name, value in given.items() if value is not None}

    @property
    def switched_off(self) -> tuple[str, ...]:
        """The fields that no entry is to have, whatever the source."""
        return tuple(name for name in FIELDS if getattr(self, name) is False)

    @property
    def has_selectors(self) -> bool:
        """Return whether the recipe says where on a page entries or fields are."""
        return bool(self.entry or any(self.overrides().values()))

    def columns(self) -> dict[str, Column]:
        """Return the fields of `map`, in order, each in its long form."""
        given = (self.map or {}).items()
        return {
            name: Column(path=value) if isinstance(value, str) else value
            for name, value in given
            if not isinstance(value, bool)
        }


FIELDS = tuple(name for name in Recipe.__struct_fields__ if name not in ("entry", "map", "grow"))
LIST_KEY = "entries"  # of `map`: the list itself


def checked_recipe(recipe: Recipe | Mapping[str, Any]) -> Recipe:
    """Return a recipe after a check that every part of it is well-formed.

    Args:
        recipe: a Recipe, or its keys and values as in TOML, among which `Override` and `Column` may be.

    Raises:
        RecipeError: a key is unknown, a value of the wrong kind, a selector, a regular expression or a date
            format malformed.
    """
    given: dict[str, Any] = dict(recipe) if isinstance(recipe, Mapping) else {}
    with suppress(TypeError):  # a value of no type that TOML has: the message below names it
        given = msgspec.to_builtins(given or recipe)
    _check_names(given)
    try:
        found = msgspec.convert(given, Recipe)
    except msgspec.ValidationError as error:
        message = config_errors.readable(str(error), "recipe")
        raise RecipeError(message.replace(*ANY_FORM).replace(*MAP_FORM)) from error
    if not found.entry and found.map is None and not found.overrides():
        raise RecipeError(MISSING_ENTRY)
    if found.entry:
        check_selector(found.entry, "recipe.entry")
    found = _with_fields_off(found)
    for name, column in found.columns().items():
        check_column(column, f"recipe.map.{name}")
    for name in found.overrides():
        _check_field(getattr(found, name), f"recipe.{name}")
    return found


def _with_fields_off(recipe: Recipe) -> Recipe:
    """Return a recipe whose `map` has no false; its fields are switched off as those of pages are."""
    off = [name for name, value in (recipe.map or {}).items() if isinstance(value, bool)]
    for name in off:
        if recipe.map and recipe.map[name] is True:
            raise RecipeError(f"recipe.map.{name}: {NOT_TRUE}")
        if name == LIST_KEY:
            raise RecipeError(f"recipe.map.{name}: wanted the path of the list, found false")
    if not off:
        return recipe
    columns = {name: value for name, value in (recipe.map or {}).items() if name not in off}
    return msgspec.structs.replace(recipe, map=columns or None, **dict.fromkeys(off, False))


def with_map(recipe: Recipe | None, columns: Mapping[str, str | bool]) -> Recipe:
    """Return the recipe with more fields in its `map`; they override its own."""
    return msgspec.structs.replace(recipe or Recipe(), map={**((recipe and recipe.map) or {}), **columns})


def read_recipe(text: str) -> Recipe:
    """Read a recipe from TOML.

    Raises:
        RecipeError: the text is not TOML, or not a recipe.
    """
    try:
        return checked_recipe(tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        raise RecipeError(f"recipe: not TOML: {error}") from error


def to_toml(recipe: Recipe) -> str:
    """Return a recipe as TOML, one line for each key."""
    given = msgspec.to_builtins(recipe)
    columns = given.pop("map", None)
    lines = [f"{name} = {toml(value)}\n" for name, value in given.items()]
    if columns is not None:
        lines += ["[map]\n", *(f"{name} = {toml(value)}\n" for name, value in columns.items())]
    return "".join(lines)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of recipes, for editors."""
    from feedkit.recipes.recipe_examples import EXAMPLES
    from feedkit.schemas import schema_of

    found = schema_of((Recipe, Override, DateOverride, Column), "feedkit recipe", EXAMPLES)
    found["$defs"]["Recipe"]["minProperties"] = 1
    del found["$defs"]["Recipe"]["properties"]["entry"]["default"]  # "" stands for none
    return found


def _alternatives(value: str | Override | tuple[str | Override, ...] | bool) -> tuple[DateOverride, ...]:
    """Return what is tried for a field, in turn."""
    if isinstance(value, bool):
        return ()
    return tuple(map(expanded, value)) if isinstance(value, tuple) else (expanded(value),)


def _check_names(given: Mapping[str, Any]) -> None:
    """Raise a RecipeError for an unknown key."""
    _check_keys(given, Recipe.__struct_fields__, "recipe")
    columns = given.get("map")
    if isinstance(columns, Mapping):
        _check_keys(columns, (LIST_KEY, *FIELDS), "recipe.map")
        for field, value in columns.items():
            if isinstance(value, Mapping):
                _check_keys(value, Column.__struct_fields__, f"recipe.map.{field}")
    for field, value in given.items():
        kind = DateOverride if field in DATE_FIELDS else Override
        for place, one in _numbered(value, f"recipe.{field}"):
            if isinstance(one, Mapping) and field != "map":
                _check_keys(one, kind.__struct_fields__, place)


def _numbered(value: Any, location: str) -> list[tuple[str, Any]]:
    """Return the parts of a list with their locations; anything else alone."""
    if isinstance(value, list | tuple):
        return [(f"{location}[{number}]", one) for number, one in enumerate(value)]
    return [(location, value)]


def _check_field(value: Any, location: str) -> None:
    """Raise a RecipeError if the way in which a field is read is malformed."""
    if value is True:
        raise RecipeError(f"{location}: {NOT_TRUE}")
    if value == ():
        raise RecipeError(f"{location}: wanted one selector or more, found none")
    for one_location, one in _numbered(value, location):
        if one is not False:
            check_override(expanded(one), one, one_location)


def _check_keys(given: Mapping[str, Any], names: tuple[str, ...], location: str) -> None:
    if fault := config_errors.unknown_key(given, names, location, SYNONYMS):
        raise RecipeError(fault)
