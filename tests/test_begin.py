"""A case begun from a saved page: the structure stays, the page's own words, names and addresses don't."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

import feedkit
from tests import begin
from tests.accept import FOLDER
from tests.neutral import Neutral

URL = "https://www.glimmerforge.org/chronicle/"
ENTRY = """
<article id="quibble-{id}" class="zephyr-card quibble sticky">
  <!-- vexatious -->
  <a href="/chronicle/{year}/03/{day:02}/wobbegong-{id}/?walrus=1" title="Wobbegong"></a>
  <h2 class="fandango-title">
    <a href="https://www.glimmerforge.org/chronicle/{year}/03/{day:02}/wobbegong-{id}/">Wobbegong
    tribulations, part {id}</a></h2>
  <p class="byline">Posted by <a href="/author/hortensia">Hortensia Plimsoll</a> on
    <time datetime="{year}-03-{day:02}T08:15:00+01:00">{weekday}, {day} March {year}</time></p>
  <img src="/uploads/kerfuffle-98765.jpg" width="640" height="480" alt="A kerfuffle" data-mystery="bamboozle">
  <p>Marzipan lighthouses bewilder every numismatist; call 555-0147 or write to gazebo@glimmerforge.org.</p>
  <a href="https://elsewhere.crumpet.net/share?u=https%3A%2F%2Fglimmerforge.org%2Fx">Read more</a>
  <ul class="tags">{tags}</ul>
