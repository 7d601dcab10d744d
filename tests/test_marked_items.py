"""What microdata, RDFa and microformats say of entries, shown or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

import feedkit

SITE = "https://mill.example"
POSTS = [
    (f"post-{n}", f"Post number {n}", f"2025-0{9 - n}-03T08:15:00+00:00", ("Ana Reed", "Tom Hale")[n % 2])
    for n in range(5)
]
ORG = "https://schema.org"
ITEMS = {
    "microdata that is shown": (
        f'<div itemscope itemtype="{ORG}/BlogPosting"><h2 itemprop="headline">'
        '<a itemprop="url" href="/p/{slug}">{title}</a></h2>'
        f'<i itemprop="author" itemscope itemtype="{ORG}/Person"><b itemprop="name">{{author}}</b></i>'
        '<time itemprop="datePublished" datetime="{date}">May</time><p itemprop="description">On {slug}.</p>'
        '<img itemprop="image" src="/i/{slug}.jpg"><i itemprop="keywords">mill, river</i></div>'
    ),
    "microdata that is hidden": (
        f'<li itemscope itemtype="{ORG}/Article"><meta itemprop="datePublished" content="{{date}}">'
        f'<i itemprop="author" itemscope itemtype="{ORG}/Person"><meta itemprop="name" content="{{author}}">'
        f'</i><span itemprop="publisher" itemscope itemtype="{ORG}/Organization">'
        '<meta itemprop="name" content="The mill"><meta itemprop="url" content="/"></span>'
        f'<span itemprop="image" itemscope itemtype="{ORG}/ImageObject">'
        '<meta itemprop="url" content="/i/{slug}.jpg"></span>'
        '<meta itemprop="description" content="On {slug}.">'
        '<meta itemprop="articleSection" content="mill"><meta itemprop="articleSection" content="river">'
        '<a itemprop="url" href="/p/{slug}"><span itemprop="headline">{title}</span></a></li>'
    ),
    "a microformat that is shown": (
        '<article class="h-entry"><a class="u-url p-name" href="/p/{slug}">{title}</a>'
        ' <a class="p-author h-card" href="/who">{author}</a>'
        ' <time class="dt-published" datetime="{date}">May</time><p class="p-summary">On {slug}.</p>'
        '<img class="u-photo" src="/i/{slug}.jpg"><a class="p-category" href="/t/mill">mill</a>'
        '<a class="p-category" href="/t/river">river</a></article>'
    ),
    "a microformat that is hidden": (
        '<li class="h-entry"><a class="u-url" href="/p/{slug}"><span class="p-name">{title}</span></a>'
        '<data class="p-author" value="{author}"></data><data class="dt-published" value="{date}"></data>'
        '<data class="p-summary" value="On {slug}."></data>'
        '<data class="u-photo" value="/i/{slug}.jpg"></data>'
        '<data class="p-category" value="mill"></data><data class="p-category" value="river"></data></li>'
    ),
    "RDFa with a vocabulary": (
        '<div vocab="https://schema.org/" typeof="BlogPosting"><h3 property="headline">'
        '<a property="url" href="/p/{slug}">{title}</a></h3><span property="author" typeof="Person">'
        '<meta property="name" content="{author}"></span><meta property="datePublished" content="{date}">'
        '<p property="description">On {slug}.</p><meta property="image" content="/i/{slug}.jpg">'
        '<meta property="keywords" content="mill, river"></div>'
    ),
    "RDFa with prefixes": (
        '<div about="/p/{slug}" typeof="sioc:Post schema:Article"><h3><a href="/p/{slug}">'
        '<span property="schema:name dc:title">{title}</span></a></h3>'
        '<span property="schema:author" content="{author}"></span>'
        '<span property="dc:date schema:dateCreated" content="{date}"></span>'
        '<span property="schema:keywords" content="mill, river"></span>'
        '<span property="schema:description" content="On {slug}."></span>'
        '<img property="schema:image" src="/i/{slug}.jpg"></div>'
    ),
}
EVENTS = {
    "microdata": (
        f'<div itemscope itemtype="{ORG}/MusicEvent"><a itemprop="url" href="/p/{{slug}}">'
        '<span itemprop="name">{title}</span></a><meta itemprop="startDate" content="{date}">'
        f'<i itemprop="location" itemscope itemtype="{ORG}/Place"><b itemprop="name">Barn</b></i></div>'
    ),
    "a microformat": (
        '<div class="h-event"><a class="u-url p-name" href="/p/{slug}">{title}</a>'
        '<data class="dt-start" value="{date}"></data><i class="p-location">Barn</i></div>'
    ),
}


def entries(item: str) -> Sequence[feedkit.Entry]:
    items = "".join(item.format(slug=s, title=t, date=d, author=a) for s, t, d, a in POSTS)
    menu = "<nav><a href=/about>About</a><a href=/visit>Visit</a></nav>"
    page = f"<html lang=en><head><title>The mill</title></head><body>{menu}<main>{items}</main></body></html>"
    return feedkit.parse(page, url=f"{SITE}/").entries


@pytest.mark.parametrize("name", ITEMS)
def test_every_property_is_a_field(name: str) -> None:
    found = [
        (
            entry.url,
            entry.title,
            entry.published,
            [one.name for one in entry.authors],
            entry.summary,
            entry.image,
            entry.tags,
        )
        for entry in entries(ITEMS[name])
    ]
    assert found == [
        (
            f"{SITE}/p/{slug}",
            title,
            datetime.fromisoformat(date),
            [author],
            f"On {slug}.",
            f"{SITE}/i/{slug}.jpg",
            ("mill", "river"),
        )
        for slug, title, date, author in POSTS
    ]


@pytest.mark.parametrize("name", EVENTS)
def test_the_date_of_an_event_is_its_start(name: str) -> None:
    assert [(entry.title, entry.published) for entry in entries(EVENTS[name])] == [
        (title, datetime.fromisoformat(date)) for _, title, date, _ in POSTS
    ]
