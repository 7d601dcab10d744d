"""When two addresses lead to the same page: what of an address tells pages apart, and what never does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from urllib.parse import unquote

from feedkit.values.uri_syntax import DEFAULT_PORTS
from feedkit.values.urls import split_url

# Parameters that only follow the reader. Firefox's list (its setting "query-stripping"), and
# https://github.com/mpchadwick/tracking-query-params-registry (public domain), as of November 2026.
TRACKING = frozenset(
    """
    __hsfp __hssc __hstc __s _bta_c _bta_tid _ga _gl _hsenc _hsmi _ke _kx _openstat at_campaign
    at_medium cmpid dclid dm_i ef_id epik fbclid gad_source gbraid gclid gclsrc gdffi gdfms gdftrk
    hsctatracking icid igsh igshid itm_campaign itm_content itm_medium itm_source li_fat_id mkt_tok
    mkwid ml_subscriber ml_subscriber_hash msclkid oly_anon_id oly_enc_id pcrid pk_campaign pk_cid
    pk_content pk_keyword pk_kwd pk_medium pk_source rb_clickid redirect_log_mongo_id redirect_mongo_id
    ref_src ref_url s_cid s_kwcid sb_referer_host scm soc_src soc_trk spm trk_contact trk_module trk_msg
    trk_sid ttclid twclid vero_conv vero_id wbraid wickedid xtor yclid ysclid
    """.split()
)
TRACKING_PREFIXES = (
    "__cft__",
    "__tn__",
    "__xts__",
    "hsa_",
    "matomo_",
    "mc_",
    "mtm_",
    "piwik_",
    "stm_",
    "utm_",
)

# Parameters that name a visit. Those of short names count only where their value looks like one.
SESSIONS = frozenset("cfid cftoken jsessionid oscsid phpsessid sess_id session_id sessionid zenid".split())
SHORT_SESSIONS = frozenset(("s", "sid", "session", "sess"))
_VISIT = re.compile(r"(?=.*[0-9])[A-Za-z0-9_-]{16,}")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid|s?session(?:id)?)=[^/;?#]*", re.I)

# Parameters that prove to a server that it has given the link, and those that stand beside them.
SIGNATURES = frozenset("awsaccesskeyid googleaccessid hdnea hdnts hmac key-pair-id sig signature".split())
SIGNATURE_PREFIXES = ("x-amz-", "x-cos-", "x-goog-", "x-oss-")
BESIDE_SIGNATURES = frozenset("exp expires expiry policy se sp spr sr st sv".split())

# Parameters that tell where the reader comes from, on most sites; on others what is shown.
ORIGINS = frozenset("campaign from medium origin ref referer referral referrer source src via".split())

_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|php[0-9]?|aspx?|jsp|cgi)\Z", re.I)
_SUFFIX = re.compile(r"\.(?:[sx]?html?|php[0-9]?|aspx?|jsp|md)\Z", re.I)
_SIMPLE = re.compile(  # an address whose key is all of it, without scheme, `www.` and the last slash
    r"https?://(?:www\.)?+([a-z0-9.-]*+)((?:/(?!(?i:index|default|home)\.)[A-Za-z0-9._~-]++)*+)/?"
)
_SLASHES = re.compile(r"/{2,}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_PART_NAME = re.compile(  # fragments that name a part of a page, never one of several entries on it
    r"(?:more(?:-[0-9]+)?|read-?more|comments?|respond|disqus_thread|top|content|main(?:-content)?|:~:.*)",
    re.I,
)
_NUMBER = re.compile(r"[0-9]+")


@lru_cache(maxsize=1024)
def address_key(url: str) -> str:
    """Return what of an address tells the page apart from others, so that addresses of one page are equal.

    Without scheme, `www.`, default port, index file, slashes that are too many, tracking, session, signature
    and a fragment that only names a part; escapes are spelled in one way (RFC 3986, section 6.2.2), and the
    parameters sorted.
    """
    simple = _SIMPLE.fullmatch(url)
    return simple[1] + simple[2] if simple else _key(url, frozenset())


def loose_address_key(url: str, ignored: Set[str]) -> str:
    """Return `address_key` without some parameters, and those that tell where readers come from.

    What it says of two addresses is not certain: more than that must speak for one page.
    """
    return _key(url, ORIGINS | ignored)


def _key(url: str, ignored: Set[str]) -> str:
    parts = split_url(url)
    path = _INDEX.sub("/", _SLASHES.sub("/", _same_spelling(_PATH_SESSION.sub("", parts.path)))).rstrip("/")
    query = ""
    if parts.query:
        if is_signed(url):
            ignored = ignored | BESIDE_SIGNATURES
        kept = (pair for pair in parameters(url) if not _tells_nothing(*pair) and pair[0] not in ignored)
        query = "&".join(f"{name}={value}" for name, value in sorted(kept))
    fragment = "" if _PART_NAME.fullmatch(parts.fragment) else parts.fragment
    authority = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
    authority = authority.removesuffix(f":{DEFAULT_PORTS.get(parts.scheme)}")
    return f"{authority}{path}{query and '?'}{query}{fragment and '#'}{fragment}"


def parameters(url: str) -> list[tuple[str, str]]:
    """Return the names, in lower case, and values of an address's query."""
    pairs = (pair.partition("=") for pair in re.split("[&;]", split_url(url).query) if pair)
    return [(unquote(name).lower(), _same_spelling(value)) for name, _, value in pairs]


