"""Which filament prints which body, in the words of PrusaSlicer and of Bambu Studio.

Neither list is part of the 3MF specification; programs that do not know it pass it over. A printer
with one filament prints everything with that: slicers take the first slot for one that is missing.

- PrusaSlicer: `Metadata/Slic3r_PE_model.config`, the parts of an object as ranges of triangles.
  OrcaSlicer and Bambu Studio read it too, from a file whose Application names PrusaSlicer.
- Bambu Studio and OrcaSlicer: `Metadata/model_settings.config`, the parts as objects of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

PRUSA_PART = "Metadata/Slic3r_PE_model.config"
BAMBU_PART = "Metadata/model_settings.config"
SLOTS: Mapping[str, int] = {"figure": 1, "pedestal": 1, "inscription": 2}


def slot(body: str) -> int:
    """The filament that a body is printed with, counted from 1."""
    return SLOTS.get(body, 1)


def prusa(title: str, number: int, triangles: Mapping[str, int]) -> str:
    """The bodies of object `number` as ranges: how many triangles each has, in their order."""
    first, volumes = 0, ""
    for name, count in triangles.items():
        known = {"name": name, "volume_type": "ModelPart", "extruder": str(slot(name))}
        volumes += (
            f'<volume firstid="{first}" lastid="{first + count - 1}">'
            f"{_typed('volume', known)}</volume>\n"
        )
        first += count
    heading = _typed("object", {"name": title, "extruder": "1"})
    return f'<config>\n<object id="{number}">{heading}\n{volumes}</object>\n</config>'


def bambu(title: str, number: int, bodies: Mapping[str, int]) -> str:
    """The bodies of the assembly `number`, each with the number of its own object."""
    parts = "".join(
        f'<part id="{own}" subtype="normal_part">'
        f"{_plain({'name': name, 'extruder': str(slot(name))})}</part>\n"
        for name, own in bodies.items()
    )
    heading = _plain({"name": title, "extruder": "1"})
    return f'<config>\n<object id="{number}">{heading}\n{parts}</object>\n</config>'


def _typed(kind: str, known: Mapping[str, str]) -> str:
    return "".join(
        f'<metadata type="{kind}" key="{key}" value={quoteattr(value)}/>'
        for key, value in known.items()
    )


def _plain(known: Mapping[str, str]) -> str:
    return "".join(
        f'<metadata key="{key}" value={quoteattr(value)}/>' for key, value in known.items()
    )
