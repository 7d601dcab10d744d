"""What can go wrong, as a tree.

FeedkitError
├── FetchError          a source cannot be fetched
├── ParseError          a source cannot be read
│   └── NoEntriesError  it can be read, and lists no entries
├── BuildError          a feed of a build cannot be made, or is not as it should be: see `.reason`
├── ConfigError         feedkit.toml is malformed
├── RecipeError         a recipe is malformed, or does not fit the page
└── InvalidFeedError    a document would be invalid: see `.problems`

A wrong call (an argument that has no meaning, a naive datetime) raises ValueError or TypeError. A `Problem`
does not stop the work: it is something in a source that cannot be used, and the feed is made without it.
"""

from __future__ import annotations

from dataclasses import dataclass

BY_SCRIPTS = "its list may be made by JavaScript"  # how the message of such a NoEntriesError ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a source or a feed that cannot be used, or that has to be fixed.

    rule:     the kind of problem, for programs, in kebab-case: "ambiguous-date", "not-a-url"
    message:  one sentence for people: what was wanted and what was found
    where:    the entry and field, "entry 3 'A title', published", or "feed, url"; "" where neither is known
    """

    rule: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def mismatch(rule: str, wanted: str, found: str, where: str = "") -> Problem:
    """Return the Problem "wanted …, found …".

    Args:
        rule: the kind of problem, in kebab-case.
        wanted: what would be right, a phrase for people: "a tag such as en or pt-BR".
        found: what stands in its place; text of a source is quoted.
        where: the entry and field, as in `Problem.where`.
    """
    return Problem(rule=rule, message=f"wanted {wanted}, found {found}", where=where)


class FeedkitError(Exception):
    """Base of all errors whose cause is a source, a file or a feed, and not the call."""


class FetchError(FeedkitError):
    """Raised if an address cannot be fetched: it is refused, does not answer, or answers with an error.

    url:     the address, "" where it is not known
    status:  the HTTP status of the answer; None where there was no answer
    advice:  what can be tried, as the end of the message; "" where nothing is known
    """

    def __init__(self, message: str, *, url: str = "", status: int | None = None, advice: str = "") -> None:
        super().__init__(message)
        self.url = url
        self.status = status
        self.advice = advice

    def __str__(self) -> str:
        return f"{super().__str__()}: {self.advice}" if self.advice else super().__str__()


class ParseError(FeedkitError):
    """Raised if a source cannot be read: it is empty, too large, binary, malformed or of no known format."""


class NoEntriesError(ParseError):
    """Raised if a source can be read, but lists no entries.

    feeds:        the addresses of the feeds that the page names as its own
    refresh:      the address that the page sends its readers on to, "" where it does not
    by_scripts:   whether scripts may make its list, which a browser runs
    suggestions:  what takes one of its lists, and why that was not taken: sentences for people
    """

    def __init__(
        self,
        message: str,
        *,
        feeds: tuple[str, ...] = (),
        refresh: str = "",
        by_scripts: bool = False,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.feeds = feeds
        self.refresh = refresh
        self.by_scripts = by_scripts
        self.suggestions = suggestions

    def restated(self, message: str, suggestions: tuple[str, ...] = ()) -> NoEntriesError:
        """Return the same error with another message, and with suggestions."""
        return NoEntriesError(
            message,
            feeds=self.feeds,
            refresh=self.refresh,
            by_scripts=self.by_scripts,
            suggestions=suggestions or self.suggestions,
        )


class BuildError(FeedkitError):
    """Raised if a feed of a build cannot be made, or looks wrong beside the previous feed.

    reason:  a word for programs: "fetch", "recipe", "no-entries", "invalid"…; the message is for people
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[type[BuildError], tuple[str, str]]:
        return type(self), (self.reason, str(self))  # it is raised in other processes, and pickled


class ConfigError(FeedkitError):
    """Raised if feedkit.toml is malformed: unknown keys, values of a wrong type, two feeds of one name."""


class RecipeError(FeedkitError):
    """Raised if a recipe is malformed, or its selectors match nothing on the page."""


class InvalidFeedError(FeedkitError):
    """Raised if a feed lacks what its format demands, so that its document would be invalid.

    problems:  a Problem for each entry and field that is missing or wrong
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the feed would be invalid: " + "; ".join(map(str, problems)))
        self.problems = problems
