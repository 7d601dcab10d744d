"""Every field of a feed made valid: addresses absolute, texts clean, HTML harmless, languages known.

What cannot be used is left out, and reported as a Problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import attrgetter, is_

from feedkit.errors import Problem, mismatch
from feedkit.finishing.entry_ids import valid_feed_id
from feedkit.finishing.part_values import PartNormaliser, grouped, media_type
from feedkit.finishing.podcast_values import PodcastNormaliser
from feedkit.model import (
    Element,
    Enclosure,
    Entry,
    Episode,
    Feed,
    LiveItem,
    Paging,
    Person,
    Podcast,
    Source,
    Tag,
)
from feedkit.model.checked import EMPTY, replaced
from feedkit.values.address_keys import without_tracking
from feedkit.values.apple_podcasts import episode_beside, podcast_beside
from feedkit.values.extension_values import usable_elements, usable_json
from feedkit.values.json_numbers import MAX_INTEGER
from feedkit.values.language_tags import language_tag
from feedkit.values.mail_syntax import name_and_email
from feedkit.values.media_types import media_type_of
from feedkit.values.plain_text import clean_line, clean_text
from feedkit.values.podcast_elements import AMOUNT
from feedkit.values.sanitising import KEPT_IF_TRUSTED, CleanHTML, sanitised_html
from feedkit.values.syndication_terms import ENTRY_RELATIONS, FEED_RELATIONS, NO_STYLESHEET
from feedkit.values.tag_uris import tag_uri
from feedkit.values.uri_syntax import is_uri
from feedkit.values.urls import absolute_url

REMOVED = "removed-html"  # the rule of a Problem
MAX_QUOTED = 60  # characters of a value that a Problem quotes
MAX_OFFSET = timedelta(hours=14)  # XML Schema, part 2, section 3.2.7.3
PAGE_FIELDS = ("first", "previous", "next", "last", "current", "prev_archive", "next_archive")
USUAL = tuple("title url id published updated summary content authors contributors tags image images".split())
RARE = (  # fields that most entries do not have
    *("enclosures", "links", "language", "rights", "license", "comments", "comments_feed", "comment_count"),
    *("location", "source", "episode", "extensions", "json_extensions"),
)
usual_values, rare_values = attrgetter(*USUAL), attrgetter(*RARE)
NOTHING_RARE = rare_values(Entry())
ENDS = (("first", "previous"), ("last", "next"))  # an end, and what would be beyond it


def normalised(feed: Feed, problems: list[Problem] | None = None) -> Feed:
    """Return the feed with every field valid or empty; no id, date or entry is added.

    Normalising what was returned changes nothing.

    Args:
        feed: any feed. Relative addresses are resolved against its `url`, or else its `feed_url`.
        problems: receives a Problem for each value that cannot be used.
    """
    entries = tuple(normalised_entries(feed, feed.entries, problems))
    return replaced(_Normaliser(_base(feed), problems).feed(feed), entries=entries)


def normalised_entries(
    feed: Feed, entries: Iterable[Entry], problems: list[Problem] | None
) -> Iterator[Entry]:
    """Yield entries of a feed with every field valid or empty; see `normalised`."""
    base = _base(feed)
    removed: Counter[str] = Counter()
    normaliser = _Normaliser(base, problems)
    for number, entry in enumerate(entries, 1):
        normaliser.number = number
        yield normaliser.entry(entry, removed)
    if removed and problems is not None:
        problems.append(removal(removed))


def removal(removed: Mapping[str, int]) -> Problem:
    """Return the Problem that reports what is not in contents any more, the most frequent first."""
    found = ", ".join(
        f"{count} {kind}{'s' if count > 1 else ''}"
        for kind, count in sorted(removed.items(), key=lambda one: (-one[1], one[0]))
    )
    why = "" if KEPT_IF_TRUSTED.isdisjoint(removed) else ", as it is not trusted"
    wanted = "HTML that is harmless whoever wrote it"
    return mismatch(REMOVED, wanted, f"{found}: left out{why}", "entries, content")


def _base(feed: Feed) -> str | None:
    for address in (feed.url, feed.feed_url):
        base = absolute_url(address, None) if address else None
        if base:
            return base
    return None


def _changed(entry: Entry, names: Sequence[str], old: Sequence[object], new: Sequence[object]) -> Entry:
    """Return an entry with new values of some fields; itself where they are the old ones, as most are."""
    if all(map(is_, old, new)):
        return entry
    changes = {name: now for name, before, now in zip(names, old, new, strict=True) if now is not before}
    return replaced(entry, **changes)


class _Normaliser(PartNormaliser):
    """Normalises the fields of one entry, or of the feed.

    base:      the absolute address that relative ones are resolved against
    problems:  receives a Problem for each value that cannot be used, or None
    number:    of the entry in its feed, from 1 on; 0 for the feed itself
    title:     of the entry, for the Problems
    """

    def __init__(self, base: str | None, problems: list[Problem] | None) -> None:
        self.base = base
        self.problems = problems
        self.number = 0
        self.title: str | None = None

    def feed(self, feed: Feed) -> Feed:
        url = self.page(feed.url, feed.links)
        made = replaced(
            feed,
            title=clean_line(feed.title),
            id=valid_feed_id(feed.id, self.base),
            url=url,
            feed_url=self.address(feed.feed_url, "feed_url"),
            subtitle=clean_line(feed.subtitle),
            language=self.language(feed.language),
            updated=_with_valid_offset(feed.updated),
            authors=self.people(feed.authors),
            icon=self.address(feed.icon, "icon"),
            image=self.address(feed.image, "image"),
            contributors=self.people(feed.contributors),
            web_master=self.web_master(feed.web_master) if feed.web_master else None,
            generator=self.generator(feed.generator) if feed.generator else None,
            tags=self.tags(feed.tags),
            rights=clean_line(feed.rights),
            license=self.address(feed.license, "license"),
            links=self.links(feed.links, url, FEED_RELATIONS),
            location=self.location(feed.location),
            stylesheet=self.stylesheet(feed.stylesheet),
            hubs=tuple(dict.fromkeys(filter(None, (self.address(one, "hubs") for one in feed.hubs)))),
            cloud=self.cloud(feed.cloud) if feed.cloud else None,
            ttl=self.count(feed.ttl, "ttl", 1),
            skip_hours=tuple(dict.fromkeys(feed.skip_hours)),
            skip_days=tuple(dict.fromkeys(feed.skip_days)),
            paging=self.paging(feed.paging, feed.feed_url) if feed.paging else None,
            podcast=self.podcast(feed.podcast) if feed.podcast else None,
            live=tuple(map(self.live, feed.live)),
            extensions=self.elements(feed.extensions),
            json_extensions=self.json(feed.json_extensions) if feed.json_extensions else EMPTY,
        )
        return replaced(made, podcast=podcast_beside(made, made.podcast)) if made.podcast else made

    def entry(self, entry: Entry, removed: Counter[str]) -> Entry:
        """Return an entry with valid fields, and count in `removed` what is not in its content any more."""
        self.title = clean_line(entry.title)
        url = self.page(entry.url, entry.links)
        url = url and without_tracking(url, self.base)
        content = sanitised_html(entry.content, url or self.base)
        if isinstance(content, CleanHTML) and content.removed:
            removed.update(content.removed)
        image, images = self.pictures(entry.image, entry.images)
        valid = (
            self.title,
            url,
            clean_line(entry.id),
            _with_valid_offset(entry.published),
            _with_valid_offset(entry.updated),
            clean_text(entry.summary),
            content or None,
            self.people(entry.authors) if entry.authors else (),
            self.people(entry.contributors) if entry.contributors else (),
            self.tags(entry.tags) if entry.tags else (),
            image,
            images,
        )
        made = _changed(entry, USUAL, usual_values(entry), valid)
        given = rare_values(entry)
        if given != NOTHING_RARE:
            made = _changed(made, RARE, given, self.rare(entry, url))
        return replaced(made, episode=episode_beside(made, made.episode)) if made.episode else made

    def rare(self, entry: Entry, url: str | None) -> tuple[object, ...]:
        """Return the valid values of those fields of an entry that most entries do not have."""
        return (
            self.enclosures(entry.enclosures),
            self.links(entry.links, url, ENTRY_RELATIONS),
            self.language(entry.language),
            clean_line(entry.rights),
            self.address(entry.license, "license"),
            self.address(entry.comments, "comments"),
            self.address(entry.comments_feed, "comments_feed"),
            self.count(entry.comment_count, "comment_count", 0),
            self.location(entry.location),
            self.source(entry.source) if entry.source else None,
            self.episode(entry.episode) if entry.episode else None,
            self.elements(entry.extensions, url),
            self.json(entry.json_extensions, url) if entry.json_extensions else EMPTY,
        )

    def address(self, value: str | None, field: str) -> str | None:
        if value is None:
            return None
        url = absolute_url(value, self.base)
        if url is None and value.strip():
            self.report("not-a-url", field, "an address that leads to a document", _quoted(value))
        return url

    def web_address(self, value: str | None, field: str) -> str | None:
        url = self.address(value, field)
        if url and not url.startswith(("http://", "https://")):
            self.report("not-a-url", field, "an http or https address", _quoted(url))
            return None
        return url

    def stylesheet(self, value: str | None) -> str | None:
        if value is not None and value.strip().lower() == NO_STYLESHEET:
            return NO_STYLESHEET
        return self.address(value, "stylesheet")

    def language(self, value: str | None) -> str | None:
        """Return a language tag (BCP 47), or None; names of locales are converted (`en_US.UTF-8`)."""
        if value is None or not value.strip():
            return None
        tag = language_tag(value)
        if tag is None:
            self.report("not-a-language", "language", "a tag such as en or pt-BR", _quoted(value))
        return tag

    def people(self, people: Sequence[Person]) -> Sequence[Person]:
        """Return those with a name, or with an address that can be one, each once."""
        named = tuple(dict.fromkeys(filter(None, map(self.person, people))))
        return people if named == people else named

    def person(self, person: Person) -> Person | None:
        name, address = name_and_email(clean_line(person.name) or "")
        address = self.email(person.email) or address
        url = self.address(person.url, "authors")
        name = name or (address or "").partition("@")[0] or url or ""
        if (name, address, url) == (person.name, person.email, person.url):
            return person if name else None
        return replaced(person, name=name, email=address, url=url) if name else None

    def email(self, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        address = name_and_email(value)[1]
        if address:
            return address
        self.report("not-an-email", "authors", "an address such as jane@example.org", _quoted(value))
        return None

    def tags(self, tags: Sequence[str | Tag]) -> Sequence[str | Tag]:
        """Return those that are not blank, each once; one whose scheme is no valid URI is a plain tag."""
        valid: Sequence[str | Tag] = tuple(dict.fromkeys(filter(None, map(self.tag, tags))))
        return tags if valid == tags else valid

    def tag(self, tag: str | Tag) -> str | Tag | None:
        if isinstance(tag, str):
            return clean_line(tag)
        name, label, scheme = clean_line(tag.name), clean_line(tag.label), None
        if tag.scheme is not None:
            scheme = _valid_uri(tag.scheme)
            if scheme is None:
                self.report("not-a-url", "tags", "the address of a list of tags", _quoted(tag.scheme))
        label = label if label != name else None
        return replaced(tag, name=name, scheme=scheme, label=label) if name and (scheme or label) else name

    def enclosures(self, enclosures: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
        """Return those with a valid address, each once; a missing type is that of the address's suffix."""
        enclosed: dict[str, Enclosure] = {}
        for enclosure in enclosures:
            url = self.address(enclosure.url, "enclosures")
            if url:
                usable = replaced(
                    enclosure,
                    url=url,
                    type=media_type(enclosure.type) or media_type_of(url),
                    length=self.count(enclosure.length, "enclosures", 0),
                    duration=self.count(enclosure.duration, "enclosures", 1),
                    title=clean_line(enclosure.title),
                    width=self.count(enclosure.width, "enclosures", 1),
                    height=self.count(enclosure.height, "enclosures", 1),
                )
                enclosed.setdefault(url, usable)
        return grouped([*enclosed.values()])

    def source(self, source: Source) -> Source | None:
        url = self.address(source.url, "source")
        if url is None:
            return None
        own, updated = valid_feed_id(source.id, url), _with_valid_offset(source.updated)
        return replaced(source, title=clean_line(source.title) or url, url=url, id=own, updated=updated)

    def episode(self, episode: Episode) -> Episode:
        fields = self.podcasts("episode").fields(episode)
        return replaced(
            episode,
            number=None if episode.number is None else AMOUNT.read(AMOUNT.write(episode.number) or ""),
            number_label=self.label(episode.number, episode.number_label, "number"),
            season_name=self.label(episode.season, episode.season_name, "season"),
            image=self.web_address(episode.image, "episode.image"),
            **fields,
        )

    def label(self, number: float | None, label: str | None, field: str) -> str | None:
        """Return what is shown instead of a number, where there is one."""
        label = clean_line(label)
        if label and number is None:
            self.report("not-of-a-podcast", f"episode.{field}", "a number beside its name", "none")
            return None
        return label

    def podcast(self, podcast: Podcast) -> Podcast:
        owner = self.people((podcast.owner,)) if podcast.owner else ()
        return replaced(
            podcast,
            categories=tuple(filter(None, map(clean_line, podcast.categories))),
            author=clean_line(podcast.author),
            owner=owner[0] if owner else None,
            image=self.web_address(podcast.image, "podcast.image"),
            **self.podcasts("podcast").fields(podcast),
        )

    def podcasts(self, field: str) -> PodcastNormaliser:
        return PodcastNormaliser(field, self.web_address, _with_valid_offset, self.report_quoted)

    def live(self, item: LiveItem) -> LiveItem:
        """Return a live stream; its entry has changed when it begins, where nothing else is known."""
        start = _with_valid_offset(item.start) or item.start
        entry = self.entry(item.entry, Counter())
        updated = entry.updated or entry.published or start
        own = entry.id or entry.url or tag_uri(self.base, "name", entry.title or str(start))
        undated = not (entry.updated or entry.published)
        entry = replaced(entry, id=own, updated=updated, estimated=entry.estimated or undated)
        return replaced(item, entry=entry, start=start, end=_with_valid_offset(item.end))

    def paging(self, paging: Paging, own: str | None) -> Paging:
        """Return links that contradict neither each other nor `own`, the feed's own address."""
        links = {name: self.address(getattr(paging, name), "paging") for name in PAGE_FIELDS}
        if own is not None:
            own = absolute_url(own, self.base)
        for end, beyond in ENDS:
            if own and links[end] == own and links[beyond]:
                wanted = f"no page beyond the {end}"
                self.report("page-beyond-the-end", "paging", wanted, str(links[beyond]))
                links[beyond] = None
        whole = paging.complete and not any(links[name] for name in PAGE_FIELDS if name != "current")
        if paging.complete and not whole:
            self.report("complete-feed-with-pages", "paging", "a complete feed or one with pages", "both")
        archive = paging.archive and links["current"] is not None
        if paging.archive and not archive:
            self.report("archive-without-current", "paging", "the address of the current feed", "none")
        return replaced(paging, archive=archive, complete=whole, **links)

    def elements(self, elements: Sequence[Element], url: str | None = None) -> tuple[Element, ...]:
        report = partial(self.report, "extension-left-out", "extensions")
        return usable_elements(elements, url or self.base, report, in_feed=not self.number)

    def json(self, values: Mapping[str, object], url: str | None = None) -> Mapping[str, object]:
        report = partial(self.report, "extension-left-out", "json_extensions")
        return usable_json(values, url or self.base, report)

    def count(self, value: int | None, field: str, minimum: int) -> int | None:
        if value is None or minimum <= value <= MAX_INTEGER:
            return value
        found = str(value) if value < minimum else "a larger one"  # Python writes no number of any length
        self.report("not-a-count", field, f"a number from {minimum} on", found)
        return None

    def report_quoted(self, rule: str, field: str, wanted: str, found: str) -> None:
        self.report(rule, field, wanted, _quoted(found))

    def report(self, rule: str, field: str, wanted: str, found: str) -> None:
        if self.problems is None:
            return
        what = f"entry {self.number} {_quoted(self.title or '')}" if self.number else "feed"
        self.problems.append(mismatch(rule, wanted, found, f"{what}, {field}"))


def _with_valid_offset(date: datetime | None) -> datetime | None:
    """Return a date with an offset that Atom's dates may have; in UTC where its own is too large."""
    if date is None or date.tzinfo is UTC or abs(date.utcoffset() or timedelta()) <= MAX_OFFSET:
        return date
    try:
        return date.astimezone(UTC)
    except OverflowError:  # the first or the last day of the calendar
        return date


def _valid_uri(text: str) -> str | None:
    """Return an absolute URI of a registered scheme as it is, a web address in valid form; else None."""
    uri = text.strip()
    if uri.lower().startswith(("http:", "https:", "ftp:", "file:")):
        return absolute_url(uri, None)
    return uri if uri.isascii() and is_uri(uri) else None


def _quoted(value: str) -> str:
    start = value[:MAX_QUOTED] + "…" * (len(value) > MAX_QUOTED)
    return repr(start) if start.isprintable() else ascii(start)
