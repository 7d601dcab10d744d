"""Addresses as a feed may hold them: absolute, and valid URIs (RFC 3986) whatever a page wrote."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import unquote, urlsplit

WEB = frozenset({"http", "https", "ftp", "file"})
LONGEST = 8192  # characters; servers and browsers take no more
HIGHEST_PORT = 65535

# The fast ways: most references on real pages are valid as they stand. `/.` may begin a dot segment.
_CHARACTER = r"[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2}"
_REST = rf"(?:{_CHARACTER})*+(?:\?(?:{_CHARACTER}|\?)*+)?(?:#(?:{_CHARACTER}|\?)*+)?"
_PLAIN = re.compile(rf"https?://(?=[^/]{{1,63}}(?:/|\Z))[a-z0-9_-]+(?:\.[a-z0-9_-]+)*+(?:/{_REST})?")
_ROOTED = re.compile(rf"/(?!/){_REST}")
_NAMED = re.compile(rf"[A-Za-z0-9_~][A-Za-z0-9_~.-]*+(?![^/?#]){_REST}")

_EDGES = "".join(map(chr, range(0x21))) + "\x7f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
_EDGES += "".join(map(chr, range(0x2000, 0x200C)))
_BREAKS = str.maketrans("", "", "\t\n\r")  # browsers take these out of the middle (WHATWG URL, 4.4)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARTS = re.compile(  # RFC 3986, appendix B
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?", re.S
)
_PLACE = re.compile(r"(?:(.*)@)?(\[[^\]]*\]|[^:@]*)(?::([0-9]{0,5}))?", re.S)
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNSAFE = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]+")


def absolute(reference: str, base: str | None, *, also: frozenset[str] = frozenset()) -> str | None:
    """The address that a reference stands for, as a valid URI.

    White space around it is cut off; what may not stand in a URI is percent-encoded as UTF-8 or, in the name
    of a host, punycode-encoded; what is encoded already stays. The answer, asked again, is the same.

    Args:
        reference: an address or a relative reference, as a page, a person or a program wrote it.
        base: the absolute address that relative references are resolved against (RFC 3986, section 5).
        also: schemes that count beside `WEB`, in lower case: `frozenset({"mailto"})`.

    Returns:
        The absolute address, or None where the reference is none: empty, malformed, relative without a base,
        longer than 8,192 characters, or of another scheme (`javascript:`, `data:`, `mailto:`).
    """
    if len(reference) > LONGEST:
        return None
    if "/." not in reference:
        if _PLAIN.fullmatch(reference):
            return reference
        places = _places(base) if base else None
        if places and _ROOTED.fullmatch(reference):
            return places[0] + reference
        if places and _NAMED.fullmatch(reference):
            return places[1] + reference
    return _resolved(reference, base, also)


@lru_cache(maxsize=64)
def _places(base: str) -> tuple[str, str] | None:
    """Of a web address: what comes before its path, and the folder of its path; None for others."""
    address = absolute(base, None)
    if address is None:
        return None
    scheme, place, path, _, _ = _parts(address)
    origin = f"{scheme}://{place}"
    return origin, origin + path[: path.rfind("/") + 1] if path else f"{origin}/"


def _resolved(reference: str, base: str | None, also: frozenset[str]) -> str | None:
    """`absolute` for any reference, character by character (RFC 3986, section 5.2.2)."""
    text = _SURROGATE.sub("\ufffd", reference.strip(_EDGES).translate(_BREAKS))
    if not text:
        return None
    scheme, place, path, query, fragment = _parts(text)
    if scheme is not None and scheme not in WEB:
        return f"{scheme}:{_quoted(text[len(scheme) + 1 :])}" if scheme in also else None
    if scheme is None:
        root = absolute(base, None) if base else None
        if root is None:
            return None
        scheme, root_place, root_path, root_query, _ = _parts(root)
        if place is None:
            place = root_place
            if not path:
                path, query = root_path, query or root_query
            elif not path.startswith("/"):
                path = root_path[: root_path.rfind("/") + 1] + path
    authority = _authority(place or "", scheme)
    if authority is None:
        return None
    path = _without_dots(path if not path or path.startswith("/") else f"/{path}")
    return f"{scheme}://{authority}{_quoted(path)}{_quoted(query)}{_quoted(fragment)}"


def _parts(text: str) -> tuple[str | None, str | None, str, str, str]:
    """Scheme, authority, path, `?query` and `#fragment`; `\\` before these two is `/`, as for browsers."""
    end = min((at for at in map(text.find, "?#") if at >= 0), default=len(text))
    found = _PARTS.fullmatch(text[:end].replace("\\", "/") + text[end:])
    scheme, place, path, query, fragment = found.groups()  # type: ignore[union-attr]  # it fits any text
    return scheme and scheme.lower(), place, path, query or "", fragment or ""


def _authority(place: str, scheme: str | None) -> str | None:
    """`user@host:port` as it may be written, or None where it is malformed."""
    found = _PLACE.fullmatch(place)
    if not found:
        return None
    user, host, port = found.groups()
    name = _host(host)
    if name is None or (port and int(port) > HIGHEST_PORT) or not (name or scheme == "file"):
        return None
    return (f"{_quoted(user)}@" if user else "") + name + (f":{int(port)}" if port else "")


def _host(host: str) -> str | None:
    """The name of a host in lower-case ASCII ("" where there is none), or None where it is malformed."""
    try:
        if host.startswith("["):
            return f"[{IPv6Address(host[1:-1])}]"
        name = unquote(host).lower()
        if not name.isascii():
            name = _punycode(name)
    except ValueError:  # the address and the encoding errors are of its kind
        return None
    return name if not name or _HOST.fullmatch(name) else None


def _punycode(name: str) -> str:
    """A name by IDNA 2008 as browsers apply it; names of symbols, which it forbids, by IDNA 2003."""
    import idna  # slow to load, and few pages need it

    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        return name.encode("idna").decode().lower()


def _without_dots(path: str) -> str:
    """An absolute path without `.` and `..` (RFC 3986, section 5.2.4)."""
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
    """Percent-encode what may not stand in a URI; the mark that opens a query or a fragment stays."""
    mark = text[:1] if text.startswith("#") else ""
    encoded = _UNSAFE.sub(_encoded, _STRAY_PERCENT.sub("%25", text[len(mark) :]))
    return mark + encoded


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def checked_url(url: str | None) -> str | None:
    """Return the address of a page as it is given.

    Raises:
        ValueError: it is not an absolute http, https or file URL.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that opens no IPv6 address
        parts = urlsplit("")
    if parts.scheme not in ("http", "https", "file") or not (parts.netloc or parts.scheme == "file"):
        raise ValueError(
            f"url must be an absolute http(s) or file address such as https://example.org/blog/, not {url!r}"
        )
    return url


def file_name(url: str | None) -> str:
    """Return the last segment of an address's path, "" where there is none."""
    try:
        return urlsplit(url or "").path.rpartition("/")[2]
    except ValueError:
        return ""
