"""A recipe on a page: the entries that it finds, and the values that it selects in them for each field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedkit.config_errors import nearest
from feedkit.errors import RecipeError
from feedkit.parsers.html import page_words as words
from feedkit.parsers.html.candidates import BY_RECIPE, Candidate
from feedkit.parsers.html.choice import Choice, Scored, choose
from feedkit.parsers.html.outline import HIDDEN, TEXT, Node
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.recipe_values import DATES, RecipeValues
from feedkit.parsers.html.release_headings import ReleaseValues, are_releases
from feedkit.parsers.html.segments import Segment
from feedkit.parsers.html.selected import RecipeValue, Selected, short
from feedkit.parsers.html.soup import Soup
from feedkit.recipes import TEMPLATE_PART, DateOverride, Recipe, expanded
from feedkit.recipes.selectors import xpath_in
from feedkit.values.limited_regex import LimitedRegex, Replacements

NO_LIST = (
    "recipe: none of the page's lists looks like posts: wanted entry, CSS or XPath that finds the entries"
)
HEAD_TAGS = words.HEADINGS | {"dt", "a", "time"}  # elements that what follows belongs to, and does not lie in
SEVERAL = frozenset(("summary", "content", "authors", "tags", "enclosures"))  # all that is found is taken
# What a field stands in, where the recipe names no attribute; of other fields it is the text.
ATTRIBUTES = {
    "url": ("href", "content"),
    "image": (*words.PICTURE_ATTRIBUTES, "href", "content"),
    "enclosures": ("href", "src", "content"),
}
NAME = re.compile(  # in a selector, or what may look like one in it
    r"""(\[[^\]]*\]|"[^"]*"|'[^']*'|:nth-[\w-]+\([^)]*\)|::?[\w-]+|[.#][A-Za-z_][\w-]*|(?<!\w)[A-Za-z_][\w-]*)"""
)


def apply_recipe(recipe: Recipe, page: Page) -> tuple[Choice, RecipeValues]:
    """The list that a recipe finds, and the values that it selects in it.

    Raises:
        RecipeError: its `entry` finds nothing on the page, or an override nothing in any entry.
    """
    soup = Soup(page)
    choice = choose_by_recipe(recipe, soup, page)
    return choice, select_values(recipe, choice.segments, soup, page)


def choose_by_recipe(recipe: Recipe, soup: Soup, page: Page) -> Choice:
    """The entries that a recipe finds; without `entry`, those that are found without a recipe.

    Raises:
        RecipeError: there are none.
    """
    if not recipe.entry:
        if (choice := choose(page)) is None:
            raise RecipeError(NO_LIST)
        return choice
    found = soup.select(recipe.entry)
    if not found:
        offer = _offer(recipe.entry, soup)
        raise RecipeError(f'recipe.entry: "{recipe.entry}" finds nothing on the page{offer}')
    around = _around(found)
    candidate = Candidate(BY_RECIPE, around, found, page)
    if _grows(recipe, found) and around is not found[0]:
        segments = candidate.segments
    else:
        segments = [Segment(node.index, node.end, node) for node in found]
    return Choice(tuple(_split_overlaps(segments)), Scored(candidate, 0.0, {}), ())  # no evidence is needed


def _grows(recipe: Recipe, entries: Sequence[Node]) -> bool:
    """Return whether the entries cover what follows the elements that the recipe finds them by."""
    return recipe.grow if recipe.grow is not None else all(node.tag in HEAD_TAGS for node in entries)


def _around(nodes: Sequence[Node]) -> Node:
    """The innermost element that holds them all; of the root it is the root itself."""
    node = nodes[0].parent or nodes[0]
    while node.parent is not None and node.end <= nodes[-1].index:
        node = node.parent
    return node


