"""An HTML index page becomes a feed, in five stages, each a module of its name.

1. candidates: every repeated structure of the page is a candidate list, of segments (segments.py).
2. choice: the candidate with the most evidence is taken (list_evidence.py, list_features.py); where there is
   no list, one or two entries that stand alone (lone_entries.py).
3. members: its segments are the entries, without the odd ones; with the stories before it (lead_stories.py).
4. fields: each field is read over all entries together; most have a module of their own.
5. confidence: how likely the list is right, and why.

All of them ask one `Page` (page.py) for its nodes, counts, dates and head. A recipe (recipe.py) stands in for
the first three stages; steering.py finds a list that has an entry like a given one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from feedkit.errors import BY_SCRIPTS, NoEntriesError, Problem, RecipeError, mismatch
from feedkit.model import Entry, Feed
from feedkit.parsers.html.candidates import BY_ITSELF, BY_RECIPE, BY_RELEASE, MAX_ANCHORS
from feedkit.parsers.html.choice import Choice, Scored, choose
from feedkit.parsers.html.confidence import confidence, known_reason, lacking, reasons, rival_reason
from feedkit.parsers.html.data_choice import choose_with_data
from feedkit.parsers.html.doubts import doubts
from feedkit.parsers.html.fields import Fields, date_problems, dates_of, days_of, read_fields, where_found
from feedkit.parsers.html.outline import HIDDEN, MAX_NODES, TEXT
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.page_state import (
    FILLED,
    OnlyInData,
    PageData,
    data_of,
    filled,
    mapped_list,
    only_in_data,
)
from feedkit.parsers.html.paging import older
from feedkit.parsers.html.recipe_values import NO_VALUES, RecipeValues
from feedkit.parsers.html.release_headings import ReleaseValues
from feedkit.parsers.html.rival_lists import element_path, rival_list
from feedkit.parsers.html.showing import shown
from feedkit.parsers.html.steering import choose_known, choose_like, reason
from feedkit.parsers.job import NO_ROWS, Job
from feedkit.parsers.likeness import has_all_like
from feedkit.parsers.reading import MIN_SURE_CONFIDENCE, FieldFound, Reading
from feedkit.recipes import Recipe
from feedkit.values.urls import absolute_url

MIN_LINKS = 8  # of a page that is not likely to be filled by scripts
CONFIDENCE_OF_DATA = 0.8  # of a list that is only in a page's data
REASON_OF_DATA = "the list is only in the data that the page carries for its scripts"
STEERED = "taken because {}; by itself it is not the likeliest"
MAX_RIVALS = 5


@dataclass(frozen=True, slots=True)
class FoundList:
    """A page, the list of its entries, and the values that a recipe selects in them."""

    page: Page
    choice: Choice
    values: RecipeValues


def read(job: Job) -> Reading:
    """Find the entries of a page.

    Raises:
        NoEntriesError, RecipeError: as `find_list`.
    """
    if job.recipe is not None and job.recipe.columns() and not job.recipe.has_selectors:
        return _mapped(job.recipe, job)
    page, found, data = _search(job)
    if found is None or _is_longer_in_data(found, data):
        only = _of_data(page, _only_in_data(page, job, data))
        return replace(only, confidence=CONFIDENCE_OF_DATA, reasons=(REASON_OF_DATA,))
    fields = read_fields(found.choice.segments, found.page, job.zone, job.now, found.values)
    return _judged(_with_data(report(found, fields), data, job, days_of(fields)), found)


def find_list(job: Job) -> FoundList:
    """Find the list of a page's entries: that of the recipe, or one that has entries `like` the given ones.

    Raises:
        NoEntriesError: nothing on the page looks like a list of entries, or none has such entries.
        RecipeError: the recipe does not fit the page, or its list is only in its data.
    """
    found = find_list_or_data(job)
    if isinstance(found, OnlyInData):
        where = found.found.where
        raise RecipeError(
            f"recipe: the list is only in the page's data ({where}): it is read without a recipe"
        )
    return found


def find_list_or_data(job: Job) -> FoundList | OnlyInData:
    """Find the list of a page's entries as `find_list` does, or the one that is only in its data."""
    page, found, data = _search(job)
    return found if found is not None else _only_in_data(page, job, data)


