"""Authors of entries: who wrote each, and nobody else, one habit of pages a row."""

from __future__ import annotations

import pytest

import feedkit
from feedkit.parsers.bylines import split_names

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
LAST = ("Di Fifth", "Ed Sixth", "Ed Sixth", "Flo Seventh", "Di Fifth", "Gus Eighth")
NOBODY: tuple[tuple[str, ...], ...] = ((),) * len(TITLES)


def authors(
    template: str, head: str = "", foot: str = "", names: tuple[str, ...] = NAMES
) -> list[tuple[str, ...]]:
    entries = "".join(
        template.format(n=n, title=title, day=day, name=name, tag=tag, last=last)
        for n, (title, day, name, tag, last) in enumerate(zip(TITLES, DAYS, names, TAGS, LAST, strict=True))
    )
    if template.startswith("<tr"):
        entries = f"<table>{head}{entries}</table>"
    body = f"<main>{entries}</main>{foot}"
    content = f'<html lang="en"><head><title>Harbour log</title></head><body>{body}</body></html>'
    feed = feedkit.parse(content, url=URL)
    assert [entry.title for entry in feed.entries] == list(TITLES)
    return [tuple(person.name for person in entry.authors) for entry in feed.entries]


def post(line: str) -> str:
    return (
        f'<article><h2><a href="p/{{n}}">{{title}}</a></h2>{line}'
        "<p>Told at the harbour on a quiet evening, as ever.</p></article>"
    )


DAY = '<time datetime="{day}">{day}</time>'
ROW = '<tr><td><a href="p/{n}">{title}</a></td>'


@pytest.mark.parametrize(
    "line",
    [
        "<p>By {name} on {day}</p>",
        "<p>By {name} yesterday</p>" + DAY,
        "<p>Posted by {name} today at 10:30</p>" + DAY,
        "<p>par {name} le jeudi {day}</p>",
        '<p class="meta"><a class="username" href="/u/{n}">{name}</a>, ' + DAY + "</p>",
        '<p><a rel="author" href="/a"><img src="a.png" alt="Photo of {name}">{name}</a> ' + DAY + "</p>",
        '<p><a class="author" href="/a" title="View profile of {name}">{name}</a> ' + DAY + "</p>",
        '<p><a class="author" href="/a" title="View all posts by {name}"><img src="a.png" alt=""></a> '
        + DAY
        + "</p>",
        '<p><a class="p-author h-card" href="/a"><img class="u-photo" src="a.png" alt="">{name}</a></p>'
        + DAY,
        '<p class="p-author h-card"><a class="u-url p-name" href="/a">{name}</a>, harbour master</p>' + DAY,
        '<p itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/a">'
        '<span itemprop="name">{name}</span></a> <span itemprop="jobTitle">Pilot</span></p>' + DAY,
        '<span itemprop="author" itemscope><meta itemprop="name" content="{name}"></span>' + DAY,
        '<div class="PostCard_authorName__x7Gh2">{name}</div>' + DAY,
        '<div><span data-hook="user-name">{name}</span></div>' + DAY,
        '<div data-testid="post-author">{name}</div>' + DAY,
        '<div class="author"><a href="member.php?u={n}">{name}</a> <span>x <b>2</b></span></div>' + DAY,
        '<p class="byline"><a href="/in/x" rel="tag">{tag}</a> | <a href="/authors/{n}">{name}</a></p>' + DAY,
        '<p class="author">{name}</p><div class="last-post">by <a href="/users/{n}">{last}</a></div>' + DAY,
        '<p>by <a href="/users/{n}">{name}</a></p><p>Last reply by <a href="/users/9{n}">{last}</a></p>'
        + DAY,
        '<p class="byline">via <a class="u-author" href="/~ann">{name}</a></p>' + DAY,
        '<p class="author">harbour@harbour.example ({name})</p>' + DAY,
        '<p class="post-author">{name}<span>{day}</span></p>',
        '<p class="byline">By {name}, Senior Editor</p>' + DAY,
        "<p>By {name} | Reviewed by {last}</p>" + DAY,
        "<p>Autor: {name}, dodano: {day}</p>",
        '<p class="author">بواسطة {name} في {day}</p>',
        '<p><i class="fa fa-user"></i> {name} &nbsp; <i class="fa fa-calendar"></i> {day}</p>',
        '<ul><li><i class="bi bi-person"></i> <a href="p/{n}">{name}</a></li><li>{day}</li></ul>',
        '<p><span class="glyphicon glyphicon-user"></span> by <a href="#">{name}</a> | {day}</p>',
        '<div><img class="rounded-full" src="u/{n}.jpg" alt=""><p>{name}</p><p>Pilot / Cook</p></div>' + DAY,
        '<div><img class="avatar" src="u/{n}.jpg" alt="{name}"><span>{name}</span></div>' + DAY,
        '<div><div class="UiAvatar-root">AO</div><div><span>{name}</span><span>{day}</span></div></div>',
        '<div class="avatar"><a href="//x.example/{n}"><img class="avatar__photo" src="{n}.png"></a>'
        '<div class="avatar__intro"><div class="avatar__name">{name}</div><small>Pilot at Harbour</small></div>'
        "</div>" + DAY,
        '<div class="post-author"><p class="post-author__byline">{tag}</p><p class="post-author__name">{name}</p>'
        "</div>" + DAY,
        '<div class="byline"><strong>{name}</strong><br>Correspondent, North Office</div>' + DAY,
        '<div class="author"><div>Written by</div><div>{name}</div></div>' + DAY,
        '<div class="byline"><span>{day}</span><br>By {name}</div>',
        '<div class="author"><div class="initials">AO</div><div>{name}</div></div>' + DAY,
        '<p class="author"><span class="first-name">{name}</span></p>' + DAY,
        '<div><span>By {name}</span><span aria-hidden="true">·</span><time>{day}</time></div>',
        "<p>Started by {name}</p>" + DAY,
        "<p>Story and pictures by {name}</p>" + DAY,
        '<span class="autor">{name}</span>' + DAY,
        '<p class="autorzeile">von {name}</p>' + DAY,
        '<p class="articleAuthor">{name}</p>' + DAY,
        '<span class="user">{name}</span>' + DAY,
        '<p><a href="/columnists/{n}">{name}</a></p>' + DAY,
        '<p><a href="https://social.example/@ann{n}">{name}</a></p>' + DAY,
        "<p>Words: {name}</p>" + DAY,
    ],
)
def test_an_author_is_who_wrote_the_entry(line: str) -> None:
    assert authors(post(line)) == [(name,) for name in NAMES]


