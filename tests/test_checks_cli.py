"""`feedkit check` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedkit.checks import rules
from feedkit.cli.check import check
from tests.serving import Server

FOLDER = Path(__file__).parent / "checks"
GOOD = (FOLDER / "base.rss").read_bytes()
WARNED = GOOD.replace(b"<hour>0</hour>", b"<hour>24</hour>")
BAD = GOOD.replace(b"<ttl>60</ttl>", b"<ttl>never</ttl>")
FOUND = 'channel/ttl: wanted a whole number, 1 or more, found "never" [not-an-integer]'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "good.rss").write_bytes(GOOD)
    (tmp_path / "warned.rss").write_bytes(WARNED)
    (tmp_path / "bad.rss").write_bytes(BAD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, input: bytes | None = None) -> Result:
    return CliRunner().invoke(check, args, input=input)


def test_a_valid_feed(folder: Path) -> None:
    result = run("good.rss")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "good.rss: valid RSS\n")


def test_an_invalid_feed(folder: Path) -> None:
    result = run("bad.rss")
    assert (result.exit_code, result.stdout) == (1, f"bad.rss:18:5: error: {FOUND}\n")
    assert result.stderr == "bad.rss: not valid (RSS), 1 error\n"


def test_warnings_count_when_they_are_said_to(folder: Path) -> None:
    assert run("warned.rss").exit_code == 0
    assert run("warned.rss", "--strict").exit_code == 1
    assert run("warned.rss", "--strict", "--ignore", "hour-24").exit_code == 0


def test_rules_can_be_ignored(folder: Path) -> None:
    result = run("bad.rss", "--ignore", "not-an-integer", "--ignore", "hour-24")
    assert (result.exit_code, result.stdout) == (0, "")


def test_several_feeds_and_globs(folder: Path) -> None:
    result = run("good.rss", "*d.rss")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "good.rss: valid RSS",
        "bad.rss: not valid (RSS), 1 error",
        "good.rss: valid RSS",
        "warned.rss: valid RSS, 1 warning",
    ]


def test_a_folder_is_its_feeds(folder: Path) -> None:
    """Feeds are known by their beginning, or by their name; hidden files and all others are passed over."""
    site = folder / "site"
    for name, content in {
        "atom/news": (FOLDER / "base.atom").read_bytes(),
        "data.json": b'{"items": []}',
        "feed.json": (FOLDER / "base.json").read_bytes(),
        "index.html": b"<!doctype html><title>Harbour</title>",
        "news.rss": b"",
        "sitemap.xml": b"<urlset/>",
        ".git/old.rss": BAD,
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    result = run("site")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "site/feed.json: valid JSON Feed",
        "site/news.rss: not valid (no feed), 1 error",
        "site/atom/news: valid Atom",
        "3 feeds: 2 valid, 1 not",
    ]


def test_a_folder_without_feeds(folder: Path) -> None:
    (folder / "site").mkdir()
    result = run("site")
    assert result.exit_code == 2
    assert "there is no feed in the folder 'site': it is empty" in result.stderr
    (folder / "site" / "index.html").write_text("<!doctype html>")
    assert "'site': none of its 1 files begins as RSS, Atom or JSON Feed" in run("site").stderr


def test_quiet_leaves_findings_and_the_exit_code(folder: Path) -> None:
    result = run("--quiet", "bad.rss", "good.rss")
    assert (result.exit_code, result.stdout) == (1, f"bad.rss:18:5: error: {FOUND}\n")
    assert result.stderr == ""


def test_a_page_names_its_feeds(folder: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="https://harbour.example/feed.rss">'
    (folder / "page.html").write_text(
        f"<!doctype html><html><head>{link}</head><body><p>Hi</p></body></html>"
    )
    result = run("page.html")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "page.html: not valid (no feed), 1 error",
        "page.html: it is a page that names its feeds: https://harbour.example/feed.rss",
    ]


def test_all_rules_are_listed() -> None:
    lines = run("--list-rules").stdout.splitlines()
    assert len(lines) == len(rules())
    assert lines[list(rules()).index("hour-24")].split(None, 2) == [
        "hour-24",
        "warning",
        "Midnight is hour 0. (RSS 2.0, <skipHours>)",
    ]
    read = json.loads(run("--list-rules", "--output-format", "json").stdout)
    assert [rule["id"] for rule in read] == list(rules())
    assert set(read[0]) == {"id", "level", "description", "fix", "spec", "link"}


def test_a_name_that_looks_like_a_pattern_is_a_name_first(folder: Path) -> None:
    (folder / "[a].rss").write_bytes(GOOD)
    assert run("[a].rss").stderr == "[a].rss: valid RSS\n"


def test_standard_input() -> None:
    result = run("-", input=BAD)
    assert (result.exit_code, result.stdout) == (1, f"-:18:5: error: {FOUND}\n")


def test_the_address_of_the_feed() -> None:
    assert run("-", "--feed-url", "https://harbour.example/feed.rss", "--strict", input=GOOD).exit_code == 0
    result = run("-", "--feed-url", "https://harbour.example/rss", "--strict", input=GOOD)
    assert result.exit_code == 1
    assert "[self-link-differs]" in result.stdout


def test_json(folder: Path) -> None:
    result = run("--output-format", "json", "good.rss", "bad.rss")
    read = json.loads(result.stdout)
    assert [(feed["name"], feed["valid"]) for feed in read] == [("good.rss", True), ("bad.rss", False)]
    assert (result.exit_code, result.stderr) == (1, "")


def test_github(folder: Path) -> None:
    result = run("--output-format", "github", "bad.rss")
    assert result.stdout.startswith("::error file=bad.rss,line=18,col=5,title=not-an-integer::channel/ttl: ")


def test_sarif(folder: Path) -> None:
    log = json.loads(run("--output-format", "sarif", "bad.rss").stdout)
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["not-an-integer"]


def test_explaining_a_rule() -> None:
    result = run("--explain", "hour-24")
    assert result.exit_code == 0
    assert result.stdout.startswith("hour-24 (warning)\n\nMidnight is hour 0.\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "name the feeds to check: files, folders, URLs, or - for standard input"),
        (("none",), "there is no file 'none'\n"),
        (("god.rss",), "there is no file 'god.rss'; did you mean good.rss?"),
        (("--list-rules", "--output-format", "github"), "rules are written as text or json"),
        (("none*.rss",), "there is no file 'none*.rss'"),
        (("--explain", "hour24"), "there is no rule 'hour24'; did you mean hour-24?"),
        (("--ignore", "?", "-"), "there is no rule '?'; --list-rules names them all"),
        (("--feed-url", "https://a.example/", "good.rss", "bad.rss"), "--feed-url is the address of one"),
        (("--output-format", "xml", "-"), "'xml' is not one of 'text', 'json', 'github', 'sarif'"),
    ],
)
def test_a_wrong_call(folder: Path, args: tuple[str, ...], message: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "gone.rss").symlink_to("nowhere")
    result = run("site", "good.rss")
    assert result.exit_code == 1
    assert "site/gone.rss: " in result.stderr
    assert "good.rss: valid RSS" in result.stderr


def test_a_url(server: Server) -> None:
    result = run("--allow-private", server.page("/feed.rss", GOOD, "application/rss+xml"))
    assert result.exit_code == 0
    assert "[self-link-differs]" in result.stdout


def test_a_url_that_does_not_answer(server: Server) -> None:
    result = run("--allow-private", server.address + "/none")
    assert result.exit_code == 1
    assert "404" in result.stderr


def test_the_pre_commit_hook_calls_the_command() -> None:
    hooks = (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert hooks.startswith("- id: feedkit-check\n")
    assert "  entry: feedkit check\n" in hooks
