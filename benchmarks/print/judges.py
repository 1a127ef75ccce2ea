"""Judges of a repaired mesh that share no code with the gate or the repair."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import trimesh

from benchmarks.print.damage import Piece, at
from benchmarks.print.shapes import Floats, Surface, volume_mm3
from memoreez.artifacts import Mesh
from memoreez.prints import slicing, stl

TRIED = 600  # points for finding how a mesh was moved
KEPT_MM, LEFT_MM = 0.8, 0.25  # a kept thing's surface is nearer than this; what has gone is not
VOLUME = (0.85, 1.2)  # of what should be there: a hollow was left, or one was made solid
_TOLD = re.compile(r"^(\w+) = (.*)$", re.MULTILINE)
SCALES = (1.0, 10.0, 25.4, 1000.0, 0.1, 1 / 25.4, 0.001)


@dataclass(frozen=True)
class Verdict:
    """What the judges found; `wrong` is what makes a gate's "it prints" a lie."""

    wrong: tuple[str, ...]
    p95_mm: float  # of the original surface from the new one, at the true size
    worst_mm: float
    volume: float  # of what should be there
    size_right: bool
    upright: bool


def judge(piece: Piece, mesh: Mesh) -> Verdict:
    """Compare what came out with what was there before the damage."""
    wrong = list(unsound(mesh))
    place = found(piece, mesh)
    scale = float(np.cbrt(np.linalg.det(place[:3, :3])))
    surface = Surface(mesh)
    gaps = surface.distances(at(place, piece.truth)) / scale
    for number, points in enumerate(piece.keepers, 1):
        if np.mean(surface.distances(at(place, points)) / scale < KEPT_MM) < 0.7:
            wrong.append(f"held object {number} of {len(piece.keepers)} is gone")
    for points in piece.intruders:
        left = float(np.mean(surface.distances(at(place, points)) / scale < LEFT_MM))
        if left > 0.05:
            wrong.append(f"{100 * left:.0f} % of the slab is still there")
    volume = volume_mm3(mesh) / scale**3 / piece.volume_mm3
    if not VOLUME[0] < volume < VOLUME[1]:
        wrong.append(f"volume is {volume:.2f} of what it should be")
    return Verdict(
        tuple(wrong),
        p95_mm=float(np.quantile(gaps, 0.95)),
        worst_mm=float(gaps.max()),
        volume=volume,
        size_right=abs(scale - 1) < 0.02,
        upright=bool((place[:3, :3] @ [0, 0, 1])[2] > 0.99 * scale),
    )


def unsound(mesh: Mesh) -> list[str]:
    """What trimesh and PrusaSlicer have against the mesh as a file."""
    found = []
    with tempfile.TemporaryDirectory(prefix="memoreez-judge-") as folder:
        file = Path(folder) / "solid.stl"
        file.write_bytes(stl.encode(mesh))
        loaded = trimesh.load_mesh(file)
        if not loaded.is_volume:
            found.append(f"trimesh: no volume (watertight {loaded.is_watertight})")
        told = prusa(file, Path(folder))
    if told is not None and told != "yes":
        found.append(f"PrusaSlicer: manifold {told}")
    return found


def prusa(file: Path, folder: Path) -> str | None:
    """PrusaSlicer's word on whether the file is manifold.

    None where there is no PrusaSlicer, or where it finds no end: then trimesh alone has judged.
    """
    if not slicer():
        return None
    try:
        return prusa_info(file, folder).get("manifold", "unknown")
    except subprocess.TimeoutExpired:
        return None


