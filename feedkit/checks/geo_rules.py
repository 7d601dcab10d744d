"""Places: W3C Basic Geo, GeoRSS with the part of GML that it uses, ICBM and GeoURL, one row an element."""

from __future__ import annotations

import re

from feedkit.checks.findings import Fault, Rule
from feedkit.checks.mediarss import MEDIA
from feedkit.checks.value_rules import NONE, Faults, Value, matching, number, some_text, whole_number
from feedkit.checks.vocabulary import ONCE, ONE, Attribute, Element, Extension, texts

RULES = (
    Rule(
        "coordinate-comma",
        "warning",
        "Latitude and longitude are separated by a blank.",
        "Write a blank instead of the comma: 45.256 -71.92.",
        "GeoRSS-Simple",
    ),
)

PLACES = (*MEDIA, "image", "textInput")
MAX_NUMBER_LENGTH = 100  # characters; longer ones take long to read
DEGREES = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
POINT = re.compile(rf"{DEGREES.pattern}(?:\s+|\s*(,)\s*){DEGREES.pattern}")


def coordinate(limit: int) -> Value:
    """A decimal number of degrees between -limit and limit."""
    wanted = f"degrees between -{limit} and {limit}"

    def check(text: str) -> Faults:
        if len(text) > MAX_NUMBER_LENGTH or not DEGREES.fullmatch(text):
            return (Fault("not-a-number", wanted),)
        return NONE if abs(float(text)) <= limit else (Fault("number-out-of-range", wanted),)

    return check


def _point(text: str) -> Faults:
    """One latitude and one longitude."""
    match = POINT.fullmatch(text)
    if not match:
        return (Fault("not-a-number", "a latitude and a longitude, separated by a blank"),)
    return (Fault("coordinate-comma", "a blank between them"),) if match.group(1) else NONE


def _coordinates(pairs: int) -> Value:
    """At least that many pairs of latitude and longitude, all separated by blanks."""

    def check(text: str) -> Faults:
        numbers = text.split()
        fits = len(numbers) >= 2 * pairs and len(numbers) % 2 == 0 and all(map(DEGREES.fullmatch, numbers))
        wanted = f"{pairs} pairs of latitude and longitude or more, separated by blanks"
        return NONE if fits else (Fault("not-a-number", wanted),)

    return check


def _circle(text: str) -> Faults:
    """A latitude, a longitude and a radius in metres."""
    fits = len(text.split()) == 3 and all(map(DEGREES.fullmatch, text.split()))
    return NONE if fits else (Fault("not-a-number", "latitude, longitude and radius"),)


_line = _coordinates(2)
_box = matching(rf"(?:{DEGREES.pattern}\s+){{3}}{DEGREES.pattern}", "two pairs of latitude and longitude")
_LATITUDE, _LONGITUDE = coordinate(90), coordinate(180)

GEO = Extension(
    "geo",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "W3C Basic Geo",
    (
        *texts("geo", "lat", PLACES, _LATITUDE),
        *texts("geo", "long", PLACES, _LONGITUDE),
        *texts("geo", "alt", PLACES, number),
        Element(
            "geo:Point",
            where=PLACES,
            children=(
                Element("geo:lat", ONE, _LATITUDE),
                Element("geo:long", ONE, _LONGITUDE),
                Element("geo:alt", ONCE, number),
            ),
            holds="geo:Point",
        ),
    ),
    anywhere=True,
)
ICBM = Extension(
    "icbm",
    "http://postneo.com/icbm",
    "ICBM RSS module",
    (*texts("icbm", "latitude", PLACES, _LATITUDE), *texts("icbm", "longitude", PLACES, _LONGITUDE)),
    anywhere=True,
)
GEOURL = Extension(
    "geourl",
    "http://geourl.org/rss/module/",
    "GeoURL RSS module",
    (*texts("geourl", "latitude", PLACES, _LATITUDE), *texts("geourl", "longitude", PLACES, _LONGITUDE)),
    anywhere=True,
)
GEORSS = Extension(
    "georss",
    "http://www.georss.org/georss",
    "GeoRSS",
    (
        *texts("georss", "point", (*PLACES, "media:location"), _point),
        *texts("georss", "line polygon", (*PLACES, "media:location"), _line),
        *texts("georss", "box", (*PLACES, "media:location"), _box),
        *texts("georss", "circle", PLACES, _circle),
        *texts("georss", "elev radius", PLACES, number),
        *texts("georss", "floor", PLACES, whole_number),
        *texts("georss", "featurename featuretypetag relationshiptag", PLACES, some_text),
        *texts("georss", "featureName featureTypeTag relationshipTag", PLACES, some_text),
        Element("georss:where", holds="georss:where", where=(*PLACES, "media:location")),
    ),
    anywhere=True,
)

_SYSTEM = (Attribute("srsName"), Attribute("srsDimension"), Attribute("gml:id"))
_POSITIONS = (Element("gml:posList", ONCE, _line, attributes=_SYSTEM),)
_RING = (Element("gml:LinearRing", ONCE, attributes=_SYSTEM, children=_POSITIONS),)
GML = Extension(
    "gml",
    "http://www.opengis.net/gml",
    "GeoRSS-GML",
    (
        Element(
            "gml:Point",
            attributes=_SYSTEM,
            children=(Element("gml:pos", ONCE, _point, attributes=_SYSTEM),),
            where=("georss:where",),
        ),
        Element("gml:LineString", attributes=_SYSTEM, children=_POSITIONS, where=("georss:where",)),
        Element(
            "gml:Polygon",
            attributes=_SYSTEM,
            children=(
                Element("gml:exterior", ONCE, children=_RING),
                Element("gml:interior", children=_RING),
            ),
            where=("georss:where",),
        ),
        Element(
            "gml:Envelope",
            attributes=_SYSTEM,
            children=(
                Element("gml:lowerCorner", ONCE, _point, attributes=_SYSTEM),
                Element("gml:upperCorner", ONCE, _point, attributes=_SYSTEM),
            ),
            where=("georss:where",),
        ),
    ),
)
