"""How much of the studio's light reaches each place: few rays, shared among neighbours, no grain.

Places are traced on a coarse grid. Each of the cells of a small tile sends its own part of one
evenly spread set of directions (interleaved sampling, Keller and Heidrich 2001), and a filter as
wide as the tile, which never reaches over an edge of the solid, adds the parts up again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from memoreez.images._scene import Camera, Floats, Lamp, dot, net, sphere
from memoreez.images._surface import Surface

Bools = npt.NDArray[np.bool_]
Item = TypeVar("Item")
Result = TypeVar("Result")

SKY, KEY, RIM = 0, 1, 2
GRAZING = 0.02  # cosine under which a ray would only find the facet that it starts from
ZENITH, HORIZON, GROUND = 0.86, 0.31, 0.36  # light of the white dome, and of the floor


@dataclass(frozen=True, eq=False)
class Hits:
    """The first face that each ray meets: index (-1 for none), barycentric place, depth in mm."""

    face: npt.NDArray[np.int32]  # (n,)
    u: Floats  # (n,)
    v: Floats  # (n,)
    depth: Floats  # (n,)


@dataclass(frozen=True)
class Effort:
    """How finely to look."""

    scale: float  # pixels traced per pixel delivered
    tile: int  # side of the tile of cells that share the directions
    rays: tuple[int, int, int]  # of sky, key and rim, for each cell
    corners: int  # samples that smooth an edge pixel
    floor_px: int  # pitch of the floor's grid
    floor: tuple[int, int]  # rays of sky and key on the floor, for each cell


class Tracer(Protocol):
    """One way of asking the solid what a ray meets."""

    lift_mm: float  # how far above the surface a ray has to start

    def first(self, x: Floats, y: Floats) -> Hits:
        """What the rays through the pixel positions (n,) meet."""
        ...

    def clear(self, points: Floats, rays: Floats, wanted: Bools) -> Floats:
        """1 where nothing stands between point (n, 3) and infinity along ray (m, 3), else 0.

        Asked for `wanted` (m, n) only; elsewhere 0.
        """
        ...


@dataclass(frozen=True, eq=False)
class Stage:
    """What one picture is made of, and with what."""

    surface: Surface
    tracer: Tracer
    camera: Camera
    lights: tuple[Lamp, Lamp]  # key, rim
    effort: Effort
    threads: int


def spread(task: Callable[[Item], Result], items: Iterable[Item], threads: int) -> list[Result]:
    """`task` of each item in order, on that many threads."""
    if threads <= 1:
        return [task(item) for item in items]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(task, items))


def dome(height: Floats) -> Floats:
    """Light of the white dome from directions whose z is `height`; the floor below the horizon."""
    return np.where(height > 0, HORIZON + (ZENITH - HORIZON) * height, GROUND).astype(np.float32)


@cache
def skylight(count: int = 2048, steps: int = 65) -> Floats:
    """Irradiance over π (2, steps) of the dome and of the floor for normals of z from -1 to 1."""
    rays = sphere(net(count))
    height = np.linspace(-1, 1, steps, dtype=np.float32)
    normal = np.stack([np.sqrt(1 - height * height), np.zeros_like(height), height], 1)
    cosine = np.maximum(_cosines(rays, normal), 0) * dome(rays[:, 2])[:, None]
    above = rays[:, 2] > 0
    return np.stack([cosine[above].sum(0), cosine[~above].sum(0)]) * np.float32(4 / count)


def tiled(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], tile: int
) -> npt.NDArray[np.int64]:
    """The cell of a tile that grid places belong to; near cells hold far apart parts."""
    return np.asarray(((rows % tile) * tile + columns % tile) * 7 % (tile * tile))


def _cosines(rays: Floats, normals: Floats) -> Floats:
    """Cosines (m, n) between rays (m, 3) and normals (n, 3), summed in one fixed order."""
    return dot(rays[:, None, :], normals[None, :, :])


def expose(
    stage: Stage,
    points: Floats,
    normals: Floats,
    cells: npt.NDArray[np.int64],
    counts: tuple[int, int, int],
) -> Floats:
    """Light received and light offered, (n, 3, 2) for sky, key and rim, at points (n, 3) in mm.

    `cells` (n,) says which part of the directions each point looks along; `counts` how many
    directions of each kind a part has.
    """
    result = np.zeros((len(points), 3, 2), np.float32)
    groups = [np.nonzero(cells == cell)[0] for cell in range(int(cells.max(initial=0)) + 1)]

    def look(cell: int) -> None:
        here = groups[cell]
        where, facing = points[here], normals[here]
        rays = sphere(net(counts[SKY], cell * counts[SKY]))
        cosine = _cosines(rays, facing)
        wanted = cosine > GRAZING
        offered = np.where(wanted, cosine * dome(rays[:, 2])[:, None], 0)
        result[here, SKY, 0] = (stage.tracer.clear(where, rays, wanted) * offered).sum(0)
        result[here, SKY, 1] = offered.sum(0)
        for slot, lamp in ((KEY, stage.lights[0]), (RIM, stage.lights[1])):
            rays = lamp.beams(net(counts[slot], cell * counts[slot]))
            wanted = _cosines(rays, facing) > GRAZING
            result[here, slot, 0] = stage.tracer.clear(where, rays, wanted).sum(0)
            result[here, slot, 1] = wanted.sum(0)

    spread(look, range(len(groups)), stage.threads)
    return result


@dataclass(frozen=True, eq=False)
class Lightmap:
    """Exposure on a grid of every second pixel of a crop. Arrays (h, w, …); `there` is 0 or 1."""

    there: Floats
    points: Floats
    normals: Floats
    exposure: Floats  # (h, w, 6)
    reach_mm: float  # how far from a point's plane a neighbour may lie

    def mixed(self, tile: int) -> Lightmap:
        """The map with each tile's parts added up over neighbours on the same piece of surface."""
        side = tile // 2
        weights = np.ones(2 * side + 1, np.float32)
        weights[[0, -1]] = 0.5
        total = np.zeros_like(self.exposure)
        padded = _Padded(self, side)
        for dy, wy in enumerate(weights):
            for dx, wx in enumerate(weights):
                share = padded.share(self.points, self.normals, dy, dx) * (wy * wx)
                total += share[..., None] * padded.cut(padded.exposure, dy, dx)
        return Lightmap(self.there, self.points, self.normals, total, self.reach_mm)

    def seen(self, x: Floats, y: Floats, points: Floats, normals: Floats) -> Floats:
        """Visibility (n, 3) of sky, key and rim at pixel positions (n,) of the crop."""
        height, width = self.there.shape
        column, row = x / 2 - np.float32(0.5), y / 2 - np.float32(0.5)
        left, top = np.floor(column), np.floor(row)
        total = np.zeros((len(x), 6), np.float32)
        for dy in (0, 1):
            for dx in (0, 1):
                beside = 1 - np.abs(column - (left + dx))
                beneath = 1 - np.abs(row - (top + dy))
                at_x = np.clip(left + dx, 0, width - 1).astype(np.intp)
                at_y = np.clip(top + dy, 0, height - 1).astype(np.intp)
                place = at_y * width + at_x
                share = self._kinship(place, points, normals) * (beside * beneath + 0.01)
                total += share[:, None] * self.exposure.reshape(-1, 6)[place]
        pairs = total.reshape(-1, 3, 2)
        return np.asarray(pairs[..., 0] / np.maximum(pairs[..., 1], np.float32(1e-12)))

    def _kinship(self, place: npt.NDArray[np.intp], points: Floats, normals: Floats) -> Floats:
        near = self.points.reshape(-1, 3)[place]
        like = self.normals.reshape(-1, 3)[place]
        there = self.there.ravel()[place]
        return kinship(points, normals, near, like, self.reach_mm) * there


