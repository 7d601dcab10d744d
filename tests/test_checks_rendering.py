"""Reports as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

import json

from feedkit.checks import Finding, Report, check, rendering, rules
from feedkit.checks.rendering import Checked

FINDING = Finding(
    rule="relative-url",
    level="error",
    line=2,
    column=5,
    element="item/link",
    found='"a%\\r"',
    wanted="an absolute URL",
    fix="Give the whole address.",
    spec="RFC 3986",
)
NOTE = Finding(
    rule="html-in-text",
    level="info",
    line=1,
    column=1,
    element="title",
    found="<b>",
    wanted="text",
    fix="Write text.",
    spec="",
)
CHECKED = Checked("my feed,1.xml", Report(format="rss", findings=(FINDING, NOTE), omitted=3))
SOURCE = "<a>\n  \t<link>a</link>\n"


def test_text_is_a_line_for_each_finding() -> None:
    assert rendering.as_text(CHECKED) == (
        'my feed,1.xml:2:5: error: item/link: wanted an absolute URL, found "a%\\r" [relative-url]\n'
        "my feed,1.xml:1:1: info: title: wanted text, found <b> [html-in-text]\n"
    )


def test_text_shows_the_line_with_a_caret() -> None:
    assert rendering.as_text(CHECKED, SOURCE) == (
        'my feed,1.xml:2:5: error: item/link: wanted an absolute URL, found "a%\\r" [relative-url]\n'
        "    2 |    <link>a</link>\n"
        "      |     ^\n"
        "      Give the whole address. (RFC 3986)\n"
        "my feed,1.xml:1:1: info: title: wanted text, found <b> [html-in-text]\n"
        "    1 | <a>\n"
        "      | ^\n"
        "      Write text.\n"
    )


def test_a_long_line_is_shown_around_its_place() -> None:
    source = "<rss version='2.0'>" + "日本語" * 100 + "<x/>" + "\u202e." * 200
    report = check(source)
    shown = rendering.as_text(Checked("a", report), source).splitlines()
    line, caret = shown[1], shown[2]
    assert len(line) < 130
    assert line.isprintable()
    assert caret.endswith("^")


def test_a_place_beyond_the_source_shows_no_line() -> None:
    far = Checked("a", Report(format="rss", findings=(FINDING,)))
    assert "      |" not in rendering.as_text(far, "one line")


def test_styles_mark_places_and_levels() -> None:
    marked = rendering.as_text(CHECKED, SOURCE, lambda text, kind: f"<{kind}>{text}</{kind}>")
    assert "<position>my feed,1.xml:2:5:</position> <error>error</error>:" in marked
    assert "<info>^</info>" in marked


def test_summaries() -> None:
    assert rendering.summary(CHECKED) == "my feed,1.xml: not valid (RSS), 1 error, 1 note, 3 more of the same"
    assert rendering.summary(Checked("-", Report(format="atom", findings=()))) == "-: valid Atom"
    assert rendering.summary(Checked("-", check("x"))) == "-: not valid (no feed), 1 error"
    assert rendering.summary(Checked("-", check('{"version": 1}'))).startswith(
        "-: not valid (JSON Feed), 3 errors"
    )


def test_json() -> None:
    [read] = json.loads(rendering.as_json([CHECKED]))
    assert {key: read[key] for key in ("name", "format", "valid", "omitted")} == {
        "name": "my feed,1.xml",
        "format": "rss",
        "valid": False,
        "omitted": 3,
    }
    assert read["findings"][0] == {
        "rule": "relative-url",
        "level": "error",
        "line": 2,
        "column": 5,
        "element": "item/link",
        "found": '"a%\\r"',
        "wanted": "an absolute URL",
        "fix": "Give the whole address.",
        "spec": "RFC 3986",
    }
    assert rendering.as_json([]) == "[]\n"


def test_github_annotations() -> None:
    assert rendering.as_github(CHECKED) == (
        "::error file=my feed%2C1.xml,line=2,col=5,title=relative-url::"
        'item/link: wanted an absolute URL, found "a%25\\r". Give the whole address.\n'
        "::notice file=my feed%2C1.xml,line=1,col=1,title=html-in-text::"
        "title: wanted text, found <b>. Write text.\n"
    )


def test_sarif() -> None:
    read = json.loads(rendering.as_sarif([CHECKED, CHECKED], rules(), "1.2"))
    assert read["version"] == "2.1.0"
    [run] = read["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("feedkit", "1.2")
    assert [rule["id"] for rule in driver["rules"]] == ["html-in-text", "relative-url"]
    assert len(run["results"]) == 4
    first = run["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("relative-url", 1, "error")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20feed%2C1.xml"
    assert place["region"] == {"startLine": 2, "startColumn": 5}
    assert run["results"][1]["level"] == "note"


def test_sarif_names_urls_as_they_are() -> None:
    log = rendering.as_sarif([Checked("https://a.example/f?a=b", CHECKED.report)], rules(), "1")
    result = json.loads(log)["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "https://a.example/f?a=b"


def test_a_rule_is_explained() -> None:
    assert rendering.explained(rules()["hour-24"]) == (
        "hour-24 (warning)\n\nMidnight is hour 0.\n\nHow to fix it: Write 0 instead of 24.\n\n"
        "Specified in: RSS 2.0, <skipHours>\nhttps://www.rssboard.org/rss-specification\n"
    )
    assert "Specified" not in rendering.explained(rules()["missing-key"])
