"""How a format is written down: tables of elements, and what the functions beside the tables get.

A format is a tree of `Element` rows: name, how often, what its text must be, its attributes, what it holds.
Namespaces that extend a format are `Extension` rows; their elements name those that they may stand in. From
these rows `plans` makes dictionaries for the reader in `markup`. What a table cannot express is a function in
the `check` of a row: it gets the `Node`, an element of the document, and the `Context` to report to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from feedkit.checks.encodings import Source
from feedkit.checks.findings import Findings, shown
from feedkit.checks.times import Date
from feedkit.checks.value_rules import Value, anything
from feedkit.formats import FormatName

SEPARATOR: Final = "\x1f"  # between namespace and name; no XML can hold it
XML: Final = "http://www.w3.org/XML/1998/namespace"

Times = Literal["any", "once", "one", "some"]  # *, ?, 1, +
ANY: Final = "any"
ONCE: Final = "once"
ONE: Final = "one"
SOME: Final = "some"

FEEDS: Final = ("channel", "feed", "source")  # names that `where` and `holds` use
ENTRIES: Final = ("item", "entry")
BOTH: Final = FEEDS + ENTRIES

Position = tuple[int, int]  # line and column, both from 1
Check = Callable[["Node", "Context"], None]
Inside = Callable[["Node", str, dict[str, str], "Context"], "Plan"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: what its value must be, and whether it has to be there."""

    name: str
    value: Value = anything
    required: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a format.

    name:        as feeds write it, with the customary prefix: "ttl", "itunes:duration"
    times:       how often it may and must be there, in its parent
    value:       what its text must be; None: it holds no text
    attributes:  all it may have; those of other namespaces are always allowed
    children:    what it may hold
    where:       of an extension: the elements it may stand in, by what they have as `holds`
    holds:       what `where` calls this element; with "", one that holds text holds no element
    check:       a function that looks at the whole element, at its end tag
    inside:      a function that gives the plan for a child that is not in the table
    trim:        whether white space around its text does not count
    spec:        the section that specifies it; "" is its parent's
    """

    name: str
    times: Times = ANY
    value: Value | None = None
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Element, ...] = ()
    where: tuple[str, ...] = ()
    holds: str = ""
    check: Check | None = None
    inside: Inside | None = None
    trim: bool = True
    spec: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A namespace. Without elements it is known but not looked into.

    prefix:     the customary one
    uri:        its name, to the letter
    spec:       the specification, as findings name it
    elements:   those that it defines; None: anything is allowed
    anywhere:   whether it may describe anything: where no row puts them, its elements are only unusual, and
                its attributes are allowed
    grows:      whether elements are added to it under the same name, so that an unknown one may be a new one
    inside:     a function that gives the plans for its elements, instead of a table
    """

    prefix: str
    uri: str
    spec: str = ""
    elements: tuple[Element, ...] | None = None
    anywhere: bool = False
    grows: bool = False
    inside: Inside | None = None


@dataclass(slots=True)
class Plan:
    """A row as the reader uses it; keys are names as expat gives them (see `key`)."""

    name: str
    row: Element
    spec: str = ""
    children: dict[str, Plan] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    required_children: tuple[str, ...] = ()
    required_attributes: tuple[str, ...] = ()
    value: Value | None = None
    date: Date | None = None
    check: Check | None = None
    inside: Inside | None = None
    once: bool = False
    trim: bool = True
    open: bool = False
    keeps_text: bool = False
    ignores_text: bool = False
    free: bool = False  # its attributes are not looked at
    foreign: bool = False  # nor is anything in it


FOREIGN: Final = Plan(name="", row=Element(""), ignores_text=True, free=True, foreign=True)
IGNORED: Final = Plan(
    name="", row=Element(""), ignores_text=True, free=True, foreign=True
)  # it has been reported


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A whole format, as the reader uses it.

    namespace:   that of its own elements, "" for none
    roots:       the plans of the root elements, by key
    extensions:  by namespace
    elsewhere:   every element of an extension, for those that stand where they must not
    spellings:   the namespaces, by their names without what people get wrong in them (`roughly`)
    """

    format: FormatName
    namespace: str
    roots: Mapping[str, Plan]
    extensions: Mapping[str, Extension]
    elsewhere: Mapping[str, Plan]
    spellings: Mapping[str, str]


class Node:
    """An element that is being read."""

    __slots__ = (
        "attributes",
        "base",
        "column",
        "counts",
        "facts",
        "line",
        "offset",
        "opaque",
        "parent",
        "plan",
        "texts",
        "values",
    )

    def __init__(
        self,
        plan: Plan,
        attributes: dict[str, str],
        parent: Node | None,
        position: Position,
        offset: int,
    ) -> None:
        self.plan = plan
        self.attributes = attributes
        self.parent = parent
        self.line, self.column = position
        self.offset = offset  # of its start tag, in bytes
        self.texts: list[str] = []
        self.counts: dict[str, int] = {}  # of its children, by name
        self.values: dict[str, str] = {}  # the text of its first child of each name
        self.facts: dict[str, Any] = {}  # what the checks of its children leave for its own
        self.base: str | None = None
        self.opaque = False  # an entity in it was not read

    @property
    def path(self) -> str:
        """Its name behind its parent's: item/guid."""
        return f"{self.parent.plan.name}/{self.plan.name}" if self.parent else self.plan.name

    @property
    def text(self) -> str:
        """Its own text, with the white space around it."""
        return "".join(self.texts)

    def get(self, attribute: str) -> str | None:
        """Return the value of an attribute that has no namespace."""
        return self.attributes.get(attribute)


