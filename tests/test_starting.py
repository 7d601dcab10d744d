"""feedkit init: what is told of sources, and the feedkit.toml that is written for them."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit.cli import main
from feedkit.errors import ConfigError
from feedkit.model import Entry, Feed
from feedkit.parsers.reading import Reading
from feedkit.project.config import NAME, Config, FeedConfig, parse_config, read_config, recipe_of
from feedkit.project.config_schema import schema
from feedkit.project.looking import Look
from feedkit.project.making import FeedTask, make
from feedkit.project.outcomes import MadeFeed
from feedkit.project.starting import MAX_NAME_LENGTH, added, name_for
from feedkit.sources.reader import Reader, is_address
from tests.serving import Server

PAGE = '<html lang="en"><head><title>{title}</title>{head}</head><main>{posts}</main>{tail}</html>'
POST = (
    '<article><h2><a href="/posts/{n}/">All about the loom number {n}</a></h2>'
    '<time datetime="2025-03-{n:02}">March {n}, 2025</time><p>What we found out about it.</p></article>'
)
UNDATED = '<ul class="all">{}</ul>'
LINK = '<li><a href="/posts/{n}/">All about the loom number {n}, and how it was mended</a></li>'
OWN = '<link rel="alternate" type="application/atom+xml" href="/atom.xml">'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Looms, all of them</title><id>urn:l</id>{}</feed>'
ITEM = (
    "<entry><id>urn:l:{n}</id><title>From the feed {n}</title><link href='/posts/{n}/?utm_source=feed'/>"
    "<updated>2025-03-{n:02}T10:00:00Z</updated></entry>"
)
BARE = f"<html><head><title>Bare</title>{OWN}</head><body><h1>Nothing here</h1><p>Not yet.</p></body></html>"
URL = "https://looms.example/posts/"
BEGINNING = """\
# The feeds that `feedkit build` makes. Lines that begin with # are comments; remove the # to use them.
# Paths are relative to the folder of this file.

output = "public"  # the folder that the feeds are written to
# base_url = "https://example.org/feeds/"  # where that folder is published, for the feeds' own addresses
# contact = "you@example.org"  # how the owners of the pages can reach you
allow_private = true  # sources may be on this machine and in private networks

