"""Background slabs: walls behind a sculpture and plates under it, left over from its picture.

Programs that sculpt from a picture sometimes make its background as well. It shows as a thin flat
sheet on the outside with four straight sides, and everything else stands before it. The gate's
check `slab` and the repair that cuts it both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from memoreez.figurines.belonging import belongs
from memoreez.figurines.facets import Facets, Floats
from memoreez.figurines.sheets import (
    Bools,
    Cloud,
    Frame,
    Grid,
    cloud,
    fitted,
    grid,
    outline,
    planes,
    views,
)

UNEVEN = 0.0048  # of the size of the object, 0.43 mm at 90 mm: what noise does to a flat face
THICK = 0.085  # of its size, 7.6 mm at 90 mm
PLATE_THICK = 0.075  # of its height; our thinnest pedestal has 0.085
PLATE_FLAT = 0.04  # of its own diagonal: a thicker one is a foot; our pedestals have more
FILM = 0.018  # of its diagonal: so thin it is no pedestal, however low what stands on it
DISC_FLAT = 0.03  # the same for a round one: a round foot is an honest thing
NARROW, LOW = 0.5, 0.35  # of what stands before it: a narrower or lower wall is no backdrop
SMALL, SLIM = 0.2, 0.1  # of the size of the object: a wall's longer and shorter side
LEANING = 0.19  # the sine: 11° from upright; the screen of a laptop leans 16°
PEDESTAL = 0.15  # of the height, at most
AFOOT = 0.45  # of the height: a wall starts below
WIDER, SHORTER = 1.2, 0.6  # area and sides over those of what stands on it; a coaster is as wide
NOTHING_MM = 0.1  # a film thinner than a layer holds nothing, whatever its outline
RELIEF = 0.1  # of the size: what stands out less than this before a wall is a relief on a tile
TALL = 0.5  # of the wall's height: the keys before the screen of a laptop are lower
BEHIND = 0.2  # of the surface may be behind the wall
PLANES = 3  # tried in each view
MOST = 6  # walls, floor and ceiling of a room
WALL_SHOWS, PLATE_SHOWS = 1.3, 2.2  # score of an inner face that shows all over; pedestals hide it
DOUBT, CERTAIN = 0.66, 0.76  # least and full score; honest keepsakes reach 0.63, slabs have 0.78


@dataclass(frozen=True, eq=False)
class Slab:
    """A thin flat sheet on the outside of the object."""

    ground: bool  # whether it lies under the object, not behind it
    sure: float  # 0 to 1
    frame: Frame
    low: Floats  # (2,) mm: its corners in the frame
    high: Floats
    thick_mm: float
    uneven_mm: float  # how far its inner face comes forward of that
    covered: float  # share of what stands before it, seen from behind

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height (of a plate: depth)."""
        width, height = (self.high - self.low).tolist()
        return width, height

    @property
    def facing_deg(self) -> float:
        """The direction that its outer face looks to, from the x axis; for a plate any."""
        return float(np.degrees(np.arctan2(self.frame.out[1], self.frame.out[0])) % 360)

    def holds(self, points: Floats, margin_mm: float) -> Bools:
        """(n,) which of `points` (n, 3) lie in it, or nearer than `margin_mm` to it."""
        place, depth = self.frame.flat(points)
        beside = ((place > self.low - margin_mm) & (place < self.high + margin_mm)).all(axis=1)
        inside = (depth > -margin_mm) & (depth < self.thick_mm + margin_mm)
        return np.asarray(beside & inside)


def slabs(facets: Facets) -> tuple[Slab, ...]:
    """All slabs of an object (mm, z up, closed or not), found one after the other.

    Eight views around and one from below. A wall is thinner than 8.5 % of the object's size, at
    least half as wide as what stands before it and 35 % as high; a plate is thinner than 7.5 % of
    its height and 4 % of its own diagonal, and has a fifth more area than the box round what
    stands on it. The score is how much of the three best sides of their rectangle is there, and
    whether the inner face shows; a bend and unevenness are allowed. A side of the thing itself, as
    of a box, a cup or an open book, is no slab.
    """
    if not len(facets.areas) or not np.isfinite(facets.areas.sum()) or facets.areas.sum() <= 0:
        return ()
    seen = cloud(facets)
    extent = np.ptp(seen.points, axis=0)
    size, height = float(extent.max()), float(extent[2])
    found: list[Slab] = []
    while len(found) < MOST and len(seen.points) > 1000:
        below = not any(one.ground for one in found)  # once: what has lost it is open below
        best = _best(seen, size, height, below)
        if best is None:
            break
        found.append(best)
        seen = seen.without(best.holds(seen.points, 2 * UNEVEN * size))
    return tuple(one for one in found if not any(_opposed(one, other) for other in found))


