"""Which entry of the previous feed an entry is: spellings of addresses, moves of a site, other posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import feedkit
from feedkit import Enclosure, Entry, Feed, Image, Link, finish
from feedkit.errors import Problem

HOME = "https://weir.example/notes/"
FIRST, LATER = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "The weir was closed for a week, and the eels went round by the meadow."


def day(number: int, hour: int = 0) -> datetime:
    return datetime(2026, 2, number, hour, tzinfo=UTC)


def feed(*entries: Entry, url: str = HOME) -> Feed:
    return Feed(title="Weir", url=url, entries=entries)


def known(before: Entry, after: Entry) -> bool:
    """Return whether an entry is known again, when it takes the other one's place in a list of two."""
    other = Entry(title="Eels", url="/eels", published=day(1) if after.published else None)
    previous = finish(feed(before, other), now=FIRST)
    found = finish(feed(after, other), previous=previous, now=LATER)
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    return {entry.id for entry in found.entries} == {entry.id for entry in previous.entries}


A = Entry(title="The weir is open", url="/a/weir-open", published=day(5))
UNDATED = replace(A, published=None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (A, replace(A, url="/a/weir-open?utm_source=list")),
        (A, replace(A, url="/a/weir-open?ref=rss")),
        (replace(A, url="/view?id=5&ref=home"), replace(A, url="/view?ref=list&id=5", published=None)),
        (replace(A, url="/a/weir-open;jsessionid=A1"), replace(A, url="/a/weir-open;jsessionid=B2")),
        (A, replace(A, url="https://www.weir-news.example/blog/weir-open")),
        (A, replace(A, url="/2026/an-entirely-new-name")),
        (A, replace(A, url="/17.html", published=day(5, 14))),
        (replace(A, published=day(5, 14)), replace(A, url="/17", published=day(5, 14))),
        (A, replace(A, url="/b", title="The Weir is open!")),
        (replace(A, url=None), A),
        (A, replace(A, url=None)),
        (UNDATED, replace(UNDATED, url="/notes/b/weir-open.html")),
        (UNDATED, replace(UNDATED, url="/2026/02/weir-open/")),
        (replace(UNDATED, url="/2026/02/weir-open"), replace(A, url="/weir-open")),
        (replace(UNDATED, url=None), UNDATED),
        (replace(UNDATED, summary=TEXT), replace(UNDATED, summary=TEXT, url="/c/eels-and-the-weir")),
        (replace(A, url=None, summary=TEXT), replace(A, url=None, summary=TEXT, published=day(6))),
    ],
)
def test_an_entry_at_another_address_keeps_its_id(before: Entry, after: Entry) -> None:
    assert known(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (A, replace(A, url="/b/weir-open", published=day(12))),
        (A, replace(A, url="/weir-open-again", published=day(12))),
        (replace(A, published=day(5, 9)), replace(A, url="/b/weir-open-2", published=day(5, 14))),
        (replace(A, url=None), replace(A, url=None, published=day(12))),
        (replace(A, url=None), replace(A, published=day(12))),
        (UNDATED, replace(UNDATED, url="/a/it-is-open")),
        (replace(UNDATED, url="/2026/w10/weir"), replace(UNDATED, url="/2026/w11/weir")),
        (replace(UNDATED, url="/view?id=5"), replace(UNDATED, url="/view?id=6")),
        (replace(UNDATED, url="/view?name=a"), replace(UNDATED, url="/view?name=b")),
        (replace(UNDATED, url="/w/1", summary=TEXT), replace(UNDATED, url="/w/2", summary=TEXT)),
        (replace(UNDATED, url="/a", summary="Open."), replace(UNDATED, url="/b", summary="Open.")),
        (replace(A, id="urn:isbn:1"), replace(A, id="urn:isbn:2", url="/b")),
        (A, replace(A, title="The weir is shut", url="/b")),
    ],
)
def test_a_name_that_comes_again_is_another_post(before: Entry, after: Entry) -> None:
    assert not known(before, after)


def test_a_post_of_one_name_and_day_beside_the_old_one_is_another_post() -> None:
    previous = finish(feed(A), now=FIRST)
    second = replace(A, url="/b")
    assert len(finish(feed(A, second), previous=previous, now=LATER).entries) == 2
    both = finish(feed(A, second), now=FIRST)
    moved = (replace(A, url="/new/1"), replace(second, url="/new/2"))
    assert len(finish(feed(*moved), previous=both, now=LATER).entries) == 4


def test_a_notice_without_address_comes_again_and_again() -> None:
    """Its id is made of its name, which is that of the older ones."""
    found = finish(feed(Entry(title="Sluice open", published=day(1))), now=FIRST)
    for number in (8, 15, 15, 22):
        found = finish(feed(Entry(title="Sluice open", published=day(number))), previous=found, now=LATER)
    assert [entry.published for entry in found.entries] == [day(number) for number in (22, 15, 8, 1)]
    assert len({entry.id for entry in found.entries}) == 4


