"""What strangers write controls no terminal, no CI system and no job summary; any encoding can show it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedkit.cli import main
from feedkit.project.outcomes import Outcome
from feedkit.project.summary import summary, workflow_commands
from feedkit.values.printable import command_data, printable_line, without_commands

ENTRY = "<article><h2><a href='/{0}'>{1}</a></h2><time datetime='2024-01-0{0}'></time><p>{2}</p></article>"
TITLES = (
    "First ##[add-mask]e title of the page",
    "Second, a long title that is wrapped wherever a line ends ::error::pwned ::stop-commands::x",
    "::warning file=a::third ##vso[task.setvariable variable=a]b",
    "Fourth ❤ \x1b]0;owned\x07 \u202eltr\u2028::error::x",
)
PAGE = "<html><head><title>{}</title></head><body><main>{}</main></body></html>".format(
    "::error::Blog ##[stop-commands]t", "".join(ENTRY.format(n, t, t) for n, t in enumerate(TITLES, 1))
)
CHANNEL = (
    "<rss version='2.0'><channel><title>##[add-mask]T</title><ttl>\n::error::##[group]x</ttl></channel></rss>"
)


def commands(output: str) -> list[str]:
    """Return the lines that actions/runner, Azure Pipelines or TeamCity would take for commands."""
    lines = re.split(r"\r\n|\r|\n", output)
    return [line for line in lines if line.strip().startswith("::") or re.search(r"##\w*\[", line)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "bad.rss").write_text(CHANNEL, "utf-8")
    if sys.platform != "win32":  # where no file may have such a name
        for name in ("::error::page.html", "\n::error::page.html"):
            (tmp_path / name).write_text(PAGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


CALLS = (
    ("inspect", "page.html"),
    ("inspect", "page.html", "--draft"),
    ("inspect", "page.html", "--html", "-"),
    ("convert", "page.html"),
    ("convert", "page.html", "--to", "rss"),
    ("convert", "page.html", "--to", "json"),
    ("convert", "nothing\n::error::x.html"),
    ("convert", "page.html", "--url", "\n::error::x"),
    ("init", "page.html", "-o", "-"),
    ("check", "bad.rss"),
    ("check", "bad.rss", "--format", "json"),
    ("check", "bad.rss", "--format", "sarif"),
    ("check", "nothing\n::error::x.xml"),
    ("check", "::error::page.html"),
    ("check", "\n::error::page.html"),
)


@pytest.mark.parametrize("variable", ["CI", "GITHUB_ACTIONS", "TF_BUILD"])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_line_is_a_command_of_a_ci_system(
    call: tuple[str, ...], variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "true")
    result = run(*call)
    assert commands(result.stdout) == []
    assert commands(result.stderr) == []
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", result.output)
    assert call[0] == "convert" or not re.search("[\u2028-\u202e]", result.output)  # feeds keep their letters


@pytest.mark.parametrize("width", range(20, 130, 3))
def test_tables_that_are_wrapped_anywhere(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("COLUMNS", str(width))
    result = run("inspect", "page.html")
    assert result.exit_code == 0
    assert commands(result.output) == []


def test_what_is_written_in_a_ci_system_means_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    formats = ("atom", "rss", "json")
    plain = [run("convert", "page.html", "--to", name).stdout for name in formats]
    assert commands(plain[0])
    monkeypatch.setenv("CI", "true")
    atom, rss, data = (run("convert", "page.html", "--to", name).stdout for name in formats)
    assert json.loads(data) == json.loads(plain[2])
    for document, before in ((atom, plain[0]), (rss, plain[1])):
        assert etree.tostring(etree.fromstring(document.encode())) == etree.tostring(
            etree.fromstring(before.encode())
        )


@pytest.mark.parametrize("value", ["", "false", "0"])
def test_elsewhere_nothing_looks_odd(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", value)
    result = run("inspect", "page.html", "--draft")
    assert "\u200b" not in result.output
    assert "##[stop-commands]" in run("convert", "page.html").stdout


def test_a_build_commands_only_what_it_means(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "feedkit.toml").write_text(
        '[[feeds]]\nname = "a"\nsource = "page.html"\nurl = "https://i.example/"\n'
        '[[feeds]]\nname = "b"\nsource = "none\\n::error::x ##[add-mask]y"\n'
    )
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    result = run("build")
    assert all(
        line.startswith(("::warning title=feedkit: ", "::error title=feedkit: "))
        for line in commands(result.stderr)
    )
    assert not re.search(r"##\w*\[", result.output)
    assert commands((folder / "summary.md").read_text("utf-8").replace("## ", "")) == []


def test_a_job_summary_holds_no_markup() -> None:
    message = (
        "<img src=x> [a](https://e.example) www.e.example a@e.example **b** `c`\n# d &lt; ~e~ $f$ | g ![h](i)"
    )
    text = summary([Outcome(name="a", source="s", status="failed", reason="fetch", message=message)])
    assert text.splitlines()[2] == (
        r"- **a** failed (fetch): \<img src=x\> \[a\](https\://e.example) www\.e.example a\@e.example "
        r"\*\*b\*\* \`c\` \# d \&lt; \~e\~ \$f\$ \| g \!\[h\](i)"
    )


def test_annotations_keep_their_message() -> None:
    outcome = Outcome(
        name="a", source="s", status="failed", reason="x", message="50 %\r\n::error::b ##[c]\x1b"
    )
    assert workflow_commands([outcome]) == [
        "::error title=feedkit: a::50 %25%0D%0A::error::b #\u200b#[c]\ufffd"
    ]


@given(st.text(st.sampled_from(":# [\n\r\t\x1b\u2028ab\x85"), max_size=30))
def test_any_text(text: str) -> None:
    assert commands(without_commands(text).replace("\r", "")) == [] or "\r" in text
    assert commands(without_commands(printable_line(text))) == []
    assert len(command_data(text).splitlines()) <= 1


OUTPUTS = [*((encoding, call) for encoding in ("cp1252", "ascii") for call in CALLS), ("cp1252", ("schema",))]


@pytest.mark.parametrize(("encoding", "call"), OUTPUTS)
def test_standard_output_in_any_encoding(encoding: str, call: tuple[str, ...], folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "feedkit", *call]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120)
    assert b"Traceback" not in result.stderr
    if call[0] != "check" and "\n" not in "".join(call):
        assert result.returncode == 0
    if call[:1] == ("init",) or "--draft" in call:
        result.stdout.decode("utf-8")  # documents are in UTF-8, whatever the terminal is in
