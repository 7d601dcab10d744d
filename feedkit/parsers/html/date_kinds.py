"""The kinds of dates that the entries of a list have, and which kind is the entries' own.

A kind is what the dates of several entries share: where they stand and what they are called. A date among the
words of a title, or that of an event, counts only where the list has no other, and a day in a sentence never.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from feedkit.dates import find_dates, read_date, read_stamp
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.date_mentions import DateMention
from feedkit.parsers.html.outline import LINKED, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names
from feedkit.parsers.html.titles import TitleOption

LETTER = re.compile(r"[^\W\d_]")
EARLY_YEAR = re.compile(r"(?<!\d)1(?:[5-8]\d\d|9[0-7]\d)(?!\d)")
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
LINE_OF_FACTS = re.compile(r"[|·•/]")  # the signs between its facts
MAX_LETTERS_BESIDE = 60  # of a text that has a date; more are a sentence that names a day
MAX_LETTERS_AROUND = 12  # before and behind the date, where the text ends like a sentence
MAX_LETTERS_OF_NAME = 30  # on one side of the date, where the text ends like a sentence
MAX_GAP_LENGTH = 3  # characters before a date that may be the first of its text
MAX_LABEL_LENGTH = 40  # characters of a text before a date that may be its label
MAX_NAMED_LEVELS = 3  # elements whose names may say what a date is: its own and those around
INNER_TAGS = frozenset((TEXT, "time", "span", "abbr", "em", "i", "small"))
MIN_SHARE_OF_TITLES = 0.8  # of the titles that must have a date for it to be the entries' own
LABEL_WEIGHT = 3.0  # of dates that are labelled as those of publication
MIN_SHARE_WITH_DATES = 0.6  # of the entries, where the others have dates too
MIN_SHARE_OF_ENTRIES = 0.3  # of the entries that must have a date of one kind
DAY = timedelta(days=1)

Spot = tuple[int, int, int]
ROLES = ("", "event", "title")  # of dates that may be those of publication, the surest first
TIME = (-2, -2)


class Key(NamedTuple):
    """A kind of date: what the dates of several entries share.

    role:     "updated" or "event"; "title" of a date among the words of a title; "" of any other
    stamp:    it is in an attribute
    full:     day, month and year are all there
    spot:     the shapes of its element and, outside of tables, of the one around; its column in a table
    """

    role: str
    stamp: bool
    full: bool
    spot: Spot


def options_in(segment: Segment, title: TitleOption | None, page: Page) -> dict[Key, DateMention]:
    """The first date of each kind in a segment, or its first with a label of publication.

    Days that sentences name are none.
    """
    found: dict[Key, DateMention] = {}
    for mention in page.dates_in(segment.start, segment.end):
        element = _element(mention)
        in_title = title is not None and title.start <= mention.index < title.end
        if not (mention.stamp or in_title) and _is_in_sentence(mention):
            continue
        role = "title" if in_title and not _is_alone(mention) else role_of(mention, page)
        key = Key(role, mention.stamp, mention.full, _spot(element, segment, page))
        known = found.setdefault(key, mention)
        if mention.role == "published" and known.role != "published":
            found[key] = mention
    return found


def _element(mention: DateMention) -> Node:
    node = mention.node
    return node.parent if node.tag == TEXT and node.parent is not None else node


def _is_alone(mention: DateMention) -> bool:
    """Return whether a date is all of its text."""
    return mention.stamp or not LETTER.search(mention.text[: mention.start] + mention.text[mention.end :])


def _is_in_sentence(mention: DateMention) -> bool:
    """Return whether a date stands among the words of a sentence, and no label names it."""
    if mention.role or len(mention.text) - mention.end + mention.start <= MAX_LETTERS_AROUND:
        return False
    before = len(LETTER.findall(LINE_OF_FACTS.split(mention.text[: mention.start])[-1]))
    after = len(LETTER.findall(LINE_OF_FACTS.split(mention.text[mention.end :])[0]))
    if not mention.text.rstrip().endswith(SENTENCE_ENDS):
        return before + after > MAX_LETTERS_BESIDE
    return before + after > (MAX_LETTERS_AROUND if before and after else MAX_LETTERS_OF_NAME)


def _spot(element: Node, segment: Segment, page: Page) -> Spot:
    """The shapes of an element and the one around, and its column; of `<time>` the tag says enough.

    What is around a whole entry may have classes of its topics.
    """
    number = column(element, page)
    if element.tag == "time":
        return (*TIME, number)
    around = element.parent
    inner = around is not None and around.index > segment.start and around.tag not in words.ITEMS
    return element.kind, around.kind if around is not None and inner and not number else -1, number


def role_of(mention: DateMention, page: Page) -> str:
    """Return "updated" or "event" where names in the page or the words before a date call it so, else ""."""
    role = mention.role or (_role_before(mention, page) if mention.start < MAX_GAP_LENGTH else "")
    label = mention.text[max(0, mention.start - MAX_LABEL_LENGTH) : mention.start]
    if label and not role and words.LAST.search(label):
        return "event"  # of something else than the entry: "Last reply: 2 May 2025"
    if role:
        return "" if role == "published" else role
    element: Node | None = mention.node
    for _ in range(MAX_NAMED_LEVELS):
        if element is None:
            break
        attrs = element.attrs
        if attrs:
            named = _named_role(attrs.get("itemprop"), attrs.get("class"), attrs.get("property"))
            if named is not None:
                return named
        element = element.parent if element.tag in INNER_TAGS else None
    return ""


@lru_cache(maxsize=1024)
def _named_role(*names: str | None) -> str | None:
    """What the names of an element call a date in it; None where they say nothing of it."""
    joined = " ".join([name or "" for name in names])
    if words.UPDATED_NAME.search(joined):
        return "" if words.PUBLISHED_NAME.search(joined) else "updated"
    return "event" if words.EVENT_DATE_NAME.search(joined) else None


def _role_before(mention: DateMention, page: Page) -> str:
    """What the text before a date or its element calls the date; the end of a title or a link does not."""
    element = mention.node.parent if mention.node.tag == TEXT else mention.node
    if element is None:
        return ""
    if element.tag in words.BLOCKS:
        if mention.node is element or mention.node.index - 1 <= element.index:
            return ""
        element = mention.node  # of a block, what stands within it: "<p><b>When:</b> 2 May 2025"
    before = page.nodes[element.index - 1] if element.index else element
    if before.tag != TEXT or len(before.text) > MAX_LABEL_LENGTH or before.region & LINKED:
        return ""
    if before.parent is not None and before.parent.tag in words.HEADINGS:
        return ""
    return _role_of(before.text.strip())


@lru_cache(maxsize=256)
def _role_of(label: str) -> str:
    return next((mention.role for mention in find_dates(f"{label} 2000-01-01")), "")


def kind_scores(
    options: Sequence[dict[Key, DateMention]],
    segments: Sequence[Segment],
    titles: Sequence[TitleOption | None],
    page: Page,
) -> dict[Key, float]:
    """How surely each kind of date is the entries' own."""
    by_key: dict[Key, list[tuple[DateMention, float]]] = defaultdict(list)
    by_spot: dict[tuple[str, Spot], int] = defaultdict(int)
    for own, segment, title in zip(options, segments, titles, strict=True):
        for key, mention in own.items():
            by_key[key].append((mention, _distance(mention, title, segment)))
        for role_and_spot in {(key.role, key.spot) for key in own}:
            by_spot[role_and_spot] += 1
    names = dict(enumerate(column_names(segments[0], page)))
    scores = {}
    for key, group in by_key.items():
        min_share = MIN_SHARE_OF_TITLES if key.role == "title" else MIN_SHARE_OF_ENTRIES
        is_common = by_spot[key.role, key.spot] >= min_share * len(segments)
        is_named = words.PUBLICATION.search(names.get(key.spot[-1], "")) is not None
        if _are_before_web(group):
            is_common = False
        factor = LABEL_WEIGHT if _are_labelled(group) else 1.5 if is_named else 1.0
        scores[key] = _score(group, len(segments)) * factor if is_common else 0.0
    return scores


