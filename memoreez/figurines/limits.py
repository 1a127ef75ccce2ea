"""Every limit of the print gate: its name, what a person calls it, and who says so.

`docs/printing.md` explains each one; a test holds the two together. Where the source reads "our
choice", no published number was found, and the page says why this one was taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from memoreez.artifacts import Check, Verdict


@dataclass(frozen=True)
class Rule:
    """One line of the gate before it is measured."""

    title: str
    unit: str
    source: str


WALL_LINES, WALL_TARGET_LINES = 2.0, 3.0  # lines of nozzle width: 0.8 and 1.2 mm at 0.4 mm
STROKE_LINES = 2.0
THIN_MM2 = 10.0  # thin surface below this is a detail, not a part
NECK_MM3 = 50.0  # a piece above this on a thin neck is a part that breaks off, below a detail
CONTACT_MM2, CONTACT_SHARE = 20.0, 0.02  # fail below: a disc of 5 mm; 2 % of the shadow
GRIP_MM2, GRIP_SHARE = 50.0, 0.10  # warn below: print with a brim
TIP_DEG = 15.0
FLAT_SHARE = 0.001  # of the triangles: slivers from rounding, which keep the surface closed
OVERHANG_SHARE = 0.02  # of the surface
VOID_MM3 = 1.0  # a smaller void closes in print
OVERLAP_SHARE = 0.001  # of the volume
PARTS_SHARE = 0.01  # named bodies may differ from the whole by this much of its volume
SLAB_SURE = 0.8
COMMON_MM = (220.0, 220.0, 250.0)  # what a common printer has room for
HEIGHT_MM = (20.0, 300.0)

_3MF = "3MF Core Specification 1.4, meshes: manifold edges, consistent orientation, outward normals"
_WALL = "Rigid Prints wall-thickness guide (2 perimeters at least) and Hubs FDM design table"

RULES: dict[str, Rule] = {
    "coordinates": Rule("Coordinates", "", "3MF Core Specification 1.4: coordinates are finite"),
    "degenerate_faces": Rule("Triangles without area", "triangles", "lib3mf refuses them"),
    "closed": Rule("Closed surface", "bad edges", _3MF),
    "volume": Rule("Inside and outside", "mm³", _3MF),
    "manifold": Rule("Solid for exact geometry", "", "manifold3d: Manifold.status"),
    "self_intersection": Rule(
        "Overlap with itself",
        "%",
        "3MF Core Specification 1.4: overlaps are filled by the positive rule, which not every "
        "program follows; tested on a grid of columns",
    ),
    "bodies": Rule("One body", "bodies", "DESIGN §6; our choice"),
    "parts": Rule("Named parts", "parts", "DESIGN §6: parts touch and never overlap; our choice"),
    "floaters": Rule("Floaters", "floaters", "Protobuilds design tips: nothing may float"),
    "voids": Rule("Inner voids", "mm³", "Shapeways, Designing hollow objects: no closed hollows"),
    "slab": Rule(
        "Background slab", "confidence", "our choice: thin flat sheet behind or under the figure"
    ),
    "contact": Rule(
        "Contact with the bed", "mm²", "OrcaSlicer wiki, Brim: small footprints; numbers our choice"
    ),
    "stability": Rule(
        "Tip angle", "°", "IEC 60335-1, 20.1: 10° for table appliances, 15° for hot ones"
    ),
    "wall_thickness": Rule("Wall thickness", "mm", _WALL),
    "thin_parts": Rule("Thin parts", "mm²", _WALL + "; area our choice"),
    "necks": Rule("Thin necks", "mm³", _WALL + "; worn away by half of it; volumes our choice"),
    "islands": Rule("Islands", "islands", "Slic3r issue 1180: islands need support"),
    "overhang": Rule("Overhangs", "%", "Makelab overhang guidelines: 45° from vertical for FDM"),
    "build_volume": Rule("Build volume", "mm", "Creality Ender-3 as defined in Cura (default)"),
    "height": Rule("Height", "mm", "DESIGN §6: keepsakes are 20 to 300 mm high; our choice"),
    "units": Rule("Unit", "mm", "Shapr3D, STL units: an STL has none"),
    "inscription": Rule(
        "Legible inscription", "mm", "Xometry, 3D printed text: FDM letters crisp to 0.83 mm"
    ),
}


def check(
    name: str, value: float | bool | str, limit: str, verdict: Verdict, advice: str = ""
) -> Check:
    """A line of the report; advice is dropped from a line that passes."""
    rule = RULES[name]
    told = advice if verdict != "pass" else ""
    shown = round(value, 3) if isinstance(value, float) else value
    return Check(name, rule.title, shown, rule.unit, limit, rule.source, verdict, told)


def counted(number: int, one: str, many: str) -> str:
    """The number with its noun: 1 speck, 2 specks."""
    return f"{number} {one if number == 1 else many}"


def unmeasured(
    name: str,
    limit: str,
    advice: str = "Close the surface first; then this can be measured.",
) -> Check:
    """A line that cannot be measured, as on an open mesh."""
    return check(name, "not measured", limit, "warn", advice)
