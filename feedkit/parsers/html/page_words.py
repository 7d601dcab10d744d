"""The words and names that pages use: tables, not branches.

Everything here is general vocabulary of the web (HTML, WAI-ARIA, microformats, schema.org) and of the
languages pages are written in. A new language or habit is a new row.
"""

from __future__ import annotations

import re
from functools import lru_cache


class Region:
    """What part of the page a node lies in, as its elements, roles, classes and ids say: bits of a number."""

    HIDDEN = 1  # not shown
    MENU = 2  # navigation
    SIDE = 4  # side columns, widgets, related and popular posts
    FOOTER = 8
    MAIN = 16
    PAGER = 32  # links to older and newer pages
    LABELS = 64  # tags and categories
    COMMENTS = 128
    SHARE = 256  # buttons to share, subscribe, log in
    BANNER = 512  # the head of the page, heroes aside
    LINKED = 1024  # in a link


HIDDEN = Region.HIDDEN
LINKED = Region.LINKED
NOT_LISTS = Region.MENU | Region.SIDE | Region.FOOTER | Region.COMMENTS
NO_LISTS = Region.MENU | Region.PAGER  # no entry hangs there
ENDS = Region.FOOTER | Region.BANNER
NO_TEXT = Region.LABELS | Region.SHARE | Region.PAGER | Region.COMMENTS  # none of it is an entry's text

BY_TAG = {
    "nav": Region.MENU,
    "menu": Region.MENU,
    "aside": Region.SIDE,
    "footer": Region.FOOTER,
    "main": Region.MAIN,
    "template": Region.HIDDEN,
    "noscript": Region.HIDDEN,
    "datalist": Region.HIDDEN,
    "select": Region.HIDDEN,
    "dialog": Region.HIDDEN,
    "iframe": Region.HIDDEN,
    "object": Region.HIDDEN,
    "audio": Region.HIDDEN,
    "video": Region.HIDDEN,
    "textarea": Region.HIDDEN,
}

BY_ROLE = {
    "navigation": Region.MENU,
    "menu": Region.MENU,
    "menubar": Region.MENU,
    "complementary": Region.SIDE,
    "contentinfo": Region.FOOTER,
    "main": Region.MAIN,
    "banner": Region.BANNER,
    "dialog": Region.HIDDEN,
    "search": Region.SHARE,
}

BY_NAME = {
    Region.MENU: "nav navbar navi navigation menu submenu topnav sidenav toc breadcrumb breadcrumbs dropdown sitemap gnb lnb",
    Region.SIDE: "sidebar aside widget widgets related recommended recommend popular trending blogroll sponsor"
    " sponsors advert ads banner slider carousel ticker newsletter rightbar leftbar rightcolumn leftcolumn sidecolumn",
    Region.FOOTER: "footer copyright colophon bottombar",
    Region.MAIN: "main content primary maincontent",
    Region.PAGER: "pagination pager paging pagenav pagenavi paginator",
    Region.LABELS: "tags tag tagcloud tagged categories category cats taxonomy keywords labels topics",
    Region.COMMENTS: "comments comment disqus respond replies",
    Region.SHARE: "share sharing social subscribe login signup search addthis follow toolbar cookie cookies popup popupmenu popover tooltip modal",
    Region.BANNER: "masthead topbar siteheader",
}
NAMES = {name: region for region, names in BY_NAME.items() for name in names.split()}
BOX_NAMES = frozenset(
    ("", *"list cloud links box container wrap wrapper block area items group row menu nav".split())
)
NOT_REGIONS = {"has", "with", "no", "without", "is", "hfeed", "page", "layout"}  # "has-sidebar" is no sidebar

HIDDEN_NAMES = frozenset(
    "hidden hide d-none visually-hidden visuallyhidden sr-only screen-reader-text screen-reader screenreader"
    " assistive-text invisible noprint-only is-hidden display-none".split()
)

UNHIDDEN = re.compile(r":|-(?:block|flex|grid|inline)$")  # "hidden md:block": shown on some screens

SKIPPED = frozenset("style svg canvas map param source track template".split())

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul br option".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())

NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

STAMP_ATTRIBUTES = frozenset(
    ("datetime", "content", "title", "data-ts", "data-time", "data-timestamp", "data-date", "data-datetime")
)

