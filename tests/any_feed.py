"""Hypothesis strategies for any feed that a user can build, however dirty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from feedkit.dates import is_null_date
from feedkit.model import (
    Cloud,
    Element,
    Enclosure,
    Entry,
    Episode,
    Feed,
    Generator,
    Image,
    Link,
    LiveItem,
    Location,
    Paging,
    Person,
    Podcast,
    Source,
    Tag,
)
from feedkit.model.feed import DAYS
from feedkit.values import podcast_elements as elements

Model = TypeVar("Model")
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

NASTY = st.sampled_from(
    (
        "",
        " ",
        "]]>",
        "<b>",
        "&",
        "&amp;",
        "&nbsp;",
        "\x00",
        "\x0b",
        "\ud800",
        "\ud83d\ude00",
        "\ufffe",
        "\x85",
    )
) | st.sampled_from(
    (
        "\r\n",
        "\u2028",
        "<script>alert(1)</script>",
        "<!--",
        "<![CDATA[",
        "\u202e",
        "%",
        "\\",
        '"',
        "'",
        "\x92",
    )
)
TEXT = st.lists(st.text(st.characters(codec=None), max_size=12) | NASTY, max_size=6).map("".join)
# feedparser takes letters of Latin-1 for UTF-8 that was read wrongly where they look like it.
LATIN_1 = "".join(map(chr, range(0x80, 0x100)))
PLAIN = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters=f"<&{LATIN_1}"),
    max_size=30,
)

URL = (
    st.sampled_from(
        ["https://example.org/a", "https://example.org/b?c=d#e", "/relative", "x y.mp3", "//host/p"]
    )
    | st.sampled_from(
        ["javascript:alert(1)", "mailto:a@example.org", "/a.svg", "ftp://example.org/f.zip", "http://[", "#f"]
    )
    | st.sampled_from(
        ["https://Bücher.example/Größe", "http://example.org:99999/", "https://example.org/%zz<>"]
    )
    | TEXT
    | st.text(st.characters(codec=None), max_size=20).map("https://example.org/".__add__)
)
LANGUAGE = (
    st.sampled_from(["en", "en_US", "de_DE.UTF-8", "zh-Hant", "xx-YY", "english", "C", "x-klingon"]) | TEXT
)
EMAIL = (
    st.sampled_from(["jane@example.org", "mailto:a@b.example", "jane at example", "Jane <jane@example.org>"])
    | TEXT
)
TYPE = st.sampled_from(["audio/mpeg", "AUDIO/MPEG", "audio", "text/html; charset=utf-8"]) | TEXT

ANY_DATE = st.datetimes(  # those at the very ends of the calendar cannot be said in another zone
    datetime(1, 1, 2),
    datetime(9999, 12, 30),
    timezones=st.just(UTC)
    | st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
    | st.timezones(),
)
DATE = ANY_DATE.filter(lambda date: not is_null_date(date))  # which programs write for no date


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(strategy, max_size=3).map(tuple)


# The strategies of each model's fields: tests/test_fields.py fails where one is missing.
STRATEGIES: dict[type, dict[str, st.SearchStrategy[Any]]] = {}


def built(model: type[Model], **strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Model]:
    STRATEGIES[model] = strategies
    return st.builds(model, **strategies)


PEOPLE = some(built(Person, name=TEXT, email=maybe(EMAIL), url=maybe(URL)))
ENCLOSURES = some(
    built(
        Enclosure,
        url=URL,
        type=maybe(TYPE),
        length=maybe(st.integers(0, 10**12)),
        duration=maybe(st.integers(0, 10**6)),
        title=maybe(TEXT),
        width=maybe(st.integers(0, 10**4)),
        height=maybe(st.integers(0, 10**4)),
        group=maybe(st.integers(0, 3)),
    )
)
TAGS = some(TEXT | built(Tag, name=TEXT, scheme=maybe(URL | st.just("urn:isbn:1")), label=maybe(TEXT)))
SIZE = maybe(st.integers(0, 5000))
IMAGES = some(
    built(
        Image,
        url=URL,
        width=SIZE,
        height=SIZE,
        time=maybe(st.sampled_from(["12.5", "0:01:22.5", "1:2"]) | TEXT),
        thumbnail=st.booleans(),
    )
)
LINKS = some(
    built(
        Link,
        url=URL,
        rel=st.sampled_from(["related", "via", "alternate", "Author", "self", "hub", "next", "replies"])
        | st.sampled_from(["enclosure", "license", "https://rel.example/x", "a b"])
        | TEXT,
        type=maybe(TYPE),
        language=maybe(LANGUAGE),
        title=maybe(TEXT),
        length=maybe(st.integers(0, 10**12)),
    )
)
GENERATORS = built(
    Generator,
    name=TEXT | st.sampled_from(["feedkit", "Loom (feedkit)"]),
    version=maybe(TEXT),
    url=maybe(URL),
)
CLOUDS = built(
    Cloud,
    domain=st.sampled_from(["rpc.example.org"]) | TEXT,
    port=st.integers(1, 65535),
    path=st.just("/rpc") | TEXT,
    register_procedure=st.just("notify") | TEXT,
    protocol=st.sampled_from(["http-post", "xml-rpc"]),
)
POINT = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
POINT_LISTS = {
    "point": st.lists(POINT, min_size=1, max_size=1),
    "line": st.lists(POINT, min_size=2, max_size=4),
    "polygon": st.lists(POINT, min_size=3, max_size=5),
    "box": st.lists(POINT, min_size=2, max_size=2),
}
LOCATIONS = st.one_of(
    *(
        built(Location, points=points, shape=st.just(shape), name=maybe(TEXT))
        for shape, points in POINT_LISTS.items()
    )
)
SOURCES = built(Source, title=TEXT, url=URL, id=maybe(URL), updated=maybe(DATE))
WORD = st.sampled_from(["podcast", "host", "lightning"]) | TEXT
BY_KIND = {  # of podcasts' fields
    elements.ADDRESS: URL,
    elements.LANGUAGE: LANGUAGE,
    elements.MEDIA_TYPE: TYPE,
    elements.EMAIL: EMAIL,
    elements.UUID_TEXT: st.uuids().map(str) | TEXT,
    elements.URI: st.sampled_from(["https://example.org/a", "ipfs://abc"]) | TEXT,
    elements.COUNT: st.integers(0, 10**12),
    elements.POSITIVE: st.integers(1, 10**6),
    elements.AMOUNT: st.integers(0, 10**6) | st.floats(0, 10**9) | st.just(5e-8),
    **dict.fromkeys((elements.DATE, elements.MAIL_DATE), DATE),
    elements.KEYWORDS: some(WORD),
    elements.GEO: st.just("geo:57.12,-4.71") | TEXT,
    elements.OSM: st.just("R113314") | TEXT,
    elements.COUNTRY: st.just("gb") | TEXT,
    **dict.fromkeys((elements.TRUTH, elements.YES_OR_NO, elements.IF_TRUE), st.booleans()),
    **dict.fromkeys((elements.IF_YES, elements.CAPTIONS), st.booleans()),
}


def of_podcasts(model: type[Model], **strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[Model]:
    """Objects with a strategy for each row of the table of podcasts' elements."""
    types = get_type_hints(model)
    for name, field in elements.FIELDS[model].items():
        hint = types[name]
        if isinstance(field, elements.Nested):
            one: st.SearchStrategy[Any] = of_podcasts(field.model)
            several = st.lists(one, max_size=1).map(tuple)
            strategies[name] = (maybe(one) if NoneType in get_args(hint) else one) if field.one else several
        else:
            other = st.sampled_from(_words(hint)) if _words(hint) else WORD
            strategy = BY_KIND.get(field.kind, other)
            is_optional = NoneType in get_args(hint)
            strategies[name] = maybe(strategy) if is_optional else strategy
    return built(model, **strategies)


