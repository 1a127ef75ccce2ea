"""Signed distance functions: solids in millimetres as functions of points.

    from memoreez.sdf import box, mesh, sphere

    solid = box(20, 20, 20, round=2) - sphere(12)
    vertices, faces = mesh(solid, voxel_mm=0.3)

`node` the noun, `primitives` and `outlines` the shapes, `operations` what combines them, `program`
the flat form that is evaluated, `evaluate` only near the surface, `surface` the closed mesh.
"""

from memoreez.sdf.evaluate import Blocks, evaluate_blocks, join
from memoreez.sdf.node import Sdf
from memoreez.sdf.operations import (
    around,
    bend,
    difference,
    grow,
    intersection,
    mirror,
    repeat,
    rough,
    shell,
    twist,
    union,
)
from memoreez.sdf.outlines import curve, extrude, loop, prism, revolve, star_outline, tube
from memoreez.sdf.primitives import (
    arc,
    box,
    capsule,
    cone,
    cylinder,
    ellipsoid,
    half_space,
    plane,
    slab,
    sphere,
    torus,
)
from memoreez.sdf.surface import extent, mesh, surface

__all__ = [
    "Blocks",
    "Sdf",
    "arc",
    "around",
    "bend",
    "box",
    "capsule",
    "cone",
    "curve",
    "cylinder",
    "difference",
    "ellipsoid",
    "evaluate_blocks",
    "extent",
    "extrude",
    "grow",
    "half_space",
    "intersection",
    "join",
    "loop",
    "mesh",
    "mirror",
    "plane",
    "prism",
    "repeat",
    "revolve",
    "rough",
    "shell",
    "slab",
    "sphere",
    "star_outline",
    "surface",
    "torus",
    "tube",
    "twist",
    "union",
]
