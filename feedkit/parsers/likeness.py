"""Whether a list has the entries that a caller names by parts of their titles, or by their links (`like`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import islice

from feedkit.values.address_keys import address_key
from feedkit.values.urls import absolute_url, split_url

MAX_COMPARED = 1000  # texts of a page that a title is compared with
MAX_TITLE_LENGTH = 200  # characters
# Marks that keyboards lack, as people type them; soft hyphens and what has no width are not typed.
PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff"),
    }
)


def has_all_like(
    like: Sequence[str], entries: Iterable[tuple[str | None, str | None]], base: str | None
) -> bool:
    """Return whether each wanted title or link is that of an entry.

    Args:
        like: titles, or parts of them, and links.
        entries: the title and the link of each entry.
        base: the absolute address that relative links are resolved against.
    """
    listed = list(entries)
    return all(any(_is_like(wanted, title, url, base) for title, url in listed) for wanted in like)


def no_list_like(like: Sequence[str]) -> str:
    """Return the message that no list has such entries."""
    together = " and one like ".join(f'"{wanted}"' for wanted in like)
    return f"no entries found: no list of the page has an entry like {together}"


def folded(text: str) -> str:
    """Return a text as titles are compared: in whatever case and quotation marks, and with single blanks."""
    return " ".join(text.translate(PLAIN).split()).casefold()


def folded_wanted(text: str) -> str:
    """Return a title, or a part of one, that a person gives; what stands for its rest does not count."""
    return folded(text).removesuffix("...").rstrip() or folded(text)


def comparable_address(reference: str, base: str | None) -> str:
    """Return what equal addresses have in common, however they are written, with or without their scheme."""
    host = split_url(base).netloc.removeprefix("www.") if base else ""
    if host and reference.removeprefix("www.").startswith(f"{host}/"):
        reference = f"//{reference}"
    return address_key(absolute_url(reference, base or None) or reference)


def nearest_text(wanted: str, texts: Iterable[str]) -> str:
    """Return the one of some texts that is most like a title; "" where none is."""
    known = {folded(text): text for text in islice(texts, MAX_COMPARED) if len(text) <= MAX_TITLE_LENGTH}
    found = get_close_matches(folded_wanted(wanted)[:MAX_TITLE_LENGTH], known, n=1, cutoff=0.7)
    return known[found[0]] if found else ""


def _is_like(wanted: str, title: str | None, url: str | None, base: str | None) -> bool:
    if folded_wanted(wanted) in folded(title or ""):
        return True
    return url is not None and comparable_address(wanted, base) == comparable_address(url, base)
