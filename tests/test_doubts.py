"""What speaks against a list lowers its confidence, and is said."""

from __future__ import annotations

import pytest

from feedkit.parsers.html.doubts import DOUBTS
from feedkit.pipeline import read

URL = "https://loft.example/log/"
TEXT_OF_IT = "<p>It was sawn on day {n} of the work, and laid when the rain was over.</p>"
SURE = "<h2><a href='/log/{n}'>The {n}th plank of the loft</a></h2><time>2026-01-0{n}</time>" + TEXT_OF_IT


def page(extra: str = "", *, first: str = SURE, second: str = SURE, author: str = "") -> str:
    rows = [first, second, SURE + author, SURE + author, SURE + author]
    articles = "".join(f"<article>{row.format(n=n)}</article>" for n, row in enumerate(rows, 1))
    return f"<html lang=en><title>Loft</title><main>{articles}{extra}</main></html>"


PLAIN = page()
DATE, LINK, BESIDE, TITLE, AUTHOR, HEADING, DATES, TEXT = (doubt.reason for doubt in DOUBTS)


@pytest.mark.parametrize(
    ("doubtful", "doubt"),
    [
        (page(first=SURE.replace("<time>2026-01-0{n}</time>", "")), DATE),
        (page("<div><a href='/log/old'>The beams below it</a></div>"), BESIDE),
        (page(second=SURE.replace("{n}th", "1th")), TITLE),
        (page(author="<div class=author>By Ida Holm</div>"), AUTHOR),
        (page("<div><h2><a href='/shop/oak/boards'>Boards of oak</a></h2></div>"), HEADING),
        (page("<div>Opened on <time>2020-05-04</time></div>"), DATES),
        (page(first=SURE.replace(TEXT_OF_IT, "")), TEXT),
    ],
    ids=[DATE, BESIDE, TITLE, AUTHOR, HEADING, DATES, TEXT],
)
def test_what_speaks_against_a_list_is_said_and_costs_confidence(doubtful: str, doubt: str) -> None:
    plain, reading = read(PLAIN, url=URL), read(doubtful, url=URL)
    assert plain.doubts == ()
    assert doubt in reading.doubts
    assert len(reading.feed.entries) == 5
    assert (reading.confidence or 0) < (plain.confidence or 0)


def test_an_unsure_reading_names_what_the_list_lacks() -> None:
    names = "".join(
        f"<li><a href='/{n}'>{n.title()}</a></li>" for n in ("oars", "ropes", "sails", "tar", "nails")
    )
    undated = "".join(
        f"<div class=card><a href='/log/{n}'>The {n}th plank</a><p>Sawn.</p></div>" for n in range(9)
    )
    reading = read(f"<html lang=en><title>Loft</title><ul>{names}</ul>{undated}", url=URL)
    assert (reading.confidence or 1) < 0.75
    assert reading.doubts == ("it is short", "it shows few dates, or none")
