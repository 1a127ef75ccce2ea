"""Who made what, on what terms, and what it cost: for the report, as one list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from memoreez import providers
from memoreez.artifacts import Maker
from memoreez.errors import UnknownName

ORDER = tuple(providers.VERBS)


def of(stage: str, name: str, one: Any) -> Maker:
    """A provider with its options, before it has done anything."""
    return Maker(
        stage,
        name,
        str(getattr(one, "title", name)),
        _model(one),
        providers.version(stage, name),
        _licence(one),
        str(getattr(one, "territory", "worldwide")),
    )


def cutter(method: str) -> Maker | None:
    """Whoever made a cutout, by `Cutout.method`, which begins with their name; None if unknown."""
    name, _, model = method.partition(" ")
    try:
        one = providers.load("cutouts", name)
    except UnknownName:
        return None
    return replace(of("cutouts", name, one), model=model if hasattr(one, "model_licence") else "")


def merged(all_of_them: Iterable[Maker | None]) -> tuple[Maker, ...]:
    """Each once, in the order of the stages, with what all their work cost."""
    found: dict[Maker, list[Maker]] = {}
    for maker in all_of_them:
        if maker is not None:
            found.setdefault(replace(maker, calls=0, cost_usd=0.0), []).append(maker)
    whole = [
        replace(
            same,
            calls=sum(one.calls for one in each),
            cost_usd=round(sum(one.cost_usd for one in each), 6),
        )
        for same, each in found.items()
    ]
    return tuple(sorted(whole, key=lambda one: ORDER.index(one.stage)))


def names(made: Iterable[Maker], stage: str) -> str:
    """Those of a stage in words: "openai (gpt-image-1), clay"."""
    mine = [one for one in made if one.stage == stage]
    return ", ".join(one.name + (f" ({one.model})" if one.model else "") for one in mine)


def read(data: Any) -> Maker | None:
    """One that was written by `asdict`; None for none, and for what an older version wrote."""
    if not isinstance(data, dict):
        return None
    known = asdict(Maker("", ""))
    return Maker(**{name: value for name, value in data.items() if name in known})


def _model(one: Any) -> str:
    """The model among its options, by whatever name; a folder's path stays with whoever set it."""
    options = getattr(one, "options", None)
    model = str(getattr(options, "model", "") or getattr(options, "session", ""))
    local = model.startswith(("/", "~", ".")) or "\\" in model
    return model.replace("\\", "/").rstrip("/").rpartition("/")[2] if local else model


def _licence(one: Any) -> str:
    """What it says of its licence; another model than its usual one has another licence."""
    if known := str(getattr(one, "model_licence", "")):  # it knows that of each of its models
        return known
    own = str(getattr(one, "licence", ""))
    options: Any = getattr(one, "options", None)
    model = getattr(options, "model", "")
    usual = getattr(type(options)(), "model", "") if model else ""
    return f"the licence of {_model(one)}" if usual and model != usual else own