BOXES = frozenset("article li tr dt details section".split())
ITEMS = frozenset(("li", "article", "details"))  # one of these is never part of another beside it
PASSING_CLASSES = frozenset(
    "odd even first last active current selected open closed sticky pinned featured new alt left right"
    " has-thumbnail has-post-thumbnail no-thumbnail no-image has-image".split()
)
ENTRY_CLASS = re.compile(r"(?:^|\s)(?:h-entry|hentry|h-event|h-feed-item)(?:\s|$)")
ENTRY_TYPE = re.compile(
    r"schema\.org/\w*(?:Posting|Article|Event|Episode|CreativeWork|Review|Report|Webpage)", re.I
)
DATED_PATH = re.compile(r"(?:^|[/_-])(?:19|20)\d\d[/_-]?(?:0?[1-9]|1[0-2])(?:[/_-]|\d\d)")

TRIMMED_START = " \t\n:：-–—|·•,;"
TRIMMED_END = " \t\n-–—|·•(（,;"
TRIMMED = " \t\n.…→»«›‹>[]()（）【】:：-–—|·•+▶►#¶§*❯⟶↗"
GENERIC = frozenset(
    """
    more|read more|read|read on|continue|continue reading|continue reading this post|keep reading|full story|full article
    view|view article|view post|view details|details|more details|more info|learn more|see more|find out more|open|link
    permalink|permanent link|comments|comment|leave a comment|no comments|reply|share|tweet|next|previous|prev|older
    newer|older posts|newer posts|first|last|home|top|back|download|pdf|listen|watch|play|edit|all|show all|view all
    erste|letzte|startseite|weiterlesen|mehr|mehr lesen|lesen|zum artikel|weiter|details anzeigen|kommentare|ältere beiträge|neuere beiträge
    premier|dernier|accueil|lire|lire la suite|lire plus|lire l'article|suite|en savoir plus|commentaires|voir plus|suivant|précédent
    primera|última|inicio|leer|leer más|leer mas|seguir leyendo|más|ver más|continuar leyendo|comentarios|siguiente|anterior
    leia mais|ler mais|continue lendo|continuar lendo|mais|saiba mais|comentários|próximo
    leggi|leggi tutto|leggi di più|continua|continua a leggere|commenti|altro|successivo|precedente
    lees|lees meer|lees verder|verder lezen|meer|reacties|læs mere|les mer|läs mer|läs vidare|lue lisää|lue
    czytaj|czytaj dalej|czytaj więcej|więcej|číst dále|číst více|celý článek|více|čítať ďalej|viac|tovább|bővebben|olvass tovább
    читать|читать далее|читать дальше|далее|подробнее|ещё|еще|комментарии|следующая|предыдущая|читати далі|детальніше|більше
    devamı|devamını oku|devamını okuyun|daha fazla|pročitaj više|opširnije|više|preberi več|citește mai mult|mai mult
    διαβάστε περισσότερα|περισσότερα|selengkapnya|baca selengkapnya|baca|xem thêm|đọc tiếp|đọc thêm|อ่านต่อ|อ่านเพิ่มเติม
    最初|最後|続きを読む|もっと見る|もっと読む|詳細|詳しく|詳細を見る|全文を読む|コメント|次へ|前へ|一覧|一覧へ
    首页|末页|尾页|上页|下页|阅读全文|閱讀全文|阅读更多|閱讀更多|继续阅读|繼續閱讀|更多|查看|查看更多|详情|詳情|评论|下一页|上一页|全文|阅读
    더 보기|더보기|더 읽기|계속 읽기|자세히|자세히 보기|전체보기|댓글|다음|이전
    ادامه مطلب|بیشتر|اقرأ المزيد|المزيد|קרא עוד|עוד|और पढ़ें|अधिक पढ़ें|sarrera osoa irakurri|llegir més|llegiu més|més
    """.replace("\n", "|")
    .replace("| ", "|")
    .split("|")
)
GENERIC = frozenset(word.strip() for word in GENERIC)


@lru_cache(maxsize=8192)
def is_generic(text: str) -> bool:
    """Return whether a link's text says nothing of where it leads: "Read more", "2", "»", an address."""
    folded = text.strip(TRIMMED).casefold()
    return not folded or folded.isdigit() or folded in GENERIC or folded.startswith(("http://", "https://"))


TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|headline|heading|subject|ttl|entry-title|p-name)(?:$|[\s_-])", re.I
)
ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|author|byline|date|time|category|categories|tags?|label|meta|comments?|share|read-?more|more)(?:$|[\s_-])",
    re.I,
)
MORE_CLASS = re.compile(r"(?:^|[\s_-])(?:read-?more|more|more-?link)(?:$|[\s_-])", re.I)
NO_PAGES = ("javascript:", "mailto:", "tel:", "data:", "sms:", "whatsapp:", "skype:", "about:")
SHARER = re.compile(r"[/.](?:share|sharer|sharing|intent/tweet|submit)\b[^#]*[?&](?:u|url|text|href)=", re.I)
UPDATED_NAME = re.compile(r"updated|modified|dateModified|last-?mod|dt-updated", re.I)
PUBLISHED_NAME = re.compile(r"published|datePublished|dt-published|created", re.I)

AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|authors|byline|by-?author|p-author|writer|contributor|creator|posted-?by|username|vcard)(?:$|[\s_-])",
    re.I,
)
NAME_CLASS = re.compile(r"(?:^|\s)(?:fn|p-name|n|author-name|name)(?:$|\s)", re.I)
AUTHOR_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[\s|·•—–,(/-]))(?:(?:posted|written|published|submitted|created|words|contributed|text|story) by|by|author|authors|writer"
    r"|(?:geschrieben |verfasst |veröffentlicht |erstellt )?von|autor(?:in)?|verfasser"
    r"|(?:écrit |publié |posté |rédigé )?par|auteure?|(?:escrito |publicado |enviado |postado )?por|(?:scritto |pubblicato |inviato )?da|di|autore"
    r"|(?:geplaatst |geschreven )?door|auteur|(?:skrevet |skrevet |postet )?af|(?:skrevet |publisert )?av|författare|forfatter|kirjoittaja|kirjoittanut"
    r"|(?:napisał|dodał|opublikował|przez|autor)|(?:napsal|vložil|přidal)|(?:írta|szerző)|(?:автор|опубликовал|написал|добавил)|(?:yazan|yazar|yayınlayan)"
    r"|oleh|penulis|作者|文|作成者|著者|投稿者|執筆者|글쓴이|작성자|نویسنده|توسط|الكاتب|بقلم|מאת|लेखक|tác giả|ผู้เขียน|egilea|autor/a)"
    r"(?:\s*[:：]\s*|\s+(?=[^\d\W]))",
    re.I,
)
NAME_END = re.compile(
    r"\s*[|·•—–(（\[\n:：]|\s+-\s+|,\s*(?=\d)|\s+\d"
    r"|\s+(?:on|in|at|filed|under|posted|published|updated|comments?|@)(?:\s|$)"
    r"|\s+(?:am|um|le|el|em|op|den|dne|il|o|kl|à|às|alle|klo)\.?\s*(?=[|\d]|$)",
    re.I,
)
NAME_JOINT = re.compile(r",|;|、|&|and|und|et|y|e|i|og|och|en|,\s*(?:and|und|et)", re.I)
SEPARATOR = re.compile(r"\s*[|·•—–]\s*|\s+[-/]\s+")
PROFILE_PATH = re.compile(
    r"(?:^|/)(?:authors?|users?|u|people|members?|profiles?|contributors?|autor(?:es)?|~[\w-]+)/[^/]", re.I
)
NAME_JOIN = re.compile(r"\s*(?:,|;|、|&|\band\b|\bund\b|\bet\b|\by\b(?=\s[A-ZÁÉ])|\be\b(?=\s[A-Z]))\s*")
OTHER_TYPE = re.compile(
    r"schema\.org/(?:Place|PostalAddress|Person|Organization|ImageObject|Offer|Rating|ListItem)", re.I
)
PUBLICATION = re.compile(
    r"publi|releas|posted|issued|veröffentlicht|erschienen|julkais|gepubliceerd|опубликован|дата выхода|发布|發布|公開|掲載|게시|yayın",
    re.I,
)
EVENT_NAME = re.compile(
    r"\b(?:events?|calendar|meetings?|agenda|seminars?|talks|termine|veranstaltung(?:en)?|kalender|événements|eventos|eventi|calendario"
    r"|tapahtumat|evenementen|wydarzenia|akce|программа|события|афиша)\b|活动|活動|イベント|予定|행사",
    re.I,
)
EVENT_TYPE = re.compile(r"schema\.org/\w*Event\b|(?:^|\s)h-event(?:\s|$)", re.I)

