"""Addresses of posts by the rules of generators: the links that the generators themselves gave these posts.

benchmarks/generators.py builds such blogs with the generators and compares whole feeds.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedkit.parsers import Job
from feedkit.parsers.posts import folder
from feedkit.parsers.reading import Reading
from feedkit.recipes import checked_recipe

UTC = ZoneInfo("UTC")
PAGE = "---\ntitle: {}\ndate: 2024-05-06\n{}---\nText.\n"


def reading_of(root: Path, files: dict[str, str], *, inside: str = "", **options: object) -> Reading:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return folder.read(Job(path=root / inside, **options))  # type: ignore[arg-type]


HUGO = 'baseURL = "https://pond.example/"\n'
JEKYLL = "url: https://pond.example\n"
PELICAN = "SITEURL = 'https://pond.example'\n"
ZOLA = 'base_url = "https://pond.example"\n'
HEXO = "url: https://pond.example\nsource_dir: source\n"


@pytest.mark.parametrize(
    ("config", "path", "extra", "link"),
    [
        (f"hugo.toml:{HUGO}", "content/posts/My_First Post.md", "", "posts/my_first-post/"),
        (f"config.toml:{HUGO}", "content/posts/2024-05-03-dated.md", "", "posts/2024-05-03-dated/"),
        (f"hugo.toml:{HUGO}", "content/posts/a.md", "slug: Other Slug\n", "posts/other-slug/"),
        (f"hugo.toml:{HUGO}", "content/posts/Über uns (new).md", "", "posts/%C3%BCber-uns-new/"),
        (f"hugo.toml:{HUGO}", "content/posts/bundle/index.md", "", "posts/bundle/"),
        (f"hugo.toml:{HUGO}", "content/posts/a.md", "url: /x/Own/\n", "x/Own/"),
        (f"hugo.toml:{HUGO}uglyURLs = true\n", "content/a.md", "", "a.html"),
        (
            f'hugo.toml:{HUGO}[permalinks]\nposts = "/:year/:month/:title/"\n',
            "content/posts/x.md",
            "",
            "2024/05/b%C3%BCndle-c-more/",
        ),
        (f"_config.yml:{JEKYLL}", "_posts/2024-05-01-My_First Post.md", "", "2024/05/06/My_First-Post.html"),
        (f"_config.yml:{JEKYLL}", "_posts/2024-05-01-a.md", "categories: A b\n", "a/b/2024/05/06/a.html"),
        (f"_config.yml:{JEKYLL}", "_posts/2024-05-01-a.md", "category: A b\n", "a%20b/2024/05/06/a.html"),
        (f"_config.yml:{JEKYLL}", "kites/_posts/2024-05-01-a.md", "", "kites/2024/05/06/a.html"),
        (
            f"_config.yml:{JEKYLL}permalink: pretty\n",
            "_posts/2024-05-01-a.md",
            "slug: Drei Mal\n",
            "2024/05/06/Drei-Mal/",
        ),
        (
            f"_config.yml:{JEKYLL}permalink: /:year/:slug/\nbaseurl: /s\n",
            "_posts/2024-05-01-A_b.md",
            "",
            "s/2024/a-b/",
        ),
        (f"_config.yml:{JEKYLL}", "_posts/2024-05-01-own.md", "permalink: /x/:title/\n", "x/own/"),
        (f"_config.yml:{HEXO}", "source/_posts/A b.md", "", "2024/05/06/A%20b/"),
        (f"config.toml:{ZOLA}", "content/blog/2024-05-01-my_first.md", "", "blog/my-first/"),
        (f"config.toml:{ZOLA}", "content/blog/a.md", "path: x/y\n", "x/y/"),
        (f"pelicanconf.py:{PELICAN}", "content/a.md", "", "bundle-c-more.html"),
        (f"pelicanconf.py:{PELICAN}SLUGIFY_SOURCE = 'basename'\n", "content/My_a.md", "", "my_a.html"),
        (
            f"pelicanconf.py:{PELICAN}import os\nARTICLE_URL = '{{category}}/{{date:%Y}}/{{slug}}/'\n",
            "content/river/a.md",
            "",
            "river/2024/bundle-c-more/",
        ),
    ],
)
def test_links_are_those_of_the_generator(
    tmp_path: Path, config: str, path: str, extra: str, link: str
) -> None:
    name, _, text = config.partition(":")
    reading = reading_of(tmp_path, {name: text, path: PAGE.format("Bündle C++ & more!", extra)})
    assert [entry.url for entry in reading.feed.entries] == [f"https://pond.example/{link}"]
    assert reading.problems == ()


def test_the_configuration_may_stand_above_the_folder(tmp_path: Path) -> None:
    files = {"hugo.toml": HUGO, "content/posts/A b.md": PAGE.format("A", "")}
    reading = reading_of(tmp_path, files, inside="content/posts", url="https://pond.example/posts/")
    assert [entry.url for entry in reading.feed.entries] == ["https://pond.example/posts/a-b/"]


def test_what_is_no_post_of_the_site_is_left_out(tmp_path: Path) -> None:
    files = {"_config.yml": JEKYLL, "about.md": "About", "_posts/2024-05-01-a.md": "a"}
    assert [entry.title for entry in reading_of(tmp_path, files).feed.entries] == ["a"]


def test_without_a_rule_links_are_small_letters_and_reported(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, {"UPPER.md": "a", "My_First Post.md": "b"}, url="https://pond.example/")
    assert [entry.url for entry in reading.feed.entries] == [
        "https://pond.example/my_first-post/",
        "https://pond.example/upper/",
    ]
    assert [problem.rule for problem in reading.problems] == ["no-permalink-rule"]


def test_a_configuration_is_never_run(tmp_path: Path) -> None:
    text = f"{PELICAN}open({str(tmp_path / 'made')!r}, 'w')\nARTICLE_URL = str(1)\n"
    reading = reading_of(tmp_path, {"pelicanconf.py": text, "content/a.md": PAGE.format("A", "")})
    assert [entry.url for entry in reading.feed.entries] == ["https://pond.example/a.html"]
    assert not (tmp_path / "made").exists()


def test_a_configuration_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, {"_config.yml": "a: [", "_posts/2024-05-01-a.md": "a"})
    assert [problem.rule for problem in reading.problems] == ["unreadable-configuration"]


def test_a_post_s_own_address_counts_more_than_a_mapped_one(tmp_path: Path) -> None:
    recipe = checked_recipe({"map": {"url": "/p/{slug}"}})
    files = {"a.md": "---\npermalink: /own/\n---\na", "b.md": "b"}
    reading = reading_of(tmp_path, files, url="https://pond.example/", recipe=recipe)
    assert [entry.url for entry in reading.feed.entries] == [
        "https://pond.example/own/",
        "https://pond.example/p/b",
    ]


def test_tags_and_categories_are_both_read(tmp_path: Path) -> None:
    files = {
        "2024-05-01-a.md": "---\ncategories: pumps seals\ntags: [x y]\n---\na",
        "b.md": "---\ntags: x y\n---\nb",
    }
    tags = [entry.tags for entry in reading_of(tmp_path, files).feed.entries]
    assert tags == [("x y", "pumps", "seals"), ("x y",)]


def test_posts_in_restructuredtext_have_fields(tmp_path: Path) -> None:
    text = "Pumps\n#####\n\n:date: 2024-05-04 11:00\n:tags: x, y\n\nIt is *loud*.\n"
    (entry,) = reading_of(tmp_path, {"a.rst": text}).feed.entries
    assert (entry.title, str(entry.published)[:16]) == ("Pumps", "2024-05-04 11:00")
    assert (entry.tags, entry.content) == (("x", "y"), "<p>It is <em>loud</em>.</p>")
