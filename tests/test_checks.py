"""What `check` takes and answers: formats, places, verdicts, misuse."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedkit.checks import Finding, Report, check, rules
from feedkit.formats import FORMATS, FormatName

RSS = """<?xml version="1.0"?>
<rss version="2.0">
  <channel>
    <title>A</title>
    <link>https://a.example/</link>
    <description>B</description>
    <item>
      <title>C</title><guid>c</guid>
      <enclosure url="https://a.example/1.mp3"
                 length="many" type="audio/mpeg"/>
    </item>
  </channel>
</rss>
"""


def test_a_finding_says_all_there_is_to_say() -> None:
    report = check(RSS)
    assert report.format == "rss"
    assert not report.valid
    assert [finding for finding in report.findings if finding.level == "error"] == [
        Finding(
            rule="guid-not-permalink",
            level="error",
            line=8,
            column=23,
            element="item/guid",
            found='"c"',
            wanted="an http or https URL",
            fix='Give the permalink, or write <guid isPermaLink="false">.',
            spec="RSS 2.0, <guid>",
        ),
        Finding(
            rule="not-an-integer",
            level="error",
            line=10,
            column=26,
            element="item/enclosure@length",
            found='"many"',
            wanted="a whole number, 0 or more",
            fix="Write digits only: no sign, point, unit or thousands separator.",
            spec="RSS 2.0, <enclosure>",
        ),
    ]


def test_a_finding_is_one_line_for_people() -> None:
    finding = check(RSS).findings[-1]
    line = (
        '10:26: error: item/enclosure@length: wanted a whole number, 0 or more, found "many" [not-an-integer]'
    )
    assert str(finding) == line


def test_columns_count_characters_and_lines_are_those_of_the_text() -> None:
    text = '<rss version="2.0"><channel><title>日本語 𝄞</title><x/></channel></rss>'
    for source in (text, text.encode(), text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        unknown = next(finding for finding in check(source).findings if finding.rule == "unknown-element")
        assert (unknown.line, unknown.column) == (1, text.index("<x/>") + 1)
    lines = text.replace("<x/>", "\r\n\r\n <x/>")
    unknown = next(finding for finding in check(lines).findings if finding.rule == "unknown-element")
    assert (unknown.line, unknown.column) == (3, 2)


@pytest.mark.parametrize(
    ("tag", "place"),
    [
        ('<enclosure type="a/b" length="x" url="https://a.example/"/>', (1, 31)),
        ("<enclosure type='\"'\r\n url='https://a.example/'\r\n\tlength = 'ü'/>", (3, 12)),
        ('<enclosure note="日本" length="x"/>', (1, 30)),
        (f'<enclosure type="{"a" * 5000}" length="x"/>', (1, 1)),
    ],
)
def test_an_attribute_is_found_in_its_tag(tag: str, place: tuple[int, int]) -> None:
    before = '<rss version="2.0"><channel><item>'
    report = check(f"{before}{tag}</item></channel></rss>")
    length = next(finding for finding in report.findings if finding.element == "item/enclosure@length")
    line, column = place
    assert (length.line, length.column) == (line, column + (len(before) if line == 1 else 0))


def test_broken_xml_is_checked_up_to_where_it_breaks() -> None:
    report = check(RSS.replace("</item>", "</itme>"))
    assert [(finding.line, finding.rule) for finding in report.findings] == [
        (8, "guid-not-permalink"),
        (10, "not-an-integer"),
        (11, "not-well-formed"),
    ]
    assert report.findings[-1].message == ('item: wanted </item>, found another end tag, at "    </itme>"')


def test_undefined_entities_do_not_hide_what_is_behind_them() -> None:
    report = check(RSS.replace("<title>A", "<title>A&nbsp;&mdash;").replace("<title>C", "<title>&hellip;"))
    found = [
        (finding.line, finding.column, finding.found)
        for finding in report.findings
        if "entity" in finding.rule
    ]
    assert found == [(4, 13, '"&nbsp;"'), (4, 19, '"&mdash;"'), (8, 14, '"&hellip;"')]
    assert "not-an-integer" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(
    ("source", "format"),
    [
        ('<rss version="2.0"/>', "rss"),
        ('\ufeff \n<feed xmlns="http://www.w3.org/2005/Atom"/>', "atom"),
        ('<a:entry xmlns:a="http://www.w3.org/2005/Atom"/>', "atom"),
        (' {"version": "https://jsonfeed.org/version/1.1"}', "json"),
        ("<html/>", ""),
        ("", ""),
    ],
)
def test_the_format_is_recognised(source: str, format: str) -> None:
    assert check(source).format == format


@pytest.mark.parametrize(
    ("source", "format", "rule"),
    [
        ('<rss version="2.0"/>', "atom", "root-namespace"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "rss", "not-a-feed"),
        ('<rss version="2.0"/>', "json", "json-syntax"),
        ("{}", "rss", "not-a-feed"),
    ],
)
def test_a_feed_of_another_format_than_named_is_none(source: str, format: FormatName, rule: str) -> None:
    report = check(source, format=format)
    assert [finding.rule for finding in report.findings] == [rule]


def test_no_other_format_can_be_named() -> None:
    with pytest.raises(ValueError, match=f"^format must be one of {', '.join(FORMATS)}, not 'xml'$"):
        check("", format="xml")  # type: ignore[arg-type]


def test_now_has_a_zone() -> None:
    with pytest.raises(ValueError, match=r"^now must have a time zone, but is naive: datetime"):
        check("", now=datetime(2025, 3, 4))


def test_the_future_is_no_matter_unless_now_is_known() -> None:
    text = RSS.replace("<title>C", "<pubDate>Tue, 04 Mar 2125 18:00:00 +0000</pubDate><title>C")
    text = text.replace("Tue", "Sun")
    assert "future-date" not in {finding.rule for finding in check(text).findings}
    now = datetime(2025, 3, 4, tzinfo=UTC)
    assert "future-date" in {finding.rule for finding in check(text, now=now).findings}


def test_a_report_without_some_rules() -> None:
    report = check(RSS)
    left = report.without(frozenset({"not-an-integer", "guid-not-permalink"}))
    assert left.valid
    assert {finding.rule for finding in left.findings} == {"no-self-link"}
    assert (left.count("error"), left.count("warning"), left.count("info")) == (0, 1, 0)


def test_an_empty_report_is_of_a_valid_feed() -> None:
    assert Report(format="rss", findings=()).valid


def test_the_same_feed_has_the_same_report() -> None:
    base = (Path(__file__).parent / "checks" / "base.rss").read_text("utf-8").replace("60", "0")
    assert check(base) == check(base.encode())


def test_importing_the_validator_makes_no_tables() -> None:
    code = "import sys, feedkit.checks; sys.exit('feedkit.checks.documents' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_path_of_a_file_is_read() -> None:
    assert check(Path(__file__).parent / "checks" / "base.rss").valid


def test_what_is_no_feed_at_all_is_refused() -> None:
    with pytest.raises(
        TypeError, match=r"as a pathlib\.Path, found StringIO: pass what its read\(\) returns"
    ):
        check(io.StringIO("<rss/>"))  # type: ignore[arg-type]


def test_rules_have_one_table() -> None:
    assert len(rules()) > 100
    assert all(name == rule.id for name, rule in rules().items())


def test_extensions_may_stand_in_a_text_input() -> None:
    """RSS 2.0 lets elements of any namespace stand anywhere."""
    document = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>a</title>'
        "<link>https://a.example/</link><description>b</description><textInput><title>Find</title>"
        "<description>Find ships</description><name>q</name><link>https://a.example/find</link>"
        "<dc:title>Find</dc:title></textInput></channel></rss>"
    )
    report = check(document)
    assert report.valid
    assert {one.rule for one in report.findings} == {"no-self-link", "obsolete-element"}
