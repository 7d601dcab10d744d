"""Quick tests of words rule out no label, no class and no address of an author."""

from __future__ import annotations

import pytest

import feedkit
from feedkit.parsers.bylines import (
    AUTHOR_LABEL,
    AUTHOR_LABELS,
    SPEAKER_LABELS,
    author_labels,
    label_at_end,
    may_have_author_label,
    names_other,
)
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.author_names import is_profile
from tests.test_html_authors import NAMES, NOBODY, authors

ADDRESSES = """
/authors/ann /author/ann user/ann /users/ann/ /u/ann /people/ann /members/ann /profile/ann /contributor/ann
/autores/ann /~ann/log /~ann https://x.example/authors.php?user=ann /userinfo?uid=3 /x?mod=space&uid=3
/x&author=ann /staff/ann /Columnists/ann /firma/ann /firmas/ann /redaktør/ann /REDAKTÖRER/ann /@ann.other
/kolumnisten/ann /szerzok/ann /avtory/ann /tac-gia/ann
""".split()
OTHERS = "/ /log/3 /authors /author/ /users/login /staffing/ann /log?id=3 /a@b/c /x/~/y /peoples/ann".split()


@pytest.mark.parametrize("label", [*AUTHOR_LABELS, *SPEAKER_LABELS])
def test_each_label_is_found_at_the_end_of_a_text(label: str) -> None:
    for text in (
        f"{label}:",
        f"3 May | {label} :",
        label,
        f"Weir, {label.title() if 'ı' in label else label.upper()}",
        f"{'x ' * 40}{label}：",
    ):
        found = [one for one in AUTHOR_LABEL.finditer(f"{text} x") if one.end() == len(text) + 1]
        at_end = label_at_end(text)
        assert (at_end and at_end.span()) == (found[0].span() if found else None)
        assert not found or (may_have_author_label(text) and list(author_labels(f"{text} x")))


def test_the_label_of_another_than_the_author_is_one_at_the_end_alone() -> None:
    assert names_other("Photo by ")
    assert names_other("3 May · Translated by")
    assert not names_other("Photo by Ann, text")
    assert not names_other("Written by")


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_people(address: str) -> None:
    assert is_profile(address)


@pytest.mark.parametrize("address", OTHERS)
def test_other_addresses(address: str) -> None:
    assert not is_profile(address)


@pytest.mark.parametrize(
    "name",
    sorted(
        name for name in (*words.AUTHOR_NAMES, *words.AUTHOR_STEMS, *words.USER_CLASSES) if name.isascii()
    ),
)
def test_each_class_of_an_author_names_one(name: str) -> None:
    for value in (
        name.replace(" ", "-"),
        f"x3 {name.title().replace(' ', '')}" if name not in words.USER_CLASSES else name,
    ):
        assert authors(
            f"<div><h2>{{title}}</h2><p class='{value}'>{{name}}</p><time>{{day}}</time></div>"
        ) == [(one,) for one in NAMES]


def test_who_replied_last_is_no_author_wherever_the_label_stands() -> None:
    entry = "<div><h2>{title}</h2><time>{day}</time><p>Last reply</p><p class='author'>{name}</p></div>"
    assert authors(entry) == list(NOBODY)


@pytest.mark.parametrize(
    ("usual", "rare", "found"),
    [
        ("<p class='author'>{}</p>", "<p><span class='byline'>{}</span></p>", True),
        ("<p class='author'>{}</p>", "<p>Written by {}</p>", False),
        ("<p>Written by {}</p>", "<div>Written by {}</div>", True),
        ("<p>Written by {}</p>", "<p class='author'>{}</p>", False),
    ],
)
def test_of_a_long_list_a_few_entries_name_their_authors_in_the_usual_sort(
    usual: str, rare: str, found: bool
) -> None:
    rows = [(rare if n in (7, 31) else usual).format("Ann Other" if n % 2 else "Bo Third") for n in range(60)]
    posts = "".join(
        f"<article><h2><a href='/log/{n}'>The tide at lock {n}</a></h2>{row}"
        f"<time>2025-{1 + n % 12:02}-03</time><p>What the tide brought to lock {n}.</p></article>"
        for n, row in enumerate(rows)
    )
    entries = feedkit.parse(f"<title>Log</title><main>{posts}</main>", url="https://x.example/").entries
    named = {entry.title: [person.name for person in entry.authors] for entry in entries}
    assert len(named) == 60
    for n in range(60):
        name = "Ann Other" if n % 2 else "Bo Third"
        assert named[f"The tide at lock {n}"] == ([name] if found or n not in (7, 31) else [])
