"""Who plays which part: what is held, worn, ridden or stood upon, and which clothes that asks."""

from __future__ import annotations

from dataclasses import dataclass

from memoreez.artifacts import Element
from memoreez.motifs import load

OUTFIT_OF = {
    "chef_hat": "kitchen", "pan": "kitchen", "cake": "kitchen", "whisk": "kitchen",
    "mountain": "hike", "hiking_boot": "hike", "tent": "hike", "compass": "hike",
    "skis": "snow", "ski": "snow", "snowboard": "snow", "sled": "snow",
    "guitar": "music", "violin": "music", "piano": "music", "drum": "music", "trumpet": "music",
    "microphone": "music", "headphones": "music",
    "book": "quiet", "chess_knight": "quiet", "scroll": "quiet", "knitting": "quiet",
    "laptop": "screen", "game_controller": "screen", "camera": "",
    "flower": "garden", "tree": "garden", "watering_can": "garden",
}  # fmt: skip
MOUNTS_FROM = 0.85  # animals at least this large, with a seat, can be ridden
BALL = 0.30  # a foot rests on things at most this large


@dataclass(frozen=True)
class Cast:
    """Elements by what the person does with them; `ground` stands around."""

    both: tuple[Element, str] | None = None  # strum, chin or front
    right: tuple[Element, str] | None = None  # raise
    left: tuple[Element, str] | None = None  # raise or side
    worn: Element | None = None
    foot: Element | None = None
    mount: tuple[Element, str] | None = None  # ride or on
    ground: tuple[Element, ...] = ()
    outfit: str = ""


def cast(elements: tuple[Element, ...]) -> Cast:
    """First come, first served; what finds no free hand stands on the ground."""
    parts: dict[str, tuple[Element, str]] = {}
    ground: list[Element] = []
    for i, element in enumerate(elements):
        place = _place(_hold(element, first=i == 0), parts)
        if place:
            parts[place] = (element, _hold(element, first=i == 0))
        else:
            ground.append(element)
    worn, foot = parts.get("worn"), parts.get("foot")
    return Cast(
        both=parts.get("both"),
        right=parts.get("right"),
        left=parts.get("left"),
        worn=worn[0] if worn else None,
        foot=foot[0] if foot else None,
        mount=parts.get("mount"),
        ground=tuple(ground),
        outfit=_outfit(elements),
    )


def _hold(element: Element, first: bool) -> str:
    motif = load(element.motif)
    if first and motif.seat and motif.kind == "animal" and motif.to_person >= MOUNTS_FROM:
        return "ride"
    return motif.hold


def _place(hold: str, taken: dict[str, tuple[Element, str]]) -> str:
    """The part for a way of holding, or "" when it is taken."""
    hands = [hand for hand in ("right", "left") if hand not in taken and "both" not in taken]
    if hold in ("strum", "chin", "front"):
        return "both" if len(hands) == 2 else ""
    if hold == "raise":
        return hands[0] if hands else ""
    if hold == "side":
        free = "left" in hands and "mount" not in taken
        return "left" if free else ""
    if hold in ("ride", "on"):
        free = "mount" not in taken and "foot" not in taken and "left" not in taken
        return "mount" if free else ""
    if hold == "foot":
        return "foot" if "foot" not in taken and "mount" not in taken else ""
    if hold == "head":
        return "worn" if "worn" not in taken else ""
    return ""


def _outfit(elements: tuple[Element, ...]) -> str:
    """The clothes of the first element that says anything about clothes."""
    for element in elements:
        if element.motif in OUTFIT_OF:
            return OUTFIT_OF[element.motif]
        if load(element.motif).kind == "sport":
            return "sport"
    return ""
