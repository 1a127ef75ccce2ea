"""Sorting whole numbers together with where they were, several times as fast as `argsort` can."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def ranked(key: Ints) -> tuple[Ints, Ints]:
    """The stable order of `key` (n,), numbers from 0 up, and the key in that order.

    Key and place are packed into one number where both have room: sorting bare numbers takes a
    tenth of the time of sorting places by them.
    """
    bits = len(key).bit_length()
    if not len(key) or int(key.max()) >> (63 - bits):
        order = np.argsort(key, kind="stable")
        return order, key[order]
    packed = key << bits
    packed |= np.arange(len(key))
    packed.sort()
    return packed & ((1 << bits) - 1), packed >> bits


def by_value(values: npt.NDArray[np.float64]) -> Ints:
    """The stable order of `values` (n,), which are numbers; the same on every machine."""
    order = np.argsort(values)  # quick, but equal values come in any order
    ordered = values[order]
    alike = ordered[1:] == ordered[:-1]
    if alike.any():
        tied = np.flatnonzero(np.append(alike, False) | np.append(False, alike))
        group = np.cumsum(np.append(True, ~alike))[tied]
        order[tied] = order[tied][np.lexsort((order[tied], group))]
    return order
