"""README, the pages of docs/, examples and pictures are what a run gives."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import feedkit
import feedkit.model
from feedkit.project.config import parse_config
from feedkit.project.judging import RAISED, REASONS
from tests.doc_pages import (
    NOT_RUN,
    PAGES,
    ROOT,
    RUN_ELSEWHERE,
    PageRun,
    agrees,
    blocks,
    command_folder,
    commands,
)

README = (ROOT / "README.md").read_text("utf-8")
INSTALL = "python3 -m pip install -q . && "
TESTS = "python3 -m pip install -q -e '.[dev]' && python3 -m pytest -n auto"
LANGUAGES = {"console", "csv", "html", "json", "python", "sh", "text", "toml", "xml", "yaml"}
OF_SPHINX = {"{eval-rst}", "{toctree}"}

each_page = pytest.mark.parametrize("name", PAGES)


@pytest.mark.parametrize("name", [name for name in PAGES if name not in RUN_ELSEWHERE])
def test_a_page_prints_what_it_says(name: str, tmp_path: Path) -> None:
    page = PageRun(name, tmp_path / "page", path=command_folder(tmp_path / "bin"))
    page.run()
    assert page.report() == "", f"if this is right: python -m tests.accept_docs {name}"


def test_pages_that_are_run_elsewhere_are_named_there() -> None:
    for name, test in RUN_ELSEWHERE.items():
        assert Path(name).name in (ROOT / test).read_text("utf-8")


@each_page
def test_what_is_not_run_says_why(name: str) -> None:
    for block in blocks((ROOT / name).read_text("utf-8")):
        assert block.language in LANGUAGES | OF_SPHINX, f"{name}, line {block.line}"
        assert block.language != "sh" or not block.is_run, f"{name}, line {block.line}: console is run"
        assert block.is_run or re.fullmatch(rf"{re.escape(NOT_RUN)} [^*]{{10,}}\.\*", block.before)


@each_page
def test_configurations_on_a_page_can_be_read(name: str) -> None:
    for block in blocks((ROOT / name).read_text("utf-8")):
        if block.language == "yaml":
            yaml.safe_load(block.text)
        elif block.language == "toml" and "[[feeds]]" in block.text:
            parse_config(block.text)
        elif block.language == "toml":
            tomllib.loads(block.text)


def test_the_first_command_installs_from_the_checkout() -> None:
    first = next(block for block in blocks(README) if block.language == "console")
    assert first.text.startswith(f"$ {INSTALL}feedkit convert examples/blog.html ")
    assert README.index(INSTALL) < 1500  # it is on the first screen


def test_the_last_command_runs_the_tests() -> None:
    assert [block.text for block in blocks(README) if block.language == "console"][-1] == f"$ {TESTS}\n"


def test_readme_prints_what_it_says(tmp_path: Path) -> None:
    page = PageRun("README.md", tmp_path / "page", path=command_folder(tmp_path / "bin"))
    page.run()
    assert page.report() == ""
    (installed,) = (one for block in blocks(README) for one in commands(block) if one[0].startswith(INSTALL))
    assert agrees(installed[1], page.shell(installed[0].removeprefix(INSTALL)))


def test_readme_is_short() -> None:
    assert 120 <= README.count("\n") <= 150


def test_each_example_is_named() -> None:
    texts = [README, *((ROOT / name).read_text("utf-8") for name in PAGES)]
    for path in (ROOT / "examples").glob("*.*"):
        assert any(f"examples/{path.name}" in text for text in texts), path


def test_each_reason_that_a_feed_fails_for_is_listed() -> None:
    page = (ROOT / "docs/reference/builds.md").read_text("utf-8")
    table = page[page.index("| reason |") :].partition("\n\n")[0]
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
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *PAGES):
        text = re.sub(r"^( *)```.*?^\1```$", "", (ROOT / name).read_text("utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            path, _, heading = target.partition("#")
            if target.startswith(("https://", "http://")):
                continue
            file = (ROOT / name).parent / path if path else ROOT / name
            assert file.exists(), f"{name}: {target}"
            assert not heading or heading in headings(file), f"{name}: {target}"


def headings(file: Path) -> set[str]:
    """What links name the headings of a page by."""
    found = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in found}


def test_contributing_names_files_that_are_there() -> None:
    for path in re.findall(
        r"`((?:feedkit|tests|docs)/[\w./]*)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    ):
        assert (ROOT / path).exists(), path


def test_the_site_can_be_built_with_no_warning(tmp_path: Path) -> None:
    """Every page is in a table of contents, every link and every name of the API leads somewhere."""
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "docs", str(site)]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert {f"{name.removeprefix('docs/').removesuffix('.md')}.html" for name in PAGES} < set(pages)
    api = pages["reference/api.html"]
    assert [name for name in feedkit.__all__ if f'id="feedkit.{name}"' not in api] == ["__version__"]
    parts = set(feedkit.model.__all__) - set(feedkit.__all__)
    assert [name for name in parts if f'id="feedkit.model.{name}"' not in api] == []
    elsewhere = re.compile(r'<(?:script|img|link(?! rel="canonical"))[^>]*(?:src|href)="https?://[^"]*')
    assert {name: elsewhere.findall(text) for name, text in pages.items() if elsewhere.search(text)} == {}
