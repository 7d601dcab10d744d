"""Lists of a page that were not taken, for people."""

from __future__ import annotations

from feedkit.parsers.html.choice import Scored
from feedkit.parsers.html.outline import Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.reading import RivalList

MAX_SAMPLE_LENGTH = 80  # characters of a list's first entry


def rival_list(rival: Scored, page: Page, *, reason: str, like: str = "") -> RivalList:
    """Return a list that was not taken, with the reason, and a title by which it is taken."""
    first = rival.candidate.sample[0]
    return RivalList(
        where=element_path(rival.candidate.around, page),
        entries=len(rival.candidate.anchors),
        score=round(rival.score, 1),
        reason=reason,
        sample=page.text(first.start, first.end, limit=12)[:MAX_SAMPLE_LENGTH],
        like=like,
    )


def element_path(node: Node, page: Page) -> str:
    """Where an element lies, for people: "main > ul.posts"."""
    names = [page.describe(node), *(page.describe(parent) for parent in node.ancestors())]
    return " > ".join(name for name in reversed(names[:3]) if name not in ("html", "body")) or "body"
