"""All files of a finished keepsake as bytes, and what they weigh."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from memoreez.artifacts import Figurine, Mesh
from memoreez.prints import glb, report, stl, threemf

WALL_MM = 0.9  # two lines of a 0.4 mm nozzle on each side of the surface's skin
INFILL = 0.15


@dataclass(frozen=True)
class Words:
    """What the files say of the keepsake."""

    title: str
    story: str
    designer: str
    png: bytes = field(repr=False)  # the 3MF's thumbnail


def solids(figurine: Figurine, words: Words) -> dict[str, bytes]:
    """`figurine.stl`, `figurine.3mf` and `figurine.glb`. Raises OutputError for an empty mesh."""
    metadata = {
        "Designer": words.designer,
        "Description": words.story,
        "LicenseTerms": report.LICENCE,
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


def weight_g(mesh: Mesh) -> float:
    """Grams of PLA: solid walls over the whole surface, the rest filled to 15 %.

    An estimate: the slicer's top and bottom skins and supports are not in it.
    """
    a, b, c = (mesh.vertices[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    cross = np.cross(b - a, c - a)
    volume = float(np.einsum("ij,ij->i", a, cross).sum() / 6)
    walls = min(float(np.linalg.norm(cross, axis=1).sum() / 2) * WALL_MM, volume)
    share = (walls + INFILL * (volume - walls)) / volume if volume > 0 else 0.0
    return report.weight_g(volume, share=share)
