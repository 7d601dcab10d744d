"""HTML in a feed: what readers strip, what breaks out of the entry, and what leads nowhere.

The text is scanned once from left to right; every step goes on, so the cost is linear for any input. It is no
HTML parser: it knows tags, attributes, comments and raw text, and which end tags may be left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from feedkit.checks.findings import Fault, Rule
from feedkit.checks.value_rules import NONE, Faults, words

RULES = (
    Rule(
        "unsafe-element",
        "warning",
        "Content holds no element that runs code or acts on the page around it.",
        "Remove it: readers strip it, and some drop the whole entry.",
        "RFC 4287, section 8.1",
    ),
    Rule(
        "event-handler",
        "warning",
        "Content holds no event handlers.",
        "Remove the on… attributes: readers strip them.",
        "RFC 4287, section 8.1",
    ),
    Rule(
        "script-url",
        "warning",
        "Content holds no URL that is a script.",
        "Link to a page instead.",
        "RFC 4287, section 8.1",
    ),
    Rule(
        "unsafe-style",
        "warning",
        "No style in content moves it over the page around it, or runs code.",
        "Remove position, behavior, expression() and the like from the style attribute.",
        "RFC 4287, section 8.1",
    ),
    Rule(
        "relative-url-in-content",
        "warning",
        "URLs in content are absolute: many readers do not know what they are relative to.",
        "Write them whole, from https:// on.",
        "RSS Profile, relative URLs; RFC 4287, section 4.1.3.3",
    ),
    Rule(
        "unclosed-tag",
        "warning",
        "An element that content opens is closed in it.",
        "Close the element, or it takes in what the reader shows after the entry.",
        "HTML, section 13.1.2.4",
    ),
    Rule(
        "stray-end-tag",
        "warning",
        "An end tag has a start tag before it.",
        "Remove the end tag, or it closes an element of the reader's own page.",
        "HTML, section 13.1.2.4",
    ),
    Rule(
        "broken-tag",
        "warning",
        "A tag or comment in content has its end.",
        "Finish the tag with >, close the quotation mark, or write &lt; for a bare <.",
        "HTML, section 13.1.2",
    ),
)

TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>""")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?""")
TAG_BEGINS = re.compile(r"</?[A-Za-z]")
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes"})
VOID = words(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
MAY_STAY_OPEN = words(
    "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr"
)
UNSAFE = words("applet base embed frame frameset link meta object script style")
URL_ATTRIBUTES = words("action background cite data dynsrc formaction href longdesc lowsrc poster src usemap")
SAFE_START = ("https://", "http://", "#", "mailto:")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
SCRIPT = re.compile(r"(?:javascript|vbscript|livescript|mocha):|data:\s*(?:text/html|image/svg)", re.I)
UNSAFE_STYLE = re.compile(
    r"position\s*+:\s*+(?!static|relative)|expression\s*\(|behaviou?r\s*:|binding\s*:", re.I
)
IMAGE_CANDIDATE = re.compile(r"[\s,]*(?:(\S*[^\s,]),+(?=\s|\Z)|(\S+)(?:\s[^,]*)?,?)")  # of srcset


def html(text: str) -> Faults:
    """HTML, as a fragment, and not blank."""
    if not text or text.isspace():
        return (Fault("blank-element", "some text", "nothing"),)
    return optional_html(text)


def optional_html(text: str) -> Faults:
    """HTML, as a fragment; one fault for each rule, which shows the first case."""
    if "<" not in text:
        return NONE
    return _ContentCheck().text(text)


def tag_faults(name: str, attributes: Iterable[tuple[str, str]]) -> Faults:
    """Return what is wrong with one element of XHTML."""
    checked = _ContentCheck()
    checked.tag(name, attributes)
    return checked.faults()


class _ContentCheck:
    """The faults of one piece of content, and the elements that are open in it."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, str]] = {}
        self._counts: Counter[str] = Counter()
        self._open: list[str] = []
        self._open_counts: Counter[str] = Counter()

    def faults(self) -> Faults:
        return tuple(
            Fault(
                rule,
                wanted,
                found + (f" and {self._counts[rule] - 1} more" if self._counts[rule] > 1 else ""),
            )
            for rule, (wanted, found) in self._found.items()
        )

    def text(self, text: str) -> Faults:
        position = text.find("<")
        while position >= 0:
            position = text.find("<", self._step(text, position))
        for name in self._open:
            if name not in MAY_STAY_OPEN:
                self._note("unclosed-tag", f"</{name[:40]}>", f"<{name[:40]}> left open")
        return self.faults()

    def _step(self, text: str, position: int) -> int:
        """Look at what begins with the `<` at a position; return the position after it."""
        match = TAG.match(text, position)
        if match:
            name = match.group(2).lower()
            if match.group(1):
                self._end(name)
                return match.end()
            self.tag(name, _attributes(match.group(3)) if match.group(3) else ())
            if name in RAW_TEXT:
                return self._raw_text(name, text, match.end())
            if name not in VOID:
                self._open.append(name)
                self._open_counts[name] += 1
            return match.end()
        if text.startswith("<!--", position):
            return self._after("-->", text, position + 2)
        if text.startswith(("<!", "<?"), position):
            return self._after(">", text, position + 2)
        if TAG_BEGINS.match(text, position):
            self._note("broken-tag", "the end of the tag", f"{text[position : position + 40]!r}")
            return len(text)
        return position + 1

    def _after(self, end: str, text: str, position: int) -> int:
        found = text.find(end, position)
        if found < 0:
            self._note("broken-tag", end, f"{text[position - 2 : position + 38]!r}")
            return len(text)
        return found + len(end)

    def _raw_text(self, name: str, text: str, position: int) -> int:
        end = re.compile(rf"</{name}[\s/>]", re.I).search(text, position)
        if not end:
            self._note("unclosed-tag", f"</{name}>", f"<{name}> left open")
            return len(text)
        return self._after(">", text, end.end() - 1)

    def _end(self, name: str) -> None:
        if not self._open_counts[name]:
            if name not in ("p", "br"):  # these make an element of their own
                self._note("stray-end-tag", f"<{name[:40]}> before it", f"</{name[:40]}>")
            return
        while True:
            inner = self._open.pop()
            self._open_counts[inner] -= 1
            if inner == name:
                return
            if inner not in MAY_STAY_OPEN:
                self._note(
                    "unclosed-tag", f"</{inner[:40]}> before </{name[:40]}>", f"<{inner[:40]}> left open"
                )

    def tag(self, name: str, attributes: Iterable[tuple[str, str]]) -> None:
        """Look at one start tag; name and attribute names are in lower case."""
        if name in UNSAFE:
            self._note("unsafe-element", "no such element", f"<{name}>")
        for key, value in attributes:
            if key in URL_ATTRIBUTES:
                self._url(key, value)
            elif key == "srcset":
                for candidate in IMAGE_CANDIDATE.finditer(value):
                    self._url(key, candidate.group(1) or candidate.group(2))
            elif key.startswith("on") and key.isalpha() and len(key) > 2:
                self._note("event-handler", "no such attribute", f"<{name[:40]} {key[:40]}>")
            elif key == "style" and UNSAFE_STYLE.search(value):
                self._note("unsafe-style", "no such style", f'style="{value[:60]}"')

    def _url(self, key: str, value: str) -> None:
        if value.startswith(SAFE_START):
            return
        url = "".join(unescape(value).split())
        if SCRIPT.match(url):
            self._note("script-url", "the URL of a page", f'{key}="{url[:60]}"')
        elif not SCHEME.match(url) and not url.startswith("#"):
            self._note("relative-url-in-content", "an absolute URL", f'{key}="{url[:60]}"')

    def _note(self, rule: str, wanted: str, found: str) -> None:
        self._counts[rule] += 1
        if rule not in self._found:
            self._found[rule] = (wanted, found)


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in ATTRIBUTE.finditer(text):
        name, double, single, bare = match.groups()
        yield name.lower(), double or single or bare or ""
