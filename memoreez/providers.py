"""Providers: the public files of a stage's folder, and what third parties register.

A public file in a stage folder is a provider: its one class that has the stage's verb. Listing
imports nothing. Third parties add `stage.name = "package.module:Class"` to the entry-point group
`memoreez.providers`.
"""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from memoreez.errors import UnknownName

VERBS = {"concepts": "imagine", "images": "draw", "cutouts": "cut", "sculptures": "sculpt"}
GROUP = "memoreez.providers"


@dataclass(frozen=True)
class Entry:
    """One provider as `memoreez providers` lists it."""

    stage: str
    name: str
    title: str
    licence: str
    territory: str


def names(stage: str) -> tuple[str, ...]:
    """The providers of a stage, found without importing them."""
    package = import_module(f"memoreez.{stage}")
    own = [m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")]
    return tuple(sorted({*own, *_third_parties(stage)}))


def load(stage: str, name: str) -> Any:
    """The provider of that name, constructed with its default options.

    Raises UnknownName, with the nearest names.
    """
    return _class(stage, name)()


def entry(stage: str, name: str) -> Entry:
    """What a person should know before choosing it."""
    found = _class(stage, name)
    territory = getattr(found, "territory", "worldwide")
    return Entry(stage, name, found.title, found.licence, territory)


@lru_cache(maxsize=64)
def _class(stage: str, name: str) -> Any:
    third = _third_parties(stage)
    if name in third:
        return third[name].load()
    if name not in names(stage):
        raise UnknownName(f"provider of {stage}", name, names(stage))
    module = import_module(f"memoreez.{stage}.{name}")
    for value in vars(module).values():
        own = isinstance(value, type) and value.__module__ == module.__name__
        if own and hasattr(value, VERBS[stage]):
            return value
    raise TypeError(f"memoreez/{stage}/{name}.py must define a class with {VERBS[stage]}()")


def _third_parties(stage: str) -> dict[str, EntryPoint]:
    prefix = f"{stage}."
    points = entry_points(group=GROUP)
    return {p.name.removeprefix(prefix): p for p in points if p.name.startswith(prefix)}
