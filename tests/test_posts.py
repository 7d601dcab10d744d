"""Posts with front matter, alone and in folders: their rows, and what is reported of those that are wrong."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import feedkit
from feedkit.errors import NoEntriesError, ParseError
from feedkit.model import Feed
from feedkit.parsers import Job, Reading
from feedkit.parsers.posts import folder, post
from feedkit.parsers.posts.frontmatter import recognises, split
from feedkit.parsers.posts.generators import Site

UTC = ZoneInfo("UTC")
BASE = "https://a.example/blog/"


def row(content: str, path: str = "a.md", base: str | None = BASE) -> dict[str, object]:
    return post.post_of(content, PurePosixPath(path), Site(url=base)).row


def written(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return root


def read(root: Path, url: str | None = BASE) -> Reading:
    return folder.read(Job(path=root, url=url))


def feed_of(root: Path, url: str | None = BASE) -> Feed:
    return read(root, url).feed


# --- front matter ---


@pytest.mark.parametrize(
    ("content", "notation", "fields"),
    [
        ("---\ntitle: 1.10\n---\ntext", "yaml", {"title": "1.10"}),
        ("\ufeff---\r\ntitle: a\r\n...\r\ntext", "yaml", {"title": "a"}),
        ("---\n---\ntext", "yaml", {}),
        ("---toml\na = true\n---\ntext", "toml", {"a": True}),
        ("+++\na = 2025-01-02\n+++\ntext", "toml", {"a": date(2025, 1, 2)}),
        ('{"a": [1]}\ntext', "json", {"a": [1]}),
        ("Title: a\nTags: b,\n  c\n\ntext", "metadata", {"Title": "a", "Tags": "b,\nc"}),
        ("Title: a\n---\ntext", "metadata", {"Title": "a"}),
        ("text", "", {}),
    ],
)
def test_front_matter_is_split_off(content: str, notation: str, fields: dict[str, object]) -> None:
    found = split(content)
    assert (found.notation, found.fields, found.body) == (notation, fields, "text")


@pytest.mark.parametrize(
    "content",
    ["---\n\ntext\n", "---\n\na\n\n---\n", "---\n- a\n---\n", "Note: a\n\ntext", "{{ a }}", "{% a %}"],
)
def test_a_text_without_front_matter_stays(content: str) -> None:
    assert split(content).body in (content, "")
    assert not recognises(content)


def test_posts_are_recognised() -> None:
    assert recognises("---\ntitle: a\n---\ntext")
    assert recognises("+++\ntitle = 'a'\n+++\n")
    assert recognises('{"title": "a"}\n\ntext')
    assert not recognises('{"title": "a"}\n{"title": "b"}\n')
    assert not recognises('{"title": "a"}')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "---\na: b: c\n---\n",
            "wanted YAML, found a second ': ' in the line (a text that has one needs quotes) in line 2, ",
        ),
        ("+++\na = 1\nb =\n+++\n", "wanted TOML, found an error (Invalid value) in line 3, column 4"),
        (
            '{"a": 1,\n]}',
            "wanted JSON, found an error (Expecting property name enclosed in double quotes) in line 2",
        ),
        (
            "---json\n[]\n---\n",
            "wanted front matter of keys and values, found another value in line 2, column 1",
        ),
        ("---\na: b\n", "wanted a line '---' that ends the front matter, found none"),
        ("---js\na\n---\n", "wanted front matter in YAML, TOML or JSON, found 'js' in line 1, column 4"),
        (
            f"+++\n{'a.' * 300}b = 1\n+++\n",
            "wanted TOML, found more dots or digits than can be meant in line 2",
        ),
        (f"---\na: {'x' * 200_000}\n---\n", "wanted front matter of up to 200,000 characters, found 200,004"),
    ],
)
def test_errors_say_where(content: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        split(content)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "content",
    [
        *("+++\nx=" + "[" * 90_000 + "\n+++\n", "+++\n" + "a." * 90_000 + "b=1\n+++\n"),
        *("+++\nx=" + "9" * 100_000 + "\n+++\n", '{"a":' * 30_000, '{"a": ' + "9" * 5000 + "}"),
        "---\na: " + "[" * 90_000 + "\n---\n",
    ],
    ids=["arrays", "dots", "digits", "objects", "number", "lists"],
)
def test_hostile_front_matter_is_refused(content: str) -> None:
    with pytest.raises(ParseError):
        split(content)


keys = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20
).filter(lambda text: "\ufeff" not in text and text.isprintable())
fields = st.dictionaries(keys, texts | st.booleans() | st.lists(texts, max_size=3), max_size=5)


@given(fields, st.sampled_from(["yaml", "json"]))
def test_what_is_written_as_front_matter_is_read(wanted: dict[str, object], notation: str) -> None:
    if notation == "yaml":
        content = f"---\n{yaml.safe_dump(wanted, allow_unicode=True)}---\ntext"
    else:
        content = f"---json\n{json.dumps(wanted)}\n---\ntext"
    found = split(content)
    assert (found.fields, found.body) == (wanted, "text")


# --- one post ---


@pytest.mark.parametrize(
    ("content", "path", "url"),
    [
        ("a", "a.md", "https://a.example/blog/a/"),
        ("a", "2025-01-02-a b.md", "https://a.example/blog/a-b/"),
        ("a", "_posts/2025-01-02-a.md", "https://a.example/blog/a/"),
        ("a", "x/2025-01-02-a/index.md", "https://a.example/blog/x/a/"),
        ("a", "2025-01-02.md", "https://a.example/blog/2025-01-02/"),
        ("---\nslug: é\n---\n", "x/a.md", "https://a.example/blog/x/%C3%A9/"),
        ("---\nurl: /b/index.html\n---\n", "a.md", "https://a.example/b/"),
        ("---\npermalink: c.html\n---\n", "a.md", "https://a.example/blog/c.html"),
        ("---\npermalink: https://b.example/:x\n---\n", "a.md", "https://b.example/:x"),
        ("---\npermalink: /:year/:i_day/:title\n---\n", "2025-01-02-a.md", "https://a.example/2025/2/a"),
        (
            "---\npermalink: pretty\ncategories: [Sea Notes, b]\ndate: 3 May 2024\n---\n",
            "a.md",
            "https://a.example/sea%20notes/b/2024/05/03/a/",
        ),
        ("---\npermalink: false\n---\n", "a.md", None),
    ],
)
def test_addresses_come_from_front_matter_or_the_name(content: str, path: str, url: str | None) -> None:
    assert row(content, path).get("url") == url


@pytest.mark.parametrize(
    ("permalink", "found_text"),
    [
        ("/{{ page.fileSlug }}/", "the template '/{{ page.fileSlug }}/'"),
        ("/:year/:title/", "'/:year/:title/', whose part ':year' is not known"),
    ],
)
def test_an_address_that_cannot_be_filled_in_is_reported(permalink: str, found_text: str) -> None:
    found = post.post_of(f"---\npermalink: '{permalink}'\n---\n", PurePosixPath("x/a.md"), Site(url=BASE))
    assert "url" not in found.row
    wanted = "a permalink that can be filled in"
    assert [str(problem) for problem in found.problems] == [f"x/a.md: wanted {wanted}, found {found_text}"]


def test_without_a_base_only_whole_addresses_count() -> None:
    assert "url" not in row("a", base=None)
    assert row("---\nurl: https://b.example/\n---\n", base=None)["url"] == "https://b.example/"


@pytest.mark.parametrize(
    ("content", "path", "title", "html"),
    [
        ("---\ntitle: T\n---\n# T\na", "a.md", "T", "<p>a</p>\n"),
        ("---\ntitle: T\n---\n# U\na", "a.md", "T", "<h1>U</h1>\n<p>a</p>\n"),
        ("## U\na", "a.md", "U", "<p>a</p>\n"),
        ("a\n\n# U", "a.md", "U", "<p>a</p>\n"),
        ("a\n\n## U", "2025-01-02-night_ferry.md", "night ferry", "<p>a</p>\n<h2>U</h2>\n"),
        ("a", "x/night-ferry/index.md", "night ferry", "<p>a</p>\n"),
        ("---\ntitle: T\n---\n<p>a</p>{{ b }}", "a.html", "T", "<p>a</p>"),
    ],
)
def test_titles(content: str, path: str, title: str, html: str) -> None:
    found = row(content, path)
    assert (found["title"], found["content_html"]) == (title, html)


def test_dates_come_from_front_matter_before_the_name() -> None:
    assert row("a", "2025-01-02-a.md")["date"] == date(2025, 1, 2)
    assert row("a", "2025/01/02/a.md")["date"] == date(2025, 1, 2)
    assert row("---\ndate: 2024-05-06\n---\n", "2025-01-02-a.md")["date"] == "2024-05-06"
    assert "date" not in row("---\npubDate: 2024-05-06\n---\n", "2025-01-02-a.md")
    assert row("---\npublished: true\n---\n", "2025-01-02-a.md")["date"] == date(2025, 1, 2)


@pytest.mark.parametrize(
    "line",
    [
        "draft: true",
        "published: false",
        "Status: draft",
        "hidden: yes",
        "eleventyExcludeFromCollections: true",
    ],
)
def test_drafts(line: str) -> None:
    assert row(f"---\n{line}\n---\n")["draft"] is True
    with pytest.raises(NoEntriesError):
        post.read(Job(content=f"---\n{line}\n---\n", url=BASE))


@pytest.mark.parametrize("mark", ["<!-- more -->", "<!--more-->", "<!-- truncate -->"])
def test_the_summary_is_what_stands_before_the_mark(mark: str) -> None:
    assert row(f"a *b*\n\n{mark}\n\nc")["summary"] == "a b"
    assert row(f"---\ndescription: d\n---\na\n\n{mark}\n")["description"] == "d"
    assert "summary" not in row(f"a\n\n```\n{mark}\n```\n")


# --- folders ---


def test_posts_stand_in_the_order_of_their_paths(tmp_path: Path) -> None:
    written(tmp_path, {name: name for name in ("b.md", "a/c.md", "B.markdown", "ä.md", "a.mkd")})
    assert folder.rows_of_folder(tmp_path, url=None).paths == [
        "B.markdown",
        "a.mkd",
        "a/c.md",
        "b.md",
        "ä.md",
    ]


def test_what_is_no_post_is_left_out(tmp_path: Path) -> None:
    names: tuple[str, ...] = (
        "README.md",
        ".a.md",
        ".git/a.md",
        "_drafts/a.md",
        "_site/a.html",
        "node_modules/a/a.md",
    )
    names += ("_index.md", "index.md", "b/index.md", "b/_index.md", "a.txt", "plain.html", "_a.md", "404.md")
    written(tmp_path, dict.fromkeys(names, "a") | {"b/a.md": "a"})
    assert folder.rows_of_folder(tmp_path, url=None).paths == ["b/a.md"]


def test_the_index_tells_the_title(tmp_path: Path) -> None:
    written(tmp_path, {"_index.md": "---\ntitle: T\ndescription: D\nlanguage: gd\n---\n", "a.md": "a"})
    feed = feed_of(tmp_path)
    assert (feed.title, feed.subtitle, feed.language) == ("T", "D", "gd")


def test_one_bad_file_does_not_cost_the_others(tmp_path: Path) -> None:
    written(tmp_path, {"a.md": "a", "b.md": "---\nx: [\n---\n", "x/c.md": "---\ndate: soon\n---\n"})
    (tmp_path / "d.md").write_bytes(b"a\x00b")
    (tmp_path / "e.md").write_bytes(b"x" * (folder.MAX_POST_SIZE + 1))
    (tmp_path / "f.md").write_bytes("grün und weiß".encode("cp1252"))
    (tmp_path / "g.md").symlink_to("/etc/hostname")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "h.md")
    reading = read(tmp_path)
    feed = reading.feed
    assert [entry.title for entry in feed.entries] == ["a", "f", "c"]
    assert feed.entries[1].content == "<p>grün und weiß</p>"
    assert sorted(str(problem) for problem in reading.problems if problem.rule != "no-permalink-rule") == [
        "b.md: wanted YAML, found an error (did not find expected node content) in line 3, column 1",
        "d.md: wanted a page, data or other text, found binary data",
        "e.md: wanted a post of up to 10,000,000 bytes, found a larger file",
        "f.md, line 1: wanted text in UTF-8, found another encoding: windows-1252, the likeliest, was taken",
        "g.md: wanted a file, found a symbolic link, which is not followed",
        "x/c.md, date: wanted a date, found 'soon'",
    ]


def test_a_folder_without_posts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(NoEntriesError) as caught:
        feed_of(tmp_path)
    assert str(caught.value) == (
        f"no posts found in {tmp_path.name}/ and the folders in it: wanted files that end in .htm, .html, "
        ".markdown, .md, .mdown, .mdx, .mkd, .rest, .rst (HTML with front matter), not hidden and not in "
        "folders that begin with '_', except _posts"
    )


def test_a_folder_that_is_none_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        feed_of(tmp_path / "none")


def test_the_examples_are_read() -> None:
    found = feed_of(Path(__file__).parents[1] / "examples" / "posts")
    assert found.title == "The Tidal Almanac"
    assert [entry.title for entry in found.entries] == [
        "Springs have nothing to do with spring",
        "The night ferry to Stornoway",
    ]


def test_names_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/gr\xfcn.md")).write_text("a")
    feed = feedkit.finish(feed_of(tmp_path))
    assert [entry.url for entry in feed.entries] == ["https://a.example/blog/gr%FCn/"]
    assert b"grn" in feedkit.write(feed, "atom")
