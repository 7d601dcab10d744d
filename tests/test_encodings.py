"""Legacy encodings that nobody declares, or wrongly: the likeliest is taken, and reported."""

from __future__ import annotations

import pytest

import feedkit
from feedkit import ParseError, Reading
from feedkit.values.decoding import decode, decoded

TEXTS = {  # of our own, in each encoding that texts of the language are in
    "windows-1252": "Für Händler öffnet die Messe früh, spät schließt sie; Gäste müssen höhere Gebühren.",
    "ISO-8859-15": "L'été dernier, la forêt brûlait près du château, où les élèves étudiaient, pour 20 €.",
    "windows-1250": "Książka leży na półce, a chłopiec śpi. Rząd ogłosił świąteczną przerwę.",
    "ISO-8859-2": "Děti šly do školy, když svítalo. Můžete přijít i později, řekl starší muž.",
    "windows-1251": "Сегодня утром в городе открылась новая выставка. Билеты можно купить в кассе музея.",
    "KOI8-R": "Жители говорят, что давно ждали этого события. Завтра обещают дождь и сильный ветер.",
    "IBM866": "Учёные объявили о новом открытии в области физики, и жители ждали этого давно.",
    "windows-1253": "Σήμερα το πρωί άνοιξε μια νέα έκθεση στην πόλη. Οι κάτοικοι την περίμεναν καιρό.",
    "windows-1254": "Bugün şehirde yeni bir sergi açıldı. Işıklar söndü, çocuklar sessizce bekledi.",
    "windows-1255": "הבוקר נפתחה בעיר תערוכה חדשה. התושבים אומרים שחיכו לאירוע הזה זמן רב.",
    "windows-1256": "افتتح صباح اليوم معرض جديد في المدينة. يقول السكان إنهم انتظروا هذا الحدث طويلا.",
    "windows-1257": "Šiandien mieste atidaryta nauja paroda. Žmonės sako, kad ilgai laukė šio įvykio.",
    "windows-874": "เช้าวันนี้มีการเปิดนิทรรศการใหม่ในเมือง พรุ่งนี้จะมีฝนตกและลมแรง",
    "gb18030": "今天早上，市里开了一个新的展览。居民们说他们等这件事已经很久了。",
    "Big5": "今天早上，市裡開了一個新的展覽。居民們說他們等這件事已經很久了。",
    "Shift_JIS": "今朝、町で新しい展覧会が開かれました。住民は長い間待っていたと言います。",
    "EUC-JP": "明日は雨と強い風が予想されています。子どもたちは学校で歴史を学んでいます。",
    "EUC-KR": "오늘 아침 도시에서 새로운 전시회가 열렸습니다. 주민들은 오랫동안 기다려 왔다고 말합니다.",
}
CODECS = {"Shift_JIS": "cp932", "EUC-KR": "cp949", "windows-874": "cp874", "Big5": "big5hkscs"}
PLAIN = "".join(f"Tide table {n},https://tides.example/{n},2025-03-0{n % 9 + 1}\n" for n in range(200))
TABLE = "title,url,date\n" + PLAIN


def table(text: str) -> str:
    """Return a table of 201 rows, of which one has a title that is not in ASCII."""
    return f'{TABLE}"{text}",https://tides.example/x,2025-03-04\n'


def read(data: bytes) -> Reading:
    return feedkit.read(data, format="csv")


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_one_title_in_a_legacy_encoding(name: str, text: str) -> None:
    reading = read(table(text).encode(CODECS.get(name, name)))
    assert reading.feed.entries[-1].title == text
    assert [str(problem) for problem in reading.problems] == [
        f"line 202: wanted text in UTF-8, found another encoding: {name}, the likeliest, was taken"
    ]


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1251", "shift_jis", "gbk"])
def test_a_wrong_declaration_is_not_believed(name: str, text: str, declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{text}'
    found = decoded(page.encode(CODECS.get(name, name)))
    blind_spots = ("ISO-8859-15", "windows-1254", "windows-1257")  # languages with few letters of their own
    assert found.text == page or (declared == "iso-8859-1" and name in blind_spots)


@pytest.mark.parametrize(("name", "text"), TEXTS.items())
def test_a_right_declaration_is_believed_without_a_word(name: str, text: str) -> None:
    found = decoded(text.encode(CODECS.get(name, name)), name)
    assert (found.text, found.problems) == (text, ())


def test_a_wrong_declaration_is_reported() -> None:
    page = f'<meta charset="iso-8859-1">\n<p>{TEXTS["KOI8-R"]}'
    (problem,) = decoded(page.encode("koi8-r")).problems
    assert str(problem) == (
        "line 2: wanted text in windows-1252, as declared, found another encoding: "
        "KOI8-R, the likeliest, was taken"
    )


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    data = table(TEXTS["windows-1251"]).encode() + b"Br\xfccke,https://tides.example/y,2025-03-05\n"
    reading = read(data)
    assert [entry.title for entry in reading.feed.entries[-2:]] == [TEXTS["windows-1251"], "Br\ufffdcke"]
    assert [str(problem) for problem in reading.problems] == [
        "line 203: wanted text in UTF-8, found bytes that are not, 1 times: U+FFFD stands for them"
    ]


def test_utf8_that_is_declared_as_something_else_and_cut_off() -> None:
    data = table(TEXTS["windows-1251"]).encode() + "é".encode()[:1]
    assert decode(data, "iso-8859-1").startswith(table(TEXTS["windows-1251"]))


def test_a_declared_encoding_with_a_broken_byte_is_kept() -> None:
    text = TEXTS["EUC-JP"] * 2
    found = decoded(table(text).encode("euc-jp") + b"\xff\n", "euc-jp")
    assert text in found.text
    assert [str(problem) for problem in found.problems] == [
        "line 203: wanted text in EUC-JP, found bytes that are not, 1 times: U+FFFD stands for them"
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_order_mark(encoding: str) -> None:
    assert decode(TABLE.encode(encoding)) == TABLE


def test_iso_2022_jp_without_a_declaration() -> None:
    text = TEXTS["Shift_JIS"]
    assert decode(text.encode("iso2022_jp")) == text


@pytest.mark.parametrize("at", [0, 1, 7_000])
def test_a_few_nul_bytes_in_a_text_are_left_out(at: int) -> None:
    page = TABLE.encode() + b" " * 8_000
    found = decoded(page[:at] + b"\0" + page[at:])
    assert found.text == page.decode()
    line = page.count(b"\n", 0, at) + 1
    assert [str(problem) for problem in found.problems] == [
        f"line {line}: wanted text, found NUL bytes, 1 times: they are left out"
    ]


def test_nul_bytes_do_not_hide_a_legacy_encoding() -> None:
    page = f"<p>{TEXTS['KOI8-R']}</p>\n".encode("koi8-r")
    assert TEXTS["KOI8-R"] in decode(page.replace(b"<p>", b"<p>\0", 1), "koi8-r")


@pytest.mark.parametrize(
    "data",
    [
        b"notes.txt" + b"\0" * 91 + b"0000644\0" + b"text " * 80,  # a tar archive
        b"text " * 200 + b"\0\x01",
        ("text " * 200).encode("utf-32-le"),
        b"\0" * 40,
        b"a\0b",
    ],
)
def test_binary_data_with_nul_bytes_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError, match=r"^wanted a page, data or other text, found binary data$"):
        decode(data)
