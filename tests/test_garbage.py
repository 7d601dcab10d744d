"""The collector of garbage runs less often while feedkit works, and as before when it is done."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from feedkit.garbage import MIN_OBJECTS, rare_collections

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_it_runs_less_often_until_the_work_is_done() -> None:
    with rare_collections():
        assert gc.get_threshold() == (MIN_OBJECTS, 10, 10)
        with rare_collections():
            assert gc.get_threshold() == (MIN_OBJECTS, 10, 10)
        assert gc.get_threshold() == (MIN_OBJECTS, 10, 10)
    assert gc.get_threshold() == USUAL


def test_an_error_sets_it_back() -> None:
    with pytest.raises(ZeroDivisionError), rare_collections():
        _ = 1 // 0
    assert gc.get_threshold() == USUAL


@pytest.mark.parametrize("own", [(0, 10, 10), (MIN_OBJECTS + 1, 5, 5)])
def test_one_that_is_off_or_rare_already_stays_so(own: tuple[int, int, int]) -> None:
    gc.set_threshold(*own)
    with rare_collections():
        assert gc.get_threshold() == own
    assert gc.get_threshold() == own


def test_what_the_caller_sets_meanwhile_stays() -> None:
    with rare_collections():
        gc.set_threshold(900, 8, 8)
    assert gc.get_threshold() == (900, 8, 8)


def test_the_last_of_several_threads_sets_it_back() -> None:
    both_at_work, one_is_done = Barrier(2), Barrier(2)
    seen = []

    def first() -> None:
        with rare_collections():
            both_at_work.wait()
        one_is_done.wait()

    def second() -> None:
        with rare_collections():
            both_at_work.wait()
            one_is_done.wait()
            seen.append(gc.get_threshold())

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [(MIN_OBJECTS, 10, 10)]
    assert gc.get_threshold() == USUAL


def test_reading_finishing_and_writing_leave_no_trace() -> None:
    script = (
        "import gc, feedkit; before = gc.get_threshold(), gc.isenabled()\n"
        "feed = feedkit.parse('<ul>' + ''.join(f'<li><a href=/{i}>Post {i} of it</a>' for i in range(9)),"
        " url='https://a.example/')\n"
        "feedkit.write(feed, 'atom'); assert (gc.get_threshold(), gc.isenabled()) == before\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
