"""What the verbs report on standard error: notes and failures, one sentence each."""

from __future__ import annotations

import re
from collections.abc import Callable

import click

from feedkit.errors import FeedkitError, FetchError, NoEntriesError

# Control characters, and the marks that reverse the direction of text.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def report(message: str) -> None:
    """Write a message, which is no data, to standard error."""
    click.echo(printable(message), err=True)


def printable(text: str) -> str:
    """Return text from the web without the characters that would control a terminal."""
    return CONTROLS.sub("\ufffd", text)


def attempt(work: Callable[[], None], source: str) -> bool:
    """Do the work and return whether it succeeded; report a failure in one sentence."""
    try:
        work()
    except (BrokenPipeError, click.ClickException, click.exceptions.Exit):  # click handles them
        raise
    except (OSError, FeedkitError) as error:
        report(f"error: {error_message(error, source)}")
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
        case OSError():
            return f"{error.filename or source}: {error.strerror or error}"
        case FetchError():  # its message begins with the address
            return str(error)
        case NoEntriesError(feeds=[own, *_]):
            return f"{source}: {error}; the page has a feed of its own: {own}"
        case _:
            return f"{source}: {error}"
