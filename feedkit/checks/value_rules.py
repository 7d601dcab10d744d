"""What a value must be: text, numbers, words from a list, languages, MIME types, e-mail addresses, base64.

Each is a function from a text to its faults, `()` where nothing is wrong. URLs are in `url_rules`, dates in
`times`, HTML in `content`. The grammar itself is in `feedkit.values`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from urllib.parse import unquote

from feedkit.checks.findings import Fault, Rule
from feedkit.values.language_tags import has_tag_form, is_language_tag
from feedkit.values.mail_syntax import is_email, without_comments
from feedkit.values.media_types import is_media_type
from feedkit.values.uri_syntax import UUID

Faults = tuple[Fault, ...]
Value = Callable[[str], Faults]

NONE: Faults = ()


def words(text: str) -> frozenset[str]:
    """Return the words of a text, which white space separates."""
    return frozenset(text.split())


RULES = (
    Rule(
        "blank-element",
        "warning",
        "An element that readers show is not blank.",
        "Fill it or leave it out.",
    ),
    Rule(
        "not-an-integer",
        "error",
        "A count is a whole number in decimal digits.",
        "Write digits only: no sign, point, unit or thousands separator.",
    ),
    Rule(
        "not-a-number",
        "error",
        "A measure is a decimal number.",
        "Write digits with at most one decimal point, and no unit.",
    ),
    Rule(
        "number-out-of-range", "error", "A number lies within its bounds.", "Use a number within the bounds."
    ),
    Rule(
        "not-one-of",
        "error",
        "The value is one of those that are defined.",
        "Use one of them, in exactly this spelling.",
    ),
    Rule("too-long", "error", "A text is not longer than its specification allows.", "Shorten it."),
    Rule("bad-pattern", "error", "The value has the form that is specified.", "Write it in that form."),
    Rule(
        "language",
        "error",
        "A language is a tag whose first part is a code of ISO 639.",
        'Use a tag such as "en" or "pt-BR"; the parts are joined by "-".',
        "RFC 5646, section 2.1",
    ),
    Rule(
        "mime-type",
        "error",
        "A media type is a type and a subtype, such as text/html.",
        "Write both halves: audio/mpeg, image/png, text/html…",
        "RFC 6838, section 4.2",
    ),
    Rule(
        "email",
        "error",
        "An e-mail address is nothing but local-part@domain.",
        "Leave out the name, the angle brackets and everything else.",
        "RFC 5322, section 3.4.1",
    ),
    Rule(
        "contact",
        "error",
        "A person is given by an e-mail address.",
        "Write editor@example.org (Jane Doe); for a name alone use dc:creator.",
        "RSS 2.0, <managingEditor>, <webMaster>, <author>",
    ),
    Rule(
        "contact-form",
        "warning",
        "An e-mail address stands first, then the name in brackets.",
        "Write editor@example.org (Jane Doe).",
        "RSS Profile, e-mail addresses",
    ),
    Rule(
        "base64",
        "error",
        "Content that is neither text nor XML is base64.",
        "Encode it in base64, or give its media type.",
        "RFC 4287, section 4.1.3.3",
    ),
    Rule(
        "html-in-text",
        "info",
        "Plain text is shown as it is: readers may show tags and entities in it literally.",
        "Write the characters themselves, without tags and entities.",
        "RSS Profile, character data",
    ),
)

INTEGER = re.compile(r"[0-9]+")
DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
CONTACT = re.compile(r"(\S+)(?:\s+\([^()]*(?:\([^()]*\)[^()]*)*\))?")
CONTACT_PARTS = re.compile(r"[\s<>(),;\"]+")
MAILTO_PARTS = re.compile(r"[\s<>(),;\"?&=]+")
NAMED_ADDRESS = re.compile(r"[^<>@]*<([^<>\s]+)>|(\S+)\s+\([^()]*\)")
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")

HTML_ELEMENTS = words(
    """
    a abbr acronym address applet area article aside audio b base big blink blockquote body br button
    canvas caption center cite code col colgroup dd del details dfn dialog div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i
    iframe img input ins kbd label legend li link main map mark marquee menu meta nav noscript object ol
    optgroup option p param picture pre q rp rt ruby s samp script section select small source span
    strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title
    tr track tt u ul var video wbr
    """
)
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
# ISO 3166-1, and two codes that it reserves
COUNTRIES = words(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW EU UK
    """
)


def anything(text: str) -> Faults:
    """Any text, also none."""
    return NONE


def some_text(text: str) -> Faults:
    """Any text that is not blank."""
    return NONE if text and not text.isspace() else (Fault("blank-element", "some text", "nothing"),)


def plain_text(text: str) -> Faults:
    """Text that is not blank and holds no markup, which would be shown literally."""
    if not text or text.isspace():
        return (Fault("blank-element", "some text", "nothing"),)
    return optional_plain_text(text)


def optional_plain_text(text: str) -> Faults:
    """Text, or none, without markup, which would be shown literally."""
    markup = markup_in(text)
    return (Fault("html-in-text", "plain text", f"the markup {markup}"),) if markup else NONE


def markup_in(text: str) -> str | None:
    """Return the first tag or entity of HTML in a text, None where there is none."""
    if "<" in text:
        for match in TAG.finditer(text):
            if match.group(1).lower() in HTML_ELEMENTS:
                return match.group()[:40]
    if "&" in text:
        for match in ENTITY.finditer(text):
            if match.group(1) is None or match.group(1) + ";" in html5:
                return match.group()
    return None


