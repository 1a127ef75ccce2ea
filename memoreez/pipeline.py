"""The whole way, in order: hobbies → concepts → pictures → choice → sculpture → figurine → files.

Read this first. The stages do not know one another; this file alone knows their order.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from memoreez import steps, telling, warming
from memoreez.artifacts import Imagined, Picture, Print
from memoreez.clock import Clock, Watch
from memoreez.crew import Crew
from memoreez.prints import files

READY = ("memoreez.designs.character", "memoreez.images.clay", "memoreez.sculptures.atelier")
Choose = Callable[[Imagined, list[Picture]], int]


def make(order: steps.Order, out: Path, choose: Choose, watch: Watch) -> Print:
    """A keepsake in the folder `out`. `choose` gets the drawn concepts and returns one's number.

    Raises BadInput, OutputError, ProviderError, and Unprintable when the gate refuses the solid.
    """
    steps.check(order)
    files.tried(out)
    clock = Clock(watch)
    with Crew(ready=READY) as crew:
        with clock("concepts"):
            imagined = steps.imagine(order)
        files.folder(out)
        warming.begin(order.purse, order.photo is None)
        with clock("pictures", len(imagined.concepts)) as tick:
            pictures = steps.draw_all(imagined.concepts, order, crew.map, tick)
            drawn = steps.publish_concepts(out, imagined, pictures)
        concept = steps.chosen(imagined, choose(imagined, pictures))
        with clock("sculpture"):
            thumbnail = pictures[imagined.concepts.index(concept)]
            sculpted = steps.raw_sculpture(concept, order, crew.map, thumbnail)
            finished = steps.set_up(sculpted.mesh, sculpted.by, concept, order.wish)
        with clock("files"):
            examined = crew.beside(steps.examine, concept, finished)
            made = telling.everybody(order, imagined, pictures, sculpted.makers)
            printable = steps.solids(finished, concept, thumbnail, made)
            cost = steps.costs(finished)
            report, maps, portrait = examined.result()
            told = telling.Told(order, imagined, pictures, concept, finished, made)
            summary = told.summary(portrait, report, cost, maps.pictures)
            written = steps.publish_print(out, printable, summary, maps)
    return Print(out, drawn | written, imagined, concept, report, clock.seconds)
