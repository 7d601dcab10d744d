"""What a build shows at its end: rows of a table and a tally; a job's summary and annotations for CI."""

from __future__ import annotations

from collections.abc import Sequence

from feedkit.project.outcomes import Outcome


def workflow_commands(outcomes: Sequence[Outcome]) -> list[str]:
    """The failures, and what should be known of other feeds, as workflow commands of GitHub Actions."""
    lines = []
    for outcome in outcomes:
        if outcome.status == "failed":
            lines.append(_annotation("error", outcome.name, outcome.message))
        lines += [_annotation("warning", outcome.name, note) for note in outcome.notes]
    return lines


def _annotation(level: str, name: str, message: str) -> str:
    text = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{level} title=feedkit: {name}::{text}"


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


def tally(outcomes: Sequence[Outcome]) -> str:
    """How many feeds there are, and what became of them."""
    counts = [
        (status, sum(one.status == status for one in outcomes))
        for status in ("written", "unchanged", "failed")
    ]
    noun = "feed" if len(outcomes) == 1 else "feeds"
    return f"{len(outcomes)} {noun}: " + ", ".join(f"{count} {status}" for status, count in counts if count)


def _cell(text: str) -> str:
    """Text as Markdown shows it in a cell: no markup, no line ends."""
    plain = " ".join(text.split())
    for sign in "\\`*_{}[]<>|#~":
        plain = plain.replace(sign, "\\" + sign)
    return plain
