"""The words and names that pages use: tables, not branches.

Everything here is general vocabulary of the web (HTML, WAI-ARIA, microformats, schema.org), or comes from the
words of languages (feedkit.parsers.language_words).
"""

from __future__ import annotations

import re
from functools import lru_cache

from feedkit.parsers.byline_words import byline_words
from feedkit.parsers.entry_words import entry_words
from feedkit.parsers.language_words import words_of
from feedkit.values.word_patterns import WordPattern

UNSPACED = "\u3040"  # the first letter of scripts whose words stand without blanks


def _whole_words(kind: str) -> re.Pattern[str]:
    """A pattern of the words of one kind as whole words, where their script has blanks between words."""
    found = words_of(kind)
    spaced = "|".join(word for word in found if word < UNSPACED)
    return re.compile("|".join((rf"\b(?:{spaced})\b", *(word for word in found if word >= UNSPACED))), re.I)


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
BESIDE_LISTS = Region.MENU | Region.SIDE | Region.FOOTER | Region.COMMENTS
WITHOUT_ENTRIES = Region.MENU | Region.PAGER  # no entry is there
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
    " sponsors advert ads banner slider carousel flexslider slides slideshow swiper slick ticker newsletter rightbar leftbar rightcolumn leftcolumn sidecolumn",
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
ENTRY_NAME = re.compile(
    r"(?:^|[\s_-])(?:post|entry|article|event|news|story|episode|job|release|incident)"
    r"(?:[_-]+(?:item|card|entry|row|preview|teaser|summary|box))?(?=$|\s)",
    re.I,
)
ENTRY_TYPE = re.compile(
    r"schema\.org/\w*(?:Posting|Article|Event|Episode|CreativeWork|Review|Report|Webpage)", re.I
)
FORMAT_CLASS = re.compile(r"(?:^|\s)h-(?:entry|event|cite|card|adr|feed)(?:\s|$)")
INNER_FORMAT = re.compile(r"(?:^|\s)(?:h-(?:cite|card|adr|feed)|p-author)(?:\s|$)")
PERMALINK_CLASS = re.compile(r"(?:^|\s)u-url(?:\s|$)")
DATED_PATH = re.compile(r"(?:^|[/_-])(?:19|20)\d\d[/_-]?(?:0?[1-9]|1[0-2])(?:[/_-]|\d\d)")

TRIMMED_START = " \t\n:：-–—|·•,;"
TRIMMED_END = " \t\n-–—|·•(（,;"
TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|headline|heading|subject|ttl|entry-title|p-name)(?:$|[\s_-])", re.I
)
AROUND_BADGES = " \t\n.…→»«›‹>[]()（）【】!！:：-–—|·•+▶►#¶§*❯⟶↗★☆"
EMPHASIS = frozenset("em i b strong code cite q abbr dfn kbd var samp sub".split())
BADGE_NAMES = frozenset(
    "badge label pill chip flag status state sticky pinned ribbon new hot kicker eyebrow overline rubric rubrik"
    " category cat topic type".split()
)
COUNT_NAMES = frozenset("count counter counts num number comment comments comm cmt replies views".split())
STATUS = frozenset(entry_words("status"))
LINK_TO = re.compile(rf"(?:{'|'.join(entry_words('link_to'))})\s*:?\s+(?=\S)", re.I)
NUMBER = re.compile(r"\d+")
COUNT_BESIDE = re.compile(rf"\W*\d{{1,6}}\W*(?:{'|'.join(words_of('lists'))})?\W*", re.I)
COUNTER = re.compile(r"^\d+ \S|[:：]\s*\d")
HASH = re.compile(r"[0-9a-f]{7,40}")
ASIDE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|author|byline|date|time|category|categories|tags?|label|meta|comments?|share|read-?more|more)(?:$|[\s_-])",
    re.I,
)
MORE_CLASS = re.compile(r"(?:^|[\s_-])(?:read-?more|more|more-?link)(?:$|[\s_-])", re.I)
CONTACTS = ("mailto:", "tel:", "sms:", "whatsapp:", "skype:")
NO_PAGES = ("javascript:", "mailto:", "tel:", "data:", "sms:", "whatsapp:", "skype:", "about:")
SHARER = re.compile(r"[/.](?:share|sharer|sharing|intent/tweet|submit)\b[^#]*[?&](?:u|url|text|href)=", re.I)
UPDATED_NAME = re.compile(r"updated|modified|dateModified|last-?mod|dt-updated", re.I)
PUBLISHED_NAME = re.compile(r"published|datePublished|dt-published|created", re.I)

