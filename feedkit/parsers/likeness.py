"""Whether a list has the entries that a caller names by parts of their titles, or by their links (`like`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedkit.values.urls import absolute_url, split_url


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
    """Return a text as titles are compared: in whatever case, and with single blanks."""
    return " ".join(text.split()).casefold()


def comparable_address(reference: str, base: str | None) -> tuple[str, ...]:
    """Return what equal addresses have in common, however they are written."""
    parts = split_url(absolute_url(reference, base or None) or reference)
    return (parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query, parts.fragment)


def _is_like(wanted: str, title: str | None, url: str | None, base: str | None) -> bool:
    if folded(wanted) in folded(title or ""):
        return True
    return url is not None and comparable_address(wanted, base) == comparable_address(url, base)
