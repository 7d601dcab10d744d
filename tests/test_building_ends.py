"""A build always ends: time limits, slow hosts, processes that hang or die, and every way to stop it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from http.server import BaseHTTPRequestHandler
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from feedkit.errors import BuildError
from feedkit.fetching import Client, Page
from feedkit.files import UNFINISHED, remove_unfinished, replace_file
from feedkit.project.building import Build
from feedkit.project.config import read_config
from feedkit.project.outcomes import Outcome
from tests.builds import (
    FILES,
    NOW,
    all_are_whole,
    blog,
    build,
    configured,
    content,
    reported,
    run_program,
    sites,
    start,
)
from tests.processes import MARK, is_running, marked_processes, wait_until, workers
from tests.serving import Server

OLDER = b"<nav><a rel=next href='/kiln/older/'>Older posts</a></nav></html>"


def older(name: str) -> bytes:
    """A page that leads on to older posts."""
    return blog(range(4, 9)).replace(b"/kiln/", name.encode()).removesuffix(b"</html>") + OLDER


def outcomes(config: Path, client: Client) -> dict[str, Outcome]:
    feeds = read_config(config)
    with client:
        work = Build(config=feeds, root=config.parent, now=datetime.fromisoformat(NOW), client=client)
        return {outcome.name: outcome for outcome in work.run(feeds.feeds, lambda outcome: None)}


# --- time limits ---


class Signalling(Client):
    """A client that sends a signal to the workers, which are waiting for a page, when it fetches that."""

    def __init__(self, how: signal.Signals) -> None:
        super().__init__(delay=0, robots=False, allow_private=True)
        self.how = how
        self.sent = threading.Event()

    def fetch(self, url: str, **options: Any) -> Page:
        page = super().fetch(url, **options)
        if url.endswith("/older/"):
            for process in active_children():
                assert process.pid is not None
                os.kill(process.pid, self.how)
            self.sent.set()
        return page


@pytest.mark.parametrize(
    ("how", "limit", "reason", "message"),
    [
        (signal.SIGSTOP, 4, "timeout", "not read within 4 seconds (read_timeout)"),
        (signal.SIGKILL, 60, "crashed", "the process that made it died: it may have run out of memory"),
    ],
)
def test_a_process_that_hangs_or_dies_costs_its_feed_alone(
    server: Server, tmp_path: Path, how: signal.Signals, limit: int, reason: str, message: str
) -> None:
    client = Signalling(how)
    server.page("/kiln/older/", blog(range(1, 4)))
    urls = {"kiln": server.page("/kiln/", older("kiln"))}
    answered(server, "/forge/", blog(range(4, 9), "Forge"), client.sent)
    urls["forge"] = server.address.replace("127.0.0.1", "localhost") + "/forge/"
    config = configured(tmp_path, urls, kiln=f"pages = 2\nread_timeout = {limit}")
    found = outcomes(config, client)
    kiln = found["kiln"]
    assert (kiln.status, kiln.reason, kiln.message) == ("failed", reason, message)
    assert found["forge"].status == "written"
    assert active_children() == []


def answered(server: Server, path: str, body: bytes, when: threading.Event) -> None:
    """Answer a path, when something has happened."""
    server.page(path, body)
    at_last = server.answers[path]

    def answer(request: BaseHTTPRequestHandler) -> None:
        assert when.wait(60)
        at_last(request)

    server.answers[path] = answer


def test_all_pages_of_a_feed_have_one_time_limit(server: Server, tmp_path: Path) -> None:
    server.dripping("/kiln/older/", b"HTTP/1.1 200 OK\r\n\r\n<p>")
    url = server.page("/kiln/", older("kiln"))
    config = configured(tmp_path, {"kiln": url}, "robots = false", kiln="pages = 2\nfetch_timeout = 3")
    result = build(config)
    assert reported(result) == [
        f"kiln: failed: {url}older/: no complete answer within 3 seconds (fetch_timeout)",
        "1 feed failed",
    ]


ARTICLE = "<html><title>{0}</title><article><h1>{0}</h1>" + "<p>What firing {0} was like, at length.</p>" * 9
DRIPPING = b"HTTP/1.1 200 OK\r\n\r\n<p>"


def with_articles(server: Server, posts: Sequence[int]) -> str:
    for post in posts:
        server.page(f"/kiln/{post}", ARTICLE.format(post).encode())
    return server.page("/kiln/", blog(posts, "kiln"))


def test_an_article_that_drips_costs_its_entry_only(server: Server, tmp_path: Path) -> None:
    url = with_articles(server, range(4, 9))
    server.dripping("/kiln/6", DRIPPING)
    config = configured(tmp_path, {"kiln": url}, "robots = false", kiln="full = true\nfetch_timeout = 6")
    late = "no complete answer within 1 seconds (a sixth of fetch_timeout)"
    note = f"kiln: entry 3 'Firing 6 of the kiln', content: {url}6: {late}"
    assert reported(build(config)) == ["kiln: written: 5 entries, 5 new", note, "1 feed written"]
    items = json.loads((tmp_path / "public/kiln/feed.json").read_bytes())["items"]
    at_length = ["at length" in item.get("content_html", "") for item in items]
    assert at_length == [True, True, False, True, True]


def test_articles_that_drip_change_nothing_that_was_published(server: Server, tmp_path: Path) -> None:
    url = with_articles(server, range(4, 9))
    config = configured(tmp_path, {"kiln": url}, "robots = false", kiln="full = true")
    assert build(config).exit_code == 0
    config.write_text(config.read_text().replace("full = true", "full = true\nfetch_timeout = 1.5"))
    for post in range(4, 9):
        server.dripping(f"/kiln/{post}", DRIPPING)
    result = build(config)
    assert reported(result)[-1] == "1 feed unchanged"
    *articles, more = (note.rsplit(": ")[-1] for note in reported(result)[1:-1])
    late = "no complete answer within 0.25 seconds (a sixth of fetch_timeout)"
    assert articles[0] == late
    assert len(articles) == 3
    assert {one == late or one.startswith("not fetched, as the 1.5 seconds") for one in articles} == {True}
    assert more == "feedkit inspect lists them"


def test_robots_txt_counts_as_well(server: Server, tmp_path: Path) -> None:
    server.dripping("/robots.txt", b"HTTP/1.1 200 OK\r\n\r\n#")
    url = server.page("/kiln/", blog(range(4, 9)))
    config = configured(tmp_path, {"kiln": url}, kiln="fetch_timeout = 0.5")
    limit = "0.5 seconds (fetch_timeout)"
    assert reported(build(config))[0] == f"kiln: failed: {url}: no complete answer within {limit}"


def test_a_source_that_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "posts")
    config = configured(tmp_path, {"kiln": "posts"})
    message = "kiln: failed: posts: wanted a file or a folder, found a device or a pipe"
    assert reported(build(config))[0] == message


# --- hosts that are slow ---


def test_a_slow_host_delays_its_own_feeds_only(server: Server, tmp_path: Path) -> None:
    """No answer of the slow host is complete before all pages of the other one have been fetched."""
    fast = Server()
    fetched = threading.Event()

    def after_all_of_fast(request: BaseHTTPRequestHandler) -> None:
        wait_until(lambda: sum(path.startswith("/site") for path in fast.paths) == 5)
        fetched.set()
        request.send_error(404)

    for number in range(40):
        server.answers[f"/slow{number}/"] = after_all_of_fast
    urls = {f"slow{number}": f"{server.address}/slow{number}/" for number in range(40)}
    urls |= {name: url.replace("127.0.0.1", "localhost") for name, url in sites(fast, 5).items()}
    config = configured(tmp_path, urls, "robots = false")
    try:
        found = outcomes(config, Client(delay=0, robots=False, allow_private=True))
    finally:
        fast.close()
    assert fetched.is_set()
    assert [found[name].status for name in urls] == ["failed"] * 40 + ["written"] * 5
    assert {found[f"slow{number}"].message.rsplit(": ")[-1] for number in range(40)} == {
        "answered 404 Not Found"
    }


def test_a_host_that_is_always_too_slow_is_given_up(server: Server, tmp_path: Path) -> None:
    urls = {f"kiln{i}": server.dripping(f"/{i}/", b"HTTP/1.1 200 OK\r\n\r\n<p>") for i in range(5)}
    config = configured(tmp_path, urls, "robots = false\n[defaults]\nfetch_timeout = 0.4")
    late = "no complete answer within 0.4 seconds (fetch_timeout)"
    given_up = "not asked, as its host was too slow for each of the 3 feeds before"
    assert reported(build(config)) == [
        *(f"kiln{i}: failed: {urls[f'kiln{i}']}: {late}" for i in range(3)),
        *(f"kiln{i}: failed: {urls[f'kiln{i}']}: {given_up}" for i in (3, 4)),
        "5 feeds failed",
    ]


# --- programs ---


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import sys; sys.stderr.write('no\\nluck'); sys.exit(3)", "exited with status 3: no luck"),
        ("raise SystemExit(1)", "exited with status 1: it printed no message"),
        ("print('x' * 30_000_000)", "wrote more than 20 MB"),
        ("import time; time.sleep(60)", "did not end within 0.5 seconds (fetch_timeout)"),
    ],
)
def test_programs_that_fail(tmp_path: Path, program: str, message: str) -> None:
    command = (sys.executable, "-c", program)
    with pytest.raises(BuildError) as caught:
        run_program(command, tmp_path, seconds=0.5 if "sleep" in program else 60)
    assert str(caught.value) == f"{command[0]}: {message}"


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^no-such-program: No such file or directory$"):
        run_program(("no-such-program",), tmp_path)


def test_a_program_ends_with_its_children(tmp_path: Path) -> None:
    command = ("sh", "-c", "sleep 600 & echo $! > child; wait")
    with pytest.raises(BuildError) as caught:
        run_program(command, tmp_path, seconds=3)
    assert caught.value.reason == "timeout"
    child = int((tmp_path / "child").read_text())
    wait_until(lambda: not is_running(child))


def test_what_a_program_leaves_in_the_background_ends(tmp_path: Path) -> None:
    assert run_program(("sh", "-c", "sleep 600 > /dev/null & echo $!"), tmp_path).strip().isdigit()
    output = run_program(("sh", "-c", "sleep 600 > /dev/null & echo $!"), tmp_path)
    wait_until(lambda: not is_running(int(output)))


def test_a_child_that_leaves_the_group_holds_nobody_up(tmp_path: Path) -> None:
    child = "import subprocess; subprocess.Popen(['sleep', '3'], start_new_session=True)"
    with pytest.raises(BuildError) as caught:
        run_program((sys.executable, "-c", child), tmp_path, seconds=1)
    assert caught.value.reason == "timeout"


WITHOUT_SIGNAL = """
from pathlib import Path
from feedkit import lifeline
from feedkit.project import commands
commands.HAS_SIGNAL = lifeline.HAS_SIGNAL = False
with commands.Programs() as programs:
    assert programs.output(("echo", "yes"), Path(), seconds=60) == b"yes\\n"
    programs.output(("sh", "-c", "sleep 600 & echo > started; wait"), Path(), seconds=60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_a_program_ends_with_a_build_that_is_killed_on_other_systems_too(tmp_path: Path) -> None:
    environment = {**os.environ, MARK: str(tmp_path)}
    build = subprocess.Popen([sys.executable, "-c", WITHOUT_SIGNAL], cwd=tmp_path, env=environment)
    wait_until((tmp_path / "started").exists)
    wait_until(lambda: len(marked_processes(str(tmp_path))) == 4)  # the build, sh, sleep, what watches them
    build.kill()
    build.wait()
    wait_until(lambda: not marked_processes(str(tmp_path)))


# --- stops ---


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
@pytest.mark.parametrize(
    ("how", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_a_build_that_is_stopped_leaves_no_process(
    server: Server, tmp_path: Path, how: signal.Signals, status: int
) -> None:
    urls = {"kiln": server.page("/kiln/", older("kiln"))}
    server.held("/kiln/older/", blog(range(1, 4)))  # its worker waits for it meanwhile
    config = configured(tmp_path, urls, "robots = false", kiln="pages = 2")
    program = f"sleep 600 & echo > {shlex.quote(str(tmp_path / 'started'))}; wait"
    with config.open("a") as file:
        file.write(f'[[feeds]]\nname = "program"\ncommand = ["sh", "-c", "{program}"]\n')
    process = start(config, mark=str(tmp_path))
    wait_until(lambda: (tmp_path / "started").exists() and "/kiln/older/" in server.paths)
    assert len(marked_processes(str(tmp_path))) >= 5  # the build, the server of forks, a worker, sh, sleep
    process.send_signal(how)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == status
    word = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated"}.get(how)
    assert errors.splitlines() == (
        [f"{word}: each file is unchanged, or was written completely"] if word else []
    )
    wait_until(lambda: not marked_processes(str(tmp_path)))


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system kills what is stopped")
def test_a_worker_that_is_stopped_ends_with_the_build(server: Server, tmp_path: Path) -> None:
    urls = {"kiln": server.page("/kiln/", older("kiln"))}
    server.held("/kiln/older/", blog(range(1, 4)))
    process = start(configured(tmp_path, urls, "robots = false", kiln="pages = 2"), mark=str(tmp_path))
    wait_until(lambda: "/kiln/older/" in server.paths)
    (worker,) = workers(str(tmp_path))
    os.kill(worker, signal.SIGSTOP)
    process.kill()
    process.communicate(timeout=60)
    wait_until(lambda: not marked_processes(str(tmp_path)))


def test_the_next_build_removes_what_a_kill_has_left(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))})
    build(config)
    before = content(tmp_path / "public")
    for folder in (tmp_path / "public", tmp_path / "public" / "kiln"):
        (folder / f".0123{UNFINISHED}").write_bytes(b"half of")
    build(config, "--dry-run")
    assert len(content(tmp_path / "public")) == len(before) + 2
    assert reported(build(config))[-1] == "1 feed unchanged"
    assert content(tmp_path / "public") == before


