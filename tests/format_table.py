"""What each format holds of the model, as docs/formats.md lists it: by the docstrings and
comments of feedkit/model/.

    python -m tests.format_table      write the tables of docs/formats.md anew

tests/test_formats_docs.py compares them with what is written and read.
"""

from __future__ import annotations

import ast
import inspect
import io
import re
import tokenize
from dataclasses import fields
from pathlib import Path

from feedkit.formats import BY_FIDELITY
from feedkit.model import Podcast
from feedkit.values.podcast_elements import ELEMENTS, FIELDS, Child, Nested
from tests.full_feed import MODEL, NEVER_WRITTEN

DOCUMENT = Path(__file__).parents[1] / "docs" / "formats.md"
ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.M)
MARKED = re.compile(r"(?<=<!-- fields -->\n).*(?=<!-- end of fields -->)", re.S)
TITLES = {"atom": "Atom", "rss": "RSS 2.0", "json": "JSON Feed 1.1"}
NOWHERE = "-"

# Fields of podcasts that no row of FIELDS says.
BY_HAND = {
    "Podcast.categories": "itunes:category",
    "Podcast.author": "itunes:author",
    "Podcast.owner": "itunes:owner",
    "Podcast.image": "itunes:image",
    "Episode.number": "itunes:episode, podcast:episode",
    "Episode.number_label": "podcast:episode[display]",
    "Episode.season": "itunes:season, podcast:season",
    "Episode.season_name": "podcast:season[name]",
    "Episode.image": "itunes:image",
    "LiveItem.entry": "podcast:liveItem",
}
WRITTEN_ONLY = "written, not read"

# What a format holds of a field, but not all of it.
NOTES = {
    ("Feed.url", "rss"): "a link is demanded: the feed's own address stands in, or the site of its entries",
    ("Feed.updated", "rss"): "to the second",
    ("Feed.authors", "atom"): "an author is demanded: the feed's title stands in where entries have none",
    ("Feed.authors", "rss"): "one person with an e-mail address keeps it; of several, names alone",
    ("Feed.subtitle", "rss"): "a description is demanded: the title stands in",
    ("Feed.paging", "json"): "`next` alone",
    ("Feed.podcast", "json"): WRITTEN_ONLY,
    ("Entry.title", "atom"): "a title is demanded: the beginning of the text stands in, or an address",
    ("Entry.content", "atom"): "without an address a content is demanded: summary or title stand in",
    ("Entry.content", "rss"): "one without markup and without a summary beside it is read as the summary",
    ("Entry.published", "rss"): "to the second",
    ("Entry.updated", "rss"): "only where it is not `published`",
    ("Entry.id", "atom"): "what is no URI stands in a tag URI, and is read out of it",
    ("Entry.authors", "rss"): "one person with an e-mail address keeps it; of several, names alone",
    ("Entry.tags", "json"): "names alone",
    ("Person.name", "rss"): "round brackets become square ones beside an e-mail address",
    ("Person.email", "rss"): "of one person alone",
    ("Person.email", "json"): "as `mailto:`, where there is no `url`",
    ("Entry.contributors", "rss"): "names alone",
    ("Entry.links", "json"): "the address of the first that is `related`",
    ("Link.rel", "json"): "`related` alone",
    ("Feed.contributors", "rss"): "names alone",
    ("Feed.generator", "atom"): "with feedkit behind it",
    ("Feed.generator", "rss"): "with feedkit behind it",
    ("Enclosure.duration", "atom"): "of the first one, and of those with a size or a group",
    ("Enclosure.length", "rss"): "0 is an unknown length",
    ("Podcast.categories", "rss"): "in the order of their parents",
    ("Podcast.owner", "rss"): "with an e-mail address only",
    ("Podcast.owner", "atom"): "with an e-mail address only",
    ("Podcast.categories", "atom"): "in the order of their parents",
    ("Podcast.ended", "json"): WRITTEN_ONLY,
    ("Podcast.author", "rss"): "by default the feed's authors",
    ("Podcast.guid", "rss"): "by default that of the feed's address",
    ("Podcast.image", "rss"): "by default the feed's image, where it is a JPEG or PNG",
    ("Podcast.images", "rss"): "`podcast:images` is read too",
    ("Podcast.images", "atom"): "`podcast:images` is read too",
    ("Episode.images", "rss"): "`podcast:images` is read too",
    ("Episode.images", "atom"): "`podcast:images` is read too",
    ("Episode.image", "rss"): "by default the entry's image, where it is a JPEG or PNG",
    ("Trailer.published", "rss"): "to the second",
    ("Trailer.published", "atom"): "to the second",
}


