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
# comments, empty elements, inline elements of mere text. So do links, paragraphs and headings where none is
# open that they would end. All this is passed over at the speed of C. No shape is within itself, so each
# character is tried a few times at most. A slash in the tag of `<svg/>` would be its end.
_PLAIN_ATTRIBUTES = rf"(?:{_BLANK}++[A-Za-z:_-][\w:.-]*+(?:=(?:\"[^\"]*+\"|'[^']*+'))?+){{0,32}}+{_BLANK}*+>"


def _many(*shapes: str) -> str:
    """What matches text and tags of some shapes, which are given without their first character."""
    return rf"(?:[^<]++|<(?:{'|'.join(shapes)}))*+"


def _elements(names: str, content: str) -> str:
    return "|".join(f"{name}{_PLAIN_ATTRIBUTES}{content}</{name}>" for name in names.split())


_DRAWN = r"(?:circle|g|line|path|polygon|rect|use)"
_INLINE = (
    _elements("span strong b em i time small code label font style title", "[^<]*+"),
    rf"(?:br|img|input|link|meta|source|wbr){_FEW_ATTRIBUTES}|!--{_COMMENT_END}",
    _elements("script", r"(?:[^<]++|<(?!!--|/[Ss]))*+"),
    rf"svg{_PLAIN_ATTRIBUTES}(?:[^<]++|<{_DRAWN}{_FEW_ATTRIBUTES}|</{_DRAWN}>){{0,64}}+</svg>",
    rf"select{_PLAIN_ATTRIBUTES}(?:[^<]++|<option{_PLAIN_ATTRIBUTES}[^<]*+</option>){{0,512}}+</select>",
)
_PHRASES = (_elements("a", _many(*_INLINE[:2])), *_INLINE)
_HEADING = rf"h[1-6]{_PLAIN_ATTRIBUTES}{_many(*_PHRASES[:3])}</h[1-6]>"
_PARAGRAPHS = (_elements("p", _many(*_PHRASES[:3])), _HEADING, *_PHRASES)
NEXT_INSIDE = re.compile(rf"{_many(*_INLINE)}(?:{_TAG}|{_OTHER})")  # of a link, paragraph or heading
NEXT = re.compile(rf"{_many(*_PARAGRAPHS)}(?:{_TAG}|{_OTHER})")

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
ENDED_BY_OTHERS = HEADINGS | {"p"}  # end where another one starts
# Do more than to end the innermost element, or what comes next depends on them.
ENDS_WITH_RULES = FORMATTING | MARKERS | ENDED_BY_OTHERS | {"form"}
PLAIN = frozenset("abbr cite label picture span time".split())  # elements that no rule names
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
    f"/{name}": name for name in sorted(PLAIN | SPECIAL - ENDS_WITH_RULES) if name.isalpha()
}  # by end tag
PLAIN_BLOCKS = BLOCKS - ENDED_BY_OTHERS
CELL_ENDS = {"/td": "td", "/th": "th"}
PARENTS = {  # elements in which a start tag ends nothing
    **dict.fromkeys(("td", "th"), frozenset(("tr",))),
    "tr": ROW_GROUPS | {"table"},
    **dict.fromkeys(ROW_GROUPS, frozenset(("table",))),
    "li": frozenset(("ol", "ul")),
    **dict.fromkeys(("dd", "dt"), frozenset(("dl",))),
}
