"""The names that people and programs use for the fields of entries, as tables.

Names are compared in lower case and without separators: "datePublished", "date_published" and "Date
published" are the same. A new name is a word in one of the rows below. Words of other languages are those of
`feedkit.parsers.labels`. Each field has several rows: a name in an earlier row goes before one in a later
row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from feedkit.dates.words import vocabulary
from feedkit.parsers.bylines import AUTHOR_LABEL
from feedkit.parsers.labels import LABELS

SEPARATORS = re.compile(r"[\W_]+")
PREFIX = re.compile(r"field_(?=.)")  # of the fields that people add in Drupal


@lru_cache(maxsize=16384)
def plain_name(key: str) -> str:
    """Return a key as names are compared; without a namespace before a colon ("wp:term")."""
    return SEPARATORS.sub("", PREFIX.sub("", key.rpartition(":")[2].casefold(), count=1))


def values_of(value: Mapping[str, object], keys: Iterable[str]) -> list[object]:
    """Return the values of some names in an object, however their keys are spelt ("firstName", "First name")."""
    return [one for _, one in columns_of(value, keys)]


def columns_of(value: Mapping[str, object], keys: Iterable[str]) -> list[tuple[str, object]]:
    """Return the same values, each with its key as it is spelt."""
    known: dict[str, tuple[str, object]] = {}
    for key, one in value.items():
        known.setdefault(plain_name(str(key)), (str(key), one))
    return [known[name] for name in keys if name in known]


_NAMES = {
    "title": """
        title titles headline webtitle entrytitle posttitle articletitle pagetitle
        name subject heading displayname hed dangeroushed nom nome nombre
        titulo tittel rubrik overskrift judul название
        headlines question label message
        tagname version tag num number cycle""",
    "url": """
        htmlurl permalink permalinkurl weburl fullurl pageurl posturl articleurl canonicalurl externalurl landingpageurl
        url link href
        uri address website webpage pageuri viewurl apid canonicalvolumelink lien enlace verknüpfung ссылка 链接 連結 リンク 링크 odkaz länk lenke
        doiurl doi infolink""",
    "slug": "slug slugs urlslug path alias",
    "id": """
        guid uuid
        id objectid uid
        sha hash key resourceid""",
    "published": """
        publishedgmt dategmt dateutc publishedutc videopublishedat firstpublishedat firstpublicationdate
        datepublished published publishedat publishedon publisheddate publishdate pubdate publicationdate
        publishtime publishedtime firstpublisheddate dateposted postdate publishon postedat postedon
        displaydate
        releasedat releasedate releaseddate releasetime articlepublishedtime webpublicationdate
        date datetime day when time timestamp datum
        publishedtimestamp issued dateissued uploadtimeiso8601 uploadtime uploadedat uploaddate posted released start startdate eventdate starttime startsat
        createdutc createdgmt
        created createdat createdon createddate createdtime creationdate datecreated dateadded
        ts epoch pubts publishedts createdts publishdatetime publicationdatetime publicationtime livedate issuedate airdate
        metadatacreated
        datepublication datedepublication publiele fechapublicacion fechadepublicacion datapubblicazione
        datapublicacao datadepublicacao veröffentlichtam veröffentlichungsdatum erscheinungsdatum publicadoem
        added addedat addedon inserted insertedat""",
    "updated": """
        modifiedgmt updatedgmt modifiedutc updatedutc
        datemodified modified modifiedat modifieddate modifiedon modificationdate updated updatedat
        updateddate updatedon dateupdated lastmod lastmodified lastmodifieddate lastupdated lastupdatedat
        lastedited lasteditdate lasteditedat lasteditedtime metadatamodified editedat edited revised lastchanged changed""",
    "summary": """
        summary customexcerpt excerpt abstract
        description descriptions teaser trailtext deck standfirst lead intro blurb tldr
        subtitle subheading dek explanation caption
        shortdescription metadescription ogdescription desc descripcion""",
    "content": """
        contenthtml bodyhtml descriptionhtml html htmlcontent contentrendered fullhtml selftexthtml
        markdown contentmarkdown bodymarkdown md mdx rawmarkdown
        content contents body fulltext articlebody text contenttext bodytext plaintext selftext message storytext
        contentencoded encoded releasenotes notes""",
    "authors": """
        authors author authorname bylines byline publishedbylines writers writer writtenby creators creator by
        postedby user owner account submitter submitteruser submittedby username userlogin screenname
        contributors createdby people publishedby uploadedby uploader authorships artistname artists artist
        videoownerchanneltitle
        channeltitle channelname""",
    "tags": """
        tags tag taglist keywords keyword
        categories category topics topic labels hashtags subjects sections section sectionname genres genre terms term
        multiselect""",
    "image": """
        image featuredimage featureimage featuredmedia coverimage cover heroimage hero mainimage leadimage
        imageurl thumbnail thumbnailurl thumbnails thumb photo picture img poster artwork bannerimage banner
        ogimage socialimage immagine imagen bild jetpackfeaturedmediaurl preview images photos fullpicture urltoimage multimedia imagelinks
        artworkurl600 artworkurl512
        artworkurl160 artworkurl100""",
    "enclosures": """
        enclosure enclosures attachments attachment associatedmedia
        audio audiourl audiofile podcastfile mp3 video videourl mediaurl podcasturl enclosureurl assets episodeurl""",
    "language": "language lang locale inlanguage hreflang langcode langs",
    "comments": "commentsurl commenturl commentslink discussionurl discussion commentslinkurl",
    "rights": "rights copyright license licence contentlicense",
    "length": "enclosurelength audiolength podcastbytes filesize sizeinbytes length size",  # this and the next are an enclosure's
    "type": "enclosuretype mimetype contenttype mediatype",
    "duration": "duration itunesduration audioduration podcastduration durationinseconds",
    "draft": "draft isdraft hidden",
    "status": "status poststatus",
}
_WORDS = {  # words for several things: kinds of content, parts of files and of people
    "html": "contenthtml bodyhtml descriptionhtml html htmlcontent contentrendered fullhtml selftexthtml contentencoded encoded",
    "markdown": "markdown contentmarkdown bodymarkdown md mdx rawmarkdown",
    "utc": "publishedgmt dategmt dateutc publishedutc createdutc createdgmt modifiedgmt updatedgmt modifiedutc updatedutc",
}

WRITERS_DATES = frozenset("date datetime day datum".split())  # in a row with those of the system as well
SYSTEM_DATES = (  # a program's own: when a row was made, changed and published
    frozenset("created createdat createdon createddate datecreated".split()),
    frozenset("modified modifiedat updated updatedat updatedon dateupdated lastmodified".split()),
    frozenset("published publishedat publishedon firstpublishedat".split()),
)

# field → name → its tier, the number of its row from 0
TIERS: dict[str, dict[str, int]] = {
    field: {name: tier for tier, row in enumerate(rows.strip().split("\n")) for name in row.split()}
    for field, rows in _NAMES.items()
}
LAST_TIER = 9  # of words of other languages
TIERS["title"]["tag"] = LAST_TIER + 1  # of a release; beside a title in any language, a topic
KIND = re.compile(
    r"(?:article|blog|book|card|content|dangerous|document|entry|episode|event|item|job|movie|news|page|post|primary|product|question|record"
    r"|song|story|teaser|thread|topic|track|video)(?=.)"
)
SHOWN = re.compile(
    r"(?:formatted|readable)(.+)|(.+?)(?:formatted|iso|str|string|text)"
)  # of dates written for readers, and of titles and summaries
WRITTEN = ("published", "title", "summary")
_LABELS = {plain_name(label): field for label, field in LABELS.items()}


@lru_cache(maxsize=4096)
def fields_of(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields that a name may stand for, each with its tier."""
    found = tuple((field, tiers[name]) for field, tiers in TIERS.items() if name in tiers)
    if not found and (shown := SHOWN.fullmatch(name)):
        found = tuple((field, LAST_TIER) for field in WRITTEN if (shown[1] or shown[2]) in TIERS[field])
    return found or _with_kind(name) or tuple((field, LAST_TIER) for field in _in_other_languages(name))