def _search(job: Job) -> tuple[Page, FoundList | None, PageData | None]:
    """The page, the list of its entries if it has one, and its data."""
    page = usual = Page(job.content, job.url)
    choice, values = _choose(job, page)
    if usual.hides and (choice is None or _is_hidden(choice, page)):
        page = Page(job.content, job.url, show_hidden=True, same_tree=usual)
        choice, values = _choose(job, page)
    data = data_of(usual, job)
    if data and job.recipe is None and not job.like:
        choice = choose_with_data(choice, data, page) or choice
    return (usual, None, data) if choice is None else (page, FoundList(page, choice, values), data)


def _is_longer_in_data(found: FoundList, data: PageData | None) -> bool:
    """Return whether entries of last time that nothing else shows are those of a longer list in the data."""
    choice = found.choice
    if not choice.steered or (choice.taken.candidate.by != BY_ITSELF and choice.taken.score > 0):
        return False
    longer = only_in_data(data)
    return longer is not None and longer.is_addressed and len(longer.entries) > len(choice.segments)


def _no_entries(page: Page, job: Job) -> NoEntriesError:
    why = reason(job.like, page) if job.like else _reason(page)
    by_scripts = why.endswith(BY_SCRIPTS)
    return NoEntriesError(why, feeds=page.head.feeds, refresh=page.head.refresh, by_scripts=by_scripts)


def _with_data(reading: Reading, data: PageData | None, job: Job, days: Sequence[str]) -> Reading:
    """The reading with what the page's data says of its entries, but for what a recipe says."""
    given = job.recipe.overrides() if job.recipe else ()
    state = filled(reading.feed.entries, data, [name for name in FILLED if name not in given], days)
    left = reading.problems
    if left:
        solved = {dates_of(number, one) for number, one in enumerate(state.entries, 1) if one.published}
        left = tuple(one for one in left if one.where not in solved)
    return replace(
        reading,
        feed=replace(reading.feed, entries=state.entries),
        fields=reading.fields + state.fields,
        problems=left + state.problems,
    )


def _only_in_data(page: Page, job: Job, data: PageData | None) -> OnlyInData:
    """The list in the data of a page whose HTML has none.

    Raises:
        NoEntriesError: there is no list in its data either.
    """
    is_selected = job.recipe is not None and job.recipe.has_selectors
    found = None if is_selected else only_in_data(data)
    listed = [(entry.title, entry.url) for entry in found.entries] if found else []
    if found is None or not has_all_like(job.like, listed, page.head.base):
        raise _no_entries(page, job)
    if not found.is_addressed:
        where = found.found.where
        count = len(found.found.entries)
        raise NoEntriesError(
            f"no entries found: the list of {count} rows in the page's data ({where}) has no addresses, and "
            "no link of the page shows how they are made: a recipe can say, with map.url",
            feeds=page.head.feeds,
            refresh=page.head.refresh,
        )
    return found


def _mapped(recipe: Recipe, job: Job) -> Reading:
    """The list in the data of a page whose fields a recipe maps.

    Raises:
        RecipeError: there is no such list, or half of its rows have no address.
    """
    page = Page(job.content, job.url)
    data = data_of(page, job)
    if data is None:
        raise RecipeError(NO_ROWS.format("html"))
    found = mapped_list(data, recipe)
    if not found.is_addressed:
        raise RecipeError(
            f"recipe.map: the rows at {found.found.where} have no addresses: wanted map.url, such as "
            '"https://example.org/posts/{slug}"'
        )
    return _of_data(page, found)


def _of_data(page: Page, found: OnlyInData) -> Reading:
    """The reading of a list in the data of a page."""
    state = found.state()
    return Reading(
        feed=_feed(page, state.entries),
        format="html",
        problems=state.problems,
        where=found.found.where,
        fields=state.fields,
        feeds=page.head.feeds,
        older=partial(older, page),
    )


