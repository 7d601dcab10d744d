"""The table of output formats: its rows are whole, and agree with the one list of names beside it."""

from __future__ import annotations

from typing import get_args

import pytest

from feedkit.checks.encodings import Source
from feedkit.checks.findings import Rule
from feedkit.formats import BY_FIDELITY, DEFAULTS, FORMATS, FormatName, checkers, writer


def test_the_names_for_type_checkers_are_those_of_the_table() -> None:
    assert get_args(FormatName) == tuple(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_a_module_that_writes_it(name: FormatName) -> None:
    module = writer(name)
    assert callable(module.pieces)
    assert callable(module.problems)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_a_module_that_checks_it(name: FormatName) -> None:
    module = checkers()[name]
    assert all(isinstance(rule, Rule) for rule in module.RULES)
    if hasattr(module, "vocabulary"):
        assert module.vocabulary().format == name
    else:
        assert isinstance(module.recognises(Source(b"")), bool)
        assert callable(module.check)


def test_files_and_labels_are_each_formats_own() -> None:
    assert len({row.file_name for row in FORMATS.values()}) == len(FORMATS)
    assert len({row.label for row in FORMATS.values()}) == len(FORMATS)
    assert all(row.file_name.endswith(row.suffixes) for row in FORMATS.values())
    assert {name for row in FORMATS.values() for name in (row.media_type, row.content_type)} >= {
        "application/atom+xml",
        "application/rss+xml; charset=utf-8",
        "application/feed+json",
    }


def test_what_is_written_by_default_can_be_read_back() -> None:
    assert DEFAULTS == ("atom", "rss", "json")
    assert set(DEFAULTS) <= set(BY_FIDELITY)


def test_the_feed_of_last_time_is_read_from_the_format_that_holds_most() -> None:
    assert BY_FIDELITY[:3] == ["atom", "json", "rss"]
