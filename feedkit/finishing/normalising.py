"""What any source says is normalised: addresses absolute, text legible, HTML harmless, languages valid.

What cannot be used is left out, and reported as a Problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feedkit.errors import Problem
from feedkit.finishing.sameness import valid_id, valid_uri
from feedkit.model import Enclosure, Entry, Episode, Feed, Paging, Person, Podcast, Source, Tag
from feedkit.values.language_tags import language_tag
from feedkit.values.mail_syntax import name_and_email
from feedkit.values.media_types import is_media_type, media_type_of
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.sanitising import sanitised_html
from feedkit.values.urls import absolute_url

SHOWN = 60  # characters of a value that a Problem quotes
EPISODE_TYPES = ("full", "trailer", "bonus")
PODCAST_TYPES = ("episodic", "serial")
MAX_OFFSET = timedelta(hours=14)
PAGES = ("first", "previous", "next", "last", "current", "prev_archive", "next_archive")
ENDS = (("first", "previous"), ("last", "next"))  # where there is one, there is nothing beyond it


def normalised(feed: Feed, problems: list[Problem] | None = None) -> Feed:
    """Return the feed with every field usable as it stands, or empty; no id, date or entry is added.

    `problems`, if given, receives what could not be used.
    """
    base = _base(feed)
    found = [] if problems is None else problems
    entries = tuple(
        _Normaliser(base, found, number).entry(entry) for number, entry in enumerate(feed.entries, 1)
    )
    return replace(_Normaliser(base, found).feed(feed), entries=entries)


def _base(feed: Feed) -> str | None:
    for address in (feed.url, feed.feed_url):
        base = absolute_url(address, None) if address else None
        if base:
            return base
    return None


class _Normaliser:
    """Normalises the fields of one entry, or of the feed; `problems` receives what could not be used."""

    def __init__(self, base: str | None, problems: list[Problem], number: int = 0) -> None:
        self.base = base
        self.problems = problems
        self.number = number
        self.title: str | None = None

    def feed(self, feed: Feed) -> Feed:
        return replace(
            feed,
            title=clean_line(feed.title),
            id=valid_id(feed.id, self.base) if feed.id else None,
            url=self.address(feed.url, "url"),
            feed_url=self.address(feed.feed_url, "feed_url"),
            subtitle=clean_line(feed.subtitle),
            language=self.language(feed.language),
            updated=_sayable(feed.updated),
            authors=self.people(feed.authors),
            icon=self.address(feed.icon, "icon"),
            image=self.address(feed.image, "image"),
            tags=self.tags(feed.tags),
            rights=clean_line(feed.rights),
            stylesheet=self.address(feed.stylesheet, "stylesheet"),
            hub=self.address(feed.hub, "hub"),
            paging=self.paging(feed.paging, feed.feed_url) if feed.paging else None,
            podcast=self.podcast(feed.podcast) if feed.podcast else None,
        )

    def entry(self, entry: Entry) -> Entry:
        self.title = clean_line(entry.title)
        url = self.address(entry.url, "url")
        return replace(
            entry,
            title=self.title,
            url=url,
            id=valid_id(entry.id, self.base) if entry.id else None,
            published=_sayable(entry.published),
            updated=_sayable(entry.updated),
            summary=clean_text(entry.summary),
            content=sanitised_html(entry.content, url or self.base),
            authors=self.people(entry.authors) if entry.authors else (),
            tags=self.tags(entry.tags) if entry.tags else (),
            image=self.address(entry.image, "image"),
            enclosures=self.enclosures(entry.enclosures) if entry.enclosures else (),
            language=self.language(entry.language),
            rights=clean_line(entry.rights),
            comments=self.address(entry.comments, "comments"),
            source=self.source(entry.source) if entry.source else None,
            episode=self.episode(entry.episode) if entry.episode else None,
        )

    def address(self, value: str | None, field: str) -> str | None:
        if value is None or not value.strip():
            return None
        usable = absolute_url(value, self.base)
        if usable is None:
            self.report(
                "not-a-url", field, f"wanted an address that leads to a document, found {_shown(value)}"
            )
        return usable

    def language(self, value: str | None) -> str | None:
        """A tag of BCP 47, or None; the names of locales are understood (`en_US.UTF-8`)."""
        if value is None or not value.strip():
            return None
        tag = language_tag(value)
        if tag is None:
            wanted = "wanted a tag such as en or pt-BR"
            self.report("not-a-language", "language", f"{wanted}, found {_shown(value)}")
        return tag

    def people(self, people: Iterable[Person]) -> tuple[Person, ...]:
        """Those that have a name, or what can stand for one, each once."""
        usable = []
        for person in people:
            name, address = name_and_email(clean_line(person.name) or "")
            address = self.email(person.email) or address
            url = self.address(person.url, "authors")
            name = name or (address or "").partition("@")[0] or url or ""
            if name:
                usable.append(Person(name=name, email=address, url=url))
        return tuple(dict.fromkeys(usable))

    def email(self, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        address = name_and_email(value)[1]
        if address:
            return address
        self.report(
            "not-an-email", "authors", f"wanted an address such as jane@example.org, found {_shown(value)}"
        )
        return None

    def tags(self, tags: Iterable[str | Tag]) -> tuple[str | Tag, ...]:
        """Those that can be seen, each once; one whose list has no real address is a tag like any other."""
        return tuple(dict.fromkeys(filter(None, map(self.tag, tags))))

    def tag(self, tag: str | Tag) -> str | Tag | None:
        if isinstance(tag, str):
            return clean_line(tag)
        name, scheme = clean_line(tag.name), valid_uri(tag.scheme)
        if scheme is None:
            self.report(
                "not-a-url", "tags", f"wanted the address of a list of tags, found {_shown(tag.scheme)}"
            )
        return Tag(name=name, scheme=scheme) if name and scheme else name

    def enclosures(self, enclosures: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
        """Those that can be fetched, each once, with the type that their name tells where they tell none."""
        usable: dict[str, Enclosure] = {}
        for enclosure in enclosures:
            url = self.address(enclosure.url, "enclosures")
            if url:
                kind = (enclosure.type or "").strip().lower()
                kind = kind if kind and is_media_type(kind) else media_type_of(url)
                usable.setdefault(
                    url,
                    Enclosure(
                        url=url,
                        type=kind,
                        length=self.count(enclosure.length, "enclosures", 0),
                        duration=self.count(enclosure.duration, "enclosures", 1),
                        title=clean_line(enclosure.title),
                    ),
                )
        return tuple(usable.values())

    def source(self, source: Source) -> Source | None:
        url = self.address(source.url, "source")
        if url is None:
            return None
        own = valid_id(source.id, None) if source.id else None
        return Source(
            title=clean_line(source.title) or url, url=url, id=own, updated=_sayable(source.updated)
        )

    def episode(self, episode: Episode) -> Episode:
        return Episode(
            number=self.count(episode.number, "episode", 1),
            season=self.count(episode.season, "episode", 1),
            type=self.word(episode.type, "episode", EPISODE_TYPES),
            explicit=episode.explicit,
        )

    def podcast(self, podcast: Podcast) -> Podcast:
        owner = self.people((podcast.owner,)) if podcast.owner else ()
        return replace(
            podcast,
            categories=tuple(filter(None, map(clean_line, podcast.categories))),
            owner=owner[0] if owner else None,
            type=self.word(podcast.type, "podcast", PODCAST_TYPES),
            guid=self.guid(podcast.guid),
            moved_to=self.address(podcast.moved_to, "podcast"),
        )

    def guid(self, guid: str | None) -> str | None:
        from uuid import UUID

        try:
            return str(UUID(guid)) if guid else None
        except ValueError:
            self.report("not-a-uuid", "podcast", f"wanted a UUID, found {_shown(guid or '')}")
            return None

    def paging(self, paging: Paging, own: str | None) -> Paging:
        """Links to other documents that agree with each other and with what is said of this one."""
        links = {name: self.address(getattr(paging, name), "paging") for name in PAGES}
        if own is not None:
            own = absolute_url(own, self.base)
        for end, beyond in ENDS:
            if own and links[end] == own and links[beyond]:
                self.report(
                    "page-beyond-the-end", "paging", f"wanted no page beyond the {end}, found {links[beyond]}"
                )
                links[beyond] = None
        whole = paging.complete and not any(links[name] for name in PAGES if name != "current")
        if paging.complete and not whole:
            self.report(
                "complete-feed-with-pages", "paging", "wanted a complete feed or one with pages, found both"
            )
        archive = paging.archive and links["current"] is not None
        if paging.archive and not archive:
            self.report(
                "archive-without-current", "paging", "wanted the address of the current feed, found none"
            )
        return Paging(archive=archive, complete=whole, **links)

    def count(self, value: int | None, field: str, least: int) -> int | None:
        if value is None or value >= least:
            return value
        self.report("not-a-count", field, f"wanted a number from {least} on, found {value}")
        return None

    def word(self, value: str | None, field: str, words: tuple[str, ...]) -> str | None:
        word = clean_line(value)
        if word is None or word.lower() in words:
            return word and word.lower()
        self.report("not-one-of", field, f"wanted one of {', '.join(words)}, found {_shown(word)}")
        return None

    def report(self, rule: str, field: str, message: str) -> None:
        what = f"entry {self.number} {_shown(self.title or '')}".strip() if self.number else "feed"
        self.problems.append(Problem(rule=rule, message=message, where=f"{what}, {field}"))


def _sayable(date: datetime | None) -> datetime | None:
    """A date whose offset XML Schema knows (3.2.7.3), which is what Atom's dates conform to."""
    if date is None or date.tzinfo is UTC or abs(date.utcoffset() or timedelta()) <= MAX_OFFSET:
        return date
    try:
        return date.astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar
        return date


def _shown(value: str) -> str:
    start = value[:SHOWN] + "…" * (len(value) > SHOWN)
    return repr(start) if start.isprintable() else ascii(start)