def kinship(points: Floats, normals: Floats, near: Floats, like: Floats, reach_mm: float) -> Floats:
    """How much two places belong to one smooth piece of surface: 1 all, nearly 0 not at all."""
    turn = np.maximum(dot(normals, like), 0)
    turn = turn * turn
    turn = turn * turn
    away = dot(near - points, normals) / np.float32(reach_mm)
    away = away * away
    return np.asarray(turn * turn / (1 + away * away) + np.float32(1e-6), dtype=np.float32)


class _Padded:
    """A lightmap with a border, to look at neighbours."""

    def __init__(self, lightmap: Lightmap, side: int) -> None:
        self.shape = lightmap.there.shape
        self.reach_mm = lightmap.reach_mm
        wide = ((side, side), (side, side), (0, 0))
        self.there = np.pad(lightmap.there, side)
        self.points = np.pad(lightmap.points, wide)
        self.normals = np.pad(lightmap.normals, wide)
        self.exposure = np.pad(lightmap.exposure, wide)

    def cut(self, field: Floats, dy: int, dx: int) -> Floats:
        """The neighbours' values at one offset."""
        return field[dy : dy + self.shape[0], dx : dx + self.shape[1]]

    def share(self, points: Floats, normals: Floats, dy: int, dx: int) -> Floats:
        """The neighbours' weights (h, w) at one offset."""
        near, like = self.cut(self.points, dy, dx), self.cut(self.normals, dy, dx)
        kin = kinship(points, normals, near, like, self.reach_mm)
        return kin * self.cut(self.there, dy, dx)
