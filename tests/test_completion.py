"""What shells offer, by click's own protocol: the words so far in, one line for each offer out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedkit.checks import rules
from feedkit.cli import VERBS, main
from feedkit.formats import FORMATS


def complete(words: str, shell: str = "bash") -> Result:
    """The answer to a shell that completes the last word."""
    given = words.split(" ")
    env = {"_FEEDKIT_COMPLETE": f"{shell}_complete", "COMP_WORDS": words}
    env["COMP_CWORD"] = given[-1] if shell == "fish" else str(len(given) - 1)
    return CliRunner().invoke(main, prog_name="feedkit", env=env)


def offered(words: str) -> list[str]:
    return [line.partition(",")[2] for line in complete(words).stdout.split()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("feedkit ", list(VERBS)),
        ("feedkit c", ["convert", "check", "completion"]),
        ("feedkit convert --to ", list(FORMATS)),
        ("feedkit convert --format ch", ["changelog"]),
        ("feedkit inspect --timezone europe/ber", ["Europe/Berlin"]),
        ("feedkit convert --map ti", ["title="]),
        ("feedkit convert --map title=", []),
        ("feedkit convert --match ti", ["title:"]),
        ("feedkit convert --full-text", ["--full-text", "--full-text-remove"]),
        ("feedkit check --explain missing-gu", ["missing-guid"]),
        ("feedkit check --output-format s", ["sarif"]),
        ("feedkit schema ", ["recipe", "config", "inspect"]),
        ("feedkit completion ", ["bash", "zsh", "fish"]),
    ],
)
def test_words_are_offered(words: str, found: list[str]) -> None:
    assert offered(words) == found


@pytest.mark.parametrize(
    "words",
    [
        *(f"feedkit {verb} blo" for verb in ("convert", "inspect", "init", "check", "batch")),
        *(f"feedkit convert {option} blo" for option in ("-o", "--recipe", "--previous", "--browser")),
        "feedkit inspect --html blo",
        "feedkit build -c blo",
    ],
)
def test_files_are_left_to_the_shell(words: str) -> None:
    assert complete(words).stdout == "file,blo\n"


def test_feeds_of_the_configuration_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("feedkit build --only ") == []
    feeds = "".join(f"[[feeds]]\nname = '{name}'\nsource = 'x'\n" for name in ("tides", "talks", "weir"))
    Path("other.toml").write_text(feeds)
    assert offered("feedkit build -c other.toml --only ta") == ["talks"]
    Path("feedkit.toml").write_text(feeds + "nonsense = 1\n")
    assert offered("feedkit build --accept ") == []
    Path("feedkit.toml").write_text(feeds)
    assert offered("feedkit build --accept t") == ["tides", "talks"]


def test_each_rule_is_offered() -> None:
    assert offered("feedkit check --ignore ") == sorted(rules())


def test_other_shells_show_what_a_verb_does() -> None:
    assert complete("feedkit conv", "fish").stdout.splitlines()[-1].endswith(VERBS["convert"])
    assert VERBS["convert"] in complete("feedkit conv", "zsh").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert f"_FEEDKIT_COMPLETE={shell}_complete" in result.stdout
