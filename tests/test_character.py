"""The character design: who holds what, and that it holds together."""

import numpy as np
import pytest
from manifold3d import Error, Manifold
from manifold3d import Mesh as ManifoldMesh

from memoreez.artifacts import Design, Element
from memoreez.designs import build
from memoreez.designs import character_holds as holds
from memoreez.designs.character import Scene
from memoreez.designs.character_cast import cast
from memoreez.designs.character_ground import around
from memoreez.designs.character_props import Prop, prop
from memoreez.designs.figure import figure
from memoreez.designs.figure_look import Look
from memoreez.designs.figure_pose import Skeleton
from memoreez.designs.figure_stances import STANCES
from memoreez.sdf import Sdf, box, capsule, cylinder, extent, mesh, union


def elements(*names: str) -> tuple[Element, ...]:
    return tuple(Element(name) for name in names)


def bodies(solid: Sdf, voxel_mm: float) -> int:
    """Separate bodies, without crumbs below 0.05 % of the whole."""
    vertices, faces = mesh(solid, voxel_mm)
    whole = Manifold(ManifoldMesh(vertices, faces.astype(np.uint32)))
    assert whole.status() == Error.NoError
    return sum(part.volume() > 5e-4 * whole.volume() for part in whole.decompose())


def scene() -> Scene:
    return Scene(Look(), STANCES["stand"])


def stand_in(solid: Sdf, grip: tuple[float, float, float] = (0, 0, 0)) -> Prop:
    """A simple solid in place of a motif."""
    from memoreez.motifs import load

    low, high = extent(solid, 0.8)
    return Prop(load("star"), solid, low, high, np.array(grip, float), 1.0)


DESIGNS = [
    elements("guitar", "star"),
    elements("violin"),
    elements("book", "cat"),
    elements("horse"),
    elements("football"),
    elements("skis"),
    elements("mountain"),
    elements("headphones", "heart", "bird"),
]


@pytest.mark.parametrize("things", DESIGNS, ids=lambda e: "+".join(x.motif for x in e))
def test_every_hold_is_one_body_on_the_ground(things: tuple[Element, ...]) -> None:
    """With a slab under it each design hangs together, and nothing is below z = 0."""
    solid = build(Design("character", things, 3), 80)
    low, high = extent(solid, 4.0)
    assert low[2] > -0.2
    assert 64 < high[2] < 90
    slab = box(150, 110, 6).at(z=-2.6)  # two voxels thick, its top at 0.4
    assert bodies(union(solid, slab), 1.5 if things[0].motif == "skis" else 2.4) == 1


def test_the_same_design_is_the_same_solid() -> None:
    """Values agree to the last bit for one seed."""
    grid = np.random.default_rng(0).uniform(-40, 80, (4000, 3))
    design = Design("character", elements("guitar", "cat"), 8)
    assert np.array_equal(build(design, 80)(grid), build(design, 80)(grid))


def test_another_seed_is_another_person() -> None:
    """The solid differs with the seed."""
    grid = np.random.default_rng(0).uniform(-40, 80, (4000, 3))
    one, other = (build(Design("character", elements("guitar"), s), 80)(grid) for s in (1, 2))
    assert np.abs(one - other).max() > 1


HELD = {
    "front": (holds.before, "book", (0, 1)),
    "strum": (holds.strum, "guitar", (0, 1)),
    "chin": (holds.chin, "violin", (0, 1)),
    "raise": (lambda t, b: holds.lift(t, b, -1), "star", (0,)),
    "sing": (lambda t, b: holds.sing(t, b, -1), "microphone", (0,)),
}


