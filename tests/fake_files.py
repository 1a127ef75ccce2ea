"""Small but real files of a keepsake: pictures, a GLB in metres, an STL and a 3MF."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import manifold3d
import numpy as np
from PIL import Image, ImageDraw

from memoreez.artifacts import Figurine, Mesh
from memoreez.prints import glb, stl, threemf

SIDE_PX = 384
TYPES = {
    "figurine.stl": "model/stl",
    "figurine.3mf": "model/3mf",
    "figurine.glb": "model/gltf-binary",
    "figurine.png": "image/png",
    "report.html": "text/html; charset=utf-8",
    "report.json": "application/json",
}
COLOURS = ((198, 93, 70), (110, 139, 111), (214, 162, 72), (110, 104, 160))


@cache
def made() -> Mapping[str, bytes]:
    """All files, made once for a process."""
    files: dict[str, bytes] = {}
    for number, colour in enumerate(COLOURS, 1):
        files[f"concept-{number}.png"] = _picture(str(number), colour, "PNG")
        files[f"concept-{number}.jpg"] = _picture(str(number), colour, "JPEG")
    thing = _solid()
    files["figurine.png"] = _picture("F", (150, 120, 100), "PNG")
    files["figurine.stl"] = stl.encode(thing.solid)
    files["figurine.3mf"] = threemf.encode(thing, title="Fake", metadata={})
    files["figurine.glb"] = glb.encode(thing.solid, title="Fake")
    files["report.html"] = b"<!doctype html><title>Report</title><script>alert(1)</script>"
    files["report.json"] = json.dumps(figurine()).encode()
    return MappingProxyType(files)


def read(folder: Path) -> Mapping[str, bytes]:
    """The files of a keepsake that `memoreez make` has made, for those who want real ones."""
    files = dict(made())
    for name in [*files]:
        path = folder / name
        if path.is_file():
            files[name] = path.read_bytes()
        if name.endswith(".jpg") and path.with_suffix(".png").is_file():
            files[name] = _soft(path.with_suffix(".png"))
    return MappingProxyType(files)


def figurine() -> dict[str, Any]:
    """What the page tells of it; title, story and wish come from the keepsake."""
    return {
        "size_mm": [68.0, 68.0, 90.0],
        "weight_g": 64.2,
        "print_s": None,
        "verdict": "pass",
        "checks": [
            _check("closed", "Closed surface", True, "", "every edge in two faces"),
            _check("wall_thickness", "Thinnest wall", 1.42, "mm", "at least 0.8 mm"),
            _check(
                "overhang", "Steepest overhang", 52.0, "°", "up to 45°", "warn", "Use supports."
            ),
        ],
        "repairs": [],
    }


def _check(
    name: str, title: str, value: object, unit: str, limit: str, verdict: str = "pass",
    advice: str = "",
) -> dict[str, object]:  # fmt: skip
    told = {"name": name, "title": title, "value": value, "unit": unit, "limit": limit}
    return told | {"verdict": verdict, "advice": advice, "source": "a 0.4 mm nozzle"}


def _picture(text: str, colour: tuple[int, int, int], kind: str) -> bytes:
    shade = np.linspace(1.25, 0.75, SIDE_PX)[:, None, None]
    rows = np.broadcast_to(np.clip(shade * colour, 0, 255), (SIDE_PX, SIDE_PX, 3))
    image = Image.fromarray(rows.astype(np.uint8))
    pen = ImageDraw.Draw(image)
    pen.ellipse((92, 60, 292, 300), fill=(245, 235, 220))
    pen.rectangle((82, 300, 302, 340), fill=(90, 70, 60))
    pen.text((180, 160), text, fill=(60, 40, 30), font_size=48)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def _soft(path: Path) -> bytes:
    image = Image.open(path).convert("RGB").resize((160, 160)).resize((512, 512))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()


def _solid() -> Figurine:
    """A ball on a cylinder, 90 mm high."""
    below = manifold3d.Manifold.cylinder(14.0, 34.0, 32.0, 96)
    above = manifold3d.Manifold.sphere(39.0, 64).translate((0.0, 0.0, 51.0))
    both = (below + above).to_mesh()
    mesh = Mesh(
        np.asarray(both.vert_properties, np.float32)[:, :3],
        np.asarray(both.tri_verts, np.int32),
    )
    return Figurine(mesh, {"figure": mesh}, 90.0, ("Fake",), "round")
