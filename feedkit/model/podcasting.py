"""What Apple Podcasts and other podcast apps know of a feed and of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedkit.model.checked import Checked
from feedkit.model.parts import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode(Checked):
    """What Apple Podcasts shows of an entry; its file is the first of the entry's enclosures.

    Attributes:
        number: within its season, from 1 on.
        season: from 1 on.
        type: "full", "trailer" or "bonus".
        explicit: whether it is for adults only.
    """

    number: int | None = None  # - / itunes:episode / -
    season: int | None = None  # - / itunes:season / -
    type: str | None = None  # - / itunes:episodeType / -
    explicit: bool | None = None  # - / itunes:explicit / -


@dataclass(frozen=True, slots=True, kw_only=True)
class Podcast(Checked):
    """What Apple Podcasts demands of a feed, beside title, subtitle, image, language and authors.

    Attributes:
        categories: Apple's, "Technology" or "Arts > Books".
        explicit: whether it is for adults only.
        author: who makes it, by default the feed's authors.
        owner: whom Apple writes to.
        type: "episodic" (newest first) or "serial" (oldest first).
        guid: a UUID; by default the one made of feed_url.
        ended: whether there will be no more episodes.
        blocked: whether Apple must not list it.
        moved_to: new address of the feed.
    """

    categories: Sequence[str]  # - / itunes:category / -
    explicit: bool  # - / itunes:explicit / -
    author: str | None = None  # - / itunes:author / -
    owner: Person | None = None  # - / itunes:owner / -
    type: str | None = None  # - / itunes:type / -
    guid: str | None = None  # - / podcast:guid / -
    ended: bool = False  # - / itunes:complete / expired
    blocked: bool = False  # - / itunes:block / -
    moved_to: str | None = None  # - / itunes:new-feed-url / -
