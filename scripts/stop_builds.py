"""Does every build end, and leave nothing behind? With real servers, processes and signals; on Linux only.

    python -m scripts.stop_builds [--times N] [--seed N]

First one build of 12 good feeds, 17 of a host that drips for ever, 5 of another host, one whose process is
killed and one whose process hangs: it must publish 17, and fail the other 19 by name.

Then such builds are stopped by SIGINT, SIGTERM and SIGKILL, N times each (20 by default), at random moments.
After each no process may be left, every file must be whole, and the next build must work and remove what a
kill has left. It prints what it finds and exits with 1 where that is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from feedkit.files import UNFINISHED
from tests.builds import all_are_whole, blog, configured, sites, start
from tests.processes import marked_processes, wait_until, workers
from tests.serving import Server

GOOD, DRIPPING, OTHERS = 12, 17, 5
ANSWER = b"HTTP/1.1 200 OK\r\n\r\n<p>"
DEFAULTS = "[defaults]\nfetch_timeout = 2"
LEADS_ON = "pages = 2\nfetch_timeout = 60\nread_timeout = 5"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
LATEST = 8.0  # seconds after its start at which a build is stopped; it would take a little longer
PATIENCE = 60.0  # seconds until the processes of a build that was stopped must be gone, on a busy machine


def sources(server: Server) -> dict[str, str]:
    """The feeds, by name. Their hosts are one machine under several names."""
    pages = list(sites(server, GOOD + OTHERS).items())
    drips = {
        f"drip{n}": server.dripping(f"/drip{n}/", b"HTTP/1.1 200 OK\r\n\r\n<p>") for n in range(DRIPPING)
    }
    return {
        **dict(pages[:GOOD]),
        **{name: url.replace("127.0.0.1", "127.1") for name, url in pages[GOOD:]},
        **{name: url.replace("127.0.0.1", "localhost") for name, url in drips.items()},
        "killed": leading(server, "killed").replace("127.0.0.1", "127.0.1"),
        "hangs": leading(server, "hangs"),
    }


def leading(server: Server, name: str) -> str:
    """A page that leads on to another one, for which its worker waits; its address."""
    older = f"<a rel=next href='/{name}/older/'>Older posts</a>"
    return server.page(f"/{name}/", blog(range(4, 9)) + older.encode())


def signal_workers(server: Server, folder: Path) -> None:
    """Kill the process of one feed when all good ones are written, and then stop that of another one."""
    killed, page = threading.Event(), server.answers["/hangs/"]

    def kill(request: BaseHTTPRequestHandler) -> None:
        wait_until(lambda: len(list(folder.glob("public/site*/atom.xml"))) == GOOD + OTHERS)
        send(signal.SIGKILL, request)
        killed.set()

    def send(how: signal.Signals, request: BaseHTTPRequestHandler) -> None:
        for pid in workers(str(folder)):
            os.kill(pid, how)
        request.send_error(404)

    def after_the_kill(request: BaseHTTPRequestHandler) -> None:
        killed.wait()
        page(request)

    server.answers["/killed/older/"] = kill
    server.answers["/hangs/"] = after_the_kill
    server.answers["/hangs/older/"] = lambda request: send(signal.SIGSTOP, request)


def whole_build(server: Server, folder: Path) -> bool:
    """Build all; return whether what comes of it is right."""
    urls = sources(server)
    signal_workers(server, folder)
    config = configured(folder, urls, DEFAULTS, killed=LEADS_ON, hangs=LEADS_ON)
    began = time.monotonic()
    start(config, "--jobs", "2", mark=str(folder)).communicate()
    seconds = time.monotonic() - began
    gone = seconds_until_gone(str(folder))
    report = json.loads((folder / "public" / "report.json").read_bytes())["feeds"]
    failed = {feed["name"]: feed["reason"] for feed in report if feed["status"] == "failed"}
    print(f"the whole build: {seconds:.1f} s, {len(report) - len(failed)} published, {len(failed)} failed")
    drips = {f"drip{number}": "timeout" for number in range(DRIPPING)}
    right = failed == {**drips, "killed": "crashed", "hangs": "timeout"} and gone < PATIENCE
    return right and all_are_whole(folder / "public") and not unfinished(folder)


def unfinished(folder: Path) -> list[Path]:
    return list(folder.rglob(f"*{UNFINISHED}"))


def seconds_until_gone(mark: str) -> float:
    began = time.monotonic()
    while marked_processes(mark) and time.monotonic() < began + PATIENCE:
        time.sleep(0.02)
    return time.monotonic() - began


def stopped_build(server: Server, folder: Path, how: signal.Signals, seconds: float) -> tuple[float, int]:
    """Stop a build; return how long its processes stayed, and how many unfinished files it has left.

    Raises:
        AssertionError: it has left something else, or the next build is not as it should be.
    """
    mark = str(folder)
    config = configured(folder, sources(server), DEFAULTS, killed="pages = 2")
    with config.open("a", encoding="utf-8") as file:
        file.write('[[feeds]]\nname = "program"\ncommand = ["sh", "-c", "sleep 600 & wait"]\n')
    process = start(config, "--jobs", "2", mark=mark)
    time.sleep(seconds)
    process.send_signal(how)
    process.wait()
    gone, left = seconds_until_gone(mark), len(unfinished(folder))
    assert not marked_processes(mark), marked_processes(mark)
    process.communicate()
    assert all_are_whole(folder / "public"), "a file is not whole"
    again = start(config, "--only", "site0", mark=mark)
    _, errors = again.communicate()
    assert again.returncode == 0, errors
    assert not unfinished(folder), unfinished(folder)
    return gone, left


def stopped_builds(server: Server, how: signal.Signals, moments: list[float]) -> bool:
    """Stop a build at each of some moments; return whether nothing is ever left."""
    results, wrong = [], 0
    for seconds in moments:
        with tempfile.TemporaryDirectory() as folder:
            try:
                results.append(stopped_build(server, Path(folder), how, seconds))
            except AssertionError as error:
                wrong += 1
                print(f"  {how.name} after {seconds:.2f} s: {error}")
    slowest, left = max(gone for gone, _ in results), sum(count for _, count in results)
    print(f"{how.name}: {len(results)} builds left nothing, {wrong} did; their processes were gone after")
    print(f"  {slowest:.2f} s at most; {left} unfinished files, which the next build removed")
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    server = Server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            right = whole_build(server, Path(folder))
        server.held("/killed/older/", b"")
        for how in SIGNALS:
            moments = [chance.uniform(0, LATEST) for _ in range(given.times)]
            right = stopped_builds(server, how, moments) and right
    finally:
        server.close()
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
