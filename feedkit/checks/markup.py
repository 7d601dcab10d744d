"""Reading an XML feed with the line and column of everything in it, and holding it against a vocabulary.

expat reads it, for three reasons: it gives line and column of every tag (libxml2 has no columns), it streams
(nothing of the feed is kept but the open elements), and it fetches nothing. Entities are not expanded.
"""

from __future__ import annotations

from datetime import datetime
from xml.parsers import expat

from feedkit.checks.element_rules import (
    check_attributes,
    check_children,
    check_times,
    plan_of_child,
    report_no_namespace,
)
from feedkit.checks.encodings import Source
from feedkit.checks.findings import Findings, Rule, shown
from feedkit.checks.times import is_ahead
from feedkit.checks.url_rules import iri, iri_reference
from feedkit.checks.vocabulary import SEPARATOR, Context, Node, Plan, Position, Vocabulary

RULES = (
    Rule(
        "not-well-formed",
        "error",
        "A feed is well-formed XML: readers stop at the first error.",
        "Correct the markup there; let a library write the XML instead of a template.",
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
        "doctype",
        "warning",
        "A feed has no DOCTYPE: readers fetch no DTD, and many refuse one.",
        "Remove the DOCTYPE.",
        "RFC 4287, section 1",
    ),
    Rule(
        "doctype-of-netscape",
        "error",
        "The DTD of RSS 0.91 is for feeds of that version, and is no longer at my.netscape.com.",
        "Remove the DOCTYPE.",
        "RSS Board, RSS 0.91 DTD",
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
)

NETSCAPE_DTD = "-//Netscape Communications//DTD RSS 0.91//EN"
MAX_ENTITY_LENGTH = 200  # characters; the entities that old feeds need are one character long
CODES = expat.errors.codes
UNDEFINED_ENTITY = CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
TAG_MISMATCH = CODES[expat.errors.XML_ERROR_TAG_MISMATCH]
NO_ELEMENTS = CODES[expat.errors.XML_ERROR_NO_ELEMENTS]
SYNTAX: dict[int, tuple[str, str]] = {  # expat's error: the rule, and what was wanted
    UNDEFINED_ENTITY: ("undefined-entity", "characters, or entities of XML"),
    CODES[expat.errors.XML_ERROR_MISPLACED_XML_PI]: ("text-before-xml", "<?xml at the very beginning, once"),
    CODES[expat.errors.XML_ERROR_UNBOUND_PREFIX]: ("undeclared-prefix", "a prefix that is declared"),
}

PASSED = (0, 0)  # the position of the entity that stopped the first reading, once the second is past it


class _StopError(Exception):
    """The rest of the document is not to be read."""


class XMLReader:
    """One reading of one document, whose findings go to `findings`.

    context:          what was learnt of the document
    undefined_entity: the position of an entity that stopped the reading
    strange_root:     the name and position of a root element that is in no vocabulary
    """

    def __init__(
        self,
        source: Source,
        vocabularies: tuple[Vocabulary, ...],
        findings: Findings,
        *,
        url: str | None,
        now: datetime | None,
        past_entity: Position | None = None,
    ) -> None:
        """Make a reader.

        Args:
            source: the document.
            vocabularies: those that its root may be of.
            findings: they are added to it.
            url: the address of the feed, or None.
            now: dates more than a day ahead of it are reported; None: none are.
            past_entity: where an undefined entity stopped an earlier reading; this one goes past all of them.
        """
        self.undefined_entity: Position | None = None
        self.strange_root: tuple[str, Position] | None = None
        self.context = Context(source, findings, url, self._here)
        self._source = source
        self._vocabularies = vocabularies
        self._findings = findings
        self._now = now
        self._past_entity = past_entity
        self._node: Node | None = None
        self._skipped = 0  # depth inside of what is not looked at
        self._entities: set[str] = set()  # those that the document defines
        self._parser = expat.ParserCreate("utf-8", SEPARATOR)

    def read(self) -> None:
        """Read the document to its end, or to where it is no XML."""
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
            parser.Parse(self._source.utf8, True)
        except expat.ExpatError as error:
            self._broken(error)
        except _StopError:
            pass
        if self._past_entity not in (None, PASSED):  # it is in an attribute: expat goes past it silently
            near = self._source.near(self._past_entity[0], self._past_entity[1] + 19)
            self._report_undefined(self._past_entity, "the document", f"an entity in {shown(near)}")

    # --- what expat calls: elements and their text --------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._node
        parser = self._parser
        if parent is None:
            plan = self._root(name)
        else:
            if parent.plan.foreign:
                self._skipped += 1
                if SEPARATOR not in name:
                    report_no_namespace(parent, name, self.context)
                return
            known = parent.plan.children.get(name)
            plan = known or plan_of_child(parent, name, attributes, self.context)
        position = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        node = Node(plan, attributes, parent, position, parser.CurrentByteIndex)
        self._node = node
        if parent is not None and plan.name:
            check_times(node, parent, self.context)
        if (attributes or plan.required_attributes) and not plan.free:
            check_attributes(node, self.context)

    def _root(self, name: str) -> Plan:
        for vocabulary in self._vocabularies:
            if name in vocabulary.roots:
                self.context.vocabulary = vocabulary
                return vocabulary.roots[name]
        self.strange_root = (name, self._here())
        raise _StopError

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        node = self._node
        assert node is not None
        self._node = node.parent
        plan = node.plan
        if plan.required_children:
            check_children(node, self.context)
        if plan.keeps_text and not node.opaque:
            self._check_text(node, plan)
        if plan.check is not None and not node.opaque:
            plan.check(node, self.context)

    def _check_text(self, node: Node, plan: Plan) -> None:
        text = "".join(node.texts)
        if plan.trim:
            text = text.strip()
        if node.parent is not None:
            node.parent.values.setdefault(plan.name, text)
        if plan.value is None:
            return
        fine = self.context.report_faults(node, text, plan.value)
        if fine and plan.date is not None and self._now is not None:
            moment = plan.date.instant(text)
            if moment is not None and is_ahead(moment, self._now):
                wanted = "a date at most a day ahead"
                self.context.report("future-date", node, wanted=wanted, found=shown(text))

    def _text(self, data: str) -> None:
        node = self._node
        if node is None:
            return
        plan = node.plan
        if plan.keeps_text:
            node.texts.append(data)
        elif not plan.ignores_text and not data.isspace() and "text" not in node.facts:
            node.facts["text"] = True
            found = shown(data.strip())
            self._findings.add(
                "unexpected-text", self._here(), node.path, wanted="no text", found=found, spec=plan.spec
            )

    # --- what expat calls: declarations and references ----------------------------------------------------

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        if not uri or uri in self.context.prefixes:
            return
        self.context.prefixes[uri] = prefix or ""
        for fault in iri(uri) if ":" in uri else iri_reference(uri):
            if fault.rule not in ("unregistered-scheme", "not-a-url"):
                self._findings.add(
                    "namespace-not-a-uri",
                    self._here(),
                    f"xmlns:{prefix}" if prefix else "xmlns",
                    wanted="a URI",
                    found=shown(uri),
                )

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        self._findings.add(
            "doctype", self._here(), "DOCTYPE", wanted="none", found=shown(public or system or name)
        )
        self.context.has_netscape_dtd = public == NETSCAPE_DTD
        if self.context.has_netscape_dtd and "my.netscape.com" in (system or ""):
            wanted = "none, or the address https://www.rssboard.org/rss-0.91.dtd"
            self._findings.add(
                "doctype-of-netscape", self._here(), "DOCTYPE", wanted=wanted, found=shown(system or "")
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
        if value is not None and ("&" in value or "%" in value or len(value) > MAX_ENTITY_LENGTH):
            wanted = "no entity that is long or made of others"
            self._findings.add(
                "entity-bomb", self._here(), "DOCTYPE", wanted=wanted, found=f"the entity {shown(name)}"
            )
            raise _StopError

    def _go_past_entities(self) -> None:
        """Read as if there were a DTD, an empty one, which may define any entity (XML 1.0, section 4.1)."""

        def empty(context: str, base: str | None, system: str | None, public: str | None) -> int:
            self._parser.ExternalEntityParserCreate(context).Parse(b"", True)
            return 1

        self._parser.UseForeignDTD(True)
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parser.ExternalEntityRefHandler = empty

    def _report_undefined(self, at: tuple[int, int], element: str, found: str) -> None:
        self._findings.add(
            "undefined-entity", at, element, wanted="characters, or entities of XML", found=found
        )

    def _other(self, data: str) -> None:
        """Take references to entities; comments, processing instructions and declarations come here too."""
        node = self._node
        if data[0] != "&" or node is None:
            return
        node.opaque = node.plan.keeps_text
        if data[1:-1] not in self._entities and not self.context.has_netscape_dtd:  # it defines HTML's
            if self._here() == self._past_entity:
                self._past_entity = PASSED
            self._report_undefined(self._here(), node.path, shown(data))
            return
        self._findings.add(
            "entity-not-read", self._here(), node.path, wanted="the text itself", found=shown(data)
        )

    # --- the end, and where it is -------------------------------------------------------------------------

    def _here(self) -> Position:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _broken(self, error: expat.ExpatError) -> None:
        if error.code == UNDEFINED_ENTITY and self._past_entity is None:
            self.undefined_entity = (error.lineno, error.offset + 1)
            return
        rule, wanted = SYNTAX.get(error.code, ("not-well-formed", "well-formed XML"))
        reason = expat.ErrorString(error.code) or "no XML"
        opened = self._node.plan.name if self._node else ""
        if error.code == TAG_MISMATCH and opened and not self._skipped:
            wanted, reason = f"</{opened}>", "another end tag"
        elif error.code == NO_ELEMENTS:
            wanted, reason = f"</{opened}> and more" if opened else "more", "the end of the document"
        near = self._source.near(error.lineno, error.offset)
        found = f"{reason}, at {shown(near)}" if near else reason
        element = opened or "the document"
        self._findings.add(rule, (error.lineno, error.offset + 1), element, wanted=wanted, found=found)
