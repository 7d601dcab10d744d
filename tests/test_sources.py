"""From bytes to text and to a parser: encodings, kinds of data, recognised formats."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit import ParseError
from feedkit.parsers import FORMATS, job_of, recognise
from feedkit.values.decoding import ENCODINGS, LABELS, MAGIC, decode, source_text
from feedkit.values.urls import checked_url
from feedkit.values.zones import checked_zone

META = '<meta charset="{}">'
SAMPLES = {
    "windows-1252": "Grüße, déjà vu – “so”",
    "iso-8859-1": "Grüße “so”",  # which browsers read as windows-1252
    "iso-8859-2": "Příliš žluťoučký kůň",
    "windows-1250": "Zażółć gęślą jaźń",
    "windows-1251": "Съешь ещё этих мягких булок",
    "koi8-r": "Съешь ещё этих мягких булок",
    "iso-8859-7": "Ξεσκεπάζω την ψυχοφθόρα",
    "windows-1254": "Pijamalı hasta yağız şoföre",
    "windows-1255": "דג סקרן שט בים",
    "windows-1256": "نص حكيم له سر",
    "windows-874": "เป็นมนุษย์สุดประเสริฐ",
    "shift_jis": "いろはにほへと①",
    "euc-jp": "いろはにほへと",
    "iso-2022-jp": "いろはにほへと",
    "gb2312": "视野无限广，窗外有蓝天",
    "gbk": "視野無限廣",
    "big5": "視野無限廣，窗外有藍天",
    "euc-kr": "키스의 고유조건은",
    "utf-8": "Zürich 東京 ☃",
}


def encoding_of(label: str) -> str:
    return LABELS.get(label) or ENCODINGS[codecs.lookup(label).name]


@pytest.mark.parametrize(("label", "text"), SAMPLES.items())
def test_the_page_declares_its_encoding(label: str, text: str) -> None:
    page = META.format(label) + text
    assert decode(page.encode(encoding_of(label))) == page


@pytest.mark.parametrize(("label", "text"), SAMPLES.items())
def test_the_server_declares_it(label: str, text: str) -> None:
    assert decode(text.encode(encoding_of(label)), label.upper()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_goes_first(encoding: str) -> None:
    text = META.format("windows-1251") + "Grüße"
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert decode(mark + text.encode(encoding), "koi8-r") == text


def test_an_xml_declaration_declares_it() -> None:
    text = "<?xml version='1.0' encoding='windows-1251'?><p>Булок"
    assert decode(text.encode("windows-1251")) == text
    assert decode(text.encode("koi8-r"), "koi8-r") == text


def test_utf8_that_is_declared_as_something_else() -> None:
    page = META.format("iso-8859-1") + "Grüße"
    assert decode(page.encode(), "windows-1251") == page


def test_the_server_goes_before_the_page() -> None:
    page = META.format("koi8-r") + "Булок"
    assert decode(page.encode("windows-1251"), "windows-1251") == page


@pytest.mark.parametrize(
    "label", ["unicode_escape", "utf-7", "idna", "punycode", "hex", "nonsense", "a\x00b", ""]
)
def test_codecs_that_are_no_encoding_of_pages_are_not_believed(label: str) -> None:
    assert decode(b"caf\xc3\xa9 \\u0041 +AGE-", label) == "café \\u0041 +AGE-"


def test_broken_utf8_keeps_what_is_readable() -> None:
    assert decode(b"<p>caf\xc3\xa9 \xff</p>" * 1) == "<p>café \ufffd</p>"


def test_undeclared_bytes_are_windows_1252() -> None:
    assert decode(b"caf\xe9 na\xefve \x93so\x94 \xa9") == "café naïve “so” ©"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decode(data).encode("utf-8")
    except ParseError as error:
        assert data.startswith(tuple(MAGIC)) or b"\x00" in data, error  # noqa: PT017


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_any_text_in_utf8_is_that_text(text: str) -> None:
    data = text.encode()
    if b"\x1b" not in data and not data.startswith(
        (b"%PDF", b"GIF8", b"RIFF", b"OggS", b"ID3", b"PK\x03\x04")
    ):
        assert decode(data) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("data", [b"", b" \n\t", "", "\ufeff \r\n", codecs.BOM_UTF8])
def test_nothing_is_refused(data: bytes | str) -> None:
    with pytest.raises(ParseError, match=r"^the source is empty: wanted a page, data or other text$"):
        source_text(data)


@pytest.mark.parametrize(
    ("start", "format"),
    [
        ("<!DOCTYPE html><p>", "html"),
        ("\ufeff<html>", "html"),
        ("<!-- saved --><div>", "html"),
        ("<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        ("Preface <ul><li>a</li></ul>", "html"),
        ("<custom-list>", "html"),
        ("Why <p> needs no end tag\nDate: May 1, 2025\n", "text"),
        ("Title\n\nDate: May 1, 2025 | Author: X", "text"),
        ("[Updated on 2023-01-24] A post", "text"),
        ("{draft} A post", "text"),
        ("[ Samstag, 19. Juli 2014 ]", "text"),
        ("a < b and b > c", "text"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
        ('{ "title": "T", "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', "feed"),
        ("<rss version='2.0'>", "feed"),
        ("<?xml version='1.0'?>\n<!-- a --> <!-- b --><feed xml:lang='en'>", "feed"),
        ("<rdf:RDF>", "feed"),
        ("<atom:feed>", "feed"),
        ("<entry xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("<?xml version='1.0'?><urlset>", "sitemap"),
        ("<sm:sitemapindex>", "sitemap"),
    ],
)
def test_formats_are_recognised(start: str, format: str) -> None:
    assert recognise(job_of(start)) == format
    assert format in FORMATS


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (
            "<opml version='2.0'>",
            "an OPML list of feeds, which `feedkit convert` reads from a file named *.opml",
        ),
    ],
)
def test_other_formats_are_named(start: str, kind: str) -> None:
    with pytest.raises(ParseError) as caught:
        recognise(job_of(start))
    assert str(caught.value) == f"wanted a page, the plain text of one or a feed, found {kind}"


@pytest.mark.parametrize(
    "start", ["<!--" * 20000, "<!-- -->" * 8000 + "x", " " * 65000, "<?" * 30000, "</p" * 20000]
)
def test_recognising_takes_no_time(start: str) -> None:
    assert recognise(job_of(start + "x")) in FORMATS


@pytest.mark.parametrize("url", ["https://example.org/", "http://[::1]:8000/a", "file:///tmp/a.html"])
def test_usable_addresses(url: str) -> None:
    assert checked_url(url) == url


@pytest.mark.parametrize(
    "url", ["", "blog/", "//example.org/", "ftp://example.org/", "https:///x", "http://[::1"]
)
def test_unusable_addresses(url: str) -> None:
    with pytest.raises(ValueError, match="url must be an absolute") as caught:
        checked_url(url)
    assert str(caught.value).endswith(f"such as https://example.org/blog/, not {url!r}")


@pytest.mark.parametrize("name", ["", "Mars", "../etc/passwd", "/etc/localtime", "Europe", "UTC+3"])
def test_unusable_zones(name: str) -> None:
    with pytest.raises(ValueError, match="timezone must be an IANA name") as caught:
        checked_zone(name)
    assert str(caught.value) == f"timezone must be an IANA name such as Europe/Berlin or UTC, not {name!r}"
