"""The examples of web frameworks, asked by each framework's own test client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

import feedkit

DOCUMENTS = [
    ("/feed.xml", "application/atom+xml; charset=utf-8"),
    ("/rss.xml", "application/rss+xml; charset=utf-8"),
    ("/feed.json", "application/feed+json"),
]
LAST_MODIFIED = "Fri, 09 May 2025 18:30:00 GMT"


class Answer(NamedTuple):
    """What an application answers."""

    status: int
    headers: Mapping[str, str]  # with names in any case
    body: bytes


Ask = Callable[[str, str, dict[str, str]], Answer]  # a method, a path and headers


def flask(method: str, path: str, headers: dict[str, str]) -> Answer:
    from examples.flask_app import app

    answer = app.test_client().open(path, method=method, headers=headers)
    return Answer(answer.status_code, dict(answer.headers), answer.data)


def django(method: str, path: str, headers: dict[str, str]) -> Answer:
    from django.test import Client

    from examples import django_app  # noqa: F401

    answer = Client(headers={"Host": "localhost"}).generic(method, path, headers=headers)
    return Answer(answer.status_code, answer.headers, answer.content)


def fastapi(method: str, path: str, headers: dict[str, str]) -> Answer:
    from fastapi.testclient import TestClient

    from examples.fastapi_app import app

    answer = TestClient(app).request(method, path, headers=headers)
    return Answer(answer.status_code, answer.headers, answer.content)


each_framework = pytest.mark.parametrize("ask", [flask, django, fastapi])
each_document = pytest.mark.parametrize(("path", "content_type"), DOCUMENTS)


@each_framework
@each_document
def test_a_feed_is_served_valid_with_all_that_a_reader_asks_with_again(
    ask: Ask, path: str, content_type: str
) -> None:
    answer = ask("GET", path, {})
    assert answer.status == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Last-Modified"] == LAST_MODIFIED
    assert answer.headers["ETag"].startswith('"')
    report = feedkit.check(answer.body, feed_url=f"https://kites.example{path}")
    assert [str(finding) for finding in report.findings if finding.level != "info"] == []


@each_framework
@each_document
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_feed_that_the_reader_has_is_not_sent_again(
    ask: Ask, path: str, content_type: str, method: str
) -> None:
    etag = ask("GET", path, {}).headers["ETag"]
    for condition in ({"If-None-Match": etag}, {"If-Modified-Since": LAST_MODIFIED}):
        answer = ask(method, path, condition)
        assert (answer.status, answer.headers["ETag"], answer.body) == (304, etag, b"")
        assert answer.headers.get("Content-Type", content_type) == content_type  # Flask leaves it out


@each_framework
@each_document
def test_a_feed_that_the_reader_has_not_is_sent(ask: Ask, path: str, content_type: str) -> None:
    whole = ask("GET", path, {}).body
    for condition in (
        {"If-None-Match": '"other"', "If-Modified-Since": LAST_MODIFIED},
        {"If-Modified-Since": "Fri, 09 May 2025 18:29:59 GMT"},
    ):
        answer = ask("GET", path, condition)
        assert (answer.status, answer.body) == (200, whole)


@each_framework
@each_document
def test_head_is_answered_as_get_without_the_body(ask: Ask, path: str, content_type: str) -> None:
    head, whole = ask("HEAD", path, {}), ask("GET", path, {})
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "ETag", "Last-Modified"):
        assert head.headers[name] == whole.headers[name]


@each_framework
def test_only_feeds_are_served(ask: Ask) -> None:
    assert ask("GET", "/other.xml", {}).status == 404
    assert ask("POST", "/feed.xml", {}).status == 405
