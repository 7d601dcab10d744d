"""The people of a feed in XML: authors of RSS, Atom and Dublin Core, and Apple's."""

from __future__ import annotations

from lxml import etree

from feedkit.model import Person
from feedkit.parsers.constructs import person as person_in_text
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text, name_of
from feedkit.parsers.syndication.feed_links import address
from feedkit.values.plain_text import clean_line


def people(document: Document, children: Children, *names: str) -> tuple[Person, ...]:
    """Return the people in elements of these names, each name once; Apple's only if there are no others."""
    people: dict[Person, None] = {}
    for name in names:
        if name == "itunes:author" and people:
            break
        known = {one.name for one in people}
        named = [person(document, element) for element in children.all(name)]
        people |= dict.fromkeys(one for one in named if one and one.name not in known)
    return tuple(people)


def person(document: Document, element: etree._Element) -> Person | None:
    """Return the person in an element: in its children (RFC 4287, section 3.2), or in its text."""
    if not len(element):
        if name_of(element).endswith("creator") and document.is_ours:
            return Person(name=name) if (name := clean_line(element.text)) else None
        return person_in_text(element.text)
    children = Children(element)
    name, email = clean_line(children.text("name", "itunes:name")), children.text("email", "itunes:email")
    url = address(document, children, "uri", "url", "homepage")
    if not (name or email or url):
        return person_in_text(inner_text(element))
    return Person(name=name or "", email=email, url=url)