def _with_kind(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields of a name that begins with what the entry is: "trackName", "eventDate"."""
    kind = KIND.match(name)
    if kind is None:
        return ()
    rest = name[kind.end() :]
    return tuple((field, LAST_TIER - 1) for field, tiers in TIERS.items() if rest in tiers)


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


NUMBERS = frozenset(("num", "number", "cycle"))
PLURALS = frozenset(("authors", "contributors", "creators", "writers"))
BYLINES = frozenset(("byline", "bylines"))
HTML, MARKDOWN, UTC_NAMES = (frozenset(_WORDS[kind].split()) for kind in ("html", "markdown", "utc"))

# Objects that hold fields of the entry: those of GraphQL, JSON:API, search engines, sheets and CMSs.
WRAPPERS = frozenset(
    "_source attributes content contentdetails data embedded fields frontmatter matter meta metadata node object"
    " properties record relationships resource snippet sys value volumeinfo".split()
)
# Objects that are the entry, in a row that has no title and no text of its own; else they are another one.
ENVELOPES = frozenset("article commit document entry item post story".split())
# Objects of their own, whose names and addresses are not those of the entry.
ENTITIES = frozenset(
    [name for field in ("authors", "tags", "image", "enclosures", "comments") for name in TIERS[field]]
) | frozenset(
    "app application assignee assignees blog card channel committer company editor feed group groups licenses location"
    " members milestone milestones organisation organization parent parents place project publisher quote reactions"
    " reblog related replies repo repository series show site source sources state status subreddit team users venue"
    " website".split()
)
# Objects that say what is wrong: no entries are in them.
ERRORS = frozenset("error errors exception exceptions fault warnings".split())

# Words that programs write where there is nothing.
NULLS = frozenset("null nil none n/a #n/a nan undefined - – — --".split())

# Lists that hold the entries, when a document has several lists, the likeliest first.
LISTS = (
    "items posts entries articles releases versions results records rows stories news episodes documents docs data"
    " hits topics threads questions issues videos works vulnerabilities nodes edges children list feed value"
).split()
# Objects that describe the whole list.
ABOUT = "feed channel blog site meta metadata publication info".split()

# Names of the text, the address, the name of a person… in a value that is an object, the likeliest first.
WRAPPER_KEYS = "node nodes edges data attributes fields items by".split()  # of what an object only holds
TEXT = "rendered plaintext simpletext oid current main basic text value raw html t cdata content".split()
NAME = (
    "displayname fullname name title login username label term nickname slug".split()
    + TEXT
    + "handle original".split()
)
IDENTITY = "displayname fullname name title login username label term firstname given".split()
TITLE = ["rendered", "plaintext", *NAME]
GIVEN_NAMES, FAMILY_NAMES = (
    "firstname givenname given forename".split(),
    "lastname familyname family surname".split(),
)
ADDRESS = (
    "htmlurl sourceurl secureurl weburl browserdownloadurl permalink url href src link file external html alternate"
    " canonical downloadurl contenturl uri".split()
)
PAGES = "html selfhtml alternate web webui page canonical self".split()  # in an object of links
HOME = "htmlurl url link website uri href weburl".split()
SIZE = "length size sizeinbytes filesize bytes".split()
TYPE = "mimetype contenttype type".split()
DURATION = "duration durationinseconds itunesduration".split()
DATE = "start iso date datetime utc local value timestamp unix seconds rendered text simpletext".split()
LANGUAGE = "lang language locale".split()

DRAFT_STATES = frozenset("draft drafts scheduled private trash pending auto-draft hidden".split())
