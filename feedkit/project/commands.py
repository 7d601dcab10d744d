"""A program whose output is a source."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from feedkit.errors import BuildError

TIME_LIMIT = 120.0  # seconds that it may run
MAX_OUTPUT = 20_000_000  # bytes, as of a page that is fetched
MAX_MESSAGE = 300  # characters of what it prints when it fails


def output_of(command: Sequence[str], folder: Path, *, seconds: float = TIME_LIMIT) -> bytes:
    """Return what a program writes to standard output, run without a shell.

    Args:
        command: its name and its arguments.
        folder: where it is run.
        seconds: that it may run.

    Raises:
        BuildError: there is no such program, it fails, takes too long or writes too much.
    """
    shown = " ".join(command)
    with tempfile.TemporaryFile() as errors:
        program = _started(command, folder, errors)
        late = threading.Event()

        def end() -> None:
            late.set()
            program.kill()

        alarm = threading.Timer(seconds, end)
        alarm.start()
        output = _read(program)
        alarm.cancel()
        if late.is_set():
            raise BuildError("command", f"{shown}: did not end within {seconds:g} seconds")
        if len(output) > MAX_OUTPUT:
            raise BuildError("command", f"{shown}: wrote more than {MAX_OUTPUT / 1e6:g} MB")
        if program.returncode:
            status = f"exited with status {program.returncode}"
            raise BuildError("command", f"{shown}: {status}: {_message(errors)}")
        return output


def _started(command: Sequence[str], folder: Path, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        )
    except OSError as error:
        raise BuildError("command", f"{' '.join(command)}: {error.strerror}") from error


def _read(program: subprocess.Popen[bytes]) -> bytes:
    """Wait for a program and return its output; one that writes too much is ended."""
    with program:
        assert program.stdout is not None  # it is a pipe
        output = program.stdout.read(MAX_OUTPUT + 1)
        if len(output) > MAX_OUTPUT:
            program.kill()
    return output


def _message(errors: IO[bytes]) -> str:
    """Return the end of what a program printed to standard error."""
    errors.seek(0)
    text = errors.read(4 * MAX_MESSAGE).decode("utf-8", "replace")
    return " ".join(text.split())[-MAX_MESSAGE:] or "it printed no message"