@pytest.mark.parametrize(
    "line",
    [
        '<p class="author"><a href="/category/{tag}">{tag}</a></p>' + DAY,
        '<p><span class="author-tag"><a rel="tag" href="/t/{tag}">{tag}</a></span></p>' + DAY,
        '<p><span class="by-author">Published on</span> ' + DAY + "</p>",
        '<p><span class="author">{n} min read</span> ' + DAY + "</p>",
        '<p><a class="author" href="/contact">Contact</a> ' + DAY + "</p>",
        '<p><a href="/user/login?to={n}">Log in</a> to comment</p>' + DAY,
        '<p class="last-post">by <a href="/users/{n}">{last}</a></p>' + DAY,
        '<p class="latest">by <a href="/users/{n}">{last}</a></p>' + DAY,
        "<p>Last post by {last}</p>" + DAY,
        "<p>Photo by {last}</p>" + DAY,
        '<p>Translated by <a href="/users/{n}">{last}</a></p>' + DAY,
        '<div class="comment">Comment by <a href="/users/{n}">{last}</a></div>' + DAY,
        '<img class="rounded-full" src="i/{n}.png" alt="">' + DAY + "<p>About {n} boats and the sea</p>",
        '<p><i class="fa fa-tag"></i> {tag} <i class="fa fa-clock"></i> {day}</p>',
        "<p>" + DAY + " · {n}5 min di lettura</p>",
        '<p class="authority">Harbour Office</p>' + DAY,
        '<p class="card-footer">' + DAY + ' | <a href="p/{n}">Pilot</a> | {n}7 min</p>',
    ],
)
def test_what_is_nobody_is_no_author(line: str) -> None:
    assert authors(post(line), foot="<footer>Contact us</footer>") == list(NOBODY)


OFFICES = (
    "Harbour Office",
    "Pilot Station",
    "Harbour Office",
    "Old Town Hall",
    "Harbour Office",
    "Pilot Station",
)
PEOPLE = ("Clara Holm", "Igor Weiss", "Clara Holm", "Zsófia Kiss", "Clara Holm", "Igor Weiss")


