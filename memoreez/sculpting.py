"""Who sculpts a concept: from its design, or from its picture, cut out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from memoreez import lineup, makers, photos
from memoreez.artifacts import Concept, Cutout, Figurine, Maker, Mesh, Picture, Sculpture
from memoreez.errors import ProviderError
from memoreez.spending import Purse

if TYPE_CHECKING:
    from memoreez.figurines.finish import Wish

EXACT = "atelier"  # rebuilds designs
RENDERER = ("clay",)


@dataclass(frozen=True, eq=False)
class Sculpted:
    """A raw mesh, who made it, and who cut out the picture that it was made of, if anybody did."""

    mesh: Mesh
    makers: tuple[Maker, ...] = ()
    by: str = ""


def raw(
    concept: Concept,
    wish: Wish,
    quality: str,
    spread: Callable[..., Any] = map,
    *,
    photo: photos.Photo | None = None,
    picture: Picture | None = None,
    names: tuple[str, ...] = (),
    exact: bool = False,
    purse: Purse | None = None,
) -> Sculpted:
    """The concept's raw mesh by the first sculptor in line that can do it.

    A person's own `photo` goes to the sculptor of the concept's kind; else sculptors that need a
    picture get `picture`, what the concept was drawn as. `names`: these are in line instead.
    `exact`: a renderer wants to see it, so a design is rebuilt, whoever is in line, and nobody is
    paid.
    """
    if photo is not None:
        names = names or (photos.SCULPTORS[concept.kind],)
    elif exact:
        names = (EXACT,) if concept.design is not None else _free()
    used: list[Cutout] = []

    @cache
    def seen() -> photos.Photo | None:
        if photo is not None or picture is None:
            return photo
        shown = _alone(concept, wish, spread) if _rendered(concept, picture) else picture
        return photos.photo(shown.png)

    def work(sculptor: Any) -> Sculpture:
        more: dict[str, Any] = {}
        wanted = _wanted(sculptor)
        if wanted and (shown := seen()) is not None:
            lines = wish.inscription if photo is not None else ()  # else the pedestal has them
            more = {name: value for name, value in _told(shown, lines, wanted) if name in wanted}
        made: Sculpture = sculptor.sculpt(
            concept, height_mm=wish.height_mm, quality=quality, spread=spread, **more
        )
        used[:] = [more["cutout"]] if more.get("cutout") is not None else []
        return made

    made, asked = lineup.ask("sculptures", work, names, purse=purse)
    cutters = (makers.cutter(cutout.method) for cutout in used)
    everybody = tuple(one for one in (*cutters, asked.maker) if one is not None)
    return Sculpted(made.mesh, everybody, asked.name)


def _free() -> tuple[str, ...]:
    """Those in line that cost nothing. Raises ProviderError where there are none."""
    free = tuple(n for n in lineup.names("sculptures") if lineup.free("sculptures", n))
    if not free:
        raise ProviderError("Nobody in line for sculptures works for nothing, for a picture only.")
    return free


def _rendered(concept: Concept, picture: Picture) -> bool:
    """Whether the picture shows the solid of a design, pedestal and all."""
    if concept.design is None or picture.by is None:
        return False
    return bool(getattr(lineup.provider("images", picture.by.name), "from_solid", True))


def _alone(concept: Concept, wish: Wish, spread: Callable[..., Any]) -> Picture:
    """The figure without its pedestal: that is made afterwards, and must not be there twice."""
    mesh = raw(concept, wish, "final", spread, exact=True).mesh
    figure = Figurine(mesh, {"figure": mesh}, wish.height_mm, (), wish.pedestal)
    drawn, _ = lineup.ask("images", lambda one: one.draw(concept, figure), RENDERER)
    shown: Picture = drawn
    return shown


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
