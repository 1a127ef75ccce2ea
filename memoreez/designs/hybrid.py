"""Whimsical hybrid: one thing in the role of another.

The cat asleep on the summit, the dog looking out of the boot, or, where nothing fits into or onto
anything, an object that came alive: eyes, a smile, boots on its feet a hobby in its hand.
"""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs import companions
from memoreez.designs.pieces import Piece, measured, piece, within
from memoreez.motifs import Motif, Spot, load
from memoreez.sdf import (
    Sdf,
    arc,
    capsule,
    cone,
    difference,
    ellipsoid,
    half_space,
    intersection,
    sphere,
    tube,
    union,
)

RIDERS = ("animal",)
WIDEST = 1.1  # of its own height: a wider keepsake looks like a tray


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first two elements make the joke, if they can; the rest stand by."""
    motifs = [load(e.motif) for e in elements]
    pair = joke(motifs)
    if pair is None:
        lifeless = [e for e, m in zip(elements, motifs, strict=True) if m.kind not in RIDERS]
        lifeless.sort(key=lambda e: load(e.motif).labelled)  # a face would hide the word
        if not lifeless:
            return companions.compose(elements, height, random)
        elements = (lifeless[0], *(e for e in elements if e != lifeless[0]))
        hero, size = _alive(elements, height, random)
        others = elements[2:]
    else:
        host, rider = pair
        hero, size = _together(elements[host], elements[rider], height, random)
        others = tuple(e for i, e in enumerate(elements) if i not in pair)
    solid = union(hero, *_bystanders(others, size, height), k=0.6)
    return intersection(solid, half_space((0, 0, -1)))


def joke(motifs: list[Motif]) -> tuple[int, int] | None:
    """(host, rider): an animal in an opening, an animal on a seat, anything on a seat; or None."""
    for opening in (True, False):
        for host, motif in enumerate(motifs):
            place = _upward(motif) if opening else motif.seat
            for rider, other in enumerate(motifs):
                if place and other.kind in RIDERS and rider != host and motif.kind not in RIDERS:
                    return host, rider
    for host, motif in enumerate(motifs):
        for rider, other in enumerate(motifs):
            if motif.seat and rider != host and other.seat is None and other.kind != "place":
                return host, rider
    return None


def _upward(motif: Motif) -> Spot | None:
    """The motif's opening if it looks up: nobody peeks over the rim of a tent's door."""
    if motif.mouth is None:
        return None
    _, high = measured(motif.name, motif.poses[0])
    return motif.mouth if motif.mouth[2] > 0.45 * high[2] else None


def _together(
    host: Element, rider: Element, height: float, random: np.random.Generator
) -> tuple[Sdf, float]:
    motif = load(host.motif)
    return _peeking(host, rider, height) if _upward(motif) else _seated(host, rider, height, random)


def _peeking(host: Element, rider: Element, height: float) -> tuple[Sdf, float]:
    """The rider's upper half looks out of the host's opening."""
    vessel = within(host, 0.82 * height, 0.64 * height).at(0, 0)
    assert vessel.motif.mouth is not None
    x, y, z, r = vessel.spot(vessel.motif.mouth)
    room = height - z
    animal = within(rider, 3.6 * r, 1.75 * room)
    showing = min(room, 0.66 * animal.top)
    head = animal.at(x, y, z - (animal.top - showing))
    # what hides in the vessel is cut to its opening, so nothing pokes through its wall
    plug = capsule((x, y, z - 2.2 * r), (x, y, z), 0.92 * r)
    # above, it may spread as it rises; a twig beyond the rim would hang in the air
    tall = room + r  # it must not cut off the rider's head
    funnel = cone(0.95 * r, 0.95 * r + 1.3 * tall, tall).at(x, y, z - 0.1 * r + tall / 2)
    above = intersection(head.solid, funnel)
    inside = intersection(head.solid, plug)
    rest = ellipsoid(0.96 * r, 0.96 * r, 0.8 * r).at(x, y, z - 0.62 * r)
    return union(vessel.solid, above, inside, rest, k=0.8), float(vessel.size[:2].max())


def _seated(
    host: Element, rider: Element, height: float, random: np.random.Generator
) -> tuple[Sdf, float]:
    """The rider on the host's seat: asleep, if it can sleep. A low, wide host is made smaller."""
    pose = next((p for p in load(rider.motif).poses if p in ("sleep", "lie")), None)
    for shrink in (1.0, 0.87, 0.76, 0.66):
        seat = within(host, 0.85 * shrink * height, 0.66 * height).at(0, 0)
        assert seat.motif.seat is not None
        x, y, z, r = seat.spot(seat.motif.seat)
        one = within(rider, max(3.4 * r, 0.42 * height), height - z + 0.02 * height, pose)
        if seat.size[:2].max() <= WIDEST * (z + one.top):
            break
    turn = float(random.uniform(-25, 25))
    top = one.at(x, y, z - 0.025 * height).turned(turn)
    support = _support(one, (x, y, z, r))
    return union(seat.solid, support, top.solid, k=1.0), float(seat.size[:2].max())


