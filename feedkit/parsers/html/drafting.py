"""A recipe that finds what was found without one, as a start for one's own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, islice
from zoneinfo import ZoneInfo

import soupsieve

from feedkit.errors import RecipeError
from feedkit.model import Entry
from feedkit.parsers.bylines import split_names
from feedkit.parsers.data.columns import format_path, parse_path, value_at
from feedkit.parsers.html import FoundList, find_list, find_list_or_data
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.choice import Choice
from feedkit.parsers.html.fields import read_fields
from feedkit.parsers.html.outline import TEXT, Node, lasting_classes
from feedkit.parsers.html.page_state import OnlyInData
from feedkit.parsers.html.recipe import HEAD_TAGS, choose_by_recipe, select_values
from feedkit.parsers.html.recipe_values import RecipeValues
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.soup import Soup
from feedkit.parsers.job import Job
from feedkit.recipes import FIELDS, LIST_KEY, Recipe, to_toml
from feedkit.values.urls import absolute_url

MAX_GROUPS = 4  # of entries that look different, each with a selector of its own
MAX_LEVELS = 4  # of elements around entries that a selector may name
MAX_TRIES = 8  # selectors of one field
MAX_NARROWED = 2  # selectors that find too much, which are narrowed
MAX_STEPS = 1_000_000  # from sibling to sibling, of one selector by positions
MAX_CLASSES = 12  # of one element that a selector may name
MAX_EXCLUDED = 24  # classes of other elements that a selector may exclude, one at a time
MAX_PATH_LENGTH = 30  # elements
MAX_POSITIONS = 150  # of elements, or rows of them, that a selector by position may name
MAX_FIELD_NODES = 200  # nodes of an element that may hold a field
MAX_VALUES = 400  # nodes of one segment that may hold a field
# Tags that say enough alone; tags that say next to nothing; what entries may have and other elements lack.
CLEAR_TAGS = frozenset(("time", "img", "dt", "h1", "h2", "h3", "h4", "h5", "h6"))
VAGUE_TAGS = frozenset(("a", "b", "dd", "div", "em", "i", "li", "p", "small", "span", "strong", "td"))
DISTINGUISHING = ("time", "h2", "h3", "h4", "p", "a", "img", "ul", "td", "[datetime]")


def draft(job: Job) -> str:
    """Return the TOML of a recipe that finds the same entries; its errors are also those of `find_list`.

    Of a recipe that is given, every part is kept, and the fields are added that it leaves to be found.

    Raises:
        RecipeError: no selectors find these entries, as where they are lines of one text.
    """
    listed = find_list(job) if job.recipe is not None or job.like else find_list_or_data(job)
    if isinstance(listed, OnlyInData):
        return _of_data(listed, job.url)
    drafter = _Drafter(listed, job.zone, job.now)
    found = drafter.with_fields(job.recipe or drafter.bare())
    count = len(drafter.wanted)
    entries = "1 entry" if count == 1 else f"{count} entries"
    page = f" on {job.url}" if job.url else ""
    return (
        f"# Finds {entries}{page}{drafter.difference}. `entry` alone is enough:\n"
        "# a field without a line of its own is found automatically.\n" + to_toml(found)
    )


def _of_data(only: OnlyInData, url: str | None) -> str:
    """The recipe of a list that is only in the data of a page."""
    listed = only.found
    inside = format_path(listed.rows.inside)
    paths = {name: path.removeprefix(f"{inside}.") for name, path in listed.fields.items()}
    if "url" in paths:
        paths["url"] = _address_template(only, paths["url"], url)
    columns = {name: paths[name] for name in FIELDS if paths.get(name)}
    page = f"the data of {url}" if url else "the page's data"
    return (
        f"# Finds {len(only.entries)} entries in {page}. A field without a line here is found by its name.\n"
        + to_toml(Recipe(map={LIST_KEY: listed.where, **columns}))
    )


def _address_template(only: OnlyInData, path: str, base: str | None) -> str:
    """What a recipe says of addresses that are at a path, or end in what is there; "" where neither is so."""
    pairs = [
        (entry.url, str(value_at(row, parse_path(path))))
        for entry, row in zip(only.found.entries, only.found.rows.rows, strict=False)
        if entry.url
    ]
    if all(absolute_url(value, base) == address for address, value in pairs):
        return path
    templates = {address.replace(value.strip("/"), f"{{{path}}}") for address, value in pairs}
    return templates.pop() if len(templates) == 1 else ""


class _Drafter:
    """Tries recipes on a page and keeps those that change nothing."""

    def __init__(self, found: FoundList, zone: ZoneInfo, reference: datetime | None) -> None:
        self.found, self.zone, self.reference = found, zone, reference
        self.page = found.page
        self.soup = Soup(found.page)
        self.choice = found.choice
        self.wanted = self._read(found.choice, found.values)
        self.difference = ""

    def bare(self) -> Recipe:
        """A recipe of a selector alone that finds the same entries, or at least most of them.

        Raises:
            RecipeError: no selectors find most of the entries.
        """
        most, closest = 0, None
        for trial in self._trials():
            found = self._entries_of(trial)
            if found == self.wanted:
                return trial
            same = len(set(self.wanted).intersection(found))
            if 2 * same - len(found) > most:
                most, closest = 2 * same - len(found), trial
        if closest is None:
            raise RecipeError(
                "recipe: no selectors find these entries, which are neither elements nor rows of them"
            )
        return self._accepted(closest)

    def _trials(self) -> Iterator[Recipe]:
        elements = list(self._entry_elements())
        for selectors in (selectors_of, _by_position):
            for nodes, grow in elements:
                usual = grow == all(node.tag in HEAD_TAGS for node in nodes)
                for css in selectors(nodes, self.soup):
                    yield Recipe(entry=css, grow=None if usual else grow)

    def _accepted(self, recipe: Recipe) -> Recipe:
        """Want from now on the entries that a recipe finds."""
        before = self.wanted
        self.choice = choose_by_recipe(recipe, self.soup, self.page)
        self.wanted = self._entries_of(recipe)
        same = len(set(before).intersection(self.wanted))
        self.difference = f", {same} of the {len(before)} that are found without it"
        return recipe

    def with_fields(self, recipe: Recipe) -> Recipe:
        """A recipe with a selector of each field that one finds."""
        for field, selectors in self._fields().items():
            if getattr(recipe, field) is not None:
                continue
            for css in islice(selectors, MAX_TRIES):
                trial = recipe.with_field(field, css)
                if self._entries_of(trial) == self.wanted:
                    recipe = trial
                    break
        return recipe

    def _entries_of(self, recipe: Recipe) -> tuple[Entry, ...]:
        """The entries that a recipe finds; none if it does not fit."""
        found = self.found
        try:
            choice = choose_by_recipe(recipe, self.soup, found.page)
            values = select_values(recipe, choice.segments, self.soup, found.page)
            return self._read(choice, values)
        except RecipeError:
            return ()

    def _read(self, choice: Choice, values: RecipeValues) -> tuple[Entry, ...]:
        return read_fields(choice.segments, self.page, self.zone, self.reference, values).entries

    def _entry_elements(self) -> Iterator[tuple[list[Node], bool]]:
        """Elements that entries could be found by, one for each, and whether they are to grow."""
        nodes = self.page.nodes
        tops = [nodes[segment.start] for segment in self.choice.segments]
        if all(t.end == s.end and t.tag != TEXT for t, s in zip(tops, self.choice.segments, strict=True)):
            yield tops, False
        columns: tuple[Callable[[Segment], Node | None], ...] = (
            lambda segment: next(iter(self.page.headings_in(segment.start, segment.end)), None),
            lambda segment: segment.anchor if segment.anchor.tag != TEXT else segment.anchor.parent,
            lambda segment: next(self.page.elements(segment.start, segment.end), None),
            lambda segment: next(iter(self.page.links_in(segment.start, segment.end)), None),
        )
        for column in columns:
            found = [node for segment in self.choice.segments if (node := column(segment)) is not None]
            if len({node.index for node in found}) == len(self.choice.segments):
                yield found, True

    def _fields(self) -> dict[str, Iterator[str]]:
        """For each field the selectors of the elements that say it in every entry that has it."""
        base = self.found.page.head.base or None
        page = self.page

        def shows(text: str | None) -> Callable[[Node], bool]:
            return lambda node: page.text(node.index, node.end) == text

        def leads(url: str | None) -> Callable[[Node], bool]:
            return lambda node: bool(node.get("href")) and absolute_url(node.get("href"), base) == url

        def pictures(url: str | None) -> Callable[[Node], bool]:
            return lambda node: any(absolute_url(node.get(n), base) == url for n in words.PICTURE_ATTRIBUTES)

        def names(entry: Entry) -> Callable[[Node], bool]:
            wanted = tuple(person.name for person in entry.authors)
            return lambda node: split_names(page.text(node.index, node.end)) == wanted

        def dated(node: Node) -> bool:
            return node.end - node.index < 8 and page.has_date(node.index, node.end)

        def tagged(entry: Entry) -> Callable[[Node], bool]:
            return lambda node: node.tag == "a" and page.text(node.index, node.end).strip("#") in entry.tags

        return {
            "title": self._selecting([shows(e.title) if e.title else None for e in self.wanted]),
            "url": self._selecting([leads(e.url) if e.url else None for e in self.wanted], "@href"),
            "published": self._selecting([dated if e.published else None for e in self.wanted]),
            "updated": self._selecting([dated if e.updated else None for e in self.wanted]),
            "authors": self._selecting([names(e) if e.authors else None for e in self.wanted]),
            "summary": self._selecting([shows(e.summary) if e.summary else None for e in self.wanted]),
            "image": self._selecting([pictures(e.image) if e.image else None for e in self.wanted]),
            "tags": self._selecting([tagged(e) if e.tags else None for e in self.wanted]),
        }

    def _selecting(self, tests: Sequence[Callable[[Node], bool] | None], suffix: str = "") -> Iterator[str]:
        """Selectors of elements that pass the tests of all entries that have one, the simplest first."""
        having: Counter[str] = Counter()
        wanted = 0
        for segment, test in zip(self.choice.segments, tests, strict=True):
            if test is not None:
                wanted += 1
                inside = islice(self.page.elements(segment.start, segment.end), MAX_VALUES)
                small = (node for node in inside if node.end - node.index <= MAX_FIELD_NODES)
                having.update({css for node in small if test(node) for css in short_names(node)})
        common = [css for css, count in having.items() if count == wanted]
        return (css + suffix for css in sorted(common, key=_vagueness))


def _vagueness(css: str) -> tuple[int, int, str]:
    """How little a selector says: a tag of many uses alone says least."""
    alone = not any(mark in css for mark in ".>")
    return (2 * (css in VAGUE_TAGS) + (alone and css not in CLEAR_TAGS) + css.count(">"), len(css), css)


def short_names(node: Node) -> Iterator[str]:
    """Selectors of an element within an entry: by its tag and class, and those around it."""
    own = list(_names(node))
    yield from own
    if node.parent is not None:
        for around in _names(node.parent):
            yield from (f"{around} > {name}" for name in own)


def _names(node: Node) -> Iterator[str]:
    """An element by its tag, and by its tag and each class."""
    tag = _escaped(node.tag)  # it may be a name such as "atom:updated"
    yield tag
    for name in lasting_classes(node.get("class")):
        yield f"{tag}.{_escaped(name)}"


def selectors_of(elements: Sequence[Node], soup: Soup) -> Iterator[str]:
    """Selectors that find these elements and no others, the simplest first."""
    yield from islice(_common(elements, soup), 3)
    groups: dict[int, list[Node]] = {}
    for node in elements:
        groups.setdefault(node.kind, []).append(node)
    if 1 < len(groups) <= MAX_GROUPS:
        found = [next(_common(group, soup), None) for group in groups.values()]
        if all(found):
            yield ", ".join(css for css in found if css)


def _common(elements: Sequence[Node], soup: Soup) -> Iterator[str]:
    """Selectors by what these elements have in common, and others have not."""
    wanted = [node.index for node in elements]
    wide: list[str] = []
    for css in _described(elements):
        found = [node.index for node in soup.select(css)]
        if found == wanted:
            yield css
        elif set(wanted) < set(found):
            wide.append(css)
    for css in wide[-MAX_NARROWED:]:
        for narrowed in _narrowed(css, elements, soup):
            if [node.index for node in soup.select(narrowed)] == wanted:
                yield narrowed


def _described(elements: Sequence[Node]) -> Iterator[str]:
    """Selectors of all these elements, and perhaps of more: by themselves, then by what is around them."""
    own = _shared(elements)
    yield from own
    inner = own[-1:] if len(own) > 1 else own
    inner = list(dict.fromkeys((*own[:1], *inner)))
    level = list(elements)
    tail = [f" > {name}" for name in inner]
    for _ in range(MAX_LEVELS):
        around = [node.parent for node in level if node.parent is not None]
        if len(around) != len(level) or around[0].tag in ("html", "body"):
            return
        level = list({node.index: node for node in around}.values())
        names = _shared(level)
        yield from (name + rest for name in reversed(names) for rest in tail)
        loose = [f" {name}" for name in inner]
        yield from (name + rest for name in reversed(names) for rest in loose)
        tail = [f" > {name}{rest}" for name in names[:1] for rest in tail[:2]]


def _shared(nodes: Sequence[Node]) -> list[str]:
    """What elements have in common: tag, then tag with each class, with all classes, with an id."""
    tags = {_escaped(node.tag) for node in nodes}
    tag = _escaped(nodes[0].tag) if len(tags) == 1 else ""
    classes = set.intersection(*(set(lasting_classes(node.get("class"))) for node in nodes))
    ordered = [f".{_escaped(name)}" for name in lasting_classes(nodes[0].get("class")) if name in classes]
    del ordered[MAX_CLASSES:]
    found = [tag] if tag else []
    found += [tag + name for name in ordered]
    if len(ordered) > 1:
        found.append(tag + "".join(ordered))
    if len(nodes) == 1 and nodes[0].get("id"):
        found.append(f"{tag}#{_escaped(nodes[0].get('id'))}")
    return found or [":is(" + ", ".join(sorted(tags)) + ")"]


def _narrowed(css: str, elements: Sequence[Node], soup: Soup) -> Iterator[str]:
    """A selector that finds too much, with what distinguishes these elements from the others."""
    wanted = {node.index for node in elements}
    others = [node for node in soup.select(css) if node.index not in wanted]
    theirs = {name for node in others for name in node.get("class").split()}
    ours = {name for node in elements for name in node.get("class").split()}
    excluded = islice(sorted(theirs - ours), MAX_EXCLUDED)
    yield from (f"{css}:not(.{_escaped(name)})" for name in excluded)
    for name in DISTINGUISHING:
        indices = [node.index for node in soup.select(name)]
        having = {_holds_one(indices, node) for node in elements}
        if len(having) == 1 and having.isdisjoint(_holds_one(indices, node) for node in others):
            yield f"{css}:has({name})" if True in having else f"{css}:not(:has({name}))"
    yield f"{css}:not([class])"
    yield f"{css}:not(nav *, aside *, header *, footer *)"


def _holds_one(indices: Sequence[int], node: Node) -> bool:
    """Return whether one of some indices, in order, is inside an element."""
    return bisect_right(indices, node.index) < bisect_left(indices, node.end)


def _by_position(elements: Sequence[Node], soup: Soup) -> Iterator[str]:
    """A selector by positions among siblings: the last resort, as any change of the page breaks it.

    There is none for many positions or siblings.
    """
    page = soup.page
    ids = Counter(node.get("id") for node in page.nodes if node.attrs)
    parts: list[str] = []
    left, steps = MAX_POSITIONS, MAX_STEPS
    for _, group in groupby(elements, key=lambda node: node.parent.index if node.parent else -1):
        nodes = list(group)
        path = _path(nodes[0], soup, ids)
        if not path:
            return
        alike = nodes == [node for node in page.siblings(nodes[0])[0] if node.tag == nodes[0].tag]
        left -= 1 if alike else len(nodes)
        # Of each sibling each position is asked for, and counted from the first one.
        steps -= 0 if alike else len(page.siblings(nodes[0])[0]) * len(nodes) * nodes[-1].position
        if left < 0 or steps < 0:
            return
        positions = ", ".join(f":nth-child({_number(node, soup)})" for node in nodes if not alike)
        parts.append(f"{path} > " + (f":is({positions})" if positions else nodes[0].tag))
    yield ", ".join(parts)


def _path(node: Node, soup: Soup, ids: Mapping[str, int]) -> str:
    """The way to an element's parent, from the nearest that has an id of its own; "" for a long way."""
    steps: list[str] = []
    for around in islice(node.ancestors(), MAX_PATH_LENGTH):
        name = around.get("id")
        if name and ids[name] == 1:
            return " > ".join((f"#{_escaped(name)}", *steps))
        if around.tag in ("html", "body"):
            return " > ".join((around.tag, *steps))
        steps.insert(0, f"{_escaped(around.tag)}:nth-child({_number(around, soup)})")
    return ""


def _number(node: Node, soup: Soup) -> int:
    """The position of an element among its siblings, from 1."""
    return 1 + len(soup.tag(node).find_previous_siblings(True))


def _escaped(name: str) -> str:
    """A class or an id as CSS writes it."""
    return soupsieve.escape(name)
