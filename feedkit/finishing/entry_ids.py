"""The ids that tell entries apart.

An id is what a reader knows an entry by: where it changes, the entry is shown as new. So it is the source's
own, whatever text that is, or made of what identifies the entry: never of the time of the run, the order or
the rest of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from feedkit.model import Entry
from feedkit.values.plain_text import clean_line
from feedkit.values.tag_uris import is_id_of_atom, tag_uri


def name_of(entry: Entry) -> str | None:
    """Return what an entry is called: its title, or else its text."""
    return entry.title or entry.summary or entry.content


def unique_ids(entries: Sequence[Entry], page_url: str | None) -> list[str]:
    """Return an id for each entry, no two alike.

    An entry's id is the source's; else its address; else one that is made of its title or text. Where several
    entries would have one id, each gets one that is made of more and more of its fields.

    Args:
        entries: entries whose ids are clean lines, or None.
        page_url: the address of the page or feed that they are all from.
    """
    wanted = [entry.id or entry.url or tag_uri(page_url, "name", name_of(entry)) for entry in entries]
    ids = wanted
    for details in DETAILS:
        counts = Counter(ids)
        if len(counts) == len(ids):
            break
        ids = [
            own
            if counts[own] == 1
            else tag_uri(page_url, wanted[index], *details(index - len(ids), entries[index]))
            for index, own in enumerate(ids)
        ]
    return ids


# The index is counted from the end, which is the oldest entry: it stays when new entries come.
DETAILS: tuple[Callable[[int, Entry], tuple[object, ...]], ...] = (
    lambda index, entry: (entry.title,),
    lambda index, entry: (entry.title, entry.url, entry.summary, entry.content),
    lambda index, entry: (entry.title, entry.url, entry.summary, entry.content, entry.published),
    lambda index, entry: (entry.title, entry.url, entry.summary, entry.content, entry.published, index),
)


def valid_feed_id(text: str | None, page_url: str | None) -> str | None:
    """Return the id of a feed as Atom, which alone states it, can have it; a blank one is None.

    One that is no URI becomes a tag URI.
    """
    own = clean_line(text)
    return own if own is None or is_id_of_atom(own) else tag_uri(page_url, "id", own)
