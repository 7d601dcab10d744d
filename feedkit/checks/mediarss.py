"""Media RSS 1.5.1, one row an element."""

from __future__ import annotations

import re

from feedkit.checks.content import optional_html
from feedkit.checks.findings import Rule, shown
from feedkit.checks.url_rules import iri
from feedkit.checks.value_rules import (
    Faults,
    anything,
    count,
    countries,
    decimal,
    language,
    matching,
    mime_type,
    one_of,
    optional_plain_text,
    positive,
    some_text,
    true_or_false,
    words,
)
from feedkit.checks.vocabulary import ANY, BOTH, ENTRIES, ONCE, Attribute, Context, Element, Extension, Node

RULES = (
    Rule(
        "media-group",
        "error",
        "A media:group holds several versions of one thing.",
        "Put a single media:content straight into the item.",
        "Media RSS 1.5.1, <media:group>",
    ),
    Rule(
        "media-hash",
        "error",
        "A hash has the length of its algorithm, in hexadecimal.",
        "Write 32 digits for md5 (which is assumed), 40 for sha-1.",
        "Media RSS 1.5.1, <media:hash>",
    ),
    Rule(
        "media-rating",
        "error",
        "A rating is one that its scheme knows.",
        "Use a rating of the scheme, or name another scheme by its URI.",
        "Media RSS 1.5.1, <media:rating>",
    ),
    Rule(
        "media-role",
        "error",
        "The role of a credit is in lower case; without a scheme it is of the European Broadcasting Union.",
        "Use a role such as author, producer or photographer; for another one name its scheme.",
        "Media RSS 1.5.1, <media:credit>",
    ),
    Rule(
        "media-restriction",
        "error",
        "A restriction is all, none, or a list of what its type names: countries or URIs.",
        'Add type="country", "uri" or "sharing".',
        "Media RSS 1.5.1, <media:restriction>",
    ),
    Rule(
        "media-address",
        "error",
        "A media:content has a url, or a media:player in it.",
        "Add the url of the file.",
        "Media RSS 1.5.1, <media:content>",
    ),
)


MEDIA = (*BOTH, "media:group", "media:content")
NPT = r"(?:[0-9]+:[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|now)"  # RFC 2326, section 3.6
NORMAL_PLAY_TIME = matching(NPT, "a time such as 12.5 or 1:22:33.5")
RATINGS = {
    "urn:simple": one_of("adult", "nonadult"),
    "urn:mpaa": one_of("g", "pg", "pg-13", "r", "nc-17", "nr", "m", "x", ignore_case=True),
    "urn:v-chip": one_of(
        "all-children", "directed-to-older-children", "directed-to-older-children-fantasy-violence",
        "general-audience", "parental-guidance-suggested", "parents-strongly-cautioned",
        "mature-audience-only",
        "tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma",
        "c", "c8", "g", "pg", "14+", "18+", ignore_case=True,  # as Canada has them
    ),
    "urn:icra": matching(r"r \([a-z]{2} [01](?: [a-z]{2} [01])*\)", "an ICRA label"),
}  # fmt: skip
ICRA_CODES = words(
    """
    nz na nb nc nd ne nf ng nh ni sz sa sb sc sd se sf vz va vb vc vd ve vf vg vh vi vj vk lz la lb lc
    oz oa ob oc od oe of og oh cz ca cb cc cd ce cf xa xb xc xd xe
    """
)
EBU_ROLES = frozenset(  # EBU Tech 3293, the roles of contributors
    " ".join(
        """
        actor, adaptor, anchor person, animal trainer, animator, announcer, armourer, art director, artist,
        artist/performer, assistant camera, assistant chief lighting technician, assistant director,
        assistant producer, assistant visual editor, author, broadcast assistant, broadcast journalist,
        camera operator, carpenter, casting, causeur, chief lighting technician, choir, choreographer,
        clapper loader, commentary or commentator, commissioning broadcaster, composer, computer programmer,
        conductor, consultant, continuity checker, correspondent, costume designer, dancer, dialogue coach,
        director, director of photography, distribution company, draughtsman, dresser, dubber, editor,
        editor/producer, ensemble, executive producer, expert, fight director, floor manager, focus puller,
        foley artist, foley editor, foley mixer, graphic assistant, graphic designer, greensman, grip,
        hairdresser, illustrator, interviewed guest, interviewer, key character, key grip, key talents,
        leadman, librettist, lighting director, lighting technician, location manager, lyricist, make up
        artist, manufacturer, matte artist, music arranger, music group, musician, news reader, orchestra,
        participant, performer, photographer, post, producer, production assistant, production company,
        production department, production manager, production secretary, programme production researcher,
        programme proposal, property manager, publishing company, puppeteer, pyrotechnician, reporter,
        rigger, runner, scenario, scenic operative, script supervisor, second assistant camera, second
        assistant director, second unit director, set designer, set dresser, sign language, singer, sound
        designer, sound mixer, sound recordist, special effects, stunts, subtitles, technical director,
        term, translation, transportation manager, treatment, treatment proposal, treatment/programme
        proposal, vision mixer, visual editor, visual effects, wardrobe, witness
        """.split()
    ).split(", ")
)
HASH_LENGTHS = {"md5": 32, "sha-1": 40}


