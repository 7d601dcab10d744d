"""Summaries and pictures of entries: the entry's own and nothing beside them, one habit of pages a row."""

from __future__ import annotations

import pytest

import feedkit

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
NAMES = ("Ann Other", "Bo Third", "Ann Other", "Cy Fourth", "Ann Other", "Bo Third")
TAGS = ("Sea", "Air", "Sea", "Land", "Sea", "Land")
TEXTS = tuple(
    f"Told at the harbour on the {day} evening of the fair." for day in "1st 2nd 3rd 4th 5th 6th".split()
)


def read(template: str, head: str = "") -> feedkit.Feed:
    rows = zip(TITLES, DAYS, NAMES, TAGS, TEXTS, strict=True)
    entries = "".join(
        template.format(n=n, title=title, day=day, name=name, tag=tag, text=text, clipped=title[:14])
        for n, (title, day, name, tag, text) in enumerate(rows)
    )
    if template.startswith("<tr"):
        entries = f"<table>{head}{entries}</table>"
    content = f'<html lang="en"><title>Harbour log</title><body><main>{entries}</main></body></html>'
    return feedkit.parse(content, url=URL)


def post(line: str) -> str:
    return f'<article><h2><a href="p/{{n}}">{{title}}</a></h2><time>{{day}}</time>{line}</article>'


@pytest.mark.parametrize(
    "template",
    [
        post("<p>{text}</p>"),
        post("<p>{title}</p><p>{text}</p>"),
        post('<p>{text}</p><p><a href="/t/{tag}">{tag}</a></p>'),
        post('<p><a href="/s/{tag}">{tag}</a> <a href="/s/all">All of it</a></p><p>{text}</p>'),
        post(
            '<p>{text}</p><ul><li>Tags:</li><li><a href="/w/{tag}">{tag}</a></li><li><a href="/w/x">x</a></li></ul>'
        ),
        post('<p>{text}</p><p>Filed under <a href="/s/{tag}">{tag}</a></p>'),
        post("<p>{text}</p><p>{n}1 min read</p>"),
        post("<p>{text}</p><p>{n}1 min di lettura</p>"),
        post("<p>{text}</p><p>⏱ {n}1 Minuten Lesezeit</p>"),
        post("<p>{text}</p><p>{n}1 分で読めます</p>"),
        post("<p>{text}</p><p>Photo: {name}</p>"),
        post(
            '<div class="avatar"><img class="avatar__photo" src="u/{n}.png"><div class="avatar__name">{name}</div>'
            "<small>Pilot at Harbour</small></div><p>{text}</p>"
        ),
        post('<p>{text}</p><div class="lastpost">by <a href="/u/{n}">{name}</a></div>'),
        '<article><h2><a href="p/{n}">{title}</a></h2><p><span class="date">{day}</span> — {text}</p></article>',
    ],
)
def test_a_summary_is_the_text_of_its_entry_alone(template: str) -> None:
    assert [entry.summary for entry in read(template).entries] == list(TEXTS)


@pytest.mark.parametrize(
    "template",
    [
        post("<p>{title}</p>"),
        post("<p>{clipped}…</p>"),
        post("<p>4 min read</p>"),
        post('<div class="lastpost">by <a href="/u/{n}">{name}</a></div>'),
    ],
)
def test_what_says_nothing_of_an_entry_is_no_summary(template: str) -> None:
    assert [entry.summary for entry in read(template).entries] == [None] * len(TITLES)


def test_a_column_of_last_posters_is_no_summary() -> None:
    head = "<tr><th colspan=2>Topic</th><th>Day</th><th>Last post</th></tr>"
    row = '<tr><td>*</td><td><a href="p/{n}">{title}</a></td><td>{day}</td><td>{name} at the pier</td></tr>'
    assert [entry.summary for entry in read(row, head).entries] == [None] * len(TITLES)


PICTURES = [f"https://harbour.example/log/i/{n}.jpg" for n in range(len(TITLES))]


@pytest.mark.parametrize(
    "line",
    [
        '<img src="i/{n}.jpg">',
        '<picture><source srcset="i/{n}.jpg 2x"><img src="data:image/gif;base64,R0" alt=""></picture>',
        '<picture><source data-srcset="i/{n}.jpg, i/{n}-2.jpg 2x"><img alt=""></picture>',
        '<div class="by"><img src="u/{n}.jpg" alt=""><a class="author" href="/u/{n}">{name}</a></div><img src="i/{n}.jpg">',
        (
            '<div class="post-author"><figure><img src="u/{n}.jpg"></figure><h4 class="name">{name}</h4></div>'
            '<img src="i/{n}.jpg">'
        ),
        '<div class="picture"><img src="i/{n}.jpg"><a class="author" href="/u/a" aria-label="{name}"></a></div>',
        '<a href="p/{n}" style="background-image:url(i/{n}.jpg)"></a><a class="author" href="/u/{n}">{name}</a>',
    ],
)
def test_a_picture_is_the_entrys_and_not_its_authors(line: str) -> None:
    assert [entry.image for entry in read(post(line)).entries] == PICTURES
