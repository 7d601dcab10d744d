"""What one look at a source shows: what a build would make of it, and what a person should know.

source ──content──▶ page ──data behind it, its own feed──▶ Look
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from feedkit.errors import ConfigError, FeedkitError, NoEntriesError, RecipeError
from feedkit.model import Entry, Feed
from feedkit.parsers.reading import MIN_SURE_CONFIDENCE, Reading
from feedkit.project.config import Config
from feedkit.sources.answers import Asking, DataBehind, data_behind
from feedkit.sources.reader import Reader, SourceContent
from feedkit.values.plain_text import clean_line
from feedkit.values.request_settings import RequestSettings
from feedkit.values.urls import split_url

if TYPE_CHECKING:
    from feedkit.fetching import Page

PLAIN_SETTINGS = RequestSettings()
WHERE_SECRETS_ARE = (
    "set the environment variable that feedkit.toml names for it to what the page sends, "
    "which the developer tools of a browser show"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a source has shown.

    source:    as it is written: an address, or a path from the configuration's folder
    login:     whether it was named with a login, which is not written
    requests:  how it is asked for
    page:      what the source itself lists
    own:       what the page's own feed holds
    url:       the address of the page, where the source is none
    timezone:  the zone of dates that name none, where it is not the default
    is_sent:   whether the page as it is sent has the list that a browser has shown
    data:      the data behind a page that a browser has shown
    draft:     a recipe, where it is not sure what the page lists
    failure:   why nothing can be read
    """

    source: str
    login: bool = False
    requests: RequestSettings = PLAIN_SETTINGS
    page: Reading | None = None
    own: Reading | None = None
    url: str | None = None
    timezone: str | None = None
    is_sent: bool = False
    data: DataBehind | None = None
    draft: str = ""
    failure: str = ""

    @property
    def native(self) -> bool:
        """Whether the page's own feed is the better source."""
        return self.own is not None and (self.page is None or _keeps_up(self.own.feed, self.page.feed))

    @property
    def taken(self) -> Reading | None:
        """What a build takes."""
        return self.own if self.native else self.page

    @property
    def is_direct(self) -> bool:
        """Whether the data behind the page is taken."""
        return self.data is not None and self.data.is_lasting and not self.native

    @property
    def title(self) -> str | None:
        """That of the feed."""
        return clean_line(self.taken.feed.title) if self.taken else None

    @property
    def unsure(self) -> bool:
        """Whether it is doubtful that what is taken are the entries."""
        return self.taken is not None and _is_unsure(self.taken)

    def fault(self, config: Config) -> str:
        """Why a build would fail; "" where it would not."""
        sure = self.taken.confidence if self.taken else None
        least = config.defaults.min_confidence
        if sure is None or sure >= least:
            return self.failure
        return f"a build needs a confidence of at least {least:.2f}, found {sure:.2f}"

    def notes(self) -> Iterator[str]:
        """What a person should know of the source, a sentence each."""
        reading = self.taken
        if reading is None:
            return
        feed = reading.feed
        yield _summary(reading)
        if self.is_sent:
            yield "the page as it is sent has the same list: no browser is needed"
        if self.data and not self.native:
            yield from _notes_on_data(self.data)
        if self.unsure:
            grounds = "; ".join(reading.doubts or reading.reasons)
            yield f"these may not be the entries: {grounds}: check with feedkit inspect"
        if not _dates(feed):
            yield "no entry has a date: each gets the time at which a build first sees it"
        if problems := len(reading.problems):
            yield f"{problems} {'problem' if problems == 1 else 'problems'}: see feedkit inspect"
        if self.own is not None:
            yield self._note_on_own_feed(self.own)
        elif reading.feeds:
            yield f"the page has a feed of its own, which cannot be read: {reading.feeds[0]}"

    def _note_on_own_feed(self, own: Reading) -> str:
        if self.page is None:
            return "the page lists no entries, but has a feed of its own, which is taken"
        if self.native:
            return f"this is the page's own feed, which is taken; the page shows {_summary(self.page)}"
        return f"the page has a feed of its own, not taken as its entries are others: {_summary(own)}"


def _notes_on_data(data: DataBehind) -> Iterator[str]:
    """What a person should know of the data behind a page, a sentence each."""
    where = f"the list is in JSON that the page fetches, {data.found.shown_address}"
    if not data.is_lasting:
        reasons = "; ".join(data.request.changing) if data.request else data.failure
        yield f"{where}, but that cannot be read in its place, so a browser has to show the page: {reasons}"
        return
    yield f"{where}: that is read, without a browser"
    yield from data.found.notes
    if data.request:
        yield from data.request.left_out
        for what in data.request.secrets.values():
            yield f"{what} may be a secret, and is not written: {WHERE_SECRETS_ARE}"


def _is_unsure(reading: Reading) -> bool:
    return reading.confidence is not None and reading.confidence < MIN_SURE_CONFIDENCE


def _summary(reading: Reading) -> str:
    feed = reading.feed
    count = "1 entry" if len(feed.entries) == 1 else f"{len(feed.entries)} entries"
    newest = max(_dates(feed), default=None)
    sure = f"; confidence {reading.confidence:.2f}" if reading.confidence is not None else ""
    return f"{count}{f', the newest of {newest:%Y-%m-%d}' if newest else ''}{sure}"


