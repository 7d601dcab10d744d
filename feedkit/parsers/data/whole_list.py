"""What a document says of the whole list: the title, the address, the language of the feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from feedkit.model import Entry, Feed
from feedkit.parsers.data import conversion
from feedkit.parsers.data.columns import Row
from feedkit.parsers.data.names import plain_name
from feedkit.values.urls import absolute_url

HOME = ("home_page_url", "homepage", "site_url", "html_url", "link", "url")
T = TypeVar("T")


def home_of(about: Sequence[Row], url: str | None) -> str | None:
    """Return the address of the list's own page, which relative links may be resolved against."""
    return _first_value(about, HOME, partial(_absolute, url))


def feed_of(about: Sequence[Row], home: str | None, url: str | None, entries: Sequence[Entry]) -> Feed:
    """Return the feed of some entries, with what the objects around the list say of it."""
    return Feed(
        title=_first_value(about, ("title", "headline", "name"), _text_of_string),
        url=home or url,
        subtitle=_first_value(about, ("description", "subtitle", "tagline"), _text_of_string),
        language=_first_value(about, ("language", "lang", "locale"), _text_of_string),
        authors=_first_value(about, ("authors", "author"), conversion.people_of) or (),
        image=_first_value(about, ("icon", "logo", "image", "cover"), partial(_absolute, url)),
        rights=_first_value(about, ("copyright", "rights"), _text_of_string),
        entries=tuple(entries),
    )


def _first_value(about: Sequence[Row], keys: Sequence[str], read: Callable[[object], T | None]) -> T | None:
    """Return the first usable value of some keys, in the first of the objects that has one."""
    wanted = {plain_name(key): rank for rank, key in enumerate(keys)}
    for one in about:
        describe = sorted((wanted[name], key) for key in one if (name := plain_name(str(key))) in wanted)
        for _, key in describe:
            value = read(one[key])
            if value:
                return value
    return None


def _absolute(url: str | None, value: object) -> str | None:
    if not isinstance(value, str) or not conversion.looks_like_address(value.strip()):
        return None
    return absolute_url(value, url)


def _text_of_string(value: object) -> str | None:
    return conversion.title_of(value) if isinstance(value, str) else None