@pytest.mark.parametrize("name", HELD)
def test_hands_overlap_what_they_hold(name: str) -> None:
    """Each holding hand and the thing share at least 6 mm³, 1.5 mm deep over 4 mm²."""
    take, motif, hands = HELD[name]
    width = {"guitar": 62.0, "violin": 38.0, "microphone": 22.0}.get(motif, 30.0)
    thing = prop(Element(motif), width, 0.8, "held")
    solid, pose = take(thing, scene().body())
    person = figure(Look(), pose, 80)
    cell = 0.5
    axis = np.arange(-7, 7, cell)
    ball = np.stack(np.meshgrid(axis, axis, axis), axis=-1).reshape(-1, 3)
    for hand in hands:
        points = person.hands[hand] + ball
        shared = (person.solid(points) < 0) & (solid.scale(0.8)(points) < 0)
        assert shared.sum() * cell**3 > 6
        assert np.maximum(person.solid(points), solid.scale(0.8)(points)).min() < -0.4


def test_hands_reach_both_sides_of_a_thing() -> None:
    """A plain box before the chest has a hand on each side, at its surface."""
    solid, pose = holds.before(stand_in(box(20, 8, 16)), scene().body())
    skeleton = Skeleton.of(pose)
    for limb, grasp in zip(skeleton.arms, (pose.right, pose.left), strict=True):
        np.testing.assert_allclose(limb.end, grasp.at, atol=1e-6)
        assert -2.0 < float(solid([limb.end])[0]) < 0


def test_a_planted_pole_is_within_reach() -> None:
    """A pole stands on the ground beside the feet, and the hand is on it."""
    thing = stand_in(union(cylinder(1.5, 70).at(z=35), cylinder(9, 3).at(z=1.5)))
    solid, pose = holds.plant(thing, scene().body(), 1)
    hand = Skeleton.of(pose).arms[1].end
    assert float(solid([hand])[0]) < 0
    assert extent(solid, 1)[0][2] == pytest.approx(0, abs=0.2)


def test_a_bar_is_turned_to_pass_the_head() -> None:
    """What lies across its grip does not run into the head."""
    bar = stand_in(box(30, 5, 5))
    solid, pose = holds.lift(bar, scene().body(), -1)
    head = Skeleton.of(pose).head[:3, 3]
    low, high = extent(solid, 1.0)
    assert high[0] - low[0] < 0.7 * 30
    assert float(solid([head])[0]) > 12


def test_first_come_first_served() -> None:
    """Two hands, one head; what finds no place stands on the ground."""
    parts = cast(elements("guitar", "violin", "headphones", "dog", "star"))
    assert parts.both == (Element("guitar"), "strum")
    assert parts.worn == Element("headphones")
    assert parts.ground == elements("violin", "dog", "star")


def test_two_raised_things_take_both_hands() -> None:
    """The second goes to the other hand, the third to the ground."""
    parts = cast(elements("star", "microphone", "flower"))
    assert parts.right == (Element("star"), "raise")
    assert parts.left == (Element("microphone"), "raise")
    assert parts.ground == elements("flower")


def test_only_the_first_animal_is_ridden() -> None:
    """A horse that is named first is ridden, one named later stands beside."""
    assert cast(elements("horse", "dog")).mount == (Element("horse"), "ride")
    assert cast(elements("guitar", "horse")).mount is None


def test_things_on_the_ground_keep_out_of_each_other() -> None:
    """The person and the things around share no place, and all stand on z = 0."""
    person = capsule((0, 0, 12), (0, 0, 88), 12)
    solids = around(elements("dog", "cat", "piano", "coffee_cup"), person, 0.8, 1)
    grid = np.random.default_rng(0).uniform((-70, -70, 0.5), (70, 70, 60), (9000, 3))
    inside = [solid(grid) < -0.5 for solid in (person, *solids)]
    assert all(one.sum() > 10 for one in inside)
    assert (np.sum(inside, axis=0) <= 1).all()
    for solid in solids:
        assert extent(solid, 1.5)[0][2] == pytest.approx(0, abs=0.4)


def test_small_and_large_keepsakes() -> None:
    """The design also builds as a charm and as a statue."""
    for height in (15.0, 290.0):
        solid = build(Design("character", elements("star"), 1), height)
        assert bodies(solid, height / 40) == 1
        assert extent(solid, height / 30)[1][2] == pytest.approx(height, rel=0.2)
