"""Each name that was changed still works in this version, and a word says what it is called now."""

from __future__ import annotations

import inspect
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import feedkit
from feedkit.cli import VERBS, main
from feedkit.project.config import FeedConfig, Shared, parse_config
from feedkit.renamed import ARGUMENTS, CONFIG_KEYS, OPTIONS

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ROWS = [{"title": "Reeds", "url": "https://weir.example/reeds/", "date": "3 days ago"}]


def test_the_table_names_what_there_is() -> None:
    for name, renamed in ARGUMENTS.items():
        arguments = inspect.signature(getattr(feedkit, name)).parameters
        assert set(renamed.values()) <= set(arguments)
        assert not set(renamed) & set(arguments)
    for verb, renamed in OPTIONS.items():
        command = main.get_command(None, verb)  # type: ignore[arg-type]
        assert verb in VERBS
        assert command is not None
        options = {option for parameter in command.params for option in parameter.opts}
        assert set(renamed.values()) <= options
        assert not set(renamed) & options
    keys = {*Shared.__struct_fields__, *FeedConfig.__struct_fields__}
    assert set(CONFIG_KEYS.values()) <= keys
    assert not set(CONFIG_KEYS) & keys


def test_a_function_takes_an_old_name() -> None:
    message = '^feedkit.parse_rows: "reference" has become "now": the old name works in this version only$'
    with pytest.warns(DeprecationWarning, match=message) as warned:
        feed = feedkit.parse_rows(ROWS, reference=NOW)  # type: ignore[call-arg]
    assert feed == feedkit.parse_rows(ROWS, now=NOW)
    assert warned[0].filename == __file__
    with pytest.warns(DeprecationWarning, match='^feedkit.write: "format" has become "to": '):
        assert feedkit.write(feed, format="json").startswith(b"{")  # type: ignore[call-arg]
    with pytest.warns(DeprecationWarning, match="^feedkit.parse_rows: .reference. "):
        both = feedkit.parse_rows(ROWS, now=NOW, reference=datetime(2020, 1, 1, tzinfo=UTC))  # type: ignore[call-arg]
    assert both == feed


def test_a_verb_takes_an_old_name(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(feedkit.write(feedkit.finish(feedkit.parse_rows(ROWS), now=NOW), "json"))
    old = CliRunner().invoke(main, ["check", "--format=json", "--url", "https://weir.example/f", str(file)])
    new = CliRunner().invoke(
        main, ["check", "--output-format=json", "--feed-url", "https://weir.example/f", str(file)]
    )
    assert old.stdout == new.stdout
    assert (old.exit_code, new.exit_code) == (0, 0)
    assert old.stderr.splitlines() == [
        '"--format" has become "--output-format": the old name works in this version only',
        '"--url" has become "--feed-url": the old name works in this version only',
        *new.stderr.splitlines(),
    ]


def test_a_configuration_takes_an_old_name() -> None:
    feed = '[[feeds]]\nname = "{}"\nsource = "a"\npage_url = "https://weir.example/"\n'
    words: list[str] = []
    config = parse_config(
        "[defaults]\nformats = ['rss']\n" + feed.format("a") + feed.format("b") + "to = ['json']\n",
        report=words.append,
    )
    assert [(one.to, one.url) for one in config.feeds] == [
        (("rss",), "https://weir.example/"),
        (("json",), "https://weir.example/"),
    ]
    assert words == [
        '"formats" has become "to": the old name works in this version only',
        '"page_url" has become "url": the old name works in this version only',
    ]
