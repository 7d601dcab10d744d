"""Answers of public APIs, rebuilt small with their documented names: what is understood without a map.

A file of tests/data/apis has the answer of an API and the entries that are right. Every field is compared:
one that the file lacks must be empty, as a wrong fact is worse than none. Only the content may be left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import feedkit
from feedkit import Entry

URL = "https://api.example/v1/list"
CASES = sorted((Path(__file__).parent / "data" / "apis").glob("*.json"))


def facts(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry that say something, as they are written in JSON."""
    found = {
        "title": entry.title,
        "url": entry.url,
        "published": entry.published and entry.published.isoformat(),
        "updated": entry.updated and entry.updated.isoformat(),
        "summary": entry.summary,
        "content": entry.content,
        "authors": [person.name for person in entry.authors],
        "tags": list(map(str, entry.tags)),
        "image": entry.image,
        "language": entry.language,
        "rights": entry.rights,
        "comments": entry.comments,
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_an_answer_is_understood(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    reading = feedkit.read(json.dumps(case["answer"]), url=case.get("url", URL))
    found = [facts(entry) for entry in reading.feed.entries]
    wanted = case["entries"]
    for one, other in zip(found, wanted, strict=False):
        if "content" not in other:
            one.pop("content", None)
    assert found == wanted
    assert [str(problem) for problem in reading.problems] == case.get("problems", [])
