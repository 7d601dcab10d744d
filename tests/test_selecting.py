"""Several feeds as one, and the part of a feed that is wanted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit import Entry, Feed, Person
from feedkit.checks import check
from feedkit.formats import FORMATS
from feedkit.model import Source
from feedkit.values.tag_uris import id_as_uri
from tests.any_feed import MOMENT
from tests.test_writers_any import FINISHED

DAY = timedelta(days=1)
SEA = "https://sea.example/"
PIER = "https://pier.example/"


def entry(name: str, **said: Any) -> Entry:
    facts: dict[str, Any] = {"title": name, "url": f"{SEA}{name}", "published": MOMENT}
    return Entry(**facts | said)


def titles(feed: Feed) -> list[str | None]:
    return [one.title for one in feed.entries]


# --- merge ---


def test_each_entry_once_that_of_the_first_feed() -> None:
    sea = Feed(title="Sea", feed_url=f"{SEA}feed", entries=(entry("a", id="urn:sea:1"), entry("b")))
    pier = Feed(
        title="Pier",
        url=PIER,
        entries=(
            entry("a again", id="urn:sea:1", url=PIER + "a", content="<p>Far more is said here.</p>"),
            entry("b again", url="http://www.sea.example/b/"),
            entry("c"),
        ),
    )
    merged = feedkit.merge([sea, pier])
    assert titles(merged) == ["a", "b", "c"]
    assert [one.source for one in merged.entries] == [
        Source(title="Sea", url=f"{SEA}feed"),
        Source(title="Sea", url=f"{SEA}feed"),
        Source(title="Pier", url=PIER),
    ]
    assert titles(feedkit.merge([pier, sea])) == ["a again", "b again", "c"]


def test_entries_that_share_an_address_in_their_own_feed_are_not_taken_for_each_other() -> None:
    log = Feed(entries=tuple(entry(f"1.{n}", id=f"urn:v:{n}", url=SEA) for n in range(3)))
    more = Feed(entries=tuple(entry(f"1.{n}", id=f"urn:v:{n}", url=SEA) for n in range(1, 5)))
    assert titles(feedkit.merge([log, more])) == ["1.0", "1.1", "1.2", "1.3", "1.4"]


def test_what_a_feed_says_for_its_entries_becomes_part_of_each() -> None:
    own = Source(title="Further", url="https://further.example/feed")
    sea = Feed(
        title="Sea",
        url=SEA,
        language="gd",
        rights="© Una",
        authors=(Person(name="Una"),),
        entries=(entry("a"), entry("b", source=own, authors=(Person(name="Col"),), language="en")),
    )
    merged = feedkit.merge([sea, Feed(title="Pier", language="en", entries=(entry("c"),))])
    assert [one.authors for one in merged.entries] == [(Person(name="Una"),), (Person(name="Col"),), ()]
    assert [one.language for one in merged.entries] == ["gd", "en", "en"]
    assert [one.rights for one in merged.entries] == ["© Una", "© Una", None]
    assert [one.source for one in merged.entries] == [Source(title="Sea", url=SEA), own, None]
    assert (merged.language, merged.authors, merged.url) == (None, (), SEA)


def test_the_merged_feed_has_what_all_feeds_have_in_common() -> None:
    feeds = [Feed(title=name, url=SEA, language="en", entries=(entry(name),)) for name in "abcde"]
    merged = feedkit.merge(feeds)
    assert (merged.title, merged.url, merged.language) == ("a, b, c and 2 more", SEA, "en")
    assert {one.language for one in merged.entries} == {None}
    named = feedkit.merge(feeds, title="All", url=PIER)
    assert (named.title, named.url) == ("All", PIER)
    assert feedkit.merge([]) == Feed()


def test_a_merged_feed_is_at_home_where_the_first_feed_is_but_has_an_id_of_its_own() -> None:
    merged = feedkit.finish(
        feedkit.merge([Feed(title="Sea", url=SEA), Feed(title="Pier", url=PIER)]), now=MOMENT
    )
    assert merged.url == SEA
    assert merged.id is not None
    assert merged.id.startswith("tag:sea.example,2026:")
    assert f"<link>{SEA}</link>".encode() in feedkit.write(merged, "rss")


def test_ids_that_are_no_uris_are_those_of_their_feed() -> None:
    feeds = [
        Feed(url=url, entries=(entry(name, id="1", url=url + name),))
        for url, name in ((SEA, "a"), (PIER, "b"))
    ]
    merged = feedkit.merge(feeds)
    assert titles(merged) == ["a", "b"]
    for feed, one in zip(feeds, merged.entries, strict=True):
        assert f"<id>{one.id}</id>".encode() in feedkit.write(feed, "atom")


def test_relative_addresses_and_made_ids_are_those_of_the_feed_alone() -> None:
    note = Entry(summary="No title and no address", published=MOMENT)
    sea = Feed(url=SEA, entries=(Entry(title="a", url="/a", published=MOMENT), note))
    merged = feedkit.finish(feedkit.merge([Feed(url=PIER, entries=(entry("b"),)), sea]))
    alone = {one.id for one in feedkit.finish(sea).entries}
    assert alone < {one.id for one in merged.entries}
    assert SEA + "a" in {one.url for one in merged.entries}


@given(feeds=st.lists(FINISHED, max_size=3))
def test_any_feeds_merge_into_a_valid_one(feeds: list[Feed]) -> None:
    merged = feedkit.merge(feeds, title="All", url=SEA)
    ids = {id_as_uri(one.id or "", feed.id) for feed in feeds for one in feed.entries}
    assert {one.id for one in merged.entries} <= ids
    assert feedkit.merge([*feeds, *feeds], title="All", url=SEA).entries == merged.entries
    for name in FORMATS:
        document = feedkit.write(feedkit.finish(merged, now=MOMENT), name)
        assert [one for one in check(document).findings if one.level == "error"] == []


# --- select ---

FEED = Feed(
    title="Sea",
    entries=(
        entry("Old boats", published=MOMENT - 9 * DAY, summary="Of oak"),
        entry("ΤΕΛΟΣ", published=MOMENT, tags=("Winter",), authors=(Person(name="Una Reid"),)),
        entry("Undated", published=None, content="<p>R<b>ope</b> &amp; knots</p>"),
        entry("Changed", published=None, updated=MOMENT - DAY),
    ),
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Old boats", "ΤΕΛΟΣ", "Undated", "Changed"]),
        ({"since": MOMENT - DAY}, ["ΤΕΛΟΣ", "Changed"]),
        ({"until": MOMENT}, ["Old boats", "Changed"]),
        ({"since": MOMENT - DAY, "until": MOMENT}, ["Changed"]),
        ({"since": DAY, "until": timedelta(0), "now": MOMENT}, ["Changed"]),
        ({"match": ["oak", "WINTER"]}, ["Old boats", "ΤΕΛΟΣ"]),
        ({"match": ["τελος"]}, ["ΤΕΛΟΣ"]),
        ({"match": ["rope & k"]}, ["Undated"]),
        ({"match": ["una reid"]}, ["ΤΕΛΟΣ"]),
        ({"match": ["ed"], "not_match": ["und"]}, ["Changed"]),
        ({"match": ["nothing of it"]}, []),
        ({"match": ["title:oats", "content:rope  &"]}, ["Old boats", "Undated"]),
        ({"match": ["title: winter", "tags:wint"]}, ["ΤΕΛΟΣ"]),
        ({"match": ["tags=wint", "tags=WINTER", "title=boats"]}, ["ΤΕΛΟΣ"]),
        ({"match": [r"title~^\w+$"], "not_match": ["title~^u"]}, ["ΤΕΛΟΣ", "Changed"]),
        ({"match": ["title~(?-i:^U)", "url~/OLD"]}, ["Old boats", "Undated"]),
        ({"match": [r"~\breid$"]}, ["ΤΕΛΟΣ"]),
        ({"match": ["tags~."]}, ["ΤΕΛΟΣ"]),
        ({"match": [["title~^.{5,7}$", "authors~."], ["url:changed"]]}, ["ΤΕΛΟΣ", "Changed"]),
        ({"not_match": [["title~^.{5,7}$", "authors~."], "url:changed"]}, ["Old boats", "Undated"]),
        ({"match": ["note: oak", "tag: oak", "=oak", "http://oak"]}, []),  # texts, as no field has such names
        ({"limit": 1}, ["ΤΕΛΟΣ"]),
        ({"limit": 3, "not_match": ["boats"]}, ["ΤΕΛΟΣ", "Undated", "Changed"]),
        ({"limit": 0}, []),
    ],
)
def test_what_is_wanted(wanted: dict[str, Any], found: list[str]) -> None:
    assert titles(feedkit.select(FEED, **wanted)) == found


def test_a_regular_expression_ends() -> None:
    feed = Feed(entries=(entry("a" * 200 + "!"),))
    with pytest.raises(feedkit.RecipeError) as raised:
        feedkit.select(feed, match=["title~^(a|aa)+$"])
    assert str(raised.value) == (
        'the condition: the regular expression "^(a|aa)+$" takes more than 2 seconds on these entries; '
        "alternatives that are repeated, such as (a|aa)+, may be the reason"
    )


def test_the_newest_are_those_that_finishing_puts_first() -> None:
    first = titles(feedkit.finish(FEED, now=MOMENT))[:2]
    assert titles(feedkit.select(FEED, limit=2)) == first == ["ΤΕΛΟΣ", "Undated"]


def test_an_empty_selection_is_a_feed_that_needs_no_clock() -> None:
    empty = feedkit.select(FEED, match=["nothing of it"])
    assert empty.updated == MOMENT
    for name in FORMATS:
        document = feedkit.write(feedkit.finish(empty), name)
        assert [one for one in check(document).findings if one.level == "error"] == []


@given(feed=FINISHED, limit=st.integers(0, 5), day=st.datetimes(timezones=st.just(UTC)))
def test_selecting_keeps_what_finishing_made(feed: Feed, limit: int, day: datetime) -> None:
    first = feed.entries[:limit]
    if any(one.published for one in first) or not any(one.published for one in feed.entries):
        # of entries that are published and others, the order goes by the former; without those by the latter
        assert feedkit.finish(feedkit.select(feed, limit=limit), now=MOMENT).entries == first
    new, old = feedkit.select(feed, since=day), feedkit.select(feed, until=day)
    assert len(new.entries) + len(old.entries) == len(feed.entries)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"since": datetime(2026, 1, 1)}, "since must have a time zone, but is naive: datetime"),
        ({"since": timedelta(days=1)}, "since counts back from now, which must be given with it"),
        ({"until": timedelta(1), "now": datetime(2026, 1, 1)}, "now must have a time zone, but is naive"),
        ({"match": [" "]}, "a text to match must not be blank, as every text contains it"),
        ({"match": ["title: "]}, "wanted a text behind 'title:', found only white space"),
        ({"match": [[]]}, "wanted one condition or more in a list of them, found none"),
        ({"match": ["title~("]}, r'"\(" is no regular expression: missing \), unterminated subpattern'),
        ({"not_match": ["Category=x"]}, "there is no field 'category'; did you mean 'tags=x'\\?"),
        ({"limit": -1}, "limit must be a number from 0 on, not -1"),
    ],
)
def test_bad_calls(wanted: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        feedkit.select(FEED, **wanted)


def test_entries_of_feeds_without_address_are_told_apart_by_their_titles_too() -> None:
    feeds = [Feed(entries=(Entry(title=title, id="1", published=MOMENT),)) for title in ("a", "b", "a")]
    assert titles(feedkit.merge(feeds)) == ["a", "b"]
