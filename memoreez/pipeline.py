"""The whole way, in order: hobbies → concepts → pictures → choice → sculpture → figurine → files.

Read this first. The stages do not know one another; this file alone knows their order.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from memoreez import steps
from memoreez.artifacts import Imagined, Picture, Print
from memoreez.clock import Clock, Watch
from memoreez.prints import files

Choose = Callable[[Imagined, list[Picture]], int]


def make(order: steps.Order, out: Path, choose: Choose, watch: Watch) -> Print:
    """A keepsake in the folder `out`. `choose` gets the drawn concepts and returns one's number.

    Raises BadInput, OutputError, ProviderError, and Unprintable when the gate refuses the solid.
    """
    steps.check(order)
    files.folder(out)
    clock = Clock(watch)
    with clock("concepts"):
        imagined = steps.imagine(order)
    with clock("pictures", len(imagined.concepts)) as tick:
        pictures = [tick(steps.draw(concept, order)) for concept in imagined.concepts]
        steps.publish_concepts(out, imagined, pictures)
    concept = steps.chosen(imagined, choose(imagined, pictures))
    with clock("sculpture"):
        finished = steps.sculpt(concept, order, "final")
    with clock("gate"):
        report = steps.inspect(finished)
    with clock("files"):
        summary = steps.summarise(order, imagined, pictures, concept, finished, report)
        written = steps.publish_print(out, finished, summary)
    return Print(out, written, imagined, concept, report, clock.seconds)
