"""Phrases such as "3 days ago" on pages: beside dates, without a digit, behind labels, in the given zone."""

from __future__ import annotations

from datetime import UTC, datetime

import feedkit

NOW = datetime(2026, 11, 28, 2, 30, tzinfo=UTC)


def published(shown: list[str], *, language: str = "en", timezone: str = "UTC") -> list[str | None]:
    """Return the dates of a page whose entries show these texts."""
    entries = "".join(
        f'<article><h3><a href="/p/{number}">A mill by the river, part {number}</a></h3>'
        f'<p class="when">{text}</p><p>What the miller saw on his way, and more of it.</p></article>'
        for number, text in enumerate(shown)
    )
    page = f'<html lang="{language}"><title>Mills</title><body><main>{entries}</main></body></html>'
    feed = feedkit.parse(page, url="https://mills.example/", now=NOW, timezone=timezone)
    return [entry.published.isoformat() if entry.published else None for entry in feed.entries]


def test_phrases_and_dates_in_one_list() -> None:
    assert published(["2 hours ago", "1 week ago", "Oct 30, 2026", "Oct 12, 2026", "Sep 1, 2026"]) == [
        "2026-11-28T00:30:00+00:00",
        "2026-11-21T00:00:00+00:00",
        "2026-10-30T00:00:00+00:00",
        "2026-10-12T00:00:00+00:00",
        "2026-09-01T00:00:00+00:00",
    ]


def test_phrases_without_a_digit() -> None:
    assert published(["vor einer Stunde", "vor einem Tag", "vor 3 Tagen"], language="de") == [
        "2026-11-28T01:30:00+00:00",
        "2026-11-27T00:00:00+00:00",
        "2026-11-25T00:00:00+00:00",
    ]


def test_phrases_behind_a_label_and_before_an_author() -> None:
    assert published(["Posted 3 days ago", "Posted 5 days ago by Ann Lee", "Posted 2 weeks ago"]) == [
        "2026-11-25T00:00:00+00:00",
        "2026-11-23T00:00:00+00:00",
        "2026-11-14T00:00:00+00:00",
    ]


def test_today_is_a_day_of_the_given_zone() -> None:
    shown = ["Today 6:05 PM", "Yesterday 6:05 PM", "Yesterday 9:15 AM"]
    assert published(shown, timezone="America/Denver") == [
        "2026-11-27T18:05:00-07:00",
        "2026-11-26T18:05:00-07:00",
        "2026-11-26T09:15:00-07:00",
    ]


def test_words_that_are_no_phrases() -> None:
    assert published(["Open Records Act – CORA", "Friday", "Today"]) == [None, None, None]


def test_a_date_among_phrases_is_kept() -> None:
    shown = ["Ann Lee • 3 hours ago", "Bo Kim • yesterday", "Ann Lee • 5 days ago", "Cy Dee • Nov 12, 2026"]
    assert published(shown) == [
        "2026-11-27T23:30:00+00:00",
        "2026-11-27T00:00:00+00:00",
        "2026-11-23T00:00:00+00:00",
        "2026-11-12T00:00:00+00:00",
    ]


def test_a_word_alone_is_a_phrase_where_others_are_dates() -> None:
    assert published(["gestern", "vor 3 Tagen", "12. November 2026", "1. November 2026"], language="de") == [
        "2026-11-27T00:00:00+00:00",
        "2026-11-25T00:00:00+00:00",
        "2026-11-12T00:00:00+00:00",
        "2026-11-01T00:00:00+00:00",
    ]


def test_a_phrase_that_is_not_understood_costs_the_others_nothing() -> None:
    assert published(["3 blorgs ago", "yesterday", "2 days ago", "Nov 12, 2026"]) == [
        None,
        "2026-11-27T00:00:00+00:00",
        "2026-11-26T00:00:00+00:00",
        "2026-11-12T00:00:00+00:00",
    ]


def test_phrases_of_other_programs() -> None:
    assert published(["李四 · 昨天", "张三 · 3天前", "李四 · 2026年11月12日"], language="zh-CN") == [
        "2026-11-27T00:00:00+00:00",
        "2026-11-25T00:00:00+00:00",
        "2026-11-12T00:00:00+00:00",
    ]
    assert published(["Last Tuesday at 5:05 PM", "half a minute ago", "Oct 12, 2026 at 5:05 PM"]) == [
        "2026-11-24T17:05:00+00:00",
        "2026-11-28T02:30:00+00:00",
        "2026-10-12T17:05:00+00:00",
    ]