def constant_parameters(urls: Iterable[str]) -> frozenset[str]:
    """Return the names of parameters that have one value in all addresses of a list, and stand in several.

    They tell none of them apart: most often they are of the moment at which the list was made.
    """
    values: dict[str, list[str]] = {}
    for url in urls:
        for name, value in parameters(url):
            values.setdefault(name, []).append(value)
    return frozenset(name for name, own in values.items() if len(own) > 1 and len(set(own)) == 1)


def without_tracking(url: str, site: str | None) -> str:
    """Return an address of a site without parameters of tracking; of another site, as it is.

    A site is the owner of the tracking in its own links; what others put into theirs may be what was meant.
    """
    if "?" not in url or not site or _host(url) != _host(site):
        return url
    head, mark, fragment = url.partition("#")
    path, _, query = head.partition("?")
    pairs = query.split("&")
    kept = [pair for pair in pairs if not _is_tracking(unquote(pair.partition("=")[0]).lower())]
    if len(kept) < len(pairs):
        head = f"{path}?{'&'.join(kept)}" if kept else path
    return f"{head}{mark}{fragment}"


def is_signed(url: str) -> bool:
    """Return whether an address holds a signature, without which or after which it may lead nowhere."""
    return any(_is_signature(*pair) for pair in parameters(url))


def last_name(url: str) -> str | None:
    """Return the last name in an address's path, without suffix, in one case; None where it has no letter."""
    path = _INDEX.sub("", unquote(split_url(url).path)).rstrip("/")
    name = _SUFFIX.sub("", path.rpartition("/")[2]).casefold()
    return name if any(map(str.isalpha, name)) else None


def numbers_agree(one: str, other: str) -> bool:
    """Return whether one address has all numbers of the other one: they tell posts of a series apart."""
    first, second = (set(_NUMBER.findall(_after_host(url))) for url in (one, other))
    return first <= second or second <= first


def _after_host(url: str) -> str:
    return address_key(url).partition("/")[2]


def _host(url: str) -> str:
    return (split_url(url).hostname or "").removeprefix("www.")


def _tells_nothing(name: str, value: str) -> bool:
    return _is_tracking(name) or _is_session(name, value) or _is_signature(name, value)


def _is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _is_session(name: str, value: str) -> bool:
    return name in SESSIONS or (name in SHORT_SESSIONS and _VISIT.fullmatch(value) is not None)


def _is_signature(name: str, value: str) -> bool:
    if name in SIGNATURES or name.startswith(SIGNATURE_PREFIXES):
        return True
    return name == "token" and _VISIT.fullmatch(value) is not None


def _same_spelling(text: str) -> str:
    """Return a part of an address with escapes in capitals, and none of characters that need none."""
    return _ESCAPE.sub(_spelled, text) if "%" in text else text


def _spelled(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()
