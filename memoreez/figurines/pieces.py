"""The gate's checks on pieces: bodies, floaters, voids, named parts, and thin necks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from memoreez.artifacts import Check, Mesh, Verdict
from memoreez.figurines import limits
from memoreez.figurines.bodies import Bodies, Topology, topology
from memoreez.figurines.facets import Facets, unfold, volume, weld
from memoreez.figurines.hollows import Hollow
from memoreez.figurines.limits import check, counted, unmeasured
from memoreez.figurines.necks import Necks, necks

# What shells that touch without being joined mean: "one" is a solid that must have one shell,
# "parts" are named parts that touch on purpose, "any" is a file that says nothing of parts.
Shells = Literal["one", "parts", "any"]


def outside(found: Bodies) -> Check:
    """The check `volume`."""
    good = found.volume_mm3 > 0 and not found.inverted
    return check(
        "volume",
        found.volume_mm3,
        "> 0, nothing inside out",
        "pass" if good else "fail",
        "The surface faces inwards: flip the normals in the program that made it.",
    )


def pieces(found: Bodies, shells: Shells, pinholed: list[Hollow]) -> Iterator[Check]:
    """The checks `bodies`, `floaters` and `voids`; tiny holes alone open what is `pinholed`."""
    loose = found.count == 1 and found.shells > 1 and shells != "parts"
    yield check(
        "bodies",
        float(found.shells if loose and shells == "one" else found.count),
        "1 joined solid" if shells == "one" else "1",
        "fail" if found.count != 1 or (loose and shells == "one") else "warn" if loose else "pass",
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
    yield _voids(found, pinholed)


def _voids(found: Bodies, pinholed: list[Hollow]) -> Check:
    held = found.void_mm3 + sum(hollow.mm3 for hollow in pinholed)
    small: Verdict = "warn" if held < limits.VOID_MM3 else "fail"
    advice = (
        f"Fill {counted(len(pinholed), 'hollow', 'hollows')} inside that only tiny holes open, or "
        "make an opening of 4 mm."
        if pinholed
        else f"Fill {counted(found.voids, 'closed hollow', 'closed hollows')} inside, or make an "
        "opening to the outside."
    )
    return check("voids", held, "< 1 mm³", small if found.voids or pinholed else "pass", advice)


def parts(bodies: Mapping[str, Mesh], facets: Facets, shape: Topology) -> Iterator[Check]:
    """The check `parts`: the named bodies are closed and fill the whole."""
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


def held(facets: Facets, bodies: int, wall_mm: float) -> Check:
    """The check `necks`, on a closed mesh."""
    limit = f"0 mm³ on necks under {wall_mm:.2g} mm; up to {limits.NECK_MM3:.0f} mm³ warns"
    if bodies != 1:
        return unmeasured("necks", limit, "Make it one body first; then this can be measured.")
    found = necks(facets, wall_mm=wall_mm)
    if found is None:
        return unmeasured("necks", limit, "This is too large for a look at thin necks.")
    largest = max(found.pieces_mm3, default=0.0)
    verdict: Verdict = "fail" if largest > limits.NECK_MM3 else "warn" if largest else "pass"
    return check("necks", sum(found.pieces_mm3), limit, verdict, _thicken(found, wall_mm))


def _thicken(found: Necks, wall_mm: float) -> str:
    if not found.pieces_mm3:
        return ""
    return (
        f"{counted(len(found.pieces_mm3), 'piece hangs', 'pieces hang')} on too thin a neck; the "
        f"largest has {found.pieces_mm3[0]:.0f} mm³, starts {found.lowest_mm:.0f} mm above the "
        f"bed, and its neck is about {found.neck_mm:.0f} mm above it: thicken the neck to "
        f"{1.5 * wall_mm:.2g} mm, or make the figurine larger."
    )
