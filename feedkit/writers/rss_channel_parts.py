"""What only a channel of RSS says: whom to write to, and how often to ask for it."""

from __future__ import annotations

from collections.abc import Collection

from feedkit.model import Feed, Person
from feedkit.writers.elements import Lines

BRACKETS = str.maketrans("()", "[]")


def contact_of(person: Person) -> str | None:
    """A person as RSS has it, `jane@example.org (Jane Doe)`; brackets in the name would end it."""
    if not person.email:
        return None
    return f"{person.email} ({person.name.translate(BRACKETS)})"


def add_channel_parts(lines: Lines, feed: Feed) -> None:
    """The elements of RSS 2.0 for programs that ask for a feed again and again."""
    if feed.web_master:
        lines.add("webMaster", contact_of(feed.web_master))
    if feed.cloud:
        lines.add(
            "cloud",
            domain=feed.cloud.domain,
            port=str(feed.cloud.port),
            path=feed.cloud.path,
            registerProcedure=feed.cloud.register_procedure,
            protocol=feed.cloud.protocol,
        )
    if feed.ttl:
        lines.add("ttl", str(feed.ttl))
    _add_list(lines, "skipHours", "hour", [str(hour) for hour in feed.skip_hours])
    _add_list(lines, "skipDays", "day", feed.skip_days)


def _add_list(lines: Lines, name: str, inner: str, texts: Collection[str]) -> None:
    if texts:
        lines.open(name)
        for text in texts:
            lines.add(inner, text)
        lines.close()
