"""URLs and IRIs, and the schemes that have a grammar of their own."""

from __future__ import annotations

import re
from datetime import date
from ipaddress import IPv6Address

from feedkit.checks.findings import Fault, Rule
from feedkit.checks.value_rules import EMAIL, NONE, UUID, Faults, Value, words

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
        "An address that stands alone is absolute.",
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
        "What readers fetch here is at an http or https URL.",
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
        "Atom does not trim: white space around a value is part of it.",
        "Write the value close to its tags: <id>urn:…</id>.",
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
        "A URN is urn:namespace:name, the namespace of letters, digits and hyphens.",
        "Use a registered namespace, such as urn:uuid: or urn:isbn:.",
        "RFC 8141, section 2",
    ),
    Rule(
        "urn-uuid",
        "error",
        "A UUID is 32 hexadecimal digits, parted 8-4-4-4-12.",
        "Make a real UUID; other letters than a to f are none.",
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

_SAFE = r"[A-Za-z0-9._~!$&'()*+,;=:@/-]"
_PERCENT = r"%[0-9A-Fa-f]{2}"
PLAIN = re.compile(  # the grammar of RFC 3986 for what nearly every URL in a feed is
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,4})?"
    rf"(?:/(?:{_SAFE}|{_PERCENT})*+)?(?:\?(?:{_SAFE}|\?|{_PERCENT})*+)?(?:#(?:{_SAFE}|\?|{_PERCENT})*+)?"
)
FORBIDDEN = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]|%(?![0-9A-Fa-f]{2})')
NOT_IN_IRI = re.compile(
    "[\x80-\x9f\u200e\u200f\u202a-\u202e\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\ud800-\udfff]"
)
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
AUTHORITY = re.compile(r"//(?:[^/?#@]*@)?(\[[^\]/?#]*\]|[^/?#:@\[\]]+)(?::([0-9]*))?(?=[/?#]|\Z)")
TAG = re.compile(
    r"(?i:tag):([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[^,:@]*@[^,:@]*),"
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?:([^#]*)(?:#.*)?"
)
URN = re.compile(r"(?i:urn):([A-Za-z0-9][A-Za-z0-9-]{0,31}):(.+)", re.S)
UNRESERVED_ENCODED = re.compile(r"%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|5[0-9aA]|5[fF]|7[0-9aA]|7[eE])")
LOWER_ENCODED = re.compile(r"%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])")

WITH_AUTHORITY = frozenset({"http", "https", "ftp", "ftps", "sftp", "ws", "wss"})
DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}
# of IANA's registry of schemes: those one meets, and those that are near to feeds
SCHEMES = words(
    """
    aaa about acap acct acr ark at attachment bitcoin blob browserext cap cid coap coaps content crid
    cvs dab dat data dav dict did dns dntp dtn ethereum example facetime fax feedready file filesystem
    finger fm ftp geo gg git gizmoproject go gopher h323 hcp http https hyper iax icap im imap info ipfs
    ipn ipns ipp ipps irc irc6 ircs iris isostore jabber jar jms kid lastfm ldap ldaps magnet mailserver
    mailto maps matrix message microformats mid mms modem mongodb mount mtqp mupdate mvn news nfs ni nih
    nntp notes oid openid p1 pack payto pkcs11 platform pop pres prospero proxy query redis rediss
    reload resource rmi rsync rtmp rtsp rtsps rtspu sftp shttp sieve sip sips skype sms smb snmp spotify
    ssh steam stun stuns submit svn swh tag taler teamspeak tel telnet tftp thismessage tip tn3270 tool
    turn turns tv udp unreal urn ut2004 vemmi view-source vnc wais web+ap webcal wpid ws wss wtai
    wyciwyg xcon xfire xmlrpc.beep xmlrpc.beeps xmpp xri z39.50 z39.50r z39.50s
    """
)


def url(text: str) -> Faults:
    """An absolute URL of any scheme."""
    return NONE if PLAIN.fullmatch(text) else _faults(text, iri=False, absolute=True)


def web_url(text: str) -> Faults:
    """An absolute http or https URL."""
    if PLAIN.fullmatch(text):
        return NONE
    if scheme_of(text) not in ("", "http", "https"):
        return (Fault("url-scheme", "an http or https URL"),)
    return _faults(text, iri=False, absolute=True)


def iri(text: str) -> Faults:
    """An absolute IRI, such as the id of an Atom feed."""
    return NONE if PLAIN.fullmatch(text) else _faults(text, iri=True, absolute=True)


def iri_reference(text: str) -> Faults:
    """An IRI or a reference relative to `xml:base`; an empty one is the document itself."""
    return NONE if PLAIN.fullmatch(text) else _faults(text, iri=True, absolute=False)


def some_reference(text: str) -> Faults:
    """As `iri_reference`, and not blank."""
    return iri_reference(text) if text.strip() else (Fault("blank-element", "a URL", "nothing"),)


def untrimmed(value: Value) -> Value:
    """A value as Atom has it: white space around it is not trimmed, so there is none."""

    def check(text: str) -> Faults:
        if text != text.strip() and text.strip():
            return (Fault("white-space-around", "no white space around it"),)
        return value(text)

    return check


def identifier(text: str) -> Faults:
    """An absolute IRI in its normal form, as ids are compared by character."""
    faults = iri(text)
    if faults:
        return faults
    better = _not_normal(text)
    return (Fault("id-not-normal", better),) if better else NONE


def scheme_of(text: str) -> str:
    """The scheme in lower case, or ""."""
    match = SCHEME.match(text)
    return match.group(1).lower() if match else ""


def _faults(text: str, *, iri: bool, absolute: bool) -> Faults:
    """What is wrong with what is not a plain http(s) URL; one fault, the first that matters."""
    if not text.strip():
        blank = absolute or text
        return (Fault("not-a-url", "a URL", "nothing"),) if blank else NONE
    scheme = scheme_of(text)
    if scheme == "tag" and absolute:
        return _tag_faults(text)
    if scheme == "urn" and absolute and not FORBIDDEN.search(text):
        return _urn_faults(text)
    character = FORBIDDEN.search(text) or NOT_IN_IRI.search(text)
    if character:
        shown = ascii(character.group()).strip("'") if character.group() != " " else "a blank"
        return (
            Fault(
                "url-characters", "a URL", f"{shown} at character {character.start() + 1} of {text[:60]!r}"
            ),
        )
    if not iri and not text.isascii():
        return (Fault("url-not-ascii", "a URL in ASCII"),)
    if not scheme:
        return _relative_faults(text, absolute)
    return _scheme_faults(scheme, text[len(scheme) + 1 :])


def _relative_faults(text: str, absolute: bool) -> Faults:
    if absolute:
        return (Fault("relative-url", "an absolute URL"),)
    brackets = ("[" in text or "]" in text) and not text.startswith("//")
    if brackets or ":" in text.partition("/")[0].partition("?")[0].partition("#")[0]:
        return (Fault("url-characters", "a URL or a relative reference"),)
    return NONE


def _scheme_faults(scheme: str, rest: str) -> Faults:
    """The part behind the scheme: an authority where the scheme has one, brackets only around IPv6."""
    owner = AUTHORITY.match(rest)
    if scheme in WITH_AUTHORITY and not (owner and _is_host(owner)):
        return (Fault("not-a-url", f"a URL such as {scheme}://example.org/"),)
    behind = rest[owner.end() :] if owner else rest
    if "[" in behind or "]" in behind:
        return (Fault("url-characters", "brackets nowhere but around an IPv6 address"),)
    if scheme not in SCHEMES:
        return (Fault("unregistered-scheme", "a scheme registered with IANA", f'the scheme "{scheme}"'),)
    return NONE


def _is_host(owner: re.Match[str]) -> bool:
    host, port = owner.group(1), owner.group(2) or "0"
    if len(port) > 5 or int(port) > 65535:
        return False
    if not host.startswith("["):
        return True
    try:
        IPv6Address(host[1:-1])
    except ValueError:
        return False
    return True


def _tag_faults(text: str) -> Faults:
    match = TAG.fullmatch(text)
    wanted = "tag:authority,date:specific"
    if not match:
        return (Fault("tag-uri", wanted),)
    authority, year, month, day, specific = match.groups()
    if "@" in authority and not EMAIL.fullmatch(authority):
        return (Fault("tag-uri", "a host or an e-mail address before the comma"),)
    try:
        date(int(year) or 1, int(month or 1), int(day or 1))
    except ValueError:
        return (Fault("tag-uri", "a real date behind the comma"),)
    if FORBIDDEN.search(specific) or "[" in specific or "]" in specific:
        return (Fault("tag-uri", "only characters that URLs may hold"),)
    return NONE


def _urn_faults(text: str) -> Faults:
    match = URN.fullmatch(text)
    if not match or "[" in text or "]" in text:
        return (Fault("urn", "urn:namespace:name"),)
    space, name = match.groups()
    if space.lower() == "uuid" and not UUID.fullmatch(name):
        return (Fault("urn-uuid", "urn:uuid: and a UUID"),)
    return NONE


def _not_normal(text: str) -> str | None:
    """What a normal form would have, or None."""
    scheme = scheme_of(text)
    rest = text[len(scheme) + 1 :]
    owner = AUTHORITY.match(rest)
    if text[: len(scheme)] != scheme:
        return "the scheme in lower case"
    if scheme in WITH_AUTHORITY and owner:
        host, port = owner.group(1), owner.group(2)
        if host != host.lower():
            return "the host in lower case"
        if port is not None and port in ("", DEFAULT_PORTS.get(scheme)):
            return "no default port"
        if owner.end() == len(rest):
            return "a path, / at least"
    if UNRESERVED_ENCODED.search(text):
        return "letters, digits and - . _ ~ as they are"
    return "%XX in capitals" if LOWER_ENCODED.search(text) else None
