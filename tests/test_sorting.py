"""Sorting with places: the very order of numpy's stable argsort."""

import numpy as np
import pytest

from memoreez.figurines.sorting import by_value, ranked


@pytest.mark.parametrize("top", [1, 3, 10**9, 2**62])
def test_ranked_is_the_stable_order(top: int) -> None:
    """Few keys with many ties, and keys too large to be packed with their places."""
    key = np.random.default_rng(1).integers(0, top, 5000)
    order, ordered = ranked(key)
    assert np.array_equal(order, np.argsort(key, kind="stable"))
    assert np.array_equal(ordered, key[order])


def test_nothing_is_ranked_as_nothing() -> None:
    """No keys, no order."""
    assert not len(ranked(np.empty(0, np.int64))[0]) and not len(by_value(np.empty(0)))


def test_equal_values_keep_their_order() -> None:
    """Also 0 and -0, which are equal."""
    values = np.random.default_rng(2).integers(-20, 20, 5000) / 10
    values[values == 0] *= np.where(np.arange((values == 0).sum()) % 2, 1.0, -1.0)
    assert np.array_equal(by_value(values), np.argsort(values, kind="stable"))
