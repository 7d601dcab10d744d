"""Each rule is broken alone by a small edit of a feed that keeps them all, and kept by a like one.

The rows are in `checks/rules_*.toml`: a new rule is a new row.
"""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feedkit.checks import Report, check, rules

FOLDER = Path(__file__).parent / "checks"
BASES = {path.suffix[1:]: path.read_text("utf-8") for path in FOLDER.glob("base.*")}
CASES: list[dict[str, Any]] = [
    case
    for path in sorted(FOLDER.glob("rules_*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def named(case: dict[str, Any]) -> str:
    return f"{case['rule']}: {case['breaks'][:40]!r}"


def checked(case: dict[str, Any], put: str) -> Report:
    base, at = BASES.get(case.get("base", "")), case.get("at")
    if base is None or at is None:
        text = put
    else:
        assert at in base, f"{at!r} is not in the base"
        text = base.replace(at, put, 1)
    inner = case.get("in")
    if inner is not None:
        assert inner["at"] in text
        text = text.replace(inner["at"], inner["put"], 1)
    now: datetime | None = case.get("now")
    return check(text.encode(case.get("codec", "utf-8")), feed_url=case.get("url"), now=now)


@pytest.mark.parametrize("name", sorted(BASES))
def test_the_bases_keep_every_rule(name: str) -> None:
    report = check(BASES[name].encode(), feed_url=f"https://harbour.example/feed.{name}")
    assert [str(finding) for finding in report.findings] == []
    assert (report.format, report.valid, report.omitted) == (name, True, 0)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_rule_is_broken_alone(case: dict[str, Any]) -> None:
    report = checked(case, case["breaks"])
    found = {finding.rule for finding in report.findings}
    assert case["rule"] in found, [str(finding) for finding in report.findings]
    assert found == {case["rule"], *case.get("also", ())}, [str(finding) for finding in report.findings]
    levels = {rules()[rule].level for rule in found}
    assert report.valid == ("error" not in levels)


@pytest.mark.parametrize("case", [case for case in CASES if "keeps" in case], ids=named)
def test_a_rule_is_kept_by_what_is_like_it(case: dict[str, Any]) -> None:
    report = checked(case, case["keeps"])
    assert [str(finding) for finding in report.findings if finding.rule not in case.get("also", ())] == []


def test_every_rule_has_a_row_and_every_row_a_rule() -> None:
    assert {case["rule"] for case in CASES} == set(rules()), "add a [[case]] to tests/checks/rules_*.toml"


def test_a_rule_describes_itself_and_how_to_fix_it() -> None:
    for name, rule in rules().items():
        assert rule.id == name == name.lower()
        assert name.replace("-", "").isalnum()
        assert rule.level in ("error", "warning", "info"), name
        assert rule.description.endswith("."), name
        assert rule.fix.endswith((".", "…")), name


def test_findings_say_where_they_are_specified() -> None:
    report = checked({"base": "rss", "at": "<ttl>60"}, "<ttl>never")
    assert [(finding.rule, finding.spec) for finding in report.findings] == [
        ("not-an-integer", "RSS 2.0, required channel elements and optional channel elements")
    ]
