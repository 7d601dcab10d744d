"""Finding out the format of a document, and checking it as such; with the table of all rules."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from feedkit.checks import (
    content,
    element_rules,
    encodings,
    extensions,
    geo_rules,
    inline,
    markup,
    mediarss,
    podcast_rules,
    times,
    url_rules,
    value_rules,
)
from feedkit.checks.atom_rules import ATOM
from feedkit.checks.encodings import Source
from feedkit.checks.findings import Findings, Report, Rule, shown
from feedkit.checks.markup import XMLReader
from feedkit.checks.vocabulary import SEPARATOR, Vocabulary
from feedkit.formats import checkers

OWN_RULES = (
    Rule("empty-document", "error", "A feed is not empty.", "Find out why the file has nothing in it."),
    Rule(
        "not-a-feed",
        "error",
        "A feed begins with <rss>, with <feed> in the namespace of Atom, or is a JSON object.",
        "Give the feed itself: neither its name, nor the page that links to it.",
    ),
    Rule(
        "root-namespace",
        "error",
        "The namespace of Atom's elements is http://www.w3.org/2005/Atom, and RSS's have none.",
        'Write <feed xmlns="http://www.w3.org/2005/Atom">, or <rss version="2.0"> without xmlns.',
        "RFC 4287, section 2; RSS 2.0, extending RSS",
    ),
    Rule(
        "obsolete-format",
        "error",
        "The format is one that is still in use: RSS 2.0, Atom 1.0 or JSON Feed.",
        "Write RSS 2.0 or Atom 1.0.",
    ),
)
SHARED_MODULES = (
    encodings,
    markup,
    element_rules,
    inline,
    value_rules,
    url_rules,
    times,
    content,
    extensions,
    geo_rules,
    podcast_rules,
    mediarss,
)
CHECKERS = checkers()  # by format
XML_FORMATS = tuple(name for name, module in CHECKERS.items() if hasattr(module, "vocabulary"))
OTHER_FORMATS = tuple(name for name in CHECKERS if name not in XML_FORMATS)
TABLES = (OWN_RULES, *(module.RULES for module in (*SHARED_MODULES, *CHECKERS.values())))
RULES = {rule.id: rule for table in TABLES for rule in table}

MAX_START_LENGTH = 4096  # bytes in which the first tag is looked for
OBSOLETE = {
    "http://purl.org/atom/ns#": "Atom 0.3",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "RSS 1.0 or 0.90",
}


def check(source: str | bytes, format: str | None, url: str | None, now: datetime | None) -> Report:
    """Check a feed; see `feedkit.check`."""
    findings = Findings(RULES)
    feed = encodings.read(source, findings)
    if feed.is_blank:
        findings.add("empty-document", (1, 1), "the document", wanted="a feed", found="nothing")
        return findings.report("")
    for name in OTHER_FORMATS:
        if format == name or (format is None and CHECKERS[name].recognises(feed)):
            CHECKERS[name].check(feed, findings, url=url, now=now)
            return findings.report(name)
    return _check_xml(feed, findings, _vocabularies(format), url, now)


def _check_xml(
    feed: Source, findings: Findings, formats: tuple[Vocabulary, ...], url: str | None, now: datetime | None
) -> Report:
    """Read the document; if an undefined entity stops that, read it again past all such entities."""
    other = _other_than_xml(feed)
    if other:
        findings.add("not-a-feed", (1, 1), "the document", wanted="<rss> or <feed>", found=other)
        return findings.report("")
    before = findings.copy()
    reader = XMLReader(feed, formats, findings, url=url, now=now)
    reader.read()
    if reader.undefined_entity is not None:
        findings = before
        past = reader.undefined_entity
        reader = XMLReader(feed, formats, findings, url=url, now=now, past_entity=past)
        reader.read()
    if reader.strange_root is not None:
        _report_root(*reader.strange_root, findings)
    return findings.report(reader.context.vocabulary.format if reader.context.vocabulary else "")


def _other_than_xml(feed: Source) -> str:
    """Return what a document is that cannot be XML, in words; "" for one that can."""
    start = feed.utf8[:MAX_START_LENGTH].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    return "" if b"<" in start else "text without any markup"


@cache
def _vocabularies(format: str | None) -> tuple[Vocabulary, ...]:
    return tuple(CHECKERS[name].vocabulary() for name in XML_FORMATS if format in (name, None))


def _report_root(root: str, at: tuple[int, int], findings: Findings) -> None:
    """Report a document whose root element no format has."""
    uri, _, name = root.rpartition(SEPARATOR)
    if uri in OBSOLETE and name in ("feed", "RDF"):
        findings.add("obsolete-format", at, name, wanted="RSS 2.0 or Atom 1.0", found=OBSOLETE[uri])
    elif name in ("feed", "entry", "rss") and uri != ATOM:
        wanted = "no namespace" if name == "rss" else f"the namespace {ATOM}"
        findings.add("root-namespace", at, name, wanted=wanted, found=shown(uri) if uri else "none")
    else:
        findings.add("not-a-feed", at, name, wanted="<rss> or <feed>", found=f"<{name}>")
