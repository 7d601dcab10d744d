"""Where on earth an entry or a feed is: GeoRSS, and the W3C's vocabulary of latitudes and longitudes."""

from __future__ import annotations

import re
from math import isfinite

from feedkit.errors import mismatch
from feedkit.model import Location
from feedkit.parsers.syndication.feed_elements import Children, Document, inner_text
from feedkit.values.plain_text import clean_line

SHAPES = ("point", "line", "polygon", "box")
BETWEEN = re.compile(r"[\s,]+")
MAX_POINTS = 10_000  # of one location
MAX_QUOTED = 60  # characters of a text that a Problem quotes


def location(document: Document, children: Children, where: str) -> Location | None:
    """Return where an entry or a feed is; None, with a Problem, where that cannot be read.

    Args:
        document: the document.
        children: what the entry or the feed holds.
        where: the entry and field, for the Problem.
    """
    name = clean_line(children.text("georss:featurename"))
    written = [(shape, one) for shape in SHAPES for one in children.all(f"georss:{shape}")]
    for shape, element in written:
        made = _location(inner_text(element), shape, name)
        if made:
            return made
    latitude_and_longitude = _of_w3c(children)
    made = _location(latitude_and_longitude, "point", name) if latitude_and_longitude else None
    if made is None and (written or latitude_and_longitude):
        found = inner_text(written[0][1]) if written else latitude_and_longitude
        wanted = "pairs of latitude and longitude"
        document.dates.problems.append(mismatch("not-a-location", wanted, repr(found[:MAX_QUOTED]), where))
    return made


def _of_w3c(children: Children) -> str:
    points = [children, *map(Children, children.all("geo:point"))]
    for one in points:
        latitude, longitude = one.text("geo:lat"), one.text("geo:long")
        if latitude and longitude:
            return f"{latitude} {longitude}"
    return ""


def _location(text: str, shape: str, name: str | None) -> Location | None:
    parts = BETWEEN.split(text.strip(), 2 * MAX_POINTS + 1)
    try:
        numbers = [float(part) for part in parts]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        return Location(points=points, shape=shape, name=name) if all(map(isfinite, numbers)) else None
    except ValueError:
        return None