def test_a_file_that_another_build_removes_is_written_again(tmp_path: Path) -> None:
    done = threading.Event()

    def tidy() -> None:
        while not done.is_set():
            remove_unfinished([tmp_path])
            time.sleep(0.002)

    thread = threading.Thread(target=tidy)
    thread.start()
    try:
        for number in range(300):
            replace_file(tmp_path / "atom.xml", b"%d" % number)
            assert (tmp_path / "atom.xml").read_bytes() == b"%d" % number
    finally:
        done.set()
        thread.join()
    assert list(content(tmp_path)) == ["atom.xml"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_build_that_is_stopped_leaves_every_file_whole(
    server: Server, tmp_path: Path, how: signal.Signals
) -> None:
    urls = sites(server, 6)
    # A host of its own, as one host is asked for one page at a time; it never answers.
    urls["slow"] = server.held("/slow/", blog(range(4, 9))).replace("127.0.0.1", "localhost")
    config = configured(tmp_path, urls)
    process = start(config, "--jobs", "1")
    public = tmp_path / "public"
    deadline = time.monotonic() + 300
    while len(content(public)) < 12 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(how)
    _, errors = process.communicate(timeout=300)
    if how is signal.SIGINT:
        assert process.returncode == 130
        assert errors.splitlines()[-1] == "interrupted: each file is unchanged, or was written completely"
    assert len(content(public)) >= 12
    assert all_are_whole(public)
    server.page("/slow/", blog(range(4, 9)))
    again = reported(build(config))
    assert again[-1].endswith("written") or again[-1].endswith("unchanged"), again


def test_two_builds_at_once(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, sites(server, 6))
    processes = [start(config) for _ in range(2)]
    assert [process.communicate(timeout=300) and process.returncode for process in processes] == [0, 0]
    assert all_are_whole(tmp_path / "public")
    assert reported(build(config))[-1] == "6 feeds unchanged"


def test_a_full_disk(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))}, 'cache = "../cache"')
    build(config)
    before = content(tmp_path / "public")
    server.page("/kiln/", blog(range(4, 10)))
    process = start(config, limit=1000)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    assert f"kiln: failed: {tmp_path}/public/kiln/atom.xml: File too large" in errors.splitlines()
    after = content(tmp_path / "public")
    assert [after[f"kiln/{name}"] for name in FILES] == [before[f"kiln/{name}"] for name in FILES]


