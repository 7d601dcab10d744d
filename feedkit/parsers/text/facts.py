"""The facts about an entry that one line states: "Date: May 1, 2025 | Author: X", "by X", a link."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedkit.dates import find_dates
from feedkit.parsers.bylines import AUTHOR_LABEL, split_names
from feedkit.parsers.labels import LABELS

MAX_LINE_LENGTH = 240  # characters of a line of facts; a longer one is prose
MAX_LABEL_WORDS = 4
MAX_DATE_WORD_LENGTH = 3  # letters of a word before a date: "on", "am", "le", "den"
MIN_PROSE_WORDS = 8
SEPARATOR = re.compile(r"(\s*[|｜•∙・]\s*|\s+(?:·|—|–|-|/|//|~|»)\s+|\s*;\s+)")
LABELLED = re.compile(r"(?P<label>[^\W\d_][^:：|｜]{0,39}?)\s*[:：]\s*(?P<value>(?!//)\S.*)", re.S)
ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?", re.I)
LINK = re.compile(  # with a date and a title in the same line, in Markdown, Org, Gemtext or bare
    r"\[(?P<text>[^\[\]]+)\]\((?P<target>[^\s()]+)\)|\[\[(?P<org>[^\[\]\s]+)\]\[(?P<label>[^\[\]]+)\]\]"
    r"|\A=>\s*(?P<gem>\S+)|[<(]?(?P<bare>https?://[^\s<>|]*[^\s<>|.,;:)])[>)]?"
)
COUNT = re.compile(r"\W{0,3}\w{0,2}?\d[\d.,:]*\s*\D{0,25}")
MARGIN = " \t,.:：;()（）[]【】-–—|·•*#>~"
AROUND_LINK = " \t,:;|-–—·•*"  # a link
LIST_MARK = re.compile(r"(?:[-*+•▪►·]|#{1,6}|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a line states.

    field:    a field of the model ("published", "updated", "authors", "tags", "title", "summary", "url"),
              "other" for facts that the model has no field for, "rest" for text that is no known fact,
              "glued" for such text with only a blank between it and the date
    value:    the text as it is written
    label:    the word before it, "" without one
    is_whole: whether a date has day, month and year
    """

    field: str
    value: str
    label: str = ""
    is_whole: bool = False

    @property
    def where(self) -> str:
        """How the fact was recognised, for people."""
        if self.label:
            return f"label '{self.label}'"
        return {"authors": "a name behind 'by'", "url": "a line of its own"}.get(
            self.field, "a date by itself"
        )


def facts_of(text: str) -> tuple[Fact, ...]:
    """Return the facts that a line states; none if it is a title, prose or anything else.

    A date with other text beside it gives a date and a "rest": only the whole list shows whether that is a
    title.
    """
    labelled = _labelled(text)
    if labelled is not None and labelled.field in ("title", "summary"):
        return (labelled,)
    if len(text) > MAX_LINE_LENGTH:
        return ()
    return _linked(text) or _unlinked(text)


def _linked(text: str) -> tuple[Fact, ...]:
    """Return the facts of a line with a link, a title and a date; nothing if it is no such line."""
    links = list(LINK.finditer(text))
    if len(links) != 1:
        return ()
    link = links[0]
    title = link["text"] or link["label"] or ""
    around = [part.strip(AROUND_LINK) for part in (text[: link.start()], text[link.end() :])]
    facts = _unlinked(" ".join(filter(None, map(without_list_mark, around))))
    rest = next((fact for fact in facts if fact.field in ("rest", "glued")), None)
    if not any(fact.field == "published" for fact in facts):
        return ()
    url = Fact("url", link["target"] or link["org"] or link["gem"] or link["bare"])
    if not title:
        return (*facts, url)
    others = (fact for fact in facts if fact is not rest)
    summary = (Fact("summary", rest.value),) if rest else ()
    return (*others, Fact("title", title.strip()), url, *summary)


def undated_link(text: str) -> tuple[Fact, ...]:
    """Return the title and the address of a line that is a link and its title; nothing if it is none."""
    links = list(LINK.finditer(text)) if len(text) <= MAX_LINE_LENGTH else []
    if len(links) != 1:
        return ()
    link = links[0]
    around = [without_list_mark(text[: link.start()].strip()), text[link.end() :]]
    around = [part.strip(AROUND_LINK) for part in around]
    around = [part for part in around if part]
    title = link["text"] or link["label"] or "".join(around)
    if not title or len(around) > (title in around) or _is_prose(title):
        return ()  # text on both sides, or a link in a sentence
    return Fact("title", title), Fact("url", link["target"] or link["org"] or link["gem"] or link["bare"])


