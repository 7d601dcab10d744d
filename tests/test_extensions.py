"""Elements of any namespace and JSON Feed's objects: read, kept, written, made by hand, and in bounds."""

from __future__ import annotations

import copy
import json
import pickle
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import feedkit
from feedkit import Element, Entry, Feed
from feedkit.values.element_names import FIELDS, OF_FEED, WHOLE
from feedkit.values.extension_values import MAX_CHARACTERS, MAX_DEPTH, MAX_ELEMENTS

WANTED_NAMES = "wanted an element whose names are ASCII, of known prefixes, and not XML's own"
MOOD = "https://mood.example/ns"
SITE = "https://loom.example/"
DOCS = Path(__file__).parents[1] / "docs" / "formats.md"


def rss(item: str, channel: str = "", names: str = "") -> str:
    return (
        f'<rss version="2.0" xmlns:m="{MOOD}" xmlns:dc="http://purl.org/dc/elements/1.1/" {names}><channel>'
        f"<title>Looms</title><link>{SITE}</link>{channel}<item><title>A</title><link>{SITE}a</link>{item}"
        "</item></channel></rss>"
    )


def with_extensions(*elements: Element, **fields: Any) -> Feed:
    return Feed(title="Looms", url=SITE, entries=[Entry(title="A", url="/a", extensions=elements, **fields)])


def left_out(feed: Feed) -> list[str]:
    problems: list[feedkit.Problem] = []
    feedkit.finish(feed, problems=problems)
    return [str(problem) for problem in problems]


# --- read, written, read again ---


def test_unknown_elements_are_read_and_written_in_either_format() -> None:
    feed = feedkit.parse(
        rss(
            '<m:mood level="3" xml:lang="en">calm<m:why>Fog</m:why></m:mood><dc:publisher>Ann</dc:publisher>'
            "<slash:section>weather</slash:section>",
            "<m:station>North</m:station>",
            'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"',
        )
    )
    assert feed.extensions == (Element(name=f"{{{MOOD}}}station", text="North"),)
    assert feed.entries[0].extensions == (
        Element(
            name=f"{{{MOOD}}}mood",
            text="calm",
            attributes={"level": "3", "xml:lang": "en"},
            children=[Element(name=f"{{{MOOD}}}why", text="Fog")],
        ),
        Element(name="dc:publisher", text="Ann"),
        Element(name="slash:section", text="weather"),
    )
    for name in ("atom", "rss"):
        again = feedkit.parse(feedkit.write(feed, name))
        assert again.extensions == feed.extensions
        assert again.entries[0].extensions == feed.entries[0].extensions


def test_prefixes_are_the_customary_ones_or_numbers() -> None:
    feed = with_extensions(
        Element(name="{urn:x-one:1}a", children=[Element(name="{urn:x-two:2}b"), Element(name="psc:c")]),
        Element(name="{urn:x-two:2}d", attributes={"{urn:x-one:1}e": "1", "f": "2"}),
        Element(name="dc:publisher", text="Ann"),
    )
    document = feedkit.write(feed, "rss").decode()
    assert re.findall(r"<(?:ns\d|psc|dc):[^>]*>", document) == [
        '<ns1:a xmlns:ns1="urn:x-one:1" xmlns:ns2="urn:x-two:2" xmlns:psc="http://podlove.org/simple-chapters">',
        "<ns2:b/>",
        "<psc:c/>",
        '<ns1:d xmlns:ns1="urn:x-two:2" xmlns:ns2="urn:x-one:1" ns2:e="1" f="2"/>',
        "<dc:publisher>",
    ]


def test_a_namespace_in_another_spelling_becomes_the_customary_one() -> None:
    feed = feedkit.parse(rss("<x:credit>Ann</x:credit>", names='xmlns:x="http://search.yahoo.com/mrss"'))
    assert feed.entries[0].extensions == (Element(name="media:credit", text="Ann"),)


def test_a_known_prefix_that_is_not_declared_is_taken_as_it_is_meant() -> None:
    feed = feedkit.parse(rss("<slash:section>weather</slash:section><what:ever>x</what:ever>"))
    assert feed.entries[0].extensions == (Element(name="slash:section", text="weather"),)


def test_text_between_elements_is_kept_as_text() -> None:
    feed = feedkit.parse(rss("<m:note>It was <m:b>very</m:b> foggy</m:note><m:blank>  </m:blank>"))
    note, blank = feed.entries[0].extensions
    assert (note.text, note.children, blank.text) == ("It was very foggy", (), "")


