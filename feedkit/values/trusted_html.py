"""What stays in the content of a caller's own posts: all but what runs scripts or acts on the page around.

Left out are elements that are scripts, plug-ins or forms, and those by which HTML hides in SVG and MathML
(`foreignObject`, `annotation-xml`): browsers have read such content in other ways than whoever cleaned it.
"""

from __future__ import annotations

import re

from feedkit.values.urls import absolute_url

URL_ATTRIBUTES = frozenset({"background", "cite", "href", "longdesc", "poster", "src"})
LINK_SCHEMES = frozenset(
    {"geo", "irc", "ircs", "magnet", "mailto", "sip", "sms", "tel", "xmpp"}
)  # lead to no document
HTML_TAGS = frozenset(
    """a abbr acronym address area article aside audio b bdi bdo big blockquote br caption center cite code
    col colgroup data dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4
    h5 h6 header hgroup hr i iframe img ins kbd li main map mark menu meter nav ol p picture pre
    progress q rp rt rtc ruby s samp search section small source span strike strong style sub
    summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr""".split()
)
SVG_TAGS = frozenset(
    """circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line
    linearGradient marker mask path pattern polygon polyline radialGradient rect stop svg switch
    symbol text textPath tspan use view""".split()
)
MATH_TAGS = frozenset(
    """annotation maction math menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo mover
    mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd
    mtext mtr munder munderover none semantics""".split()
)
TRUSTED_TAGS = HTML_TAGS | SVG_TAGS | MATH_TAGS
REMOVED_WITH_TEXT = frozenset(
    {"annotation-xml", "script", "noscript", "template", "noembed", "noframes", "xmp"}
)

NEVER_KEPT = frozenset({"action", "formaction", "ping", "srcdoc"})
TEXTS = frozenset({"abbr", "alt", "content", "datetime", "label", "summary", "title", "value"})
PICTURES = frozenset({"img", "image", "source", "video"})  # whose address may be the picture itself
SCRIPT = re.compile(r"(?:java|vb|live)script:|mocha:|data:", re.I)
PICTURE = re.compile(r"data:image/(?:avif|gif|jpeg|png|webp)[;,][^\s\"'<>()]*+", re.I)
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]+")  # in a scheme, by browsers
MAX_SCHEME_LENGTH = 100  # characters in which a scheme is looked for

CSS_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
MAX_CODE_POINT = 0x10FFFF
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([^\n]))", re.I)
CSS_SCRIPT = re.compile(r"expression\s*\(|(?:java|vb|live)script\s*:|behaviou?r\s*:|-moz-binding", re.I)
CSS_URL = re.compile(r"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^"'()\s]*+))\s*+\)""", re.I)


def trusted_value(tag: str, name: str, value: str, base: str | None) -> str | None:
    """Return the value of an attribute, its addresses absolute; None to remove the attribute.

    Args:
        tag: the element's name.
        name: the attribute's name, in lower case: "href" for `xlink:href` too.
        value: its value; not a `srcset`.
        base: what addresses in it are relative to.
    """
    if name.startswith("on") or name in NEVER_KEPT:
        return None
    if name == "style":
        return absolute_css(value, base)
    if name in TEXTS or name.startswith(("aria-", "data-")):
        return value
    if name in ("src", "href", "poster") and tag in PICTURES and PICTURE.fullmatch(value):
        return value
    if name == "href" and tag not in ("a", "area", "image"):
        return value if value.startswith("#") else None  # parts of a drawing are in it
    if name in URL_ATTRIBUTES:
        return absolute_url(value, base, extra_schemes=LINK_SCHEMES if name == "href" else frozenset())
    return None if SCRIPT.match(IGNORED.sub("", value[:MAX_SCHEME_LENGTH])) else value


def absolute_css(css: str, base: str | None) -> str | None:
    """Return CSS with absolute addresses; None where it is a script, or may be the end of the style."""
    plain = CSS_ESCAPE.sub(_unescaped, CSS_COMMENT.sub("", css))
    if "<" in css or CSS_SCRIPT.search(plain):
        return None
    return CSS_URL.sub(lambda match: _absolute(match, base), css)


def _absolute(match: re.Match[str], base: str | None) -> str:
    address = match[1] or match[2] or match[3] or ""
    if address.startswith("#") or PICTURE.fullmatch(address):
        return match[0]
    return f'url("{absolute_url(address, base) or ""}")'


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return chr(code) if 0 < code <= MAX_CODE_POINT else match[2] or ""
