"""How the verbs write: data and tables to standard output, notes and failures to standard error.

What is meant for people may hold text from anywhere. It is written so that it controls neither a terminal nor
the CI system that reads it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from feedkit.errors import FeedkitError, FetchError, NoEntriesError
from feedkit.values.logins import without_logins
from feedkit.values.printable import printable_line, without_commands

if TYPE_CHECKING:
    from rich.console import RenderableType

CI = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")  # variables, of which a CI system sets one
MARK = re.compile(rb"##(?=\w*\[)")
ADDRESS = re.compile(r"(?:[\w-]+\.)+(?P<top>[a-z]{2,})(?::\d+)?(?P<path>/.*)?", re.I)  # without https://
FILE_ENDINGS = "atom csv htm html json jsonl md opml rss rst toml tsv txt xml yaml yml".split()
LINE_COMMAND = re.compile(rb"^([^\S\n]*):(?=:)", re.M)


def report(message: str) -> None:
    """Write a message, which is no data, to standard error, on one line."""
    click.echo(shown(printable_line(without_logins(message))), err=True)


def shown(text: str) -> str:
    """Return a text for people as it is, but for what a CI system that reads it would take for a command."""
    return without_commands(text) if _is_in_ci() else text


def print_parts(parts: Iterable[RenderableType], *, err: bool = False) -> None:
    """Write tables and texts of rich, whose lines begin wherever they are wrapped."""
    from rich.console import Console

    console = Console(stderr=err, highlight=False)
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    stream = sys.stderr if err else sys.stdout
    stream.write(shown(captured.get()))
    stream.flush()


def write_text(text: str) -> None:
    """Write a document that is text, such as TOML, to standard output, always in UTF-8."""
    click.echo(shown(text).encode("utf-8", "replace"), nl=False)


def write_document(document: bytes) -> None:
    """Write a feed, or a page, to standard output; for a CI system in other words, that mean the same."""
    if _is_in_ci():
        is_json = document.startswith(b"{")
        document = MARK.sub(rb"#\\u0023" if is_json else b"#&#35;", document)
        if not is_json:
            document = LINE_COMMAND.sub(rb"\1&#58;", document)
    sys.stdout.buffer.write(document)


def _is_in_ci() -> bool:
    return any(os.environ.get(name, "false").lower() not in ("", "0", "false") for name in CI)


def attempt(work: Callable[[], None], source: str) -> bool:
    """Do the work and return whether it succeeded; report a failure in one sentence."""
    try:
        work()
    except (BrokenPipeError, click.ClickException, click.exceptions.Exit):  # click handles them
        raise
    except (OSError, FeedkitError) as error:
        report(f"error: {error_message(error, source)}")
        for suggestion in getattr(error, "suggestions", ()):
            report(f"{source}: {suggestion}")
        return False
    except Exception as defect:  # of feedkit itself, which must not cost the sources behind this one
        kind = f"{type(defect).__name__}: {defect}"
        report(f"error: {source}: feedkit itself failed ({kind}): please report this bug, with the page")
        return False
    return True


def error_message(error: OSError | FeedkitError, source: str) -> str:
    """Return what went wrong with a source, in one sentence that begins with its name."""
    match error:
        case FileExistsError():
            return f"{error.filename}: wanted a folder, found a file of that name"
        case FileNotFoundError() if _is_like_address(source):
            return f"{source}: there is no such file; did you mean https://{source}?"
        case OSError():
            return f"{error.filename or source}: {error.strerror or error}"
        case FetchError():  # its message begins with the address
            return str(error)
        case NoEntriesError(feeds=[own, *_]):
            return f"{source}: {error}; the page has a feed of its own: {own}"
        case _:
            return f"{source}: {error}"


def _is_like_address(source: str) -> bool:
    """Return whether the name of a source is an address without its scheme."""
    found = ADDRESS.fullmatch(source)
    return found is not None and (found["path"] is not None or found["top"].lower() not in FILE_ENDINGS)
