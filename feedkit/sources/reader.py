"""A source by its name: an address, a file, a folder or standard input, with the pages that it leads to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from feedkit import parsers
from feedkit.errors import BY_SCRIPTS, FeedkitError, NoEntriesError, Problem
from feedkit.parsers.reading import MIN_SURE_CONFIDENCE, Reading, RivalList
from feedkit.values.urls import absolute_url, file_name

if TYPE_CHECKING:
    from feedkit.fetching import Page
    from feedkit.fetching.json_answers import JsonAnswer
    from feedkit.model import Feed
    from feedkit.recipes import Recipe

UTC = ZoneInfo("UTC")
RENDERED = "a browser has shown the page"
NEEDS_SCRIPTS = re.compile(
    rb"<noscript\b[^>]{0,200}>(?:(?!</noscript)[\s\S]){0,2000}?(?:java|ecma)\s?script", re.I
)
MAX_REFRESHES = 5  # pages in a row that send their readers on


class SourceContent(NamedTuple):
    """What stands behind the name of a source.

    content:  the text or bytes of the source, or the path of a folder
    url:      its absolute address, where that is known
    name:     the name of its file, whose suffix may tell the format
    problems: those of its encoding
    browser:  why a browser has shown it; "" where none has
    answers:  the data that it fetched then
    """

    content: str | bytes | Path
    url: str | None = None
    name: str = ""
    problems: tuple[Problem, ...] = ()
    browser: str = ""
    answers: tuple[JsonAnswer, ...] = ()

    @classmethod
    def of(cls, page: Page, url: str | None = None, why: str = RENDERED) -> SourceContent:
        """Return a page that was fetched; `url` is its address where that is to be another."""
        browser = why if page.is_rendered else ""
        name = file_name(page.url)
        return cls(page.content, url or page.url, name, page.problems, browser, page.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads any number of sources with the same options, which have the names that they have in a Job.

    fetch:     fetches an http(s) address
    fetch_article: fetches the own page of an entry; `fetch` does if this is None
    render:    fetches an address and shows it in a browser, where the page as sent has no list or says that
               scripts make it; without it, such a page has no entries
    render_hint: what a user can do to have it shown in a browser, as the end of a message
    report:    receives messages for the user about a source
    url:       the absolute address of the page, for a source that is not read from one
    format:    the format of the source; None where it is to be recognised
    zone:      the zone of dates that name none
    now:       the aware time that "3 days ago" is counted from; without it, such dates are not read
    recipe:    how the user wants entries and fields to be found
    like:      titles, or parts of them, and links of entries that the list must have
    native:    whether the page's own feed is read in its place, where it has one
    pages:     how many pages are read in all: the first, and those with older entries
    full:      whether the entries' own pages are read too
    full_text: CSS or XPath that finds the text on those pages; with it, they are read in any case
    full_text_remove: CSS or XPath of what is no part of the text on those pages
    previous:  the feed as it was published last time: its entries tell their list from others, and stand in
        for entries whose own pages fail
    accepted:  whether the list is found without it
    like_hint: writes the option, or argument, that takes the list with an entry of some title; without it,
        nothing is suggested for a page that has no entries
    url_hint:  what a user can do to give the address of the page, as the end of a message
    """

    fetch: Callable[[str], Page]
    report: Callable[[str], None]
    fetch_article: Callable[[str], Page] | None = None
    render: Callable[[str], Page] | None = None
    render_hint: str = ""
    url: str | None = None
    format: str | None = None
    zone: ZoneInfo = UTC
    now: datetime | None = None
    recipe: Recipe | None = None
    like: tuple[str, ...] = ()
    native: bool = False
    pages: int = 1
    full: bool = False
    full_text: str | None = None
    full_text_remove: str | None = None
    previous: Feed | None = None
    accepted: bool = False
    like_hint: Callable[[str], str] | None = None
    url_hint: str = "pass it with --url"

    def read(self, source: str) -> Reading:
        """Read a source, and report what it lacks.

        Args:
            source: a file, a folder, an http(s) address or "-", which is standard input.

        Raises:
            FeedkitError: the source cannot be fetched or read, or lists no entries.
            ModuleNotFoundError: `full` is set, and the extra of that name is not installed.
            OSError: a file cannot be opened.
        """
        return self.read_content(source, self.content(source))

    def read_content(self, source: str, content: SourceContent) -> Reading:
        """Read the content of a source, whose name is only for messages; see `read`."""
        reading = self._read_or_refresh(source, content)
        entries = reading.feed.entries
        unlinked = sum(entry.url is None for entry in entries)
        if unlinked and not reading.feed.url and reading.format not in ("feed", "text"):
            count = f"{unlinked} of {len(entries)} entries"
            self.report(
                f"{source}: {count} have no link, as the page's address is not known: {self.url_hint}"
            )
        return self._with_more_pages(source, reading)

    def draft(self, source: str) -> str:
        """Return a recipe, in TOML, that finds what `read` finds in a source; see there for the errors."""
        return self.draft_content(self.content(source))

    def draft_content(self, content: SourceContent) -> str:
        """Return a recipe, in TOML, for the content of a source; see `draft`."""
        return parsers.draft(self._job(content))

    def refused_lists(self, content: SourceContent) -> tuple[RivalList, ...]:
        """Return the likeliest lists of a page without entries, with titles by which they are taken."""
        return parsers.refused_lists(self._job(content))

    def content(self, source: str) -> SourceContent:
        """Return what stands behind the name of a source; see `read` for the names and errors."""
        if is_address(source):
            return SourceContent.of(self.fetch(source), self.url)
        if source == "-":
            return SourceContent(sys.stdin.buffer.read(), self.url)
        path = Path(source)
        return SourceContent(path if path.is_dir() else path.read_bytes(), self.url, path.name)

    def expand(self, source: str) -> list[str]:
        """Return the sources that a list in OPML names; for any other source, that source alone.

        A list may come from a stranger: if it is a file, it may name addresses and files beside it or in
        folders below, and one at an address may name addresses only.

        Raises:
            FeedkitError: the list cannot be fetched or read, or is empty.
            OSError: the list cannot be opened.
        """
        if not source.lower().endswith(".opml"):
            return [source]
        from feedkit.sources.opml import read_opml

        content = self.content(source)
        if isinstance(content.content, Path):
            return [source]
        names = [subscription.feed_url for subscription in read_opml(content.content)]
        if content.url:
            urls = [absolute_url(name, content.url) for name in names]
            return [url for url in urls if url and is_address(url)]
        return [path for name in names if (path := self._listed_in_file(source, name))]

    def _read_or_refresh(self, source: str, content: SourceContent) -> Reading:
        """Read a page, or the one that it sends its readers on to if it has no entries and was fetched."""
        address, visited = source, {content.url}
        while True:
            try:
                reading = self._read_native(source, content) if self.native else self._parse(content)
                return self._read_better(address, content, reading)
            except NoEntriesError as error:
                followed = is_address(source) and is_address(error.refresh)
                if followed and len(visited) <= MAX_REFRESHES:
                    page = self.fetch(error.refresh)
                    if page.url in visited:
                        raise
                    address = error.refresh
                    visited.add(page.url)
                    content = SourceContent.of(page)
                elif self.render and is_address(source) and not content.browser:
                    content = self._rendered(address, error)
                else:
                    raise self._explained(error, source, address, content) from error.__cause__

    def _rendered(self, address: str, error: NoEntriesError) -> SourceContent:
        """Return a page without entries as a browser shows it."""
        assert self.render is not None
        try:
            page = self.render(address)
        except FeedkitError as failure:
            raise NoEntriesError(f"{error}; a browser does not show it: {failure}") from failure
        if not page.is_rendered:
            raise error
        return SourceContent.of(page, self.url, f"{RENDERED}, as it was sent without a list: {error}")

    def _read_better(self, address: str, content: SourceContent, reading: Reading) -> Reading:
        """Return the reading, or a surer one, if it is not sure and the page says that it needs scripts."""
        sure = reading.confidence
        doubtful = sure is not None and sure < MIN_SURE_CONFIDENCE and is_address(address)
        if not (self.render and doubtful) or content.browser or not _needs_scripts(content.content):
            return reading
        why = f"{RENDERED}, as it says that it needs JavaScript"
        try:
            shown = self._parse(SourceContent.of(self.render(address), self.url, why))
        except FeedkitError as failure:
            self.report(f"{address}: it says that it needs JavaScript; a browser does not show it: {failure}")
            return reading
        return shown if (shown.confidence or 0) > (sure or 0) else reading

    def _explained(
        self, error: NoEntriesError, source: str, address: str, content: SourceContent
    ) -> NoEntriesError:
        """Return the error of a page that has no list with what is known of it, and what can be tried.

        `address` is where `source` sends its readers on to; the same, where it does not.
        """
        if isinstance(content.content, Path):
            return error
        message = self._noted(error, content) if is_address(source) else str(error)
        if address != source:
            message = f"it sends its readers on to {address}: {message}"
        suggestions = self._suggestions(content) if self.like_hint and not error.refresh else ()
        return error.restated(message, suggestions)

    def _noted(self, error: NoEntriesError, content: SourceContent) -> str:
        """Return the message of an error with what the page asks for first, or what else can be tried."""
        from feedkit.fetching.obstacles import shown_instead

        assert not isinstance(content.content, Path)
        if asked := shown_instead(content.content):
            return f"{str(error).removesuffix(f'; {BY_SCRIPTS}')}; {asked}"
        hint = self.render_hint if error.by_scripts and not content.browser else ""
        return f"{error}; {hint}" if hint else str(error)

    def _suggestions(self, content: SourceContent) -> tuple[str, ...]:
        """Return which option takes which list of a page that was refused."""
        assert self.like_hint is not None
        return tuple(
            f"{self.like_hint(one.like)} takes the list of {one.entries} in {one.where}, "
            f"which was not taken as {one.reason}"
            for one in self.refused_lists(content)
            if one.like
        )

    def _listed_in_file(self, source: str, name: str) -> str | None:
        """Return the source that a list in a file names; None, with a report, if it may not name that."""
        path = absolute_url(name, None) if is_address(name) else _beside(source, name)
        if path is None:
            wanted = "wanted addresses, or files beside the list or in folders below"
            self.report(f"{source}: left out: {wanted}, found {name}")
        return path

    def _parse(self, content: SourceContent) -> Reading:
        return replace(_with_entries(parsers.read(self._job(content))), browser=content.browser)

    def _job(self, content: SourceContent) -> parsers.Job:
        return parsers.job_of(
            content.content,
            url=content.url,
            name=content.name,
            format=self.format,
            timezone=self.zone.key,
            now=self.now,
            recipe=self.recipe,
            like=self.like,
            previous=None if self.accepted else self.previous,
            problems=content.problems,
        )

    def _parse_feed(self, page: Page) -> Reading:
        job = parsers.job_of(
            page.content, url=page.url, format="feed", timezone=self.zone.key, problems=page.problems
        )
        return _with_entries(parsers.read(job))

    def _read_native(self, source: str, content: SourceContent) -> Reading:
        """Read a page's own feed; the page itself, where it has no feed that can be read."""
        from feedkit.sources.following import own_feed

        try:
            reading = self._parse(content)
        except NoEntriesError as error:
            if not error.feeds:
                raise
            return own_feed(error.feeds, fetch=self.fetch, read=self._parse_feed)
        if reading.format != "html":
            return reading
        try:
            return own_feed(reading.feeds, fetch=self.fetch, read=self._parse_feed)
        except FeedkitError as error:
            self.report(f"{source}: --native: {error}: its entries are read from the page")
        return reading

    def _with_more_pages(self, source: str, reading: Reading) -> Reading:
        """Return the reading with the older pages, and with the entries' own pages, where they are wanted."""
        if self.pages > 1:
            from feedkit.sources.following import follow

            if not reading.feed.url and reading.format == "html":
                self.report(f"{source}: --pages: the page's address is not known: {self.url_hint}")
            reading = follow(
                reading,
                pages=self.pages,
                fetch=self.render if reading.browser and self.render else self.fetch,
                read=lambda page: self._parse(SourceContent.of(page)),
            )
        if self.full or self.full_text:
            from feedkit.sources.articles import fill

            reading = fill(
                reading,
                fetch=self.fetch_article or self.fetch,
                zone=self.zone,
                previous=self.previous,
                selector=self.full_text,
                remove=self.full_text_remove,
            )
        return reading


def _with_entries(reading: Reading) -> Reading:
    """Return a reading that has entries: a feed made of an empty one could replace a good one."""
    if not reading.feed.entries:
        raise NoEntriesError("no entries found: the feed is empty")
    return reading


def _needs_scripts(content: str | bytes | Path) -> bool:
    """Return whether a page says that scripts make it."""
    if isinstance(content, Path):
        return False
    body = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    return NEEDS_SCRIPTS.search(body) is not None


def _beside(source: str, name: str) -> str | None:
    """Return the path of a file that a list in another file names; None if it is not in the list's folder.

    Standard input ("-") and addresses of files ("file:") are never what a list may name.
    """
    if name.strip() == "-" or name.lower().startswith("file:"):
        return None
    folder = Path(source).parent
    path = folder / name
    return str(path) if path.resolve().is_relative_to(folder.resolve()) else None


def is_address(source: str) -> bool:
    """Return whether the name of a source is an http(s) address."""
    return source.lower().startswith(("http://", "https://"))
