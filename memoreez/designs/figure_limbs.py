"""Arms in sleeves, legs in trousers, shoes with soles; lengths are hundredths of the height."""

from __future__ import annotations

import numpy as np

from memoreez.designs.figure_hands import hand
from memoreez.designs.figure_look import Look
from memoreez.designs.figure_pose import ANKLE, Foot, Limb, Skeleton, moved, turned
from memoreez.sdf import (
    Sdf,
    capsule,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    sphere,
    torus,
    tube,
    union,
)
from memoreez.sdf.node import F64

SHORT_SLEEVES = ("tee",)
BARE_LEGS = ("dress",)


def arms(look: Look, skeleton: Skeleton) -> Sdf:
    """Both arms with their hands."""
    pose = skeleton.pose
    both = []
    for limb, grasp, side in zip(skeleton.arms, (pose.right, pose.left), (-1, 1), strict=True):
        both.append(union(_arm(look, limb), hand(grasp, limb, side), k=0.5))
    return union(*both)


def _arm(look: Look, limb: Limb) -> Sdf:
    thick = look.build.limb
    along = _unit(limb.end - limb.joint)
    wrist = limb.end - along * 3.6
    upper = _bone(limb.root, limb.joint, 5.3 * thick, 4.9 * thick)
    if look.top in SHORT_SLEEVES:
        bare = union(
            _bone(limb.root, limb.joint, 4.0 * thick, 3.9 * thick),
            _bone(limb.joint, wrist, 3.9 * thick, 3.3 * thick),
            k=1.0,
        )
        end = limb.root + (limb.joint - limb.root) * 0.62
        sleeve = _bone(limb.root, end, 5.3 * thick, 5.0 * thick)
        down = _unit(limb.joint - limb.root)
        hem = _ring(5.2 * thick, 0.8, end + down * 1.6, down)
        cut = cylinder(20, 12).turn_to(down.tolist()).at(*(end + down * 8.4))
        return union(bare, difference(sleeve, cut, k=0.5), hem, k=0.4)
    fore = _bone(limb.joint, wrist - along * 0.6, 4.9 * thick, 4.3 * thick)
    cuff = _band(4.7 * thick, 2.8, wrist - along * 1.0, along)
    forearm = _bone(wrist - along * 2, limb.end, 3.3 * thick)
    return union(union(upper, fore, k=1.2), cuff, forearm, k=0.4)


def legs(look: Look, skeleton: Skeleton) -> Sdf:
    """Both legs with their shoes."""
    pose = skeleton.pose
    both = [
        union(_leg(look, limb), _shoe(look, limb, foot), k=0.4)
        for limb, foot in zip(skeleton.legs, (pose.right_foot, pose.left_foot), strict=True)
    ]
    return union(*both)


def _leg(look: Look, limb: Limb) -> Sdf:
    t = look.build.limb
    shin = _unit(limb.end - limb.joint)
    if look.top in BARE_LEGS or look.shorts:
        bare = union(
            _bone(limb.root, limb.joint, 5.8 * t, 5.0 * t),
            _bone(limb.joint, limb.end, 5.0 * t, 4.5 * t),
            k=1.0,
        )
        sock = _ring(4.6 * t, 1.3, limb.end - shin * 4.4, shin)
        if look.top in BARE_LEGS:
            return union(bare, sock, k=0.4)
        thigh = _unit(limb.joint - limb.root)
        cloth = _bone(limb.root, limb.joint + thigh * 0.5, 7.0 * t, 6.9 * t)
        cut = cylinder(20, 12).turn_to(thigh.tolist()).at(*(limb.joint + thigh * 7.6))
        hem = _ring(6.7 * t, 0.9, limb.joint + thigh * 0.9, thigh)
        return union(bare, difference(cloth, cut, k=0.6), hem, sock, k=0.4)
    cloth = union(
        _bone(limb.root, limb.joint, 7.0 * t, 6.5 * t),
        _bone(limb.joint, limb.end - shin * 2.4, 6.5 * t, 5.9 * t),
        k=1.5,
    )
    if look.shoes == "boots":
        return cloth
    return union(cloth, _band(6.5 * t, 2.6, limb.end - shin * 2.6, shin), k=0.4)


