"""A program whose output is a source."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from feedkit.errors import BuildError

SECONDS = 120.0  # that it may run
LARGEST = 20_000_000  # bytes of output, as of a page that is fetched
SHOWN = 300  # characters of what it says of its failure


def output_of(command: Sequence[str], folder: Path, *, seconds: float = SECONDS) -> bytes:
    """What a program writes to standard output, run without a shell.

    Args:
        command: its name and its arguments.
        folder: where it is run.
        seconds: that it may run.

    Raises:
        BuildError: there is no such program, it fails, takes too long or writes too much.
    """
    shown = " ".join(command)
    with tempfile.TemporaryFile() as errors:
        try:
            program = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
            )
        except OSError as error:
            raise BuildError("command", f"{shown}: {error.strerror}") from error
        late = threading.Event()

        def end() -> None:
            late.set()
            program.kill()

        alarm = threading.Timer(seconds, end)
        alarm.start()
        with program:
            assert program.stdout is not None  # it is a pipe
            output = program.stdout.read(LARGEST + 1)
            if len(output) > LARGEST:
                program.kill()
        alarm.cancel()
        if late.is_set():
            raise BuildError("command", f"{shown}: did not end within {seconds:g} seconds")
        if len(output) > LARGEST:
            raise BuildError("command", f"{shown}: wrote more than {LARGEST / 1e6:g} MB")
        if program.returncode:
            errors.seek(0)
            said = " ".join(errors.read(4 * SHOWN).decode("utf-8", "replace").split())[-SHOWN:]
            reason = said or "it printed no message"
            raise BuildError("command", f"{shown}: exited with status {program.returncode}: {reason}")
        return output
