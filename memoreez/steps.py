"""What each stage does for one order. `pipeline` runs these steps in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memoreez import lineup, photos, preflight, providers, sculpting
from memoreez.artifacts import Concept, Figurine, Imagined, Maker, Mesh, Picture, Report
from memoreez.errors import BadInput, ProviderError, Unprintable
from memoreez.figurines.finish import Finished, Wish, finish, preview, rehearse
from memoreez.photos import Photo
from memoreez.prints import bundle, files, origin
from memoreez.prints.report import Summary
from memoreez.sculpting import Sculpted
from memoreez.settings import settings
from memoreez.spending import Purse

if TYPE_CHECKING:
    from memoreez.figurines.maps import Measured
    from memoreez.maps import Drawn

TOLERANCE = 2.2e-4  # of the height, 0.02 mm at 90 mm: how far simplification may move the surface
CLAY = ("clay",)  # who draws what is there, whoever draws ideas
TOLD = ("figurine.png", "maps.glb", "report.html", "report.json")
SOLIDS = ("figurine.stl", "figurine.3mf", "figurine.glb")


@dataclass(frozen=True)
class Order:
    """What a person asks for."""

    text: str
    name: str = ""
    date: str = ""
    seed: int = 0
    round: int = 1
    wish: Wish = field(default_factory=Wish)
    photo: Photo | None = field(default=None, repr=False)  # instead of hobbies
    sculptors: tuple[str, ...] = ()  # in line for this order alone; empty: those that are set
    purse: Purse = field(default_factory=Purse, compare=False)  # pays providers that cost something


def check(order: Order) -> None:
    """Refuse what cannot be made before any work is done.

    Raises BadInput, SettingsError, and ProviderError where no sculptor in line can work.
    """
    rehearse(order.wish)
    _prices()
    for name in order.sculptors:
        lineup.provider("sculptures", name)
    if order.photo is not None and order.round > 1:
        raise BadInput("A photo has no second round of ideas; give another photo instead.")
    if order.photo is None or order.sculptors:  # ours for photos are always there
        preflight.passes("sculptures", order.sculptors)


def imagine(order: Order) -> Imagined:
    """The concepts of the order's round."""
    if order.photo is not None:
        return photos.imagine(order.photo, order.text, order.name, bool(order.sculptors))

    def work(provider: Any) -> Imagined:
        found: Imagined = provider.imagine(
            order.text, seed=order.seed, round=order.round, name=order.name
        )
        return found

    found, asked = lineup.ask("concepts", work, purse=order.purse.at(f"round-{order.round}"))
    notes = (*found.notes, *_in_vain("concepts", asked))
    return replace(found, by=asked.name, maker=asked.maker, notes=notes)


def _in_vain(stage: str, asked: lineup.Asked) -> tuple[str, ...]:
    """What a person is told when another provider than the first one did the work.

    Why that is so, and of which machine, is for the operator: `lineup` writes it into the log.
    """
    missed = " and ".join(f"“{_title(stage, name)}”" for name, _ in asked.missed)
    were = "was" if len(asked.missed) == 1 else "were"
    words = f"{missed} {were} not available; “{_title(stage, asked.name)}” did the work."
    return (words,) if asked.missed else ()


def _title(stage: str, name: str) -> str:
    return providers.entry(stage, name).title


def draw(
    concept: Concept, order: Order, quality: str = "final", instead: tuple[str, ...] = ()
) -> Picture:
    """A picture of a concept: by the clay renderer of the very solid that will be printed.

    "draft" is there in half the time, and softer. `instead` as in `lineup.ask`. What somebody else
    makes of a photo is only known when it is made: its picture is the photo.
    """
    if order.photo is not None and order.sculptors:
        return order.photo.picture

    @cache
    def solid() -> Figurine:
        made = sculpting.raw(concept, order.wish, quality, photo=order.photo, exact=True)
        return preview(made.mesh, _set(concept, order.wish))

    def work(provider: Any) -> Picture:
        seen = {"figurine": solid()} if _from_solid(provider) else {}
        drawn: Picture = provider.draw(concept, **seen, quality=quality)
        return drawn

    instead = CLAY if order.photo is not None else instead
    purse = order.purse.at(f"picture-{concept.id}")
    drawn, asked = lineup.ask("images", work, instead, purse=purse)
    return replace(drawn, by=asked.maker)


def draw_all(
    concepts: Sequence[Concept],
    order: Order,
    spread: Callable[..., list[Picture]],
    tick: Callable[[Picture], object],
) -> list[Picture]:
    """A picture of each, in parallel: in several processes, or asked of a model all at once."""
    one = partial(draw, order=order)
    first = lineup.first("images")
    if order.photo is not None or _from_solid(first):
        return spread(one, concepts, tick)
    pictures = []
    with ThreadPoolExecutor(1 if getattr(first, "alone", False) else len(concepts)) as pool:
        for picture in pool.map(one, concepts):
            tick(picture)
            pictures.append(picture)
    return pictures


def sketches(concept: Concept, order: Order) -> bool:
    """Whether a first picture can be had early and for nothing: a renderer sees what is there."""
    if order.photo is not None:
        return True
    name = lineup.names("images")[0]
    seen = _from_solid(lineup.provider("images", name))
    return concept.design is not None and seen and lineup.free("images", name)


