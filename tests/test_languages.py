"""Words of pages, a row a language: by-line, "read more", days, comments and the link to older entries."""

from __future__ import annotations

import pytest

import feedkit
from feedkit.parsers.html.page import Page
from feedkit.parsers.html.paging import older
from feedkit.parsers.link_texts import is_generic

URL = "https://harbour.example/log/"
TITLES = (
    "Tide and sand",
    "Three days of fog",
    "A new lamp",
    "Splicing old rope",
    "Herring boats",
    "Gulls and ploughs",
)
NAMES = ("Ann Other", "Bo Third", "Ann Other", "Cy Fourth", "Ann Other", "Bo Third")
LANGUAGES = [  # by-line, read more, published, updated, no comments, older
    ("en", "by", "read more", "published", "updated", "no comments", "older"),
    ("de", "von", "weiterlesen", "veröffentlicht", "aktualisiert", "keine kommentare", "ältere"),
    ("fr", "par", "lire la suite", "publié", "mis à jour", "aucun commentaire", "articles plus anciens"),
    ("es", "por", "leer más", "publicado", "actualizado", "sin comentarios", "entradas antiguas"),
    ("pt", "por", "leia mais", "publicado", "atualizado", "sem comentários", "postagens mais antigas"),
    ("gl", "autoría", "ler máis", "publicado", "actualizado", "sen comentarios", "entradas máis antigas"),
    ("it", "da", "leggi", "pubblicato", "aggiornato", "nessun commento", "post più vecchi"),
    ("ca", "autor/a", "llegeix més", "publicat", "actualitzat", "cap comentari", "entrades més antigues"),
    ("ro", "autor", "citește", "publicat", "actualizat", "niciun comentariu", "mai vechi"),
    ("nl", "door", "lees", "gepubliceerd", "bijgewerkt", "geen reacties", "oudere berichten"),
    ("af", "deur", "lees meer", "gepubliseer", "opgedateer", "geen kommentaar", "ouer plasings"),
    ("lb", "vun", "liest méi", "publizéiert", "aktualiséiert", "keng kommentaren", "eeler artikelen"),
    ("da", "af", "læs videre", "udgivet", "opdateret", "ingen kommentarer", "ældre"),
    ("no", "av", "les hele", "publisert", "oppdatert", "ingen kommentarer", "eldre"),
    ("sv", "av", "mer", "publicerad", "uppdaterad", "inga kommentarer", "äldre"),
    ("is", "eftir", "lesa meira", "birt", "uppfært", "engar athugasemdir", "eldri færslur"),
    ("fi", "kirjoittaja", "jatka lukemista", "julkaistu", "päivitetty", "ei kommentteja", "vanhemmat"),
    ("et", "autor", "loe edasi", "avaldatud", "uuendatud", "kommentaare pole", "vanemad postitused"),
    ("lv", "autors", "lasīt vairāk", "publicēts", "atjaunots", "nav komentāru", "vecāki ieraksti"),
    ("lt", "autorius", "skaityti daugiau", "paskelbta", "atnaujinta", "komentarų nėra", "senesni įrašai"),
    ("pl", "napisał", "czytaj całość", "opublikowano", "zaktualizowano", "brak komentarzy", "starsze"),
    ("cs", "napsal", "pokračovat ve čtení", "publikováno", "aktualizováno", "žádné komentáře", "starší"),
    ("sk", "napísal", "čítať viac", "publikované", "aktualizované", "žiadne komentáre", "ďalšie"),
    ("sl", "napisal", "preberite več", "objavljeno", "posodobljeno", "brez komentarjev", "starejše"),
    ("hr", "napisao", "čitaj dalje", "objavljeno", "ažurirano", "nema komentara", "stariji"),
    ("sr", "написао", "прочитај више", "објављено", "ажурирано", "нема коментара", "старије"),
    ("mk", "од", "прочитај повеќе", "објавено", "ажурирано", "нема коментари", "постари објави"),
    ("bg", "от", "прочети повече", "публикувано", "обновено", "няма коментари", "по-стари статии"),
    ("ru", "автор", "читать", "опубликовано", "обновлено", "нет комментариев", "старые"),
    ("uk", "автор", "читати більше", "опубліковано", "оновлено", "немає коментарів", "старіші"),
    ("be", "аўтар", "чытаць далей", "апублікавана", "абноўлена", "няма каментароў", "старэйшыя запісы"),
    ("hu", "írta", "tovább olvasom", "közzétéve", "frissítve", "nincs hozzászólás", "régebbi"),
    ("el", "γράφει", "διαβάστε τη συνέχεια", "δημοσιεύτηκε", "ενημερώθηκε", "κανένα σχόλιο", "παλαιότερα"),
    ("sq", "nga", "lexo më shumë", "publikuar", "përditësuar", "s'ka komente", "postime më të vjetra"),
    ("tr", "yazan", "devamını gör", "yayınlandı", "güncellendi", "yorum yok", "daha eski"),
    ("az", "müəllif", "ətraflı", "dərc olunub", "yenilənib", "şərh yoxdur", "köhnə yazılar"),
    ("kk", "авторы", "толығырақ", "жарияланған", "жаңартылды", "пікір жоқ", "келесі"),
    ("uz", "muallif", "batafsil", "e'lon qilingan", "yangilangan", "izohlar yo'q", "keyingi"),
    ("mn", "зохиогч", "дэлгэрэнгүй", "нийтэлсэн", "шинэчилсэн", "сэтгэгдэл алга", "дараагийн"),
    ("ka", "ავტორი", "სრულად", "გამოქვეყნდა", "განახლდა", "კომენტარები არ არის", "შემდეგი"),
    ("hy", "հեղինակ", "կարդալ ավելին", "հրապարակվել է", "թարմացվել է", "մեկնաբանություններ չկան", "հաջորդ"),
    ("eu", "egilea", "irakurri gehiago", "argitaratua", "eguneratua", "iruzkinik ez", "hurrengoa"),
    ("cy", "gan", "darllen mwy", "cyhoeddwyd", "diweddarwyd", "dim sylwadau", "postiadau hŷn"),
    ("ga", "údar", "léigh tuilleadh", "foilsithe", "nuashonraithe", "gan tráchtanna", "postálacha níos sine"),
    ("mt", "awtur", "aqra iktar", "ippubblikat", "aġġornat", "l-ebda kumment", "postijiet eqdem"),
    ("eo", "aŭtoro", "legu pli", "publikigita", "ĝisdatigita", "neniuj komentoj", "pli malnovaj afiŝoj"),
    ("sw", "mwandishi", "soma zaidi", "imechapishwa", "imesasishwa", "hakuna maoni", "machapisho ya zamani"),
    ("id", "oleh", "lanjutkan membaca", "diterbitkan", "diperbarui", "tidak ada komentar", "posting lama"),
    ("ms", "oleh", "baca lagi", "diterbitkan", "dikemas kini", "tiada komen", "catatan lama"),
    ("fil", "may-akda", "basahin pa", "nai-publish", "na-update", "walang komento", "susunod na pahina"),
    ("vi", "bởi", "chi tiết", "đăng", "cập nhật", "chưa có bình luận", "bài đăng cũ hơn"),
    ("th", "ผู้เขียน", "อ่านเพิ่ม", "เผยแพร่", "อัปเดต", "ไม่มีความคิดเห็น", "ถัดไป"),
    ("lo", "ຜູ້ຂຽນ", "ອ່ານຕໍ່", "ເຜີຍແຜ່", "ອັບເດດ", "ບໍ່ມີຄຳເຫັນ", "ຕໍ່ໄປ"),
    ("km", "អ្នកនិពន្ធ", "អានបន្ត", "បានផ្សាយ", "បានធ្វើបច្ចុប្បន្នភាព", "គ្មានមតិ", "បន្ទាប់"),
    ("my", "ရေးသားသူ", "ဆက်ဖတ်ရန်", "ထုတ်ဝေသည်", "မွမ်းမံသည်", "မှတ်ချက်မရှိ", "နောက်စာမျက်နှာ"),
    ("hi", "लेखक", "आगे पढ़ें", "प्रकाशित", "अपडेट", "कोई टिप्पणी नहीं", "पुराने पोस्ट"),
    ("mr", "लेखक", "अधिक वाचा", "प्रकाशित", "अद्यतनित", "टिप्पणी नाही", "जुनी पोस्ट"),
    ("ne", "लेखक", "थप पढ्नुहोस्", "प्रकाशित", "अद्यावधिक", "कुनै टिप्पणी छैन", "पुराना पोस्टहरू"),
    ("bn", "লেখক", "আরও পড়ুন", "প্রকাশিত", "হালনাগাদ", "কোন মন্তব্য নেই", "পরবর্তী"),
    ("gu", "લેખક", "વધુ વાંચો", "પ્રકાશિત", "અપડેટ", "કોઈ ટિપ્પણી નથી", "જૂની પોસ્ટ્સ"),
    ("pa", "ਲੇਖਕ", "ਹੋਰ ਪੜ੍ਹੋ", "ਪ੍ਰਕਾਸ਼ਿਤ", "ਅੱਪਡੇਟ", "ਕੋਈ ਟਿੱਪਣੀ ਨਹੀਂ", "ਪੁਰਾਣੀਆਂ ਪੋਸਟਾਂ"),
    ("ta", "எழுதியவர்", "மேலும் படிக்க", "வெளியிடப்பட்டது", "புதுப்பிக்கப்பட்டது", "கருத்துகள் இல்லை", "அடுத்த"),
    ("te", "రచయిత", "ఇంకా చదవండి", "ప్రచురించబడింది", "నవీకరించబడింది", "వ్యాఖ్యలు లేవు", "పాత పోస్ట్\u200cలు"),
    ("kn", "ಲೇಖಕ", "ಮುಂದೆ ಓದಿ", "ಪ್ರಕಟಿಸಲಾಗಿದೆ", "ನವೀಕರಿಸಲಾಗಿದೆ", "ಯಾವುದೇ ಕಾಮೆಂಟ್\u200cಗಳಿಲ್ಲ", "ಹಳೆಯ ಪೋಸ್ಟ್\u200cಗಳು"),
    ("ml", "എഴുതിയത്", "കൂടുതൽ വായിക്കുക", "പ്രസിദ്ധീകരിച്ചത്", "പുതുക്കിയത്", "അഭിപ്രായങ്ങളൊന്നുമില്ല", "പഴയ പോസ്റ്റുകൾ"),
    ("si", "කතෘ", "තව කියවන්න", "ප්\u200dරකාශිතය", "යාවත්කාලීන", "අදහස් නැත", "පැරණි පළකිරීම්"),
    ("ur", "تحریر", "مزید پڑھیں", "شائع", "اپ ڈیٹ", "کوئی تبصرہ نہیں", "پرانی پوسٹس"),
    ("ja", "作者", "続きを読む", "公開日", "更新日", "コメントはありません", "次"),
    ("zh", "作者", "阅读全文", "发布于", "更新时间", "暂无评论", "下一页"),
    ("ko", "글쓴이", "계속 읽기", "작성일", "수정일", "댓글 없음", "다음"),
    ("ar", "الكاتب", "قراءة المزيد", "نشر", "تحديث", "لا تعليقات", "التالي"),
    ("fa", "نویسنده", "ادامه", "منتشر شده", "به روز رسانی", "بدون دیدگاه", "بعدی"),
    ("he", "מאת", "המשך קריאה", "פורסם", "עודכן", "אין תגובות", "הבא"),
    ("am", "ጸሐፊ", "ተጨማሪ ያንብቡ", "ታትሟል", "ተዘምኗል", "አስተያየት የለም", "ቀጣይ ገጽ"),
]


