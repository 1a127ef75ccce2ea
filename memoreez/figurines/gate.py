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
from memoreez.figurines import limits
from memoreez.figurines.bodies import Bodies, Topology, find, topology
from memoreez.figurines.columns import Columns, fill
from memoreez.figurines.facets import Facets, unfold, volume, weld
from memoreez.figurines.footing import footing
from memoreez.figurines.limits import check, counted, unmeasured
from memoreez.figurines.overhang import LIMIT_DEG, islands, overhang
from memoreez.figurines.size import sizes
from memoreez.figurines.stability import hull
from memoreez.figurines.thickness import Walls, walls

NEEDS_SOLID = {
    "volume": "> 0",
    "self_intersection": "≤ 0.1 % of the volume",
    "bodies": "1",
    "floaters": "0",
    "voids": "< 1 mm³",
    "islands": "0, or supports",
}


def inspect(
    mesh: Mesh,
    *,
    nozzle_mm: float = 0.4,
    build_volume_mm: tuple[float, float, float] = (220, 220, 250),
    stroke_mm: float | None = None,
    bodies: Mapping[str, Mesh] | None = None,
    repairs: tuple[str, ...] = (),
) -> Report:
    """Every check of the gate on `mesh` (mm, z up, standing as it will be printed).

    `stroke_mm` is the thinnest stroke of the inscription where there is one; `bodies` are the
    named parts that the solid is made of; `repairs` says what was changed before, and is passed
    on to the report. A mesh whose coordinates are unusable gets that one check only.
    """
    broken = _coordinates(mesh)
    if broken.verdict == "fail":
        return Report((broken,), repairs)
    welded = weld(mesh)
    facets, shape = unfold(welded), topology(welded.faces)
    minimum = limits.WALL_LINES * nozzle_mm
    outline = hull(facets.points[:, :2])
    with ThreadPoolExecutor(1) as pool:  # rays release the GIL
        cast = pool.submit(walls, welded, facets, limit_mm=minimum)
        status = pool.submit(_status, welded)
        checks = [broken, *_surface(facets, shape)]
        checks += _solid(facets, shape, nozzle_mm, bool(bodies))
        checks += _parts(bodies or {}, facets, shape)
        checks += footing(facets, outline)
        checks.append(_manifold(status.result()))
        checks += _walls(cast.result(), nozzle_mm)
    checks.append(_overhang(facets))
    checks += sizes(facets, outline, build_volume_mm)
    if stroke_mm is not None:
        checks.append(_inscription(stroke_mm, nozzle_mm))
    return Report(tuple(checks), repairs)


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


def _solid(facets: Facets, shape: Topology, nozzle_mm: float, named: bool) -> Iterator[Check]:
    """Checks that only make sense on a closed mesh."""
    if not shape.closed:
        yield from (unmeasured(name, limit) for name, limit in NEEDS_SOLID.items())
        return
    columns = fill(facets, pixel_mm=nozzle_mm)
    found = find(facets, shape.shells, columns)
    yield _volume(found)
    yield _overlap(columns)
    yield from _bodies(found, named)
    mid_air = islands(columns, smallest_mm2=nozzle_mm**2 * 3)
    yield check(
        "islands",
        float(mid_air.count),
        "0, or supports",
        "warn" if mid_air.count else "pass",
        f"Switch supports on: {counted(mid_air.count, 'part starts', 'parts start')} in mid-air "
        f"({mid_air.area_mm2:.0f} mm²), {mid_air.lowest_mm:.0f} mm above the bed or higher.",
    )


def _volume(found: Bodies) -> Check:
    good = found.volume_mm3 > 0 and not found.inverted
    return check(
        "volume",
        found.volume_mm3,
        "> 0, nothing inside out",
        "pass" if good else "fail",
        "The surface faces inwards: flip the normals in the program that made it.",
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


def _bodies(found: Bodies, named: bool) -> Iterator[Check]:
    apart = "fail" if found.count != 1 else "pass"
    joined = "warn" if found.shells > 1 and not named else "pass"
    yield check(
        "bodies",
        float(found.count),
        "1",
        "fail" if apart == "fail" else "warn" if joined == "warn" else "pass",
        "Turn the surface the right way out: nothing is solid."
        if not found.count
        else f"Join the {found.count} separate bodies, or print them one by one."
        if found.count > 1
        else f"{found.shells} shells touch without being joined: unite them into one solid.",
    )
    yield check(
        "floaters",
        float(found.floaters),
        "0, and no specks under 0.03 mm³",
        "fail" if found.floaters else "warn" if found.specks else "pass",
        f"{counted(found.floaters, 'body hangs', 'bodies hang')} in mid-air "
        f"({found.floater_mm3:.1f} mm³): join to the figure what belongs to it, remove the rest."
        if found.floaters
        else f"Remove {counted(found.specks, 'speck', 'specks')} too small to print; slicers "
        "leave such things out.",
    )
    small = found.void_mm3 < limits.VOID_MM3
    yield check(
        "voids",
        found.void_mm3,
        "< 1 mm³",
        "pass" if not found.voids else "warn" if small else "fail",
        f"Fill {counted(found.voids, 'closed hollow', 'closed hollows')} inside, or make an "
        "opening to the outside.",
    )


def _parts(bodies: Mapping[str, Mesh], facets: Facets, shape: Topology) -> Iterator[Check]:
    if not bodies:
        return
    leaky, total = [], 0.0
    for name in sorted(bodies):
        part = weld(bodies[name])
        held = volume(unfold(part).corners) if len(part.faces) else 0.0
        total += held
        if not topology(part.faces).closed or held <= 0:
            leaky.append(name)
    whole = volume(facets.corners)
    off = shape.closed and abs(total - whole) > limits.PARTS_SHARE * abs(whole)
    yield check(
        "parts",
        float(len(bodies)),
        "each closed; together the whole, within 1 %",
        "fail" if leaky else "warn" if off else "pass",
        f"These parts are not closed solids: {', '.join(leaky)}."
        if leaky
        else f"The parts hold {total:.0f} mm³ and the whole {whole:.0f} mm³: "
        "cut away where they overlap.",
    )


def _walls(found: Walls | None, nozzle_mm: float) -> Iterator[Check]:
    least, target = limits.WALL_LINES * nozzle_mm, limits.WALL_TARGET_LINES * nozzle_mm
    limit = f"≥ {least:.2g} mm for all but 1 % of the surface, better {target:.2g} mm"
    if found is None:
        yield unmeasured("wall_thickness", limit)
        return
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