def _best(seen: Cloud, size: float, height: float, below: bool) -> Slab | None:
    """The surest slab, also `below`; of equally sure ones the largest."""
    best: Slab | None = None
    around = views(seen.points.mean(axis=0))
    for view in around if below else around[:-1]:
        for plane in planes(seen, view, UNEVEN * size, PLANES):
            one = _judged(seen, plane, size, height)
            if one and one.ground and not below:
                continue
            if one and (best is None or _rank(one) > _rank(best)):
                best = one
    return best


def _rank(one: Slab) -> tuple[float, float]:
    return round(one.sure, 1), float(np.prod(one.size_mm))


def _judged(seen: Cloud, plane: Frame, size: float, height: float) -> Slab | None:
    tol = UNEVEN * size
    frame, cells, mask = plane, grid(np.zeros((1, 2)), 1.0), np.zeros(0, dtype=np.bool_)
    for turn in range(2):  # the second time along the sheet's own sides
        place, depth = frame.flat(seen.points)
        cells = grid(place, seen.cell_mm)
        at = cells.cells(place)
        frame, mask = fitted(frame, cells, cells.nearest(at, depth), tol)
        mask, way = outline(mask, cells)
        if mask.sum() * cells.cell_mm**2 < 0.1 * SMALL**2 * size**2:
            return None
        if turn == 0:
            frame = frame.straight(way)
    ground = bool(frame.out[2] < -0.85)
    picture = _picture(mask.reshape(cells.shape), trim=not ground)
    if picture is None:
        return None
    corner, pixels = picture
    mask = np.zeros(cells.shape, dtype=np.bool_)
    there = tuple(slice(c, c + n) for c, n in zip(corner, pixels.shape, strict=True))
    mask[there] = pixels
    low = cells.low + np.array(corner) * cells.cell_mm
    high = low + np.array(pixels.shape) * cells.cell_mm
    if (high - low).max() < SMALL * size or (high - low).min() < SLIM * size:
        return None
    if not ground and abs(frame.facing((low + high) / 2)[2]) > LEANING:
        return None
    place, depth = frame.flat(seen.points)
    thick, uneven, shows = _inner(seen, frame, cells, mask.reshape(-1), depth, size)
    found = Slab(ground, 0.0, frame, low, high, thick, uneven, 0.0)
    weighed = _weighed(found, pixels, shows, place, depth, size, height)
    if weighed is None or ground:
        return weighed
    own = belongs(frame, (low, high), thick, seen, tol, 1.5 * THICK * size)
    return None if own else weighed


def _opposed(one: Slab, other: Slab) -> bool:
    """Whether two walls face away from each other and are about alike: sides of a box."""
    if one.ground or other.ground or one.frame.out @ other.frame.out > -0.45:
        return False
    areas = sorted(float(np.prod(some.size_mm)) for some in (one, other))
    return areas[0] > 0.5 * areas[1]


def _picture(mask: Bools, trim: bool) -> tuple[tuple[int, int], Bools] | None:
    """The mask's own box: its first cell and its cells.

    With `trim` without its lowest rows where they are wider or narrower than most: there the
    side of a pedestal lies in the same plane.
    """
    columns, rows = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    spans = np.array([np.ptp(np.flatnonzero(mask[:, row])) + 1 for row in rows.tolist()])
    usual = float(np.median(spans))
    first = 0
    while trim and first < 0.3 * len(rows) and abs(spans[first] - usual) > 0.15 * usual:
        first += 1
    rest = mask[:, rows[first] : rows[-1] + 1]
    columns = np.flatnonzero(rest.any(axis=1))
    return (int(columns[0]), int(rows[first])), rest[columns[0] : columns[-1] + 1]


def _inner(
    seen: Cloud, frame: Frame, cells: Grid, mask: Bools, depth: Floats, size: float
) -> tuple[float, float, float]:
    """How deep behind the outer face the inner one lies, how uneven it is, and where it shows.

    The last is a share of the sheet.
    """
    place, _ = frame.flat(seen.points)
    at = cells.cells(np.clip(place, cells.low, cells.low + cells.cell_mm * np.array(cells.shape)))
    tol = UNEVEN * size
    back = mask[at] & (seen.normals @ frame.out < -0.3)
    back &= (depth > -0.3 * tol) & (depth < THICK * size + tol)
    found = cells.nearest(at[back], depth[back])[mask]
    found = found[np.isfinite(found)]
    if len(found) < 5:
        return np.inf, 0.0, 0.0
    bins = np.arange(-tol, THICK * size + 2 * tol, 0.6 * tol)
    count, _ = np.histogram(found, bins)
    near = bins[int(np.argmax(np.convolve(count, np.ones(3), "same")))] + 0.3 * tol
    thick = float(np.median(found[np.abs(found - near) < 1.8 * tol]))
    face = depth[back]
    face = face[np.abs(face - thick) < 2 * tol]
    least, most = np.quantile(face, (0.02, 0.98)).tolist() if len(face) else (thick, thick)
    uneven = min(most - thick, 2 * (thick - least))  # what stands before it, or is hollow, is not
    return thick, uneven, float((np.abs(found - thick) < 2 * tol).sum() / mask.sum())


