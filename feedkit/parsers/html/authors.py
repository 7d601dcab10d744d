"""The authors of a list's entries: from the kind of element or line that most entries have them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from feedkit.parsers.bylines import AUTHOR_LABEL, may_have_author_label, names_other
from feedkit.parsers.given_names import is_full_name
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.author_names import beside_date, is_another, is_profile, labelled_author, names_of
from feedkit.parsers.html.lines import Line, line_of
from feedkit.parsers.html.outline import TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.people import (
    box_of,
    is_face,
    is_person_icon,
    may_hold_person,
    name_behind_face,
    name_behind_icon,
    names_alone,
)
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.tables import column, column_names, last_columns
from feedkit.parsers.html.tags import tags
from feedkit.parsers.html.titles import TitleOption, sampled
from feedkit.parsers.link_texts import TRIMMED

MAX_LINE_LENGTH = 240  # characters of a line that may name the author
MAX_TEXTS_OF_ENDS = 400  # texts of a page's head and foot
MAX_LEVELS = 6  # elements around a name whose classes say that it is that of the last reply
MIN_SHARE_OF_ENTRIES = 0.4  # that must have an author of one kind
MIN_SHARE_WITH_PEOPLE = 0.9  # of the entries that must have an unlabelled name
MIN_SHARE_OF_LONE = 0.5  # of the entries, whose lone names begin with one that people are given
MIN_LONE_ENTRIES = 2
MIN_ENTRIES = 4  # of which unlabelled names can be known to be people

Key = tuple[str, int]  # a key of AUTHOR_WEIGHT, shape

AUTHOR_WEIGHT = {
    "rel": 1.2,
    "itemprop": 1.15,
    "column": 1.12,  # of a table, by its head
    "label": 1.1,
    "class": 1.0,
    "icon": 0.95,  # of a person, before a text
    "profile": 0.9,
    "face": 0.6,  # a person's picture beside a name
    "dateline": 0.5,
    "aside": 0.4,  # `<i>Ann Other</i>` behind the title
    "lone": 0.3,  # a name that people have, with a date or alone in a line
}
LINE_SORTS = frozenset(("label", "dateline"))  # the others are of elements, but the last
SURE_SORTS = frozenset(("rel", "itemprop", "label"))  # of which the names may be tags too


@dataclass(frozen=True, slots=True)
class Authors:
    names: tuple[str, ...]
    node: Node


def authors(
    segments: Sequence[Segment], titles: Sequence[TitleOption | None], page: Page
) -> list[Authors | None]:
    """The authors of each entry.

    A name beside a date is an author's if the page also names it as its own. Who replied last is no author.
    """
    if not segments:
        return []
    rows = list(zip(segments, titles, strict=True))
    numbers = sampled(len(rows))
    search = _Search(segments, page)
    options = {number: search.options(*rows[number]) for number in numbers}
    samples = list(options.values())
    counts = Counter(key for option in samples for key in option)
    scores = {
        key: n * AUTHOR_WEIGHT[key[0]]
        for key, n in counts.items()
        if n >= MIN_SHARE_OF_ENTRIES * len(numbers) and (key[0] != "aside" or _are_people(key, samples))
    }
    if not scores:
        return search.lone_names(rows, numbers)
    usual = max(scores, key=lambda key: scores[key])[0]
    sorts = {sort for sort, _ in scores}
    chosen: list[Authors | None] = []
    for number, row in enumerate(rows):
        option = options[number] if number in options else search.options(*row, sorts)
        best = max((key for key in option if key in scores), key=lambda key: scores[key], default=None)
        if best is None or best[0] != usual:  # the same sort of element, of another shape
            best = next((key for key in option if key[0] == usual), best)
        chosen.append(option[best] if best is not None else None)
    return [authors and search.boxed(authors, row[0]) for authors, row in zip(chosen, rows, strict=True)]


class _Search:
    """Searches entries of one list, by the columns of its table and the names of the page's owner."""

    def __init__(self, segments: Sequence[Segment], page: Page) -> None:
        self.page = page
        heads = list(enumerate(column_names(segments[0], page)))
        self.columns = frozenset(at for at, head in heads if AUTHOR_LABEL.fullmatch(f"{head}:"))
        self.last_columns = last_columns(segments[0], page)
        self.ends = segments[0].start, segments[-1].end
        self._last_lines_of: dict[int, list[Line]] = {}  # by the starts of segments

    @cached_property
    def owners(self) -> frozenset[str]:
        """The names of the page's owner, in small letters."""
        return self.page.head.names | _names_at_ends(*self.ends, self.page)

    def options(
        self, segment: Segment, title: TitleOption | None, sorts: Collection[str] = AUTHOR_WEIGHT.keys()
    ) -> dict[Key, Authors]:
        """The authors that each kind of element or line of a segment names, of some sorts."""
        found = {} if LINE_SORTS.issuperset(sorts) else self._element_options(segment, title, sorts)
        if not LINE_SORTS.isdisjoint(sorts):
            for key, authors in self._line_options(segment, title):
                found.setdefault(key, authors)
        if found:
            own_tags = {tag.casefold() for tag in tags(segment, self.page)}
            found = {key: authors for key, authors in found.items() if not _are_tags(key, authors, own_tags)}
        return found

    def _element_options(
        self, segment: Segment, title: TitleOption | None, sorts: Collection[str]
    ) -> dict[Key, Authors]:
        page = self.page
        found: dict[Key, Authors] = {}
        ends: dict[Key, int] = {}
        for node in page.nodes[segment.start : segment.end]:
            sort = _author_sort(node) if node.attrs else "aside" if node.tag in words.ASIDES else None
            if self.columns and node.tag == "td" and column(node, page) in self.columns:
                sort = "column"
            if sort is None or sort not in sorts:
                continue
            names = self._names(node, sort, segment, title)
            if not names or self._is_last(node, segment, title):
                continue
            key = sort, node.kind
            known = found.get(key)
            if known is None:
                found[key], ends[key] = Authors(names, node), node.end
            elif self._is_joined(known.node, ends[key], node) and (
                sort != "profile"
                or known.node.parent is node.parent
                or (is_another(node, known.node) and all(map(is_full_name, names)))
            ):
                joined = _joined(known.names, names)
                found[key], ends[key] = Authors(joined, known.node), node.end
        return found

    def _names(self, node: Node, sort: str, segment: Segment, title: TitleOption | None) -> tuple[str, ...]:
        """The names that an element of one sort holds, or that stand behind it."""
        if sort == "icon":
            return name_behind_icon(node, segment.end, self.page)
        if sort == "face":
            name, text = name_behind_face(node, segment.end, self.page)
            titled = title is not None and text is not None and title.start <= text.index < title.end
            return (name,) if name and not titled else ()
        return names_of(node, self.page)

    def _is_joined(self, first: Node, end: int, node: Node) -> bool:
        """Return whether two author elements of one sort name the authors of one entry together.

        They do side by side, in items of one list, and where a comma or an "and" stands between them.
        """
        one, other = first.parent, node.parent
        if one is other:
            return True
        if node.index < end or one is None or other is None:
            return False
        texts = [n.text.strip(TRIMMED + ", ") for n in self.page.nodes[end : node.index] if n.tag == TEXT]
        if not texts:
            return one.tag == "li" and one.parent is other.parent
        return all(not text or words.NAME_JOINT.fullmatch(text) for text in texts)

    def _line_options(self, segment: Segment, title: TitleOption | None) -> Iterator[tuple[Key, Authors]]:
        """The authors that lines name, behind a label or beside a date; what is of the title is left out."""
        page = self.page
        has_dates = any(not mention.stamp for mention in page.dates_in(segment.start, segment.end))
        for line in page.lines_in(segment.start, segment.end):
            if len(line.text) > MAX_LINE_LENGTH:
                continue
            dates = [m for m in page.dates_in(line.start, line.end) if not m.stamp] if has_dates else []
            if not dates and not may_have_author_label(line.text):
                continue
            if title is not None and title.start < line.end and line.start < title.end:
                left = [n for n in line.texts if not title.start <= n.index < title.end]
                if not left:
                    continue
                line = line_of(left, line.block)
            labelled = labelled_author(line, dates)
            beside = [part for part in beside_date(line, dates) if part.casefold() in self.owners][:1]
            if (labelled or beside) and not self._is_last(line.texts[0], segment, title):
                if labelled:
                    yield ("label", line.block.kind), Authors(labelled, line.texts[0])
                if beside:
                    yield ("dateline", line.block.kind), Authors(tuple(beside), line.texts[0])

    def boxed(self, authors: Authors, segment: Segment) -> Authors:
        """The authors with the box of face, name and work that they stand in."""
        return Authors(authors.names, box_of(authors.node, segment.start, self.page))

    def lone_names(
        self, rows: Sequence[tuple[Segment, TitleOption | None]], numbers: Sequence[int]
    ) -> list[Authors | None]:
        """The authors of entries that nothing marks: names that people have, in the same line of most."""
        samples = [self._lone_options(*rows[number], known=True) for number in numbers]
        counts = Counter(kind for option in samples for kind in option)
        kind, most = max(counts.items(), key=lambda item: item[1], default=(0, 0))
        if most < max(MIN_LONE_ENTRIES, MIN_SHARE_OF_LONE * len(numbers)):
            return [None] * len(rows)
        found: list[Authors | None] = []
        for row in rows:
            options = (self._lone_options(*row, known=known).get(kind) for known in (True, False))
            found.append(next(filter(None, options), None))
        return found

    def _lone_options(
        self, segment: Segment, title: TitleOption | None, *, known: bool
    ) -> dict[int, Authors]:
        """The names alone in a line, by the kind of the line; of lines of one kind in the first."""
        page = self.page
        found: dict[int, Authors] = {}
        aside = ~page.nodes[segment.start].region & words.NO_TEXT
        own_tags: set[str] | None = None
        for line in page.lines_in(segment.start, segment.end):
            if (known and not may_hold_person(line)) or line.texts[0].region & aside:
                continue
            if title is not None and title.start < line.end and line.start < title.end:
                continue
            dates = [m.shown for m in page.dates_in(line.start, line.end) if not m.stamp]
            names = names_alone(line.text, [" ".join(shown.split()) for shown in dates], known=known)
            if not names or line.block.tag == "figcaption":
                continue
            own_tags = {tag.casefold() for tag in tags(segment, page)} if own_tags is None else own_tags
            if not self._is_last(line.texts[0], segment, title) and own_tags.isdisjoint(
                name.casefold() for name in names
            ):
                found.setdefault(line.block.kind, Authors(names, line.texts[0]))
        return found

    def _last_lines(self, segment: Segment) -> list[Line]:
        """The lines that are labelled "last reply", and those under a line that is nothing but this label."""
        known = self._last_lines_of.get(segment.start)
        if known is not None:
            return known
        found = self._last_lines_of[segment.start] = []
        if not words.LAST.may_find(self.page.text(segment.start, segment.end)):
            return found
        under = False
        for line in self.page.lines_in(segment.start, segment.end):
            label = words.LAST.search(line.text) if len(line.text) <= MAX_LINE_LENGTH else None
            if label is not None or under:
                found.append(line)
            under = label is not None and len(label[0]) >= len(line.text.strip(TRIMMED))
        return found

    def _is_last(self, node: Node, segment: Segment, title: TitleOption | None) -> bool:
        """Return whether a name is that of the last reply or of a "Photo by", by classes, column or label."""
        left = self.page.nodes[node.index - 1] if node.index > segment.start else node
        if left.tag == TEXT and len(left.text) <= MAX_LINE_LENGTH and names_other(left.text):
            return True
        if self.last_columns and column(node, self.page) in self.last_columns:
            return True
        around: Node | None = node
        for _ in range(1 + MAX_LEVELS):
            if around is None or around.index < segment.start:
                break
            if (
                "class" in around.attrs
                and words.is_last_class(around.get("class"))
                and not (title is not None and around.holds(title.node))
            ):
                return True
            around = around.parent
        for line in self._last_lines(segment):
            if line.start < node.end and node.index < line.end:
                label = words.LAST.search(line.text)
                if label is None:
                    return True
                before = "".join(text.text for text in line.texts if text.index < node.index)
                return words.LAST.search(before) is not None or label.start() < 2
        return False


