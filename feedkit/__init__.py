"""feedkit turns any HTML index page, or any list of posts, into Atom, RSS and JSON feeds."""

from typing import TYPE_CHECKING

from feedkit.errors import (
    FeedkitError,
    FetchError,
    InvalidFeedError,
    NoEntriesError,
    ParseError,
    Problem,
    RecipeError,
)
from feedkit.model import Enclosure, Entry, Episode, Feed, Paging, Person, Podcast, Source, Tag
from feedkit.parsers.reading import FieldFound, Reading, RivalList
from feedkit.pipeline import convert, finish, parse, parse_rows, write
from feedkit.sources.library import aread, fetch, read, read_all
from feedkit.version import __version__

if TYPE_CHECKING:
    from feedkit.checks import Finding, Report, check
    from feedkit.fetching import Client, Page
    from feedkit.recipes import Override, Recipe
    from feedkit.responses import Response, respond
    from feedkit.selecting import merge, select

__all__ = [
    "Client",
    "Enclosure",
    "Entry",
    "Episode",
    "Feed",
    "FeedkitError",
    "FetchError",
    "FieldFound",
    "Finding",
    "InvalidFeedError",
    "NoEntriesError",
    "Override",
    "Page",
    "Paging",
    "ParseError",
    "Person",
    "Podcast",
    "Problem",
    "Reading",
    "Recipe",
    "RecipeError",
    "Report",
    "Response",
    "RivalList",
    "Source",
    "Tag",
    "__version__",
    "aread",
    "check",
    "convert",
    "fetch",
    "finish",
    "merge",
    "parse",
    "parse_rows",
    "read",
    "read_all",
    "respond",
    "select",
    "write",
]


def __getattr__(name: str) -> object:
    """What is imported when it is first asked for: most who convert need none of these."""
    if name in ("Finding", "Report", "check"):
        from feedkit import checks

        return getattr(checks, name)
    if name in ("Client", "Page"):
        from feedkit import fetching

        return getattr(fetching, name)
    if name in ("Override", "Recipe"):
        from feedkit import recipes

        return getattr(recipes, name)
    if name in ("Response", "respond"):
        from feedkit import responses

        return getattr(responses, name)
    if name in ("merge", "select"):
        from feedkit import selecting

        return getattr(selecting, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