def _scheme(text: str) -> Faults:
    """The name of a scheme: an IRI, or urn: and a word."""
    return () if text in RATINGS or re.fullmatch(r"urn:[A-Za-z0-9-]+", text) else iri(text)


def _group(node: Node, context: Context) -> None:
    number = node.counts.get("media:content", 0)
    if number < 2:
        context.report(
            "media-group", node, wanted="two <media:content> or more", found=str(number) if number else "none"
        )


def _media_content(node: Node, context: Context) -> None:
    if node.get("url") is None and "media:player" not in node.counts:
        context.report(
            "media-address", node, wanted="the attribute url, or a <media:player>", found="neither"
        )


def _hash(node: Node, context: Context) -> None:
    text, algorithm = node.text.strip(), node.get("algo") or "md5"
    length = HASH_LENGTHS.get(algorithm)
    if length and (len(text) != length or not all(c in "0123456789abcdefABCDEF" for c in text)):
        context.report(
            "media-hash", node, wanted=f"{length} hexadecimal digits for {algorithm}", found=shown(text)
        )


def _rating(node: Node, context: Context) -> None:
    scheme, text = node.get("scheme") or "urn:simple", node.text.strip()
    known = RATINGS.get(scheme)
    faults = known(text) if known else ()
    if scheme == "urn:icra" and not faults:
        faults = () if ICRA_CODES.issuperset(text[3:-1].split()[::2]) else RATINGS["urn:icra"]("")
    for fault in faults:
        context.report("media-rating", node, wanted=f"{fault.wanted} of {scheme}", found=shown(text))


def _credit(node: Node, context: Context) -> None:
    scheme, role = node.get("scheme") or "urn:ebu", node.get("role")
    if role and scheme == "urn:ebu" and role not in EBU_ROLES:
        wanted = "a role of urn:ebu, in lower case, or the scheme that it is of"
        context.report("media-role", node, wanted=wanted, found=shown(role), attribute="role")
    elif role and role != role.lower():
        context.report("media-role", node, wanted="lower case", found=shown(role), attribute="role")


def _restriction(node: Node, context: Context) -> None:
    kind, text = node.get("type"), node.text.strip()
    if not text or text in ("all", "none"):
        return
    if kind == "country":
        context.report_faults(node, text, countries)
    elif kind == "uri":
        for one in text.split():
            context.report_faults(node, one, iri)
    elif kind is None:
        context.report("media-restriction", node, wanted="all, none or a type", found=shown(text))


_PLAIN_OR_HTML = Attribute("type", one_of("plain", "html"))


def _media_text(node: Node, context: Context) -> None:
    value = optional_html if node.get("type") == "html" else optional_plain_text
    context.report_faults(node, node.text.strip(), value)


