"""Where things stand round a hero: apart, close, in sight, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from memoreez.designs.gathering import Thing, gather
from memoreez.sdf import Sdf, box, cylinder, union

HEIGHT = 100.0
EVEN = ((0.0, 1.0),)


def thing(solid: Sdf) -> Thing:
    low, high = solid.bounds
    return Thing(solid, low, high)


def crate(side: float, tall: float) -> Thing:
    return thing(box(side, side, tall).at(z=tall / 2))


def places(things: list[Thing], hero: Thing, mirrored: int = 1) -> tuple[np.ndarray, float]:
    """The middles (n, 2) of the things, and how wide the group is."""
    solids, across = gather(hero, EVEN, things, HEIGHT, mirrored)
    boxes = [solid.bounds for solid in solids]
    return np.array([(low[:2] + high[:2]) / 2 for low, high in boxes]), across


def test_a_group_is_narrow_and_nothing_overlaps() -> None:
    """Four crates round a column: a cell or more apart, and hardly wider than they must be."""
    hero, four = crate(24, 90), [crate(22, 22) for _ in range(4)]
    middles, across = places(four, hero)
    everything = np.vstack([[0, 0], middles])
    halves = [12.0, 11, 11, 11, 11]
    for i, one in enumerate(everything):
        for j in range(i):
            assert np.abs(one - everything[j]).max() > halves[i] + halves[j] + 1.0
    assert across < 124
    assert np.hypot(*middles.mean(axis=0)) < 20  # round it, not all on one side


def test_nothing_hides_behind_the_hero() -> None:
    """A low thing beside a broad wall stands before it or at its end, where it is seen."""
    wall = thing(box(50, 8, 90).at(z=45))
    middles, _ = places([crate(16, 16)], wall)
    x, y = middles[0]
    assert y < 0 or abs(x) > 25 + 8


def test_what_matters_is_not_hidden() -> None:
    """A tall thing stands beside a face that matters, though before it would be narrower."""
    face = thing(union(cylinder(9, 100).at(z=50), box(20, 20, 30).at(z=80)))
    tall = crate(18, 90)
    solids, _ = gather(face, ((0.0, 0.2), (0.6, 8.0)), [tall], HEIGHT, 1)
    low, high = solids[0].bounds
    across = np.array([np.cos(np.radians(-20)), np.sin(np.radians(-20))])
    beside = abs((low[:2] + high[:2]) / 2 @ across)
    assert beside > 14 or (low[1] + high[1]) / 2 > 0


def test_below_what_hangs_low_there_is_no_room() -> None:
    """Under the belly of a horse nothing stands; under a high arm something may."""
    legs = [cylinder(3, 30).at(x, y, 15) for x in (-24, 24) for y in (-14, 14)]
    horse = thing(union(box(60, 36, 20).at(z=38), *legs))
    middles, _ = places([crate(14, 14)], horse)
    assert not (abs(middles[0][0]) < 30 and abs(middles[0][1]) < 18)


@pytest.mark.parametrize("mirrored", [1, -1])
def test_chance_chooses_the_side(mirrored: int) -> None:
    """Of two places that are alike the one on that side is taken, the same each time."""
    hero = thing(cylinder(10, 90).at(z=45))
    first, second = (places([crate(20, 30)], hero, mirrored)[0] for _ in range(2))
    assert np.array_equal(first, second)
    assert first[0][0] * mirrored > 0


def test_a_group_that_is_larger_than_the_room_still_comes_back() -> None:
    """Things beyond all bounds stand at the rim; nothing breaks, and all stay on the ground."""
    solids, across = gather(crate(90, 20), EVEN, [crate(90, 12)] * 2, HEIGHT, 1)
    assert len(solids) == 2 and 90 < across < 400
    assert all(solid.bounds[0][2] == pytest.approx(0, abs=0.5) for solid in solids)
