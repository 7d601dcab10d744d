"""A recipe says by hand where the entries of a page are, and how their fields are read.

`entry` alone is enough: fields that a recipe does not mention are found as on any other page.

    entry = "article.post"                                 # CSS
    title = "h2"
    url = "h2 a@href"                                      # CSS@ATTRIBUTE
    published = { css = ".day", date_format = "%d.%m.%Y" }
    authors = { constant = "Ida Moor" }
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any

import msgspec
import soupsieve
from msgspec import Meta, Struct
from soupsieve.css_parser import PSEUDO_SUPPORTED
from soupsieve.util import SelectorSyntaxError

from feedkit.dates.templates import Template
from feedkit.errors import RecipeError

SHORT = re.compile(r"(?P<css>.*?)\s*@(?P<attr>[\w:.-]+)\s*", re.S)
# What msgspec calls kinds of values, as people who write TOML do.
KINDS = {"str": "text", "object": "a table", "array": "a list", "bool": "true or false"}
KINDS |= {"int": "a number", "float": "a number"}
KIND = re.compile(r"\b(?:" + "|".join(KINDS) + r")\b")
PSEUDO = re.compile(r"':([\w-]+)'")
# What other tools, or people, call the keys; besides, the nearest name by spelling is offered.
ALSO_CALLED = {
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
DateFormat = Annotated[
    str | None,
    Meta(description="How the date is written, in the notation of strptime: %d.%m.%Y, %B %d, %Y."),
]


class Override(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How one field is read.

    Args:
        css: a selector within the entry, in all of soupsieve's vocabulary; the entry itself by default.
        attr: the attribute that holds the value; by default what the field usually stands in: `href` for
            addresses, `src` for pictures, `datetime` for dates, the text for all others.
        regex: a regular expression, searched for in the value; its first group, or all of it, is taken.
        constant: the value of every entry, instead of all other keys.
    """

    css: Css = None
    attr: Attr = None
    regex: Regex = None
    constant: Constant = None


