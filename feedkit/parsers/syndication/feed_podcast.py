"""What Apple's elements say of a podcast and its episodes, and podcast:guid of the Podcast Index."""

from __future__ import annotations

from collections.abc import Iterator

from feedkit.errors import Problem
from feedkit.model import Episode, Person, Podcast
from feedkit.parsers.constructs import count
from feedkit.parsers.syndication.feed_elements import Children, Document, name_of
from feedkit.parsers.syndication.feed_links import address
from feedkit.parsers.syndication.feed_people import person
from feedkit.values.apple_podcasts import SEPARATOR
from feedkit.values.plain_text import clean_line

YES, NO = ("yes", "true", "explicit"), ("no", "false", "clean")
SIGNS = (  # elements that only podcasts have
    *("itunes:category", "itunes:complete", "itunes:explicit", "itunes:new-feed-url", "itunes:owner"),
    *("itunes:type", "podcast:guid"),
)
NOT_RATED = Problem(
    rule="no-podcast-for-apple",
    message="read as a plain feed, as it does not say whether the podcast is explicit: wanted true or false",
    where="feed, podcast",
)


def podcast(document: Document, channel: Children, authors: tuple[Person, ...]) -> Podcast | None:
    """Return what a feed says of itself as a podcast; None, with a Problem, if it is not rated.

    `authors` are those of the feed, which Apple's author is by default.
    """
    if not channel.all(*SIGNS):
        return None
    explicit = _explicit(channel)
    if explicit is None:
        document.dates.problems.append(NOT_RATED)
        return None
    owners = (person(document, element) for element in channel.all("itunes:owner"))
    author = clean_line(channel.text("itunes:author"))
    return Podcast(
        author=author if author != ", ".join(one.name for one in authors) else None,
        categories=tuple(_categories(channel)),
        explicit=explicit,
        owner=next(filter(None, owners), None),
        type=channel.text("itunes:type"),
        guid=channel.text("podcast:guid"),
        ended=_is_yes(channel, "itunes:complete"),
        blocked=_is_yes(channel, "itunes:block"),
        moved_to=address(document, channel, "itunes:new-feed-url"),
    )


def episode(item: Children) -> Episode | None:
    """Return what an entry says of itself as an episode, None if nothing."""
    own = Episode(
        number=count(item.text("itunes:episode")),
        season=count(item.text("itunes:season")),
        type=item.text("itunes:episodetype"),
        explicit=_explicit(item),
    )
    return own if own != Episode() else None


def _categories(channel: Children) -> Iterator[str]:
    """Yield Apple's categories, subcategories behind their category: "Arts > Books"."""
    for element in channel.all("itunes:category"):
        name = clean_line(element.get("text"))
        within = [clean_line(one.get("text")) for one in element if name_of(one) == "itunes:category"]
        if name:
            yield from (f"{name}{SEPARATOR}{one}" for one in within if one)
            if not any(within):
                yield name


def _explicit(children: Children) -> bool | None:
    word = (children.text("itunes:explicit") or "").lower()
    return True if word in YES else False if word in NO else None


def _is_yes(children: Children, name: str) -> bool:
    return (children.text(name) or "").lower() in YES