@pytest.mark.parametrize("shared", [False, True])
def test_a_parameter_that_is_one_for_all_links_of_a_run_tells_nothing_apart(shared: bool) -> None:
    def listed(run: int) -> Feed:
        links = (
            f"/view?id={n}&r={run}" if shared else f"/p{n}{f'?r={run}' if n % 3 else ''}" for n in range(9)
        )
        return feed(*(Entry(title=f"Gauge {n}", url=url) for n, url in enumerate(links)))

    first = finish(listed(0), now=FIRST)
    assert finish(listed(1), previous=first, now=LATER) == first


def test_an_address_that_is_only_spelled_in_another_way_stays() -> None:
    before = replace(A, url="/caf%c3%a9/?ref=1", image="/a.png?v=1", comments="/c?sessionid=1")
    first = finish(feed(before), now=FIRST)
    after = replace(A, url="/caf%C3%A9/index.html?ref=2#more", image="/a.png?v=1", comments="/c?sessionid=2")
    assert finish(feed(after), previous=first, now=LATER) == first


def test_a_signed_address_is_the_new_one_as_the_old_one_may_have_expired() -> None:
    first = finish(feed(replace(A, url="/a?Expires=1&Signature=x")), now=FIRST)
    (entry,) = finish(feed(replace(A, url="/a?Expires=2&Signature=y")), previous=first, now=LATER).entries
    assert entry.url == "https://weir.example/a?Expires=2&Signature=y"
    assert entry.id == first.entries[0].id


def test_a_move_is_reported_once_and_the_new_addresses_are_published() -> None:
    posts = [Entry(title=f"Gauge {n}", url=f"/old/gauge-{n}.html", published=day(n)) for n in (3, 2, 1)]
    first = finish(feed(*posts), now=FIRST)
    moved = [replace(post, url=f"https://eels.example{(post.url or '')[4:-5]}") for post in posts]
    message = (
        "wanted the addresses of last time, found 3 entries at other ones, the first at https://eels.example/"
        "gauge-3, which was https://weir.example/old/gauge-3.html: they keep their ids"
    )
    for expected in ([message], []):
        problems: list[Problem] = []
        second = finish(feed(*moved), previous=first, now=LATER, problems=problems)
        assert [str(problem) for problem in problems] == expected
        assert [entry.id for entry in second.entries] == [entry.id for entry in first.entries]
        assert [entry.url for entry in second.entries] == [post.url for post in moved]
        first = second


def test_ids_outlive_a_way_through_the_documents() -> None:
    """The previous feed is what was published, in any format."""
    posts = [Entry(title=f"Gauge {n}", url=f"/g/{n}", id=f"g{n}" if n > 1 else None) for n in (3, 2, 1)]
    first = finish(feed(*posts), now=FIRST)
    for name in ("atom", "rss", "json"):
        previous = feedkit.parse(feedkit.write(first, name))
        for listed in (posts, posts[:1]):
            again = finish(feed(*listed), previous=previous, now=FIRST + timedelta(days=9))
            assert feedkit.write(again, name) == feedkit.write(first, name)


def test_pictures_files_and_links_that_are_only_spelled_in_another_way_stay() -> None:
    def listed(run: int) -> Feed:
        return feed(
            *(
                Entry(
                    title=f"Gauge {n}",
                    url=f"/g/{n}",
                    published=day(n),
                    images=[
                        Image(url=f"/i/{n}.jpg?v={run}", width=300),
                        Image(url=f"/s/{n}.jpg?v={run}", width=90),
                    ],
                    enclosures=[Enclosure(url=f"/a/{n}.mp3?listen={run}", length=9)],
                    links=[Link(rel="related", url=f"/more/{n}?sessionid={run}")],
                    comments_feed=f"/g/{n}/feed?sessionid={run}",
                )
                for n in (2, 1)
            )
        )

    first = finish(listed(1), now=FIRST)
    for name in ("atom", "rss"):
        previous = feedkit.parse(feedkit.write(first, name))
        again = finish(listed(2), previous=previous, now=LATER)
        assert feedkit.write(again, name) == feedkit.write(first, name)
    other = [replace(one, images=one.images[:1]) for one in listed(2).entries]
    assert finish(feed(*other), previous=first, now=LATER).entries[0].images[0].url.endswith("/i/2.jpg?v=2")


def test_a_parameter_that_all_pictures_share_is_no_other_picture() -> None:
    posts = [
        Entry(title=f"Gauge {n}", url=f"/g/{n}", image=f"/i/{n}.jpg?v=1", published=day(n)) for n in (2, 1)
    ]
    first = finish(feed(*posts), now=FIRST)
    fresh = [replace(post, image=(post.image or "").replace("v=1", "v=2")) for post in posts]
    assert feedkit.write(finish(feed(*fresh), previous=first, now=LATER), "atom") == feedkit.write(
        first, "atom"
    )
