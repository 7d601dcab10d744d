"""Builds of many feeds: nothing new, one post more, every reason to fail, state, options."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import feedkit
from feedkit import Entry, Feed
from feedkit.errors import BuildError
from feedkit.fetching import Client, Page
from feedkit.project.building import Build
from feedkit.project.config import FeedConfig, read_config
from feedkit.project.making import FeedTask, documents
from feedkit.sources.reader import SourceContent
from tests.builds import FILES, LISTS, NOW, blog, build, configured, content, reported, titles
from tests.serving import Server

# --- nothing new, and one post more ---


def test_nothing_new_changes_no_byte_and_asks_conditionally(server: Server, tmp_path: Path) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /private\n", "text/plain")
    url = server.tagged("/kiln/", blog(range(4, 10)), Content_Type="text/html", Cache_Control="max-age=0")
    config = configured(tmp_path, {"kiln": url})
    assert reported(build(config)) == ["kiln: written: 6 entries, 6 new", "1 feed written"]
    before, times = content(tmp_path / "public"), modified(tmp_path / "public")
    assert sorted(before) == sorted([*(f"kiln/{name}" for name in FILES), *LISTS])
    server.requests.clear()
    server.paths.clear()
    assert reported(build(config, now="2026-01-06T12:00:00+00:00")) == [
        "kiln: unchanged: 6 entries, 0 new",
        "1 feed unchanged",
    ]
    assert (content(tmp_path / "public"), modified(tmp_path / "public")) == (before, times)
    assert server.paths == ["/kiln/"]
    assert "if-none-match" in map(str.lower, server.requests[0])


def test_a_site_without_robots_is_not_asked_for_them_again(server: Server, tmp_path: Path) -> None:
    config = configured(
        tmp_path, {"kiln": server.tagged("/kiln/", blog(range(4, 9)), Content_Type="text/html")}
    )
    build(config)
    assert server.paths == ["/robots.txt", "/kiln/"]
    build(config)
    assert server.paths[2:] == ["/kiln/"]


def modified(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_one_post_more_changes_exactly_that(server: Server, tmp_path: Path) -> None:
    urls = {
        "kiln": server.page("/kiln/", blog(range(4, 9))),
        "forge": server.page("/forge/", blog(range(4, 9), "Forge")),
    }
    config = configured(tmp_path, urls)
    build(config)
    before = content(tmp_path / "public")
    server.page("/kiln/", blog(range(5, 10)))  # the oldest has left the page
    assert reported(build(config)) == [
        "kiln: written: 6 entries, 1 new",
        "forge: unchanged: 5 entries, 0 new",
        "2 feeds: 1 written, 1 unchanged",
    ]
    after = content(tmp_path / "public")
    assert {name for name in after if after[name] != before[name]} <= {
        *(f"kiln/{name}" for name in FILES),
        *LISTS,
    }
    old, new = (feedkit.parse(one["kiln/atom.xml"]).entries for one in (before, after))
    assert new[1:] == old
    assert new[0].title == "Firing 9 of the Kiln"


def test_entries_that_left_the_page_stay_up_to_keep(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(2, 6)))}, kiln="keep = 5")
    build(config)
    server.page("/kiln/", blog(range(4, 8)))
    build(config)
    assert titles(tmp_path / "public/kiln/feed.json") == [
        f"Firing {post} of the Kiln" for post in (7, 6, 5, 4, 3)
    ]


SHOW = (
    "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'"
    " xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel><title>Kiln talk</title>"
    "<link>https://kiln.example/</link><description>d</description><language>en</language>"
    "<managingEditor>ed@kiln.example (Ed)</managingEditor><lastBuildDate>{}</lastBuildDate>"
    "<itunes:image href='https://kiln.example/a.jpg'/><itunes:category text='Arts'/>"
    "<itunes:explicit>false</itunes:explicit><itunes:author>Ida</itunes:author>"
    "<itunes:new-feed-url>https://kiln.example/new.xml</itunes:new-feed-url>"
    "<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid><podcast:locked>yes</podcast:locked>"
    "<item><title>One</title><link>https://kiln.example/1</link>"
    "<pubDate>Wed, 01 Jan 2025 00:00:00 GMT</pubDate></item></channel></rss>"
)


def test_a_podcast_that_is_built_anew_moves_nobody_to_its_source(tmp_path: Path) -> None:
    source = tmp_path / "show.xml"
    source.write_text(SHOW.format("Thu, 02 Jan 2025 00:00:00 GMT"))
    config = configured(tmp_path, {"show": "show.xml"})
    assert reported(build(config))[0] == "show: written: 1 entry, 1 new"
    before = content(tmp_path / "public")
    document = before["show/rss.xml"].decode()
    assert "kiln.example/new.xml" not in document
    assert "9b024349" not in document
    assert "locked" not in document
    assert "<itunes:author>Ida</itunes:author>" in document
    assert "<managingEditor>ed@kiln.example (Ed)</managingEditor>" in document
    source.write_text(SHOW.format("Fri, 03 Jan 2025 00:00:00 GMT"))  # as many do with each request
    assert reported(build(config))[0] == "show: unchanged: 1 entry, 0 new"
    assert content(tmp_path / "public") == before


def test_only_wanted_entries(server: Server, tmp_path: Path) -> None:
    keys = 'since = 2025-12-29\nmatch = ["firing"]\nnot_match = ["Firing 7"]\nlimit = 3'
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(1, 10)))}, kiln=keys)
    assert reported(build(config))[0] == "kiln: written: 3 entries, 3 new"
    assert titles(tmp_path / "public/kiln/feed.json") == [f"Firing {post} of the Kiln" for post in (9, 8, 6)]
    assert json.loads((tmp_path / "public/report.json").read_bytes())["feeds"][0]["listed"] == 9


def test_entries_are_wanted_by_field_and_by_regular_expression(server: Server, tmp_path: Path) -> None:
    keys = r"""match = ['title~^Firing [1-4]\b', ["url:/kiln/", "title:Firing 6"]]
    not_match = ["title=Firing 2 of the Kiln"]"""
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(1, 10)))}, kiln=keys)
    assert reported(build(config))[0] == "kiln: written: 4 entries, 4 new"
    assert titles(tmp_path / "public/kiln/feed.json") == [
        f"Firing {post} of the Kiln" for post in (6, 4, 3, 1)
    ]


def test_a_regular_expression_that_takes_too_long_fails_its_feed(server: Server, tmp_path: Path) -> None:
    page = blog(range(1, 10), name="a" * 200 + "!")
    config = configured(
        tmp_path, {"kiln": server.page("/kiln/", page)}, kiln='not_match = ["title~(a|aa)+$"]'
    )
    assert reported(build(config))[0] == (
        'kiln: failed: the condition: the regular expression "(a|aa)+$" takes more than 2 seconds on these '
        "entries; alternatives that are repeated, such as (a|aa)+, may be the reason"
    )


def test_a_feed_that_nothing_matches_yet_stays_as_it_is(server: Server, tmp_path: Path) -> None:
    url = server.page("/kiln/", blog(range(4, 9), dated=False))
    config = configured(tmp_path, {"kiln": url}, kiln='match = ["porcelain"]')
    assert reported(build(config))[0] == "kiln: written: 0 entries, 0 new"
    before = content(tmp_path / "public")
    assert reported(build(config, now="2026-02-01T00:00:00+00:00"))[0] == "kiln: unchanged: 0 entries, 0 new"
    assert content(tmp_path / "public") == before


def test_undated_entries_keep_the_day_they_were_first_seen(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9), dated=False))})
    build(config)
    before = content(tmp_path / "public")
    assert build(config, now="2026-02-01T00:00:00+00:00").exit_code == 0
    assert content(tmp_path / "public") == before


def test_state_is_what_is_published_where_the_folder_is_empty(server: Server, tmp_path: Path) -> None:
    config = configured(
        tmp_path,
        {"kiln": server.page("/kiln/", blog(range(4, 9), dated=False))},
        f'base_url = "{server.address}/public/"',
    )
    assert build(config).exit_code == 0
    before = content(tmp_path / "public")
    publish(server, tmp_path / "public")
    for path in sorted((tmp_path / "public").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    server.page("/kiln/", b"<p>Under construction")
    result = build(config, now="2026-02-01T00:00:00+00:00")
    assert result.exit_code == 1
    after = content(
        tmp_path / "public"
    )  # the feed of a source that fails is put back, for whoever publishes all
    assert [after[f"kiln/{name}"] for name in FILES] == [before[f"kiln/{name}"] for name in FILES]
    server.page("/kiln/", blog(range(4, 9), dated=False))
    for path in (tmp_path / "public/kiln").iterdir():
        path.unlink()
    assert reported(build(config, now="2026-02-01T00:00:00+00:00"))[0] == "kiln: unchanged: 5 entries, 0 new"
    assert content(tmp_path / "public") == before


def publish(server: Server, folder: Path) -> None:
    types = {
        ".xml": "application/xml; charset=utf-8",
        ".json": "application/json",
        ".html": "text/html",
        ".opml": "text/xml",
    }
    for name, body in content(folder).items():
        server.page(f"/public/{name}", body, types[Path(name).suffix])


def test_what_was_published_cannot_be_had(server: Server, tmp_path: Path) -> None:
    server.page("/public/kiln/atom.xml", b"", status=503)
    config = configured(
        tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))}, f'base_url = "{server.address}/public/"'
    )
    assert reported(build(config)) == [
        (
            f"kiln: failed: the published feed cannot be read: {server.address}/public/kiln/atom.xml: answered 503 "
            "Service Unavailable; if there is none yet, build with --accept all"
        ),
        "1 feed failed",
    ]
    assert build(config, "--accept", "kiln").exit_code == 0


def test_a_site_that_answers_everything_with_a_page_has_published_no_feed(
    server: Server, tmp_path: Path
) -> None:
    for name in ("atom.xml", "rss.xml", "feed.json"):
        server.page(f"/public/kiln/{name}", b"<!doctype html><p>Welcome")
    base = f'base_url = "{server.address}/public/"'
    config = configured(tmp_path, {"kiln": server.address + "/gone"}, base)
    assert build(config).exit_code == 1
    assert sorted(content(tmp_path / "public")) == sorted(LISTS)
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))}, base)
    assert reported(build(config))[0] == "kiln: written: 5 entries, 5 new"


def test_a_relative_date_stays_as_it_was_at_first(server: Server, tmp_path: Path) -> None:
    rows = "".join(f"<li><a href='/{i}'>Glaze number {i}</a> <time>{i} weeks ago</time>" for i in range(1, 6))
    config = configured(
        tmp_path, {"kiln": server.page("/kiln/", f"<title>Glaze</title><ul>{rows}</ul>".encode())}
    )
    assert build(config).exit_code == 0
    before = content(tmp_path / "public")
    assert build(config, now="2026-01-07T08:00:00+00:00").exit_code == 0
    assert content(tmp_path / "public") == before


# --- loud ---

FORGE = "forge: unchanged: 5 entries, 0 new"
RIGHT = "the page may have changed; look at feedkit inspect, and if all is right, build with --accept kiln"


def gone(server: Server) -> None:
    server.page("/kiln/", b"", status=404)


def changed(*posts: int, name: str = "Kiln", dated: bool = True) -> Callable[[Server], None]:
    def change(server: Server) -> None:
        server.page("/kiln/", blog(posts, name, dated))

    return change


def empty(server: Server) -> None:
    server.page("/kiln/", b"<html><title>Kiln</title><div id=app></div><script src=app.js></script></html>")


def weak(server: Server) -> None:
    links = "".join(f"<a href='/x{i}'>word{i}</a> " for i in range(3))
    server.page("/kiln/", f"<html><title>Kiln</title><p>{links}</p></html>".encode())


def packed(server: Server) -> None:
    server.page("/kiln/", b"%PDF-1.7", "text/html")


def unmatched(server: Server) -> None:
    server.page("/kiln/", b"<html><title>Kiln</title><p>Closed for the winter.</p></html>")


@pytest.mark.parametrize(
    ("happens", "key", "now", "reason", "message"),
    [
        (gone, "", NOW, "fetch", "{url}: answered 404 Not Found"),
        (empty, "", NOW, "no-entries", "no entries found: the page shows no text; its list may be made by JavaScript; set render = \"auto\" to have a browser show it"),
        (packed, "", NOW, "unreadable", "wanted a page, data or other text, found a PDF document"),
        (unmatched, 'recipe = {{ entry = "article" }}', NOW, "recipe", 'recipe.entry: "article" finds nothing on the page; "article" is not on the page'),
        (changed(6, 7, 8), "", NOW, "fewer-entries", f"wanted at least 50% of the 8 entries of last time, found 3: {RIGHT}"),
        (changed(*range(1, 9), dated=False), "", NOW, "no-dates", f"wanted dates, as last time, found none in 8 entries: {RIGHT}"),
        (changed(*range(1, 9), name="Mill"), "", NOW, "no-overlap", f"wanted at least one of the 8 entries of last time, found 8 others, first 'Firing 8 of the Mill': {RIGHT}"),
        (changed(*range(1, 9)), 'stale_after = "30 days"', "2026-02-20T00:00:00+00:00", "stale", "wanted an entry of the last 30 days, found the newest of 2026-01-01: the page may no longer be read as it should, or stale_after may be too short"),
        (changed(*range(1, 9)), "min_confidence = 1.0", NOW, "unsure", "wanted a confidence of 1.00 that these are the entries, found {sure}: look at feedkit inspect, and write a recipe or lower min_confidence"),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value and len(value) < 16 else "",
)  # fmt: skip
def test_a_feed_fails_by_name_and_costs_no_other(
    server: Server,
    tmp_path: Path,
    happens: Callable[[Server], None],
    key: str,
    now: str,
    reason: str,
    message: str,
) -> None:
    urls = {
        "kiln": server.page("/kiln/", blog(range(1, 9))),
        "forge": server.page("/forge/", blog(range(4, 9), "Forge")),
    }
    config = configured(tmp_path, urls)
    assert build(config).exit_code == 0
    before = content(tmp_path / "public")
    happens(server)
    server.page("/forge/", blog(range(4, 10), "Forge"))
    config = configured(tmp_path, urls, kiln=key.replace("{{", "{").replace("}}", "}"))
    result = build(config, now=now)
    assert result.exit_code == 1
    known = {
        "url": urls["kiln"],
        "sure": f"{feedkit.read(blog(range(1, 9)), url=urls['kiln']).confidence:.2f}",
    }
    assert reported(result) == [
        f"kiln: failed: {message.format(**known)}",
        "forge: written: 6 entries, 1 new",
        "2 feeds: 1 written, 1 failed",
    ]
    after = content(tmp_path / "public")
    assert {name for name in before if name.startswith("kiln/") and after[name] != before[name]} == set()
    assert after["forge/atom.xml"] != before["forge/atom.xml"]
    report = json.loads(after["report.json"])["feeds"][0]
    assert (report["status"], report["reason"], report["message"]) == (
        "failed",
        reason,
        message.format(**known),
    )
    assert (report["entries"], report["title"]) == (8, "Kiln")


def test_output_that_would_be_invalid() -> None:
    """No source that is known leads to it: the parsers leave out what the writers would refuse."""
    job = FeedTask(
        config=FeedConfig(name="kiln", source="kiln.html", to=("rss",)), source="kiln.html",
        content=SourceContent(b""), recipe=None, published={}, addresses={}, listed=None, accepted=False,
        now=datetime.fromisoformat(NOW),
    )  # fmt: skip
    silent = feedkit.finish(Feed(title="Kiln", entries=(Entry(id="urn:kiln:1"),)), now=job.now)
    with pytest.raises(BuildError) as caught:
        documents(job, silent)
    assert (caught.value.reason, str(caught.value)) == (
        "invalid",
        (
            "rss: the feed would be invalid: entry 1 (id urn:kiln:1), title: wanted a title, summary, content, address "
            "or enclosure, found none"
        ),
    )
    assert list(documents(job, feedkit.finish(replace(silent, entries=()), now=job.now))) == ["rss"]


def test_accept_takes_what_is_found(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(1, 9)))})
    build(config)
    server.page("/kiln/", blog((6, 7, 8), "Mill"))
    assert build(config).exit_code == 1
    assert build(config, "--accept", "all").exit_code == 0
    assert reported(build(config)) == ["kiln: unchanged: 11 entries, 0 new", "1 feed unchanged"]


@pytest.mark.parametrize("damage", ["", "half of", "<feed xmlns='http://www.w3.org/2005/Atom'><title>Kil"])
def test_where_a_document_of_last_time_is_damaged_another_one_is_read(
    damage: str, server: Server, tmp_path: Path
) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(1, 7)))})
    build(config)
    server.page("/kiln/", blog(range(4, 9)))
    before = content(tmp_path / "public/kiln")
    (tmp_path / "public/kiln/atom.xml").write_text(damage)
    result = build(config)
    assert (result.exit_code, reported(result)[0]) == (0, "kiln: written: 8 entries, 2 new")
    note = reported(result)[1]
    assert note.startswith("kiln: the previous feed in atom is damaged (")
    assert note.endswith("): it is read from json")
    for name in FILES:
        assert len(feedkit.parse(tmp_path / "public/kiln" / name).entries) == 8
    server.page("/kiln/", blog(range(1, 7)))
    for name, document in before.items():
        (tmp_path / "public/kiln" / name).write_bytes(document)
    (tmp_path / "public/kiln/atom.xml").write_text(damage)
    build(config)
    assert content(tmp_path / "public/kiln") == before


def test_a_feed_of_last_time_that_cannot_be_read_fails_and_stays(server: Server, tmp_path: Path) -> None:
    config = configured(
        tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))}, kiln='to = ["rss", "json"]'
    )
    build(config)
    folder = tmp_path / "public/kiln"
    for path in folder.iterdir():
        path.write_bytes(b"")
    before = content(folder)
    result = build(config)
    hint = "delete its files, or build with --accept kiln, to begin a new feed"
    empty = "the source is empty: wanted a page, data or other text"
    assert (result.exit_code, reported(result)[0]) == (
        1,
        f"kiln: failed: the previous feed cannot be read: json: {empty}; rss: {empty}; {hint}",
    )
    (outcome,) = json.loads((tmp_path / "public/report.json").read_bytes())["feeds"]
    assert outcome["reason"] == "state"
    assert content(folder) == before
    accepted = reported(build(config, "--accept", "kiln"))
    assert accepted[0] == "kiln: written: 5 entries, 5 new"
    assert accepted[1].endswith(": a new feed is made")


def test_a_feed_with_marks_of_a_merge_is_read_where_no_other_is(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))}, kiln='to = ["rss"]')
    build(config)
    path = tmp_path / "public/kiln/rss.xml"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"<item>", b"<<<<<<< ours\n=======\n>>>>>>> theirs\n<item>", 1))
    result = build(config)
    assert reported(result)[0] == "kiln: written: 5 entries, 0 new"
    assert path.read_bytes() == before


def test_what_a_person_should_know(server: Server, tmp_path: Path) -> None:
    server.page("/new/", blog(range(4, 9)))
    server.page("/kiln/", b"", status=308, Location="/new/")
    config = configured(tmp_path, {"kiln": server.address + "/kiln/"})
    assert reported(build(config)) == [
        "kiln: written: 5 entries, 5 new",
        f"kiln: the page has moved permanently to {server.address}/new/: write that as its source",
        "1 feed written",
    ]


class Broken(Client):
    """A client with a defect that one address shows."""

    def fetch(self, url: str, **options: Any) -> Page:
        if url.endswith("/kiln/"):
            raise IndexError("list index out of range")
        return super().fetch(url, **options)


def test_a_defect_of_ours_costs_its_feed_alone(server: Server, tmp_path: Path) -> None:
    urls = {"kiln": server.address + "/kiln/", "forge": server.page("/forge/", blog(range(4, 9)))}
    config = read_config(configured(tmp_path, urls))
    with Broken(delay=0, allow_private=True) as client:
        work = Build(config=config, root=tmp_path, now=datetime.fromisoformat(NOW), client=client)
        kiln, forge = work.run(config.feeds, lambda outcome: None)
    message = (
        "feedkit itself failed (IndexError: list index out of range): please report this bug, with the page"
    )
    assert (kiln.status, kiln.reason, kiln.message) == ("failed", "crashed", message)
    assert forge.status == "written"


def test_what_a_server_calls_text(server: Server, tmp_path: Path) -> None:
    url = server.page("/kiln/", b"%PDF-1.7", "text/html; charset=utf-8")
    message = reported(build(configured(tmp_path, {"kiln": url})))[0]
    assert message == "kiln: failed: wanted a page, data or other text, found a PDF document"


def test_what_github_is_told(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    config = configured(
        tmp_path,
        {"kiln": server.address + "/none", "forge": server.page("/forge/", blog(range(4, 9), "Forge"))},
    )
    result = build(config)
    assert (
        reported(result)[-1] == f"::error title=feedkit: kiln::{server.address}/none: answered 404 Not Found"
    )
    escaped = server.address.replace("://", r"\://")
    assert summary.read_text("utf-8") == (
        "## 2 feeds: 1 written, 1 failed\n\n"
        f"- **kiln** failed (fetch): {escaped}/none: answered 404 Not Found\n\n"
        "| feed | | new | entries | newest |\n| --- | --- | ---: | ---: | --- |\n"
        "| kiln | failed: fetch |  |  |  |\n| forge | written | 5 | 5 | 2026-01-01 |\n"
    )


# --- options ---


def test_dry_run_writes_nothing(server: Server, tmp_path: Path) -> None:
    config = configured(tmp_path, {"kiln": server.page("/kiln/", blog(range(4, 9)))})
    assert reported(build(config, "--dry-run")) == [
        "kiln: would be written: 5 entries, 5 new",
        "1 feed would be written (dry run)",
    ]
    assert not (tmp_path / "public").exists()


def test_only_some(server: Server, tmp_path: Path) -> None:
    urls = {name: server.page(f"/{name}/", blog(range(4, 9), name)) for name in ("kiln", "forge", "mill")}
    config = configured(tmp_path, urls)
    build(config)
    before = json.loads((tmp_path / "public/report.json").read_bytes())
    assert reported(build(config, "--only", "mill", "--only", "kiln")) == [
        "kiln: unchanged: 5 entries, 0 new",
        "mill: unchanged: 5 entries, 0 new",
        "2 feeds unchanged",
    ]
    assert json.loads((tmp_path / "public/report.json").read_bytes()) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--only", "kill"), 'Error: --only: there is no feed "kill"; did you mean "kiln"?'),
        (("--accept", "x"), 'Error: --accept: there is no feed "x"; there are kiln'),
    ],
)
def test_names_that_are_none(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    result = build(configured(tmp_path, {"kiln": "kiln.html"}), *options)
    assert (result.exit_code, reported(result)[-1]) == (2, message)


def test_sources_of_all_kinds(tmp_path: Path) -> None:
    (tmp_path / "kiln.html").write_bytes(blog(range(4, 9)))
    (tmp_path / "sheet.csv").write_text("title,date,link\nA,2026-01-01,/a\n")
    (tmp_path / "recipe.toml").write_text('entry = "article:first-of-type"\n')
    program = f"import sys; sys.stdout.write(open({str(tmp_path / 'sheet.csv')!r}).read())"
    config = configured(
        tmp_path,
        {"kiln": "kiln.html", "one": "kiln.html", "sheet": "sheet.csv", "lost": "lost.html"},
        kiln='url = "https://kiln.example/"\ntitle = "The kiln"\nto = ["rss"]\nfiles = { rss = "kiln.xml" }',
        one='url = "https://kiln.example/"\nrecipe = "recipe.toml"',
    )
    with config.open("a") as file:
        file.write(
            f"""[[feeds]]\nname = "made"\ncommand = [{sys.executable!r}, "-c", {json.dumps(program)}]\n"""
        )
    assert reported(build(config)) == [
        "kiln: written: 5 entries, 5 new",
        "one: written: 1 entry, 1 new",
        "sheet: written: 1 entry, 1 new",
        "lost: failed: lost.html: No such file or directory",
        "made: written: 1 entry, 1 new",
        "sheet: 1 of 1 entries have no link, as the page's address is not known: set url",
        "made: 1 of 1 entries have no link, as the page's address is not known: set url",
        "5 feeds: 4 written, 1 failed",
    ]
    assert "<title>The kiln</title>" in (tmp_path / "public/kiln.xml").read_text("utf-8")
    assert not (tmp_path / "public/kiln").exists()


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    result = build(tmp_path / "feedkit.toml")
    path = tmp_path / "feedkit.toml"
    assert (result.exit_code, reported(result)) == (
        1,
        [f"error: {path}: there is no such file: feedkit init writes one"],
    )