@pytest.mark.parametrize(
    "line",
    [
        "<p>{name} · {day} · 5 min read</p>",
        "<p>{day} | {name}</p>",
        "<p>{name}, {day}</p>",
        "<div><span>{day}</span><span>{name}</span></div>",
        "<p><strong>{name}</strong> {day}</p>",
        "<ul><li>{name}</li><li>{day}</li></ul>",
        "<p>— {name}</p><p>{day}</p>",
    ],
)
def test_names_that_people_are_given_need_no_label(line: str) -> None:
    template = post(line)
    assert authors(template, names=PEOPLE) == [(name,) for name in PEOPLE]
    assert authors(template, names=OFFICES) == list(NOBODY)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            '<ul class="authors"><li><a href="/people/{n}">{name}</a></li><li><a href="/people/x">{last}</a></li></ul>',
            1,
        ),
        ('<p><span class="author">{name}</span> and <span class="author">{last}</span></p>', 1),
        ('<p class="author"><a href="/experts/?n={n}">{name}</a>, {last}</p>', 1),
        ('<p class="author"><a href="/experts/?n={n}">{name}</a><a href="/experts/?n=x">, {last}</a></p>', 1),
        ('<ol><li class="author-item">{name}</li><li class="author-item">{last}</li></ol>', 1),
        ('<p class="byline">By <a href="/author/{n}">{name}</a> &amp; <a href="/author/x">{last}</a></p>', 1),
        (
            '<ul><li><a href="/people/{n}">{name}</a><ul><li><a href="/people/{n}/all">all posts</a></li></ul></ul>',
            0,
        ),
    ],
)
def test_several_authors_are_those_side_by_side(line: str, names: int) -> None:
    both = list(zip(NAMES, LAST, strict=True)) if names else [(name,) for name in NAMES]
    assert authors(post(line + DAY)) == both


@pytest.mark.parametrize("head", ["Speaker", "Author", "Von", "Auteur", "Started by", "Докладчик", "講師"])
def test_a_column_that_is_headed_by_it_holds_authors(head: str) -> None:
    heads = f"<tr><th>Title</th><th>{head}</th><th>Last post</th><th>Day</th></tr>"
    row = ROW + "<td>{name}</td><td>{last}</td><td>{day}</td></tr>"
    assert authors(row, head=heads) == [(name,) for name in NAMES]


def test_a_column_of_last_posters_holds_no_authors() -> None:
    heads = "<tr><th>Topic</th><th>Last post</th><th>Day</th></tr>"
    row = ROW + '<td>by <a class="username" href="/users/{n}">{last}</a></td><td>{day}</td></tr>'
    assert authors(row, head=heads) == list(NOBODY)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Other", ("Ann Other",)),
        ("by Ann Other and Bo Third", ("Ann Other", "Bo Third")),
        ("Ann Other yesterday", ("Ann Other",)),
        ("Ann Other gestern", ("Ann Other",)),
        ("Ann Other just now", ("Ann Other",)),
        ("Ann Other le jeudi 18 mai 2017", ("Ann Other",)),
        ("von Ann Other am Montag, 3. Mai 2020", ("Ann Other",)),
        ("Ann Other on Monday, May 4, 2020", ("Ann Other",)),
        ("Ann Other 3 hours ago", ("Ann Other",)),
        ("Ann Domingo", ("Ann Domingo",)),
        ("Ann Friday", ("Ann Friday",)),
        ("Harbour Today", ("Harbour Today",)),
        ("Autor: Ann Other, dodano: 03.05.2020", ("Ann Other",)),
        ("บวร เมื่อ 3 พฤษภาคม 2563", ("บวร",)),
        ("บวร โดย 3 พฤษภาคม 2563", ("บวร โดย",)),
        ("بواسطة سلمى في 3 مايو 2020", ("سلمى",)),
        ("posted on 3 May 2020", ()),
        ("pilot at harbour.example", ("pilot at harbour.example",)),
        ("pilot@harbour.example", ("pilot@harbour.example",)),
        ("pilot@harbour.example (Ann Other)", ("Ann Other",)),
        ("Ann Other <pilot@harbour.example>", ("Ann Other",)),
        ("Ann Other at the pier", ("Ann Other",)),
        ("November 15, 2024", ()),
        ("2024-11-15, Ann Other", ("Ann Other",)),
        ("Di Stefano", ("Di Stefano",)),
        ("Von Ann Other", ("Ann Other",)),
        ("3 comments", ()),
        ("12 min read", ()),
    ],
)
def test_names_end_where_something_else_begins(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names
