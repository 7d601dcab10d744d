"""Headings of boxes with entries that many have read, or that are like another entry, a row a language.

Pages often mix languages, so the words of all languages are known on every page. They are in lower case,
separated by "|".
"""

from __future__ import annotations

LANGUAGES = {  # by BCP 47 tags
    "en": (
        "popular|popular posts|popular articles|popular stories|popular news|most popular"
        "|most read|most viewed|most shared|most commented|trending|trending now|related"
        "|related posts|related articles|related stories|recommended|recommended for you"
        "|you may also like|editor's picks|editors’ picks"
    ),
    "de": (
        "beliebt|beliebte beiträge|beliebte artikel|meistgelesen|meist gelesen|am meisten gelesen"
        "|ähnliche beiträge|ähnliche artikel|verwandte artikel|empfehlungen|empfohlen"
    ),
    "fr": (
        "les plus lus|les plus populaires|populaires|articles populaires|articles similaires"
        "|articles liés|à lire aussi|recommandés"
    ),
    "es": (
        "lo más leído|más leídas|las más leídas|lo más visto|populares|entradas populares"
        "|relacionados|artículos relacionados|te puede interesar|recomendados"
    ),
    "pt": (
        "mais lidas|as mais lidas|mais lidos|mais vistas|populares|posts populares|relacionados"
        "|artigos relacionados|recomendados|leia também"
    ),
    "it": (
        "i più letti|più letti|le più lette|popolari|articoli popolari|articoli correlati"
        "|correlati|ti potrebbe interessare|consigliati"
    ),
    "nl": (
        "populair|populaire berichten|meest gelezen|best gelezen|gerelateerd"
        "|gerelateerde artikelen|gerelateerde berichten|aanbevolen|lees ook"
    ),
    "da": "mest læste|populære|populære indlæg|relaterede artikler|relateret|anbefalet|læs også",
    "no": "mest lest|populære|populære innlegg|relaterte artikler|relatert|anbefalt|les også",
    "sv": ("mest lästa|populärt|populära inlägg|relaterade artiklar|relaterat|rekommenderat|läs också"),
    "fi": "luetuimmat|suosituimmat|suositut|aiheeseen liittyvää|suositellut|lue myös",
    "is": "mest lesið|vinsælt|tengdar fréttir|tengt efni",
    "pl": (
        "najczęściej czytane|popularne|popularne wpisy|popularne artykuły|podobne wpisy"
        "|podobne artykuły|powiązane|polecane"
    ),
    "cs": "nejčtenější|oblíbené|populární|související články|související|doporučujeme|čtěte také",
    "sk": ("najčítanejšie|obľúbené|populárne|súvisiace články|súvisiace|odporúčame|prečítajte si tiež"),
    "hu": ("legolvasottabb|legnépszerűbb|népszerű|kapcsolódó cikkek|kapcsolódó|ajánlott|ajánlott cikkek"),
    "ro": ("cele mai citite|populare|articole populare|articole similare|articole recomandate|recomandate"),
    "ru": (
        "популярное|самое читаемое|самые читаемые|похожие записи|похожие статьи|по теме"
        "|читайте также|рекомендуем"
    ),
    "uk": (
        "популярне|найпопулярніше|найчитаніше|схожі записи|схожі статті|за темою|читайте також|рекомендуємо"
    ),
    "bg": "популярни|най-четени|свързани статии|подобни публикации|препоръчани",
    "sr": "најчитаније|популарно|најпопуларније|слични чланци|повезани чланци|najčitanije|popularno",
    "hr": "najčitanije|popularno|najpopularnije|povezani članci|slični članci|preporučeno",
    "sl": "najbolj brano|priljubljeno|sorodni članki|podobni članki|priporočamo",
    "lt": "skaitomiausi|populiariausi|populiaru|susiję straipsniai|rekomenduojame",
    "lv": "lasītākie|populārākie|populāri|saistītie raksti|iesakām",
    "et": "loetumad|populaarsed|populaarne|seotud artiklid|soovitame",
    "el": "δημοφιλή|τα πιο δημοφιλή|πιο διαβασμένα|σχετικά άρθρα|προτεινόμενα",
    "tr": (
        "en çok okunanlar|en çok okunan|popüler|popüler yazılar|ilgili yazılar|ilgili haberler"
        "|benzer yazılar|önerilenler"
    ),
    "eu": "irakurrienak|ezagunak|erlazionatutako albisteak|gomendatuak",
    "ca": "més llegits|el més llegit|populars|articles relacionats|entrades relacionades|recomanats",
    "gl": "o máis lido|máis lidas|populares|artigos relacionados|recomendados",
    "id": (
        "terpopuler|populer|artikel populer|paling banyak dibaca|berita terkait|artikel terkait"
        "|rekomendasi|baca juga"
    ),
    "fil": "patok|pinakabinasa|mga kaugnay na artikulo",
    "vi": (
        "đọc nhiều|đọc nhiều nhất|xem nhiều|xem nhiều nhất|phổ biến|bài viết liên quan"
        "|tin liên quan|có thể bạn quan tâm"
    ),
    "th": "ยอดนิยม|อ่านมากที่สุด|ข่าวยอดนิยม|บทความที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|แนะนำ",
    "hi": "लोकप्रिय|सबसे ज्यादा पढ़ी गई|संबंधित खबरें|संबंधित लेख",
    "bn": "জনপ্রিয়|সর্বাধিক পঠিত|সম্পর্কিত খবর|আরও পড়ুন",
    "ta": "பிரபலமானவை|அதிகம் படிக்கப்பட்டவை|தொடர்புடைய செய்திகள்",
    "ja": (
        "人気記事|人気の記事|人気ランキング|アクセスランキング"
        "|よく読まれている記事|関連記事|おすすめ記事|おすすめ"
    ),
    "zh": (
        "热门文章|热门|热门推荐|最受欢迎|阅读排行|点击排行|相关文章|推荐阅读|推荐文章"
        "|熱門文章|熱門|人氣文章|相關文章|推薦閱讀|延伸閱讀"
    ),
    "ko": "인기글|인기 글|인기기사|인기 기사|많이 본 뉴스|많이 본 기사|관련 글|관련 기사|추천",
    "ar": "الأكثر قراءة|الأكثر مشاهدة|الأكثر شعبية|مقالات ذات صلة|مواضيع ذات صلة|اقرأ أيضا",
    "fa": "پربازدیدترین|پربازدید|محبوب‌ترین|مطالب مرتبط|اخبار مرتبط|پیشنهادی",
    "he": "הנקראים ביותר|הכי נקראים|פופולרי|כתבות קשורות|מומלצים",
}
POPULAR = frozenset(word for row in LANGUAGES.values() for word in row.split("|"))
