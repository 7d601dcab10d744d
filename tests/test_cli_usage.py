"""The command as people type it: misspelt verbs, zones and addresses, folders, devices, terminals."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from feedkit.cli import VERBS
from tests.test_cli import ENVIRONMENT, PAGE, URL, reported, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in an empty folder, with a page in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "index.html").write_text(PAGE)
    return tmp_path


# --- verbs ---


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["covert", "index.html"], "there is no verb 'covert'; did you mean convert?"),
        (["index.html"], "wanted a verb, found a source; did you mean feedkit convert index.html?"),
        ([URL], f"wanted a verb, found a source; did you mean feedkit convert {URL}?"),
        (["help", "innit"], "there is no verb 'innit'; did you mean init?"),
        (["zzz"], f"there is no verb 'zzz'; there are {', '.join(VERBS)}"),
    ],
)
def test_a_verb_that_is_none(folder: Path, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"\nError: {message}\n")


def test_help_is_that_of_a_verb() -> None:
    assert run("help", "build").stdout == run("build", "--help").stdout
    assert run("help").stdout == run("--help").stdout


@pytest.mark.parametrize("verb", VERBS)
def test_no_summary_of_a_verb_is_cut(verb: str) -> None:
    assert f"  {verb:<12}{VERBS[verb]}\n" in run("--help").stdout
    assert len(VERBS[verb]) <= 80 - 14


@pytest.mark.parametrize(
    ("zone", "offer"),
    [
        ("Berlin", "; did you mean Europe/Berlin?"),
        ("new york", "; did you mean America/New_York?"),
        ("x", ""),
    ],
)
def test_a_zone_that_is_none(zone: str, offer: str) -> None:
    message = f"timezone must be an IANA name such as Europe/Berlin or UTC, not {zone!r}{offer}"
    assert run("convert", "x.html", "--timezone", zone).stderr.endswith(f"{message}\n")


# --- names of sources and files, as people write them ---


@pytest.mark.parametrize("address", ["example.com/blog", "www.example.com", "blog.example.co.uk:8080/a?b=c"])
def test_an_address_without_its_scheme(address: str) -> None:
    message = f"error: {address}: there is no such file; did you mean https://{address}?\n"
    assert reported(run("convert", address)) == (1, "", message)


@pytest.mark.parametrize("name", ["page.html", "notes.md", "posts/index.html", "blog"])
def test_a_file_that_is_not_there(name: str) -> None:
    assert reported(run("convert", name)) == (1, "", f"error: {name}: No such file or directory\n")


def test_the_folder_of_the_shell_has_its_name(folder: Path) -> None:
    (folder / "none").mkdir()
    os.chdir(folder / "none")
    assert run("convert", ".").stderr.startswith("error: .: no posts found in none/ and the folders in it: ")


def test_a_feed_may_go_to_a_device(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with ThreadPoolExecutor(1) as readers:
        read = readers.submit((folder / "pipe").read_bytes)
        assert run("convert", "index.html", "--url", URL, "--to", "json", "-o", "pipe").exit_code == 0
        assert read.result(timeout=60).startswith(b"{")
    result = run("convert", "index.html", "--url", URL, "-o", "/dev/null")
    assert (result.exit_code, result.stderr) == (0, "/dev/null: 3 entries\n")
    assert Path("/dev/null").is_char_device()


def test_a_build_tells_a_person_that_feeds_lack_their_address(folder: Path) -> None:
    (folder / "feedkit.toml").write_text("[[feeds]]\nname = 'a'\nsource = 'index.html'\n")
    word = "the feeds do not say where they are published: set base_url in feedkit.toml"
    assert word in on_terminal("build")
    assert word not in on_terminal("build")  # only where a feed is new
    assert word not in run("build").stderr


def on_terminal(*arguments: str) -> str:
    """What the command writes to a terminal."""
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "feedkit", *arguments], stderr=theirs, check=True, env=ENVIRONMENT)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the end, on Linux
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    return " ".join(shown.decode().split())
