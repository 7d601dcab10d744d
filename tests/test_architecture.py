"""The structure of the package is that of docs/architecture.md. The source is read here, never run."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "feedkit"
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

MAX_FILE_LINES = 450
MAX_FUNCTION_LINES = 60  # of the body: neither the signature nor the docstring counts
MAX_USUAL_FUNCTION_LINES = 20  # for 95 of 100 functions
VAGUE = re.compile(  # it says that there is a bound, and not what is bounded
    r"_*(LONGEST|SHORTEST|MOST|LEAST|LARGEST|SMALLEST|DEEPEST|WIDEST|HIGHEST|LOWEST)(_|$)|_*(MANY|FEW)$"
)

# --- the source ---


@cache
def modules() -> dict[str, Path]:
    """The file of each module: "feedkit.parsers.html" is that of the package's __init__."""
    return {_module(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text("utf-8"))


def imports(name: str) -> Iterator[tuple[int, str]]:
    """The line and module of each import: those in functions and under TYPE_CHECKING are imports too."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}, line {node.lineno}: imports are absolute"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                yield node.lineno, submodule if submodule in modules() else str(node.module)


def own_imports(name: str) -> Iterator[tuple[int, str]]:
    return ((line, target) for line, target in imports(name) if target.split(".")[0] == "feedkit")


def package(name: str) -> str:
    """The package or module right below feedkit that a module belongs to."""
    return name.split(".")[1]


def inner_modules() -> list[str]:
    """All modules but the façade, which imports what users see, and `python -m feedkit`."""
    return [name for name in modules() if name not in ("feedkit", "feedkit.__main__")]


def functions() -> Iterator[tuple[str, int]]:
    """The lines of each function's body without its docstring."""
    for name in modules():
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                yield f"{name}.{node.name}", lines


def constants(name: str) -> Iterator[str]:
    """The names in capitals that are given a value anywhere in a module."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.isupper():
            yield node.id


def remembered_by(name: str) -> Iterator[str]:
    """The types by whose values a module's functions remember answers; of a method, "self" as well."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef):
            marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
            if any(isinstance(mark, ast.Name) and mark.id in ("cache", "lru_cache") for mark in marks):
                yield from (part.id for part in ast.walk(node.args) if isinstance(part, ast.Name))
                yield from (part.arg for part in node.args.args if part.annotation is None)


# --- layers ---


def layers() -> dict[str, set[str]]:
    """The table of docs/architecture.md: what each package may import, the lowest first."""
    (table,) = re.findall(r"^\| package \|.*\n\|[-| ]+\n((?:\|.*\n)+)", MAP, re.M)
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    allowed: dict[str, set[str]] = {}
    for name, _, above in rows:
        names = set(re.findall(r"`(\w+)`", above))
        allowed[name.strip("`")] = set(allowed) if above == "all above" else names
    return allowed


def test_every_package_is_on_the_map() -> None:
    assert sorted(layers()) == sorted(set(map(package, inner_modules())))


def test_imports_point_down() -> None:
    allowed = layers()
    known: list[str] = []
    for name, below in allowed.items():
        assert below <= set(known), f"{name} may only import what stands above it in the table"
        known.append(name)


def test_packages_import_what_the_map_allows() -> None:
    allowed = layers()
    wrong = [
        f"{name}, line {line}: {package(name)} may not import {target}"
        for name in inner_modules()
        for line, target in own_imports(name)
        if target != "feedkit" and package(target) not in {package(name), *allowed[package(name)]}
    ]
    assert wrong == []


def test_parsers_share_nothing_that_is_inside_the_html_reader() -> None:
    """But the outline, which is how any HTML is read; the table of parsers loads them by name."""
    wrong = [
        f"{name}, line {line}: {target}"
        for name in inner_modules()
        if name.startswith("feedkit.parsers.") and not name.startswith("feedkit.parsers.html")
        for line, target in own_imports(name)
        if target.startswith("feedkit.parsers.html") and target != "feedkit.parsers.html.outline"
    ]
    assert wrong == []


def test_nothing_inside_imports_the_facade() -> None:
    wrong = [
        f"{name}, line {line}: import it from the module that has it, not from feedkit"
        for name in inner_modules()
        for line, target in own_imports(name)
        if target == "feedkit"
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports in functions and under TYPE_CHECKING count: who reads one module has to know the other too."""
    graph = {
        name: {target for _, target in own_imports(name)} - {name, "feedkit"} for name in inner_modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError("a circle of imports: " + " ← ".join(error.args[1])) from None


# --- names and sizes ---


def test_module_names_are_unique() -> None:
    names = Counter(path.stem for path in modules().values() if path.stem != "__init__")
    assert [name for name, count in names.items() if count > 1] == []


def test_constants_say_what_they_bound() -> None:
    wrong = [
        f"{name}.{constant}: say MAX_… or MIN_… and what it bounds"
        for name in modules()
        for constant in constants(name)
        if VAGUE.match(constant)
    ]
    assert wrong == []


def test_files_are_short() -> None:
    sizes = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in modules().values()}
    too_long = {name: lines for name, lines in sizes.items() if lines > MAX_FILE_LINES}
    assert too_long == {}


def test_functions_are_short() -> None:
    lengths = list(functions())
    assert [(name, lines) for name, lines in lengths if lines > MAX_FUNCTION_LINES] == []
    ordered = sorted(lines for _, lines in lengths)
    assert ordered[len(ordered) * 95 // 100] <= MAX_USUAL_FUNCTION_LINES


def test_what_is_remembered_keeps_no_page() -> None:
    readers = [name for name in modules() if name.startswith("feedkit.parsers.html")]
    classes = {
        node.name for name in readers for node in ast.walk(tree(name)) if isinstance(node, ast.ClassDef)
    } | {"LexborNode", "LexborHTMLParser", "Tag", "BeautifulSoup"}
    assert {"Node", "Line", "Page", "Outline"} <= classes
    asked = [(name, part) for name in modules() for part in remembered_by(name)]
    assert len(asked) > 50
    wrong = [
        f"{name}: what is remembered by `{part}` keeps a page in memory: ask by values"
        for name, part in asked
        if part in classes | {"self"}
    ]
    assert wrong == []


# --- documents ---


def named_paths(text: str) -> set[str]:
    """The files and folders of the project that a document names."""
    return set(re.findall(r"`((?:feedkit|tests|scripts|benchmarks|docs)/[\w/.]*)`", text))


@pytest.mark.parametrize("document", [MAP, CONTRIBUTING], ids=["map", "CONTRIBUTING"])
def test_documents_name_files_that_there_are(document: str) -> None:
    assert [path for path in sorted(named_paths(document)) if not (ROOT / path).exists()] == []


def test_contributing_names_every_module() -> None:
    """Each by itself, or with the whole package that it is in; a package's __init__ goes with the package."""
    named = named_paths(CONTRIBUTING)
    files = [path.relative_to(ROOT) for path in modules().values() if not path.stem.startswith("__")]
    missing = [
        str(file)
        for file in files
        if str(file) not in named and not any(f"{folder}/" in named for folder in file.parents)
    ]
    assert missing == []
