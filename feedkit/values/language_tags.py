"""Language tags (BCP 47, RFC 5646), their first part compared with the codes of ISO 639."""

from __future__ import annotations

import re
from functools import cache

TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
LOCALE_SUFFIX = re.compile(r"[.@].*")  # "de_DE.UTF-8@euro"
SPECIAL_TAG = re.compile(r"(?:[iI]|[xX])(?:-[A-Za-z0-9]{1,8})+")  # registered (i-…) or for private use (x-…)


def has_tag_form(text: str) -> bool:
    """Return whether a text is written as a language tag is, whether or not its code is known."""
    return bool(TAG.fullmatch(text) or SPECIAL_TAG.fullmatch(text))


def language_tag(text: str) -> str | None:
    """Return the language tag that a text is, or that the name of a locale stands for (`en_US.UTF-8`)."""
    tag = LOCALE_SUFFIX.sub("", text.strip().replace("_", "-"))
    return tag if is_language_tag(tag) else None


def is_language_tag(text: str) -> bool:
    """Return whether a text is a language tag such as "en" or "pt-BR" whose code is in ISO 639."""
    if SPECIAL_TAG.fullmatch(text):
        return True
    if not TAG.fullmatch(text):
        return False
    code = text.partition("-")[0].lower()
    return code in _codes() or (len(code) == 3 and "qaa" <= code <= "qtz")  # those are for private use


def checked_language(text: str) -> str:
    """Return a language tag.

    Raises:
        ValueError: the text is none.
    """
    if not is_language_tag(text):
        raise ValueError(f"wanted a language tag such as en or pt-BR, found {text!r}")
    return text


@cache
def _codes() -> frozenset[str]:
    """Return every code of ISO 639-1, -2, -3 and -5, and the withdrawn ones that BCP 47 keeps."""
    from importlib.resources import files  # here, as it imports much

    return frozenset((files("feedkit.values") / "language_codes.txt").read_text("ascii").split())
