"""Arguments of public functions that are of the wrong type."""

from __future__ import annotations

from feedkit.model import Feed
from feedkit.model.checked import shown_value


def must_be_feed(name: str, value: object) -> None:
    """Raise where an argument is no feed.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, Feed):
        raise TypeError(f"{name} must be of type Feed, but is {shown_value(value)}")