def integer(low: int = 0, high: int | None = None) -> Value:
    """A whole number from `low` to `high`, both allowed."""
    bounds = f"a whole number from {low} to {high}" if high is not None else f"a whole number, {low} or more"

    def check(text: str) -> Faults:
        if not INTEGER.fullmatch(text):
            rule = "number-out-of-range" if INTEGER.fullmatch(text.removeprefix("-")) else "not-an-integer"
            return (Fault(rule, bounds),)
        value = int(text[-20:]) if len(text) > 20 else int(text)
        inside = value >= low and (high is None or (value <= high and len(text) <= 20))
        return NONE if inside else (Fault("number-out-of-range", bounds),)

    return check


def decimal(text: str) -> Faults:
    """A decimal number, 0 or more."""
    return NONE if DECIMAL.fullmatch(text) else (Fault("not-a-number", "a decimal number such as 12.5"),)


def number(text: str) -> Faults:
    """A decimal number with or without a sign."""
    fits = DECIMAL.fullmatch(text.removeprefix("-").removeprefix("+"))
    return NONE if fits else (Fault("not-a-number", "a decimal number such as 12.5 or -3"),)


def one_of(*words: str, ignore_case: bool = False) -> Value:
    """One of these words, in exactly this spelling or, with `ignore_case`, in any case."""
    allowed = frozenset(word.lower() for word in words) if ignore_case else frozenset(words)
    wanted = words[0] if len(words) == 1 else f"one of {', '.join(words)}"

    def check(text: str) -> Faults:
        return NONE if (text.lower() if ignore_case else text) in allowed else (Fault("not-one-of", wanted),)

    return check


def up_to(characters: int, value: Value = anything) -> Value:
    """A value of at most that many characters."""

    def check(text: str) -> Faults:
        if len(text) > characters:
            return (Fault("too-long", f"at most {characters} characters", f"{len(text)} characters"),)
        return value(text)

    return check


def matching(pattern: str, wanted: str) -> Value:
    """A value that matches a pattern as a whole; `wanted` is the pattern in words."""
    form = re.compile(pattern)

    def check(text: str) -> Faults:
        return NONE if form.fullmatch(text) else (Fault("bad-pattern", wanted),)

    return check


def language(text: str) -> Faults:
    """A language tag (BCP 47) whose first subtag is in ISO 639."""
    wanted = 'a language tag such as "en" or "en-US"'
    if is_language_tag(text):
        return NONE
    return (Fault("language", f"{wanted}, with a code of ISO 639" if has_tag_form(text) else wanted),)


def optional_language(text: str) -> Faults:
    """A language tag, or "" for an unknown language (XML 1.0, section 2.12)."""
    return language(text) if text else NONE


def mime_type(text: str) -> Faults:
    """A media type, with or without parameters."""
    return NONE if is_media_type(text) else (Fault("mime-type", "a media type such as text/html"),)


def email(text: str) -> Faults:
    """One bare e-mail address."""
    return NONE if is_email(text) else (Fault("email", "one e-mail address and nothing else"),)


def contact(text: str) -> Faults:
    """A person as RSS gives it: an e-mail address and, in brackets, a name.

    Other forms have an address somewhere, but not in brackets at the end: there stands the name. A mailto:
    URI has its address in its path or, encoded, in its query (RFC 6068, section 2).
    """
    wanted = "an e-mail address, and a name in brackets"
    first = CONTACT.fullmatch(text)
    if first and is_email(first.group(1)):
        return NONE
    bare = without_comments(text) if text.endswith(")") else text
    parts = CONTACT_PARTS.split(bare)
    if bare.startswith("mailto:"):
        parts = MAILTO_PARTS.split(unquote(bare.removeprefix("mailto:")))
    if any("@" in part and is_email(part.removeprefix("mailto:")) for part in parts):
        return (Fault("contact-form", wanted),)
    return (Fault("contact", wanted),)


def mailbox(text: str) -> Faults:
    """One e-mail address; with the name of its owner it is understood too (RFC 5322, section 3.4)."""
    named = NAMED_ADDRESS.fullmatch(text)
    if named and is_email(named.group(1) or named.group(2)):
        return (Fault("contact-form", "an e-mail address and nothing else"),)
    return email(text)


def base64(text: str) -> Faults:
    """Bytes in base64 (RFC 4648, section 4), with white space anywhere."""
    fits = BASE64.fullmatch("".join(text.split()))
    return NONE if fits else (Fault("base64", "base64 or a textual media type"),)


def countries(text: str) -> Faults:
    """Two-letter codes of countries, with blanks between them."""
    codes = text.split()
    fits = bool(codes) and all(code.upper() in COUNTRIES for code in codes)
    return (
        NONE if fits else (Fault("not-one-of", "two-letter country codes of ISO 3166, separated by blanks"),)
    )


uuid = matching(UUID.pattern, "a UUID such as 9b024349-ccf0-5f69-a609-6b82873eab3c")
count = integer(0)
positive = integer(1)
whole_number = matching(r"[+-]?[0-9]+", "a whole number")
whole_numbers = matching(r"[0-9]+(?:\s*,\s*[0-9]+)*", "whole numbers separated by commas")
yes_or_no = one_of("yes", "no")
true_or_false = one_of("true", "false")
