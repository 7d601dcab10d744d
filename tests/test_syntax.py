"""The grammar of single values: language tags, media types, e-mail addresses, URIs."""

from __future__ import annotations

import pytest

from feedkit.checks import rules
from feedkit.values.language_tags import has_tag_form, is_language_tag
from feedkit.values.mail_syntax import is_email, without_comments
from feedkit.values.media_types import is_media_type
from feedkit.values.uri_syntax import defect_of, is_uri, missing_for_normal_form

URI_DEFECTS = {
    "": "not-a-url",
    "https://": "not-a-url",
    "https://a.example:99999/": "not-a-url",
    "https://a.example:65536/": "not-a-url",
    "page.html": "relative-url",
    "https://a.example/a b": "url-characters",
    "https://a.example/%zz": "url-characters",
    "https://a.example/[1]": "url-characters",
    "https://a.example/é": "url-not-ascii",
    "nosuch:thing": "unregistered-scheme",
    "tag:a.example,2025-02-30:x": "tag-uri",
    "urn:x": "urn",
    "urn:uuid:12": "urn-uuid",
}


@pytest.mark.parametrize("text", ["en", "pt-BR", "zh-Hant-TW", "x-ours", "i-klingon", "qaa", "EN"])
def test_language_tags(text: str) -> None:
    assert is_language_tag(text)
    assert has_tag_form(text)


@pytest.mark.parametrize(("text", "form"), [("xx", True), ("en_US", False), ("", False), ("english", False)])
def test_what_is_no_language_tag(text: str, form: bool) -> None:
    assert not is_language_tag(text)
    assert has_tag_form(text) == form


@pytest.mark.parametrize("text", ["text/html", "text/html; charset=utf-8", "application/atom+xml"])
def test_media_types(text: str) -> None:
    assert is_media_type(text)


@pytest.mark.parametrize("text", ["", "html", "text/", "text/html;", "text html/x"])
def test_what_is_no_media_type(text: str) -> None:
    assert not is_media_type(text)


@pytest.mark.parametrize("text", ["jane@example.org", '"jane doe"@example.org', "j@[192.0.2.1]"])
def test_email_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize("text", ["", "jane", "Jane <jane@example.org>", "jane@", "a..b@example.org", "j@-"])
def test_what_is_no_email_address(text: str) -> None:
    assert not is_email(text)


def test_comments_nest_and_a_backslash_escapes() -> None:
    assert without_comments(r"1 (a (b) \) c) 2").split() == ["1", "2"]
    assert without_comments("1) 2") == "1) 2"


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example",
        "https://a.example:59999/b",
        "https://a.example:65535/b",
        "https://[::1]:80/?a",
        "mailto:a@b.example",
        "tag:a.example,2025:x",
    ],
)
def test_uris(text: str) -> None:
    assert is_uri(text)


@pytest.mark.parametrize(("text", "kind"), URI_DEFECTS.items())
def test_what_is_no_uri_has_a_defect_that_a_check_reports(text: str, kind: str) -> None:
    defect = defect_of(text)
    assert defect is not None
    assert defect.kind == kind
    assert kind in rules()
    assert not is_uri(text)


def test_references_and_iris() -> None:
    assert defect_of("", absolute=False) is None
    assert defect_of("a/b?c", absolute=False) is None
    assert defect_of("https://a.example/é", iri=True) is None
    assert defect_of("a:b/c d", absolute=False) is not None


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("https://a.example/", None),
        ("HTTPS://a.example/", "the scheme in lower case"),
        ("https://A.example/", "the host in lower case"),
        ("https://a.example:443/", "no default port"),
        ("https://a.example", "a path, / at least"),
        ("https://a.example/%41", "letters, digits and - . _ ~ as they are"),
        ("https://a.example/%c3", "%XX in capitals"),
    ],
)
def test_the_normal_form(text: str, missing: str | None) -> None:
    assert missing_for_normal_form(text) == missing
