"""Python's collector of garbage, held back while feedkit works.

It looks through the objects of a process each time they have grown in number. A page becomes hundreds of
thousands of objects that are needed until it is done and are then freed without it, by their counts of
references: to look for garbage among them is in vain, and takes up to a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

MIN_OBJECTS = 300_000  # new ones after which the collector runs: some 30 MB of them

_changing = Lock()
_at_work = 0  # calls, of all threads
_before = (0, 0, 0)
_ours = (0, 0, 0)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let the collector run less often for as long as the work takes; also a decorator.

    It is one collector for all threads, so the last one that is done sets back what the first one found. A
    collector that is off stays off, and what others have set meanwhile stays too.
    """
    global _at_work, _before, _ours
    with _changing:
        if not _at_work:
            _before = objects, *older = gc.get_threshold()
            gc.set_threshold(max(objects, MIN_OBJECTS) if objects else 0, *older)
            _ours = gc.get_threshold()
        _at_work += 1
    try:
        yield
    finally:
        with _changing:
            _at_work -= 1
            if not _at_work and gc.get_threshold() == _ours:
                gc.set_threshold(*_before)
