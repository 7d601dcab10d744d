"""The page reader: what the folders of tests/cases cannot show, one principle a test."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

import feedkit
from feedkit.parsers import Job, html
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.confidence import LONE_REASON
from feedkit.parsers.html.link_targets import is_of_label
from feedkit.parsers.html.outline import Outline, lasting_classes, region_of_names
from feedkit.parsers.html.page_words import Region
from feedkit.parsers.reading import Reading
from feedkit.values.html_limits import MAX_DEPTH

URL = "https://harbour.example/log/"
ZONE = ZoneInfo("UTC")
POSTS = (
    ("tide", "What the tide brought", "2025-04-03", "A net, two boots and a letter."),
    ("fog", "Three days of fog", "2025-03-20", "Nobody left, and nobody came."),
    ("lamp", "A new lamp for the pier", "2025-02-11", "It burns whale-free."),
    ("rope", "Splicing old rope", "2025-01-30", "With pictures, and with patience."),
)


def articles(posts: tuple[tuple[str, str, str, str], ...] = POSTS, extra: str = "") -> str:
    return "".join(
        f'<article><h2><a href="{slug}/">{title}</a></h2><time datetime="{day}">{day}</time>'
        f"<p>{text}</p>{extra}</article>"
        for slug, title, day, text in posts
    )


def read(body: str, *, head: str = "<title>Harbour log</title>", url: str | None = URL) -> Reading:
    content = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    return html.read(Job(content=content, url=url))


def titles(reading: Reading) -> list[str | None]:
    return [entry.title for entry in reading.feed.entries]


def test_a_soup_is_read_like_its_page() -> None:
    page = f"<html><title>Harbour log</title><main>{articles()}</main></html>"
    soup = BeautifulSoup(page, "lxml")
    assert feedkit.parse(soup, url=URL).entries == feedkit.parse(page, url=URL).entries


def test_links_are_relative_to_the_base_of_the_page() -> None:
    reading = read(articles(), head='<base href="/archive/">')
    assert reading.feed.url == URL
    assert reading.feed.entries[0].url == "https://harbour.example/archive/tide/"


def test_a_list_that_scripts_will_show_is_read() -> None:
    hidden = f'<nav><a href="/">Home</a></nav><div style="display: none"><main>{articles()}</main></div>'
    assert titles(read(hidden)) == [title for _, title, _, _ in POSTS]


def test_text_that_stays_hidden_is_no_title() -> None:
    body = articles().replace("<h2>", '<h2><span class="sr-only">Permanent link to</span> ')
    assert titles(read(body)) == [title for _, title, _, _ in POSTS]


def test_a_badge_in_the_titles_is_cut_off() -> None:
    badges = ("News", "News", "Report", "News")
    body = "".join(
        articles((post,)).replace("<h2>", f'<h2><span class="badge">{badge}</span> ')
        for post, badge in zip(POSTS * 3, badges * 3, strict=True)
    )
    assert titles(read(body))[:4] == [title for _, title, _, _ in POSTS]


def test_pictures_tags_and_content_are_read() -> None:
    extra = (
        '<p><img src="/pictures/{}.jpg" width="800" height="600" alt=""></p><ul><li>rope</li></ul>'
        '<p class="tags"><a rel="tag" href="/tag/sea/">sea</a> <a rel="tag" href="/tag/pier/">pier</a></p>'
    )
    body = "".join(
        articles((post,), f"<p>More of the {post[0]} is in the book.</p>{extra.format(post[0])}")
        for post in POSTS
    )
    entry = read(body).feed.entries[0]
    assert entry.image == "https://harbour.example/pictures/tide.jpg"
    assert entry.tags == ("sea", "pier")
    assert (
        entry.summary == "A net, two boots and a letter. More of the tide is in the book."
    )  # "rope" is a button
    assert entry.content is not None
    assert '<img src="https://harbour.example/pictures/tide.jpg"' in entry.content
    assert "What the tide brought" not in entry.content
    assert "2025-04-03" not in entry.content


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ('<img src="{}.jpg">', True),
        ('<img src="data:image/gif;base64,R0lGODlh" srcset="{0}.jpg 480w, {0}-2.jpg 960w">', True),
        ('<img src="blank.gif" data-src="{}.jpg">', True),
        ("<div style=\"height: 9em; background: #fff url('{}.jpg') no-repeat\"></div>", True),
        ('<div style="background-image:url({}.jpg)"></div>', True),
        ('<div class="lazy" data-bg="{}.jpg"></div>', True),
        ('<div data-background-image="url({}.jpg)"></div>', True),
        ('<img style="background-image:none" data-bg="behind.jpg" src="{}.jpg">', True),
        ('<figure style="--cover: url({}.jpg)"></figure>', True),
        ('<div data-background="#fff"></div>', False),
        ('<img src="face.jpg"><img src="{}.jpg">', True),
        ('<meta itemprop="image" content=""><img src="{}.jpg">', True),
        ('<picture><source srcset="{}.jpg 2x"><img></picture>', True),
        ('<img src="{}.jpg" class="avatar">', False),
        ('<div class="icon" style="background-image:url({}.jpg)"></div>', False),
        ('<img src="{}.jpg" class="Ɐ EMOJI">', False),
        ('<img src="{}.jpg" width="16">', False),
        ('<img src="new.jpg">', False),
        ('<img src="data:image/gif;base64,R0lGODlh">', False),
    ],
)
def test_the_picture_is_the_first_of_an_entrys_own(markup: str, shown: bool) -> None:
    body = "".join(
        article.format(slug)
        for article, slug in zip(articles(extra=markup + "|").split("|"), "abcd", strict=False)
    )
    images = [entry.image for entry in read(body).feed.entries]
    assert images == [f"{URL}{slug}.jpg" if shown else None for slug in "abcd"]


def test_an_entry_that_is_plain_text_has_no_content() -> None:
    assert read(articles()).feed.entries[0].content is None


def test_two_readings_of_a_date_are_reported_and_not_guessed() -> None:
    rows = "".join(
        f'<li><a href="/{day}/">The boat number {day}</a> <span>0{day}/0{day + 1}/2025</span></li>'
        for day in (1, 3, 2, 4)
    )
    reading = read(f"<ul>{rows}</ul>")
    assert [entry.published for entry in reading.feed.entries] == [None] * 4
    assert {problem.rule for problem in reading.problems} == {"ambiguous-date"}
    assert "2025-01-02 or 2025-02-01" in reading.problems[0].message
    assert reading.problems[0].where == "entry 1 'The boat number 1', published"


def test_published_and_updated_are_distinguished() -> None:
    body = articles().replace("</time>", '</time> Updated: <time datetime="2025-05-01">1 May 2025</time>')
    entry = read(body).feed.entries[0]
    assert entry.published == datetime(2025, 4, 3, tzinfo=UTC)
    assert entry.updated == datetime(2025, 5, 1, tzinfo=UTC)


def test_days_are_in_the_zone_that_is_asked_for() -> None:
    page = f"<title>Harbour log</title>{articles()}"
    entry = feedkit.parse(page, url=URL, timezone="Asia/Tokyo").entries[0]
    assert entry.published is not None
    assert entry.published.isoformat() == "2025-04-03T00:00:00+09:00"


def test_a_reading_shows_where_its_fields_were_and_its_rivals() -> None:
    side = "".join(f'<li><a href="/tag/{word}/">{word}</a></li>' for word in ("oil", "sea", "wind", "sail"))
    reading = read(f'<main class="log">{articles()}</main><aside><ul>{side}</ul></aside>')
    assert reading.where == "main.log"
    assert {(found.field, found.where, found.entries) for found in reading.fields} >= {
        ("title", "heading h2", 4),
        ("url", "a", 4),
        ("published", "stamp in time, rule stamp", 4),
    }
    assert [(rival.where, rival.entries, rival.sample) for rival in reading.rivals] == [
        ("aside > ul", 4, "oil")
    ]


MENU = (
    '<nav><a href="/">Harbour</a> <a href="/log/">Log</a> <a href="/about/">About us</a></nav>'
    '<div class="links"><a href="/about/">About the harbour</a> <a href="/imprint/">Imprint of it</a></div>'
)
HEADED = (
    '<h1>News</h1><div><div><h3><a href="tide/">What the tide brought</a></h3><p>3 April 2025</p></div></div>'
)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (articles(POSTS[:1]), ["What the tide brought"]),
        (articles(POSTS[:2]), ["What the tide brought", "Three days of fog"]),
        (HEADED, ["What the tide brought"]),
        (
            '<h1>Events</h1><ul><li><a href="fog/">A talk on fog</a> (20 March 2025)</li></ul>',
            ["A talk on fog"],
        ),
        (
            '<h1>お知らせ</h1><dl><dt>2025年4月3日</dt><dd><a href="tide/">潮が運んできたもの</a></dd></dl>',
            ["潮が運んできたもの"],
        ),
        (
            '<a class="post-card" href="tide/"><h2>What the tide brought</h2><p>A net and a letter.</p></a>',
            ["What the tide brought"],
        ),
    ],
)
def test_one_entry_or_two_are_a_list(body: str, found: list[str]) -> None:
    reading = read(f"{MENU}<main>{body}</main>")
    assert titles(reading) == found
    if len(found) == 1:
        assert reading.reasons == (LONE_REASON,)


@pytest.mark.parametrize(
    "body",
    [
        '<h1>What the tide brought</h1><p>3 April 2025</p><p>A net, as in <a href="fog/">the fog</a>.</p>',
        '<h1>Log</h1><p>Nothing yet. <a href="about/">Who we are</a></p>',
        '<h2><a href="/log/">Harbour log</a></h2><p>Open since 3 April 2025</p>',
        '<h2><a href="https://elsewhere.example/tide">What the tide brought</a></h2><p>3 April 2025</p>',
        '<h2><a href="/tag/sea/">What the sea brought</a></h2><p>3 April 2025</p>',
    ],
)
def test_what_stands_alone_is_no_entry_by_that(body: str) -> None:
    with pytest.raises(feedkit.NoEntriesError):
        read(f"{MENU}<main>{body}</main>")


def test_an_entry_is_not_joined_by_a_greeting_that_looks_like_it() -> None:
    welcome = (
        "<article><h2>Welcome, all of you</h2><p>This is where we write down what comes in.</p></article>"
    )
    assert titles(read(f"{MENU}<main>{welcome}{articles(POSTS[:1])}</main>")) == ["What the tide brought"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "no entries found: the page shows no text; its list may be made by JavaScript"),
        (
            '<p>Loading…</p><a href="/">Home</a>',
            "no entries found: the page shows only 1 links; its list may be made by JavaScript",
        ),
        (
            '<meta http-equiv="Refresh" content="0; URL=../new/"><p>Moved.</p>',
            "no entries found: the page sends its readers on to https://harbour.example/new/",
        ),
        (
            '<meta http-equiv="refresh" content="300; url=#"><p>Loading…</p>',
            "no entries found: the page shows only 0 links; its list may be made by JavaScript",
        ),
    ],
)
def test_a_page_without_entries_says_why(body: str, message: str) -> None:
    with pytest.raises(feedkit.NoEntriesError) as raised:
        read(body)
    assert str(raised.value) == message


def test_deep_pages_are_read_without_recursion() -> None:
    others = articles().replace('href="', 'href="deep/')
    deep = "<div>" * (MAX_DEPTH * 2) + others + "</div>" * (MAX_DEPTH * 2)
    assert max(sum(1 for _ in node.ancestors()) for node in Outline(deep).nodes) <= MAX_DEPTH + 5
    assert len(read(articles() + deep).feed.entries) == 8


def test_an_outline_of_the_same_tree_shows_what_the_first_hides() -> None:
    page = (
        "<div class=hidden><h2>Tides</h2><a href=/t>Low <b>water</b></a></div>"
        "<p style='display:none'>Shut</p><i data-x='{\"k\": 1}'>Open</i><noscript>No</noscript>"
    )
    usual, anew = Outline(page), Outline(page, show_hidden=True)
    again = Outline(page, show_hidden=True, same_tree=usual)
    assert [text.text.strip() for text in usual.shown] == ["Open"]
    assert [text.text.strip() for text in again.shown] == ["Tides", "Low", "water", "Shut", "Open"]
    assert [text.region for text in again.texts] == [text.region for text in anew.texts]
    assert (len(again.links), len(again.headings), len(again.islands)) == (1, 1, 1)
    assert [text.text.strip() for text in usual.shown] == ["Open"]


@pytest.mark.parametrize(
    ("names", "lasting"),
    [
        ("post-12 Post last hentry", ("Post", "hentry")),
        ("post-٣ post", ("post",)),  # a digit beyond ASCII
        ("B a a", ("B", "a")),
        ("LAST", ()),
    ],
)
def test_classes_of_numbers_and_positions_do_not_last(names: str, lasting: tuple[str, ...]) -> None:
    assert lasting_classes(names) == lasting


@pytest.mark.parametrize(
    ("names", "region"),
    [
        ("post-body entry", 0),
        ("siteFooter", Region.FOOTER),
        ("SIDEBAR x", Region.SIDE),
        ("x Sr-Only", Region.HIDDEN),
        ("has-sidebar", 0),
        ("category-travel", 0),
        ("nav_2 tag-cloud", Region.MENU | Region.LABELS),
    ],
)
def test_names_say_what_part_of_a_page_an_element_is(names: str, region: int) -> None:
    assert region_of_names(names) == region


def test_a_page_has_items_of_formats_where_an_element_says_so() -> None:
    assert Outline("<i class='p h-entry'>a</i>").has_formats
    assert Outline("<i typeof=Article>a</i>").has_formats
    assert not Outline("<style>.h-entry{}</style><script>typeof=1</script><i class=entry>a</i>").has_formats


PIECES = st.sampled_from(
    [
        *(
            "<div>",
            "</div>",
            "<li>",
            "<ul>",
            "</ul>",
            "<a href='/x'>",
            "<a href='http://['>",
            "</a>",
            "<h2>",
            "</h2>",
        ),
        *(
            "<time datetime='2025-13-99'>",
            "<time datetime='2025-01-02'>",
            "</time>",
            "<tr><td>",
            "<table>",
            "<br>",
        ),
        *(
            "3 May 2025",
            "Title of it",
            "\x00",
            "\ud800",
            "<svg><script>",
            "<template>",
            "<!--",
            "-->",
            "&nbsp;",
            " ",
        ),
        *(
            "<article>",
            "</article>",
            "<p>",
            "by Ann Other",
            "2025",
            "<dl><dt>",
            "<dd>",
            "<span hidden>",
            "</span>",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=120).map("".join))
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        feed = feedkit.parse(page, url=URL, format="html")
    except feedkit.ParseError:
        return
    assert feed.entries
    assert feedkit.check(
        feedkit.write(feedkit.finish(feed, now=datetime(2026, 1, 1, tzinfo=UTC)), "atom")
    ).valid


def test_parse_states_how_sure_it_is() -> None:
    content = f"<title>Harbour log</title>{articles()}"
    reading = feedkit.read(content, url=URL)
    feed = feedkit.parse(content, url=URL)
    assert feed.confidence == reading.confidence is not None
    assert feed == reading.feed


SHELVES = "".join(
    f'<div class="box"><h4>{name}</h4><ul><li><a href="/find?s={name}-{n}">{kind} ({n})</a>'
    f'<li><a href="/find?s={name}-{n + 1}">Other {kind.lower()} ({n + 1})</a></ul></div>'
    for name, kind, n in (("size", "Small lamps", 14), ("make", "Lamps of Oslo", 31))
)


def _links(body: str) -> list[str | None]:
    page = f"<html><body><main>{body}</main></body></html>"
    return [entry.url for entry in feedkit.parse(page, url="https://lamps.example/lamps").entries]


def test_wares_with_picture_and_price_are_a_list() -> None:
    wares = "".join(
        f'<div class="ware"><img src="/{name}.jpg"><h3><a href="/lamps/{name}">{name}</a></h3>'
        f"<span>€{price}.00</span></div>"
        for name, price in (("tove", 120), ("ella", 95), ("runa", 140), ("siv", 60), ("maj", 75), ("liv", 88))
    )
    expected = [
        f"https://lamps.example/lamps/{name}" for name in ("tove", "ella", "runa", "siv", "maj", "liv")
    ]
    assert _links(SHELVES + wares) == expected


def test_a_row_of_tools_beside_a_list_is_no_entry() -> None:
    rows = "".join(
        f'<div class="row"><div class="ttl"><a href="/talk/b/{n}">{text}</a></div><i>{n} replies</i></div>'
        for n, text in enumerate(
            (
                "Which lamp for a north room?",
                "My shade has faded",
                "Wiring a lamp from 1930",
                "Show us your desk",
                "Is brass back?",
                "Cleaning old glass",
                "A lamp that hums",
                "Swap: two shades",
                "Bulbs that last",
                "The lamp fair in May",
                "Dimmers and their noise",
            )
        )
    )
    links = '<a href="/talk/b/rules">The board</a> <a href="/talk/b/best">Best of</a>'
    tools = f'<div><div class="bar"><div class="buttons">{links}</div></div></div>'
    assert _links(tools + f"<div>{rows}</div>") == [f"https://lamps.example/talk/b/{n}" for n in range(11)]


@pytest.mark.parametrize(
    "name",
    "avatar Gravatar emoji smiley smilie ICON logo spinner pixel badge blank.gif spacer a.svg".split(),
)
def test_what_says_that_a_picture_is_decoration_is_found_before_the_pattern_is_tried(name: str) -> None:
    assert words.DECORATION.search(name)
    assert any(sign in name.lower() for sign in words.DECORATION_SIGNS)


@pytest.mark.parametrize(
    "folder", "tag tags Category categories TOPIC topics label labels kategorie kategorien catégories".split()
)
def test_addresses_of_labels_are_known_in_any_case(folder: str) -> None:
    assert is_of_label(f"https://harbour.example/{folder}/sea")
    assert not is_of_label(f"https://harbour.example/{folder}")
    assert not is_of_label("https://harbour.example/2025/sea")


def test_links_of_labels_are_the_tags_and_empty_names_are_none() -> None:
    extra = '<a rel="tag" href="/sea">#Sea</a><a href="/topics/air">Air</a><a rel="tag" href="/x">»</a>'
    assert [entry.tags for entry in read(articles(extra=extra)).feed.entries] == [("Sea", "Air")] * 4
