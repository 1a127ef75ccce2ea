"""A trumpet: flared bell, three valves with one pressed down, slides, on a stand with a note."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

# Lies along x, the bell at +x, the buttons up; all but the valves is modelled from behind.
PIPE = 5.6  # the tubes run this far above and below the middle
SIDE = 2.1  # the lead pipe lies this far to +y, the bell's tube as far to -y
BELL, MOUTH = 32.0, -31.0


@motif(
    "instrument",
    en="trumpet, trumpets, trumpeter, trumpet player, jazz trumpet, brass band, jazz, big band, "
    "playing the trumpet, cornet, flugelhorn, bugle, brass instrument, brass instruments, "
    "dixieland, swing music, jazz music, jazz club, mariachi, fanfare",
    de="Trompete, Trompeten, Trompeter, Trompeterin, Trompete spielen, Jazz, Blaskapelle, "
    "Blasmusik, Bigband, Flügelhorn, Kornett, Blechbläser, Blechblasinstrument, Blasorchester, "
    "Musikverein, Posaunenchor, Jazzmusik",
    fr="trompette, trompettes, trompettiste, jouer de la trompette, jazz, fanfare, cornet à "
    "pistons, bugle, cuivres, big band, instrument à vent, orchestre d'harmonie, musique de jazz",
    es="trompeta, trompetas, trompetista, tocar la trompeta, jazz, banda de música, corneta, "
    "charanga, mariachi, mariachis, instrumento de viento, big band, fliscorno, música de jazz",
    hold="raise",
    to_person=0.5,
    grip=(0, 0, 0),
    poses=("stand", "held"),
)
def trumpet(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = _trumpet(wall)
    if pose == "held":
        return solid.turn(y=-72)
    playing = solid.turn(y=-20).turn(z=-34).at(-1.0, 0, 35)
    return floor(union(playing, _stand(wall), k=0.5))


def _trumpet(wall: float) -> Sdf:
    r = max(1.8, 0.55 * wall)
    parts = _tubes(r), _bell(wall), _mouthpiece(), _slides(r, wall)
    return union(*[part.flip("y") for part in parts], _valves(wall), k=0.5)


def _bow(x: float, y0: float, y1: float, side: int) -> list[tuple[float, float, float]]:
    """Half a turn from the upper tube at `y0` to the lower one at `y1`; `side` 1 bends to +x."""
    turns = np.linspace(0, np.pi, 9)
    return [
        (
            x + side * PIPE * 1.02 * float(np.sin(t)),
            y0 + (y1 - y0) * float(t / np.pi),
            PIPE * float(np.cos(t)),
        )
        for t in turns
    ]


def _tubes(r: float) -> Sdf:
    """The lead pipe bends back into the third valve; out of the first one comes the bell's."""
    lead = [(MOUTH + 3, -SIDE, PIPE), (0, -SIDE, PIPE), *_bow(13.5, -SIDE, 0, 1), (4, 0, -PIPE)]
    bell = [(14, SIDE, PIPE), *_bow(-17, SIDE, 0, -1), (-6, 0, -PIPE)]
    sleeves = [
        capsule((x, y, z), (x + 3.4, y, z), r + 0.7)
        for x, y, z in ((9.4, -SIDE, PIPE), (9.4, 0, -PIPE), (-16, SIDE, PIPE), (-16, 0, -PIPE))
    ]
    braces = [capsule((x, 0, PIPE), (x, 0, -PIPE), r * 0.9) for x in (-12.4,)]
    return union(tube(lead, r), tube(bell, r), *sleeves, *braces, k=0.3)


def _bell(wall: float) -> Sdf:
    """A flare, hollow as far as a finger reaches, its rim rolled."""
    outer = curve([(0, 2.2), (8, 2.9), (13, 4.4), (17, 7.4), (19.2, 11.6), (19.8, 13.4)], 18)
    thick = max(1.5, wall)
    profile = [(float(a), float(x)) for x, a in outer]
    inner = [(max(a - thick, 0.0), x + 0.45 * thick) for a, x in profile[5:]]
    solid = revolve([(0, 0), *profile, (0, 19.8)])
    hollow = revolve([(0, inner[0][1]), *inner, (inner[-1][0], 25), (0, 25)])
    rim = torus(12.9, max(1.35, 0.55 * wall)).at(z=19.3)
    ring = torus(2.5, 0.9).at(z=3.0)
    flare = union(difference(solid, hollow, k=0.4), rim, ring, k=0.4)
    return flare.turn(y=90).at(BELL - 19.8, SIDE, PIPE)