def test_the_text_input_of_rss_is_an_extension() -> None:
    box = "<textInput><title>Find</title><description>Find it</description><name>q</name></textInput>"
    feed = feedkit.parse(rss("<rating>5</rating>", box))
    assert [child.text for child in feed.extensions[0].children] == ["Find", "Find it", "q"]
    assert feed.entries[0].extensions == ()
    assert b"<textInput>" in feedkit.write(feed, "rss")
    assert b"textInput" not in feedkit.write(feed, "atom")


def test_objects_of_json_feed_are_read_and_written() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Looms",
        "_looms": {"about": SITE, "count": [1, 2.5, None, True]},
        "items": [{"id": "1", "title": "A", "_mood": {"level": 3}, "_": 1, "mood": 2}],
    }
    feed = feedkit.parse(json.dumps(document))
    assert feed.json_extensions == {"_looms": {"about": SITE, "count": (1, 2.5, None, True)}}
    assert feed.entries[0].json_extensions == {"_mood": {"level": 3}}
    written = json.loads(feedkit.write(feed, "json"))
    assert (written["_looms"], written["items"][0]["_mood"]) == (document["_looms"], {"level": 3})
    assert b"_mood" not in feedkit.write(feed, "rss")


# --- made by hand ---


def test_extensions_can_be_shared_compared_and_pickled_and_not_be_changed() -> None:
    (entry,) = with_extensions(
        Element(name="dc:publisher", attributes={"a": "b"}), json_extensions={"_a": [{}]}
    ).entries
    assert pickle.loads(pickle.dumps(entry)) == copy.deepcopy(entry) == entry
    assert len({entry, copy.copy(entry)}) == 1
    attributes: Any = entry.extensions[0].attributes
    with pytest.raises(TypeError, match="cannot be changed"):
        attributes["a"] = "c"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "mood:level"}, "Element.name must be a name in ASCII"),
        ({"name": "{relative}level"}, "Element.name must be a name in ASCII"),
        ({"name": "{urn:x-a:1}1"}, "Element.name must be a name in ASCII"),
        ({"name": "xml:lang"}, "Element.name must be of another namespace than XML's own, but is '"),
        (
            {"name": "{http://www.w3.org/2000/xmlns/}a"},
            "Element.name must be of another namespace",
        ),
        ({"name": "xmlns:a"}, "Element.name must be a name in ASCII"),
        ({"name": "dc:publisher", "attributes": {"a b": "c"}}, "Element.attributes must be a name in ASCII"),
        ({"name": "dc:publisher", "attributes": {"a": 1}}, "Element.attributes must be a mapping of texts"),
        ({"name": "dc:publisher", "attributes": "a"}, "Element.attributes must be a mapping of texts"),
        ({"name": "dc:publisher", "children": "a"}, "Element.children must be a sequence of Element"),
    ],
)
def test_wrong_elements_are_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        Element(**fields)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^Entry\.json_extensions of 'A' must be a mapping of JSON values"):
        Entry(title="A", json_extensions={"_a": {1, 2}})
    deep: Any = []
    for _ in range(60):
        deep = [deep]
    with pytest.raises(ValueError, match="must be nested no deeper than 50 levels"):
        Entry(title="A", json_extensions={"_a": deep})


# --- what is left out, and said ---


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (
            Element(name="dc:creator", text="Ann"),
            "wanted an element that no field holds, found dc:creator, which the field authors is for",
        ),
        (
            Element(name="atom:link"),
            "wanted an element that no field holds, found atom:link, which the field url is for",
        ),
        (
            Element(name="itunes:title"),
            "wanted an element that no field holds, found itunes:title, which the field episode is for",
        ),
        (
            Element(name="atom:mood"),
            "wanted an element of another namespace than RSS's and Atom's, found atom:mood",
        ),
        (Element(name="mood"), "wanted an element with a namespace, found mood"),
        (
            Element(name="psc:a", children=[Element(name="psc:b", children=[Element(name="c")])]),
            "wanted an element with a namespace, found psc:a with c",
        ),
        (
            Element(name="textInput", children=[Element(name="title")]),
            "wanted an element with a namespace, found textInput",
        ),
        (
            Element(name="{http://www.w3.org/1999/xhtml}script"),
            "wanted an element that browsers do not act on, found {http://www.w3.org/1999/xhtml}script",
        ),
        (
            Element(name="dc:type", children=[Element(name="{http://www.w3.org/1999/xhtml}script")]),
            "wanted an element that browsers do not act on, found dc:type with {http://www.w3.org/1999/xhtml}script",
        ),
        (
            Element(name="dc:type", children=[Element(name="{http://www.w3.org/2000/svg}a")]),
            "wanted an element that browsers do not act on, found dc:type with {http://www.w3.org/2000/svg}a",
        ),
        (
            Element(name="dc:type", attributes={"xml:base": "/a"}),
            "wanted an element that browsers do not act on, found dc:type with xml:base",
        ),
        (
            Element(name="{urn:a}x"),
            "wanted a namespace that is a URI, found {urn:a}x",
        ),
    ],
)
def test_what_cannot_be_an_extension_is_left_out(element: Element, message: str) -> None:
    feed = with_extensions(element, Element(name="dc:publisher", text="Ann"))
    assert left_out(feed) == [f"entry 1 'A', extensions: {message}"]
    assert [one.text for one in feedkit.finish(feed).entries[0].extensions] == ["Ann"]


