"""The names that people and programs use for the fields of entries, as tables.

Names are compared in lower case and without separators: "datePublished", "date_published" and "Date
published" are the same. A new name is a word in one of the rows below. Words of other languages are those of
`feedkit.parsers.labels`. Each field has several rows: a name in an earlier row goes before one in a later
row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from feedkit.dates.words import vocabulary
from feedkit.parsers.bylines import AUTHOR_LABEL
from feedkit.parsers.labels import LABELS

SEPARATORS = re.compile(r"[\W_]+")


def plain_name(key: str) -> str:
    """Return a key as names are compared; without a namespace before a colon ("wp:term")."""
    return SEPARATORS.sub("", key.rpartition(":")[2].casefold())


_NAMES = {
    "title": """
        title headline webtitle entrytitle posttitle articletitle pagetitle
        name subject heading displayname
        question label message
        tagname version tag""",
    "url": """
        htmlurl permalink weburl fullurl pageurl posturl articleurl canonicalurl externalurl
        url link href
        uri address website webpage pageuri lien enlace verknüpfung ссылка 链接 連結 リンク 링크 odkaz länk lenke""",
    "slug": "slug slugs urlslug path",
    "id": """
        guid uuid
        id objectid uid
        sha hash key""",
    "published": """
        publishedgmt dategmt dateutc
        datepublished published publishedat publishedon publisheddate publishdate pubdate publicationdate
        publishtime publishedtime firstpublishedat firstpublicationdate dateposted postdate publishon postedat
        postedon releasedat releasedate releaseddate articlepublishedtime webpublicationdate
        date datetime day when time timestamp datum
        publishedtimestamp posted released start startdate starttime startsat
        created createdat createdon createddate createdtime createdutc creationdate datecreated dateadded
        added addedat addedon inserted insertedat""",
    "updated": """
        modifiedgmt updatedgmt
        datemodified modified modifiedat modifieddate modifiedon modificationdate updated updatedat
        updateddate updatedon dateupdated lastmod lastmodified lastmodifieddate lastupdated lastupdatedat
        lastedited lasteditedat lasteditedtime editedat edited revised lastchanged changed""",
    "summary": """
        summary customexcerpt excerpt abstract
        description teaser trailtext deck standfirst lead intro blurb tldr subtitle subheading dek
        shortdescription metadescription ogdescription""",
    "content": """
        contenthtml bodyhtml descriptionhtml html htmlcontent contentrendered fullhtml selftexthtml
        markdown contentmarkdown bodymarkdown md mdx rawmarkdown
        content body fulltext articlebody text contenttext bodytext plaintext selftext message storytext
        contentencoded encoded releasenotes notes""",
    "authors": """
        authors author authorname bylines byline publishedbylines writers writer writtenby creators creator by
        postedby user owner account submitter submitteruser submittedby username userlogin screenname
        contributors createdby people""",
    "tags": """
        tags tag taglist keywords keyword
        categories category topics topic labels hashtags subjects sections section genres genre terms term
        multiselect""",
    "image": """
        image featuredimage featureimage featuredmedia coverimage cover heroimage hero mainimage leadimage
        imageurl thumbnail thumbnailurl thumbnails thumb photo picture img poster artwork bannerimage banner
        ogimage socialimage jetpackfeaturedmediaurl preview images photos urltoimage multimedia""",
    "enclosures": """
        enclosure enclosures attachments attachment
        audio audiourl audiofile mp3 video videourl mediaurl podcasturl enclosureurl assets episodeurl""",
    "language": "language lang locale inlanguage hreflang",
    "comments": "commentsurl commenturl commentslink discussionurl discussion commentslinkurl",
    "rights": "rights copyright license licence",
    "length": "enclosurelength audiolength filesize sizeinbytes length size",  # this and the next are an enclosure's
    "type": "enclosuretype mimetype contenttype mediatype",
    "duration": "duration itunesduration audioduration durationinseconds",
    "draft": "draft isdraft hidden",
    "status": "status poststatus",
}
_WORDS = {  # words for several things: kinds of content, parts of files and of people
    "html": "contenthtml bodyhtml descriptionhtml html htmlcontent contentrendered fullhtml selftexthtml contentencoded encoded",
    "markdown": "markdown contentmarkdown bodymarkdown md mdx rawmarkdown",
    "utc": "publishedgmt dategmt dateutc modifiedgmt updatedgmt",
}

# field → name → its tier, the number of its row from 0
TIERS: dict[str, dict[str, int]] = {
    field: {name: tier for tier, row in enumerate(rows.strip().split("\n")) for name in row.split()}
    for field, rows in _NAMES.items()
}
LAST_TIER = 9  # of words of other languages
_LABELS = {plain_name(label): field for label, field in LABELS.items()}


@lru_cache(maxsize=4096)
def fields_of(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields that a name may stand for, each with its tier."""
    found = tuple((field, tiers[name]) for field, tiers in TIERS.items() if name in tiers)
    return found or tuple((field, LAST_TIER) for field in _in_other_languages(name))


