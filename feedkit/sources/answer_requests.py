"""The request for an answer as `feedkit.toml` can have it: no more than it needs, and without secrets.

JsonAnswer ──parts──▶ address, parameters, headers, cookies, body ──replays with fewer──▶ what is needed
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from feedkit.errors import FeedkitError
from feedkit.fetching.json_answers import JsonAnswer
from feedkit.values.request_settings import COOKIE_VALUE, NAME, OWN_HEADERS, VALUE, Request, RequestSettings
from feedkit.values.secret_values import is_secret, why_it_changes
from feedkit.values.urls import split_url

MAX_REPLAYS = 16  # requests that find out what is needed
MIN_ISSUED_LENGTH = 8  # characters of a secret that is looked for in other answers
FORM = "application/x-www-form-urlencoded"
# What browsers send of themselves; and what feedkit sends itself, or never.
BROWSERS_OWN = frozenset(
    "accept-encoding cache-control dnt pragma priority save-data upgrade-insecure-requests"
    " if-modified-since if-none-match if-none-match range keep-alive".split()
)
BY_NAME = {"user-agent": "user_agent", "accept-language": "accept_language"}  # headers that are settings

Replay = Callable[[str, Request], str | bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a request.

    kind:   "parameter", "header", "cookie", or "field" of a form
    name:   of it
    value:  what the page sent
    raw:    of a parameter, how it stands in the address
    """

    kind: str
    name: str
    value: str = field(repr=False)
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectRequest:
    """How an answer is asked for without a browser.

    url:       its address, without the parameters that are secrets
    settings:  what else is sent; secrets as env:NAME
    secrets:   the variables that must hold what the page sent, and what that is: {"KEY": "the header X-Key"}
    left_out:  what the page sent and the answer does not need, as it changes: a sentence each
    changing:  what the answer needs and will not do for ever: a sentence each
    """

    url: str
    settings: RequestSettings
    secrets: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    changing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Body:
    """What is sent by POST: the data of JSON, or a form, whose fields are parts; neither for GET."""

    is_form: bool = False
    data: Any = None


def direct_request(
    answer: JsonAnswer,
    *,
    replay: Replay,
    is_same: Callable[[str | bytes], bool],
    now: datetime,
    general: RequestSettings,
    known: Mapping[str, str],
    environment: Mapping[str, str],
    others: Sequence[JsonAnswer] = (),
) -> DirectRequest:
    """Return the request that gets an answer, with as little as it needs.

    Args:
        answer: what the page got.
        replay: sends a request to an address, and returns what comes.
        is_same: whether that has the list of the page.
        now: when the page was loaded; aware.
        general: what every request is sent with: a proxy, languages…
        known: secrets that the caller has given, and the `env:NAME` that stands for each.
        environment: the variables that hold them.
        others: what else the page got; a secret may come from there.

    Raises:
        FeedkitError: no such request gets it; the message says why.
    """
    body, fields = _body(answer)
    asking = _Asking(answer.url.partition("?")[0], body, replay, is_same, general, known, environment)
    base = [*_parameters(answer.url), *fields]
    needed = asking.needed(base, _headers(answer, body))
    left_out: list[str] = []
    for part in base:
        why = _why_it_changes(part, now)
        if (why or _is_secret(part)) and asking.works(rest := _without(needed, part)):
            needed = rest
            if why:
                left_out.append(f"{_called(part)} is left out ({why}): the answer is the same without it")
    changing = [f"{_called(part)}: {why}" for part in needed if (why := _why_it_changes(part, now))]
    data = _texts(body.data)
    changing += [
        f"{name} in the body: {why}" for name, text in data if (why := why_it_changes(name, text, now))
    ]
    changing += [
        f"{_called(part)}: it comes from {issuer}, which gives another each time"
        for part in needed
        if (issuer := asking.issuer(part, others))
    ]
    written, _ = asking.written(needed)
    return replace(written, left_out=tuple(left_out), changing=tuple(changing))


