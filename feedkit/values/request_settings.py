"""How pages are asked for, beyond their address: as people write it, and as it is sent.

A secret is written as `env:NAME`, the environment variable that holds it. What belongs to one site (headers,
cookies, a login, a token, a body) goes to the origin of the source only.
"""

from __future__ import annotations

import json
import math
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlencode

from feedkit.values.logins import VARIABLE, has_login, is_same_origin, read_login, without_login
from feedkit.values.urls import split_url, without_fragment

NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")  # a token of RFC 9110, section 5.6.2
VALUE = re.compile(r"(?!\s)[\t -~]{0,10000}(?<!\s)")
COOKIE_VALUE = re.compile(r"(?!\s)[ -:<-~]{0,10000}(?<!\s)")  # without ";", which ends it
LANGUAGES = re.compile(r"[A-Za-z*][\w*;=., -]{0,200}", re.ASCII)
PROXY = re.compile(r"(?:https?|socks5h?)://[^/?#@\s]+/?", re.I)
SECRET_HEADERS = ("authorization", "cookie")
OWN_HEADERS = (
    "connection",
    "content-length",
    "host",
    "proxy-authorization",
    "te",
    "transfer-encoding",
    "upgrade",
)
WANTED_SECRET = "wanted env:NAME, the environment variable that holds it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent for the pages of one source; its values may be secrets, which no text shows.

    url:              the source; what follows goes to its origin only, and the body only to this address
    headers:          further headers, an authorization among them
    cookies:          names and values
    query:            what is added to the query of the source's address and of others of its origin, encoded
    body:             what is sent by POST; without one, the page is asked for by GET
    content_type:     of the body
    is_secret:        whether an answer must not be kept in a cache
    user_agent:       sent with every request, wherever it goes, as are the following
    accept_language:  languages, as RFC 9110, section 12.5.4, has them
    proxy:            address of an HTTP or SOCKS proxy
    page_timeout:     seconds for one page
    """

    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: str = field(default="", repr=False)
    body: bytes | None = field(default=None, repr=False)
    content_type: str = ""
    is_secret: bool = False
    user_agent: str | None = None
    accept_language: str | None = None
    proxy: str | None = field(default=None, repr=False)
    page_timeout: float | None = None

    @property
    def is_private(self) -> bool:
        """Return whether anything of it is for the source's origin only."""
        return bool(self.headers or self.cookies or self.query or self.body is not None)

    @property
    def general_headers(self) -> dict[str, str]:
        """Return the headers that any address gets."""
        named = {"User-Agent": self.user_agent, "Accept-Language": self.accept_language}
        return {name: value for name, value in named.items() if value is not None}

    def is_for(self, url: str) -> bool:
        """Return whether an address gets what is private: of the same origin, or the same host by HTTPS."""
        here, there = split_url(self.url), split_url(url)
        upgraded = (here.scheme, there.scheme) == ("http", "https") and here.hostname == there.hostname
        return is_same_origin(self.url, url) or (upgraded and is_same_origin(f"https://{here.netloc}", url))

    def posts_to(self, url: str) -> bool:
        """Return whether the body is sent to an address."""
        return self.body is not None and without_fragment(url) == without_fragment(self.url)