def _are_before_web(group: Sequence[tuple[DateMention, float]]) -> bool:
    """Return whether all dates of a kind are of years in which nothing was published on the web."""
    return all(EARLY_YEAR.search(mention.shown) is not None for mention, _ in group)


def _are_labelled(group: Sequence[tuple[DateMention, float]]) -> bool:
    """Return whether most dates of a kind have a label of publication in their text: "Posted 2 May"."""
    return 2 * sum(mention.role == "published" for mention, _ in group) > len(group)


def _distance(mention: DateMention, title: TitleOption | None, segment: Segment) -> float:
    """How far a date stands from the title, as a share of the segment."""
    start = title.start if title is not None else segment.start
    return abs(mention.index - start) / max(8, segment.end - segment.start)


def _score(group: Sequence[tuple[DateMention, float]], entries: int) -> float:
    n = len(group)
    share = n / entries
    distinct = len({mention.shown for mention, _ in group}) / n
    whole = sum(_wholeness(mention) for mention, _ in group) / n
    near = 1.0 - sum(distance for _, distance in group) / n
    score = share * (0.4 + 0.6 * min(1.0, 2 * distinct)) * (0.3 + 0.7 * whole) * (0.6 + 0.4 * near)
    if any(
        mention.node.tag == "time" or (mention.node.parent is not None and mention.node.parent.tag == "time")
        for mention, _ in group
    ):
        score *= 1.3
    return score