def page(language: str, by: str, more: str, published: str, updated: str, comments: str, older: str) -> str:
    entries = "".join(
        f'<article><h2><a href="p/{n}">{title}</a></h2><p>{by}: {name} | {published}: 2025-0{n}-11 | {updated}: 2025-0{n}-27</p>'
        f'<p>Told at the harbour on evening {n}.</p><p>{comments}</p><a href="p/{n}">{more}</a></article>'
        for n, (title, name) in enumerate(zip(TITLES, NAMES, strict=True), 1)
    )
    return (
        f'<html lang="{language}"><head><title>Log</title></head><body><main>{entries}</main>'
        f'<p><a href="/log/x?after=6">{older}</a></p></body></html>'
    )


@pytest.mark.parametrize("row", LANGUAGES, ids=[row[0] for row in LANGUAGES])
def test_the_words_of_a_language_are_known(row: tuple[str, ...]) -> None:
    content = page(*row)
    entries = feedkit.parse(content, url=URL).entries
    assert [entry.title for entry in entries] == list(TITLES)
    assert [[person.name for person in entry.authors] for entry in entries] == [[name] for name in NAMES]
    days = [f"2025-0{n}-11" for n in range(1, 7)]
    assert [entry.published and entry.published.date().isoformat() for entry in entries] == days
    assert [entry.summary for entry in entries] == [
        f"Told at the harbour on evening {n}." for n in range(1, 7)
    ]
    assert is_generic(row[2])
    assert older(Page(content, URL)) == (f"{URL}x?after=6",)


def test_there_are_enough_languages() -> None:
    assert len(LANGUAGES) >= 60
