"""What a build shows at its end: rows of a table and a tally; a job's summary and annotations for CI."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from feedkit.project.outcomes import STATUSES, Outcome, Status
from feedkit.values.printable import command_data, printable_line

# What is markup in GitHub's Markdown; "://", an @ and the dot of "www." make links of addresses.
MARKDOWN = re.compile(r"[\\`*_{}\[\]<>|#~&$!@]|:(?=//)|(?<=www)\.", re.I)


def workflow_commands(outcomes: Sequence[Outcome]) -> list[str]:
    """The failures, and what should be known of other feeds, as workflow commands of GitHub Actions."""
    lines = []
    for outcome in outcomes:
        if outcome.status == "failed":
            lines.append(_annotation("error", outcome.name, outcome.message))
        lines += [_annotation("warning", outcome.name, note) for note in outcome.notes]
    return lines


def _annotation(level: str, name: str, message: str) -> str:
    return f"::{level} title=feedkit: {name}::{command_data(message)}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """A job's summary in Markdown: the failures first, then every feed in a table."""
    lines = [f"## {tally(outcomes)}", ""]
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    if failed:
        lines += [
            *(f"- **{_cell(one.name)}** failed ({one.reason}): {_cell(one.message)}" for one in failed),
            "",
        ]
    lines += ["| feed | | new | entries | newest |", "| --- | --- | ---: | ---: | --- |"]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows(outcomes)]
    return "\n".join(lines) + "\n"


def rows(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str, str, str]]:
    """For each feed its name, what became of it, its new entries, all entries, and the newest."""
    found = []
    for outcome in outcomes:
        made = outcome.made
        status = outcome.status if made else f"failed: {outcome.reason}"
        fresh, entries = (str(made.fresh), str(made.entries)) if made else ("", "")
        newest = f"{made.newest:%Y-%m-%d}" if made and made.newest else ""
        found.append((outcome.name, status, fresh, entries, newest))
    return found


def tally(outcomes: Sequence[Outcome], *, dry_run: bool = False) -> str:
    """Return how many feeds there are, and what became of them."""
    counts = Counter(outcome.status for outcome in outcomes)
    parts = [(shown_status(status, dry_run), counts[status]) for status in STATUSES if counts[status]]
    feeds = "1 feed" if len(outcomes) == 1 else f"{len(outcomes)} feeds"
    text = f"{feeds} {parts[0][0]}" if len(parts) == 1 else _enumerated(feeds, parts)
    return f"{text} (dry run)" if dry_run else text


def _enumerated(feeds: str, parts: Sequence[tuple[str, int]]) -> str:
    return f"{feeds}: " + ", ".join(f"{count} {status}" for status, count in parts)


def shown_status(status: Status, dry_run: bool) -> str:
    """Return what became of a feed, or in a dry run would become of it."""
    return "would be written" if dry_run and status == "written" else status


def _cell(text: str) -> str:
    """Text as Markdown shows it in a cell: no markup, no links, no line ends."""
    return MARKDOWN.sub(r"\\\g<0>", printable_line(text))