def test_a_file_in_the_place_of_a_folder(server: Server, tmp_path: Path) -> None:
    urls = {
        "kiln": server.page("/kiln/", blog(range(4, 9))),
        "forge": server.page("/forge/", blog(range(4, 9), "Forge")),
    }
    config = configured(tmp_path, urls)
    (tmp_path / "public").mkdir()
    (tmp_path / "public/kiln").write_text("mine")
    result = build(config)
    assert reported(result)[0] == f"kiln: failed: {tmp_path}/public/kiln/atom.xml: File exists"
    assert reported(result)[1] == "forge: written: 5 entries, 5 new"
    assert (tmp_path / "public/kiln").read_text() == "mine"


def test_hundreds_of_feeds(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, sites(server, 200), "robots = false")
    process = start(config, "--jobs", "2")
    _, errors = process.communicate(timeout=300)
    lines = errors.splitlines()
    assert lines[0] == "site0: written: 5 entries, 5 new"
    assert lines[-1] == "200 feeds written"
    assert len(lines) == 201
    assert len(list((tmp_path / "public").glob("*/atom.xml"))) == 200


def test_workers_make_what_one_process_makes(server: Server, tmp_path: Path) -> None:
    made = []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        folder.mkdir()
        process = start(configured(folder, sites(server, 9), "robots = false"), "--jobs", jobs)
        process.communicate(timeout=300)
        made.append(content(folder / "public"))
    assert made[0] == made[1]


def test_a_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IsADirectoryError, match="wanted a file, found a folder"):
        replace_file(Path("."), b"a")