def _shoe(look: Look, limb: Limb, foot: Foot) -> Sdf:
    ankle = moved(limb.end)
    frame = ankle @ turned((-foot.pitch, 0, foot.toe_out * (1 if foot.at[0] > 0 else -1)))
    solid = shoe(look.shoes).at(z=-ANKLE).placed(frame)
    if look.shoes != "boots":
        return solid
    shin = _unit(limb.end - limb.joint)
    t = look.build.limb
    shaft = _bone(limb.end - shin * 5.0, limb.end - shin, 6.0 * t, 5.2)
    cuff = _ring(6.0 * t, 1.5, limb.end - shin * 5.4, shin)
    return union(solid, shaft, cuff, k=0.6)


def shoe(kind: str) -> Sdf:
    """One of figure_look.SHOES, its sole on z = 0, the leg over the origin, its toe towards -y."""
    solid = {"boots": _boot, "sneakers": _sneaker, "shoes": _loafer}[kind]()
    return intersection(solid, half_space((0, 0, -1)))


def _outline(grow: float) -> F64:
    right = [(3.9, 4.8), (4.6, 0), (5.2, -5.0), (5.0, -9.0), (2.6, -11.9)]
    points = [(0, 6.4), *right, (-0.4, -12.4), *[(-x * 0.96, y) for x, y in reversed(right)]]
    middle = np.array([0, -3.0])
    outline = loop(points, 40)
    away = outline - middle
    return np.asarray(outline + away / np.linalg.norm(away, axis=1, keepdims=True) * grow)


def _sole(thick: float, grow: float) -> Sdf:
    """Its underside at z = 0."""
    return extrude(_outline(grow), height=thick, round=0.7).at(z=thick / 2)


def _upper() -> Sdf:
    toe = ellipsoid(5.0, 6.4, 5.0).at(0, -5.6, 2.9)
    heel = ellipsoid(4.5, 5.2, 5.6).at(0, 1.0, 3.8)
    return union(toe, heel, k=2.5)


def _laces(low: float) -> list[Sdf]:
    bars = []
    for i, (y, z) in enumerate(((-5.2, 7.8), (-3.2, 8.4), (-1.4, 9.3))):
        s = 1 if i % 2 else -1
        bars.append(capsule((-2.0, y, z + low + 0.25 * s), (2.0, y, z + low - 0.25 * s), 0.7))
    return bars


def _boot() -> Sdf:
    """A walking boot: a thick sole with lugs, a toe cap, laces."""
    sole = _sole(2.4, 0.7)
    lugs = [capsule((-8, y, -0.1), (8, y, -0.1), 0.75) for y in (-9.4, -6.4, -3.4, 2.2, 4.6)]
    cap = ellipsoid(5.2, 3.4, 3.8).at(0, -9.0, 3.1)
    return union(difference(sole, *lugs, k=0.3), _upper(), cap, *_laces(0), k=0.3)


def _sneaker() -> Sdf:
    """A running shoe: a white-looking wedge of a sole, a toe bumper, laces, a stripe."""
    sole = _sole(2.6, 0.8)
    groove = extrude(_outline(1.1), height=0.7, round=0.3) - extrude(_outline(0.35), height=2)
    bumper = ellipsoid(4.8, 2.8, 3.2).at(0, -9.6, 3.0)
    stripes = [
        capsule((s * 4.6, y, 3.0), (s * 3.7, y + 1.7, 6.4), 0.75)
        for s in (1, -1)
        for y in (-3.6, -1.4)
    ]
    return union(
        difference(sole, groove.at(z=1.5), k=0.2), _upper(), bumper, *_laces(0), *stripes, k=0.3
    )


def _loafer() -> Sdf:
    sole = _sole(1.8, 0.3)
    strap = capsule((-3.6, -3.4, 6.6), (3.6, -3.4, 6.6), 1.1)
    button = sphere(1.3).at(0, -4.0, 7.8)
    return union(sole, _upper(), strap, button, k=0.4)


def _bone(a: F64, b: F64, radius: float, radius_b: float | None = None) -> Sdf:
    return tube([a, b], [radius, radius if radius_b is None else radius_b])


def _ring(radius: float, thick: float, at: F64, along: F64) -> Sdf:
    return torus(radius, thick).turn_to(along.tolist()).at(*at)


def _band(radius: float, wide: float, at: F64, along: F64) -> Sdf:
    """A short thick cuff."""
    return cylinder(radius, wide, round=min(1.1, wide / 2)).turn_to(along.tolist()).at(*at)


def _unit(vector: F64) -> F64:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
