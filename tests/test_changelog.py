"""Changelogs: which headings are releases, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers import Job, job_of, recognise
from feedkit.parsers.posts.changelog import read, recognises
from tests.costs import assert_linear

UTC = ZoneInfo("UTC")
PAGE = "https://forge.example/tidewatch/CHANGELOG.md"


def entries(text: str, url: str | None = None) -> Sequence[Entry]:
    return read(Job(content=text, url=url)).feed.entries


@pytest.mark.parametrize(
    ("heading", "title", "date"),
    [
        ("## [1.2.0] - 2025-03-04", "1.2.0", "2025-03-04"),
        ("## 1.2.0 (2025-03-04)", "1.2.0", "2025-03-04"),
        ("## v1.2.0 — March 4, 2025", "v1.2.0", "2025-03-04"),
        ("1.2.0 / 2025-03-04\n==================", "1.2.0", "2025-03-04"),
        ("# 1.2.0", "1.2.0", ""),
        ("# v2", "v2", ""),
        ("### [1.2.0](https://a.example/compare/v1.1...v1.2) (2025-03-04)", "1.2.0", "2025-03-04"),
        ("## [1.2.0] - 2025-03-04 [YANKED]", "1.2.0 [YANKED]", "2025-03-04"),
        ("## 1.2.0-rc.1+build.5, 4. März 2025", "1.2.0-rc.1+build.5", "2025-03-04"),
        ("## Version 1.2 released on 4 March 2025", "Version 1.2", "2025-03-04"),
        ("## 1.2.0: The neap release (2025-03-04)", "1.2.0: The neap release", "2025-03-04"),
        ("## tidewatch@1.2.0", "tidewatch@1.2.0", ""),
        ("## 2025.03.04", "2025.03.04", ""),
    ],
)
def test_a_heading_is_a_release(heading: str, title: str, date: str) -> None:
    (entry,) = entries(f"{heading}\n\ntext\n")
    assert (entry.title, entry.content) == (title, "<p>text</p>")
    assert (f"{entry.published:%Y-%m-%d}" if entry.published else "") == date


@pytest.mark.parametrize(
    "heading",
    [
        "## [Unreleased]",
        "## 1.3.0 (unreleased)",
        "## Unreleased 1.3.0",
        "## Added",
        "## Support 1.2 and its friends",
        "## 2025",
        "text 1.2.0",
        "```\n## 1.2.0\n```",
    ],
)
def test_a_heading_is_no_release(heading: str) -> None:
    assert [entry.title for entry in entries(f"## 1.0.0\n\n{heading}\n\ntext\n")] == ["1.0.0"]


def test_sections_end_where_the_release_does() -> None:
    text = "# Log\n## [Unreleased]\nsoon\n## [1.1.0]\n### Added\n- a\n### Python 3.12\nb\n"
    text += "## 1.0.0\nc\n## Links\nd\n"
    found = entries(text)
    assert [(entry.title, entry.content) for entry in found] == [
        ("1.1.0", "<h3>Added</h3>\n<ul>\n<li>a</li>\n</ul>\n<h3>Python 3.12</h3>\n<p>b</p>"),
        ("1.0.0", "<p>c</p>"),
    ]


def test_releases_of_several_levels_keep_their_sections() -> None:
    text = "## 1.1.0 (2025-01-02)\n### Features\na\n### 1.0.1 (2025-01-01)\n### Bug Fixes\nb\n# Old\nc\n"
    assert [entry.content for entry in entries(text)] == [
        "<h3>Features</h3>\n<p>a</p>",
        "<h3>Bug Fixes</h3>\n<p>b</p>",
    ]


def test_addresses_are_those_of_the_version_else_of_the_heading() -> None:
    text = "## [1.1.0] - 2025-03-04\n\n## v1.0.0 (2025-01-02)\n\n## [0.9](/compare/0.9)\n\n[1.1.0]: https://a.example/1.1.0\n"
    found = entries(text, PAGE)
    assert [entry.url for entry in found] == [
        "https://a.example/1.1.0",
        f"{PAGE}#v100-2025-01-02",
        "https://forge.example/compare/0.9",
    ]
    assert [entry.id for entry in found] == [f"{PAGE}#{version}" for version in ("1.1.0", "1.0.0", "0.9")]
    assert [entry.url for entry in entries(text)][1:] == [None, None]


def test_numeric_dates_are_read_together() -> None:
    text = "## 1.2 (03/04/2025)\n\n## 1.1 (25/03/2025)\n\n## 1.0 (01/02/2025)\n"
    assert [f"{entry.published:%m-%d}" for entry in entries(text)] == ["04-03", "03-25", "02-01"]


def test_the_title_is_the_first_heading() -> None:
    assert read(Job(content="# Tidewatch\n\n## 1.0.0\n")).feed.title == "Tidewatch"
    assert read(Job(content="# 1.0.0\n")).feed.title is None


def test_what_lists_no_release_is_refused() -> None:
    wanted = "no releases found in the changelog: wanted headings such as '## [1.2.0] - 2025-03-04', found "
    for text, found in (("# Log\n\n## Added\n", "2 of another kind"), ("text", "no headings")):
        with pytest.raises(NoEntriesError) as caught:
            read(Job(content=text))
        assert str(caught.value) == wanted + found


def test_a_changelog_without_a_name_may_begin_with_an_element() -> None:
    text = '<p align="center">Logo</p>\n\n## 1.1.0 - 2025-03-04\n\n- a\n\n## 1.0.0 - 2025-01-02\n\n- b\n'
    assert recognise(job_of(text)) == "changelog"
    assert recognise(job_of(f"<!doctype html>{text}")) == "html"


def test_a_changelog_is_recognised_by_two_releases() -> None:
    assert recognises("# Log\n## [1.1.0] - 2025-03-04\na\n## [1.0.0](https://a.example/x) - 2025-01-02\nb\n")
    assert recognises("1.1 / 2025-03-04\n===\na\n\n1.0 / 2025-03-01\n---\nb\n")
    assert not recognises("# A letter\n\n## 1.0\n\nDear all\n")
    assert not recognises("# Notes\n\n## Python 3.12 is here\n\n## Python 3.13 is next\n")
    assert not recognises("<h2>1.1</h2><h2>1.0</h2>")


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "## 1.0\n" * n,
        lambda n: "## 1.0" + "-a1" * (5 * n),
        lambda n: "## v" + " " * (10 * n) + "x",
        lambda n: "## " + "1." * (5 * n),
        lambda n: "## 1.0 (" + "2025-01-01 " * n,
        lambda n: "# " * n + "\n" + "# # " * (n // 2),
    ],
    ids=["releases", "suffix", "blanks", "numbers", "dates", "hashes"],
)
def test_hostile_texts_cost_no_more_than_their_length(make: Callable[[int], str]) -> None:
    def answered(text: str) -> None:
        recognises(text)
        try:
            assert entries(text)
        except NoEntriesError as error:
            assert "no releases found" in str(error)  # noqa: PT017

    assert_linear(answered, make, 6_000)


versions = st.tuples(*[st.integers(0, 99)] * 3).map(lambda parts: ".".join(map(str, parts)))
releases = st.lists(st.tuples(versions, st.dates()), min_size=1, max_size=6, unique_by=lambda one: one[0])


@given(releases, st.sampled_from(["## [{}] - {}", "# v{} ({})", "### Version {}, {}"]))
def test_every_release_is_found(wanted: list[tuple[str, object]], shape: str) -> None:
    text = "\n\n- a\n\n".join(shape.format(*one) for one in wanted)
    found = entries(text, PAGE)
    assert [entry.id for entry in found] == [f"{PAGE}#{version}" for version, _ in wanted]
