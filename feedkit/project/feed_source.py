"""What a source holds, be it an address, a file or a program, had within the feed's `fetch_timeout`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from feedkit.errors import BuildError, FeedkitError, FetchError
from feedkit.fetching import Client, Deadline, Page, Rendering, timed_out
from feedkit.project.commands import Programs
from feedkit.project.config import FeedConfig
from feedkit.sources.reader import SourceContent, is_address
from feedkit.sources.rendered_pages import rendering
from feedkit.values.logins import without_login
from feedkit.values.request_settings import Request, RequestSettings

MAX_ARTICLE_SHARE = 1 / 6  # of the time for all pages of a feed, for one article


class FeedSource:
    """The source of one feed.

    Args:
        feed: says what it is.
        root: the folder that the configuration is in.
        client: what fetches pages.
        programs: what runs programs.
        environment: the variables that secrets are in.
    """

    def __init__(
        self,
        feed: FeedConfig,
        root: Path,
        client: Client,
        programs: Programs,
        environment: Mapping[str, str],
    ) -> None:
        self._feed = feed
        self._root = root
        self._client = client
        self._programs = programs
        self._environment = environment
        self._deadline = Deadline(feed.fetch_timeout)
        self.timed_out = False  # has a server been too slow?

    def content(self) -> tuple[SourceContent, list[str]]:
        """Return what the source holds, and what a person should know of it.

        Raises:
            BuildError: it cannot be had; `reason` is "fetch", "command" or "timeout".
        """
        feed = self._feed
        if feed.command is not None:
            output = self._programs.output(feed.command, self._root, seconds=feed.fetch_timeout)
            return SourceContent(output, feed.url), []
        if not is_address(feed.source or ""):
            return self._file(feed.source or ""), []
        try:
            page = self.fetch(feed.source or "")
        except BuildError:
            raise
        except FeedkitError as error:
            self.timed_out = isinstance(error, FetchError) and timed_out(error)
            raise BuildError("timeout" if self.timed_out else "fetch", str(error)) from error
        content = SourceContent.of(page, feed.url)._replace(answers=())  # which no worker needs
        moved = f"the page has moved permanently to {page.moved_to}: write that as its source"
        return content, [moved] if page.moved_to else []

    def fetch(self, url: str, *, is_article: bool = False, render: bool = False) -> Page:
        """Return the page at an address.

        Args:
            url: the address.
            is_article: whether the feed can do without the page, so that it gets a share of the time only.
            render: whether a browser shows it; where the feed says `render = true`, one does in any case.

        Raises:
            BuildError: the time for all pages of the feed is up.
            FeedkitError: as `Client.fetch`; or the time for an article is up, or for all of them.
        """
        if is_article:
            return self._article(url)
        try:
            return self._client.fetch(
                url,
                deadline=self._deadline,
                request=self._request,
                rendering=self._rendering(url) if render or self._feed.render is True else None,
            )
        except FetchError as error:
            if not self._deadline.is_reached:
                raise
            self.timed_out = True
            limit = f"{self._feed.fetch_timeout:g} seconds (fetch_timeout)"
            raise BuildError("timeout", f"{without_login(url)}: no complete answer within {limit}") from error

    def _article(self, url: str) -> Page:
        shown = without_login(url)
        limit = self._feed.fetch_timeout
        if self._deadline.is_reached:
            message = f"{shown}: not fetched, as the {limit:g} seconds for all pages are over (fetch_timeout)"
            raise FetchError(message, url=shown)
        deadline = Deadline(limit * MAX_ARTICLE_SHARE, within=self._deadline)
        try:
            rendering = self._rendering(url) if self._feed.render is True else None
            return self._client.fetch(url, deadline=deadline, request=self._request, rendering=rendering)
        except FetchError as error:
            if not (deadline.is_reached and timed_out(error)):
                raise
            share = f"{limit * MAX_ARTICLE_SHARE:.3g} seconds (a sixth of fetch_timeout)"
            raise FetchError(f"{shown}: no complete answer within {share}", url=shown) from error

    def _rendering(self, url: str) -> Rendering:
        feed = self._feed
        return rendering(
            pages=feed.pages if url == feed.source else 1,
            time_zone=feed.timezone,
            accept_language=feed.accept_language,
        )

    @cached_property
    def _request(self) -> Request:
        """What is sent with the requests for the feed's pages."""
        try:
            return RequestSettings.of(self._feed).request(self._feed.source or "", self._environment)
        except ValueError as error:
            raise BuildError("fetch", str(error)) from error

    def _file(self, source: str) -> SourceContent:
        path = self._root / source
        if path.exists() and not path.is_dir() and not path.is_file():  # it might be read for ever
            raise BuildError("fetch", f"{source}: wanted a file or a folder, found a device or a pipe")
        try:
            return SourceContent(path if path.is_dir() else path.read_bytes(), self._feed.url, path.name)
        except OSError as error:
            raise BuildError("fetch", f"{source}: {error.strerror}") from error