class DateOverride(Override, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a date is read.

    Args:
        date_format: how it is written, in the notation of `datetime.strptime`; names of months may be in any
            language. By default any notation is read, all dates of the list together.
    """

    date_format: DateFormat = None


Text = Annotated[
    str | Override | None, Meta(description='CSS within the entry, "CSS@ATTRIBUTE", or a table.')
]
Date = Annotated[
    str | DateOverride | None, Meta(description='CSS within the entry, "CSS@ATTRIBUTE", or a table.')
]


class Recipe(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, dict=True):
    """Where the entries of a page are, and how fields are read that would be found wrongly.

    Args:
        entry: CSS that finds the entries.
        grow: does an entry cover what follows the element that `entry` finds, up to the next one, and what is
            around it and only its own? By default only a heading, `<dt>`, link or `<time>` does.
        title, …, language: a field as CSS within the entry, as "CSS@ATTRIBUTE", or as an `Override`. Of
            `authors`, `tags`, `enclosures`, `summary` and `content` all that is found is taken, of others
            the first.
    """

    entry: Annotated[str, Meta(description="CSS that finds the entries.", min_length=1)]
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

    def also(self, field: str, value: str) -> Recipe:
        """The recipe with one field more."""
        return msgspec.structs.replace(self, **{field: value})

    def overrides(self) -> dict[str, DateOverride]:
        """The fields that the recipe overrides, in order, each in its long form."""
        given = {name: getattr(self, name) for name in FIELDS}
        return {name: _long(value) for name, value in given.items() if value is not None}


FIELDS = tuple(name for name in Recipe.__struct_fields__ if name not in ("entry", "grow"))
DATES = ("published", "updated")


def usable_recipe(recipe: Recipe | Mapping[str, Any]) -> Recipe:
    """A recipe whose every part is well-formed.

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
        raise RecipeError(_located(str(error))) from error
    check_selector(found.entry, "recipe.entry")
    for name, override in found.overrides().items():
        _check_override(override, getattr(found, name), f"recipe.{name}")
    return found


def read_recipe(text: str) -> Recipe:
    """Read a recipe that is written in TOML.

    Raises:
        RecipeError: it is no TOML, or no recipe.
    """
    try:
        return usable_recipe(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"recipe: not TOML: {error}") from error


def written(recipe: Recipe) -> str:
    """A recipe as TOML, a line a key."""
    lines = []
    for name, value in msgspec.to_builtins(recipe).items():
        lines.append(f"{name} = {_toml(value)}\n")
    return "".join(lines)


def schema() -> dict[str, Any]:
    """The JSON Schema of recipes, for editors."""
    found = msgspec.json.schema(Recipe)
    for definition in found["$defs"].values():
        definition["description"] = definition["description"].partition("\n")[0]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "feedkit recipe", **found}


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of some names that is most like a name; "" where none is."""
    found = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return found[0] if found else ""


def check_selector(css: str, place: str) -> None:
    """Raise a RecipeError that says what is wrong with a selector, if anything is."""
    try:
        soupsieve.compile(css)
    except (SelectorSyntaxError, NotImplementedError) as error:
        raise RecipeError(f'{place}: "{css}" is no CSS selector: {_reason(css, str(error))}') from error


def _reason(css: str, message: str) -> str:
    """What soupsieve says of a selector in its first line, and what to write instead where that is clear."""
    reason = message.splitlines()[0]
    if css.lstrip().startswith((">", "+", "~")):
        return f'{reason}; write ":scope {css.strip()}"'
    if pseudo := PSEUDO.match(reason):
        known = nearest(pseudo[1], (name.lstrip(":") for name in PSEUDO_SUPPORTED))
        return f"there is no :{pseudo[1]}" + (f'; did you mean ":{known}"?' if known else "")
    return reason


def _long(value: str | Override) -> DateOverride:
    """An override in its long form: "h2 a@href" is that attribute of what "h2 a" finds."""
    if isinstance(value, DateOverride):
        return value
    if isinstance(value, Override):
        return DateOverride(css=value.css, attr=value.attr, regex=value.regex, constant=value.constant)
    short = SHORT.fullmatch(value)
    return DateOverride(css=short["css"] or None, attr=short["attr"]) if short else DateOverride(css=value)


def _check_names(given: Mapping[str, Any]) -> None:
    """Every key is one that there is."""
    _check_keys(given, Recipe.__struct_fields__, "recipe")
    for field, value in given.items():
        if isinstance(value, Mapping):
            kind = DateOverride if field in DATES else Override
            _check_keys(value, kind.__struct_fields__, f"recipe.{field}")


def _check_keys(given: Mapping[str, Any], names: tuple[str, ...], place: str) -> None:
    for name in given:
        if name in names:
            continue
        also = {word: right for right in names for word in ALSO_CALLED.get(right, "").split()}
        right = also.get(str(name).lower()) or nearest(str(name), names)
        offer = f'did you mean "{right}"?' if right else f"there are {', '.join(names)}"
        raise RecipeError(f"{place}.{name}: there is no such key; {offer}")


def _located(message: str) -> str:
    """A message of msgspec's with the place in front."""
    reason, _, place = message.partition(" - at `$")
    if "missing required field" in reason:
        return 'recipe.entry: it is missing; wanted CSS that finds the entries, such as "article"'
    reason = KIND.sub(lambda kind: KINDS[kind[0]], reason.replace("`", "").replace(" | null", ""))
    return f"recipe{place.rstrip('`')}: {reason[0].lower()}{reason[1:].replace(' | ', ' or ')}"


def _check_override(override: DateOverride, given: str | Override, place: str) -> None:
    """Raise a RecipeError if one part of an override is malformed, or does not go with another."""
    inside = "" if isinstance(given, str) else ".css"
    others = [key for key in ("css", "attr", "regex", "date_format") if getattr(override, key) is not None]
    if override.constant is not None and others:
        raise RecipeError(f"{place}: constant is the whole value: {' and '.join(others)} must not be there")
    if override.constant is None and not others:
        raise RecipeError(f"{place}: it says nothing: wanted one of css, attr, regex, constant")
    if override.css is not None:
        check_selector(override.css, place + inside)
    if override.regex is not None:
        _compiled(override.regex, f"{place}.regex")
    if override.date_format is not None:
        try:
            Template(override.date_format)
        except ValueError as error:
            raise RecipeError(f"{place}.date_format: {error}") from error


def _compiled(regex: str, place: str) -> None:
    try:
        re.compile(regex)
    except re.error as error:
        raise RecipeError(f'{place}: "{regex}" is no regular expression: {error}') from error


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