def sketch(concept: Concept, order: Order) -> Picture:
    """A first picture, early and softer, for whoever watches; it is not kept.

    Raises ProviderError where there is none for nothing: an image model takes as long as for the
    picture itself, and costs as much.
    """
    if not sketches(concept, order):
        raise ProviderError("Whoever draws this makes no drafts.")
    return draw(concept, order, "draft", lineup.names("images")[:1])


def _from_solid(provider: Any) -> bool:
    return bool(getattr(provider, "from_solid", True))


def raw_sculpture(
    concept: Concept,
    order: Order,
    spread: Callable[..., Any] = map,
    picture: Picture | None = None,
) -> Sculpted:
    """The concept as its sculptor made it, at full resolution; `spread` as in `Crew.map`.

    `picture` is what the concept was drawn as: of it sculptors work that need one.
    """
    purse = order.purse.at(f"sculpture-{concept.id}-{order.wish.height_mm:g}")
    return sculpting.raw(
        concept,
        order.wish,
        "print",
        spread,
        photo=order.photo,
        picture=picture,
        names=order.sculptors,
        purse=purse,
    )


def set_up(raw: Mesh, sculptor: str, concept: Concept, wish: Wish) -> Finished:
    """A sculpture on its pedestal."""
    done = finish(raw, _set(concept, wish), tolerance_mm=TOLERANCE * wish.height_mm)
    figurine = replace(done.figurine, inscription=wish.inscription)
    return replace(done, figurine=figurine, sculptor=sculptor)


def _set(concept: Concept, wish: Wish) -> Wish:
    """The wish as the pedestal sees it: a plaque has its words in the frame."""
    return replace(wish, inscription=()) if concept.kind == photos.PLAQUE else wish


def survey(finished: Finished) -> tuple[Report, Measured | None]:
    """The gate's report on the finished solid, and the measurements behind it."""
    from memoreez.figurines import gate  # slow to import, and not needed for the first picture

    made = finished.figurine
    return gate.survey(
        made.solid, stroke_mm=finished.stroke_mm, bodies=made.bodies, repairs=finished.repairs
    )


def inspect(finished: Finished) -> Report:
    """The gate's report on the finished solid."""
    return survey(finished)[0]


def chosen(imagined: Imagined, number: int) -> Concept:
    """The concept of that number. Raises BadInput when there is none."""
    for concept in imagined.concepts:
        if concept.id == number:
            return concept
    known = ", ".join(str(concept.id) for concept in imagined.concepts)
    raise BadInput(f"There is no concept {number}; choose one of {known}.")


def publish_concepts(out: Path, imagined: Imagined, pictures: list[Picture]) -> dict[str, Path]:
    """`concept-1.png` … and `concepts.png`, together; an earlier keepsake's files go."""
    provider = lineup.first("images")
    sheet = provider.sheet(pictures, [concept.title for concept in imagined.concepts])
    written = {
        f"concept-{c.id}.png": p.png for c, p in zip(imagined.concepts, pictures, strict=True)
    }
    written["concepts.png"] = sheet.png
    with files.staging(out) as place:
        for name, png in written.items():
            files.write(place / name, png)
    for name in (*SOLIDS, *TOLD):
        files.remove(out / name)
    return {name: out / name for name in written}


def examine(concept: Concept, finished: Finished) -> tuple[Report, Drawn, Picture]:
    """The gate's report, maps of where to take care, and a picture of the finished figurine."""
    from memoreez import maps  # slow to import, like the gate

    report, measured = survey(finished)
    drawn = maps.draw(finished.figurine.solid, report, measured=measured)
    return report, drawn, portray(concept, finished)


def portray(concept: Concept, finished: Finished) -> Picture:
    """A picture of the finished figurine itself."""
    figurine = finished.figurine
    return lineup.ask("images", lambda one: one.draw(concept, figurine, quality="final"), CLAY)[0]


def costs(finished: Finished) -> dict[str, Any]:
    """Weight, print time and price, as `prints.costs.facts` has them."""
    from memoreez.prints import costs  # slow to import, like the gate

    return costs.facts(finished.figurine.solid, _prices())


def _prices() -> Any:
    """The price sheet that is set. Raises SettingsError for one that cannot be read."""
    from memoreez.prints import price

    return price.load(settings().price_sheet)


def solids(
    finished: Finished, concept: Concept, thumbnail: Picture, made: Iterable[Maker] = ()
) -> dict[str, bytes]:
    """The files to print, as bytes; `made`: whose licences hold for them."""
    licence = origin.licence(made)
    words = bundle.Words(concept.title, concept.story, settings().designer, thumbnail.png, licence)
    return bundle.solids(finished.figurine, words)


def publish_print(
    out: Path, printable: dict[str, bytes], summary: Summary, maps: Drawn
) -> dict[str, Path]:
    """All files, together. Of a figurine that fails the gate: its report, and Unprintable."""
    failed = summary.report.verdict == "fail"
    written = {**({} if failed else printable), "figurine.png": summary.png, "maps.glb": maps.glb}
    written |= bundle.reports(summary, written)
    with files.staging(out) as place:
        for name, data in written.items():
            files.write(place / name, data)
    if failed:
        raise Unprintable(summary.report)
    return {name: out / name for name in written}
