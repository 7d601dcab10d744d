"""No field of the model is forgotten: finishing, each writer and each reader keep it, or a table says that
they cannot. These tests tell who adds a field to feedkit/model/ what else it needs.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace

import pytest

import feedkit
from feedkit import Entry, Feed
from feedkit.formats import FormatName
from feedkit.model import Paging
from feedkit.recipes import FIELDS
from tests import any_feed
from tests.full_feed import COMPLETE, FULL, MODEL, MOMENT, NEVER_WRITTEN, SAMPLES, written_fields
from tests.test_syndication_any import HELD, each_format, read_back

(ENTRY,) = FULL.entries
each_feed = pytest.mark.parametrize("feed", [FULL, COMPLETE], ids=["with pages", "complete"])

# What a reader has no name for, besides the fields that are never written.
NOT_IN_DATA = {
    *("source", "episode", "extensions", "json_extensions", "contributors", "images", "links", "license"),
    *("comments_feed", "comment_count", "location"),
}
NOT_IN_RECIPES = {"rights", "comments", *NOT_IN_DATA}


def empty_fields(one: Feed | Entry) -> set[str]:
    return {name for name in written_fields(type(one)) if getattr(one, name) in (None, (), {})}


# --- the tables know every field ---


def test_samples_and_tables_name_fields_that_there_are() -> None:
    names = {f"{model.__name__}.{one.name}" for model in MODEL for one in fields(model)}
    assert set(SAMPLES) - names == set()
    for of_feed, of_entry in HELD.values():
        assert set(of_feed) <= set(written_fields(Feed))
        assert set(of_entry) <= set(written_fields(Entry))


@pytest.mark.parametrize("model", MODEL)
def test_hypothesis_builds_every_field(model: type) -> None:
    """Where this fails, add a strategy for the new field to tests/any_feed.py."""
    built = any_feed.STRATEGIES[model]
    assert set(built) == {one.name for one in fields(model)} - NEVER_WRITTEN


# --- finishing ---


@each_feed
def test_finishing_keeps_every_field(feed: Feed) -> None:
    done = feedkit.finish(feed, now=MOMENT)
    assert {name: getattr(done, name) for name in written_fields(Feed)} == {
        name: getattr(feed, name) for name in written_fields(Feed)
    }


def test_an_entry_that_only_the_previous_feed_has_keeps_every_field() -> None:
    newer = Entry(title="Newer", url="https://quarry.example/log/18", updated=MOMENT)
    done = feedkit.finish(replace(FULL, entries=(newer,)), previous=FULL, now=MOMENT)
    assert done.entries[1:] == FULL.entries


def test_an_entry_that_is_listed_again_keeps_every_field() -> None:
    assert feedkit.finish(FULL, previous=FULL, now=MOMENT).entries == FULL.entries


def test_selecting_and_merging_keep_every_field_of_an_entry() -> None:
    assert feedkit.select(FULL, limit=1).entries == FULL.entries
    merged = feedkit.merge([FULL, replace(FULL, url="https://pit.example/", entries=())])
    assert replace(merged.entries[0], source=ENTRY.source) == ENTRY


# --- writing and reading ---


@each_format
@each_feed
def test_every_field_is_written_and_read_back(feed: Feed, format: FormatName) -> None:
    """Where this fails for a new field, add it to the format's writer and reader; if the format cannot hold
    it, say so in `HELD` in tests/test_syndication_any.py."""
    wanted, found = read_back(feed, format)
    assert found == wanted


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_feeds_that_are_not_well_formed_have_every_field(format: FormatName) -> None:
    document = feedkit.write(FULL, format)
    broken = document.replace(b"</title>", b" &nbsp;<br></title>", 1)
    assert replace(feedkit.parse(broken), title=FULL.title) == feedkit.parse(document)


def test_rows_of_data_have_every_field() -> None:
    """Where this fails for a new field, name it in feedkit/parsers/data/names.py or above."""
    row = asdict(ENTRY) | {"comments_url": ENTRY.comments}  # "comments" are those themselves
    (entry,) = feedkit.parse(json.dumps([row], default=str), format="json").entries
    assert empty_fields(entry) == NOT_IN_DATA


def test_recipes_have_every_field() -> None:
    """Where this fails for a new field, add it to feedkit.Recipe or name it above."""
    assert set(written_fields(Entry)) - set(FIELDS) == NOT_IN_RECIPES


def test_the_complete_feed_is_one() -> None:
    assert COMPLETE.paging == Paging(complete=True)
