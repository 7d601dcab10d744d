"""How a format is written down: tables of elements, and the plans they are compiled to.

A format is a tree of `Element` rows: name, how often, what its text must be, its attributes, what it holds.
Namespaces that extend a format are `Extension` rows; each says where its elements may stand. What a table
cannot say is a small function in the `check` of a row. `compiled` makes dictionaries of it for the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from feedkit.checks.times import Date
from feedkit.checks.value_rules import Value, anything

if TYPE_CHECKING:
    from feedkit.checks.markup import Node, Walk

SEPARATOR: Final = "\x1f"  # between namespace and name; no XML can hold it
XML: Final = "http://www.w3.org/XML/1998/namespace"

Times = Literal["any", "once", "one", "some"]  # *, ?, 1, +
ANY: Final = "any"
ONCE: Final = "once"
ONE: Final = "one"
SOME: Final = "some"

FEEDS: Final = ("channel", "feed", "source")  # places that `where` and `holds` name
ENTRIES: Final = ("item", "entry")
BOTH: Final = FEEDS + ENTRIES

Check = Callable[["Node", "Walk"], None]
Inside = Callable[["Node", str, dict[str, str], "Walk"], "Plan"]


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
    where:       for extensions: the places it may stand in, as `holds` names them
    holds:       the name of the place inside it for extensions; "" closes it to elements not in the table
    check:       looks at the whole element, at its end tag
    inside:      says by what plan a child that is not in the table is read
    trim:        whether white space around its text is of no matter
    spec:        where it is specified; "" is its parent's
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
    spec:       the specification, for findings
    elements:   what it defines; None: anything goes
    attributes: what it defines for elements of others
    inside:     says by what plan its elements are read, instead of a table
    """

    prefix: str
    uri: str
    spec: str = ""
    elements: tuple[Element, ...] | None = None
    attributes: tuple[Attribute, ...] = ()
    inside: Inside | None = None


@dataclass(slots=True)
class Plan:
    """A row made ready for reading; keys are `namespace SEPARATOR name`, or the bare name without one."""

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
    free: bool = False  # its attributes are somebody else's matter
    foreign: bool = False  # and so is all that is in it


FOREIGN: Final = Plan(name="", row=Element(""), ignores_text=True, free=True, foreign=True)
IGNORED: Final = Plan(
    name="", row=Element(""), ignores_text=True, free=True, foreign=True
)  # it is reported already


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A whole format, ready for reading.

    namespace:   that of its own elements, "" for none
    roots:       the plans of the root elements, by key
    extensions:  by namespace
    elsewhere:   every extension element there is, for those that stand in a wrong place
    attributes:  those that extensions define for elements of others
    spellings:   the namespaces again, by what people mix up
    """

    format: str
    namespace: str
    roots: Mapping[str, Plan]
    extensions: Mapping[str, Extension]
    elsewhere: Mapping[str, Plan]
    attributes: Mapping[str, Attribute]
    spellings: Mapping[str, str]


def texts(
    prefix: str, names: str, where: tuple[str, ...], value: Value = anything, times: Times = ANY
) -> tuple[Element, ...]:
    """A row for each of several elements of one kind, that are nothing but their text."""
    return tuple(Element(f"{prefix}:{name}", times, value, where=where) for name in names.split())


def ignored(parent: Node, name: str, attributes: dict[str, str], walk: Walk) -> Plan:
    """The plan for elements that are nobody's matter."""
    return FOREIGN


def key(namespace: str, name: str) -> str:
    """A name as the reader gets it from the parser."""
    return f"{namespace}{SEPARATOR}{name}" if namespace else name


def compiled(
    format: str, namespace: str, roots: Iterable[Element], extensions: Sequence[Extension]
) -> Vocabulary:
    """Make a format and all that extends it ready for reading."""
    compiler = _Compiler(namespace, extensions)
    plans = [compiler.plan(row, "") for row in roots]
    return Vocabulary(
        format=format,
        namespace=namespace,
        roots={compiler.key(plan.name): plan for plan in plans},
        extensions={extension.uri: extension for extension in extensions},
        elsewhere={
            compiler.key(row.name): compiler.plan(row, extension.spec)
            for extension in extensions
            for row in extension.elements or ()
        },
        attributes={
            key(extension.uri, attribute.name): attribute
            for extension in extensions
            for attribute in extension.attributes
        },
        spellings={roughly(extension.uri): extension.uri for extension in extensions},
    )


def roughly(uri: str) -> str:
    """The name of a namespace without all that people get wrong in it."""
    return uri.lower().replace("https://", "http://").replace("://www.", "://").rstrip("/#")


class _Compiler:
    def __init__(self, namespace: str, extensions: Sequence[Extension]) -> None:
        self._namespace = namespace
        self._uris = {extension.prefix: extension.uri for extension in extensions}
        self._places: dict[str, list[tuple[Element, str]]] = {}
        for extension in extensions:
            for row in extension.elements or ():
                for place in row.where:
                    self._places.setdefault(place, []).append((row, extension.spec))

    def key(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return key(self._uris[prefix] if colon else self._namespace, local)

    def plan(self, row: Element, spec: str) -> Plan:
        spec = row.spec or spec
        plan = Plan(
            name=row.name,
            row=row,
            spec=spec,
            value=row.value,
            date=row.value if isinstance(row.value, Date) else None,
            check=row.check,
            inside=row.inside,
            once=row.times in (ONCE, ONE),
            trim=row.trim,
            open=bool(row.holds),
            keeps_text=row.value is not None,
        )
        for attribute in row.attributes:
            prefix, colon, local = attribute.name.rpartition(":")
            plan.attributes[key(self._uris[prefix], local) if colon else local] = attribute
        plan.required_attributes = tuple(name for name, it in plan.attributes.items() if it.required)
        plan.required_children = tuple(child.name for child in row.children if child.times in (ONE, SOME))
        held = [(child, spec) for child in row.children] + self._places.get(row.holds, [])
        plan.children = {self.key(child.name): self.plan(child, its_spec) for child, its_spec in held}
        return plan