PLAIN = Request()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSettings:
    """What a person writes of requests, under the names of the options and keys; secrets as `env:NAME`.

    user_agent:       instead of feedkit's own name
    accept_language:  such as "de, en;q=0.5"
    proxy:            http://host:port, or with https, socks5 or socks5h; `env:NAME` where it has a login
    page_timeout:     seconds for one page, with its redirects
    headers:          names and values, which may be `env:NAME`
    cookies:          the same
    query:            parameters that are added to the source's address; values may be `env:NAME`
    login:            `env:NAME` of user:password
    token:            `env:NAME` of a bearer token (RFC 6750)
    post_form:        fields of a form that is sent by POST; values may be `env:NAME`
    post_json:        data that is sent by POST, or JSON as text; texts in it may be `env:NAME`
    """

    user_agent: str | None = None
    accept_language: str | None = None
    proxy: str | None = None
    page_timeout: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    login: str | None = None
    token: str | None = None
    post_form: Mapping[str, str | tuple[str, ...]] | None = None
    post_json: Any = None

    @classmethod
    def of(cls, given: object) -> RequestSettings:
        """Return the settings that an object has as attributes."""
        return cls(**{one.name: getattr(given, one.name) for one in fields(cls)})

    def private_names(self) -> list[str]:
        """Return the names of what is set and goes to one origin only."""
        names = ("headers", "cookies", "query", "login", "token", "post_form", "post_json")
        return [name for name in names if getattr(self, name) not in (None, {})]

    def secret_names(self) -> list[str]:
        """Return the names of what is set and holds a secret."""
        return [
            name for name in self.private_names() if "env:" in json.dumps(getattr(self, name), default=str)
        ]

    def general(self) -> RequestSettings:
        """Return the settings that are sent to any address."""
        return RequestSettings(
            user_agent=self.user_agent,
            accept_language=self.accept_language,
            proxy=self.proxy,
            page_timeout=self.page_timeout,
        )

    def secrets(self, environment: Mapping[str, str]) -> dict[str, str]:
        """Return the `env:NAME` that is written for each value that is a secret.

        Args:
            environment: the variables that hold the values.
        """
        found: dict[str, str] = {}
        for reference in VARIABLE.finditer(json.dumps([getattr(self, name) for name in self.secret_names()])):
            if value := environment.get(reference[1], "").strip():
                found[value] = reference[0]
        return found

    def literals(self) -> Iterator[tuple[str, str]]:
        """Yield what goes to one origin only and is written out, with its name."""
        for name in ("headers", "cookies", "query", "post_form", "post_json"):
            value = getattr(self, name)
            yield from _literals(_data(value) if name == "post_json" else value, name)

    def check(self) -> None:
        """Check all that can be checked without the environment.

        Raises:
            ValueError: something is malformed, or contradicts another; the message begins with its name, and
                quotes no value that may be a secret.
        """
        for _ in _texts(self, lambda reference, name: reference):
            pass
        _check_one_of(self, ("login", "token"))
        _check_one_of(self, ("post_form", "post_json"))
        names = [name.lower() for name in self.headers]
        if (self.login or self.token) and "authorization" in names:
            raise ValueError("headers.Authorization: wanted either it or a login or token, found both")
        if self.cookies and "cookie" in names:
            raise ValueError("headers.Cookie: wanted either it or cookies, found both")
        if self.post_json is not None:
            _json_body(_data(self.post_json))

    def request(self, url: str, environment: Mapping[str, str]) -> Request:
        """Return what is sent for the pages of a source.

        Args:
            url: the address of the source; "" where it has none.
            environment: the variables that hold the secrets.

        Raises:
            ValueError: as `check`; or a variable is not set, or holds nothing that can be sent.
        """
        self.check()

        def read(reference: str, name: str) -> str:
            return _variable(reference, name, environment)

        texts = dict(_texts(self, read))
        headers = {name: texts[f"headers.{name}"] for name in self.headers}
        if self.login is not None:
            headers["Authorization"] = basic_authorization(*_login(self.login, environment))
        if self.token is not None:
            headers["Authorization"] = f"Bearer {texts['token']}"
        body, content_type = self._body(read)
        return Request(
            url=url,
            headers=headers,
            cookies={name: texts[f"cookies.{name}"] for name in self.cookies},
            body=body,
            content_type=content_type,
            query=urlencode(_filled(dict(self.query), "query", read), doseq=True),
            is_secret=bool(self.secret_names() or self.cookies or self.query),
            user_agent=self.user_agent,
            accept_language=self.accept_language,
            proxy=texts.get("proxy"),
            page_timeout=self.page_timeout,
        )

    def _body(self, read: Callable[[str, str], str]) -> tuple[bytes | None, str]:
        if self.post_json is not None:
            return _json_body(_filled(_data(self.post_json), "post_json", read)), "application/json"
        if self.post_form is not None:
            form = _filled(dict(self.post_form), "post_form", read)
            return urlencode(form, doseq=True).encode(), "application/x-www-form-urlencoded"
        return None, ""


def basic_authorization(user: str, password: str) -> str:
    """Return the value of an Authorization header (RFC 7617)."""
    return f"Basic {b64encode(f'{user}:{password}'.encode('utf-8', 'surrogateescape')).decode()}"


