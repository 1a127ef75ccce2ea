"""The poses by name; what a character holds then moves the hands to where the thing is."""

from __future__ import annotations

from dataclasses import replace

from memoreez.designs.figure_pose import Foot, Grasp, Point, Pose

RIGHT_PALM: Point = (-1.0, 0.0, 0.0)


def hanging(side: int) -> Grasp:
    """An arm that hangs at the side, a little off the body."""
    at = (side * 18.5, -4.0, 31.0)
    return Grasp(at, (side * 0.05, -0.25, -1), (-side, -0.4, 0), 2, "rest", (0.45, 0.8, 0))


def on_hip(side: int) -> Grasp:
    """A fist on the hip, the elbow out."""
    at = (side * 14.6, -2.5, 36.5)
    return Grasp(at, (-side * 0.35, -1, -0.3), (-side, 0.3, 0), 2, "rest", (1, 0.35, 0))


def waving(side: int) -> Grasp:
    """An open hand beside the head."""
    at = (side * 29.0, -5.0, 71.0)
    return Grasp(at, (side * 0.25, 0, 1), (0, -1, 0.2), 2, "open", elbow=(0.6, 0.1, -1))


def lifted(side: int) -> Grasp:
    """A fist beside the head, for a thing that is held up."""
    at = (side * 27.0, -7.0, 64.0)
    return Grasp(at, (side * 0.3, -0.05, 1), (side, 0.2, 0), elbow=(0.7, 0.1, -1))


def before_chest(side: int) -> Grasp:
    """A hand at one side of a thing before the chest."""
    return Grasp((side * 10.0, -18.0, 44.0), (0, -0.2, 1), (side, 0.3, 0), elbow=(1, 0.4, -0.6))


def spread(side: int) -> Grasp:
    """An arm out to the side for balance, an open hand."""
    at = (side * 32.0, -5.0, 55.0)
    return Grasp(at, (side, -0.1, 0.35), (0, -0.5, 1), 2, "open", elbow=(0.3, 0.5, -1))


STAND = Pose(hanging(-1), hanging(1))
WALK = replace(
    STAND,
    right_foot=Foot((-7.2, 7.0, 0.0), 8, 0),
    left_foot=Foot((7.2, -8.5, 0.0), 10),
    hips=(0, -0.5, 29.0),
    lean=(4, 0, 0),
    right=Grasp((-18.0, -9.5, 36.0), (0, -1, 0.1), (1, 0, 0), 2, "rest"),
    left=Grasp((18.5, 3.5, 34.0), (0, -0.6, -1), (-1, 0, 0), 2, "rest"),
    knees=0.1,
)
SIT = replace(
    STAND,
    hips=(0, 5, 9.0),
    lean=(-3, 0, 0),
    right_foot=Foot((-9.0, -17.5, 0.5), 16, 55),
    left_foot=Foot((9.0, -17.5, 0.5), 16, 55),
    right=Grasp((-12.5, -9.0, 14.5), (0.2, -1, -0.4), (0, 0, -1), 2, "rest"),
    left=Grasp((12.5, -9.0, 14.5), (-0.2, -1, -0.4), (0, 0, -1), 2, "rest"),
    knees=0.5,
)
SEATED = replace(
    SIT,
    hips=(0, 4, 20.5),
    right_foot=Foot((-8.0, -11.0, 0.0), 12),
    left_foot=Foot((8.0, -9.0, 0.0), 16),
)
KICK = replace(
    STAND,
    hips=(-1.5, 0.5, 30.0),
    left_foot=Foot((9.0, -15.5, 17.0), 8, 8),
    left=on_hip(1),
    right=on_hip(-1),
    head=(0, 4, 6),
)
RIDE = replace(
    STAND,
    right_foot=Foot((-17.0, -7.0, 4.0), 6, 8),
    left_foot=Foot((17.0, -7.0, 4.0), 6, 8),
    right=Grasp((-6.0, -17.0, 39.0), (1, 0, 0), (0, 0, 1)),
    left=Grasp((6.0, -17.0, 39.0), (1, 0, 0), (0, 0, 1)),
    knees=1.6,
)
STANCES: dict[str, Pose] = {
    "stand": STAND,
    "walk": WALK,
    "sit": SIT,
    "seated": SEATED,
    "kick": KICK,
    "ride": RIDE,
    "proud": replace(STAND, right=on_hip(-1), left=on_hip(1), head=(-5, 0, 0)),
    "wave": replace(STAND, right=waving(-1), left=on_hip(1), head=(-3, -5, 0)),
    "raise": replace(STAND, right=lifted(-1), left=on_hip(1), head=(-4, 4, -6)),
    "front": replace(STAND, right=before_chest(-1), left=before_chest(1), head=(6, 0, 0)),
    "on": replace(
        STAND,
        right=spread(-1),
        left=spread(1),
        right_foot=Foot((-6.2, 1.5, 0.0), 10),
        left_foot=Foot((6.2, -1.5, 0.0), 12),
        head=(-4, 0, 0),
    ),
    "side": replace(STAND, right=on_hip(-1), left=replace(lifted(1), at=(24, -6, 50))),
    "strum": replace(
        STAND,
        right=Grasp((-5.0, -20.0, 38.0), (1, 0, 0.5), (0, -1, 0.3), elbow=(1.0, 0.2, -0.2)),
        left=Grasp((17.0, -16.0, 47.0), (1, 0, 0.5), (0.2, 0.6, -1), elbow=(0.9, 0.3, -0.8)),
        head=(4, 6, 10),
    ),
    "chin": replace(
        STAND,
        right=Grasp((-12.0, -21.0, 55.0), (-0.6, -0.8, 0), (0, -0.2, 1), elbow=(1, 0.2, -0.5)),
        left=Grasp((29.0, -20.0, 59.0), (0.9, -0.45, 0), (0, 0.3, -1), elbow=(0.3, -0.2, -1)),
        head=(6, 12, 22),
    ),
}
