"""A small keepsake for the tests of the writers: a ball on a pedestal with letter-like boxes."""

from __future__ import annotations

import functools

import manifold3d as m3
import numpy as np

from memoreez.artifacts import Figurine, Mesh


def mesh_of(solid: m3.Manifold) -> Mesh:
    """Triangles of a manifold3d solid."""
    out = solid.to_mesh()
    return Mesh(
        np.asarray(out.vert_properties, np.float32)[:, :3], np.asarray(out.tri_verts, np.int32)
    )


@functools.cache
def keepsake(*, embossed: bool = False, segments: int = 48, bump_mm: float = 0.0) -> Figurine:
    """A 49 mm figurine whose bodies touch; the letters are on the front, which faces −y."""
    ball = m3.Manifold.sphere(20, segments)
    if bump_mm:
        ball = ball.warp_batch(lambda p: p * (1 + bump_mm / 20 * np.sin(p[:, :1] * 1.7)))
    ball = ball.translate((0, 0, 29))
    foot = m3.Manifold.cube((50, 40, 10), True).translate((0, 0, 5))
    depth = -20.7 if embossed else -20.0
    bars = [m3.Manifold.cube((2, 0.7, 5)).translate((x, depth, 2.5)) for x in (-9, -4, 1, 6)]
    letters = m3.Manifold.batch_boolean(bars, m3.OpType.Add)
    pedestal = foot if embossed else foot - letters
    solid = ball + pedestal + letters if embossed else ball + pedestal
    parts = {"figure": ball - foot, "pedestal": pedestal, "inscription": letters}
    bodies = {name: mesh_of(part) for name, part in parts.items()}
    return Figurine(mesh_of(solid.simplify(0.01)), bodies, 49.0, ("IIII",), "square")
