"""Many pages, unattended: cached, polite, tried again, and only where robots.txt allows it."""

from __future__ import annotations

import re
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import httpcore2

from feedkit.errors import FetchError, ParseError
from feedkit.fetching import retrying
from feedkit.fetching.deadline import Deadline
from feedkit.fetching.guard import GuardedNetwork
from feedkit.fetching.page_rendering import RENDER_SECONDS, Rendering
from feedkit.fetching.pages import ACCEPT, SIZE_LIMIT, TIME_LIMIT, Page, Visit, user_agent
from feedkit.fetching.politeness import Hosts, PoliteTransport
from feedkit.fetching.transport import Transport
from feedkit.values.request_settings import PLAIN, Request
from feedkit.values.urls import split_url

if TYPE_CHECKING:
    from feedkit.fetching.browser import Browser
    from feedkit.fetching.cache import Cache
    from feedkit.fetching.robots import Robots

CONTACT = re.compile(r"(?:https?://|[!-'*-.0-?A-~]+@)[!-'*-~]+")  # ASCII, no white space, no parentheses


class Client:
    """Fetches many pages, for any number of threads; a context manager, as it must be closed.

    Args:
        cache: a folder to keep answers in, made where it is not there yet; None keeps nothing. Several
            processes may share it. Where it cannot be used, that costs a warning.
        contact: a web or e-mail address at which the owner of a site can complain, sent with each request.
        robots: whether robots.txt is obeyed.
        delay: seconds between two requests to the same host, which never overlap.
        retries: how often a failure that may pass is tried again: 429, 500, 502, 503, 504, no connection, no
            complete answer in time.
        wait_limit: seconds that one page may wait for its retries altogether.
        time_limit: seconds for one try: looking up the host, connecting, redirects and the whole body.
            Waiting for the host's turn does not count.
        size_limit: bytes of a body after decompression.
        allow_private: also fetch from this machine and from private networks.
        browser: path of the Chromium that shows pages; one that is installed is found without.
        sleep: what waits so many seconds.
        warn: called with a message where something is wrong that fails nothing.

    Raises:
        ValueError: contact is no such address.
    """

    def __init__(
        self,
        *,
        cache: Path | None = None,
        contact: str | None = None,
        robots: bool = True,
        delay: float = 1.0,
        retries: int = 2,
        wait_limit: float = 60.0,
        time_limit: float = TIME_LIMIT,
        size_limit: int = SIZE_LIMIT,
        allow_private: bool = False,
        browser: str | None = None,
        sleep: Callable[[float], object] = time.sleep,
        warn: Callable[[str], object] = warnings.warn,
    ) -> None:
        self._headers = {"User-Agent": user_agent(_usable_contact(contact)), "Accept": ACCEPT}
        self._retries = retries
        self._wait_limit = wait_limit
        self._time_limit = time_limit
        self._size_limit = size_limit
        self._allow_private = allow_private
        self._tls = httpcore2.default_ssl_context()
        self._hosts = Hosts(delay=delay, sleep=sleep)
        self._robots = _rules_of_sites() if robots else None
        self._cache = _opened(cache, size_limit, warn) if cache else None
        self._browser_path = browser
        self._browser: Browser | None = None
        self._starting = threading.Lock()

    def fetch(
        self,
        url: str,
        *,
        revalidate: bool = False,
        deadline: Deadline | None = None,
        request: Request = PLAIN,
        rendering: Rendering | None = None,
    ) -> Page:
        """Fetch a page, or have it from the cache.

        Args:
            url: an absolute http(s) address.
            revalidate: ask the server also where the kept page is still fresh by its Cache-Control.
            deadline: for all tries together, with robots.txt and the waits between them; only waiting for the
                turns of other pages does not count.
            request: what is sent, beyond the address. What a secret gets, and a POST, is not kept.
            rendering: how a browser shows the page, if it is one in HTML; without it, none does.

        Raises:
            FetchError: as `feedkit.fetching.fetch`, after the retries; or robots.txt does not allow it or
                cannot be fetched; or the server asks to wait for longer than wait_limit; or it is a file.
            ParseError: the server declares an encoding for what is binary data.
        """
        if url.lower().startswith("file:"):
            raise FetchError(f"{url}: wanted an http(s) address: a file is read, not fetched", url=url)
        headers = {"Cache-Control": "no-cache"} if revalidate else {}
        visit = partial(self._visit, url, headers, deadline, request, limit=self._size_limit)
        page = self._persistently(visit, deadline)
        return self._rendered(page, url, deadline, request, rendering) if rendering and page.is_html else page

    def close(self) -> None:
        """Give back what the cache holds open, and end the browser."""
        if self._browser:
            self._browser.close()
        if self._cache:
            self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _visit(
        self,
        url: str,
        headers: dict[str, str],
        whole_deadline: Deadline | None,
        request: Request,
        *,
        limit: int,
        whole: bool = True,
        obey: bool = True,
        fresh: int = 0,
    ) -> Page:
        """One try."""
        seconds = request.page_timeout or self._time_limit
        deadline = Deadline(seconds, within=whole_deadline)
        network = GuardedNetwork(deadline, self._allow_private, request.proxy)
        with closing(Transport(network, self._tls, proxy=request.proxy)) as transport:
            admit = partial(self._admit, whole_deadline, request) if obey else _anything
            polite = PoliteTransport(transport, self._hosts, deadline, admit)
            visit = Visit(
                transport=self._cache.over(polite, fresh=fresh) if self._cache else polite,
                headers=self._headers | headers,
                deadline=deadline,
                seconds=seconds,
                size_limit=limit,
                whole=whole,
                request=request,
            )
            return visit.page(url)

    def _rendered(
        self, page: Page, url: str, whole_deadline: Deadline | None, request: Request, rendering: Rendering
    ) -> Page:
        """Return a page as a browser shows it, whose requests are made and limited as those for pages are."""
        from feedkit.fetching.page_requests import PageRequests

        seconds = request.page_timeout or RENDER_SECONDS
        deadline = Deadline(seconds, within=whole_deadline)
        network = GuardedNetwork(deadline, self._allow_private, request.proxy)
        with closing(Transport(network, self._tls, proxy=request.proxy)) as transport:
            requests = PageRequests(
                transport=self._cache.over(transport) if self._cache else transport,
                admit=partial(self._admit, whole_deadline, request),
                headers={"User-Agent": self._headers["User-Agent"]},
                deadline=deadline,
                request=request,
            )
            address = f"{page.url}#{url.partition('#')[2]}" if "#" in url else page.url
            browser = self._opened_browser()
            shown = browser.render(page, address, requests, rendering, deadline=deadline, seconds=seconds)
        return replace(
            page,
            url=shown.address.partition("#")[0],
            content=shown.html,
            problems=(*page.problems, *requests.problems),
            is_rendered=True,
            answers=shown.answers,
        )

    def _opened_browser(self) -> Browser:
        from feedkit.fetching.browser import Browser

        with self._starting:
            if self._browser is None:
                self._browser = Browser(self._browser_path)
            return self._browser

    def _persistently(self, visit: Callable[[], Page], deadline: Deadline | None) -> Page:
        """The first try that succeeds."""
        waited = 0.0
        for tries in count(1):
            try:
                return visit()
            except FetchError as error:
                if not retrying.may_pass(error) or tries > self._retries:
                    raise _told(error, tries) from error.__cause__
                seconds = retrying.pause(error, tries)
                waited += seconds
                if deadline:
                    deadline.spend(seconds)
                    if deadline.is_reached:
                        raise _told(error, tries) from error.__cause__
                if waited > self._wait_limit:
                    raise _told(error, tries, self._wait_limit) from error.__cause__
                self._hosts.rest(split_url(error.url).hostname or "", seconds)
        raise AssertionError("count() has no end")

    def _admit(self, deadline: Deadline | None, request: Request, url: str) -> None:
        """Nothing, where robots.txt allows an address; its host is asked as slowly as that wants."""
        if self._robots:
            delay = self._robots.delay(url, partial(self._rules, deadline, request))
            self._hosts.slow_down(split_url(url).hostname or "", delay)

    def _rules(self, deadline: Deadline | None, request: Request, url: str) -> str:
        """Return the text of a robots.txt, asked for as the page is, but without what is private."""
        from feedkit.fetching import robots

        general = Request(proxy=request.proxy, page_timeout=request.page_timeout)
        visit = partial(self._visit, url, {}, deadline, general, limit=robots.SIZE_LIMIT, fresh=robots.FRESH)
        try:
            page = self._persistently(partial(visit, whole=False, obey=False), deadline)
        except ParseError:  # binary data has no rules
            return ""
        return page.content if isinstance(page.content, str) else page.content.decode("utf-8", "replace")


def _opened(folder: Path, page_limit: int, warn: Callable[[str], object]) -> Cache:
    from feedkit.fetching.cache import Cache

    return Cache(folder, page_limit=page_limit, warn=warn)


def _rules_of_sites() -> Robots:
    from feedkit.fetching.robots import Robots

    return Robots()


def _anything(url: str) -> None:
    """Where robots.txt is not asked."""


def _told(error: FetchError, tries: int, wait_limit: float | None = None) -> FetchError:
    """A failure that is final, with how often it was tried and, if so, why it is not tried again."""
    message = f"{error.args[0]} (tried {tries} times)" if tries > 1 else error.args[0]
    advice = error.advice
    asked = retrying.asked_for(error)
    if wait_limit is not None and asked:
        advice = ""
        message += (
            f", and wants {asked:g} seconds to pass before the next request, "
            f"more than the {wait_limit:g} that feedkit waits: try again later"
        )
    return FetchError(message, url=error.url, status=error.status, advice=advice)


def _usable_contact(contact: str | None) -> str | None:
    if contact is not None and not CONTACT.fullmatch(contact):
        raise ValueError(
            "contact must be a web or e-mail address such as https://example.org/about or ada@example.org, "
            f"not {contact!r}"
        )
    return contact
