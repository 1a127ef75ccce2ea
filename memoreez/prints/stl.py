"""Binary STL: the file that every slicer opens. It has no unit; ours is millimetres."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import OutputError
from memoreez.welding import keep_apart

# The 80 bytes must not begin with "solid": readers take that for the text flavour of STL.
_HEADER = b"memoreez binary STL, unit: millimetre".ljust(80, b"\0")
_PART_MM = 0.002  # a hundredth of a layer: beyond any printer
_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])


def encode(mesh: Mesh) -> bytes:
    """The mesh as binary STL in millimetres: 84 + 50 bytes per triangle, same input same bytes.

    A closed mesh is closed again when a reader welds equal corners: corners are the mesh's own
    float32 values, and vertices in one place are parted by 0.002 mm. Layout: 3D
    Systems, "StereoLithography Interface Specification", 1989.
    Raises OutputError for a mesh without triangles or with a coordinate that is not finite.
    """
    if not len(mesh.faces):
        raise OutputError("There is nothing to write as STL: the mesh has no triangles.")
    corners = keep_apart(mesh, _PART_MM).vertices[mesh.faces]  # (m, 3, 3) mm
    if not np.isfinite(corners).all():
        raise OutputError("The mesh cannot be written as STL: a coordinate is not finite.")
    triangles = np.zeros(len(corners), _TRIANGLE)
    triangles["normal"] = _normals(corners)
    triangles["corners"] = corners
    return _HEADER + np.uint32(len(corners)).astype("<u4").tobytes() + triangles.tobytes()


def _normals(corners: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Unit normals (m, 3); zero where a triangle has no area, as the format allows."""
    a, b, c = corners.astype(np.float64).transpose(1, 0, 2)
    normals = np.cross(b - a, c - a)
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    return np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0).astype(
        np.float32
    )
