"""Where a solid is hard to print, measured and drawn: what joins `figurines` and `prints` here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from memoreez.artifacts import Mesh, Report
from memoreez.figurines import maps as measuring
from memoreez.figurines.maps import Measured
from memoreez.prints import maps as drawing
from memoreez.prints import pictures as painting


@dataclass(frozen=True)
class Drawn:
    """The maps of one solid."""

    pictures: Mapping[str, bytes] = field(repr=False)  # "walls", "overhangs", "islands": PNG
    glb: bytes = field(repr=False)  # the same to turn around; under 1 MB for a solid


def draw(
    mesh: Mesh,
    report: Report | None = None,
    *,
    measured: Measured | None = None,
    nozzle_mm: float = 0.4,
) -> Drawn:
    """The maps of any mesh (mm, standing as printed), which need not be closed.

    `report` is the gate's: what it passes is drawn small. `measured` is what
    `gate.survey` gave beside it; without it, it is measured here. Raises OutputError for a mesh
    without triangles.
    """
    sketch = drawing.canvas(mesh)
    found = measured or measuring.measure(mesh, nozzle_mm=nozzle_mm)
    chart = measuring.chart(found, sketch.mesh.vertices, sketch.normals)
    wanted = drawing.KINDS if report is None else drawing.wanted(report)
    return Drawn(painting.draw(sketch, chart, wanted), drawing.encode(sketch, chart))


def pictures(mesh: Mesh, report: Report | None = None) -> dict[str, bytes]:
    """The pictures alone, by kind."""
    return dict(draw(mesh, report).pictures)


def encode(mesh: Mesh, report: Report | None = None) -> bytes:
    """The GLB alone."""
    return draw(mesh, report).glb
