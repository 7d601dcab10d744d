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
    "code documentationurl instance ok path requestid status statuscode success timestamp traceid"
    " type".split()
)
MAX_LENGTH = 200  # characters of the text


def server_error(document: object) -> str | None:
    """Return what an answer says is wrong, as one line; None if it is no error."""
    if not isinstance(document, Mapping):
        return None
    errors = [one for one in values_of(document, sorted(ERRORS)) if one and one is not True]
    if errors:
        return _line(errors[0]) or _line(document)
    said = {plain_name(str(key)): value for key, value in document.items() if value not in (None, "", [], {})}
    is_error = OWN_TEXTS & said.keys() and said.keys() - OWN_TEXTS <= MARKS
    is_flat = not any(isinstance(value, list | Mapping) for value in said.values())
    return _line(document) if is_error and is_flat else None


def _line(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    text = text_of(value, TEXTS)
    return " ".join(text.split())[:MAX_LENGTH] if text else None
