"""The data behind a page that a browser has rendered: the answer with its list, and how it is had directly.

page, answers ──answer_lists──▶ the answer with its list ──answer_maps──▶ map ──answer_requests──▶ request
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from feedkit import parsers
from feedkit.errors import FeedkitError
from feedkit.fetching.json_answers import JsonAnswer
from feedkit.model import Entry
from feedkit.parsers.reading import MIN_SURE_CONFIDENCE, Reading
from feedkit.sources.answer_lists import best_match, json_of
from feedkit.sources.answer_maps import Mapped, map_of
from feedkit.sources.answer_requests import DirectRequest, Replay, direct_request
from feedkit.values.logins import without_login
from feedkit.values.plain_text import clean_line
from feedkit.values.request_settings import RequestSettings
from feedkit.values.urls import absolute_url, file_name

MIN_LINK_LENGTH = 8  # characters of a link that may be a title
MAX_LINKS = 1000  # of a page
MAX_CANDIDATES = 5  # lists of which one is taken
MIN_SHARE_SAME = 0.8  # of the entries of an answer, that come again
NOT_NEW = "it lacks the newest entry that the page shows"
HEADINGS = "h1, h2, h3, h4"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer:
    """An answer that has the list of a page.

    answer:   what was sent and came
    columns:  where the list and its fields are, as `map` has it
    reading:  the list, read so
    format:   what has to be said of its format, "json" where it is not recognised by itself; else ""
    notes:    where it is not what the page shows, a sentence each
    is_new:   whether it has the newest entry that the page shows
    common:   how many entries the page shows too
    shown:    how many the page shows
    """

    answer: JsonAnswer
    columns: Mapping[str, str | bool]
    reading: Reading
    format: str
    notes: tuple[str, ...]
    is_new: bool
    common: int
    shown: int

    @property
    def shown_address(self) -> str:
        """Return its method and its address without the query, which may hold secrets."""
        return f"{self.answer.method} {without_login(self.answer.url.partition('?')[0])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How answers are asked for again, to find out what of a request they need.

    replay:       sends a request to an address, and returns what comes
    settings:     how the user asks for the page
    environment:  the variables that hold the user's secrets
    """

    replay: Replay
    settings: RequestSettings
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBehind:
    """The data behind a page.

    found:    the answer that has the list of the page
    request:  how it is asked for; None where it cannot be
    failure:  why it cannot
    """

    found: ListAnswer
    request: DirectRequest | None = None
    failure: str = ""

    @property
    def is_lasting(self) -> bool:
        """Return whether it can be asked for from now on."""
        return self.request is not None and not self.request.changing


def data_behind(
    page: Reading | None,
    html: str,
    answers: Sequence[JsonAnswer],
    *,
    url: str,
    zone: ZoneInfo,
    now: datetime,
    asking: Asking,
) -> DataBehind | None:
    """Return the answer that has the list of a page, and how it is asked for; None where none has it.

    Args:
        page, html, answers, url, zone: as for `list_answer`.
        now: when the page was loaded; aware.
        asking: how answers are asked for again.
    """
    found = list_answer(page, html, answers, url=url, zone=zone, now=now)
    if found is None:
        return None
    if not found.is_new:
        return DataBehind(found=found, failure=NOT_NEW)
    try:
        others = [one for one in answers if one is not found.answer]
        request = request_of(found, url=url, zone=zone, now=now, asking=asking, others=others)
    except FeedkitError as error:
        return DataBehind(found=found, failure=str(error))
    return DataBehind(found=found, request=request)


