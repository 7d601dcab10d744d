"""How addresses are made of the values in rows."""

from __future__ import annotations

from typing import Any

import pytest

from feedkit.sources.address_templates import template_of

SITE = "https://mill.example"
ROWS: list[dict[str, Any]] = [
    {
        "id": 7,
        "slug": "ice-on-the-leat",
        "date": "2026-01-30T06:50:00Z",
        "kind": {"name": "river"},
        "lang": "en",
    },
    {"id": 12, "slug": "open-day", "date": "2026-02-05T11:00:00Z", "kind": {"name": "visits"}, "lang": "en"},
    {"id": 31, "slug": "mühle", "date": "2025-12-24T11:00:00Z", "kind": {"name": "river"}, "lang": "en"},
]


@pytest.mark.parametrize(
    ("addresses", "template"),
    [
        (["/posts/ice-on-the-leat", "/posts/open-day", "/posts/m%C3%BChle"], "/posts/{slug}"),
        (["/p/7.html", "/p/12.html", "/p/31.html"], "/p/{id}.html"),
        (["/story?id=7&l=en", "/story?id=12&l=en", "/story?id=31&l=en"], "/story?id={id}&l=en"),
        (["/river/ice-on-the-leat/", "/visits/open-day/", "/river/mühle/"], "/{kind.name}/{slug}/"),
        (["/7-ice-on-the-leat", "/12-open-day", "/31-mühle"], "/{id}-{slug}"),
        (["/2026/01/ice-on-the-leat", "/2026/02/open-day", "/2025/12/mühle"], "/{date:%Y}/{date:%m}/{slug}"),
        (["/2026-01-30/7", "/2026-02-05/12", "/2025-12-24/31"], "/{date:%Y-%m-%d}/{id}"),
        (["/#/post/7", "/#/post/12", "/#/post/31"], "/#/post/{id}"),
        (["/posts/ice-on-the-leat", "/posts/open-day", "/posts/another"], None),
        (["/posts/7", "/pages/12", "/posts/31"], None),
        (["/posts/7", "/posts/2026/12", "/posts/31"], None),
        (["/posts", "/posts", "/posts"], None),
    ],
)
def test_the_text_that_makes_all_addresses(addresses: list[str], template: str | None) -> None:
    found = template_of(ROWS, [SITE + address for address in addresses])
    assert found == (None if template is None else SITE + template)


def test_one_address_shows_nothing() -> None:
    assert template_of(ROWS[:1], [f"{SITE}/posts/ice-on-the-leat"]) is None
