"""How a person takes a thing: each function places the thing and moves the hands to it.

A hand's middle lies inside the surface of what it holds, so that the two are one body.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from memoreez.designs.character_props import Body, Prop
from memoreez.designs.figure_pose import Foot, Grasp, Point, Pose
from memoreez.designs.figure_stances import lifted
from memoreez.designs.figure_surface import span
from memoreez.sdf import Sdf
from memoreez.sdf.node import F64, rotation

Held = tuple[Sdf, Pose]
MOST_HAT = 32.0  # the height of a hat
BROW = 7.0  # where its rim sits, above the middle of the skull
INTO = 1.2  # how far the middle of a hand lies under a surface that it takes by the edge


def strum(thing: Prop, body: Body) -> Held:
    """Across the belly, the neck up to the left; the right hand on the strings."""
    frame = rotation("y", 58) @ rotation("x", -7)
    back = float(thing.high[1] - thing.grip[1])
    at = body.at((-4.0, 0, 37.5)) + (0, body.belly + 1.5 - back, 0)
    solid = thing.solid.at(*-thing.grip).placed(frame).at(*at)
    along = frame[:3, 2]
    neck = at + along * 0.6 * float(thing.high[2] - thing.grip[2])
    found = span(solid, neck + (0, -16, 0), neck + (0, 14, 0))
    middle = (found[0] + found[1]) / 2 if found else neck
    right = Grasp(
        _point(at + (-5.5, -1.6, -1.5)), (0.95, 0.1, -0.1), (0, 1, 0), 2, "rest", (1.0, 0.4, -0.3)
    )
    left = Grasp(_point(middle), _point(along), (0.1, 0.8, -0.6), 2.4, elbow=(0.7, 0.1, -1))
    return solid, replace(body.pose, right=right, left=left, head=(5, 5, 8))


def chin(thing: Prop, body: Body) -> Held:
    """Under the chin, the neck forward to the left; the right hand leads the bow."""
    bow = _outermost(thing)
    mirror = bow[0] < 0  # a right hand leads the bow on that side
    solid = thing.solid.flip("x") if mirror else thing.solid
    side = np.array([-1.0 if mirror else 1.0, 1, 1])
    along = _unit(np.array([0.70, -0.70, 0.10]))
    up = np.array([0.0, -0.45, 0.9])
    up = _unit(up - along * (up @ along))
    frame = np.eye(4)
    frame[:3, :3] = np.c_[np.cross(-up, along), -up, along]
    frame[:3, 3] = body.at((6.0, -7.0, 58.5)) - frame[:3, :3] @ (0, 0, thing.low[2])
    neck, hand = thing.grip * side, bow * side
    hand = hand * (0.8, 1, 1)
    left = Grasp(_in(frame, neck), _point(along), (0.0, 0.2, -1), 2.2, elbow=(0.5, 0.0, -1))
    right = Grasp(_in(frame, hand), _point(frame[:3, 0]), (-0.2, 0, 1), 1.6, elbow=(1, 0.2, -0.6))
    return solid.placed(frame), replace(body.pose, right=right, left=left, head=(6, 10, 24))


def before(thing: Prop, body: Body) -> Held:
    """In both hands before the chest, its back against the belly."""
    low = max(46.0 - float(thing.size[2]) / 2, 34.0)
    middle = thing.middle
    shift = body.at((0, body.belly + 1.2, low)) - (middle[0], thing.high[1], thing.low[2])
    solid = thing.solid.at(*shift)
    grasps = []
    for side in (-1, 1):
        at = _edge(solid, thing.low + shift, thing.high + shift, side, thing.grip[2] + shift[2])
        grasps.append(
            Grasp(_point(at), (0, -0.25, 1), (side, 0.5, -0.1), 1.8, elbow=(1, 0.35, -0.7))
        )
    return solid, replace(body.pose, right=grasps[0], left=grasps[1], head=(8, 0, 0))


def _edge(solid: Sdf, low: F64, high: F64, side: int, z: float) -> F64:
    """Where a hand from one side meets a thing, a little inside."""
    best = np.array([side * 3.0, (low[1] + high[1]) / 2, z])
    x0 = (low[0] + high[0]) / 2
    for height in (z, (low[2] + high[2]) / 2):
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            y = low[1] + share * (high[1] - low[1])
            found = span(solid, (x0 + side * 50, y, height), (x0, y, height))
            if found and side * found[0][0] > side * best[0]:
                best = found[0]
        if side * best[0] > 3.0:
            break
    return np.asarray(best - (side * INTO, 0, 0))


def lift(thing: Prop, body: Body, side: int) -> Held:
    """Held up beside the head, leaning outwards."""
    thing = _forwards(thing, side)
    inner = float(thing.high[0] - thing.grip[0] if side < 0 else thing.grip[0] - thing.low[0])
    out = float(np.clip(15.5 + inner, 26.0, 34.0))
    over = float(np.clip(15.5 + inner - 34.0, 0, 12))  # what is still too long goes above the hat
    at = body.at((side * out, -8.0 - 0.4 * over, 64.0 + 0.9 * over if out < 31 or over else 61.0))
    frame = rotation("y", side * (10 + 0.5 * (out - 26)))
    solid = thing.solid.at(*-thing.grip).placed(frame).at(*at)
    grasp = replace(lifted(side), at=_point(at), axis=_point(frame[:3, 2]), radius=_girth(thing))
    return solid, _handed(body.pose, grasp, side)


def _forwards(thing: Prop, side: int) -> Prop:
    """What lies across is turned, its +x end forwards and out, so that it passes the head."""
    x, y, z = thing.grip
    across = span(thing.solid, (x - 30, y, z), (x + 30, y, z))
    up = span(thing.solid, (x, y, z - 30), (x, y, z + 30))
    if not across or not up or across[1][0] - across[0][0] < 1.6 * (up[1][2] - up[0][2]):
        return thing
    turn = rotation("z", -90 + 25 * side)
    size = np.abs(turn[:3, :3]) @ (thing.size / 2)
    middle = turn[:3, :3] @ thing.middle
    grip = turn[:3, :3] @ thing.grip
    return replace(
        thing, solid=thing.solid.placed(turn), low=middle - size, high=middle + size, grip=grip
    )


def sing(thing: Prop, body: Body, side: int) -> Held:
    """Before the mouth, from below."""
    frame = rotation("z", -12 * side) @ rotation("y", -14 * side) @ rotation("x", -38)
    top = np.array([*thing.grip[:2], thing.high[2]]) - thing.grip
    at = body.at((side * -0.5, -19.0, 65.0)) - frame[:3, :3] @ top
    solid = thing.solid.at(*-thing.grip).placed(frame).at(*at)
    grasp = replace(
        lifted(side),
        at=_point(at),
        axis=_point(frame[:3, 2]),
        palm=(side, -0.4, 0),
        radius=_girth(thing),
        elbow=(1, 0.1, -0.8),
    )
    return solid, replace(_handed(body.pose, grasp, side), head=(-2, 0, -4 * side))


def plant(thing: Prop, body: Body, side: int) -> Held:
    """Stood on the ground at one side, a hand on it, as near as its foot allows."""
    ground = body.pose.hips[2] - 30
    thing = min((thing, _mirrored(thing)), key=lambda t: side * _flank(t, side)[2])
    inner = float(thing.low[0] if side > 0 else thing.high[0])
    y, height, edge = _flank(thing, side)
    x = max(side * (side * 19.0 - edge), side * (side * 11.0 - inner)) * side
    shift = np.array([x, -4.0 - y, ground - thing.low[2]])
    at = np.array([edge + side * INTO, y, thing.low[2] + height]) + shift
    grasp = Grasp(_point(at), (0, -0.1, 1), (-side, 0.6, 0), 2.0, elbow=(0.5, 0.8, -0.6))
    return thing.solid.at(*shift), _handed(body.pose, grasp, side)


def _mirrored(thing: Prop) -> Prop:
    flip = np.array([-1.0, 1, 1])
    low, high = np.sort([thing.low * flip, thing.high * flip], axis=0)
    return replace(thing, solid=thing.solid.flip("x"), low=low, high=high, grip=thing.grip * flip)


def _flank(thing: Prop, side: int) -> tuple[float, float, float]:
    """Where a hand meets the inner side of a standing thing: its y, height and x.

    The heights about the elbow come first; at each, the y that reaches farthest in.
    """
    for height in (46, 42, 50, 38, 34, 30, 26, 22, 18, 14):
        z = thing.low[2] + height
        ys = np.linspace(thing.low[1], thing.high[1], 13)
        found = [
            span(
                thing.solid,
                (thing.middle[0] - side * 60, y, z),
                (thing.middle[0] + side * 60, y, z),
            )
            for y in ys
        ]
        hits = [(float(s[0][0]), float(y)) for s, y in zip(found, ys, strict=True) if s]
        if hits:
            x, y = min(hits, key=lambda hit: side * hit[0])
            return y, float(height), x
    return float(thing.middle[1]), float(thing.size[2]) / 2, float(thing.middle[0])


def step(thing: Prop, body: Body) -> Held:
    """One foot on a ball."""
    shift = np.array([9.5, -18.0, 0]) - (*thing.middle[:2], thing.low[2])
    solid = thing.solid.at(*shift)
    foot = Foot((9.0, -15.5, float(thing.size[2]) - 0.9), 6, 8)
    pose = replace(body.pose, left_foot=foot, hips=(-1.5, 0.5, 30.0), head=(0, 4, 4))
    return solid, pose


def wear(thing: Prop, crown: float, head: F64) -> Sdf:
    """On the head: the thing's grip at the top of the skull."""
    return thing.solid.at(*-thing.grip).at(z=crown).placed(head)


