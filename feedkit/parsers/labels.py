"""What one line of plain text says about an entry: "Date: May 1, 2025 | Author: X", "by X", a link…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedkit.dates import find_dates
from feedkit.parsers.bylines import AUTHOR_LABEL, split_names

LONGEST = 240  # characters of a line of facts; what is longer is prose
LABEL_WORDS = 4
WORD_OF_A_DATE = 3  # letters: "on", "am", "le", "den"
PROSE_WORDS = 8

# Labels by the field they name. A language is a row. Dates and authors have tables of their own, which the
# reading of pages shares: feedkit/dates/words.toml and AUTHOR_LABEL.
LABELS = {
    label.strip(): field
    for field, labels in {
        "title": """
            title|headline|subject|titel|betreff|titre|título|titolo|otsikko|tytuł|název|cím|заголовок|тема|başlık
            |τίτλος|标题|標題|タイトル|件名|제목|عنوان|כותרת""",
        "summary": """
            summary|abstract|description|excerpt|teaser|zusammenfassung|beschreibung|auszug|kurzfassung|résumé
            |extrait|resumen|descripción|extracto|resumo|descrição|sommario|riassunto|descrizione|samenvatting
            |omschrijving|sammanfattning|beskrivning|beskrivelse|tiivistelmä|streszczenie|opis|shrnutí|popis
            |описание|аннотация|özet|περίληψη|摘要|简介|概要|要約|요약|ملخص|תקציר""",
        "tags": """
            tags|tag|categories|category|topics|topic|keywords|labels|filed under|kategorie|kategorien|themen
            |schlagwörter|schlagworte|stichwörter|mots-clés|catégorie|catégories|étiquettes|rubrique|categoría
            |categorías|etiquetas|temas|categoria|categorias|argomenti|etichette|trefwoorden|onderwerpen|ämnen
            |kategori|kategorier|emner|avainsanat|tagi|štítky|címkék|рубрика|рубрики|метки|теги|категория
            |категории|kategoriler|etiketler|ετικέτες|标签|分类|標籤|分類|タグ|カテゴリー|カテゴリ|태그|카테고리|분류
            |تصنيف|وسوم|קטגוריה|תגיות""",
    }.items()
    for label in labels.split("|")
}

SEPARATOR = re.compile(r"(\s*[|｜•∙・]\s*|\s+(?:·|—|–|-|/|//|~|»)\s+|\s*;\s+)")
LABELLED = re.compile(r"(?P<label>[^\W\d_][^:：|｜]{0,39}?)\s*[:：]\s*(?P<value>(?!//)\S.*)", re.S)
ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?", re.I)
COUNT = re.compile(r"\W{0,3}\w{0,2}?\d[\d.,:]*\s*\D{0,25}")
MARGIN = " \t,.:：;()（）[]【】-–—|·•*#>~"
LIST_MARK = re.compile(r"(?:[-*+•▪►·]|#{1,6}|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a line says.

    field:  of the model ("published", "updated", "authors", "tags", "title", "summary", "url"),
            "other" for what has no place in it, "rest" for text that nothing explains, "glued" for such text
            with nothing but a blank between it and the date
    value:  as it is written
    label:  the word in front of it, "" without one
    full:   of a date: day, month and year are all there
    """

    field: str
    value: str
    label: str = ""
    full: bool = False

    @property
    def where(self) -> str:
        """For people: how it was recognised."""
        if self.label:
            return f"label '{self.label}'"
        return {"authors": "a name behind 'by'", "url": "a line of its own"}.get(
            self.field, "a date by itself"
        )


def facts(text: str) -> tuple[Fact, ...]:
    """What a line says about an entry; nothing where it is a title, prose or anything else.

    A date with other text beside it is a fact and a "rest": whether that is a title, the whole list shows.
    """
    found = _labelled(text)
    if found is not None and found.field in ("title", "summary"):
        return (found,)
    if len(text) > LONGEST:
        return ()
    pieces = SEPARATOR.split(text)
    told = [_facts_of(piece) for piece in pieces[::2]]
    known = [fact for those in told for fact in those if fact.field != "rest"]
    if not _is_metadata(known, len(told)):
        return ()
    rest = _rest(pieces, told)
    return (*known, Fact("rest" if len(told) > 1 else "glued", rest)) if rest else tuple(known)


