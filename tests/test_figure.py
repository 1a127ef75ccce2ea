"""The person: joints, poses, looks."""

from dataclasses import replace

import numpy as np
import pytest
from manifold3d import Error, Manifold
from manifold3d import Mesh as ManifoldMesh

from memoreez.designs.figure import figure
from memoreez.designs.figure_look import BUILDS, HAIR, HATS, TOPS, Look
from memoreez.designs.figure_pose import FOREARM, MOST_STRETCH, UPPER_ARM, Skeleton, bent
from memoreez.designs.figure_stances import STANCES
from memoreez.sdf import Sdf, box, extent, mesh, union

BONES = (UPPER_ARM, FOREARM)


def bodies(solid: Sdf, voxel_mm: float) -> list[float]:
    """The volumes of the separate bodies, without crumbs below 0.05 % of the whole."""
    vertices, faces = mesh(solid, voxel_mm)
    whole = Manifold(ManifoldMesh(vertices, faces.astype(np.uint32)))
    assert whole.status() == Error.NoError
    return [p.volume() for p in whole.decompose() if p.volume() > 5e-4 * whole.volume()]


def test_a_reachable_hand_arrives_exactly() -> None:
    """Two-bone kinematics is exact within reach, and both bones keep their lengths."""
    random = np.random.default_rng(1)
    root = np.array([12.0, 0, 54])
    for _ in range(50):
        direction = random.normal(size=3)
        end = root + direction / np.linalg.norm(direction) * random.uniform(2, 26)
        limb = bent(root, end, BONES, np.array([0.6, 0.4, -0.7]))
        np.testing.assert_allclose(limb.end, end, atol=1e-9)
        assert np.linalg.norm(limb.joint - root) == pytest.approx(UPPER_ARM)
        assert np.linalg.norm(limb.end - limb.joint) == pytest.approx(FOREARM)


def test_elbow_lies_on_the_side_of_its_pole() -> None:
    """The joint bends towards the pole, not away from it."""
    limb = bent(np.zeros(3), np.array([0.0, -18, 0]), BONES, np.array([0.0, 0, -1]))
    assert limb.joint[2] < -5


def test_arms_stretch_no_farther_than_clay_gives() -> None:
    """A hand too far away stops at the longest stretch, on the way to its target."""
    limb = bent(np.zeros(3), np.array([100.0, 0, 0]), BONES, np.array([0.0, 0, -1]))
    np.testing.assert_allclose(limb.end, [MOST_STRETCH * sum(BONES), 0, 0], atol=1e-2)


@pytest.mark.parametrize("name", sorted(STANCES))
def test_hands_and_feet_of_every_stance_are_where_the_pose_says(name: str) -> None:
    """No stance asks for more than limbs can reach."""
    pose = STANCES[name]
    skeleton = Skeleton.of(pose)
    for limb, grasp in zip(skeleton.arms, (pose.right, pose.left), strict=True):
        np.testing.assert_allclose(limb.end, grasp.at, atol=1e-6)
    for limb, foot in zip(skeleton.legs, (pose.right_foot, pose.left_foot), strict=True):
        np.testing.assert_allclose(limb.end - (0, 0, 5), foot.at, atol=1e-6)


@pytest.mark.parametrize("name", sorted(STANCES))
def test_every_stance_is_one_body_with_a_volume(name: str) -> None:
    """Head, trunk and limbs hang together in each pose."""
    solid = figure(Look(), STANCES[name], 80).solid
    (volume,) = bodies(solid, 2.2)
    assert volume > 15_000


LOOKS = [Look(hair=hair, glasses=True) for hair in HAIR]
LOOKS += [Look(hat=hat, top=top) for hat, top in zip(HATS[1:] * 2, TOPS, strict=False)]
LOOKS += [Look(build=build, beard="beard", scarf=True, backpack=True) for build in BUILDS.values()]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.hair}-{look.hat}-{look.top}")
def test_every_part_of_a_look_is_joined_to_the_person(look: Look) -> None:
    """Hair, hats, clothes and packs float nowhere, and stay near the person."""
    (volume,) = bodies(figure(look, STANCES["stand"], 80).solid, 2.2)
    assert 15_000 < volume < 60_000


@pytest.mark.parametrize("height_mm", [15.0, 290.0])
def test_a_person_stands_at_any_size(height_mm: float) -> None:
    """From a charm to a statue it is one body of the asked height."""
    look = Look(glasses=True, hat="felt")
    solid = figure(look, STANCES["stand"], height_mm).solid
    assert len(bodies(solid, height_mm / 40)) == 1
    assert extent(solid, height_mm / 40)[1][2] == pytest.approx(1.12 * height_mm, rel=0.06)


def test_soles_are_flat_on_the_ground() -> None:
    """A standing person touches z = 0 with a broad flat area under both feet."""
    person = figure(Look(), STANCES["stand"], 80)
    grid = np.array([[x, y, 0.4] for x in np.arange(-20, 20, 0.5) for y in np.arange(-20, 20, 0.5)])
    sole = grid[person.solid(grid) < 0]
    assert len(sole) * 0.25 > 120
    assert (sole[:, 0] < -2).any() and (sole[:, 0] > 2).any()
    assert person.solid(grid - (0, 0, 0.8)).min() > 0


def test_joints_are_inside_the_solid() -> None:
    """The positions that are handed to props are in the hands and shoes of the solid."""
    person = figure(Look(), STANCES["front"], 80)
    assert (person.solid(np.array([*person.hands, *person.feet])) < 0).all()


def test_the_same_seed_gives_the_same_look() -> None:
    """A look is drawn from the given generator only."""
    one, other = (Look.random(np.random.default_rng(5), "hike") for _ in range(2))
    assert one == other


def test_different_seeds_give_different_looks() -> None:
    """Twenty people are nearly all different."""
    looks = {replace(Look.random(np.random.default_rng(s)), nose=1, brow_deg=1) for s in range(20)}
    assert len(looks) >= 18


def test_a_person_merges_with_the_ground() -> None:
    """A pedestal under the feet makes one body with the person."""
    solid = union(figure(Look(), STANCES["walk"], 80).solid, box(60, 60, 2).at(z=-0.8))
    assert len(bodies(solid, 2.0)) == 1
