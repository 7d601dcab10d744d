"""The words of pages that depend on their language, a row a language: a new language is a new row.

Pages often mix languages, so the words of all languages are known on every page. Words are in lower case,
separated by "|".
"""

from __future__ import annotations

from typing import NamedTuple


class LanguageWords(NamedTuple):
    """The words of one language.

    read_more:    texts of links and buttons that say nothing of where they lead
    older:        texts of links to the page with older entries
    title:        heads of a table's column with the titles
    published:    beginnings of the heads of a column with the dates of publication
    events:       words in the title or the address of a page that lists events
    lists:        words in the title, the heading or the address of a page that lists entries
    since:        words before a year that is that of a beginning, not of what follows
    """

    read_more: str = ""
    older: str = ""
    title: str = ""
    published: str = ""
    events: str = ""
    lists: str = ""
    since: str = ""


LANGUAGES = {  # by BCP 47 tags
    "en": LanguageWords(
        since="since|founded|established|est|copyright",
        read_more=(
            "more|read more|read|read on|continue|continue reading|continue reading this post"
            "|keep reading|full story|full article|view|view article|view post|view details"
            "|details|more details|more info|learn more|see more|find out more|open|link"
            "|permalink|permanent link|comments|comment|leave a comment|no comments|reply|share"
            "|tweet|next|previous|prev|older|newer|older posts|newer posts|first|last|home|top"
            "|back|download|pdf|listen|watch|play|edit|all|show all|view all"
        ),
        older=(
            "older|older posts|older entries|older articles|older news|older stories|older items"
            "|see older posts|view older posts|earlier posts|earlier entries|next|next page"
            "|next posts|next entries|go to next page|go to the next page|more posts|more entries"
            "|more articles|more news|more stories|load more|load more posts|load more articles"
            "|show more posts|view more posts"
        ),
        title="title|name|subject|topic|talk|paper|article|headline|description",
        published="publi|releas|posted|issued",
        events="event|events|calendar|meeting|meetings|agenda|seminar|seminars|talks",
        lists=(
            "blog|weblog|posts|news|newsroom|archive|archives|articles|stories|journal|notes"
            "|writing|writings|releases|updates|announcements|jobs|careers|vacancies|openings"
            "|publications|episodes|podcast|history|changelog|incidents|press"
        ),
    ),
    "de": LanguageWords(
        since="seit|gegründet",
        read_more=(
            "erste|letzte|startseite|weiterlesen|mehr|mehr lesen|lesen|zum artikel|weiter"
            "|details anzeigen|kommentare|ältere beiträge|neuere beiträge"
        ),
        older=(
            "ältere|ältere beiträge|ältere artikel|ältere einträge|ältere posts|ältere meldungen"
            "|weitere beiträge|weitere artikel|weitere meldungen|mehr beiträge|mehr laden|nächste"
            "|nächste seite|zur nächsten seite|weiter"
        ),
        title="titel|betreff",
        published="veröffentlicht|erschienen",
        events="termine|veranstaltung|veranstaltungen|kalender",
        lists=(
            "aktuelles|neuigkeiten|nachrichten|beiträge|artikel|archiv|meldungen|stellenangebote"
            "|presse|berichte"
        ),
    ),
    "fr": LanguageWords(
        since="depuis|fondé en|fondée en",
        read_more=(
            "premier|dernier|accueil|lire|lire la suite|lire plus|lire l'article|suite"
            "|en savoir plus|commentaires|voir plus|suivant|précédent"
        ),
        older=(
            "articles plus anciens|plus anciens|articles précédents plus anciens"
            "|billets plus anciens|anciens articles|page suivante|suivant|suivante"
            "|plus d'articles|charger plus"
        ),
        title="titre|sujet",
        events="événements",
        lists=(
            "actualités|actualites|actus|articles|nouvelles|archives|publications|billets"
            "|offres d'emploi|communiqués"
        ),
    ),
    "es": LanguageWords(
        since="desde|fundado en|fundada en",
        read_more=(
            "primera|última|inicio|leer|leer más|leer mas|seguir leyendo|más|ver más"
            "|continuar leyendo|comentarios|siguiente|anterior"
        ),
        older=(
            "entradas antiguas|entradas más antiguas|más antiguas|noticias anteriores"
            "|artículos más antiguos|página siguiente|siguiente|siguiente página|siguientes"
            "|más entradas|cargar más|próxima página"
        ),
        title="título|asunto",
        events="eventos|calendario",
        lists="noticias|artículos|entradas|archivo|publicaciones|novedades|comunicados|convocatorias",
    ),
    "pt": LanguageWords(
        since="desde|fundado em|fundada em",
        read_more=("leia mais|ler mais|continue lendo|continuar lendo|mais|saiba mais|comentários|próximo"),
        older=(
            "postagens mais antigas|mensagens antigas|mais antigas|posts mais antigos|próxima"
            "|próximo|próxima página|página seguinte|seguinte|carregar mais|mais notícias"
        ),
        title="título",
        events="eventos",
        lists="notícias|artigos|arquivo|publicações|postagens|novidades",
    ),
    "it": LanguageWords(
        since="dal|fondato nel|fondata nel",
        read_more=(
            "leggi|leggi tutto|leggi di più|continua|continua a leggere|commenti|altro|successivo|precedente"
        ),
        older=(
            "post più vecchi|articoli meno recenti|meno recenti|più vecchi|pagina successiva"
            "|successiva|successivo|successivi|avanti|carica altri"
        ),
        title="titolo|oggetto",
        events="eventi|calendario",
        lists="notizie|articoli|archivio|novità|pubblicazioni|comunicati|avvisi",
    ),
    "nl": LanguageWords(
        since="sinds|opgericht",
        read_more="lees|lees meer|lees verder|verder lezen|meer|reacties",
        older=("oudere berichten|ouder|oudere|oudere artikelen|volgende|volgende pagina|meer berichten"),
        published="gepubliceerd",
        events="evenementen",
        lists="nieuws|berichten|artikelen|archief|vacatures",
    ),
    "da": LanguageWords(
        since="siden|grundlagt",
        read_more="læs mere",
        older="ældre|ældre indlæg|næste|næste side|flere indlæg",
        lists="nyheder|artikler|arkiv|indlæg",
    ),
    "no": LanguageWords(
        since="siden|grunnlagt",
        read_more="les mer",
        older="eldre|eldre innlegg|neste|neste side",
        lists="nyheter|artikler|arkiv|innlegg",
    ),
    "sv": LanguageWords(
        since="sedan|grundat",
        read_more="läs mer|läs vidare",
        older="äldre|äldre inlägg|äldre artiklar|nästa|nästa sida|fler inlägg",
        title="rubrik",
        lists="nyheter|artiklar|arkiv|inlägg",
    ),
    "fi": LanguageWords(
        since="vuodesta|perustettu",
        read_more="lue lisää|lue",
        older="vanhemmat|vanhemmat artikkelit|vanhemmat tekstit|vanhempia|seuraava|seuraava sivu",
        title="otsikko",
        published="julkais",
        events="tapahtumat",
        lists="uutiset|artikkelit|arkisto|ajankohtaista",
    ),
    "is": LanguageWords(
        older="eldri færslur|næsta",
        lists="fréttir",
    ),
    "pl": LanguageWords(
        since="od roku|założony",
        read_more="czytaj|czytaj dalej|czytaj więcej|więcej",
        older=(
            "starsze|starsze posty|starsze wpisy|starsze artykuły|następna|następna strona|następny|dalej"
        ),
        title="tytuł",
        events="wydarzenia",
        lists="aktualności|wiadomości|artykuły|wpisy|archiwum|ogłoszenia",
    ),
    "cs": LanguageWords(
        since="od roku|založeno",
        read_more="číst dále|číst více|celý článek|více",
        older="starší|starší příspěvky|starší články|další|další stránka|následující",
        title="název",
        events="akce",
        lists="novinky|aktuality|zprávy|články|archiv",
    ),
    "sk": LanguageWords(
        since="od roku|založené",
        read_more="čítať ďalej|viac",
        older="ďalšie|ďalšia|ďalšia strana|staršie príspevky",
        lists="novinky|aktuality|správy|články",
    ),
    "hu": LanguageWords(
        since="óta|alapítva",
        read_more="tovább|bővebben|olvass tovább",
        older="régebbi|régebbi bejegyzések|korábbi bejegyzések|következő|következő oldal|tovább",
        lists="hírek|cikkek|archívum|bejegyzések",
    ),
    "ro": LanguageWords(
        since="din anul|fondat",
        read_more="citește mai mult|mai mult",
        older=(
            "mai vechi|articole mai vechi|postări mai vechi|următoarea|următoarea pagină"
            "|pagina următoare|următorul"
        ),
        lists="știri|noutăți|articole|arhivă",
    ),
    "ru": LanguageWords(
        since="основан|с момента",
        read_more=(
            "читать|читать далее|читать дальше|далее|подробнее|ещё|еще|комментарии|следующая|предыдущая"
        ),
        older=(
            "старые|более старые|более старые записи|предыдущие записи|старые записи|следующая"
            "|следующая страница|следующие|вперёд|вперед|далее|показать ещё|загрузить ещё|дальше"
        ),
        title="название|заголовок|тема",
        published="опубликован|дата выхода",
        events="программа|события|афиша",
        lists="новости|статьи|записи|архив|публикации|блог",
    ),
    "uk": LanguageWords(
        since="заснован",
        read_more="читати далі|детальніше|більше",
        older="старіші|старіші записи|давніші записи|наступна|наступна сторінка|далі",
        title="назва|тема",
        lists="новини|статті|записи|архів|блог",
    ),
    "bg": LanguageWords(
        older="по-стари|по-стари публикации|следваща|следваща страница",
        lists="новини|статии",
    ),
    "sr": LanguageWords(
        older=("старији постови|старије објаве|следећа|следећа страна|sledeća|sledeća strana|starije objave"),
        lists="вести|новости|vesti",
    ),
    "hr": LanguageWords(
        since="od godine|osnovan",
        read_more="pročitaj više|opširnije|više",
        older="stariji|stariji postovi|stariji članci|sljedeća|sljedeća stranica|sljedeće",
        lists="novosti|vijesti|objave",
    ),
    "sl": LanguageWords(
        since="od leta|ustanovljen",
        read_more="preberi več",
        older="starejše|starejši prispevki|naslednja|naslednja stran",
        lists="novice|objave",
    ),
    "lt": LanguageWords(
        older="senesni|kitas|kitas puslapis",
        lists="naujienos",
    ),
    "lv": LanguageWords(
        older="vecāki|nākamā",
        lists="jaunumi|ziņas",
    ),
    "et": LanguageWords(
        older="vanemad|järgmine",
        lists="uudised",
    ),
    "el": LanguageWords(
        since="από το|ιδρύθηκε",
        read_more="διαβάστε περισσότερα|περισσότερα",
        older="παλαιότερα|παλαιότερες αναρτήσεις|παλαιότερα άρθρα|επόμενη|επόμενη σελίδα|επόμενο",
        lists="νέα|άρθρα|ανακοινώσεις|ιστολόγιο",
    ),
    "tr": LanguageWords(
        since="beri|kuruluş",
        read_more="devamı|devamını oku|devamını okuyun|daha fazla",
        older=("daha eski|daha eski kayıtlar|önceki yazılar|sonraki|sonraki sayfa|sonraki sayfaya git"),
        title="başlık",
        published="yayın",
        lists="haberler|yazılar|duyurular|arşiv",
    ),
    "eu": LanguageWords(
        read_more="sarrera osoa irakurri",
        older="hurrengoa|hurrengo orria|sarrera zaharragoak",
        lists="albisteak|berriak",
    ),
    "ca": LanguageWords(
        since="des de|des del",
        read_more="llegir més|llegiu més|més",
        older="entrades més antigues|més antigues|pàgina següent|següent",
        lists="notícies|articles|novetats|arxiu",
    ),
    "gl": LanguageWords(
        older="entradas máis antigas|seguinte páxina",
        lists="novas|artigos",
    ),
    "id": LanguageWords(
        since="sejak",
        read_more="selengkapnya|baca selengkapnya|baca",
        older=(
            "posting lama|postingan lama|lebih lama|selanjutnya|berikutnya|halaman berikutnya"
            "|laman berikutnya"
        ),
        title="judul",
        lists="berita|artikel|arsip|kabar|pengumuman",
    ),
    "fil": LanguageWords(
        older="mas lumang post",
        lists="balita",
    ),
    "vi": LanguageWords(
        since="từ năm",
        read_more="xem thêm|đọc tiếp|đọc thêm",
        older="bài đăng cũ hơn|cũ hơn|trang sau|trang tiếp|tiếp theo|kế tiếp",
        lists="tin tức|bài viết|thông báo",
    ),
    "th": LanguageWords(
        read_more="อ่านต่อ|อ่านเพิ่มเติม",
        older="ถัดไป|หน้าถัดไป|บทความที่เก่ากว่า|หน้าต่อไป",
        lists="ข่าว|บทความ|ประกาศ",
    ),
    "hi": LanguageWords(
        read_more="और पढ़ें|अधिक पढ़ें",
        older="पुराने पोस्ट|पुरानी पोस्ट|अगला|अगला पृष्ठ",
        lists="समाचार|लेख",
    ),
    "bn": LanguageWords(
        older="পরবর্তী|পুরাতন পোস্ট",
        lists="খবর|সংবাদ",
    ),
    "ta": LanguageWords(
        older="அடுத்த|பழைய இடுகைகள்",
        lists="செய்திகள்",
    ),
    "ja": LanguageWords(
        since="創業|創立|設立|以来|より",
        read_more="最初|最後|続きを読む|もっと見る|もっと読む|詳細|詳しく|詳細を見る|全文を読む|コメント|次へ|前へ|一覧|一覧へ",
        older="次|次へ|次の|次のページ|次のページへ|次ページ|過去の記事|過去の記事へ|以前の記事|前の記事一覧|古い記事|古い投稿|もっと見る|次の10件|次の20件",
        title="件名|題名|タイトル",
        published="公開|掲載",
        events="イベント|予定",
        lists="ニュース|お知らせ|新着情報|ブログ|記事|アーカイブ",
    ),
    "zh": LanguageWords(
        since="自从|始于|創立|创立|成立",
        read_more="首页|末页|尾页|上页|下页|阅读全文|閱讀全文|阅读更多|閱讀更多|继续阅读|繼續閱讀|更多|查看|查看更多|详情|詳情|评论|下一页|上一页|全文|阅读",
        older="下一页|下一頁|下页|下頁|后一页|后页|後一頁|较早的文章|更早的文章|旧文章|較早的文章|較舊的文章|较旧的博文|更早|加载更多|載入更多|更多文章",
        title="标题|標題|题目",
        published="发布|發布",
        events="活动|活動",
        lists="新闻|新聞|文章|博客|公告|动态|消息|归档|歸檔",
    ),
    "ko": LanguageWords(
        since="부터|이래|설립",
        read_more="더 보기|더보기|더 읽기|계속 읽기|자세히|자세히 보기|전체보기|댓글|다음|이전",
        older="다음|다음 페이지|다음페이지|이전 글|이전 게시물|이전글 목록|더 보기|더보기|더 불러오기",
        title="제목",
        published="게시",
        events="행사",
        lists="뉴스|공지|소식|블로그|게시글",
    ),
    "ar": LanguageWords(
        since="منذ",
        read_more="اقرأ المزيد|المزيد",
        older="التالي|التالية|الصفحة التالية|المشاركات القديمة|مقالات أقدم|رسائل أقدم",
        lists="أخبار|الأخبار|مقالات|مدونة",
    ),
    "fa": LanguageWords(
        since="از سال",
        read_more="ادامه مطلب|بیشتر",
        older="بعدی|صفحه بعد|صفحه بعدی|صفحهٔ بعد|نوشته‌های قدیمی‌تر|پیام‌های قدیمی‌تر|قدیمی‌تر",
        lists="اخبار|مقالات|وبلاگ",
    ),
    "he": LanguageWords(
        since="מאז",
        read_more="קרא עוד|עוד",
        older="הבא|הבאה|לעמוד הבא|העמוד הבא|רשומות קודמות יותר|פוסטים ישנים יותר",
        lists="חדשות|מאמרים|בלוג",
    ),
}


def words_of(kind: str) -> list[str]:
    """The words of one kind, a field of `LanguageWords`, in all languages; each once."""
    rows = (getattr(row, kind).split("|") for row in LANGUAGES.values())
    return list(dict.fromkeys(word for row in rows for word in row if word))
