"""Ids as URIs: Atom demands them (RFC 4287, section 4.2.6), RSS and JSON Feed take any text.

An id that is no URI is written to Atom within a tag URI (RFC 4151), and read back out of it, so that a feed
keeps its ids in every format.
"""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import quote, unquote

from feedkit.values.uri_syntax import defect_of
from feedkit.values.urls import split_url

TAG_DATE = "2026"  # RFC 4151 wants a date on which the authority was the minter's; it never changes
NO_AUTHORITY = "feedkit.invalid"  # where there is no host (RFC 2606, section 2)
DIGEST_LENGTH = 32  # hexadecimal digits that are all of an id
FEED_DIGEST_LENGTH = 8  # of those that tell a feed from others of its host
_DNS_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_TAG_AUTHORITY = re.compile(r"tag:([^,:@/?#]+),")


def is_id_of_atom(text: str) -> bool:
    """Return whether an id can stand in Atom as it is: an absolute IRI of a registered scheme."""
    return defect_of(text, iri=True) is None


def id_as_uri(own: str, feed_id: str | None) -> str:
    """Return an entry's id as Atom can have it: as it is, or within a tag URI.

    Args:
        own: the id, any text.
        feed_id: the id of the feed, a URI, which tells its ids from those of other feeds.
    """
    return own if is_id_of_atom(own) else f"{_prefix(feed_id)}{quote(own, safe='')}"


def id_of_uri(uri: str, feed_id: str | None) -> str:
    """Return the id that `id_as_uri` has made a URI of for the same feed; any other one as it is."""
    prefix = _prefix(feed_id)
    own = unquote(uri[len(prefix) :], errors="strict") if uri.startswith(prefix) else ""
    return own if own and id_as_uri(own, feed_id) == uri else uri


def tag_uri(page_url: str | None, *identifying: object) -> str:
    """Return a tag URI (RFC 4151) that depends on a page's address and the values given, and nothing else."""
    page = page_url and page_url.partition("://")[2].removeprefix("www.").rstrip("/")
    text = "\n".join(map(repr, (page, *identifying)))
    return f"tag:{_authority(page_url)},{TAG_DATE}:{_digest(text)[:DIGEST_LENGTH]}"


def _prefix(feed_id: str | None) -> str:
    return f"tag:{_authority(feed_id)},{TAG_DATE}:{_digest(feed_id or '')[:FEED_DIGEST_LENGTH]}:"


def _authority(uri: str | None) -> str:
    """Return the host of an address, or the one that a tag URI names."""
    tag = _TAG_AUTHORITY.match(uri or "")
    host = tag[1] if tag else split_url(uri).hostname if uri else None
    return host if host and _DNS_NAME.fullmatch(host) else NO_AUTHORITY


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
