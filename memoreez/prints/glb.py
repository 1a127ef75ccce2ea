"""GLB for viewers and AR: core glTF 2.0 without extensions, shading baked into vertex colours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import OutputError
from memoreez.prints import lighter, occlusion
from memoreez.welding import keep_apart

Floats = npt.NDArray[np.float32]

_CREASE_DEG = 40.0
# A power of two leaves the low bytes of every float zero: gzip halves the positions. 2^-17 m is
# 0.008 mm; normals are off by at most 0.1 degree and stay within a validator's unit length.
_STEP_M = 2.0**-17
_NORMAL_STEP = 2.0**-9
_ENGRAVED = 0.42  # share of light left on the letters
_BESIDE = 0.85
_DARKEST = 0.22
_NEAR_MM = 0.06  # a face lies on a letter's surface when it is closer than this
_SAMPLE_MM = 0.3

MM_PER_STEP = _STEP_M * 1000
COLOUR = "#b9b1a6"  # a warm grey filament

_FLOAT, _UBYTE, _USHORT, _UINT = 5126, 5121, 5123, 5125
_VERTICES, _INDICES = 34962, 34963  # ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER


@dataclass(frozen=True, eq=False)
class Shaded:
    """A light mesh (mm, z up) with its unit normals (n, 3) and baked shade (n,) in 0..1."""

    mesh: Mesh
    normals: Floats
    shade: Floats


def encode(
    thing: Figurine | Mesh,
    *,
    title: str = "memoreez",
    colour: str = COLOUR,
    triangles: int = 120_000,
    occlusion_of_vertices: Floats | None = None,
) -> bytes:
    """One self-contained GLB in metres, Y up, front towards +Z, at most `triangles` triangles.

    COLOR_0 is a grey shade: baked occlusion, darker on the letters of `thing.bodies`'s inscription;
    `colour` (sRGB "#rrggbb") is the material's factor, so that a viewer can change the filament
    by that one number. `occlusion_of_vertices` (n,) in 0..1 belongs to the solid's vertices; left
    out, it is baked here. Format: Khronos glTF 2.0 specification, §3 and §4.4 (GLB).
    Raises OutputError for a mesh without triangles.
    """
    solid = thing.solid if isinstance(thing, Figurine) else thing
    if not len(solid.faces):
        raise OutputError("There is nothing to write as GLB: the mesh has no triangles.")
    mesh, normals = _lit(solid, triangles)
    shade = _shade(mesh, normals, solid, occlusion_of_vertices)
    if isinstance(thing, Figurine) and "inscription" in thing.bodies:
        shade = _inked(mesh, shade, thing.bodies["inscription"])
    return pack(Shaded(mesh, normals, shade.astype(np.float32)), title, colour)


def shaded(solid: Mesh, letters: Mesh | None, beside: Mesh, triangles: int) -> Shaded:
    """`solid` as `encode` would show it next to `beside`, which only takes light away.

    `letters` are darkened as in `encode`.
    """
    mesh, normals = _lit(solid, triangles)
    own = len(mesh.vertices)
    vertices = np.concatenate([mesh.vertices, beside.vertices])
    faces = np.concatenate([mesh.faces, beside.faces + np.int32(own)])
    # Without a normal a vertex faces no light, so no ray starts there.
    blind = np.concatenate([normals, np.zeros_like(beside.vertices)])
    shade = _darkened(occlusion.sky(vertices, blind, faces)[:own])
    if letters is not None:
        shade = _inked(mesh, shade, letters)
    return Shaded(mesh, normals, shade.astype(np.float32))


def _lit(solid: Mesh, triangles: int) -> tuple[Mesh, Floats]:
    """The light mesh on the file's grid, split along creases, and its normals."""
    light = keep_apart(_snapped(lighter.lighten(solid, triangles)), MM_PER_STEP)
    split, normals = lighter.crease(light, _CREASE_DEG)
    mesh, old = lighter.arrange(split)
    return mesh, normals[old]


def _snapped(mesh: Mesh) -> Mesh:
    metres = np.round(mesh.vertices.astype(np.float64) / 1000 / _STEP_M) * _STEP_M
    return Mesh((metres * 1000).astype(np.float32), mesh.faces)


def _shade(mesh: Mesh, normals: Floats, solid: Mesh, given: Floats | None) -> Floats:
    if given is None:
        sky = occlusion.sky(mesh.vertices, normals, mesh.faces)
    else:
        sky = np.asarray(given, np.float32)[cKDTree(solid.vertices).query(mesh.vertices)[1]]
    return _darkened(sky)


def _darkened(sky: Floats) -> Floats:
    return (_DARKEST + (1 - _DARKEST) * np.clip(sky, 0, 1)).astype(np.float32)


def _inked(mesh: Mesh, shade: Floats, inscription: Mesh) -> Floats:
    """The shade (n,) with the letters darker, and their outline's surroundings kept light.

    Between raised letters the pedestal has vertices only at the letters' feet, whose shadow would
    spread over the whole gap and swallow the letters.
    """
    if not len(inscription.faces):
        return shade
    spots, ways = _samples(inscription)
    tree = cKDTree(spots)
    letters = _lettered(mesh, tree, ways)
    beside = tree.query(mesh.vertices, distance_upper_bound=_SAMPLE_MM)[0] < _SAMPLE_MM
    light = np.where(beside, np.maximum(shade, _BESIDE), shade)
    return np.where(letters, shade * _ENGRAVED, light).astype(np.float32)