NAMING_ATTRIBUTES = frozenset(("data-hook", "data-testid", "data-test", "data-qa"))  # beside the class
AUTHOR_NAMES = frozenset(
    (
        *"author authors byline byauthor writer contributor contributors creator username vcard postedby".split(),
        *"reporter correspondent autore autori autora författare forfatter kirjoittaja yazar szerzo avtor".split(),
        *"penulis redakteur redaktor redactor skribent".split(),
        *("posted by", "written by", "by author", "user name", "created by", "authored by", "submitted by"),
    )
)
AUTHOR_STEMS = ("author", "autor", "auteur", "byline", "verfasser", "columnist")  # of names run together
NO_AUTHOR_STEMS = ("authori", "authoriz", "autoriz", "autoris")  # "authority"
NO_AUTHOR_NAMES = frozenset("bio about description desc role job position social follow count".split())
OTHER_NAMES = frozenset(
    "category cat tag section topic site blog brand company org organization place venue file event forum group"
    " product last first given family middle sur source publication publisher outlet channel job".split()
)  # before "name" in a class
USER_CLASSES = frozenset(("user", "starter", "nick", "nickname"))  # that are a whole class
_AUTHOR_WORDS = {max(name.split(), key=len) for name in (*AUTHOR_NAMES, *AUTHOR_STEMS, *USER_CLASSES)}
AUTHOR_PARTS = tuple(  # of which each class of an author has one
    sorted(word for word in _AUTHOR_WORDS if not any(other in word for other in _AUTHOR_WORDS - {word}))
)
ICON_TAGS = frozenset(("i", "span", "em", "svg", "ion-icon"))
PERSON_ICONS = frozenset("user person author account".split())
ICON_NAMES = frozenset(
    "fa fas far fal fab fad icon icons ico icofont glyphicon bi bx bxs ti ri la las mdi dashicons feather lnr"
    " uil fi genericon octicon entypo ion flaticon eicon tb ph icomoon mf".split()
)
FACE_NAMES = frozenset("avatar gravatar headshot".split())
ROUND_CLASSES = frozenset(("rounded-full", "rounded-circle", "img-circle", "rounded-pill"))
AUTHOR_PATH = re.compile(  # of an address behind "/", as that is found fast
    r"/(?:(?:staff|columnists?|reporters?|journalists?|writers?|bloggers?|editors?|experts?|bios?|byline"
    r"|autor(?:a|as|es|ka|zy|en|i|e)?|auteurs?|yazar(?:lar)?|skribent(?:er)?|forfatter(?:e)?|redakt(?:e|ø|ö)r(?:er)?"
    r"|redakcja|szerzok?|avtor[iy]?|penulis|tac-gia|kirjoittajat?|kolumnist(?:en|i)?|firmas?|columnistas?)/[^/]"
    r"|(?<=[\s\S]/)@[\w.-]+/?$)",
    re.I,
)
LAST = WordPattern(entry_words("last"))
LAST_CLASS = re.compile(
    r"last[_-]?(?:post|repl|mess|user|author|activ)|latest[_-]?(?:repl|mess|post|user|author|activ)"
    r"|(?:^|\s|(?:cell|col|column)[_-]{1,2})latest(?:\s|$)",
    re.I,
)


@lru_cache(maxsize=2048)
def is_last_class(value: str) -> bool:
    """Return whether a class is that of the last reply."""
    return LAST_CLASS.search(value) is not None


