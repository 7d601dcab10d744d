"""What a feed in XML says to programs: what made it, how often to ask for it, whom to write to."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from feedkit.errors import mismatch
from feedkit.model import Cloud, Generator, Person
from feedkit.model.feed import DAYS
from feedkit.model.parts import PORT, PROTOCOL
from feedkit.parsers.constructs import count
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text
from feedkit.parsers.syndication.feed_people import people
from feedkit.values.plain_text import clean_line
from feedkit.values.syndication_terms import BEHIND_ANOTHER, GENERATOR

MAX_QUOTED = 60  # characters of a text that a Problem quotes


def generator(document: Document, channel: Children) -> Generator | None:
    """Return the program that made a feed, None where it is feedkit alone."""
    for element in channel.all("generator"):
        name = clean_line((clean_line(inner_text(element)) or "").removesuffix(BEHIND_ANOTHER))
        if name and name != GENERATOR:
            url = document.absolute_url(element.get("uri") or element.get("url"), element)
            return Generator(name=name, version=clean_line(element.get("version")), url=url)
    return None


def is_ours(channel: Children) -> bool:
    """Return whether feedkit wrote a document."""
    text = channel.text("generator") or ""
    return text == GENERATOR or text.endswith(BEHIND_ANOTHER)


def web_master(document: Document, channel: Children) -> Person | None:
    """Return whom to write to about a feed."""
    return next(iter(people(document, channel, "webmaster")), None)


def ttl(document: Document, channel: Children) -> int | None:
    """Return how many minutes a feed may be kept."""
    text = channel.text("ttl")
    minutes = count(text)
    if text and minutes is None:
        _report(document, "ttl", "a number of minutes", text)
    return minutes


def skip_hours(document: Document, channel: Children) -> tuple[int, ...]:
    """Return the hours at which programs need not ask, each once; 24 is midnight, which is 0."""
    hours: dict[int, None] = {}
    for text in _texts(channel, "skiphours", "hour"):
        hour = count(text)
        if hour is None or hour > 24:
            _report(document, "skip_hours", "an hour from 0 to 23", text)
        else:
            hours[hour % 24] = None
    return tuple(hours)


def skip_days(document: Document, channel: Children) -> tuple[str, ...]:
    """Return the days at which programs need not ask, each once."""
    days: dict[str, None] = {}
    for text in _texts(channel, "skipdays", "day"):
        if text.capitalize() in DAYS:
            days[text.capitalize()] = None
        else:
            _report(document, "skip_days", "a day of the week in English", text)
    return tuple(days)


def cloud(document: Document, channel: Children) -> Cloud | None:
    """Return the service that announces changes; None, with a Problem, where its address is not whole."""
    for element in channel.all("cloud"):
        domain, port = clean_line(element.get("domain")), count(element.get("port"))
        protocol = (element.get("protocol") or "http-post").lower().strip()
        if domain and port and PORT.holds(port) and PROTOCOL.holds(protocol):
            return Cloud(
                domain=domain,
                port=port,
                path=clean_line(element.get("path")) or "/",
                register_procedure=clean_line(element.get("registerProcedure")) or "",
                protocol=protocol,
            )
        _report(
            document,
            "cloud",
            "a domain, a port, and a protocol of RSS",
            etree.tostring(element, encoding="unicode"),
        )
    return None


def _texts(channel: Children, name: str, inner: str) -> Iterator[str]:
    return (text for element in channel.all(name) for text in Children(element).texts(inner))


def _report(document: Document, field: str, wanted: str, found: str) -> None:
    problem = mismatch("not-usable", wanted, repr(found[:MAX_QUOTED]), f"feed, {field}")
    document.dates.problems.append(problem)
