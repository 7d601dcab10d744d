"""Where the feeds of each source go: standard output, a file, or files in a folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from feedkit.formats import DEFAULT, DEFAULTS, FORMATS, FormatName
from feedkit.sources.reader import is_address
from feedkit.values.logins import without_login

SUFFIXES = tuple(dict.fromkeys(suffix for row in FORMATS.values() for suffix in row.suffixes))

Target = dict[Path | None, FormatName]  # the format that is written to each path; None is standard output


def targets_of(sources: tuple[str, ...], output: str | None, formats: tuple[FormatName, ...]) -> list[Target]:
    """Return where each format goes, for each source.

    Args:
        sources: their names.
        output: a folder, a file, or "-" or None for standard output.
        formats: those that were asked for; by default what the file's name says, or DEFAULTS in a folder.

    Raises:
        click.UsageError: a file is to hold several feeds, or its name belongs to another format.
    """
    if output is None or output == "-":
        _check_one(sources, formats, "standard output holds one feed")
        return [{None: (formats or (DEFAULT,))[0]}]
    if not _is_folder(output):
        _check_one(sources, formats, f"{output} holds one feed")
        return [{Path(output): _format_of(Path(output), formats)}]
    files = {FORMATS[name].file_name: name for name in formats or DEFAULTS}
    folders = [Path(output)] if len(sources) == 1 else [Path(output, name) for name in _names(sources)]
    return [{folder / file: name for file, name in files.items()} for folder in folders]


def _check_one(sources: tuple[str, ...], formats: tuple[FormatName, ...], reason: str) -> None:
    for things, noun in ((sources, "sources"), (formats, "formats")):
        if len(things) > 1:
            raise click.UsageError(f"{reason}: for {len(things)} {noun} name a folder with -o.")


def _is_folder(output: str) -> bool:
    path = Path(output)
    return path.is_dir() or output.endswith(("/", os.sep)) or not (path.suffix or path.exists())


def _format_of(path: Path, formats: tuple[FormatName, ...]) -> FormatName:
    """Return the format that a file's name stands for; where formats share its suffix, `--to` may choose."""
    by_name = [name for name, row in FORMATS.items() if row.file_name == path.name]
    possible = by_name or [name for name in FORMATS if path.suffix.lower() in FORMATS[name].suffixes]
    if not possible and path.exists():  # a device such as /dev/null, or a file that names no format
        return formats[0] if formats else DEFAULT
    if not possible:
        endings = ", ".join(SUFFIXES)
        raise click.UsageError(f"{path} does not end in {endings}: if it is meant as a folder, write {path}/")
    wanted = formats[0] if formats else possible[0]
    if wanted not in possible:
        raise click.UsageError(f"{path} is named as a file in {possible[0]}, but --to asks for {wanted}.")
    return wanted


def _names(sources: tuple[str, ...]) -> list[str]:
    """Return a folder's name for each source: the shortest kind of name that is different for all."""
    for name_of in (_own_name, _folder_name, str):
        names = [_slug(name_of(source)) for source in sources]
        if len(set(names)) == len(names):
            return names
    raise click.UsageError("two of the sources would share a folder: convert them one by one.")


def _own_name(source: str) -> str:
    """Return a file's own name, or for "blog/index.html" its folder's."""
    stem = Path(source).stem
    return _folder_name(source) if stem == "index" or _is_no_file(source) else stem


def _folder_name(source: str) -> str:
    return source if _is_no_file(source) else Path(source).absolute().parent.name


def _is_no_file(source: str) -> bool:
    return source == "-" or is_address(source)


def _slug(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", without_login(text).partition("://")[2] or text).strip("-.") or "feed"