</article>
"""
DAYS = "Wednesday Tuesday Monday Sunday Saturday Friday Thursday".split()  # going back
PAGE = """<!doctype html>
<html lang="en">
<head><title>The Glimmerforge Chronicle</title>
<style>.zephyr-card {{ color: rebeccapurple }}</style>
<script>var flibbertigibbet = "brouhaha";</script>
<script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "Blog", "a": "Skulduggery"}}</script>
<meta name="description" content="Widdershins since 1987">
<link rel="stylesheet" href="/hullabaloo.css">
</head>
<body class="zephyr">
<nav class="navbar" onclick="rigmarole()"><a href="/">Home</a> <a href="/lollygag">Lollygag</a></nav>
<main>{entries}</main>
<aside class="sidebar"><h3>Rhubarb</h3><p>Балалайка 株式会社 gardyloo</p></aside>
</body></html>
"""


def _page(count: int = 20) -> str:
    entries = [
        ENTRY.format(
            id=1000 + 37 * n,
            year=2025,
            day=29 - n,
            weekday=DAYS[(n + 4) % 7],
            tags='<li><a rel="tag" href="/tag/poppycock">poppycock</a></li>' * (n % 3),
        )
        for n in range(count)
    ]
    return PAGE.format(entries="".join(entries))


LABELS = frozenset(  # of the page's words those that the reader knows, and those of HTML and its vocabularies
    "www https org net posted by on read more home author tag tags share overlay title byline navbar sidebar"
    " sticky card march wednesday thursday friday saturday sunday monday tuesday".split()
)


@pytest.fixture(scope="module")
def made() -> str:
    return begin.skeleton(_page(), URL)[0]


def test_no_word_of_the_page_stays(made: str) -> None:
    texts = re.sub(r"</?[a-z][a-z0-9]*|[\w-]+=(?=\")", " ", _page()).lower()
    own = (
        set(re.findall(r"[^\W\d_]{3,}", texts))
        - LABELS
        - set("doctype html utf stylesheet jpg image".split())
    )
    markup = set(
        "context type schema blog description the part main name content application json script".split()
    )
    left = {word for word in own - markup if word in made.lower()}
    assert not left


def test_no_number_of_the_page_stays(made: str) -> None:
    for number in ("1987", "0147", "98765", "2025"):
        assert number not in made


def test_what_matters_stays(made: str) -> None:
    for part in (
        "-title",
        'class="byline">Posted by <a href="/author/',
        '<time datetime="2021-03-29T08:15:00+01:00">',
        ">Read more</a>",
        '<ul class="tags">',
        '<a rel="tag" href="/tag/',
        '<nav class="navbar">',
        '<aside class="sidebar">',
        '"@type": "Blog"',
        'width="640"',
    ):
        assert part in made


def test_the_skeleton_is_read_like_the_page(made: str) -> None:
    page = feedkit.parse(_page(), url=URL).entries
    kept = [*page[: begin.FIRST], *page[-begin.LAST :]]
    entries = feedkit.parse(made, url="https://www.site.example/chronicle/").entries
    assert len(entries) == len(kept)
    for one, two in zip(entries, kept, strict=True):
        assert isinstance(one.published, datetime)
        assert isinstance(two.published, datetime)
        assert one.published == two.published.replace(year=two.published.year - 4)
        assert [len(person.name or "") for person in one.authors] == [len("Hortensia Plimsoll")]
        assert len(one.title or "") == len(two.title or "")
        assert len(one.url or "") == len(two.url or "") - len("glimmerforge.org") + len("site.example")


def test_the_same_page_gives_the_same_case(made: str) -> None:
    assert begin.skeleton(_page(), URL)[0] == made


def test_a_case_is_begun_for_a_person_to_finish(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(_page(), "utf-8")
    case = begin.begin("cards", tmp_path / "page.html", URL, tmp_path)
    written = (case / "case.toml").read_text("utf-8")
    about = tomllib.loads(written)
    assert begin.TO_BE_CORRECTED in about["about"]
    assert len(about["entries"]) == begin.FIRST + begin.LAST
    assert set(about["entries"][0]) == {"title", "url", "summary", "published", "authors"}


def test_a_page_that_is_refused_gives_its_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Nothing but <a href=x>this</a></p>", "utf-8")
    case = begin.begin("nothing", tmp_path / "page.html", URL, tmp_path)
    assert "no entries found" in tomllib.loads((case / "case.toml").read_text("utf-8"))["error"]


def test_a_case_that_is_there_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        begin.main("hero-and-grid", "page.html", "--url", URL)
    assert "tests/cases/hero-and-grid is there" in capsys.readouterr().err


def test_no_case_is_left_unfinished() -> None:
    for path in FOLDER.glob("*/case.toml"):
        assert begin.TO_BE_CORRECTED not in path.read_text("utf-8"), path


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Sat, 1 March 2025", "Mon, 1 March 2021"),
        ("de", "[ Samstag, 19. Juli 2014 ]", "[ Montag, 19. Juli 2010 ]"),
        ("ja", "2025年3月14日（金）", "2021年3月14日（日）"),
        ("en", "03/04/25", "03/04/21"),
        ("en", "3 days ago", "3 days ago"),
        ("en", "Updated: Feb 29, 2024", "Updated: Feb 29, 2020"),
    ],
)
def test_dates_keep_their_notation(language: str, before: str, after: str) -> None:
    assert Neutral("", URL, language).text(before) == after


def test_weekdays_are_right_in_the_earlier_year() -> None:
    neutral = Neutral("", URL, "en")
    for day in range(1, 29):
        found = neutral.text(date(2024, 2, day).strftime("%A, %d %B %Y"))
        assert found == date(2020, 2, day).strftime("%A, %d %B %Y")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1741940100", "1615709700"),
        ("2025-03-14 08:00:00 +0000 UTC", "2021-03-14 08:00:00 +0000 UTC"),
        ("20250314", "20210314"),
        ("March 14, 2025", "March 14, 2021"),
    ],
)
def test_stamps_keep_their_notation(before: str, after: str) -> None:
    assert Neutral("", URL, "en").stamp(before) == after


@pytest.mark.parametrize(
    ("before", "shape"),
    [
        ("/2025/03/14/one-two.html", r"/2021/03/14/[a-z]{3}-[a-z]{3}\.html"),
        ("/2016/0423/127.html", r"/2012/0423/\d{3}\.html"),
        ("https://www.glimmerforge.org/", r"https://www\.site\.example/"),
        ("https://media.glimmerforge.org/a", r"https://[a-z]+\.site\.example/a"),
        ("//crumpet.net/?id=123456", r"//[a-z]+\.example/\?[a-z]{2}=\d{6}"),
        ("#top", r"#k[a-z]{2}"),
        ("javascript:rigmarole(7)", r"javascript:void\(0\)"),
        ("mailto:gazebo@crumpet.net", "mailto:someone"),
    ],
)
def test_addresses_keep_their_shape(before: str, shape: str) -> None:
    assert re.fullmatch(shape, Neutral("", URL, None).address(before))


@pytest.mark.parametrize(
    "text",
    [
        "Слоны и жирафы",
        "Οι γάτες",
        "گربه ها",
        "החתולים",
        "고양이들은",
        "図書館の猫",
        "ネコ",
        "แมวดำ",
        "बिल्लियाँ",
    ],
)
def test_words_stay_in_their_script(text: str) -> None:
    found = Neutral(text, URL, None).text(text)
    assert found != text
    assert not found.isascii()
    assert len(found.split()) == len(text.split())
