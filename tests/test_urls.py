"""Addresses: resolved as RFC 3986 says, valid whatever was written."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.values.urls import absolute_url, split_url

URI = re.compile(  # the characters of RFC 3986 and no others, `%` only before two digits
    r"(?:https?|ftp|file)://[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]*(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
BASE = "http://a/b/c/d;p?q"

RESOLVED = {  # RFC 3986, section 5.4
    "g": "http://a/b/c/g",
    "./g": "http://a/b/c/g",
    "g/": "http://a/b/c/g/",
    "/g": "http://a/g",
    "//g": "http://g",
    "?y": "http://a/b/c/d;p?y",
    "g?y": "http://a/b/c/g?y",
    "#s": "http://a/b/c/d;p?q#s",
    "g#s": "http://a/b/c/g#s",
    "g?y#s": "http://a/b/c/g?y#s",
    ";x": "http://a/b/c/;x",
    "g;x=1?y#s": "http://a/b/c/g;x=1?y#s",
    ".": "http://a/b/c/",
    "./": "http://a/b/c/",
    "..": "http://a/b/",
    "../g": "http://a/b/g",
    "../..": "http://a/",
    "../../g": "http://a/g",
    "../../../g": "http://a/g",
    "/./g": "http://a/g",
    "/../g": "http://a/g",
    "g.": "http://a/b/c/g.",
    ".g": "http://a/b/c/.g",
    "g..": "http://a/b/c/g..",
    "..g": "http://a/b/c/..g",
    "./../g": "http://a/b/g",
    "./g/.": "http://a/b/c/g/",
    "g/./h": "http://a/b/c/g/h",
    "g/../h": "http://a/b/c/h",
    "g;x=1/../y": "http://a/b/c/y",
    "g?y/../x": "http://a/b/c/g?y/../x",
    "g#s/../x": "http://a/b/c/g#s/../x",
    "g//h": "http://a/b/c/g//h",
}

MENDED = {
    "https://example.org": "https://example.org",
    " \n https://example.org/a\tb \u00a0": "https://example.org/ab",
    "https://example.org/a b": "https://example.org/a%20b",
    "https://example.org/%7Ea/%zz/100%": "https://example.org/%7Ea/%25zz/100%25",
    'https://example.org/"<>[]^{}|`': "https://example.org/%22%3C%3E%5B%5D%5E%7B%7D%7C%60",
    "https://example.org/a\\b?c\\d": "https://example.org/a/b?c%5Cd",
    "https://example.org/#a#b": "https://example.org/#a%23b",
    "https://example.org/\ud800": "https://example.org/%EF%BF%BD",
    "https://Bücher.example/Größe?q=ä#ü": "https://xn--bcher-kva.example/Gr%C3%B6%C3%9Fe?q=%C3%A4#%C3%BC",
    "https://straße.example/": "https://xn--strae-oqa.example/",
    "https://例え。テスト/": "https://xn--r8jz45g.xn--zckzah/",
    "https://☃.example/": "https://xn--n3h.example/",
    "HTTP://EXAMPLE.org:080/A": "http://example.org:80/A",
    "http://example.org:/a": "http://example.org/a",
    "http://us er:p@ss@example.org/": "http://us%20er:p%40ss@example.org/",
    "http://[2001:DB8::1]:8080/a": "http://[2001:db8::1]:8080/a",
    "http://%65xample.org/": "http://example.org/",
    "http://my_host/a": "http://my_host/a",
    "//example.org/a": "http://example.org/a",
    "\\\\example.org\\a": "http://example.org/a",
    "/.well-known/a": "http://a/.well-known/a",
    "file:///home/a b.html": "file:///home/a%20b.html",
    "ftp://example.org/a": "ftp://example.org/a",
}

UNUSABLE = [
    "",
    "  \n",
    "javascript:void(0)",
    "data:image/png;base64,AAAA",
    "mailto:a@example.org",
    "tel:+123",
    "http:",
    "http://",
    "http:///a",
    "http:example.org",
    "http://[::1",
    "http://[example]/",
    "http://example.org:port/",
    "http://example.org:99999/",
    "http://exa mple.org/",
    "http://a..b/",
    "http://℀.example/",
    f"http://{'a' * 64}.example/",
    "http://example.org/" + "a" * 9000,
    "a:b",
]


@pytest.mark.parametrize(("reference", "wanted"), RESOLVED.items())
def test_references_are_resolved_as_the_rfc_says(reference: str, wanted: str) -> None:
    assert absolute_url(reference, BASE) == wanted


@pytest.mark.parametrize(("reference", "wanted"), MENDED.items())
def test_what_may_not_stand_in_a_uri_is_encoded(reference: str, wanted: str) -> None:
    assert absolute_url(reference, BASE) == wanted


@pytest.mark.parametrize("reference", UNUSABLE)
def test_what_is_no_address_is_none(reference: str) -> None:
    assert absolute_url(reference, BASE) is None


@pytest.mark.parametrize("reference", ["a", "/a", "//example.org/a", "?a", "#a", "."])
def test_a_relative_reference_needs_a_base(reference: str) -> None:
    assert absolute_url(reference, None) is None
    assert absolute_url(reference, "not a base") is None


def test_a_base_may_be_a_file_or_lack_a_path() -> None:
    assert absolute_url("b.html", "file:///home/a.html") == "file:///home/b.html"
    assert absolute_url("b.html", "https://example.org") == "https://example.org/b.html"
    assert absolute_url("?b", "https://example.org") == "https://example.org?b"


def test_other_schemes_count_where_they_are_asked_for() -> None:
    mail = frozenset({"mailto"})
    assert absolute_url("MAILTO:a b@example.org", None, extra_schemes=mail) == "mailto:a%20b@example.org"
    assert absolute_url("tel:+123", None, extra_schemes=mail) is None


@given(
    st.text() | st.from_regex(r"https?://[^/]{1,9}/.*", fullmatch=True) | st.from_regex(URI, fullmatch=True),
    st.sampled_from([BASE, "https://example.org", "file:///a/b", None]),
)
def test_any_text_gives_a_valid_uri_or_none_and_the_same_again(reference: str, base: str | None) -> None:
    address = absolute_url(reference, base)
    if address is not None:
        assert URI.fullmatch(address)
        assert urlsplit(address).scheme in {"http", "https", "ftp", "file"}
        assert absolute_url(address, base) == address
        assert absolute_url(address, None) == address


@given(st.from_regex(r"[A-Za-z0-9_~./:?#=&%-]{1,30}", fullmatch=True))
def test_the_fast_ways_answer_what_the_slow_way_does(reference: str) -> None:
    upper = absolute_url(reference, "HTTP://A/b/c/d")
    assert absolute_url(reference, "http://a/b/c/d") == upper
    assert absolute_url(f"\x00{reference}", "http://a/b/c/d") == upper


PIECES = (
    *(
        "http",
        "https",
        "HTTP",
        "mailto",
        "://",
        ":",
        "//",
        "/",
        "?",
        "#",
        "&",
        "=",
        "@",
        "[",
        "]",
        "%20",
        "-",
    ),
    *(".", "a", "b.example", ":80", "\\", "é", "．", "\u2100", "日本", " ", "\t", "\n", "\0", "\x7f"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_an_address_is_split_as_the_standard_library_splits_it(url: str) -> None:
    try:
        expected = urlsplit(url)
    except ValueError:
        expected = urlsplit("")._replace(path=url)
    assert split_url(url) == expected
