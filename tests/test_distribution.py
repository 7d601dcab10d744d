"""The distribution: its name, what it needs, and where its repository is."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")
FOLDERS = ("feedkit", "docs", "examples", "action", "scripts", "benchmarks", ".ci", ".github")
TEXTS = {".md", ".py", ".toml", ".yml", ".yaml", ".sh", ".cfg", ""}
FLOATING = {"tzdata"}  # data: the newest is right
REPOSITORY = re.compile(r"github\.com/([^\s/\"'`]+/feedkit)\b|\buses: *([^\s@]+/feedkit)@")
SITE = re.compile(r"https://([\w-]+)\.github\.io/feedkit\b")
INSTALLED = re.compile(r"\b(?:pipx?|uv|uvx|poetry) (?:pip |tool )?(?:install|add|run)\b([^\n&|;#]*)")


def texts() -> Iterator[tuple[str, str]]:
    """What users and contributors read and run: each file's path and text."""
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    files += [path for path in ROOT.iterdir() if not path.name.startswith(".git")]
    for path in sorted(path for path in files if path.is_file() and path.suffix in TEXTS):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def requirements() -> list[str]:
    extras = PROJECT["optional-dependencies"].values()
    return [*PROJECT["dependencies"], *(needed for extra in extras for needed in extra)]


def test_what_is_needed_has_an_upper_bound() -> None:
    unbounded = [one for one in requirements() if "<" not in one and "==" not in one]
    assert {re.split(r"[\[<>=]", one, maxsplit=1)[0] for one in unbounded} == FLOATING


def test_an_extra_and_the_tests_agree_on_versions() -> None:
    extras = PROJECT["optional-dependencies"]
    assert {*extras["batch"], *extras["docs"], *extras["full"]} < set(extras["dev"])


def test_the_weekly_job_installs_without_upper_bounds() -> None:
    newest = runpy.run_path(str(ROOT / "scripts" / "newest.py"))["newest"]()
    assert [one for one in newest if re.search(r"<|==|~=", one)] == []
    assert {"Babel>=2.19.0", "httpx2[brotli,zstd]>=2.16", "types-PyYAML"} < set(newest)
    assert len(newest) == len(set(requirements()))


def test_nothing_tells_to_install_another_project() -> None:
    """On package indexes, `feedkit` is not ours."""
    packages = [(path, found[1]) for path, text in texts() for found in INSTALLED.finditer(text)]
    assert [one for one in packages if re.search(r"[\s'\"]feedkit(?![-\w/])", one[1])] == []
    named = [arguments for _, arguments in packages if PROJECT["name"] in arguments]
    from_repository = f"feedkit-generator @ git+{PROJECT['urls']['Repository']}"
    assert {one.split("'")[1] for one in named} == {from_repository, "feedkit-generator[batch]"}


def test_the_repository_has_one_address() -> None:
    address = PROJECT["urls"]["Repository"].removeprefix("https://github.com/")
    mentions = [
        (path, *filter(None, found.groups())) for path, text in texts() for found in REPOSITORY.finditer(text)
    ]
    assert {path for path, _ in mentions} == {
        "docs/checks.md",
        "docs/how-to/publishing.md",
        "docs/installation.md",
        "examples/github-commit.yml",
        "examples/github-pages.yml",
        "pyproject.toml",
    }
    assert [mention for mention in mentions if mention[1] != address] == []
    owner = address.partition("/")[0]
    assert {found for _, text in texts() for found in SITE.findall(text)} == {owner}
    assert ("`OWNER`" in README) == address.startswith("OWNER/")  # as long as it has no owner, README says so


def test_on_package_indexes_links_of_readme_lead_to_the_repository() -> None:
    hook = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["metadata"]["hooks"]
    text = README
    for rule in hook["fancy-pypi-readme"]["substitutions"]:
        text = re.sub(rule["pattern"], rule["replacement"], text)
    repository = PROJECT["urls"]["Repository"]
    assert f"]({repository}/raw/main/docs/inspect.svg)" in text
    assert f"]({repository}/blob/main/docs/tutorials/ci.md)" in text
    assert [link for link in re.findall(r"\]\((.*?)\)", text) if not link.startswith("https://")] == []


def test_no_tag_is_named_that_does_not_exist() -> None:
    released = re.findall(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    named = {
        rev for path, text in texts() if path.endswith(".md") for rev in re.findall(r"\brev: *v(\S+)", text)
    }
    assert named <= set(released)


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name
)
def test_workflows_are_read_only_and_end(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    allowed = {"pages", "id-token"} if path.name == "docs.yml" else set()
    assert {right for job in workflow["jobs"].values() for right in job.get("permissions", ())} <= allowed
    assert all(job["timeout-minutes"] <= 30 for job in workflow["jobs"].values())
