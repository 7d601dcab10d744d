"""Answers that are not the page that was asked for: refusals, logins, consent, tests for browsers.

Each gets a sentence that says what can be tried. A page that has many links is taken for what was asked for,
whatever words are in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from feedkit.values.urls import split_url

MAX_BYTES = 200_000  # of a page, that are looked at
MAX_LINKS = 8  # of a page that is in the way of another one

LOGIN = (
    "pass --login env:NAME, --token env:NAME or --cookie NAME=env:NAME "
    "(in feedkit.toml: login, token or cookies)"
)
UNTAKEN = (
    "the login, token or cookie that was sent does not open it: look whether it is right, and still valid"
)
KEPT_BACK = (
    "what was given for the source was not sent to this other host: name the address here as the source"
)
BY_HAND = "look for a feed or an API of the site, or save the page in a browser and read the file"
BROWSER = (
    "the site may want a cookie or a browser's name: pass --cookie, --header or --user-agent, or " + BY_HAND
)
CHALLENGE = (
    f"it wants to see whether a browser asks (a challenge page): ask the owner to let feedkit in, {BY_HAND}"
)
SLOWER = "the site wants fewer requests: try again later, with a longer delay between them"
OTHER_FORM = (
    "the site has the page in no form that was asked for: pass --header 'Accept: */*', --accept-language or "
    "--user-agent (in feedkit.toml: headers, accept_language or user_agent)"
)
CONSENT = "agree in a browser, and pass the cookie that it gets for that with --cookie NAME=VALUE (cookies)"
PROXY = "the proxy wants a login: pass --proxy env:NAME, a variable that holds http://user:password@host:port"

# Answers by which services that stand before sites say that they test who asks.
CHALLENGE_HEADERS = {
    "cf-mitigated": "challenge",
    "x-amzn-waf-action": "challenge captcha",
    "x-vercel-mitigated": "challenge",
}
CHALLENGE_MARKS = re.compile(
    rb"""_cf_chl_opt|cf-browser-verification|/cdn-cgi/challenge-platform/h/|awsWafCookieDomainList|gokuProps
    |geo\.captcha-delivery\.com|_pxCaptcha|id="px-captcha"|sucuri_cloudproxy_js|/\.well-known/sgcaptcha/
    |id="anubis_challenge"|/\.within\.website/|/_Incapsula_Resource\?[^"']*SWUDNSAI
    |<title>\s*(?:just\ a\ moment|checking\ your\ browser|attention\ required|ddos-guard|one\ moment,\ please
    |are\ you\ a\ robot|verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human|security\ check
    |pardon\ our\ interruption)[^<]{0,60}</title>""",
    re.I | re.X,
)
LINK = re.compile(rb"<a\s[^>]{0,2000}?\bhref\b", re.I)
PASSWORD_FIELD = re.compile(rb"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password\b", re.I)
FORM = re.compile(rb"<(?:form|button)\b", re.I)
LOGIN_WORD = re.compile(
    r"(?:user|account|member|wp|my)?[_-]?(?:log-?in|log-?on|sign-?in|sign_in|auth|authenticate|authorize|oauth2?|sso"
    r"|saml2?|cas|anmelden|anmeldung|connexion|acceder|accedi|inloggen)(?:\.\w{2,5})?",
    re.I,
)
CONSENT_WORD = re.compile(
    r"(?:[\w-]*[_-])?(?:consent|collectconsent|cookie-?wall|privacy-?gate|privacy-?wall|gdpr|dsgvo)(?:[_-][\w-]*)?"
    r"(?:\.\w{2,5})?",
    re.I,
)

CONSENT_TEXT = re.compile(
    rb"before you continue|we value your privacy|\b(?:accept|allow|reject|agree to)(?: all)?(?: the)? cookies"
    rb"|cookies? (?:akzeptieren|zulassen|zustimmen|ablehnen)|accepter (?:tous )?les cookies|tout accepter"
    rb"|aceptar (?:todas )?(?:las )?cookies|accetta (?:tutti )?i cookie|cookies (?:accepteren|toestaan)",
    re.I,
)


def advice(
    status: int, headers: Mapping[str, str], body: bytes, *, sent: bool = False, kept_back: bool = False
) -> str:
    """Return what can be tried after an answer of 400 and above; "" where nothing is known.

    Args:
        status: the HTTP status.
        headers: of the answer.
        body: its beginning.
        sent: whether a login, headers or cookies were sent.
        kept_back: whether they were not, as the answer is another host's than theirs.
    """
    if kept_back and status in (401, 403):
        return KEPT_BACK
    if status in (403, 405, 429, 503) and _is_challenge(headers, body):
        return CHALLENGE
    match status:
        case 401:
            return UNTAKEN if sent else f"it wants a login: {LOGIN}"
        case 403:
            return UNTAKEN if sent else BROWSER
        case 406:
            return OTHER_FORM
        case 407:
            return PROXY
        case 429:
            return SLOWER
        case _:
            return ""


def refused_by_page(first: str, last: str, headers: Mapping[str, str], body: bytes, *, sent: bool) -> str:
    """Return what a page is that stands in the way of the one that was asked for; "" where it is none.

    Args:
        first: the address that was asked for.
        last: the one that has answered, after redirects.
        headers: of the answer.
        body: the page.
        sent: whether a login, headers or cookies were sent.
    """
    if len(body) > MAX_BYTES or not _is_html(headers, body):
        return ""
    if _has_few_links(body) and _is_challenge(headers, body):
        return CHALLENGE
    if first == last:
        return ""
    if _is_about(LOGIN_WORD, first, last) and (PASSWORD_FIELD.search(body) or _leads_back(first, last)):
        return f"leads to a login page, {last}: {UNTAKEN if sent else LOGIN}"
    if _is_about(CONSENT_WORD, first, last) and (FORM.search(body) or _leads_back(first, last)):
        return f"leads to a page that asks for consent, {last}: {CONSENT}"
    return ""


def shown_instead(content: str | bytes) -> str:
    """Return what a page without entries asks for first; "" where that is not known."""
    body = (content if isinstance(content, bytes) else content.encode("utf-8", "replace"))[:MAX_BYTES]
    if PASSWORD_FIELD.search(body):
        return f"it asks for a login: {LOGIN}"
    if _has_few_links(body) and CONSENT_TEXT.search(body):
        return f"it may ask for consent first: {CONSENT}"
    return ""


def _is_challenge(headers: Mapping[str, str], body: bytes) -> bool:
    stated = any(
        headers.get(name, "-").lower() in values.split() for name, values in CHALLENGE_HEADERS.items()
    )
    return stated or CHALLENGE_MARKS.search(body[:MAX_BYTES]) is not None


def _is_html(headers: Mapping[str, str], body: bytes) -> bool:
    return "html" in headers.get("Content-Type", "").lower() or body[:200].lstrip()[:1] == b"<"


def _has_few_links(body: bytes) -> bool:
    return sum(1 for _ in LINK.finditer(body)) <= MAX_LINKS


def _is_about(word: re.Pattern[str], first: str, last: str) -> bool:
    """Return whether a host or path has such a word that the one asked for has not."""
    return _has_word(word, last) and not _has_word(word, first)


def _has_word(word: re.Pattern[str], url: str) -> bool:
    parts = split_url(url)
    labels = [*(parts.hostname or "").split(".")[:-1], *parts.path.split("/")]
    return any(word.fullmatch(label) for label in labels)


def _leads_back(first: str, last: str) -> bool:
    """Return whether the query holds the address that was asked for, to go back to afterwards."""
    asked = split_url(first)
    values = [value for _, value in parse_qsl(split_url(last).query, max_num_fields=100)]
    return any(value == first or split_url(value).path == asked.path for value in values if value)
