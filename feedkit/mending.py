"""What any source says is made usable: addresses absolute, text legible, HTML harmless, languages true.

What cannot be used is left out, and told as a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from feedkit.errors import Problem
from feedkit.identities import usable_id
from feedkit.media import type_of
from feedkit.model import Enclosure, Entry, Feed, Person
from feedkit.sanitising import sanitised
from feedkit.texts import line, lines
from feedkit.urls import absolute

SHOWN = 60  # characters of a value that a Problem quotes
IN_BRACKETS = re.compile(r"\A\((.*)\)\Z")
LOCALE_SUFFIX = re.compile(r"[.@].*")  # "de_DE.UTF-8@euro"


def mended(feed: Feed) -> Feed:
    """The feed with every field usable as it stands, or empty; no id, date or entry is added."""
    base = _base(feed)
    told: list[Problem] = []
    entries = tuple(_Mender(base, told, index).entry(entry) for index, entry in enumerate(feed.entries, 1))
    about = _Mender(base, told).feed(feed)
    return replace(about, entries=entries, problems=tuple(dict.fromkeys((*feed.problems, *told))))


def _base(feed: Feed) -> str | None:
    for address in (feed.url, feed.feed_url):
        base = absolute(address, None) if address else None
        if base:
            return base
    return None


class _Mender:
    """Mends the fields of one entry, or of the feed; `told` collects what could not be used."""

    def __init__(self, base: str | None, told: list[Problem], index: int = 0) -> None:
        self.base = base
        self.told = told
        self.index = index
        self.title: str | None = None

    def feed(self, feed: Feed) -> Feed:
        return replace(
            feed,
            title=line(feed.title),
            id=usable_id(feed.id, self.base) if feed.id else None,
            url=self.address(feed.url, "url"),
            feed_url=self.address(feed.feed_url, "feed_url"),
            subtitle=line(feed.subtitle),
            language=self.language(feed.language),
            authors=self.people(feed.authors),
            icon=self.address(feed.icon, "icon"),
            image=self.address(feed.image, "image"),
            rights=line(feed.rights),
            stylesheet=self.address(feed.stylesheet, "stylesheet"),
            hub=self.address(feed.hub, "hub"),
        )

    def entry(self, entry: Entry) -> Entry:
        self.title = line(entry.title)
        url = self.address(entry.url, "url")
        return Entry(
            title=self.title,
            url=url,
            id=usable_id(entry.id, self.base) if entry.id else None,
            published=entry.published,
            updated=entry.updated,
            summary=lines(entry.summary),
            content=sanitised(entry.content, url or self.base),
            authors=self.people(entry.authors) if entry.authors else (),
            tags=tuple(dict.fromkeys(filter(None, map(line, entry.tags)))) if entry.tags else (),
            image=self.address(entry.image, "image"),
            enclosures=self.enclosures(entry.enclosures) if entry.enclosures else (),
            language=self.language(entry.language),
        )

    def address(self, value: str | None, field: str) -> str | None:
        if value is None or not value.strip():
            return None
        usable = absolute(value, self.base)
        if usable is None:
            self.tell(
                "not-a-url", field, f"wanted an address that leads to a document, found {_shown(value)}"
            )
        return usable

    def language(self, value: str | None) -> str | None:
        """A tag of BCP 47, or None; the names of locales are understood (`en_US.UTF-8`)."""
        if value is None or not value.strip():
            return None
        from feedkit.checks.values import language  # loading the checks would double feedkit's own start

        tag = LOCALE_SUFFIX.sub("", value.strip().replace("_", "-"))
        if not language(tag):
            return tag
        self.tell("not-a-language", "language", f"wanted a tag such as en or pt-BR, found {_shown(value)}")
        return None

    def people(self, people: Iterable[Person]) -> tuple[Person, ...]:
        """Those that have a name, or what can stand for one, each once."""
        usable = []
        for person in people:
            name, address = _apart(line(person.name) or "")
            address = self.email(person.email) or address
            url = self.address(person.url, "authors")
            name = name or (address or "").partition("@")[0] or url or ""
            if name:
                usable.append(Person(name=name, email=address, url=url))
        return tuple(dict.fromkeys(usable))

    def email(self, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        address = _apart(value)[1]
        if address:
            return address
        self.tell(
            "not-an-email", "authors", f"wanted an address such as jane@example.org, found {_shown(value)}"
        )
        return None

    def enclosures(self, enclosures: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
        """Those that can be fetched, each once, with the type that their name tells where they tell none."""
        from feedkit.checks.values import mime_type

        usable: dict[str, Enclosure] = {}
        for enclosure in enclosures:
            url = self.address(enclosure.url, "enclosures")
            if url:
                kind = (enclosure.type or "").strip().lower()
                kind = kind if kind and not mime_type(kind) else type_of(url)
                length = enclosure.length if enclosure.length is not None and enclosure.length >= 0 else None
                usable.setdefault(url, replace(enclosure, url=url, type=kind, length=length))
        return tuple(usable.values())

    def tell(self, rule: str, field: str, message: str) -> None:
        place = f"entry {self.index} {_shown(self.title or '')}".strip() if self.index else "feed"
        self.told.append(Problem(rule=rule, message=message, where=f"{place}, {field}"))


def _apart(text: str) -> tuple[str, str | None]:
    """A name, and the e-mail address that stands with it: `Jane <jane@example.org>`, `jane@… (Jane)`."""
    if "@" not in text:
        return text, None
    from feedkit.checks.values import email

    addresses, words = [], []
    for word in text.split():
        bare = word.strip("<>()[],;").removeprefix("mailto:")
        if "@" in bare and not email(bare):
            addresses.append(bare)
        else:
            words.append(word)
    if not addresses:
        return text, None
    name = " ".join(words)
    return IN_BRACKETS.sub(r"\1", name).strip('"'), addresses[0]


def _shown(value: str) -> str:
    return ascii(value) if not value.isprintable() else repr(value[:SHOWN] + "…" * (len(value) > SHOWN))
