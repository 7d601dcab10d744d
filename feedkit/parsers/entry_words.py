"""Words beside titles and authors, a row a language: a new language is a new row.

As in language_words.py, the words of all languages are known on every page.
"""

from __future__ import annotations

from typing import NamedTuple


class EntryWords(NamedTuple):
    """The words of one language, in lower case, separated by "|".

    status:   badges of entries
    link_to:  what stands before a title in the text or the title of a link to it
    speaker:  heads of a table's column with those who speak or began a thread; labels before a colon
    """

    status: str = ""
    link_to: str = ""
    speaker: str = ""


ENTRY_WORDS = {  # by BCP 47 tags
    "en": EntryWords(
        status=(
            "new|hot|sticky|pinned|poll|featured|updated|closed|locked|solved|moved|announcement"
            "|important|breaking|exclusive|sponsored|live|draft|archived|sale|sold out"
        ),
        link_to=(
            "permanent link to|permanent link|permalink to|permalink for|permalink|link to"
            "|read more about|read the rest of|continue reading|view post"
        ),
        speaker="speaker|speakers|presenter|presenters|lecturer|started by|thread starter",
    ),
    "de": EntryWords(
        status=(
            "neu|wichtig|angepinnt|angeheftet|umfrage|geschlossen|gelöst|verschoben|ankündigung"
            "|aktualisiert|anzeige|ausverkauft"
        ),
        link_to="permanenter link zu|permanentlink zu|permalink zu|link zu|weiterlesen",
        speaker=(
            "referent|referentin|referierende|vortragende|vortragender|sprecher|begonnen von|erstellt von"
        ),
    ),
    "fr": EntryWords(
        status=(
            "nouveau|nouvelle|épinglé|sondage|fermé|résolu|annonce|important|à la une|exclusif"
            "|mis à jour|mise à jour"
        ),
        link_to=(
            "permalien pour|permalien vers|permalien de|lien permanent vers|lien permanent pour"
            "|lien vers|lire la suite de"
        ),
        speaker="intervenant|intervenante|intervenants|conférencier|conférencière|orateur",
    ),
    "es": EntryWords(
        status=(
            "nuevo|nueva|fijado|encuesta|cerrado|resuelto|anuncio|importante|destacado|exclusivo|actualizado"
        ),
        link_to="enlace permanente a|enlace permanente de|enlace a|seguir leyendo",
        speaker="ponente|ponentes|orador|oradora",
    ),
    "pt": EntryWords(
        status="novo|nova|fixo|enquete|fechado|resolvido|anúncio|importante|destaque|exclusivo|atualizado",
        link_to="link permanente para|permalink para|link para|continue lendo",
        speaker="palestrante|palestrantes|orador|oradora",
    ),
    "it": EntryWords(
        status="nuovo|nuova|sondaggio|chiuso|risolto|annuncio|importante|in evidenza|esclusivo|aggiornato",
        link_to="permalink a|collegamento permanente a|link permanente a|leggi tutto",
        speaker="relatore|relatrice|relatori",
    ),
    "nl": EntryWords(
        status="nieuw|vastgezet|enquête|gesloten|opgelost|aankondiging|belangrijk|bijgewerkt",
        link_to="permanente link naar|permalink naar|link naar|lees meer over",
        speaker="spreker|sprekers",
    ),
    "da": EntryWords(
        status="ny|nyt|fastgjort|afstemning|lukket|vigtigt|opdateret",
        link_to="permanent link til|link til|permalink til",
        speaker="taler|foredragsholder",
    ),
    "no": EntryWords(
        status="ny|nytt|festet|avstemning|lukket|viktig|oppdatert",
        link_to="permanent lenke til|lenke til",
        speaker="foredragsholder|taler",
    ),
    "sv": EntryWords(
        status="ny|nytt|klistrad|omröstning|stängd|löst|viktigt|uppdaterad",
        link_to="permanent länk till|permalänk till|länk till",
        speaker="föreläsare|talare",
    ),
    "fi": EntryWords(
        status="uusi|kiinnitetty|äänestys|suljettu|ratkaistu|tärkeä|päivitetty",
        link_to="pysyvä linkki artikkeliin|ikilinkki kohteeseen",
        speaker="puhuja|luennoitsija",
    ),
    "pl": EntryWords(
        status="nowe|nowy|nowość|przyklejony|ankieta|zamknięty|rozwiązany|ogłoszenie|ważne|aktualizacja",
        link_to="bezpośredni odnośnik do|permalink do|odnośnik do",
        speaker="prelegent|prelegentka|prelegenci|mówca",
    ),
    "cs": EntryWords(
        status="nové|novinka|připnuto|anketa|uzamčeno|vyřešeno|oznámení|důležité|aktualizováno",
        link_to="trvalý odkaz na|odkaz na",
        speaker="řečník|přednášející",
    ),
    "sk": EntryWords(
        status="nové|novinka|pripnuté|anketa|uzamknuté|vyriešené|oznámenie|dôležité|aktualizované",
        link_to="trvalý odkaz na|odkaz na",
        speaker="prednášajúci|rečník",
    ),
    "hu": EntryWords(
        status="új|kiemelt|szavazás|lezárva|megoldva|közlemény|fontos|frissítve",
        link_to="állandó hivatkozás|közvetlen link",
        speaker="előadó|előadók",
    ),
    "ro": EntryWords(
        status="nou|fixat|sondaj|închis|rezolvat|anunț|important|actualizat",
        link_to="legătură permanentă la|legătură permanentă către",
        speaker="vorbitor|lector",
    ),
    "ru": EntryWords(
        status=(
            "новое|новинка|новый|новая|важно|закреплено|прикреплено|опрос|закрыто|закрыта|решено"
            "|объявление|обновлено"
        ),
        link_to="постоянная ссылка на|ссылка на|permalink to",
        speaker="докладчик|докладчики|спикер|лектор",
    ),
    "uk": EntryWords(
        status="нове|новинка|важливо|закріплено|опитування|закрито|вирішено|оголошення|оновлено",
        link_to="постійне посилання на|посилання на",
        speaker="доповідач|спікер",
    ),
    "tr": EntryWords(
        status="yeni|sabit|anket|kapalı|çözüldü|duyuru|önemli|güncellendi",
        link_to="kalıcı bağlantı",
        speaker="konuşmacı|konuşmacılar",
    ),
    "el": EntryWords(
        status="νέο|σημαντικό|δημοσκόπηση|κλειστό|ανακοίνωση",
        link_to="μόνιμος σύνδεσμος στο",
        speaker="ομιλητής|ομιλήτρια",
    ),
    "ja": EntryWords(
        status="新着|新規|重要|お知らせ|更新|人気|注目|必読|解決済み|速報",
        speaker="講師|講演者|発表者|登壇者",
    ),
    "zh": EntryWords(
        status="新|最新|置顶|置頂|热门|熱門|热帖|精华|精華|投票|公告|重要|推荐|推薦|已解决|關閉|更新",
        speaker="主讲人|主講人|演讲者|演講者|报告人",
    ),
    "ko": EntryWords(
        status="새글|신규|공지|중요|인기|추천|필독|투표|해결",
        speaker="발표자|연사|강사",
    ),
    "ar": EntryWords(
        status="جديد|مثبت|مهم|استطلاع|مغلق|إعلان",
        link_to="رابط دائم إلى",
        speaker="المتحدث|المحاضر",
    ),
}


def entry_words(kind: str) -> list[str]:
    """The words of one kind, a field of `EntryWords`, in all languages; each once."""
    rows = (getattr(row, kind).split("|") for row in ENTRY_WORDS.values())
    return list(dict.fromkeys(word for row in rows for word in row if word))