def places() -> dict[str, tuple[str, dict[str, str]]]:
    """Each field of the model: what it is, and where it stands in each format."""
    found = {}
    for model in MODEL:
        meanings = field_meanings(model)
        of_podcasts = _elements(model)
        for field, where in (_comments(model) | of_podcasts).items():
            if field not in NEVER_WRITTEN:
                names = dict(zip(TITLES, where.split(" / "), strict=True))
                found[f"{model.__name__}.{field}"] = meanings[field], names
    return found


def _elements(model: type) -> dict[str, str]:
    """Where each field of a part of podcasts stands, which is the same in Atom and RSS."""
    if model not in FIELDS:
        return {}
    rows = FIELDS[model]
    found = {}
    for one in fields(model):
        row = rows.get(one.name)
        if isinstance(row, Nested):
            name = f"{row.within}/{ELEMENTS[row.model]}" if row.within else ELEMENTS[row.model]
        elif isinstance(row, Child):
            name = f"{row.tag}[{row.attribute}]" if row.attribute else row.tag
        elif row:
            name = f"{ELEMENTS[model]}[{row.name}]" if row.name else ELEMENTS[model]
        else:
            name = BY_HAND[f"{model.__name__}.{one.name}"]
        json = "expired" if (model, one.name) == (Podcast, "ended") else NOWHERE
        found[one.name] = f"{name} / {name} / {json}"
    return found


def field_meanings(model: type) -> dict[str, str]:
    """What the class's docstring says of each field."""
    listed = inspect.cleandoc(model.__doc__ or "").partition("\nAttributes:\n")[2]
    return {name: " ".join(text.split()).removesuffix(".") for name, text in ATTRIBUTE.findall(listed + "\n")}


def _comments(model: type) -> dict[str, str]:
    """The comment beside, or above, each field of the class that has one."""
    source = inspect.getsource(model)
    comments = {
        token.start[0]: token.string.removeprefix("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.ClassDef)
    beside = {}
    for field in definition.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            comment = comments.get(field.end_lineno or field.lineno) or comments.get(field.lineno - 1)
            if comment:
                beside[field.target.id] = comment
    return beside


def tables() -> str:
    """The tables of the document, one for each class of the model."""
    parts: list[str] = []
    for model in MODEL:
        parts += [f"### {model.__name__}", ""]
        parts += ["| field | what it is | " + " | ".join(TITLES.values()) + " |", "|---" * 5 + "|"]
        for name, (meaning, where) in places().items():
            owner, _, field = name.partition(".")
            if owner == model.__name__:
                cells = [_cell(name, kind, where[kind]) for kind in TITLES]
                parts.append(f"| {' | '.join([f'`{field}`', meaning, *cells])} |")
        parts.append("")
    return "\n".join(parts)


def _cell(name: str, format: str, where: str) -> str:
    note = NOTES.get((name, format))
    shown = "no" if where == NOWHERE else f"`{where}`"
    return f"{shown}: {note}" if note else shown


assert set(TITLES) == set(BY_FIDELITY)

if __name__ == "__main__":
    DOCUMENT.write_text(MARKED.sub(lambda _: tables(), DOCUMENT.read_text("utf-8")), "utf-8")
