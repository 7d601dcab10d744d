"""A caller's own contents keep what those of strangers lose, but for scripts; players may stay in any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import feedkit
from feedkit import Entry, Feed, Problem
from feedkit.cli import main
from feedkit.errors import ConfigError
from feedkit.formats import FORMATS, FormatName
from feedkit.project.config import parse_config
from feedkit.values.content_policy import content_policy
from feedkit.values.sanitising import sanitised_html
from feedkit.values.trusted_html import TRUSTED_TAGS
from tests.builds import FILES, build, configured, content, reported

BASE = "https://quarry.example/log/"
PLAYER = '<iframe src="https://www.youtube.com/embed/x"></iframe>'
FRAME = '<iframe src="https://maps.quarry.example/"></iframe>'
OWN = f'<p class="lead" id="a">Look <svg viewBox="0 0 1 1"><path d="M0 0"></path></svg></p>{FRAME}'


def cleaned(html: str, *, trusted: bool = False, embeds: Iterable[str] = ()) -> str | None:
    with content_policy(trusted=trusted, embeds=embeds):
        found = sanitised_html(html, BASE)
    with content_policy(trusted=trusted, embeds=embeds):
        assert (sanitised_html(found and str(found), BASE) or None) == (found or None)
    return found and str(found)


# --- what stays in trusted content ---

TRUSTED = {
    OWN: OWN,
    '<p style="color:red">a': '<p style="color:red">a</p>',
    '<pre><code class="language-py">x</code></pre>': '<pre><code class="language-py">x</code></pre>',
    '<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>': (
        '<math display="block"><msup><mi>x</mi><mn>2</mn></msup></math>'
    ),
    '<svg><linearGradient id="g"></linearGradient><use xlink:href="#g"></use></svg>': (
        '<svg><linearGradient id="g"></linearGradient><use xlink:href="#g"></use></svg>'
    ),
    '<iframe src="/player" width="5" allow="fullscreen"></iframe>': (
        '<iframe src="https://quarry.example/player" width="5" allow="fullscreen"></iframe>'
    ),
    '<img srcset="a.png 2x"><video poster="p.png"></video>': (
        '<img srcset="https://quarry.example/log/a.png 2x">'
        '<video poster="https://quarry.example/log/p.png"></video>'
    ),
    '<p style="background:url(a.png)">': (
        '<p style="background:url(&quot;https://quarry.example/log/a.png&quot;)"></p>'
    ),
    "<style>p { background: url('a.png') }</style>": (
        '<style>p { background: url("https://quarry.example/log/a.png") }</style>'
    ),
    '<img src="data:image/png;base64,AA==">': '<img src="data:image/png;base64,AA==">',
    '<p fill="url(#g)" data-x="javascript:" title="JavaScript: how">': (
        '<p fill="url(#g)" data-x="javascript:" title="JavaScript: how"></p>'
    ),
    '<a href="mailto:a@quarry.example">a': '<a href="mailto:a@quarry.example">a</a>',
    "<details open><summary>s</summary>t": '<details open=""><summary>s</summary>t</details>',
}

DANGEROUS = {
    "<script>alert(1)</script>a": "a",
    '<p onclick="alert(1)" ONLOAD=x>a': "<p>a</p>",
    '<a href="javascript:alert(1)">a': "<a>a</a>",
    '<a href="java&#10;script:alert(1)">a': "<a>a</a>",
    '<a href="data:text/html,x">a': "<a>a</a>",
    '<iframe src="javascript:alert(1)"></iframe>a': "a",
    '<iframe src="data:text/html,x"></iframe>a': "a",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>a': "a",
    '<iframe src="/x"><script>alert(1)</script></iframe>': '<iframe src="https://quarry.example/x"></iframe>',
    '<img src="data:image/svg+xml,x">': "<img>",
    '<p style="width:expression(alert(1))">a': "<p>a</p>",
    '<p style="width:exp/**/ression(alert(1))">a': "<p>a</p>",
    '<p style="x:url(java\\73 cript:alert(1))">a': "<p>a</p>",
    '<p style="x:url(javascript:alert(1))">a': "<p>a</p>",
    '<p style="behavior:url(x.htc)">a': "<p>a</p>",
    "<style>p { x: url(javascript:alert(1)) }</style>a": "a",
    "<style><img src=x onerror=alert(1)></style>a": "a",
    "<svg onload=alert(1)><script>alert(1)</script></svg>": "<svg></svg>",
    '<svg><a xlink:href="javascript:alert(1)">a</a></svg>': "<svg><a>a</a></svg>",
    '<svg><use href="https://evil.example/x.svg#a"></use></svg>': "<svg><use></use></svg>",
    '<svg><animate attributeName="href" to="javascript:alert(1)"></animate></svg>': "<svg></svg>",
    "<svg><foreignObject><p>a</p></foreignObject></svg>": "<svg></svg>",
    "<math><annotation-xml encoding='text/html'><p>a</annotation-xml></math>": "<math></math>",
    '<math href="javascript:alert(1)"><mi>x</mi></math>': "<math><mi>x</mi></math>",
    '<form action="/x"><input name="q"><button formaction="/y">go</button></form>': "go",
    '<object data="x.swf"><embed src="x.swf"></object>a': "a",
    '<base href="//evil.example/"><meta http-equiv="refresh"><link rel="stylesheet" href="x">a': "a",
    "<template><p>a</p></template>b": "b",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>b": None,
}


@pytest.mark.parametrize(("html", "wanted"), TRUSTED.items())
def test_it_keeps(html: str, wanted: str) -> None:
    assert cleaned(html, trusted=True) == wanted


@pytest.mark.parametrize(("html", "wanted"), DANGEROUS.items())
def test_scripts_stay_in_no_content(html: str, wanted: str | None) -> None:
    found = cleaned(html, trusted=True) or ""
    assert wanted is None or found == wanted
    assert not re.search(r"<img[^>]* onerror|<script|javascript:", found)


TAGS = """svg math mi mtext mglyph malignmark title desc style foreignObject p table tr td noscript template
    textarea xmp form b iframe select option plaintext annotation-xml""".split()
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        *("<!--", "-->", "<![CDATA[", "]]>", "&lt;", '"', "'", "x", "<iframe src=/x>"),
        "<style><!--",
        "<annotation-xml encoding=text/html>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p title='</style><img src=x onerror=alert(1)>'>",
        "<a href='java\tscript:alert(1)'>",
        "<iframe srcdoc='<img src=x onerror=alert(1)>'>",
        "<animate to=javascript:alert(1)>",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
def test_another_parser_finds_no_script_either(html: str, trusted: bool) -> None:
    found = cleaned(html, trusted=trusted, embeds=["default"]) or ""
    allowed = {tag.lower() for tag in TRUSTED_TAGS}
    for node in LexborHTMLParser(f"<div>{found}</div>").css("body *"):
        assert (node.tag or "").lower() in allowed
        for name, value in node.attributes.items():
            assert not name.lower().startswith("on")
            assert name == "title" or "script:" not in re.sub(r"\s", "", value or "")


@pytest.mark.parametrize(
    "piece",
    ['<p style="', "<style>", '<p style="x:url(', "<iframe>", "<svg><style>", '<p style="/*', "\\", "<math>"],
)
def test_hostile_content_is_read_in_linear_time(piece: str) -> None:
    """What costs the square of its length would take minutes here."""
    assert len(cleaned(piece * 50_000, trusted=True) or "") <= 12 * len(piece) * 50_000


# --- players ---


@pytest.mark.parametrize(
    ("src", "kept"),
    [
        ("https://www.youtube.com/embed/x?a=1", True),
        ("https://youtube.com/embed/x", True),
        ("https://YOUTUBE.com:443/embed/x", True),
        ("//www.youtube.com/embed/x", True),
        ("http://www.youtube.com/embed/x", False),
        ("https://youtube.com.evil.example/embed/x", False),
        ("https://evilyoutube.com/embed/x", False),
        ("https://youtube.com@evil.example/embed/x", False),
        ("https://user@youtube.com/embed/x", False),
        ("https://youtube.com./embed/x", False),
        ("https://youtube.com:8443/embed/x", False),
        ("https://evil.example/?https://youtube.com/", False),
        ("https://evil.example\\@youtube.com/", False),
        ("https://youtube.com\\.evil.example/", True),  # a backslash is a slash to browsers
        ("https://yоutube.com/", False),  # its second letter is Cyrillic
        ("javascript:alert('https://youtube.com/')", False),
        ("/embed/x", False),
        ("", False),
    ],
)
def test_players_stay_that_are_on_a_host_that_is_named(src: str, kept: bool) -> None:
    found = cleaned(f'<iframe src="{src}"></iframe>', embeds=["youtube.com"])
    assert bool(found) == kept
    assert cleaned(f'<iframe src="{src}"></iframe>') == ""


def test_players_keep_few_attributes_and_nothing_within() -> None:
    html = (
        '<iframe src="https://player.vimeo.com/video/1" width="5" height="4" title="Wedge" allowfullscreen '
        'allow="camera" style="position:fixed" class="x" name="top" srcdoc="x" onload="x">Look<p></iframe>'
    )
    attributes = 'width="5" height="4" title="Wedge" allowfullscreen=""'
    assert cleaned(html, embeds=["default"]) == (
        f'<iframe src="https://player.vimeo.com/video/1" {attributes}></iframe>'
    )


def test_hosts_are_checked() -> None:
    for given_ in ("https://youtube.com/", "com", "you tube.com", "*.youtube.com", ""):
        message = f'wanted a host such as youtube.com, or "default", found {given_!r}'
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            feedkit.finish(Feed(), embeds=[given_])


# --- what is left out is reported ---


def removals(html: str, trusted: bool = False) -> list[str]:
    problems: list[Problem] = []
    entries = [Entry(title="Wedge", content=html), Entry(title="Sledge", content=html)]
    feedkit.finish(Feed(url=BASE, entries=entries), problems=problems, trusted=trusted)
    return [problem.message for problem in problems]


def test_what_is_left_out_is_counted_for_the_whole_feed() -> None:
    wanted = "wanted HTML that is harmless whoever wrote it, found "
    html = f'{FRAME}<p class="a" onclick="x">a <i class="b">b</i></p><script>x</script>'
    scripts = "2 event attributes, 2 iframe elements, 2 script elements"
    assert removals(html) == [f"{wanted}4 class attributes, {scripts}: left out, as it is not trusted"]
    assert removals(html, trusted=True) == [f"{wanted}2 event attributes, 2 script elements: left out"]
    assert removals(FRAME) == [f"{wanted}2 iframe elements: left out, as it is not trusted"]
    assert removals("<p>a &lt;iframe> <!-- <iframe> --></p>") == []


def test_contents_that_a_parser_has_cleaned_are_counted_too() -> None:
    problems: list[Problem] = []
    source = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Log", "items": [
        {"id": "1", "title": "Wedge", "content_html": FRAME}]})  # fmt: skip
    feed = feedkit.parse(source)
    assert feedkit.finish(feed, problems=problems).entries[0].content is None
    assert [problem.rule for problem in problems] == ["removed-html"]


# --- the whole way ---


@pytest.mark.parametrize("to", FORMATS)
def test_what_was_published_as_trusted_is_read_back_and_stays(to: FormatName) -> None:
    html = f'{OWN}<p style="a:url(&quot;https://quarry.example/a&quot;)">&lt;b&gt; & ]]&gt; \x0b</p>'
    entries = [Entry(title=name, url=name, content=html) for name in ("wedge", "sledge")]
    feed = feedkit.finish(Feed(title="Log", url=BASE, entries=entries), trusted=True)
    document = feedkit.write(feed, to)
    previous = feedkit.parse(document, trusted=True)
    assert [entry.content for entry in previous.entries] == [entry.content for entry in feed.entries]
    fresh = Feed(title="Log", url=BASE, entries=entries[:1])  # the other has left the page
    again = feedkit.finish(fresh, previous=previous, trusted=True)
    assert feedkit.write(again, to) == document


def test_finished_feeds_keep_what_they_have_where_they_are_merged() -> None:
    mine = Feed(title="Mine", url=BASE, entries=[Entry(title="Wedge", url="/a", content=FRAME)])
    theirs = Feed(title="Theirs", url=BASE, entries=[Entry(title="Sledge", url="/b", content=FRAME + "b")])
    merged = feedkit.merge([feedkit.finish(mine, trusted=True), feedkit.finish(theirs)])
    assert sorted(entry.content or "" for entry in feedkit.finish(merged).entries) == [FRAME, "b"]


def own_posts(folder: Path, *names: str) -> Path:
    """A data file of posts."""
    path = folder / "posts.json"
    rows = [{"title": name, "url": f"{BASE}{name}", "content": f"{OWN}{PLAYER}"} for name in names]
    path.write_text(json.dumps(rows))
    return path


@pytest.mark.parametrize(
    ("options", "keeps"),
    [((), ()), (("--trusted",), (FRAME, PLAYER, "class=")), (("--embeds", "default"), (PLAYER,))],
)
def test_the_command_has_both(options: tuple[str, ...], keeps: tuple[str, ...], tmp_path: Path) -> None:
    path = own_posts(tmp_path, "wedge", "sledge")
    target = tmp_path / "feed.json"
    arguments = ["convert", str(path), "-o", str(target), "--now", "2026-01-02T00:00Z", *options]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    for item in json.loads(target.read_text())["items"]:
        assert [part for part in (FRAME, PLAYER, "class=") if part in item["content_html"]] == list(keeps)
    own_posts(tmp_path, "wedge")
    before = target.read_bytes()
    assert CliRunner().invoke(main, [*arguments, "--previous", str(target)]).exit_code == 0
    assert target.read_bytes() == before


def test_the_command_refuses_what_is_no_host(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["convert", str(own_posts(tmp_path, "wedge")), "--embeds", "youtube"])
    assert result.exit_code == 2
    message = 'wanted a host such as youtube.com, or "default", found'
    assert message in " ".join(result.stderr.split())


def test_a_build_has_both_and_writes_no_note(tmp_path: Path) -> None:
    own_posts(tmp_path, "wedge", "sledge")
    sources = {"mine": "posts.json", "theirs": "posts.json"}
    config = configured(
        tmp_path,
        sources,
        mine=f'trusted = true\nurl = "{BASE}"',
        theirs=f'embeds = ["default"]\nurl = "{BASE}"',
    )
    assert "left out" not in "".join(reported(build(config)))
    kept = {name: content_of(tmp_path / "public" / name / "feed.json") for name in sources}
    assert (FRAME in kept["mine"], PLAYER in kept["mine"]) == (True, True)
    assert (FRAME in kept["theirs"], PLAYER in kept["theirs"]) == (False, True)
    before = content(tmp_path / "public")
    own_posts(tmp_path, "wedge")  # the other has left the page
    build(config, "--accept", "mine", "--accept", "theirs")
    after = content(tmp_path / "public")
    assert all(after[f"{name}/{file}"] == before[f"{name}/{file}"] for name in sources for file in FILES)


def test_the_configuration_is_checked() -> None:
    with pytest.raises(ConfigError) as raised:
        parse_config('[[feeds]]\nname = "a"\nsource = "a"\nembeds = ["youtube"]')
    assert str(raised.value) == (
        """feeds[0] (a).embeds: wanted a host such as youtube.com, or "default", found 'youtube'"""
    )


def content_of(path: Path) -> str:
    return "".join(item["content_html"] for item in json.loads(path.read_bytes())["items"])


def test_inspect_says_what_is_left_out(tmp_path: Path) -> None:
    path = str(own_posts(tmp_path, "wedge"))
    found = " ".join(CliRunner().invoke(main, ["inspect", path]).stdout.split())
    assert "found 2 iframe elements, 1 class attribute, 1 id attribute, 1 svg element: left out" in found
    assert "left out" not in CliRunner().invoke(main, ["inspect", path, "--trusted"]).stdout
