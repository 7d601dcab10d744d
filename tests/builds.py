"""Builds for tests: pages, configurations, and how they are built and looked at."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner, Result

from feedkit.checks import check
from feedkit.cli import main
from feedkit.project.commands import Programs
from tests.processes import MARK
from tests.serving import Server

ROOT = Path(__file__).parents[1]
NOW = "2026-01-05T12:00:00+00:00"
NEWEST = date(2026, 1, 2)
FILES = ("atom.xml", "feed.json", "rss.xml")
LISTS = ("feeds.opml", "index.html", "report.json")


def blog(posts: Sequence[int], name: str = "Kiln", dated: bool = True) -> bytes:
    """A page of some posts, post 9 of the newest day, post 8 of the day before…"""
    articles = []
    for post in posts:
        day = NEWEST - timedelta(days=9 - post)
        when = f"<time datetime='{day}'>{day}</time>" if dated else ""
        title = f"<h2><a href='/{name}/{post}'>Firing {post} of the {name}</a></h2>"
        text = f"<p>What came out of firing {post}, and what did not.</p>"
        articles.append(f"<article>{title}{when}{text}</article>")
    menu = "<nav><a href='/'>Home</a> <a href='/about'>About</a></nav>"
    return f"<html lang=en><title>{name}</title>{menu}<main>{''.join(articles)}</main></html>".encode()


def configured(folder: Path, sources: dict[str, str], extra: str = "", **keys: str) -> Path:
    """A configuration with a feed for each source; `keys` are lines for each of them."""
    feeds = "".join(
        f'[[feeds]]\nname = "{name}"\nsource = "{source}"\n{keys.get(name, "")}\n'
        for name, source in sources.items()
    )
    path = folder / "feedkit.toml"
    path.write_text(f"delay = 0\nallow_private = true\n{extra}\n{feeds}", "utf-8")
    return path


def build(config: Path, *options: str, now: str = NOW) -> Result:
    return CliRunner().invoke(main, ["build", "-c", str(config), "--now", now, *options])


def reported(result: Result) -> list[str]:
    assert result.stdout == ""
    return result.stderr.splitlines()


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def titles(path: Path) -> list[str]:
    return [item["title"] for item in json.loads(path.read_bytes())["items"]]


def start(config: Path, *options: str, limit: int | None = None, mark: str = "") -> subprocess.Popen[str]:
    """The command in a process of its own.

    Args:
        config: the configuration.
        options: of the command.
        limit: the most bytes that it may write into a file.
        mark: by which all processes that it starts are found; see `tests.processes`.
    """
    env = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return subprocess.Popen(
        [sys.executable, "-m", "feedkit", "build", "-c", str(config), "--now", NOW, *options],
        cwd=ROOT,
        env={**env, MARK: mark},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None,
    )


def all_are_whole(folder: Path) -> bool:
    return all(
        check(body).valid for name, body in content(folder).items() if "/" in name and "/." not in name
    )


def sites(server: Server, count: int) -> dict[str, str]:
    return {f"site{i}": server.page(f"/site{i}/", blog(range(4, 9), f"Site{i}")) for i in range(count)}


def run_program(command: Sequence[str], folder: Path, seconds: float = 60) -> bytes:
    with Programs() as programs:
        return programs.output(command, folder, seconds=seconds)
