"""Decodes untrusted TOML: what would cost the standard library's parser too much is refused first."""

from __future__ import annotations

import re
import tomllib

from feedkit.errors import ParseError

# tomllib's memory grows with the square of a key's parts, and its time with the square of a number's digits.
_KEY_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')\s*+\.\s*+"""
# Each is looked for from its beginning only: from any part of a long word it would take the square of it.
EXCESSIVE = re.compile(rf"(?<![\w.-])(?:{_KEY_PART}){{257}}|(?<![\d_])[\d_]{{1000}}")
POSITION = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")


def load(text: str, *, first_line: int = 1) -> dict[str, object]:
    """Decode a TOML document.

    Args:
        text: the document.
        first_line: the number of its first line, for messages.

    Raises:
        ParseError: the document is malformed, nested too deep, or has keys of more than 257 parts or numbers
        of a
            thousand digits; the message says where.
    """
    if excess := EXCESSIVE.search(text):
        line = first_line + text.count("\n", 0, excess.start())
        raise ParseError(f"wanted TOML, found more dots or digits than can be meant in line {line}")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = POSITION.match(str(error))
        problem = found[1] if found else str(error)
        line = first_line + (int(found[2]) - 1 if found and found[2] else text.count("\n"))
        column = int(found[3]) if found and found[3] else 1
        message = f"wanted TOML, found an error ({problem}) in line {line}, column {column}"
        raise ParseError(message) from error
    except RecursionError:
        raise ParseError("wanted TOML, found too many arrays or tables in one another") from None