def _is_metadata(known: list[Fact], pieces: int) -> bool:
    telling = [fact for fact in known if fact.field != "other" or fact.label]
    if pieces == 1:
        return bool(telling)
    return any(fact.field != "other" for fact in telling) or len(telling) == pieces


def _rest(pieces: list[str], told: list[tuple[Fact, ...]]) -> str:
    """The unexplained text, with the separators inside it as they were."""
    rest = ""
    for place, those in enumerate(told):
        unexplained = next((fact.value for fact in those if fact.field == "rest"), "")
        if unexplained:
            rest += (pieces[2 * place - 1] if rest else "") + unexplained
    return LIST_MARK.sub("", rest, count=1) if LIST_MARK.match(rest) else rest


def _facts_of(piece: str) -> tuple[Fact, ...]:
    piece = piece.strip()
    address = ADDRESS.fullmatch(piece)
    if address:
        return (Fact("url", address.group(1)),)
    found = _labelled(piece)
    if found is not None and found.field != "other":
        return (found,)
    dated = _dated(piece)
    if dated or found is not None:
        return dated or (found,) if found else dated
    if names := _byline(piece):
        return (Fact("authors", names),)
    if COUNT.fullmatch(piece) and len(piece.split()) <= LABEL_WORDS:
        return (Fact("other", piece),)
    return (Fact("rest", piece),) if piece else ()


def _labelled(piece: str) -> Fact | None:
    """What stands behind a label and a colon."""
    match = LABELLED.fullmatch(piece)
    if match is None or len(match["label"].split()) > LABEL_WORDS:
        return None
    label, value = match["label"], match["value"]
    address = ADDRESS.fullmatch(value)
    if address:
        return Fact("url", address.group(1), label)
    if field := LABELS.get(label.casefold()):
        return Fact(field, value, label)
    if len(piece) > LONGEST:
        return None
    if AUTHOR_LABEL.fullmatch(piece[: match.start("value")]) and split_names(value):
        return Fact("authors", value, label)
    return _whole_date(piece, match.start("value")) or Fact("other", value, label)


def _whole_date(piece: str, start: int) -> Fact | None:
    """A date that is all there is from a place on."""
    for date in find_dates(piece):
        if not piece[start : max(start, date.start)].strip(MARGIN) and not piece[date.end :].strip(MARGIN):
            written = piece[date.start : date.end]
            return Fact(date.role or "published", written, piece[:start].rstrip(" :："), date.has_year)
    return None


def _dated(piece: str) -> tuple[Fact, ...]:
    """A date with, at most, the words that go with one, a name, or text on one side of it."""
    if not any(map(str.isdigit, piece)):
        return ()
    dates = find_dates(piece)
    if not dates:
        return ()
    date = next((date for date in dates if date.has_year), dates[0])
    fact = Fact(date.role or "published", piece[date.start : date.end], full=date.has_year)
    before, after = piece[: date.start].strip(MARGIN), piece[date.end :].strip(MARGIN)
    for text in (before, after):
        if names := _byline(text):
            return fact, Fact("authors", names)
    if date.role or len(before) <= WORD_OF_A_DATE:
        before = ""
    if not before and not after:
        return (fact,)
    if (before and after) or _is_prose(before or after):
        return ()
    return fact, Fact("rest", before or after)


def _byline(text: str) -> str:
    """The names behind a "by" at the beginning of a text; names begin with a capital where there are any."""
    found = AUTHOR_LABEL.match(text)
    names = split_names(text[found.end() :]) if found else ()
    return ", ".join(names) if names and not names[0][0].islower() else ""


def _is_prose(text: str) -> bool:
    return len(text.split()) >= PROSE_WORDS and text.endswith((".", "!", "?", "…", "。", ":"))
