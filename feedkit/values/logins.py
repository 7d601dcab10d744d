"""Logins, such as the `user:password@` of an address: what is shown or published has none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedkit.values.urls import checked_url, split_url

# The authority ends at the first of `/?#\` (WHATWG URL, 4.4); where a password has one of them unencoded,
# what is left for the port is no number, and the login goes on to the last @.
LOGIN = r"(?:[^/?#\\{0}]*@|(?!\[)[^/?#\\{0}:]*:(?!\d*(?:[/?#\\{0}]|\Z))[^{0}]{{0,2000}}@)"
IN_ADDRESS = re.compile(r"\A(\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]{2,})" + LOGIN.format(r"\0"))
IN_TEXT = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}:[/\\]{2,})" + LOGIN.format(r"\s"))
VARIABLE = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")
WANTED = "wanted env:NAME, the environment variable that holds user:password"


def without_login(address: str) -> str:
    """Return an address, or anything else that names a source, as it may be shown and published."""
    return IN_ADDRESS.sub(r"\1", address)


def without_logins(text: str) -> str:
    """Return a text with every address in it as it may be shown and published."""
    return IN_TEXT.sub(r"\1", text) if "@" in text else text


def page_address(url: str | None) -> str | None:
    """Return the address of a page as a caller gives it, but without a login.

    Raises:
        ValueError: as `checked_url`.
    """
    return None if url is None else without_login(checked_url(url) or "")


def has_login(address: str) -> bool:
    """Return whether an address has a login in it."""
    return without_login(address) != address


def checked_variable(text: str) -> str:
    """Return the name of the environment variable in `env:NAME`.

    Raises:
        ValueError: the text is another one, which is not in the message, as it may be a password.
    """
    match = VARIABLE.fullmatch(text)
    if match is None:
        raise ValueError(f"{WANTED}, found another text")
    return match[1]


def read_login(text: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """Return the user name and the password that an environment variable holds.

    Args:
        text: `env:NAME`.
        environment: the variables.

    Raises:
        ValueError: the variable is not set, or holds no `user:password`.
    """
    name = checked_variable(text)
    user, colon, password = environment.get(name, "").partition(":")
    if not colon:
        found = "one without a colon" if user else "none of that name, or an empty one"
        raise ValueError(f"wanted user:password in the environment variable {name}, found {found}")
    return user, password


def is_same_origin(one: str, other: str) -> bool:
    """Return whether two addresses have one scheme, host and port (RFC 6454)."""
    return _origin(one) == _origin(other)


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = split_url(address)
    try:
        port = parts.port
    except ValueError:
        port = -1
    return parts.scheme, parts.hostname, port or {"http": 80, "https": 443}.get(parts.scheme)
