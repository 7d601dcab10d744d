"""Is it a valid feed? RSS, Atom and JSON Feed held against their specifications, offline.

    bytes ──encodings──▶ UTF-8 ──markup + a vocabulary──▶ findings ──▶ Report

`rss` and `atom` are tables of elements (`vocabulary` says how to read them), `extensions` is the namespaces
that both may hold, `jsonfeed` is a table of keys. What a single value must be is in `values`, `urls`, `times`
and `content`; each module has the table of its own rules.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

from feedkit.checks import (
    atom,
    content,
    encodings,
    extensions,
    inline,
    jsonfeed,
    markup,
    rss,
    times,
    urls,
    values,
)
from feedkit.checks.markup import Walk
from feedkit.checks.report import Finding, Findings, Level, Report, Rule, shown
from feedkit.checks.vocabulary import SEPARATOR, Vocabulary

__all__ = ["RULES", "Finding", "Level", "Report", "Rule", "check"]

FORMATS = ("rss", "atom", "json")

OWN_RULES = (
    Rule("empty-document", "error", "A feed is not empty.", "See why the file has nothing in it."),
    Rule(
        "not-a-feed",
        "error",
        "A feed begins with <rss>, with <feed> in the namespace of Atom, or is a JSON object.",
        "Give the address of the feed itself, not of the page that links to it.",
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
        "The format is one that readers still read.",
        "Write RSS 2.0 or Atom 1.0.",
    ),
)
MODULES = (encodings, markup, inline, values, urls, times, content, rss, atom, extensions, jsonfeed)
RULES = {rule.id: rule for rules in (OWN_RULES, *(module.RULES for module in MODULES)) for rule in rules}

OBSOLETE = {
    "http://purl.org/atom/ns#": "Atom 0.3",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "RSS 1.0 (or 0.90)",
}


def check(
    source: str | bytes, *, format: str | None = None, url: str | None = None, now: datetime | None = None
) -> Report:
    """Hold a feed against the specification of its format.

    Nothing is fetched and no entity is expanded; the time is linear in the length of the feed, and the memory
    is that of its longest entry, its ids and a bounded number of findings.

    Args:
        source: the feed itself, not its name: text, or bytes in any encoding.
        format: "rss", "atom" or "json"; by default it is recognised from the content.
        url: the address the feed is published at; its self link is compared with it.
        now: an aware datetime; dates more than a day ahead of it are reported. By default none are.

    Returns:
        A report with every finding; `.valid` when none of them is an error.

    Raises:
        ValueError: `format` is none of the three, or `now` is naive.
    """
    if format is not None and format not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {format!r}")
    if now is not None and now.tzinfo is None:
        raise ValueError(f"now must have a time zone, but is naive: {now!r}")
    findings = Findings(RULES)
    feed = encodings.read(source, findings)
    if feed.is_blank:
        _report(findings, "empty-document", "a feed", "nothing")
        return findings.report("")
    if format == "json" or (format is None and feed.is_json):
        jsonfeed.check(feed.utf8, findings, url=url, now=now)
        return findings.report("json")
    walk = Walk(_vocabularies(format), findings, now, url)
    walk.read(feed)
    if walk.strange_root is not None:
        _no_feed(*walk.strange_root, findings)
    return findings.report(walk.vocabulary.format if walk.vocabulary else "")


@cache
def _vocabularies(format: str | None) -> tuple[Vocabulary, ...]:
    if format is None:
        return (*_vocabularies("rss"), *_vocabularies("atom"))
    return (rss.vocabulary() if format == "rss" else atom.vocabulary(),)


def _no_feed(root: str, at: tuple[int, int], findings: Findings) -> None:
    """Say what a document is whose root is none of ours."""
    uri, _, name = root.rpartition(SEPARATOR)
    if uri in OBSOLETE and name in ("feed", "RDF"):
        findings.add("obsolete-format", at, name, wanted="RSS 2.0 or Atom 1.0", found=OBSOLETE[uri])
    elif name in ("feed", "entry", "rss") and uri != atom.ATOM:
        wanted = "no namespace" if name == "rss" else f"the namespace {atom.ATOM}"
        findings.add("root-namespace", at, name, wanted=wanted, found=shown(uri) if uri else "none")
    else:
        findings.add("not-a-feed", at, name, wanted="<rss> or <feed>", found=f"<{name}>")


def _report(findings: Findings, rule: str, wanted: str, found: str) -> None:
    findings.add(rule, (1, 1), "the document", wanted=wanted, found=found)
