"""What becomes of one feed in a build: what was made of it, or why nothing was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from feedkit.errors import BuildError
from feedkit.formats import FormatName

Status = Literal["written", "unchanged", "failed"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFeed:
    """A feed that was made.

    documents:   by format
    title:       of the feed
    home:        the address of the page
    listed:      how many entries the source has
    fresh:       how many of them were not there last time
    entries:     how many the feed has, with those that have left the page
    newest:      the date of the newest of these
    confidence:  from 0 to 1, that these are the entries
    notes:       what a person should know
    """

    documents: Mapping[FormatName, bytes]
    title: str
    home: str | None
    listed: int
    fresh: int
    entries: int
    newest: datetime | None
    confidence: float | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one feed.

    name:     of the feed
    source:   where its entries are from
    status:   "written", "unchanged" or "failed"
    files:    those that differ from last time, below the output folder
    made:     None where it failed
    reason:   why it failed, in a word: one of `feedkit.project.judging.REASONS`
    message:  the same for people
    notes:    what a person should know
    """

    name: str
    source: str
    status: Status
    files: tuple[str, ...] = ()
    made: MadeFeed | None = None
    reason: str = ""
    message: str = ""
    notes: tuple[str, ...] = ()


def defect_error(defect: Exception) -> BuildError:
    """Return why a feed fails in which feedkit itself has failed."""
    failure = f"feedkit itself failed ({type(defect).__name__}: {defect})"
    return BuildError("crashed", f"{failure}: please report this bug, with the page")
