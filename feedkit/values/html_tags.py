"""The tags of HTML, as its tokenizer sees them, and what the tree builder does with elements, by name.

HTML Standard, 13.2.4.2 to 13.2.6.
"""

from __future__ import annotations

import re

# --- tokens ---

_BLANK = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    r"(?:[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"(?:{_BLANK}*+={_BLANK}*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >\"'][^\t\n\f\r >]*+)?+)?+)"
)
ATTRIBUTE = re.compile(_ATTRIBUTE)
_COMMENT_END = r"(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))"
_FEW_ATTRIBUTES = rf"(?=[\t\n\f\r />])[\t\n\f\r /]*+(?:{_ATTRIBUTE}[\t\n\f\r /]*+){{0,32}}+>"
_TAG = rf"<(/?[A-Za-z][^\t\n\f\r />]*+)(?:{_FEW_ATTRIBUTES}|()(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+(?:>|\Z))"
_OTHER = rf"<!--{_COMMENT_END}|<!\[CDATA\[|<(?:[!?]|/(?![A-Za-z]))[^>]*+(?:>|\Z)|<|\Z"
TAG = re.compile(rf"{_TAG}|{_OTHER}")
# The same behind all that leaves the stack as it is where nothing is foreign and no formatting lost: text,
# comments, empty elements, inline elements of mere text; links where none is open, which they would end.
# It is passed over at the speed of C.
_LEAF = "|".join(
    rf"{name}{_FEW_ATTRIBUTES}[^<]*+</{name}>"
    for name in ("span", "time", "script", "i", "strong", "b", "em", "code", "label", "small")
)
_VOID = rf"(?:br|img|link|meta|source|wbr){_FEW_ATTRIBUTES}"
_SHAPES = r"(?:circle|g|line|path|polygon|rect|use)"
_SVG = rf"svg{_FEW_ATTRIBUTES}(?:[^<]++|<{_SHAPES}{_FEW_ATTRIBUTES}|</{_SHAPES}>){{0,64}}+</svg>"
_NEUTRAL = rf"{_LEAF}|{_VOID}|{_SVG}|!--{_COMMENT_END}"
_LINK = rf"a{_FEW_ATTRIBUTES}(?:[^<]++|<(?:{_LEAF}|{_VOID}))*+</a>"
NEXT_IN_LINK = re.compile(rf"(?:[^<]++|<(?:{_NEUTRAL}))*+(?:{_TAG}|{_OTHER})")
NEXT = re.compile(rf"(?:[^<]++|<(?:{_LINK}|{_NEUTRAL}))*+(?:{_TAG}|{_OTHER})")

SCRIPT_SIGN = re.compile(r"<!--|-->|</?script(?=[\t\n\f\r />])", re.I)

# --- elements ---

FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
NEVER_OPEN = frozenset(
    "area base basefont bgsound body br col embed frame frameset head hr html image img input keygen link"
    " meta param source track wbr".split()
)
VOID_IN_TEXT = frozenset("area br embed image img input keygen wbr".split())
TEXTS = frozenset("iframe noembed noframes plaintext script style textarea title xmp".split())
MAYBE_P = "p?"  # a paragraph that a table may have ended: nothing but its own end tag or one around it does
TABLE_PARTS = frozenset("caption colgroup tbody td tfoot th thead tr".split())
ROW_GROUPS = frozenset("tbody tfoot thead".split())
MARKERS = frozenset("applet caption marquee object td template th".split())  # formatting ends with them
BLOCKS = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer"
    " header hgroup listing main menu nav ol p pre search section summary ul".split()
)
CLOSE_P = BLOCKS | HEADINGS | frozenset("dd dt form li plaintext xmp".split())
TEXT_POINTS = frozenset("math:mi math:mn math:mo math:ms math:mtext".split())
HTML_INSIDE = " html"  # behind the name of an `<annotation-xml>` that holds HTML
HTML_POINTS = frozenset(("svg:desc", "svg:foreignobject", "svg:title", f"math:annotation-xml{HTML_INSIDE}"))
SCOPE = MARKERS | {"table", "math:annotation-xml"} | TEXT_POINTS | HTML_POINTS
BUTTON_SCOPE = SCOPE | {"button"}
LIST_SCOPE = SCOPE | {"ol", "ul"}
TABLE_SCOPE = frozenset(("table", "template"))
SPECIAL = (
    BLOCKS
    | HEADINGS
    | SCOPE
    | TABLE_PARTS
    | frozenset("button dd dt form iframe li noembed noframes noscript plaintext script select style".split())
    | frozenset(("textarea", "title", "xmp", MAYBE_P))
)
BETWEEN_ITEMS = frozenset(("address", "div", "p", MAYBE_P))  # do not keep an item from ending the one before
ENDS_ITEM = {"li": frozenset(("li",)), "dd": frozenset(("dd", "dt")), "dt": frozenset(("dd", "dt"))}
OPTIONS = frozenset(("optgroup", "option"))
FOREIGN = frozenset(("math", "svg"))
CELLS = frozenset(("caption", "td", "th"))
P = frozenset("p")
TABLE_NAMES = TABLE_PARTS | {"table"}
SCOPES = {  # how far an end tag reaches
    **dict.fromkeys(
        BLOCKS | HEADINGS | {"applet", "button", "dd", "dt", "marquee", "object", "select"}, SCOPE
    ),
    **dict.fromkeys(TABLE_NAMES, TABLE_SCOPE),
    "li": LIST_SCOPE,
    "p": BUTTON_SCOPE,
    MAYBE_P: BUTTON_SCOPE,
}
ENDS_WITH_RULES = FORMATTING | MARKERS | {"form"}  # do more than to end the innermost element
PLAIN = frozenset(("font", "label", "picture", "span")) - FORMATTING  # elements that no rule names
RUBY_PARTS = frozenset("rb rp rt rtc".split())
IMPLIED = RUBY_PARTS | frozenset("dd dt li optgroup option p".split())  # may lack end tags anywhere
NO_TEXT = CLOSE_P | TABLE_NAMES | RUBY_PARTS  # open no lost formatting again
BREAKOUT = (
    HEADINGS
    | frozenset(
        "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu".split()
    )
    | frozenset("meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split())
)
FONT_BREAKOUT = re.compile(r"[\t\n\f\r /](?:color|face|size)[\t\n\f\r />=]", re.I)
HTML_ENCODING = re.compile(r"encoding\s*=\s*[\"']?(?:text/html|application/xhtml\+xml)\b", re.I)
ENDS = {
    f"/{name}": name for name in sorted(PLAIN | SPECIAL - ENDS_WITH_RULES) if ":" not in name
}  # by end tag