def _dates(feed: Feed) -> list[datetime]:
    return [date for entry in feed.entries if (date := entry.published or entry.updated)]


def _keeps_up(own: Feed, page: Feed) -> bool:
    """Return whether a feed has the newest entry of its page, and half of the others or room for fewer.

    A feed of the whole site, of comments, or one that has been given up, does not.
    """
    here, there = ({_address_key(entry) for entry in feed.entries if entry.url} for feed in (page, own))
    newest = max(_dates(page), default=None)
    first = next(entry for entry in page.entries if newest in (entry.published or entry.updated, None))
    return _address_key(first) in there and 2 * len(here & there) >= min(len(here), len(there))


def _address_key(entry: Entry) -> str:
    """The address of an entry without what feeds like to add for statistics."""
    parts = split_url(entry.url or "")
    query = "&".join(one for one in parts.query.split("&") if not one.startswith("utm_"))
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{query}"


def look(
    source: str,
    written: str,
    reader: Reader,
    timezone: str | None = None,
    asking: Asking | None = None,
) -> Look:
    """Look at a source as a build will.

    Args:
        source: a file, a folder or an http(s) address.
        written: the same as the configuration names it; an address that has moved is written as the new one.
        reader: what reads it.
        timezone: what the configuration is to say of it.
        asking: how the data behind a page is asked for, and the page was.

    Raises:
        FeedkitError, OSError: as `Reader.read`.
    """
    pages: list[Page] = []

    def fetch(url: str) -> Page:
        pages.append(reader.fetch(url))
        return pages[-1]

    content = replace(reader, fetch=fetch).content(source)
    moved = pages[0].moved_to if pages else None
    settings = asking.settings if asking else PLAIN_SETTINGS
    found = Look(source=moved or _usable(written), url=reader.url, timezone=timezone, requests=settings)
    failure: NoEntriesError | None = None
    page: Reading | None = None
    try:
        page = reader.read_content(source, content)
    except NoEntriesError as error:
        failure = error
    if page and asking and content.browser and (sent := _as_sent(source, page, content, reader, asking)):
        content, page = sent
        found = replace(found, is_sent=True)
    data = _data(page, content, reader, asking) if asking else None
    if page is None and not (data and data.is_lasting):
        assert failure is not None
        return replace(found, own=_only_own(source, content, reader, failure))
    own = _own(source, content, reader) if page and page.feeds else None
    draft = _draft(content, reader) if page and _is_unsure(page) else ""
    found = replace(found, page=page, own=own, data=data, draft=draft)
    return found if found.native or not data else _direct(found, data, content)


def _as_sent(
    source: str, page: Reading, content: SourceContent, reader: Reader, asking: Asking
) -> tuple[SourceContent, Reading] | None:
    """Return a page as it is sent, where that has the entries which a browser has shown."""
    try:
        request = asking.settings.request(source, asking.environment)
        sent = SourceContent(asking.replay(source, request), content.url, content.name)
        reading = replace(reader, report=_ignored).read_content(source, sent)
    except FeedkitError:
        return None
    return (sent, reading) if _shown(reading) == _shown(page) else None


def _shown(reading: Reading) -> list[tuple[str | None, str | None, datetime | None]]:
    return [(entry.title, entry.url, entry.published) for entry in reading.feed.entries]


def _data(page: Reading | None, content: SourceContent, reader: Reader, asking: Asking) -> DataBehind | None:
    """Return the data behind a page that a browser has shown."""
    if not content.answers or not content.url or not isinstance(content.content, str) or reader.now is None:
        return None
    return data_behind(
        page,
        content.content,
        content.answers,
        url=content.url,
        zone=reader.zone,
        now=reader.now,
        asking=asking,
    )


def _direct(found: Look, data: DataBehind, content: SourceContent) -> Look:
    """Return what a source has shown, with the address of the data behind it, where that is for good."""
    if data.request is None or not data.is_lasting:
        return found
    feed, title = data.found.reading.feed, found.title
    language = feed.language or (found.page.feed.language if found.page else None)
    return replace(
        found,
        source=data.request.url,
        url=content.url,
        requests=data.request.settings,
        page=replace(data.found.reading, feed=replace(feed, title=title or feed.title, language=language)),
        own=None,
        draft="",
    )


def _usable(written: str) -> str:
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise ConfigError("its name is not valid UTF-8, which a feedkit.toml must be: rename it") from error
    return written


def _own(source: str, content: SourceContent, reader: Reader) -> Reading | None:
    """Return what the page's own feed holds; None where it cannot be read."""
    reading = replace(reader, native=True, report=_ignored).read_content(source, content)
    return reading if reading.format == "feed" else None


def _only_own(source: str, content: SourceContent, reader: Reader, error: NoEntriesError) -> Reading:
    """The same, for a page that lists nothing itself."""
    try:
        return replace(reader, native=True, report=_ignored).read_content(source, content)
    except FeedkitError:
        raise error from None


def _ignored(message: str) -> None:
    """Ignore a message, where it is no news that a page's own feed cannot be read."""


def _draft(content: SourceContent, reader: Reader) -> str:
    try:
        return reader.draft_content(content)
    except RecipeError:  # no selector finds such entries
        return ""
