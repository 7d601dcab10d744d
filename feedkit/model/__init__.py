"""The one model that every parser fills and every writer reads: what a feed says, not how it was made.

A class's docstring says what each field is; the comment beside a field, where it stands in Atom (RFC
4287) / RSS 2.0 / JSON Feed 1.1, "-" being a format that cannot hold it. Names are Atom's. Texts are plain
text, without markup and entities; only `content` is HTML. Datetimes are aware. None, or an empty tuple,
is what is not known. Any iterable may be given for a field of several values; it becomes a tuple.
"""

from feedkit.model.extension import Element
from feedkit.model.feed import Entry, Feed
from feedkit.model.parts import Enclosure, Paging, Person, Source, Tag
from feedkit.model.podcasting import Episode, Podcast

__all__ = ["Element", "Enclosure", "Entry", "Episode", "Feed", "Paging", "Person", "Podcast", "Source", "Tag"]
