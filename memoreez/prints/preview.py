"""The figure of a finished keepsake, kept light: a new pedestal goes under it in a moment."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import BadInput, OutputError
from memoreez.prints import glb
from memoreez.prints.glb import Shaded

PEDESTAL_TRIANGLES = 40_000

_JOINT_MM = 0.05  # what is no higher above the pedestal belongs to it, or to the joint
_ROOTED_MM = 0.2  # how far the joint is pushed into the pedestal, so that no gap shows
_FEET = np.linspace(0.05, 0.2, 16)  # of the figure's height: outlines kept of its feet
_COARSE = 1 / 45  # of the figure's height: the grain of what throws its shadow on the pedestal

_TYPES = {5121: "u1", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}


@dataclass(frozen=True, eq=False)
class Light:
    """A figure on its own: z is its height (mm) above the pedestal's top, x and y centred."""

    figure: Shaded
    joint: npt.NDArray[np.bool_]  # (n,) vertices where the figure grew out of its pedestal
    feet: npt.NDArray[np.float64]  # (k, 3) outlines of the lowest part, in figure heights
    sunk_mm: float  # of the figure inside the pedestal
    room_mm: float  # the figure's height, with what is sunk
    load: tuple[float, float, float, float] | None  # volume and centre of mass, in figure heights


def light_figure(
    figurine: Figurine,
    model: bytes | None,
    sunk_mm: float,
    load: tuple[float, float, float, float] | None = None,
) -> bytes:
    """The figure without its pedestal, as an npz for `read`.

    `load` is its volume (mm³) and centre of mass (mm, from the middle of the pedestal's top), as
    far as it has any. `model` is the figurine's GLB if that was written already: mesh, normals and
    baked shade come from there, which is nearly free. `sunk_mm` is how deep the figure stands in
    its pedestal.
    Raises OutputError for a figurine without its bodies.
    """
    if not {"figure", "pedestal"} <= figurine.bodies.keys():
        raise OutputError("This figurine came without figure and pedestal, so it has no preview.")
    top = float(figurine.bodies["pedestal"].vertices[:, 2].max())
    figure, joint = _above(_unpacked(model or glb.encode(figurine)), top)
    room = figurine.height_mm - top + sunk_mm
    body = figurine.bodies["figure"].vertices.astype(np.float64) - (0, 0, top - sunk_mm)
    file = io.BytesIO()
    np.savez(
        file,
        vertices=figure.mesh.vertices,
        faces=figure.mesh.faces,
        normals=figure.normals,
        shade=figure.shade,
        joint=joint,
        feet=_outlines(body / room),
        measures=np.array([sunk_mm, room]),
        load=np.array(load or ()) / np.array([room**3, room, room, room])[: 4 * bool(load)],
    )
    return file.getvalue()


def read(light: bytes) -> Light:
    """What `light_figure` wrote. Raises BadInput for anything else."""
    try:
        with np.load(io.BytesIO(light), allow_pickle=False) as kept:
            mesh = Mesh(kept["vertices"], kept["faces"])
            sunk, room = (float(value) for value in kept["measures"])
            return Light(
                Shaded(mesh, kept["normals"], kept["shade"]),
                kept["joint"],
                kept["feet"],
                sunk,
                room,
                _load(kept["load"]) if "load" in kept else None,  # older figures have none
            )
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise BadInput("The light figure cannot be read; make the figurine again.") from error


def _load(kept: npt.NDArray[np.float64]) -> tuple[float, float, float, float] | None:
    if not len(kept):
        return None
    volume, x, y, z = kept.tolist()
    return volume, x, y, z


def encode(
    light: Light, pedestal: Mesh, letters: Mesh | None, *, room_mm: float, title: str
) -> bytes:
    """A GLB of the figure, `room_mm` high, standing on `pedestal`, which it shades.

    The two stand side by side and are not joined, so the file is for looking only. Colours and
    conventions are those of `glb.encode`.
    """
    top = float(pedestal.vertices[:, 2].max())
    figure = _standing(light, top, room_mm)
    shadow = _clustered(figure.mesh, room_mm * _COARSE)
    below = glb.shaded(pedestal, letters, shadow, PEDESTAL_TRIANGLES)
    return glb.pack(_beside(below, figure), title)