RICH = frozenset("img picture figure pre code ul ol table blockquote video audio h2 h3 h4 h5 h6".split())
PICTURE_ATTRIBUTES = ("data-src", "data-lazy-src", "data-original", "src")
DECORATION = re.compile(
    r"avatar|gravatar|emoji|smil(?:ey|ie)|icon|logo|spinner|pixel|badge|^\s*data:|\.svg$|blank\.gif|spacer",
    re.I,
)
TAG_PATH = re.compile(
    r"(?:^|/)(?:tags?|categor(?:y|ies)|topics?|labels?|kategorien?|catégories?|categorias?)/[^/]", re.I
)

TITLE_COLUMN = re.compile(
    r"\b(?:title|name|subject|topic|talk|paper|article|headline|description|titel|betreff|titre|sujet|título|asunto|titolo|oggetto"
    r"|rubrik|otsikko|tytuł|název|назва|название|заголовок|тема|başlık|judul)\b|标题|標題|题目|件名|題名|タイトル|제목",
    re.I,
)
RELATIVE = re.compile(
    r"""\s(?:href|src|srcset|poster|cite)\s*=\s*["']?\s*(?!https?://|mailto:|tel:|data:)""", re.I
)

WORD = re.compile(r"[^\W\d_]+")
ODD_CASES = frozenset("ıİſ\u212a")  # letters that a pattern without case takes for i, s and k
LABEL_WORDS = frozenset(WORD.findall(AUTHOR_LABEL.pattern.lower()))
OWNER_KEYS = ("author", "article:author", "og:site_name", "application-name", "twitter:title", "copyright")
OWNER_END = re.compile(r"\s*[|·•—–©:(),]\s*|\s+-\s+|\b\d{4}\b|\bcopyright\b", re.I)