def _choose(job: Job, page: Page) -> tuple[Choice | None, RecipeValues]:
    if job.recipe is not None and (job.recipe.has_selectors or choose(page) is not None):
        from feedkit.parsers.html.recipe import apply_recipe  # it needs a second tree of the page

        return apply_recipe(job.recipe, page)
    if job.like:
        return choose_like(job.like, page), NO_VALUES
    choice = choose_known(job.known, page) if job.known else choose(page)
    if choice is not None and choice.taken.candidate.by == BY_RELEASE:
        return choice, ReleaseValues(choice.segments, page)
    return choice, NO_VALUES


def _is_hidden(choice: Choice, page: Page) -> bool:
    """Return whether all entries are out of sight until a script shows them."""
    return all(page.nodes[segment.start].region & HIDDEN for segment in choice.segments)


def _reason(page: Page) -> str:
    """Why a page has no entries, as far as it shows."""
    if page.head.refresh:
        return f"no entries found: the page sends its readers on to {page.head.refresh}"
    if not page.nodes or not any(node.tag == TEXT for node in page.nodes):
        return f"no entries found: the page shows no text; {BY_SCRIPTS}"
    if len(page.links) < MIN_LINKS:
        count = len(page.links)
        return f"no entries found: the page shows only {count} links; {BY_SCRIPTS}"
    return "no entries found: none of the page's lists looks like posts (titles, links and dates of one kind)"


def report(found: FoundList, fields: Fields) -> Reading:
    """The feed, and how it was found."""
    page, taken = found.page, found.choice.taken
    rivals = found.choice.rivals[:MAX_RIVALS]
    where = where_found(fields, page) | found.values.where()
    return Reading(
        feed=_feed(page, fields.entries),
        format="html",
        problems=(*date_problems(fields), *found.values.problems(fields.entries), *_not_read(taken, page)),
        where=element_path(taken.candidate.around, page),
        fields=tuple(_fields_found(where, fields.entries)),
        rivals=tuple(rival_list(one, page, reason=rival_reason(one, taken)) for one in rivals),
        feeds=page.head.feeds,
        older=partial(older, page),
        shown=partial(shown, fields, rivals, page),
    )


def _judged(reading: Reading, found: FoundList) -> Reading:
    """The reading of a list that was searched for, with its confidence and what speaks for and against it."""
    choice, taken = found.choice, found.choice.taken
    if taken.candidate.by == BY_RECIPE:
        return reading
    doubtful = doubts(reading.feed.entries, choice, found.page)
    sure, known = confidence(choice, doubtful), known_reason(choice)
    against = lacking(taken) if sure < MIN_SURE_CONFIDENCE else ()
    return replace(
        reading,
        confidence=sure,
        reasons=(*known, *reasons(taken)),
        doubts=(*(doubt.reason for doubt in doubtful), *against),
        steered=STEERED.format(known[0]) if choice.steered else "",
    )


def _not_read(taken: Scored, page: Page) -> Iterator[Problem]:
    """The problem that a list, or a page, is longer than what is read of it."""
    beyond = taken.candidate.beyond
    if beyond:
        found = f"{len(taken.candidate.anchors) + beyond:,}: the last {beyond:,} are left out"
        yield mismatch("too-many-entries", f"up to {MAX_ANCHORS:,} entries", found, "feed, entries")
    if len(page.nodes) >= MAX_NODES:
        wanted = f"a page of up to {MAX_NODES:,} elements and texts"
        yield mismatch("page-too-long", wanted, "more: what follows is left out", "feed, entries")


def _feed(page: Page, entries: tuple[Entry, ...]) -> Feed:
    """The feed of a page, as its head describes it."""
    head, base = page.head, page.head.base or None
    return Feed(
        title=head.title,
        url=head.url or base,
        subtitle=head.description,
        language=head.language,
        icon=absolute_url(head.icon, base),
        entries=entries,
    )


def _fields_found(
    where: Mapping[str, Sequence[str | None]], entries: Sequence[Entry]
) -> Iterator[FieldFound]:
    """Each element that a field was read from, the commonest first; the other fields by their count."""
    for field, elements in where.items():
        for element, count in Counter(filter(None, elements)).most_common():
            yield FieldFound(field=field, where=element, entries=count)
    for field in (name for name in ("updated", "summary", "content", "tags", "image") if name not in where):
        count = len([*filter(attrgetter(field), entries)])
        if count:
            yield FieldFound(field=field, where="", entries=count)