def crest(thing: Prop, head: F64, girth: float) -> Sdf:
    """A hat: its rim as wide as the head, level with the brow; a tall one is pressed a little."""
    x, y, _ = thing.middle
    z = thing.low[2] + 0.12 * thing.size[2]
    found = span(thing.solid, (x - 60, y, z), (x + 60, y, z))
    wide = found[1][0] - found[0][0] if found else thing.size[0]
    grow = girth / wide
    tall = min(grow, MOST_HAT / float(thing.size[2]))
    seated = thing.solid.at(-x, -y, -thing.low[2]).stretch(grow, grow, tall)
    return seated.at(z=BROW).placed(head)


def _handed(pose: Pose, grasp: Grasp, side: int) -> Pose:
    return replace(pose, left=grasp) if side > 0 else replace(pose, right=grasp)


def _girth(thing: Prop) -> float:
    """Half the thickness of a thing where it is gripped, as far as a fist can close."""
    x, y, z = thing.grip
    spans = [
        span(thing.solid, (x - 12, y, z), (x + 12, y, z)),
        span(thing.solid, (x, y - 12, z), (x, y + 12, z)),
    ]
    sizes = [float(np.abs(s[1] - s[0]).max()) / 2 for s in spans if s]
    return float(np.clip(min(sizes), 0.8, 3.4)) if sizes else 1.6


def _outermost(thing: Prop) -> F64:
    """The end of a bow: the deepest point near the side of the box that reaches farthest out."""
    side = -1 if -thing.low[0] > thing.high[0] else 1
    x = (thing.low[0] if side < 0 else thing.high[0]) - side * 3.0
    ys = np.linspace(thing.low[1], thing.high[1], 24)
    zs = np.linspace(thing.low[2], thing.high[2], 48)
    grid = np.array([[x, y, z] for y in ys for z in zs])
    return np.asarray(grid[int(thing.solid(grid).argmin())])


def _in(frame: F64, point: F64) -> Point:
    return _point(frame[:3, :3] @ point + frame[:3, 3])


def _point(values: F64) -> Point:
    return float(values[0]), float(values[1]), float(values[2])


def _unit(vector: F64) -> F64:
    return vector / np.linalg.norm(vector)