def _words(hint: object) -> tuple[str, ...]:
    literals = [one for one in (hint, *get_args(hint)) if get_origin(one) is Literal]
    return get_args(literals[0]) if literals else ()


EPISODES = of_podcasts(
    Episode,
    number=maybe(BY_KIND[elements.AMOUNT]),
    number_label=maybe(TEXT),
    season=maybe(BY_KIND[elements.COUNT]),
    season_name=maybe(TEXT),
    image=maybe(URL),
)
PODCASTS = of_podcasts(
    Podcast,
    categories=st.sampled_from([("Technology",), ("Arts > Books", "Arts", "News > Tech News")]) | some(TEXT),
    author=maybe(TEXT),
    owner=maybe(st.builds(Person, name=TEXT, email=maybe(EMAIL))),
    image=maybe(URL),
)
PAGINGS = built(
    Paging,
    first=maybe(URL),
    previous=maybe(URL),
    next=maybe(URL),
    last=maybe(URL | st.just("https://feeds.example/blog.xml")),
    current=maybe(URL),
    prev_archive=maybe(URL),
    next_archive=maybe(URL),
    archive=st.booleans(),
    complete=st.booleans(),
)
NAME = st.sampled_from(
    ["{urn:x-a:1}b", "{urn:a}c", "{https://ns.example/?a=b#}d-1", "psc:chapters", "yt:videoId"]
) | st.sampled_from(["dc:creator", "itunes:title", "{http://www.w3.org/1999/xhtml}script"])
ATTRIBUTE_VALUES = st.dictionaries(NAME | st.sampled_from(["plain", "xml:lang"]), TEXT, max_size=2)
ELEMENT = built(
    Element,
    name=NAME,
    text=TEXT,
    attributes=ATTRIBUTE_VALUES,
    children=some(st.builds(Element, name=NAME, text=TEXT, attributes=ATTRIBUTE_VALUES)),
)
ELEMENTS = some(ELEMENT)
JSON = st.dictionaries(
    st.sampled_from(["_a", "_b", "_", "c"]) | TEXT.map("_x".__add__),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | TEXT,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=2,
)
ENTRIES = built(
    Entry,
    title=maybe(TEXT),
    url=maybe(URL),
    id=maybe(URL),
    published=maybe(DATE),
    updated=maybe(DATE),
    summary=maybe(TEXT),
    content=maybe(TEXT),
    authors=PEOPLE,
    contributors=PEOPLE,
    tags=TAGS,
    image=maybe(URL),
    images=IMAGES,
    links=LINKS,
    license=maybe(URL),
    comments_feed=maybe(URL),
    comment_count=maybe(st.integers(0, 2**54)),
    location=maybe(LOCATIONS),
    enclosures=ENCLOSURES,
    language=maybe(LANGUAGE),
    rights=maybe(TEXT),
    comments=maybe(URL),
    source=maybe(SOURCES),
    episode=maybe(EPISODES),
    extensions=ELEMENTS,
    json_extensions=JSON,
)
LIVE_ITEMS = of_podcasts(
    LiveItem,
    entry=st.builds(
        Entry,
        title=st.just("Live"),
        url=st.just("https://example.org/live"),
        id=maybe(URL),
        published=maybe(DATE),
        episode=maybe(EPISODES),
    ),
)
FEEDS = built(
    Feed,
    title=maybe(TEXT),
    url=maybe(URL),
    feed_url=maybe(URL),
    id=maybe(URL),
    subtitle=maybe(TEXT),
    language=maybe(LANGUAGE),
    updated=maybe(DATE),
    authors=PEOPLE,
    contributors=PEOPLE,
    web_master=maybe(st.builds(Person, name=TEXT, email=maybe(EMAIL))),
    generator=maybe(GENERATORS),
    license=maybe(URL),
    links=LINKS,
    location=maybe(LOCATIONS),
    cloud=maybe(CLOUDS),
    ttl=maybe(st.integers(0, 2**54)),
    skip_hours=some(st.integers(0, 23)),
    skip_days=some(st.sampled_from(DAYS)),
    icon=maybe(URL),
    image=maybe(URL),
    tags=TAGS,
    rights=maybe(TEXT),
    stylesheet=maybe(URL),
    hubs=some(URL),
    paging=maybe(PAGINGS),
    podcast=maybe(PODCASTS),
    live=st.lists(LIVE_ITEMS, max_size=1).map(tuple),
    extensions=ELEMENTS,
    json_extensions=JSON,
    entries=st.lists(ENTRIES, max_size=5).map(tuple),
)
