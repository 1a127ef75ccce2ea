"""One picture: trace, light, shade, smooth the edges. The same for every tracer."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.images._floor import carried, shadow
from memoreez.images._light import (
    KEY,
    RIM,
    SKY,
    Bools,
    Lightmap,
    Stage,
    expose,
    skylight,
    spread,
    tiled,
)
from memoreez.images._scene import Floats, backdrop, dot, net, unit

ALBEDO = 0.235  # mid grey filament
SHEEN, GLOSS = 0.075, 22.0  # strength and exponent of the soft highlight
EDGE_GLOW = 0.10  # light that a matte plastic returns at a grazing angle
TERMINATOR = 0.16  # softness of the border between light and shade under a wide lamp
BATCH = 1 << 15  # samples per task: fixed, so that the thread count never changes a byte
EDGE_COS = 0.93  # neighbours whose normals differ more (21°) are smoothed


@dataclass(frozen=True, eq=False)
class Crop:
    """The part of the film that the object covers: what is seen at each pixel's centre."""

    left: int
    top: int
    there: Bools  # (h, w)
    points: Floats  # (h, w, 3) mm
    normals: Floats  # (h, w, 3)
    outward: Floats  # (h, w, 3) normals of the faces, where rays may start

    @property
    def window(self) -> tuple[slice, slice]:
        height, width = self.there.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


class Painter:
    """Paints one surface with one tracer and camera; `paint` returns linear light."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.surface, self.camera = stage, stage.surface, stage.camera
        middle = (self.surface.low + self.surface.high) / 2
        depth = float(dot(middle - self.camera.eye, self.camera.forward))
        self.pixel_mm = self.camera.pixel_mm(depth)

    def paint(self) -> Floats:
        """Linear light (h, w)."""
        film = backdrop(self.camera.size_px) * shadow(self.stage)
        crop = self._crop()
        lightmap = self._lightmap(crop)
        shown = film[crop.window]
        row, column = np.nonzero(crop.there)
        points, normals = crop.points[crop.there], crop.normals[crop.there]
        shown[crop.there] = self._shade(lightmap, column, row, points, normals)
        edge_row, edge_column = np.nonzero(_edges(crop, 3 * self.pixel_mm))
        behind = carried(film[crop.window], crop.there)[edge_row, edge_column]
        shown[edge_row, edge_column] = self._smooth(lightmap, crop, edge_column, edge_row, behind)
        return film

    def _hit(self, x: Floats, y: Floats) -> tuple[Bools, Floats, Floats, Floats]:
        """Whether rays hit (n,), and where: points, shading normals, face normals (n, 3)."""
        hits = self.stage.tracer.first(x, y)
        there = hits.face >= 0
        rays = self.camera.rays(x, y)
        points = self.camera.eye + rays * np.where(there, hits.depth, 1)[:, None]
        face = np.where(there, hits.face, 0)
        outward = self.surface.normals[face]
        normals = self.surface.shade(face, hits.u, hits.v)
        averted = dot(normals, rays) > 0
        normals[averted] = outward[averted]
        return there, points, normals, outward

    def _crop(self) -> Crop:
        x, y, _ = self.camera.project(self.surface.vertices)
        size = self.camera.size_px
        left, top = max(int(x.min()) - 2, 0) & ~1, max(int(y.min()) - 2, 0) & ~1
        right, bottom = min(int(x.max()) + 3, size), min(int(y.max()) + 3, size)
        width = right - left
        across = np.arange(left, right, dtype=np.float32) + np.float32(0.5)
        rows = max(BATCH // width, 1)

        def look(start: int) -> tuple[Bools, Floats, Floats, Floats]:
            lines = np.arange(start, min(start + rows, bottom), dtype=np.float32)
            y = np.repeat(lines + np.float32(0.5), width)
            return self._hit(np.tile(across, len(lines)), y)

        parts = spread(look, range(top, bottom, rows), self.stage.threads)
        there, points, normals, outward = (np.concatenate(p) for p in zip(*parts, strict=True))
        shape = (bottom - top, width)
        there = there.reshape(shape)
        calm = _calm(np.where(there[..., None], normals.reshape(*shape, 3), 0))
        return Crop(left, top, there, points.reshape(*shape, 3), calm, outward.reshape(*shape, 3))

    def _lightmap(self, crop: Crop) -> Lightmap:
        """Exposure of every second pixel: of each 2 by 2 block, the first that shows the object."""
        there, points, normals, outward = _thin(crop)
        rows, columns = np.nonzero(there)
        tile = self.stage.effort.tile
        exposure = np.zeros((*there.shape, 6), np.float32)
        starts = points[there] + outward[there] * np.float32(self.stage.tracer.lift_mm)
        exposure[there] = expose(
            self.stage,
            starts,
            normals[there],
            tiled(rows, columns, tile),
            self.stage.effort.rays,
        ).reshape(-1, 6)
        raw = Lightmap(there.astype(np.float32), points, normals, exposure, 2 * self.pixel_mm)
        return raw.mixed(tile) if tile > 1 else raw

    def _shade(
        self,
        lightmap: Lightmap,
        column: npt.NDArray[np.int64],
        row: npt.NDArray[np.int64],
        points: Floats,
        normals: Floats,
    ) -> Floats:
        """Light (n,) sent to the camera from points (n, 3) at the centres of the crop's pixels."""
        x = column.astype(np.float32) + np.float32(0.5)
        y = row.astype(np.float32) + np.float32(0.5)

        def one(start: int) -> Floats:
            part = slice(start, start + BATCH)
            seen = lightmap.seen(x[part], y[part], points[part], normals[part])
            return self._material(points[part], normals[part], seen)

        parts = spread(one, range(0, len(points), BATCH), self.stage.threads)
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _material(self, points: Floats, normals: Floats, seen: Floats) -> Floats:
        """Matte plastic with a gentle sheen, for visibilities (n, 3) of sky, key and rim."""
        key, rim = self.stage.lights
        sky = seen[:, SKY] / (1 - ALBEDO * (1 - seen[:, SKY]))  # light between near walls
        height = (points[:, 2] - self.surface.low[2]) / np.float32(self.surface.size_mm)
        ground = 0.35 + 0.65 * np.clip(height / np.float32(0.16), 0, 1)  # the floor's own shadow
        steps = np.linspace(-1, 1, skylight().shape[1], dtype=np.float32)
        above, below = (np.interp(normals[:, 2], steps, part) for part in skylight())
        light = (above + below * ground) * sky
        light += key.power * _soft(dot(normals, key.direction)) * seen[:, KEY]
        light += rim.power * _soft(dot(normals, rim.direction)) * seen[:, RIM]
        back = unit(self.camera.eye - points)
        facing = np.maximum(dot(normals, back), 0)
        shine = np.maximum(dot(normals, unit(back + key.direction)), 0) ** np.float32(GLOSS)
        glow = EDGE_GLOW * (1 - facing) ** 4 * seen[:, SKY]
        result = ALBEDO * light + SHEEN * key.power * shine * seen[:, KEY] + glow
        return np.asarray(result, dtype=np.float32)

    def _smooth(
        self,
        lightmap: Lightmap,
        crop: Crop,
        column: npt.NDArray[np.int64],
        row: npt.NDArray[np.int64],
        behind: Floats,
    ) -> Floats:
        """Mean light (n,) over several places of each edge pixel; `behind` is the backdrop's."""
        offsets = net(self.stage.effort.corners) + np.float32(0.5 / self.stage.effort.corners)
        x = (column[:, None] + offsets[None, :, 0]).ravel().astype(np.float32)
        y = (row[:, None] + offsets[None, :, 1]).ravel().astype(np.float32)
        left, top = np.float32(crop.left), np.float32(crop.top)

        def one(start: int) -> Floats:
            part = slice(start, start + BATCH)
            there, points, normals, _ = self._hit(x[part] + left, y[part] + top)
            light = np.repeat(behind, len(offsets))[part]
            points, normals = points[there], normals[there]
            seen = lightmap.seen(x[part][there], y[part][there], points, normals)
            light[there] = self._material(points, normals, seen)
            return light

        parts = spread(one, range(0, len(x), BATCH), self.stage.threads)
        samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        return np.asarray(samples.reshape(-1, len(offsets)).mean(1), dtype=np.float32)


