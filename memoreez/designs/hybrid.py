"""Whimsical hybrid: one thing in the role of another.

The cat asleep on the summit, the dog looking out of the boot, or, where nothing fits into or onto
anything, an object that came alive: eyes, a smile, shoes on its feet, a hobby in its hand.
"""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.gathering import Bands, Thing, gather
from memoreez.designs.hybrid_alive import WIDEST, alive, booted
from memoreez.designs.pieces import Piece, measured, within
from memoreez.motifs import Motif, Spot, load
from memoreez.sdf import Sdf, capsule, cone, ellipsoid, half_space, intersection, union

RIDERS = ("animal",)
BESIDE = {1: 0.36, 2: 0.32, 3: 0.28, 4: 0.26}  # of the height, by how many stand by
JOKE: Bands = ((0.0, 2.0), (0.3, 4.0))


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first two elements make the joke, if they can; the rest stand by."""
    motifs = [load(e.motif) for e in elements]
    pair = joke(motifs)
    if pair is None:
        lifeless = [e for e, m in zip(elements, motifs, strict=True) if m.kind not in RIDERS]
        lifeless.sort(key=lambda e: load(e.motif).labelled)  # a face would hide the word
        if lifeless:
            elements = (lifeless[0], *(e for e in elements if e != lifeless[0]))
            hero = alive(elements, height, random)
            others = elements[2:]
        else:
            hero, others = booted(elements[0], height, random), elements[1:]
    else:
        host, rider = pair
        hero = _together(elements[host], elements[rider], height, random)
        others = tuple(e for i, e in enumerate(elements) if i not in pair)
    hero = intersection(hero, half_space((0, 0, -1)))
    if not others:
        return hero
    mirrored = 1 if random.random() < 0.5 else -1
    return union(hero, *_bystanders(others, hero, height, mirrored), k=0.6)


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


def _together(host: Element, rider: Element, height: float, random: np.random.Generator) -> Sdf:
    motif = load(host.motif)
    return _peeking(host, rider, height) if _upward(motif) else _seated(host, rider, height, random)


def _peeking(host: Element, rider: Element, height: float) -> Sdf:
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
    return union(vessel.solid, above, inside, rest, k=0.8)


def _seated(host: Element, rider: Element, height: float, random: np.random.Generator) -> Sdf:
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
    return union(seat.solid, support, top.solid, k=1.0)


def _support(one: Piece, seat: tuple[float, float, float, float]) -> Sdf:
    """Under a rider wider than the seat: a swelling of the seat that carries it."""
    x, y, z, r = seat
    wide = max(r, 0.42 * float(one.size[:2].min()))
    return capsule((x, y, z - 1.6 * wide), (x, y, z - 0.55 * wide), 0.5 * r + 1, 0.95 * wide)


def _bystanders(others: tuple[Element, ...], hero: Sdf, height: float, mirrored: int) -> list[Sdf]:
    """The rest on the ground round the joke, in nobody's way."""
    share = BESIDE[min(len(others), 4)]
    low, high = hero.bounds
    most = 1.2 * height
    there = Thing(hero, np.maximum(low, -most), np.minimum(high, most))
    small = [within(e, share * height, share * height).at(0, 0) for e in others]
    things = [Thing(one.solid, one.low, one.high) for one in small]
    return gather(there, JOKE, things, height, mirrored)[0]
