"""What of an address tells pages apart, what never does, and what is taken out of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.values.address_keys import (
    address_key,
    constant_parameters,
    is_signed,
    loose_address_key,
    without_tracking,
)
from feedkit.values.urls import split_url

POST = "https://pier.example/notes/ebb?lang=gd&page=2"


@pytest.mark.parametrize(
    "url",
    [
        "http://pier.example/notes/ebb?lang=gd&page=2",
        "https://www.pier.example/notes/ebb?lang=gd&page=2",
        "https://PIER.example:443/notes/ebb?lang=gd&page=2",
        "https://pier.example/notes/ebb/?lang=gd&page=2",
        "https://pier.example//notes///ebb?lang=gd&page=2",
        "https://pier.example/notes/ebb/index.html?lang=gd&page=2",
        "https://pier.example/notes/ebb/Default.aspx?lang=gd&page=2",
        "https://pier.example/notes/%65bb?lang=gd&page=2",
        "https://pier.example/notes/ebb?page=2&lang=gd",
        "https://pier.example/notes/ebb?lang=gd&utm_source=list&page=2&UTM_Medium=web",
        "https://pier.example/notes/ebb?fbclid=Iw&lang=gd&page=2&gclid=C",
        "https://pier.example/notes/ebb?lang=gd&page=2&__xts__%5B0%5D=68.A",
        "https://pier.example/notes/ebb?lang=gd&page=2&PHPSESSID=1",
        "https://pier.example/notes/ebb?lang=gd&page=2&sid=0a4d55a8d778e5022fab701977c5d840",
        "https://pier.example/notes/ebb;jsessionid=A1B2?lang=gd&page=2",
        "https://pier.example/notes/ebb?lang=gd&page=2&X-Amz-Signature=ab&X-Amz-Expires=300",
        "https://pier.example/notes/ebb?lang=gd&page=2&Expires=1&Signature=b&Key-Pair-Id=K",
        *(f"{POST}#{part}" for part in ("more", "more-17", "comments", "respond", ":~:text=ebb", "top")),
    ],
)
def test_addresses_of_one_page_have_one_key(url: str) -> None:
    assert address_key(url) == address_key(POST)


def test_the_spelling_of_escapes_tells_nothing() -> None:
    assert address_key("https://a.example/caf%c3%a9") == address_key("https://a.example/caf%C3%A9")
    assert address_key("https://a.example/?n=%7ecaf%c3%a9") == address_key("https://a.example/?n=~caf%C3%A9")
    assert address_key("https://a.example/a%2Fb") != address_key("https://a.example/a/b")


@pytest.mark.parametrize(
    "url",
    [
        "https://pier.example:8080/notes/ebb?lang=gd&page=2",
        "https://pier.example/Notes/ebb?lang=gd&page=2",
        "https://pier.example/notes/ebb?lang=gd",
        "https://pier.example/notes/ebb?lang=gd&page=3",
        "https://pier.example/notes/ebb?lang=gd&page=2&sid=17",
        "https://pier.example/notes/ebb?lang=gd&page=2&s=flood",
        "https://pier.example/notes/ebb?lang=gd&page=2&ref=home",
        "https://pier.example/notes/ebb?lang=gd&page=2&expires=2026",
        "https://pier.example/notes/ebb?lang=gd&page=2#v1.2",
        "https://pier.example/notes/ebb?lang=gd&page=2#2-comments",
        "https://pier.example/notes/index/ebb?lang=gd&page=2",
    ],
)
def test_addresses_of_other_pages_have_another_key(url: str) -> None:
    assert address_key(url) != address_key(POST)


def test_what_has_one_value_in_a_list_tells_nothing_apart_in_it() -> None:
    urls = ["/1?ref=7&id=1", "/2?ref=7&id=2", "/3?id=3&once=1", "/4"]
    assert constant_parameters(urls) == {"ref"}
    assert constant_parameters(urls[:1]) == set()
    assert loose_address_key("https://a.example/1?r=8&from=b", {"r"}) == address_key("https://a.example/1")


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://a.example/b?utm_source=x", "https://a.example/b"),
        ("http://www.a.example/b?utm_source=x#c", "http://www.a.example/b#c"),
        (
            "https://a.example/b?z=%c3%a9&fbclid=1&a=&b#/?utm_id=1",
            "https://a.example/b?z=%c3%a9&a=&b#/?utm_id=1",
        ),
        *(
            (url, url)
            for url in (
                "https://b.example/b?utm_source=x",
                "https://a.example/index.html?",
                "https://a.example/b;jsessionid=AB?ref=x&source=y&sid=17&pk=3",
                "https://a.example/b?X-Amz-Signature=ab",
            )
        ),
    ],
)
def test_only_tracking_is_taken_out_and_only_a_sites_own(url: str, cleaned: str) -> None:
    assert without_tracking(url, "https://a.example/") == cleaned
    assert without_tracking(cleaned, "https://a.example/") == cleaned
    assert without_tracking(url, None) == url


def test_a_signature_is_seen() -> None:
    assert is_signed("https://a.example/b?sig=x")
    assert is_signed("https://a.example/b?token=0a4d55a8d778e5022fab701977c5d840")
    assert not is_signed("https://a.example/b?token=eke&signed=yes")


@given(st.text(max_size=40), st.sampled_from(["", "?", "#", "?a=b;c&utm_x", ";sid=1", "%", "//[", "?%"]))
def test_any_text_has_a_key_and_can_be_cleaned(text: str, more: str) -> None:
    url = f"https://a.example/{text}{more}{text}"
    assert address_key(url) == address_key(url)
    cleaned = without_tracking(url, url)
    assert without_tracking(cleaned, url) == cleaned


# What the short ways to a key and to the parts of an address could take for what it is not.
PIECES = ["/", "//", "?", "#", "%65", "www.", "WWW.", ":443", "@", "[", "]", "index.html", "/Home.php", "a"]
PIECES += ["home.", ".", "..", "B", "é", " ", "\t", ";sid=1", "&", "=", "\\", "/ebb-1", "_~", "https://"]


@given(st.sampled_from(["http://", "https://", "HTTP://", "//", ""]), st.lists(st.sampled_from(PIECES)))
def test_the_short_ways_answer_what_the_long_ones_do(start: str, pieces: list[str]) -> None:
    url = start + "".join(pieces)
    assert address_key(url) == loose_address_key(url, frozenset()) or "?" in url
    try:
        assert split_url(url) == urlsplit(url)
    except ValueError:
        assert split_url(url).path == url
