"""benchmarks/hostile.py at small sizes: shapes of every kind of input; a slow one would be noticed."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks import hostile

SIZE = 16_000
SHAPES = {shape.name: shape for shape in hostile.shapes()}
KINDS = {"page", "fragment", "recipe", "draft", "RSS", "Atom", "broken feed", "JSON feed", "sitemap", "OPML"}
KINDS |= {"page data", "check", "JSON", "JSON Lines", "CSV", "YAML", "TOML", "post", "changelog", "text"}


def test_there_are_many_shapes_of_every_kind() -> None:
    assert len(SHAPES) >= 60
    assert {name.partition(":")[0] for name in SHAPES} == KINDS


@cache
def base(shape: hostile.Shape) -> float:
    return hostile.measured(shape, SIZE).byte


@pytest.mark.parametrize("name", [name for name in SHAPES if "costly" not in name])
def test_no_shape_costs_much_more_than_a_page(name: str) -> None:
    real = hostile.REAL_DRAFT if name.startswith("draft") else hostile.REAL
    for _ in range(3):  # the machine may be busy
        times = hostile.measured(SHAPES[name], SIZE).byte / base(real)
        if times <= hostile.MAX_COST:
            return
    raise AssertionError(f"{times:.0f} times as much as a page")


def test_what_grows_or_is_dear_fails() -> None:
    real = hostile.Cost("real", (1, 2, 4, 8), (1.0, 2.0, 4.0, 8.0), 0)
    grows = hostile.Cost("grows", (1, 2, 4, 8), (1.0, 4.0, 16.0, 64.0), 0)
    dear = hostile.Cost("dear", (1, 2, 4, 8), (30.0, 60.0, 120.0, 240.0), 0)
    assert [hostile.failures(cost, real) for cost in (real, grows, dear)] == [
        "",
        "it grows",
        "a byte costs too much",
    ]
