"""Links, locations and people that Atom and RSS hold in elements of the same namespaces."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from feedkit.model import Link, Location
from feedkit.writers.elements import GEORSS, add


def add_links(parent: etree._Element, links: Iterable[Link], name: str) -> None:
    """Links of any relation; `name` is that of Atom's element for them."""
    for link in links:
        made = add(parent, name, rel=link.rel, href=link.url)
        attributes = ("type", link.type), ("hreflang", link.language), ("title", link.title)
        for attribute, value in attributes:
            if value:
                made.set(attribute, value)
        if link.length is not None:
            made.set("length", str(link.length))


def add_location(parent: etree._Element, location: Location | None) -> None:
    """Where something is (GeoRSS Simple)."""
    if location is None:
        return
    numbers = " ".join(_decimal(one) for point in location.points for one in point)
    add(parent, f"{{{GEORSS}}}{location.shape}", numbers)
    if location.name:
        add(parent, f"{{{GEORSS}}}featurename", location.name)


def _decimal(number: float) -> str:
    """Return a number without an exponent, as short as it can be told from its neighbours."""
    from decimal import Decimal

    return format(Decimal(repr(number)).normalize(), "f")
