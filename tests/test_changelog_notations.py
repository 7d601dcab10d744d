"""Changelogs in other notations than Markdown: reStructuredText, plain lines, logs of Debian, GNU and RPM."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from feedkit.errors import NoEntriesError
from feedkit.model import Entry
from feedkit.parsers import Job, job_of, recognise
from feedkit.parsers.posts.changelog import read, recognises
from feedkit.parsers.posts.rst import markdown_of
from tests.costs import assert_linear

PAGE = "https://pump.example/changes"
DEBIAN = """\
pump (1.2-1) unstable; urgency=medium

  * Seals <b> hold.
    - So do valves.

 -- Ida Dam <ida@pump.example>  Tue, 04 Mar 2025 10:00:00 +0100

pump (1.2~rc1-1) UNRELEASED; urgency=low

  * Soon.

 -- Ida Dam <ida@pump.example>  Mon, 03 Mar 2025 10:00:00 +0100

pump (1.1-3) stable-security; urgency=high

  * Drops.

 -- Bo Weir <bo@pump.example>  Wed, 01 Jan 2025 00:00:00 +0000
"""
GNU = """\
2025-03-04  Ida Dam  <ida@pump.example>
            Bo Weir  <bo@pump.example>

\t* pump.c (seal): Check the
\tpressure first.
\t(valve): New.

2025-01-02  Bo Weir

\tStart.
"""
RPM = """\
* Tue Mar 04 2025 Ida Dam <ida@pump.example> - 1.2-1
- Seals.

* Wed Jan 01 2025 Bo Weir <bo@pump.example> 1.1-3
- Drops.
"""
WORDPRESS = """\
=== Pump ===
Stable tag: 1.2

== Changelog ==
= 1.2 - 2025-03-04 =
* a
= 1.1 - 2025-03-03 =
* b

== Upgrade Notice ==
= 1.2 =
Now.
"""
SUSE = """\
-------------------------------------------------------------------
Tue Mar  4 10:11:12 UTC 2025 - Ida Dam <ida@pump.example>

- Update:

-------------------------------------------------------------------
Mon Mar  3 10:11:12 UTC 2025 - bo@pump.example

