"""feedkit turns any HTML index page, or any list of posts, into Atom, RSS and JSON feeds.

`read`, `finish` and `write` are the three steps, `convert` is all of them; `feedkit/pipeline.py` is where to
start reading. `import feedkit` loads nothing else: each name is imported when it is first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from feedkit.fetching import Client, Page
    from feedkit.formats import FormatName
    from feedkit.model import (
        Cloud,
        Element,
        Enclosure,
        Entry,
        Episode,
        Feed,
        Generator,
        Image,
        Link,
        Location,
        Paging,
        Person,
        Podcast,
        Source,
        Tag,
    )
    from feedkit.parsers.job import SourceFormat
    from feedkit.parsers.reading import FieldFound, Reading, RivalList
    from feedkit.pipeline import convert, finish, parse, parse_rows, write, write_file
    from feedkit.recipes import Column, DateOverride, Override, Recipe
    from feedkit.responses import Response, respond
    from feedkit.selecting import merge, select
    from feedkit.sources.library import aread, fetch, read, read_all
    from feedkit.version import __version__
else:  # type checkers know the names above, and no other
    _MODULES = {
        "checks": "Finding Report check",
        "errors": "FeedkitError FetchError InvalidFeedError NoEntriesError ParseError Problem RecipeError",
        "fetching": "Client Page",
        "formats": "FormatName",
        "model": "Cloud Element Enclosure Entry Episode Feed Generator Image Link Location Paging Person "
        "Podcast Source Tag",
        "parsers.job": "SourceFormat",
        "parsers.reading": "FieldFound Reading RivalList",
        "pipeline": "convert finish parse parse_rows write write_file",
        "recipes": "Column DateOverride Override Recipe",
        "responses": "Response respond",
        "selecting": "merge select",
        "sources.library": "aread fetch read read_all",
        "version": "__version__",
    }
    _MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        return value

    def __dir__() -> list[str]:
        return [*__all__, *globals()]


__all__ = [
    "Client",
    "Cloud",
    "Column",
    "DateOverride",
    "Element",
    "Enclosure",
    "Entry",
    "Episode",
    "Feed",
    "FeedkitError",
    "FetchError",
    "FieldFound",
    "Finding",
    "FormatName",
    "Generator",
    "Image",
    "InvalidFeedError",
    "Link",
    "Location",
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
    "SourceFormat",
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
    "write_file",
]
