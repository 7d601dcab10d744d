"""An address to the page behind it: bounded in time and size, and never into the private network unasked.

    pages       one visit: redirects, the body within the limits, failures in words
    obstacles    answers that are not the page that was asked for, and what can be tried
    transport   httpx2's transport over a network of ours
    guard       which addresses may be reached
    deadline    one time limit over everything

`fetch` is for the one page that a person names: it asks at once, and once, as a browser does. A `Client` is
for many pages, unattended; it adds

    politeness  one request a host at a time, with a pause between two
    retrying    which failures are tried again, and when
    robots      what a site's robots.txt allows
    cache       answers kept in a folder, asked for again only with their ETag
    browser     one Chromium that shows pages which scripts make; it has no network of its own

The last one is in several modules:

    browser_program  which Chromium, and how it is started
    page_rendering   how a page is shown
    shown_page       one page in it: opened, left to its scripts, taken down as HTML
    page_requests    what the page asks for, answered under the rules above; trackers.txt is not
    json_answers     the data that it has fetched

Importing this package imports httpx2, so it is imported only where a source is an address.
"""

from __future__ import annotations

from contextlib import closing

from feedkit.fetching.client import Client
from feedkit.fetching.deadline import Deadline
from feedkit.fetching.guard import GuardedNetwork, is_public
from feedkit.fetching.page_rendering import Rendering
from feedkit.fetching.pages import ACCEPT, REDIRECT_LIMIT, SIZE_LIMIT, TIME_LIMIT, Page, Visit, user_agent
from feedkit.fetching.retrying import timed_out
from feedkit.fetching.transport import Transport
from feedkit.values.request_settings import PLAIN, Request

__all__ = ["REDIRECT_LIMIT", "SIZE_LIMIT", "TIME_LIMIT"]
__all__ += ["Client", "Deadline", "Page", "Rendering", "fetch", "is_public", "timed_out"]


def fetch(
    url: str,
    *,
    time_limit: float = TIME_LIMIT,
    size_limit: int = SIZE_LIMIT,
    allow_private: bool = False,
    request: Request = PLAIN,
) -> Page:
    """Fetch one page over HTTP or HTTPS, without asking robots.txt, as a person's browser would.

    Args:
        url: an absolute http(s) address.
        time_limit: seconds for all of it: looking up the host, connecting, redirects and the whole body.
        size_limit: bytes of the body after decompression.
        allow_private: also fetch from this machine and from private networks.
        request: what is sent, beyond the address.

    Raises:
        FetchError: there is no such host, it does not answer in time, answers with an error or with something
            that is no text, answers too much, redirects too often, or is not public.
        ParseError: the server declares an encoding for what is binary data.
    """
    deadline = Deadline(time_limit)
    with closing(
        Transport(GuardedNetwork(deadline, allow_private, request.proxy), proxy=request.proxy)
    ) as transport:
        visit = Visit(
            transport=transport,
            headers={"User-Agent": user_agent(), "Accept": ACCEPT},
            deadline=deadline,
            seconds=time_limit,
            size_limit=size_limit,
            request=request,
        )
        return visit.page(url)
