"""Which candidate list is that of a page's entries: the one with the most evidence, or lone entries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import BY_ITSELF, Candidate, candidates
from feedkit.parsers.html.lead_stories import with_lead_stories
from feedkit.parsers.html.link_targets import address, lead_address, shape
from feedkit.parsers.html.list_evidence import FEATURES, quick_score, score
from feedkit.parsers.html.list_features import Evidence, full_features, has_age
from feedkit.parsers.html.lone_entries import LoneEntry, lone_entries
from feedkit.parsers.html.members import members
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.release_headings import release_headings
from feedkit.parsers.html.segments import Segment

MAX_CANDIDATES = 8  # of one page that get all features
CLOSE_SCORES = 2.0  # of two lists whose scores differ by less, the one that holds the other is taken
SURE_SCORE = 5.0  # of a list that no lone entry beside it puts in doubt
MIN_SCORE_BESIDE_LIST = 5.5  # of a lone entry that is taken in place of a list of more than a pair
MAX_PAIR = 2
MAX_TOP_STORIES = 3  # of a list that may be the top of a longer one in other markup
MIN_SHARE_OF_GROUPS = (
    0.5  # of a list's segments that hold several links of one sort, where they may be groups
)
MIN_SIZE_OF_GROUPS = 1.5  # links a group
LONE_SCORE = 1.0  # of lone entries: they are right in some six of ten cases
MIN_SHARE_DATED = 0.8  # of a list's entries, where what continues the list must have dates too
MIN_SHARE_COUNTED = 0.8  # of a list's entries that are a name and a count, where none is an entry
MAX_LETTERS_COUNTED = 60  # of a name and a count
MAX_LEFT_OUT = 0.3  # of the elements beside its entries that look like them: what they lack does not count


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, its score (above 0 it is a list of entries) and the evidence behind it."""

    candidate: Candidate
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Choice:
    """The list that was taken.

    segments: those of its segments that are entries
    taken:    the list
    rivals:   the other lists, best first
    known:    how many of the entries are of last time, where that is known
    steered:  whether it was taken for them
    """

    segments: tuple[Segment, ...]
    taken: Scored
    rivals: tuple[Scored, ...]
    known: int = 0
    steered: bool = False


def choose(page: Page) -> Choice | None:
    """The list of a page's entries, or its one or two lone entries; None where nothing looks like either."""
    found = candidates(page)
    ranked = [
        scored
        for scored in sorted_by_score(best_candidates(found, page, MAX_CANDIDATES), page)
        if not _are_counts(scored.candidate.sample, page)
    ]
    has_list = bool(ranked) and ranked[0].score > 0
    if releases := release_headings(found, page, has_list=has_list):
        return _releases(releases, ranked, page)
    if not has_list:
        return alone(lone_entries(page), ranked, page)
    choice = take(ranked, page)
    return _other_entries(choice, ranked, page) or choice


def _other_entries(choice: Choice, ranked: Sequence[Scored], page: Page) -> Choice | None:
    """The lone entries of a page where a doubtful list is none, or a pair holds one with something else."""
    pair = len(choice.segments) <= MAX_PAIR
    if choice.taken.score >= SURE_SCORE and not pair:
        return None
    lone = [entry for entry in lone_entries(page) if pair or entry.score >= MIN_SCORE_BESIDE_LIST]
    known = {address(entry.segment.anchor) for entry in lone}
    others = [segment for segment in choice.segments if lead_address(segment, page) not in known]
    if len(others) == len(choice.segments):
        return alone(lone, ranked, page)
    if not pair or len(lone) > 1 or not others:
        return None
    dated, beside = lone[0].segment, others[0]
    if page.has_date(dated.start, dated.end) and not page.has_date(beside.start, beside.end):
        return alone(lone, ranked, page)
    return None


def _releases(releases: Candidate, ranked: Sequence[Scored], page: Page) -> Choice:
    """The releases of a page as the choice."""
    segments = tuple(members(releases.segments, page))
    scored = _scored(releases, page)
    taken = replace(scored, score=max(LONE_SCORE, scored.score))
    return Choice(segments, taken, tuple(apart(segments, ranked)))


def alone(entries: Sequence[LoneEntry], ranked: Sequence[Scored], page: Page) -> Choice | None:
    """Lone entries as the choice."""
    if not entries:
        return None
    segments = tuple(entry.segment for entry in entries)
    around = segments[0].anchor.parent
    assert around is not None  # a link lies in the body at least
    candidate = Candidate(BY_ITSELF, around, [segment.anchor for segment in segments], page)
    taken = Scored(candidate, LONE_SCORE, dict.fromkeys((feature.name for feature in FEATURES), 0.0))
    return Choice(segments, taken, tuple(apart(segments, ranked)))


def _are_counts(sample: Sequence[Segment], page: Page) -> bool:
    """Return whether segments are names with a count behind each, as tags, categories and filters are."""
    counted = sum(_is_counted(segment, page) for segment in sample)
    return counted >= MIN_SHARE_COUNTED * len(sample)


def _is_counted(segment: Segment, page: Page) -> bool:
    if page.letters(segment.start, segment.end) > MAX_LETTERS_COUNTED or page.has_date(
        segment.start, segment.end
    ):
        return False
    texts = page.shown_in(segment.start, segment.end)
    return len(texts) > 1 and words.COUNT_BESIDE.fullmatch("".join(n.text for n in texts[1:])) is not None


