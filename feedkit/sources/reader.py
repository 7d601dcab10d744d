"""A source by its name: a file, folder or address, or standard input, with the pages that it leads on to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from feedkit import parsers
from feedkit.errors import FeedkitError, NoEntriesError
from feedkit.parsers.reading import Reading
from feedkit.values.urls import absolute_url, file_name
from feedkit.values.zones import checked_zone

if TYPE_CHECKING:
    from feedkit.fetching import Page
    from feedkit.recipes import Recipe


class Content(NamedTuple):
    """What a source holds, or the folder that it is; its address; its name, which may tell a format."""

    content: str | bytes | Path
    url: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads sources, all of them in one way.

    url:        the address of the page, where the source is none
    timezone:   the IANA name of the zone of dates that name none
    format:     of the source; by default it is recognised
    fetch:      what fetches an address
    tell:       what is told that a user should know of a source
    recipe, like, reference:  as for `feedkit.parse`
    native:     is the page's own feed taken, where it has one?
    pages:      how many pages of older entries are read, with the first
    full:       are the entries' own pages read too?
    url_hint:   how a user can say the page's address
    """

    fetch: Callable[[str], Page]
    tell: Callable[[str], None]
    url: str | None = None
    timezone: str = "UTC"
    format: str | None = None
    recipe: Recipe | None = None
    like: tuple[str, ...] = ()
    reference: datetime | None = None
    native: bool = False
    pages: int = 1
    full: bool = False
    url_hint: str = "pass it with --url"

    def read(self, source: str) -> Reading:
        """Read a file, a folder, standard input ("-") or an http(s) address, and say what it lacks.

        Raises:
            FeedkitError: it cannot be fetched or read, or lists no entries.
            OSError: it cannot be opened.
        """
        return self.read_content(source, self.content(source))

    def read_content(self, source: str, content: Content) -> Reading:
        """Read what a source holds; see `read`."""
        reading = self._native(source, content) if self.native else self._parsed(content)
        entries = reading.feed.entries
        unlinked = sum(entry.url is None for entry in entries)
        if unlinked and not reading.feed.url and reading.format not in ("feed", "text"):
            count = f"{unlinked} of {len(entries)} entries"
            self.tell(f"{source}: {count} have no link, as the page's address is not known: {self.url_hint}")
        return self._with_more(source, reading)

    def listed(self, source: str) -> list[str]:
        """The sources that an OPML file lists; any other source is itself.

        A list from a file may name files beside it and below, and no others: it may be a stranger's.
        """
        if not source.lower().endswith(".opml"):
            return [source]
        from feedkit.sources.opml import read_opml

        content = self.content(source)
        if isinstance(content.content, Path):
            return [source]
        addresses = [one.feed_url for one in read_opml(content.content)]
        if content.url:
            return [usable for one in addresses if (usable := absolute_url(one, content.url))]
        found = {one: one if is_address(one) else _beside(source, one) for one in addresses}
        for one in addresses:
            if found[one] is None:
                wanted = "wanted addresses, or files beside the list or below"
                self.tell(f"{source}: left out: {wanted}, found {one}")
        return list(filter(None, found.values()))

    def _parsed(self, content: Content) -> Reading:
        return _not_empty(parsers.read(self._job(content)))

    def _job(self, content: Content) -> parsers.Job:
        return parsers.job_of(
            content.content,
            url=content.url,
            name=content.name,
            format=self.format,
            timezone=self.timezone,
            now=self.reference,
            recipe=self.recipe,
            like=self.like,
        )

    def _native(self, source: str, content: Content) -> Reading:
        """What the page's own feed holds; what the page itself lists, where there is none that can be had."""
        from feedkit.sources.following import native

        def read(page: Page) -> Reading:
            job = parsers.job_of(page.content, url=page.url, format="feed", timezone=self.timezone)
            return _not_empty(parsers.read(job))

        try:
            reading = self._parsed(content)
        except NoEntriesError as error:
            if not error.feeds:
                raise
            return native(error.feeds, fetch=self.fetch, read=read)
        if reading.format != "html":
            return reading
        try:
            return native(reading.feeds, fetch=self.fetch, read=read)
        except FeedkitError as error:
            self.tell(f"{source}: --native: {error}: its entries are read from the page")
        return reading

    def _with_more(self, source: str, reading: Reading) -> Reading:
        """The reading with the entries of older pages, and with what the entries' own pages say."""
        if self.pages > 1:
            from feedkit.sources.following import follow

            if not reading.feed.url and reading.format == "html":
                self.tell(f"{source}: --pages: the page's address is not known: {self.url_hint}")
            reading = follow(
                reading,
                pages=self.pages,
                fetch=self.fetch,
                read=lambda page: self._parsed(Content(page.content, page.url)),
            )
        if self.full:
            from feedkit.sources.articles import fill

            reading = fill(reading, fetch=self.fetch, zone=checked_zone(self.timezone))
        return reading

    def draft(self, source: str) -> str:
        """A recipe, as TOML, for the same sources."""
        return self.draft_content(self.content(source))

    def draft_content(self, content: Content) -> str:
        """A recipe, as TOML, for what a source holds."""
        return parsers.draft(self._job(content))

    def content(self, source: str) -> Content:
        """What a source holds."""
        if is_address(source):
            page = self.fetch(source)
            return Content(page.content, self.url or page.url, file_name(page.url))
        if source == "-":
            return Content(sys.stdin.buffer.read(), self.url)
        path = Path(source)
        return Content(path if path.is_dir() else path.read_bytes(), self.url, path.name)


def _not_empty(reading: Reading) -> Reading:
    """A reading with entries: whoever makes feeds of sources would lose what an old feed has for nothing."""
    if not reading.feed.entries:
        raise NoEntriesError("no entries found: the feed is empty")
    return reading


def _beside(source: str, name: str) -> str | None:
    """The path of a file that a list in another file names; None where that is anywhere else."""
    folder = Path(source).parent
    path = folder / name
    return str(path) if path.resolve().is_relative_to(folder.resolve()) else None


def is_address(source: str) -> bool:
    """Whether a source is to be fetched."""
    return source.lower().startswith(("http://", "https://"))
