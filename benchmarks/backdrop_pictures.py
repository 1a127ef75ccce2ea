"""200 pictures with a known cutout: 25 keepsakes, drawn by our renderer, before 8 backdrops.

Each keepsake is rendered once as bare light, its exact coverage and the soft shadow that it throws.
A picture then is that light in a material of some colour, mixed over a generated backdrop in
linear light, moved and scaled, with a sensor's noise and JPEG's artefacts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from memoreez import motifs
from memoreez.artifacts import Concept, Design, Element
from memoreez.designs import KINDS
from memoreez.images._floor import shadow
from memoreez.images._light import Stage
from memoreez.images._paint import Painter
from memoreez.images._scene import frame, lamps
from memoreez.images._surface import Surface
from memoreez.images.clay import EFFORTS, _engine, _tracer
from memoreez.sculptures.atelier import Atelier

Floats = npt.NDArray[np.float32]

SIZE_PX = 640
KEEPSAKES = 25
PLAIN = ("white", "gradient", "vignette", "floor shadow", "dark gradient")
HARD = ("hard shadow", "wood", "busy")
KINDS_OF_BACKDROP = (*PLAIN, *HARD)
TURNS = (-28.0, -10.0, 12.0, 30.0)


@dataclass(frozen=True, eq=False)
class Take:
    """One picture and the truth about it."""

    keepsake: int
    backdrop: str
    bgr: npt.NDArray[np.uint8]  # (h, w, 3)
    alpha: Floats  # (h, w) coverage by the object


@dataclass(frozen=True, eq=False)
class Bare:
    """A keepsake in linear light: what it sends, how much of a pixel it covers, its shadow."""

    light: Floats  # (h, w)
    cover: Floats  # (h, w)
    shade: Floats  # (h, w) 1: the floor is fully lit


def bare(number: int, cache: Path) -> Bare:
    """Keepsake `number`, drawn once and kept in the folder `cache`."""
    path = cache / f"bare-{number}.npz"
    if not path.exists():
        made = _drawn(number)
        np.savez_compressed(path, light=made.light, cover=made.cover, shade=made.shade)
    with np.load(path) as kept:
        return Bare(*(kept[name].astype(np.float32) for name in ("light", "cover", "shade")))


def take(number: int, backdrop: str, cache: Path) -> Take:
    """The picture of keepsake `number` before a backdrop; the same bytes every time."""
    random = np.random.default_rng([number, KINDS_OF_BACKDROP.index(backdrop)])
    made = _moved(bare(number, cache), random)
    return Take(number, backdrop, shot(made, backdrop, random), made.cover)


def shot(made: Bare, backdrop: str, random: np.random.Generator) -> npt.NDArray[np.uint8]:
    """A picture (h, w, 3) BGR of it, in some material, as a camera would leave it."""
    linear = _backdrop(backdrop, made, random)
    colour = _material(made, backdrop, random)
    mixed = linear * (1 - made.cover[..., None]) + colour * made.cover[..., None]
    shown = 255 * np.clip(mixed, 0, 1) ** (1 / 2.2)
    shown += random.normal(0, random.uniform(0.3, 2.0), shown.shape)
    coded = np.clip(shown, 0, 255).astype(np.uint8)
    quality = int(random.integers(82, 97))
    _, jpeg = cv2.imencode(".jpg", coded, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def _drawn(number: int) -> Bare:
    random = np.random.default_rng([2026, number])
    names = random.permutation(motifs.names())[: 1 + number % 3]
    elements = tuple(Element(str(n), "Ada" if motifs.load(str(n)).labelled else "") for n in names)
    kind = KINDS[number % len(KINDS)]
    concept = Concept(1, "", "", kind, "", Design(kind, elements, number))
    surface = Surface(Atelier().sculpt(concept, height_mm=90, quality="final").mesh)
    engine = _engine("auto")
    turn = TURNS[number % len(TURNS)]
    camera = frame(surface.vertices, SIZE_PX, turn, 13)
    stage = Stage(
        surface,
        _tracer(engine, surface, camera),
        camera,
        lamps(camera),
        EFFORTS[engine, "final"],
        1,
    )
    painter = Painter(stage)
    fine = 4  # samples across a pixel
    grid = (np.arange(SIZE_PX * fine, dtype=np.float32) + 0.5) / fine
    rows = [painter._hit(grid, np.full_like(grid, y))[0] for y in grid]
    cover = cv2.resize(np.array(rows, np.float32), (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_AREA)
    light = _spread(painter.paint(), cover > 0.999)
    return Bare(light, cover, shadow(stage).astype(np.float32))


def _spread(light: Floats, sure: npt.NDArray[np.bool_]) -> Floats:
    """Light of the nearest pixel that shows the object only."""
    _, labels = cv2.distanceTransformWithLabels(
        (~sure).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    values = np.zeros(labels.max() + 1, np.float32)
    values[labels[sure]] = light[sure]
    return values[labels]


def _moved(one: Bare, random: np.random.Generator) -> Bare:
    scale = random.uniform(0.72, 1.04)
    room = 0.5 * SIZE_PX * max(0.96 - 0.85 * scale, 0.0)
    x, y = random.uniform(-room, room, 2)
    centre = SIZE_PX / 2
    matrix = np.array(
        [[scale, 0, centre + x - scale * centre], [0, scale, centre + y - scale * centre]]
    )
    if random.random() < 0.5:
        matrix[0] = [-scale, 0, centre + x + scale * centre]

    def warp(field: Floats, outside: float) -> Floats:
        size = (SIZE_PX, SIZE_PX)
        moved = cv2.warpAffine(field, matrix, size, flags=cv2.INTER_AREA, borderValue=outside)
        return np.asarray(moved, np.float32)

    shade = cv2.warpAffine(one.shade, matrix, (SIZE_PX, SIZE_PX), borderMode=cv2.BORDER_REPLICATE)
    return Bare(warp(one.light, 0.4), warp(one.cover, 0.0), np.asarray(shade, np.float32))


def _material(one: Bare, backdrop: str, random: np.random.Generator) -> Floats:
    """Linear colour (h, w, 3): grey clay of some brightness, one paint, or two."""
    grey = np.ones(3) * random.uniform(0.75, 1.35)
    kind = random.random()
    if kind < 0.45:
        return np.asarray(one.light[..., None] * grey, np.float32)
    first, second = (_paint(random) * random.uniform(0.8, 2.2) for _ in range(2))
    mask = _cloud(random, 90)[..., None] > 0 if kind > 0.75 else np.zeros((1, 1, 1), bool)
    soft = cv2.GaussianBlur(
        np.broadcast_to(mask, (*one.light.shape, 1)).astype(np.float32), (0, 0), 1
    )
    share = soft[..., None]
    return np.asarray(one.light[..., None] * (first * (1 - share) + second * share), np.float32)


def _paint(random: np.random.Generator) -> npt.NDArray[np.float64]:
    """A colour in linear BGR."""
    hsv = np.array([[[random.uniform(0, 360), random.uniform(0.35, 0.9), 1.0]]], np.float32)
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)[0, 0].astype(np.float64) ** 2.2)


def _backdrop(kind: str, one: Bare, random: np.random.Generator) -> Floats:
    """Linear light (h, w, 3) of what stands behind the object."""
    y, x = np.mgrid[0:SIZE_PX, 0:SIZE_PX].astype(np.float32) / SIZE_PX
    tint = 1 - random.uniform(0, 0.06, 3)
    if kind == "white":
        return np.full((SIZE_PX, SIZE_PX, 3), random.uniform(0.96, 1.0), np.float32)
    if kind in ("gradient", "dark gradient"):
        dark = kind == "dark gradient"
        turn = random.uniform(0, 2 * np.pi)
        along = 0.5 + (x - 0.5) * np.cos(turn) + (y - 0.5) * np.sin(turn)
        ends = [_paint(random) * 0.25 + 0.75 if not dark else _paint(random) * 0.05 for _ in "ab"]
        ends = [e * random.uniform(0.45, 1.0) for e in ends]
        return np.asarray(ends[0] + (ends[1] - ends[0]) * along[..., None], np.float32)
    if kind == "vignette":
        far = np.hypot(x - 0.5, y - 0.5) / 0.707
        level = random.uniform(0.75, 1.0) * (1 - random.uniform(0.2, 0.6) * far**2.2)
        return np.asarray(level[..., None] * tint, np.float32)
    if kind == "floor shadow":
        level = random.uniform(0.8, 1.0) * one.shade ** random.uniform(0.7, 1.3)
        return np.asarray(level[..., None] * tint, np.float32)
    if kind == "hard shadow":
        level = random.uniform(0.7, 0.95) * one.shade * _cast(one.cover, random)
        return np.asarray(level[..., None] * tint, np.float32)
    return _wood(x, y, random) if kind == "wood" else _busy(random)


def _cast(cover: Floats, random: np.random.Generator) -> Floats:
    """The shadow that one small lamp throws on the floor, to the side and back."""
    foot = np.nonzero((cover > 0.5).any(axis=1))[0].max()
    side, flat = random.choice((-1, 1)) * random.uniform(0.3, 0.7), random.uniform(0.12, 0.3)
    matrix = np.array([[1, side, -side * foot], [0, flat, foot - flat * foot]])
    thrown = cv2.warpAffine(cover, matrix, cover.shape[::-1], flags=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(thrown, (0, 0), random.uniform(1.0, 3.0))
    return np.asarray(1 - random.uniform(0.35, 0.7) * blurred, np.float32)


def _wood(x: Floats, y: Floats, random: np.random.Generator) -> Floats:
    bend = 0.06 * _cloud(random, 120)
    rings = np.sin((y + bend) * random.uniform(40, 90) + 3 * _cloud(random, 160))
    fibres = cv2.GaussianBlur(random.normal(0, 1, x.shape).astype(np.float32), (0, 0), 9, None, 0.8)
    planks = np.where((y * random.integers(4, 7)) % 1 < 0.02, 0.45, 1.0)
    level = (0.62 + 0.16 * rings + 0.5 * fibres) * planks
    colour = np.array([0.10, 0.22, 0.42]) * random.uniform(0.7, 1.5)
    return np.asarray(np.clip(level, 0.05, 1.5)[..., None] * colour, np.float32)


def _busy(random: np.random.Generator) -> Floats:
    """Things out of focus: discs and boxes of many colours, blurred."""
    picture = np.ones((SIZE_PX, SIZE_PX, 3), np.float32) * _paint(random).astype(np.float32) * 0.5
    for _ in range(int(random.integers(30, 70))):
        at = tuple(int(v) for v in random.integers(0, SIZE_PX, 2))
        side = int(random.integers(15, 130))
        colour = tuple((_paint(random) * random.uniform(0.1, 1.0)).tolist())
        if random.random() < 0.5:
            cv2.circle(picture, at, side // 2, colour, -1)
        else:
            cv2.rectangle(picture, at, (at[0] + side, at[1] + side), colour, -1)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), random.uniform(2, 14)), np.float32)


def _cloud(random: np.random.Generator, wave_px: int) -> Floats:
    """Smooth noise (h, w) about 0, about 1 high."""
    cells = max(SIZE_PX // wave_px, 2)
    small = random.normal(0, 1, (cells, cells)).astype(np.float32)
    return np.asarray(cv2.resize(small, (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_CUBIC))
