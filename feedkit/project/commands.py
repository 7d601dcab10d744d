"""The programs whose output is a source."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from feedkit.errors import BuildError
from feedkit.lifeline import HAS_SIGNAL, kill_group, watched_group
from feedkit.values.logins import without_logins
from feedkit.values.urls import WEB_SCHEMES

MAX_OUTPUT = 20_000_000  # bytes, as of a page that is fetched
MAX_MESSAGE = 300  # characters of what it prints when it fails
MAX_STDERR = 100_000  # bytes of it that are looked at
MIN_SECRET_LENGTH = 4  # characters; a shorter part of an argument says nothing
OPTION = re.compile(r"--[A-Za-z][A-Za-z-]*|-[A-Za-z]?|.")
SEPARATOR = re.compile(r"[\s=:@,;/?&]+")
SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSW|PASSPHRASE|KEY|LOGIN|CREDENTIAL|AUTH|COOKIE", re.I)
GRACE = 1.0  # seconds in which a program that was killed closes its output


class Programs:
    """The programs that run for a build, for any number of threads; a context manager.

    Each has a process group of its own, which ends with it, and at the latest with the build.
    """

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._changing = threading.Lock()
        self._closed = False

    def __enter__(self) -> Programs:
        return self

    def __exit__(self, *_: object) -> None:
        with self._changing:
            self._closed = True
            for program in self._running:
                kill_group(program.pid)

    def output(self, command: Sequence[str], folder: Path, *, seconds: float) -> bytes:
        """Return what a program writes to standard output, run without a shell.

        Args:
            command: its name and its arguments.
            folder: where it is run.
            seconds: that it may run.

        Raises:
            BuildError: there is no such program, it fails, takes too long or writes too much.
        """
        shown = command[0]  # its arguments may be secrets
        with tempfile.TemporaryFile() as errors:
            with self._run(command, folder, errors) as program:
                output = _read(program, seconds)
            if output is None:
                raise BuildError(
                    "timeout", f"{shown}: did not end within {seconds:g} seconds (fetch_timeout)"
                )
            if len(output) > MAX_OUTPUT:
                raise BuildError("command", f"{shown}: wrote more than {MAX_OUTPUT / 1e6:g} MB")
            if program.returncode:
                status = f"exited with status {program.returncode}"
                message = _message(errors, _secrets(command, folder))
                raise BuildError("command", f"{shown}: {status}: {message}")
            return output

    @contextmanager
    def _run(
        self, command: Sequence[str], folder: Path, errors: IO[bytes]
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Start a program; afterwards end all of its group."""
        with self._changing:
            if self._closed:
                raise BuildError("command", f"{command[0]}: not started, as the build ends")
            program, lifeline, watcher = _started(command, folder, errors)
            self._running.add(program)
        try:
            yield program
        finally:
            with self._changing:
                self._running.discard(program)
                kill_group(program.pid)
            program.wait()
            if watcher:
                watcher.kill()
                watcher.wait()
            os.close(lifeline)


def _started(
    command: Sequence[str], folder: Path, errors: IO[bytes]
) -> tuple[subprocess.Popen[bytes], int, subprocess.Popen[bytes] | None]:
    """Start a program in a group of its own.

    Returns:
        The program; the end of its lifeline that is to be held; what kills the group at its end, if anything.
    """
    held, lifeline = os.pipe()
    try:
        program = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            pass_fds=[held] if HAS_SIGNAL else (),
        )
        watcher = watched_group(held, program.pid)
    except OSError as error:
        os.close(lifeline)
        raise BuildError("command", f"{command[0]}: {error.strerror}") from error
    finally:
        os.close(held)
    return program, lifeline, watcher


def _read(program: subprocess.Popen[bytes], seconds: float) -> bytes | None:
    """Wait for the end of a program and return its output; None where it takes too long.

    The output is read in a thread: what the program has started may have left the group and hold it open.
    """
    stdout = program.stdout
    assert stdout is not None  # it is a pipe
    end = time.monotonic() + seconds
    outputs: list[bytes] = []

    def read() -> None:
        with stdout:
            outputs.append(stdout.read(MAX_OUTPUT + 1))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(seconds)
    if outputs and len(outputs[0]) <= MAX_OUTPUT:
        with suppress(subprocess.TimeoutExpired):
            program.wait(max(0.0, end - time.monotonic()))
    late = not outputs or (len(outputs[0]) <= MAX_OUTPUT and program.returncode is None)
    if late:
        kill_group(program.pid)
        reader.join(GRACE)
    return None if late else outputs[0]


def _message(errors: IO[bytes], secrets: Sequence[str]) -> str:
    """Return the end of what a program printed to standard error, without what may be secret."""
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - MAX_STDERR))
    text = without_logins(errors.read(MAX_STDERR).decode("utf-8", "replace"))
    for secret in secrets:
        text = text.replace(secret, "***")
    return " ".join(text.split())[-MAX_MESSAGE:] or "it printed no message"


def _secrets(command: Sequence[str], folder: Path) -> list[str]:
    """Return what of a command, and of the environment, may be secret, the longest first.

    Those are its arguments, but for options and the names of files that there are, and their parts.
    """
    given = [one for one in command[1:] if not OPTION.fullmatch(one) and not _is_file(folder / one)]
    parts = [part for one in given for part in SEPARATOR.split(one) if part.lower() not in WEB_SCHEMES]
    named = [value for name, value in os.environ.items() if SECRET_NAME.search(name)]
    words = [part for value in named for part in (value, *value.split(":"))]
    secrets = {*given, *(word for word in (*parts, *words) if len(word) >= MIN_SECRET_LENGTH)}
    return sorted(filter(None, secrets), key=len, reverse=True)


def _is_file(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # the argument is too long for a name
        return False
