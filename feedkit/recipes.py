"""Recipes, which say where the entries of a page are and how to read their fields.

`entry` is enough: fields that a recipe does not mention are found as on any other page. Without `entry` the
list is found as well, and the recipe says only how its fields are read.

    entry = "article.post"                                 # CSS
    title = ["h2", "h3"]                                   # the first that finds something in an entry
    summary = "{.place}, with {.who}"                      # CSS in a text
    tags = false                                           # no entry has any
    url = "h2 a@href"                                      # CSS@ATTRIBUTE
    published = { css = ".day", date_format = "%d.%m.%Y" }
    authors = { constant = "Ida Moor" }

For data (JSON, CSV, YAML…) `map` gives the path of each field:

    [map]
    entries = "data.posts"                                 # the list, when there are several
    title = "fields.name"                                  # a path of names
    url = "https://example.org/{fields.slug}/"             # a text with paths in it
    published = { path = "day", date_format = "%d.%m.%Y" }
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from feedkit import config_errors
from feedkit.config_errors import nearest
from feedkit.dates.date_formats import DateFormat
from feedkit.errors import RecipeError
from feedkit.values.data_paths import check_path
from feedkit.values.toml_text import toml

SHORT_FORM = re.compile(r"(?P<css>.*?)\s*@(?P<attr>[\w:.-]+)\s*", re.S)
TEMPLATE_PART = re.compile(r"\{([^{}]*)\}")  # in a text for a page: CSS, or CSS@ATTRIBUTE
MISSING_ENTRY = 'recipe.entry: it is missing; wanted CSS that finds the entries, such as "article"'
ANY_FORM = ("true or false or text or a table or a list", "text, a table, a list of them, or false")
NOT_TRUE = "wanted false for a field that no entry has, or where it is, found true"
UNKNOWN_PSEUDO_CLASS = re.compile(r"':([\w-]+)'")
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
    "css": "select path xpath query",
    "attr": "attribute extract",
    "regex": "pattern match regexp re",
    "date_format": "format strptime time_format",
    "constant": "value static default fixed",
    "template": "text_format pattern_text concat",
    "replace": "substitute gsub sub",
    "remove": "exclude strip drop ignore",
}

Css = Annotated[str | None, Meta(description="CSS within the entry; without it, the entry itself.")]
Attr = Annotated[str | None, Meta(description="The attribute that holds the value; without it, the text.")]
Regex = Annotated[
    str | None,
    Meta(description="A regular expression found in the value: its first group, or all of it, is taken."),
]
Constant = Annotated[
    str | tuple[str, ...] | None, Meta(description="The same value for every entry, instead of css.")
]
Template = Annotated[
    str | None, Meta(description="A text with CSS, or CSS@ATTRIBUTE, in braces, instead of css.")
]
Replace = Annotated[
    dict[str, str] | None, Meta(description="Texts in the value, and what stands for each instead, in turn.")
]
Remove = Annotated[
    str | None, Meta(description="CSS of elements within the value's that are left out, with all in them.")
]
DateFormatKey = Annotated[
    str | None,
    Meta(description="How the date is written, in the notation of strptime: %d.%m.%Y, %B %d, %Y."),
]


class Override(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How one field is read.

    Args:
        css: a selector within the entry, in all of soupsieve's vocabulary; the entry itself by default.
        attr: the attribute that holds the value; by default what the field usually stands in: `href` for
            addresses, `src` for pictures, `datetime` for dates, the text for all others.
        template: a text with CSS, or CSS@ATTRIBUTE, in braces, instead of css and attr. An entry in which one
            of them finds nothing has no value.
        remove: CSS of elements within those found that are left out.
        regex: a regular expression, searched for in the value; its first group, or all of it, is taken.
        replace: texts in the value, and what stands for each instead, one after the other.
        constant: the value of every entry, instead of all other keys.
    """

    css: Css = None
    attr: Attr = None
    template: Template = None
    remove: Remove = None
    regex: Regex = None
    replace: Replace = None
    constant: Constant = None