def prusa_info(file: Path, folder: Path) -> dict[str, str]:
    """What PrusaSlicer says of the file without slicing it: size, parts, and what it mended."""
    program = slicer()
    if program is None:
        return {}
    done = subprocess.run(
        [program, "--datadir", str(folder), "--info", str(file)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
    return {name: value.strip() for name, value in _TOLD.findall(done.stdout)}


@lru_cache(maxsize=1)
def slicer() -> str | None:
    """PrusaSlicer's program, where it is installed."""
    return next((found for name in slicing.PROGRAMS if (found := shutil.which(name))), None)


def found(piece: Piece, mesh: Mesh) -> Floats:
    """The move (4, 4) from the undamaged frame to that of `mesh`: unit, axes and tilt are judged.

    Every turn onto other axes is tried, of the truth as it was and as it was damaged; the best
    is then fitted to the points. Nothing but rigid moves and known units is tried.
    """
    truth = piece.truth[:: max(1, len(piece.truth) // TRIED)]
    surface = Surface(mesh, 60_000)
    tried = [piece.place, np.eye(4)]
    best, gap = _better(tried, truth, surface)
    if gap < 0.05:
        return best
    damaged = float(np.cbrt(np.linalg.det(piece.place[:3, :3])))
    size = np.log(np.linalg.norm(np.ptp(mesh.vertices.astype(float), axis=0)))
    wide = np.log(np.linalg.norm(np.ptp(piece.truth, axis=0)))
    scales = {1.0, *(damaged * s for s in SCALES)}
    scale = min(scales, key=lambda s: abs(np.log(s) + wide - size))
    box = (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0)).astype(float) / 2
    for start, turn in product((piece.place / damaged, np.eye(4)), _turns()):
        matrix = np.eye(4)
        matrix[:3, :3] = scale * turn @ start[:3, :3]
        placed = at(matrix, piece.truth)
        matrix[:3, 3] = box - (placed.min(axis=0) + placed.max(axis=0)) / 2
        matrix[2, 3] += float(mesh.vertices[:, 2].min() - at(matrix, piece.truth)[:, 2].min())
        tried.append(matrix)
    rough = sorted(tried, key=lambda m: _gap(m, truth[::4], surface))[:4]
    return _better([_fitted(m, truth, surface) for m in rough] + [best], truth, surface)[0]


def _turns() -> list[Floats]:
    """The 24 turns that put axes on axes."""
    made = []
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1), (0, 2, 1), (2, 1, 0), (1, 0, 2)):
        for signs in product((1.0, -1.0), repeat=3):
            turn = np.eye(3)[list(order)] * np.array(signs)[:, None]
            if np.linalg.det(turn) > 0:
                made.append(turn)
    return made


def _gap(matrix: Floats, truth: Floats, surface: Surface) -> float:
    scale = float(np.cbrt(np.linalg.det(matrix[:3, :3])))
    return float(np.median(surface.rough(at(matrix, truth))[0])) / scale


def _better(tried: list[Floats], truth: Floats, surface: Surface) -> tuple[Floats, float]:
    scale = [float(np.cbrt(np.linalg.det(m[:3, :3]))) for m in tried]
    gaps = [
        float(np.quantile(surface.distances(at(m, truth)), 0.8)) / s
        for m, s in zip(tried, scale, strict=True)
    ]
    best = int(np.argmin(gaps))
    return tried[best], gaps[best]


def _fitted(matrix: Floats, truth: Floats, surface: Surface) -> Floats:
    """Turned and shifted onto the surface: closest points, then the best rigid move, 40 times.

    Source: P. J. Besl, N. D. McKay, "A Method for Registration of 3-D Shapes" (1992); W. Kabsch
    (1976) for the move. The worst fifth of the points is left out: it may be damaged.
    """
    for _ in range(40):
        points = at(matrix, truth)
        gap, foot = surface.rough(points)
        near = gap <= np.quantile(gap, 0.8)
        middle, aim = points[near].mean(axis=0), foot[near].mean(axis=0)
        u, _, v = np.linalg.svd((points[near] - middle).T @ (foot[near] - aim))
        turn = (u @ np.diag([1, 1, np.linalg.det(u @ v)]) @ v).T
        move = np.eye(4)
        move[:3, :3], move[:3, 3] = turn, aim - turn @ middle
        matrix = move @ matrix
        if np.abs(move - np.eye(4)).max() < 1e-5:
            break
    return matrix
