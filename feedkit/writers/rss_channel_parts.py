"""What only a channel of RSS says: whom to write to, and how often to ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from feedkit.model import Feed, Person
from feedkit.writers.elements import add

BRACKETS = str.maketrans("()", "[]")


def contact_of(person: Person) -> str | None:
    """A person as RSS has it, `jane@example.org (Jane Doe)`; brackets in the name would end it."""
    if not person.email:
        return None
    return f"{person.email} ({person.name.translate(BRACKETS)})"


def add_channel_parts(channel: etree._Element, feed: Feed) -> None:
    """The elements of RSS 2.0 for programs that ask for a feed again and again."""
    if feed.web_master:
        add(channel, "webMaster", contact_of(feed.web_master))
    if feed.cloud:
        cloud, port = feed.cloud, str(feed.cloud.port)
        made = add(channel, "cloud", domain=cloud.domain, port=port, path=cloud.path)
        made.set("registerProcedure", cloud.register_procedure)
        made.set("protocol", cloud.protocol)
    if feed.ttl:
        add(channel, "ttl", str(feed.ttl))
    _add_list(channel, "skipHours", "hour", map(str, feed.skip_hours))
    _add_list(channel, "skipDays", "day", feed.skip_days)


def _add_list(channel: etree._Element, name: str, inner: str, texts: Iterable[str]) -> None:
    outer = None
    for text in texts:
        outer = add(channel, name) if outer is None else outer
        add(outer, inner, text)
