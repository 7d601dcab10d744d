"""feedkit.toml: every error's whole text, defaults, spans of time, and the schema for editors."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from feedkit.errors import ConfigError, RecipeError
from feedkit.formats import FORMATS
from feedkit.parsers import FORMATS as READ
from feedkit.project.config import Config, FeedConfig, read_config, recipe_of
from feedkit.project.config_schema import schema
from feedkit.values.moments import read_span

ERRORS = tomllib.loads((Path(__file__).parent / "data" / "config_errors.toml").read_text("utf-8"))["cases"]
FEED = "[[feeds]]\nname = 'a'\nsource = 'x'\n"


def configured(folder: Path, text: str) -> Config:
    path = folder / "feedkit.toml"
    path.write_text(text, "utf-8")
    return read_config(path)


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case["message"][:40])
def test_errors_name_place_and_nearest_key(tmp_path: Path, case: dict[str, str]) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(tmp_path, case["config"].replace("{F}", FEED))
    assert str(caught.value) == case["message"].format(READ=", ".join(READ), FORMATS=", ".join(FORMATS))


def test_defaults_are_each_feeds_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = (
        "[defaults]\nkeep = 7\ntimezone = 'Europe/Oslo'\n"
        + FEED
        + "[[feeds]]\nname = 'b'\nsource = 'y'\nkeep = 8\n"
    )
    first, second = configured(tmp_path, text).feeds
    assert (first.keep, first.timezone, second.keep, second.timezone) == (7, "Europe/Oslo", 8, "Europe/Oslo")
    assert first.to == ("atom", "rss", "json")


def test_files_and_addresses(tmp_path: Path) -> None:
    config = configured(
        tmp_path, "base_url = 'https://f.example/x/'\n" + FEED + "files = { rss = 'a.rss' }\n"
    )
    (feed,) = config.feeds
    assert [feed.file(kind) for kind in feed.to] == ["a/atom.xml", "a.rss", "a/feed.json"]
    assert config.address(feed, "rss") == "https://f.example/x/a.rss"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("30 days", timedelta(days=30)),
        ("1 day", timedelta(days=1)),
        ("6hours", timedelta(hours=6)),
        (" 2 weeks ", timedelta(days=14)),
    ],
)
def test_spans(text: str, wanted: timedelta) -> None:
    assert read_span(text) == wanted


def test_recipes_inline_and_in_files(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text('entry = "li"\n[map]\ntitle = "a"\n', "utf-8")
    inline = FeedConfig(name="a", source="x", recipe={"entry": "li"}, map={"url": "b"})
    both = recipe_of(inline, tmp_path)
    assert both is not None
    assert (both.entry, both.map) == ("li", {"url": "b"})
    in_file = recipe_of(FeedConfig(name="a", source="x", recipe="r.toml", map={"url": "b"}), tmp_path)
    assert in_file is not None
    assert (in_file.entry, in_file.map) == ("li", {"title": "a", "url": "b"})
    assert recipe_of(FeedConfig(name="a", source="x"), tmp_path) is None
    with pytest.raises(RecipeError) as caught:
        recipe_of(FeedConfig(name="a", source="x", recipe="none.toml"), tmp_path)
    assert str(caught.value) == f"recipe: {tmp_path / 'none.toml'}: No such file or directory"


def test_the_schema_knows_every_key() -> None:
    found = schema()
    definitions = found["$defs"]
    assert set(definitions["Config"]["properties"]) == set(Config.__struct_fields__)
    assert set(definitions["FeedConfig"]["properties"]) == set(FeedConfig.__struct_fields__)
    assert definitions["FeedConfig"]["required"] == ["name"]
    assert all(one["description"] and "\n" not in one["description"] for one in definitions.values())
    assert definitions["FeedConfig"]["properties"]["read_timeout"] == {
        "description": "Seconds for reading that, and for making the feed; 60 by default.",
        "type": "number",
        "default": 60.0,
        "exclusiveMinimum": 0,
        "maximum": 3600,
        "examples": [120.0],
    }
    assert msgspec.json.encode(found)
