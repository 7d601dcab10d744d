"""The processes of this machine: which ones run, and which ones a build has started."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

MARK = "FEEDKIT_TEST_MARK"  # a variable of the environment, which all that a process starts inherits
PATIENCE = 60.0  # seconds; it only stops what would never come


def wait_until(happens: Callable[[], object]) -> None:
    """Wait for something to happen."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Return whether a process runs; one that has ended, and nobody has asked for its status, does not."""
    try:
        return _state(pid) not in "ZX"
    except OSError:
        return False


def marked_processes(mark: str) -> dict[int, str]:
    """The command lines of the processes that were started with a mark, by id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                pid = int(folder.name)
                if is_running(pid):
                    found[pid] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def workers(mark: str) -> list[int]:
    """The ids of the worker processes of a build: they are copies of one that the build has started."""
    found = marked_processes(mark)
    return [pid for pid in found if "forkserver" in found.get(_parent(pid), "")]


def _state(pid: int) -> str:
    return _facts(pid)[0]


def _parent(pid: int) -> int:
    try:
        return int(_facts(pid)[1])
    except OSError:
        return 0


def _facts(pid: int) -> list[str]:
    """What the system says of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
