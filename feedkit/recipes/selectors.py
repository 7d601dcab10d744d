"""Selectors: CSS, or XPath 1.0.

XPath is what begins as no CSS can: with `/`, `./`, `../` or `(`, with an axis (`preceding::h2`) or a function
(`normalize-space(.//h2)`), or else what has `xpath:` before it.
"""

from __future__ import annotations

import re

from feedkit.config_errors import nearest
from feedkit.errors import RecipeError

AXES = "ancestor|ancestor-or-self|attribute|child|descendant|descendant-or-self|following|following-sibling"
AXES += "|parent|preceding|preceding-sibling|self"
XPATH = re.compile(rf"\s*(?:xpath:|\.{{0,2}}/|\.{{1,2}}\s*$|\(|(?:{AXES})\s*::|[a-z-]+\s*\()")
PREFIX = "xpath:"
MAX_XPATH_LENGTH = 2000  # characters
UNKNOWN_PSEUDO_CLASS = re.compile(r"':([\w-]+)'")


def xpath_in(selector: str) -> str | None:
    """Return the XPath that a selector is; None where it is CSS."""
    return selector.strip().removeprefix(PREFIX).strip() if XPATH.match(selector) else None


def check_selector(selector: str, location: str) -> None:
    """Check a selector, CSS or XPath.

    Raises:
        RecipeError: it is malformed; the message names `location`, the key in the recipe.
    """
    xpath = xpath_in(selector)
    if xpath is not None:
        check_xpath(xpath, location)
    else:
        check_css(selector, location)


def check_css(css: str, location: str) -> None:
    """Check a CSS selector; see `check_selector`."""
    import soupsieve  # takes as long to load as all the rest, and few recipes are read

    try:
        soupsieve.compile(css)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        raise RecipeError(f'{location}: "{css}" is no CSS selector: {_reason(css, str(error))}') from error


def check_xpath(xpath: str, location: str) -> None:
    """Check an XPath 1.0; see `check_selector`. It has the functions of XPath itself, and no namespaces."""
    from lxml import etree

    if len(xpath) > MAX_XPATH_LENGTH:
        raise RecipeError(f"{location}: wanted an XPath of at most {MAX_XPATH_LENGTH:,} characters")
    try:
        # What is no error of syntax shows itself on any page, such as functions that there are not.
        etree.XPath(xpath, regexp=False)(etree.Element("html"))
    except (etree.XPathError, ValueError) as error:
        raise RecipeError(f'{location}: "{xpath}" is no XPath 1.0: {error}') from error


def _reason(css: str, message: str) -> str:
    """Return the first line of soupsieve's message, and what to write instead when that is clear."""
    reason = message.splitlines()[0]
    if css.lstrip().startswith((">", "+", "~")):
        return f'{reason}; write ":scope {css.strip()}"'
    if pseudo := UNKNOWN_PSEUDO_CLASS.match(reason):
        from soupsieve.css_parser import PSEUDO_SUPPORTED

        known = nearest(pseudo[1], (name.lstrip(":") for name in PSEUDO_SUPPORTED))
        return f"there is no :{pseudo[1]}" + (f'; did you mean ":{known}"?' if known else "")
    return reason
