"""Values that feeds and data share: texts that may be HTML, HTML, people, sizes and durations."""

from __future__ import annotations

import html
import re

from feedkit.model import Person
from feedkit.parsers.html.outline import Outline
from feedkit.values.mail_syntax import name_and_email
from feedkit.values.plain_text import clean_line
from feedkit.values.sanitising import TAGS

ELEMENT = re.compile(r"<[A-Za-z/!?]")
ENDS_OR_ENTITIES = re.compile(r"</[A-Za-z]|&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.I)
NAMES = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
CONTACT = re.compile(r"(\S+@\S+) \((.*)\)")  # RSS 2.0, <author>
MAX_DIGITS = 18  # of a number


def has_markup(markup: str) -> bool:
    """Return whether some HTML has elements, and not only text."""
    return bool(ELEMENT.search(markup))


def looks_like_html(text: str) -> bool:
    """Return whether a text that should be plain is HTML: only HTML's tags, and an end tag or an entity."""
    if not ENDS_OR_ENTITIES.search(text):
        return False
    return all(name.lower() in TAGS or name.lower() == "script" for name in NAMES.findall(text))


def plain_text(markup: str) -> str:
    """Return the text that a piece of HTML shows."""
    if not ELEMENT.search(markup):
        return html.unescape(markup)
    page = Outline(markup)
    return page.text(0, len(page.nodes))


def paragraphs(text: str) -> str | None:
    """Return plain text as HTML: a paragraph for each part between blank lines; None for a blank text."""
    parts = [html.escape(part.strip(), quote=False) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{part}</p>" for part in parts).replace("\n", "<br>") or None


def person(text: str | None) -> Person | None:
    """Return the person that a text names, by a name, an e-mail address, or both; None for a blank text."""
    named = clean_line(text)
    if named is None:
        return None
    contact = CONTACT.fullmatch(named)
    if contact and name_and_email(contact[1]) == ("", contact[1]):
        return Person(name=contact[2], email=contact[1])
    name, email = name_and_email(named)
    return Person(name=name, email=email)


def count(value: object) -> int | None:
    """Return a whole number that is not negative; None for any other value."""
    if isinstance(value, str):
        digits = value.strip()
        value = int(digits) if digits.isdecimal() and len(digits) <= MAX_DIGITS else None
    if isinstance(value, float):
        value = round(value) if 0 <= value < 10**MAX_DIGITS else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def size(value: object) -> int | None:
    """Return a size in bytes; None for 0, which means that it is unknown."""
    return count(value) or None


def seconds(value: object) -> int | None:
    """Return a duration in seconds, from seconds or from `[hours:]minutes:seconds`; None for others."""
    total = 0
    for part in str(value or "").split(":"):
        number = count(part.strip().partition(".")[0])
        if number is None:
            return None
        total = 60 * total + number
    return total or None
