"""The schemas explain every key with a valid example, and the reference pages are those of this version."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from feedkit import recipes
from feedkit.project import config_schema
from feedkit.project.config import Shared, parse_config
from feedkit.recipes import DATE_FIELDS, checked_recipe
from feedkit.recipes.recipe_examples import EXAMPLES as RECIPES
from feedkit.values.toml_text import toml
from tests.reference_pages import DOCS, PAGES, page

SCHEMAS = {"feedkit.toml": config_schema.schema(), "recipe": recipes.schema()}
TYPES = {"type", "anyOf", "enum", "$ref"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_that_of_this_version(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == page(name), "write it anew: python -m tests.reference_pages"


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_each_key_has_a_description_a_type_and_an_example(schema: dict[str, Any]) -> None:
    for name, definition in schema["$defs"].items():
        assert definition["description"].endswith((".", ","))
        for key, about in definition["properties"].items():
            assert about["description"][:1] in '"[' or about["description"][0].isupper(), (name, key)
            assert about["description"].endswith("."), (name, key)
            assert about.keys() & TYPES, (name, key)
            assert len(about["examples"]) == 1, (name, key)
            assert about.get("default", 0) is not None, (name, key)


def test_the_examples_of_a_configuration_are_valid() -> None:
    examples = config_schema.EXAMPLES
    for key, value in examples["FeedConfig"].items():
        feed = {"name": "a", "source": "https://tides.example/", key: value}
        if key == "command":
            del feed["source"]
        assert parse_config("[[feeds]]\n" + _lines(feed)).feeds[0].name == feed["name"], key
    for key, value in examples["Config"].items():
        if key not in ("feeds", "defaults"):
            parse_config(f"{key} = {toml(value)}\n[[feeds]]\nname = 'a'\nsource = 'b'\n")
    assert set(examples["Shared"]) == set(Shared.__struct_fields__)
    for key, value in examples["Shared"].items():
        parse_config(f"[defaults]\n{key} = {toml(value)}\n[[feeds]]\nname = 'a'\nsource = 'b'\n")


def test_the_examples_of_recipes_are_valid() -> None:
    examples = RECIPES
    for key, value in examples["Recipe"].items():
        assert checked_recipe({"entry": "li", key: value})
    for kind, field in (("Override", "authors"), ("DateOverride", "published")):
        for key, value in examples[kind].items():
            assert checked_recipe({"entry": "li", field: {key: value}})
    for key, value in examples["Column"].items():
        field = DATE_FIELDS[0] if key == "date_format" else "title"
        path = {} if key in ("path", "constant") else {"path": "day"}
        assert checked_recipe({"map": {field: {**path, key: value}}})


def test_a_recipe_within_a_configuration_has_the_schema_of_recipes() -> None:
    schema = SCHEMAS["feedkit.toml"]
    feed = schema["$defs"]["FeedConfig"]["properties"]
    assert feed["recipe"]["anyOf"] == [{"type": "string"}, {"$ref": "#/$defs/Recipe"}]
    assert feed["map"]["$ref"] == "#/$defs/Recipe/properties/map"
    assert schema["$defs"]["Recipe"] == SCHEMAS["recipe"]["$defs"]["Recipe"]
    assert b"null" not in msgspec.json.encode(schema)


def _lines(table: dict[str, Any]) -> str:
    return "".join(f"{key} = {toml(value)}\n" for key, value in table.items())
