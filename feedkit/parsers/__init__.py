"""Which parser reads a source? The table below, and what is the same for all of them.

    job ──recognise──▶ its format ──the parser's `read`──▶ reading

job.py          a source and all that the caller specifies for it
recognising.py  a predicate for each format
reading.py      the feed, and where in the source it was found

Several parsers share:

constructs.py, trees.py       values that feeds and data have in common; XML as a tree
labels.py, bylines.py         words before a value, or before the name of an author
language_words.py             the words of pages, by language
link_texts.py                 texts of links that say nothing of where the link leads
empty_entries.py              leaves out entries that say nothing
likeness.py                   whether a list has the entries that a caller names (`like`)
known_entries.py              the entries of the previous feed, which tell its list from others
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from threading import Lock
from typing import get_args

from feedkit.errors import NoEntriesError, ParseError, RecipeError
from feedkit.garbage import rare_collections
from feedkit.parsers import recognising
from feedkit.parsers.empty_entries import without_empty_entries
from feedkit.parsers.job import NO_ROWS, Content, Job, SourceFormat, job_of
from feedkit.parsers.likeness import has_all_like, no_list_like
from feedkit.parsers.reading import Reading, RivalList, without_fields
from feedkit.recipes import Recipe

__all__ = [
    "FORMATS",
    "PARSERS",
    "Content",
    "Job",
    "Parser",
    "Reading",
    "SourceFormat",
    "draft",
    "job_of",
    "read",
    "recognise",
]


@dataclass(frozen=True, slots=True)
class Parser:
    """How one format is recognised and read.

    recognises: whether a source is in the format, given that it is in none of those above it
    reader:     the module with `read(job) -> Reading`, loaded when it is needed
    recipe:     the part of a recipe that suits: "entry" (selectors), "map" (names), or "" for none
    drafter:    the module with `draft(job) -> str`, which writes a recipe, or "" where there is none
    """

    recognises: Callable[[Job], bool]
    reader: str
    recipe: str = ""
    drafter: str = ""


PARSERS = {
    "folder": Parser(recognising.is_folder, "feedkit.parsers.posts.folder", "map"),
    "post": Parser(recognising.is_post, "feedkit.parsers.posts.post"),
    "changelog": Parser(recognising.is_changelog, "feedkit.parsers.posts.changelog"),
    "feed": Parser(recognising.is_feed, "feedkit.parsers.syndication"),
    "sitemap": Parser(recognising.is_sitemap, "feedkit.parsers.sitemap"),
    "jsonl": Parser(recognising.is_json_lines, "feedkit.parsers.data", "map", "feedkit.parsers.data"),
    "json": Parser(recognising.is_json, "feedkit.parsers.data", "map", "feedkit.parsers.data"),
    "csv": Parser(recognising.is_csv, "feedkit.parsers.data", "map", "feedkit.parsers.data"),
    "toml": Parser(recognising.is_toml, "feedkit.parsers.data", "map", "feedkit.parsers.data"),
    "yaml": Parser(recognising.is_yaml, "feedkit.parsers.data", "map", "feedkit.parsers.data"),
    "html": Parser(recognising.is_html, "feedkit.parsers.html", "entry", "feedkit.parsers.html.drafting"),
    "text": Parser(recognising.is_text, "feedkit.parsers.text"),
}
LOADING = Lock()  # recognising and reading load modules: Python fails where threads load a package's at once
FORMATS: tuple[SourceFormat, ...] = get_args(SourceFormat)  # those that a caller can name: all but a folder

NO_TREE = "recipe: wanted an HTML page, found the format {}, which has no elements that a selector could find"
FOR_DATA = "recipe.entry: it is CSS for pages, and the format is {}: wanted recipe.map"
TOO_MUCH = "wanted a source of ordinary depth and size, found one nested too deep or too large to be read"
UNKNOWN = f"it was taken for plain text: if it is of another format, name that ({', '.join(FORMATS)})"


def recognise(job: Job) -> str:
    """Return the name of the format that a source is in.

    Raises:
        ParseError: it is in a format that feedkit does not read.
    """
    return next(name for name, parser in PARSERS.items() if parser.recognises(job))


@rare_collections()
def read(job: Job) -> Reading:
    """Read a source with the parser for its format; see `feedkit.parse` for the errors."""
    with LOADING:
        settled = _settled(job)
        parser = import_module(PARSERS[settled.format or ""].reader)
    try:
        reading: Reading = parser.read(settled)
    except (RecursionError, MemoryError) as error:  # whatever comes in, it costs this source alone
        raise ParseError(TOO_MUCH) from error
    except ParseError as error:
        better = _with_likely_format(error, job, settled)
        if better is error:  # which must not be its own cause
            raise
        raise better from error
    reading = replace(reading, problems=(*job.problems, *reading.problems))
    if settled.recipe is not None and settled.recipe.switched_off:
        reading = without_fields(reading, settled.recipe.switched_off)
    reading = without_empty_entries(reading)
    return reading if settled.format == "html" else _alike(reading, settled)


def draft(job: Job) -> str:
    """Return a recipe, in TOML, that finds what `read` does; see there for the errors."""
    with LOADING:
        settled = _settled(job)
        name = PARSERS[settled.format or ""].drafter
        drafter = import_module(name) if name else None
    if drafter is None:
        raise RecipeError(NO_TREE.format(settled.format))
    try:
        recipe: str = drafter.draft(settled)
    except (RecursionError, MemoryError) as error:
        raise ParseError(TOO_MUCH) from error
    return recipe


def refused_lists(job: Job) -> tuple[RivalList, ...]:
    """Return the likeliest lists of a page that `read` refuses, with titles by which they are taken."""
    settled = _settled(job)
    if settled.format != "html" or job.recipe is not None or job.like:
        return ()
    from feedkit.parsers.html.refused import refused_lists

    return refused_lists(settled)


def _settled(job: Job) -> Job:
    """Return the job with its format, if the format suits the other arguments."""
    if job.format is not None and job.format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {job.format!r}")
    if job.path is not None and job.format is not None:
        raise ParseError(
            f"format: {job.format} is of a file, and {job.path} is a folder: leave the format out"
        )
    known = job.format or recognise(job)
    if job.recipe is not None:
        _must_suit(known, job.recipe)
    return replace(job, format=known)


def _must_suit(format: str, recipe: Recipe) -> None:
    """Raise a RecipeError if a recipe is for sources of another kind; fields are switched off in any."""
    suits = PARSERS[format].recipe
    if recipe.has_selectors and suits != "entry":
        raise RecipeError((FOR_DATA if suits == "map" and recipe.map is None else NO_TREE).format(format))
    if recipe.map is not None and not suits and not recipe.has_selectors:
        raise RecipeError(NO_ROWS.format(format))


def _with_likely_format(error: ParseError, job: Job, settled: Job) -> ParseError:
    """Return the error of a parser; with the likely format, if the caller named another.

    A source that no other parser recognises is taken for plain text: the error states that too.
    """
    if job.path is not None:
        return error
    if job.format is None:
        return NoEntriesError(f"{error}; {UNKNOWN}") if settled.format == "text" else error
    try:
        other = recognise(job)
    except ParseError:
        return error
    if other in (job.format, "text"):  # plain text is what is left where nothing else is recognised
        return error
    message = f'{error}; the source looks like {other}: leave the format out, or say "{other}"'
    if isinstance(error, NoEntriesError):
        return error.restated(message)
    return ParseError(message)


def _alike(reading: Reading, job: Job) -> Reading:
    """Return the reading of a source that can be read in one way only, if it has the entries of `like`."""
    feed = reading.feed
    entries = ((entry.title, entry.url) for entry in feed.entries)
    if job.like and not has_all_like(job.like, entries, feed.url):
        raise NoEntriesError(no_list_like(job.like))
    return reading