class _Asking:
    """Asks for an answer in several ways, a bounded number of times."""

    def __init__(
        self,
        url: str,
        body: _Body,
        replay: Replay,
        is_same: Callable[[str | bytes], bool],
        general: RequestSettings,
        known: Mapping[str, str],
        environment: Mapping[str, str],
    ) -> None:
        self._url, self._body, self._replay, self._is_same = url, body, replay, is_same
        self._general, self._known, self._environment = general, known, environment
        self._left = MAX_REPLAYS
        self._reason = ""

    def needed(self, base: Sequence[Part], headers: Sequence[Part]) -> list[Part]:
        """Return the parts that get the answer: the base, and the headers and cookies that it needs."""
        if self.works(base):
            return list(base)
        found = [*base, *headers]
        if not headers or not self.works(found):
            raise FeedkitError(f"asked for without a browser it does not give the list: {self._reason}")
        for group in (
            [one for one in headers if one.kind == "cookie"],
            [one for one in headers if one.kind != "cookie" and not is_secret(one.name, one.value)],
        ):
            if len(group) > 1 and self.works(rest := [one for one in found if one not in group]):
                found = rest
        for one in headers:
            if one in found and self.works(rest := _without(found, one)):
                found = rest
        return found

    def works(self, parts: Sequence[Part]) -> bool:
        """Return whether the answer comes with some parts; no more is asked after `MAX_REPLAYS`."""
        if self._left <= 0:
            return False
        self._left -= 1
        written, invented = self.written(parts)
        try:
            request = written.settings.request(written.url, {**self._environment, **invented})
            if self._is_same(self._replay(written.url, request)):
                return True
            self._reason = "what comes is something else"
        except (FeedkitError, ValueError) as error:
            self._reason = str(error).removeprefix(f"{written.url}: ")
        return False

    def issuer(self, part: Part, others: Sequence[JsonAnswer]) -> str:
        """Return what gives a secret, and another one when it is asked again; "" where nothing does."""
        value = part.value.rpartition(" ")[2]
        is_checked = len(value) >= MIN_ISSUED_LENGTH and _is_secret(part) and value not in self._known
        if part.kind == "cookie" or not is_checked:
            return ""
        found = (one for one in others if value.encode() in one.body and not self._gives_again(one, value))
        return next((f"{one.method} {one.url.partition('?')[0]}" for one in found), "")

    def _gives_again(self, answer: JsonAnswer, value: str) -> bool:
        if answer.method != "GET":
            return False
        try:
            request = self._general.request(answer.url, self._environment)
            content = self._replay(answer.url, request)
        except (FeedkitError, ValueError):
            return False
        return value in content if isinstance(content, str) else value.encode() in content

    def written(self, parts: Sequence[Part]) -> tuple[DirectRequest, dict[str, str]]:
        """Return a request with some parts, and what its own variables hold."""
        names = _Variables(self._known)
        raw = [one.raw for one in parts if one.kind == "parameter" and not _is_secret(one)]
        given: dict[str, Any] = {"headers": {}, "cookies": {}}
        for part in parts:
            if part.kind == "header":
                _add_header(given, part, names)
            elif part.kind == "cookie":
                given["cookies"][part.name] = names.reference(part)
        hidden = [one for one in parts if one.kind == "parameter" and _is_secret(one)]
        given["query"] = _several(hidden, names)
        if self._body.is_form:
            given["post_form"] = _several([one for one in parts if one.kind == "field"], names)
        elif self._body.data is not None:
            given["post_json"] = _with_references(self._body.data, "", names)
        url = f"{self._url}?{'&'.join(raw)}" if raw else self._url
        settings = replace(self._general, **given)
        return DirectRequest(url=url, settings=settings, secrets=names.meanings), names.values


