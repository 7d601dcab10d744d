"""How Hypothesis is set up, and the fixtures that several tests use."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

from tests.serving import Server

os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # tests start many programs, which compile what they import once

# In the background of a script Ctrl-C is ignored, also by the programs that tests stop with it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "feedkit",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=30,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),  # explaining a failure takes minutes for a feed
)
# Once a week: other examples each time, and more of them.
settings.register_profile("wide", settings.get_profile("feedkit"), derandomize=False, max_examples=300)
settings.load_profile("feedkit")


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()
