"""What Apple's directory demands of a podcast: https://podcasters.apple.com/support/823-podcast-requirements"""

from __future__ import annotations

from dataclasses import replace

from feedkit.errors import Problem, mismatch
from feedkit.model import Entry, Episode, Feed, Podcast
from feedkit.values.media_types import UNKNOWN_TYPE, media_type_of

COVER_TYPES = ("image/jpeg", "image/png", UNKNOWN_TYPE)
SEPARATOR = " > "  # between a category and its subcategory


def podcast_problems(feed: Feed) -> tuple[Problem, ...]:
    """Return a Problem for everything that Apple demands and a podcast lacks; none for other feeds."""
    podcast = feed.podcast
    if podcast is None or not is_for_apple(podcast):
        return ()
    missing = []
    image = podcast.image or feed.image
    if not is_cover(image):
        missing.append(("podcast.image", "a JPEG or PNG at an http(s) address", image))
    if not feed.language:
        missing.append(("language", "the language that is spoken", None))
    unknown = [name for name in podcast.categories if not is_category(name)]
    if unknown or not podcast.categories:
        wanted = "categories of Apple's, as Technology or Arts > Books"
        missing.append(("podcast.categories", wanted, ", ".join(unknown)))
    if podcast.explicit is None:
        missing.append(("podcast.explicit", "true or false", None))
    if podcast.owner and not podcast.owner.email:
        missing.append(("podcast.owner", "an e-mail address", podcast.owner.name))
    return tuple(
        mismatch("apple-requires", wanted, given or "none", f"feed, {field}")
        for field, wanted, given in missing
    )


def is_for_apple(podcast: Podcast) -> bool:
    """Return whether a podcast says anything that only Apple's directory asks for."""
    return bool(podcast.categories or podcast.owner or podcast.type or podcast.moved_to or podcast.ended) or (
        podcast.explicit is not None
    )


def podcast_beside(feed: Feed, podcast: Podcast) -> Podcast:
    """Return the podcast without what the Feed says, which goes for the podcast too."""
    authors = ", ".join(person.name for person in feed.authors)
    return replace(
        podcast,
        author=_other(podcast.author, authors),
        title=_other(podcast.title, feed.title),
        subtitle=_other(podcast.subtitle, feed.subtitle),
        summary=_other(podcast.summary, feed.subtitle),
        image=_other(podcast.image, feed.image),
    )


def episode_beside(entry: Entry, episode: Episode) -> Episode:
    """Return the episode without what the Entry says, which goes for the episode too."""
    authors = ", ".join(person.name for person in entry.authors)
    return replace(
        episode,
        author=_other(episode.author, authors),
        title=_other(episode.title, entry.title),
        subtitle=_other(episode.subtitle, entry.summary),
        summary=_other(episode.summary, entry.summary),
        image=_other(episode.image, entry.image),
    )


def _other(value: str | None, known: str | None) -> str | None:
    return value if value != known else None


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
