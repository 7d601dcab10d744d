"""What data says of podcasts: columns of episodes, and the table of a podcast around their list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from feedkit.errors import Problem, mismatch
from feedkit.model import Chapters, Episode, Podcast, PodcastPerson, Transcript
from feedkit.parsers.data import conversion
from feedkit.parsers.data.columns import Row
from feedkit.parsers.data.names import ADDRESS, plain_name, values_of
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
_TYPE_FIELD = FIELDS[Episode]["type"]
assert isinstance(_TYPE_FIELD, Child)
TYPE_KIND = _TYPE_FIELD.kind


def episode_of(row: Row, base: str | None) -> Episode | None:
    """Return the episode that a row with a media file is, None where it says nothing of one.

    Args:
        row: the row.
        base: what addresses are resolved against.
    """
    chapters = next(_addresses(row, CHAPTERS, base), None)
    made = Episode(
        number=_value(row, NUMBER, AMOUNT),
        season=_value(row, SEASON, COUNT),
        type=_value(row, TYPE, TYPE_KIND),
        explicit=_value(row, EXPLICIT, TRUTH),
        transcripts=[Transcript(url=url) for url in _addresses(row, TRANSCRIPTS, base)],
        chapters=Chapters(url=chapters) if chapters else None,
        people=list(_people(row)),
    )
    return made if made != Episode() else None


def _value(row: Row, names: Iterable[str], kind: Kind) -> Any:
    texts = ("true" if one is True else "false" if one is False else one for one in values_of(row, names))
    found = (kind.read(text.strip()) for one in texts if (text := conversion.text_of(one)))
    return next((one for one in found if one is not None), None)


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


def podcast_of(about: Iterable[Row], problems: list[Problem]) -> Podcast | None:
    """Return the podcast that a table `podcast` beside the list of episodes describes.

    Its keys are the fields of `feedkit.Podcast`. A Problem says what in it cannot be used.
    """
    tables = (value for one in about for value in values_of(one, ["podcast"]))
    table = next((value for value in tables if isinstance(value, Mapping)), None)
    if table is None:
        return None
    fields = {name: _field(name, value, problems) for name, value in _renamed(table).items()}
    return Podcast(**{name: value for name, value in fields.items() if value is not None})


def _field(name: str, value: object, problems: list[Problem]) -> Any:
    """Return a field of a podcast; None, with a Problem, where the value cannot be it."""
    import msgspec

    if name not in Podcast.__dataclass_fields__:
        known = ", ".join(Podcast.__dataclass_fields__)
        problems.append(mismatch(RULE, f"one of {known}", repr(name), "feed, podcast"))
        return None
    try:
        return getattr(msgspec.convert({name: value}, Podcast, strict=False), name)
    except msgspec.ValidationError as error:
        message = str(error).replace("Expected", "wanted").replace(", got", ", found")
        where = f"feed, podcast.{name}"
        problems.append(Problem(rule=RULE, message=message.replace(f"$.{name}", "$"), where=where))
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