def _lettered(mesh: Mesh, spots: cKDTree, ways: Floats) -> npt.NDArray[np.bool_]:
    """Vertices (n,) of faces that lie on the inscription's surface, given by points and normals.

    An engraved groove faces against the inlay that would fill it, an embossed letter faces along
    with it. The surface round the letters does the opposite in both cases, so whichever way covers
    more area is the letters.
    """
    corners = mesh.vertices[mesh.faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(crossed, axis=1)
    middle = corners.mean(1)
    nearest = np.asarray(spots.query(middle, distance_upper_bound=3 * _SAMPLE_MM)[1])
    found = np.flatnonzero((nearest < spots.n) & (area > 0))
    nearest = nearest[found]
    off = np.abs(((middle[found] - spots.data[nearest]) * ways[nearest]).sum(1))
    along = (crossed[found] * ways[nearest]).sum(1) / area[found]
    covers = {sign: found[(off < _NEAR_MM) & (sign * along > 0.8)] for sign in (1, -1)}
    letters = max(covers.values(), key=lambda faces: float(area[faces].sum()))
    marked = np.zeros(len(mesh.vertices), np.bool_)
    marked[mesh.faces[letters]] = True
    return marked


def _samples(mesh: Mesh) -> tuple[Floats, Floats]:
    """Points on the surface at most about 0.3 mm apart, and the unit normal at each."""
    fine = lighter.solid_of(mesh).refine_to_length(_SAMPLE_MM).to_mesh()
    if len(fine.tri_verts):
        mesh = Mesh(np.asarray(fine.vert_properties)[:, :3], np.asarray(fine.tri_verts))
    corners = mesh.vertices[mesh.faces]
    crossed = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(crossed, axis=1, keepdims=True)
    real = area[:, 0] > 0
    return corners.mean(1)[real], (crossed[real] / area[real]).astype(np.float32)


def pack(part: Shaded, title: str, colour: str = COLOUR) -> bytes:
    """The GLB of a shaded mesh; conventions as in `encode`."""
    mesh = part.mesh
    position = (np.round(_upright(mesh.vertices) / 1000 / _STEP_M) * _STEP_M).astype("<f4")
    normal = (np.round(_upright(part.normals) / _NORMAL_STEP) * _NORMAL_STEP).astype("<f4")
    grey = np.round(part.shade * 255).astype(np.uint8)[:, None]
    rgba = np.concatenate([grey, grey, grey, np.full_like(grey, 255)], 1)
    short = len(position) <= 0xFFFF  # 65535 itself restarts a strip and may not be used
    indices = mesh.faces.astype("<u2" if short else "<u4").ravel()
    views = _Views()
    attributes = {
        "POSITION": views.add(
            position,
            _FLOAT,
            "VEC3",
            _VERTICES,
            {"min": position.min(0).tolist(), "max": position.max(0).tolist()},
        ),
        "NORMAL": views.add(normal, _FLOAT, "VEC3", _VERTICES, {}),
        "COLOR_0": views.add(rgba, _UBYTE, "VEC4", _VERTICES, {"normalized": True}),
    }
    corners = views.add(indices, _USHORT if short else _UINT, "SCALAR", _INDICES, {})
    return _glb(_scene(views, attributes, corners, title, colour), bytes(views.blob))


def _upright(vectors: Floats) -> npt.NDArray[np.float64]:
    """From z up with the front at −y to Y up with the front at +Z: a quarter turn round x."""
    x, y, z = vectors.astype(np.float64).T
    return np.stack([x, z, -y], 1) + 0.0  # +0.0 turns -0.0 into 0.0


class _Views:
    """The binary chunk as it grows: one buffer view and one accessor per array."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []

    def add(
        self, values: npt.NDArray[Any], component: int, kind: str, target: int, more: dict[str, Any]
    ) -> int:
        self.blob += b"\0" * (-len(self.blob) % 4)
        view = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": values.nbytes}
        self.blob += values.tobytes()
        self.views.append({**view, "target": target})
        self.accessors.append(
            {
                "bufferView": len(self.views) - 1,
                "componentType": component,
                "type": kind,
                "count": len(values),
                **more,
            }
        )
        return len(self.accessors) - 1


def _scene(
    views: _Views, attributes: Mapping[str, int], indices: int, title: str, colour: str
) -> dict[str, Any]:
    surface = {
        "baseColorFactor": [*_linear(colour), 1.0],
        "metallicFactor": 0.0,
        "roughnessFactor": 0.85,
    }
    return {
        "asset": {"version": "2.0", "generator": "memoreez"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": title}],
        "meshes": [
            {
                "name": title,
                "primitives": [
                    {"attributes": dict(attributes), "indices": indices, "material": 0, "mode": 4}
                ],
            }
        ],
        "materials": [{"name": "filament", "pbrMetallicRoughness": surface}],
        "accessors": views.accessors,
        "bufferViews": views.views,
        "buffers": [{"byteLength": len(views.blob)}],
    }


def _linear(colour: str) -> list[float]:
    """ "#rrggbb" in sRGB as linear red, green, blue (IEC 61966-2-1)."""
    levels = [int(colour.lstrip("#")[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    return [round(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4, 5) for c in levels]


def _glb(scene: Mapping[str, Any], blob: bytes) -> bytes:
    text = json.dumps(scene, separators=(",", ":"), ensure_ascii=False).encode()
    chunks = b""
    for kind, body, pad in ((b"JSON", text, b" "), (b"BIN\0", blob, b"\0")):
        body += pad * (-len(body) % 4)
        chunks += np.uint32(len(body)).astype("<u4").tobytes() + kind + body
    head = np.array([2, 12 + len(chunks)], "<u4").tobytes()
    return b"glTF" + head + chunks