def _valves(wall: float) -> Sdf:
    """Three casings with ribbed caps; the finger is on the second."""
    parts = []
    for x, down in ((-6.8, 0.0), (0.0, 2.0), (6.8, 0.0)):
        casing = cylinder(3.3, 17, round=0.6).at(z=-0.5)
        caps = [cylinder(3.8, 2.4, round=0.6).at(z=z) for z in (-8.6, 0.6, 7.8)]
        notches = [around(cylinder(0.35, 4).at(3.9, 0, z), 14) for z in (-8.6, 7.8)]
        stem = cylinder(max(1.3, wall / 2), 6).at(z=10.5 - down)
        button = union(cylinder(2.7, 1.6, round=0.6), ellipsoid(2.0, 2.0, 1.1).at(z=0.5), k=0.4)
        base = ellipsoid(2.4, 2.4, 1.8).at(z=-9.8)
        whole = difference(union(casing, *caps, base, k=0.3), *notches, k=0.2)
        parts.append(union(whole, stem, button.at(z=13.6 - down)).at(x))
    bridge = [box(8, 3.6, 3.6, round=1.2).at(x, 0, z) for x in (-3.4, 3.4) for z in (-4.6, 4.0)]
    return union(*parts, *bridge, k=0.3)


def _mouthpiece() -> Sdf:
    """A cup with a rounded rim on a tapering shank."""
    cup = union(
        cone(1.8, 3.9, 5.0, round=0.6).at(z=2.6),
        torus(3.3, 1.0).at(z=5.0),
        cone(2.6, 1.9, 8, round=0.3).at(z=-3.6),
        k=0.5,
    )
    hollow = ellipsoid(2.7, 2.7, 3.2).at(z=6.0)
    return difference(cup, hollow, k=0.4).turn(y=-90).at(MOUTH + 1, -SIDE, PIPE)


def _slides(r: float, wall: float) -> Sdf:
    """The third valve's slide before the casings, a finger ring on it, a hook on the lead pipe."""
    y = -4.0
    slide = tube([(4, y, -1.6), (12.6, y, -1.6)], r) | tube([(4, y, 1.9), (12.6, y, 1.9)], r)
    end = capsule((13.0, y, -1.2), (13.0, y, 1.5), r + 0.5)
    tap = [capsule((5.6, y, z), (7.0, y, z), r + 0.6) for z in (-1.6, 1.9)]
    thin = max(1.0, wall / 2)
    hook = torus(2.3 + thin / 2, thin).turn(x=90).at(-11.6, -SIDE, PIPE + 3.2 + thin / 2)
    small = tube([(-4, y, -0.4), (-12, y, -0.4)], r)
    knob = sphere(r + 0.6).at(-12.6, y, -0.4)
    return union(slide, end, *tap, hook, small, knob, k=0.4)


def _stand(wall: float) -> Sdf:
    """A turned column on an oval foot, a cradle under the valves, a pair of quavers."""
    foot = union(
        cylinder(17.5, 3.4, round=1.4).at(z=1.7),
        cylinder(14.5, 2.4, round=1.1).at(z=4.0),
        k=0.6,
    ).stretch(1.25, 0.92, 1)
    column = revolve(
        [(0, 3), (7, 3), (6.6, 5.4), (3.9, 8.0), (3.4, 12), (4.6, 14.4), (4.6, 16), (3.6, 18),
         (3.8, 20), (6.4, 23), (6.4, 25), (0, 25)]
    )  # fmt: skip
    cradle = difference(
        box(24, 11, 6.4, round=2.4),
        *[box(40, 1.0, 0.9).at(0, side * 5.6, 0.6) for side in (-1, 1)],
        k=0.4,
    )
    cradle = cradle.turn(y=-20).turn(z=-34).at(2.0, -0.8, 25.6)
    return union(foot, column.at(2.4, -1), cradle, _quavers(max(1.2, 0.5 * wall)), k=0.6)


def _quavers(r: float) -> Sdf:
    """Two notes under a beam, standing at the left."""
    heads = [ellipsoid(3.4, 2.4, 2.6).turn(y=-20).at(x, 0, z) for x, z in ((0, 2.2), (8.4, 2.6))]
    stems = [capsule((x + 2.4, 0, 2.8), (x + 2.4, 0, 14.6), r) for x in (0, 8.4)]
    beam = box(8.4 + 2 * r, 2.4 * r, 3.2, round=0.8).turn(y=-3).at(6.6, 0, 14.8)
    return union(*heads, *stems, beam, k=0.5).turn(z=10).at(-19.5, -8.6, 4.4)
