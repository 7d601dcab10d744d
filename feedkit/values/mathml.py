"""Formulas in MathML as the HTML that every reader shows: letters, signs, exponents and indices."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MAX_MATH_LENGTH = 20_000  # characters of a formula that keeps exponents; of a longer one the text is left
MATH = re.compile(
    r"<math\b(?:[^<]|<(?!/?math\b))*+</math\s*+>"
    r"(?!\s*+(?:</span\s*+>\s*+)?<[a-z]+\b[^<>]*\baria-hidden\s*=)",  # the same once more, for eyes only
    re.I,
)
TAG = re.compile(r"<[^<>]*+>")
ANNOTATION = re.compile(r"<annotation(?:-xml)?\b(?:[^<]|<(?!/?annotation))*+</annotation(?:-xml)?\s*+>", re.I)
SCRIPTS = {  # what the children behind the first are
    "msub": ("sub",),
    "msup": ("sup",),
    "msubsup": ("sub", "sup"),
    "munder": ("sub",),
    "mover": ("sup",),
    "munderover": ("sub", "sup"),
}
BETWEEN = {"mtable": "; ", "mtr": " "}
INVISIBLE = dict.fromkeys(
    range(0x2061, 0x2065)
)  # signs for machines: function application, times, comma, plus


def without_mathml(markup: str) -> str:
    """Return HTML with its formulas as text with `<sub>` and `<sup>`."""
    return MATH.sub(lambda match: _formula(match[0]), markup)


def _formula(math: str) -> str:
    from lxml import etree, html  # few texts have formulas

    math = ANNOTATION.sub("", math)
    if len(math) <= MAX_MATH_LENGTH:
        try:
            return _rendered(html.fragment_fromstring(math))
        except (etree.ParserError, etree.XMLSyntaxError):
            pass
    return _escaped(unescape(TAG.sub("", math)))


def _rendered(element: etree._Element) -> str:
    name = str(element.tag)
    if name in ("script", "style"):
        return ""
    children = [_rendered(child) for child in element if isinstance(child.tag, str)]
    if children and (kinds := SCRIPTS.get(name)):
        scripts = zip(kinds, children[1:], strict=False)
        return children[0] + "".join(f"<{kind}>{text}</{kind}>" for kind, text in scripts)
    if name == "mfrac":
        return "/".join(map(_grouped, children))
    if children and name in ("msqrt", "mroot"):
        inner, index = ("".join(children), "") if name == "msqrt" else (children[0], children[-1])
        return f"{f'<sup>{index}</sup>' if index else ''}√{_grouped(inner)}"
    if name in BETWEEN:
        return BETWEEN[name].join(children)
    tails = (_escaped(child.tail) for child in element)
    parts = (part for pair in zip(children, tails, strict=False) for part in pair)
    return _escaped(element.text) + "".join(parts)


def _grouped(text: str) -> str:
    return text if text.isalnum() else f"({text})"


def _escaped(text: str | None) -> str:
    """Return text as HTML, without blanks around it and signs that nobody sees."""
    return escape(" ".join((text or "").translate(INVISIBLE).split()), quote=False)
