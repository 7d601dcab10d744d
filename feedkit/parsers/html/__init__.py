"""An HTML index page becomes a feed: outline, marks, lists, fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedkit.errors import NoEntriesError
from feedkit.parsers.html import fields, steering
from feedkit.parsers.html.choice import Choice, choose
from feedkit.parsers.html.outline import HIDDEN, TEXT, Outline
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.picks import NO_PICKS, Picks
from feedkit.parsers.reading import Reading

if TYPE_CHECKING:
    from feedkit.recipes import Recipe

FEW_LINKS = 8  # of a page that is likely to be filled by scripts


@dataclass(frozen=True, slots=True)
class Search:
    """A page, the list of its entries, and what a recipe picks in them."""

    page: Page
    choice: Choice
    picks: Picks


def read(
    content: str,
    url: str | None,
    zone: ZoneInfo,
    reference: datetime | None = None,
    recipe: Recipe | None = None,
    like: Sequence[str] = (),
) -> Reading:
    """Find the entries of a page; `reference` is what "3 days ago" is counted from.

    Raises:
        NoEntriesError, RecipeError: as `search`.
    """
    found = search(content, url, recipe, like)
    return fields.read(found.choice, found.page, zone, reference, found.picks)


def search(content: str, url: str | None, recipe: Recipe | None = None, like: Sequence[str] = ()) -> Search:
    """Find the list of a page's entries: the one that a recipe says, or that has what is `like` an entry.

    Raises:
        NoEntriesError: nothing on the page looks like a list of entries, or none is like that.
        RecipeError: the recipe does not fit the page.
    """
    for show_hidden in (False, True):
        page = Page(content, url, show_hidden=show_hidden)
        choice, picks = _choose(recipe, like, page)
        if choice is not None and (show_hidden or not _is_hidden(choice, page)):
            return Search(page, choice, picks)
    reason = steering.reason(like, page) if like else _reason(Outline(content))
    raise NoEntriesError(reason, feeds=page.head.feeds)


def _choose(recipe: Recipe | None, like: Sequence[str], page: Page) -> tuple[Choice | None, Picks]:
    if recipe is not None:
        from feedkit.parsers.html.recipe import follow  # it needs a second tree of the page

        return follow(recipe, page)
    if like:
        return steering.choose_like(like, page), NO_PICKS
    return choose(page), NO_PICKS


def _is_hidden(choice: Choice, page: Page) -> bool:
    """Are all entries out of sight until a script shows them?"""
    return all(page.nodes[segment.start].region & HIDDEN for segment in choice.segments)


def _reason(page: Outline) -> str:
    """Why a page has no entries, as far as it shows."""
    if not page.nodes or not any(node.tag == TEXT for node in page.nodes):
        return "no entries found: the page shows no text; its list may be made by JavaScript"
    if len(page.links) < FEW_LINKS:
        count = len(page.links)
        return f"no entries found: the page shows only {count} links; its list may be made by JavaScript"
    return "no entries found: none of the page's lists looks like posts (titles, links and dates of one kind)"
