"""What can go wrong, as a tree.

FeedkitError
├── FetchError          the source could not be fetched
├── ParseError          the source could not be read
│   └── NoEntriesError  it was read, and lists no entries
├── BuildError          a feed of a build cannot be made, or is not what it should be: `.reason` says why
├── ConfigError         feedkit.toml is not as it must be
├── RecipeError         a recipe does not fit the page, or is not a recipe
└── InvalidFeedError    the feed would be invalid: `.problems` says where

A `Problem` is a finding that does not stop the work: something a source says that could not be used.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that was found and could not be used, or must be mended.

    rule:     what is wrong, in kebab-case ("ambiguous-date", "not-a-url")
    message:  one sentence for people: what was wanted, what was found
    where:    the entry and field it is about ("entry 3 'A title', published"), "" for the whole feed
    """

    rule: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def mismatch(rule: str, wanted: str, found: str, where: str = "") -> Problem:
    """Return the Problem that one thing was wanted and another was found, each a phrase for people."""
    return Problem(rule=rule, message=f"wanted {wanted}, found {found}", where=where)


class FeedkitError(Exception):
    """Any failure that lies in the input or the feed, not in the call."""


class FetchError(FeedkitError):
    """A source could not be fetched. `url` is the address, `status` the HTTP status of an answer."""

    def __init__(self, message: str, *, url: str = "", status: int | None = None) -> None:
        super().__init__(message)
        self.url = url
        self.status = status


class ParseError(FeedkitError):
    """A source could not be read: empty, not text, or of a kind that feedkit does not know."""


class NoEntriesError(ParseError):
    """A source was read and lists no entries. `feeds` are the feeds that the page says it has."""

    def __init__(self, message: str, *, feeds: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.feeds = feeds


class BuildError(FeedkitError):
    """A feed of a build fails. `reason` is a word for machines, the message a sentence for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[BuildError], tuple[str, str]]:
        return type(self), (self.reason, str(self))  # it comes out of other processes


class ConfigError(FeedkitError):
    """A configuration is malformed: an unknown key, a value of the wrong kind, two feeds of one name."""


class RecipeError(FeedkitError):
    """A recipe is not well-formed, or its selectors find nothing on the page."""


class InvalidFeedError(FeedkitError):
    """A feed would be invalid. `problems` names each entry and field at fault."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the feed would be invalid: " + "; ".join(map(str, problems)))
        self.problems = problems
