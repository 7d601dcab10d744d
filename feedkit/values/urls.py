"""Addresses as a feed may hold them: absolute, and valid URIs (RFC 3986), whatever a page says."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, unquote, urlsplit

from feedkit.values.uri_syntax import uri_characters

WEB_SCHEMES = frozenset({"http", "https", "ftp", "file"})
MAX_URL_LENGTH = 8192  # characters; servers and browsers accept no more
MAX_PORT = 65535

# Shortcuts: most references on real pages are valid as they are. `/.` may begin a dot segment.
_REST = rf"{uri_characters()}(?:\?{uri_characters('?')})?(?:#{uri_characters('?')})?"
_PLAIN = re.compile(rf"https?://(?=[^/]{{1,63}}(?:/|\Z))[a-z0-9_-]+(?:\.[a-z0-9_-]+)*+(?:/{_REST})?")
_ROOTED = re.compile(rf"/(?!/){_REST}")
_NAMED = re.compile(rf"[A-Za-z0-9_~][A-Za-z0-9_~.-]*+(?![^/?#]){_REST}")

_WEB_PARTS = re.compile(  # of an address with a scheme, or one that begins with its path
    r"(?:(https?)://([^/?#\[\]]*)|(?=/(?!/)))((?:/[^?#]*)?)(?:\?([^#]*))?(?:#(.*))?"
)

_EDGES = "".join(map(chr, range(0x21))) + "\x7f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
_EDGES += "".join(map(chr, range(0x2000, 0x200C)))
_BREAKS = str.maketrans("", "", "\t\n\r")  # browsers take these out of the middle (WHATWG URL, 4.4)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARTS = re.compile(  # RFC 3986, appendix B
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?", re.S
)
_AUTHORITY = re.compile(r"(?:(.*)@)?(\[[^\]]*\]|[^:@]*)(?::([0-9]{0,5}))?", re.S)
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")


def absolute_url(
    reference: str, base: str | None, *, extra_schemes: frozenset[str] = frozenset()
) -> str | None:
    """Return the absolute address that a reference stands for, as a valid URI (RFC 3986).

    White space around it is removed. Characters that a URI may not contain are percent-encoded as UTF-8 or,
    in the name of a host, punycode-encoded (RFC 5891); what is encoded already stays. An address that was
    returned is returned again as it is.

    Args:
        reference: an address or a relative reference, as a page, a person or a program wrote it.
        base: the absolute address that relative references are resolved against (RFC 3986, section 5).
        extra_schemes: schemes that are allowed beside `WEB_SCHEMES`, in lower case:
            `frozenset({"mailto"})`.

    Returns:
        The absolute address; None for a reference that is empty, malformed, relative without a base, longer
        than 8,192 characters, or of another scheme (`javascript:`, `data:`, `mailto:`).
    """
    if len(reference) > MAX_URL_LENGTH:
        return None
    return _absolute(reference, base, extra_schemes)


@lru_cache(maxsize=2048)  # a page names most addresses several times
def _absolute(reference: str, base: str | None, extra_schemes: frozenset[str]) -> str | None:
    if "/." not in reference:
        if _PLAIN.fullmatch(reference):
            return reference
        prefixes = _prefixes(base) if base else None
        if prefixes and _ROOTED.fullmatch(reference):
            return prefixes[0] + reference
        if prefixes and _NAMED.fullmatch(reference):
            return prefixes[1] + reference
    return _resolved(reference, base, extra_schemes)


@lru_cache(maxsize=64)
def _prefixes(base: str) -> tuple[str, str] | None:
    """Return what a base puts before a rooted and before a relative path; None if it is no address."""
    address = absolute_url(base, None)
    if address is None:
        return None
    scheme, authority, path, _, _ = _parts(address)
    origin = f"{scheme}://{authority}"
    return origin, origin + path[: path.rfind("/") + 1] if path else f"{origin}/"


def _resolved(reference: str, base: str | None, extra_schemes: frozenset[str]) -> str | None:
    """Resolve a reference part by part (RFC 3986, section 5.2.2)."""
    text = _SURROGATE.sub("\ufffd", reference.strip(_EDGES).translate(_BREAKS))
    if not text:
        return None
    scheme, written, path, query, fragment = _parts(text)
    if scheme is not None and scheme not in WEB_SCHEMES:
        return f"{scheme}:{_quoted(text[len(scheme) + 1 :])}" if scheme in extra_schemes else None
    if scheme is None:
        root = absolute_url(base, None) if base else None
        if root is None:
            return None
        scheme, root_authority, root_path, root_query, _ = _parts(root)
        if written is None:
            written = root_authority
            if not path:
                path, query = root_path, query or root_query
            elif not path.startswith("/"):
                path = root_path[: root_path.rfind("/") + 1] + path
    authority = _valid_authority(written or "", scheme)
    if authority is None:
        return None
    path = _without_dots(path if not path or path.startswith("/") else f"/{path}")
    return f"{scheme}://{authority}{_quoted(path)}{_quoted(query)}{_quoted(fragment)}"


def _parts(text: str) -> tuple[str | None, str | None, str, str, str]:
    """Return scheme, authority, path, `?query` and `#fragment` (RFC 3986, appendix B).

    A backslash before the last two is read as `/`, as browsers do.
    """
    end = min((at for at in map(text.find, "?#") if at >= 0), default=len(text))
    match = _PARTS.fullmatch(text[:end].replace("\\", "/") + text[end:])
    scheme, authority, path, query, fragment = match.groups()  # type: ignore[union-attr]  # it fits any text
    return scheme and scheme.lower(), authority, path, query or "", fragment or ""


def _valid_authority(written: str, scheme: str | None) -> str | None:
    """Return `user@host:port` as a URI may hold it (RFC 3986, section 3.2), or None where it is malformed."""
    match = _AUTHORITY.fullmatch(written)
    if not match:
        return None
    user, host, port = match.groups()
    name = _valid_host(host)
    if name is None or (port and int(port) > MAX_PORT) or not (name or scheme == "file"):
        return None
    login = _quoted(user or "").replace("@", "%40")  # the last @ ends it
    return (f"{login}@" if login else "") + name + (f":{int(port)}" if port else "")


def _valid_host(host: str) -> str | None:
    """Return the name of a host in lower-case ASCII, "" where there is none, None where it is malformed."""
    try:
        if host.startswith("["):
            return f"[{IPv6Address(host[1:-1])}]"
        name = unquote(host).lower()
        if not name.isascii():
            name = _punycode(name)
    except ValueError:  # errors of addresses and encodings are ValueErrors too
        return None
    return name if not name or _HOST.fullmatch(name) else None


def _punycode(name: str) -> str:
    """Encode a name by IDNA 2008 (UTS 46) as browsers do; symbols, which it forbids, by IDNA 2003."""
    import idna  # slow to load, and few pages need it

    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        return name.encode("idna").decode().lower()


def _without_dots(path: str) -> str:
    """Return an absolute path without `.` and `..` (RFC 3986, section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _quoted(text: str) -> str:
    """Percent-encode what a URI may not contain; a leading `#` stays."""
    mark = text[:1] if text.startswith("#") else ""
    encoded = _UNSAFE.sub(_encoded, _STRAY_PERCENT.sub("%25", text[len(mark) :]))
    return mark + encoded


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def checked_url(url: str | None) -> str | None:
    """Return the address of a page as it is given.

    Raises:
        ValueError: it is not an absolute http, https or file URL.
    """
    if url is None:
        return None
    parts = split_url(url)
    if parts.scheme not in ("http", "https", "file") or not (parts.netloc or parts.scheme == "file"):
        raise ValueError(
            f"url must be an absolute http(s) or file address such as https://example.org/blog/, not {url!r}"
        )
    return url


def file_name(url: str | None) -> str:
    """Return the last segment of an address's path, "" where there is none."""
    return split_url(url or "").path.rpartition("/")[2]


@lru_cache(maxsize=2048)
def split_url(url: str) -> SplitResult:
    """Return the parts of an address; of one that is malformed (`http://[`), all of it is its path."""
    if url.isascii() and url.isprintable() and (web := _WEB_PARTS.fullmatch(url)):
        return SplitResult(*web.groups(""))  # what `urlsplit` returns, which takes three times as long
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def without_fragment(url: str) -> str:
    """Return an address without `#` and what is behind it."""
    return url.partition("#")[0]
