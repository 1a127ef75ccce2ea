"""The decorator that makes a function a motif, and the list of all motifs."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Literal

from memoreez.errors import UnknownName
from memoreez.sdf import Sdf

Kind = Literal["animal", "instrument", "sport", "vehicle", "place", "plant", "food", "thing"]
Hold = Literal["strum", "chin", "raise", "front", "side", "foot", "head", "ride", "beside", "on"]
Spot = tuple[float, float, float, float]  # x, y, z and radius in mm, in the motif's own millimetres
Languages = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Motif:
    """A hobby object of about 60 mm, standing on z = 0, centred, its front towards -y."""

    name: str
    kind: Kind
    shape: Callable[..., Sdf]
    words: Languages  # language -> words and phrases; the first names the thing
    hold: Hold  # what a person does with it
    to_person: float  # its largest extent over the height of the person who holds it
    grip: tuple[float, float, float]  # where a hand takes the `held` pose
    seat: Spot | None  # where something can stand on top
    mouth: Spot | None  # an opening from which something can look out
    poses: tuple[str, ...]  # the first is the default
    labelled: bool  # carries an embossed word

    def build(self, wall: float = 1.2, pose: str | None = None, label: str = "") -> Sdf:
        """The solid. `wall` mm is the least thickness of anything thin, in the motif's own mm.

        Raises UnknownName for a pose that the motif does not have.
        """
        pose = pose or self.poses[0]
        if pose not in self.poses:
            raise UnknownName(f"pose of {self.name}", pose, self.poses)
        extra = {"label": label} if self.labelled else {}
        return self.shape(wall=wall, pose=pose, **extra)

    def noun(self, language: str) -> str:
        """What the thing is called."""
        return self.words.get(language, self.words["en"])[0]


def motif(
    kind: Kind,
    *,
    en: str,
    de: str,
    fr: str,
    es: str,
    hold: Hold = "beside",
    to_person: float = 0.4,
    grip: tuple[float, float, float] = (0, 0, 0),
    seat: Spot | None = None,
    mouth: Spot | None = None,
    poses: tuple[str, ...] = ("stand",),
    labelled: bool = False,
) -> Callable[[Callable[..., Sdf]], Motif]:
    """Make `shape(wall, pose)` a motif. Words are comma-separated, lower case, the noun first."""
    words = {
        language: tuple(w.strip() for w in text.split(",") if w.strip())
        for language, text in (("en", en), ("de", de), ("fr", fr), ("es", es))
    }

    def wrap(shape: Callable[..., Sdf]) -> Motif:
        name = shape.__module__.rpartition(".")[2]
        return Motif(name, kind, shape, words, hold, to_person, grip, seat, mouth, poses, labelled)

    return wrap


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """All motifs, from the files of this folder."""
    package = import_module("memoreez.motifs")
    found = (module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def load(name: str) -> Motif:
    """The motif of that name. Raises UnknownName, with the nearest names."""
    if name not in names():
        raise UnknownName("motif", name, names())
    found = getattr(import_module(f"memoreez.motifs.{name}"), name)
    if not isinstance(found, Motif):
        raise TypeError(f"memoreez/motifs/{name}.py must define a motif called {name}")
    return found


@lru_cache(maxsize=1)
def lexicon() -> dict[str, tuple[str, ...]]:
    """Every motif's words in all languages."""
    return {
        name: tuple(dict.fromkeys(w for words in load(name).words.values() for w in words))
        for name in names()
    }
