"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable

import httpcore2
from protego import Protego

from feedkit.errors import FetchError
from feedkit.values.urls import split_url

NAME = "feedkit"
SIZE_LIMIT = 500 * 1024  # bytes; RFC 9309, section 2.5, wants at least so many read
FRESH = 86400  # seconds; section 2.4 allows so long where the server states nothing
DELAY_LIMIT = 30.0  # seconds; a longer Crawl-delay counts as this
TRY = "pass --no-robots (robots=False)"
AGENT = re.compile(r"\s*user[\s-]*agent\s*:?\s*(\*(?=\s*(?:#|\Z))|[a-z_-]*)", re.I)


class Robots:
    """The rules of the sites that are asked, each read once; for any number of threads."""

    def __init__(self) -> None:
        self._sites: defaultdict[str, _Site] = defaultdict(_Site)
        self._looking = threading.Lock()

    def delay(self, url: str, read: Callable[[str], str]) -> float:
        """The seconds between two requests that the site of an address asks for, at most 30.

        Args:
            url: the address.
            read: what fetches a robots.txt by its address; raises FetchError.

        Raises:
            FetchError: feedkit may not fetch the address, or the site's robots.txt cannot be fetched.
        """
        parts = split_url(url)
        with self._looking:
            site = self._sites[f"{parts.scheme}://{parts.netloc}"]
        with site.reading:
            if site.rules is None and site.failure is None:
                self._look_up(site, f"{parts.scheme}://{parts.netloc}/robots.txt", read)
        if site.rules is None:
            raise FetchError(_unknown(url, parts.netloc, site.failure), url=url) from site.failure
        if not site.rules.can_fetch(url, NAME):
            raise FetchError(
                f"{url}: robots.txt of {parts.netloc} does not allow feedkit to fetch it: "
                f"ask the owner of the site, name another page, or {TRY}",
                url=url,
            )
        return min(site.rules.crawl_delay(NAME) or 0.0, DELAY_LIMIT)

    def _look_up(self, site: _Site, url: str, read: Callable[[str], str]) -> None:
        """A site without a robots.txt allows everything; where none can be had, nothing (section 2.3.1)."""
        try:
            site.rules = Protego.parse(_shortened(read(url)))
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500:
                site.rules = Protego.parse("")
            else:
                site.failure = error


class _Site:
    def __init__(self) -> None:
        self.reading = threading.Lock()
        self.rules: Protego | None = None
        self.failure: FetchError | None = None


def _unknown(url: str, host: str, failure: FetchError | None) -> str:
    """Why nothing is fetched from a site whose rules are not known (section 2.3.1.4)."""
    reason = str(failure).removeprefix(f"{failure.url}: ") if failure else ""
    if failure and isinstance(failure.__cause__, httpcore2.ConnectError):  # nor can the page
        return f"{url}: {reason}"
    return (
        f"{url}: robots.txt of {host} cannot be fetched ({reason}), so feedkit fetches nothing there: "
        f"try again later, or {TRY}"
    )


def _shortened(text: str) -> str:
    """The same rules for feedkit, with all groups for others under one name.

    protego keeps each rule of a group once for each of its names: thousands of both would fill the memory.
    """
    return "\n".join(map(_with_few_names, text.splitlines()))


def _with_few_names(line: str) -> str:
    found = AGENT.match(line)
    if not found:
        return line
    name = found[1].lower()
    return f"User-agent: {name if name in ('*', NAME) else '-'}"
