"""Baked sky visibility."""

import numpy as np
import pytest
import trimesh

from memoreez.prints import occlusion

ENGINES = ("rays", "splats")


def bake(shape: trimesh.Trimesh, engine: occlusion.Engine) -> np.ndarray:
    if engine == "rays":
        pytest.importorskip("embreex")
    vertices = np.asarray(shape.vertices, np.float32)
    normals = np.asarray(shape.vertex_normals, np.float32)
    return occlusion.sky(vertices, normals, np.asarray(shape.faces), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_ball_sees_all_the_sky_above_and_the_table_below(engine: occlusion.Engine) -> None:
    """Nothing shades a ball: full light on top, the table's share underneath."""
    ball = trimesh.creation.icosphere(4, 20)
    sky = bake(ball, engine)
    height = ball.vertices[:, 2]
    assert sky[height > 19].min() > 0.97
    assert sky[height < -19].mean() == pytest.approx(0.55, abs=0.03)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pit_is_darker_than_its_rim(engine: occlusion.Engine) -> None:
    """The floor of a tube sees a small part of the sky, by about its solid angle."""
    tube = trimesh.creation.annulus(8, 12, 60).subdivide().subdivide().subdivide()
    plug = trimesh.creation.cylinder(8, 2).subdivide().subdivide()
    plug.apply_translation((0, 0, -20))
    sky = bake(trimesh.util.concatenate([tube, plug]), engine)
    floor = sky[len(tube.vertices) :][plug.vertex_normals[:, 2] > 0.9]
    rim = sky[: len(tube.vertices)][(tube.vertices[:, 2] > 29) & (tube.vertex_normals[:, 2] > 0.5)]
    assert floor.mean() < 0.15
    assert rim.mean() > 0.6


def test_both_engines_agree() -> None:
    """Rays and depth maps give the same picture."""
    two = trimesh.util.concatenate(
        [trimesh.creation.icosphere(4, 10), trimesh.creation.icosphere(4, 8)]
    )
    two.vertices[len(two.vertices) // 2 :] += [14, 0, 0]
    rays, splats = (bake(two, engine) for engine in ENGINES)
    assert np.abs(rays - splats).mean() < 0.02
    assert np.corrcoef(rays, splats)[0, 1] > 0.95


@pytest.mark.parametrize("engine", ENGINES)
def test_same_input_same_values(engine: occlusion.Engine) -> None:
    """Two threads change nothing: the sums run in one order."""
    ball = trimesh.creation.icosphere(3, 20)
    assert (bake(ball, engine) == bake(ball, engine)).all()


def test_directions_are_even() -> None:
    """The directions are unit vectors that cancel out."""
    ways = occlusion.fibonacci(48)
    assert np.linalg.norm(ways, axis=1) == pytest.approx(1)
    assert np.abs(ways.mean(0)).max() < 0.02
