"""What ends the processes of a build when the build is gone, however it went: not even SIGKILL is too quick.

The build holds one end of a pipe, the lifeline, and nobody else does. When it is gone, the system closes that
end. Linux kills whoever holds the other one: also a process that is stopped, or deep in C code.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

HAS_SIGNAL = sys.platform == "linux"
# Waits for the end of the pipe that is its standard input, and kills a process group.
WATCHER = ("/bin/sh", "-c", 'read -r _; kill -s KILL -- "-$1"', "sh")


def end_with(lifeline: Connection) -> None:
    """End this process, whatever it does, when the other end of its lifeline is closed."""
    kill_at_end(lifeline.fileno(), os.getpid())
    threading.Thread(target=_watch, args=(lifeline,), daemon=True).start()


def kill_at_end(lifeline: int, owner: int) -> None:
    """Have the system kill a process when the other end of a pipe is closed; only Linux does that.

    Args:
        lifeline: the end of the pipe that is read, a file descriptor; the process must hold it too.
        owner: the id of the process, or that of a process group with a minus sign.
    """
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # some sandboxes do not have it
            fcntl.fcntl(lifeline, fcntl.F_SETOWN, owner)
            fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
            fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def watched_group(lifeline: int, group: int) -> subprocess.Popen[bytes] | None:
    """Have a process group killed when the other end of a pipe is closed.

    Args:
        lifeline: the end of the pipe that is read; on Linux a process of the group must hold it too.
        group: the id of the group.

    Returns:
        A process that does it, where the system does not; to be killed before the pipe is closed.
    """
    if HAS_SIGNAL:
        kill_at_end(lifeline, -group)
        return None
    return watcher(lifeline, group)


def watcher(lifeline: int, group: int) -> subprocess.Popen[bytes] | None:
    """Return a process that kills any process group when the other end of a pipe is closed.

    Args:
        lifeline: the end of the pipe that is read.
        group: the id of the group.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            return subprocess.Popen(
                (*WATCHER, str(group)),
                stdin=lifeline,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    return None


def kill_group(group: int) -> None:
    """Kill all that is left of a process group."""
    with suppress(OSError):  # nothing is left
        if sys.platform == "win32":
            os.kill(group, signal.SIGTERM)  # which ends it at once there
        else:
            os.killpg(group, signal.SIGKILL)


def _watch(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()  # nothing is ever sent
    os._exit(1)
