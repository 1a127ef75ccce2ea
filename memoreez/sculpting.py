"""Who sculpts a concept: from its design, or from its picture, cut out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from memoreez import lineup, photos
from memoreez.artifacts import Concept, Mesh, Picture, Sculpture

if TYPE_CHECKING:
    from memoreez.figurines.finish import Wish

EXACT = "atelier"  # rebuilds designs


def raw(
    concept: Concept,
    wish: Wish,
    quality: str,
    spread: Callable[..., Any] = map,
    *,
    photo: photos.Photo | None = None,
    picture: Picture | None = None,
    exact: bool = False,
) -> tuple[Mesh, str]:
    """The concept's raw mesh by the first sculptor in line that can do it, and who that was.

    A person's own `photo` goes to the sculptor of the concept's kind; else sculptors that need a
    picture get `picture`, what the concept was drawn as. `exact`: a design is rebuilt, whoever is
    in line, because a renderer wants to see it.
    """
    names: tuple[str, ...] = ()
    if photo is not None:
        names = (photos.SCULPTORS[concept.kind],)
    elif exact and concept.design is not None:
        names = (EXACT,)

    @cache
    def seen() -> photos.Photo | None:
        return photo or (photos.photo(picture.png) if picture is not None else None)

    def work(sculptor: Any) -> Sculpture:
        more: dict[str, Any] = {}
        wanted = _wanted(sculptor)
        if wanted and (shown := seen()) is not None:
            lines = wish.inscription if photo is not None else ()  # else the pedestal has them
            more = {name: value for name, value in _told(shown, lines, wanted) if name in wanted}
        made: Sculpture = sculptor.sculpt(
            concept, height_mm=wish.height_mm, quality=quality, spread=spread, **more
        )
        return made

    made, asked = lineup.ask("sculptures", work, names)
    return made.mesh, asked.name


def _wanted(sculptor: Any) -> frozenset[str]:
    """Which of "picture", "cutout" and "inscription" this sculptor can be given."""
    return frozenset(signature(sculptor.sculpt).parameters) & {"picture", "cutout", "inscription"}


def _told(
    shown: photos.Photo, lines: tuple[str, ...], wanted: frozenset[str]
) -> list[tuple[str, Any]]:
    """A poor cutout goes only to those who can do nothing without one, and will say so."""
    sure = shown.cutout.confidence >= photos.SURE
    cutout = shown.cutout if sure or "picture" not in wanted else None
    return [("picture", shown.picture), ("cutout", cutout), ("inscription", lines)]
