"""Conditions that an entry meets or does not, each written in one line.

    rust              that text in its title, summary, content, tags or authors' names
    title:rust        that text in its title
    tags=Release      a tag that is that text, and no more
    title~^v\\d+\\.0    a regular expression that is found in its title
    ~\\bAI\\b           a regular expression that is found in any of its texts

Upper and lower case are one, and so is all white space. `(?-i:…)` makes a regular expression tell case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import unescape

from feedkit.model import Entry, Tag
from feedkit.values.headline import TAG
from feedkit.values.limited_regex import LimitedRegex, check_regex

FORM = re.compile(r"\s*(?P<field>[A-Za-z_]+)?\s*(?P<sign>[:=~])(?P<text>.*)", re.S)
ANYWHERE = ("title", "summary", "content", "tags", "authors")  # where a text without a field is looked for
SYNONYMS = {
    "tags": "tag category categories keyword keywords label labels",
    "authors": "author creator byline",
    "url": "link href address",
    "title": "headline name heading",
    "summary": "description excerpt teaser",
    "content": "body text html",
    "id": "guid",
    "enclosures": "enclosure audio media attachments",
}
ALSO_CALLED = {other: field for field, others in SYNONYMS.items() for other in others.split()}

Conditions = Sequence["str | Sequence[str]"]
Values = Callable[[Entry], Iterable["str | None"]]

FIELDS: dict[str, Values] = {
    "title": lambda entry: (entry.title,),
    "url": lambda entry: (entry.url,),
    "summary": lambda entry: (entry.summary,),
    "content": lambda entry: (unescape(TAG.sub("", entry.content or "")),),
    "authors": lambda entry: (person.name for person in entry.authors),
    "tags": lambda entry: (tag.name if isinstance(tag, Tag) else tag for tag in entry.tags),
    "image": lambda entry: (entry.image,),
    "enclosures": lambda entry: (enclosure.url for enclosure in entry.enclosures),
    "id": lambda entry: (entry.id,),
    "language": lambda entry: (entry.language,),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition.

    fields: the fields of which one must have a text that fits
    fits:   tells whether a text does; it is in one case, with single blanks, unless a regex looks at it
    folds:  whether texts are folded to one case
    """

    fields: tuple[str, ...]
    fits: Callable[[str], bool]
    folds: bool = True


Alternatives = Sequence[Sequence[Condition]]  # of one of them, all conditions must be met


class EntryTexts:
    """The texts of one entry by field, each made when it is first asked for."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._texts: dict[str, list[str]] = {}

    def meet(self, alternatives: Alternatives) -> bool:
        """Return whether one of some alternatives is met."""
        return any(all(self._meet(condition) for condition in together) for together in alternatives)

    def _meet(self, condition: Condition) -> bool:
        texts = (text for field in condition.fields for text in self._of(field))
        return any(condition.fits(text.casefold() if condition.folds else text) for text in texts)

    def _of(self, field: str) -> list[str]:
        if field not in self._texts:
            values = FIELDS[field](self._entry)
            self._texts[field] = [" ".join(value.split()) for value in values if value and value.strip()]
        return self._texts[field]


def conditions(given: Conditions) -> Alternatives:
    """Return what conditions mean, after a check.

    Raises:
        ValueError: one is blank, names a field by another name, or its regular expression is malformed.
    """
    alternatives = [[one] if isinstance(one, str) else list(one) for one in given]
    if not all(alternatives):
        raise ValueError("wanted one condition or more in a list of them, found none")
    return [[_condition(one) for one in together] for together in alternatives]


def _condition(given: str) -> Condition:
    form = FORM.fullmatch(given)
    name = (form["field"] or "").casefold() if form else ""
    sign = form["sign"] if form else ":"
    if form is None or (name and name not in FIELDS) or (not name and sign != "~"):
        _check_name(form, given)
        return Condition(ANYWHERE, _containing(given))
    text = form["text"].strip()
    if not text:
        raise ValueError(f"wanted a text behind {given.strip()!r}, found only white space")
    fields = (name,) if name else ANYWHERE
    if sign == "~":
        check_regex(text)
        regex = LimitedRegex(text, ignore_case=True, subject="the condition", source="these entries")
        return Condition(fields, lambda value: regex.search(value) is not None, folds=False)
    return Condition(fields, _equal(text) if sign == "=" else _containing(text))


def _check_name(form: re.Match[str] | None, given: str) -> None:
    """Raise a ValueError for a text that names a field as others call it, or says nothing."""
    if not given.strip():
        raise ValueError("a text to match must not be blank, as every text contains it")
    other = (form["field"] or "").casefold() if form else ""
    if not form or not other or form["text"].startswith(" "):
        return
    field = ALSO_CALLED.get(other) or next(iter(get_close_matches(other, FIELDS, n=1, cutoff=0.8)), "")
    if field:
        right = field + form["sign"] + form["text"]
        raise ValueError(f"there is no field {other!r}; did you mean {right!r}?")


def _containing(text: str) -> Callable[[str], bool]:
    wanted = " ".join(text.split()).casefold()
    return lambda value: wanted in value


def _equal(text: str) -> Callable[[str], bool]:
    wanted = " ".join(text.split()).casefold()
    return lambda value: wanted == value
