"""A framed plaque as one height field: a wedge with a moulding, the relief sunk into it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from manifold3d import Manifold
from manifold3d import Mesh as Triangles

from memoreez import lettering
from memoreez.artifacts import Mesh
from memoreez.errors import InscriptionError

Floats = npt.NDArray[np.float32]

# All in heights of the plaque.
FRAME, RAIL, RAIL_TWO = 0.075, 0.15, 0.21  # widths of the frame; below, with one or two lines
FOOT, TOP = 0.16, 0.095  # its depth below and above: the front leans back by 4°
SUNK, RELIEF = 0.042, 0.036  # of the picture below the frame; the picture's own depth
EDGE, BEVEL = 0.02, 0.028  # rounding of the outer edge, width of the inner slope
RAISED = 0.014  # of letters over the frame
LEAST_CAP_MM, GAP_MM, STROKE_MM = 2.4, 0.4, 0.9
NARROWEST, WIDEST = 0.62, 1.5  # width of the picture over its height


@dataclass(frozen=True)
class Plan:
    """Where things are on a plaque; mm from its lower left corner."""

    height: float
    width: float
    rail: float  # of the frame below the picture
    pixel: float

    @property
    def frame(self) -> float:
        return FRAME * self.height

    @property
    def opening(self) -> tuple[int, int]:
        """Rows and columns of the picture."""
        high, wide = self.height - self.frame - self.rail, self.width - 2 * self.frame
        return round(high / self.pixel), round(wide / self.pixel)


def plan(shape: tuple[int, int], height_mm: float, rows: int, lines: int) -> Plan:
    """A plaque `height_mm` high for a picture of `shape` (h, w), as wide as that asks for."""
    rail = (FRAME, RAIL, RAIL_TWO)[lines] * height_mm
    high = height_mm - FRAME * height_mm - rail
    wide = high * float(np.clip(shape[1] / shape[0], NARROWEST, WIDEST))
    return Plan(height_mm, wide + 2 * FRAME * height_mm, rail, height_mm / rows)


def plaque(made: Plan, relief: Floats) -> Mesh:
    """The plaque with a relief (0 to 1, as `made.opening`), closed, standing on z = 0.

    Front towards −y, its flat back at the greatest y; the foot is centred on the z axis.
    """
    rows, columns = round(made.height / made.pixel) + 1, round(made.width / made.pixel) + 1
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    outer = np.minimum.reduce([x, columns - 1 - x, y, rows - 1 - y]) * made.pixel
    top, left = round(made.frame / made.pixel), round(made.frame / made.pixel)
    high, wide = relief.shape
    # distance into the opening, negative on the frame
    inner = np.minimum.reduce([x - left, left + wide - 1 - x, y - top, top + high - 1 - y])
    inner = inner * made.pixel
    depth = _moulding(outer, inner, made.height)
    shown = np.zeros_like(depth)
    shown[top : top + high, left : left + wide] = relief
    slope = np.clip(inner / (BEVEL * made.height), 0, 1)
    depth += RELIEF * made.height * shown * slope
    lean = TOP + (FOOT - TOP) * (y / (rows - 1))
    depth += (lean - SUNK) * made.height
    return _block(depth, made)


def _moulding(outer: Floats, inner: Floats, height_mm: float) -> Floats:
    """How far frame and opening stand over the picture's ground (h, w), mm."""
    edge, sunk = EDGE * height_mm, SUNK * height_mm
    near = np.clip(1 - outer / edge, 0, 1)
    rounded = edge * (1 - np.sqrt(1 - near**2))
    slope = np.clip(inner / (BEVEL * height_mm), 0, 1)
    bevel = sunk * (1 - slope * slope * (3 - 2 * slope))
    bead = 0.007 * height_mm * np.exp(-(((inner / height_mm + 0.012) / 0.007) ** 2))
    return np.asarray(bevel - rounded + bead, np.float32)


def _block(depth: Floats, made: Plan) -> Mesh:
    """Front from the field, flat back and sides: each edge of the field's rim is used twice."""
    rows, columns = depth.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    across = (x - (columns - 1) / 2) * made.pixel
    up = (rows - 1 - y) * made.pixel
    middle = FOOT * made.height / 2
    front = np.stack([across, middle - depth, up], -1).reshape(-1, 3)
    rim = np.r_[
        number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]
    ]  # clockwise, seen from the front
    back = front[rim].copy()
    back[:, 1] = middle
    hub = np.array([[0, middle, made.height / 2]], np.float32)
    first = rows * columns
    behind = first + np.arange(len(rim))
    following, after = np.roll(rim, -1), np.roll(behind, -1)
    a, b = number[:-1, :-1].ravel(), number[:-1, 1:].ravel()
    c, d = number[1:, 1:].ravel(), number[1:, :-1].ravel()
    centre = np.full(len(rim), first + len(rim))
    faces = [
        np.stack([a, d, c], 1), np.stack([a, c, b], 1),
        np.stack([rim, following, after], 1), np.stack([rim, after, behind], 1),
        np.stack([behind, after, centre], 1),
    ]  # fmt: skip
    points = np.concatenate([front, back, hub]).astype(np.float32)
    return Mesh(points, np.concatenate(faces).astype(np.int32))


def inscribed(mesh: Mesh, made: Plan, lines: tuple[str, ...], font: str = "sans") -> Mesh:
    """The plaque with one or two lines raised on the lower part of its frame.

    Raises InscriptionError for a character that no font has, and for a line that is too long.
    """
    solid = Manifold(
        Triangles(np.array(mesh.vertices, np.float32), np.array(mesh.faces, np.uint32))
    ).simplify(0.008)
    room, lean = 0.86 * made.width, np.degrees(np.arctan(FOOT - TOP))
    for number, line in enumerate(lines):
        text = lettering.clean(line, font)
        shape = lettering.metrics(text, font)
        cap = min((0.46 if len(lines) == 1 else 0.29) * made.rail, 0.92 * room / shape.width)
        if cap < LEAST_CAP_MM:
            raise InscriptionError(
                f"The line {text[:40]!r} is too long for the frame of this plaque; shorten it or "
                "make the plaque larger."
            )
        fatter = np.maximum(STROKE_MM - shape.strokes.min(axis=1) * cap, 0) / 2
        ink = lettering.ink(text, cap, font, fatter, GAP_MM)
        west, _, east, _ = ink.bounds()
        share = 0.5 if len(lines) == 1 else (0.69, 0.30)[number]
        ink = ink.translate((-(west + east) / 2, share * made.rail - cap / 2))
        # from well inside the frame to RAISED over it, on the front's slope
        letters = ink.extrude((RAISED + 0.03) * made.height).rotate((90 - lean, 0, 0))
        front = made.height * (FOOT / 2 - FOOT)
        solid += letters.translate((0, front + 0.03 * made.height, 0))
    out = solid.to_mesh()
    points = np.array(out.vert_properties[:, :3], np.float32)
    return Mesh(points, np.array(out.tri_verts, np.int32))


def fitted(picture: npt.NDArray[np.uint8], opening: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """The picture's middle, as large as fits the opening's shape, at its size."""
    rows, columns = opening
    high, wide = picture.shape[:2]
    scale = max(rows / high, columns / wide)
    part = (min(round(rows / scale), high), min(round(columns / scale), wide))
    top, left = (high - part[0]) // 2, (wide - part[1]) // 2
    cropped = picture[top : top + part[0], left : left + part[1]]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(cropped, (columns, rows), interpolation=way))
