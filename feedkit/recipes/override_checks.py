"""What is wrong with the way in which a field is read."""

from __future__ import annotations

from feedkit.dates.date_formats import DateFormat
from feedkit.errors import RecipeError
from feedkit.recipes.overrides import (
    ORDERS,
    TEMPLATE_PART,
    YEARS_FROM,
    Column,
    DateOverride,
    Override,
    expanded,
)
from feedkit.recipes.selectors import check_css, check_selector, check_xpath
from feedkit.values.data_paths import check_path

DATE_FIELDS = ("published", "updated")


def check_override(override: DateOverride, given: str | Override, location: str) -> None:
    """Raise a RecipeError if a part of an override is malformed, or contradicts another."""
    others = [key for key in override.__struct_fields__ if getattr(override, key) is not None]
    others = [key for key in others if key != "constant"]
    if override.constant is not None and others:
        raise RecipeError(
            f"{location}: constant is the whole value: {' and '.join(others)} must not be there"
        )
    if override.constant is None and not others:
        raise RecipeError(f"{location}: it says nothing: wanted one of css, xpath, attr, regex, constant")
    if override.css is not None and override.xpath is not None:
        raise RecipeError(f"{location}: wanted css or xpath, found both")
    if override.css is not None:
        check_css(override.css, location if isinstance(given, str) else f"{location}.css")
    if override.xpath is not None:
        check_xpath(override.xpath, location if isinstance(given, str) else f"{location}.xpath")
    if override.template is not None:
        _check_template(override, location)
    if override.remove is not None:
        check_selector(override.remove, f"{location}.remove")
    for old in override.replace or ():
        _check_replaced(old, f"{location}.replace")
    if override.regex is not None:
        _check_regex(override.regex, f"{location}.regex")
    if override.date_format is not None:
        _check_format(override.date_format, location, has_year=override.year is None)
    if override.order is not None and override.order not in ORDERS:
        raise RecipeError(f"{location}.order: wanted one of {', '.join(ORDERS)}, found {override.order!r}")
    if isinstance(override.year, str) and override.year not in YEARS_FROM:
        wanted = f"one of {', '.join(YEARS_FROM)}, or a year"
        raise RecipeError(f"{location}.year: wanted {wanted}, found {override.year!r}")
    if isinstance(override.year, int) and not 1 <= override.year <= 9999:
        raise RecipeError(f"{location}.year: wanted a year of at most four digits, found {override.year}")


def _check_replaced(old: str, location: str) -> None:
    """Raise a RecipeError if a text that is replaced is empty, or its regular expression malformed."""
    if not old.removeprefix("~"):
        raise RecipeError(f"{location}: wanted texts that are replaced, found an empty one")
    if old.startswith("~"):
        _check_regex(old[1:], location)


def _check_template(override: DateOverride, location: str) -> None:
    """Raise a RecipeError if a text with CSS in it has none, or stands beside what it replaces."""
    others = [key for key in ("css", "xpath", "attr", "remove") if getattr(override, key) is not None]
    if others:
        raise RecipeError(
            f"{location}: template stands in for {' and '.join(others)}, which must not be there"
        )
    parts = TEMPLATE_PART.findall(override.template or "")
    left = TEMPLATE_PART.sub("", override.template or "")
    if not parts or "{" in left or "}" in left:
        example = '"{h2} in {.place}"'
        raise RecipeError(
            f"{location}: wanted a text with CSS in braces such as {example}, found another one"
        )
    for part in parts:
        one = expanded(part)
        if one.css is not None:
            check_css(one.css, location)
        if one.xpath is not None:
            check_xpath(one.xpath, location)


def check_column(column: Column, location: str) -> None:
    """Raise a RecipeError if a part of a column is malformed, or contradicts another."""
    others = [key for key in ("path", "regex", "replace", "date_format") if getattr(column, key) is not None]
    if column.constant is not None and others:
        raise RecipeError(
            f"{location}: constant is the whole value: {' and '.join(others)} must not be there"
        )
    if column.constant is None and column.path is None:
        raise RecipeError(f"{location}: wanted path, or constant")
    if column.path is not None:
        check_path(column.path, location)
    for old in column.replace or ():
        _check_replaced(old, f"{location}.replace")
    if column.regex is not None:
        _check_regex(column.regex, f"{location}.regex")
    if column.date_format is not None:
        if location.rpartition(".")[2] not in DATE_FIELDS:
            raise RecipeError(f"{location}.date_format: it is for {' and '.join(DATE_FIELDS)}")
        _check_format(column.date_format, location)


def _check_format(date_format: str, location: str, *, has_year: bool = True) -> None:
    try:
        DateFormat(date_format, has_year=has_year)
    except ValueError as error:
        raise RecipeError(f"{location}.date_format: {error}") from error


def _check_regex(regex: str, location: str) -> None:
    from feedkit.values.limited_regex import check_regex  # few recipes need it

    try:
        check_regex(regex)
    except ValueError as error:
        raise RecipeError(f"{location}: {error}") from error
