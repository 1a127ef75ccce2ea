"""A thing that came alive: arms with hands, legs in shoes, a face; it waves, or carries another."""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.figure_hands import hand as modelled
from memoreez.designs.figure_limbs import shoe
from memoreez.designs.figure_look import SHOES
from memoreez.designs.figure_pose import ANKLE, Grasp, Limb
from memoreez.designs.figure_surface import tops
from memoreez.designs.hybrid_face import faced
from memoreez.designs.pieces import Piece, within
from memoreez.sdf import Sdf, capsule, cone, torus, tube, union
from memoreez.sdf.node import F64

WIDEST = 1.1  # of its own height: a wider keepsake looks like a tray
ARM, LEG = 2.9, 4.2  # radius, hundredths of the height
WRIST = 3.4  # of the cuff below the hand's middle
TOE_OUT_DEG = 14.0
SHOULDER = 0.48  # of the body's height
LEVEL = 2.5
LONGEST = 0.27  # of the height: how far an arm reaches up; a longer one looks like a pipe
EVEN, FIRM = 0.07, 0.6  # a top that carries: this share of it is even to this share of the height


def alive(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element with face, arms and legs; it may carry the second.

    A low, wide one has longer legs, and carries on its head or holds up what it has: so it is
    higher than wide.
    """
    leg = 0.17 * height
    body = within(elements[0], 0.62 * height, height - leg, "held").at(0, 0, leg)
    busy = len(elements) > 1
    low = float(body.size[0]) + (0.55 if busy else 0.3) * height > WIDEST * body.top
    if low:
        leg, wide = (0.2, 0.62) if busy else (0.25, 0.58)
        body = within(elements[0], wide * height, 0.56 * height, "held").at(0, 0, leg * height)
    shoes = "sneakers" if body.motif.kind == "sport" else SHOES[int(random.integers(len(SHOES)))]
    parts = [body.solid, *_legs(body, height, shoes)]
    right, left = _shoulders(body)
    topped = _topped(elements[1], body, height) if low and busy else None
    up = body.top + (0.04 if busy else 0.09) * height
    wave = np.array([-0.15, -0.05, 0.19]) * height
    if low and not topped:
        rise = max(wave[2], min(up - left[2], LONGEST * height))
        wave = np.array([-0.09 * height, -0.05 * height, rise])
    waving = Grasp((0, 0, 0), (-0.3, 0, 1), (0, -1, 0), 1, "open")
    parts.append(_arm(left, left + wave, height, waving))
    if topped or not busy:
        reach = (0.09, -0.06, -0.1) if low else (0.13, -0.06, -0.08)
        hanging = Grasp((0, 0, 0), (0.45, -0.3, -1), (-1, -0.3, 0), 1, "rest")
        parts.append(_arm(right, right + np.multiply(reach, height), height, hanging))
        parts += [topped] if topped else []
    else:
        thing = within(elements[1], 0.36 * height, 0.36 * height, "held")
        hand, carried = _aloft(thing, right, up, height) if low else _beside(thing, right, height)
        waiter = Grasp((0, 0, 0), (0.25, -1, 0), (0, 0, 1), 1, "open")
        fist = Grasp((0, 0, 0), (0, -0.2, 1), (-1, 0, 0))
        parts += [carried.solid, _arm(right, hand, height, waiter if low else fist)]
    return faced(union(*parts, k=1.2), body, height)


def booted(element: Element, height: float, random: np.random.Generator, share: float = 0.2) -> Sdf:
    """An animal that stands up in shoes; it has a face and paws of its own."""
    leg = share * height
    body = within(element, 0.72 * height, height - leg).at(0, 0, leg)
    shoes = SHOES[int(random.integers(len(SHOES)))]
    return union(body.solid, *_legs(body, height, shoes), k=1.2)


def _topped(element: Element, body: Piece, height: float) -> Sdf | None:
    """The thing on top of the body, on a cushion; None where the top is too narrow or uneven."""
    room = height - body.top + 0.05 * height
    thing = within(element, 0.42 * height, max(room, 0.3 * height))
    foot = 0.3 * float(thing.size[:2].min())
    turns = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    disc = np.r_[[[0.0, 0.0]], *(np.c_[np.cos(turns), np.sin(turns)] * foot * s for s in (0.5, 1))]
    best: tuple[float, float, float] | None = None
    for share in (0.0, -0.12, 0.12, -0.24, 0.24):
        x = float(body.middle[0] + share * body.size[0])
        under = tops(body.solid, disc + [x, float(body.middle[1])], body.top + 1)
        high = float(np.percentile(under, 75))
        firm = float((np.abs(under - high) < EVEN * height).mean()) - 0.4 * abs(share)
        if high > float(body.low[2] + 0.6 * body.size[2]) and (best is None or firm > best[0]):
            best = firm, x, high
    if best is None or best[0] < FIRM:
        return None
    _, x, z = best
    y = float(body.middle[1])
    tall = 0.75 * foot + 0.03 * height  # it widens by 45 degrees, so that little hangs over
    cushion = cone(0.75 * foot, 1.5 * foot, tall, round=0.01 * height)
    on = thing.at(x, y, z - 0.012 * height)
    return union(cushion.at(x, y, z + 0.01 * height - tall / 2), on.solid, k=0.5)


def _beside(thing: Piece, shoulder: F64, height: float) -> tuple[F64, Piece]:
    """The hand at the thing's lower left, and the thing beside the body."""
    hand = shoulder + [0.1 * height + 0.12 * thing.size[0], -0.07 * height, 0.01 * height]
    grip = (
        thing.low[0] + 0.2 * thing.size[0],
        thing.middle[1],
        thing.low[2] + 0.3 * thing.size[2],
    )
    return hand, thing.moved(*(hand - _inside(thing, grip)))


def _aloft(thing: Piece, shoulder: F64, up: float, height: float) -> tuple[F64, Piece]:
    """The hand under the thing, up over the shoulder."""
    grip = _inside(thing, (thing.middle[0], thing.middle[1], thing.low[2] + 0.1 * thing.size[2]))
    below = float(grip[2] - thing.low[2])  # what hangs under the hand stays over the body
    hand = np.array([shoulder[0] + 0.05 * height, shoulder[1] - 0.05 * height, up + 0.8 * below])
    return hand, thing.moved(*(hand - grip))


def _legs(body: Piece, height: float, shoes: str) -> list[Sdf]:
    """Two sturdy legs in shoes; the left one steps forward."""
    unit = height / 100
    gap = float(np.clip(0.24 * body.size[0], 7 * unit, 15 * unit))
    y, reach = float(body.middle[1]), float(body.low[2]) + 12 * unit
    legs = []
    for side, step in ((-1, -3.5 * unit), (1, 2.5 * unit)):
        x = float(body.middle[0]) + side * gap
        hip = (x * 0.8, y, _underside(body, x * 0.8, y))
        if hip[2] > reach:  # a stem or a handle: the legs meet in it
            low = (float(body.middle[0]) + side, y, float(body.low[2]) + 5 * unit)
            at = _inside(body, low)
            hip = (float(at[0]), float(at[1]), float(at[2]))
        ankle = (x, y + step, ANKLE * unit)
        worn = shoe(shoes).turn(z=side * TOE_OUT_DEG).scale(unit).at(x, y + step, 0)
        sock = torus(4.6 * unit, 1.3 * unit).at(x, y + step, 8.6 * unit)
        bone = capsule(hip, ankle, LEG * unit * 1.1, LEG * unit)
        legs.append(union(union(bone, sock, k=0.4), worn, k=0.6))
    return legs


def _underside(body: Piece, x: float, y: float) -> float:
    """Where the body's underside is above (x, y), a little inside; its middle over a gap."""
    zs = np.linspace(body.low[2], body.high[2], 120)
    line = np.stack([np.full_like(zs, x), np.full_like(zs, y), zs], axis=1)
    inside = np.nonzero(body.solid(line) < 0)[0]
    return float(zs[inside[0]]) if len(inside) else float(body.middle[2])


def _shoulders(body: Piece) -> tuple[F64, F64]:
    """Points inside the body at its right and left flank, where the arms begin."""
    z = float(body.low[2] + SHOULDER * body.size[2])
    right = _inside(body, (float(body.high[0]), float(body.middle[1]), z), LEVEL)
    left = _inside(body, (float(body.low[0]), float(body.middle[1]), z), LEVEL)
    return right, left


def _inside(body: Piece, wanted: tuple[float, float, float], level: float = 1.0) -> F64:
    """The point well inside the body that is nearest to `wanted`: what is put there holds.

    A larger `level` keeps it nearer to the wanted height.
    """
    axes = [np.linspace(body.low[i], body.high[i], 26) for i in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    value = body.solid(grid)
    deep = grid[value <= max(-0.8, float(value.min()) * 0.6)]
    nearest = np.linalg.norm((deep - wanted) * [1, 1, level], axis=1).argmin()
    return np.asarray(deep[nearest], float)


def _arm(shoulder: F64, end: F64, height: float, grasp: Grasp) -> Sdf:
    """Shoulder, elbow and a gloved hand, the elbow hanging out and down."""
    unit = height / 100
    thick, out = ARM * unit, math.copysign(1.0, end[0] - shoulder[0])
    elbow = (shoulder + end) / 2 + [out * 1.4 * thick, 0, -1.6 * thick]
    along = (end - elbow) / max(float(np.linalg.norm(end - elbow)), 1e-6)
    arm = tube([shoulder, elbow, end], [thick * 1.1, thick, thick], k=thick * 0.3)
    cuff = (
        torus(1.2 * thick, 0.42 * thick).turn_to(along.tolist()).at(*(end - along * WRIST * unit))
    )
    limb = Limb(shoulder / unit, elbow / unit, end / unit, 1.0)
    glove = modelled(grasp, limb, 1 if out > 0 else -1).scale(unit)
    return union(union(arm, cuff, k=0.3), glove, k=0.5)
