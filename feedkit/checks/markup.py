"""Reading an XML feed with the line and column of everything in it, and holding it against a vocabulary.

expat reads it, for three reasons: it tells line and column of every tag (libxml2 has no columns), it streams
(nothing of the feed is kept but the open elements), and it fetches nothing. Entities are not expanded.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.parsers import expat

from feedkit.checks.encodings import Source
from feedkit.checks.findings import Fault, Findings, Rule, shown
from feedkit.checks.times import is_ahead
from feedkit.checks.url_rules import iri, iri_reference
from feedkit.checks.value_rules import Value, optional_language
from feedkit.checks.vocabulary import FOREIGN, IGNORED, SEPARATOR, XML, Attribute, Plan, Vocabulary, roughly

RULES = (
    Rule(
        "not-well-formed",
        "error",
        "A feed is well-formed XML: readers stop at the first fault.",
        "Mend the markup at this place; let a library write the XML instead of a template.",
        "XML 1.0, section 2.1",
    ),
    Rule(
        "text-before-xml",
        "error",
        "The XML declaration is the very first thing in the file.",
        "Remove the blank lines and everything else before <?xml; templates often leave some.",
        "XML 1.0, section 2.8",
    ),
    Rule(
        "undefined-entity",
        "error",
        "XML knows only &lt; &gt; &amp; &quot; &apos; and numbers; HTML's names are not defined.",
        "Write the character itself, or its number: &#160; for &nbsp;.",
        "XML 1.0, section 4.1",
    ),
    Rule(
        "undeclared-prefix",
        "error",
        "A namespace prefix is declared before it is used.",
        'Add xmlns:prefix="…" to the root element.',
        "Namespaces in XML, section 5",
    ),
    Rule(
        "namespace-not-a-uri",
        "error",
        "The name of a namespace is a URI.",
        "Copy the name from its specification, to the letter.",
        "Namespaces in XML, section 2.2",
    ),
    Rule(
        "misspelt-namespace",
        "error",
        "The name of a namespace is compared letter by letter.",
        "Copy the name from its specification: case, http or https, and a / at the end all count.",
        "Namespaces in XML, section 2.3",
    ),
    Rule(
        "unknown-namespace",
        "warning",
        "An extension is one that readers can know.",
        "See whether it is spelt right, and whether any reader uses it.",
        "RSS 2.0, extending RSS; RFC 4287, section 6",
    ),
    Rule(
        "doctype",
        "warning",
        "A feed has no DOCTYPE: readers fetch no DTD, and many refuse one.",
        "Remove the DOCTYPE.",
        "RFC 4287, section 1",
    ),
    Rule(
        "entity-not-read",
        "warning",
        "A feed uses no entities of its own: readers do not expand them.",
        "Write the text itself.",
        "RFC 4287, section 8",
    ),
    Rule(
        "entity-bomb",
        "error",
        "No entity is long or made of others.",
        "Remove the entities.",
        "RFC 4287, section 8",
    ),
    Rule(
        "unknown-element",
        "error",
        "An element is defined where it stands, or belongs to a namespace of its own.",
        "Remove it, correct its name, move it where it belongs, or give it a namespace.",
    ),
    Rule(
        "unknown-extension-element",
        "error",
        "A namespace defines the elements that are used of it.",
        "Correct the name; upper and lower case count.",
    ),
    Rule(
        "misplaced-extension",
        "warning",
        "An element of an extension stands where the extension puts it.",
        "Move it: readers will not look for it here.",
    ),
    Rule(
        "no-namespace",
        "error",
        "In RSS, an element that RSS does not define is in a namespace.",
        "Give it the prefix of the element it stands in.",
        "RSS 2.0, extending RSS",
    ),
    Rule(
        "unknown-attribute",
        "error",
        "An attribute is defined for its element, or belongs to a namespace of its own.",
        "Remove it or correct its name; upper and lower case count.",
    ),
    Rule("missing-element", "error", "What has to be there is there.", "Add the element."),
    Rule("missing-attribute", "error", "What has to be there is there.", "Add the attribute."),
    Rule("duplicate-element", "error", "What may be there once is there once.", "Keep one of them."),
    Rule(
        "unexpected-text",
        "error",
        "Text stands only in elements that hold text.",
        "Remove the text, or put it in an element.",
    ),
)

LONGEST_ENTITY = 200  # characters; what readers of old feeds need is one character long
CODES = expat.errors.codes
UNDEFINED_ENTITY = CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
TAG_MISMATCH = CODES[expat.errors.XML_ERROR_TAG_MISMATCH]
NO_ELEMENTS = CODES[expat.errors.XML_ERROR_NO_ELEMENTS]
SYNTAX: dict[int, tuple[str, str]] = {  # expat's error: the rule, and what was wanted
    UNDEFINED_ENTITY: ("undefined-entity", "characters, or entities of XML"),
    CODES[expat.errors.XML_ERROR_MISPLACED_XML_PI]: ("text-before-xml", "<?xml at the very beginning, once"),
    CODES[expat.errors.XML_ERROR_UNBOUND_PREFIX]: ("undeclared-prefix", "a prefix that is declared"),
}

MET = (0, 0)  # no place


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
        place: tuple[int, int],
        offset: int,
    ) -> None:
        self.plan = plan
        self.attributes = attributes
        self.parent = parent
        self.line, self.column = place
        self.offset = offset  # of its start tag, in bytes
        self.texts: list[str] = []
        self.counts: dict[str, int] = {}  # of its children, by name
        self.values: dict[str, str] = {}  # the text of its first child of each name
        self.facts: dict[str, Any] = {}  # what the checks of its children leave for its own
        self.base: str | None = None
        self.opaque = False  # an entity in it was not read

    @property
    def path(self) -> str:
        """Its name behind its parent's."""
        return f"{self.parent.plan.name}/{self.plan.name}" if self.parent else self.plan.name

    @property
    def text(self) -> str:
        """Its own text, as it stands."""
        return "".join(self.texts)

    def get(self, attribute: str) -> str | None:
        """An attribute that has no namespace."""
        return self.attributes.get(attribute)


