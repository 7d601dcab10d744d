"""Markdown: what it becomes, and that no text costs more than its length."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.errors import ParseError
from feedkit.parsers.posts.markdown import MAX_LENGTH, parsed, without_templates
from feedkit.values.sanitising import sanitised_html
from tests.costs import assert_linear


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~old~~ *new*", "<p><s>old</s> <em>new</em></p>\n"),
        (
            "see https://a.example/x and README.md, me@a.example",
            '<p>see <a href="https://a.example/x">https://a.example/x</a> and README.md, me@a.example</p>\n',
        ),
        ("<b>raw</b>", "<p><b>raw</b></p>\n"),
        ("## Tides {#tides}\ntext\n{:.note}", "<h2>Tides </h2>\n<p>text\n</p>\n"),
        ("![a]({{ site.url }}/a.png)", '<p><img src="/a.png" alt="a" /></p>\n'),
        ("{% include x.html %}\n\ntext", "<p>text</p>\n"),
        ("{{< figure src='a' >}}text {{ a", "<p>text {{ a</p>\n"),
        ("`{{ a }}` {{ b }} ``{% c %} ` ``", "<p><code>{{ a }}</code>  <code>{% c %} ` </code></p>\n"),
        ("```\n{{ a }}\n```", "<pre><code>{{ a }}\n</code></pre>\n"),
        ("<img src='{{ a }}/b.png'>", "<img src='/b.png'>"),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert parsed(text).html() == html


def test_tables_are_tables() -> None:
    assert "<td>2</td>" in parsed("a | b\n-|-\n1 | 2").html()


def test_raw_html_is_harmless_once_it_is_sanitised() -> None:
    html = parsed("<script>x()</script>\n\n[a](javascript:x) <b onclick=x>b</b> ![p](p.png)").html()
    assert sanitised_html(html, "https://a.example/b/") == (
        '<p>[a](javascript:x) <b>b</b> <img src="https://a.example/b/p.png" alt="p"></p>'
    )


def test_headings_tell_text_level_line_and_links() -> None:
    text = "# A *b* `c`\n\n> ## quoted\n\n[D](/d) e\n---\n"
    found = [(one.line, one.level, one.text, one.links) for one in parsed(text).headings()]
    assert found == [(1, 1, "A b c", ()), (5, 2, "D e", (("D", "/d"),))]


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ParseError) as caught:
        parsed("x" * (MAX_LENGTH + 1))
    assert str(caught.value) == "wanted Markdown of up to 10,000,000 characters, found 10,000,001"


def test_bare_addresses_are_links_up_to_a_length() -> None:
    short, long = (f"http://a.example/{'x' * length}" for length in (1_000, 3_000))
    assert f'<a href="{short}">{short}</a>' in parsed(f"See {short} here").html()
    assert parsed("*http://a.b/c* xhttp://a.b ftp://c.d/e_f_g").html() == (
        '<p><em><a href="http://a.b/c">http://a.b/c</a></em> xhttp://a.b '
        '<a href="ftp://c.d/e_f_g">ftp://c.d/e_f_g</a></p>\n'
    )
    assert long in parsed(long).html()


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "> " * n,
        lambda n: "[" * n,
        lambda n: "![" * n,
        lambda n: "[" * n + "]" * n,
        lambda n: "[a](" * n,
        lambda n: "[a][b" * n,
        lambda n: "*" * n,
        lambda n: "*a " * (n // 8) + "a* " * (n // 8),
        lambda n: "- " * n,
        lambda n: "<![CDATA[" * n,
        lambda n: "<" * n,
        lambda n: "http://" * n,
        lambda n: "http://a." * (n // 4),
        lambda n: "http://a.b " * (n // 8),
        lambda n: "x://x" * (n // 4),
        lambda n: "".join("`" * i + " {{" for i in range(isqrt(n))),
        lambda n: "{{ " * n,
        lambda n: "# x" + " " * n + "y",
        lambda n: "{." * n,
    ],
    ids=[
        *("quotes", "brackets", "pictures", "pairs", "links", "references", "stars", "emphasis", "lists"),
        *(
            "cdata",
            "less",
            "addresses",
            "hosts",
            "words",
            "schemes",
            "ticks",
            "templates",
            "blanks",
            "attributes",
        ),
    ],
)
def test_hostile_texts_cost_no_more_than_their_length(make: Callable[[int], str]) -> None:
    def read(text: str) -> None:
        html = parsed(text).html()
        assert len(html) < 10 * len(text) + 100
        sanitised_html(html, None)

    assert_linear(read, make, 800)
    assert_linear(read, make, 64_000)  # what nests too deep is read in another way


PIECES = [
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "#",
    "-",
    "|",
    "~",
    "{{",
    "}}",
    "{%",
    "%}",
    "a",
    " ",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_becomes_html(text: str) -> None:
    assert isinstance(parsed(text).html(), str)


@given(st.lists(st.sampled_from(["`", "``", "a", " ", "\n", "{", "}", "%"]), max_size=30).map("".join))
def test_only_tags_are_taken_out(text: str) -> None:
    kept = iter(text)
    assert all(character in kept for character in without_templates(text))  # in the same order
    if "{{" not in text and "{%" not in text:
        assert without_templates(text) == text
