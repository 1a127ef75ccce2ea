"""Big headphones on a turned wooden stand, a note on each cup; held: as worn on a head."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    mirror,
    repeat,
    torus,
    tube,
    union,
)

BAND = 22.0  # radius of the head band's middle
CUP_Z = 13.6
TOP = CUP_Z + 8 + BAND  # height of the band's middle at its crown


@motif(
    "thing",
    en="headphones, headphone, headset, listening to music, music, music lover, earphones, "
    "earbuds, playlist, audiophile, DJ, deejay, techno, electronic music, hip hop, beats, "
    "sound engineer, music producer, audiobooks, pop music",
    de="Kopfhörer, Headset, Musik hören, Musik, Musikliebhaber, Ohrhörer, Playlist, DJ, "
    "Techno, Hip-Hop, elektronische Musik, Tontechnik, Musikproduzent, "
    "Hörbücher, Popmusik",
    fr="casque audio, casques audio, écouteurs, écouter de la musique, musique, mélomane, "
    "playlist, DJ, techno, hip-hop, musique électronique, ingénieur du son, livres "
    "audio",
    es="auriculares, audífonos, escuchar música, música, melómano, lista de reproducción, DJ, "
    "pinchadiscos, techno, hip hop, música electrónica, audiolibros",
    hold="head",
    to_person=0.36,
    grip=(0, 0, 18),
    poses=("stand", "held"),
)
def headphones(wall: float = 1.2, pose: str = "stand") -> Sdf:
    worn = union(_band(wall), mirror(_cup(wall), "x"))
    if pose == "held":
        return worn.at(z=-CUP_Z - 8)
    return union(worn, _stand(wall), k=0.3) & half_space((0, 0, -1))


def _band(wall: float) -> Sdf:
    """A padded hoop, stitched, with the slides that carry the cups."""
    hoop = arc(BAND, 3.0, 176).turn(x=90).at(z=CUP_Z + 8)
    padding = arc(BAND, 3.9, 96).turn(x=90).at(z=CUP_Z + 8)
    stitches = [
        torus(3.6, 0.75).turn(y=90).at(0, 0, BAND).turn(y=a).at(z=CUP_Z + 8)
        for a in range(-40, 41, 16)
    ]
    r = max(1.5, wall / 2)
    slide = union(
        capsule((BAND, 0, CUP_Z + 9.5), (BAND + 0.3, 0, CUP_Z), r),
        box(5.4, 6.6, 6.4, round=1.6).at(BAND, 0, CUP_Z + 9.6),
        repeat(torus(r + 0.1, 0.45), 2, (0, 0, 1.8)).at(BAND, 0, CUP_Z + 4.6),
    )
    yoke = arc(11.6, max(1.4, wall / 2), 196).turn(x=90).turn(z=90).at(BAND - 0.6, 0, CUP_Z)
    return union(hoop, difference(padding, *stitches), mirror(union(slide, yoke), "x"), k=0.3)


def _cup(wall: float) -> Sdf:
    """A shell outside, a soft cushion inside, a raised note on the outer face. On the +x side."""
    shell = cylinder(10.6, 6.6, round=2.2).at(z=1.2)
    cushion = union(torus(7.4, 3.1).stretch(1, 1, 1.15), cylinder(7.2, 4.4).at(z=1)).at(z=-3.4)
    seam = torus(10.4, 0.55).at(z=-1.2)
    plate = difference(cylinder(8.8, 2, round=0.7).at(z=4.6), torus(7.4, 0.5).at(z=5.7))
    knobs = around(capsule((10.5, 0, 0.2), (10.5, 0, 2.4), 0.6), 18)
    cup = union(shell, cushion, seam, plate, knobs, _note(wall).at(z=5.6))
    return cup.turn(z=90).turn(y=90).turn(z=4).at(BAND - 0.4, 0, CUP_Z)


def _note(wall: float) -> Sdf:
    """Two quavers under one beam, flat in the xy plane."""
    r = max(0.7, 0.4 * wall)
    heads = [ellipsoid(1.75, 1.3, 1.1).turn(z=25).at(x, y) for x, y in ((-2.8, -3.0), (2.0, -2.2))]
    stems = [capsule((x, y, 0), (x, y + 6, 0), r) for x, y in ((-1.4, -3), (3.4, -2.2))]
    beam = capsule((-1.4, 3.0, 0), (3.4, 3.8, 0), r + 0.35)
    return union(*heads, *stems, beam, k=0.2)


def _stand(wall: float) -> Sdf:
    """A foot with a rim, a waisted post, a saddle under the band."""
    foot = union(
        cylinder(15, 4, round=1.5).stretch(1.55, 1, 1).at(z=1.6),
        cone(9.5, 4.4, 5, round=1).at(z=5.4),
        k=1.0,
    )
    post = tube(curve([(0, 0, 4), (0, 0, 18), (0, 0, 32)], 7), [4.6, 3.0, 4.4], k=0.5)
    rings = [torus(r, 0.8).at(z=z) for r, z in ((4.0, 10.4), (3.9, 27.6))]
    angles = np.radians(np.linspace(-38, 38, 17))
    arch = [((BAND - 2) * math.sin(a), CUP_Z + 8 + (BAND - 2) * math.cos(a)) for a in angles]
    fan = extrude([(-3, 27), *arch, (3, 27)], height=6.4, round=1.6).turn(x=90)
    cable = tube(
        curve(
            [(BAND, -4, 3), (17, -12, 3.4), (6, -11, 4.2), (-4, -12.5, 3.6), (-12, -9.5, 3.8)], 16
        ),
        max(1.0, wall / 2),
    )
    return union(union(foot, post, fan, k=1.0), *rings, cable)
