"""Addresses of posts by the rules of generators: the links that the generators themselves gave these posts.

benchmarks/generators.py builds such blogs with the generators and compares whole feeds.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedkit.errors import Problem
from feedkit.parsers import Job
from feedkit.parsers.posts import folder
from feedkit.parsers.posts.generators.configuration import read_config
from feedkit.parsers.reading import Reading
from feedkit.recipes import checked_recipe
from tests.costs import assert_linear

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
ELEVENTY = "export default () => ({ base: 'https://pond.example/', dir: { output: 'out' } });\n"
ASTRO = "export default defineConfig({ site: 'https://pond.example' });\n"
DATA = "module.exports = { tags: ['posts', 'z'], permalink: '/p/{{ page.fileSlug }}/' };"
ROUTE = "const posts = await getCollection('blog');\nparams: { slug: post.id }\n"


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
        (f"hugo.toml:{HUGO}disablePathToLower = true\n", "content/posts/My_a.md", "", "posts/My_a/"),
        (f"hugo.toml:{HUGO}removePathAccents = true\n", "content/über.md", "", "uber/"),
        (
            f'hugo.toml:{HUGO}[permalinks]\nposts = "/:sections[1:]/:yearday/:weekdayname/"\n',
            "content/posts/x.md",
            "",
            "127/monday/",
        ),
        (f"_config.yml:{JEKYLL}permalink: weekdate\n", "_posts/2024-05-01-a.md", "", "2024/W19/Mon/a.html"),
        (
            f"_config.yml:{JEKYLL}defaults: [{{scope: {{path: ''}}, values: {{permalink: '/d/:title'}}}}]\n",
            "_posts/2024-05-01-a.md",
            "",
            "d/a",
        ),
        (
            f"_config.yml:{JEKYLL}",
            "_posts/2024-05-01-a.md",
            "category: x\ncategories: y\n",
            "y/x/2024/05/06/a.html",
        ),
        (
            f"_config.yml:{HEXO}permalink: ':category/:post_title.html'\n",
            "source/_posts/a.md",
            "",
            "uncategorized/bundle-c-more.html",
        ),
        (
            f"_config.yml:{HEXO}permalink: ':hash/:timestamp/'\n",
            "source/_posts/a.md",
            "",
            "67ecb303f74e/1714953600/",
        ),
        (
            f"_config.yml:{HEXO}new_post_name: ':year-:title.md'\n",
            "source/_posts/2024-a.md",
            "",
            "2024/05/06/a/",
        ),
        (f"config.toml:{ZOLA}[slugify]\npaths = 'safe'\n", "content/Über?.md", "", "%C3%9Cber/"),
        (f"config.toml:{ZOLA}[languages.fr]\n", "content/a.fr.md", "", "fr/a/"),
        (
            f"pelicanconf.py:{PELICAN}SLUG_REGEX_SUBSTITUTIONS = [('[^a-z]+', '_')]\n",
            "content/a.md",
            "",
            "bundle_c_more_.html",
        ),
        (
            f"pelicanconf.py:{PELICAN}ARTICLE_URL = '{{author}}/{{date:%b}}'\n",
            "content/a.md",
            "author: Jo R\n",
            "jo-r/May",
        ),
        (f"eleventy.config.js:{ELEVENTY}", "posts/2024-05-01-My a.md", "", "posts/2024-05-01-My%20a/"),
        (f"eleventy.config.js:{ELEVENTY}", "posts/same/same.md", "", "posts/same/"),
        (
            f"eleventy.config.js:{ELEVENTY}",
            "a.md",
            "permalink: '/{{ page.date | date: \"%Y\" }}/{{ title | slugify }}/index.html'\n",
            "2024/buendle-c-and-more/",
        ),
        (f".eleventy.js:{ELEVENTY.replace('output', 'input')}", "out/a.md", "", "a/"),
        (f"astro.config.mjs:{ASTRO}", "src/content/blog/My (a).md", "", "b/my-a/"),
        (f"astro.config.mjs:{ASTRO}", "src/content/blog/x/index.md", "", "b/x/"),
        (f"astro.config.mjs:{ASTRO}", "src/pages/x/a.md", "", "x/a/"),
        (
            f"astro.config.mjs:{ASTRO.replace(' }', ', trailingSlash: `never` }')}",
            "src/content/blog/a.md",
            "slug: Own/a\n",
            "b/Own/a",
        ),
    ],
)
def test_links_are_those_of_the_generator(
    tmp_path: Path, config: str, path: str, extra: str, link: str
) -> None:
    name, _, text = config.partition(":")
    post = PAGE.format("Bündle C++ & more!", extra)
    files = {name: text, path: post, "src/pages/b/[...slug].astro": ROUTE}
    reading = reading_of(tmp_path, files)
    assert [entry.url for entry in reading.feed.entries] == [f"https://pond.example/{link}"]
    assert reading.problems == ()


def test_the_configuration_may_stand_above_the_folder(tmp_path: Path) -> None:
    files = {"hugo.toml": HUGO, "content/posts/A b.md": PAGE.format("A", "")}
    reading = reading_of(tmp_path, files, inside="content/posts", url="https://pond.example/posts/")
    assert [entry.url for entry in reading.feed.entries] == ["https://pond.example/posts/a-b/"]


def test_what_is_no_post_of_the_site_is_left_out(tmp_path: Path) -> None:
    files = {"_config.yml": JEKYLL, "about.md": "About", "_posts/2024-05-01-a.md": "a"}
    assert [entry.title for entry in reading_of(tmp_path, files).feed.entries] == ["A"]


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


@pytest.mark.parametrize(
    ("config", "path", "extra", "found"),
    [
        (
            f"config.toml:{ZOLA}",
            "content/日本.md",
            "",
            "'日本', which the generator writes in Latin letters of its own choice",
        ),
        (
            f"hugo.toml:{HUGO}[permalinks]\nposts = '/:own/'\n",
            "content/posts/a.md",
            "",
            "'/:own/', whose part ':own' is not known",
        ),
        (
            f"pelicanconf.py:{PELICAN}ARTICLE_URL = '{{author}}/'\n",
            "content/a.md",
            "",
            "'{author}/', whose part '{author}' is not known",
        ),
        (
            f"eleventy.config.js:{ELEVENTY}",
            "a.md",
            "permalink: '{{ title | own }}/'\n",
            "'{{ title | own }}/', whose part '{{ title | own }}' is not known",
        ),
        (
            f"astro.config.mjs:{ASTRO}",
            "src/content/notes/a.md",
            "",
            "no page in src/pages whose parameter is the id of a post of 'notes'",
        ),
    ],
)
def test_an_address_that_is_not_known_is_reported_and_never_made_up(
    tmp_path: Path, config: str, path: str, extra: str, found: str
) -> None:
    name, _, text = config.partition(":")
    reading = reading_of(tmp_path, {name: text, path: PAGE.format("A", extra)})
    assert [entry.url for entry in reading.feed.entries] == [None]
    assert [str(problem) for problem in reading.problems] == [
        f"{path}: wanted a permalink that can be filled in, found {found}"
    ]


def test_values_that_a_program_computes_are_reported(tmp_path: Path) -> None:
    text = f"{PELICAN}ARTICLE_URL = str(1)\n"
    reading = reading_of(tmp_path, {"pelicanconf.py": text, "content/a.md": PAGE.format("A", "")})
    (problem,) = reading.problems
    assert str(problem) == (
        "pelicanconf.py: wanted literal values of ARTICLE_URL, found values that a program computes, for "
        "which the defaults are taken"
    )


def test_a_bundle_is_one_post(tmp_path: Path) -> None:
    files = {
        name: PAGE.format(name, "") for name in ("content/x/index.md", "content/x/b.md", "content/x/y/c.md")
    }
    entries = reading_of(tmp_path, {"hugo.toml": HUGO, **files}).feed.entries
    assert [entry.url for entry in entries] == ["https://pond.example/x/"]


def test_posts_of_eleventy_are_those_of_its_collection(tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": ELEVENTY,
        "about.md": PAGE.format("About", ""),
        "posts/posts.11tydata.js": DATA,
        "posts/a.md": PAGE.format("A", "tags: [x, y]\n"),
    }
    (entry,) = reading_of(tmp_path, files).feed.entries
    assert (entry.url, entry.tags) == ("https://pond.example/p/a/", ("z", "x", "y"))


@pytest.mark.parametrize(
    ("config", "path", "date"),
    [
        (f"_config.yml:{HEXO}timezone: Asia/Tokyo\n", "source/_posts/a.md", "2024-05-06T00:00:00+09:00"),
        (f"pelicanconf.py:{PELICAN}TIMEZONE = 'Asia/Tokyo'\n", "content/a.md", "2024-05-06T00:00:00+09:00"),
        (f"hugo.toml:{HUGO}timeZone = 'Asia/Tokyo'\n", "content/a.md", "2024-05-06T00:00:00+09:00"),
        (f"_config.yml:{JEKYLL}timezone: Nowhere\n", "_posts/2024-05-01-a.md", "2024-05-06T00:00:00+00:00"),
    ],
)
def test_dates_without_zone_are_in_that_of_the_site(
    tmp_path: Path, config: str, path: str, date: str
) -> None:
    name, _, text = config.partition(":")
    (entry,) = reading_of(tmp_path, {name: text, path: PAGE.format("A", "")}).feed.entries
    assert entry.published is not None
    assert entry.published.isoformat() == date


def test_files_that_are_not_read_are_reported(tmp_path: Path) -> None:
    files = {"a.md": "a", "b.adoc": "b", "c.org": "c"}
    (problem, *_) = reading_of(tmp_path, files).problems
    assert problem.message == (
        "wanted posts in files that end in .htm, .html, .markdown, .md, .mdown, .mdx, .mkd, .rest, .rst, "
        "found 2 other files, which are left out: b.adoc, c.org"
    )


def test_the_program_in_mdx_is_left_out(tmp_path: Path) -> None:
    text = "import A from './a';\nimport B from 'b';\n\n# T\n\n{/* no */}import it.\n\n```\nimport c\n```\n"
    (entry,) = reading_of(tmp_path, {"a.mdx": text}).feed.entries
    assert (entry.title, entry.content) == ("T", "<p>import it.</p>\n<pre><code>import c\n</code></pre>")


def test_literal_values_of_javascript_are_read(tmp_path: Path) -> None:
    text = """
    // dir: { input: "no" }
    export default defineConfig({ a: `/x/${b}/`, c: 'd\\'e', e: f(), g: (h) => 'i', j: ["k", "l"],
      /* m: 'n' */ dir: { input: "src" }, o: "it's" }); p.setInputDirectory(`in`); "open
    """
    (tmp_path / "a.js").write_text(text)
    problems: list[Problem] = []
    assert read_config(tmp_path / "a.js", problems) == {
        "a": None,
        "c": "d'e",
        "e": None,
        "g": None,
        "j": ["k", "l"],
        "dir.input": "src",
        "o": "it's",
        "setInputDirectory": "in",
    }
    assert problems == []


@pytest.mark.parametrize("part", ["/*", "'\\'", '"`', "`${", "a:", "{", "x('", "{a:'b',"])
def test_reading_javascript_costs_its_length(tmp_path: Path, part: str) -> None:
    def written(count: int) -> Path:
        file = tmp_path / f"{count}.js"
        file.write_text(part * count)
        return file

    assert_linear(lambda file: read_config(file, []), written, 100_000)


def test_the_author_of_a_site_of_pelican_is_that_of_posts_without_any(tmp_path: Path) -> None:
    files = {
        "content/a.md": "Title: A\nDate: 2024-05-06\n\nx\n",
        "content/b.md": "Title: B\nAuthors: Bo\nDate: 2024-05-05\n\nx\n",
    }
    reading = reading_of(tmp_path, {"pelicanconf.py": f"{PELICAN}AUTHOR = 'Ida'\n", **files})
    assert [[one.name for one in entry.authors] for entry in reading.feed.entries] == [["Ida"], ["Bo"]]


def test_pictures_beside_posts_of_astro_are_published_elsewhere(tmp_path: Path) -> None:
    fields = "heroImage: {}\n"
    files = {
        f"src/content/blog/{name}.md": PAGE.format(name, fields.format(image))
        for name, image in (("a", "../../assets/a.jpg"), ("b", "/b.jpg"))
    }
    reading = reading_of(tmp_path, {"astro.config.mjs": ASTRO, **files}, inside="src/content/blog")
    assert {entry.title: entry.image for entry in reading.feed.entries} == {
        "a": None,
        "b": "https://pond.example/b.jpg",
    }


def test_lists_of_categories_in_each_other_are_read(tmp_path: Path) -> None:
    files = {
        "_config.yml": "url: https://pond.example\n",
        "_posts/2024-05-06-a.md": PAGE.format("A", "categories:\n- [eels, weirs]\n- mud\n"),
    }
    (entry,) = reading_of(tmp_path, files).feed.entries
    assert entry.tags == ("eels", "weirs", "mud")
