"""Words of by-lines, a row a language: a new language is a new row.

As in language_words.py, the words of all languages are known on every page. Words are in lower case,
separated by "|".
"""

from __future__ import annotations

from typing import NamedTuple


class BylineWords(NamedTuple):
    """The words of one language.

    author:       labels before the name of an author, with or without a colon
    named:        labels before a colon alone: without it they are words of sentences
    behind:       words behind the name of an author
    conjunction:  "and" between two names
    category:     words between a name and what an entry is filed under
    day:          words between a name and a day
    minutes:      words behind the number of a reading time: "5 min di lettura" is by nobody
    """

    author: str = ""
    named: str = ""
    behind: str = ""
    conjunction: str = ""
    category: str = ""
    day: str = ""
    minutes: str = ""


BYLINES = {  # by BCP 47 tags
    "en": BylineWords(
        author=(
            "posted by|written by|published by|submitted by|created by|words by|contributed by|text by|story by"
            "|article by|reported by|added by|uploaded by|by|author|authors|writer"
        ),
        named="words|text|story|byline",
        conjunction="and|with",
        category="in|at|under|filed|posted|published|updated|comment|comments",
        day="on|at|in|the",
        minutes="min|mins|minute|minutes",
    ),
    "de": BylineWords(
        author=(
            "geschrieben von|verfasst von|veröffentlicht von|erstellt von|eingestellt von|eingetragen von"
            "|gepostet von|von|autor|autorin|autoren|autor:in|verfasser|verfasserin"
        ),
        named="text|redaktion|bericht",
        conjunction="und",
        category="in|unter",
        day="am|um|vom|den",
        minutes="min|minute|minuten",
    ),
    "fr": BylineWords(
        author=(
            "écrit par|publié par|posté par|rédigé par|proposé par|soumis par|par|auteur|auteure|autrice|auteurs"
        ),
        named="texte|rédaction",
        conjunction="et",
        category="dans|sous",
        day="le|à|en",
        minutes="min|minute|minutes",
    ),
    "es": BylineWords(
        author="escrito por|publicado por|enviado por|redactado por|creado por|por|autor|autora|autores",
        named="texto|redacción|firma",
        conjunction="y",
        category="en",
        day="el|a las|al",
        minutes="min|minuto|minutos",
    ),
    "pt": BylineWords(
        author=(
            "escrito por|publicado por|enviado por|postado por|criado por|inserido por|por|autor|autora|autores"
        ),
        named="texto|redação|reportagem",
        conjunction="e",
        category="em",
        day="em|às|à|no dia",
        minutes="min|minuto|minutos",
    ),
    "gl": BylineWords("escrito por|publicado por|autoría", conjunction="e", category="en", day="o"),
    "it": BylineWords(
        author="scritto da|pubblicato da|inviato da|postato da|a cura di|da|di|autore|autrice|autori",
        named="testo|testi",
        conjunction="e",
        category="in|su",
        day="il|alle|del",
        minutes="min|minuto|minuti",
    ),
    "ca": BylineWords(
        "escrit per|publicat per|enviat per|autor/a|autor|autora",
        named="text",
        conjunction="i",
        category="en",
        day="el",
        minutes="min|minut|minuts",
    ),
    "ro": BylineWords(
        "scris de|publicat de|postat de|adăugat de|autor|autoare|autori",
        named="text",
        conjunction="și|şi",
        category="în",
        day="la|pe|în",
        minutes="min|minut|minute",
    ),
    "nl": BylineWords(
        "geplaatst door|geschreven door|gepubliceerd door|ingediend door|door|auteur|auteurs|schrijver",
        named="tekst|redactie",
        conjunction="en",
        category="in|onder|bij",
        day="op|om",
        minutes="min|minuut|minuten",
    ),
    "af": BylineWords("geskryf deur|geplaas deur|deur|skrywer|outeur", conjunction="en", day="op"),
    "lb": BylineWords("geschriwwen vun|vun|auteur", conjunction="an", day="den"),
    "da": BylineWords(
        "skrevet af|postet af|udgivet af|indsendt af|af|forfatter|skribent",
        named="tekst",
        conjunction="og",
        category="under",
        day="den|kl",
        minutes="min|minut|minutter|minutters",
    ),
    "no": BylineWords(
        "skrevet av|publisert av|postet av|lagt inn av|av|forfatter|skribent",
        named="tekst",
        conjunction="og",
        category="under",
        day="den|kl",
        minutes="min|minutt|minutter|minutters",
    ),
    "sv": BylineWords(
        "skriven av|skrivet av|publicerad av|publicerat av|postat av|inskickad av|inlagd av|av|författare|skribent",
        named="text",
        conjunction="och",
        category="under",
        day="den|kl",
        minutes="min|minut|minuter|minuters",
    ),
    "is": BylineWords("skrifað af|eftir|höfundur", conjunction="og", day="þann|hinn", minutes="mín"),
    "fi": BylineWords(
        "kirjoittaja|kirjoittanut|julkaissut|lähettänyt|tekijä",
        named="teksti|toimittaja",
        conjunction="ja",
        day="klo",
        minutes="min|minuutti|minuutin|minuuttia",
    ),
    "et": BylineWords("autor|kirjutas|postitas|lisas", named="tekst", conjunction="ja", minutes="min"),
    "lv": BylineWords("autors|autore|publicēja|ievietoja", named="teksts", conjunction="un", minutes="min"),
    "lt": BylineWords("autorius|autorė|parašė|paskelbė|įkėlė", conjunction="ir", minutes="min"),
    "pl": BylineWords(
        (
            "napisał|napisała|dodał|dodała|opublikował|opublikowała|napisane przez|dodane przez|wysłane przez"
            "|opublikowane przez|przez|autor|autorka|autorzy"
        ),
        named="tekst|redakcja",
        conjunction="i|oraz",
        category="w",
        day="dnia|o",
        minutes="min|minuta|minuty|minut",
    ),
    "cs": BylineWords(
        "napsal|napsala|vložil|vložila|přidal|přidala|publikoval|publikovala|od|autor|autorka|autoři",
        named="text",
        conjunction="a",
        category="v",
        day="dne",
        minutes="min|minuta|minuty|minut",
    ),
    "sk": BylineWords(
        "napísal|napísala|pridal|pridala|publikoval|publikovala|od|autor|autorka|autori",
        named="text",
        conjunction="a",
        category="v",
        day="dňa",
        minutes="min|minúta|minúty|minút",
    ),
    "sl": BylineWords(
        "napisal|napisala|objavil|objavila|avtor|avtorica|piše",
        named="besedilo",
        category="v",
        day="dne",
        minutes="min",
    ),
    "hr": BylineWords(
        "napisao|napisala|objavio|objavila|piše|autor|autorica|autorka",
        named="tekst",
        conjunction="i",
        category="u",
        day="dana",
        minutes="min|minuta",
    ),
    "sr": BylineWords(
        "написао|написала|објавио|објавила|пише|аутор|ауторка|piše|autor",
        named="текст",
        conjunction="и|i",
        category="у",
        day="дана",
        minutes="мин|минута",
    ),
    "mk": BylineWords("напишано од|објавено од|од|автор", conjunction="и", category="во", day="на"),
    "bg": BylineWords(
        "написано от|публикувано от|публикувана от|от|автор|автори",
        named="текст",
        conjunction="и",
        category="в",
        day="на",
        minutes="мин|минути",
    ),
    "ru": BylineWords(
        (
            "автор|автор статьи|авторы|опубликовал|опубликовала|написал|написала|добавил|добавила|отправил"
            "|опубликовано пользователем|от"
        ),
        named="текст",
        conjunction="и",
        category="в|во",
        day="от",
        minutes="мин|минута|минуты|минут",
    ),
    "uk": BylineWords(
        "автор|автори|авторка|опублікував|опублікувала|написав|написала|додав|додала|від",
        named="текст",
        conjunction="і|та|й",
        category="в|у",
        day="о",
        minutes="хв|хвилина|хвилини|хвилин",
    ),
    "be": BylineWords(
        "аўтар|апублікаваў|напісаў|ад", named="тэкст", conjunction="і", category="у", minutes="хв"
    ),
    "hu": BylineWords(
        "írta|szerző|szerzők|beküldte|közzétette|feltöltötte",
        named="szöveg",
        behind="írta",
        conjunction="és",
        minutes="perc",
    ),
    "el": BylineWords(
        "γράφει ο|γράφει η|γράφει|γράφτηκε από|δημοσιεύτηκε από|από τον|από την|από|συγγραφέας|συντάκτης|αρθρογράφος",
        named="κείμενο",
        conjunction="και",
        category="στο|στη|στην|στον|σε",
        day="στις",
        minutes="λεπτό|λεπτά",
    ),
    "sq": BylineWords("shkruar nga|postuar nga|nga|autori|autor", conjunction="dhe", category="në", day="më"),
    "tr": BylineWords(
        "yazan|yazar|yayınlayan|gönderen|ekleyen|hazırlayan",
        behind="tarafından",
        conjunction="ve",
        minutes="dk|dakika",
    ),
    "az": BylineWords("müəllif|yazan|yazar", behind="tərəfindən", conjunction="və", minutes="dəq|dəqiqə"),
    "kk": BylineWords("авторы|жазған|автор", conjunction="және", minutes="мин"),
    "uz": BylineWords("muallif|yozgan|muallif haqida", conjunction="va", minutes="daqiqa"),
    "mn": BylineWords("зохиогч|бичсэн|нийтэлсэн", conjunction="ба", minutes="минут"),
    "ka": BylineWords("ავტორი|დაწერა", conjunction="და", minutes="წუთი"),
    "hy": BylineWords("հեղինակ|հեղինակը|գրել է", conjunction="և|եւ", minutes="րոպե"),
    "eu": BylineWords("egilea|egileak|idazlea", named="testua", conjunction="eta", minutes="min"),
    "cy": BylineWords("ysgrifennwyd gan|postiwyd gan|gan|awdur", conjunction="a|ac", category="yn", day="ar"),
    "ga": BylineWords("scríofa ag|foilsithe ag|údar", conjunction="agus", day="ar"),
    "mt": BylineWords("miktub minn|awtur", conjunction="u"),
    "eo": BylineWords("verkita de|afiŝita de|aŭtoro", conjunction="kaj", day="je"),
    "sw": BylineWords("imeandikwa na|imechapishwa na|mwandishi", conjunction="na", minutes="dakika"),
    "id": BylineWords(
        "ditulis oleh|diposting oleh|dipublikasikan oleh|dikirim oleh|oleh|penulis",
        named="teks|reporter",
        conjunction="dan",
        category="dalam",
        day="pada",
        minutes="menit",
    ),
    "ms": BylineWords(
        "ditulis oleh|disiarkan oleh|oleh|penulis", conjunction="dan", day="pada", minutes="minit"
    ),
    "fil": BylineWords("isinulat ni|ipinaskil ni|may-akda", day="noong", minutes="minuto"),
    "vi": BylineWords(
        "tác giả|đăng bởi|viết bởi|bởi|người đăng|người viết",
        conjunction="và",
        category="trong",
        day="vào|ngày|lúc",
        minutes="phút",
    ),
    "th": BylineWords(
        "ผู้เขียน|เขียนโดย|โพสต์โดย|โดย", conjunction="และ", category="ใน", day="เมื่อ", minutes="นาที"
    ),
    "lo": BylineWords("ຜູ້ຂຽນ|ຂຽນໂດຍ|ໂດຍ", conjunction="ແລະ", minutes="ນາທີ"),
    "km": BylineWords("អ្នកនិពន្ធ|សរសេរដោយ|ដោយ", conjunction="និង", minutes="នាទី"),
    "my": BylineWords("ရေးသားသူ|စာရေးသူ", conjunction="နှင့်", minutes="မိနစ်"),
    "hi": BylineWords("लेखक|लेखिका|द्वारा", behind="द्वारा", conjunction="और", category="में", minutes="मिनट"),
    "mr": BylineWords("लेखक|लेखिका", behind="द्वारे|यांनी", conjunction="आणि", minutes="मिनिटे"),
    "ne": BylineWords("लेखक|लेखिका", behind="द्वारा", conjunction="र", minutes="मिनेट"),
    "bn": BylineWords("লেখক|লিখেছেন|লেখা", behind="লিখেছেন", conjunction="এবং|ও", minutes="মিনিট"),
    "gu": BylineWords("લેખક|દ્વારા", behind="દ્વારા", conjunction="અને", minutes="મિનિટ"),
    "pa": BylineWords("ਲੇਖਕ", behind="ਵੱਲੋਂ|ਦੁਆਰਾ", conjunction="ਅਤੇ", minutes="ਮਿੰਟ"),
    "ta": BylineWords("எழுதியவர்|ஆசிரியர்|பதிவிட்டவர்", conjunction="மற்றும்", minutes="நிமிடம்"),
    "te": BylineWords("రచయిత|రాసినవారు", behind="ద్వారా", conjunction="మరియు", minutes="నిమిషాలు"),
    "kn": BylineWords("ಲೇಖಕ|ಲೇಖಕರು|ಬರೆದವರು", behind="ಇವರಿಂದ", conjunction="ಮತ್ತು", minutes="ನಿಮಿಷ"),
    "ml": BylineWords("എഴുതിയത്|ലേഖകൻ|രചയിതാവ്", conjunction="ഒപ്പം", minutes="മിനിറ്റ്"),
    "si": BylineWords("කතෘ|ලියූයේ|රචනය", behind="විසින්", conjunction="සහ", minutes="මිනිත්තු"),
    "ur": BylineWords("تحریر|مصنف", conjunction="اور", category="میں", minutes="منٹ"),
    "ja": BylineWords(
        "作者|文|作成者|著者|投稿者|執筆者|執筆|筆者|ライター|取材・文|書いた人",
        named="著|記者|担当",
        behind="著",
        conjunction="と",
        minutes="分",
    ),
    "zh": BylineWords(
        "作者|撰文|撰稿|撰稿人|文/|发布者|發布者|發佈者|发布人|发表者|记者|記者|楼主|樓主",
        named="文|编辑|来自",
        behind="发布|发表|發布|發表|撰写",
        conjunction="和|与|與|及",
        minutes="分钟|分鐘",
    ),
    "ko": BylineWords(
        "글쓴이|작성자|저자|필자|등록자|게시자",
        named="글|기자",
        behind="기자",
        conjunction="및",
        minutes="분",
    ),
    "ar": BylineWords(
        "الكاتب|كتب بواسطة|نشر بواسطة|كتبت بواسطة|بقلم|بواسطة|كتبه|كتبها|المؤلف|الناشر|تحرير",
        named="كتب",
        conjunction="و",
        category="ضمن",
        day="في|بتاريخ|يوم",
        minutes="دقيقة|دقائق",
    ),
    "fa": BylineWords(
        "نویسنده|نوشته‌ی|نوشته شده توسط|ارسال شده توسط|منتشر شده توسط|توسط",
        named="نوشته|به قلم",
        conjunction="و",
        category="در",
        day="در",
        minutes="دقیقه",
    ),
    "he": BylineWords(
        "מאת|נכתב על ידי|פורסם על ידי|כותב|כותבת|מחבר", conjunction="ו", day="ב", minutes="דקות"
    ),
    "am": BylineWords("ጸሐፊ|ደራሲ", conjunction="እና", minutes="ደቂቃ"),
}


def byline_words(kind: str) -> list[str]:
    """The words of one kind, a field of `BylineWords`, in all languages; each once."""
    rows = (getattr(row, kind).split("|") for row in BYLINES.values())
    return list(dict.fromkeys(word for row in rows for word in row if word))
