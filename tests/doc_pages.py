"""README and the pages of docs/ are run from top to bottom, each in a folder of its own with the examples.

What a block is, by its language and by the line before it:

- after a line that ends with the name of a file, as in "Write `feedkit.toml`:", it is that file;
- `console`: what stands behind "$ " is run, and prints what stands below it; "…" in a line of its own stands
  for the rest. What installs something is run by scripts/run_docs.py alone;
- `python`: a program, which prints the `text` block behind it if there is one, or a part of a file of
  examples/;
- after a line that begins with "*Not run by the tests:", it is not run, and the line says why.

A command may name hosts that end in .example: what tests/doc_sites/ has for them answers it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from tests.serving import Server

ROOT = Path(__file__).parents[1]
SITES = Path(__file__).parent / "doc_sites"
PAGES = tuple(sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")))
RUN_ELSEWHERE = {  # what needs a browser, or a server that answers in a way of its own
    "docs/coming-from.md": "tests/test_coming_from.py",
    "docs/json-behind-pages.md": "tests/test_answers_browser.py",
    "docs/rendering.md": "tests/test_browser_docs.py",
}
PROGRAM = "the program"
NOT_RUN = "*Not run by the tests:"
BLOCK = re.compile(r"^( *)```([\w{}-]+)[^\n]*\n(.*?)^\1```$", re.M | re.S)
FILE_NAME = re.compile(r"`([\w./-]*\w\.\w+|\.[\w-]+/[\w./-]+|\w+file)`:$")
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", re.M)
INSTALLS = re.compile(r"^\S*python3? -m (?:pip|venv) ")
HOST = re.compile(r"https://([\w-]+\.example)\b")
SUFFIX_TYPES = {".xml": "application/rss+xml", ".json": "application/json", ".opml": "text/x-opml"}


class Block(NamedTuple):
    """A block of code on a page.

    language: as it is named
    text:     what stands in it
    before:   the line before it that has something
    line:     the number of its first line
    output:   for a program: the text block behind it, None without one
    """

    language: str
    text: str
    before: str
    line: int
    output: str | None = None

    @property
    def is_run(self) -> bool:
        return not self.before.startswith(NOT_RUN)

    @property
    def file(self) -> str:
        """The name of the file that it is, "" for none."""
        found = FILE_NAME.search(self.before)
        return found[1] if found else ""


def blocks(text: str) -> list[Block]:
    """The blocks of a page, in their order."""
    found: list[Block] = []
    end = 0
    for match in BLOCK.finditer(text):
        between = text[end : match.start()]
        before = next((line for line in reversed(between.splitlines()) if line.strip()), "").strip()
        content = re.sub(rf"^{match[1]}", "", match[3], flags=re.M)
        if match[2] == "text" and not before and found and found[-1].language == "python":
            found[-1] = found[-1]._replace(output=content)
        else:
            found.append(Block(match[2], content, before, text[: match.start()].count("\n") + 2))
        end = match.end()
    return found


def commands(block: Block) -> list[tuple[str, str]]:
    """Each command of a console block, and what it prints."""
    return COMMAND.findall(block.text)


class PageRun:
    """A page that is run.

    Args:
        name: its path in the repository.
        folder: an empty folder, where it is run.
        path: folders of commands that go before those of PATH.
        installs: run what installs something too.
        checkout: the folder is a copy of the repository.
        environment: further variables.

    Attributes:
        outputs: of each command and program the line of its block, what it is, what the page says, and
            what was printed.
    """

    def __init__(
        self,
        name: str,
        folder: Path,
        *,
        path: Path,
        installs: bool = False,
        checkout: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name, self.folder, self.installs = name, folder, installs
        around = {
            key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "PYTHON"))
        }
        self.environment = {
            **around, "PATH": f"{path}{os.pathsep}{around['PATH']}", "COLUMNS": "80", **(environment or {}),
        }  # fmt: skip
        self.outputs: list[tuple[int, str, str, str]] = []
        self.parts = [file.read_text("utf-8") for file in sorted((ROOT / "examples").glob("*.py"))]
        if checkout:
            subprocess.run(["git", "clone", "--quiet", "--local", str(ROOT), str(folder)], check=True)
        else:
            shutil.copytree(ROOT / "examples", folder / "examples")

    def run(self) -> None:
        text = (ROOT / self.name).read_text("utf-8")
        with served(text) as addresses:
            self.addresses = addresses
            for block in blocks(text):
                if block.is_run:
                    self._run_block(block)

    def _run_block(self, block: Block) -> None:
        if block.file and block.language != "console":
            self._write(block)
        elif block.language == "console":
            for command, output in commands(block):
                if self.installs or not INSTALLS.search(command):
                    self.outputs.append((block.line, command, output, self.shell(command)))
        elif block.language == "python" and not any(f"\n{block.text}" in part for part in self.parts):
            printed = self._printed([self._python(), "-c", block.text])
            self.outputs.append((block.line, PROGRAM, block.output or "", printed))

    def _write(self, block: Block) -> None:
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = self._at_home(block.text)
        if path.name == "feedkit.toml" and text != block.text:
            text = f"allow_private = true\ndelay = 0\n{text}"
        path.write_text(text, "utf-8")

    def shell(self, command: str) -> str:
        own = self._at_home(command)
        if own != command:
            own = re.sub(r"\bfeedkit (?:convert|inspect|init)\b", r"\g<0> --allow-private", own)
        return self._printed(["bash", "-c", own])

    def _python(self) -> str:
        return shutil.which("python3", path=self.environment["PATH"]) or sys.executable

    def _printed(self, arguments: list[str]) -> str:
        done = subprocess.run(
            arguments, cwd=self.folder, env=self.environment, encoding="utf-8", check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if INSTALLS.search(arguments[-1]) and done.returncode == 0:
            return ""  # pip has warnings about the machine
        printed = re.sub(r" +$", "", done.stdout, flags=re.M)
        for host, address in self.addresses.items():
            printed = printed.replace(address, f"https://{host}")
        return printed

    def _at_home(self, text: str) -> str:
        return HOST.sub(lambda host: self.addresses.get(host[1], host[0]), text)

    def report(self) -> str:
        """What was printed in place of what the page says; "" where all is as it says."""
        return "\n".join(
            f"{self.name}, line {line}: {what}\n" + "\n".join(difference(wanted, printed))
            for line, what, wanted, printed in self.outputs
            if not agrees(wanted, printed)
        )


def difference(wanted: str, printed: str) -> Iterator[str]:
    return unified_diff(wanted.splitlines(), printed.splitlines(), "page", "printed", lineterm="")


def agrees(wanted: str, printed: str) -> bool:
    """Return whether that was printed which the page says; "…" there stands for any rest."""
    beginning, cut, _ = wanted.partition("…\n")
    return (printed[: len(beginning)] if cut else printed) == beginning


@contextmanager
def served(text: str) -> Iterator[dict[str, str]]:
    """Serve the hosts that a page names, as far as tests/doc_sites/ has them: the address of each."""
    with ExitStack() as stack:
        addresses = {}
        for host in sorted(set(HOST.findall(text))):
            if (SITES / host).is_dir():
                server = Server()
                stack.callback(server.close)
                addresses[host] = server.address
                for file in (SITES / host).rglob("*.*"):
                    path = "/" + file.relative_to(SITES / host).as_posix().removesuffix("index.html")
                    content = file.read_bytes().replace(f"https://{host}".encode(), server.address.encode())
                    server.page(path, content, SUFFIX_TYPES.get(file.suffix, "text/html"))
        yield addresses


def command_folder(folder: Path) -> Path:
    """Make a folder with the commands that pages call: feedkit, and Python as python3 and python."""
    folder.mkdir()
    feedkit = """ -c 'from feedkit.cli import main; main(prog_name="feedkit")'"""
    for name, arguments in {"feedkit": feedkit, "python3": "", "python": ""}.items():
        command = folder / name
        command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}"{arguments} "$@"\n')
        command.chmod(0o755)
    return folder
