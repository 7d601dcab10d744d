"""The measure of other tests: linear work passes, quadratic work does not."""

from __future__ import annotations

import pytest

from tests import costs


def same(size: int) -> int:
    return size


def linear(size: int) -> int:
    return sum(range(size))


def quadratic(size: int) -> int:
    return sum(range(size * size))


def test_linear_work_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "SLACK", 0)
    costs.assert_linear(linear, same, 1_000_000)


def test_quadratic_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "SLACK", 0)
    with pytest.raises(AssertionError, match=r"^4 times as much costs \d+ times as much$"):
        costs.assert_linear(quadratic, same, 2_000)