class Context:
    """What functions of checks get beside an element: the names it has, and the means to report.

    url:        the address of the feed, as the caller gives it; None: unknown
    vocabulary: that of the root element; None before it
    here:       a function that gives the position the reader is at
    prefixes:   those that the document declares, by namespace
    has_netscape_dtd: whether its DOCTYPE names the DTD of RSS 0.91
    """

    def __init__(
        self, source: Source, findings: Findings, url: str | None, here: Callable[[], Position]
    ) -> None:
        self.findings = findings
        self.url = url
        self.here = here
        self.vocabulary: Vocabulary | None = None
        self.prefixes: dict[str, str] = {}
        self.reported_namespaces: set[str] = set()
        self.has_netscape_dtd = False
        self._source = source

    def report(
        self, rule: str, node: Node, *, wanted: str, found: str, attribute: str = "", spec: str = ""
    ) -> None:
        """Report a finding about an element, or about one of its attributes."""
        element = f"{node.path}@{attribute}" if attribute else node.path
        at = (node.line, node.column)
        if attribute and not self.findings.full(rule):
            at = self._source.position_of_value(node.offset, at, attribute)
        self.findings.add(rule, at, element, wanted=wanted, found=found, spec=spec or node.plan.spec)

    def report_faults(self, node: Node, text: str, value: Value, attribute: str = "") -> bool:
        """Hold a text against what it must be, and report its faults; return whether it has none."""
        faults = value(text)
        for fault in faults:
            found = shown(text) if fault.found is None else fault.found
            self.report(fault.rule, node, wanted=fault.wanted, found=found, attribute=attribute)
        return not faults

    def report_child(
        self, rule: str, parent: Node, name: str, *, wanted: str, found: str, spec: str = ""
    ) -> None:
        """Report a finding about an element that begins here and has no plan."""
        element = f"{parent.plan.name}/{self.shown(name)}"
        self.findings.add(
            rule, self.here(), element, wanted=wanted, found=found, spec=spec or parent.plan.spec
        )

    def base_of(self, node: Node | None) -> str | None:
        """Return the nearest `xml:base`, as it is written."""
        while node is not None:
            if node.base is not None:
                return node.base
            node = node.parent
        return None

    def shown(self, name: str) -> str:
        """Return a name as people write it: with its customary prefix, else with the declared one."""
        uri, _, local = name.rpartition(SEPARATOR)
        if not uri or self.vocabulary is None or uri == self.vocabulary.namespace:
            return local
        known = self.vocabulary.extensions.get(uri)
        prefix = "xml" if uri == XML else known.prefix if known else self.prefixes.get(uri, "")
        return f"{prefix}:{local}" if prefix else local


def texts(
    prefix: str, names: str, where: tuple[str, ...], value: Value = anything, times: Times = ANY
) -> tuple[Element, ...]:
    """Return a row for each of several elements of one kind that hold nothing but text."""
    return tuple(Element(f"{prefix}:{name}", times, value, where=where) for name in names.split())


def eaten(prefix: str, names: str, where: tuple[str, ...], times: Times = ANY) -> tuple[Element, ...]:
    """Return a row for each of several elements that are not looked into."""
    return tuple(
        Element(f"{prefix}:{name}", times, anything, where=where, inside=ignored) for name in names.split()
    )


def ignored(parent: Node, name: str, attributes: dict[str, str], context: Context) -> Plan:
    """Return the plan for elements that are not looked into."""
    return FOREIGN


def key(namespace: str, name: str) -> str:
    """Return a name as expat gives it: `namespace SEPARATOR name`, or the bare name without a namespace."""
    return f"{namespace}{SEPARATOR}{name}" if namespace else name


def roughly(uri: str) -> str:
    """Return the name of a namespace without what people get wrong in it."""
    return uri.lower().replace("https://", "http://").replace("://www.", "://").rstrip("/#")
