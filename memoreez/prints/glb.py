"""GLB for viewers and AR: core glTF 2.0 without extensions, shading baked into vertex colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import OutputError
from memoreez.prints import gltf, lighter, occlusion
from memoreez.prints.gltf import STEP_M
from memoreez.welding import keep_apart

Floats = npt.NDArray[np.float32]

_QUICK_DIRECTIONS = 32  # of light on a preview: a pedestal has no corners that show the difference
_CREASE_DEG = 40.0
_ENGRAVED = 0.42  # share of light left on the letters
_BESIDE = 0.85
_DARKEST = 0.22
_NEAR_MM = 0.06  # a face lies on a letter's surface when it is closer than this
_SAMPLE_MM = 0.3

MM_PER_STEP = STEP_M * 1000
COLOUR = "#b9b1a6"  # a warm grey filament


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
    sky = occlusion.sky(vertices, blind, faces, directions=_QUICK_DIRECTIONS)
    shade = _darkened(sky[:own])
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
    metres = np.round(mesh.vertices.astype(np.float64) / 1000 / STEP_M) * STEP_M
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
    grey = np.round(part.shade * 255).astype(np.uint8)[:, None]
    rgba = np.concatenate([grey, grey, grey, np.full_like(grey, 255)], 1)
    return gltf.pack([gltf.Part(title, part.mesh, part.normals, rgba, colour)])