def take(ranked: Sequence[Scored], page: Page) -> Choice:
    """The best of some lists, or the one that continues it, without the segments that are no entries."""
    taken = _ungrouped(_widest(ranked, page), ranked, page)
    segments = _entries(taken, page)
    if len(segments) <= MAX_TOP_STORIES:
        first = {lead_address(segment, page) for segment in segments}
        for other in ranked:
            if other.score > 0 and other.candidate.anchors[0].index >= segments[-1].end:
                wider = _entries(other, page)
                if len(wider) > 2 * len(segments) and first <= {lead_address(s, page) for s in wider}:
                    taken, segments = other, wider
                    break
    return Choice(tuple(segments), taken, tuple(apart(segments, ranked)))


def _entries(scored: Scored, page: Page) -> list[Segment]:
    """The entries of a list, with those before it in other markup."""
    return with_lead_stories(members(scored.candidate.segments, page), page)


def best_candidates(found: Sequence[Candidate], page: Page, limit: int) -> list[Candidate]:
    """At most `limit` candidates, the best by quick features; all, in their order, where they are few."""
    if len(found) <= MAX_CANDIDATES:
        return list(found)
    return sorted(found, key=lambda candidate: -quick_score(candidate, page))[:limit]


def sorted_by_score(found: Sequence[Candidate], page: Page) -> list[Scored]:
    """Candidates with their scores, best first."""
    return sorted((_scored(candidate, page) for candidate in found), key=lambda scored: -scored.score)


def _scored(candidate: Candidate, page: Page) -> Scored:
    evidence = full_features(candidate, page)
    return Scored(candidate, score(evidence), evidence)


def apart(segments: Sequence[Segment], ranked: Sequence[Scored]) -> Iterator[Scored]:
    """The lists that lie outside of some segments, of those that share their anchors only the best."""
    taken = [(segment.start, segment.end) for segment in segments]
    for rival in ranked:
        indices = [anchor.index for anchor in rival.candidate.anchors]
        inside = sum([bisect_left(indices, end) - bisect_left(indices, start) for start, end in taken])
        if inside * 2 < len(indices):
            taken.append((indices[0], indices[-1] + 1))
            yield rival


def _count_in(indices: Sequence[int], start: int, end: int) -> int:
    """How many of some sorted indices lie in a range."""
    return bisect_left(indices, end) - bisect_left(indices, start)


def _widest(ranked: Sequence[Scored], page: Page) -> Scored:
    """The best list, or one nearly as good that continues it: a hero and a grid, a month and the next."""
    best = ranked[0]
    for other in ranked[1:]:
        if other.score < max(0.0, ranked[0].score - CLOSE_SCORES):
            break
        if len(other.candidate.anchors) > len(best.candidate.anchors) and _continues(other, best, page):
            best = other
    return best


def _ungrouped(best: Scored, ranked: Sequence[Scored], page: Page) -> Scored:
    """The best list; where its segments are groups below their days, the list of what is in them."""
    if best.evidence["several leads"] < MIN_SHARE_OF_GROUPS or best.evidence["dated"] < MIN_SHARE_DATED:
        return best
    leads = {lead_address(segment, page) for segment in best.candidate.segments}
    for other in ranked:
        if other.score <= 0 or other.evidence["dated"] > 0:
            continue
        hrefs = {lead_address(segment, page) for segment in other.candidate.segments}
        if leads < hrefs and len(hrefs) >= MIN_SIZE_OF_GROUPS * len(leads):
            anchors = [anchor.index for anchor in other.candidate.anchors]
            counts = [_count_in(anchors, group.start, group.end) for group in best.candidate.segments]
            if sum(counts) == len(anchors) and sum(count > 1 for count in counts) * 2 > len(counts):
                return other
    return best


def _continues(other: Scored, best: Scored, page: Page) -> bool:
    """Return whether a wider list holds all entries of the best one, and besides only what is like them."""
    leads = {lead_address(segment, page) for segment in best.candidate.segments}
    wider = [(segment, lead_address(segment, page)) for segment in other.candidate.segments]
    more = [(segment, href) for segment, href in wider if href not in leads]
    if len(more) + len(leads) != len(wider) or not leads <= {href for _, href in wider}:
        return False
    inside = [(segment.start, segment.end) for segment in best.candidate.segments]
    if any(not _standsalone(segment, inside, page) for segment, _ in more):
        return False
    shapes = set(map(shape, leads))
    alike = (
        best.evidence["left out"] > MAX_LEFT_OUT and other.evidence["left out"] < best.evidence["left out"]
    )
    region = page.nodes[best.candidate.segments[0].start].region
    return all(
        shape(href) in shapes
        and not page.nodes[segment.start].region & ~region & words.BESIDE_LISTS
        and (best.evidence["dated"] < MIN_SHARE_DATED or alike or _has_any_date(segment, page))
        for segment, href in more
    )


def _has_any_date(segment: Segment, page: Page) -> bool:
    """Return whether a segment has a date, if only one that lacks its year or counts from now."""
    return bool(page.dates_in(segment.start, segment.end)) or has_age(segment, page)


def _standsalone(segment: Segment, others: Sequence[tuple[int, int]], page: Page) -> bool:
    """Return whether a segment overlaps no others, or has at least a heading and a date of its own."""
    if all(end <= segment.start or segment.end <= start for start, end in others):
        return True
    start, end = segment.start, segment.end
    return page.has_date(start, end) and page.has_heading(start, end)
