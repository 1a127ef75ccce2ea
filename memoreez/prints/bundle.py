"""All files of a finished keepsake as bytes, and what they weigh."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from memoreez.artifacts import Figurine, Mesh
from memoreez.prints import glb, origin, report, stl, threemf


@dataclass(frozen=True)
class Words:
    """What the files say of the keepsake."""

    title: str
    story: str
    designer: str
    png: bytes = field(repr=False)  # the 3MF's thumbnail
    licence: str = origin.LICENCE


def solids(figurine: Figurine, words: Words) -> dict[str, bytes]:
    """`figurine.stl`, `figurine.3mf` and `figurine.glb`. Raises OutputError for an empty mesh."""
    metadata = {
        "Designer": words.designer,
        "Description": words.story,
        "LicenseTerms": words.licence,
    }
    with ThreadPoolExecutor(1) as pool:
        light = pool.submit(glb.encode, figurine, title=words.title)
        parts = threemf.encode(
            figurine, title=words.title, metadata=metadata, thumbnail_png=words.png
        )
        return {
            "figurine.stl": stl.encode(figurine.solid),
            "figurine.3mf": parts,
            "figurine.glb": light.result(),
        }


def reports(summary: report.Summary, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """`report.html` and `report.json`, with the sizes of the files beside them."""
    sizes = {name: len(data) for name, data in written.items()}
    told = replace(summary, files=sizes)
    return {
        "report.html": report.as_html(told).encode("utf-8", "replace"),
        "report.json": report.as_json(told).encode("utf-8", "replace"),
    }


def size_mm(mesh: Mesh) -> tuple[float, float, float]:
    """Width, depth and height."""
    low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
    width, depth, height = (float(v) for v in high - low)
    return width, depth, height
