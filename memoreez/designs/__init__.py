"""Designs: a kind and its elements become one solid, standing on z = 0, its front towards -y.

`build` is exact and repeatable: the same design and height give the same solid.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

import numpy as np

from memoreez.artifacts import Design
from memoreez.designs.figure_look import PEOPLE
from memoreez.errors import UnknownName
from memoreez.sdf import Sdf

KINDS = ("character", "companions", "hybrid", "planet", "totem", "medallion")


@lru_cache(maxsize=8)
def build(design: Design, height_mm: float) -> Sdf:
    """The solid of a design, about `height_mm` high, without pedestal.

    Raises UnknownName for a kind, a motif or a person that does not exist.
    """
    if design.kind not in KINDS:
        raise UnknownName("kind of design", design.kind, KINDS)
    if design.person not in PEOPLE:
        raise UnknownName("person", design.person, tuple(PEOPLE))
    compose = import_module(f"memoreez.designs.{design.kind}").compose
    random = np.random.default_rng(design.seed)
    person = {"person": design.person} if design.kind == "character" else {}
    solid: Sdf = compose(design.elements, height_mm, random, **person)
    return solid