def _wholeness(mention: DateMention) -> float:
    """1 where a date is all of its text, less where it stands in prose."""
    if mention.stamp:
        return 1.0
    return min(1.0, 2.5 * (mention.end - mention.start) / max(1, len(mention.text.strip())))


def dates_of_publication(
    options: Sequence[dict[Key, DateMention]], scores: dict[Key, float], language: str | None
) -> list[list[DateMention]]:
    """For each entry the dates of the surest role that the list has."""
    roles = {key.role for key, score in scores.items() if score > 0}
    role = next((role for role in ROLES if role in roles), "")
    found = dates_of_role(options, _of_one_fact(options, scores, role, language), role)
    dated = sum(map(bool, found))
    if not MIN_SHARE_WITH_DATES * len(found) <= dated < len(found):
        return found
    return [chosen or _lone_date(own, role) for chosen, own in zip(found, options, strict=True)]


def _lone_date(own: dict[Key, DateMention], role: str) -> list[DateMention]:
    """The one date, as shown and as a stamp, of an entry in other markup than the rest, as a lead story is.

    Where it shows several dates, or one without a label in a table's other column, none of them is sure.
    """
    full = {key: mention for key, mention in own.items() if key.full}
    if any(key.role not in ("", role) for key in full):
        return []
    if any(key.spot[-1] and mention.role != "published" for key, mention in full.items()):
        return []
    stamps = [mention for mention in full.values() if mention.stamp]
    shown = [mention for mention in full.values() if not mention.stamp]
    if len(stamps) > 1 or len({mention.shown for mention in shown}) > 1:
        return []
    whole = role == "title" or all(_wholeness(mention) == 1.0 for mention in shown)
    return [*stamps, *shown[:1]] if whole else []


def _of_one_fact(
    options: Sequence[dict[Key, DateMention]], scores: dict[Key, float], role: str, language: str | None
) -> dict[Key, float]:
    """Return the scores without those of another fact, such as the last answer in a list of threads.

    Stamps and shown dates at two spots are two facts where most of their days differ. The spot that has dates
    in more entries, and then nearer to the titles, is the entries' own.
    """
    stamp, shown = (
        max(
            (key for key in scores if key.role == role and key.stamp is is_stamp and key.full),
            key=scores.__getitem__,
            default=None,
        )
        for is_stamp in (True, False)
    )
    if stamp is None or shown is None or stamp.spot == shown.spot:
        return scores
    both = [(own[stamp], own[shown]) for own in options if stamp in own and shown in own]
    if 2 * sum(_are_other_days(*pair, language) for pair in both) <= len(both):
        return scores
    counts = {
        spot: sum(any(key.spot == spot and key.role == role for key in own) for own in options)
        for spot in (stamp.spot, shown.spot)
    }
    first = min(own[shown].index - own[stamp].index for own in options if stamp in own and shown in own) < 0
    other = min((shown.spot, stamp.spot) if not first else (stamp.spot, shown.spot), key=counts.__getitem__)
    return {key: 0.0 if key.spot == other and key.role == role else score for key, score in scores.items()}


def _are_other_days(stamp: DateMention, shown: DateMention, language: str | None) -> bool:
    one, two = read_stamp(stamp.text), read_date(shown.shown, language=language)
    return one is not None and two is not None and abs(day_of(one) - day_of(two)) > DAY


def day_of(value: date | datetime) -> date:
    """Return the day of a date or a datetime."""
    return value.date() if isinstance(value, datetime) else value


def dates_of_role(
    options: Sequence[dict[Key, DateMention]], scores: dict[Key, float], role: str
) -> list[list[DateMention]]:
    """For each entry its best stamp and shown date of one role."""
    chosen: list[list[DateMention]] = [[] for _ in options]
    for stamp in (True, False):
        order = sorted(
            (key for key, score in scores.items() if score > 0 and key.stamp is stamp and key.role == role),
            key=lambda key: (not key.full, -scores[key]),
        )
        order = _alternatives(order, options) if len(order) > 1 else order
        for mentions, own in zip(chosen, options, strict=True):
            mentions += [own[key] for key in order if key in own][:1]
    return chosen


def _alternatives(order: Sequence[Key], options: Sequence[dict[Key, DateMention]]) -> list[Key]:
    """The best kind of date, and those that other entries have in its stead, not beside it."""
    kept: list[Key] = list(order[:1])
    for key in order[1:]:
        having = [own for own in options if key in own]
        beside = sum(any(better in own for better in kept) for own in having)
        if beside * 2 < len(having):
            kept.append(key)
    return kept
