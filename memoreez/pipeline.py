"""The whole way, in order: hobbies → concepts → pictures → choice → sculpture → figurine → files.

Read this first. The stages do not know one another; this file alone knows their order.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from memoreez import steps
from memoreez.artifacts import Imagined, Picture, Print
from memoreez.clock import Clock, Watch
from memoreez.crew import Crew
from memoreez.errors import ProviderError
from memoreez.prints import files

Choose = Callable[[Imagined, list[Picture]], int]


def make(order: steps.Order, out: Path, choose: Choose, watch: Watch) -> Print:
    """A keepsake in the folder `out`. `choose` gets the drawn concepts and returns one's number.

    Raises BadInput, OutputError, ProviderError, and Unprintable when the gate refuses the solid.
    """
    steps.check(order)
    clock = Clock(watch)
    with clock("concepts"):
        imagined = steps.imagine(order)
    files.folder(out)
    with Crew() as crew:
        with clock("pictures", len(imagined.concepts) + 1) as tick:
            with suppress(ProviderError):  # whoever draws makes no drafts
                tick(steps.sketch(imagined.concepts[0], order))
            pictures = steps.draw_all(imagined.concepts, order, crew.map, tick)
            drawn = steps.publish_concepts(out, imagined, pictures)
        concept = steps.chosen(imagined, choose(imagined, pictures))
        with clock("sculpture"):
            thumbnail = pictures[imagined.concepts.index(concept)]
            finished = steps.sculpt(concept, order, crew.map, thumbnail)
        with clock("files"):
            examined = crew.beside(steps.examine, concept, finished)
            printable = steps.solids(finished, concept, thumbnail)
            cost = steps.costs(finished)
            report, maps, portrait = examined.result()
            summary = steps.summarise(
                order, imagined, pictures, concept, finished, portrait, report, cost, maps.pictures
            )
            written = steps.publish_print(out, printable, summary, maps)
    return Print(out, drawn | written, imagined, concept, report, clock.seconds)