def _standing(light: Light, top_mm: float, room_mm: float) -> Shaded:
    """The figure grown to `room_mm`, its joint inside a pedestal that ends at `top_mm`."""
    grown = room_mm / light.room_mm
    vertices = light.figure.mesh.vertices.astype(np.float64)
    vertices = (vertices + (0, 0, light.sunk_mm)) * grown + (0, 0, top_mm - light.sunk_mm)
    vertices[light.joint, 2] = top_mm - _ROOTED_MM
    mesh = Mesh(vertices.astype(np.float32), light.figure.mesh.faces)
    return replace(light.figure, mesh=mesh)


def _beside(one: Shaded, two: Shaded) -> Shaded:
    faces = (one.mesh.faces, two.mesh.faces + np.int32(len(one.mesh.vertices)))
    return Shaded(
        Mesh(np.concatenate([one.mesh.vertices, two.mesh.vertices]), np.concatenate(faces)),
        np.concatenate([one.normals, two.normals]),
        np.concatenate([one.shade, two.shade]),
    )


def _above(whole: Shaded, top_mm: float) -> tuple[Shaded, npt.NDArray[np.bool_]]:
    """What stands above the pedestal's top, z counted from there, and which vertices touch it."""
    height = whole.mesh.vertices[:, 2] - np.float32(top_mm)
    faces = whole.mesh.faces[(height[whole.mesh.faces] > _JOINT_MM).any(1)]
    used, renamed = np.unique(faces, return_inverse=True)
    vertices = np.column_stack([whole.mesh.vertices[used, :2], height[used]])
    mesh = Mesh(vertices, renamed.reshape(-1, 3).astype(np.int32))
    return Shaded(mesh, whole.normals[used], whole.shade[used]), height[used] < _JOINT_MM


def _outlines(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Of `points` (n, 3) those on the outline of all up to some height, seen from above."""
    found = []
    for high in _FEET:
        low = points[points[:, 2] < high]
        if len(low):
            hull = cv2.convexHull(low[:, :2].astype(np.float32), returnPoints=False)
            found.append(low[hull.ravel()])
    return np.unique(np.concatenate(found), axis=0)


def _clustered(mesh: Mesh, cell_mm: float) -> Mesh:
    """Coarse: the vertices of each cell of a grid are one, and faces within a cell are gone."""
    cells = np.floor(mesh.vertices / cell_mm).astype(np.int64)
    cells -= cells.min(0)
    x, y, z = cells.T
    key = (x * (int(y.max()) + 1) + y) * (int(z.max()) + 1) + z
    _, cluster, count = np.unique(key, return_inverse=True, return_counts=True)
    sums = [np.bincount(cluster, mesh.vertices[:, k]) for k in range(3)]
    faces = cluster[mesh.faces].astype(np.int32)
    a, b, c = faces.T
    vertices = np.stack(sums, 1) / count[:, None]
    return Mesh(vertices.astype(np.float32), faces[(a != b) & (b != c) & (c != a)])


def _unpacked(model: bytes) -> Shaded:
    """What `glb.pack` packed, in millimetres, z up."""
    (size,) = struct.unpack_from("<I", model, 12)
    scene = json.loads(model[20 : 20 + size])
    (primitive,) = scene["meshes"][0]["primitives"]

    def array(index: int) -> npt.NDArray[np.generic]:
        facts = scene["accessors"][index]
        start = 28 + size + scene["bufferViews"][facts["bufferView"]]["byteOffset"]
        width = _WIDTHS[facts["type"]]
        kind = np.dtype(_TYPES[facts["componentType"]])
        return np.frombuffer(model, kind, facts["count"] * width, start).reshape(-1, width)

    position, normal, colour = (
        array(primitive["attributes"][name]) for name in ("POSITION", "NORMAL", "COLOR_0")
    )
    faces = array(primitive["indices"]).astype(np.int32).reshape(-1, 3)
    return Shaded(
        Mesh(_lying(position.astype(np.float32) * 1000), faces),
        _lying(normal.astype(np.float32)),
        colour[:, 0].astype(np.float32) / np.float32(255),
    )


def _lying(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """From Y up with the front towards +Z to z up with the front at −y."""
    x, y, z = vectors.T
    return np.stack([x, -z, y], 1)
