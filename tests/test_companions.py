"""Companions and hybrids: never a tray. A low hero is lifted, a tall one stays on the ground."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from memoreez.artifacts import Design, Element
from memoreez.designs import build, companions
from memoreez.designs.stands import SUITS, feet, stand
from memoreez.motifs import load, names
from memoreez.sdf import Sdf, box, cylinder, extent, union

HEIGHT = 80.0
MOST = 1.15  # of the height: what a keepsake may be wide


def size(
    motifs: tuple[str, ...], seed: int, voxel_mm: float = 2.5, kind: str = "companions"
) -> np.ndarray:
    """The sides (3,) mm of the group, measured."""
    elements = tuple(Element(n, "Opera" if load(n).labelled else "") for n in motifs)
    low, high = extent(build(Design(kind, elements, seed), HEIGHT), voxel_mm)
    return np.asarray(high - low)


@pytest.mark.parametrize(
    "motifs",
    [
        ("dumbbell",),
        ("laptop", "coffee_cup"),
        ("dog", "beer_mug"),
        pytest.param(("chef_hat", "hamster"), marks=pytest.mark.slow),
    ],
    ids="+".join,
)
def test_a_low_hero_comes_out_as_high_as_asked(motifs: tuple[str, ...]) -> None:
    """It was a quarter to a half of the height, and a keepsake of 150 to 208 mm for it."""
    wide, deep, high = size(motifs, 282649263 if "hamster" in motifs else 197288376)  # the dog lies
    assert high == pytest.approx(HEIGHT, rel=0.04)
    assert max(wide, deep) < MOST * high


def test_a_slender_group_needs_no_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guitar with a dog stands on the ground, as high as asked; a dumbbell is lifted."""
    lifted: list[str] = []

    def note(elements: tuple[Element, ...], *rest: object) -> Sdf:
        lifted.append(elements[0].motif)
        return original(elements, *rest)

    original: Callable[..., Sdf] = companions._lifted
    monkeypatch.setattr(companions, "_lifted", note)
    elements = (Element("guitar"), Element("dog"))
    low, high = extent(companions.compose(elements, HEIGHT, np.random.default_rng(3)), 2.5)
    assert lifted == [] and low[2] == pytest.approx(0, abs=0.3)
    assert high[2] == pytest.approx(HEIGHT, rel=0.04) and max(high - low) == high[2] - low[2]
    companions.compose((Element("dumbbell"),), HEIGHT, np.random.default_rng(3))
    assert lifted == ["dumbbell"]


@pytest.mark.parametrize("kind", sorted(SUITS))
@pytest.mark.parametrize("seed", range(2))
def test_a_stand_carries_all_feet_on_a_flat_top(kind: str, seed: int) -> None:
    """Just under its top it is solid below every foot; just above there is nothing."""
    motif = next(m for m in map(load, names()) if m.kind == kind)
    x, y = np.meshgrid(np.linspace(-24, 24, 7), np.linspace(-14, 14, 5))
    under = np.stack([x.ravel(), y.ravel()], axis=1)
    solid, half = stand(motif, under, 34.0, HEIGHT, np.random.default_rng(seed))
    at = {z: solid(np.insert(under, 2, z, axis=1)) for z in (0.5, 20.0, 33.5, 34.2)}
    assert all((at[z] < 0).all() for z in (0.5, 20.0, 33.5))
    assert (at[34.2] > 0).all()
    low, high = extent(solid, 2.0)
    assert low[2] == pytest.approx(0, abs=0.1)
    assert np.all(np.maximum(-low, high)[:2] < half + 0.03 * HEIGHT)


def test_feet_are_what_is_low() -> None:
    """A table's legs, not the board that they carry."""
    legs = [cylinder(3, 30).at(x, y, 15) for x in (-20, 20) for y in (-9, 9)]
    table = union(box(70, 40, 4).at(z=32), *legs)
    found = feet(table, np.zeros(2), 40.0, HEIGHT)
    assert len(found)
    assert np.abs(found).max(axis=0) == pytest.approx([22, 10.5], abs=2.6)


@pytest.mark.slow
def test_no_group_is_a_tray() -> None:
    """Every motif as hero, alone or with another."""
    random = np.random.default_rng(5)
    for number, hero in enumerate(names()):
        rest = [n for n in names() if n not in (hero, "yarn")]  # a ball of yarn takes long
        group = (hero, *(str(n) for n in random.choice(rest, number % 2, replace=False)))
        wide, deep, high = size(group, int(random.integers(1 << 30)), 3.0)
        assert max(wide, deep) < MOST * high, group
        assert high > 0.69 * HEIGHT, group


@pytest.mark.slow
@pytest.mark.parametrize(
    "motifs", [("laptop", "bird"), ("dumbbell",), ("car", "headphones")], ids="+".join
)
def test_a_hybrid_is_no_tray_either(motifs: tuple[str, ...]) -> None:
    """A low one stands on longer legs and holds up what it carries; a low seat is smaller."""
    wide, deep, high = size(motifs, 1, kind="hybrid")
    assert max(wide, deep) < MOST * high
