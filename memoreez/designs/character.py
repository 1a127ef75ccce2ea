"""Character: a small person who does what they love, holding, wearing and riding the things."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs import character_holds as holds
from memoreez.designs.character_cast import BALL, Cast, cast
from memoreez.designs.character_ground import around
from memoreez.designs.character_mount import mounted, seat_height, stump
from memoreez.designs.character_props import Body, prop, width_of
from memoreez.designs.figure import figure
from memoreez.designs.figure_body import trunk
from memoreez.designs.figure_head import crown
from memoreez.designs.figure_look import PEOPLE, Look, like
from memoreez.designs.figure_pose import Pose, Skeleton
from memoreez.designs.figure_stances import STANCES, hanging, on_hip, waving
from memoreez.designs.figure_surface import front
from memoreez.designs.pieces import WALL_MM
from memoreez.sdf import Sdf, half_space, intersection, union

OPEN = ("headphones", "crown")  # worn over the hair, which stays as it is
HAIR_THICK = 1.6
HAT_WIDE = 37.0
HATS_ADD = {"none": 1.0, "cap": 4.0, "beanie": 13.0, "felt": 9.0}
RESTING = ("stand", "stand", "stand", "seated", "sit")  # with a thing in both hands
MOST_HELD = {"strum": (64.0, 64.0, 64.0), "chin": (48.0, 60.0, 46.0), "front": (42.0, 24.0, 27.0)}


@dataclass(frozen=True, eq=False)
class Scene:
    """The person with what is held, hundredths of the height, facing -y, feet where posed."""

    look: Look
    pose: Pose
    things: tuple[Sdf, ...] = ()

    def body(self) -> Body:
        chest = front(trunk(self.look), [(x, z) for x in (-4, 0, 4) for z in (6.0, 12.0, 18.0)])
        return Body(self.look, self.pose, float(np.median(chest[:, 1])))

    def holding(self, held: holds.Held) -> Scene:
        solid, pose = held
        return Scene(self.look, pose, (*self.things, solid))


def compose(
    elements: tuple[Element, ...], height: float, random: np.random.Generator, person: str = ""
) -> Sdf:
    """The person does what the first elements ask for; what finds no hand stands around."""
    parts = cast(elements)
    look = like(Look.random(random, parts.outfit), person)
    look = _dressed(look, parts, PEOPLE[person].under_hat or "short")
    stance = _stance(parts, random)
    tall = 70 + stance.hips[2] if not parts.mount else 100 + seat_height(parts)
    unit = height / (tall + HATS_ADD[look.hat] + _over_head(parts))
    scene = _acting(parts, Scene(look, stance), unit)
    covered = parts.worn is not None and parts.worn.motif not in OPEN
    somebody = figure(look, scene.pose, 100 * unit, WALL_MM, worn=covered)
    solids = [somebody.solid.scale(1 / unit), *scene.things]
    if parts.worn:
        solids.append(_worn(parts.worn, look, scene.pose, unit))
    group = union(*solids, k=0.4)
    seat = mounted(parts, scene.pose, unit)
    group = union(seat.place(group), *seat.solids, k=0.5)
    mirrored = -1 if random.random() < 0.35 else 1
    others = around(parts.ground, group, unit, mirrored)
    whole = union(group, *others, k=0.5)
    return intersection(whole.scale(unit), half_space((0, 0, -1)))


def _dressed(look: Look, parts: Cast, flat: str) -> Look:
    """What is worn from outside replaces the own hat; scarf and strands give way to a violin."""
    if parts.worn:
        look = replace(
            look,
            hat="none",
            hair=flat if look.hair in ("bun", "curls", "tousled") else look.hair,
        )
    if parts.both and parts.both[1] == "chin":
        look = replace(look, scarf=False, hair="bob" if look.hair == "long" else look.hair)
    return look


def _acting(parts: Cast, scene: Scene, unit: float) -> Scene:
    if scene.pose.hips == STANCES["seated"].hips:
        scene = replace(scene, things=(stump(),))
    if parts.foot:
        width = min(width_of(parts.foot, (20.0, 20.0, 19.0), ""), 100 * BALL)
        scene = scene.holding(holds.step(prop(parts.foot, width, unit, ""), scene.body()))
    if parts.both:
        element, hold = parts.both
        thing = prop(element, width_of(element, MOST_HELD[hold], "held"), unit, "held")
        take = {"strum": holds.strum, "chin": holds.chin, "front": holds.before}[hold]
        return scene.holding(take(thing, scene.body()))
    for side, held in ((-1, parts.right), (1, parts.left)):
        if held:
            scene = _one_handed(scene, held, side, unit)
    return scene


def _one_handed(scene: Scene, held: tuple[Element, str], side: int, unit: float) -> Scene:
    element, hold = held
    if hold == "side":
        thing = prop(element, width_of(element, (60.0, 40.0, 108.0), ""), unit, "")
        return scene.holding(holds.plant(thing, scene.body(), side))
    thing = prop(element, width_of(element, (34.0, 34.0, 60.0), "held"), unit, "held")
    take = holds.sing if element.motif == "microphone" else holds.lift
    return scene.holding(take(thing, scene.body(), side))


def _stance(parts: Cast, random: np.random.Generator) -> Pose:
    """Legs and free arms before anything is held, by chance."""
    busy = parts.both or parts.right or parts.left
    if parts.mount:
        pose = STANCES["ride" if parts.mount[1] == "ride" else "on"]
    elif parts.foot:
        pose = STANCES["kick"]
    elif parts.both and parts.both[1] != "chin":
        pose = STANCES[RESTING[int(random.integers(len(RESTING)))]]
    elif parts.both or (parts.left and parts.left[1] == "side"):
        pose = STANCES["stand"]
    else:
        pose = STANCES[("stand", "walk")[int(random.integers(2))]]
    free = (on_hip, waving, on_hip, hanging)
    if not parts.mount or (busy and parts.mount[1] == "on"):
        right = (on_hip, hanging)[int(random.integers(2))] if parts.ground else on_hip
        pose = replace(pose, right=right(-1), left=free[int(random.integers(4))](1))
    nod, tilt, turn = pose.head
    if parts.mount and parts.mount[1] == "ride":
        turn -= 38.0  # the mount is seen from its side, the face from the front
    nod += float(random.uniform(-5, 2))
    tilt += float(random.uniform(-5, 5))
    turn += float(random.uniform(-16, 4))
    return replace(pose, head=(nod, tilt, turn))


def _over_head(parts: Cast) -> float:
    """How far what is worn rises over the head, hundredths."""
    if not parts.worn:
        return 0.0
    return 5.0 if parts.worn.motif in OPEN else 19.0


def _worn(element: Element, look: Look, pose: Pose, unit: float) -> Sdf:
    head = Skeleton.of(pose).head
    if element.motif in OPEN:
        thing = prop(element, 48.0 * look.build.head, unit, "held")
        return holds.wear(thing, crown(look) + HAIR_THICK, head)
    thing = prop(element, 52.0, unit, "held")
    return holds.crest(thing, head, HAT_WIDE * look.build.head)
