"""Providers: the public files of a stage's folder, and what third parties register.

A public file in a stage folder is a provider: its one class that has the stage's verb. Listing
imports nothing. Third parties add `stage.name = "package.module:Class"` to the entry-point group
`memoreez.providers`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from memoreez import __version__, prices
from memoreez.errors import SettingsError, UnknownName

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


def load(
    stage: str,
    name: str,
    given: Mapping[str, str] | None = None,
    variables: Mapping[str, str] | None = None,
) -> Any:
    """The provider of that name, with these options in place of its own.

    Raises UnknownName, with the nearest names, and SettingsError for an option that it does not
    have or cannot read; `variables` says which variable each option came from.
    """
    found = _class(stage, name)
    return found(_options(stage, name, found, given, variables or {})) if given else found()


def usual(stage: str, name: str, option: str) -> Any:
    """An option's value where nobody set it; None where the provider has no such option."""
    return getattr(getattr(_class(stage, name), "Options", None), option, None)


def options(stage: str, name: str) -> tuple[str, ...]:
    """What can be set for that provider: the fields of its `Options`, and the price of a call."""
    return tuple(dict.fromkeys((*_fields(_class(stage, name)), prices.OPTION)))


def version(stage: str, name: str) -> str:
    """Of the program that a provider is part of: ours, or a third party's."""
    point = _third_parties(stage).get(name)
    return __version__ if point is None or point.dist is None else point.dist.version


def _fields(found: Any) -> dict[str, Any]:
    kind = getattr(found, "Options", None)
    return {} if kind is None else get_type_hints(kind)


def _options(
    stage: str, name: str, found: Any, given: Mapping[str, str], variables: Mapping[str, str]
) -> Any:
    """Its Options, from words. One name may serve two stages, each with options of its own."""
    kinds = _fields(found)
    values = {}
    for option, text in given.items():
        if option in kinds:
            variable = variables.get(option, f"MEMOREEZ_{name}_{option}".upper())
            values[option] = _read(variable, kinds[option], text)
        elif option != prices.OPTION and not any(
            option in options(other, name) for other in _elsewhere(stage, name)
        ):
            has = ", ".join((*kinds, prices.OPTION))
            raise SettingsError(
                f"The provider {name} of {stage} has no option {option!r}; it has {has}."
            )
    return found.Options(**values) if kinds else None


def _elsewhere(stage: str, name: str) -> list[str]:
    return [other for other in VERBS if other != stage and name in names(other)]


def _read(variable: str, kind: Any, text: str) -> Any:
    try:
        return TypeAdapter(kind).validate_strings(text)
    except ValidationError as error:
        why = error.errors()[0]["msg"]  # never the value, which may be a key
        raise SettingsError(f"The setting {variable} does not work: {why}.") from None


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


@lru_cache(maxsize=8)
def _third_parties(stage: str) -> dict[str, EntryPoint]:
    prefix = f"{stage}."
    points = entry_points(group=GROUP)
    return {p.name.removeprefix(prefix): p for p in points if p.name.startswith(prefix)}
