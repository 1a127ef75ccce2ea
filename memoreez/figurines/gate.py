"""The print gate: whether a solid prints at its size, with every measured value and its limit.

`inspect` never changes a mesh. Its promise for a report without a `fail`: sliced for the nozzle
that was given, with supports where `needs_supports` says so, the solid prints in one piece and
stands. What each limit means, and where it comes from: `docs/printing.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from math import ceil

import manifold3d
import numpy as np

from memoreez.artifacts import Check, Mesh, Report
from memoreez.figurines import limits, thickness
from memoreez.figurines.bodies import Topology, find, topology
from memoreez.figurines.columns import Columns, fill
from memoreez.figurines.facets import Facets, unfold, weld
from memoreez.figurines.footing import footing
from memoreez.figurines.hollows import hollows
from memoreez.figurines.limits import check, counted, unmeasured
from memoreez.figurines.maps import DOTS, Measured
from memoreez.figurines.overhang import LIMIT_DEG, Start, overhang, starts, tally
from memoreez.figurines.pieces import Shells, held, outside, parts, pieces
from memoreez.figurines.size import sizes
from memoreez.figurines.stability import hull
from memoreez.figurines.thickness import Rays

NEEDS_SOLID = {
    "volume": "> 0",
    "self_intersection": "≤ 0.1 % of the volume",
    "bodies": "1",
    "floaters": "0",
    "voids": "< 1 mm³",
    "necks": "0 mm³ on thin necks",
    "islands": "0, or supports",
}


def inspect(
    mesh: Mesh,
    *,
    nozzle_mm: float = 0.4,
    build_volume_mm: tuple[float, float, float] | None = None,
    stroke_mm: float | None = None,
    bodies: Mapping[str, Mesh] | None = None,
    assembled: bool = False,
    repairs: tuple[str, ...] = (),
) -> Report:
    """The report of `survey`, without the measurements behind it."""
    return survey(
        mesh,
        nozzle_mm=nozzle_mm,
        build_volume_mm=build_volume_mm,
        stroke_mm=stroke_mm,
        bodies=bodies,
        assembled=assembled,
        repairs=repairs,
    )[0]


def survey(
    mesh: Mesh,
    *,
    nozzle_mm: float = 0.4,
    build_volume_mm: tuple[float, float, float] | None = None,
    stroke_mm: float | None = None,
    bodies: Mapping[str, Mesh] | None = None,
    assembled: bool = False,
    repairs: tuple[str, ...] = (),
) -> tuple[Report, Measured | None]:
    """Every check of the gate on `mesh` (mm, z up, standing as it will be printed).

    `stroke_mm` is the thinnest stroke of the inscription where there is one; `bodies` are the
    named parts that the solid is made of, which must be one shell; unless it is `assembled`, that
    is, those parts side by side as a 3MF holds them. `build_volume_mm` is the printer's; without
    it, what is too large for a common printer only warns. `repairs` says what was changed before,
    and is passed on to the report. A mesh whose coordinates are unusable gets that one check only,
    and no measurements, which are otherwise what `maps.chart` draws.
    """
    broken = _coordinates(mesh)
    if broken.verdict == "fail":
        return Report((broken,), repairs), None
    welded = weld(mesh)
    facets, shape = unfold(welded), topology(welded.faces)
    minimum = limits.WALL_LINES * nozzle_mm
    outline = hull(facets.points[:, :2])
    with ThreadPoolExecutor(1) as pool:  # rays release the GIL
        cast = pool.submit(thickness.measure, welded, facets, limit_mm=minimum)
        status = pool.submit(_status, welded)
        checks = [broken, *_surface(facets, shape)]
        shells: Shells = ("parts" if assembled else "one") if bodies else "any"
        columns = fill(facets, pixel_mm=nozzle_mm) if shape.closed else None
        found = () if columns is None else tuple(starts(columns, DOTS * nozzle_mm**2))
        checks += _solid(facets, shape, columns, found, nozzle_mm, shells)
        checks += parts(bodies or {}, facets, shape)
        checks += footing(facets, outline)
        checks.append(_manifold(status.result()))
        rays = cast.result()
        checks += _walls(rays, facets, nozzle_mm)
    checks.append(_overhang(facets))
    checks += sizes(facets, outline, build_volume_mm)
    if stroke_mm is not None:
        checks.append(_inscription(stroke_mm, nozzle_mm))
    return Report(tuple(checks), repairs), Measured(facets, nozzle_mm, rays, columns, found)


def needs_supports(report: Report) -> bool:
    """Whether the slicer's supports must be switched on for this print."""
    return any(c.verdict != "pass" for c in report.checks if c.name in ("islands", "overhang"))


def _coordinates(mesh: Mesh) -> Check:
    vertices, faces = mesh.vertices, mesh.faces
    limit, value = "finite, with triangles", "finite"
    if not len(faces):
        value = "no triangles"
    elif faces.min() < 0 or faces.max() >= len(vertices):
        value = "a triangle names a vertex that does not exist"
    elif not np.isfinite(vertices).all():
        value = counted(
            int((~np.isfinite(vertices)).any(axis=1).sum()),
            "vertex not finite",
            "vertices not finite",
        )
    elif float(np.abs(vertices).max()) > 1e6:
        value = "further than 1 km from the origin"
    return check(
        "coordinates",
        value,
        limit,
        "pass" if value == "finite" else "fail",
        "The file holds no usable shape: export it again from the program that made it.",
    )