- Drops.
"""


def entries(text: str, name: str = "") -> Sequence[Entry]:
    return read(Job(content=text, url=PAGE, name=name)).feed.entries


def facts(text: str, name: str = "") -> list[tuple[str | None, str]]:
    return [
        (entry.title, f"{entry.published:%Y-%m-%d}" if entry.published else "")
        for entry in entries(text, name)
    ]


# --- logs ---


def test_a_log_of_debian_gives_each_release_the_date_of_its_own_trailer() -> None:
    assert recognise(job_of(DEBIAN)) == "changelog"
    first, second = entries(DEBIAN)
    assert (first.title, str(first.published)) == ("pump 1.2-1", "2025-03-04 10:00:00+01:00")
    assert (second.title, str(second.published)) == ("pump 1.1-3", "2025-01-01 00:00:00+00:00")
    assert [(one.name, one.email) for one in first.authors] == [("Ida Dam", "ida@pump.example")]
    assert (
        first.content == "<ul>\n<li>Seals &lt;b&gt; hold.\n<ul>\n<li>So do valves.</li>\n</ul>\n</li>\n</ul>"
    )
    assert (first.id, first.url) == (f"{PAGE}#1.2-1", PAGE)


def test_a_log_of_gnu_is_titled_by_its_first_change() -> None:
    assert recognise(job_of(GNU, name="ChangeLog")) == "changelog"
    assert facts(GNU) == [
        ("pump.c (seal): Check the pressure first. (valve): New.", "2025-03-04"),
        ("Start.", "2025-01-02"),
    ]
    assert [[one.name for one in entry.authors] for entry in entries(GNU)] == [
        ["Ida Dam", "Bo Weir"],
        ["Bo Weir"],
    ]


def test_a_log_of_rpm_has_versions() -> None:
    assert recognise(job_of(RPM)) == "changelog"
    assert facts(RPM) == [("1.2-1", "2025-03-04"), ("1.1-3", "2025-01-01")]


# --- reStructuredText ---


def test_titles_have_the_levels_of_their_adornments() -> None:
    text = "=====\nPumps\n=====\n\n1.1 (2025-03-04)\n----------------\n\nFixes\n~~~~~\n\n- Seals.\n\n"
    text += "1.0 (2025-01-02)\n----------------\n\nFixes\n~~~~~\n\n- Drops.\n"
    assert recognise(job_of(text)) == "changelog"
    reading = read(Job(content=text))
    assert reading.feed.title == "Pumps"
    assert facts(text) == [("1.1", "2025-03-04"), ("1.0", "2025-01-02")]
    assert reading.feed.entries[0].content == "<h3>Fixes</h3>\n<ul>\n<li>Seals.</li>\n</ul>"


@pytest.mark.parametrize("char", list("=-~^\"'*+#.:_`"))
def test_an_underline_may_be_of_any_kind(char: str) -> None:
    text = f"1.1\n{char * 4}\n\na\n\n1.0\n{char * 4}\n\nb\n"
    assert facts(text, "CHANGES.rst") == [("1.1", ""), ("1.0", "")]


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("a ``b`_c`` d", "a `` b`_c `` d"),
        ("a ``*b*``", "a `*b*`"),
        (":pr:`12` and :issue:`#3`", r"\#12 and \#3"),
        (":class:`~pump.Seal` of :ref:`Pumps <pumps>`", "`Seal` of Pumps"),
        ("`Pumps <https://p.example/a_b>`_", "[Pumps](<https://p.example/a_b>)"),
        (
            "See Pumps_ and `two pumps`__.\n\n.. _Pumps: https://p.example/",
            "See [Pumps](<https://p.example/>) and two pumps.\n\n",
        ),
        ("https://p.example/a_b.", "<https://p.example/a_b>."),
        ("__init__ <b> [x]", r"\_\_init\_\_ \<b\> \[x\]"),
        ("|v| is out\n\n.. |v| replace:: 1.2", "1.2 is out\n\n"),
        ("a::\n\n    *b*", "a:\n\n~~~~~~\n*b*\n~~~~~~"),
        (".. code-block:: sh\n   :linenos:\n\n   ls", "\n~~~~~~\nls\n~~~~~~"),
        (".. A comment\n   of two lines\n\ntext", "\n\n\ntext"),
        (".. note:: Look\n\n   out", "Look\n\nout"),
        (".. versionadded:: 1.2", "New in version 1.2"),
        (".. image:: a.png\n   :alt: A", "![](a.png)\n"),
        ("-   a\n\n    -   b\n\n-   c", "- a\n\n  - b\n\n- c"),
        ("#. a\n#. b", "1. a\n1. b"),
        ("text\n\n    quoted", "text\n\nquoted"),
        ("=  =\na  b\n=  =", "=  =\na  b\n=  ="),
        ("== ==\na  b\n== ==\n1  2\n== ==", "\n~~~~~~\n== ==\na  b\n== ==\n1  2\n== ==\n~~~~~~"),
        (":Date: 2025-03-04", "Date: 2025-03-04  "),
    ],
)
def test_constructs_of_rst_are_those_of_markdown(rst: str, markdown: str) -> None:
    assert markdown_of(rst) == markdown


# --- dates below headings, bold and plain lines, days ---


@pytest.mark.parametrize(
    "line",
    [
        "Released 2025-03-04",
        "*2025-03-04*",
        "Release date: March 4, 2025",
        "_Released on 4 March 2025_",
        "2025-03-04",
    ],
)
def test_the_date_may_stand_below_the_heading(line: str) -> None:
    (entry,) = entries(f"## 1.0\n\n{line}\n\n- a\n")
    assert (str(entry.published)[:10], entry.content) == ("2025-03-04", "<ul>\n<li>a</li>\n</ul>")


def test_a_date_in_the_first_item_of_a_list_stays_there() -> None:
    (entry,) = entries("## 1.0\n\n- Release Mar 4, 2025\n- a\n")
    assert (str(entry.published)[:10], "Release Mar 4" in (entry.content or "")) == ("2025-03-04", True)


def test_a_sentence_with_a_date_is_none() -> None:
    assert facts("## 1.0\n\nSince 2025-03-04 pumps are loud.\n") == [("1.0", "")]


def test_what_is_unreleased_below_its_heading_is_left_out() -> None:
    assert facts("## 1.1\n\nUnreleased\n\n- a\n\n## 1.0\n\nReleased 2025-03-04\n\n- b\n") == [
        ("1.0", "2025-03-04")
    ]


def test_a_link_behind_the_version_is_that_of_the_release() -> None:
    text = (
        "# Log\n\n## 1.1 [All](https://p.example/1.1)\n\n- a\n\n## 1.0 [All](https://p.example/1.0)\n\n- b\n"
    )
    assert recognises(text)
    assert [(entry.title, entry.url) for entry in entries(text)] == [
        ("1.1", "https://p.example/1.1"),
        ("1.0", "https://p.example/1.0"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**1.1** (2025-03-04)\n- a\n\n**1.0** (2025-01-02)\n- b\n",
        "**1.1 - 2025-03-04**\n\n- a\n\n**1.0 - 2025-01-02**\n\n- b\n",
    ],
)
def test_bold_lines_are_releases(text: str) -> None:
    assert recognise(job_of(text)) == "changelog"
    assert facts(text) == [("1.1", "2025-03-04"), ("1.0", "2025-01-02")]
    assert entries(text)[0].content == "<ul>\n<li>a</li>\n</ul>"


def test_bold_versions_in_code_are_none() -> None:
    with pytest.raises(NoEntriesError):
        entries("```\n**1.1**\n\n**1.0**\n```\n")


@pytest.mark.parametrize(
    "text",
    [
        (
            "* Noteworthy changes in release 1.1 (2025-03-04) [stable]\n\n** Fixes\n\n  Seals.\n\n"
            "* Noteworthy changes in release 1.0 (2025-01-02) [stable]\n\n  Drops.\n"
        ),
        "Changes in 1.1 (2025-03-04):\n  - Seals.\n\nChanges in 1.0 (2025-01-02):\n  - Drops.\n",
        "= 1.1 - 2025-03-04 =\n* Seals.\n\n= 1.0 - 2025-01-02 =\n* Drops.\n",
        (
            "pump 1.1 (2025-03-04)\n=====================\n\n* Seals.\n\n"
            "pump 1.0 (2025-01-02)\n=====================\n\n* Drops.\n"
        ),
    ],
    ids=["gnu", "bare", "readme", "underlined"],
)
@pytest.mark.parametrize("name", ["NEWS", "ChangeLog", "CHANGES.txt"])
def test_news_without_markup_is_known_by_name_and_content(text: str, name: str) -> None:
    assert recognise(job_of(text, name=name)) == "changelog"
    assert [date for _, date in facts(text, name)] == ["2025-03-04", "2025-01-02"]
    assert "Seals." in (entries(text, name)[0].content or "")
    assert "code" not in (entries(text, name)[0].content or "")


def test_news_without_releases_are_no_changelog() -> None:
    text = "News of the river\n\nMarch 4, 2025\nFlood\n\nMarch 1, 2025\nEbb\n"
    assert recognise(job_of(text, name="NEWS")) == "text"
    assert recognise(job_of("* Fixed what 1.3 broke\n* Seals\n", name="NEWS")) == "text"


def test_days_are_releases_where_there_are_no_versions() -> None:
    text = "# Log\n\n## 2025-03-04\n\n- a\n\n## 2025-01-02: Seals\n\n- b\n"
    assert recognise(job_of(text, name="CHANGELOG.md")) == "changelog"
    assert facts(text) == [("2025-03-04", "2025-03-04"), ("Seals", "2025-01-02")]


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "1.0\n~~~\n\n" * (n // 9),
        lambda n: "- " * (n // 2),
        lambda n: "`" * n,
        lambda n: "`a <" * (n // 4),
        lambda n: ".. note::\n" * (n // 10),
        lambda n: "== ==\n\n" * (n // 7),
        lambda n: "a::\n\n" * (n // 5),
        lambda n: "|a " * (n // 3),
        lambda n: ":a:`b" * (n // 5),
    ],
    ids=["titles", "items", "ticks", "links", "notes", "tables", "literals", "bars", "roles"],
)
def test_hostile_rst_costs_no_more_than_its_length(make: Callable[[int], str]) -> None:
    assert_linear(markdown_of, make, 6_000)


@pytest.mark.parametrize(
    "line", ["* Mon Mar 03 2025 ", "2025-03-04  Ida ", "pump (1) a", "**1.0** ", "* 1.0 ", "\n1.0\n"]
)
def test_hostile_logs_cost_no_more_than_their_length(line: str) -> None:
    def answered(text: str) -> None:
        try:
            assert entries(text, "NEWS")
        except NoEntriesError as error:
            assert "no releases found" in str(error)  # noqa: PT017

    assert_linear(answered, lambda n: line * (n // len(line)), 6_000)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "## core@1.2.0 (2025-03-04)\n- a\n\n## @x/cli@0.4.1 (2025-03-03)\n- b\n",
            [("core@1.2.0", "2025-03-04", "#core@1.2.0"), ("@x/cli@0.4.1", "2025-03-03", "#@x/cli@0.4.1")],
        ),
        (
            "# 4 March 2025\n\n## 1.2.0\n- a\n\n# 3 March 2025\n\n## 1.1.0\n- b\n",
            [("1.2.0", "2025-03-04", "#1.2.0"), ("1.1.0", "2025-03-03", "#1.1.0")],
        ),
        (
            "## v1.2.0\n> 4 March 2025\n\n- a\n\n## v1.1.0\n> 3 March 2025\n\n- b\n",
            [("v1.2.0", "2025-03-04", "#1.2.0"), ("v1.1.0", "2025-03-03", "#1.1.0")],
        ),
        (
            "## 🎉 v1.2.0 (2025-03-04)\n\n## 🐛 1.1_01 - 2025-03-03 (TRIAL)\n",
            [("🎉 v1.2.0", "2025-03-04", "#1.2.0"), ("🐛 1.1_01 (TRIAL)", "2025-03-03", "#1.1_01")],
        ),
        (
            "v1.2 - 2025-03-04\n  + a\nv1.1 - 2025-03-03\n  + b\n",
            [("v1.2", "2025-03-04", "#1.2"), ("v1.1", "2025-03-03", "#1.1")],
        ),
        (
            WORDPRESS,
            [("1.2", "2025-03-04", "#1.2"), ("1.1", "2025-03-03", "#1.1")],
        ),
        (
            SUSE,
            [
                ("Update", "2025-03-04", "#Tue-Mar-4-10:11:12-UTC-2025"),
                ("Drops.", "2025-03-03", "#Mon-Mar-3-10:11:12-UTC-2025"),
            ],
        ),
        ("# Log\n\n## 4 March 2025\n- a\n", [("4 March 2025", "2025-03-04", "#4-March-2025")]),
    ],
)
def test_more_notations(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(entry.title, f"{entry.published:%Y-%m-%d}", entry.id) for entry in entries(text)] == [
        (title, date, f"{PAGE}{name}") for title, date, name in found
    ]


def test_lines_of_a_date_and_a_title_are_no_log() -> None:
    assert not recognises("2025-03-04  Soup for one\n2025-02-20  Bread in four days\n")


def test_a_link_to_all_changes_beside_the_date_is_no_part_of_the_title() -> None:
    text = "## 2.1 [full changelog](/2.1) (2025-03-04)\n\n- a\n\n## 2.0 (2025-02-03)\n\n- b\n"
    feed = read(job_of(text, format="changelog")).feed
    assert [(one.title, one.published and f"{one.published:%Y-%m-%d}") for one in feed.entries] == [
        ("2.1", "2025-03-04"),
        ("2.0", "2025-02-03"),
    ]