def _joined(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The names of two elements, without those that are a part of another: "Ann" beside "Ann Other"."""
    both = tuple(dict.fromkeys((*names, *others)))
    return tuple(name for name in both if not any(name != one and name in one for one in both))


def _names_at_ends(start: int, end: int, page: Page) -> frozenset[str]:
    """What the page's own head and foot name, in small letters: those of its entries are not asked."""
    texts = (n.text for n in page.texts if n.region & words.ENDS and not start <= n.index < end)
    parts = (part for text in islice(texts, MAX_TEXTS_OF_ENDS) for part in words.OWNER_END.split(text))
    return frozenset(name for part in parts if (name := part.strip(TRIMMED + ",").casefold()))


def _are_tags(key: Key, authors: Authors, tags: set[str]) -> bool:
    """Return whether names are tags of the entry, and nothing but their class says that they are people."""
    return key[0] not in SURE_SORTS and all(name.casefold() in tags for name in authors.names)


def _are_people(key: Key, options: Sequence[dict[Key, Authors]]) -> bool:
    """Return whether the unlabelled names on nearly all entries look like people.

    They do if most are of several words, and some come back.
    """
    names = [name for option in options if key in option for name in option[key].names]
    likely = sum(words.FULL_NAME.fullmatch(name) is not None for name in names)
    return (
        len(options) >= MIN_ENTRIES
        and len(names) >= MIN_SHARE_WITH_PEOPLE * len(options)
        and likely * 2 > len(names) > len(set(names))
    )


def _author_sort(node: Node) -> str | None:
    """The sort of an element with attributes that names an author, a key of AUTHOR_WEIGHT; None of others."""
    attrs, tag = node.attrs, node.tag
    if "rel" in attrs and "author" in node.get("rel").split():
        return "rel"
    if "itemprop" in attrs and attrs["itemprop"] in ("author", "creator"):
        return "itemprop"
    classes = attrs.get("class")
    if classes and _names_author(classes):
        return "class"
    if not words.NAMING_ATTRIBUTES.isdisjoint(attrs) and any(
        _names_author(node.get(name)) for name in words.NAMING_ATTRIBUTES
    ):
        return "class"
    if tag == "a" and is_profile(node.get("href")):
        return "profile"
    if classes and is_person_icon(node):
        return "icon"
    return "face" if (classes or tag == "img") and is_face(node) else None


@lru_cache(maxsize=4096)
def _names_author(value: str) -> bool:
    """Return whether classes name an author: "byline", "PostCard_authorName__x7"."""
    small = value.lower()
    if not any(part in small for part in words.AUTHOR_PARTS):
        return False
    for name in value.split():
        parts = [part.lower() for part in words.NAME_PARTS.findall(name)]
        pairs = (f"{left} {right}" for left, right in pairwise(parts))
        if (
            name in words.USER_CLASSES
            or not words.AUTHOR_NAMES.isdisjoint((*parts, *pairs))
            or any(map(_has_author_stem, parts))
        ):
            return words.NO_AUTHOR_NAMES.isdisjoint(parts)
    return False


def _has_author_stem(part: str) -> bool:
    return any(stem in part for stem in words.AUTHOR_STEMS) and not part.startswith(words.NO_AUTHOR_STEMS)
