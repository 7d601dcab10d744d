"""Recognises answers of servers that are no list but an error: `{"message": "API rate limit exceeded"}`."""

from __future__ import annotations

from collections.abc import Mapping

from feedkit.parsers.data.conversion import text_of
from feedkit.parsers.data.names import ERRORS, plain_name, values_of

# Names of the text of an error, the likeliest first.
TEXTS = (
    "message msg detail details description errordescription info title reason error text type code".split()
)
OWN_TEXTS = frozenset(("message", "msg", "detail", "title", "errordescription"))
# Names beside the text of an error; those of RFC 9457, and what servers add.
MARKS = ERRORS | frozenset(
    "code data documentationurl errorcode fields instance ok params path requestid status statuscode"
    " success timestamp traceid type".split()
)
MAX_LENGTH = 200  # characters of the text


def server_error(document: object) -> str | None:
    """Return what an answer says is wrong, as one line; None if it is no error."""
    if isinstance(document, list) and len(document) == 1 and _has_code(document[0]):
        document = document[0]  # as Salesforce answers
    if not isinstance(document, Mapping):
        return None
    errors = [one for one in values_of(document, sorted(ERRORS)) if one and one is not True]
    if errors:
        return _line(errors[0]) or _line(document)
    said = {plain_name(str(key)): value for key, value in document.items() if value not in (None, "", [], {})}
    is_error = OWN_TEXTS & said.keys() and said.keys() - OWN_TEXTS <= MARKS
    return _line(document) if is_error and all(map(_is_plain, said.values())) else None


def _has_code(value: object) -> bool:
    return isinstance(value, Mapping) and bool(values_of(value, ("errorcode", "code")))


def _is_plain(value: object) -> bool:
    """Return whether a value is none that has fields but those of errors: `"data": {"status": 404}`."""
    if isinstance(value, Mapping):
        return all(plain_name(str(key)) in MARKS for key in value)
    return not isinstance(value, list) or not any(isinstance(one, list | Mapping) for one in value)


def _line(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    text = text_of(value, TEXTS)
    return " ".join(text.split())[:MAX_LENGTH] if text else None
