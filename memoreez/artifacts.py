"""What the stages hand to one another: frozen, plain, and free of behaviour.

Flow: Concept → Picture → (Cutout) → Sculpture → Figurine → Print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

Verdict = Literal["pass", "warn", "fail"]


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles with shared vertices, counter-clockwise seen from outside."""

    vertices: npt.NDArray[np.float32]  # (n, 3) mm
    faces: npt.NDArray[np.int32]  # (m, 3)


@dataclass(frozen=True)
class Element:
    """One object of a design. `label` is the word embossed on a motif that carries one."""

    motif: str
    label: str = ""


@dataclass(frozen=True)
class Design:
    """Motifs and composition: enough to rebuild the solid exactly."""

    kind: str  # character, companions, hybrid, planet, totem or medallion
    elements: tuple[Element, ...]
    seed: int
    person: str = ""  # whom a character is to look like: see designs.figure_look.PEOPLE


@dataclass(frozen=True)
class Hobby:
    """One thing the person typed, and the motif that stands for it (None: none of its own)."""

    text: str
    motif: str | None


@dataclass(frozen=True)
class Concept:
    """One idea for a figurine. `design` is None when only a picture can say what it is."""

    id: int  # 1, 2, 3 … over all rounds
    title: str
    story: str
    kind: str
    prompt: str
    design: Design | None = None


@dataclass(frozen=True)
class Maker:
    """A provider that made something: on what terms, and what it cost."""

    stage: str  # concepts, images, cutouts or sculptures
    name: str  # as the settings name it
    title: str = ""
    model: str = ""  # where it has several
    version: str = ""  # of the program
    licence: str = ""
    territory: str = ""
    calls: int = 0  # that cost something
    cost_usd: float = 0.0


@dataclass(frozen=True)
class Picture:
    """A picture of a concept or a figurine."""

    png: bytes = field(repr=False)
    width: int
    height: int
    score: float | None = None  # 0 to 1: how good an image model's picture is to work with
    words: str = ""  # what is wrong with it, if anything
    by: Maker | None = None  # who drew it, where that is known


@dataclass(frozen=True)
class Cutout:
    """The object of a picture, without what stands behind it."""

    png: bytes = field(repr=False)  # RGBA, not premultiplied; transparent where the backdrop was
    width: int
    height: int
    confidence: float  # 0 to 1: how sure it is that this is the object, all of it and nothing else
    method: str  # the provider, and what it used: "studio", "rembg isnet-general-use"
    words: str  # what a person should know, in one sentence
    why: str = ""  # the same in a word, for programs: "plain", "busy", "border"…


@dataclass(frozen=True, eq=False)
class Sculpture:
    """A raw mesh as a sculptor made it, standing on z = 0, in the sculptor's millimetres."""

    mesh: Mesh


@dataclass(frozen=True, eq=False)
class Figurine:
    """One closed solid in millimetres on its pedestal, and the bodies that it is made of."""

    solid: Mesh
    bodies: Mapping[str, Mesh]  # "figure", "pedestal", "inscription"; they touch, never overlap
    height_mm: float
    inscription: tuple[str, ...]
    pedestal: str


@dataclass(frozen=True)
class Check:
    """One line of the gate: what was measured, against which limit, and who says so."""

    name: str  # stable, for programs: "closed", "wall_thickness"…
    title: str  # for a person
    value: float | bool | str
    unit: str
    limit: str
    source: str
    verdict: Verdict
    advice: str = ""


@dataclass(frozen=True)
class Report:
    """The gate's word on one solid at one size."""

    checks: tuple[Check, ...]
    repairs: tuple[str, ...] = ()

    @property
    def verdict(self) -> Literal["pass", "repaired", "fail"]:
        if any(check.verdict == "fail" for check in self.checks):
            return "fail"
        return "repaired" if self.repairs else "pass"


@dataclass(frozen=True, eq=False)
class Maps:
    """Where a solid is hard to print, at places (n) on its surface that whoever draws it chose."""

    wall_mm: npt.NDArray[np.float32]  # (n,) wall under the place; inf where there is none
    lean_deg: npt.NDArray[np.float32]  # (n,) from vertical: wall 0, ceiling 90; -90 on the bed
    island: npt.NDArray[np.bool_]  # (n,) at the first layer of a part that starts in mid-air
    islands: npt.NDArray[np.float32]  # (k, 3) mm: the middle of each such first layer
    thin_mm: float  # walls below this may break, …
    stout_mm: float  # … and above this they do not
    steep_deg: float  # what leans out further needs supports


@dataclass(frozen=True)
class Imagined:
    """The concepts of one round, what was understood, and what the person should be told."""

    concepts: tuple[Concept, ...]
    hobbies: tuple[Hobby, ...]
    notes: tuple[str, ...]
    language: str
    by: str = ""  # the provider that had these ideas
    maker: Maker | None = None  # the same, with its terms


@dataclass(frozen=True, eq=False)
class Print:
    """A finished keepsake on disk."""

    folder: Path
    files: Mapping[str, Path]  # name → path
    imagined: Imagined
    concept: Concept  # the chosen one
    report: Report
    seconds: Mapping[str, float]  # stage → time taken
