"""Titles of entries: all of the title and nothing beside it, one habit of pages a row."""

from __future__ import annotations

import pytest

import feedkit
from feedkit.parsers.html.links import LinkOptions
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.titles import _Kinds
from feedkit.parsers.html.titles import titles as titles_of

URL = "https://harbour.example/log/"
TITLES = (
    "What the tide brought",
    "Three days of fog",
    "A new lamp for the pier",
    "Splicing old rope",
    "The last of the herring boats",
    "Why gulls follow the plough",
)
DAYS = ("2025-04-03", "2025-03-20", "2025-02-11", "2025-01-30", "2024-12-19", "2024-11-02")


def page(template: str, **columns: tuple[str, ...]) -> str:
    """A page of one entry a title: `template` with {title}, {day}, {n} and the given columns filled in."""
    entries = "".join(
        template.format(
            title=title, day=day, n=n + 10, **{name: column[n] for name, column in columns.items()}
        )
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    if template.startswith("<tr"):
        entries = f"<table>{entries}</table>"
    elif template.startswith("<li"):
        entries = f"<ul>{entries}</ul>"
    return (
        f'<html lang="en"><head><title>Harbour log</title></head><body><main>{entries}</main></body></html>'
    )


def titles(content: str) -> list[str | None]:
    return [entry.title for entry in feedkit.parse(content, url=URL).entries]


TIME = '<time datetime="{day}">{day}</time>'


def post(heading: str) -> str:
    return f"<article><h2>{heading}</h2>{TIME}<p>Told at the harbour on a quiet evening.</p></article>"


ONCE = ("New", "", "", "", "", "")
TWICE = ("Sticky: ", "Poll: ", "", "", "", "")


@pytest.mark.parametrize(
    ("template", "columns"),
    [
        pytest.param(post('<a href="p/{n}">{title}</a>'), {}, id="plain"),
        pytest.param(
            post('<a href="p/{n}">{title}</a> <span class="badge">{badge}</span>'),
            {"badge": ONCE},
            id="badge beside one link",
        ),
        pytest.param(
            post('<a href="p/{n}">{title}</a>{badge}'),
            {"badge": ("<sup>hot</sup>", "", "", "", "", "")},
            id="word beside one link",
        ),
        pytest.param(
            post('<a href="p/{n}">{badge}{title}</a>'),
            {"badge": ('<span class="label label-new">New!</span> ', "", "", "", "", "")},
            id="badge in one link",
        ),
        pytest.param(
            post('<a href="p/{n}">{badge}{title}</a>'),
            {"badge": ("<small>Pinned</small> ", "", "", "", "", "")},
            id="status word in one link",
        ),
        pytest.param(
            post('{status}<a href="p/{n}">{title}</a>'), {"status": TWICE}, id="status before links"
        ),
        pytest.param(
            post('{status}<a href="p/{n}">{title}</a>'),
            {"status": ("Sticky: ", "Poll: ", "Locked: ", "Poll: ", "", "")},
            id="status before most links",
        ),
        pytest.param(
            post('<a href="p/{n}">{title}</a> [{state}]'),
            {"state": ("closed", "duplicate", "on hold", "open", "closed", "open")},
            id="state in brackets behind links",
        ),
        pytest.param(
            post('<a href="p/{n}">{title}{badge}</a>'),
            {"badge": ('<em class="new">NEW!</em>', "", '<em class="new">NEW!</em>', "", "", "")},
            id="emphasised badge in links",
        ),
        pytest.param(
            post('<a class="cat" href="/c/{part}">{part}</a>: <a href="p/{n}">{title}</a>'),
            {"part": ("Sea", "Air", "Sea", "Land", "Pier", "Sea")},
            id="section link before it, of a class that means nothing",
        ),
        pytest.param(
            post('<a href="p/{n}">{title}</a> {pages}'),
            {
                "pages": (
                    '( <a href="p/10?page=2">2</a> .. <a href="p/10?page=9">9 Last</a> )',
                    '( <a href="p/11?page=2">2</a> <a href="p/11?page=3">3 Last</a> )',
                    *("",) * 4,
                )
            },
            id="page numbers behind links",
        ),
        pytest.param(
            '<li><a href="http://{host}/{n}">{title}</a> <span>(<a href="/from/{host}">{host}</a>)</span> '
            + TIME
            + "</li>",
            {
                "host": (
                    "ebb.example",
                    "flow.example",
                    "ebb.example",
                    "self.tides",
                    "flow.example",
                    "moon.example",
                )
            },
            id="domain behind links in a line",
        ),
        pytest.param(
            '<li><p class="title"><a class="title" href="http://{host}/{n}">{title}</a> '
            '<span class="domain">(<a href="/from/{host}">{host}</a>)</span></p><p>' + TIME + "</p></li>",
            {
                "host": (
                    "ebb.example",
                    "flow.example",
                    "ebb.example",
                    "self.tides",
                    "flow.example",
                    "moon.example",
                )
            },
            id="domain behind links in a title",
        ),
        pytest.param(post('<a href="p/{n}">{title}</a> - {day}'), {}, id="date behind links"),
        pytest.param(
            post('<a class="k" href="/in/{part}">{part}</a> <a class="k" href="p/{n}">{title}</a>'),
            {"part": ("Sea", "Air", "Sea", "Sea", "Land", "Land")},
            id="section link of the title's class before it",
        ),
        pytest.param(
            '<article><a class="k" href="/in/{part}">{part}</a> <a class="k" href="p/{n}">{title}</a> '
            f"{TIME}</article>",
            {"part": ("Sea", "Air", "Sea", "Sea", "Land", "Land")},
            id="section link without a heading",
        ),
        pytest.param(
            '<article><a href="p/{n}" title="Permanent link to {title}"><img src="{n}.jpg" alt=""></a>'
            f"{TIME}</article>",
            {},
            id="title attribute of a picture's link",
        ),
        pytest.param(post('<a href="p/{n}">Permanent link to {title}</a>'), {}, id="permanent link to"),
        pytest.param(
            "<tr><td>{day}</td><td>{who}</td><td><a href='p/{n}'>{title}</a></td></tr>",
            {"who": ("Ann Other", "Bo Third", "Cy Fourth", "Di Fifth", "Ed Sixth", "Flo Seventh")},
            id="names in a column",
        ),
        pytest.param(
            post('<a href="p/{n}"><span class="title">{a}</span> <span class="title">{b}</span></a>'),
            {
                "a": tuple(title.split()[0] for title in TITLES),
                "b": tuple(title.split(maxsplit=1)[1] for title in TITLES),
            },
            id="two spans of a title",
        ),
        pytest.param(
            post('<a href="p/{n}"><span class="hl">{a}</span> {b}</a>'),
            {
                "a": tuple(title.split()[0] for title in TITLES),
                "b": tuple(title.split(maxsplit=1)[1] for title in TITLES),
            },
            id="first word in a span",
        ),
        pytest.param(
            post('<a href="p/{n}">{a}<br>{b}</a>'),
            {
                "a": tuple(title.split()[0] for title in TITLES),
                "b": tuple(title.split(maxsplit=1)[1] for title in TITLES),
            },
            id="titles of two lines",
        ),
        pytest.param(
            '<li><a class="sha" href="c/{sha}">{sha}</a> {title} <time datetime="{day}">{day}</time></li>',
            {"sha": ("4f1c9aa", "b07e11d", "93ab20c", "0dd41fe", "ee7102b", "5a5a9c1")},
            id="hash before the subject",
        ),
        pytest.param(
            f'<li><a href="c/{{sha}}">{{title}}</a> <a class="sha" href="c/{{sha}}">{{sha}}</a> {TIME}</li>',
            {"sha": ("4f1c9aa", "b07e11d", "93ab20c", "0dd41fe", "ee7102b", "5a5a9c1")},
            id="hash behind the subject",
        ),
        pytest.param(
            '<li><a href="c/{sha}">{sha}</a> <span>{title}</span> <i>Ann Other</i> {day}</li>',
            {"sha": ("4f1c9aa", "b07e11d", "93ab20c", "0dd41fe", "ee7102b", "5a5a9c1")},
            id="hash, subject and author in a line",
        ),
        pytest.param(
            post('<a href="p/{n}"><span class="card__kicker">{kind}</span> <span>{title}</span></a>'),
            {"kind": ("Sea", "Air", "Land", "Sea", "Ropes", "Birds")},
            id="kicker in the link",
        ),
        pytest.param(
            "<tr><td><a href='p/{n}'>{title}</a> <span>[{n}]</span></td><td>{day}</td></tr>",
            {},
            id="count in brackets behind the link",
        ),
        pytest.param(
            post('<a href="p/{n}">{title} <small>{n} min read</small></a>'), {}, id="reading time in the link"
        ),
        pytest.param(
            post('<a href="p/{n}">{title} <span class="comments-count">{n}</span></a>'),
            {},
            id="count in the link",
        ),
        pytest.param(
            '<li><a href="p/{n}" title="{title}">{clipped}…</a> {day}</li>',
            {"clipped": tuple(title[:12] for title in TITLES)},
            id="whole in an attribute",
        ),
        pytest.param(
            '<li><h3><a href="/users/{who}">{who}</a></h3><h4><a href="p/{n}">{title}</a></h4> {day}</li>',
            {"who": ("Ann Other", "Bo Third", "Cy Fourth", "Di Fifth", "Ed Sixth", "Flo Seventh")},
            id="heading of a profile",
        ),
    ],
)
def test_titles_are_whole_and_nothing_else(template: str, columns: dict[str, tuple[str, ...]]) -> None:
    assert titles(page(template, **columns)) == list(TITLES)


KEPT = (
    "The old harbour in all its details",
    "New ropes",
    "Hot tar: a warning",
    "Ebb.example closes",
    "Poll of the boats",
    "From 2 to 3",
)


@pytest.mark.parametrize(
    ("template", "columns", "wanted"),
    [
        pytest.param(
            post('<a href="p/{n}">{kept}</a>'),
            {
                "kept": (
                    "The <b>Details</b>",
                    "<em>New</em> ropes",
                    "<i>Hot</i> tar",
                    "Rope <code>New</code>",
                    "Boats",
                    "Oars",
                )
            },
            ["The Details", "New ropes", "Hot tar", "Rope New", "Boats", "Oars"],
            id="words with an emphasis",
        ),
        pytest.param(
            post('Part {n}: <a href="p/{n}">{title}</a>'),
            {},
            [f"Part {n}: {title}" for n, title in enumerate(TITLES, 10)],
            id="what differs beside each link",
        ),
        pytest.param(
            "<li><a href='p/{n}'>{title}, {day}: a diary</a></li>",
            {},
            [f"{title}, {day}: a diary" for title, day in zip(TITLES, DAYS, strict=True)],
            id="days within titles",
        ),
        pytest.param(
            post('<a href="p/{n}">{title} - {day}</a>'),
            {},
            [f"{title} - {day}" for title, day in zip(TITLES, DAYS, strict=True)],
            id="days that the titles' own text ends in",
        ),
    ],
)
def test_what_belongs_to_a_title_stays(
    template: str, columns: dict[str, tuple[str, ...]], wanted: list[str]
) -> None:
    assert titles(page(template, **columns)) == wanted


NOTE = (
    '<article class="note"><div>The wind was fair, and the kite stayed up all morning.</div>'
    '<a href="/notes/5{n}/"><time datetime="2025-05-05">5 May</time></a></article>'
)
ESSAY = (
    '<article class="essay"><h2><a href="/essays/4{n}/">On strings</a></h2>'
    '<time datetime="2025-05-04">May 4</time></article>'
)


def test_articles_of_different_shape_are_never_joined() -> None:
    body = "".join((NOTE + ESSAY).format(n=n) for n in "abc")
    entries = feedkit.parse(f"<html lang=en><title>Ann</title><main>{body}</main></html>", url=URL).entries
    found = {(entry.title, str(entry.published)[:10]) for entry in entries}
    assert found
    assert found <= {
        ("On strings", "2025-05-04"),
        ("The wind was fair, and the kite stayed up all morning.", "2025-05-05"),
    }


def test_the_link_of_a_note_is_its_own_and_not_one_it_mentions() -> None:
    body = "".join(
        f'<article class="h-entry"><p class="p-name">{title}, see <a href="https://else.example/{n}">there</a></p>'
        f'<a class="u-url" href="/notes/{n}/"><time datetime="{day}">{day}</time></a></article>'
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    entries = feedkit.parse(f"<html lang=en><title>Ann</title><main>{body}</main></html>", url=URL).entries
    assert [entry.url for entry in entries] == [f"https://harbour.example/notes/{n}/" for n in range(6)]


@pytest.mark.parametrize(
    "entry",
    [
        '<li><a href="/tag/{word}/">{word} <span>({n})</span></a></li>',
        '<div><h3><a href="/c/{word}">{word}</a></h3><span>{n} posts</span></div>',
    ],
)
def test_names_with_counts_are_no_entries(entry: str) -> None:
    words = ("harbour", "rope", "tide", "gull", "plough", "herring", "lamp", "pier")
    body = "".join(entry.format(word=word, n=n) for n, word in enumerate(words, 3))
    with pytest.raises(feedkit.NoEntriesError):
        feedkit.parse(f"<html lang=en><title>Harbour log</title><main>{body}</main></html>", url=URL)


def entries_of(count: int, odd: dict[int, str]) -> str:
    """A page of entries with a heading each, but for those that are written otherwise."""
    usual = '<article><h2><a href="/log/{n}">Storm number {n} has passed</a></h2><time>{day}</time></article>'
    rows = (odd.get(n, usual).format(n=n, day=f"2025-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(count))
    return f"<html lang=en><title>Harbour log</title><main>{''.join(rows)}</main></html>"


def test_entries_beyond_the_sample_without_the_usual_heading_have_the_next_best_title() -> None:
    bold = '<article><p><b>{day}</b></p><p><a href="/log/{n}">A calm day, number {n}</a></p></article>'
    long = '<article><h2><a href="/log/{n}">Read more</a></h2><h3>Gale {n} at noon</h3>{day}</article>'
    content = entries_of(60, {1: bold, 31: bold, 33: long})
    found = titles(content)
    expected = [f"Storm number {n} has passed" for n in range(60)]
    expected[1], expected[31], expected[33] = (
        "A calm day, number 1",
        "A calm day, number 31",
        "Gale 33 at noon",
    )
    assert found == expected


@pytest.mark.parametrize("count", [6, 60])
@pytest.mark.parametrize(
    "markup",
    [
        '<article><h2><a href="/log/{n}">Storm {n} has passed</a></h2><p>All was well.</p>{day}</article>',
        '<article><a href="/log/{n}">Read more</a><p>Storm {n} has passed the pier</p><b>{day}</b></article>',
        '<article><b>{day}</b> <a href="/log/{n}" title="Storm {n} has passed">{n}</a></article>',
        '<article><p><a href="/t/sea">Sea</a></p><a href="/log/{n}">Storm {n} came</a><i>{day}</i></article>',
        '<article><h3>{day}</h3><a href="/log/{n}"><img src="{n}.jpg" alt="Storm {n} at sea"></a></article>',
    ],
)
def test_the_kind_of_titles_is_the_best_of_all_though_only_the_likely_are_judged(
    markup: str, count: int
) -> None:
    page = Page(entries_of(count, dict.fromkeys(range(count), markup)), URL)
    articles = [node for node in page.nodes if node.tag == "article"]
    segments = [Segment(node.index, node.end, node) for node in articles]
    leads = LinkOptions(segments, page).best
    whole = _Kinds(segments[:20], leads[:20], page)
    judged = whole.best
    whole._add_lines()
    scores = {key: whole.score(key) for own in whole.options for key in own}
    assert judged == max(scores, key=lambda key: scores[key])
    chosen = titles_of(segments, leads, page)
    assert [option and option.key for option in chosen] == [judged] * count
