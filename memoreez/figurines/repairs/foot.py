"""A flat bottom: as little as possible is cut off, so that a print stands and sticks to the bed."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold

from memoreez.artifacts import Mesh
from memoreez.figurines import limits
from memoreez.figurines.facets import Facets, Floats, centre_of_mass, unfold, volume
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.survey import solid_of
from memoreez.figurines.stability import Stand, area_mm2, hull, margin_mm, stand

ON_BED_MM = 0.01  # a bottom that is no further from z = 0 stands on it, where nothing is cut
MOST, MOST_VOLUME = 0.12, 0.15  # of the height and of the volume: more is not cut off
STEADY = 0.03  # of the height: what tips needs a pedestal rather than a deeper cut
STEPS = 40  # heights tried, closer together further down
LEAST_MM = 0.05  # an uneven bottom of this much counts as flat anyway
SPARE = 1.05  # more than the limit, so that rounding does not undo it
GENEROUS = 1.5  # times as much may go for a foot that needs no brim


def foot(mesh: Mesh) -> Step:
    """`mesh` (mm, z up) standing on z = 0, cut flat below where it touches the bed too little.

    Enough is what the gate asks for: 20 mm² and 2 % of the outline from above, and 15° before it
    tips. The lowest cut that gives it is taken, up to 12 % of the height and 15 % of the volume; a
    little more where that saves the brim (50 mm² and 10 %). Where no cut makes it stable, the
    contact alone decides, and the words say so; what has enough contact and only tips loses 3 % of
    its height at most. An open mesh is only moved.
    """
    if not len(mesh.faces) or not np.isfinite(mesh.vertices).all():
        return Step(mesh)
    facets = unfold(mesh)
    found, outline = stand(facets), area_mm2(hull(facets.points[:, :2]))
    if _holds(found, outline) and _steady(found):
        return _lowered(mesh, ())
    solid = _solid(mesh)
    if solid is None:
        return _lowered(mesh, ())
    cut = _lowest_cut(solid, facets, found, outline)
    if cut is None:
        return _lowered(mesh, ())
    low = float(facets.points[:, 2].min())
    left = solid.trim_by_plane((0, 0, 1), low + cut)
    triangles = left.to_mesh()
    points = np.array(triangles.vert_properties[:, :3], np.float32)
    made = Mesh(points, np.array(triangles.tri_verts, np.int32))
    return _lowered(made, (_told(facets, unfold(made), found, cut),))


def _told(before: Facets, after: Facets, stood: Stand, cut_mm: float) -> Change:
    now = stand(after)
    lost = 1 - volume(after.corners) / volume(before.corners)
    words = (
        f"cut {cut_mm:.2g} mm off the bottom ({100 * lost:.2g} % of the volume): "
        f"{now.contact_mm2:.0f} mm² lie flat on the bed instead of {stood.contact_mm2:.0f}"
    )
    if not _steady(now):
        words += f"; it still tips at {max(now.tip_deg, 0):.0f}°, so give it a pedestal"
    values = {
        "cut_mm": cut_mm,
        "lost_share": lost,
        "contact_before_mm2": stood.contact_mm2,
        "contact_mm2": now.contact_mm2,
        "tip_deg": now.tip_deg,
    }
    return Change("foot", words, values)


def _lowered(mesh: Mesh, changes: tuple[Change, ...]) -> Step:
    """Standing exactly on z = 0."""
    used = np.zeros(len(mesh.vertices), np.bool_)
    used[mesh.faces] = True
    low = float(mesh.vertices[used, 2].min())
    if abs(low) <= (0.0 if changes else ON_BED_MM):
        return Step(mesh, changes)
    points = mesh.vertices.astype(np.float64) - [0.0, 0.0, low]
    if not changes:
        way = "up" if low < 0 else "down"
        words = f"moved it {way} by {abs(low):.4g} mm, so that it stands on the bed"
        changes = (Change("foot", words, {"moved_mm": -low}),)
    return Step(Mesh(points.astype(np.float32), mesh.faces), changes)


def _holds(found: Stand, outline_mm2: float, brim: bool = True) -> bool:
    """Whether enough lies on the bed, with a brim or without."""
    least = limits.CONTACT_MM2 if brim else limits.GRIP_MM2
    share = limits.CONTACT_SHARE if brim else limits.GRIP_SHARE
    return found.contact_mm2 >= max(least, share * outline_mm2)


def _steady(found: Stand) -> bool:
    return found.inside and found.tip_deg >= limits.TIP_DEG


def _solid(mesh: Mesh) -> Manifold | None:
    solid = solid_of(mesh)
    return solid if solid is not None and solid.volume() > 0 else None


def _lowest_cut(solid: Manifold, facets: Facets, found: Stand, outline: float) -> float | None:
    """How much to cut off below in mm; None where no cut is any better."""
    height = float(np.ptp(facets.points[:, 2]))
    tried = [(0.0, found), *_cuts(solid, facets, height)]
    good = [(c, s) for c, s in tried if _enough(s, outline) and _steady(s)]
    if good and _holds(found, outline) and good[0][0] > STEADY * height:
        return None
    if not good:
        good = [(c, s) for c, s in tried if _enough(s, outline)]
        if found.inside and _holds(found, outline):
            return None  # it holds; a cut that does not make it stable is no use
    if not good:
        return None
    least = good[0][0]
    easy = [c for c, s in good if c <= GENEROUS * least and _enough(s, outline, brim=False)]
    cut = easy[0] if easy else least
    return cut or None


def _enough(found: Stand, outline_mm2: float, brim: bool = True) -> bool:
    return _holds(found, SPARE * outline_mm2, brim) and found.contact_mm2 >= SPARE * (
        limits.CONTACT_MM2 if brim else limits.GRIP_MM2
    )


def _cuts(solid: Manifold, facets: Facets, height: float) -> list[tuple[float, Stand]]:
    """(mm, how it would stand) for cuts from 0.05 mm up, until too much is lost.

    What is left is the whole less the slices below, so each cut costs one slice.
    """
    low = float(facets.points[:, 2].min())
    whole = volume(facets.corners)
    moment = whole * centre_of_mass(facets.corners)  # mm⁴
    lost, last = 0.0, 0.0
    found = []
    for depth in np.geomspace(LEAST_MM, max(MOST * height, 2 * LEAST_MM), STEPS).tolist():
        below = solid.slice(low + depth)
        area = float(below.area())
        if area <= 0:
            continue
        rings = below.to_polygons()
        slab = area * (depth - last)
        lost += slab
        moment = moment - slab * np.array([*_middle(rings), low + (depth + last) / 2])
        last = depth
        if lost > MOST_VOLUME * whole:
            break
        found.append((depth, _stood(rings, area, moment / (whole - lost), low + depth)))
    return found


def _middle(rings: list[Floats]) -> Floats:
    """Centroid (2,) of a slice: of its rings by signed area."""
    total, moment = 0.0, np.zeros(2)
    for ring in rings:
        ahead = np.roll(ring, -1, axis=0)
        cross = ring[:, 0] * ahead[:, 1] - ahead[:, 0] * ring[:, 1]
        total += float(cross.sum()) / 2
        moment = moment + ((ring + ahead) * cross[:, None]).sum(axis=0) / 6
    return np.asarray(moment / total)


def _stood(rings: list[Floats], area: float, centre: Floats, level: float) -> Stand:
    x, y, z = centre.tolist()
    outline = hull(np.concatenate(rings))
    if outline is None:
        return Stand(area, False, 0.0, (x, y, z))
    room = margin_mm(outline, centre[:2])
    tip = float(np.degrees(np.arctan2(room, max(z - level, 1e-6))))
    return Stand(area, room > 0, tip, (x, y, z))