# Links to the page with older entries: by what they say, by their classes, by the name of a page's number.
OLDER = frozenset(
    word.strip()
    for line in """
    older|older posts|older entries|older articles|older news|older stories|older items|see older posts|view older posts|earlier posts|earlier entries
    next|next page|next posts|next entries|go to next page|go to the next page|more posts|more entries|more articles|more news|more stories|load more|load more posts|load more articles|show more posts|view more posts
    ältere|ältere beiträge|ältere artikel|ältere einträge|ältere posts|ältere meldungen|weitere beiträge|weitere artikel|weitere meldungen|mehr beiträge|mehr laden|nächste|nächste seite|zur nächsten seite|weiter
    articles plus anciens|plus anciens|articles précédents plus anciens|billets plus anciens|anciens articles|page suivante|suivant|suivante|plus d'articles|charger plus
    entradas antiguas|entradas más antiguas|más antiguas|noticias anteriores|artículos más antiguos|página siguiente|siguiente|siguiente página|siguientes|más entradas|cargar más|próxima página
    postagens mais antigas|mensagens antigas|mais antigas|posts mais antigos|próxima|próximo|próxima página|página seguinte|seguinte|carregar mais|mais notícias
    post più vecchi|articoli meno recenti|meno recenti|più vecchi|pagina successiva|successiva|successivo|successivi|avanti|carica altri
    entrades més antigues|més antigues|pàgina següent|següent|entradas máis antigas|seguinte páxina|hurrengoa|hurrengo orria|sarrera zaharragoak
    oudere berichten|ouder|oudere|oudere artikelen|volgende|volgende pagina|meer berichten|ældre|ældre indlæg|næste|næste side|flere indlæg
    äldre|äldre inlägg|äldre artiklar|nästa|nästa sida|fler inlägg|eldre|eldre innlegg|neste|neste side|vanhemmat|vanhemmat artikkelit|vanhemmat tekstit|vanhempia|seuraava|seuraava sivu|eldri færslur|næsta
    starsze|starsze posty|starsze wpisy|starsze artykuły|następna|następna strona|następny|dalej|starší|starší příspěvky|starší články|další|další stránka|následující|ďalšie|ďalšia|ďalšia strana|staršie príspevky
    régebbi|régebbi bejegyzések|korábbi bejegyzések|következő|következő oldal|tovább|mai vechi|articole mai vechi|postări mai vechi|următoarea|următoarea pagină|pagina următoare|următorul
    старые|более старые|более старые записи|предыдущие записи|старые записи|следующая|следующая страница|следующие|вперёд|вперед|далее|показать ещё|загрузить ещё|дальше
    старіші|старіші записи|давніші записи|наступна|наступна сторінка|далі|по-стари|по-стари публикации|следваща|следваща страница|старији постови|старије објаве|следећа|следећа страна
    stariji|stariji postovi|stariji članci|starije objave|sljedeća|sljedeća stranica|sljedeće|sledeća|sledeća strana|starejše|starejši prispevki|naslednja|naslednja stran|senesni|kitas|kitas puslapis|vecāki|nākamā|vanemad|järgmine
    παλαιότερα|παλαιότερες αναρτήσεις|παλαιότερα άρθρα|επόμενη|επόμενη σελίδα|επόμενο|daha eski|daha eski kayıtlar|önceki yazılar|sonraki|sonraki sayfa|sonraki sayfaya git
    posting lama|postingan lama|lebih lama|selanjutnya|berikutnya|halaman berikutnya|laman berikutnya|bài đăng cũ hơn|cũ hơn|trang sau|trang tiếp|tiếp theo|kế tiếp|mas lumang post
    次|次へ|次の|次のページ|次のページへ|次ページ|過去の記事|過去の記事へ|以前の記事|前の記事一覧|古い記事|古い投稿|もっと見る|次の10件|次の20件
    下一页|下一頁|下页|下頁|后一页|后页|後一頁|较早的文章|更早的文章|旧文章|較早的文章|較舊的文章|较旧的博文|較舊的文章|更早|加载更多|載入更多|更多文章
    다음|다음 페이지|다음페이지|이전 글|이전 게시물|이전글 목록|더 보기|더보기|더 불러오기
    ถัดไป|หน้าถัดไป|บทความที่เก่ากว่า|หน้าต่อไป|पुराने पोस्ट|पुरानी पोस्ट|अगला|अगला पृष्ठ|পরবর্তী|পুরাতন পোস্ট|அடுத்த|பழைய இடுகைகள்
    التالي|التالية|الصفحة التالية|المشاركات القديمة|مقالات أقدم|رسائل أقدم|بعدی|صفحه بعد|صفحه بعدی|صفحهٔ بعد|نوشته‌های قدیمی‌تر|پیام‌های قدیمی‌تر|قدیمی‌تر|הבא|הבאה|לעמוד הבא|העמוד הבא|רשומות קודמות יותר|פוסטים ישנים יותר
    """.splitlines()
    for word in line.split("|")
    if word.strip()
)
OLDER_CLASS = re.compile(
    r"(?:^|\s)(?:[\w-]+[_-])?(?:older(?:-(?:posts?|entries))?|nav-previous|(?<!nav-)next(?:-(?:page|posts?|link))?|nextpostslink|load-?more)(?:-link)?(?=\s|$)",
    re.I,
)
ONWARD = {"›": 1, ">": 1, "→": 1, "❯": 1, "»": 2, ">>": 2, "⟩": 1, "▶": 1, "►": 1}  # the smaller, the surer
PAGE_NAME = re.compile(
    r"(?<![^\W_])(?:p|pg|page|paged|pageno|pagenum|pagenumber|seite|pagina|página|sida|side|sivu|strana|stranica|strona|oldal|sayfa|halaman|trang|str|list|offset|start|from|skip|pn)[=/_-]?(?=\d)",
    re.I,
)
FULL_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
ASIDES = frozenset(("i", "em", "cite"))

# Where an entry's own page names its date, its author and its picture, the surest first (names in small letters).
PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "date",
)
AUTHOR_META = (
    "author",
    "article:author",
    "dcterms.creator",
    "dc.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
)
PICTURE_META = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
    "image",
)
