"""What `import feedkit` gives: light, complete, explained, and typed so that misuse is seen early."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import feedkit
from feedkit.parsers import FORMATS, PARSERS
from feedkit.sources.library import ReadOptions

ROOT = Path(__file__).parents[1]
USE = ROOT / "tests" / "typed_use.py"
NAMES = [name for name in feedkit.__all__ if name != "__version__"]
HEAVY = {"bs4", "chardet", "dateutil", "feedgen", "httpx2", "lxml", "msgspec", "nh3", "rich", "selectolax"}


def loaded(program: str) -> set[str]:
    """The top-level modules that a program has loaded in the end."""
    shown = "import sys; print(*{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run(
        [sys.executable, "-c", f"{program}; {shown}"], capture_output=True, check=True, text=True
    )
    return set(run.stdout.splitlines()[-1].split())


def test_importing_loads_nothing_but_feedkit() -> None:
    assert loaded("import feedkit") & HEAVY == set()


def test_the_version_of_the_command_needs_nothing_but_click() -> None:
    program = "from feedkit.cli import main; main(['--version'], standalone_mode=False)"
    assert loaded(program) & HEAVY == set()


@pytest.mark.parametrize(
    ("program", "missing"),
    [
        ("feedkit.Entry(title='A')", HEAVY),
        ("feedkit.parse(page, url='https://a.example/')", {"bs4", "chardet", "feedgen", "httpx2", "rich"}),
        ("feedkit.write(feedkit.Feed(title='A', url='/', entries=()), 'json')", {"bs4", "httpx2", "rich"}),
        ("feedkit.check('<rss/>')", {"bs4", "feedgen", "httpx2", "rich"}),
    ],
)
def test_what_is_not_used_is_not_loaded(program: str, missing: set[str]) -> None:
    page = "<ul>" + "".join(
        f"<li><a href='/{n}'>The {n}th kite of ours</a> 2025-01-0{n}" for n in range(1, 6)
    )
    assert loaded(f"import feedkit; page = {page!r}; {program}") & missing == set()


def test_type_checkers_and_python_know_the_same_names() -> None:
    tree = ast.parse(Path(feedkit.__file__).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0]
    named = {
        alias.name: (node.module or "").removeprefix("feedkit.")
        for node in imports
        if (node.module or "").startswith("feedkit.")
        for alias in node.names
    }
    assert named == feedkit._MODULE_OF  # type: ignore[attr-defined]  # type checkers do not see it
    assert sorted(named) == sorted(feedkit.__all__)
    assert set(feedkit.__all__) <= set(dir(feedkit))


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(AttributeError, match=r"^module 'feedkit' has no attribute 'fetcch'$"):
        feedkit.fetcch  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isclass(getattr(feedkit, name))])
def test_help_explains_each_field(name: str) -> None:
    model = getattr(feedkit, name)
    names = [one.name for one in dataclasses.fields(model)] if dataclasses.is_dataclass(model) else []
    missing = [one for one in (*names, *getattr(model, "__struct_fields__", ())) if not explains(model, one)]
    assert missing == []
    members = {
        member: value
        for member, value in vars(model).items()
        if callable(value) or isinstance(value, property)
    }
    assert [one for one in members if one[0] != "_" and not inspect.getdoc(getattr(model, one))] == []


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isfunction(getattr(feedkit, name))])
def test_help_explains_each_argument(name: str) -> None:
    function = getattr(feedkit, name)
    assert [one for one in inspect.signature(function).parameters if not explains(function, one)] == []


def explains(thing: Any, name: str) -> bool:
    """Return whether the docstring has a line "name: …", or "one, name: …", for a field or argument."""
    doc = inspect.getdoc(thing) or ""
    return re.search(rf"^ *(?:\*\*)?(?:\w+,\s+)*{name}(?:,\s+\w+)*:\s+\S", doc, re.M) is not None


def test_formats_of_sources_for_type_checkers_are_those_of_the_table() -> None:
    assert set(FORMATS) == PARSERS.keys() - {"folder"}


def test_options_that_are_handed_on_are_those_of_read() -> None:
    options = {name: hint.__forward_arg__ for name, hint in ReadOptions.__annotations__.items()}
    arguments = inspect.signature(feedkit.read).parameters
    assert options == {name: one.annotation for name, one in arguments.items() if name != "source"}


FEED: Any = feedkit.Feed(title="A", url="https://a.example/")
ENTRY: Any = feedkit.Entry(title="A")
WRONG: Any = "7 days"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: feedkit.write(ENTRY, "rss"), "feed must be of type Feed, but is Entry(title='A', "),
        (lambda: feedkit.finish(WRONG), "feed must be of type Feed, but is '7 days'"),
        (lambda: feedkit.finish(FEED, previous=WRONG), "previous must be of type Feed, but is '7 days'"),
        (lambda: feedkit.merge([WRONG]), "feed 1 must be of type Feed, but is '7 days'"),
        (lambda: feedkit.select(WRONG), "feed must be of type Feed, but is '7 days'"),
        (lambda: feedkit.respond(ENTRY, "rss"), "feed must be of type Feed, but is Entry(title='A', "),
        (lambda: feedkit.write_file("a.xml", WRONG, "rss"), "feed must be of type Feed, but is '7 days'"),
        (lambda: feedkit.finish(FEED, trusted=WRONG), "trusted must be of type bool, but is '7 days'"),
        (lambda: feedkit.finish(FEED, now=WRONG), "now must be of type datetime, but is '7 days'"),
        (lambda: feedkit.select(FEED, since=WRONG), "since must be of type datetime, but is '7 days'"),
        (lambda: feedkit.check("<rss/>", now=WRONG), "now must be of type datetime, but is '7 days'"),
    ],
)
def test_arguments_of_wrong_types_are_named(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(TypeError) as raised:
        call()
    assert str(raised.value).startswith(message)


def test_the_users_script_uses_every_name() -> None:
    words = set(re.findall(r"\w+", USE.read_text("utf-8")))
    assert [name for name in feedkit.__all__ if name not in words] == []


def test_a_strict_type_checker_accepts_the_users_script() -> None:
    """mypy reads it with all others; this is pyright's rules, whose other opinions editors show."""
    shown = json.loads(pyright(USE).stdout)
    assert [one["message"] for one in shown["generalDiagnostics"] if one["severity"] == "error"] == []
    assert shown["summary"]["filesAnalyzed"] == 1


@pytest.mark.parametrize(
    ("misuse", "message"),
    [
        (
            'feedkit.write(feedkit.Feed(), "rss2")',
            '"Literal[\'rss2\']" is not assignable to type "FormatName"',
        ),
        ("feedkit.fetcch", '"fetcch" is not a known attribute of module "feedkit"'),
        ('feedkit.read("/", page=2)', 'No parameter named "page"'),
        ("feedkit.Entry(tags=[7])", '"Literal[7]" is not assignable to "str"'),
    ],
)
def test_a_type_checker_sees_misuse(misuse: str, message: str, tmp_path: Path) -> None:
    script = tmp_path / "misuse.py"
    script.write_text(f"import feedkit\n\n{misuse}\n", "utf-8")
    assert message in pyright(script).stdout.replace('\\"', '"')


def pyright(script: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "basedpyright",
        "--pythonpath",
        sys.executable,
        "--outputjson",
        str(script),
    ]
    return subprocess.run(command, capture_output=True, check=False, text=True, cwd=ROOT)
