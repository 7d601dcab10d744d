"""What looks like a secret in a request, and what goes out of date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedkit.values.json_wrapping import unwrapped
from feedkit.values.secret_values import is_secret, why_it_changes

NOW = datetime(2026, 11, 28, 19, tzinfo=UTC)
LOADED = "the time at which the page was loaded"
ANEW = "made anew each time"
FURTHER = "it asks for a further page of the list"
EXPIRING = "eyJhbGciOiJub25lIn0.eyJleHAiOjE4MDAwMDAwMDB9.c2ln"
LASTING = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJwb3N0cyJ9.c2ln"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Api-Key", "k3y-of-ada"),
        ("x-algolia-api-key", "8e2f1c0a9b7d4e3f6a5c1b2d3e4f5a6b"),
        ("key", "AIzaSyD3-abc123XYZ789def456"),
        ("Authorization", "Bearer abc"),
        ("password", "letmein"),
        ("sessionid", "pa55w0rd"),
        ("X-Csrf-Token", "a8f5f167f44f4964e6c998dee827110c"),
        ("x-of-ada", "8e2f1c0a9b7d4e3f6a5c1b2d3e4f5a6b"),
        ("anything", LASTING),
    ],
)
def test_secrets(name: str, value: str) -> None:
    assert is_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("author", "jane-4711"),
        ("keyword", "tides"),
        ("key", "news"),
        ("page_token", "abc1"),
        ("q", "a-belt-breaks-in-2026"),
        ("path", "/posts/2026/03/b4/c5/d6/e7"),
        ("v", "2026-01-15"),
        ("sha256Hash", "8e2f1c0a9b7d4e3f6a5c1b2d3e4f5a6b"),
        ("x-algolia-application-id", "ABCD1234EF"),
        ("X-Requested-With", "XMLHttpRequest"),
        ("Accept", "application/vnd.github.v3+json"),
    ],
)
def test_what_is_no_secret(name: str, value: str) -> None:
    assert not is_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("_", "1795892400000", ANEW),
        ("when", "1795892400000", LOADED),
        ("since", "2026-11-28", LOADED),
        ("from", "2026-11-28T10:00:00Z", LOADED),
        ("_wpnonce", "a1b2c3d4e5", ANEW),
        ("X-Request-Id", "8e2f1c0a-9b7d-4e3f-6a5c-1b2d3e4f5a6b", ANEW),
        ("page", "2", FURTHER),
        ("offset", "20", FURTHER),
        ("after", "b2Zmc2V0OjEw", "the end of another page of the list"),
        ("token", EXPIRING, "a token that expires on 2027-01-15"),
        ("token", LASTING, ""),
        ("page", "1", ""),
        ("offset", "0", ""),
        ("after", "", ""),
        ("since", "2020-01-01", ""),
        ("t", "news", ""),
        ("limit", "20", ""),
    ],
)
def test_what_goes_out_of_date(name: str, value: str, why: str) -> None:
    expected = LOADED if value == "1795892400000" else why
    assert why_it_changes(name, value, NOW) == expected


@pytest.mark.parametrize(
    "text",
    [
        ")]}'\nJSON",
        ")]}',\nJSON",
        "while(1);JSON",
        "for (;;);JSON",
        "{}&&JSON",
        "throw 1; <don't be evil>JSON",
        "/*-secure-\nJSON*/",
        "show(JSON);",
        "/**/ typeof show === 'function' && show(JSON);",
    ],
)
def test_json_is_taken_out_of_what_is_around_it(text: str) -> None:
    assert unwrapped(text.replace("JSON", '{"a": [1]}')) == '{"a": [1]}'


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"a": "x)"}', "note (1) {", "f([1]) and more", "<p>f({})</p>"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text
