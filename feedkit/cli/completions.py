"""What a shell offers for the word that is being typed."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

Items = list[CompletionItem]


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Files and folders, which the shell itself finds."""
    return [CompletionItem(incomplete, type="file")]


def zones(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Names of time zones, whatever their case."""
    from zoneinfo import available_timezones

    return _beginning(sorted(available_timezones()), incomplete)


def fields(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Names of fields, for FIELD=PATH."""
    from feedkit.recipes import FIELDS, LIST_KEY

    return [] if "=" in incomplete else _beginning([f"{name}=" for name in (LIST_KEY, *FIELDS)], incomplete)


def conditions(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Names of fields that entries are chosen by."""
    from feedkit.values.conditions import FIELDS

    return _beginning([f"{name}:" for name in FIELDS], incomplete)


def rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Names of the rules of feeds."""
    from feedkit import checks

    return _beginning(sorted(checks.rules()), incomplete)


def feeds(context: click.Context, parameter: click.Parameter, incomplete: str) -> Items:
    """Names of the feeds of a feedkit.toml; none where it cannot be read."""
    from feedkit.errors import ConfigError
    from feedkit.project.config import read_config

    try:
        config = read_config(Path(context.params.get("path") or "feedkit.toml"))
    except (OSError, ConfigError):
        return []
    return _beginning([feed.name for feed in config.feeds], incomplete)


def _beginning(names: list[str], incomplete: str) -> Items:
    typed = incomplete.casefold()
    return [CompletionItem(name) for name in names if name.casefold().startswith(typed)]
