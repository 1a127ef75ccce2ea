"""One job, done in a process of its own: pictures and an order in a folder, a mesh beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import Any

from memoreez import lineup, mesh_wire, photos, pixels
from memoreez.artifacts import Cutout, Picture, Sculpture
from memoreez.crew import Crew
from memoreez.engine import lines
from memoreez.engine.folders import CUTOUT, MESH, PICTURE, put, read
from memoreez.engine.orders import Order
from memoreez.errors import BadInput, ProviderError
from memoreez.settings import Settings, adopt

MOST_PX = photos.MOST_PX


def warm(settings: Settings, name: str) -> dict[str, str]:
    """Load the sculptor's weights before the first job, and say what it is equipped with.

    Raises what its load() raises.
    """
    _adopted(settings)
    one = lineup.provider("sculptures", name)
    one.load()
    told: dict[str, str] = one.equipment() if hasattr(one, "equipment") else {}
    return told


def sculpt(settings: Settings, name: str, private: bool, alone: bool, folder: str) -> int:
    """Put the job's mesh into its folder; the number of its triangles.

    A mesh that is there already, from before a crash, is not made again. `alone`: on one core.
    Raises MemoreezError.
    """
    _adopted(settings)
    place = Path(folder)
    if (place / MESH).exists():
        return len(mesh_wire.unpack((place / MESH).read_bytes()).faces)
    order = _order(place)
    one = lineup.provider("sculptures", name)
    spread: Callable[..., Any] = map if alone else _spread
    made: Sculpture = one.sculpt(
        order.concept.concept(),
        height_mm=order.height_mm,
        quality=order.quality,
        spread=spread,
        **_pictures(order, place, private, _wanted(one)),
    )
    try:
        data = mesh_wire.pack(made.mesh)
        triangles = len(mesh_wire.unpack(data).faces)
    except mesh_wire.BadMesh as reason:
        raise ProviderError(f"The sculptor {name} {reason}.") from None
    put(place / MESH, data)
    return triangles


def _order(place: Path) -> Order:
    try:
        return Order.model_validate(read(place).order)
    except ValueError:  # written by another version; what is in it is shown nowhere
        raise BadInput("The order cannot be read by this engine any more; send it again.") from None


def _wanted(sculptor: Any) -> frozenset[str]:
    return frozenset(signature(sculptor.sculpt).parameters) & {"picture", "cutout"}


def _pictures(order: Order, place: Path, private: bool, wanted: frozenset[str]) -> dict[str, Any]:
    """What the sculptor can be given; a cutout is made here when only a picture came."""
    if not wanted:
        return {}
    shown = _bytes(place / PICTURE, order.picture_url, private)
    cut = _bytes(place / CUTOUT, order.cutout_url, private)
    found: dict[str, Any] = {}
    if cut is not None:
        found["cutout"] = _cutout(cut, order)
    if shown is not None:
        if cut is None and "cutout" in wanted:
            photo = photos.photo(shown)
            found["picture"] = photo.picture
            if photo.cutout.confidence >= photos.SURE or "picture" not in wanted:
                found["cutout"] = photo.cutout
        else:
            found["picture"] = _picture(shown)
    return {name: value for name, value in found.items() if name in wanted}


def _bytes(file: Path, url: str, private: bool) -> bytes | None:
    if file.exists():
        return file.read_bytes()
    return lines.picture(url, private) if url else None


def _picture(data: bytes) -> Picture:
    rgba = pixels.read(data, MOST_PX)
    return Picture(pixels.write(rgba), rgba.shape[1], rgba.shape[0])


def _cutout(data: bytes, order: Order) -> Cutout:
    told, made = order.cutout, _picture(data)
    return Cutout(made.png, made.width, made.height, told.confidence, told.method, told.words)


@lru_cache(maxsize=1)
def _adopted(settings: Settings) -> None:
    adopt(settings)


def _spread(*args: Any, **more: Any) -> Any:
    """As `Crew.map`; there is no crew before somebody wants it, and on a card nobody does."""
    return _crew().map(*args, **more)


@lru_cache(maxsize=1)
def _crew() -> Crew:
    return Crew()
