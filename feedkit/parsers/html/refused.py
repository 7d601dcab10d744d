"""The lists of a page of which none was taken: what each lacks, and a title by which it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from feedkit.parsers.html.candidates import candidates
from feedkit.parsers.html.choice import Choice, Scored, apart, best_candidates, sorted_by_score, take
from feedkit.parsers.html.confidence import lacking
from feedkit.parsers.html.links import LinkOptions
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.rival_lists import rival_list
from feedkit.parsers.html.steering import choose_like
from feedkit.parsers.html.titles import titles
from feedkit.parsers.job import Job
from feedkit.parsers.reading import RivalList

MAX_LISTS = 3
MAX_CANDIDATES = 8  # that get all features
MAX_TITLES = 3  # of a list, that are tried
MAX_TITLE_LENGTH = 60  # characters of a title that is shown as an option
NOTHING_LIKE = "nothing shows that these are posts"


def refused_lists(job: Job) -> tuple[RivalList, ...]:
    """Return the likeliest lists of a page that was refused, best first."""
    page = Page(job.content, job.url)
    found = candidates(page) or candidates(page, excluded=0)
    ranked = apart((), sorted_by_score(best_candidates(found, page, MAX_CANDIDATES), page))
    return tuple(islice(_lists(ranked, page), MAX_LISTS))


def _lists(ranked: Iterator[Scored], page: Page) -> Iterator[RivalList]:
    for scored in ranked:
        choice = take([scored], page)
        reason = "; ".join(lacking(scored)) or NOTHING_LIKE
        yield rival_list(scored, page, reason=reason, like=_like(choice, page))


def _like(choice: Choice, page: Page) -> str:
    """Return the beginning of a title by which the list is taken, which is tried; "" where none does that."""
    named = titles(choice.segments, LinkOptions(choice.segments, page).best, page)
    for title in islice((title.text for title in named if title), MAX_TITLES):
        wanted = title[:MAX_TITLE_LENGTH].strip()
        found = choose_like([wanted], page)
        if found is not None and found.segments == choice.segments:
            return wanted
    return ""
