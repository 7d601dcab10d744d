"""What work costs: ratios within one run, so that no test hangs on how fast or busy a machine is.

Nothing here stops work that never ends: the time limit of pyproject.toml does, for every test.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")

TIMES = 4  # how much more the second run is given than the first
LIMIT = 8  # times what the first run costs: linear work costs 4 times as much, quadratic work 16 times
SLACK = 0.1  # seconds of the processor: what is quicker is too quick to be measured
TRIES = 3  # the machine may be busy: the least of some runs counts


def assert_linear(work: Callable[[Given], object], make: Callable[[int], Given], size: int) -> None:
    """Fail where the cost of some work grows clearly faster than what it is given.

    Args:
        work: what is measured; its result is thrown away.
        make: what the work is given, by its size, in any unit.
        size: of the larger one.
    """
    small, large = make(size // TIMES), make(size)
    bases, costs = [_cost(work, small)], []  # the first run may import what the others find there
    for _ in range(TRIES):
        bases.append(_cost(work, small))
        costs.append(_cost(work, large))
        if min(costs) <= SLACK + LIMIT * min(bases):
            return
    raise AssertionError(f"{TIMES} times as much costs {min(costs) / min(bases):.0f} times as much")


def _cost(work: Callable[[Given], object], given: Given) -> float:
    gc.disable()  # what it looks through is not of this work alone
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()
