"""What is told of a finished keepsake: all that its report says, and the page's own facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from memoreez import __version__, makers
from memoreez.artifacts import Check, Concept, Imagined, Maker, Picture, Report
from memoreez.figurines.finish import Finished
from memoreez.prints import bundle
from memoreez.prints.report import Sketch, Summary
from memoreez.records import plain
from memoreez.rows import Json
from memoreez.settings import settings
from memoreez.steps import Order


@dataclass(frozen=True)
class Told:
    """A keepsake before it is drawn and measured: what was asked, had, drawn, chosen and made."""

    order: Order
    imagined: Imagined
    pictures: Sequence[Picture]  # of each concept
    concept: Concept  # the chosen one
    finished: Finished
    makers: tuple[Maker, ...]  # `everybody`

    def summary(
        self,
        portrait: Picture,
        report: Report,
        cost: Mapping[str, Any],
        maps: Mapping[str, bytes],
    ) -> Summary:
        """All that the report tells; `cost` as `steps.costs`, `maps` as `maps.draw` draws them."""
        order, figurine, concept = self.order, self.finished.figurine, self.concept
        sketches = tuple(
            Sketch(one.title, one.story, picture.png, chosen=one is concept)
            for one, picture in zip(self.imagined.concepts, self.pictures, strict=True)
        )
        return Summary(
            title=concept.title,
            story=concept.story,
            typed=order.text,
            hobbies=self.imagined.hobbies,
            sketches=sketches,
            png=portrait.png,
            size_mm=bundle.size_mm(figurine.solid),
            weight_g=cost["weight_g"],
            minutes=cost["print_s"] / 60,
            report=report,
            provenance=self.provenance(),
            name=order.name,
            date=order.date,
            inscription=figurine.inscription,
            maps=maps,
            cost=cost,
            makers=self.makers,
        )

    def provenance(self) -> dict[str, str]:
        """Enough to make the same keepsake again."""
        order, wish, chosen = self.order, self.order.wish, settings()
        by = {stage: makers.names(self.makers, stage) for stage in makers.ORDER}
        cutout = by["cutouts"] or (order.photo.cutout.method if order.photo else "")
        sculptor = by["sculptures"] or self.finished.sculptor
        return {
            "memoreez": __version__,
            "seed": str(order.seed),
            "round": str(order.round),
            "concept": f"{self.concept.id} ({self.concept.kind})",
            "concepts by": by["concepts"] or self.imagined.by or chosen.concepts,
            "pictures by": by["images"] or chosen.images,
            "sculpture by": sculptor or chosen.sculptures,
            **({"cutout by": cutout} if cutout else {}),
            "made as": f"{wish.height_mm:g} mm, {wish.pedestal}, {wish.style}",
            "with": ", ".join(f"{name} {version(name)}" for name in ("numpy", "manifold3d")),
        }


def everybody(
    order: Order, imagined: Imagined, pictures: Sequence[Picture], sculpted: Sequence[Maker]
) -> tuple[Maker, ...]:
    """Who had the ideas, drew them, cut out and sculpted, each once."""
    cutter = makers.cutter(order.photo.cutout.method) if order.photo else None
    known = [imagined.maker, *(picture.by for picture in pictures), *sculpted]
    if cutter is not None and not any(one.stage == "cutouts" for one in sculpted):
        known.append(cutter)
    return makers.merged(known)


def figurine(number: int, wish: Json, chosen: Concept, summary: Summary) -> Json:
    """What the page tells of version `number` of a figurine."""
    report = plain(asdict(summary.report))
    return {
        "version": number,
        "concept_id": chosen.id,
        "title": chosen.title,
        "story": chosen.story,
        "size_mm": plain([round(side, 2) for side in summary.size_mm]),
        "verdict": summary.report.verdict,
        "checks": report["checks"],
        "repairs": report["repairs"],
        "inscription": wish["inscription"],
        "pedestal": wish["pedestal"],
        "height_mm": wish["height_mm"],
        "style": wish["style"],
        "made_by": [plain(asdict(one)) for one in summary.makers],
    }


def report(kept: Json) -> Report:
    """The gate's report, from the JSON of its `asdict`."""
    return Report(tuple(Check(**one) for one in kept["checks"]), tuple(kept["repairs"]))