class DateOverride(Override, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a date is read.

    Args:
        date_format: how it is written, in the notation of `datetime.strptime`; names of months may be in any
            language. By default any notation is read, all dates of the list together.
    """

    date_format: DateFormatKey = None


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a field is in the rows of data, and how it is read there.

    Args:
        path: names with dots between them (`fields.tags[0].name`), or a text with such paths in braces
            (`https://example.org/{date:%Y}/{slug}/`; behind a colon, the notation of strftime for a date).
        regex: a regular expression, searched for in the value; its first group, or all of it, is taken.
        constant: the value of every entry, instead of all other keys.
        date_format: how a date is written, in the notation of strptime.
    """

    path: Annotated[
        str | None, Meta(description="A path such as fields.name, or a text with such paths in braces.")
    ] = None
    regex: Regex = None
    constant: Constant = None
    date_format: DateFormatKey = None


FORMS = (
    'CSS within the entry, "CSS@ATTRIBUTE", a text with such in braces, a table, or a list of them, of which '
    "the first counts that finds something; false where no entry has the field."
)
Text = Annotated[str | Override | tuple[str | Override, ...] | bool | None, Meta(description=FORMS)]
Date = Annotated[str | DateOverride | tuple[str | DateOverride, ...] | bool | None, Meta(description=FORMS)]


class Recipe(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """Where the entries of a page are, and how fields are read that would be found wrongly.

    Args:
        entry: CSS that finds the entries; by default they are found as on any other page.
        map: for data instead of pages: the name of a field, or "entries" for the list of them all, and where
            it is, as a path, as a text with paths in braces, or as a `Column`. What it does not name is found
            by the names that the data uses.
        grow: does an entry cover what follows the element that `entry` finds, up to the next one, and what is
            around it and only its own? By default only a heading, `<dt>`, link or `<time>` does.
        title, …, language: a field as CSS within the entry, as "CSS@ATTRIBUTE", as a text with such in braces
            ("{h2} in {.place}"), or as an `Override`; as a list of them, of which in each entry the first
            counts that finds something; or false, where no entry is to have it. Of `authors`, `tags`,
            `enclosures`, `summary` and `content` all that is found is taken, of others the first.
    """

    entry: Annotated[str, Meta(description="CSS that finds the entries.", min_length=1)] = ""
    map: Annotated[
        dict[str, str | Column] | None,
        Meta(description="For data: the path of each field, and of the list of entries."),
    ] = None
    grow: Annotated[
        bool | None,
        Meta(
            description="Does an entry cover what follows the element? By default headings, dt, a, time do."
        ),
    ] = None
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

    def columns(self) -> dict[str, Column]:
        """Return the fields of `map`, in order, each in its long form."""
        given = self.map or {}
        return {
            name: Column(path=value) if isinstance(value, str) else value for name, value in given.items()
        }


FIELDS = tuple(name for name in Recipe.__struct_fields__ if name not in ("entry", "map", "grow"))
DATE_FIELDS = ("published", "updated")
LIST_KEY = "entries"  # of `map`: the list itself


def checked_recipe(recipe: Recipe | Mapping[str, Any]) -> Recipe:
    """Return a recipe after a check that every part of it is well-formed.

    Args:
        recipe: a Recipe, or its keys and values as in TOML.

    Raises:
        RecipeError: a key is unknown, a value of the wrong kind, a selector, a regular expression or a date
            format malformed.
    """
    given = msgspec.to_builtins(recipe) if isinstance(recipe, Recipe) else dict(recipe)
    _check_names(given)
    try:
        found = msgspec.convert(given, Recipe)
    except msgspec.ValidationError as error:
        message = config_errors.readable(str(error), "recipe")
        raise RecipeError(message.replace(*ANY_FORM)) from error
    if not found.entry and found.map is None and not found.overrides():
        raise RecipeError(MISSING_ENTRY)
    if found.entry:
        check_selector(found.entry, "recipe.entry")
    for name, column in found.columns().items():
        _check_column(column, f"recipe.map.{name}")
    for name in found.overrides():
        _check_field(getattr(found, name), f"recipe.{name}")
    return found


def with_map(recipe: Recipe | None, columns: Mapping[str, str]) -> Recipe:
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
    found = msgspec.json.schema(Recipe)
    for definition in found["$defs"].values():
        definition["description"] = definition["description"].partition("\n")[0]
    found["$defs"]["Recipe"]["minProperties"] = 1
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "feedkit recipe", **found}


def check_selector(css: str, location: str) -> None:
    """Check a CSS selector.

    Raises:
        RecipeError: it is malformed; the message names `location`, the key in the recipe.
    """
    import soupsieve  # takes as long to load as all the rest, and few recipes are read

    try:
        soupsieve.compile(css)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        raise RecipeError(f'{location}: "{css}" is no CSS selector: {_reason(css, str(error))}') from error


def _reason(css: str, message: str) -> str:
    """Return the first line of soupsieve's message, and what to write instead when that is clear."""
    reason = message.splitlines()[0]
    if css.lstrip().startswith((">", "+", "~")):
        return f'{reason}; write ":scope {css.strip()}"'
    if pseudo := UNKNOWN_PSEUDO_CLASS.match(reason):
        from soupsieve.css_parser import PSEUDO_SUPPORTED

        known = nearest(pseudo[1], (name.lstrip(":") for name in PSEUDO_SUPPORTED))
        return f"there is no :{pseudo[1]}" + (f'; did you mean ":{known}"?' if known else "")
    return reason


def _alternatives(value: str | Override | tuple[str | Override, ...] | bool) -> tuple[DateOverride, ...]:
    """Return what is tried for a field, in turn."""
    if isinstance(value, bool):
        return ()
    return tuple(map(expanded, value)) if isinstance(value, tuple) else (expanded(value),)


def expanded(value: str | Override) -> DateOverride:
    """Return an override in its long form: "h2 a@href" is the attribute `href` of "h2 a"."""
    if isinstance(value, DateOverride):
        return value
    if isinstance(value, Override):
        return DateOverride(**msgspec.structs.asdict(value))
    if "{" in value:
        return DateOverride(template=value)
    short = SHORT_FORM.fullmatch(value)
    return DateOverride(css=short["css"] or None, attr=short["attr"]) if short else DateOverride(css=value)


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
            _check_override(expanded(one), one, one_location)


def _check_keys(given: Mapping[str, Any], names: tuple[str, ...], location: str) -> None:
    if fault := config_errors.unknown_key(given, names, location, SYNONYMS):
        raise RecipeError(fault)


def _check_override(override: DateOverride, given: str | Override, location: str) -> None:
    """Raise a RecipeError if a part of an override is malformed, or contradicts another."""
    keys = ("css", "attr", "template", "remove", "regex", "replace", "date_format")
    others = [key for key in keys if getattr(override, key) is not None]
    if override.constant is not None and others:
        raise RecipeError(
            f"{location}: constant is the whole value: {' and '.join(others)} must not be there"
        )
    if override.constant is None and not others:
        raise RecipeError(f"{location}: it says nothing: wanted one of css, attr, regex, constant")
    if override.css is not None:
        check_selector(override.css, location if isinstance(given, str) else f"{location}.css")
    if override.template is not None:
        _check_template(override, location)
    if override.remove is not None:
        check_selector(override.remove, f"{location}.remove")
    if override.replace is not None and "" in override.replace:
        raise RecipeError(f"{location}.replace: wanted texts that are replaced, found an empty one")
    if override.regex is not None:
        _check_regex(override.regex, f"{location}.regex")
    if override.date_format is not None:
        _check_format(override.date_format, location)


def _check_template(override: DateOverride, location: str) -> None:
    """Raise a RecipeError if a text with CSS in it has none, or stands beside what it replaces."""
    others = [key for key in ("css", "attr", "remove") if getattr(override, key) is not None]
    if others:
        raise RecipeError(
            f"{location}: template stands in for {' and '.join(others)}, which must not be there"
        )
    parts = TEMPLATE_PART.findall(override.template or "")
    left = TEMPLATE_PART.sub("", override.template or "")
    if not parts or "{" in left or "}" in left:
        example = '"{h2} in {.place}"'
        raise RecipeError(
            f"{location}: wanted a text with CSS in braces such as {example}, found another one"
        )
    for part in parts:
        css = expanded(part).css
        if css is not None:
            check_selector(css, location)


def _check_column(column: Column, location: str) -> None:
    """Raise a RecipeError if a part of a column is malformed, or contradicts another."""
    others = [key for key in ("path", "regex", "date_format") if getattr(column, key) is not None]
    if column.constant is not None and others:
        raise RecipeError(
            f"{location}: constant is the whole value: {' and '.join(others)} must not be there"
        )
    if column.constant is None and column.path is None:
        raise RecipeError(f"{location}: wanted path, or constant")
    if column.path is not None:
        check_path(column.path, location)
    if column.regex is not None:
        _check_regex(column.regex, f"{location}.regex")
    if column.date_format is not None:
        if location.rpartition(".")[2] not in DATE_FIELDS:
            raise RecipeError(f"{location}.date_format: it is for {' and '.join(DATE_FIELDS)}")
        _check_format(column.date_format, location)


def _check_format(date_format: str, location: str) -> None:
    try:
        DateFormat(date_format)
    except ValueError as error:
        raise RecipeError(f"{location}.date_format: {error}") from error


def _check_regex(regex: str, location: str) -> None:
    from feedkit.values.limited_regex import check_regex  # few recipes need it

    try:
        check_regex(regex)
    except ValueError as error:
        raise RecipeError(f"{location}: {error}") from error