def _split_overlaps(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, each ending where the next one begins at the latest."""
    for segment, after in zip(segments, (*segments[1:], None), strict=True):
        if after is not None and segment.start < after.start < segment.end:
            segment = segment._replace(end=after.start)
        yield segment


def _offer(css: str, soup: Soup) -> str:
    """What may have been meant by a selector that finds nothing."""
    if xpath_in(css) is not None:
        return ""
    names = sorted(soup.names())
    for name in NAME.findall(css):
        if name[0] in "[:\"'" or name in names:
            continue
        right = nearest(name, (known for known in names if _prefix(known) == _prefix(name)))
        if right:
            meant = "".join(right if part == name else part for part in NAME.split(css))
            return f'; "{name}" is not on the page: did you mean "{meant}"?'
        return f'; "{name}" is not on the page'
    return "; all its names are on the page, but not together like this"


def _prefix(name: str) -> str:
    """What a selector writes before a name: "." before classes, "#" before ids, nothing before tags."""
    return name[0] if name[0] in ".#" else ""


def select_values(recipe: Recipe, segments: Sequence[Segment], soup: Soup, page: Page) -> RecipeValues:
    """The values that a recipe selects in its entries.

    Raises:
        RecipeError: an override finds nothing in any of them.
    """
    inner = bool(recipe.entry) and not _grows(recipe, [segment.anchor for segment in segments])
    found = {
        field: _first_that_fits(
            [_FieldReader(field, override, page, soup, inner) for override in alternatives], segments
        )
        for field, alternatives in recipe.overrides().items()
    }
    if not inner and are_releases(segments, page):
        return ReleaseValues(segments, page, found)
    return RecipeValues(found, page)


def _first_that_fits(
    readers: Sequence[_FieldReader], segments: Sequence[Segment]
) -> list[tuple[RecipeValue, ...]]:
    """The values of each entry by the first of some readers that has any in it; none at all without readers.

    Raises:
        RecipeError: no reader has any in any entry; it says why of the first.
    """
    found: list[tuple[RecipeValue, ...]] = [()] * len(segments)
    failures = []
    for reader in readers:
        try:
            found = [row or more for row, more in zip(found, reader.values(segments), strict=True)]
        except RecipeError as error:
            failures.append(error)
    if readers and len(failures) == len(readers):
        raise failures[0]
    return found


class _FieldReader:
    """Selects the values of one field, and keeps what each step has found."""

    def __init__(
        self,
        field: str,
        override: DateOverride,
        page: Page,
        soup: Soup,
        inner: bool,
        *,
        is_part: bool = False,
    ) -> None:
        self.field, self.override, self.page, self.soup, self.inner = field, override, page, soup, inner
        self.is_part = (
            is_part  # of a text: the content of an element is wanted, or an attribute that is named
        )
        self.regex = LimitedRegex(override.regex) if override.regex is not None else None
        self._replacements = Replacements(override.replace or {})
        self._to_remove: list[Node] | None = None
        self.elements: list[Node] = []
        self.texts: list[str] = []

    def values(self, segments: Sequence[Segment]) -> list[tuple[RecipeValue, ...]]:
        """The values of each entry.

        Raises:
            RecipeError: no entry has any.
        """
        if self.override.template is not None:
            return self._filled(self.override.template, segments)
        found = [tuple(self._of(*pair)) for pair in zip(segments, self._rows(segments), strict=True)]
        if not any(found):
            raise RecipeError(f"recipe.{self.field}{self._reason(len(segments))}")
        return found if self.field in SEVERAL else [row[:1] for row in found]

    def _rows(self, segments: Sequence[Segment]) -> list[list[Selected]]:
        """What the selector finds in each entry; the entry itself without one."""
        if self.override.xpath is not None:
            return self.soup.xpath.within(segments, self.override.xpath)
        if self.override.css is None:
            return [[Selected(segment.anchor)] for segment in segments]
        rows = self.soup.within(segments, self.override.css, inner=self.inner)
        return [[Selected(node) for node in row] for row in rows]

    def _filled(self, template: str, segments: Sequence[Segment]) -> list[tuple[RecipeValue, ...]]:
        """The text of each entry with what its selectors find; none where one of them finds nothing."""
        texts = TEMPLATE_PART.split(template)
        columns = [
            _FieldReader(self.field, expanded(css), self.page, self.soup, self.inner, is_part=True).values(
                segments
            )
            for css in texts[1::2]
        ]
        found: list[tuple[RecipeValue, ...]] = []
        for rows in zip(*columns, strict=True):
            for text, row in zip(range(1, len(texts), 2), rows, strict=True):
                texts[text] = row[0].text if row else ""
            value = self._fitting("".join(texts)) if all(rows) else ""
            first = rows[0][0] if value else None
            found.append((replace(first, text=value, whole=False, override=self.override),) if first else ())
        if not any(found):
            raise RecipeError(f'recipe.{self.field}: no entry has all that is in "{template}"')
        return found

    def _of(self, segment: Segment, selected: Sequence[Selected]) -> Iterator[RecipeValue]:
        given = self.override
        if given.constant is not None:
            for text in (given.constant,) if isinstance(given.constant, str) else given.constant:
                yield RecipeValue(segment.anchor, text, False, False, given)
            return
        is_part = (given.css, given.xpath) != (None, None)
        end = 0
        for one in selected:
            node = one.node
            if self.field in SEVERAL and one.text is None and node.index < end:
                continue  # it lies in one that is taken already
            self.elements.append(node)
            end = node.end
            text = self._value(node, segment) if one.text is None else one.text
            if not text:
                continue
            self.texts.append(text)
            if fitting := self._fitting(text):
                as_shown = (given.attr, given.regex, given.replace, given.remove, one.text) == (None,) * 5
                inside = is_part and segment.start <= node.index < segment.end
                yield RecipeValue(node, fitting, as_shown, inside, given)

    def _value(self, node: Node, segment: Segment) -> str:
        """What an element has of the field: the attribute that is wanted, or the usual one, or its text."""
        attr = self.override.attr
        if attr is not None:
            return " ".join(node.get(attr).split())
        if self.field == "content":
            return self._html(node)
        usual = ATTRIBUTES.get(self.field)
        if usual is not None and not self.is_part:
            inside = self.page.elements(node.index, node.end)
            return next((value for n in inside for name in usual if (value := n.get(name).strip())), "")
        if node.tag == "meta":
            return " ".join(node.get("content").split())
        if self.override.css is None and self.override.xpath is None:
            return self.page.text(segment.start, segment.end)
        return self._text(node) or (node.get("datetime") if self.field in DATES else "")

    def _text(self, node: Node) -> str:
        """What an element shows; of one that is hidden, what it would show."""
        if self.override.remove is not None:
            return self._text_without(node, self.override.remove)
        if not node.region & HIDDEN:
            return self.page.text(node.index, node.end)
        texts = (n.text for n in self.page.nodes[node.index : node.end] if n.tag == TEXT)
        return " ".join("".join(texts).split())

    def _text_without(self, node: Node, css: str) -> str:
        """What an element shows beside what a selector finds in it."""
        texts, start = [], node.index
        for removed in self._removed(css):
            if start <= removed.index < node.end:
                texts.append(self.page.text(start, removed.index))
                start = removed.end
        texts.append(self.page.text(start, node.end) if start < node.end else "")
        return " ".join(filter(None, texts))

    def _html(self, node: Node) -> str:
        """The markup of an element without what is to be removed."""
        selector = self.override.remove
        removed = [other for other in self._removed(selector) if node.holds(other)] if selector else []
        return self.soup.markup_without(node, removed) if removed else node.html

    def _removed(self, selector: str) -> list[Node]:
        """The elements of the page that are left out, in document order; selected once."""
        if self._to_remove is None:
            self._to_remove = self.soup.select(selector)
        return self._to_remove

    def _fitting(self, text: str) -> str:
        """The part of a value that the regular expression finds, with the replacements in it."""
        if self.regex is not None:
            text = " ".join((self.regex.search(text) or "").split())
        if not self.override.replace:
            return text
        text = self._replacements.applied(text)
        return text.strip() if self.field == "content" else " ".join(text.split())

    def _reason(self, entries: int) -> str:
        """Why no entry has the field."""
        given = self.override
        css, attr, regex = given.css or given.xpath, given.attr, given.regex
        if not self.elements:
            offer = _offer(given.css, self.soup) if given.css else ""
            return f': "{css}" finds nothing in any of the {entries} entries{offer}'
        count = len(self.elements)
        those = f'of the {count} elements that "{css}" finds' if css else f"of the {count} entries' elements"
        if not self.texts and attr is not None:
            right = nearest(attr, sorted({name for node in self.elements for name in node.attrs}))
            offer = f'; did you mean "{right}"?' if right else ""
            return f': none {those} has the attribute "{attr}"{offer}'
        if not self.texts:
            wanted = " or ".join(ATTRIBUTES.get(self.field, ("any text",)))
            return f": none {those} has {wanted}"
        return f'.regex: "{regex}" fits none of {len(self.texts)} values, such as "{short(self.texts[0])}"'