def _texts(given: RequestSettings, read: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each text that becomes a header, checked; `read` reads an `env:NAME`."""
    for name, text in given.headers.items():
        key = f"headers.{name}"
        _check_name(name, "headers")
        _check(name.lower() not in OWN_HEADERS, key, "wanted a header that feedkit does not set itself")
        _check(name.lower() not in SECRET_HEADERS or _is_reference(text), key, WANTED_SECRET)
        yield key, _checked(_resolved(text, key, read), VALUE, key, "visible ASCII characters")
    for name, text in given.cookies.items():
        key = f"cookies.{name}"
        _check_name(name, "cookies")
        yield (
            key,
            _checked(_resolved(text, key, read), COOKIE_VALUE, key, "visible ASCII characters without ;"),
        )
    for key, reference in (("login", given.login), ("token", given.token)):
        if reference is not None:
            held = "user:password" if key == "login" else "the token"
            wanted = f"wanted env:NAME, the environment variable that holds {held}"
            _check(_is_reference(reference), key, f"{wanted}, found another text")
    if given.token is not None:
        yield (
            "token",
            _checked(_resolved(given.token, "token", read), VALUE, "token", "visible ASCII characters"),
        )
    yield from _general_texts(given, read)


def _general_texts(given: RequestSettings, read: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
    if given.user_agent is not None:
        wanted = "visible ASCII characters, such as Mozilla/5.0 (X11; Linux)"
        yield "user_agent", _checked(given.user_agent or "\n", VALUE, "user_agent", wanted)
    if given.accept_language is not None:
        wanted = "languages such as de, or de-AT, en;q=0.5"
        yield "accept_language", _checked(given.accept_language, LANGUAGES, "accept_language", wanted)
    if given.page_timeout is not None:
        usable = math.isfinite(given.page_timeout) and 0 < given.page_timeout <= 3600
        _check(usable, "page_timeout", "wanted seconds above 0, and at most 3600")
    if given.proxy is not None:
        fault = "wanted env:NAME for a proxy with a login, as that is a secret"
        _check(not has_login(given.proxy), "proxy", fault)
        address = _resolved(given.proxy, "proxy", read)
        plain = without_login(address)
        wanted = (
            "wanted the address of a proxy such as http://proxy.example:3128, or with socks5:// or "
            "socks5h://, or env:NAME"
        )
        _check(_is_reference(address) or PROXY.fullmatch(plain) is not None, "proxy", wanted)
        yield "proxy", address


def _resolved(text: str, key: str, read: Callable[[str, str], str]) -> str:
    return read(text, key) if _is_reference(text) else text


def _is_reference(text: str) -> bool:
    return VARIABLE.fullmatch(text) is not None


def _variable(reference: str, key: str, environment: Mapping[str, str]) -> str:
    name = reference.removeprefix("env:")
    value = environment.get(name, "").strip()
    if not value:
        raise ValueError(
            f"{key}: wanted a value in the environment variable {name}, "
            "found none of that name, or an empty one"
        )
    return value


def _login(reference: str, environment: Mapping[str, str]) -> tuple[str, str]:
    try:
        return read_login(reference, environment)
    except ValueError as error:
        raise ValueError(f"login: {error}") from error


def _filled(value: Any, key: str, read: Callable[[str, str], str]) -> Any:
    """Return data with each text `env:NAME` replaced."""
    match value:
        case str():
            return _resolved(value, key, read)
        case Mapping():
            return {name: _filled(inner, f"{key}.{name}", read) for name, inner in value.items()}
        case list() | tuple():
            return [_filled(inner, f"{key}[{number}]", read) for number, inner in enumerate(value)]
        case _:
            return value


def _literals(value: Any, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case Mapping():
            for name, inner in value.items():
                yield from _literals(inner, f"{key}.{name}")
        case list() | tuple():
            for inner in value:
                yield from _literals(inner, key)
        case str() if not _is_reference(value):
            yield key, value


def _data(value: Any) -> Any:
    """Return data that may be written as JSON: TOML has no null."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise ValueError("post_json: wanted data, or JSON as text, found another text") from error


def _json_body(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("post_json: wanted data that JSON has: texts, numbers, lists and tables") from error


def _check_one_of(given: RequestSettings, names: tuple[str, str]) -> None:
    if all(getattr(given, name) is not None for name in names):
        raise ValueError(f"{names[1]}: wanted either {' or '.join(names)}, found both")


def _check_name(name: str, key: str) -> None:
    _check(
        NAME.fullmatch(name) is not None, key, f"wanted a name of letters, digits and hyphens, found {name!r}"
    )


def _checked(text: str, pattern: re.Pattern[str], key: str, wanted: str) -> str:
    """Return a text that fits; another one is not in the message, as it may be a secret."""
    _check(pattern.fullmatch(text) is not None, key, f"wanted {wanted}, found another text")
    return text


def _check(right: bool, key: str, message: str) -> None:
    if not right:
        raise ValueError(f"{key}: {message}")
