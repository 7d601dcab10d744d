"""Numbers of JSON: the largest that all read, and those that are longer than Python reads."""

from __future__ import annotations

MAX_INTEGER = 2**53 - 1  # what every JSON reader holds exactly (RFC 7493, section 2.2)
MAX_DIGITS = 300  # of an integer; Python refuses very long ones, and floats end at 309


def json_integer(digits: str) -> int | float:
    """Return an integer of JSON, for `parse_int`; infinity, most often, for one of more than 300 digits."""
    return int(digits) if len(digits) <= MAX_DIGITS else float(digits)
