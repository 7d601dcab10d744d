"""What may stand where: variants of valid feeds, with the verdict on each.

The groups of variants are in `checks/verdicts.toml`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from feedkit.checks import check
from feedkit.checks.extensions import EXTENSIONS

FOLDER = Path(__file__).parent / "checks"
NAMESPACES = {extension.prefix: extension.uri for extension in EXTENSIONS}
GROUPS: list[dict[str, Any]] = tomllib.loads((FOLDER / "verdicts.toml").read_text("utf-8"))["group"]
VARIANTS = [
    pytest.param(group, text, verdict == "valid", id=f"{verdict}: {text}")
    for group in GROUPS
    for verdict in ("valid", "invalid")
    for text in group[verdict]
]


def feed(group: dict[str, Any], text: str) -> str:
    """The feed of a group with a variant in it, and the prefixes that the variant uses declared."""
    base = (FOLDER / f"base.{group['base']}").read_text("utf-8")
    assert group["at"] in base
    declared = [name for name in group.get("xmlns", "").split() if f"xmlns:{name}=" not in base]
    names = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in declared)
    put = group.get("in", "{}").replace("{}", text)
    return re.sub("(<rss|<feed)", rf"\1{names}", base.replace(group["at"], put, 1), count=1)


@pytest.mark.parametrize(("group", "text", "valid"), VARIANTS)
def test_the_verdict(group: dict[str, Any], text: str, valid: bool) -> None:
    report = check(feed(group, text), feed_url=f"https://harbour.example/feed.{group['base']}")
    assert report.valid == valid, [str(finding) for finding in report.findings]
