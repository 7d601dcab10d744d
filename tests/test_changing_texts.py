"""Texts that change by themselves, in many languages, and texts that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit.dates.words import vocabulary
from feedkit.parsers.changing_texts import holds_changing, is_changing
from feedkit.parsers.counter_words import COUNTER_WORDS
from tests.builds import blog

COUNTERS = """
3 comments; 3 Comments 90 Views; Comments: 3; Comments (3)
1,234 views; 5k views; 2.3K reads; 1 comment so far
Viewed 90 times; 90 people like this; No comments yet; Leave a comment; 0 replies; 12 Views / 3 Comments
♥ 3; 👍 12; 💬 1.2k; 3 ♡; ❤️ 4; 👁 90 💬 3; 120 downloads
★★★★☆ (7); ↑ 12 ↓; 1,204 7; 1,204; Vu 12 fois; Liczba wyświetleń: 12; Rated by 7 users; Score: 3
3 Kommentare; 90 Aufrufe; Kommentare: 3; Keine Kommentare; 12 mal gelesen; Gefällt mir 3
3 commentaires; Lu 120 fois; 90 vues; Aucun commentaire; J'aime 4
3 comentarios; 90 visitas; Sin comentarios; Me gusta 3; leído 12 veces
3 comentários; 90 visualizações; 12 curtidas; 3 commenti; 90 visualizzazioni; Mi piace 4
3 reacties; 90 keer bekeken
3 kommentarer; 90 visningar; 3 kommenttia; 90 katselukertaa; 3 komentarze; 90 odsłon; Brak komentarzy
3 komentáře; Přečteno 90x; 3 hozzászólás; 3 comentarii; 3 komentara; Σχόλια: 3; 5 yorum; 90 görüntülenme
12 комментариев; Просмотров: 120; Нет комментариев; 3 коментарі; 90 переглядів; 3 коментара
阅读 90; 浏览量：90; 评论(3); 3条评论; 90 次阅读; 瀏覽數 90; 暂无评论; 1.2万 阅读
コメント3件; 90回閲覧; いいね 3; 댓글 3; 조회수 90회; 좋아요 4개
3 تعليقات; 90 مشاهدة; 3 نظر; 3 תגובות; 3 bình luận; 90 lượt xem; 3 komentar; dilihat 90 kali
"""
TIMES = """
8 days ago; an hour ago; yesterday; Posted 3 days ago; by Ann Lee, 3 days ago; vor 3 Tagen; il y a 3 jours
hace 2 horas
3 天前; 3日前; 3일 전; 3 часа назад; 2 dni temu; 3 gün önce
3 hours ago | 5 comments; 90 views • 3 weeks ago
"""
OTHERS = """
Chapter 3; 3; $ 30; +5; 3 weirs; The view from 3 bridges; Read more; © 2024; Point 3 of the plan; 5/5
24 views of Fuji
Vote for 3 people in May; 2026-11-20; 3. Oktober; 12 min read; Version 3.2
Comments; Room 101; 100 km; 10:30; 20 °C; (3) $ 4; 2-1
A reply to 3 questions; We met yesterday; Three days ago the weir broke; 3 Tage am Wehr
第3回; 3月の予定; №3; ☎ 555 3
"""


def texts(table: str) -> list[str]:
    return [text.strip() for row in table.strip().splitlines() for text in row.split(";")]


@pytest.mark.parametrize("text", texts(COUNTERS) + texts(TIMES))
def test_counters_and_times_from_now_change_by_themselves(text: str) -> None:
    assert is_changing(text, vocabulary(None))
    assert is_changing(text.upper() if text.isascii() else text, vocabulary("en"))


@pytest.mark.parametrize("text", texts(OTHERS))
def test_other_texts_do_not(text: str) -> None:
    assert not is_changing(text, vocabulary(None))


def test_each_word_of_a_counter_counts() -> None:
    for row in COUNTER_WORDS.values():
        for word in row.counted.split("|"):
            assert is_changing(f"{word} 12", vocabulary(None)), word
            assert is_changing(f"12 {word.title()}", vocabulary(None)), word


def test_a_line_of_pieces_changes_where_one_of_them_does() -> None:
    assert holds_changing("Ann Lee · 3 hours ago", vocabulary("en"))
    assert holds_changing("Locks | 12 comments", vocabulary("en"))
    assert not holds_changing("Ann Lee · Locks", vocabulary("en"))
    assert not holds_changing(
        "The weir was open 3 days ago, and the eels - all of them - came", vocabulary("en")
    )


@given(st.text(st.sampled_from("3 ,.·|-/♥km次comments ago天前\n"), max_size=80))
def test_any_text_is_one_or_none(text: str) -> None:
    assert is_changing(text, vocabulary(None)) in (True, False)


def facts(more: str) -> list[tuple[str | None, str | None]]:
    """What the entries of a page say that have `more` behind the date, text or link of each."""
    page = blog(range(1, 7)).decode()
    feed = feedkit.parse(page.replace("</p></article>", f"</p>{more}</article>"))
    return [(entry.summary, entry.content) for entry in feed.entries]


@pytest.mark.parametrize(
    "more",
    [
        "<span class='likes'>♥ 3</span>",
        "<p class='meta'><span>3 comments</span> <span>90 views</span></p>",
        "<p><a href='#comments'>3 comments</a></p>",
        "<ul><li>90 views</li><li>3 likes</li></ul>",
        "<div>3 hours ago</div>",
        "<footer>Locks | 3 hours ago | 12 comments</footer>",
        "<p>Last reply 3 hours ago by Ann Other</p>",
        "<span class='x'>NEW!</span>",
        "<span><i class='eye'></i> 1,204</span>",
    ],
)
def test_what_changes_is_no_text_of_an_entry(more: str) -> None:
    assert facts(more) == facts("")


def test_sentences_stay_whole() -> None:
    posts = "".join(
        f"<article><h2><a href='/{n}'>The eels at lock {n}</a></h2><time>2026-01-0{n}</time>"
        f"<p>Lock {n} broke <em>yesterday</em></p><p>We had {n} comments on it, and 12 eels.</p></article>"
        for n in (4, 3, 2, 1)
    )
    feed = feedkit.parse(f"<html lang=en><title>Weir</title><main>{posts}</main></html>")
    assert [entry.summary for entry in feed.entries] == [
        f"Lock {n} broke yesterday We had {n} comments on it, and 12 eels." for n in (4, 3, 2, 1)
    ]