def _soft(cosine: Floats) -> Floats:
    """A cosine that fades to zero instead of stopping there."""
    return np.asarray((cosine + np.sqrt(cosine * cosine + TERMINATOR**2)) / 2 - TERMINATOR**2 / 4)


def _calm(normals: Floats) -> Floats:
    """Normals (h, w, 3) without the ripple of small facets; turns of more than 10° stay."""
    calm = cv2.bilateralFilter(np.ascontiguousarray(normals, np.float32), 7, 0.09, 2.5)
    return unit(np.asarray(calm, dtype=np.float32))


def _thin(crop: Crop) -> tuple[Bools, Floats, Floats, Floats]:
    """One pixel of each 2 by 2 block of a crop: `there`, points, normals, outward."""
    high, wide = crop.there.shape
    odd = ((0, high % 2), (0, wide % 2))
    blocks = np.pad(crop.there, odd).reshape((high + 1) // 2, 2, (wide + 1) // 2, 2)
    choices = blocks.transpose(0, 2, 1, 3).reshape(blocks.shape[0], blocks.shape[2], 4)
    first = choices.argmax(-1)
    rows = np.minimum(np.arange(blocks.shape[0])[:, None] * 2 + first // 2, high - 1)
    columns = np.minimum(np.arange(blocks.shape[2])[None, :] * 2 + first % 2, wide - 1)
    place = rows, columns
    there = np.asarray(choices.any(-1))
    return there, crop.points[place], crop.normals[place], crop.outward[place]


def _edges(crop: Crop, step_mm: float) -> Bools:
    """Pixels (h, w) beside an outline, a crease or a step in depth."""
    edge = np.zeros(crop.there.shape, bool)
    for axis in (0, 1):
        a = (slice(None),) * axis + (slice(None, -1),)
        b = (slice(None),) * axis + (slice(1, None),)
        differ = crop.there[a] != crop.there[b]
        both = crop.there[a] & crop.there[b]
        turned = dot(crop.normals[a], crop.normals[b]) < EDGE_COS
        away = np.abs(dot(crop.points[b] - crop.points[a], crop.normals[a])) > step_mm
        differ |= both & (turned | away)
        edge[a] |= differ
        edge[b] |= differ
    return edge
