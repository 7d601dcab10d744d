"""Links and locations that Atom and RSS hold in elements of the same namespaces."""

from __future__ import annotations

from collections.abc import Iterable

from feedkit.model import Link, Location
from feedkit.writers.elements import Lines


def add_links(lines: Lines, links: Iterable[Link], name: str) -> None:
    """Links of any relation; `name` is that of Atom's element for them."""
    for link in links:
        lines.add(
            name,
            rel=link.rel,
            href=link.url,
            type=link.type or None,
            hreflang=link.language or None,
            title=link.title or None,
            length=None if link.length is None else str(link.length),
        )


def add_location(lines: Lines, location: Location | None) -> None:
    """Where something is (GeoRSS Simple)."""
    if location is None:
        return
    numbers = " ".join(_decimal(one) for point in location.points for one in point)
    lines.add(f"georss:{location.shape}", numbers)
    lines.add_given("georss:featurename", location.name)


def _decimal(number: float) -> str:
    """Return a number without an exponent, as short as it can be told from its neighbours."""
    from decimal import Decimal

    return format(Decimal(repr(number)).normalize(), "f")
