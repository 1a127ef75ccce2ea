"""The maps as pictures: the solid from the front and from behind, softly lit, with its spots.

Drawn by numpy and OpenCV alone, on a clear ground, so that they lie on paper of any colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Maps, Mesh
from memoreez.prints import scaffold
from memoreez.prints.maps import KINDS, PROP, RING, Canvas, paint, rgb, spots
from memoreez.prints.raster import Eye, Seen, frame, look

Floats = npt.NDArray[np.float32]

WIDTH = 880  # pixels of a picture, both views together

_TURNS = (-28.0, 152.0)  # degrees: from the front, and from behind
_RISES = {"walls": 14.0, "overhangs": -24.0, "islands": 14.0}  # overhangs are seen from below
_TALL = 0.72  # of the width: no picture is higher
_MARGIN = 14  # pixels
_LIGHTS = (((-0.45, -0.7, 0.7), 0.46), ((0.8, 0.1, 0.5), 0.16))  # right, down, near; strength
_AMBIENT = 0.58
_HOLLOW_MM, _DEEP_MM = 2.5, 9.0  # size and depth of the hollows that are darkened
_WIDEST = 0.1  # of a view's width: no hollow is larger, however small the object
_GLOW = 0.55  # of the shading stays on a spot, so that it shines
_VEIL = 0.55  # opacity of supports
_LAYERS = 75  # of supports, in the height
_ALONE = 0.8  # and where they stand before nothing
_NEAR_MM = 4.0  # an island this far behind what one sees is still shown
_SMALL = 0.025  # of a view's width: spots of a smaller radius get a ring
_RINGS = 12  # at most
_WHITE = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class View:
    """The solid as one eye sees it."""

    eye: Eye
    corner_mm: Floats
    seen: Seen
    light: Floats  # (k,) shading of the pixels seen


def draw(sketch: Canvas, maps: Maps, wanted: Iterable[str] = KINDS) -> dict[str, bytes]:
    """A PNG of each kind of map, both views side by side.

    Kinds that are `wanted` are WIDTH pixels wide, with rings round small spots and round islands;
    the others have nothing to show, and half the width.
    """
    large = set(wanted)
    props = scaffold.mesh(sketch.solid, _LAYERS)
    by_rise = {rise: _views(sketch, rise) for rise in sorted(set(_RISES.values()))}
    pictures = {}
    for kind in KINDS:
        red, amber = spots(kind, maps)
        drawn = []
        for view in by_rise[_RISES[kind]]:
            hot, warm = view.seen.of(red), view.seen.of(amber)
            picture = _coloured(view, hot, warm)
            if kind == "islands" and props is not None:
                _veil(picture, view, props)
            picture = _soft(picture)
            if kind in large and kind != "overhangs":
                _ring(picture, _islands(view, maps) if kind == "islands" else _small(view, hot))
            drawn.append(picture if kind in large else _halved(picture))
        pictures[kind] = _png(np.concatenate(drawn, axis=1))
    return pictures


def _halved(picture: Floats) -> Floats:
    rows, columns, _ = picture.shape
    small = cv2.resize(picture, (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)


def _views(sketch: Canvas, rise: float) -> list[View]:
    """Front and back at one scale, as large as the picture allows."""
    points = sketch.mesh.vertices
    eyes = [Eye(turn, rise, 1.0) for turn in _TURNS]
    boxes = [frame(points, eye) for eye in eyes]
    extent = np.max([high - low for low, high in boxes], axis=0)
    room = np.array([WIDTH / 2, WIDTH * _TALL]) - 2 * _MARGIN
    scale = float((room / np.maximum(extent, 1e-6)).min())
    size = (int(np.ceil(extent[1] * scale)) + 2 * _MARGIN, WIDTH // 2)
    views = []
    for eye, (low, high) in zip(eyes, boxes, strict=True):
        near = Eye(eye.turn_deg, eye.rise_deg, scale)
        middle = (low + high) / 2
        corner = (middle - np.array(size[::-1]) / 2 / scale).astype(np.float32)
        seen = look(sketch.mesh, near, corner, size)
        views.append(View(near, corner, seen, _lit(seen, sketch.normals, near)))
    return views


def _lit(seen: Seen, normals: Floats, eye: Eye) -> Floats:
    """Two soft lights, and less of them in hollows, (k,).

    Hollows are where the surroundings are nearer (T. Luft and others, "Image enhancement by
    unsharp masking the depth buffer", 2006).
    """
    facing = seen.of((normals @ eye.axes().T).astype(np.float32))
    light = np.full(len(facing), _AMBIENT, np.float32)
    for towards, strength in _LIGHTS:
        light += np.float32(strength) * np.maximum(facing @ _unit(towards), 0)
    reach = min(_HOLLOW_MM * eye.pixels_mm, _WIDEST * seen.size[1])
    solid = _blurred(seen.spread(np.ones_like(seen.depth_mm)), reach).reshape(-1)[seen.at]
    around = _blurred(seen.spread(seen.depth_mm), reach).reshape(-1)[seen.at]
    hollow = np.clip((around / np.maximum(solid, 1e-3) - seen.depth_mm) / _DEEP_MM, 0, 0.5)
    return np.asarray(light * (1 - hollow), np.float32)


def _unit(way: tuple[float, float, float]) -> Floats:
    return (np.array(way) / np.linalg.norm(way)).astype(np.float32)


def _blurred(values: Floats, reach: float) -> Floats:
    """A Gaussian of that many pixels, worked out at a quarter of the size."""
    rows, columns = values.shape
    small = cv2.resize(
        values, (max(columns // 4, 1), max(rows // 4, 1)), interpolation=cv2.INTER_AREA
    )
    soft = cv2.GaussianBlur(small, (0, 0), max(reach / 4, 0.5))
    return np.asarray(cv2.resize(soft, (columns, rows), interpolation=cv2.INTER_LINEAR))


def _soft(picture: Floats) -> Floats:
    """Soft edges: each pixel takes a little of its neighbours, by their opacity."""
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.6), np.float32)


def _coloured(view: View, hot: Floats, warm: Floats) -> Floats:
    """RGBA in 0..1, (rows, columns, 4), colours multiplied by opacity."""
    light = view.light + np.maximum(hot, warm) * (1 - _GLOW) * (1 - view.light)
    colours = np.clip(paint(hot, warm) * light[:, None], 0, 1)
    return view.seen.spread(np.concatenate([colours, np.ones((len(hot), 1), np.float32)], 1))


def _veil(picture: Floats, view: View, props: Mesh) -> None:
    """Supports in front of the solid veil it; beside it they stand alone."""
    seen = look(props, view.eye, view.corner_mm, view.seen.size)
    behind = view.seen.spread(view.seen.depth_mm, -np.inf).reshape(-1)[seen.at]
    nearer = np.flatnonzero(seen.depth_mm > behind)
    corners = props.vertices[props.faces]
    ways = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    ways /= np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-9)
    light = 0.72 + 0.3 * np.maximum((ways @ view.eye.axes().T) @ _unit(_LIGHTS[0][0]), 0)
    blue = rgb(PROP) * light[seen.face[nearer], None].astype(np.float32)
    blue = np.concatenate([blue, np.ones((len(blue), 1), np.float32)], 1)
    pixels = picture.reshape(-1, 4)
    at = seen.at[nearer]
    veil = np.where(np.isfinite(behind[nearer]), np.float32(_VEIL), np.float32(_ALONE))[:, None]
    pixels[at] = pixels[at] * (1 - veil) + blue * veil


def _islands(view: View, maps: Maps) -> Floats:
    """Column, row and radius (k, 3) of rings round the islands that this eye can see."""
    placed = maps.islands @ view.eye.axes().T
    at = (placed[:, :2] - view.corner_mm) * view.eye.pixels_mm
    rows, columns = view.seen.size
    x = np.clip(at[:, 0].astype(int), 0, columns - 1)
    y = np.clip(at[:, 1].astype(int), 0, rows - 1)
    shown = placed[:, 2] > view.seen.spread(view.seen.depth_mm, -np.inf)[y, x] - _NEAR_MM
    return np.column_stack([at, np.zeros(len(at))])[shown].astype(np.float32)


def _small(view: View, hot: Floats) -> Floats:
    """Column, row and radius (k, 3) of spots that are easily overlooked, the largest first."""
    red = (view.seen.spread(hot) > 0.5).astype(np.uint8)
    _, _, stats, middles = cv2.connectedComponentsWithStats(red)
    radius = np.sqrt(stats[:, cv2.CC_STAT_AREA] / np.pi)
    radius[0] = np.inf  # what is not red
    small = np.flatnonzero((radius < _SMALL * red.shape[1]) & (radius > 1))
    best = small[np.argsort(-radius[small], kind="stable")][:_RINGS]
    return np.column_stack([middles[best], radius[best]]).astype(np.float32)


def _ring(picture: Floats, rings: Floats) -> None:
    unit = picture.shape[1] / 480
    ink = (*rgb(RING).tolist(), 1.0)
    for x, y, radius in rings.tolist():
        centre = (round(x * 16), round(y * 16))
        reach = round((radius + 7 * unit) * 16)
        for shade, thick in ((_WHITE, 5), (ink, 2.6)):
            cv2.circle(picture, centre, reach, shade, max(1, round(thick * unit)), cv2.LINE_AA, 4)


def _png(picture: Floats) -> bytes:
    opacity = picture[..., 3:]
    colours = picture[..., :3] / np.maximum(opacity, 1e-3)
    pixels = np.concatenate([colours[..., ::-1], opacity], axis=2)
    whole = np.round(np.clip(pixels, 0, 1) * 255).astype(np.uint8)
    # In 64 steps, run by run: a third smaller than all 256 at the default, in a third of the time.
    coarse = np.where(whole < 252, whole // 4 * 4, 255).astype(np.uint8)
    how = [cv2.IMWRITE_PNG_COMPRESSION, 6, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    return cv2.imencode(".png", coarse, how)[1].tobytes()
