"""A rangefinder-style camera: ringed lens, prism, dials, flash, leather, strap lugs."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    mirror,
    repeat,
    torus,
    union,
)

WIDE, DEEP, HIGH = 56.0, 15.0, 31.0
LENS_Z = 14.6


@motif(
    "thing",
    en="camera, cameras, photography, photographer, photo, photos, taking pictures, "
    "photographing, snapshot, snapshots, picture taking, analog camera, film photography, "
    "street photography, wildlife photography, portrait photography, darkroom, selfie, "
    "paparazzi, camera lens",
    de="Kamera, Kameras, Fotografie, Fotografieren, Fotograf, Fotografin, Foto, Fotos, "
    "Fotoapparat, Bilder machen, Knipsen, Analogfotografie, Objektiv, Schnappschuss, "
    "Spiegelreflex, Dunkelkammer",
    fr="appareil photo, appareils photo, photographie, photographe, photo, photos, "
    "photographier, prendre des photos, argentique, objectif, chambre noire, cliché, "
    "portrait photo",
    es="cámara, cámaras, fotografía, fotógrafo, fotógrafa, foto, fotos, sacar fotos, hacer "
    "fotos, cámara de fotos, fotografía analógica, objetivo, retrato, instantánea, cuarto "
    "oscuro",
    hold="front",
    to_person=0.3,
    grip=(0, 0, -4),
    poses=("stand", "held"),
)
def camera(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = union(_case(wall), _top(wall), _lens(wall))
    if pose == "held":
        return solid.at(z=-HIGH / 2)
    foot = box(8, 11, 6, round=1.5).at(0, -DEEP / 2 - 5.6, 2.2)
    return (union(solid, foot, k=0.8) & half_space((0, 0, -1))).at(0, 6)  # the lens leans out


def _case(wall: float) -> Sdf:
    """Rounded ends, a leather belt between two metal edges, a grip for the fingers."""
    outline = box(WIDE, DEEP, HIGH, round=1.0)
    ends = mirror(cylinder(DEEP / 2, HIGH, round=1.0).at(WIDE / 2 - DEEP / 2), "x")
    middle = box(WIDE - DEEP, DEEP, HIGH, round=1.0)
    shell_ = intersection(union(ends, middle), outline).at(z=HIGH / 2)
    groove = [box(WIDE + 4, DEEP + 4, 0.7).at(z=z) for z in (4.2, 23.6)]
    core = intersection(union(ends, middle), outline).stretch(0.975, 0.92, 1).at(z=HIGH / 2)
    case = union(difference(shell_, *groove), core)
    back = difference(
        box(30, 1.6, 16, round=0.8).at(0, DEEP / 2, 13.8),
        box(26, 2, 12, round=0.8).at(0, DEEP / 2 + 1.2, 13.8),
    )
    knob = cylinder(2.0, 2.2, round=0.5).turn(x=90).at(20.5, DEEP / 2, 19)
    grip = capsule((-22.6, -DEEP / 2 + 0.6, 7), (-22.6, -DEEP / 2 + 0.6, 20.5), 2.9)
    ribs = repeat(box(7, 1, 0.8, round=0.3), 5, (0, 0, 2.7)).at(-22.6, -DEEP / 2 - 2.5, 8.4)
    lugs = mirror(_lug(wall), "x")
    return union(union(case, grip, k=1.2), back, knob, ribs, lugs)


def _lug(wall: float) -> Sdf:
    tube = max(1.0, wall / 2)
    ring = torus(1.7 + tube, tube).turn(x=90).at(WIDE / 2 + 2.1, 0, 25.2)
    return union(ring, capsule((WIDE / 2 - 1, 0, 26), (WIDE / 2 + 0.6, 0, 26.2), 1.7), k=0.5)


def _top(wall: float) -> Sdf:
    """Prism with its flash shoe, shutter button, two knurled dials, window and flash."""
    prism_side = [(-9.4, 0), (9.4, 0), (7.4, 6.6), (4.6, 9), (-4.6, 9), (-7.4, 6.6)]
    prism = extrude(prism_side, height=13, round=1.4).turn(x=90).at(0, 0, HIGH - 1)
    shoe = difference(box(7.2, 6, 1.8, round=0.5), box(4.6, 8, 1.4)).at(0, 0.6, HIGH + 8.4)
    window = difference(
        box(7.6, 2, 5.6, round=0.8).at(18.5, -DEEP / 2, 27.2),
        box(5.4, 2, 3.4, round=0.5).at(18.5, -DEEP / 2 - 0.9, 27.2),
    )
    flash = union(
        box(9.4, 2.2, 5.2, round=0.8).at(-17.5, -DEEP / 2, 27.2),
        *[box(0.7, 1, 4, round=0.2).at(-20.3 + 1.4 * i, -DEEP / 2 - 0.9, 27.2) for i in range(5)],
    )
    button = union(cylinder(3.4, 2, round=0.6).at(z=0.6), cylinder(2, 2.4, round=0.8).at(z=2.0)).at(
        -20.5, -1, HIGH
    )
    lever = capsule((-12, 2, HIGH + 0.9), (-14.4, -4.4, HIGH + 0.9), 1.1)
    return union(
        prism,
        shoe,
        window,
        flash,
        button,
        lever,
        _dial(4.3, 4).at(20, 0, HIGH),
        _dial(2.7, 3.2).at(12.6, 1.5, HIGH),
    )


def _dial(radius: float, height: float) -> Sdf:
    disc = cylinder(radius, height, round=0.5).at(z=height / 2 - 0.6)
    notch = cylinder(0.45, height + 4).at(radius + 0.1)
    return difference(disc, around(notch, int(radius * 3.6)))


def _lens(wall: float) -> Sdf:
    """Stacked rings along z, the focus ring knurled, a domed glass with a star of light."""
    rings = [
        (12.6, 4.0, 1.4),
        (11.4, 8.0, 3.2),
        (12.2, 3.6, 6.0),
        (11.0, 5.0, 9.4),
        (11.8, 2.6, 12.0),
    ]
    barrel = union(*[cylinder(r, h, round=0.6).at(z=z) for r, h, z in rings])
    notches = around(box(0.8, 0.9, 4).at(0, 12.2, 6), 28)
    front = cylinder(9.2, 4, round=0.4).at(z=13.6)
    inner = torus(7.6, 0.8).at(z=11.8)
    glass = ellipsoid(6.8, 6.8, 3.4).at(z=11.6)
    gleam = ellipsoid(1.7, 1.1, 0.6).turn(z=40).at(-2.4, 2.6, 14.1)
    tab = box(4.4, 2.6, 3.4, round=0.7).at(0, 12.2, 6)
    lens = union(difference(barrel, notches, front), inner, glass, gleam, tab)
    return lens.turn(x=90).at(0, -DEEP / 2 + 1, LENS_Z)
