"""HTML is made harmless, and its addresses absolute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.values.sanitising import sanitised_html

BASE = "https://example.org/a/"

CLEANED = {
    "plain text & more": "plain text & more",
    "<p>kept <b>as</b> it is</p>": "<p>kept <b>as</b> it is</p>",
    '<p onclick="x()" style="color:red" class="y">p</p>': "<p>p</p>",
    "<script>x</script><style>y</style>z": "z",
    '<a href="javascript:x">a</a>': "<a>a</a>",
    '<a href="/b">b</a>': '<a href="https://example.org/b">b</a>',
    '<a href="mailto:a@example.org">mail</a>': '<a href="mailto:a@example.org">mail</a>',
    '<img src="b c.png" alt="x" onerror="y">': '<img src="https://example.org/a/b%20c.png" alt="x">',
    '<img src="data:image/png;base64,AA" alt="x">': '<img alt="x">',
    '<img srcset="a,b.png, /c 2x,/d 3x , data:x 4x">': (
        '<img srcset="https://example.org/a/a,b.png, https://example.org/c 2x, https://example.org/d 3x">'
    ),
    '<video poster="p.png" src="v.mp4" autoplay controls></video>': (
        '<video poster="https://example.org/a/p.png" src="https://example.org/a/v.mp4" controls=""></video>'
    ),
    '<blockquote cite="c">q</blockquote>': '<blockquote cite="https://example.org/a/c">q</blockquote>',
    "<p>open": "<p>open</p>",
    "<ul><li>a<li>b</ul>": "<ul><li>a</li><li>b</li></ul>",
    "a&#1;\x00\ud800b<br>": "ab<br>",
    '<iframe src="x"></iframe><svg></svg> ': None,
    "<!-- nothing -->": None,
}

HOSTILE = [
    *(
        mark * 100_000
        for mark in (" ", ",", "<", "&", "<a ", "<div>", "<b><p>", "<a href=", '<img srcset="', "]]>")
    ),
    '<img srcset="' + " " * 100_000 + '">',
    " " * 100_000 + "\x00",
]


@pytest.mark.parametrize(("html", "wanted"), CLEANED.items())
def test_what_is_harmless_stays(html: str, wanted: str | None) -> None:
    assert (sanitised_html(html, BASE) or None) == wanted


def test_without_a_base_relative_addresses_are_left_out() -> None:
    assert sanitised_html('<a href="b">b</a> <a href="https://example.org/">c</a>', None) == (
        '<a>b</a> <a href="https://example.org/">c</a>'
    )


@pytest.mark.parametrize("html", HOSTILE, ids=lambda html: repr(html[:12]))
def test_hostile_html_is_read_in_linear_time(html: str) -> None:
    """What costs the square of its length would take minutes here."""
    assert len(sanitised_html(html, BASE) or "") <= 6 * len(html)


def test_elements_too_deep_become_siblings() -> None:
    html = sanitised_html("<div>" * 1000 + "<p>a &lt; b</p>", BASE) or ""
    assert (html.count("<div>"), html.count("<div></div>")) == (1000, 1000 - 256)
    assert html.replace("<div>", "").replace("</div>", "") == "<p>a &lt; b</p>"


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "<a href='x'>", "</a>", "<pre>", "\n", "<li>", "x", "<td>"])
    )
)
def test_what_is_clean_stays_as_it_is(parts: list[str]) -> None:
    once = sanitised_html("".join(parts), BASE)
    assert sanitised_html(once, BASE) == once