def _support(one: Piece, seat: tuple[float, float, float, float]) -> Sdf:
    """Under a rider wider than the seat: a swelling of the seat that carries it."""
    x, y, z, r = seat
    wide = max(r, 0.42 * float(one.size[:2].min()))
    return capsule((x, y, z - 1.6 * wide), (x, y, z - 0.55 * wide), 0.5 * r + 1, 0.95 * wide)


def _alive(
    elements: tuple[Element, ...], height: float, random: np.random.Generator
) -> tuple[Sdf, float]:
    """The first element with face, arms and legs; it waves, or carries the second.

    A low, wide one has longer legs, and holds up what it carries: so it is higher than wide.
    """
    leg = 0.17 * height
    body = within(elements[0], 0.62 * height, height - leg, "held").at(0, 0, leg)
    busy = len(elements) > 1
    low = float(body.size[0]) + (0.55 if busy else 0.3) * height > WIDEST * body.top
    if low:
        leg, wide = (0.2, 0.62) if busy else (0.25, 0.55)
        body = within(elements[0], wide * height, 0.56 * height, "held").at(0, 0, leg * height)
    parts = [body.solid, *_legs(body, height)]
    right, left = _shoulders(body)
    thick = 0.032 * height
    up = body.top + (0.04 if busy else 0.09) * height
    wave = np.array([-0.15 * height, -0.05 * height, 0.19 * height])
    if low:
        wave = np.array([-0.07 * height, -0.05 * height, max(wave[2], up - left[2])])
    parts.append(_arm(left, left + wave, thick))
    hand = right + [0.13 * height, -0.06 * height, -0.08 * height]
    if busy:
        thing = within(elements[1], 0.36 * height, 0.36 * height, "held")
        hand, carried = _aloft(thing, right, up, height) if low else _beside(thing, right, height)
        parts += [carried.solid, sphere(thick * 1.7).at(*hand)]
    elif low:
        hand = right + [0.08 * height, -0.06 * height, -0.1 * height]
    parts.append(_arm(right, hand, thick))
    figure = _faced(union(*parts, k=1.2), body, height)
    return figure, float(body.size[:2].max()) * 1.5


def _beside(thing: Piece, shoulder: np.ndarray, height: float) -> tuple[np.ndarray, Piece]:
    """The hand at the thing's lower left, and the thing beside the body."""
    hand = shoulder + [0.1 * height + 0.12 * thing.size[0], -0.07 * height, 0.01 * height]
    grip = (
        thing.low[0] + 0.2 * thing.size[0],
        thing.middle[1],
        thing.low[2] + 0.3 * thing.size[2],
    )
    return hand, thing.moved(*(hand - _inside(thing, grip)))


def _aloft(
    thing: Piece, shoulder: np.ndarray, up: float, height: float
) -> tuple[np.ndarray, Piece]:
    """The hand under the thing, up over the shoulder."""
    grip = _inside(thing, (thing.middle[0], thing.middle[1], thing.low[2] + 0.1 * thing.size[2]))
    below = float(grip[2] - thing.low[2])  # what hangs under the hand stays over the body
    hand = np.array([shoulder[0] + 0.05 * height, shoulder[1] - 0.05 * height, up + 0.8 * below])
    return hand, thing.moved(*(hand - grip))


def _legs(body: Piece, height: float) -> list[Sdf]:
    """Two sturdy legs in boots; the left one steps forward."""
    gap = float(np.clip(0.24 * body.size[0], 0.07 * height, 0.15 * height))
    y, reach = float(body.middle[1]), float(body.low[2]) + 0.12 * height
    thick = 0.045 * height
    legs = []
    for side, step in ((-1, -0.035 * height), (1, 0.025 * height)):
        x = float(body.middle[0]) + side * gap
        hip, foot = (x * 0.8, y, _underside(body, x * 0.8, y)), (x, y + step, 0.05 * height)
        if hip[2] > reach:  # a stem or a handle: the legs meet in it
            low = (float(body.middle[0]) + side, y, float(body.low[2]) + 0.05 * height)
            at = _inside(body, low)
            hip = (float(at[0]), float(at[1]), float(at[2]))
        boot = ellipsoid(0.058 * height, 0.088 * height, 0.05 * height)
        shoe = boot.at(x, y + step - 0.025 * height, 0.035 * height)
        cuff = sphere(thick * 1.25).at(x, y + step, 0.085 * height)
        legs.append(union(capsule(hip, foot, thick * 1.1, thick), shoe, cuff, k=1.0))
    return legs


def _underside(body: Piece, x: float, y: float) -> float:
    """Where the body's underside is above (x, y), a little inside; its middle over a gap."""
    zs = np.linspace(body.low[2], body.high[2], 120)
    line = np.stack([np.full_like(zs, x), np.full_like(zs, y), zs], axis=1)
    inside = np.nonzero(body.solid(line) < 0)[0]
    return float(zs[inside[0]]) if len(inside) else float(body.middle[2])