[defaults]  # for all feeds; a feed's own keys take precedence
# stale_after = "90 days"  # fail when a feed's newest entry is older: its page may have moved
"""
PUBLIC = "".join(one for one in BEGINNING.splitlines(keepends=True) if not one.startswith("allow_private"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in an empty folder, with a page in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_bytes(page([9, 8, 7]))
    return tmp_path


def page(numbers: list[int], head: str = "", tail: str = "", title: str = "Looms &amp; more") -> bytes:
    posts = "".join(POST.format(n=n) for n in numbers)
    return PAGE.format(title=title, posts=posts, head=head, tail=tail).encode()


def sure(numbers: list[int], url: str | None = URL, **options: str) -> str:
    """The confidence that a page is read with."""
    return f"confidence {feedkit.read(page(numbers, **options), url=url).confidence:.2f}"


def atom(numbers: list[int]) -> bytes:
    return ATOM.format("".join(ITEM.format(n=n) for n in numbers)).encode()


def init(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", *arguments])


def reported(result: Result) -> tuple[int, str, str]:
    return (result.exit_code, result.stdout, result.stderr)


def built(config: Config, folder: Path) -> list[MadeFeed]:
    """What a build makes of a configuration."""
    from feedkit.fetching import fetch

    made = []
    for feed in config.feeds:
        reader = Reader(
            fetch=lambda url: fetch(url, allow_private=True), report=lambda message: None, url=feed.url
        )
        source = feed.source or ""
        job = FeedTask(
            config=feed,
            source=source,
            content=reader.content(source if is_address(source) else str(folder / source)),
            recipe=recipe_of(feed, folder),
            published={},
            addresses={},
            listed=None,
            accepted=False,
            now=datetime(2026, 1, 1, tzinfo=UTC),
        )
        made.append(
            make(job, lambda url, *, is_article=False, render=False, reader=reader: reader.fetch(url))
        )
    return made


# --- what is written ---


def test_a_file_and_its_address(folder: Path) -> None:
    assert reported(init("page.html", "--url", URL, "--timezone", "Asia/Tokyo")) == (
        0,
        "",
        (
            f'page.html: "Looms & more", 3 entries, the newest of 2025-03-09; {sure([9, 8, 7])}\n'
            "feedkit.toml: 1 feed\n"
        ),
    )
    assert (folder / "feedkit.toml").read_text() == PUBLIC + (
        "\n"
        "[[feeds]]\n"
        f"# 3 entries, the newest of 2025-03-09; {sure([9, 8, 7])}\n"
        'name = "looms-more"\n'
        'source = "page.html"\n'
        f'url = "{URL}"\n'
        'timezone = "Asia/Tokyo"\n'
        '# title = "Looms & more"\n'
    )
    (made,) = built(read_config(folder / "feedkit.toml"), folder)
    assert (made.listed, f"{made.newest:%Y-%m-%d}", made.title) == (3, "2025-03-09", "Looms & more")


def test_addresses_one_of_which_fails(server: Server, folder: Path) -> None:
    pager = '<a href="?page=2" rel="next">Older posts</a>'
    first = server.page("/posts/", page([9, 8, 7], tail=pager))
    second = server.page("/notes/", page([5, 4], title="記事"))
    gone = server.address + "/gone/"
    result = init(first, gone, second, first, "--allow-private")
    assert reported(result) == (
        1,
        "",
        (
            f'{first}: "Looms & more", 3 entries, the newest of 2025-03-09; {sure([9, 8, 7])}\n'
            f"error: {gone}: answered 404 Not Found\n"
            f'{second}: "記事", 2 entries, the newest of 2025-03-05; {sure([5, 4], second, title="記事")}\n'
            "feedkit.toml: 2 feeds\n"
        ),
    )
    host = server.address.removeprefix("http://").partition(":")[0].replace(".", "-")
    assert (folder / "feedkit.toml").read_text("utf-8") == BEGINNING + (
        "\n"
        "[[feeds]]\n"
        f"# 3 entries, the newest of 2025-03-09; {sure([9, 8, 7])}\n"
        'name = "looms-more"\n'
        f'source = "{first}"\n'
        '# title = "Looms & more"\n'
        "# pages = 3  # older entries are on further pages: read so many, including the first\n"
        "\n"
        "# [[feeds]]\n"
        "# # answered 404 Not Found\n"
        f'# name = "{host}"\n'
        f'# source = "{gone}"\n'
        "\n"
        "[[feeds]]\n"
        f"# 2 entries, the newest of 2025-03-05; {sure([5, 4], second, title='記事')}\n"
        f'name = "{host}-notes"\n'
        f'source = "{second}"\n'
        '# title = "記事"\n'
    )
    assert [made.listed for made in built(read_config(folder / "feedkit.toml"), folder)] == [3, 2]
    assert server.paths.count("/posts/") == 2  # once by init, once by the build


def test_standard_output_and_a_folder_above(folder: Path) -> None:
    result = init("page.html", "--url", URL, "-o", "-")
    assert result.stdout.startswith(PUBLIC)
    assert result.stderr.count("\n") == 1
    (folder / "site").mkdir()
    assert init("page.html", "--url", URL, "-o", "site/feeds.toml").exit_code == 0
    assert read_config(folder / "site/feeds.toml").feeds[0].source == "../page.html"


def test_a_file_without_an_address(folder: Path) -> None:
    result = init("page.html")
    assert reported(result) == (
        0,
        "",
        (
            "page.html: 3 of 3 entries have no link, as the page's address is not known: pass it with --url\n"
            f'page.html: "Looms & more", 3 entries, the newest of 2025-03-09; {sure([9, 8, 7], None)}\n'
            "feedkit.toml: 1 feed\n"
        ),
    )
    line = '# url = "https://example.org/blog/"  # the address of the page, for its links\n'
    assert line in (folder / "feedkit.toml").read_text()


def test_an_address_that_has_moved_is_written_as_the_new_one(server: Server, folder: Path) -> None:
    new = server.page("/posts/", page([9, 8, 7]))
    old = server.page("/old/", b"", status=301, Location="/posts/")
    assert init(old, "--allow-private").exit_code == 0
    assert read_config(folder / "feedkit.toml").feeds[0].source == new
    assert reported(init(old, "--add")) == (
        1,
        "",
        f"error: {old}: a feed has this source already\nnothing is written\n",
    )


def test_robots_are_obeyed_as_by_a_build(server: Server, folder: Path) -> None:
    url = server.page("/posts/", page([9, 8, 7]))
    server.page("/robots.txt", b"User-agent: *\nDisallow: /\n", "text/plain")
    result = init(url, "--allow-private")
    assert result.exit_code == 1
    assert "does not allow feedkit to fetch it" in result.stderr
    assert result.stderr.endswith("\nnothing is written\n")
    assert not (folder / "feedkit.toml").exists()


# --- the page's own feed ---


def test_a_feed_that_keeps_up_with_its_page_is_taken(server: Server, folder: Path) -> None:
    server.page("/atom.xml", atom([9, 8]), "application/atom+xml")
    url = server.page("/posts/", page([9, 8, 7], OWN))
    result = init(url, "--allow-private")
    own = (
        "this is the page's own feed, which is taken; "
        f"the page shows 3 entries, the newest of 2025-03-09; {sure([9, 8, 7])}"
    )
    assert reported(result) == (
        0,
        "",
        (
            f'{url}: "Looms, all of them", 2 entries, the newest of 2025-03-09\n'
            f"{url}: {own}\n"
            "feedkit.toml: 1 feed\n"
        ),
    )
    assert (folder / "feedkit.toml").read_text() == BEGINNING + (
        "\n"
        "[[feeds]]\n"
        "# 2 entries, the newest of 2025-03-09\n"
        f"# {own}\n"
        'name = "looms-all-of-them"\n'
        f'source = "{url}"\n'
        '# title = "Looms, all of them"\n'
        "native = true  # the page's own feed is read; without this line, the page itself\n"
    )
    (made,) = built(read_config(folder / "feedkit.toml"), folder)
    assert (made.listed, made.title) == (2, "Looms, all of them")


@pytest.mark.parametrize(
    "numbers", [[8, 7], [9, 21, 22, 23, 24]], ids=["it has been given up", "of a whole site"]
)
def test_a_feed_of_other_entries_is_not_taken(server: Server, folder: Path, numbers: list[int]) -> None:
    server.page("/atom.xml", atom(numbers), "application/atom+xml")
    url = server.page("/posts/", page([9, 8, 7, 6], OWN))
    count = f"{len(numbers)} entries, the newest of 2025-03-{max(numbers):02}"
    own = f"the page has a feed of its own, not taken as its entries are others: {count}"
    result = init(url, "--allow-private")
    assert (result.exit_code, result.stderr.splitlines()[1]) == (0, f"{url}: {own}")
    text = (folder / "feedkit.toml").read_text()
    assert f"# {own}\n" in text
    assert text.endswith("\n# native = true\n")
    assert [made.listed for made in built(read_config(folder / "feedkit.toml"), folder)] == [4]
    (folder / "native.toml").write_text(
        'allow_private = true\n[defaults]\nnative = true\n[[feeds]]\nname = "a"\nsource = "b"\n'
    )
    assert init(url, "--add", "-o", "native.toml").exit_code == 0
    assert not read_config(folder / "native.toml").feeds[1].native


def test_addresses_that_differ_in_their_queries_are_of_different_entries(server: Server) -> None:
    by_number = atom([9, 21, 22, 23, 24]).replace(b"/posts/", b"/?p=").replace(b"/?utm", b"&amp;utm")
    server.page("/atom.xml", by_number, "application/atom+xml")
    url = server.page("/posts/", page([9, 8, 7, 6], OWN).replace(b"/posts/", b"/?p=").replace(b'/">', b'">'))
    assert "not taken as its entries are others: 5 entries" in init(url, "--allow-private", "-o", "-").stderr


def test_a_page_without_entries_that_has_a_feed(server: Server, folder: Path) -> None:
    url = server.page("/", BARE.encode())
    result = init(url, "--allow-private")
    assert result.stderr.startswith(f"error: {url}: no entries found: ")
    assert result.stderr.endswith(
        f"; the page has a feed of its own: {server.address}/atom.xml\nnothing is written\n"
    )
    server.page("/atom.xml", atom([9, 8]), "application/atom+xml")
    assert reported(init(url, "--allow-private")) == (
        0,
        "",
        (
            f'{url}: "Looms, all of them", 2 entries, the newest of 2025-03-09\n'
            f"{url}: the page lists no entries, but has a feed of its own, which is taken\n"
            "feedkit.toml: 1 feed\n"
        ),
    )
    assert [made.listed for made in built(read_config(folder / "feedkit.toml"), folder)] == [2]


def test_a_feed_that_cannot_be_had_is_told(server: Server) -> None:
    url = server.page("/posts/", page([9, 8, 7], OWN))
    lines = init(url, "--allow-private", "-o", "-").stderr.splitlines()
    own = f"{server.address}/atom.xml"
    assert lines[1:] == [f"{url}: the page has a feed of its own, which cannot be read: {own}"]


# --- pages that are read unsurely ---


def unsure(folder: Path) -> None:
    items = "".join(LINK.format(n=n) for n in range(1, 6))
    (folder / "list.html").write_text(f"<title>All</title><body>{UNDATED.format(items)}</body>")


def test_what_is_unsure_gets_a_recipe_to_begin_with(folder: Path) -> None:
    unsure(folder)
    result = init("list.html", "--url", URL)
    assert result.exit_code == 0
    confidence = result.stderr.partition("confidence ")[2][:4]
    assert 0.5 <= float(confidence) < 0.75
    first, second, third, last = result.stderr.splitlines()
    assert first == f'list.html: "All", 5 entries; confidence {confidence}'
    assert second.startswith("list.html: these may not be the entries: ")
    assert second.endswith(": check with feedkit inspect")
    assert third == "list.html: no entry has a date: each gets the time at which a build first sees it"
    assert last == "feedkit.toml: 1 feed"
    text = (folder / "feedkit.toml").read_text()
    recipe = text.partition("# What finds these entries; change it if they are the wrong ones:\n")[2]
    assert recipe.startswith("# recipe.entry = ")
    with_recipe = parse_config(text.replace(recipe, recipe.replace("# ", "")))
    assert recipe_of(with_recipe.feeds[0], folder) is not None
    plain, steered = (built(config, folder)[0] for config in (parse_config(text), with_recipe))
    assert plain.documents == steered.documents


def test_what_a_build_would_refuse_is_a_remark(folder: Path) -> None:
    unsure(folder)
    before = '[defaults]\nmin_confidence = 0.74\n[[feeds]]\nname = "looms"\nsource = "page.html"\n'
    (folder / "feedkit.toml").write_text(before)
    (folder / "other.html").write_bytes(page([5, 4, 3]))
    result = init("list.html", "other.html", "--add", "-o", "feedkit.toml")
    assert result.exit_code == 1
    confidence = result.stderr.partition("confidence ")[2][:4]
    fault = f"a build needs a confidence of at least 0.74, found {confidence}"
    assert f"error: list.html: {fault}\n" in result.stderr
    assert result.stderr.endswith("\nfeedkit.toml: 1 feed added\n")
    text = (folder / "feedkit.toml").read_text()
    assert f'# # {fault}\n# name = "all"\n# source = "list.html"\n' in text
    assert [feed.source for feed in parse_config(text).feeds] == ["page.html", "other.html"]


# --- files that are there ---


def test_a_file_that_is_there_is_not_touched(folder: Path) -> None:
    (folder / "feedkit.toml").write_text("mine")
    message = "the file exists: --add adds the feeds to it, -o names another file"
    assert reported(init("page.html")) == (1, "", f"error: feedkit.toml: {message}\n")
    assert reported(init("page.html", "--add"))[2].startswith("error: feedkit.toml: not TOML: ")
    assert (folder / "feedkit.toml").read_text() == "mine"
    assert reported(init("page.html", "-o", "."))[2] == f"error: .: {message}\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_feeds_are_added_behind_what_is_there(folder: Path, end: bytes, last: bool) -> None:
    lines = [b"# Mine \xf0\x9f\xa7\xb6", b"[defaults]", b'timezone = "Asia/Tokyo"', b"[[feeds]]"]
    lines += [b'name = "Looms-More"', b'source = "other.html"   # it']
    before = end.join(lines) + (end if last else b"")
    (folder / "feedkit.toml").write_bytes(before)
    assert init("page.html", "--url", URL, "--add").stderr.endswith("\nfeedkit.toml: 1 feed added\n")
    after = (folder / "feedkit.toml").read_bytes()
    fresh = after.removeprefix(before + (b"" if last else end))
    assert fresh.startswith(end + b"[[feeds]]" + end)
    assert fresh.count(b"\n") == fresh.count(end)
    old, new = read_config(folder / "feedkit.toml").feeds
    assert (old.name, new.name, new.timezone) == ("Looms-More", "page", "Asia/Tokyo")
    assert reported(init("page.html", "other.html", "--add")) == (
        1,
        "",
        (
            "error: page.html: a feed has this source already\n"
            "error: other.html: a feed has this source already\n"
            "nothing is written\n"
        ),
    )
    assert (folder / "feedkit.toml").read_bytes() == after


def test_a_file_that_no_block_fits_behind(folder: Path) -> None:
    before = 'feeds = [{ name = "a", source = "b.html" }]\n'
    (folder / "feedkit.toml").write_text(before)
    result = init("page.html", "--url", URL, "--add")
    assert result.exit_code == 1
    assert "error: feedkit.toml: not TOML: " in result.stderr
    assert (folder / "feedkit.toml").read_text() == before


def test_add_makes_a_file_that_is_not_there() -> None:
    assert init("page.html", "--url", URL, "--add").stderr.endswith("\nfeedkit.toml: 1 feed\n")


def test_a_file_that_cannot_be_written(folder: Path) -> None:
    (folder / "file").touch()
    result = init("page.html", "--url", URL, "-o", "file/feedkit.toml")
    assert result.exit_code == 1
    assert result.stderr.endswith("error: file/feedkit.toml: wanted a folder, found a file of that name\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'SOURCE...'."),
        (["a", "b", "--url", URL], "--url is for one SOURCE: add several one by one, with --add."),
        ([URL, "--url", URL], "--url is for a SOURCE that is a file: this one is an address itself."),
        (["-"], "a build reads files, folders and addresses: name one instead of -."),
        (["a", "--add", "-o", "-"], "--add is for a file, not for standard output: name it with -o."),
    ],
)
def test_bad_calls(arguments: list[str], message: str) -> None:
    result = init(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f"\n\nError: {message}\n")


# --- any title, any name of a file ---


def looked(source: str, title: str | None = None) -> Look:
    feed = Feed(title=title, entries=(Entry(title="One", url=URL),))
    return Look(source=source, page=Reading(feed=feed, format="html", confidence=0.6, reasons=(title or "",)))


SOURCES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.tuples(st.text(), SOURCES), min_size=1, unique_by=lambda one: one[1]))
def test_any_title_and_source(looks: list[tuple[str, str]]) -> None:
    usable = [(title, source.encode("utf-8", "replace").decode()) for title, source in looks]
    if len({source for _, source in usable}) < len(usable):
        return
    text = added(None, [looked(source, title) for title, source in usable], Config(feeds=()))
    feeds = parse_config(text).feeds
    assert [feed.source for feed in feeds] == [source for _, source in usable]
    assert all(NAME.fullmatch(feed.name) for feed in feeds)
    kept = [one for one in text.split("\n") if one.startswith("# title = ")]
    assert all(isinstance(tomllib.loads(one[2:])["title"], str) for one in kept)


@pytest.mark.parametrize(
    ("title", "source", "name"),
    [
        ("Łódź – Übersicht für Straße & Ærø", URL, "lodz-ubersicht-fur-strasse-aero"),
        ("Jakob's Blog", URL, "jakobs-blog"),
        ("王美兰的个人博客", "https://www.looms.example/a/", "looms-example"),
        ("Блог", "http://[::1]:80/", "1"),
        (None, "posts/2025.md", "2025"),
        (None, "site/index.html", "site"),
        ("!", "!", "feed"),
        ("one two " * 20, URL, "one-two-one-two-one-two-one-two-one-two"),
        ("x" * 50, URL, "x" * MAX_NAME_LENGTH),
    ],
)
def test_names(title: str | None, source: str, name: str) -> None:
    assert name_for(looked(source, title), ()) == name


def test_names_are_of_one_feed_each() -> None:
    taken: set[str] = set()
    for _ in range(5):
        taken.add(name_for(looked(URL, "Blog"), taken))
    assert sorted(taken) == ["blog", "blog-2", "blog-3", "looms-example", "looms-example-posts"]


def test_text_that_says_something_else_with_more_feeds() -> None:
    config = Config(feeds=(FeedConfig(name="a", source="b"),))
    with pytest.raises(ConfigError) as caught:
        added('[[feeds]]\nname = "a"\nsource = "c"\n', [looked("d")], config)
    assert str(caught.value) == "the feeds cannot be added, as they would change the meaning of what is there"


# --- the schema ---


def test_the_command_prints_the_schema_of_the_configuration() -> None:
    result = CliRunner().invoke(main, ["schema", "config"])
    assert json.loads(result.stdout) == json.loads(json.dumps(schema()))
    found = schema()["$defs"]
    assert list(found["FeedConfig"]["properties"]) == list(FeedConfig.__struct_fields__)
    assert found["Config"]["additionalProperties"] is found["FeedConfig"]["additionalProperties"] is False
