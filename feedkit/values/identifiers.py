"""Addresses of what well-known identifiers stand for, for sources that give the identifier and no link.

Each kind is known by its own syntax or mark, never by the site that it was found on. A new kind is a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

IDENTIFIERS = (  # syntax → address, with what is in the group percent-encoded already or valid as it is
    (re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S{1,300})", re.I), "https://doi.org/{}"),  # ISO 26324
    (re.compile(r"arXiv:(\d{4}\.\d{4,5}(?:v\d+)?)", re.I), "https://arxiv.org/abs/{}"),
    (re.compile(r"(CVE-\d{4}-\d{4,9})"), "https://www.cve.org/CVERecord?id={}"),
    (
        re.compile(r"at://(did:[\w.:%-]{3,200}/)app\.bsky\.feed\.(post/\w{1,100})"),  # AT Protocol
        "https://bsky.app/profile/{}{}",
    ),
)
KINDS = {  # the `kind` of an object → the key of its identifier, and the address
    "youtube#video": ("videoId", "https://www.youtube.com/watch?v={}"),
    "youtube#playlist": ("playlistId", "https://www.youtube.com/playlist?list={}"),
    "youtube#channel": ("channelId", "https://www.youtube.com/channel/{}"),
}
KIND_ID = re.compile(r"[\w-]{1,100}")


def identified_address(text: str) -> str | None:
    """Return the address of an identifier: a DOI, a CVE number…; None for any other text."""
    for syntax, address in IDENTIFIERS:
        if found := syntax.fullmatch(text.strip()):
            return address.format(*found.groups())
    return None


def kind_address(value: Mapping[str, object]) -> str | None:
    """Return the address of an object that names its kind: `{"kind": "youtube#video", "videoId": …}`."""
    key, address = KINDS.get(str(value.get("kind")), ("", ""))
    identifier = value.get(key) or value.get("id")
    if address and isinstance(identifier, str) and KIND_ID.fullmatch(identifier):
        return address.format(identifier)
    return None
