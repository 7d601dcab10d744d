"""`feedkit convert`: several sources as one feed, lists of feeds as sources, a part of the entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedkit.cli import main
from tests.serving import Server

ITEM = "<item><title>{0}</title><link>https://{1}.example/{0}</link><pubDate>{2} GMT</pubDate></item>"
RSS = (
    '<rss version="2.0"><channel><title>{}</title><link>https://{}.example/</link>'
    "<description>d</description>{}</channel></rss>"
)
SEA = RSS.format(
    "Sea",
    "sea",
    ITEM.format("Tide", "sea", "Sat, 31 Jan 2026 23:30:00")
    + ITEM.format("Wave", "sea", "Sun, 04 Jan 2026 08:00:00"),
)
PIER = RSS.format("Pier", "pier", ITEM.format("Plank", "pier", "Mon, 05 Jan 2026 08:00:00"))
LIST = '<opml version="2.0"><head/><body>{}</body></opml>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "sea.xml").write_text(SEA)
    (tmp_path / "pier.xml").write_text(PIER)
    return tmp_path


def convert(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("convert", *arguments))


def merged(*arguments: str) -> Any:
    result = convert("sea.xml", "pier.xml", "--merge", "--to", "json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def titles(document: Any) -> list[str]:
    return [item["title"] for item in document["items"]]


def test_one_feed_of_several_sources() -> None:
    document = merged()
    assert document["title"] == "Sea, Pier"
    assert titles(document) == ["Tide", "Plank", "Wave"]
    named = merged("--title", "Coast", "--feed-url", "https://coast.example/feed.json")
    assert (named["title"], named["feed_url"]) == ("Coast", "https://coast.example/feed.json")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--limit", "2"], ["Tide", "Plank"]),
        (["--since", "2026-01-05"], ["Tide", "Plank"]),
        (["--since", "2026-01-05T08:00:01"], ["Tide"]),
        (["--until", "2026-01-31"], ["Tide", "Plank", "Wave"]),
        (["--until", "2026-01-31", "--timezone", "Europe/Berlin"], ["Plank", "Wave"]),
        (["--until", "2026-01-05T08:00:00Z"], ["Wave"]),
        (["--since", "3 weeks", "--now", "2026-01-26T12:00"], ["Tide", "Plank"]),
        (["--since", "yesterday", "--now", "2026-01-06T12:00"], ["Tide", "Plank"]),
        (["--until", "2 days", "--now", "2026-01-06T12:00"], ["Wave"]),
        (["--match", "tide", "--match", "plank"], ["Tide", "Plank"]),
        (["--not-match", "WAVE"], ["Tide", "Plank"]),
        (["--match", "title:tide", "--match", "title~^pl"], ["Tide", "Plank"]),
        (["--match", "title=wave"], ["Wave"]),
        (["--match", "whale"], []),
    ],
)
def test_a_part_of_the_entries(arguments: list[str], found: list[str]) -> None:
    assert titles(merged(*arguments)) == found


def test_a_part_of_one_source() -> None:
    result = convert("sea.xml", "--limit", "1", "-o", "out.json")
    assert (result.exit_code, result.stderr) == (0, "out.json: 1 entry\n")
    assert titles(json.loads(Path("out.json").read_text())) == ["Tide"]


def test_a_source_that_fails_does_not_cost_the_others() -> None:
    result = convert("sea.xml", "none.xml", "pier.xml", "--merge", "-o", "out.json")
    assert result.exit_code == 1
    assert result.stderr == "error: none.xml: No such file or directory\nout.json: 3 entries\n"


def test_where_all_fail_the_old_feed_stays(folder: Path) -> None:
    (folder / "out.json").write_text("old")
    result = convert("none.xml", "no.xml", "--merge", "-o", "out.json")
    assert (result.exit_code, (folder / "out.json").read_text()) == (1, "old")


def test_a_list_stands_for_its_feeds(folder: Path) -> None:
    outlines = '<outline text="Coast"><outline text="Sea" xmlUrl="feeds/sea.xml"/></outline>'
    outlines += '<outline text="Pier" XMLURL="feeds/pier.xml"/><outline xmlUrl="feeds/sea.xml"/>'
    (folder / "my.OPML").write_text(LIST.format(outlines))
    (folder / "feeds").mkdir()
    for name in ("sea.xml", "pier.xml"):
        (folder / name).rename(folder / "feeds" / name)
    result = convert("my.OPML", "--to", "rss", "-o", "out")
    assert result.exit_code == 0
    assert result.stderr == "out/sea/rss.xml: 2 entries\nout/pier/rss.xml: 1 entry\n"
    result = convert("my.OPML", "--merge", "--to", "json")
    assert titles(json.loads(result.stdout)) == ["Tide", "Plank", "Wave"]


def test_a_list_of_addresses(server: Server, folder: Path) -> None:
    sea = server.page("/sea", SEA.encode(), "application/rss+xml")
    gone = server.address + "/gone"
    (folder / "my.opml").write_text(LIST.format(f'<outline xmlUrl="{sea}"/><outline xmlUrl="{gone}"/>'))
    result = convert("my.opml", "--merge", "--allow-private", "--to", "rss")
    assert result.exit_code == 1
    assert result.stderr == f"error: {gone}: answered 404 Not Found\n"
    assert result.stdout.count(f'<source url="{sea}">Sea</source>') == 2
    there = server.page("/my.opml", LIST.format('<outline xmlUrl="sea"/>').encode(), "text/x-opml")
    result = convert(there, "--allow-private", "--to", "rss")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_list_names_no_files_elsewhere(folder: Path) -> None:
    (folder / "lists").mkdir()
    outlines = '<outline xmlUrl="../sea.xml"/><outline xmlUrl="/etc/passwd"/><outline xmlUrl="pier.xml"/>'
    (folder / "lists" / "my.opml").write_text(LIST.format(outlines))
    (folder / "pier.xml").rename(folder / "lists" / "pier.xml")
    result = convert("lists/my.opml", "-o", "out.json")
    assert result.exit_code == 0
    left_out = (
        "lists/my.opml: left out: wanted addresses, or files beside the list or in folders below, found {}\n"
    )
    assert result.stderr == left_out.format("../sea.xml") + left_out.format("/etc/passwd") + (
        "out.json: 1 entry\n"
    )


@pytest.mark.parametrize("options", [(), ("--merge",), ("-o", "out.json")], ids=" ".join)
def test_a_list_of_nothing_that_can_be_used(options: tuple[str, ...], folder: Path) -> None:
    (folder / "my.opml").write_text(LIST.format('<outline xmlUrl="-"/>'))
    result = convert("my.opml", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "my.opml: left out: wanted addresses, or files beside the list or in folders below, found -\n"
    )


def test_a_list_that_cannot_be_read(folder: Path) -> None:
    (folder / "my.opml").write_text(LIST.format(""))
    result = convert("my.opml", "sea.xml", "-o", "out.json")
    assert result.exit_code == 1
    assert result.stderr == (
        "error: my.opml: wanted an OPML list of feeds, found no outline with an xmlUrl\nout.json: 2 entries\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--merge", "--url", "https://a.example/"],
            "--url is for one SOURCE, and --merge takes several.",
        ),
        (
            ["--since", "soon"],
            (
                "Invalid value for '--since': wanted a day (2026-01-31), a time (2026-01-31T18:00), "
                '"yesterday" or how long ago ("7 days", "3 months"), found \'soon\''
            ),
        ),
        (
            ["--match", " "],
            "Invalid value for '--match': a text to match must not be blank, as every text contains it",
        ),
        (
            ["--match", "titel:ferry"],
            "Invalid value for '--match': there is no field 'titel'; did you mean 'title:ferry'?",
        ),
        (
            ["--not-match", "tag=ferry"],
            "Invalid value for '--not-match': there is no field 'tag'; did you mean 'tags=ferry'?",
        ),
        (["--limit", "0"], "Invalid value for '--limit': 0 is not in the range x>=1."),
    ],
)
def test_bad_calls(arguments: list[str], message: str) -> None:
    result = convert("sea.xml", "pier.xml", "-o", "out", *arguments)
    assert result.exit_code == 2
    assert result.stderr.endswith(f"\n\nError: {message}\n")
