"""What Apple's directory demands of a podcast: https://podcasters.apple.com/support/823-podcast-requirements"""

from __future__ import annotations

from feedkit.errors import Problem, mismatch
from feedkit.model import Feed
from feedkit.values.media_types import UNKNOWN_TYPE, media_type_of

COVER_TYPES = ("image/jpeg", "image/png", UNKNOWN_TYPE)
SEPARATOR = " > "  # between a category and its subcategory


def podcast_problems(feed: Feed) -> tuple[Problem, ...]:
    """Return a Problem for everything that Apple demands and a podcast lacks; none for other feeds."""
    if feed.podcast is None:
        return ()
    missing = []
    if not is_cover(feed.image):
        missing.append(("image", "a JPEG or PNG at an http(s) address", feed.image))
    if not feed.language:
        missing.append(("language", "the language that is spoken", None))
    unknown = [name for name in feed.podcast.categories if not is_category(name)]
    if unknown or not feed.podcast.categories:
        wanted = "categories of Apple's, as Technology or Arts > Books"
        missing.append(("podcast.categories", wanted, ", ".join(unknown)))
    return tuple(
        mismatch("apple-requires", wanted, given or "none", f"feed, {field}")
        for field, wanted, given in missing
    )


def is_category(name: str) -> bool:
    """Return whether Apple has a category of that name, as "Technology" or "Arts > Books"."""
    from feedkit.values.podcast_categories import CATEGORIES  # few feeds are podcasts

    category, _, sub = name.partition(SEPARATOR)
    return category in CATEGORIES and (not sub or sub in CATEGORIES[category])


def is_cover(address: str | None) -> bool:
    """Return whether an address may be a podcast's cover: http(s), and no suffix but JPEG's or PNG's."""
    if address is None or not address.startswith(("http://", "https://")):
        return False
    return media_type_of(address) in COVER_TYPES
