"""XML that is not well-formed is repaired as a person would, and read with every field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import feedkit
from feedkit.parsers.syndication.repairing import repaired_xml
from tests.costs import assert_linear

REPAIRED = [
    ("<a>Fish & chips</a>", "<a>Fish &amp; chips</a>"),
    ("<a>&amp; &lt;b&gt; &#233; &#x2014; &quot;</a>", "<a>&amp; &lt;b&gt; é — &quot;</a>"),
    ("<a>&nbsp;&copy;&hellip; &no; &copy=1</a>", "<a>\xa0©… &amp;no; &amp;copy=1</a>"),
    ("<a>&#0;&#xD800;&#99999999;\x0b</a>", "<a>\ufffd\ufffd\ufffd</a>"),
    ("<a>&#147;so&#148;</a>", "<a>“so”</a>"),
    ("<a>1 < 2 <3 </a>", "<a>1 &lt; 2 &lt;3 </a>"),
    ("<a>]]></a>", "<a>]]&gt;</a>"),
    ("<a><![CDATA[<b> & &amp;]]></a>", "<a>&lt;b&gt; &amp; &amp;amp;</a>"),
    ("<a><![CDATA[cut", "<a>cut</a>"),
    ("<a><b>x</a>", "<a><b>x</b></a>"),
    ("<a>x</b></a>", "<a>x</a>"),
    ("<A>x</a>", "<A>x</A>"),
    ("<a>one<br>two<IMG src=x.png></a>", '<a>one<br/>two<IMG src="x.png"/></a>'),
    ("<a><item>1<item>2</a>", "<a><item>1</item><item>2</item></a>"),
    ("<a x=1 y='\"' x='2' z/>", '<a x="1" y="&quot;"/>'),
    ("<a x='/?b&c=&amp;d'/>", '<a x="/?b&amp;c=&amp;d"/>'),
    ("<a><b>cut</b><lin", "<a><b>cut</b></a>"),
    ("<a><!-- x --><?php y ?>z", "<a>z</a>"),
    ("<!DOCTYPE a [<!ENTITY l 'ha'>]><a>&l;</a>", "<a>&amp;l;</a>"),
]


@pytest.mark.parametrize(("broken", "whole"), REPAIRED)
def test_what_is_repaired(broken: str, whole: str) -> None:
    assert repaired_xml(broken) == whole
    etree.fromstring(whole)


@pytest.mark.parametrize(("broken", "whole"), REPAIRED)
def test_what_was_repaired_stays_as_it_is(broken: str, whole: str) -> None:
    assert repaired_xml(whole) == whole


PIECES = [
    "<a>",
    "</a>",
    "<b x='",
    '"',
    "'",
    ">",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "&",
    "&#",
    ";",
    "<item>",
    "x",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=3)).map("".join))
def test_anything_becomes_well_formed(text: str) -> None:
    etree.fromstring(f"<root>{repaired_xml(text)}</root>".encode(), etree.XMLParser(huge_tree=True))


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<a '", "<a \"'", "<a>", "</a>", "<!--", "<![CDATA[", "<?", "&", "<a x=", "<!doctype ["],
)
def test_repairing_is_linear(piece: str) -> None:
    assert_linear(repaired_xml, lambda n: "<r>" + piece * n, 20_000)


ITEM = (
    "<item><title>A &amp; B & C</title><author>jo@mill.technology (Jo Reed)</author>{}"
    "<pubDate>Wed, 14 Jan 2026 07:55:12 +0100</pubDate></item>"
)
RSS = "<rss version='2.0'><channel><title>Looms</title><link>https://looms.example/</link>{}</channel></rss>"


def test_a_broken_feed_is_read_as_a_whole_one() -> None:
    item = ITEM.format(
        "<category>Cats &amp; dogs</category><media:content url='/a.jpg' medium='image'/>"
        "<description><p>One<br>two &nbsp; &lt;</description>"
    )
    (entry,) = feedkit.parse(RSS.format(item)).entries
    assert entry.title == "A & B & C"
    assert entry.authors == (feedkit.Person(name="Jo Reed", email="jo@mill.technology"),)
    assert entry.tags == ("Cats & dogs",)
    assert entry.image == "https://looms.example/a.jpg"
    assert entry.content == "<p>One<br>two &nbsp; &lt;</p>"
    assert str(entry.published) == "2026-01-14 07:55:12+01:00"


@pytest.mark.parametrize("name", ["x:b", "x:", "x:1", "x:y:z", "x.y"])
def test_elements_of_prefixes_that_nothing_declares(name: str) -> None:
    (entry,) = feedkit.parse(
        RSS.format(f"<item><description>A <{name}>and</{name}> B</description></item>")
    ).entries
    assert entry.content is not None or entry.summary is not None
    assert "and" in (entry.content or entry.summary or "")


def test_what_was_read_before_a_feed_is_cut_off_is_kept() -> None:
    feed = feedkit.parse(RSS.format(ITEM.format("") * 3)[:-250])
    assert [entry.title for entry in feed.entries] == ["A & B & C"] * 2


@pytest.mark.parametrize(
    "namespace", ["http://www.w3.org/2005/Atoms", "http://www.w3.org/2005/Atom/", "Atom"]
)
def test_a_misspelt_namespace_of_atom(namespace: str) -> None:
    feed = feedkit.parse(
        f'<feed xmlns="{namespace}"><title type="html">A &amp;amp; B</title>'
        "<entry><title>C</title></entry></feed>"
    )
    assert (feed.title, [entry.title for entry in feed.entries]) == ("A & B", ["C"])


@pytest.mark.parametrize(
    "namespace", ["http://channel.netscape.com/rdf/simple/0.9/", "http://looms.example/rss"]
)
def test_rss_0_90_of_any_namespace(namespace: str) -> None:
    feed = feedkit.parse(
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{namespace}"><channel>'
        "<title>Looms</title><link>https://looms.example/</link></channel><item><title>A</title>"
        "<link>https://looms.example/a</link></item></rdf:RDF>"
    )
    assert [(entry.title, entry.url) for entry in feed.entries] == [("A", "https://looms.example/a")]


def test_an_entry_that_stands_alone() -> None:
    feed = feedkit.parse(
        '<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:a:1</id><title>A</title></entry>'
    )
    assert [(entry.id, entry.title) for entry in feed.entries] == [("urn:a:1", "A")]