class _StopError(Exception):
    """There is nothing more to be read."""


class Walk:
    """One reading of one document. What the checks of elements need is public."""

    def __init__(
        self,
        vocabularies: tuple[Vocabulary, ...],
        findings: Findings,
        url: str | None,
        now: datetime | None,
        past_entity: tuple[int, int] | None = None,
    ) -> None:
        self.findings = findings
        self.url = url
        self.now = now
        self.undefined_entity: tuple[int, int] | None = None  # where one stopped the reading
        self._past_entity = past_entity  # where one stopped an earlier reading: go past them all
        self.vocabulary: Vocabulary | None = None
        self.strange_root: tuple[str, tuple[int, int]] | None = None  # its name and place
        self._vocabularies = vocabularies
        self._source: Source | None = None
        self._node: Node | None = None
        self._skipped = 0  # how deep inside what is not looked at
        self._entities: set[str] = set()  # those that the document defines
        self._prefixes: dict[str, str] = {}
        self._strange: set[str] = set()  # the namespaces that are reported
        self._parser = expat.ParserCreate("utf-8", SEPARATOR)

    def read(self, source: Source) -> None:
        """Read a document to its end, or to where it is no XML."""
        self._source = source
        parser = self._parser
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.specified_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.DefaultHandler = self._other  # with it, expat hands over references instead of expanding them
        if self._past_entity is not None:
            self._go_past_entities()
        try:
            parser.Parse(source.utf8, True)
        except expat.ExpatError as error:
            self._broken(error, source)
        except _StopError:
            pass
        if self._past_entity not in (None, MET):  # it is in an attribute, where expat goes past it silently
            near = source.near(self._past_entity[0], self._past_entity[1] + 19)
            self._note_undefined(self._past_entity, "the document", f"an entity in {shown(near)}")

    # --- what checks of elements call -------------------------------------------------------------------

    def report(
        self, rule: str, node: Node, *, wanted: str, found: str, attribute: str = "", spec: str = ""
    ) -> None:
        """Note a finding about an element, or about one of its attributes."""
        element = f"{node.path}@{attribute}" if attribute else node.path
        at = (node.line, node.column)
        if attribute and self._source is not None and not self.findings.full(rule):
            at = self._source.place_of_value(node.offset, at, attribute)
        self.findings.add(rule, at, element, wanted=wanted, found=found, spec=spec or node.plan.spec)

    def report_faults(self, node: Node, text: str, value: Value, attribute: str = "") -> bool:
        """Hold a text against what it must be; whether it is that."""
        faults = value(text)
        for fault in faults:
            self._report_fault(node, text, fault, attribute)
        return not faults

    def report_child(
        self, rule: str, parent: Node, name: str, *, wanted: str, found: str, spec: str = ""
    ) -> None:
        """Note a finding about an element that begins here and has no plan."""
        element = f"{parent.plan.name}/{self.shown(name)}"
        self.findings.add(
            rule, self._here(), element, wanted=wanted, found=found, spec=spec or parent.plan.spec
        )

    def unknown_namespace(self, parent: Node, name: str) -> None:
        """Note a namespace that is none of the known ones, once."""
        uri, _, _ = name.rpartition(SEPARATOR)
        if self.vocabulary is None or uri in self._strange:
            return
        self._strange.add(uri)
        meant = self.vocabulary.spellings.get(roughly(uri))
        rule = "misspelt-namespace" if meant else "unknown-namespace"
        wanted = meant or "a namespace that readers know"
        self.report_child(rule, parent, name, wanted=wanted, found=shown(uri) if uri else "no namespace")

    def base_of(self, node: Node | None) -> str | None:
        """The nearest `xml:base`, as it is written."""
        while node is not None:
            if node.base is not None:
                return node.base
            node = node.parent
        return None

    def shown(self, name: str) -> str:
        """A name as people write it: with the customary prefix, else with the one that is declared."""
        uri, _, local = name.rpartition(SEPARATOR)
        if not uri or self.vocabulary is None or uri == self.vocabulary.namespace:
            return local
        known = self.vocabulary.extensions.get(uri)
        prefix = "xml" if uri == XML else known.prefix if known else self._prefixes.get(uri, "")
        return f"{prefix}:{local}" if prefix else local

    # --- what expat calls -------------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._node
        parser = self._parser
        if parent is None:
            plan = self._root(name)
        else:
            if parent.plan.foreign:
                self._skipped += 1
                if SEPARATOR not in name:
                    self._inside_foreign(parent, name)
                return
            known = parent.plan.children.get(name)
            plan = known or self._unplanned(parent, name, attributes)
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        node = Node(plan, attributes, parent, place, parser.CurrentByteIndex)
        self._node = node
        if parent is not None and plan.name:
            times = parent.counts.get(plan.name, 0) + 1
            parent.counts[plan.name] = times
            if times > 1 and plan.once:
                self.report(
                    "duplicate-element", node, wanted=f"one <{plan.name}>", found=f"{_ordinal(times)} one"
                )
        if (attributes or plan.required_attributes) and not plan.free:
            self._attributes(node, plan, attributes)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        node = self._node
        assert node is not None
        self._node = node.parent
        plan = node.plan
        for child in plan.required_children:
            if child not in node.counts:
                self.report("missing-element", node, wanted=f"<{child}> in it", found="none")
        if plan.keeps_text and not node.opaque:
            text = "".join(node.texts)
            if plan.trim:
                text = text.strip()
            if node.parent is not None:
                node.parent.values.setdefault(plan.name, text)
            if plan.value is not None:
                fine = self.report_faults(node, text, plan.value)
                if fine and plan.date is not None and self.now is not None:
                    self._ahead(node, text, plan.date.instant(text))
        if plan.check is not None and not node.opaque:
            plan.check(node, self)

    def _text(self, data: str) -> None:
        node = self._node
        if node is None:
            return
        plan = node.plan
        if plan.keeps_text:
            node.texts.append(data)
        elif not plan.ignores_text and not data.isspace() and "text" not in node.facts:
            node.facts["text"] = True
            self.findings.add(
                "unexpected-text",
                self._here(),
                node.path,
                wanted="no text",
                found=shown(data.strip()),
                spec=plan.spec,
            )

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        if not uri or uri in self._prefixes:
            return
        self._prefixes[uri] = prefix or ""
        for fault in iri(uri) if ":" in uri else iri_reference(uri):
            if fault.rule not in ("unregistered-scheme", "not-a-url"):
                self.findings.add(
                    "namespace-not-a-uri",
                    self._here(),
                    f"xmlns:{prefix}" if prefix else "xmlns",
                    wanted="a URI",
                    found=shown(uri),
                )

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        self.findings.add(
            "doctype", self._here(), "DOCTYPE", wanted="none", found=shown(public or system or name)
        )

    def _entity(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        self._entities.add(name)
        if value is not None and ("&" in value or "%" in value or len(value) > LONGEST_ENTITY):
            wanted = "no entity that is long or made of others"
            self.findings.add(
                "entity-bomb", self._here(), "DOCTYPE", wanted=wanted, found=f"the entity {shown(name)}"
            )
            raise _StopError

    def _go_past_entities(self) -> None:
        """As if there were a DTD, though an empty one, that may define any entity (XML 1.0, section 4.1)."""

        def empty(context: str, base: str | None, system: str | None, public: str | None) -> int:
            self._parser.ExternalEntityParserCreate(context).Parse(b"", True)
            return 1

        self._parser.UseForeignDTD(True)
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parser.ExternalEntityRefHandler = empty

    def _note_undefined(self, at: tuple[int, int], element: str, found: str) -> None:
        self.findings.add(
            "undefined-entity", at, element, wanted="characters, or entities of XML", found=found
        )

    def _other(self, data: str) -> None:
        """References to entities, and what nobody needs: comments, processing instructions, declarations."""
        node = self._node
        if data[0] != "&" or node is None:
            return
        node.opaque = node.plan.keeps_text
        if self._past_entity is not None and data[1:-1] not in self._entities:
            if self._here() == self._past_entity:
                self._past_entity = MET
            self._note_undefined(self._here(), node.path, shown(data))
            return
        self.findings.add(
            "entity-not-read", self._here(), node.path, wanted="the text itself", found=shown(data)
        )

    # --- the ways of the reader -------------------------------------------------------------------------

    def _here(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _root(self, name: str) -> Plan:
        for vocabulary in self._vocabularies:
            if name in vocabulary.roots:
                self.vocabulary = vocabulary
                return vocabulary.roots[name]
        self.strange_root = (name, self._here())
        raise _StopError

    def _unplanned(self, parent: Node, name: str, attributes: dict[str, str]) -> Plan:
        """The plan for an element not in its parent's table; a finding, unless it may be there."""
        if parent.plan.inside is not None:
            return parent.plan.inside(parent, name, attributes, self)
        vocabulary = self.vocabulary
        assert vocabulary is not None
        uri, _, _ = name.rpartition(SEPARATOR)
        if not parent.plan.open:
            holds = "text only" if parent.plan.keeps_text else "no such element in it"
            return self._unknown("unknown-element", parent, name, holds)
        if uri == vocabulary.namespace:
            return self._unknown("unknown-element", parent, name, "an element that is defined here")
        extension = vocabulary.extensions.get(uri)
        if extension is None:
            self.unknown_namespace(parent, name)
            return FOREIGN
        if extension.inside is not None:
            return extension.inside(parent, name, attributes, self)
        if extension.elements is None:
            return FOREIGN
        plan = vocabulary.elsewhere.get(name)
        if plan is None:
            return self._unknown(
                "unknown-extension-element", parent, name, f"an element of {extension.spec}", extension.spec
            )
        self._unknown(
            "misplaced-extension", parent, name, f"it in {' or '.join(plan.row.where)}", extension.spec
        )
        return plan

    def _unknown(self, rule: str, parent: Node, name: str, wanted: str, spec: str = "") -> Plan:
        self.report_child(rule, parent, name, wanted=wanted, found=f"<{self.shown(name)}>", spec=spec)
        return IGNORED

    def _inside_foreign(self, parent: Node, name: str) -> None:
        if self.vocabulary is not None and not self.vocabulary.namespace and parent.plan is FOREIGN:
            self.findings.add(
                "no-namespace", self._here(), name, wanted="a namespace", found=f"<{name}> without one"
            )

    def _attributes(self, node: Node, plan: Plan, attributes: dict[str, str]) -> None:
        known = plan.attributes
        for name, value in attributes.items():
            attribute = known.get(name)
            if attribute is None:
                self._other_attribute(node, name, value)
            else:
                self.report_faults(node, value, attribute.value, attribute.name)
        for name in plan.required_attributes:
            if name not in attributes:
                local = known[name].name
                self.report(
                    "missing-attribute", node, wanted=f"the attribute {local}", found="none", attribute=local
                )

    def _other_attribute(self, node: Node, name: str, value: str) -> None:
        vocabulary = self.vocabulary
        assert vocabulary is not None
        uri, _, local = name.rpartition(SEPARATOR)
        attribute: Attribute | None = vocabulary.attributes.get(name)
        if not uri:
            wanted = "an attribute that is defined here"
            self.report("unknown-attribute", node, wanted=wanted, found=f'{local}="…"', attribute=local)
        elif uri == XML:
            if local == "lang":
                self.report_faults(node, value, optional_language, "xml:lang")
            elif local == "base":
                node.base = value
                self.report_faults(node, value, iri_reference, "xml:base")
        elif attribute is not None:
            self.report_faults(node, value, attribute.value, self.shown(name))
        elif uri not in vocabulary.extensions and uri != vocabulary.namespace:
            self.unknown_namespace(node, name)

    def _report_fault(self, node: Node, text: str, fault: Fault, attribute: str) -> None:
        found = shown(text) if fault.found is None else fault.found
        self.report(fault.rule, node, wanted=fault.wanted, found=found, attribute=attribute)

    def _ahead(self, node: Node, text: str, moment: datetime | None) -> None:
        if moment is not None and self.now is not None and is_ahead(moment, self.now):
            self.report("future-date", node, wanted="a date at most a day ahead", found=shown(text))

    def _broken(self, error: expat.ExpatError, source: Source) -> None:
        if error.code == UNDEFINED_ENTITY and self._past_entity is None:
            self.undefined_entity = (error.lineno, error.offset + 1)
            return
        rule, wanted = SYNTAX.get(error.code, ("not-well-formed", "well-formed XML"))
        said = expat.ErrorString(error.code) or "no XML"
        opened = self._node.plan.name if self._node else ""
        if error.code == TAG_MISMATCH and opened and not self._skipped:
            wanted, said = f"</{opened}>", "another end tag"
        elif error.code == NO_ELEMENTS:
            wanted, said = f"</{opened}> and more" if opened else "more", "the end of the document"
        near = source.near(error.lineno, error.offset)
        found = f"{said}, at {shown(near)}" if near else said
        element = opened or "the document"
        self.findings.add(rule, (error.lineno, error.offset + 1), element, wanted=wanted, found=found)


def _ordinal(number: int) -> str:
    return {2: "a second", 3: "a third"}.get(number, f"a {number}th")
