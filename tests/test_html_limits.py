"""Limits of markup: what is within them stays as it is, whatever is beyond costs a tree builder nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedkit.values.html_limits import MAX_ATTRIBUTES, MAX_DEPTH, MAX_OPTIONS, bounded_html
from feedkit.values.open_elements import MAX_FORMATTING
from feedkit.values.sanitising import sanitised_html
from tests.costs import assert_linear

CASES = Path(__file__).parent / "cases"
TIMES = 600  # that a piece is repeated
# Elements that the standard opens without a tag: `<tbody>` and `<tr>` around a cell.
MAX_REAL_DEPTH = 3 * (MAX_DEPTH + MAX_FORMATTING)

NESTING = [  # pieces that nest, each in its own way; N is the number of the piece
    "<div>",
    "<ul><li>",
    "<dl><dt>a<dd>",
    "<dd><li>",
    "<x-a></x-b>",
    "<b><p></b><i></p>",
    "<b><div><div></b>",
    "<p><font size=N></p>",
    "<small class=N><button>",
    "<div><!--</div>-->",
    "<div><!--></div>--!></div><!--->",
    "<div><a title='</div>'></a>",
    "<div><a title=</div></a>",
    "<div></br></div ></br><div>",
    "<div><script></div></script>",
    "<div><script><!--<script></script></div></script>--></script>",
    "<div><style></div></style>",
    "<div><title></div></title>",
    "<div><textarea></div></textarea>",
    "<div><iframe></div></iframe>",
    "<svg/><g></svg>",
    "<svg><g/></svg/><div></svg>",
    "<svg><desc><svg><g></svg/><div></g></desc>",
    "<b><b><b><div><b>a</b></b></b></b></div>",
    "<b><i>a</i><b><p>a</p><b><div><b>a</b></b></b></b></div>",
    "<a><p><a>b</a></p><div><h2><a>c</a></h2>",
    "<svg><style><g></style>",
    "<svg><g/><g a=b/></svg a>",
    "<svg><title><div></title>",
    "<svg><desc><div></desc>",
    "<svg><![CDATA[</svg>]]>",
    "<div><![CDATA[></div>]]></div><div>",
    "<math><mi><div></mi>",
    "<math><annotation-xml encoding=text/html><div>",
    "<table><tr><td>",
    "<table><tr><td></div><div>",
    "<tr><div></tr>",
    "<table><table></table><div><tr>",
    "<div><tr><th><table><div><tr>",
    "<p><div></p>",
    "<p><table></table><span><div></div>",
    "<p><xmp></xmp><span><div></div>",
    "<p><hr><span><div></div>",
    "<form><div></form>",
    "<form><div></div><form></form><div>",
    "<span><form></span></form>",
    "<template><td><template>",
    "<object><span></object a><object>",
    "<table><td><object></table><b><div></b></div>",
    "<select><section><input><div></section>",
    "<select><style><input><div></style>",
    "<ruby><annotation-xml><dt><p></p><rt>",
    "<ruby><rt><table><td>",
    "<noscript><div></noscript>",
    "<a><div></a>",
    "<nobr><div></nobr>",
    "<h1><h2><div></h1>",
    "<button><div><button>",
    "<body><div></body>",
    "<div>\u017f</DIV ><DIV>",
]


def depths(html: str) -> Iterator[int]:
    """How deep each node is that the tree builder makes."""
    node, depth = LexborHTMLParser(html).root, 0
    while node is not None:
        yield depth
        if node.child is not None:
            node, depth = node.child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None and depth > 0 else None


def repeated(piece: str, times: int) -> str:
    return "".join(piece.replace("N", str(number)) for number in range(times))


@pytest.mark.parametrize("piece", NESTING)
def test_no_page_nests_deeper_than_the_limits(piece: str) -> None:
    assert max(depths(bounded_html(repeated(piece, TIMES)))) <= MAX_REAL_DEPTH


@pytest.mark.parametrize("seed", range(60))
def test_no_mixture_of_tags_nests_deeper_than_the_limits(seed: int) -> None:
    chance = random.Random(seed)
    tags = [part for piece in NESTING for part in piece.replace("<", "\0<").split("\0") if part]
    page = repeated("".join(chance.choices(tags, k=chance.randint(2, 12))), TIMES)
    assert max(depths(bounded_html(page))) <= MAX_REAL_DEPTH


@pytest.mark.parametrize("path", sorted(CASES.glob("*/source*.html")), ids=lambda path: path.parent.name)
def test_ordinary_pages_stay_as_they_are(path: Path) -> None:
    page = path.read_text("utf-8", errors="replace")
    assert bounded_html(page) is page


@pytest.mark.parametrize(
    "html",
    [
        "<ul>" + "<li>a" * 5000,
        "<p>a" * 5000,
        "<table>" + "<tr><td>a" * 5000,
        "<dl>" + "<dt>a<dd>b" * 5000,
        "<div><span>a</div>" * 5000,
        "<div><b>a</div>" * 2000,
        "<svg><g><path d='M0'/></g></svg>" * 5000,
        "<select><option>a<option>b</select>" * 900,
        "<a href=/>a" * 5000,
    ],
)
def test_what_ends_without_end_tags_is_not_nested(html: str) -> None:
    assert bounded_html(html) == html


def test_elements_too_deep_become_siblings() -> None:
    more = 3
    html = "<div>" * (MAX_DEPTH + more) + "text" + "</div>" * (MAX_DEPTH + more) + "<p>end"
    start, end = bounded_html(html).split("text")
    assert start == "<div>" * MAX_DEPTH + "</div><div>" * more
    assert end == " " * more + "</div>" * MAX_DEPTH + "<p>end"


def test_attributes_beyond_the_limit_are_left_out() -> None:
    names = [f"a{number}" for number in range(2_000)]
    bounded = bounded_html(f"<p {' '.join(names)}>text")
    assert bounded.split() == ["<p", *names[:MAX_ATTRIBUTES], ">text"]


def test_attributes_of_all_body_tags_are_counted_together() -> None:
    bounded = bounded_html("".join(f"<body a{number}=1>" for number in range(MAX_ATTRIBUTES + 50)) + "text")
    assert bounded.count("<body") == MAX_ATTRIBUTES
    assert bounded.endswith("text")


def test_options_beyond_the_limit_are_left_out() -> None:
    bounded = bounded_html("<select>" + "<option>x" * (MAX_OPTIONS + 50))
    assert (bounded.count("<option"), bounded.count("x")) == (MAX_OPTIONS, MAX_OPTIONS + 50)


def test_a_page_of_too_much_open_formatting_loses_it_but_no_link() -> None:
    html = "".join(f"<p><font size={number}><a href=/{number}>a</a></p>" for number in range(1000))
    assert (
        bounded_html(html).split()
        == "".join(f"<p> <a href=/{number}>a</a></p>" for number in range(1000)).split()
    )


@pytest.mark.parametrize(
    "piece", [*NESTING, "<", "</", "<!--", '<a b="', "<a b='", "<![CDATA[", "<script><!--"]
)
def test_the_pass_is_linear(piece: str) -> None:
    assert_linear(bounded_html, lambda size: repeated(piece, size // len(piece)), 60_000)


def test_sanitising_is_within_the_limits_as_well() -> None:
    assert_linear(
        lambda html: sanitised_html(html, None), lambda size: "<div><!--</div>-->" * (size // 18), 200_000
    )