def _weighed(
    one: Slab, pixels: Bools, shows: float, place: Floats, depth: Floats, size: float, height: float
) -> Slab | None:
    """The slab with how sure it is, or None where what stands before it speaks against it."""
    tol, (width, tall) = UNEVEN * size, one.size_mm
    cell = width / pixels.shape[0]
    beside = ((place > one.low - cell) & (place < one.high + cell)).all(axis=1)
    rest = ~(beside & (depth > -2 * tol) & (depth < one.thick_mm + 2 * tol))
    if not one.ground:  # what it stands on is neither behind nor before it
        upper = rest & (place[:, 1] > one.low[1] + 2 * cell)
        rest &= place[:, 1] > place[:, 1].min() + PEDESTAL * height
    else:
        upper = rest
    if min(rest.sum(), upper.sum()) < 50 or (depth[upper] < -2 * tol).mean() > BEHIND:
        return None
    across, along = np.ptp(np.quantile(place[rest], (0.005, 0.995), axis=0), axis=0).tolist()
    stands_out = float(np.quantile(depth[rest], 0.99)) - one.thick_mm
    shape = _rims(pixels)
    if one.ground:
        hangs = -float(np.quantile(depth[rest], 0.001))  # the rim of a plate that is open below
        rest &= depth > one.thick_mm
        if rest.sum() < 50:
            return None
        one = _lowered(one, hangs) if hangs > 2 * tol else one
        diagonal = float(np.hypot(width, tall))
        disc = _disc(pixels) if one.thick_mm < DISC_FLAT * diagonal else 0.0
        wide = _box_mm2(place[rest]) * WIDER < width * tall * (np.pi / 4 if disc > shape else 1)
        fits = wide and width > SHORTER * across and tall > SHORTER * along
        most = min(max(PLATE_THICK * height, FILM * diagonal), PLATE_FLAT * diagonal)
        fits = fits and one.thick_mm < most and stands_out > TALL * height
        shape = max(shape, disc) if one.thick_mm > NOTHING_MM else 1.0
    else:
        along = float(np.quantile(place[rest, 1], 0.998) - one.low[1])
        fits = width > NARROW * across and tall > LOW * along and stands_out > RELIEF * size
        fits = fits and one.thick_mm < THICK * size and along > TALL * tall
        fits = fits and one.low[1] - place[:, 1].min() < AFOOT * height
    shows *= PLATE_SHOWS if one.ground else WALL_SHOWS
    sure = (min(shape, shows) - DOUBT) / (CERTAIN - DOUBT)
    if not fits or sure <= 0:
        return None
    covered = min(1.0, width * tall / max(across * along, 1e-9))
    return replace(one, sure=min(sure, 1.0), covered=covered)


def _lowered(one: Slab, by_mm: float) -> Slab:
    """The sheet with so much more of its thickness outside."""
    origin = one.frame.origin + by_mm * one.frame.out
    return replace(one, frame=replace(one.frame, origin=origin), thick_mm=one.thick_mm + by_mm)


def _box_mm2(place: Floats) -> float:
    """Area of the least rectangle round places (n, 2)."""
    (_, (width, depth), _) = cv2.minAreaRect(place.astype(np.float32))
    return float(width * depth)


def _rims(pixels: Bools) -> float:
    """How much of the three best sides of the picture's box has a cell within two of it."""
    closed = cv2.morphologyEx(pixels.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    ends = (closed[:2], closed[-2:], closed[:, :2].T, closed[:, -2:].T)
    sides = sorted(float(end.max(axis=0).mean()) for end in ends)
    return sum(sides[1:]) / 3


def _disc(pixels: Bools) -> float:
    """How well the picture fills the ellipse in its box and nothing else; 1 for a disc."""
    x, y = (np.linspace(-1, 1, n) for n in pixels.shape)
    ellipse = x[:, None] ** 2 + y[None, :] ** 2 <= 1.0
    closed = cv2.morphologyEx(pixels.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    both = float((ellipse & (closed > 0)).sum())
    return both / max(float((ellipse | (closed > 0)).sum()), 1.0)