def nested(depth: int) -> Element:
    element = Element(name="dc:type")
    for _ in range(depth - 1):
        element = Element(name="dc:type", children=[element])
    return element


@pytest.mark.parametrize(
    "elements",
    [
        [Element(name="dc:type", text=str(number)) for number in range(MAX_ELEMENTS + 3)],
        [Element(name="dc:type", children=[Element(name="dc:type")] * MAX_ELEMENTS)],
        [Element(name="dc:type", text="x" * MAX_CHARACTERS), Element(name="dc:type", text="y")],
        [nested(MAX_DEPTH), nested(MAX_DEPTH + 1)],
    ],
)
def test_extensions_have_bounds(elements: list[Element]) -> None:
    feed = with_extensions(*elements)
    assert (
        "wanted no more than 200 elements, 8 levels and 200,000 characters of extensions" in left_out(feed)[0]
    )
    kept = feedkit.finish(feed).entries[0].extensions
    assert kept == tuple(elements[: len(kept)]) or kept == (elements[-1],)
    assert len(kept) < len(elements)


def test_the_fields_of_a_feed_are_named_as_the_feed_has_them() -> None:
    names = ("itunes:owner", "atom:published", "dc:description", "dc:title")
    found = left_out(Feed(title="Looms", url=SITE, extensions=[Element(name=name) for name in names]))
    fields = [line.rpartition("which the field ")[2] for line in found]
    assert fields == ["podcast is for", "updated is for", "subtitle is for", "title is for"]


def test_the_fields_that_elements_are_for_exist() -> None:
    of_entries, of_feeds = ({one.name for one in fields(model)} for model in (Entry, Feed))
    named = {*FIELDS.values(), *WHOLE.values(), "episode"}
    assert named <= of_entries | of_feeds
    assert {OF_FEED.get(field, field) for field in named & of_entries} & OF_FEED.keys() == set()
    assert set(OF_FEED) <= of_entries
    assert set(OF_FEED.values()) <= of_feeds


@pytest.mark.parametrize("name", ["podcast:newThing", "itunes:mood"])
def test_elements_of_podcasts_that_no_field_holds_are_extensions(name: str) -> None:
    element = Element(name=name, text="North", attributes={"level": "3"}, children=[Element(name=name)])
    feed = Feed(title="Looms", url=SITE, extensions=[element], entries=with_extensions(element).entries)
    for kind in ("atom", "rss"):
        reading = feedkit.read(feedkit.write(feed, kind))
        assert (reading.feed.extensions, reading.feed.entries[0].extensions) == ((element,), (element,))
        assert reading.problems == ()


def test_a_new_element_of_podcasts_is_no_error() -> None:
    element = Element(name="podcast:newThing", text="North")
    feed = Feed(title="Looms", url=SITE, extensions=[element], entries=with_extensions(element).entries)
    for kind in ("atom", "rss"):
        findings = feedkit.check(feedkit.write(feed, kind)).findings
        rules = [one.rule for one in findings if one.level != "info"]
        assert rules == ["no-self-link", "new-extension-element", "new-extension-element"]
        assert "error" not in {one.level for one in findings}


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("<m:a><b>q</b></m:a>", f"wanted an element with a namespace, found {{{MOOD}}}a with b"),
        (
            "<xml:lang/>",
            f"{WANTED_NAMES}, found '{{http://www.w3.org/XML/1998/namespace}}lang'",
        ),
        (
            "<m:a><m:é/></m:a>",
            f"{WANTED_NAMES}, found '{{{MOOD}}}a'",
        ),
    ],
)
def test_what_a_feed_cannot_say_again_is_left_out_as_a_whole(item: str, message: str) -> None:
    reading = feedkit.read(rss(f"{item}<dc:publisher>Ann</dc:publisher>"))
    assert [str(problem) for problem in reading.problems] == [f"entry 1 'A', extensions: {message}"]
    assert reading.feed.entries[0].extensions == (Element(name="dc:publisher", text="Ann"),)
    findings = feedkit.check(feedkit.write(reading.feed, "rss")).findings
    assert [one for one in findings if one.level == "error"] == []


@pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 400, "9" * 5000, "1e400", "-1e400", "NaN"])
def test_a_strangers_huge_number_costs_its_own_extension_alone(number: str) -> None:
    file = {"url": f"{SITE}a.ogg", "mime_type": "audio/ogg", "size_in_bytes": 7, "duration_in_seconds": 7}
    item = {"id": "1", "url": f"{SITE}a", "title": "A", "_a": [7], "attachments": [file]}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Looms", "_a": 7, "_b": 1}
    reading = feedkit.read(json.dumps(document | {"items": [item]}).replace("7", number))
    assert [str(problem) for problem in reading.problems] == [
        f"{where}, json_extensions: wanted numbers that JSON has, found _a with another one"
        for where in ("entry 1 'A'", "feed")
    ]
    (entry,) = reading.feed.entries
    assert (reading.feed.json_extensions, entry.json_extensions) == ({"_b": 1}, {})
    assert (entry.enclosures[0].length, entry.enclosures[0].duration) == (None, None)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2**53, 10**400, -(10**400)])
def test_numbers_that_json_does_not_have_are_left_out(number: float) -> None:
    feed = with_extensions(json_extensions={"_a": [number], "_b": 1, "c": 2})
    assert left_out(feed) == [
        "entry 1 'A', json_extensions: wanted numbers that JSON has, found _a with another one",
        "entry 1 'A', json_extensions: wanted a name that begins with \"_\" and a letter, found 'c'",
    ]
    assert feedkit.finish(feed).entries[0].json_extensions == {"_b": 1}


def test_a_strangers_feed_with_too_many_elements_keeps_the_first() -> None:
    reading = feedkit.read(rss("<m:a/>" * 1000 + "<m:é/>"))
    assert len(reading.feed.entries[0].extensions) == MAX_ELEMENTS
    (problem,) = reading.problems
    assert problem.where == "entry 1 'A', extensions"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("java\tscript:alert(1)", ""),
        (" DATA:text/html,x", ""),
        ("data:image/png;base64,AA", "data:image/png;base64,AA"),
        ("<b onclick=a()>Fog</b><script>b()</script>", "<b>Fog</b>"),
        ("a < b & c", "a < b & c"),
        ("a\x00b\ud800\x0c", "ab"),
    ],
)
def test_scripts_and_control_characters_are_removed(text: str, kept: str) -> None:
    feed = with_extensions(
        Element(name="dc:type", text=text, attributes={"a": text}), json_extensions={"_a": {"b": [text]}}
    )
    (entry,) = feedkit.finish(feed).entries
    assert entry.extensions == ((Element(name="dc:type", text=kept, attributes={"a": kept})),)
    assert entry.json_extensions == {"_a": {"b": (kept,)}}
    assert feedkit.finish(Feed(title="Looms", url=SITE, entries=[entry])).entries == (entry,)


def test_entities_are_not_expanded() -> None:
    document = '<!DOCTYPE rss [<!ENTITY e "boom">]>' + rss("<m:mood>&e;</m:mood>")
    assert "boom" not in str(feedkit.parse(document))


def test_the_example_of_the_documentation_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", DOCS.read_text("utf-8"), re.M | re.S)
    exec(compile(code, str(DOCS), "exec"), {})
    assert capsys.readouterr().out == f"{{{MOOD}}}mood calm 3\n['calm', 'Ann']\n"


def test_documents_with_extensions_are_valid() -> None:
    feed = with_extensions(Element(name="dc:publisher", text="Ann"), Element(name=f"{{{MOOD}}}mood"))
    for name in ("atom", "rss"):
        document = feedkit.write(feed, name)
        assert etree.fromstring(document) is not None
        rules = {one.rule for one in feedkit.check(document).findings if one.level != "info"}
        assert rules == {"unknown-namespace", "no-self-link"}