def _shoulders(body: Piece) -> tuple[np.ndarray, np.ndarray]:
    """Points inside the body at its right and left flank, where the arms begin."""
    z = float(body.low[2] + 0.44 * body.size[2])
    right = _inside(body, (float(body.high[0]), float(body.middle[1]), z))
    left = _inside(body, (float(body.low[0]), float(body.middle[1]), z))
    return right, left


def _inside(body: Piece, wanted: tuple[float, float, float]) -> np.ndarray:
    """The point well inside the body that is nearest to `wanted`: what is put there holds."""
    axes = [np.linspace(body.low[i], body.high[i], 26) for i in range(3)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    value = body.solid(grid)
    deep = grid[value <= max(-0.8, float(value.min()) * 0.6)]
    nearest = np.linalg.norm(deep - wanted, axis=1).argmin()
    return np.asarray(deep[nearest], float)


def _arm(shoulder: np.ndarray, hand: np.ndarray, thick: float) -> Sdf:
    """Shoulder, elbow and hand, the elbow hanging out and down."""
    out = math.copysign(1.0, hand[0] - shoulder[0])
    elbow = (shoulder + hand) / 2 + [out * 1.4 * thick, 0, -1.6 * thick]
    arm = tube([shoulder, elbow, hand], [thick * 1.1, thick, thick], k=thick * 0.3)
    return union(arm, sphere(thick * 1.45).at(*hand), k=thick * 0.4)


def _faced(solid: Sdf, body: Piece, height: float) -> Sdf:
    """Two eyes and a smile on the front, where the body is widest and most even."""
    r = float(np.clip(0.085 * body.size[0], 0.03 * height, 0.048 * height))
    gap = float(np.clip(0.17 * body.size[0], 1.3 * r, 2.2 * r))
    x, z, y = _face_place(body, gap, r)
    eyes = [ellipsoid(r, r * 0.9, r * 1.15).at(x + s * gap, y + 0.2 * r, z) for s in (-1, 1)]
    pupils = [ellipsoid(0.42 * r, 0.5 * r, 0.55 * r).at(x + s * (gap - 0.2 * r), y - 0.78 * r, z)
              for s in (-1, 1)]  # fmt: skip
    bridge = ellipsoid(gap + r, r * 1.3, r * 0.8).at(x, y + 0.8 * r, z)
    mouth = arc(1.5 * r, max(0.7, 0.32 * r), 120).turn(x=90).turn(y=180)
    smile = mouth.at(x, min(_front(body, x, z - 2.9 * r), y + r) + 0.1 * r, z - 1.4 * r)
    faced = union(solid, bridge, *eyes, k=0.5)
    return union(difference(faced, *pupils, k=0.3), smile, k=0.3)


def _face_place(body: Piece, gap: float, r: float) -> tuple[float, float, float]:
    """Where a face fits: (x, z, y of the surface), judged by the front under eyes and mouth."""
    x = float(body.middle[0])
    places = []
    for share in np.linspace(0.3, 0.82, 19):
        z = float(body.low[2] + share * body.size[2])
        eyes = [_front(body, x + side * gap, z) for side in (-1, 1)]
        rims = [_front(body, x + side * (gap + r), z + 1.2 * r) for side in (-1, 1)]
        mouth = [_front(body, x + side * r, z - 2.6 * r) for side in (-1, 1)]
        gaps = sum(y >= body.high[1] for y in (*eyes, *rims, *mouth))
        uneven = float(np.ptp(eyes + mouth)) + 0.4 * float(np.ptp(rims))
        places.append((20.0 * gaps + uneven + 8.0 * r * abs(share - 0.62), z, min(eyes)))
    _, z, y = min(places)
    return x, z, y


def _front(body: Piece, x: float, z: float) -> float:
    """The y of the body's foremost surface at (x, z), or of its middle where there is a gap."""
    ys = np.linspace(body.low[1], body.high[1], 120)
    line = np.stack([np.full_like(ys, x), ys, np.full_like(ys, z)], axis=1)
    inside = np.nonzero(body.solid(line) < 0)[0]
    return float(ys[inside[0]]) if len(inside) else float(body.high[1])


def _bystanders(others: tuple[Element, ...], size: float, height: float) -> list[Sdf]:
    """The rest on the ground, low, left and right of the joke."""
    placed = []
    for element, angle in zip(others, (52.0, -55.0, 100.0, -105.0), strict=False):
        one = piece(element, width=(0.27 if len(others) < 3 else 0.22) * height)
        reach = max(0.5 * size, 0.2 * height) * 0.72 + one.radius * 0.7
        a = math.radians(angle)
        placed.append(one.at(reach * math.sin(a), -reach * math.cos(a)).solid)
    return placed
