"""Evidence for candidate lists: what is measured once for several is what each would measure alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feedkit.dates.from_now import counts_from_now, may_count_from_now
from feedkit.dates.words import vocabulary
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import Candidate, candidates
from feedkit.parsers.html.list_evidence import FEATURES, QUICK_FEATURES
from feedkit.parsers.html.list_features import full_features, quick_features
from feedkit.parsers.html.page import Page

PAGES = sorted((Path(__file__).parent / "cases").rglob("*.html"))
POSTS = "".join(
    f'<li class="post"><h3><a href="/posts/{slug}">{slug.title()} and more of it</a></h3>'
    f"<time>{day} May 2024</time><p>What the sea brought, and what it took again.</p></li>"
    for day, slug in enumerate(("anchor", "buoy", "cable", "dock"), 1)
)
PAGE = f"<main><ul>{POSTS}</ul></main>"


def spans(candidate: Candidate) -> list[tuple[int, int]]:
    return [(segment.start, segment.end) for segment in candidate.segments]


def test_every_feature_is_measured() -> None:
    page = Page(PAGE)
    for candidate in candidates(page):
        assert quick_features(candidate, page).keys() == {row.name for row in QUICK_FEATURES}
        assert full_features(candidate, page).keys() == {row.name for row in FEATURES}


def test_links_headings_and_dates_of_the_same_entries_are_laid_out_alike() -> None:
    found = {one.by: one for one in candidates(Page(PAGE)) if len(one.anchors) == 4}
    assert found.keys() == {"link", "heading", "date", "element"}
    assert len({tuple(spans(one)) for one in found.values()}) == 1
    assert [segment.anchor.tag for segment in found["heading"].segments] == ["h3"] * 4


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_a_list_is_measured_alike_beside_others_and_alone(path: Path) -> None:
    content = path.read_text("utf-8", "replace")
    page = Page(content, "https://example.org/blog/")
    for number, candidate in enumerate(candidates(page)[:6]):
        alone = Page(content, "https://example.org/blog/")
        own = candidates(alone)[number]
        own = Candidate(own.by, own.around, own.anchors, alone)
        assert spans(candidate) == spans(own)
        assert quick_features(candidate, page) == quick_features(own, alone)
        assert full_features(candidate, page) == full_features(own, alone)


def test_what_a_segment_grew_from_is_no_part_of_what_is_remembered_of_it() -> None:
    page = Page(PAGE)
    found = {one.by: full_features(one, page) for one in candidates(page) if len(one.anchors) == 4}
    assert [found[by]["anchor in heading"] for by in ("link", "heading", "date", "element")] == [1, 1, 0, 0]
    assert {found[by]["dated"] for by in found} == {1.0}
    assert {found[by]["linked"] for by in found} == {1.0}


@pytest.mark.parametrize(
    "age", ["3 days ago", "vor 2 Stunden", "yesterday", "3天前", "5分前", "hier à 17h05"]
)
def test_an_age_is_seen_among_other_texts(age: str) -> None:
    texts = ("Read more", age, "Docks and cables")
    assert counts_from_now(age, vocabulary(None))
    assert may_count_from_now("\n".join(texts))
    page = Page("".join(f"<li><a href='/{n}'>Post {n} of it</a> <b>{age}</b></li>" for n in range(4)))
    assert {full_features(one, page)["vaguely dated"] for one in candidates(page) if one.by == "link"} == {
        1.0
    }


def test_most_texts_have_no_words_of_an_age() -> None:
    assert not may_count_from_now("Read more\nDocks and cables\nAnn Other")
    assert not may_count_from_now("Agony\nnot_ago_\u00e9")


@pytest.mark.parametrize("text", ["3_DAYS_AGO", "(3)days-ago", "7days\x1cago\x00", "3 days ago, \u00e9"])
def test_words_of_an_age_are_found_between_whatever_is_no_letter(text: str) -> None:
    assert may_count_from_now(text)


@pytest.mark.parametrize(
    "price", ["$ 12", "12 €", "USD 12", "Rp 12", "12 kr", "12 Kč", "12 руб", "R$ 12", "12元"]
)
def test_a_price_is_found_beside_other_numbers(price: str) -> None:
    page = Page(f"<p>2 of 3 left</p><p>Rope, {price}</p>")
    assert page.has_price(0, len(page.nodes))
    assert not page.has_price(0, 4)


def test_each_sign_and_name_of_a_currency_is_looked_for() -> None:
    pattern = words.PRICE.pattern.replace(r"\b", " ").replace(r"\s", " ").replace(r"\d", " ")
    assert all(
        map(words.CURRENCY_NAME.fullmatch, re.findall(r"[^\W\d_]{2,}", re.sub("[円元원]", "", pattern)))
    )
    assert set(re.findall(r"[^\w\s()\[\]|\\?:.]|[円元원]", pattern)) == words.CURRENCY_SIGNS
