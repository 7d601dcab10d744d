"""README, examples and pictures are what a run gives."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedkit.project.judging import RAISED, REASONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
INSTALL = "python3 -m pip install -q . && "
TESTS = "python3 -m pip install -q -e '.[dev]' && python3 -m pytest -n auto"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the examples, and the command on the path."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    command = tmp_path / "bin" / "feedkit"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m feedkit "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(command: str, folder: Path) -> str:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    around = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    environment = around | {"PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout


def sessions() -> list[tuple[str, str]]:
    """Each command of README with the output that stands below it."""
    found = []
    for block in blocks("console"):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            found.append((command.removeprefix(INSTALL), output))
    return found


def test_the_first_command_installs_from_the_checkout() -> None:
    assert blocks("console")[0].startswith(f"$ {INSTALL}feedkit convert examples/blog.html ")
    assert README.index(INSTALL) < 1500  # it is on the first screen


def test_the_second_command_runs_the_tests() -> None:
    assert blocks("console")[1] == f"$ {TESTS}\n"


@pytest.mark.parametrize(("command", "output"), [one for one in sessions() if one[0] != TESTS])
def test_commands_print_what_readme_says(checkout: Path, command: str, output: str) -> None:
    assert run(command, checkout) == output


def test_programs_are_examples_and_print_what_readme_says(checkout: Path) -> None:
    programs = re.findall(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", README, re.M | re.S)
    assert len(programs) == len(blocks("text")) == 4
    examples = {path.read_text("utf-8"): path for path in (ROOT / "examples").glob("*.py")}
    for program, output in programs:
        assert run(f"{sys.executable} {examples[program]}", checkout) == output


def test_other_programs_are_parts_of_an_example() -> None:
    parts = re.findall(r"^```python\n((?:(?!```).*\n)*)```\n(?!\n```text)", README, re.M)
    assert len(parts) == len(blocks("python")) - len(blocks("text")) == 1
    flask = (ROOT / "examples/flask_app.py").read_text("utf-8")
    assert all(f"\n{part}" in flask and part.count("\n") <= 12 for part in parts)


def test_each_example_is_named() -> None:
    for path in (ROOT / "examples").glob("*.*"):
        assert f"examples/{path.name}" in README


def test_each_reason_that_a_feed_fails_for_is_listed() -> None:
    table = README[README.index("| reason |") :].partition("\n\n")[0]
    assert table.splitlines()[2:] == [f"| `{word}` | {meaning} |" for word, meaning in REASONS.items()]


def test_each_reason_that_is_raised_is_in_the_table() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "feedkit/project").glob("*.py")]
    raised = {word for source in sources for word in re.findall(r'BuildError\(\s*"(.*?)"', source)}
    assert raised == set(RAISED)


def test_the_picture_is_of_a_real_run() -> None:
    spec = importlib.util.spec_from_file_location("inspect_picture", ROOT / "scripts/inspect_picture.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    drawn = (ROOT / "docs/inspect.svg").read_text("utf-8")
    assert "docs/inspect.svg" in README
    assert words(script.picture()) == words(drawn)


def words(svg: str) -> list[str]:
    """The text of a picture, apart from how a version of rich draws it."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text("utf-8")
        headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", text, re.M)}
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in headings
            else:
                assert target.startswith("https://") or (ROOT / target).exists()


def test_contributing_names_files_that_are_there() -> None:
    for path in re.findall(
        r"`((?:feedkit|tests|docs)/[\w./]*)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    ):
        assert (ROOT / path).exists(), path