PERSON = re.compile(
    rf"^(?:{'|'.join(sorted(entry_words('person'), key=len, reverse=True))}|{'|'.join(byline_words('author'))})\s*:?\s+",
    re.I,
)
POSSESSIVE = re.compile(r"[’']s? (?:picture|photo|avatar|profile|website|posts|page)$|\s+avatar$", re.I)
NAME_CLASS = re.compile(r"(?:^|\s)(?:fn|u-author|p-name|n|author-name|name)(?:$|\s)", re.I)
NAME_JOINT = re.compile(rf",|;|、|&|{'|'.join(byline_words('conjunction'))}|,\s*(?:and|und|et)", re.I)
SEPARATOR = re.compile(r"\s*[|·•—–]\s*|\s+[-/]\s+")
PROFILE_PATH = re.compile(  # of an address behind "/", as that is found fast
    r"/(?:authors?|users?|u|people|members?|profiles?|contributors?|autor(?:es)?|~[\w-]+)/"
    r"(?!(?:log-?in|log-?out|sign-?in|sign-?up|register|password|new|edit|settings)\b)[^/]"
    r"|/(?:authors?|users?|members?|profiles?|userinfo|space)(?:\.\w+)?\?[^#]*\b\w*(?:u|id|name|user)="
    r"|/~[\w.-]+/?$|\?mod=space&|&mod=space&|\?author=\w|&author=\w",
    re.I,
)
OTHER_TYPE = re.compile(
    r"schema\.org/(?:Place|PostalAddress|Person|Organization|ImageObject|Offer|Rating|ListItem)", re.I
)
PUBLICATION = re.compile("|".join(words_of("published")), re.I)
EVENT_NAME = _whole_words("events")
LIST_NAME = _whole_words("lists")
EVENT_DATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:event|start|end|due|deadline)[_-]?(?:date|time)|dt-(?:start|end)|(?:start|end)Date|deadline",
    re.I,
)
PRICE = re.compile(
    r"(?:[$€£¥₹₽₩₺₴₫฿₪]|\b(?:USD|EUR|GBP|CHF|Rp|Rs|R\$|zł|kr)\.?)\s?\d"
    r"|\d\s?(?:[$€£¥円元원₽₴₫₺]|(?:USD|EUR|GBP|CHF|PLN|SEK|NOK|DKK|CZK|HUF|zł|kr|Kč|Ft|lei|лв|руб|грн|TL)\b)",
)
CURRENCY_SIGNS = frozenset("$€£¥₹₽₩₺₴₫฿₪円元원")  # each price has one of these
CURRENCY_NAME = re.compile(
    r"USD|EUR|GBP|CHF|R[ps]|zł|kr|PLN|SEK|NOK|DKK|CZK|HUF|Kč|Ft|lei|лв|руб|грн|TL"
)  # or one
SINCE = re.compile(rf"©|\(c\)|{_whole_words('since').pattern}", re.I)
EVENT_TYPE = re.compile(r"schema\.org/\w*Event\b|(?:^|\s)h-event(?:\s|$)", re.I)

RICH = frozenset("img picture figure pre code ul ol table blockquote video audio h2 h3 h4 h5 h6".split())
PICTURE_ATTRIBUTES = (
    *("data-src", "data-lazy-src", "data-original", "src"),
    *("data-srcset", "data-lazy-srcset", "srcset"),
)
BACKGROUND_ATTRIBUTES = ("data-bg", "data-background", "data-background-image", "data-bg-image")
DECORATION = re.compile(
    r"avatar|gravatar|emoji|smil(?:ey|ie)|icon|logo|spinner|pixel|badge|^\s*data:|\.svg$|blank\.gif|spacer",
    re.I,
)
# What these patterns match in ASCII has one of these in it, in small letters: a cheap test before them.
DECORATION_SIGNS = tuple(
    "avatar emoji smil icon logo spinner pixel badge data: .svg blank.gif spacer".split()
)
TAG_PATH_SIGNS = ("tag", "categor", "topic", "label", "kategori")
TAG_PATH = re.compile(  # of an address behind "/"
    r"/(?:tags?|categor(?:y|ies)|topics?|labels?|kategorien?|catégories?|categorias?)/[^/]", re.I
)

TITLE_COLUMN = _whole_words("title")
RELATIVE = re.compile(
    r"""\s(?:href|src|srcset|poster|cite)\s*=\s*["']?\s*(?!https?://|mailto:|tel:|data:)""", re.I
)

OWNER_KEYS = ("author", "article:author", "og:site_name", "application-name", "twitter:title", "copyright")
OWNER_END = re.compile(r"\s*[|·•—–©:(),]\s*|\s+-\s+|\b\d{4}\b|\bcopyright\b", re.I)

# Links to the page with older entries: by what they say, by their classes, by the name of a page's number.
OLDER = frozenset(words_of("older"))
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