def _in_other_languages(name: str) -> Iterator[str]:
    if name in _LABELS:
        yield _LABELS[name]
    elif not name:
        return
    elif AUTHOR_LABEL.fullmatch(f"{name}:"):
        yield "authors"
    else:
        roles = {sense.value for sense in vocabulary().senses(name) if sense.kind == "R"}
        yield from ("updated" if role else "published" for role in sorted(roles))


HTML, MARKDOWN, UTC_NAMES = (frozenset(_WORDS[kind].split()) for kind in ("html", "markdown", "utc"))

# Objects around the fields of an entry: those of GraphQL, JSON:API, search engines, sheets and CMSs.
WRAPPERS = frozenset(
    "_source attributes article content data document embedded entry fields frontmatter item matter meta"
    " metadata node object post properties record resource snippet story value".split()
)
# Objects of their own, whose names and addresses are not those of the entry.
ENTITIES = frozenset(
    [name for field in ("authors", "tags", "image", "enclosures", "comments") for name in TIERS[field]]
) | frozenset(
    "assignee blog channel committer company feed organization parent publisher reactions related replies repo"
    " repository series site source sources subreddit website".split()
)

# Lists that hold the entries, when a document has several lists, the likeliest first.
LISTS = (
    "items posts entries articles releases results records rows stories news episodes documents docs data hits"
    " nodes edges children list feed value"
).split()
# Objects that describe the whole list.
ABOUT = "feed channel blog site meta metadata publication info".split()

WRAPPER_KEYS = ("node", "nodes", "edges", "data")  # keys of an object that only holds others
# Keys of the text, the address, the name of a person… in a value that is an object, the likeliest first.
TEXT = (
    "rendered",
    "plain_text",
    "$oid",
    "current",
    "text",
    "value",
    "raw",
    "html",
    "#text",
    "_text",
    "$t",
    "__cdata",
    "content",
)
NAME: tuple[str, ...] = (
    "display_name",
    "displayName",
    "full_name",
    "fullName",
    "name",
    "title",
    "login",
    "username",
    "label",
    "term",
)
NAME += ("nickname", "slug", *TEXT)
TITLE = ("rendered", "plain_text", *NAME)
ADDRESS: tuple[str, ...] = (
    "html_url",
    "source_url",
    "secure_url",
    "web_url",
    "browser_download_url",
    "permalink",
    "url",
    "href",
)
ADDRESS += ("src", "link", "file", "external", "html", "alternate", "canonical", "download_url", "uri")
HOME = ("html_url", "url", "link", "website", "uri", "href", "web_url")
SIZE = ("length", "size", "size_in_bytes", "filesize", "fileSize", "bytes")
TYPE = ("mime_type", "mimeType", "content_type", "contentType", "type", "mimetype")
DURATION = ("duration", "duration_in_seconds", "itunes_duration")
DATE = ("start", "iso", "date", "datetime", "dateTime", "utc", "local", "value", "$date", "rendered", "text")

DRAFT_STATES = frozenset("draft drafts scheduled private trash pending auto-draft hidden".split())
