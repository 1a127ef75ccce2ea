"""What a damage is: a function from a piece and a strength to a piece that is worse.

A piece knows what was there before it was damaged, so that a judge can tell what a repair lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.print.originals import Original
from benchmarks.print.shapes import Floats, Surface, spread
from memoreez.artifacts import Mesh

SAMPLES = 12_000  # points of the original surface
THERE_MM = 0.1  # a damaged surface as near as this still shows the original one


@dataclass(frozen=True, eq=False)
class Piece:
    """A damaged mesh, and the truth about it in the frame of the undamaged one (mm)."""

    original: Original
    mesh: Mesh
    truth: Floats  # (n, 3) points of the surface that should be there
    volume_mm3: float  # of the solid that should be there
    keepers: tuple[Floats, ...] = ()  # points (k, 3) of each thing that must not be lost
    intruders: tuple[Floats, ...] = ()  # points (k, 3) of each thing that must go
    place: Floats = field(default_factory=lambda: np.eye(4))  # from that frame to the file's

    def moved(self, matrix: Floats) -> Piece:
        """The file's frame changed."""
        points = at(matrix, self.mesh.vertices.astype(np.float64)).astype(np.float32)
        return replace(self, mesh=Mesh(points, self.mesh.faces), place=matrix @ self.place)


Damage = Callable[[Piece, int, np.random.Generator], Piece]


@dataclass(frozen=True)
class Kind:
    """A way of damaging: the lower its rank, the earlier it is done among several."""

    name: str
    rank: int
    damage: Damage


KINDS: dict[str, Kind] = {}


def damage(rank: int) -> Callable[[Damage], Damage]:
    """List a function under its name; its strengths are 1, 2 and 3."""

    def enlist(function: Damage) -> Damage:
        name = function.__name__.replace("_", " ")
        KINDS[name] = Kind(name, rank, function)
        return function

    return enlist


def begin(original: Original, volume_mm3: float, random: np.random.Generator) -> Piece:
    """The undamaged piece."""
    points, _ = spread(original.mesh, SAMPLES, random)
    return Piece(original, original.mesh, points, volume_mm3)


def settle(piece: Piece) -> Piece:
    """Only the truth that the damaged file still shows: nobody can bring back the rest."""
    back = at(np.linalg.inv(piece.place), piece.mesh.vertices.astype(np.float64))
    shown = Surface(Mesh(back.astype(np.float32), piece.mesh.faces))
    there = shown.distances(piece.truth) < THERE_MM
    held = [points[shown.distances(points) < THERE_MM] for points in piece.keepers]
    return replace(piece, truth=piece.truth[there], keepers=tuple(k for k in held if len(k) >= 20))


def at(matrix: npt.NDArray[Any], points: npt.ArrayLike) -> Floats:
    """Points (n, 3) moved by a matrix (4, 4)."""
    moved: Floats = np.asarray(points, np.float64) @ matrix[:3, :3].T + matrix[:3, 3]
    return moved
