"""The same posts in every way that data stand in pages: all fields of each post are read."""

from __future__ import annotations

import pytest

import feedkit
from feedkit.parsers.constructs import plain_text
from tests.data_variants import POSTS, SITE, URL, Variant, variants


@pytest.mark.parametrize("variant", list(variants()), ids=str)
def test_every_field_is_read(variant: Variant) -> None:
    found = [
        (
            entry.url,
            entry.title,
            entry.published,
            [one.name for one in entry.authors],
            entry.summary or plain_text(entry.content or "").strip(),
        )
        for entry in feedkit.parse(variant.page(), url=URL).entries
    ]
    assert found == [
        (f"{SITE}/journal/{post.slug}", post.title, variant.published(post), [post.author], post.summary)
        for post in POSTS
    ]
