"""Small solids for the tests of the print gate and the mesh readers."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from memoreez.artifacts import Check, Mesh, Report
from memoreez.figurines.gate import inspect


def mesh_of(solid: Manifold) -> Mesh:
    """Triangles of a manifold3d solid."""
    found = solid.to_mesh()
    vertices = np.array(found.vert_properties[:, :3], dtype=np.float32)
    return Mesh(vertices, np.array(found.tri_verts, dtype=np.int32))


def box(width: float, depth: float, height: float, at: tuple[float, float, float] = (0, 0, 0)):
    """A cuboid standing on its middle at `at`."""
    return Manifold.cube((width, depth, height), True).translate((0, 0, height / 2)).translate(at)


def rod(height: float, radius: float, at: tuple[float, float, float] = (0, 0, 0), top: float = -1):
    """A round rod or cone standing at `at`."""
    return Manifold.cylinder(height, radius, top, 48).translate(at)


def ball(radius: float, at: tuple[float, float, float] = (0, 0, 0), segments: int = 48):
    """A ball round `at`."""
    return Manifold.sphere(radius, segments).translate(at)


def joined(*meshes: Mesh) -> Mesh:
    """Several meshes as one, their shells untouched."""
    starts = np.cumsum([0, *(len(m.vertices) for m in meshes)])
    return Mesh(
        np.concatenate([m.vertices for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, starts, strict=False)]).astype("i4"),
    )


def flipped(mesh: Mesh) -> Mesh:
    """The same mesh inside out."""
    return Mesh(mesh.vertices, np.ascontiguousarray(mesh.faces[:, ::-1]))


def turned(mesh: Mesh, angle_deg: float) -> Mesh:
    """The same mesh turned about z."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    return Mesh((mesh.vertices @ turn.T).astype(np.float32), mesh.faces)


def line(report: Report, name: str) -> Check:
    """The check of that name."""
    return next(c for c in report.checks if c.name == name)


def verdict(mesh: Mesh, name: str, **options: object) -> str:
    """What the gate says of one check on `mesh`."""
    return line(inspect(mesh, **options), name).verdict  # type: ignore[arg-type]


GOOD = mesh_of(box(30, 24, 8) + box(16, 12, 40))
