"""What data says of podcasts: columns of episodes, and the table of a podcast around their list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any

from feedkit import config_errors
from feedkit.errors import Problem, mismatch
from feedkit.model import Chapters, Episode, Podcast, PodcastPerson, Transcript
from feedkit.parsers.data import conversion
from feedkit.parsers.data.columns import Row
from feedkit.parsers.data.names import ADDRESS, NULLS, columns_of, plain_name, values_of
from feedkit.values.plain_text import clean_line
from feedkit.values.podcast_elements import AMOUNT, COUNT, FIELDS, TRUTH, Child, Kind
from feedkit.values.urls import absolute_url

NUMBER = "itunesepisode episodenumber episodeno episode".split()
SEASON = "itunesseason seasonnumber season".split()
TYPE = "itunesepisodetype episodetype".split()
EXPLICIT = "itunesexplicit isexplicit explicit".split()
TRANSCRIPTS = "transcripts transcript transcripturl".split()
CHAPTERS = "chapters chaptersurl".split()
PEOPLE = {"host": "hosts host".split(), "guest": "guests guest".split()}  # by their roles
OTHER_NAMES = {"category": "categories", "complete": "ended", "newfeedurl": "moved_to", "locked": "lock"}
RULE = "not-of-a-podcast"  # of Problems
LISTS = ("categories", "keywords")  # of which one may stand alone
TYPES_OF_SHOWS = ("episodic", "serial")
MIN_LIKENESS = 0.8  # of a table's name to `podcast`, from 0 to 1, that may be a misspelt one

Report = Callable[..., None]
_TYPE_FIELD = FIELDS[Episode]["type"]
assert isinstance(_TYPE_FIELD, Child)
TYPE_KIND = _TYPE_FIELD.kind


def episode_of(row: Row, base: str | None, report: Report) -> Episode | None:
    """Return the episode that a row with a media file is, None where it says nothing of one.

    Args:
        row: the row.
        base: what addresses are resolved against.
        report: receives what was wanted of a value that cannot be used, the value, and its `column`.
    """
    chapters = next(_addresses(row, CHAPTERS, base), None)
    made = Episode(
        number=_value(row, NUMBER, AMOUNT, report),
        season=_value(row, SEASON, COUNT, report),
        type=_value(row, TYPE, TYPE_KIND, report),
        explicit=_value(row, EXPLICIT, TRUTH, report),
        transcripts=[Transcript(url=url) for url in _addresses(row, TRANSCRIPTS, base)],
        chapters=Chapters(url=chapters) if chapters else None,
        people=list(_people(row)),
    )
    return made if made != Episode() else None


def _value(row: Row, names: Sequence[str], kind: Kind, report: Report) -> Any:
    """Return the first value of some names that is of a kind; where none is, the first is reported."""
    refused: dict[str, str] = {}
    for key, value in columns_of(row, names):
        text = str(value).lower() if isinstance(value, bool) else conversion.text_of(value)
        if text and text.strip().lower() not in NULLS:
            found = kind.read(text.strip())
            if found is not None:
                return found
            if not isinstance(value, Mapping | list):
                refused[key] = text
    for key, text in islice(refused.items(), 1):
        report(kind.wanted, text, column=key)
    return None


def _addresses(row: Row, names: Iterable[str], base: str | None) -> Iterator[str]:
    """Yield addresses; what stands under these names may also be the texts themselves."""
    for value in values_of(row, names):
        for one in value if isinstance(value, list) else [value]:
            text = one if isinstance(one, str) else conversion.text_of(one, ADDRESS) or ""
            url = absolute_url(text, base) if conversion.looks_like_address(text.strip()) else None
            if url and url.startswith(("http://", "https://")):
                yield url


def _people(row: Row) -> Iterator[PodcastPerson]:
    for role, names in PEOPLE.items():
        for value in values_of(row, names):
            for person in conversion.people_of(value) or ():
                yield PodcastPerson(name=person.name, role=role, url=person.url)


def podcast_of(about: Sequence[Row], problems: list[Problem], *, has_files: bool) -> Podcast | None:
    """Return the podcast that a table `podcast` beside the list of episodes describes.

    Its keys are the fields of `feedkit.Podcast`. A Problem says what in it cannot be used, and which table
    may be a misspelt one.

    Args:
        about: the objects around the list.
        problems: receives the Problems.
        has_files: whether any entry has a media file.
    """
    tables = (value for one in about for value in values_of(one, ["podcast"]))
    table = next((value for value in tables if isinstance(value, Mapping)), None)
    if table is None:
        for key in _misspelt(about) if has_files else ():
            found = f"{key!r}; did you mean podcast?"
            problems.append(mismatch(RULE, "the table podcast", found, "feed"))
        return None
    fields = {name: _field(name, value, problems) for name, value in _renamed(table).items()}
    return Podcast(**{name: value for name, value in fields.items() if value is not None})


def _misspelt(about: Sequence[Row]) -> Iterator[str]:
    """Yield the keys of tables beside the list that are like `podcast`; the list is not in these."""
    for one in about:
        for key, value in one.items():
            is_beside = isinstance(value, Mapping) and not any(value is other for other in about)
            if is_beside and get_close_matches(plain_name(str(key)), ["podcast"], cutoff=MIN_LIKENESS):
                yield str(key)


def _field(name: str, value: object, problems: list[Problem]) -> Any:
    """Return a field of a podcast; None, with a Problem, where the value cannot be it."""
    import msgspec

    if name not in Podcast.__dataclass_fields__:
        known = list(Podcast.__dataclass_fields__)
        near = config_errors.nearest(name, known)
        found = f"{name!r}; did you mean {near}?" if near else repr(name)
        problems.append(mismatch(RULE, f"one of {', '.join(known)}", found, "feed, podcast"))
        return None
    try:
        return getattr(msgspec.convert({name: value}, Podcast, strict=False), name)
    except msgspec.ValidationError as error:
        choices = TYPES_OF_SHOWS if name == "type" else ()
        where, _, message = config_errors.readable(str(error), "feed, podcast", choices).partition(": ")
        problems.append(Problem(rule=RULE, message=message, where=where))
        return None


def _renamed(table: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a table with the names of fields, however they are spelt."""
    fields = {plain_name(name): name for name in Podcast.__dataclass_fields__} | OTHER_NAMES
    renamed = {fields.get(plain_name(str(key)), str(key)): value for key, value in table.items()}
    for name in LISTS:
        if isinstance(renamed.get(name), str):
            renamed[name] = [clean_line(one) for one in renamed[name].split(",")]
    if isinstance(renamed.get("lock"), bool):
        renamed["lock"] = {"locked": renamed["lock"]}
    return renamed
