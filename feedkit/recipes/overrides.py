"""How one field is read: on a page (`Override`, `DateOverride`), and in the rows of data (`Column`)."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from feedkit.recipes.selectors import xpath_in

SHORT_FORM = re.compile(r"(?P<css>.*?)\s*@(?P<attr>[\w:.-]+)\s*", re.S)
TEMPLATE_PART = re.compile(r"\{([^{}]*)\}")  # in a text for a page: a selector, or CSS@ATTRIBUTE

ORDERS = ("dmy", "mdy", "ymd")
YEARS_FROM = ("heading", "url", "newest-first", "oldest-first")


class Override(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    r"""How one field is read.

    Args:
        css: a selector within the entry, in all of soupsieve's vocabulary; the entry itself by default.
        xpath: an XPath 1.0 instead of css, read from the entry's element on, or from the one that it begins
            with where it has several. It may select elements, attributes and texts, also outside the entry
            (`preceding::h2[1]`), or compute a text (`substring-after(.//p, "by ")`).
        attr: the attribute that holds the value; by default what the field usually stands in: `href` for
            addresses, `src` for pictures, `datetime` for dates, the text for all others.
        template: a text with CSS, CSS@ATTRIBUTE or XPath in braces, instead of css and attr. An entry in
            which one of them finds nothing has no value.
        remove: CSS or XPath of elements within those found that are left out.
        regex: a regular expression, searched for in the value; its first group, or all of it, is taken.
        replace: texts in the value, and what stands for each instead, one after the other. What begins with ~
            is a regular expression; \1 in what stands for it is its first group.
        constant: the value of every entry, instead of all other keys.
    """

    css: str | None = None
    xpath: str | None = None
    attr: str | None = None
    template: str | None = None
    remove: str | None = None
    regex: str | None = None
    replace: dict[str, str] | None = None
    constant: str | tuple[str, ...] | None = None


class DateOverride(Override, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a date is read.

    Args:
        css, xpath, attr, template, remove, regex, replace, constant: as those of `Override`.
        date_format: how it is written, in the notation of `datetime.strptime`; names of months may be in any
            language. By default any notation is read, all dates of the list together.
        language: of the dates, a BCP 47 tag; by default the page's.
        order: "dmy", "mdy" or "ymd": what comes first in "03/04/2026"; by default the list decides.
        year: where the year of dates without one is from: "heading" (the nearest above the entry that has
            one), "url" (the entry's address), "newest-first" or "oldest-first" (the order of the list, from
            now or from a date with a year on), or the year itself.
    """

    date_format: str | None = None
    language: str | None = None
    order: Annotated[str, Meta(extra_json_schema={"enum": ORDERS})] | None = None
    year: str | int | None = None


class Column(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a field is in the rows of data, and how it is read there.

    Args:
        path: names with dots between them (`fields.tags[0].name`), or a text with such paths in braces
            (`https://example.org/{date:%Y}/{slug}/`; behind a colon, the notation of strftime for a date).
        regex: a regular expression, searched for in the value; its first group, or all of it, is taken.
        replace: texts in the value, and what stands for each instead, one after the other. What begins with ~
            is a regular expression.
        constant: the value of every entry, instead of all other keys.
        date_format: how a date is written, in the notation of strptime.
    """

    path: str | None = None
    regex: str | None = None
    replace: dict[str, str] | None = None
    constant: str | tuple[str, ...] | None = None
    date_format: str | None = None


def expanded(value: str | Override) -> DateOverride:
    """Return an override in its long form: "h2 a@href" is the attribute `href` of "h2 a"."""
    if isinstance(value, DateOverride):
        return value
    if isinstance(value, Override):
        return DateOverride(**msgspec.structs.asdict(value))
    if "{" in value:
        return DateOverride(template=value)
    if (xpath := xpath_in(value)) is not None:
        return DateOverride(xpath=xpath)
    short = SHORT_FORM.fullmatch(value)
    return DateOverride(css=short["css"] or None, attr=short["attr"]) if short else DateOverride(css=value)