class _Variables:
    """Names of environment variables for the secrets of one request."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self.values: dict[str, str] = {}
        self.meanings: dict[str, str] = {}

    def reference(self, part: Part, value: str | None = None, name: str = "") -> str:
        """Return what stands for a value: `env:NAME` for a secret, else the value itself."""
        value = part.value if value is None else value
        if reference := self._known.get(value):
            return reference
        if not _is_secret(part):
            return value
        plain = re.sub(r"\W+", "_", name or part.name, flags=re.ASCII).strip("_").upper()
        variable = plain if plain[:1].isalpha() else f"SECRET_{plain}".rstrip("_")
        while self.values.get(variable, value) != value:
            variable += "_2"
        self.values[variable] = value
        self.meanings[variable] = _called(part)
        return f"env:{variable}"


def _add_header(given: dict[str, Any], part: Part, names: _Variables) -> None:
    """Add a header to settings, under the name that they have for it."""
    scheme, _, rest = part.value.partition(" ")
    if part.name in BY_NAME:
        given[BY_NAME[part.name]] = part.value
    elif part.name == "authorization" and scheme.lower() == "bearer":
        given["token"] = names.reference(part, rest, "token")
    elif part.name == "authorization" and scheme.lower() == "basic" and (login := _decoded(rest)):
        given["login"] = names.reference(part, login, "login")
    else:
        given["headers"][part.name.title()] = names.reference(part)


def _decoded(text: str) -> str:
    """Return the login in an Authorization header; "" where it is malformed."""
    try:
        return b64decode(text, validate=True).decode()
    except ValueError:
        return ""


def _several(parts: Sequence[Part], names: _Variables) -> dict[str, Any]:
    """Return parameters or fields by their names, with all values of a name that is repeated."""
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(part.name, []).append(names.reference(part))
    return {name: values[0] if len(values) == 1 else tuple(values) for name, values in found.items()}


def _with_references(value: Any, name: str, names: _Variables) -> Any:
    """Return the data of a body with `env:NAME` for each secret."""
    match value:
        case Mapping():
            return {key: _with_references(one, key, names) for key, one in value.items()}
        case list():
            return [_with_references(one, name, names) for one in value]
        case str():
            return names.reference(Part("field", name, value))
        case _:
            return value


# --- what was sent ---


def _parameters(url: str) -> list[Part]:
    pieces = [piece for piece in split_url(url).query.split("&") if piece]
    pairs = (piece.partition("=") for piece in pieces)
    return [
        Part("parameter", unquote_plus(name), unquote_plus(value), raw)
        for raw, (name, _, value) in zip(pieces, pairs, strict=True)
    ]


def _body(answer: JsonAnswer) -> tuple[_Body, list[Part]]:
    """Return what was sent by POST, and the fields of a form.

    Raises:
        FeedkitError: it is neither JSON nor a form.
    """
    if answer.method == "GET":
        return _Body(), []
    if answer.method != "POST":
        raise FeedkitError(f"it is asked for by {answer.method}, which feedkit does not send")
    text = (answer.request_body or b"").decode("utf-8", "replace")
    if text.lstrip()[:1] in ("{", "["):
        try:
            return _Body(data=json.loads(text)), []
        except (ValueError, RecursionError):
            pass
    kind = answer.request_headers.get("content-type", FORM).partition(";")[0].strip().lower()
    if text and kind != FORM:
        raise FeedkitError(f"what it is asked for with is neither JSON nor a form but {kind}")
    return _Body(is_form=True), [Part("field", *pair) for pair in parse_qsl(text, keep_blank_values=True)]


def _headers(answer: JsonAnswer, body: _Body) -> list[Part]:
    """Return the headers and cookies that may be needed, those first that most often are."""
    found: list[Part] = []
    for name, value in answer.request_headers.items():
        if name == "cookie":
            pairs = (pair.partition("=") for pair in value.split("; "))
            found += [Part("cookie", key, one) for key, _, one in pairs if COOKIE_VALUE.fullmatch(one)]
        elif _may_be_sent(name, value, body):
            found.append(Part("header", name, value))
    return [one for one in found if NAME.fullmatch(one.name)]


def _may_be_sent(name: str, value: str, body: _Body) -> bool:
    if name in OWN_HEADERS or name in BROWSERS_OWN or name.startswith(("sec-", ":")):
        return False
    if name == "content-type" and (body.is_form or body.data is None or "json" in value):
        return False  # feedkit sends the same
    return VALUE.fullmatch(value) is not None


def _is_secret(part: Part) -> bool:
    return part.kind == "cookie" or any(is_secret(name, text) for name, text in _texts_of(part))


def _why_it_changes(part: Part, now: datetime) -> str:
    return next((why for name, text in _texts_of(part) if (why := why_it_changes(name, text, now))), "")


def _texts_of(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the name and value of a part, and those in a value that is JSON."""
    yield part.name, part.value
    if part.value[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            yield from _texts(json.loads(part.value))


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts and whole numbers in data, with their names."""
    match value:
        case Mapping():
            for key, one in value.items():
                yield from _texts(one, str(key))
        case list():
            for one in value:
                yield from _texts(one, name)
        case str() | int() if not isinstance(value, bool):
            yield name, str(value)


def _called(part: Part) -> str:
    """Return what a part is called in messages: "the header X-Api-Key"."""
    return f"the {part.kind} {part.name.title() if part.kind == 'header' else part.name}"


def _without(parts: Sequence[Part], part: Part) -> list[Part]:
    return [one for one in parts if one is not part]
