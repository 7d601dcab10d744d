"""docs/rendering.md shows what a run prints, and what is said where something is missing."""

from __future__ import annotations

import re
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedkit.cli import main
from feedkit.errors import ConfigError, FetchError
from feedkit.fetching import browser_program, page_requests, shown_page
from feedkit.fetching.browser_program import WITHOUT_BROWSER, WITHOUT_EXTRA, WITHOUT_SANDBOX, browser_path
from feedkit.fetching.page_rendering import RENDER_SECONDS
from feedkit.project.config import parse_config
from tests.browsing import needs_browser, react_site
from tests.serving import Server

DOCS = (Path(__file__).parents[1] / "docs" / "rendering.md").read_text("utf-8")
SITE = "https://mill.example/"
CONFIG = f'delay = 0\nallow_private = true\n[[feeds]]\nname = "mill"\nsource = "{SITE}"\nrender = "auto"\n'
SESSIONS = [
    session
    for block in re.findall(r"^```console\n(.*?)^```$", DOCS, re.M | re.S)
    for session in re.findall(r"^\$ feedkit (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
]


@needs_browser
@pytest.mark.parametrize(("command", "output"), SESSIONS)
def test_commands_print_what_is_shown(
    server: Server, command: str, output: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = react_site(server)
    (tmp_path / "feedkit.toml").write_text(CONFIG.replace(SITE, url), "utf-8")
    monkeypatch.chdir(tmp_path)
    arguments = [*command.replace(SITE, url).split(), "--allow-private", "--now", "2026-04-01"]
    printed = CliRunner().invoke(main, arguments).output.replace(url, SITE)
    beginning, cut, _ = output.partition("…\n")
    assert (printed[: len(beginning)] if cut else printed) == beginning


def test_the_configuration_is_one() -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```$", DOCS, re.M | re.S)
    (feed,) = parse_config(text).feeds
    assert (feed.render, feed.pages) == (True, 3)


def test_messages_are_those_of_the_table() -> None:
    for message in (WITHOUT_EXTRA, WITHOUT_BROWSER, WITHOUT_SANDBOX):
        assert f"| `{message}` |" in DOCS


def test_limits_are_those_of_the_table() -> None:
    assert f"| {RENDER_SECONDS:.0f} seconds, or `page_timeout`;" in DOCS
    assert f"| {page_requests.MAX_REQUESTS}, and {page_requests.MAX_BYTES / 1e6:.0f} MB of answers |" in DOCS
    assert f"| {shown_page.MAX_BODY / 1e6:.0f} MB a request |" in DOCS


def test_without_the_extra_the_message_says_what_to_install(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_spec(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(browser_program, "find_spec", find_spec)
    result = CliRunner().invoke(main, ["convert", SITE, "--render"])
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: --render: {WITHOUT_EXTRA}")


def test_without_a_browser_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(browser_program, "OTHER_PATHS", ())
    with pytest.raises(FetchError) as raised:
        browser_path()
    assert str(raised.value) == WITHOUT_BROWSER


def test_a_browser_that_is_named_is_looked_for_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "my-chromium"
    named.write_text("#!/bin/sh\nexit 1\n")
    named.chmod(0o755)
    assert browser_path(str(named)) == str(named)
    monkeypatch.setenv("FEEDKIT_BROWSER", "no-such-browser")
    result = CliRunner().invoke(main, ["inspect", SITE, "--render"])
    assert result.stderr.splitlines()[-1] == (
        "Error: --render: wanted an installed Chromium, found no program no-such-browser: "
        "apt-get install chromium, or brew install --cask chromium"
    )


@pytest.mark.parametrize(("value", "found"), [('"yes"', "'yes'"), ("1", "1"), ('"true"', "'true'")])
def test_render_is_true_false_or_auto(value: str, found: str) -> None:
    for config, key in (
        (CONFIG.replace('"auto"', value), "feeds[0]"),
        (f"[defaults]\nrender = {value}\n[[feeds]]\nname = 'a'\nsource = 'a.html'", "defaults"),
    ):
        with pytest.raises(ConfigError) as raised:
            parse_config(config)
        assert str(raised.value) == f'{key}.render: wanted true, false or "auto", found {found}'