def _unlinked(text: str) -> tuple[Fact, ...]:
    parts = _split(text)
    facts_by_piece = [_facts_of_piece(piece) for piece in parts[::2]]
    known = [fact for facts in facts_by_piece for fact in facts if fact.field != "rest"]
    if not _is_metadata(known, len(facts_by_piece)):
        return ()
    rest = _rest(parts, facts_by_piece)
    return (*known, Fact("rest" if len(facts_by_piece) > 1 else "glued", rest)) if rest else tuple(known)


def without_list_mark(text: str) -> str:
    """Return a text without the bullet, number or `#` that it begins with."""
    return LIST_MARK.sub("", text, count=1) if LIST_MARK.match(text) else text


def _split(text: str) -> list[str]:
    """Return the pieces of a line and the separators between them; those inside a date are none."""
    separators = list(SEPARATOR.finditer(text))
    if any(map(str.isdigit, text)) and ":" in text and separators:
        dates = find_dates(text)
        separators = [
            one for one in separators if not any(date.start < one.start() < date.end for date in dates)
        ]
    parts: list[str] = []
    position = 0
    for one in separators:
        parts += [text[position : one.start()], one[0]]
        position = one.end()
    return [*parts, text[position:]]


def _is_metadata(known: list[Fact], pieces: int) -> bool:
    """Return whether a line of some pieces states facts, and is no prose with a number in it."""
    certain = [fact for fact in known if fact.field != "other" or fact.label]
    if pieces == 1:
        return bool(certain)
    return any(fact.field != "other" for fact in certain) or len(certain) == pieces


def _rest(parts: list[str], facts_by_piece: list[tuple[Fact, ...]]) -> str:
    """Return the text that is no known fact, with the separators inside it as they were."""
    rest = ""
    for number, facts in enumerate(facts_by_piece):
        unexplained = next((fact.value for fact in facts if fact.field == "rest"), "")
        if unexplained:
            rest += (parts[2 * number - 1] if rest else "") + unexplained
    return without_list_mark(rest)


def _facts_of_piece(piece: str) -> tuple[Fact, ...]:
    piece = piece.strip()
    address = ADDRESS.fullmatch(piece)
    if address:
        return (Fact("url", address.group(1)),)
    labelled = _labelled(piece)
    if labelled is not None and labelled.field != "other":
        return (labelled,)
    if dated := _dated(piece):
        return dated
    if labelled is not None:
        return (labelled,)
    if names := _byline(piece):
        return (Fact("authors", names),)
    if COUNT.fullmatch(piece) and len(piece.split()) <= MAX_LABEL_WORDS:
        return (Fact("other", piece),)
    return (Fact("rest", piece),) if piece else ()


def _labelled(piece: str) -> Fact | None:
    """Return the fact that a label and a colon introduce."""
    match = LABELLED.fullmatch(piece)
    if match is None or len(match["label"].split()) > MAX_LABEL_WORDS:
        return None
    label, value = match["label"], match["value"]
    address = ADDRESS.fullmatch(value)
    if address:
        return Fact("url", address.group(1), label)
    if field := LABELS.get(label.casefold()):
        return Fact(field, value, label)
    if len(piece) > MAX_LINE_LENGTH:
        return None
    if AUTHOR_LABEL.fullmatch(piece[: match.start("value")]) and split_names(value):
        return Fact("authors", value, label)
    return _whole_date(piece, match.start("value")) or Fact("other", value, label)


def _whole_date(piece: str, start: int) -> Fact | None:
    """Return a date that is all the text from `start` on."""
    for date in find_dates(piece):
        if not piece[start : max(start, date.start)].strip(MARGIN) and not piece[date.end :].strip(MARGIN):
            written = piece[date.start : date.end]
            return Fact(date.role or "published", written, piece[:start].rstrip(" :："), date.has_year)
    return None


def _dated(piece: str) -> tuple[Fact, ...]:
    """Return a date, and the name or the text on one side of it; nothing if there is more."""
    if not any(map(str.isdigit, piece)):
        return ()
    dates = find_dates(piece)
    if not dates:
        return ()
    date = next((date for date in dates if date.has_year), dates[0])
    fact = Fact(date.role or "published", piece[date.start : date.end], is_whole=date.has_year)
    before, after = piece[: date.start].strip(MARGIN), piece[date.end :].strip(MARGIN)
    for text in (before, after):
        if names := _byline(text):
            return fact, Fact("authors", names)
    if date.role or len(before) <= MAX_DATE_WORD_LENGTH:
        before = ""
    if not before and not after:
        return (fact,)
    if (before and after) or _is_prose(before or after):
        return ()
    return fact, Fact("rest", before or after)


def _byline(text: str) -> str:
    """Return the names behind a "by" that a text begins with; "" if the first begins with a small letter."""
    label = AUTHOR_LABEL.match(text)
    names = split_names(text[label.end() :]) if label else ()
    return ", ".join(names) if names and not names[0][0].islower() else ""


def _is_prose(text: str) -> bool:
    return len(text.split()) >= MIN_PROSE_WORDS and text.endswith((".", "!", "?", "…", "。", ":"))
