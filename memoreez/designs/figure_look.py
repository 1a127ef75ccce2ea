"""What a person looks like: build, face, hair and clothes, drawn at random."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

T = TypeVar("T")
HAIR = ("short", "bob", "long", "bun", "curls", "bald", "ponytail", "tousled")
SOFT = ("bob", "long", "bun", "ponytail")  # hair that goes with a dress and without a beard
HATS = ("none", "cap", "beanie", "felt")
TOPS = ("sweater", "jacket", "dungarees", "tee", "dress", "apron")
SHOES = ("boots", "sneakers", "shoes")


@dataclass(frozen=True)
class Build:
    """Factors of the middle build: width of trunk, depth of belly, thickness of limbs, head."""

    girth: float
    belly: float
    limb: float
    head: float


BUILDS = {
    "slim": Build(0.90, 0.88, 0.92, 0.99),
    "regular": Build(1.0, 1.0, 1.0, 1.0),
    "round": Build(1.12, 1.2, 1.06, 1.0),
    "child": Build(0.92, 0.98, 0.97, 1.07),
}


@dataclass(frozen=True)
class Look:
    """All that is chosen about a person; `hair`, `hat`, `top` and `shoes` as listed above."""

    build: Build = BUILDS["regular"]
    hair: str = "short"
    hat: str = "none"
    top: str = "sweater"
    shoes: str = "boots"
    shorts: bool = False
    beard: str = "none"  # none, moustache, beard
    glasses: bool = False
    backpack: bool = False
    scarf: bool = False
    eyes: str = "open"  # open, happy (closed arcs)
    mouth: str = "smile"  # smile, laugh
    nose: float = 1.0
    brow_deg: float = 4.0  # how far the outer ends hang: more looks sad, less looks stern
    part: int = 1  # the side on which the hair is parted
    emblem: str = "star"

    @classmethod
    def random(cls, random: np.random.Generator, outfit: str = "") -> Look:
        """A person by chance; `outfit` (see OUTFITS) narrows the clothes."""
        wear = OUTFITS.get(outfit, OUTFITS[""])
        hair = _one(random, HAIR)
        build = _one(random, ("slim", "regular", "regular", "round", "child"))
        if hair == "bald" and (build == "child" or random.random() < 0.4):
            hair = "tousled"
        beardless = hair in SOFT or random.random() < 0.5
        bearded = not beardless and build != "child"
        return cls(
            build=BUILDS[build],
            hair=hair,
            hat=_one(random, wear.hats),
            top=_one(random, tuple(t for t in wear.tops if t != "dress" or hair in SOFT)),
            shoes=_one(random, wear.shoes),
            shorts=bool(random.random() < wear.shorts),
            beard=_one(random, ("moustache", "beard")) if bearded else "none",
            glasses=bool(random.random() < wear.glasses),
            backpack=wear.backpack,
            scarf=bool(random.random() < wear.scarf),
            eyes="happy" if random.random() < 0.25 else "open",
            mouth="laugh" if random.random() < 0.35 else "smile",
            nose=float(random.uniform(0.85, 1.25)),
            brow_deg=float(random.uniform(2, 9)),
            part=1 if random.random() < 0.5 else -1,
            emblem=_one(random, ("star", "heart", "stripe")),
        )


@dataclass(frozen=True)
class Person:
    """What somebody is taken for; `hair` is put in the place of hair that is taken for others'."""

    hair: Mapping[str, str] = field(default_factory=dict)
    beard: bool = False
    dress: bool = False
    build: str = ""  # empty: any
    under_hat: str = ""  # hair that a hat leaves in sight; empty: any


_HERS = {"bald": "bun", "short": "bob", "tousled": "ponytail"}
_HIS = {"bob": "tousled", "long": "curls", "bun": "short", "ponytail": "short"}
PEOPLE = {
    "": Person(beard=True, dress=True),
    "anyone": Person({"bald": "tousled"}),
    "woman": Person(_HERS, dress=True, under_hat="long"),
    "girl": Person(_HERS | {"bun": "ponytail"}, dress=True, build="child", under_hat="long"),
    "grandma": Person(dict.fromkeys(HAIR, "bun") | {"curls": "curls"}, dress=True, under_hat="bob"),
    "man": Person(_HIS, beard=True),
    "boy": Person(_HIS | {"bald": "tousled"}, build="child"),
    "grandpa": Person(_HIS | {"curls": "short", "tousled": "bald"}, beard=True),
}


def like(look: Look, person: str) -> Look:
    """The look, changed where it would be taken for somebody else than one of PEOPLE."""
    wanted, old = PEOPLE[person], person in ("grandma", "grandpa")
    beard = look.beard if wanted.beard else "none"
    hair = wanted.hair.get(look.hair, look.hair)
    if wanted.under_hat and look.hat != "none" and hair not in ("bob", "long"):
        hair = wanted.under_hat
    return replace(
        look,
        build=BUILDS[wanted.build] if wanted.build else look.build,
        hair=hair,
        top="sweater" if look.top == "dress" and not wanted.dress else look.top,
        beard="moustache" if person == "grandpa" and beard == "none" else beard,
        glasses=look.glasses or old,
    )


@dataclass(frozen=True)
class Outfit:
    """What may be worn together; `shorts`, `glasses` and `scarf` are chances."""

    hats: tuple[str, ...] = ("none", "none", "none", "cap", "beanie", "felt")
    tops: tuple[str, ...] = ("sweater", "jacket", "dungarees", "tee", "dress")
    shoes: tuple[str, ...] = SHOES
    shorts: float = 0.2
    glasses: float = 0.25
    scarf: float = 0.15
    backpack: bool = False


OUTFITS = {
    "": Outfit(),
    "sport": Outfit(("none", "cap"), ("tee",), ("sneakers",), shorts=0.8, glasses=0.05, scarf=0),
    "hike": Outfit(("felt", "felt", "cap"), ("jacket", "sweater"), ("boots",), backpack=True),
    "snow": Outfit(("beanie",), ("jacket", "sweater"), ("boots",), shorts=0, scarf=0.8),
    "kitchen": Outfit(("none",), ("apron",), ("shoes", "sneakers"), shorts=0, scarf=0),
    "music": Outfit(("none", "felt", "beanie"), ("jacket", "sweater", "dungarees", "dress")),
    "quiet": Outfit(("none",), ("sweater", "jacket", "dress"), ("shoes",), glasses=0.6),
    "screen": Outfit(("none", "cap"), ("tee", "sweater"), ("sneakers",), glasses=0.6),
    "garden": Outfit(("felt", "none"), ("dungarees", "dungarees", "dress"), ("boots",)),
}


def _one(random: np.random.Generator, choices: tuple[T, ...]) -> T:
    return choices[int(random.integers(len(choices)))]
