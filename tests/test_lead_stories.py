"""Lead stories: entries in other markup than the list that they stand before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import feedkit

SITE = "https://paper.example"
LIST = "".join(
    f'<div class="item"><h3><a href="/news/{name}">{title}</a></h3>'
    f'<p class="on">{day} May 2026</p><p>{title}, in short.</p></div>'
    for day, name, title in (
        (8, "ferry", "The ferry runs on Sundays again"),
        (7, "market", "Two stalls more on the market square"),
        (5, "library", "The library lends tools and seeds"),
        (2, "school", "A school roof full of bees"),
    )
)
REST = ["/news/ferry", "/news/market", "/news/library", "/news/school"]
TITLE = "The lock is open after eleven months"
SECOND = "Who swam across first, and why"
LEADS = {
    "a heading and a picture": f"""<section class="top"><a href="/news/lock"><img src="l.jpg" alt=""></a>
        <h2><a href="/news/lock">{TITLE}</a></h2><p>Boats passed.</p><time>9 May 2026</time></section>""",
    "a link over the picture": f"""<div class="top" style="background-image:url(l.jpg)">
        <a href="/news/lock"></a><div><h2>{TITLE}</h2><span>9 May 2026</span></div></div>""",
    "a link around the story": f"""<div class="top"><a href="/news/lock"><div class="big">{TITLE}</div>
        <div class="small">9 May 2026</div>
        <div>Boats passed at six, with the mayor on board.</div></a></div>""",
    "a button": f"""<section><div><p>9 May 2026</p><h2>{TITLE}</h2><p>Boats passed at six.</p>
        <a class="button" href="/news/lock">Read more</a></div></section>""",
    "flat elements": f"""<h1><a href="/news/lock">{TITLE}</a></h1><p>9 May 2026, by Ann Other</p>
        <p>Boats passed at six.</p><p>The mayor was on board.</p><h2>More stories</h2>""",
    "below a heading of its own": f"""<section><h2>Today</h2><article>
        <h3><a href="/news/lock">{TITLE}</a></h3><p>9 May 2026</p></article></section>""",
    "a headline in the page's header": f"""<header class="welcome"><p>Latest</p>
        <h1><a href="/news/lock">{TITLE}</a></h1><p>9 May 2026</p></header>""",
}
PARTS = f"""<div class="front">
    <div class="big"><h3><a href="/news/lock">{TITLE}</a></h3><i>9 May 2026</i></div>
    <div class="small"><div><a href="/news/swim"><img src="s.jpg" alt=""></a>
    <h4><a href="/news/swim">{SECOND}</a></h4><i>9 May 2026</i></div></div></div>"""
OTHERS = {
    "a welcome": """<section class="top"><h1>Welcome to the paper</h1>
        <p>News from the lower river since 1961.</p><a href="/about">Learn more</a></section>""",
    "an event": """<div class="top"><h2><a href="/events/regatta">The regatta of the lower river</a></h2>
        <p>Join us on <time>6 June 2026</time> at the bridge.</p></div>""",
    "sections": """<div><a href="/topic/water"><h3>Water</h3></a></div>
        <div><a href="/topic/town"><h3>Town</h3></a></div>""",
    "the folder of the list": """<div><h2><a href="/news/">All our news</a></h2>
        <p>Since 3 May 1961.</p></div>""",
    "a link in a text": """<p>New here? Begin with
        <a href="/news/begin">how the lock was built</a>, of 1 May 2026.</p>""",
    "what stands in the list too": """<section class="top"><h2><a href="/news/ferry">The ferry runs on Sundays
        again</a></h2><p>8 May 2026</p></section>""",
    "slides": """<div class="slideshow"><div><h2><a href="/news/old">The old lock of 1920</a></h2>
        <p>1 May 2020</p></div></div>""",
}


def page(before: str, after: str = LIST) -> str:
    body = f'<main>{before}<div class="list">{after}</div></main>'
    return f'<html lang="en"><title>The paper</title><body>{body}</body></html>'


def entries(html: str) -> Sequence[feedkit.Entry]:
    return feedkit.parse(html, url=f"{SITE}/").entries


def paths(html: str) -> list[str]:
    return [(entry.url or "").removeprefix(SITE) for entry in entries(html)]


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS)
def test_a_lead_story_is_the_first_entry(lead: str) -> None:
    html = page(lead)
    assert paths(html) == ["/news/lock", *REST]
    first = entries(html)[0]
    assert (first.title, str(first.published)[:10]) == (TITLE, "2026-05-09")


def test_a_front_of_several_stories_is_read_story_by_story() -> None:
    html = page(PARTS)
    assert paths(html) == ["/news/lock", "/news/swim", *REST]
    assert [entry.title for entry in entries(html)[:2]] == [TITLE, SECOND]


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_what_else_stands_before_a_list_is_no_entry(other: str) -> None:
    assert paths(page(other)) == REST


def test_two_teasers_are_the_top_of_the_longer_list_behind_them() -> None:
    top = "".join(
        f'<article><img src="{name}.jpg" alt=""><h2><a href="/news/{name}">{title}</a></h2><p>9 May 2026</p>'
        "<p>Boats passed at six, and many people had come to see it.</p></article>"
        for name, title in (("lock", TITLE), ("swim", SECOND))
    )
    rows = "".join(
        f'<li><a href="/news/{number}">Minutes of meeting {number} of the council</a> {number} May 2026</li>'
        for number in range(8, 1, -1)
    )
    html = page(f'<div class="row">{top}</div>', f"<ul>{rows}</ul>")
    assert paths(html) == ["/news/lock", "/news/swim", *(f"/news/{number}" for number in range(8, 1, -1))]


def test_slides_that_repeat_entries_of_the_list_are_none() -> None:
    repeats = "".join(
        f'<div class="tile"><h3><a href="/news/{name}">{title}</a></h3><p class="on">{day} May 2026</p></div>'
        for day, name, title in (
            (8, "ferry", "The ferry runs on Sundays again"),
            (5, "library", "Tools and seeds"),
        )
    )
    assert paths(page(repeats)) == REST


def test_an_entry_whose_classes_name_its_topics_keeps_its_link_and_date() -> None:
    items = "".join(
        f'<li class="post tag-{topic}"><span>{day} May 2026</span><h3>{title}</h3>'
        f'<a class="go" href="/news/{topic}">Read more</a></li>'
        for day, topic, title in (
            (8, "boats", "The ferry runs on Sundays again"),
            (7, "trade", "Two stalls more on the market square"),
            (5, "books", "The library lends tools and seeds"),
            (2, "bees", "A school roof full of bees"),
        )
    )
    found = entries(page("", f"<ul>{items}</ul>"))
    assert [(entry.url or "").rpartition("/")[2] for entry in found] == ["boats", "trade", "books", "bees"]
    assert [str(entry.published)[8:10] for entry in found] == ["08", "07", "05", "02"]


def item(day: int, name: str, title: str, *, host: str = "") -> str:
    date = f"<p>{day} May 2026</p>" if day else "<p>Paid for by others</p>"
    return f'<div class="item"><h3><a href="{host}/news/{name}">{title}</a></h3>{date}</div>'


ITEMS = [
    item(8, "ferry", "The ferry runs on Sundays again"),
    item(7, "market", "Two stalls more on the market square"),
    item(5, "library", "The library lends tools and seeds"),
    item(2, "school", "A school roof full of bees"),
]


def test_tabs_that_repeat_entries_of_a_topic_are_none() -> None:
    tabs = "".join(f'<div class="tab">{"".join(items)}</div>' for items in (ITEMS, ITEMS[:2], ITEMS[2:3]))
    assert paths(page("", tabs)) == REST


def test_an_advertisement_in_the_markup_of_entries_is_none() -> None:
    paid = item(0, "sea", "A weekend by the sea", host="https://shop.example")
    assert paths(page("", "".join((*ITEMS[:2], paid, *ITEMS[2:])))) == REST


@pytest.mark.parametrize(
    "heading", ["Most read", "Meistgelesen", "À lire aussi", "Читайте также:", "人気記事"]
)
def test_a_box_of_popular_entries_beside_the_list_is_left_out(heading: str) -> None:
    old = "".join(
        item(day, f"old-{day}", f"What everyone wanted to know on day {day}").replace("2026", "2019")
        for day in (20, 12, 28)
    )
    boxes = f"<div><h2>Latest</h2>{''.join(ITEMS)}</div><div><h2>{heading}</h2>{old}</div>"
    assert paths(page("", boxes)) == REST


def test_a_page_of_popular_entries_alone_keeps_them() -> None:
    assert paths(page("<h2>Most read</h2>", "".join(ITEMS))) == REST


def test_a_story_among_others_in_its_own_markup_is_one_of_them() -> None:
    big = f'<div class="c"><h2><a href="/news/lock">{TITLE}</a></h2><p>9 May 2026</p></div>'
    html = page(
        "", f'<div class="l">{"".join(ITEMS[:2])}</div>{big}<div class="r">{"".join(ITEMS[2:])}</div>'
    )
    assert paths(html) == [*REST[:2], "/news/lock", *REST[2:]]


def test_blocks_of_a_story_with_smaller_ones_are_read_story_by_story() -> None:
    rows = []
    for first in (9, 6, 3):
        small = "".join(
            f'<li><a href="/news/{day}">Minutes of day {day}</a> <i>{day} May 2026</i></li>'
            for day in (first - 1, first - 2)
        )
        rows.append(
            f'<div class="block"><div>{item(first, str(first), f"The council of day {first}")}</div>'
            f"<ul>{small}</ul></div>"
        )
    assert paths(page("", "".join(rows))) == [f"/news/{day}" for day in range(9, 0, -1)]


def test_a_link_to_the_entry_alone_is_its_address_and_no_title() -> None:
    full = f"""<article><h1>{TITLE}</h1><p>9 May 2026 · <a href="/news/lock">Permalink</a></p>
        <p>Boats passed at six. The mayor was on board, and so was half of the town.</p></article>"""
    html = page(full, "".join(ITEMS))
    assert paths(html) == ["/news/lock", *REST]
    assert entries(html)[0].title == TITLE
