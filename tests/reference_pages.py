"""The reference pages that are made of the program itself: the command, feedkit.toml, recipes, and JSON.

    python -m tests.reference_pages      write docs/{command,feedkit-toml,recipes,inspect-json}.md anew

tests/test_reference_pages.py compares them with what they are made of. What people write stands above the
line `<!-- made by python -m tests.reference_pages -->`, and stays.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from feedkit import recipes
from feedkit.cli import VERBS, inspection, main
from feedkit.project import config_schema
from feedkit.values.toml_text import toml

DOCS = Path(__file__).parents[1] / "docs"
MADE = "<!-- made by python -m tests.reference_pages -->\n"
WORDS = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
CONFIG_PARTS = {
    "Config": "At the top",
    "Shared": "In `[defaults]`, and at each feed",
    "FeedConfig": "In `[[feeds]]`",
}
INSPECTION_PARTS = {
    "Inspection": "The whole",
    "InspectedFeed": "`feed`",
    "InspectedEntry": "`feed.entries`",
    "InspectedField": "`fields`",
    "InspectedProblem": "`problems`",
    "InspectedList": "`rivals`",
    "InspectedError": "`error`",
}
RECIPE_PARTS = {
    "Recipe": "The keys of a recipe",
    "Override": "A field on a page, as a table",
    "DateOverride": "A date on a page, as a table",
    "Column": "A field in data, as a table",
}


def page(name: str) -> str:
    """Return a page with what is made of the program as it is now."""
    written = (DOCS / name).read_text("utf-8").partition(MADE)[0]
    return "".join([written, MADE, *PAGES[name]()])


# --- TOML ---


def config_keys() -> Iterator[str]:
    yield from _parts(config_schema.schema(), CONFIG_PARTS, {"FeedConfig": "Shared"})


def recipe_keys() -> Iterator[str]:
    yield from _parts(recipes.schema(), RECIPE_PARTS, {"DateOverride": "Override"})


def _parts(schema: Mapping[str, Any], titles: Mapping[str, str], bases: Mapping[str, str]) -> Iterator[str]:
    """A part for each struct, with the keys that its base has not."""
    for name, title in titles.items():
        definition = schema["$defs"][name]
        base = schema["$defs"][bases[name]]["properties"] if name in bases else {}
        yield f"\n## {title}\n"
        for key, about in definition["properties"].items():
            if key not in base:
                yield from _key(key, about, required=key in definition.get("required", ()))


def _key(key: str, about: Mapping[str, Any], *, required: bool) -> Iterator[str]:
    is_field = about["description"].endswith(recipes.FORMS)
    facts = ["[where it is](#where-a-field-is)" if is_field else _kind(about)]
    meaning = about["description"].removesuffix(recipes.FORMS).rstrip()
    if required:
        facts.append("required")
    elif about.get("default") not in (None, [], {}):
        facts.append(f"`{toml(about['default'])}` by default")
    yield f"\n### `{key}`\n\n{'; '.join(facts)}\n\n{_as_markdown(meaning)}\n"
    yield f"\n```toml\n{_example(key, about['examples'][0])}\n```\n"


def _kind(about: Mapping[str, Any]) -> str:
    """The type of a value in words."""
    if "anyOf" in about:
        return " or ".join(dict.fromkeys(_kind(one) for one in about["anyOf"]))
    if about.get("type") == "null":
        return "null"
    if about.get("format") == "date-time":
        return "a time"
    if "enum" in about:
        return f"one of {', '.join(f'`{toml(one)}`' for one in about['enum'])}"
    if "$ref" in about or about.get("type") == "object":
        return "a table"
    if about.get("type") == "array":
        return f"a list, each {_kind(about['items'])}" if about.get("items") else "a list"
    return WORDS[about["type"]] + _bounds(about)


def _bounds(about: Mapping[str, Any]) -> str:
    lowest, above, highest = (about.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
    low = f"from {lowest}" if lowest is not None else f"above {above}" if above is not None else ""
    high = f"up to {highest}" if highest is not None else ""
    return f" {low} {high}".rstrip() if low or high else ""


def _example(key: str, value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "\n".join(f"[[{key}]]\n{_lines(one)}" for one in value)
    return f"[{key}]\n{_lines(value)}" if key == "defaults" else f"{key} = {toml(value)}"


def _lines(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{key} = {toml(value)}" for key, value in table.items())


def _as_markdown(text: str) -> str:
    """A text in which no name is taken for HTML or a link."""
    return re.sub(r"(?<!`)(<\w+>|\[\[?[a-z]+\]\]?)(?!`)", r"`\1`", text)


def inspection_keys() -> Iterator[str]:
    schema = inspection.schema()
    for name, title in INSPECTION_PARTS.items():
        definition = schema["$defs"][name]
        yield f"\n## {title}\n\n{definition['description']}\n\n| key | value | what it is |\n|---|---|---|\n"
        for key, about in definition["properties"].items():
            kind = _kind(about).replace("a table", "an object")
            yield f"| `{key}` | {kind} | {_as_markdown(about['description'])} |\n"


# --- the command ---


def verbs() -> Iterator[str]:
    context = click.Context(main, info_name="feedkit")
    yield f"\n{_as_markdown(_paragraphs(main.help or ''))}\n"
    for name in VERBS:
        verb = main.get_command(context, name)
        assert verb is not None
        yield from _verb(verb, click.Context(verb, info_name=name, parent=context))


def _verb(verb: click.Command, context: click.Context) -> Iterator[str]:
    yield f"\n## feedkit {verb.name}\n\n"
    usage = " ".join([context.command_path, *verb.collect_usage_pieces(context)])
    yield f"```text\n{usage}\n```\n\n{_paragraphs(verb.help or '')}\n\n"
    for parameter in verb.params:
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            names, text = record
            yield f"- `{names}`: {_sentence(text)}\n"


def _sentence(text: str) -> str:
    return " ".join(_as_markdown(text).split())


def _paragraphs(text: str) -> str:
    """A help text as Markdown: what click leaves as it is, behind a line with \\b, is code."""
    found = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        is_code = paragraph.startswith("\b")
        lines = [line.strip() for line in paragraph.strip("\b\n").splitlines()]
        found.append("```text\n" + "\n".join(lines) + "\n```" if is_code else " ".join(lines))
    return "\n\n".join(found)


PAGES: Mapping[str, Callable[[], Iterable[str]]] = {
    "command.md": verbs,
    "feedkit-toml.md": config_keys,
    "recipes.md": recipe_keys,
    "inspect-json.md": inspection_keys,
}

if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(page(name), "utf-8")
