"""The command as people run it: what goes to standard output, what to standard error, and how it ends."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedkit import __version__
from feedkit.cli import main
from feedkit.cli.targets import SUFFIXES
from feedkit.formats import FORMATS
from tests.serving import Server

POST = '<article><h2><a href="{}">{}</a></h2><time datetime="{}">{}</time></article>\n'
POSTS = (
    ("/hobbing/", "Hobbing at home", "2025-04-19", "April 19, 2025"),
    ("/oil/", "Oil, the argument", "2025-03-11", "March 11, 2025"),
    ("/module/", "What a module is", "2025-02-24", "Feb 24, 2025"),
)
HEAD = '<html lang="en"><title>Small Gears</title><main>\n'
PAGE = HEAD + "".join(POST.format(*post) for post in POSTS) + "</main></html>\n"
UNDATED = """Lathe
Date: May 1, 2025 | Author: Ines Falk

Drill
Reading Time: 4 min | Author: Ines Falk

Saw
Date: April 2, 2025 | Author: Raj Mehta
"""
NO_ENTRIES = "<html><title>Empty</title><body><h1>Nothing here</h1><p>Come back later.</p></body></html>"
ROOT = Path(__file__).parents[1]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
URL = "https://smallgears.example/posts/"
FILES = ["atom.xml", "feed.json", "rss.xml"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in an empty folder, with a page in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, env=env)


def reported(result: Result) -> tuple[int, str, str]:
    return (result.exit_code, result.stdout, result.stderr)


# --- convert: where the feeds go ---


def test_one_feed_to_standard_output() -> None:
    result = run("convert", "page.html", "--url", URL)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<?xml version='1.0' encoding='UTF-8'?>\n")
    assert result.stdout.count("<entry>") == 3


@pytest.mark.parametrize(("format", "start"), [("rss", "<?xml"), ("json", "{"), ("atom", "<?xml")])
def test_the_format_of_to(format: str, start: str) -> None:
    result = run("convert", "page.html", "--url", URL, "--to", format)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(start)


def test_standard_input() -> None:
    result = run("convert", "-", "--url", URL, "--to", "json", stdin=PAGE)
    assert [item["url"] for item in json.loads(result.stdout)["items"]] == [
        "https://smallgears.example/hobbing/",
        "https://smallgears.example/oil/",
        "https://smallgears.example/module/",
    ]


@pytest.mark.parametrize("output", ["public", "public/", "deep/er/"])
def test_a_folder_gets_all_formats(folder: Path, output: str) -> None:
    result = run("convert", "page.html", "--url", URL, "-o", output)
    name = output.rstrip("/")
    lines = [f"{name}/{file}: 3 entries\n" for file in ("atom.xml", "rss.xml", "feed.json")]
    assert reported(result) == (0, "", "".join(lines))
    assert sorted(path.name for path in (folder / output).iterdir()) == FILES


def test_a_folder_gets_the_formats_of_to(folder: Path) -> None:
    run("convert", "page.html", "--url", URL, "-o", "public", "--to", "rss", "--to", "json", "--to", "rss")
    assert sorted(path.name for path in (folder / "public").iterdir()) == ["feed.json", "rss.xml"]


@pytest.mark.parametrize(
    ("output", "to", "root"),
    [
        ("feed.atom", [], b"<feed "),
        ("feed.xml", [], b"<feed "),
        ("feed.xml", ["--to", "rss"], b"<rss "),
        ("rss.xml", [], b"<rss "),
        ("news.RSS", [], b"<rss "),
        ("news.json", [], b'{\n  "version"'),
    ],
)
def test_a_file_goes_by_its_name(folder: Path, output: str, to: list[str], root: bytes) -> None:
    assert reported(run("convert", "page.html", "--url", URL, "-o", output, *to)) == (
        0,
        "",
        f"{output}: 3 entries\n",
    )
    assert root in (folder / output).read_bytes()


def test_feeds_name_the_folder_where_they_are_published(folder: Path) -> None:
    run("convert", "page.html", "--url", URL, "--feed-url", "https://feeds.example/gears/", "-o", "out/")
    atom, rss = ((folder / "out" / name).read_text() for name in ("atom.xml", "rss.xml"))
    assert '<link href="https://feeds.example/gears/atom.xml" rel="self"' in atom
    assert '<atom:link href="https://feeds.example/gears/rss.xml" rel="self"' in rss
    told_by_json = json.loads((folder / "out" / "feed.json").read_text())
    assert told_by_json["feed_url"] == "https://feeds.example/gears/feed.json"


def test_a_feed_names_the_address_where_it_is_published() -> None:
    result = run("convert", "page.html", "--url", URL, "--feed-url", "https://feeds.example/gears")
    assert '<link href="https://feeds.example/gears" rel="self"' in result.stdout


def test_relative_dates_are_counted_from_now(folder: Path) -> None:
    rows = (
        f'<li><a href="/{n}/">The wheel number {n}</a> <span>{n} days ago</span></li>' for n in range(2, 9)
    )
    (folder / "days.html").write_text(f"<html lang=en><title>Days</title><ul>{''.join(rows)}</ul></html>")
    call = ("convert", "days.html", "--url", URL, "--to", "json")
    dated = json.loads(run(*call, "--now", "2025-05-10T12:00:00Z").stdout)["items"]
    assert [item["date_published"][:10] for item in dated[:2]] == ["2025-05-08", "2025-05-07"]
    by_environment = run(*call, env={"SOURCE_DATE_EPOCH": "1746878400"}).stdout
    assert json.loads(by_environment)["items"] == dated
    by_clock = json.loads(run(*call).stdout)["items"]
    assert all(item["date_published"] > "2025-05-10" for item in by_clock)


def test_convert_inspect_and_build_count_from_one_now(folder: Path) -> None:
    rows = "".join(
        f'<li><a href="/{n}/">The wheel number {n}</a> <i>{n} days ago</i></li>' for n in range(2, 9)
    )
    (folder / "days.html").write_text(f"<html lang=en><title>Days</title><ul>{rows}</ul></html>")
    (folder / "feedkit.toml").write_text(
        f'output = "pub"\n[[feeds]]\nname = "days"\nsource = "days.html"\nurl = "{URL}"\n'
    )
    now = ("--now", "2025-05-10T12:00:00Z")
    shown = run("inspect", "days.html", "--url", URL, *now).stdout
    assert "2025-05-08" in shown
    converted = run("convert", "days.html", "--url", URL, "--to", "json", *now).stdout
    run("build", "--jobs", "1", *now)
    built = (folder / "pub" / "days" / "feed.json").read_text()
    one, other = (
        [item["date_published"] for item in json.loads(text)["items"]] for text in (converted, built)
    )
    assert one == other


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["page.html", "other.html"], ["other", "page"]),
        (["a/index.html", "b/index.html"], ["a", "b"]),
        (["a/news.html", "b/news.html"], ["a", "b"]),
        (["a/x/news.html", "b/x/news.html"], ["a-x-news.html", "b-x-news.html"]),
        (["-", "page.html"], ["feed", "page"]),
    ],
)
def test_several_sources_get_a_folder_each(folder: Path, arguments: list[str], names: list[str]) -> None:
    for name in arguments:
        if name != "-":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(PAGE)
    result = run("convert", *arguments, "-o", "out", stdin=PAGE)
    assert result.exit_code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == names
    assert all(sorted(path.name for path in (folder / "out" / name).iterdir()) == FILES for name in names)


def test_a_source_that_fails_does_not_cost_the_others(folder: Path) -> None:
    (folder / "none.html").write_text(NO_ENTRIES)
    result = run("convert", "gone.html", "page.html", "none.html", "-o", "out")
    assert result.exit_code == 1
    assert "error: gone.html: No such file or directory\n" in result.stderr
    assert "error: none.html: no entries found" in result.stderr
    assert [path.name for path in (folder / "out").iterdir()] == ["page"]


# --- convert: what is written ---


def test_files_that_would_not_change_are_left_alone(folder: Path) -> None:
    run("convert", "page.html", "--url", URL, "-o", "out")
    os.utime(folder / "out/atom.xml", (1, 1))
    result = run("convert", "page.html", "--url", URL, "-o", "out")
    assert result.stderr == "out/atom.xml: unchanged\nout/rss.xml: unchanged\nout/feed.json: unchanged\n"
    assert (folder / "out/atom.xml").stat().st_mtime == 1


def test_a_file_is_replaced_with_its_permissions_and_through_a_link(folder: Path) -> None:
    (folder / "real.atom").write_text("old")
    (folder / "real.atom").chmod(0o640)
    (folder / "link.atom").symlink_to("real.atom")
    assert run("convert", "page.html", "--url", URL, "-o", "link.atom").exit_code == 0
    assert (folder / "link.atom").is_symlink()
    assert stat.S_IMODE((folder / "real.atom").stat().st_mode) == 0o640
    assert (folder / "real.atom").read_bytes().startswith(b"<?xml")
    assert sorted(path.name for path in folder.iterdir()) == ["link.atom", "page.html", "real.atom"]


def test_a_new_file_has_the_usual_permissions(folder: Path) -> None:
    run("convert", "page.html", "--url", URL, "-o", "new.atom")
    (folder / "plain").touch()
    assert (folder / "new.atom").stat().st_mode == (folder / "plain").stat().st_mode


def test_a_file_that_cannot_be_written(folder: Path) -> None:
    (folder / "file").touch()
    result = run("convert", "page.html", "--url", URL, "-o", "file/out.atom")
    assert reported(result) == (1, "", "error: file/out.atom: wanted a folder, found a file of that name\n")


def test_title_now_and_timezone(folder: Path) -> None:
    (folder / "list.txt").write_text(UNDATED)
    options = ["--url", URL, "--title", "Gears and more", "--now", "2026-02-03", "--timezone", "Asia/Tokyo"]
    feed = run("convert", "list.txt", *options).stdout
    assert "<title>Gears and more</title>" in feed
    assert "<updated>2026-02-03T00:00:00+09:00</updated>" in feed
    assert "<updated>2025-05-01T00:00:00+09:00</updated>" in feed


def test_source_date_epoch_is_now(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "list.txt").write_text(UNDATED)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert "2001-09-09T01:46:40Z" in run("convert", "list.txt").stdout
    assert "2001-09-09" not in run("convert", "list.txt", "--now", "2026-02-03").stdout


def test_a_page_without_an_address_is_told(folder: Path) -> None:
    result = run("convert", "page.html")
    assert result.exit_code == 0
    assert result.stderr == (
        "page.html: 3 of 3 entries have no link, as the page's address is not known: pass it with --url\n"
    )


def test_a_list_without_a_title_is_told(folder: Path) -> None:
    (folder / "list.txt").write_text("One\nDate: May 1, 2025\n\nTwo\nDate: April 1, 2025\n")
    assert run("convert", "list.txt").stderr == ("list.txt: the page has no title: pass one with --title\n")
    assert run("convert", "list.txt", "--title", "Two things").stderr == ""


def test_problems_are_told_in_short(folder: Path) -> None:
    lines = (f"Ferry {'abcdefg'[day]}\n0{day + 3}/02/2025\n" for day in range(7))
    (folder / "list.txt").write_text("\n".join(lines))
    result = run("convert", "list.txt", "--title", "Ferries")
    told = result.stderr.splitlines()
    assert result.exit_code == 0
    assert told[0].startswith("list.txt: entry 1 'Ferry a', published: ")
    assert told[-1] == "list.txt: … and 2 more: feedkit inspect lists them"
    assert len(told) == 6


# --- what goes wrong ---


@pytest.fixture
def published(folder: Path) -> dict[str, bytes]:
    """Feeds of an earlier run, which no failure may touch."""
    run("convert", "page.html", "--url", URL, "-o", "out")
    return {name: (folder / "out" / name).read_bytes() for name in FILES}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gone.html", None, "No such file or directory"),
        ("empty.html", b"", "the source is empty: wanted a page, data or other text"),
        ("blank.html", b" \r\n\t", "the source is empty: wanted a page, data or other text"),
        ("paper.pdf", b"%PDF-1.7\n\x00", "wanted a page, data or other text, found a PDF document"),
        ("photo.html", b"\xff\xd8\xff\xe0", "wanted a page, data or other text, found a JPEG image"),
        ("data.html", b"a\x00b", "wanted a page, data or other text, found binary data"),
        (
            "data.json",
            b'{"a": 1}',
            (
                "no entries found: the JSON has no list of objects with titles or addresses; if it has one"
                " under other names, say where: --map entries=PATH --map title=PATH (in feedkit.toml: map)"
            ),
        ),
        ("feed.xml", b"<?xml version='1.0'?><!-- a --><rss></rss>", "no entries found: the feed is empty"),
        (
            "prose.txt",
            b"Dear Marta,\n\nthank you for the jam.\n",
            (
                "no entries found in the plain text: no line of it gives a date or an author, "
                "as 'Date: May 1, 2025 | Author: X' does; it was taken for plain text: if it is of another "
                "format, name that (changelog, csv, feed, html, json, jsonl, post, sitemap, text, toml, yaml)"
            ),
        ),
    ],
)
@pytest.mark.parametrize("verb", ["convert", "inspect"])
def test_bad_files_get_one_sentence(
    folder: Path, published: dict[str, bytes], verb: str, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    result = run(verb, name, *(["-o", "out"] if verb == "convert" else []))
    assert reported(result) == (1, "", f"error: {name}: {message}\n")
    assert {file: (folder / "out" / file).read_bytes() for file in FILES} == published


def test_a_page_without_entries(folder: Path, published: dict[str, bytes]) -> None:
    (folder / "none.html").write_text(NO_ENTRIES)
    result = run("convert", "none.html", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: none.html: no entries found: ")
    assert result.stderr.count("\n") == 1
    assert {file: (folder / "out" / file).read_bytes() for file in FILES} == published


def test_a_folder_without_posts(folder: Path) -> None:
    (folder / "none").mkdir()
    assert reported(run("convert", "none")) == (
        1,
        "",
        (
            "error: none: no posts found in none/ and the folders in it: wanted files that end in .htm, "
            ".html, .markdown, .md, .mdown, .mdx, .mkd, .rest, .rst (HTML with front matter), not hidden and "
            "not in folders that begin with '_', except _posts\n"
        ),
    )


def test_pages_that_are_not_there(server: Server, folder: Path, published: dict[str, bytes]) -> None:
    url = server.address + "/gone"
    result = run("convert", url, "--allow-private", "-o", "out")
    assert reported(result) == (1, "", f"error: {url}: answered 404 Not Found\n")
    assert {file: (folder / "out" / file).read_bytes() for file in FILES} == published


def test_pages_that_take_too_long(server: Server, folder: Path, published: dict[str, bytes]) -> None:
    url = server.dripping("/slow", b"HTTP/1.1 200 OK\r\n\r\n")
    result = run("convert", url, "--allow-private", "--page-timeout", "0.3", "-o", "out")
    assert reported(result) == (1, "", f"error: {url}: no complete answer within 0.3 seconds\n")
    assert {file: (folder / "out" / file).read_bytes() for file in FILES} == published


def test_private_addresses_are_refused(server: Server) -> None:
    url = server.page("/", PAGE.encode())
    message = (
        f"error: {url}: 127.0.0.1 is an address of this machine or of a private network: "
        "pass --allow-private (allow_private=True) to fetch from it\n"
    )
    assert reported(run("convert", url)) == (1, "", message)


def test_an_address_is_fetched_and_is_the_base_of_links(server: Server) -> None:
    url = server.page("/posts/", PAGE.replace('href="/', 'href="').encode())
    result = run("convert", url, "--allow-private", "--to", "json")
    assert json.loads(result.stdout)["items"][0]["url"] == url + "hobbing/"
    result = run("convert", url, "--allow-private", "--to", "json", "--url", URL)
    assert json.loads(result.stdout)["items"][0]["url"] == URL + "hobbing/"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'SOURCE...'."),
        (["a", "b"], "standard output holds one feed: for 2 sources name a folder with -o."),
        (["a", "b", "-o", "c.json"], "c.json holds one feed: for 2 sources name a folder with -o."),
        (
            ["a", "--to", "rss", "--to", "json"],
            "standard output holds one feed: for 2 formats name a folder with -o.",
        ),
        (
            ["a", "-o", "b.txt"],
            f"b.txt does not end in {', '.join(SUFFIXES)}: if it is meant as a folder, write b.txt/",
        ),
        (
            ["a", "-o", "b.json", "--to", "rss"],
            "b.json is named as a file in json, but --to asks for rss.",
        ),
        (
            ["a", "-o", "atom.xml", "--to", "rss"],
            "atom.xml is named as a file in atom, but --to asks for rss.",
        ),
        (["a", "a", "-o", "out"], "two of the sources would share a folder: convert them one by one."),
        (
            ["a", "b", "-o", "out", "--title", "x"],
            "--url, --title and --feed-url are for one SOURCE: convert several one by one.",
        ),
        (
            ["a", "--to", "opml"],
            f"Invalid value for '--to': 'opml' is not one of {', '.join(map(repr, FORMATS))}.",
        ),
        (
            ["a", "--url", "blog/"],
            (
                "Invalid value for '--url': url must be an absolute http(s) or file address such as "
                "https://example.org/blog/, not 'blog/'"
            ),
        ),
        (
            ["a", "--timezone", "Mars"],
            (
                "Invalid value for '--timezone': timezone must be an IANA name such as Europe/Berlin or UTC, "
                "not 'Mars'"
            ),
        ),
        (
            ["a", "--now", "soon"],
            "Invalid value for '--now': wanted a day (2026-01-31) or a time (2026-01-31T18:00), found 'soon'",
        ),
    ],
)
def test_bad_calls(arguments: list[str], message: str) -> None:
    result = run("convert", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"\n\nError: {message}\n")


def test_a_bad_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("convert", "page.html")
    assert result.exit_code == 2
    assert result.stderr.endswith("\nError: SOURCE_DATE_EPOCH must be seconds since 1970, not 'yesterday'.\n")


# --- inspect ---


def test_inspect_shows_the_entries_and_where_they_were() -> None:
    result = run("inspect", "page.html", "--url", URL)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Small Gears <{URL}>\n3 entries in ")
    assert max(map(len, result.stdout.splitlines())) <= 80
    for cell in ("2025-04-19", "Hobbing at home", "/hobbing/", "Where each field was found", "published"):
        assert cell in result.stdout


def test_inspect_of_plain_text(folder: Path) -> None:
    (folder / "list.txt").write_text(
        "Ferries\n04/05/2025\nAuthor: A. Quist\n\nPiers\n03/05/2025\nAuthor: A. Quist\n"
    )
    lines = [" ".join(line.split()) for line in run("inspect", "list.txt").stdout.splitlines()]
    assert "2 entries in blocks with space between them, read as text" in lines
    assert "title 2 first line of the block" in lines
    assert "authors 2 label 'Author'" in lines
    assert "Left out, and why" in lines


def test_inspect_commands_no_terminal(folder: Path) -> None:
    page = PAGE.replace("Hobbing", "\x1b]0;owned\x07\x1b[31mHobbing\u202e [bold]x[/bold]")
    (folder / "page.html").write_text(page)
    result = run("inspect", "page.html", "--url", URL)
    assert result.exit_code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(result.output)
    assert "[bold]x[/bold]" in " ".join(result.stdout.split())


# --- in processes of their own ---


def test_version_and_help() -> None:
    assert run("--version").stdout.endswith(f" {__version__}\n")
    for arguments in (["--help"], ["convert", "-h"], ["inspect", "-h"]):
        result = run(*arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        assert max(map(len, result.stdout.splitlines())) <= 80


def test_as_a_program(folder: Path) -> None:
    command = [sys.executable, "-m", "feedkit", "convert", "-", "--url", URL]
    done = subprocess.run(command, input=PAGE.encode(), env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run("convert", "page.html", "--url", URL).stdout_bytes


def test_a_reader_that_hangs_up_gets_no_traceback() -> None:
    posts = (POST.format(f"/{n}/", f"Post number {n}", "2024-01-01", "") for n in range(3000))
    big = HEAD + "".join(posts)
    command = f"{sys.executable} -m feedkit convert - --url {URL} | head -c 10"
    data = big.encode()
    done = subprocess.run(command, shell=True, input=data, env=ENVIRONMENT, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"<?xml vers", b"")
