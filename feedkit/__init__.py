"""feedkit turns any HTML index page, or any list of posts, into Atom, RSS and JSON feeds."""

from feedkit.checks import Finding, Report, check
from feedkit.errors import (
    FeedkitError,
    FetchError,
    InvalidFeedError,
    NoEntriesError,
    ParseError,
    Problem,
    RecipeError,
)
from feedkit.model import Enclosure, Entry, Feed, Person
from feedkit.pipeline import convert, finish, parse, write

__all__ = [
    "Enclosure",
    "Entry",
    "Feed",
    "FeedkitError",
    "FetchError",
    "Finding",
    "InvalidFeedError",
    "NoEntriesError",
    "ParseError",
    "Person",
    "Problem",
    "RecipeError",
    "Report",
    "check",
    "convert",
    "finish",
    "parse",
    "write",
]

__version__ = "0.1.0"