_SIZE = (Attribute("height", positive), Attribute("width", positive))
_CONTENT_ATTRIBUTES = (
    Attribute("url", iri),
    Attribute("fileSize", positive),
    Attribute("type", mime_type),
    Attribute("medium", one_of("image", "audio", "video", "document", "executable")),
    Attribute("isDefault", true_or_false),
    Attribute("expression", one_of("sample", "full", "nonstop")),
    Attribute("bitrate", decimal),
    Attribute("framerate", decimal),
    Attribute("samplingrate", decimal),
    Attribute("channels", count),
    Attribute("duration", decimal),
    *_SIZE,
    Attribute("lang", language),
)
_CONTENT = Element(
    "media:content",
    attributes=_CONTENT_ATTRIBUTES,
    check=_media_content,
    where=(*ENTRIES, "media:group"),
    holds="media:content",
)
_ELEMENTS = (
    _CONTENT,
    Element("media:group", check=_group, where=ENTRIES, holds="media:group"),
    Element("media:adult", ONCE, one_of("true", "false", ignore_case=True), where=MEDIA, trim=False),
    Element(
        "media:rating",
        ANY,
        some_text,
        attributes=(Attribute("scheme", _scheme),),
        check=_rating,
        where=MEDIA,
    ),
    Element("media:title", ONCE, anything, attributes=(_PLAIN_OR_HTML,), check=_media_text, where=MEDIA),
    Element(
        "media:description", ONCE, anything, attributes=(_PLAIN_OR_HTML,), check=_media_text, where=MEDIA
    ),
    Element("media:keywords", ANY, optional_plain_text, where=MEDIA),
    Element(
        "media:thumbnail",
        ANY,
        anything,
        attributes=(Attribute("url", iri, required=True), *_SIZE, Attribute("time", NORMAL_PLAY_TIME)),
        where=MEDIA,
    ),
    Element(
        "media:category",
        ANY,
        optional_plain_text,
        attributes=(Attribute("scheme", _scheme), Attribute("label", optional_plain_text)),
        where=MEDIA,
    ),
    Element(
        "media:hash",
        ANY,
        some_text,
        attributes=(Attribute("algo", one_of(*HASH_LENGTHS)),),
        check=_hash,
        where=MEDIA,
    ),
    Element(
        "media:player",
        ANY,
        anything,
        attributes=(Attribute("url", iri, required=True), *_SIZE),
        where=MEDIA,
    ),
    Element(
        "media:credit",
        ANY,
        optional_plain_text,
        attributes=(Attribute("role"), Attribute("scheme", _scheme)),
        check=_credit,
        where=MEDIA,
    ),
    Element("media:copyright", ONCE, optional_plain_text, attributes=(Attribute("url", iri),), where=MEDIA),
    Element(
        "media:text",
        ANY,
        anything,
        attributes=(
            _PLAIN_OR_HTML,
            Attribute("lang", language),
            Attribute("start", NORMAL_PLAY_TIME),
            Attribute("end", NORMAL_PLAY_TIME),
        ),
        check=_media_text,
        where=MEDIA,
    ),
    Element(
        "media:restriction",
        ANY,
        anything,
        attributes=(
            Attribute("relationship", one_of("allow", "deny"), required=True),
            Attribute("type", one_of("country", "uri", "sharing")),
        ),
        check=_restriction,
        where=MEDIA,
    ),
    Element(
        "media:community",
        ONCE,
        children=(
            Element(
                "media:starRating",
                ONCE,
                attributes=(
                    Attribute("average", decimal),
                    Attribute("count", count),
                    Attribute("min", count),
                    Attribute("max", count),
                ),
            ),
            Element(
                "media:statistics",
                ONCE,
                attributes=(Attribute("views", count), Attribute("favorites", count)),
            ),
            Element("media:tags", ONCE, anything),
        ),
        where=MEDIA,
    ),
    *(
        Element(f"media:{one}s", ONCE, children=(Element(f"media:{one}", ANY, some_text),), where=MEDIA)
        for one in ("comment", "response", "backLink")
    ),
    Element(
        "media:embed",
        ONCE,
        attributes=(Attribute("url", iri, required=True), *_SIZE),
        children=(
            Element("media:param", ANY, anything, attributes=(Attribute("name", some_text, required=True),)),
        ),
        where=MEDIA,
    ),
    Element(
        "media:status",
        ONCE,
        attributes=(
            Attribute("state", one_of("active", "blocked", "deleted"), required=True),
            Attribute("reason"),
        ),
        where=MEDIA,
    ),
    Element(
        "media:price",
        attributes=(
            Attribute("type", one_of("rent", "purchase", "package", "subscription")),
            Attribute("info", iri),
            Attribute("price", decimal),
            Attribute("currency", matching(r"[A-Z]{3}", "a currency of ISO 4217 such as EUR")),
        ),
        where=MEDIA,
    ),
    Element(
        "media:license",
        ANY,
        anything,
        attributes=(Attribute("type", mime_type), Attribute("href", iri)),
        where=MEDIA,
    ),
    Element(
        "media:subTitle",
        attributes=(
            Attribute("type", mime_type, required=True),
            Attribute("lang", language, required=True),
            Attribute("href", iri, required=True),
        ),
        where=MEDIA,
    ),
    Element(
        "media:peerLink",
        attributes=(Attribute("type", mime_type), Attribute("href", iri, required=True)),
        where=MEDIA,
    ),
    Element(
        "media:location",
        attributes=(
            Attribute("description"),
            Attribute("start", NORMAL_PLAY_TIME),
            Attribute("end", NORMAL_PLAY_TIME),
        ),
        holds="media:location",
        where=MEDIA,
    ),
    Element(
        "media:rights",
        ONCE,
        attributes=(Attribute("status", one_of("userCreated", "official"), required=True),),
        where=MEDIA,
    ),
    Element(
        "media:scenes",
        ONCE,
        children=(
            Element(
                "media:scene",
                children=(
                    Element("sceneTitle", ONCE, some_text),
                    Element("sceneDescription", ONCE, anything),
                    Element("sceneStartTime", ONCE, NORMAL_PLAY_TIME),
                    Element("sceneEndTime", ONCE, NORMAL_PLAY_TIME),
                ),
            ),
        ),
        where=MEDIA,
    ),
)
MRSS = Extension("media", "http://search.yahoo.com/mrss/", "Media RSS 1.5.1", _ELEMENTS)