def list_answer(
    page: Reading | None,
    html: str,
    answers: Sequence[JsonAnswer],
    *,
    url: str,
    zone: ZoneInfo,
    now: datetime | None,
) -> ListAnswer | None:
    """Return the answer that has the list which a page shows; None where none has.

    Where it is not sure which list the page shows, it is one whose rows nearly all have a link or heading.

    Args:
        page: the list of the page; None where none is found.
        html: the page, after its scripts have run.
        answers: what they have fetched.
        url: the address of the page.
        zone: the zone of dates without one.
        now: what "3 days ago" is counted from.
    """
    usable = [(one, json_of(one.body)) for one in answers if one.status == 200]
    tried: list[tuple[Sequence[Entry], bool]] = [(page.feed.entries, True)] if page else []
    if page is None or (page.confidence or 0) < MIN_SURE_CONFIDENCE:
        tried.append((_linked(html, url), False))
    for entries, is_list in tried:
        found = [
            (match, answer)
            for answer, document in usable
            if document is not None and (match := best_match(document, entries))
            if (match.is_whole if is_list else match.is_covered)
        ]
        for match, answer in sorted(found, key=lambda one: one[0].rank, reverse=True)[:MAX_CANDIDATES]:
            mapped = map_of(match, entries, page=url, zone=zone, now=now)
            reading = mapped and _read(answer, mapped.columns, url, zone, now)
            if mapped and reading and (is_list or _may_be_entries(reading)):
                shown = len(entries) if is_list else len(match.pairs)
                notes = tuple(_notes(reading, mapped, len(match.pairs), shown))
                return ListAnswer(
                    answer=answer,
                    columns=mapped.columns,
                    reading=reading,
                    format="" if _is_known(answer, url) else "json",
                    notes=notes,
                    is_new=match.has_newest or not is_list,
                    common=len(match.pairs),
                    shown=shown,
                )
    return None


def request_of(
    found: ListAnswer,
    *,
    url: str,
    zone: ZoneInfo,
    now: datetime,
    asking: Asking,
    others: Sequence[JsonAnswer] = (),
) -> DirectRequest:
    """Return how an answer is asked for without a browser; see `direct_request` for the errors.

    Args:
        found: the answer.
        url: the address of the page.
        zone: the zone of dates without one.
        now: when the page was loaded; aware.
        asking: how it is asked for again.
        others: what else the page got.
    """
    wanted = _keys(found.reading)

    def is_same(content: str | bytes) -> bool:
        body = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        reading = _read(replace(found.answer, body=body), found.columns, url, zone, now)
        return reading is not None and len(wanted & _keys(reading)) >= MIN_SHARE_SAME * len(wanted)

    return direct_request(
        found.answer,
        replay=asking.replay,
        is_same=is_same,
        now=now,
        general=asking.settings.general(),
        known=asking.settings.secrets(asking.environment),
        environment=asking.environment,
        others=others,
    )


def _read(
    answer: JsonAnswer, columns: Mapping[str, str | bool], url: str, zone: ZoneInfo, now: datetime | None
) -> Reading | None:
    """Return the list in an answer as a build reads it; None where there is none."""
    try:
        job = parsers.job_of(
            answer.body, url=url, format="json", timezone=zone.key, now=now, recipe={"map": dict(columns)}
        )
        reading = parsers.read(job)
    except FeedkitError:
        return None
    return reading if reading.feed.entries else None


def _is_known(answer: JsonAnswer, url: str) -> bool:
    """Return whether an answer is taken for JSON by itself, as a build takes it."""
    return parsers.recognise(parsers.job_of(answer.body, url=url, name=file_name(answer.url))) == "json"


def _keys(reading: Reading) -> set[str]:
    return {entry.url or entry.title or "" for entry in reading.feed.entries}


def _may_be_entries(reading: Reading) -> bool:
    """Return whether half of the entries have a date or a text, as those of menus have not."""
    entries = reading.feed.entries
    said = sum(bool(one.published or one.summary or one.content) for one in entries)
    return 2 * said >= len(entries) and all(one.title for one in entries)


def _notes(reading: Reading, mapped: Mapped, common: int, shown: int) -> Iterator[str]:
    """Yield where the list in an answer is not what the page shows, a sentence each."""
    if common < shown:
        yield f"the answer has only {common} of the {shown} entries that the page shows"
    if (more := len(reading.feed.entries) - common) > 0:
        yield f"the answer has {more} {'entry' if more == 1 else 'entries'} more than those the page shows"
    for field, (count, of) in mapped.differing.items():
        yield f"{field}: {count} of {of} are not what the page shows"


def _linked(html: str, url: str) -> list[Entry]:
    """Return the links and headings of a page as entries, of which some may be those of its list."""
    tree = LexborHTMLParser(html)
    found: dict[tuple[str, str | None], Entry] = {}
    for node in tree.css(f"a[href], {HEADINGS}")[:MAX_LINKS]:
        text = clean_line(node.text(separator=" ")) or ""
        address = absolute_url(node.attributes.get("href") or "", url) if node.tag == "a" else None
        if len(text) >= MIN_LINK_LENGTH:
            found.setdefault((text, address), Entry(title=text, url=address))
    return list(found.values())
