"""What Apple's directory demands of a podcast: https://podcasters.apple.com/support/823-podcast-requirements"""

from __future__ import annotations

from feedkit.errors import Problem
from feedkit.model import Feed
from feedkit.values.media_types import UNKNOWN, type_of

COVER_TYPES = ("image/jpeg", "image/png", UNKNOWN)
SEPARATOR = " > "  # between a category and its subcategory


def podcast_problems(feed: Feed) -> tuple[Problem, ...]:
    """Return what Apple demands and a podcast lacks; nothing for a feed that is no podcast."""
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
        Problem(
            rule="apple-requires", message=f"wanted {wanted}, found {found or 'none'}", where=f"feed, {field}"
        )
        for field, wanted, found in missing
    )


def is_category(name: str) -> bool:
    """Return whether Apple has a category of that name, as "Technology" or "Arts > Books"."""
    from feedkit.values.podcast_categories import CATEGORIES  # few feeds are podcasts

    category, _, sub = name.partition(SEPARATOR)
    return category in CATEGORIES and (not sub or sub in CATEGORIES[category])


def is_cover(address: str | None) -> bool:
    """Return whether an address may be that of a podcast's picture, as far as it shows."""
    if address is None or not address.startswith(("http://", "https://")):
        return False
    return type_of(address) in COVER_TYPES
