"""Designs: every kind, one to six motifs, is solid, stands, and stays within its height."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh

from memoreez.artifacts import Design, Element
from memoreez.designs import KINDS, build
from memoreez.designs.companions import _upright
from memoreez.designs.hybrid import joke
from memoreez.designs.pieces import measure, piece, within
from memoreez.designs.planet import PLACES, _gardens
from memoreez.designs.sizes import SIZES
from memoreez.errors import UnknownName
from memoreez.motifs import load, names
from memoreez.sdf import box, mesh, union

HEIGHT = 80.0
ALIVE = ("headphones", "laptop", "football", "bicycle")  # two of them have a hole for a middle
LISTS = (
    ("guitar",),
    ("cat", "mountain"),
    ("dog", "coffee_cup", "football"),
    ("bicycle", "cake", "book", "camera", "horse", "star"),
)


def design(kind: str, names: tuple[str, ...], seed: int = 1) -> Design:
    elements = tuple(Element(n, "Opera" if load(n).labelled else "") for n in names)
    return Design(kind, elements, seed)


@pytest.mark.parametrize(
    "names",
    [LISTS[1], *(pytest.param(names, marks=pytest.mark.slow) for names in (LISTS[0], *LISTS[2:]))],
    ids=len,
)
@pytest.mark.parametrize("kind", KINDS)
def test_on_a_floor_every_design_is_one_closed_body(kind: str, names: tuple[str, ...]) -> None:
    """Joined by a floor, as by the pedestal, nothing floats; height within 40 to 112 %."""
    solid = build(design(kind, names), HEIGHT)
    floor = box(170, 170, 3).at(z=-1.0)  # its top at z = 0.5, as deep as finishing sinks the feet
    vertices, faces = mesh(union(solid, floor), 1.0)
    whole = trimesh.Trimesh(vertices, faces, process=False)
    assert whole.is_volume
    bodies = sorted((float(b.volume) for b in whole.split()), reverse=True)  # voids are negative
    assert sum(v for v in bodies[1:] if v > 0) < 30.0  # mm³: specks of sampling, never a thing
    assert 0.4 * HEIGHT < vertices[:, 2].max() < 1.12 * HEIGHT


@pytest.mark.parametrize("kind", KINDS)
def test_same_design_same_solid(kind: str) -> None:
    """Two builds agree everywhere; another seed does not (but for kinds without chance)."""
    points = np.random.default_rng(0).uniform(-40, 80, (2000, 3))
    first = build(design(kind, LISTS[2]), HEIGHT)(points)
    assert np.array_equal(first, build(design(kind, LISTS[2]), HEIGHT)(points))


def test_two_seeds_of_a_character_differ() -> None:
    """The person looks different."""
    points = np.random.default_rng(0).uniform([-20, -20, 30], [20, 20, 80], (4000, 3))
    one, other = (build(design("character", ("guitar",), s), HEIGHT)(points) for s in (1, 2))
    assert np.abs(one - other).max() > 1.0


def test_an_animal_finds_its_opening_or_seat() -> None:
    """(host, rider): the dog in the boot before the cat on the summit; a lone guitar has none."""
    names = ("mountain", "dog", "hiking_boot")
    host, rider = joke([load(n) for n in names]) or (0, 0)
    assert (names[host], names[rider]) == ("hiking_boot", "dog")
    assert joke([load("guitar")]) is None
    assert joke([load("dog"), load("cat")]) is None


def test_a_hero_that_can_sit_does_not_sleep_on_a_pillar() -> None:
    """Of a hero's poses those are left in which it is high enough to stand by itself."""
    assert set(load("cat").poses) == {"sit", "sleep"}
    assert _upright(Element("cat"), HEIGHT) == ["sit"]
    assert _upright(Element("train"), HEIGHT) == ["stand"]  # too low in all of them


def test_an_animal_alone_stands_up_in_shoes() -> None:
    """As a hybrid it is another keepsake than among companions: its feet are two shoes."""
    solid = build(design("hybrid", ("owl",)), HEIGHT)
    grid = np.random.default_rng(0).uniform([-25, -25, 3], [25, 25, 5], (4000, 3))
    inside = grid[solid(grid) < 0]
    assert len(inside) > 40
    assert (np.abs(inside[:, 0]) > 1.0).all()  # a gap between them
    assert (inside[:, 0] > 0).any() and (inside[:, 0] < 0).any()


def test_bushes_grow_on_a_planet_where_nothing_stands() -> None:
    """One thing leaves room at both sides, three things at none."""
    random = np.random.default_rng(0)
    free = [len(_gardens(20.0, [(t, a) for t, a, _ in PLACES[n]], random)) for n in (1, 3)]
    assert free == [2, 0]


def test_a_piece_has_the_size_that_was_asked() -> None:
    """Height and width limits hold, and the bottom is on the ground."""
    tall = piece(Element("guitar"), height=50)
    assert tall.size[2] == pytest.approx(50, rel=0.01)
    low, wide = tall.low[2], within(Element("horse"), 20, 50)
    assert low == pytest.approx(0, abs=0.3)
    assert wide.size[0] <= 20.2


def test_an_unknown_kind_is_named() -> None:
    """The message offers the kinds that exist."""
    with pytest.raises(UnknownName, match="totem"):
        build(design("totems", ("guitar",)), HEIGHT)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({name for name, _ in SIZES}))
def test_the_list_of_sizes_is_true(name: str) -> None:
    """The looked-up box of each pose is the motif's; run examples/measure_motifs.py if not."""
    for pose in load(name).poses:
        low, high = measure(name, pose)
        assert low == pytest.approx(SIZES[name, pose][0], abs=0.15)
        assert high == pytest.approx(SIZES[name, pose][1], abs=0.15)


def test_no_motif_is_missing_in_the_list_of_sizes() -> None:
    """A new motif is measured each time until it is listed."""
    assert {name for name, _ in SIZES} == set(names())


@pytest.mark.parametrize(
    "name", [ALIVE[0], *(pytest.param(n, marks=pytest.mark.slow) for n in ALIVE[1:])]
)
def test_the_face_of_a_living_thing_hangs_in_no_air(name: str) -> None:
    """Eyes and smile sit on the thing: on a floor, all of it is one body."""
    solid = union(build(design("hybrid", (name,)), HEIGHT), box(160, 160, 4).at(z=1))
    vertices, faces = mesh(solid, 0.7)
    whole = trimesh.Trimesh(vertices, faces, process=False)
    outer = [part for part in whole.split(only_watertight=False) if part.volume > 0]
    assert len(outer) == 1
