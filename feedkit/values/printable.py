"""Text from strangers as a terminal, or the log of a CI system, may be shown it: it controls neither.

GitHub Actions takes a line that begins with `::` for a command, and `##[` anywhere in a line (actions/runner,
ActionCommand.cs); Azure Pipelines takes `##vso[`, and TeamCity `##teamcity[`.
"""

from __future__ import annotations

import re

# Control characters, further line ends, and the marks that reverse the direction of text.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LINE_ENDS = re.compile(r"\s*[\r\n]\s*")
STYLE = r"(?:\x1b\[[\d;]*m)"  # of our own, such as bold; it is left out later where there is no terminal
MARK = re.compile(rf"#(?={STYLE}*#{STYLE}*\w*{STYLE}*\[)")
LINE_COMMAND = re.compile(rf"^((?:[^\S\n]|\ufeff|{STYLE})*):(?={STYLE}*:)", re.M)
BREAK = "\u200b"  # a blank without a width: what it interrupts looks as before


def printable(text: str) -> str:
    """Return a text without the characters that would control a terminal; its lines are kept."""
    return CONTROLS.sub("\ufffd", text)


def printable_line(text: str) -> str:
    """Return a text on one line without the characters that would control a terminal."""
    return printable(LINE_ENDS.sub(" ", text))


def without_marks(text: str) -> str:
    """Return a text in which nothing is a command by a mark such as `##[add-mask]`."""
    return MARK.sub(f"#{BREAK}", text)


def without_commands(text: str) -> str:
    """Return a text of which no line is a command of a CI system."""
    return LINE_COMMAND.sub(rf"\1:{BREAK}", without_marks(text))


def command_data(text: str) -> str:
    """Return a text as the message of a workflow command of GitHub Actions."""
    plain = CONTROLS.sub(lambda found: found[0] if found[0] == "\r" else "\ufffd", text)
    return without_marks(plain).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