def _surface(facets: Facets, shape: Topology) -> Iterator[Check]:
    flat = int((facets.areas < 1e-10).sum())
    yield check(
        "degenerate_faces",
        float(flat),
        "0 that use a vertex twice; others ≤ 0.1 % of all",
        "warn" if shape.collapsed_faces or flat > limits.FLAT_SHARE * len(facets.areas) else "pass",
        "Simplify the mesh by 0.01 mm before exporting it; slicers drop these triangles.",
    )
    bad = shape.open_edges + shape.crowded_edges + shape.flipped_edges
    yield check(
        "closed",
        float(bad),
        "0: each edge in exactly two triangles, wound alike",
        "pass" if shape.closed else "fail",
        f"Open edges: {shape.open_edges}; in more than two triangles: {shape.crowded_edges}; "
        f"wound against each other: {shape.flipped_edges}. Repair the mesh in your slicer or "
        "export it again as one solid.",
    )


def _manifold(status: str) -> Check:
    return check(
        "manifold",
        status,
        "NoError",
        "pass" if status == "NoError" else "fail",
        "Exact geometry cannot read this as a solid: repair the mesh in your slicer first.",
    )


def _status(mesh: Mesh) -> str:
    faces = mesh.faces.astype(np.uint32)
    solid = manifold3d.Manifold(manifold3d.Mesh(np.array(mesh.vertices), faces))
    return str(solid.status()).rpartition(".")[2]


def _solid(
    facets: Facets,
    shape: Topology,
    columns: Columns | None,
    begun: tuple[Start, ...],
    nozzle_mm: float,
    shells: Shells,
) -> Iterator[Check]:
    """Checks that only make sense on a closed mesh."""
    if columns is None:
        yield from (unmeasured(name, limit) for name, limit in NEEDS_SOLID.items())
        return
    found = find(facets, shape.shells, columns)
    yield outside(found)
    yield _overlap(columns)
    yield from pieces(found, shells, [] if found.voids else hollows(columns))
    yield held(facets, found.count, limits.WALL_LINES * nozzle_mm)
    mid_air = tally(begun, columns.layer_mm)
    yield check(
        "islands",
        float(mid_air.count),
        "0, or supports",
        "warn" if mid_air.count else "pass",
        f"Switch supports on: {counted(mid_air.count, 'part starts', 'parts start')} in mid-air "
        f"({mid_air.area_mm2:.0f} mm²), {mid_air.lowest_mm:.0f} mm above the bed or higher.",
    )


def _overlap(columns: Columns) -> Check:
    solid = max(int((columns.winding > 0).sum()), 1)
    share = int((columns.winding > 1).sum()) / solid
    return check(
        "self_intersection",
        100 * share,
        "≤ 0.1 % of the volume",
        "warn" if share > limits.OVERLAP_SHARE else "pass",
        "Shells overlap: most slicers join them, but a union in your program is safer.",
    )


def _walls(rays: Rays | None, facets: Facets, nozzle_mm: float) -> Iterator[Check]:
    least, target = limits.WALL_LINES * nozzle_mm, limits.WALL_TARGET_LINES * nozzle_mm
    limit = f"≥ {least:.2g} mm for all but 1 % of the surface, better {target:.2g} mm"
    if rays is None:
        yield unmeasured("wall_thickness", limit)
        return
    found = thickness.tally(rays, facets, least)
    thin = found.thinnest_mm
    yield check(
        "wall_thickness",
        thin if np.isfinite(thin) else "no opposite walls",
        limit,
        "fail" if thin < least else "warn" if thin < target else "pass",
        f"Make the figurine larger, best {_larger(target / max(thin, 1e-3))} times its size, or "
        f"thicken what is thinner than {target:.2g} mm.",
    )
    yield check(
        "thin_parts",
        found.thin_mm2,
        f"≤ {limits.THIN_MM2:.0f} mm² on walls under {least:.2g} mm",
        "warn" if found.thin_mm2 > limits.THIN_MM2 else "pass",
        "A few thin parts may be missing or break off: make the figurine larger or thicken them.",
    )


def _larger(factor: float) -> str:
    """A factor rounded up to a twentieth, so that it is never 1."""
    return f"{ceil(factor * 20 - 1e-6) / 20:.4g}"


def _overhang(facets: Facets) -> Check:
    found = overhang(facets)
    return check(
        "overhang",
        100 * found.share,
        f"≤ {100 * limits.OVERHANG_SHARE:.0f} % of the surface leans out further than "
        f"{LIMIT_DEG:.0f}° from vertical",
        "warn" if found.share > limits.OVERHANG_SHARE else "pass",
        f"Switch supports on: {found.area_mm2:.0f} mm² overhang, at worst "
        f"{found.steepest_deg:.0f}° from vertical.",
    )


def _inscription(stroke_mm: float, nozzle_mm: float) -> Check:
    least = limits.STROKE_LINES * nozzle_mm
    return check(
        "inscription",
        float(stroke_mm),
        f"stroke ≥ {least:.2g} mm",
        "pass" if stroke_mm >= least - 1e-9 else "fail",
        "Shorten the inscription, put it on two lines, or make the figurine larger.",
    )
