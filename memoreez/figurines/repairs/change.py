"""What a repair hands back: the mesh, and what was done to it in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from memoreez.artifacts import Mesh


@dataclass(frozen=True)
class Change:
    """One thing that a repair did."""

    name: str  # stable, for programs: "holes", "joined", "backdrop"
    words: str  # for a person, with numbers: "filled 3 holes, the largest 4.1 mm across"
    values: Mapping[str, float] = field(default_factory=dict)
    sure: float = 1.0  # 0 to 1; under 1 the words say so too ("probably")


@dataclass(frozen=True, eq=False)
class Step:
    """A mesh after one repair, and what it changed (nothing: the very mesh that went in)."""

    mesh: Mesh
    changes: tuple[Change, ...] = ()
