"""Summary and content of a row: plain text, HTML or Markdown, whichever field they stand in."""

from __future__ import annotations

import re
from html import unescape

from feedkit.parsers.constructs import paragraphs, plain_text
from feedkit.parsers.data import conversion, names
from feedkit.values.plain_text import clean_text

ESCAPED = re.compile(r"\s*&lt;[a-z]")  # HTML in HTML
MARKDOWN = re.compile(r"^#{1,6} \S|\]\(\S+\)|^```|^[*+-] \S|\*\*\S|^\d+\. \S|^> \S", re.M)


def content_of(value: object, name: str) -> str | None:
    """Return a content as HTML; the name of its field may tell that it is HTML or Markdown."""
    text = conversion.text_of(value)
    if not text:
        return None
    if name in names.HTML:
        return unescape(text) if ESCAPED.match(text) else text
    is_markup = conversion.is_markup(text)
    if name in names.MARKDOWN or (not is_markup and MARKDOWN.search(text)):
        return _from_markdown(text)
    return text if is_markup else paragraphs(text)


def _from_markdown(text: str) -> str | None:
    from feedkit.parsers.posts.markdown import parsed

    return parsed(text).html()


def texts_of(
    summary: str | None, content: str | None, title: str | None, *, is_summary: bool
) -> tuple[str | None, str | None]:
    """Return summary and content; a summary with markup is the content when there is no other.

    `is_summary` says that the caller wants it as a summary in any case.
    """
    summary = clean_text(summary)
    if summary is None:
        return None, content
    if ESCAPED.match(summary):
        summary = unescape(summary)
    if "<" in summary and conversion.is_markup(summary):
        if not content and not is_summary:
            return None, summary
        summary = plain_text(summary).strip()
    elif not content and not is_summary and "\n" in summary and MARKDOWN.search(summary):
        return None, _from_markdown(summary)
    elif "&" in summary and conversion.ENTITY.search(summary):
        summary = plain_text(summary).strip()
    return (None if summary == title else summary), content
