"""What each stage does for one order. `pipeline` runs these steps in order.

The only place that asks `providers` for a stage's provider.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from memoreez import __version__, providers
from memoreez.artifacts import Concept, Imagined, Picture, Report
from memoreez.errors import BadInput, Unprintable
from memoreez.figurines import gate
from memoreez.figurines.finish import HEIGHT_MM, Finished, Wish, finish, rehearse
from memoreez.prints import bundle, files
from memoreez.prints.report import Sketch, Summary
from memoreez.settings import settings

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


def check(order: Order) -> None:
    """Refuse what cannot be made before any work is done. Raises BadInput."""
    low, high = HEIGHT_MM
    if not low <= order.wish.height_mm <= high:
        raise BadInput(
            f"A height of {order.wish.height_mm:g} mm cannot be made; "
            f"choose {low:g} to {high:g} mm."
        )
    rehearse(order.wish)


def imagine(order: Order) -> Imagined:
    """The concepts of the order's round."""
    provider = providers.load("concepts", settings().concepts)
    found: Imagined = provider.imagine(
        order.text, seed=order.seed, round=order.round, name=order.name
    )
    return found


def draw(concept: Concept, order: Order, quality: str = "final") -> Picture:
    """A picture of a concept: for one with a design, of the very solid that will be printed."""
    preview = sculpt(concept, order, "draft")
    provider = providers.load("images", settings().images)
    picture: Picture = provider.draw(concept, preview.figurine, quality=quality)
    return picture


def sculpt(concept: Concept, order: Order, quality: str) -> Finished:
    """The concept's solid on its pedestal."""
    provider = providers.load("sculptures", settings().sculptures)
    raw = provider.sculpt(concept, height_mm=order.wish.height_mm, quality=quality)
    fine = quality == "final"
    tolerance = order.wish.height_mm / 90 * (0.012 if fine else 0.03)
    return finish(raw.mesh, order.wish, tolerance_mm=tolerance, bodies=fine)


def inspect(finished: Finished) -> Report:
    """The gate's report on the finished solid."""
    made = finished.figurine
    return gate.inspect(
        made.solid, stroke_mm=finished.stroke_mm, bodies=made.bodies, repairs=finished.repairs
    )


def chosen(imagined: Imagined, number: int) -> Concept:
    """The concept of that number. Raises BadInput when there is none."""
    for concept in imagined.concepts:
        if concept.id == number:
            return concept
    known = ", ".join(str(concept.id) for concept in imagined.concepts)
    raise BadInput(f"There is no concept {number}; choose one of {known}.")


def publish_concepts(out: Path, imagined: Imagined, pictures: list[Picture]) -> None:
    """`concept-1.png` … and `concepts.png`, together."""
    provider = providers.load("images", settings().images)
    sheet = provider.sheet(pictures, [concept.title for concept in imagined.concepts])
    with files.staging(out) as place:
        for concept, picture in zip(imagined.concepts, pictures, strict=True):
            files.write(place / f"concept-{concept.id}.png", picture.png)
        files.write(place / "concepts.png", sheet.png)


def summarise(
    order: Order,
    imagined: Imagined,
    pictures: list[Picture],
    concept: Concept,
    finished: Finished,
    report: Report,
) -> Summary:
    """All that the report tells."""
    stage = providers.load("images", settings().images)
    figurine = finished.figurine
    sketches = tuple(
        Sketch(one.title, one.story, picture.png, chosen=one is concept)
        for one, picture in zip(imagined.concepts, pictures, strict=True)
    )
    return Summary(
        title=concept.title,
        story=concept.story,
        typed=order.text,
        hobbies=imagined.hobbies,
        sketches=sketches,
        png=stage.draw(concept, figurine, quality="final").png,
        size_mm=bundle.size_mm(figurine.solid),
        weight_g=bundle.weight_g(figurine.solid),
        report=report,
        provenance=provenance(order, concept),
        name=order.name,
        date=order.date,
        inscription=figurine.inscription,
    )


def provenance(order: Order, concept: Concept) -> dict[str, str]:
    """Enough to make the same keepsake again."""
    chosen = settings()
    return {
        "memoreez": __version__,
        "seed": str(order.seed),
        "round": str(order.round),
        "concept": f"{concept.id} ({concept.kind})",
        "concepts by": chosen.concepts,
        "pictures by": chosen.images,
        "sculpture by": chosen.sculptures,
    }


def publish_print(out: Path, finished: Finished, summary: Summary) -> dict[str, Path]:
    """All files, together; a figurine that fails the gate gets its report and nothing to print."""
    failed = summary.report.verdict == "fail"
    solids = {} if failed else bundle.solids(finished.figurine, summary, settings().designer)
    written = {**solids, "figurine.png": summary.png}
    written |= bundle.reports(summary, written)
    with files.staging(out) as place:
        for name, data in written.items():
            files.write(place / name, data)
    if failed:
        for name in SOLIDS:  # of an earlier keepsake in this folder: they must not pass for this one
            (out / name).unlink(missing_ok=True)
        raise Unprintable(summary.report)
    return {path.name: path for path in sorted(out.iterdir()) if path.name in _ours(written)}


def _ours(written: dict[str, bytes]) -> set[str]:
    return {*written, "concepts.png", *(f"concept-{n}.png" for n in range(1, 100))}
