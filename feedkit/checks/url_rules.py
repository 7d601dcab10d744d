"""URLs and IRIs, held against the grammar in `feedkit.values.uri_syntax`."""

from __future__ import annotations

from feedkit.checks.findings import Fault, Rule
from feedkit.checks.value_rules import NONE, Faults, Value
from feedkit.values.uri_syntax import PLAIN, defect_of, missing_for_normal_form, scheme_of

RULES = (
    Rule(
        "not-a-url",
        "error",
        "A link is a URL.",
        "Give the whole address: https://example.org/page.",
        "RFC 3986",
    ),
    Rule(
        "relative-url",
        "error",
        "An address in a feed is absolute where nothing gives it a base.",
        "Give the whole address, from https:// on.",
        "RFC 3986, section 4.3",
    ),
    Rule(
        "url-characters",
        "error",
        'A URL holds none of: blank, " < > [ ] ^ { } | \\ `, and no % without two hexadecimal digits.',
        "Percent-encode the character: a blank is %20, a [ is %5B, a % is %25.",
        "RFC 3986, section 2",
    ),
    Rule(
        "url-not-ascii",
        "error",
        "A URL is ASCII: only Atom takes an IRI.",
        "Percent-encode the path and query as UTF-8, and write the host in its xn-- form.",
        "RFC 3986, section 2",
    ),
    Rule(
        "url-scheme",
        "error",
        "A file or page that readers fetch has an http or https URL.",
        "Use an address that begins with https:// or http://.",
    ),
    Rule(
        "unregistered-scheme",
        "warning",
        "The scheme of a URL is registered with IANA.",
        "Use https://, or register the scheme.",
        "RFC 7595, section 3",
    ),
    Rule(
        "white-space-around",
        "error",
        "A value in Atom has no white space around it: it would be part of the value.",
        "Remove the white space between the value and its tags: <id>urn:…</id>.",
        "RFC 4287, section 2",
    ),
    Rule(
        "tag-uri",
        "error",
        "A tag URI is tag:authority,date:specific.",
        "Write tag:example.org,2025-03-04:name, the date as YYYY, YYYY-MM or YYYY-MM-DD.",
        "RFC 4151, section 2.1",
    ),
    Rule(
        "urn",
        "error",
        "A URN is urn:namespace:name, the namespace of two or more letters, digits and hyphens.",
        "Use a registered namespace, such as urn:uuid: or urn:isbn:.",
        "RFC 8141, section 2",
    ),
    Rule(
        "urn-uuid",
        "error",
        "A UUID is 32 hexadecimal digits in groups of 8-4-4-4-12.",
        "Generate a UUID; its letters are a to f only.",
        "RFC 9562, section 4",
    ),
    Rule(
        "id-not-normal",
        "info",
        "An id is compared character by character, so it is written in its normal form.",
        "Write scheme and host in lower case, %XX in capitals and where needed, no default port, a path.",
        "RFC 4287, section 4.2.6.1",
    ),
)


def url(text: str) -> Faults:
    """An absolute URL of any scheme."""
    return _faults(text)


def web_url(text: str) -> Faults:
    """An absolute http or https URL."""
    if PLAIN.fullmatch(text):
        return NONE
    if scheme_of(text) not in ("", "http", "https"):
        return (Fault("url-scheme", "an http or https URL"),)
    return _faults(text)


def iri(text: str) -> Faults:
    """An absolute IRI, such as the id of an Atom feed."""
    return _faults(text, iri=True)


def iri_reference(text: str) -> Faults:
    """An IRI or a reference relative to `xml:base`; an empty one is the document itself."""
    return _faults(text, iri=True, absolute=False)


def some_reference(text: str) -> Faults:
    """An IRI or a relative reference that is not blank."""
    return iri_reference(text) if text.strip() else (Fault("blank-element", "a URL", "nothing"),)


def untrimmed(value: Value) -> Value:
    """A value without white space around it, which Atom does not trim."""

    def check(text: str) -> Faults:
        if text != text.strip():
            return (Fault("white-space-around", "no white space around it"),)
        return value(text)

    return check


def identifier(text: str) -> Faults:
    """An absolute IRI in its normal form, since ids are compared by character."""
    faults = iri(text)
    if faults:
        return faults
    better = missing_for_normal_form(text)
    return (Fault("id-not-normal", better),) if better else NONE


def _faults(text: str, *, iri: bool = False, absolute: bool = True) -> Faults:
    defect = defect_of(text, iri=iri, absolute=absolute)
    return (Fault(*defect),) if defect else NONE
