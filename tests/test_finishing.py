"""Finishing: ids, dates, order, repeats, the previous feed, and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from hypothesis import given

import feedkit
from feedkit import Enclosure, Entry, Feed, Paging, Person, Podcast, finish
from feedkit.errors import Problem
from feedkit.finishing import finish as finish_within
from feedkit.finishing import is_finished, published_at
from tests.any_feed import FEEDS, MOMENT

HOME = "https://example.org/blog/"
DAY = timedelta(days=1)


def day(number: int) -> datetime:
    return datetime(2025, 3, number, tzinfo=UTC)


def finished(*entries: Entry, previous: Feed | None = None, now: datetime = MOMENT) -> Sequence[Entry]:
    return finish(Feed(url=HOME, title="Blog", entries=entries), previous=previous, now=now).entries


def ids(*entries: Entry, previous: Feed | None = None) -> list[str | None]:
    return [entry.id for entry in finished(*entries, previous=previous)]


def titles(*entries: Entry) -> str:
    return " ".join(entry.title or "" for entry in finished(*entries))


# --- ids ---


def test_an_id_is_the_sources_own_else_the_address_else_made_of_the_title() -> None:
    assert ids(
        Entry(title="A", url="/a", id="urn:isbn:1"),
        Entry(title="B", url="/b"),
        Entry(title="C"),
    ) == ["urn:isbn:1", "https://example.org/b", "tag:example.org,2026:708be9661a12402f03d49ef55987c7b8"]


def test_an_id_made_of_the_title_hangs_on_nothing_else() -> None:
    alone = ids(Entry(title="C"))[0]
    dated = ids(Entry(title="C", published=day(3), summary="Changed", authors=(Person(name="X"),)))[0]
    last = ids(Entry(title="A"), Entry(title="B"), Entry(title="C"))[2]
    assert alone == dated == last
    assert ids(Entry(title="D"))[0] != alone
    assert finish(Feed(url="https://example.org/news/", entries=(Entry(title="C"),))).entries[0].id != alone


def test_where_there_is_no_host_the_tag_belongs_to_nobody() -> None:
    assert finish(Feed(title="A", entries=(Entry(title="B"),)), now=MOMENT).id == (
        "tag:feedkit.invalid,2026:e3781f2506205d3e5616fff68c3dce4c"
    )


@pytest.mark.parametrize(
    "own",
    ["post-12", "two words", "/a", "tag:wrong", "urn:uuid:12", "a:b", "über:x", "https://example.org/a b"],
)
def test_an_own_id_that_is_no_uri_stays_and_is_held_by_a_uri_in_atom_alone(own: str) -> None:
    feed = finish(Feed(url=HOME, title="Blog", entries=(Entry(title="A", url="/a", id=own),)), now=MOMENT)
    assert [entry.id for entry in feed.entries] == [own]
    uri = f"tag:example.org,2026:32b89554:{quote(own, safe='')}"
    assert f"<id>{uri}</id>" in feedkit.write(feed, "atom").decode()
    for name in ("atom", "rss", "json"):
        back = feedkit.parse(feedkit.write(feed, name))
        assert [entry.id for entry in back.entries] == [own]
        moved = replace(back, url="https://elsewhere.example/")
        assert [entry.id for entry in finish(moved, previous=feed, now=MOMENT).entries] == [own]
        moved = finish(replace(moved, id=None), previous=feed, now=MOMENT)
        assert f"<id>{uri}</id>" in feedkit.write(moved, "atom").decode()


def test_an_id_held_by_a_uri_of_another_feed_stays_as_it_is() -> None:
    uri = "tag:example.org,2026:00000000:post-12"
    feed = finish(Feed(url=HOME, title="Blog", entries=(Entry(title="A", id=uri),)), now=MOMENT)
    assert [entry.id for entry in feedkit.parse(feedkit.write(feed, "atom")).entries] == [uri]


def test_entries_with_one_address_have_ids_of_their_own() -> None:
    first, second, third = ids(
        Entry(title="One", url="/a"), Entry(title="Two", url="/a"), Entry(title="Three", url="/b")
    )
    assert len({first, second, "https://example.org/a"}) == 3
    assert third == "https://example.org/b"
    assert ids(Entry(title="Zero", url="/a"), Entry(title="Two", url="/a"))[1] == second


def test_entries_that_differ_in_their_text_or_day_alone_have_ids_of_their_own() -> None:
    assert len(set(ids(Entry(title="TBA", summary="x"), Entry(title="TBA", summary="y")))) == 2
    weekly = [Entry(title="Talk", url="/talk", published=day(number)) for number in (1, 8, 15)]
    assert len(set(ids(*weekly))) == 3
    assert ids(*weekly)[1:] == ids(Entry(title="Talk", url="/talk", published=day(22)), *weekly)[2:]


# --- dates ---


def test_updated_is_the_sources_else_published_else_first_seen_else_now() -> None:
    both = Entry(title="A", published=day(1), updated=day(2))
    published = Entry(title="B", published=day(1))
    undated = Entry(title="C")
    previous = finish(Feed(url=HOME, entries=(undated,)), now=day(5))
    assert [
        entry.updated for entry in finished(both, published, undated, Entry(title="D"), previous=previous)
    ] == [
        day(2),
        day(1),
        day(5),
        MOMENT,
    ]


def test_published_is_never_made_up() -> None:
    assert finished(Entry(title="A", updated=day(1)), Entry(title="B"))[0].published is None


def test_a_feed_is_as_new_as_it_says_or_else_as_its_newest_entry() -> None:
    entries = (Entry(title="A", published=day(3), updated=day(9)), Entry(title="B", published=day(5)))
    assert finish(Feed(title="T", updated=day(1), entries=entries)).updated == day(1)
    assert finish(Feed(title="T", entries=entries)).updated == day(9)
    assert finish(Feed(title="T", updated=day(1))).updated == day(1)
    assert finish(Feed(title="T"), now=MOMENT).updated == MOMENT


def test_a_feed_without_news_is_as_new_as_before() -> None:
    """Many sources say with each request that they have just changed."""
    entries = (Entry(title="A", published=day(3)), Entry(title="B", published=day(5)))
    previous = finish(Feed(title="T", updated=day(6), entries=entries))
    again = Feed(title="T", updated=day(20), entries=entries)
    assert finish(again, previous=previous).updated == day(6)
    more = replace(again, entries=(*entries, Entry(title="C", published=day(7))))
    assert finish(more, previous=previous).updated == day(20)


def test_what_is_published_anew_leads_nobody_to_its_source() -> None:
    podcast = Podcast(
        categories=("Arts",), explicit=False, moved_to="https://a.example/new", guid=str(UUID(int=7))
    )
    feed = Feed(
        title="T",
        language="en",
        image="https://a.example/c.jpg",
        feed_url="https://a.example/feed",
        hubs=("https://hub.example/",),
        paging=Paging(next="https://a.example/feed?page=2"),
        podcast=podcast,
    )
    ours = published_at(finish(feed), "https://b.example/feed")
    assert (ours.feed_url, ours.hubs, ours.paging) == ("https://b.example/feed", (), None)
    assert ours.podcast == replace(podcast, moved_to=None, guid=None)
    same = published_at(finish(feed), "https://a.example/feed")
    assert (same.hubs, same.paging, same.podcast) == (feed.hubs, feed.paging, podcast)


def test_the_clock_is_read_only_for_an_entry_without_any_date() -> None:
    dated = Feed(title="T", entries=(Entry(title="A", published=day(1)),))
    assert finish(dated) == finish(dated, now=MOMENT)
    undated = finish(Feed(title="T", entries=(Entry(title="A"),))).entries[0].updated
    assert undated is not None
    assert abs(datetime.now(UTC) - undated) < timedelta(minutes=1)


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^now must have a time zone, but is naive: datetime\.datetime\(2025, 1, 1"
    ):
        finish(Feed(), now=datetime(2025, 1, 1))


# --- order ---


def test_the_newest_comes_first_and_equals_stay_as_they_are() -> None:
    assert (
        titles(
            Entry(title="old", published=day(1)),
            Entry(title="new-1", published=day(9)),
            Entry(title="new-2", published=day(9)),
            Entry(title="middle", published=day(5)),
        )
        == "new-1 new-2 middle old"
    )


def test_an_undated_entry_stays_below_the_one_it_is_listed_under() -> None:
    assert (
        titles(
            Entry(title="hero"),
            Entry(title="old", published=day(1)),
            Entry(title="under-old"),
            Entry(title="new", published=day(9)),
            Entry(title="under-new"),
        )
        == "hero new under-new old under-old"
    )


def test_an_undated_list_keeps_its_order() -> None:
    assert titles(*(Entry(title=letter) for letter in "CABED")) == "C A B E D"


def test_without_published_dates_the_last_updated_comes_first() -> None:
    assert titles(Entry(title="old", updated=day(1)), Entry(title="new", updated=day(2))) == "new old"


# --- repeats ---


def test_an_entry_that_is_listed_twice_is_kept_once_in_its_richer_form() -> None:
    entries = finished(
        Entry(title="A", url="/a"),
        Entry(title="B", url="/b"),
        Entry(title="A", url="/a", summary="More", published=day(1)),
    )
    assert [(entry.title, entry.summary) for entry in entries] == [("A", "More"), ("B", None)]


def test_entries_of_different_days_are_no_repeats() -> None:
    assert len(finished(*(Entry(title="Talk", url="/t", published=day(number)) for number in (1, 2)))) == 2
    assert len(finished(Entry(title="Talk", url="/t", published=day(1)), Entry(title="Talk", url="/t"))) == 1


def test_entries_with_a_title_alone_are_repeats_only_if_all_their_text_is_the_same() -> None:
    assert len(finished(Entry(title="Fixes", summary="x"), Entry(title="Fixes", summary="y"))) == 2
    assert len(finished(Entry(title="Fixes", summary="x"), Entry(title="Fixes", summary="x"))) == 1


# --- the previous feed ---

A, B, C = (Entry(title=letter, url=f"/{letter.lower()}") for letter in "ABC")


def test_nothing_new_gives_the_same_feed() -> None:
    feed = Feed(url=HOME, title="Blog", entries=(A, B, replace(C, published=day(1))))
    previous = finish(feed, now=MOMENT)
    assert finish(feed, previous=previous, now=MOMENT + DAY) == previous


def test_what_is_new_is_dated_now_and_what_was_seen_is_not() -> None:
    previous = finish(Feed(url=HOME, title="Blog", entries=(B, A)), now=day(1))
    assert [(entry.title, entry.updated) for entry in finished(C, B, A, previous=previous)] == [
        ("C", MOMENT),
        ("B", day(1)),
        ("A", day(1)),
    ]


def test_an_entry_that_left_the_page_keeps_its_position() -> None:
    dated = [replace(entry, published=day(number)) for number, entry in enumerate((A, B, C), 1)]
    previous = finish(Feed(url=HOME, title="Blog", entries=tuple(dated)))
    after = finished(dated[0], dated[2], previous=previous)
    assert [entry.title for entry in after] == ["C", "B", "A"]
    assert after == previous.entries


def test_the_oldest_of_those_that_left_go_first() -> None:
    entries = tuple(Entry(title=str(number), published=day(number)) for number in range(1, 10))
    previous = finish(Feed(url=HOME, title="Blog", entries=entries))
    page = Feed(url=HOME, title="Blog", entries=(entries[0], Entry(title="new", published=day(20))))
    kept = finish_within(page, previous=previous, keep=5).entries
    assert [entry.title for entry in kept] == ["new", "9", "8", "7", "1"]
    assert [entry.title for entry in finish_within(page, previous=previous, keep=0).entries] == ["new", "1"]


def test_an_id_outlives_a_new_title_a_move_to_https_and_a_rival() -> None:
    previous = finish(
        Feed(
            url="http://www.example.org/blog/",
            entries=(
                Entry(title="A", url="http://www.example.org/a/"),
                Entry(title="B", url="http://www.example.org/b/", id="urn:isbn:7"),
                Entry(title="No address"),
            ),
        ),
        now=day(1),
    )
    kept = [entry.id for entry in previous.entries]
    now = finished(
        Entry(title="A, corrected", url="https://example.org/a"),
        Entry(title="B", url="https://example.org/b"),
        Entry(title="No address"),
        Entry(title="A rival", url="https://example.org/x"),
        previous=previous,
    )
    assert [entry.id for entry in now if entry.updated == day(1)] == kept
    assert [entry.title for entry in now if entry.updated == MOMENT] == ["A rival"]


def test_a_new_entry_at_a_shared_address_is_not_taken_for_an_old_one() -> None:
    versions = [Entry(title=f"v{number}", url="/download") for number in (3, 2, 1)]
    previous = finish(Feed(url=HOME, entries=tuple(versions[1:])), now=day(1))
    after = finished(*versions[:2], previous=previous)
    assert len({entry.id for entry in after}) == 3
    assert [entry.title for entry in after if entry.updated == MOMENT] == ["v3"]


def test_an_own_id_is_never_replaced_by_an_older_one_at_the_same_address() -> None:
    previous = finish(
        Feed(url=HOME, entries=(Entry(title="Incident 1", url="/status", id="urn:isbn:1"),)), now=day(1)
    )
    after = finished(Entry(title="Incident 2", url="/status", id="urn:isbn:2"), previous=previous)
    assert [entry.id for entry in after] == ["urn:isbn:2", "urn:isbn:1"]


def test_the_feeds_own_id_is_kept() -> None:
    previous = Feed(title="T", id="urn:isbn:1")
    assert finish(Feed(title="T", url=HOME), previous=previous, now=MOMENT).id == "urn:isbn:1"
    assert (
        finish(Feed(title="T", url=HOME, id="urn:isbn:2"), previous=previous, now=MOMENT).id == "urn:isbn:2"
    )
    assert finish(Feed(title="T", url=HOME), now=MOMENT).id == HOME


def test_what_was_written_is_known_again() -> None:
    """A feed that another program wrote: its own ids, and dates that the page does not show."""
    previous = Feed(
        url=HOME, entries=(Entry(title="A", url="https://example.org/a", id="post-1", updated=day(2)),)
    )
    (after,) = finished(A, previous=previous)
    assert after.updated == day(2)
    assert after.id == finish(previous).entries[0].id


# --- what sources say is made usable ---


def test_addresses_are_absolute_and_valid() -> None:
    entry = Entry(
        title="A",
        url="a b",
        image="//cdn.example/ü.png",
        content='<a href="../c">c</a><img src="d.png">',
        authors=(Person(name="X", url="/x"),),
        enclosures=(
            Enclosure(url="e.mp3"),
            Enclosure(url="/e.mp3"),
            Enclosure(url="f", length=2**53, type="?"),
        ),
    )
    (made,) = finished(entry)
    assert made.url == "https://example.org/blog/a%20b"
    assert made.image == "https://cdn.example/%C3%BC.png"
    assert made.content == '<a href="https://example.org/c">c</a><img src="https://example.org/blog/d.png">'
    assert made.authors == (Person(name="X", url="https://example.org/x"),)
    assert made.enclosures == (
        Enclosure(url="https://example.org/blog/e.mp3", type="audio/mpeg"),
        Enclosure(url="https://example.org/e.mp3", type="audio/mpeg"),
        Enclosure(url="https://example.org/blog/f", type="application/octet-stream"),
    )


def test_what_cannot_be_used_is_reported() -> None:
    entry = Entry(
        title="A", url="javascript:void(0)", language="klingon", authors=(Person(name="X", email="x"),)
    )
    problems: list[Problem] = []
    feed = finish(Feed(title="T", icon="data:,", entries=(entry,)), now=MOMENT, problems=problems)
    assert [str(problem) for problem in problems] == [
        "entry 1 'A', url: wanted an address that leads to a document, found 'javascript:void(0)'",
        "entry 1 'A', authors: wanted an address such as jane@example.org, found 'x'",
        "entry 1 'A', language: wanted a tag such as en or pt-BR, found 'klingon'",
        "feed, icon: wanted an address that leads to a document, found 'data:,'",
    ]
    assert finish(replace(feed)) == feed


@pytest.mark.parametrize(
    ("person", "wanted"),
    [
        (Person(name=" Jane \n Doe "), (Person(name="Jane Doe"),)),
        (Person(name="Jane <jane@example.org>"), (Person(name="Jane", email="jane@example.org"),)),
        (Person(name="jane@example.org (Jane Doe)"), (Person(name="Jane Doe", email="jane@example.org"),)),
        (Person(name="jane@example.org"), (Person(name="jane", email="jane@example.org"),)),
        (Person(name="", email="mailto:jane@example.org"), (Person(name="jane", email="jane@example.org"),)),
        (Person(name="Jane @home"), (Person(name="Jane @home"),)),
        (
            Person(name="", url="/jane"),
            (Person(name="https://example.org/jane", url="https://example.org/jane"),),
        ),
        (Person(name="\x00 "), ()),
    ],
)
def test_people_have_a_name_and_a_real_address(person: Person, wanted: tuple[Person, ...]) -> None:
    assert finished(Entry(title="A", authors=(person, person)))[0].authors == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("en_US", "en-US"),
        ("de_DE.UTF-8", "de-DE"),
        (" pt-BR ", "pt-BR"),
        ("C", None),
        ("english", None),
        ("", None),
    ],
)
def test_languages_are_tags_of_real_languages(given: str, wanted: str | None) -> None:
    assert finish(Feed(title="T", language=given), now=MOMENT).language == wanted


@pytest.mark.parametrize(
    ("title", "url", "wanted"),
    [
        ("\x0b ", HOME, "example.org"),
        (None, "https://www.example.org", "www.example.org"),
        (None, None, "Untitled feed"),
    ],
)
def test_a_feed_without_a_title_is_called_by_its_host(title: str, url: str | None, wanted: str) -> None:
    assert finish(Feed(title=title, url=url), now=MOMENT).title == wanted


def test_text_is_legible() -> None:
    (made,) = finished(
        Entry(title="a\x00\ud800\n b\x92s\ud83d\ude00", summary=" one \r\n two\x0b ", tags=("x", " x", ""))
    )
    assert (made.title, made.summary, made.tags) == ("a b’s😀", "one\ntwo", ("x",))


def test_content_is_harmless() -> None:
    (made,) = finished(
        Entry(title="A", content='<p onclick="x()">Hi<script>x</script><iframe src="/"></iframe>')
    )
    assert made.content == "<p>Hi</p>"


# --- for any feed ---


@given(FEEDS)
def test_finishing_a_finished_feed_changes_nothing(feed: Feed) -> None:
    once = finish(feed, now=MOMENT)
    assert finish(once) is once
    assert finish(replace(once), now=MOMENT + DAY) == once


@given(FEEDS)
def test_finishing_with_itself_as_the_previous_feed_changes_nothing(feed: Feed) -> None:
    once = finish(feed, now=MOMENT)
    assert finish(feed, previous=once, now=MOMENT + DAY) == once


@given(FEEDS, FEEDS)
def test_ids_are_distinct_and_entries_are_newest_first(feed: Feed, previous: Feed) -> None:
    made = finish(feed, previous=previous, now=MOMENT)
    assert len({entry.id for entry in made.entries}) == len(made.entries)
    dates = [entry.published for entry in made.entries if entry.published]
    assert dates == sorted(dates, reverse=True)
    assert finish(feed, previous=made, now=MOMENT + DAY) == made


def test_finishing_is_public() -> None:
    feed = feedkit.finish(Feed(title="T", updated=day(1)))
    assert feedkit.finish(feed) is feed
    assert is_finished(feed)
    assert not is_finished(replace(feed, title="U"))


def test_a_date_that_was_counted_from_the_time_of_reading_stays_as_it_was_at_first() -> None:
    page = "<ul>" + "".join(
        f"<li><a href='/{i}'>Post number {i} of the log</a> <time>{i} weeks ago</time>" for i in range(2, 7)
    )
    first = feedkit.parse(page, url=HOME, now=MOMENT)
    assert all(entry.estimated for entry in first.entries)
    previous = feedkit.finish(first, now=MOMENT)
    later = MOMENT + timedelta(hours=30)
    again = feedkit.finish(feedkit.parse(page, url=HOME, now=later), previous=previous, now=later)
    assert again.entries == previous.entries
    assert feedkit.write(again, "atom") == feedkit.write(previous, "atom")
